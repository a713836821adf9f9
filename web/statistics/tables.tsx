import { Segmented, Select } from 'antd'
import { useMemo, useState } from 'react'
import { insuranceName } from '../../src/kernel/terms.js'
import type { PublicStatistic, TableView } from '../../src/statistics/contract.js'
import { ChartCanvas } from '../record/chart-canvas.js'
import { amountText, countText } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { type Both, useLanguage } from '../shell/language.js'
import { COLORS } from '../shell/theme.js'
import { STATISTIC } from './words.js'

type Cell = TableView['cells'][number]
type Dimension = 'agency' | 'age' | 'kind' | 'sex' | 'employerType'
const DIMENSIONS: readonly Dimension[] = ['agency', 'age', 'kind', 'sex', 'employerType']
/** What the codes of a table stand for. */
type Names = Pick<PublicStatistic, 'agencies' | 'kinds' | 'sexes' | 'employerTypes' | 'ages'>
/** The whole where the table is not broken down by it. */
const at = (cell: Cell, by: Dimension): string => cell[by] ?? '*'
const PALETTE = [COLORS.accent, COLORS.seal, '#a9cbc4', '#c58b3b', '#5b7aa5', '#8a6fa8', '#6f8f4e', '#9c5b5b']

/** 统计的图与表：one indicator by one dimension, each insurance beside the others; what is not told is said to be so. */
export function StatisticTables({ of }: { readonly of: Names & Pick<PublicStatistic, 'tables'> }) {
  const { say } = useLanguage()
  const [shown, setShown] = useState(0)
  const table = of.tables[shown] ?? of.tables[0]
  if (table === undefined) return null
  return (
    <div className="statistic-one">
      {of.tables.length > 1 && (
        <Select
          aria-label={say(STATISTIC.topic)}
          value={shown}
          style={{ width: 220 }}
          options={of.tables.map(({ name }, value) => ({ value, label: say(name) }))}
          onChange={setShown}
        />
      )}
      <OneTable key={table.topic} table={table} of={of} />
    </div>
  )
}

function OneTable({ table, of }: { readonly table: TableView; readonly of: Names }) {
  const { say, language } = useLanguage()
  const able = DIMENSIONS.filter((one) => table.cells.some((cell) => at(cell, one) !== '*'))
  const [chosen, setBy] = useState<Dimension>(able[0] ?? 'agency')
  const cells = useMemo(() => table.cells.filter((cell) => isAlong(cell, chosen)), [table, chosen])
  const nameOf = (cell: Cell): Both => labelOf(at(cell, chosen), chosen, of)
  const option = useMemo(
    () => optionOf(cells, chosen, of, table.unit, language),
    [cells, chosen, of, table.unit, language],
  )
  const isMoney = table.unit === 'fen'
  const columns: Column<Cell>[] = [
    { name: 'insurance', title: STATISTIC.insurance, cell: ({ insurance }) => say(insuranceName(insurance)) },
    { name: 'place', title: STATISTIC[chosen], cell: (cell) => say(nameOf(cell)) },
    {
      ...{ name: 'count', title: table.unit === 'employer' ? STATISTIC.employers : STATISTIC.persons, amount: true },
      cell: ({ count }) => (count === undefined ? say(STATISTIC.hidden) : countText(count)),
    },
    ...(isMoney
      ? [
          {
            ...{ name: 'amount', title: STATISTIC.amount, amount: true },
            cell: ({ amount }: Cell) => (amount === undefined ? say(STATISTIC.hidden) : amountText(amount)),
          },
        ]
      : []),
  ]
  return (
    <>
      <small>
        {say(STATISTIC.definition)}: {say(table.definition)}
      </small>
      {able.length > 1 && (
        <Segmented
          className="no-print"
          aria-label={say(STATISTIC.by)}
          value={chosen}
          options={able.map((value) => ({ value, label: say(STATISTIC[value]) }))}
          onChange={setBy}
        />
      )}
      {cells.some((cell) => !cell.suppressed && at(cell, chosen) !== '*') && (
        <div className="card chart-card">
          <ChartCanvas
            option={option}
            label={say(STATISTIC.chartSays, { name: say(table.name), by: say(STATISTIC[chosen]) })}
          />
        </div>
      )}
      <DataTable
        caption={say(table.name)}
        columns={columns}
        rows={cells}
        keyOf={(cell) => `${cell.insurance}${at(cell, chosen)}`}
      />
    </>
  )
}

/** The sums along one dimension, the total with them. */
function isAlong(cell: Cell, by: Dimension): boolean {
  return DIMENSIONS.every((one) => one === by || at(cell, one) === '*')
}

export function labelOf(value: string, by: Dimension, { agencies, kinds, sexes, employerTypes }: Names): Both {
  if (value === '*') return STATISTIC.all
  const coded = { kind: kinds, sex: sexes, employerType: employerTypes }
  if (by in coded) return coded[by as keyof typeof coded][value] ?? { zh: value, en: value }
  const name = by === 'agency' ? (agencies.find(({ code }) => code === value)?.name ?? value) : value
  return { zh: name, en: name }
}

function optionOf(cells: readonly Cell[], by: Dimension, of: Names, unit: string, language: 'zh' | 'en') {
  const parts = cells.filter((cell) => at(cell, by) !== '*')
  const order = by === 'age' ? of.ages : [...new Set(parts.map((cell) => at(cell, by)))]
  const places = order.filter((place) => parts.some((cell) => at(cell, by) === place))
  const insurances = [...new Set(parts.map(({ insurance }) => insurance))]
  const valueAt = (insurance: string, place: string) => {
    const cell = parts.find((one) => one.insurance === insurance && at(one, by) === place)
    const value = unit === 'fen' ? cell?.amount : cell?.count
    return value === undefined ? null : unit === 'fen' ? value / 100 : value
  }
  return {
    color: PALETTE,
    grid: { left: 4, right: 8, top: 74, bottom: 4, containLabel: true },
    legend: { top: 0, left: 0, type: 'plain', itemGap: 12, itemWidth: 14, itemHeight: 10, textStyle: { fontSize: 12 } },
    tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
    xAxis: {
      type: 'category',
      data: places.map((place) => labelOf(place, by, of)[language]),
      axisTick: { show: false },
      axisLabel: { color: COLORS.quiet, fontSize: 12, interval: 0, width: 96, overflow: 'break' },
    },
    yAxis: { type: 'value', axisLabel: { color: COLORS.quiet, fontSize: 12 } },
    series: insurances.map((insurance) => ({
      ...{ type: 'bar', name: insuranceName(insurance)[language], barMaxWidth: 28 },
      data: places.map((place) => valueAt(insurance, place)),
    })),
  }
}
