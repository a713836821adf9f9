import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { SubmissionDetail } from '../../src/collection/contract.js'
import {
  CORRECTION_REASONS,
  type CorrectionReason,
  type CorrectionRequest,
} from '../../src/collection/entry-contract.js'
import type { ContributionRow } from '../../src/query/contract.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { type FactAt, replacementOf, type Side, type Typed } from './correctable.js'
import { FIELD_NAMES, OldAndNew } from './old-and-new.js'
import { DESK_PATHS } from './paths.js'
import { PERSON } from './person-words.js'

interface Props {
  readonly personId: string
  readonly side: Side
  readonly fact: FactAt
  readonly row: ContributionRow
  readonly onFiled: () => void
}

/** 更正的内容：now and corrected side by side, why, and the explanation. */
export function CorrectionForm({ personId, side, fact, row, onFiled }: Props) {
  const { say } = useLanguage()
  const [typed, setTyped] = useState<Typed>({})
  const [only, setOnly] = useState(false)
  const [reason, setReason] = useState<CorrectionReason>('entryError')
  const [explanation, setExplanation] = useState('')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const filing = useMutation<SubmissionDetail, Problem, CorrectionRequest>({
    mutationFn: (body) => ask(DESK_PATHS.corrections, { method: 'POST', body }),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries()
      void message.success(say(PERSON.filed))
      onFiled()
      navigate(`/submissions/${id}`)
    },
  })
  const replacement = only ? undefined : replacementOf(typed)
  const wrong = typeof replacement === 'string' ? say(PERSON.badAmount, { name: say(FIELD_NAMES[replacement]) }) : ''
  const isEmpty = typeof replacement === 'object' && Object.keys(replacement).length === 0
  const file = () => {
    if (typeof replacement === 'string') return
    const { posting, ordinal } = fact
    const request = { personId, factKind: side, posting, ordinal, reason, explanation: explanation.trim() }
    filing.mutate(replacement === undefined ? request : { ...request, replacement })
  }
  return (
    <div className="correction-form">
      <OldAndNew {...{ side, row, typed }} disabled={only} onChange={setTyped} />
      <Checkbox checked={only} onChange={({ target }) => setOnly(target.checked)}>
        {say(PERSON.only)}
      </Checkbox>
      <Select
        aria-label={say(PERSON.reason)}
        value={reason}
        options={Object.entries(CORRECTION_REASONS).map(([value, both]) => ({ value, label: say(both) }))}
        onChange={(value) => setReason(value as CorrectionReason)}
      />
      <Input.TextArea
        aria-label={say(PERSON.explanation)}
        placeholder={say(PERSON.explanationHint)}
        maxLength={500}
        rows={2}
        value={explanation}
        onChange={({ target }) => setExplanation(target.value)}
      />
      <FormProblem error={filing.error} />
      <div className="correction-go">
        <span className="search-problem" role="status">
          {wrong || (isEmpty ? say(PERSON.nothing) : '')}
        </span>
        <Button
          type="primary"
          loading={filing.isPending}
          disabled={wrong !== '' || isEmpty || explanation.trim().length < 4}
          onClick={file}
        >
          {say(PERSON.file)}
        </Button>
      </div>
    </div>
  )
}
