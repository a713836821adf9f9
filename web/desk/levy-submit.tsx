import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useNavigate } from 'react-router'
import type { SubmissionDetail, SubmissionSummary } from '../../src/collection/contract.js'
import type { SubmitRequest } from '../../src/collection/filing-contract.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { LEVY } from './levy-words.js'
import { DESK_PATHS } from './paths.js'

/** 提交审核。There only where it would pass. */
export function LevySubmit({ submission }: { readonly submission: SubmissionSummary }) {
  const { say } = useLanguage()
  const { id, revision, abilities, refused } = submission
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const submitting = useMutation<SubmissionDetail, Problem, SubmitRequest>({
    mutationFn: (body) => ask(pathOf(DESK_PATHS.levySubmit, { id }), { method: 'POST', body }),
    onSuccess: () => {
      void queries.invalidateQueries()
      void message.success(say(LEVY.submitted))
      navigate(`/submissions/${id}`)
    },
  })
  if (!abilities.includes('submit')) return null
  return (
    <div className="levy-submit no-print">
      <FormProblem error={submitting.error} />
      <Button
        type="primary"
        loading={submitting.isPending}
        onClick={() => submitting.mutate({ revision, acceptedOnly: refused > 0 })}
      >
        {say(LEVY.submit)}
      </Button>
    </div>
  )
}
