import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Input, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { SubmissionDetail } from '../../src/collection/contract.js'
import {
  CORRECTION_REASONS,
  type CorrectionReason,
  type CorrectionRequest,
} from '../../src/collection/entry-contract.js'
import { ask, type Problem } from '../shell/api.js'
import { useLanguage } from '../shell/language.js'
import { DESK_PATHS } from './paths.js'
import { PERSON } from './person-words.js'

/** 更正的理由与说明，and the fields they are typed in. */
export function useGrounds() {
  const { say } = useLanguage()
  const [reason, setReason] = useState<CorrectionReason>('entryError')
  const [explanation, setExplanation] = useState('')
  const fields = (
    <>
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
    </>
  )
  return { grounds: { reason, explanation: explanation.trim() }, fields }
}

/** 提交更正，and on to its submission. */
export function useFiling(onFiled: () => void) {
  const { say } = useLanguage()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { message } = App.useApp()
  return useMutation<SubmissionDetail, Problem, CorrectionRequest>({
    mutationFn: (body) => ask(DESK_PATHS.corrections, { method: 'POST', body }),
    onSuccess: ({ id }) => {
      void queries.invalidateQueries()
      void message.success(say(PERSON.filed))
      onFiled()
      navigate(`/submissions/${id}`)
    },
  })
}
