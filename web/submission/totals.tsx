import type { InsuranceTotal } from '../../src/collection/contract.js'
import { insuranceName } from '../../src/kernel/terms.js'
import { amountText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { SUBMISSION } from './words.js'

/** 各险种合计，末行是总数。 */
export function Totals({ insurances }: { readonly insurances: readonly InsuranceTotal[] }) {
  const { say } = useLanguage()
  const all = (pick: (one: InsuranceTotal) => number) => insurances.reduce((total, one) => total + pick(one), 0)
  const columns: Column<InsuranceTotal>[] = [
    { name: 'insurance', title: SUBMISSION.insurance, cell: ({ insurance }) => say(insuranceName(String(insurance))) },
    { name: 'persons', title: SUBMISSION.persons, amount: true, cell: ({ persons }) => persons },
    { name: 'base', title: SUBMISSION.base, amount: true, cell: ({ base }) => amountText(base) },
    ...SIDES.map(({ name, title, pick }) => ({
      ...{ name, title, amount: true },
      cell: (one: InsuranceTotal) => amountText(pick(one)),
    })),
  ]
  const footer = (
    <tr>
      <th colSpan={3} scope="row">
        {say(SUBMISSION.total)}
        <span className="totals-all number">{amountText(all(byBoth))}</span>
      </th>
      {SIDES.map(({ name, title, pick }) => (
        <td key={name} className="amount number" data-label={say(title)}>
          {amountText(all(pick))}
        </td>
      ))}
    </tr>
  )
  return (
    <DataTable
      caption={say(SUBMISSION.totals)}
      columns={columns}
      rows={insurances}
      keyOf={({ insurance }) => String(insurance)}
      footer={footer}
    />
  )
}

const byBoth = ({ employerAmount, personAmount }: InsuranceTotal) => employerAmount + personAmount

const SIDES = [
  {
    name: 'employer',
    title: SUBMISSION.employerAmount,
    pick: ({ employerAmount }: InsuranceTotal) => employerAmount,
  },
  { name: 'person', title: SUBMISSION.personAmount, pick: ({ personAmount }: InsuranceTotal) => personAmount },
] as const
