import { Button } from 'antd'
import { insuranceName } from '../../src/kernel/terms.js'
import { type AdHocView, DIMENSION_WORDS, type Dimension } from '../../src/statistics/ad-hoc-contract.js'
import { amountText, countText, dayText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { useLanguage } from '../shell/language.js'
import { printPage } from '../shell/print-mark.js'
import { AD_HOC } from './governed-words.js'
import { labelOf, StatisticTables } from './tables.js'
import { STATISTIC } from './words.js'

type Result = NonNullable<AdHocView['result']>
type Cell = Result['tables'][number]['cells'][number]

/** 结果：by one dimension with its chart, then every cell; it prints. */
export function AdHocResult({ of, result }: { readonly of: AdHocView; readonly result: Result }) {
  const { say, language } = useLanguage()
  const table = result.tables[0]
  return (
    <div className="statistic-one">
      <p className="statistic-mark">{say(AD_HOC.internal)}</p>
      {table === undefined ? (
        <p>{say(AD_HOC.gone)}</p>
      ) : (
        <>
          <div className="statistic-acts no-print">
            <Button onClick={printPage}>{say(AD_HOC.print)}</Button>
          </div>
          <StatisticTables of={{ ...of, tables: result.tables }} />
          {of.dimensions.length > 1 && <Every of={of} table={table} />}
        </>
      )}
      <small>
        {say(AD_HOC.least, { least: result.least })} ·{' '}
        {say(STATISTIC.version, { version: result.catalogue, cutoff: result.cutoff, agency: of.agencyName })} ·{' '}
        {say(AD_HOC.expires, { day: dayText(result.expiresOn, language) })}
        <br />
        {say(STATISTIC.digest)}: <span className="number">{result.digest}</span>
      </small>
    </div>
  )
}

function Every({ of, table }: { readonly of: AdHocView; readonly table: Result['tables'][number] }) {
  const { say } = useLanguage()
  const told = (value: number | undefined, text: (value: number) => string) =>
    value === undefined ? say(STATISTIC.hidden) : text(value)
  const columns: Column<Cell>[] = [
    { name: 'insurance', title: STATISTIC.insurance, cell: ({ insurance }) => say(insuranceName(insurance)) },
    ...of.dimensions.map(
      (dimension): Column<Cell> => ({
        ...{ name: dimension, title: DIMENSION_WORDS[dimension] },
        cell: (cell) => say(labelOf(cell[dimension] ?? '*', dimension, of)),
      }),
    ),
    {
      ...{ name: 'count', title: table.unit === 'employer' ? STATISTIC.employers : STATISTIC.persons, amount: true },
      cell: ({ count }) => told(count, countText),
    },
    ...(table.unit === 'fen'
      ? [
          {
            name: 'amount',
            title: STATISTIC.amount,
            amount: true,
            cell: ({ amount }: Cell) => told(amount, amountText),
          },
        ]
      : []),
  ]
  const keyOf = (cell: Cell) =>
    [cell.insurance, ...of.dimensions.map((dimension: Dimension) => cell[dimension])].join('|')
  return <DataTable caption={say(AD_HOC.whole2)} columns={columns} rows={table.cells} keyOf={keyOf} />
}
