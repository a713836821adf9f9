import { Button, Input, InputNumber, Select } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import { Link } from 'react-router'
import {
  ALONE_INSURANCES,
  DELIVERY_PATH,
  type DeliveryList,
  type DeliveryRunView,
  type OpenDelivery,
} from '../../src/certificates/delivery-contract.js'
import { INSURANCE_NAMES, insuranceName } from '../../src/kernel/terms.js'
import { useSend } from '../archive/use-send.js'
import { countText, dayText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { FormProblem } from '../shell/form-problem.js'
import { useLanguage } from '../shell/language.js'
import { Page, Section } from '../shell/page.js'
import { useAsk } from '../shell/queries.js'
import { Answer, Empty } from '../shell/states.js'
import './delivery.css'
import { DELIVERY } from './words.js'

/** 记录单寄送：the years, and the form that opens the next one. */
export function DeliveryPage() {
  const { say } = useLanguage()
  const answer = useAsk<DeliveryList>(DELIVERY_PATH)
  return (
    <Page title={say(DELIVERY.title)} lead={say(DELIVERY.lead)}>
      <Answer of={answer} rows={5}>
        {({ runs, next, mayOpen }) => (
          <>
            {mayOpen && <OpenForm next={next} />}
            {runs.length === 0 ? (
              <Empty title={say(DELIVERY.none)}>{say(DELIVERY.noneSays)}</Empty>
            ) : (
              <Section title={say(DELIVERY.runs)}>
                <Runs runs={runs} />
              </Section>
            )}
          </>
        )}
      </Answer>
    </Page>
  )
}

function OpenForm({ next }: { readonly next: DeliveryList['next'] }) {
  const { say, language } = useLanguage()
  const [yearId, postageId] = [useId(), useId()]
  const [year, setYear] = useState(next.year)
  const [fen, setFen] = useState(next.postage)
  const [insurance, setInsurance] = useState('')
  const [reason, setReason] = useState('')
  const opening = useSend<DeliveryRunView>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const alone = insurance === '' ? {} : { insurance: insurance as '110', reason: reason.trim() }
    const body: OpenDelivery = { year, postage: fen, ...alone }
    opening.mutate({ path: DELIVERY_PATH, body })
  }
  const isShort = insurance !== '' && reason.trim().length < 4
  return (
    <form className="card delivery-open" onSubmit={submit}>
      <p>
        {say(DELIVERY.openLead)}{' '}
        {year === next.year && (
          <span className="number">
            {dayText(next.start, language)} – {dayText(next.end, language)}，{say(DELIVERY.deadline)}{' '}
            {dayText(next.deadline, language)}
          </span>
        )}
      </p>
      <label htmlFor={yearId}>
        {say(DELIVERY.year)}
        <InputNumber
          id={yearId}
          min={1993}
          max={2998}
          precision={0}
          value={year}
          onChange={(n) => setYear(n ?? next.year)}
        />
      </label>
      <label htmlFor={postageId}>
        {say(DELIVERY.postage)}
        <InputNumber
          id={postageId}
          min={0}
          max={1000}
          precision={2}
          step={0.1}
          value={fen / 100}
          onChange={(yuan) => setFen(Math.round((yuan ?? 0) * 100))}
        />
      </label>
      <FormFields insurance={insurance} onInsurance={setInsurance} reason={reason} onReason={setReason} />
      <Button type="primary" htmlType="submit" loading={opening.isPending} disabled={isShort}>
        {say(DELIVERY.open)}
      </Button>
      <FormProblem error={opening.error} />
    </form>
  )
}

interface FormProps {
  readonly insurance: string
  readonly onInsurance: (insurance: string) => void
  readonly reason: string
  readonly onReason: (reason: string) => void
}

/** 出单方式，and why where one insurance is sent alone. */
function FormFields({ insurance, onInsurance, reason, onReason }: FormProps) {
  const { say } = useLanguage()
  const [formId, reasonId] = [useId(), useId()]
  return (
    <>
      <label htmlFor={formId}>
        {say(DELIVERY.form)}
        <Select
          id={formId}
          value={insurance}
          onChange={onInsurance}
          options={[
            { value: '', label: say(DELIVERY.combined) },
            ...ALONE_INSURANCES.map((code) => ({
              value: code,
              label: say(DELIVERY.alone, { name: say(INSURANCE_NAMES[code]) }),
            })),
          ]}
        />
      </label>
      {insurance !== '' && (
        <label htmlFor={reasonId} className="delivery-wide">
          {say(DELIVERY.reason)}
          <Input id={reasonId} maxLength={500} value={reason} onChange={({ target }) => onReason(target.value)} />
        </label>
      )}
    </>
  )
}

function Runs({ runs }: { readonly runs: readonly DeliveryRunView[] }) {
  const { say, language } = useLanguage()
  const columns: Column<DeliveryRunView>[] = [
    {
      name: 'year',
      title: DELIVERY.year,
      cell: ({ id, year }) => (
        <Link className="number" to={`/deliveries/${id}`}>
          {year}
        </Link>
      ),
    },
    { name: 'agency', title: DELIVERY.agency, cell: ({ agencyName }) => agencyName },
    { name: 'form', title: DELIVERY.form, cell: (run) => <FormOf run={run} /> },
    { name: 'deadline', title: DELIVERY.deadline, cell: ({ deadline }) => dayText(deadline, language) },
    { name: 'set', title: DELIVERY.set, cell: ({ set }) => countText(set), amount: true },
    { name: 'ended', title: DELIVERY.ended, cell: ({ ended }) => countText(ended), amount: true },
    { name: 'late', title: DELIVERY.late, cell: ({ lateOpen }) => countText(lateOpen), amount: true },
  ]
  return (
    <DataTable
      caption={say(DELIVERY.runs)}
      columns={columns}
      rows={runs}
      keyOf={({ id }) => id}
      toneOf={({ lateOpen }) => (lateOpen > 0 ? 'bad' : undefined)}
    />
  )
}

/** 出单方式：all insurances on one, or one alone. */
export function FormOf({ run }: { readonly run: Pick<DeliveryRunView, 'insurance'> }) {
  const { say } = useLanguage()
  if (run.insurance === undefined) return say(DELIVERY.combined)
  return say(DELIVERY.alone, { name: say(insuranceName(run.insurance)) })
}
