import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { askFile, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { type Both, useLanguage } from '../shell/language.js'
import { saveFile } from '../shell/save-file.js'

interface Props {
  readonly path: string
  readonly label: Both
  readonly name?: string
}

/** 调阅一份：fetched only when somebody asks for it, since each look is written down. Pictures and PDF stand in the page. */
export function PaperShown({ path, label, name }: Props) {
  const { say } = useLanguage()
  const [shown, setShown] = useState<{ blob: Blob; name: string; address: string }>()
  const [problem, setProblem] = useState<Problem>()
  useEffect(() => () => void (shown && URL.revokeObjectURL(shown.address)), [shown])
  const open = () => {
    setProblem(undefined)
    askFile(path).then((file) => setShown({ ...file, address: URL.createObjectURL(file.blob) }), setProblem)
  }
  if (shown === undefined)
    return (
      <>
        <Button size="small" onClick={open}>
          {say(label)}
        </Button>
        {problem && <FormProblem error={problem} />}
      </>
    )
  const { blob, address } = shown
  const title = name ?? shown.name
  return (
    <div className="content-paper">
      <p className="no-print">
        <Button size="small" onClick={() => saveFile(blob, title)}>
          {say({ zh: '下载', en: 'Download' })}
        </Button>{' '}
        <Button size="small" onClick={() => setShown(undefined)}>
          {say({ zh: '收起', en: 'Close' })}
        </Button>
      </p>
      {blob.type.startsWith('image/') && <img src={address} alt={title} />}
      {blob.type === 'application/pdf' && <iframe src={address} title={title} />}
    </div>
  )
}
