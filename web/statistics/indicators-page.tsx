import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import {
  INDICATOR_CASE_STATES,
  INDICATOR_PATH,
  type IndicatorBook,
  type IndicatorCaseView,
  type IndicatorView,
  type VersionView,
} from '../../src/statistics/indicator-contract.js'
import { instantText, monthText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { basisText } from '../shell/articles.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { type Both, useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { printPage } from '../shell/print-mark.js'
import { useAsk } from '../shell/queries.js'
import { Answer } from '../shell/states.js'
import { AD_HOC, INDICATOR } from './governed-words.js'
import { IndicatorForm } from './indicator-form.js'
import './statistics.css'
import { STATISTIC } from './words.js'

type Turn = IndicatorCaseView['can'][number]

/** 指标口径：the version in force, the cases that change it, and every version there was. */
export function IndicatorsPage() {
  const { say } = useLanguage()
  const answer = useAsk<IndicatorBook>(INDICATOR_PATH)
  return (
    <Page
      title={say(INDICATOR.title)}
      lead={say(INDICATOR.lead)}
      actions={
        <Button className="no-print" onClick={printPage}>
          {say(AD_HOC.print)}
        </Button>
      }
    >
      <Answer of={answer} rows={6}>
        {(book) => (
          <div className="page-body statistic-page">
            {book.versions
              .filter(({ isCurrent }) => isCurrent)
              .map((one) => (
                <Version key={one.version} of={one} />
              ))}
            {book.canPropose && <IndicatorForm book={book} />}
            <Section title={say(INDICATOR.cases)}>
              {book.cases.length === 0 ? (
                <p>{say(INDICATOR.noCases)}</p>
              ) : (
                book.cases.map((one) => <Case key={one.id} one={one} />)
              )}
            </Section>
            {book.versions.length > 1 && (
              <Section title={say(INDICATOR.history)}>
                {book.versions
                  .filter(({ isCurrent }) => !isCurrent)
                  .map((one) => (
                    <details key={one.version}>
                      <summary>
                        <VersionName of={one} />
                      </summary>
                      <Indicators of={one.indicators} caption={one.version} />
                      <Ages of={one.ages} />
                    </details>
                  ))}
              </Section>
            )}
          </div>
        )}
      </Answer>
    </Page>
  )
}

function VersionName({ of }: { readonly of: VersionView }) {
  const { say, language } = useLanguage()
  const how = of.serial === undefined ? say(INDICATOR.shipped) : say(INDICATOR.byCase, { serial: of.serial })
  return (
    <>
      {say(INDICATOR.version, { version: of.version, since: monthText(of.since, language) })} · {how} ·{' '}
      <Basis of={of.basis} />
    </>
  )
}

function Basis({ of }: { readonly of: string }) {
  const { say } = useLanguage()
  const words = basisText(of)
  return words === undefined ? <span lang="zh-CN">{of}</span> : say(words)
}

function Version({ of }: { readonly of: VersionView }) {
  const { say } = useLanguage()
  return (
    <Section title={say(INDICATOR.current)}>
      <div className="statistic-one">
        <p>
          <VersionName of={of} />
        </p>
        <Indicators of={of.indicators} caption={say(INDICATOR.current)} />
        <Ages of={of.ages} />
      </div>
    </Section>
  )
}

function Ages({ of }: { readonly of: readonly number[] }) {
  const { say } = useLanguage()
  return (
    <small>
      {say(INDICATOR.ages)}: {of.join(say({ zh: '、', en: ', ' }))}
    </small>
  )
}

function Indicators({ of, caption }: { readonly of: readonly IndicatorView[]; readonly caption: string }) {
  const { say } = useLanguage()
  const columns: Column<IndicatorView>[] = [
    { name: 'name', title: INDICATOR.name, cell: (one) => say(one) },
    { name: 'definition', title: INDICATOR.definition, cell: ({ definition }) => say(definition) },
    { name: 'period', title: INDICATOR.period, cell: ({ period }) => period && say(period) },
    { name: 'basis', title: INDICATOR.basis, cell: ({ basis }) => <Basis of={basis} /> },
    { name: 'owner', title: INDICATOR.owner, cell: ({ owner }) => owner && say(owner) },
  ]
  return <DataTable caption={caption} columns={columns} rows={of} keyOf={({ id }) => id} />
}

function Case({ one }: { readonly one: IndicatorCaseView }) {
  const { say, language } = useLanguage()
  const [turn, setTurn] = useState<Turn>()
  return (
    <article className="card statistic-case" aria-label={one.serial}>
      <strong>
        <span className="number">{one.serial}</span> · {say(INDICATOR_CASE_STATES[one.state])} · {say(INDICATOR.since)}{' '}
        {monthText(one.since, language)}
      </strong>
      <p>{one.reason}</p>
      <Differences of={one} />
      <ul>
        <li>
          {instantText(one.proposedAt, language)} {one.proposedBy}: {say(INDICATOR.propose)}
        </li>
        {one.steps.map((step) => (
          <li key={`${step.at}${step.state}`}>
            {instantText(step.at, language)} {step.by}: {say(INDICATOR_CASE_STATES[step.state as 'approved'])}
            {step.note && ` · ${step.note}`}
          </li>
        ))}
      </ul>
      <div className="statistic-acts no-print">
        {one.can.map((each) => (
          <Button
            key={each}
            size="small"
            type={each === 'review' || each === 'approve' ? 'primary' : 'default'}
            onClick={() => setTurn(each)}
          >
            {say(INDICATOR[each])}
          </Button>
        ))}
      </div>
      {turn && <Take one={one} turn={turn} onClose={() => setTurn(undefined)} />}
    </article>
  )
}

/** 改了哪几处：what stood, and what shall stand. */
function Differences({ of }: { readonly of: IndicatorCaseView }) {
  const { say } = useLanguage()
  const ids = [...new Set([...of.before, ...of.after].map(({ id }) => id))]
  const text = (one: IndicatorView | undefined) =>
    one === undefined
      ? say(INDICATOR.nothing)
      : [
          say(one),
          say(one.definition),
          one.period && say(one.period),
          say(basisText(one.basis) ?? { zh: one.basis, en: one.basis }),
          one.owner && say(one.owner),
        ]
          .filter(Boolean)
          .join(' · ')
  const rows = ids.flatMap((id) => {
    const [was, is] = [of.before, of.after].map((all) => all.find((one) => one.id === id))
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ id: id as string, was: text(was), is: text(is) }]
  })
  const [was, is] = [of.agesBefore.join(', '), of.agesAfter.join(', ')]
  const all = was === is ? rows : [...rows, { id: 'ages', was: `${say(INDICATOR.ages)}: ${was}`, is }]
  const columns: Column<(typeof all)[number]>[] = [
    { name: 'was', title: INDICATOR.before, cell: (row) => row.was },
    { name: 'is', title: INDICATOR.after, cell: (row) => row.is },
  ]
  return <DataTable caption={of.serial} columns={columns} rows={all} keyOf={({ id }) => id} />
}

function Take({
  one,
  turn,
  onClose,
}: {
  readonly one: IndicatorCaseView
  readonly turn: Turn
  readonly onClose: () => void
}) {
  const { say } = useLanguage()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [note, setNote] = useState('')
  const taking = useMutation<IndicatorCaseView, Problem>({
    mutationFn: () => ask(`${INDICATOR_PATH}/cases/${one.id}/${turn}`, { method: 'POST', body: { note: note.trim() } }),
    onSuccess: () => {
      void message.success(say(STATISTIC.done))
      void queries.invalidateQueries()
      onClose()
    },
  })
  const title: Both = INDICATOR[turn]
  return (
    <Dialog
      title={`${say(title)} · ${one.serial}`}
      onClose={onClose}
      action={{
        ...{ text: say(title), busy: taking.isPending, disabled: note.trim().length < 2 },
        onClick: () => taking.mutate(),
      }}
    >
      <FormProblem error={taking.error} />
      <label>
        {say(STATISTIC.note)}
        <Input.TextArea rows={2} maxLength={500} value={note} onChange={({ target }) => setNote(target.value)} />
      </label>
    </Dialog>
  )
}
