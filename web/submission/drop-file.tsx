import { Progress } from 'antd'
import { type DragEvent, useState } from 'react'
import { FileIcon } from '../shell/icons.js'
import { useLanguage } from '../shell/language.js'
import './submission.css'
import { SUBMISSION } from './words.js'

const LARGEST = 512 * 1024 * 1024

interface Props {
  readonly label: string
  /** Share sent, 0 to 1; undefined when nothing is under way. */
  readonly progress: number | undefined
  readonly onFile: (file: File) => void
}

/** 放文件的地方。Drop, or tap to choose; then how far it has come. */
export function DropFile({ label, progress, onFile }: Props) {
  const { say } = useLanguage()
  const [over, setOver] = useState(false)
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<string>()
  const take = (file: File | undefined) => {
    if (file === undefined) return
    const found = problemOf(file)
    setProblem(found && say(found))
    if (found !== undefined) return
    setName(file.name)
    onFile(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  if (progress !== undefined) return <Sending name={name} progress={progress} />
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is extra; the input inside does the same by keyboard
    <div
      className={over ? 'drop-file drop-over' : 'drop-file'}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label>
        <input
          type="file"
          className="visually-hidden"
          accept=".csv,.xlsx,.txt"
          aria-label={label}
          onChange={(event) => {
            take(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        <FileIcon />
        <strong>{say(SUBMISSION.dropHere)}</strong>
        <span>{say(SUBMISSION.fileKinds)}</span>
      </label>
      {problem && (
        <p className="form-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

function Sending({ name, progress }: { readonly name: string; readonly progress: number }) {
  const { say } = useLanguage()
  const isSent = progress >= 1
  return (
    <div className="drop-file drop-sending" role="status" aria-live="polite">
      <strong>{say(isSent ? SUBMISSION.reading : SUBMISSION.sending, { name })}</strong>
      <Progress percent={Math.floor(progress * 100)} status="active" showInfo={!isSent} aria-label={name} />
    </div>
  )
}

function problemOf({ name, size }: File) {
  if (!/\.(csv|xlsx|txt)$/i.test(name)) return SUBMISSION.wrongKind
  return size > LARGEST ? SUBMISSION.tooLarge : undefined
}
