import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { useMemo, useState } from 'react'
import { BANK_PATHS, type Balance, type BalanceLine } from '../../src/collection/bank-contract.js'
import { plus } from '../../src/kernel/period.js'
import { ChartCanvas } from '../record/chart-canvas.js'
import { amountText, dayText, instantText, monthText } from '../shell/amounts.js'
import { ask, type Problem } from '../shell/api.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { type Both, useLanguage } from '../shell/language.js'
import { MonthSelect, thisMonth } from '../shell/month-select.js'
import { Page, Section } from '../shell/page.js'
import { printPage } from '../shell/print-mark.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { shortInsurance } from '../submission/words.js'
import { balanceChart } from './balance-chart.js'
import { Deposits } from './bank-page.js'
import { FUND } from './words.js'

type Difference = Balance['differences'][number]

/** 三方平衡：the month in one picture, then by day, insurance and employer, what differs, and who has signed. */
export function BalancePage() {
  const { say } = useLanguage()
  const [month, setMonth] = useState<string>(() => plus(thisMonth(), -1))
  const balance = useAsk<Balance>(BANK_PATHS.balance, { month })
  return (
    <Page
      title={say(FUND.balance)}
      lead={say(FUND.balanceLead)}
      actions={<Button onClick={printPage}>{say(FUND.print)}</Button>}
    >
      <div className="toolbar no-print">
        <MonthSelect label={say(FUND.month)} value={month} onChange={setMonth} count={96} />
      </div>
      <Answer of={balance} rows={8}>
        {(answer) => <Whole balance={answer} />}
      </Answer>
    </Page>
  )
}

function Whole({ balance }: { readonly balance: Balance }) {
  const { say, language } = useLanguage()
  const { total, byDay, byInsurance, byEmployer, differences, late, limitDays } = balance
  const option = useMemo(() => balanceChart(byDay, language), [byDay, language])
  if (byDay.length === 0) return <Empty title={say(FUND.empty)} />
  return (
    <>
      <dl className="outcome">
        {SIDES.map(([name, label]) => (
          <div key={name}>
            <dt>{say(label)}</dt>
            <dd className="number">{amountText(total[name])}</dd>
          </div>
        ))}
        <div className={total.isBalanced ? '' : 'outcome-bad'}>
          <dt>{monthText(balance.month, language)}</dt>
          <dd>{say(total.isBalanced ? FUND.balanced : FUND.unbalanced)}</dd>
        </div>
      </dl>
      <div className="card payments-chart">
        <ChartCanvas option={option} label={say(FUND.chart)} />
      </div>
      <Differences rows={differences} />
      <Lines title={FUND.byInsurance} lines={byInsurance} name={({ key }) => say(shortInsurance(key))} />
      <Lines title={FUND.byDay} lines={byDay} name={({ key }) => dayText(key, language)} />
      <Lines
        title={FUND.byEmployer}
        lines={byEmployer}
        name={({ key, label }) => (key === '' ? say(FUND.noEmployer) : `${label} ${key}`)}
      />
      <Section title={say(FUND.lateOf, { days: limitDays })}>
        {late.length === 0 ? <p>{say(FUND.noLate)}</p> : <Deposits deposits={late} />}
      </Section>
      <Signing balance={balance} />
    </>
  )
}

const SIDES = [
  ['tax', FUND.tax],
  ['bank', FUND.bankSide],
  ['posted', FUND.posted],
  ['suspense', FUND.suspense],
  ['refunded', FUND.refunded],
] as const

function sides<T extends Pick<BalanceLine, (typeof SIDES)[number][0]>>(): Column<T>[] {
  return SIDES.map(([name, title]) => ({ name, title, amount: true, cell: (line: T) => amountText(line[name]) }))
}

interface LinesProps {
  readonly title: Both
  readonly lines: readonly BalanceLine[]
  readonly name: (line: BalanceLine) => string
}

function Lines({ title, lines, name }: LinesProps) {
  const { say } = useLanguage()
  const columns: Column<BalanceLine>[] = [
    { name: 'name', title, cell: name },
    ...sides<BalanceLine>(),
    { name: 'state', title: FUND.balance, cell: ({ isBalanced }) => say(isBalanced ? FUND.balanced : FUND.unbalanced) },
  ]
  return (
    <Section title={say(title)}>
      <DataTable
        caption={say(title)}
        columns={columns}
        rows={lines}
        keyOf={({ key }) => key}
        toneOf={({ isBalanced }) => (isBalanced ? undefined : 'bad')}
        step={40}
      />
    </Section>
  )
}

function Differences({ rows }: { readonly rows: readonly Difference[] }) {
  const { say, language } = useLanguage()
  const columns: Column<Difference>[] = [
    { name: 'day', title: FUND.arrival, cell: ({ day }) => dayText(day, language) },
    { name: 'insurance', title: FUND.insurance, cell: ({ insurance }) => say(shortInsurance(insurance)) },
    {
      name: 'voucher',
      title: FUND.voucher,
      cell: ({ levyVoucher, creditCode }) => <span className="number">{`${levyVoucher} ${creditCode}`}</span>,
    },
    ...sides<Difference>(),
    { name: 'why', title: FUND.why, cell: ({ says }) => say(says) },
  ]
  return (
    <Section title={`${say(FUND.differences)} · ${rows.length}`}>
      {rows.length === 0 ? (
        <p>{say(FUND.noDifferences)}</p>
      ) : (
        <DataTable
          caption={say(FUND.differences)}
          columns={columns}
          rows={rows}
          keyOf={({ day, insurance, levyVoucher, creditCode }) => [day, insurance, levyVoucher, creditCode].join()}
          toneOf={() => 'bad'}
          step={50}
        />
      )}
    </Section>
  )
}

function Signing({ balance }: { readonly balance: Balance }) {
  const { say, language } = useLanguage()
  const [note, setNote] = useState('')
  const queries = useQueryClient()
  const { message } = App.useApp()
  const { month, figures, signatures, next, isClosed, differences } = balance
  const needsNote = differences.length > 0
  const signing = useMutation<Balance, Problem>({
    mutationFn: () =>
      ask(BANK_PATHS.sign, {
        method: 'POST',
        body: { month, figures, ...(note.trim() === '' ? {} : { note: note.trim() }) },
      }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [BANK_PATHS.balance] })
      void message.success(say(FUND.signatures))
    },
    onError: () => void queries.invalidateQueries({ queryKey: [BANK_PATHS.balance] }),
  })
  return (
    <Section title={say(FUND.signatures)}>
      {signatures.length === 0 && <p>{say(FUND.noSignatures)}</p>}
      <ul>
        {signatures.map(({ post, by, at, note: told, isOfTheseFigures }) => (
          <li key={`${post}/${at}`}>
            {say(FUND.signed, { who: say(POSTS[post] ?? { zh: post, en: post }), by, at: instantText(at, language) })}{' '}
            {told} {!isOfTheseFigures && <span className="tag tag-warn">{say(FUND.stale)}</span>}
          </li>
        ))}
      </ul>
      {isClosed && <p className="tag tag-good">{say(FUND.closed)}</p>}
      {next && <p>{say(FUND.next, { who: say(next.says) })}</p>}
      {next?.mine && (
        <div className="submit-bar no-print">
          <FormProblem error={signing.error} />
          {needsNote && (
            <Input.TextArea
              rows={3}
              aria-label={say(FUND.note)}
              placeholder={say(FUND.note)}
              value={note}
              maxLength={1000}
              onChange={({ target }) => setNote(target.value)}
            />
          )}
          <Button
            type="primary"
            disabled={needsNote && note.trim().length < 10}
            loading={signing.isPending}
            onClick={() => signing.mutate()}
          >
            {say(FUND.sign)}
          </Button>
        </div>
      )}
    </Section>
  )
}

const POSTS: Readonly<Record<string, Both>> = {
  cashier: { zh: '出纳', en: 'Cashier' },
  accountant: { zh: '会计', en: 'Accountant' },
  chiefAccountant: { zh: '会计主管', en: 'Chief accountant' },
}
