import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import type { SubmissionDetail } from '../../src/collection/contract.js'
import type { RecheckRequest } from '../../src/collection/maintenance-contract.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import './maintenance.css'
import { MAINTAIN, MAINTAIN_PATHS } from './words.js'

/** 维护复核：there only for somebody who took no part. */
export function Recheck({ detail }: { readonly detail: SubmissionDetail }) {
  const { say } = useLanguage()
  const { id, revision, abilities } = detail
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [finding, setFinding] = useState('')
  const taking = useMutation<SubmissionDetail, Problem, RecheckRequest>({
    mutationFn: (body) => ask(pathOf(MAINTAIN_PATHS.recheck, { id }), { method: 'POST', body }),
    onSuccess: () => {
      void message.success(say(MAINTAIN.rechecked))
      void queries.invalidateQueries()
    },
  })
  if (!abilities.includes('recheck')) return null
  const told = finding.trim()
  const take = (verdict: RecheckRequest['verdict']) => taking.mutate({ revision, verdict, finding: told })
  return (
    <section className="card no-print" aria-label={say(MAINTAIN.recheck)}>
      <h2>{say(MAINTAIN.recheck)}</h2>
      <p className="desk-note">{say(MAINTAIN.recheckLead)}</p>
      <Input.TextArea
        aria-label={say(MAINTAIN.finding)}
        placeholder={say(MAINTAIN.finding)}
        rows={2}
        maxLength={500}
        value={finding}
        onChange={({ target }) => setFinding(target.value)}
      />
      <FormProblem error={taking.error} />
      <div className="decide-buttons">
        <Button type="primary" disabled={told.length < 2} loading={taking.isPending} onClick={() => take('agreed')}>
          {say(MAINTAIN.agree)}
        </Button>
        <Button danger disabled={told.length < 2 || taking.isPending} onClick={() => take('refused')}>
          {say(MAINTAIN.disagree)}
        </Button>
      </div>
    </section>
  )
}
