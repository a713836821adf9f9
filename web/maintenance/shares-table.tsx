import type { InsuranceShare, OverlapMonth } from '../../src/collection/maintenance-contract.js'
import { insuranceName } from '../../src/kernel/terms.js'
import { amountText, countText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { type Both, useLanguage } from '../shell/language.js'
import { MAINTAIN } from './words.js'

/** 各险种的应缴、实缴与月份。 */
export function SharesTable({
  caption,
  shares,
}: {
  readonly caption: string
  readonly shares: readonly InsuranceShare[]
}) {
  const { say } = useLanguage()
  const columns: Column<InsuranceShare>[] = [
    { name: 'insurance', title: MAINTAIN.insurance, cell: ({ insurance }) => say(insuranceName(insurance)) },
    { name: 'due', title: MAINTAIN.due, amount: true, cell: ({ due }) => amountText(due) },
    { name: 'paid', title: MAINTAIN.paid, amount: true, cell: ({ paid }) => amountText(paid) },
    { name: 'months', title: MAINTAIN.months, amount: true, cell: ({ months }) => countText(months) },
    {
      name: 'span',
      title: MAINTAIN.span,
      cell: ({ first, last }) => <span className="number">{first === undefined ? '—' : `${first} – ${last}`}</span>,
    },
  ]
  if (shares.length === 0) return <p className="desk-note">{say(MAINTAIN.noShares)}</p>
  return <DataTable caption={caption} columns={columns} rows={shares} keyOf={({ insurance }) => insurance} />
}

interface OverlapProps {
  readonly overlap: readonly OverlapMonth[]
  /** What the two sides are called where they are compared. */
  readonly one: Both
  readonly two: Both
}

/** 两边都有实缴的月份。 */
export function OverlapTable({ overlap, one, two }: OverlapProps) {
  const { say } = useLanguage()
  if (overlap.length === 0) return <p className="desk-note">{say(MAINTAIN.noOverlap)}</p>
  const columns: Column<OverlapMonth>[] = [
    { name: 'insurance', title: MAINTAIN.insurance, cell: ({ insurance }) => say(insuranceName(insurance)) },
    { name: 'month', title: MAINTAIN.month, cell: ({ month }) => <span className="number">{month}</span> },
    { name: 'one', title: one, amount: true, cell: ({ amount }) => amountText(amount) },
    { name: 'two', title: two, amount: true, cell: ({ amountToo }) => amountText(amountToo) },
  ]
  return (
    <DataTable
      caption={say(MAINTAIN.overlap)}
      columns={columns}
      rows={overlap}
      keyOf={({ insurance, month }) => insurance + month}
      toneOf={() => 'warn'}
    />
  )
}
