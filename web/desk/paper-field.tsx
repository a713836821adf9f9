import type { PaperView as Paper } from '../../src/archive/contract.js'
import { FormProblem } from '../shell/form-problem.js'
import { type Both, useLanguage } from '../shell/language.js'
import { useUpload } from '../shell/upload.js'
import { DESK_PATHS } from './paths.js'

const PAPER = {
  paper: { zh: '原始资料（PDF、图片、CSV、XLSX）', en: 'Source paper (PDF, picture, CSV, XLSX)' },
  choose: { zh: '选择文件', en: 'Choose a file' },
  sending: { zh: '正在上传…', en: 'Uploading…' },
  missing: { zh: '请附原始资料。', en: 'Attach the source paper.' },
  kept: { zh: '资料已收', en: 'The paper is kept' },
} as const satisfies Record<string, Both>

/** 原始资料的一栏：kept as it is handed in; the entry names it. */
export function PaperField({
  paper,
  isMissing = false,
  path = DESK_PATHS.papers,
  onPaper,
}: {
  readonly paper: Paper | undefined
  /** Wanted, tried without. */
  readonly isMissing?: boolean
  /** Where it is handed in; the front desk's place where none is told. */
  readonly path?: string
  readonly onPaper: (paper: Paper) => void
}) {
  const { say } = useLanguage()
  const upload = useUpload<Paper>(onPaper)
  const send = (file: File) => {
    const form = new FormData()
    form.set('file', file)
    upload.send({ path, form })
  }
  if (paper)
    return (
      <div className="entry-field">
        <span>{say(PAPER.paper)}</span>
        <p role="status" className="entry-kept">
          ✓ {say(PAPER.kept)}
        </p>
      </div>
    )
  return (
    <div className="entry-field">
      <span>{say(PAPER.paper)}</span>
      <label className="paper-choose">
        <input
          className="visually-hidden"
          type="file"
          accept=".pdf,.ofd,.png,.jpg,.jpeg,.tif,.tiff,.csv,.txt,.xlsx"
          aria-label={say(PAPER.paper)}
          disabled={upload.progress !== undefined}
          onChange={({ target }) => target.files?.[0] && send(target.files[0])}
        />
        <span className="paper-button">{say(upload.progress === undefined ? PAPER.choose : PAPER.sending)}</span>
      </label>
      {isMissing && (
        <small className="entry-wrong" role="alert">
          {say(PAPER.missing)}
        </small>
      )}
      <FormProblem error={upload.error} />
    </div>
  )
}
