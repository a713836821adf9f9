import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import type { Colleague, StaffView, StandInRequest, StandInView } from '../../src/collection/work-contract.js'
import { dayText, instantText } from '../shell/amounts.js'
import { ask, type Problem, pathOf } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { KeyHelp, useKeys } from '../shell/keys.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { Answer } from '../shell/states.js'
import { DepartDialog } from './depart-dialog.js'
import { DESK_PATHS } from './paths.js'
import { StandInDialog } from './stand-in-dialog.js'
import { WorkReportSection } from './work-report.js'
import { WORK } from './work-words.js'

/** 人员与替岗：who is here, who stands in for whom, who left, and what lay idle. */
export function StaffPage() {
  const { say } = useLanguage()
  const { can } = useSession()
  const mayArrange = can('work.arrange')
  const staff = useAsk<StaffView>(DESK_PATHS.staff, undefined, mayArrange)
  return (
    <Page title={say(WORK.staff)} lead={say(WORK.staffLead)} actions={<KeyHelp keys={[['n', WORK.arrange]]} />}>
      {mayArrange && <Answer of={staff}>{(found) => <Staff view={found} />}</Answer>}
      {can('work.report') && <WorkReportSection />}
    </Page>
  )
}

function Staff({ view }: { readonly view: StaffView }) {
  const { say } = useLanguage()
  const [arranging, setArranging] = useState(false)
  const [leaver, setLeaver] = useState<Colleague>()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const doing = useMutation<StaffView, Problem, { path: string; body: object }>({
    mutationFn: ({ path, body }) => ask(path, { method: 'POST', body }),
    onSuccess: () => {
      setArranging(false)
      setLeaver(undefined)
      void message.success(say(WORK.done))
    },
    onSettled: () => void queries.invalidateQueries(),
  })
  const leave = () => {
    doing.reset()
    setArranging(false)
    setLeaver(undefined)
  }
  useKeys({ n: () => setArranging(true) })
  const form = { view, busy: doing.isPending, error: doing.error, onClose: leave }
  const arrange = (body: StandInRequest) => doing.mutate({ path: DESK_PATHS.standIns, body })
  return (
    <>
      <Section
        title={view.agency}
        aside={
          <Button type="primary" onClick={() => setArranging(true)}>
            {say(WORK.arrange)} n
          </Button>
        }
      >
        <Colleagues view={view} onDepart={setLeaver} />
      </Section>
      <Section title={say(WORK.standIns)}>
        {!arranging && leaver === undefined && <FormProblem error={doing.error} />}
        <StandIns
          view={view}
          onEnd={({ id }) => doing.mutate({ path: pathOf(DESK_PATHS.endStandIn, { id }), body: {} })}
        />
      </Section>
      {view.departures.length > 0 && <Departures view={view} />}
      {arranging && <StandInDialog {...form} onSend={arrange} />}
      {leaver && (
        <DepartDialog
          {...form}
          leaver={leaver}
          onSend={(body) => doing.mutate({ path: pathOf(DESK_PATHS.depart, { person: leaver.person }), body })}
        />
      )}
    </>
  )
}

function Colleagues({ view, onDepart }: { readonly view: StaffView; readonly onDepart: (one: Colleague) => void }) {
  const { say } = useLanguage()
  const mayDepart = view.abilities.includes('depart')
  const columns: Column<Colleague>[] = [
    {
      name: 'name',
      title: WORK.person,
      cell: ({ name, me, away }) => (
        <>
          {name} {me && <span className="tag">{say(WORK.mine)}</span>}{' '}
          {away && <span className="tag tag-warn">{say(WORK.away)}</span>}
        </>
      ),
    },
    {
      name: 'posts',
      title: WORK.posts,
      cell: ({ posts }) => posts.map((post) => say(post)).join(say({ zh: '、', en: ', ' })),
    },
    { name: 'claims', title: WORK.claims, amount: true, cell: ({ claims }) => claims },
    {
      name: 'depart',
      title: WORK.depart,
      cell: (one) =>
        mayDepart &&
        !one.me && (
          <Button size="small" danger onClick={() => onDepart(one)}>
            {say(WORK.depart)}
          </Button>
        ),
    },
  ]
  return <DataTable caption={say(WORK.staff)} columns={columns} rows={view.colleagues} keyOf={({ person }) => person} />
}

function StandIns({ view, onEnd }: { readonly view: StaffView; readonly onEnd: (one: StandInView) => void }) {
  const { say, language } = useLanguage()
  if (view.standIns.length === 0) return <p>{say(WORK.none)}</p>
  const columns: Column<StandInView>[] = [
    { name: 'person', title: WORK.person, cell: ({ person }) => person },
    { name: 'delegate', title: WORK.delegate, cell: ({ delegate }) => delegate ?? say(WORK.noDelegate) },
    { name: 'from', title: WORK.from, cell: ({ fromDay }) => dayText(fromDay, language) },
    { name: 'through', title: WORK.through, cell: ({ throughDay }) => dayText(throughDay, language) },
    { name: 'reason', title: WORK.reason, cell: ({ reason }) => reason },
    { name: 'state', title: WORK.now, cell: ({ state }) => say(WORK[state]) },
    {
      name: 'end',
      title: WORK.end,
      cell: (one) =>
        one.abilities.includes('end') && (
          <Button size="small" onClick={() => onEnd(one)}>
            {say(WORK.end)}
          </Button>
        ),
    },
  ]
  return <DataTable caption={say(WORK.standIns)} columns={columns} rows={view.standIns} keyOf={({ id }) => id} />
}

type Departure = StaffView['departures'][number]

function Departures({ view }: { readonly view: StaffView }) {
  const { say, language } = useLanguage()
  const columns: Column<Departure>[] = [
    { name: 'name', title: WORK.person, cell: ({ name }) => name },
    {
      name: 'posts',
      title: WORK.posts,
      cell: ({ posts }) => posts.map((post) => say(post)).join(say({ zh: '、', en: ', ' })),
    },
    { name: 'successor', title: WORK.successor, cell: ({ successor }) => successor ?? say(WORK.noDelegate) },
    { name: 'claims', title: WORK.claims, amount: true, cell: ({ claims }) => claims },
    { name: 'reason', title: WORK.reason, cell: ({ reason }) => reason },
    { name: 'at', title: WORK.from, cell: ({ at, by }) => `${by} · ${instantText(at, language)}` },
  ]
  return (
    <Section title={say(WORK.departures)}>
      <DataTable
        caption={say(WORK.departures)}
        columns={columns}
        rows={view.departures}
        keyOf={({ name, at }) => `${name}${at}`}
      />
    </Section>
  )
}
