import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { lazy, Suspense, useEffect } from 'react'
import type {
  OfRevision,
  ParameterChange,
  WhatIfTermView,
  WhatIfView,
} from '../../src/collection/parameter-contract.js'
import { insuranceName } from '../../src/kernel/terms.js'
import { amountText, countText, instantText } from '../shell/amounts.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { Loading } from '../shell/states.js'
import { PARAMETER_PATHS } from './paths.js'
import { stepsOfPeople } from './step-chart.js'
import { PARAMETER } from './words.js'

const ChartCanvas = lazy(async () => ({ default: (await import('../record/chart-canvas.js')).ChartCanvas }))
const ASK_AGAIN_MS = 1000

/** 试算：how many people, how many figures, how much; run from here, and watched while it runs. */
export function WhatIf({ change }: { readonly change: ParameterChange }) {
  const { say } = useLanguage()
  const { id, revision, whatIf, abilities } = change
  const queries = useQueryClient()
  const path = pathOf(PARAMETER_PATHS.change, { id })
  const running = useMutation<ParameterChange, Problem, OfRevision>({
    mutationFn: (body) => ask(pathOf(PARAMETER_PATHS.whatIf, { id }), { method: 'POST', body }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: [path] }),
  })
  const isRunning = whatIf.state === 'running'
  useEffect(() => {
    if (!isRunning) return
    const again = setInterval(() => void queries.invalidateQueries({ queryKey: [path] }), ASK_AGAIN_MS)
    return () => clearInterval(again)
  }, [isRunning, queries, path])
  const button = abilities.includes('whatIf') && !isRunning && (
    <Button
      type={whatIf.state === 'done' ? 'default' : 'primary'}
      className="no-print"
      loading={running.isPending}
      onClick={() => running.mutate({ revision })}
    >
      {say(whatIf.state === 'done' ? PARAMETER.whatIfAgain : PARAMETER.whatIfRun)}
    </Button>
  )
  return (
    <Section title={say(PARAMETER.whatIf)} aside={button}>
      <FormProblem error={running.error} />
      {whatIf.result ? <Result whatIf={whatIf} result={whatIf.result} /> : <Standing whatIf={whatIf} />}
    </Section>
  )
}

function Standing({ whatIf: { state, done, total } }: { readonly whatIf: WhatIfView }) {
  const { say } = useLanguage()
  if (state !== 'running') return <p>{say(state === 'failed' ? PARAMETER.whatIfFailed : PARAMETER.whatIfNone)}</p>
  const text = say(PARAMETER.whatIfRunning, { done, total })
  return (
    <div role="status" aria-live="polite">
      <p>{text}</p>
      <Progress percent={total === 0 ? 0 : Math.min(100, Math.floor((100 * done) / total))} aria-label={text} />
    </div>
  )
}

interface ResultProps {
  readonly whatIf: WhatIfView
  readonly result: NonNullable<WhatIfView['result']>
}

function Result({ whatIf: { at = 0 }, result }: ResultProps) {
  const { say, language } = useLanguage()
  const { persons, affected, figures, largest, provisional, terms, steps } = result
  const facts = {
    ...{ persons: countText(persons), affected: countText(affected), figures: countText(figures) },
    ...{ largest: amountText(largest), at: instantText(at, language) },
  }
  return (
    <>
      <p className="what-if-says">{say(PARAMETER.whatIfSays, facts)}</p>
      {provisional > 0 && (
        <p className="what-if-note">{say(PARAMETER.whatIfProvisional, { n: countText(provisional) })}</p>
      )}
      {affected === 0 ? (
        <p>{say(PARAMETER.whatIfNobody)}</p>
      ) : (
        <>
          <Terms terms={terms} />
          <People steps={steps} />
        </>
      )}
    </>
  )
}

function Terms({ terms }: { readonly terms: readonly WhatIfTermView[] }) {
  const { say, language } = useLanguage()
  const amount = (value: number, { unit }: WhatIfTermView) =>
    unit === 'fen' ? signed(value) : unit === 'months' || unit === 'count' ? String(value) : '—'
  const change = (one: WhatIfTermView) => (one.after > one.before ? '+' : '') + amount(one.after - one.before, one)
  const columns: Column<WhatIfTermView>[] = [
    { name: 'insurance', title: PARAMETER.insurance, cell: ({ insurance }) => say(insuranceName(insurance)) },
    { name: 'term', title: PARAMETER.term, cell: ({ name }) => name[language] },
    { name: 'persons', title: PARAMETER.persons, amount: true, cell: ({ persons }) => countText(persons) },
    { name: 'figures', title: PARAMETER.figures, amount: true, cell: ({ figures }) => countText(figures) },
    {
      name: 'stored',
      title: PARAMETER.stored,
      amount: true,
      cell: (one) => (one.stored === 0 ? '—' : amount(one.stored, one)),
    },
    { name: 'before', title: PARAMETER.sumBefore, amount: true, cell: (one) => amount(one.before, one) },
    { name: 'after', title: PARAMETER.sumAfter, amount: true, cell: (one) => amount(one.after, one) },
    {
      name: 'difference',
      title: PARAMETER.difference,
      amount: true,
      cell: (one) => <strong>{change(one)}</strong>,
    },
  ]
  return (
    <DataTable
      caption={say(PARAMETER.whatIf)}
      columns={columns}
      rows={terms}
      keyOf={({ insurance, term }) => `${insurance}/${term}`}
      toneOf={({ provisional }) => (provisional > 0 ? 'warn' : undefined)}
    />
  )
}

function People({ steps }: { readonly steps: ResultProps['result']['steps'] }) {
  const { say } = useLanguage()
  const names = steps.map(({ from, until }) => {
    const facts = { from: countText(from / 100), until: countText((until ?? 0) / 100) }
    if (until === undefined) return say(PARAMETER.stepOver, facts)
    return say(from === 0 ? PARAMETER.stepUnder : PARAMETER.stepBetween, facts)
  })
  const columns: Column<(typeof steps)[number]>[] = [
    { name: 'step', title: PARAMETER.difference, cell: (step) => names[steps.indexOf(step)] },
    { name: 'less', title: PARAMETER.less, amount: true, cell: ({ less }) => less },
    { name: 'more', title: PARAMETER.more, amount: true, cell: ({ more }) => more },
  ]
  return (
    <section className="what-if-people" aria-label={say(PARAMETER.steps)}>
      <h3>{say(PARAMETER.steps)}</h3>
      <div className="card chart-card parameter-chart">
        <Suspense fallback={<Loading rows={3} />}>
          <ChartCanvas
            option={stepsOfPeople(steps, names, say(PARAMETER.less), say(PARAMETER.more))}
            label={say(PARAMETER.stepsSays)}
          />
        </Suspense>
      </div>
      <DataTable
        caption={say(PARAMETER.steps)}
        columns={columns}
        rows={steps.filter(({ less, more }) => less + more > 0)}
        keyOf={({ from }) => String(from)}
      />
    </section>
  )
}

function signed(amount: number): string {
  return amount < 0 ? `−${amountText(-amount)}` : amountText(amount)
}
