import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Checkbox } from 'antd'
import { useState } from 'react'
import type { SubmissionDetail, SubmissionSummary } from '../../src/collection/contract.js'
import type { SubmitRequest } from '../../src/collection/filing-contract.js'
import { IMPORT } from '../imports/words.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { LEVY } from './levy-words.js'

const PATHS: Readonly<Record<string, string>> = {
  levyResult: '/api/desk/levy-results',
  personRegistration: '/api/desk/persons/file',
  benefitPayment: '/api/desk/facts/benefitPayment/file',
  batchChange: '/api/desk/batch-changes/file',
}

/** 提交审核：what was read from a file and stands as a draft. There only where it would pass. */
export function SubmitDraft({ of }: { readonly of: SubmissionSummary }) {
  const { say } = useLanguage()
  const { id, kind, revision, abilities, accepted, refused } = of
  const [agrees, setAgrees] = useState(false)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const submitting = useMutation<SubmissionDetail, Problem, SubmitRequest>({
    mutationFn: (body) => ask(`${PATHS[kind] ?? '/api/desk/filings'}/${id}/submit`, { method: 'POST', body }),
    onSuccess: () => {
      void queries.invalidateQueries()
      void message.success(say(LEVY.submitted))
    },
  })
  if (!abilities.includes('submit')) return null
  return (
    <section className="card no-print">
      <FormProblem error={submitting.error} />
      {refused > 0 && (
        <p>
          <Checkbox checked={agrees} onChange={({ target }) => setAgrees(target.checked)}>
            {say(
              {
                zh: '只报送已接受的 {accepted} 行，未接受的 {refused} 行另行更正',
                en: 'File the {accepted} accepted rows only; {refused} refused rows are corrected apart',
              },
              { accepted, refused },
            )}
          </Checkbox>
        </p>
      )}
      <Button
        type="primary"
        disabled={refused > 0 && !agrees}
        loading={submitting.isPending}
        onClick={() => submitting.mutate({ revision, acceptedOnly: refused > 0 })}
      >
        {say(IMPORT.submit)}
      </Button>
    </section>
  )
}
