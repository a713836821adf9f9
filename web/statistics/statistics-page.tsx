import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input, Select } from 'antd'
import { type FormEvent, useCallback, useState } from 'react'
import {
  STATISTIC_STATES,
  STATISTICS_PATH,
  type StatisticList,
  type StatisticView,
} from '../../src/statistics/contract.js'
import type { JobView, StatisticAnswer } from '../../src/statistics/job-contract.js'
import { instantText, monthText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { Dialog } from '../shell/dialog.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { MonthSelect, thisMonth } from '../shell/month-select.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { Answer, Empty } from '../shell/states.js'
import '../record/record.css'
import { JobProgress, LiveJobs } from './job.js'
import { Made } from './public-page.js'
import './statistics.css'
import { StatisticTables } from './tables.js'
import { STATISTIC } from './words.js'

type Turn = StatisticView['can'][number]

/** 统计：made here, approved and released by another; each with its chart, its table and its states. */
export function StatisticsPage() {
  const { say } = useLanguage()
  const [opened, setOpened] = useState<string>()
  const answer = useAsk<StatisticList>(STATISTICS_PATH)
  return (
    <Page title={say(STATISTIC.title)} lead={say(STATISTIC.lead)}>
      <Answer of={answer} rows={6}>
        {(list) => (
          <div className="page-body statistic-page">
            <Make list={list} onMade={setOpened} />
            <Report onMade={setOpened} />
            <LiveJobs kind="statistic" />
            {opened && <Opened id={opened} />}
            <List list={list} onOpen={setOpened} />
          </div>
        )}
      </Answer>
    </Page>
  )
}

/** 编制：figures that are ready at once are opened; otherwise the job tells its progress, and then they are. */
function useMaking(path: string, body: object, onMade: (id: string) => void) {
  const queries = useQueryClient()
  const [job, setJob] = useState<string>()
  const open = useCallback(
    (id: string) => {
      onMade(id)
      void queries.invalidateQueries()
    },
    [onMade, queries],
  )
  const making = useMutation<StatisticAnswer, Problem>({
    mutationFn: () => ask(path, { method: 'POST', body }),
    onSuccess: (answer) => {
      setJob(answer.job?.id)
      if (answer.statistic) open(answer.statistic.id)
    },
  })
  const onOver = useCallback(
    ({ result }: JobView) => {
      if (result === undefined) return
      setJob(undefined)
      open(result)
    },
    [open],
  )
  return { making, progress: job === undefined ? null : <JobProgress key={job} id={job} onOver={onOver} /> }
}

function Make({ list, onMade }: { readonly list: StatisticList; readonly onMade: (id: string) => void }) {
  const { say } = useLanguage()
  const [topic, setTopic] = useState<string>(list.indicators[0]?.id ?? 'enrolled')
  const [month, setMonth] = useState<string>(thisMonth())
  const { making, progress } = useMaking(STATISTICS_PATH, { topic, month }, onMade)
  return (
    <>
      <FormProblem error={making.error} />
      <form
        className="statistic-form"
        onSubmit={(event) => {
          event.preventDefault()
          making.mutate()
        }}
      >
        <div className="statistic-field">
          {say(STATISTIC.topic)}
          <Select
            aria-label={say(STATISTIC.topic)}
            value={topic}
            options={list.indicators.map((one) => ({ value: one.id, label: say(one) }))}
            onChange={setTopic}
          />
        </div>
        <div className="statistic-field">
          {say(STATISTIC.month)}
          <MonthSelect label={say(STATISTIC.month)} value={month} onChange={setMonth} />
        </div>
        <Button type="primary" htmlType="submit" loading={making.isPending}>
          {say(STATISTIC.make)}
        </Button>
      </form>
      {progress}
    </>
  )
}

/** 法定报送：the fixed set, for a receiver named. The server says where only the city may. */
function Report({ onMade }: { readonly onMade: (id: string) => void }) {
  const { say } = useLanguage()
  const [month, setMonth] = useState<string>(thisMonth())
  const [receiver, setReceiver] = useState('')
  const [basis, setBasis] = useState('')
  const { making, progress } = useMaking(`${STATISTICS_PATH}/reports`, { month, receiver, basis }, onMade)
  const send = (event: FormEvent) => {
    event.preventDefault()
    making.mutate()
  }
  return (
    <details>
      <summary>{say(STATISTIC.report)}</summary>
      <FormProblem error={making.error} />
      <form className="statistic-form" onSubmit={send}>
        <div className="statistic-field">
          {say(STATISTIC.month)}
          <MonthSelect label={`${say(STATISTIC.report)} ${say(STATISTIC.month)}`} value={month} onChange={setMonth} />
        </div>
        <label>
          {say(STATISTIC.receiver)}
          <Input
            required
            minLength={2}
            maxLength={200}
            value={receiver}
            onChange={(e) => setReceiver(e.target.value)}
          />
        </label>
        <label>
          {say(STATISTIC.basis)}
          <Input required minLength={4} maxLength={200} value={basis} onChange={(e) => setBasis(e.target.value)} />
        </label>
        <Button htmlType="submit" loading={making.isPending}>
          {say(STATISTIC.make)}
        </Button>
      </form>
      {progress}
    </details>
  )
}

function Opened({ id }: { readonly id: string }) {
  const { say, language } = useLanguage()
  const { who } = useSession()
  const [turn, setTurn] = useState<Turn>()
  const answer = useAsk<StatisticView>(`${STATISTICS_PATH}/${id}`)
  return (
    <Answer of={answer} rows={6}>
      {(one) => (
        <Section title={`${one.number} · ${monthText(one.month, language)} · ${say(STATISTIC_STATES[one.state])}`}>
          <div className="statistic-one">
            {(one.state === 'draft' || one.state === 'approved') && (
              <p className="statistic-mark">
                {say(one.state === 'draft' ? STATISTIC.draftMark : STATISTIC.internalMark)} · {who?.name}
              </p>
            )}
            {one.receiver && (
              <p>
                {say(STATISTIC.receiver)}: {one.receiver} · {say(STATISTIC.basis)}: {one.basis}
              </p>
            )}
            {one.scope && <p>{say(one.scope)}</p>}
            <div className="statistic-acts no-print">
              {one.can.map((act) => (
                <Button key={act} type={act === 'return' ? 'default' : 'primary'} onClick={() => setTurn(act)}>
                  {say(STATISTIC[act])}
                </Button>
              ))}
            </div>
            <StatisticTables key={one.id} of={one} />
            <ul>
              {one.steps.map((step) => (
                <li key={step.at}>
                  {instantText(step.at, language)} {step.by}: {say(STATISTIC_STATES[step.state as 'approved'])}
                  {step.note && ` · ${step.note}`}
                </li>
              ))}
            </ul>
            <Made of={one} />
          </div>
          {turn && <Decide id={id} turn={turn} onClose={() => setTurn(undefined)} />}
        </Section>
      )}
    </Answer>
  )
}

function Decide({ id, turn, onClose }: { readonly id: string; readonly turn: Turn; readonly onClose: () => void }) {
  const { say } = useLanguage()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [note, setNote] = useState('')
  const deciding = useMutation<StatisticView, Problem>({
    mutationFn: () => ask(`${STATISTICS_PATH}/${id}/${turn}`, { method: 'POST', body: { note: note.trim() } }),
    onSuccess: () => {
      void message.success(say(STATISTIC.done))
      void queries.invalidateQueries()
      onClose()
    },
  })
  return (
    <Dialog
      title={say(STATISTIC[turn])}
      onClose={onClose}
      action={{
        ...{ text: say(STATISTIC[turn]), busy: deciding.isPending, disabled: note.trim().length < 2 },
        onClick: () => deciding.mutate(),
      }}
    >
      <FormProblem error={deciding.error} />
      <label>
        {say(STATISTIC.note)}
        <Input.TextArea rows={2} maxLength={500} value={note} onChange={({ target }) => setNote(target.value)} />
      </label>
    </Dialog>
  )
}

function List({ list, onOpen }: { readonly list: StatisticList; readonly onOpen: (id: string) => void }) {
  const { say, language } = useLanguage()
  type Item = StatisticList['items'][number]
  if (list.items.length === 0) return <Empty title={say(STATISTIC.none)} />
  const topicOf = ({ kind, topic }: Item) =>
    kind === 'report'
      ? say(STATISTIC.report)
      : kind === 'adHoc'
        ? `${say(STATISTIC.adHoc)} ${topic}`
        : say(list.indicators.find(({ id }) => id === topic) ?? { zh: topic, en: topic })
  const columns: Column<Item>[] = [
    {
      ...{ name: 'number', title: STATISTIC.number },
      cell: ({ id, number }) => (
        <Button type="link" size="small" className="number" onClick={() => onOpen(id)}>
          {number}
        </Button>
      ),
    },
    { name: 'topic', title: STATISTIC.topic, cell: topicOf },
    { name: 'month', title: STATISTIC.month, cell: ({ month }) => monthText(month, language) },
    { name: 'state', title: STATISTIC.state, cell: ({ state }) => say(STATISTIC_STATES[state]) },
    { name: 'by', title: STATISTIC.madeBy, cell: ({ madeBy }) => madeBy },
    { name: 'at', title: STATISTIC.madeAt, cell: ({ madeAt }) => instantText(madeAt, language) },
  ]
  return <DataTable caption={say(STATISTIC.title)} columns={columns} rows={list.items} keyOf={({ id }) => id} />
}
