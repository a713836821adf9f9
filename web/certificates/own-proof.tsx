import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { type FormEvent, useState } from 'react'
import type { PapersAnswer, PaperView } from '../../src/certificates/statement-contract.js'
import { monthsBetween, type Period } from '../../src/kernel/period.js'
import { STATEMENTS_PATH } from '../citizen/paper-card.js'
import { ask, type Problem } from '../shell/api.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { MonthSelect } from '../shell/month-select.js'
import { Section } from '../shell/page.js'
import { ReadyPaper } from './ready-paper.js'
import { PAPERS } from './words.js'

const PROOFS_PATH = '/api/my/contribution-proofs'

/** 参保缴费证明：选起止月，出具；the whole time unless chosen otherwise. */
export function OwnProof({ span }: { readonly span: NonNullable<PapersAnswer['proofs']> }) {
  const { say } = useLanguage()
  const queries = useQueryClient()
  const [from, setFrom] = useState(span.from)
  const [through, setThrough] = useState(span.through)
  const issuing = useMutation<PaperView, Problem>({
    mutationFn: () => ask(PROOFS_PATH, { method: 'POST', body: { from, through } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [STATEMENTS_PATH] }),
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    issuing.mutate()
  }
  const count = monthsBetween(span.from as Period, span.through as Period) + 1
  return (
    <Section title={say(PAPERS.proof)}>
      <form className="card issue" onSubmit={send}>
        <p>{say(PAPERS.proofLead)}</p>
        <div className="issue-form">
          <span>{say(PAPERS.from)}</span>
          <MonthSelect label={say(PAPERS.from)} value={from} onChange={setFrom} newest={span.through} count={count} />
          <span>{say(PAPERS.through)}</span>
          <MonthSelect
            {...{ label: say(PAPERS.through), value: through, newest: span.through, count }}
            onChange={setThrough}
          />
          <Button type="primary" htmlType="submit" loading={issuing.isPending}>
            {say(PAPERS.issue)}
          </Button>
        </div>
        <FormProblem error={issuing.error} />
        {issuing.data && <ReadyPaper title={say(PAPERS.ready)} paper={issuing.data} />}
      </form>
    </Section>
  )
}
