import { Button, Input, Select } from 'antd'
import type { PaperView } from '../../src/archive/contract.js'
import { CORRECTION_REASONS, type CorrectionReason } from '../../src/collection/maintenance-contract.js'
import { useFileEntry } from '../desk/file-entry.js'
import { PaperField } from '../desk/paper-field.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { MAINTAIN } from './words.js'

export interface Grounds {
  readonly reason: CorrectionReason
  readonly explanation: string
  readonly document?: string
}

/** 填写中的事由。The page keeps it, in its draft, so that nothing of it is lost. */
export interface GroundsTyped {
  readonly reason: CorrectionReason
  readonly explanation: string
  readonly document: string
  readonly paper?: PaperView | undefined
}

export function groundsOf(reason: CorrectionReason, before: Grounds | undefined): GroundsTyped {
  return { reason: before?.reason ?? reason, explanation: before?.explanation ?? '', document: before?.document ?? '' }
}

interface Props {
  readonly path: string
  /** What is filed beside the grounds; without it the button stays shut. */
  readonly body: object | undefined
  readonly grounds: GroundsTyped
  readonly onGrounds: (grounds: GroundsTyped) => void
  /** 草稿的名，and how it is forgotten once the matter is filed. */
  readonly draft: string
  readonly name: string
  readonly forget: () => Promise<void>
  /** 退回的那一件。 */
  readonly resubmits?: string | undefined
  /** 是否须写文书编号。 */
  readonly withDocument?: boolean
}

/** 维护的事由与原件，and the button that files it. Code and words are both needed, and so is a paper. */
export function FileWithGrounds(props: Props) {
  const { path, body, grounds, onGrounds, draft, name, forget, resubmits, withDocument = false } = props
  const { say } = useLanguage()
  const { reason, explanation, document, paper } = grounds
  const put = (change: Partial<GroundsTyped>) => onGrounds({ ...grounds, ...change })
  const filing = useFileEntry({ path, name, draft, resubmits, forget, filed: MAINTAIN.filed })
  const isReady =
    body !== undefined &&
    paper !== undefined &&
    explanation.trim().length >= 4 &&
    (!withDocument || document.trim() !== '')
  const file = () => {
    const told = withDocument ? { document: document.trim() } : {}
    const asked = { ...body, ...told, reason, explanation: explanation.trim(), documentId: paper!.documentId }
    filing.mutate({ body: asked })
  }
  return (
    <section className="card maintain-grounds">
      <label>
        <span>{say(MAINTAIN.reason)}</span>
        <Select
          aria-label={say(MAINTAIN.reason)}
          value={reason}
          options={Object.entries(CORRECTION_REASONS).map(([value, both]) => ({ value, label: say(both) }))}
          onChange={(value) => put({ reason: value as CorrectionReason })}
        />
      </label>
      {withDocument && (
        <label>
          <span>{say(MAINTAIN.document)}</span>
          <Input value={document} maxLength={100} onChange={({ target }) => put({ document: target.value })} />
        </label>
      )}
      <label className="maintain-wide">
        <span>{say(MAINTAIN.explanation)}</span>
        <Input.TextArea
          rows={2}
          maxLength={500}
          value={explanation}
          onChange={({ target }) => put({ explanation: target.value })}
        />
      </label>
      <PaperField paper={paper} onPaper={(kept) => put({ paper: kept })} />
      <FormProblem error={filing.error} />
      <Button type="primary" disabled={!isReady} loading={filing.isPending} onClick={file}>
        {say(MAINTAIN.file)}
      </Button>
    </section>
  )
}
