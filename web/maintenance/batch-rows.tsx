import type { BatchDryRun } from '../../src/collection/maintenance-contract.js'
import { insuranceName } from '../../src/kernel/terms.js'
import { amountText, countText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { type Both, useLanguage } from '../shell/language.js'
import { Section } from '../shell/page.js'
import { Empty } from '../shell/states.js'
import { MAINTAIN } from './words.js'

type Row = BatchDryRun['rows'][number]
type Refused = BatchDryRun['refused'][number]
type Figure = keyof Row['before']

/** 试算的结果：every row before and after, the rows refused, the totals. */
export function BatchRows({ run }: { readonly run: BatchDryRun }) {
  const { say } = useLanguage()
  const pair = (name: Figure, title: Both): Column<Row> => ({
    name,
    title,
    amount: true,
    cell: ({ before, after }) =>
      `${amountText(before[name])} → ${after === undefined ? say(MAINTAIN.reversed) : amountText(after[name])}`,
  })
  const columns: Column<Row>[] = [
    { name: 'row', title: MAINTAIN.line, amount: true, cell: ({ row }) => countText(row) },
    {
      name: 'person',
      title: MAINTAIN.name,
      cell: ({ fullName, identityNumber }) => (
        <>
          {fullName} <span className="number">{identityNumber}</span>
        </>
      ),
    },
    { name: 'insurance', title: MAINTAIN.insurance, cell: ({ insurance }) => say(insuranceName(insurance)) },
    { name: 'month', title: MAINTAIN.month, cell: ({ month }) => <span className="number">{month}</span> },
    pair('declaredWage', MAINTAIN.wage),
    pair('base', MAINTAIN.base),
    pair('employerAmount', MAINTAIN.employerAmount),
    pair('personAmount', MAINTAIN.personAmount),
  ]
  const refused: Column<Refused>[] = [
    { name: 'row', title: MAINTAIN.line, amount: true, cell: ({ row }) => countText(row) },
    { name: 'why', title: MAINTAIN.why, cell: ({ sentence, remedy }) => `${say(sentence)} ${say(remedy)}` },
  ]
  return (
    <div className="maintain-found">
      {run.rows.length === 0 ? (
        <Empty title={say(MAINTAIN.nothingToChange)} />
      ) : (
        <DataTable caption={say(MAINTAIN.dryRun)} columns={columns} rows={run.rows} keyOf={({ row }) => String(row)} />
      )}
      {run.refused.length > 0 && (
        <Section title={say(MAINTAIN.refused)}>
          <DataTable
            caption={say(MAINTAIN.refused)}
            columns={refused}
            rows={run.refused}
            keyOf={({ row }) => String(row)}
            toneOf={() => 'bad'}
          />
        </Section>
      )}
      {run.rows.length > 0 && <BatchSums before={run.before} after={run.after} />}
    </div>
  )
}

/** 变更前后的合计。 */
export function BatchSums({ before, after }: Pick<BatchDryRun, 'before' | 'after'>) {
  const { say } = useLanguage()
  const sums = [
    { name: MAINTAIN.before, ...before },
    { name: MAINTAIN.changedTo, ...after },
  ]
  const columns: Column<(typeof sums)[number]>[] = [
    { name: 'name', title: MAINTAIN.batchTotals, cell: ({ name }) => say(name) },
    { name: 'rows', title: MAINTAIN.rows, amount: true, cell: ({ rows }) => countText(rows) },
    { name: 'employer', title: MAINTAIN.employerAmount, amount: true, cell: (one) => amountText(one.employerAmount) },
    { name: 'person', title: MAINTAIN.personAmount, amount: true, cell: (one) => amountText(one.personAmount) },
  ]
  return <DataTable caption={say(MAINTAIN.batchTotals)} columns={columns} rows={sums} keyOf={({ name }) => name.en} />
}
