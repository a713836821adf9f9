import type { PaperView } from '../../src/archive/contract.js'
import { FormProblem } from '../shell/form-problem.js'
import { type Both, useLanguage } from '../shell/language.js'
import { useUpload } from '../shell/upload.js'
import { OBJECTION } from './words.js'

/** 证明的一栏：welcome, never needed. */
export function ProofField({
  path,
  paper,
  onPaper,
  label = OBJECTION.proof,
}: {
  readonly path: string
  readonly paper: PaperView | undefined
  readonly onPaper: (paper: PaperView) => void
  readonly label?: Both
}) {
  const { say } = useLanguage()
  const upload = useUpload<PaperView>(onPaper)
  if (paper !== undefined)
    return (
      <p role="status">
        ✓ {say(label)} · {say(OBJECTION.proofKept)}
      </p>
    )
  const send = (file: File) => {
    const form = new FormData()
    form.set('file', file)
    upload.send({ path, form })
  }
  return (
    <label className="objection-field">
      <span>{say(label)}</span>
      <input
        type="file"
        accept=".pdf,.png,.jpg,.jpeg"
        disabled={upload.progress !== undefined}
        onChange={({ target }) => target.files?.[0] && send(target.files[0])}
      />
      <FormProblem error={upload.error} />
    </label>
  )
}
