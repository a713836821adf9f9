import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useState } from 'react'
import {
  type AgencyAge,
  type CalendarLine,
  EXCHANGE_PATH,
  type ExchangeCalendar,
  MATTERS,
  PARTNER_KINDS,
  type PartnerList,
  type PartnerView,
} from '../../src/exchange/contract.js'
import { countText, dayText, instantText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { useSession } from '../shell/session.js'
import { Answer } from '../shell/states.js'
import { EXCHANGE } from './words.js'

const CALENDAR = `${EXCHANGE_PATH}/calendar`
const PARTNERS = `${EXCHANGE_PATH}/partners`

/** 交换日历，and for whoever enters or approves them the partners. */
export function CalendarPage() {
  const { say } = useLanguage()
  const { can } = useSession()
  const seesPartners = can('exchange.partner') || can('exchange.approve')
  return (
    <Page title={say(EXCHANGE.calendar)} lead={say(EXCHANGE.calendarLead)}>
      <Calendar />
      {seesPartners && <Partners />}
      {can('exchange.partner') && <Propose />}
    </Page>
  )
}

/** 日历与差异的时长：figures only; the oversight page shows it too. */
export function Calendar() {
  const { say, language } = useLanguage()
  const calendar = useAsk<ExchangeCalendar>(CALENDAR)
  const percent = (ppm: number) => `${(ppm / 10_000).toFixed(1)}%`
  const lines: Column<CalendarLine>[] = [
    { name: 'partner', title: EXCHANGE.partner, cell: ({ name }) => name },
    { name: 'matter', title: EXCHANGE.matter, cell: ({ matter }) => say(MATTERS[matter]) },
    {
      name: 'last',
      title: EXCHANGE.last,
      cell: ({ lastAt }) =>
        lastAt === undefined ? say(EXCHANGE.never) : <span className="number">{instantText(lastAt, language)}</span>,
    },
    {
      name: 'expected',
      title: EXCHANGE.expected,
      cell: ({ expectedOn, missed }) => (
        <>
          {expectedOn === undefined ? '—' : dayText(expectedOn, language)}{' '}
          {missed && <span className="tag tag-bad">{say(EXCHANGE.missed)}</span>}
        </>
      ),
    },
    { name: 'batches', title: EXCHANGE.batchCount, amount: true, cell: ({ batches }) => countText(batches) },
    { name: 'rows', title: EXCHANGE.rows, amount: true, cell: ({ rows }) => countText(rows) },
    { name: 'match', title: EXCHANGE.matchRate, amount: true, cell: ({ matchRate }) => percent(matchRate) },
    { name: 'difference', title: EXCHANGE.differenceRate, amount: true, cell: (one) => percent(one.differenceRate) },
  ]
  const ages: Column<AgencyAge>[] = [
    { name: 'agency', title: EXCHANGE.agency, cell: ({ agencyName }) => agencyName },
    { name: 'open', title: EXCHANGE.openCount, amount: true, cell: ({ open }) => countText(open) },
    { name: 'overdue', title: EXCHANGE.overdueCount, amount: true, cell: ({ overdue }) => countText(overdue) },
    { name: 'oldest', title: EXCHANGE.oldest, amount: true, cell: ({ oldestDays }) => countText(oldestDays) },
    { name: 'closed', title: EXCHANGE.closedCount, amount: true, cell: ({ closed }) => countText(closed) },
  ]
  return (
    <Answer of={calendar} rows={6}>
      {(answer) => (
        <>
          <Section title={say(EXCHANGE.calendar)}>
            <DataTable
              caption={say(EXCHANGE.calendar)}
              columns={lines}
              rows={answer.lines}
              keyOf={({ partner, matter }) => `${partner}/${matter}`}
              toneOf={({ missed }) => (missed ? 'bad' : undefined)}
            />
          </Section>
          <Section title={say(EXCHANGE.ages)}>
            <DataTable
              caption={say(EXCHANGE.ages)}
              columns={ages}
              rows={answer.agencies}
              keyOf={({ agency }) => agency}
            />
          </Section>
        </>
      )}
    </Answer>
  )
}

const STATES = {
  inForce: EXCHANGE.stateInForce,
  proposed: EXCHANGE.stateProposed,
  superseded: EXCHANGE.stateSuperseded,
} as const

/** 协议及其期限：until when it runs, or that the interface is shut. */
function AgreementOf({ one }: { readonly one: PartnerView }) {
  const { say, language } = useLanguage()
  const { agreement, agreementThrough: through, agreementEnding } = one
  if (through === undefined)
    return (
      <>
        {agreement} <span className="tag tag-bad">{say(EXCHANGE.noAgreement)}</span>
      </>
    )
  return (
    <>
      {say(EXCHANGE.agreementThrough, { agreement, day: dayText(through, language) })}{' '}
      {agreementEnding && <span className="tag">{say(EXCHANGE.agreementEnding)}</span>}
    </>
  )
}

function Partners() {
  const { say } = useLanguage()
  const { can } = useSession()
  const partners = useAsk<PartnerList>(PARTNERS)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const approving = useMutation<unknown, Problem, PartnerView>({
    mutationFn: ({ partner, version }) => ask(`${PARTNERS}/${partner}/approve`, { method: 'POST', body: { version } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [PARTNERS] })
      void message.success(say(EXCHANGE.approved))
    },
  })
  const columns: Column<PartnerView>[] = [
    { name: 'partner', title: EXCHANGE.partner, cell: ({ name, kind }) => `${name} · ${say(PARTNER_KINDS[kind])}` },
    { name: 'agreement', title: EXCHANGE.agreement, cell: (one) => <AgreementOf one={one} /> },
    {
      name: 'matters',
      title: EXCHANGE.matter,
      cell: ({ matters }) => matters.map(({ matter }) => say(MATTERS[matter])).join(' · '),
    },
    { name: 'key', title: EXCHANGE.key, cell: ({ keyPrint }) => <code>{keyPrint.slice(0, 16)}</code> },
    { name: 'state', title: EXCHANGE.state, cell: ({ state }) => say(STATES[state]) },
    {
      name: 'approve',
      title: EXCHANGE.approve,
      cell: (one) =>
        one.state === 'proposed' &&
        can('exchange.approve') && (
          <Button size="small" loading={approving.isPending} onClick={() => approving.mutate(one)}>
            {say(EXCHANGE.approve)}
          </Button>
        ),
    },
  ]
  return (
    <Section title={say(EXCHANGE.partners)}>
      <p className="section-lead">{say(EXCHANGE.partnersLead)}</p>
      <FormProblem error={approving.error} />
      <Answer of={partners} rows={4}>
        {({ items }) => (
          <DataTable
            caption={say(EXCHANGE.partners)}
            columns={columns}
            rows={items}
            keyOf={({ partner, version }) => `${partner}/${version}`}
          />
        )}
      </Answer>
    </Section>
  )
}

function Propose() {
  const { say } = useLanguage()
  const [text, setText] = useState('')
  const [isBroken, setBroken] = useState(false)
  const queries = useQueryClient()
  const { message } = App.useApp()
  const proposing = useMutation<unknown, Problem, unknown>({
    mutationFn: (body) => ask(PARTNERS, { method: 'POST', body: body as object }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [PARTNERS] })
      void message.success(say(EXCHANGE.proposed))
      setText('')
    },
  })
  const send = () => {
    try {
      setBroken(false)
      proposing.mutate(JSON.parse(text))
    } catch {
      setBroken(true)
    }
  }
  return (
    <Section title={say(EXCHANGE.propose)}>
      <div className="return-form">
        <FormProblem error={proposing.error} />
        {isBroken && <p className="form-problem">{say(EXCHANGE.notJson)}</p>}
        <Input.TextArea
          aria-label={say(EXCHANGE.propose)}
          placeholder={say(EXCHANGE.proposeHint)}
          value={text}
          rows={8}
          onChange={({ target }) => setText(target.value)}
        />
        <Button type="primary" disabled={text.trim() === ''} loading={proposing.isPending} onClick={send}>
          {say(EXCHANGE.propose)}
        </Button>
      </div>
    </Section>
  )
}
