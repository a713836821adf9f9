import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { PaperView } from '../../src/archive/contract.js'
import type { SubmissionDetail } from '../../src/collection/contract.js'
import { CORRECTION_REASONS, type CorrectionReason } from '../../src/collection/maintenance-contract.js'
import { PaperField } from '../desk/paper-field.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { MAINTAIN } from './words.js'

export interface Grounds {
  readonly reason: CorrectionReason
  readonly explanation: string
  readonly document?: string
}

interface Props {
  readonly path: string
  /** What is filed beside the grounds; without it the button stays shut. */
  readonly body: object | undefined
  readonly reason: CorrectionReason
  /** 退回的那一件，and the grounds it was sent with. */
  readonly resubmits?: string | undefined
  readonly before?: Grounds | undefined
  /** 是否须写文书编号。 */
  readonly withDocument?: boolean
}

/** 维护的事由与原件，and the button that files it. Code and words are both needed, and so is a paper. */
export function FileWithGrounds({ path, body, reason: first, resubmits, before, withDocument = false }: Props) {
  const { say } = useLanguage()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const [reason, setReason] = useState<CorrectionReason>(before?.reason ?? first)
  const [explanation, setExplanation] = useState(before?.explanation ?? '')
  const [document, setDocument] = useState(before?.document ?? '')
  const [paper, setPaper] = useState<PaperView>()
  const filing = useMutation<SubmissionDetail, Problem, object>({
    mutationFn: (asked) => ask(path, { method: 'POST', query: { resubmits }, body: asked }),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries()
      void message.success(say(MAINTAIN.filed))
      navigate(`/submissions/${id}`)
    },
  })
  const isReady =
    body !== undefined &&
    paper !== undefined &&
    explanation.trim().length >= 4 &&
    (!withDocument || document.trim() !== '')
  const file = () => {
    const told = withDocument ? { document: document.trim() } : {}
    filing.mutate({ ...body, ...told, reason, explanation: explanation.trim(), documentId: paper!.documentId })
  }
  return (
    <section className="card maintain-grounds">
      <label>
        <span>{say(MAINTAIN.reason)}</span>
        <Select
          aria-label={say(MAINTAIN.reason)}
          value={reason}
          options={Object.entries(CORRECTION_REASONS).map(([value, both]) => ({ value, label: say(both) }))}
          onChange={(value) => setReason(value as CorrectionReason)}
        />
      </label>
      {withDocument && (
        <label>
          <span>{say(MAINTAIN.document)}</span>
          <Input value={document} maxLength={100} onChange={({ target }) => setDocument(target.value)} />
        </label>
      )}
      <label className="maintain-wide">
        <span>{say(MAINTAIN.explanation)}</span>
        <Input.TextArea
          rows={2}
          maxLength={500}
          value={explanation}
          onChange={({ target }) => setExplanation(target.value)}
        />
      </label>
      <PaperField paper={paper} onPaper={setPaper} />
      <FormProblem error={filing.error} />
      <Button type="primary" disabled={!isReady} loading={filing.isPending} onClick={file}>
        {say(MAINTAIN.file)}
      </Button>
    </section>
  )
}
