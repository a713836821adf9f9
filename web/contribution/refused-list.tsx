import type { RefusedRow } from '../../src/collection/contract.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { CHANGES } from './words.js'

/** 不能办的行：where, what is wrong, what to do. */
export function RefusedList({ rows }: { readonly rows: readonly RefusedRow[] }) {
  const { say } = useLanguage()
  if (rows.length === 0) return null
  const columns: Column<RefusedRow>[] = [
    { name: 'row', title: CHANGES.row, cell: ({ row }) => <span className="number">{row}</span> },
    { name: 'problem', title: CHANGES.problem, cell: ({ sentence }) => say(sentence) },
    {
      name: 'remedy',
      title: CHANGES.remedy,
      cell: ({ remedy, reason }) => `${say(remedy)}${reason ? ` (${say(reason)})` : ''}`,
    },
  ]
  return (
    <Section title={`${say(CHANGES.refused)} · ${rows.length}`}>
      <DataTable
        caption={say(CHANGES.refused)}
        columns={columns}
        rows={rows}
        keyOf={({ row, code }, i) => `${row}/${code}/${i}`}
        toneOf={() => 'bad'}
      />
    </Section>
  )
}
