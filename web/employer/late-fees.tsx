import type { EmployerPaymentsAnswer } from '../../src/query/employer-contract.js'
import { amountText, monthText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { shortInsurance } from '../submission/words.js'
import { EMPLOYER } from './words.js'

interface Props {
  readonly answer: EmployerPaymentsAnswer
}
type Fee = EmployerPaymentsAnswer['lateFees'][number]

/** 本单位的滞纳金，单列：nobody's contribution, and apart from all of them. */
export function LateFees({ answer }: Props) {
  const { say, language } = useLanguage()
  if (answer.lateFees.length === 0) return null
  const columns: Column<Fee>[] = [
    { name: 'month', title: EMPLOYER.month, cell: ({ month }) => monthText(month, language) },
    { name: 'insurance', title: EMPLOYER.insurances, cell: ({ insurance }) => say(shortInsurance(insurance)) },
    { name: 'late', title: EMPLOYER.late, amount: true, cell: ({ arrears }) => amountText(arrears) },
    { name: 'paidOn', title: EMPLOYER.paidOn, cell: ({ paidDay }) => paidDay },
    { name: 'days', title: EMPLOYER.days, amount: true, cell: ({ days }) => days },
    { name: 'fee', title: EMPLOYER.fee, amount: true, cell: ({ amount }) => amountText(amount) },
  ]
  return (
    <Section title={say(EMPLOYER.lateFees)}>
      <p className="desk-note">{say(EMPLOYER.lateFeesLead)}</p>
      <DataTable
        caption={say(EMPLOYER.lateFees)}
        columns={columns}
        rows={answer.lateFees}
        keyOf={({ month, insurance, levyVoucher, paidDay }) => [month, insurance, levyVoucher, paidDay].join()}
      />
    </Section>
  )
}

/** 本单位的缓缴。 */
export function Deferrals({ answer }: Props) {
  const { say, language } = useLanguage()
  if (answer.deferrals.length === 0) return null
  return (
    <Section title={say(EMPLOYER.deferrals)}>
      <ul>
        {answer.deferrals.map(({ insurance, fromMonth, throughMonth, untilDay: day, document }) => (
          <li key={[insurance, fromMonth, throughMonth, day].join()}>
            {say(shortInsurance(insurance))}{' '}
            {say(EMPLOYER.deferralsOf, {
              ...{ from: monthText(fromMonth, language), through: monthText(throughMonth, language), day, document },
            })}
          </li>
        ))}
      </ul>
    </Section>
  )
}
