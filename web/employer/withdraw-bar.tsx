import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import type { SubmissionDetail } from '../../src/collection/contract.js'
import type { WithdrawRequest } from '../../src/collection/work-contract.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { SUBMISSION } from '../submission/words.js'
import { EMPLOYER_PATHS } from './words.js'

/** 撤回本单位的申报，before anybody reviewed it. */
export function WithdrawBar({ detail }: { readonly detail: SubmissionDetail }) {
  const { say } = useLanguage()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [asked, setAsked] = useState(false)
  const { id, revision } = detail
  const withdrawing = useMutation<SubmissionDetail, Problem, WithdrawRequest>({
    mutationFn: (body) => ask(pathOf(EMPLOYER_PATHS.withdraw, { id }), { method: 'POST', body }),
    onSuccess: () => void message.success(say(SUBMISSION.withdrawn)),
    onSettled: () => {
      setAsked(false)
      void queries.invalidateQueries()
    },
  })
  if (!detail.abilities.includes('withdraw')) return null
  return (
    <div className="card no-print">
      <FormProblem error={withdrawing.error} />
      <Button danger onClick={() => setAsked(true)}>
        {say(SUBMISSION.withdraw)}
      </Button>
      {asked && (
        <Dialog
          title={say(SUBMISSION.withdraw)}
          onClose={() => setAsked(false)}
          action={{
            text: say(SUBMISSION.withdraw),
            danger: true,
            busy: withdrawing.isPending,
            onClick: () => withdrawing.mutate({ revision }),
          }}
        >
          {say(SUBMISSION.withdrawSays)}
        </Dialog>
      )}
    </div>
  )
}
