import { Progress } from 'antd'
import { type DragEvent, useState } from 'react'
import { FileIcon } from '../shell/icons.js'
import { type Both, useLanguage } from '../shell/language.js'
import './submission.css'
import { SUBMISSION } from './words.js'

const LARGEST = 512 * 1024 * 1024

interface Kinds {
  readonly endings: readonly string[]
  readonly says: Both
  readonly wrong: Both
}

const TABLES: Kinds = {
  endings: ['csv', 'xlsx', 'txt'],
  says: SUBMISSION.fileKinds,
  wrong: SUBMISSION.wrongKind,
}
/** 原始资料：what was signed or posted up, as a picture or a document. */
export const PAPERS: Kinds = {
  endings: ['pdf', 'png', 'jpg', 'jpeg', 'csv', 'xlsx'],
  says: SUBMISSION.paperKinds,
  wrong: SUBMISSION.wrongPaper,
}
/** 部门来文：signed lines. */
export const MESSAGES: Kinds = {
  endings: ['ndjson', 'jsonl'],
  says: SUBMISSION.messageKinds,
  wrong: SUBMISSION.wrongMessage,
}

/** 遗留数据包。 */
export const PACKAGES: Kinds = {
  endings: ['zip'],
  says: SUBMISSION.packageKinds,
  wrong: SUBMISSION.wrongPackage,
}

interface Props {
  readonly label: string
  /** Share sent, 0 to 1; undefined when nothing is under way. */
  readonly progress: number | undefined
  readonly onFile: (file: File) => void
  readonly kinds?: Kinds
}

/** 放文件的地方。Drop, or tap to choose; then how far it has come. */
export function DropFile({ label, progress, onFile, kinds = TABLES }: Props) {
  const { say } = useLanguage()
  const [over, setOver] = useState(false)
  const [name, setName] = useState('')
  const [problem, setProblem] = useState<string>()
  const take = (file: File | undefined) => {
    if (file === undefined) return
    const found = problemOf(file, kinds)
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
          accept={kinds.endings.map((ending) => `.${ending}`).join()}
          aria-label={label}
          onChange={(event) => {
            take(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        <FileIcon />
        <strong>{say(SUBMISSION.dropHere)}</strong>
        <span>{say(kinds.says)}</span>
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

function problemOf({ name, size }: File, { endings, wrong }: Kinds) {
  if (!endings.includes(name.toLowerCase().split('.').at(-1) ?? '')) return wrong
  return size > LARGEST ? SUBMISSION.tooLarge : undefined
}
