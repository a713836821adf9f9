import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { type Period, plus } from '../../src/kernel/period.js'
import { QUERY_PATHS } from '../../src/query/contract.js'
import type { EmployerPaymentsAnswer } from '../../src/query/employer-contract.js'
import { Mark } from '../objections/mark.js'
import { ChartCanvas } from '../record/chart-canvas.js'
import { ExplainDrawer } from '../record/explain-drawer.js'
import { FigureButton } from '../record/figure-button.js'
import '../record/record.css'
import { type Asked, ExplainProvider, type RecordSource } from '../record/source.js'
import { amountText, monthText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { MonthSelect, thisMonth } from '../shell/month-select.js'
import { Grounds, Page } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import { shortInsurance } from '../submission/words.js'
import { byMonth, type MonthOfPayments, totalOf } from './by-month.js'
import { Deferrals, LateFees } from './late-fees.js'
import { paymentsChart } from './payments-chart.js'
import { PredecessorChoice } from './predecessor.js'
import { Reliefs } from './reliefs.js'
import { EMPLOYER } from './words.js'

/** 本单位缴费：due and paid, month by month. */
export function PaymentsPage() {
  const { say } = useLanguage()
  const [through, setThrough] = useState<string>(thisMonth)
  const [from, setFrom] = useState<string>(() => plus(thisMonth(), -11))
  const [predecessor, setPredecessor] = useState<string>()
  const query = { from, through, ...(predecessor === undefined ? {} : { predecessor }) }
  const payments = useAsk<EmployerPaymentsAnswer>(QUERY_PATHS.employerPayments, query, from <= through)
  return (
    <Page title={say(EMPLOYER.payments)} lead={say(EMPLOYER.paymentsLead)}>
      <div className="toolbar no-print">
        <MonthSelect label={say(EMPLOYER.from)} value={from} onChange={setFrom} newest={through} count={96} />
        <span>{say(EMPLOYER.through)}</span>
        <MonthSelect label={say(EMPLOYER.through)} value={through} onChange={setThrough} newest={newestOf(from)} />
        <PredecessorChoice of={payments.data} value={predecessor} onChange={setPredecessor} />
      </div>
      <Answer of={payments} rows={8}>
        {(answer) => (
          <>
            <Payments answer={answer} />
            <Deferrals answer={answer} />
            <Reliefs answer={answer} />
            <LateFees answer={answer} />
            <Grounds grounds={answer.grounds} />
          </>
        )}
      </Answer>
    </Page>
  )
}

const FIGURES = {
  due: { term: 'monthDue', unit: 'fen' },
  paid: { term: 'monthPaid', unit: 'fen' },
  arrears: { term: 'arrearsAmount', unit: 'fen' },
} as const

/** At most three years in one look, and nothing to come. */
function newestOf(from: string): string {
  const last = plus(from as Period, 35)
  return last < thisMonth() ? last : thisMonth()
}

function Payments({ answer }: { readonly answer: EmployerPaymentsAnswer }) {
  const { say, language } = useLanguage()
  const [asked, setAsked] = useState<Asked>()
  const [insurance, setInsurance] = useState('')
  const codes = useMemo(() => [...new Set(answer.months.map((part) => part.insurance))].sort(), [answer])
  const months = useMemo(() => byMonth(answer.months, insurance || undefined), [answer, insurance])
  const option = useMemo(() => paymentsChart(months, language), [months, language])
  if (answer.months.length === 0) return <Empty title={say(EMPLOYER.noPayments)} />
  const isOwn = answer.predecessors.every(({ creditCode }) => creditCode !== answer.employer.creditCode)
  const choices = codes.map((value) => ({ value, label: say(shortInsurance(value)) }))
  return (
    <>
      <div className="scroll-x no-print">
        <Segmented
          value={insurance}
          options={[{ value: '', label: say(EMPLOYER.allInsurances) }, ...choices]}
          onChange={setInsurance}
        />
      </div>
      <dl className="outcome">
        {(['due', 'paid', 'arrears'] as const).map((name) => (
          <div key={name} className={name === 'arrears' && totalOf(months, name) > 0 ? 'outcome-bad' : ''}>
            <dt>{say(TOTALS[name])}</dt>
            <dd className="number">{amountText(totalOf(months, name))}</dd>
          </div>
        ))}
      </dl>
      <div className="card payments-chart">
        <ChartCanvas option={option} label={say(EMPLOYER.chartSays)} />
      </div>
      <ExplainProvider explain={setAsked}>
        <MonthsOfPayments months={[...months].reverse()} of={insurance || 'all'} isOwn={isOwn} />
      </ExplainProvider>
      <ExplainDrawer source={SOURCE} query={{}} asked={asked} onClose={() => setAsked(undefined)} />
    </>
  )
}

/** 单位的数字从哪里问。 */
const SOURCE: RecordSource = {
  record: QUERY_PATHS.employerPayments,
  figure: QUERY_PATHS.employerFigure,
  objectingAt: ({ path }) => ({ to: '/employer/staff', state: { month: path.split('/')[1] } }),
}

const TOTALS = { due: EMPLOYER.totalDue, paid: EMPLOYER.totalPaid, arrears: EMPLOYER.totalArrears } as const

interface Months {
  readonly months: readonly MonthOfPayments[]
  /** An insurance, or `all`. */
  readonly of: string
  /** 本单位的：a predecessor's figures are read as they stand, their grounds stay with its own records. */
  readonly isOwn: boolean
}

function MonthsOfPayments({ months, of, isOwn }: Months) {
  const { say, language } = useLanguage()
  const why = (month: string, name: 'due' | 'paid' | 'arrears', value: number) =>
    isOwn ? (
      <FigureButton figure={{ ...FIGURES[name], value, text: '', path: `payments/${month}/${of}/${name}` }} />
    ) : (
      amountText(value)
    )
  const columns: Column<MonthOfPayments>[] = [
    {
      name: 'month',
      title: EMPLOYER.month,
      cell: ({ month, underReview }) => (
        <>
          {monthText(month, language)}
          {underReview !== undefined && <Mark since={underReview} />}
        </>
      ),
    },
    { name: 'persons', title: EMPLOYER.persons, amount: true, cell: ({ persons }) => persons },
    { name: 'due', title: EMPLOYER.dueName, amount: true, cell: ({ month, due }) => why(month, 'due', due) },
    { name: 'paid', title: EMPLOYER.paidName, amount: true, cell: ({ month, paid }) => why(month, 'paid', paid) },
    {
      name: 'arrears',
      title: EMPLOYER.arrears,
      amount: true,
      cell: ({ month, arrears, deferredUntil }) =>
        arrears > 0 ? (
          <strong className="owed">{why(month, 'arrears', arrears)}</strong>
        ) : deferredUntil === undefined ? (
          '0.00'
        ) : (
          say(EMPLOYER.deferredUntil, { day: deferredUntil })
        ),
    },
  ]
  return (
    <DataTable
      caption={say(EMPLOYER.payments)}
      columns={columns}
      rows={months}
      keyOf={({ month }) => month}
      toneOf={({ arrears }) => (arrears > 0 ? 'bad' : undefined)}
    />
  )
}
