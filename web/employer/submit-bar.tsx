import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { SubmissionDetail, SubmissionSummary } from '../../src/collection/contract.js'
import type { SubmitRequest } from '../../src/collection/filing-contract.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { KeyMark, useKeyTo } from '../shell/keys.js'
import { useLanguage } from '../shell/language.js'
import { EMPLOYER, EMPLOYER_PATHS } from './words.js'

/** 确认提交。There only where the submission would pass; a filing with refused rows asks to confirm the rest. */
export function SubmitBar({ of }: { readonly of: SubmissionSummary }) {
  const { say } = useLanguage()
  const { id, revision, accepted, refused, abilities } = of
  const bar = useKeyTo('p')
  const [agrees, setAgrees] = useState(false)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const submitting = useMutation<SubmissionDetail, Problem, SubmitRequest>({
    mutationFn: (body) => ask(pathOf(EMPLOYER_PATHS.submit, { id }), { method: 'POST', body }),
    onSuccess: () => {
      void queries.invalidateQueries()
      void message.success(say(EMPLOYER.submitted))
      navigate(`/employer/filings/${id}`)
    },
  })
  if (!abilities.includes('submit')) {
    const isEmpty = of.state === 'draft' && accepted === 0
    return isEmpty ? <p className="form-problem submit-none">{say(EMPLOYER.nothingAccepted)}</p> : null
  }
  return (
    <div ref={bar} className="submit-bar no-print">
      <FormProblem error={submitting.error} />
      {refused > 0 && (
        <Checkbox checked={agrees} onChange={({ target }) => setAgrees(target.checked)}>
          {say(EMPLOYER.acceptedOnly, { n: accepted, refused })}
        </Checkbox>
      )}
      <Button
        type="primary"
        size="large"
        disabled={refused > 0 && !agrees}
        loading={submitting.isPending}
        onClick={() => submitting.mutate({ revision, acceptedOnly: refused > 0 })}
      >
        {say(EMPLOYER.submit, { n: accepted })} <KeyMark sign="p" />
      </Button>
    </div>
  )
}
