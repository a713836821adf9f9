import type { PaperView } from '../../src/archive/contract.js'
import { DESK_PATHS } from '../desk/paths.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { useUpload } from '../shell/upload.js'

/** 一份材料：chosen, sent and kept at once; the case names it. */
export function PaperSlot({
  label,
  paper,
  onPaper,
}: {
  readonly label: string
  readonly paper: string | undefined
  readonly onPaper: (documentId: string) => void
}) {
  const { say } = useLanguage()
  const upload = useUpload<PaperView>(({ documentId }) => onPaper(documentId))
  const send = (file: File) => {
    const form = new FormData()
    form.set('file', file)
    upload.send({ path: DESK_PATHS.papers, form })
  }
  return (
    <div className="inquiry-field">
      <span>{label}</span>
      {paper === undefined ? (
        <label className="paper-choose">
          <input
            className="visually-hidden"
            type="file"
            accept=".pdf,.ofd,.png,.jpg,.jpeg,.tif,.tiff,.csv,.txt,.xlsx"
            aria-label={label}
            disabled={upload.progress !== undefined}
            onChange={({ target }) => target.files?.[0] && send(target.files[0])}
          />
          <span className="paper-button">
            {say(
              upload.progress === undefined
                ? { zh: '选择文件', en: 'Choose a file' }
                : { zh: '正在上传…', en: 'Uploading…' },
            )}
          </span>
        </label>
      ) : (
        <p role="status" className="entry-kept">
          ✓ {say({ zh: '已收', en: 'Kept' })}
        </p>
      )}
      <FormProblem error={upload.error} />
    </div>
  )
}
