import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, InputNumber } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { CLOSINGS_PATH, type CloseRun, type CloseRuns, type ProposeClose } from '../../src/closing/contract.js'
import { countText, instantText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { Answer, Empty } from '../shell/states.js'
import './closing.css'
import { RunCard, StateTag } from './run-card.js'
import { CLOSING } from './words.js'

/** Each look is a line in the access book, so nobody looks oftener than they can read. */
const LIVE_MS = 2000

/** 年度结息。Proposed, approved, followed live; and what each run has written. */
export function ClosingPage() {
  const { say, language } = useLanguage()
  const runs = useQuery<CloseRuns, Problem>({
    queryKey: [CLOSINGS_PATH, language],
    queryFn: ({ signal }) => ask<CloseRuns>(CLOSINGS_PATH, { signal }),
    refetchInterval: ({ state }) => (state.data?.runs[0]?.state === 'running' ? LIVE_MS : false),
  })
  return (
    <Page title={say(CLOSING.title)} lead={say(CLOSING.lead)}>
      <Answer of={runs} rows={6}>
        {(answer) => (
          <>
            <InHand answer={answer} />
            {answer.runs.length === 0 ? (
              <Empty title={say(CLOSING.none)}>{say(CLOSING.noneSays)}</Empty>
            ) : (
              <Section title={say(CLOSING.runs)}>
                <AllRuns runs={answer.runs} />
              </Section>
            )}
          </>
        )}
      </Answer>
    </Page>
  )
}

/** The open run, or the form to propose one. */
function InHand({ answer }: { readonly answer: CloseRuns }) {
  const { say } = useLanguage()
  const open = answer.runs.find(({ state }) => state === 'proposed' || state === 'running' || state === 'stopped')
  if (open === undefined) return answer.mayPropose ? <Propose year={answer.year} /> : null
  return (
    <Section title={say(CLOSING.current)}>
      <RunCard run={open} />
    </Section>
  )
}

function Propose({ year: latest }: { readonly year: number }) {
  const { say } = useLanguage()
  const id = useId()
  const [year, setYear] = useState(latest)
  const queries = useQueryClient()
  const proposing = useMutation<CloseRun, Problem, ProposeClose>({
    mutationFn: (body) => ask(CLOSINGS_PATH, { method: 'POST', body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [CLOSINGS_PATH] }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    proposing.mutate({ year })
  }
  return (
    <form className="card closing-propose" onSubmit={submit}>
      <label htmlFor={id}>
        {say(CLOSING.year)}
        <InputNumber id={id} min={1992} max={9998} precision={0} value={year} onChange={(n) => setYear(n ?? latest)} />
      </label>
      <Button type="primary" htmlType="submit" loading={proposing.isPending}>
        {say(CLOSING.propose)}
      </Button>
      <FormProblem error={proposing.error} />
    </form>
  )
}

function AllRuns({ runs }: { readonly runs: readonly CloseRun[] }) {
  const { say, language } = useLanguage()
  const at = (name: string | undefined, when: number | undefined) =>
    when === undefined ? '—' : `${name} ${instantText(when, language)}`
  const columns: Column<CloseRun>[] = [
    { name: 'year', title: CLOSING.year, cell: ({ year }) => <span className="number">{year}</span> },
    { name: 'state', title: CLOSING.state, cell: ({ state }) => <StateTag state={state} /> },
    { name: 'proposed', title: CLOSING.proposedBy, cell: (run) => at(run.proposedBy, run.proposedAt) },
    { name: 'approved', title: CLOSING.approvedBy, cell: (run) => at(run.approvedBy, run.approvedAt) },
    {
      name: 'finished',
      title: CLOSING.finished,
      cell: ({ finishedAt }) => (finishedAt === undefined ? '—' : instantText(finishedAt, language)),
    },
    { name: 'persons', title: CLOSING.persons, cell: ({ personsDone }) => countText(personsDone), amount: true },
    { name: 'rows', title: CLOSING.rows, cell: ({ rows }) => countText(rows), amount: true },
    { name: 'provisional', title: CLOSING.provisional, cell: (run) => countText(run.provisionalRows), amount: true },
    { name: 'leftOut', title: CLOSING.leftOut, cell: ({ leftOut }) => countText(leftOut), amount: true },
    {
      name: 'tree',
      title: CLOSING.treeSize,
      cell: ({ treeSize }) => (treeSize === undefined ? '—' : countText(treeSize)),
      amount: true,
    },
  ]
  const latest = runs.find(({ state }) => state === 'done')
  return (
    <>
      {latest !== undefined && latest.provisionalRows > 0 && (
        <p className="closing-notes">{say(CLOSING.provisionalSays, { n: latest.provisionalRows })}</p>
      )}
      {latest !== undefined && latest.leftOut > 0 && (
        <p className="closing-notes">{say(CLOSING.leftOutSays, { n: latest.leftOut })}</p>
      )}
      <DataTable caption={say(CLOSING.runs)} columns={columns} rows={runs} keyOf={({ id }) => id} />
    </>
  )
}
