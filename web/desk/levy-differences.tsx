import type { LevyPreview } from '../../src/collection/levy-contract.js'
import { amountText, monthText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { shortInsurance } from '../submission/words.js'
import { LEVY } from './levy-words.js'

type Row = LevyPreview['differences'][number]

/** 不符与认不出的行，各有原因。 */
export function LevyDifferences({ differences }: { readonly differences: readonly Row[] }) {
  const { say, language } = useLanguage()
  const columns: Column<Row>[] = [
    { name: 'row', title: LEVY.row, cell: ({ row }) => <span className="number">{row}</span> },
    {
      name: 'outcome',
      title: LEVY.outcome,
      cell: ({ outcome }) => (
        <span className={outcome === 'suspense' ? 'tag tag-bad' : 'tag tag-warn'}>
          {say(outcome === 'suspense' ? LEVY.suspense : LEVY.differing)}
        </span>
      ),
    },
    {
      name: 'person',
      title: LEVY.person,
      cell: ({ fullName, identityNumber }) => (
        <>
          {fullName} <small className="number">{identityNumber}</small>
        </>
      ),
    },
    { name: 'insurance', title: LEVY.insurance, cell: ({ insurance }) => say(shortInsurance(String(insurance))) },
    { name: 'month', title: LEVY.month, cell: ({ contributionMonth }) => monthText(contributionMonth, language) },
    { name: 'amount', title: LEVY.amount, amount: true, cell: ({ amount }) => amountText(amount) },
    { name: 'reason', title: LEVY.reason, cell: ({ reason }) => say(reason) },
  ]
  return (
    <DataTable
      caption={say(LEVY.differences)}
      columns={columns}
      rows={differences}
      keyOf={({ row, insurance }, i) => `${row}/${insurance}/${i}`}
      toneOf={({ outcome }) => (outcome === 'suspense' ? 'bad' : 'warn')}
    />
  )
}
