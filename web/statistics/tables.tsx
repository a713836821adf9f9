import { Segmented, Select } from 'antd'
import { useMemo, useState } from 'react'
import type { PublicStatistic, TableView } from '../../src/statistics/contract.js'
import { ChartCanvas } from '../record/chart-canvas.js'
import { amountText, countText, insuranceName } from '../shell/amounts.js'
import { type Column, DataTable } from '../shell/data-table.js'
import { type Both, useLanguage } from '../shell/language.js'
import { COLORS } from '../shell/theme.js'
import { STATISTIC } from './words.js'

type Cell = TableView['cells'][number]
type Dimension = 'agency' | 'age' | 'kind'
const DIMENSIONS: readonly Dimension[] = ['agency', 'age', 'kind']
const PALETTE = [COLORS.accent, COLORS.seal, '#a9cbc4', '#c58b3b', '#5b7aa5', '#8a6fa8', '#6f8f4e', '#9c5b5b']

/** 统计的图与表：one indicator by one dimension, each insurance beside the others; what is not told is said to be so. */
export function StatisticTables({
  of,
}: {
  readonly of: Pick<PublicStatistic, 'tables' | 'agencies' | 'kinds' | 'ages'>
}) {
  const { say } = useLanguage()
  const [at, setAt] = useState(0)
  const table = of.tables[at] ?? of.tables[0]
  if (table === undefined) return null
  return (
    <div className="statistic-one">
      {of.tables.length > 1 && (
        <Select
          aria-label={say(STATISTIC.topic)}
          value={at}
          style={{ width: 220 }}
          options={of.tables.map(({ name }, value) => ({ value, label: say(name) }))}
          onChange={setAt}
        />
      )}
      <OneTable key={table.topic} table={table} of={of} />
    </div>
  )
}

function OneTable({
  table,
  of,
}: {
  readonly table: TableView
  readonly of: Pick<PublicStatistic, 'agencies' | 'kinds' | 'ages'>
}) {
  const { say, language } = useLanguage()
  const able = DIMENSIONS.filter((one) => table.cells.some((cell) => cell[one] !== '*'))
  const [chosen, setBy] = useState<Dimension>(able[0] ?? 'agency')
  const cells = useMemo(() => table.cells.filter((cell) => isAlong(cell, chosen)), [table, chosen])
  const nameOf = (cell: Cell): Both => labelOf(cell[chosen], chosen, of)
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
      {cells.some((cell) => !cell.suppressed && cell[chosen] !== '*') && (
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
        keyOf={(cell) => `${cell.insurance}${cell[chosen]}`}
      />
    </>
  )
}

/** The sums along one dimension, the total with them. */
function isAlong(cell: Cell, by: Dimension): boolean {
  return DIMENSIONS.every((one) => one === by || cell[one] === '*')
}

function labelOf(value: string, by: Dimension, { agencies, kinds }: Pick<PublicStatistic, 'agencies' | 'kinds'>): Both {
  if (value === '*') return STATISTIC.all
  if (by === 'kind') return kinds[value] ?? { zh: value, en: value }
  const name = by === 'agency' ? (agencies.find(({ code }) => code === value)?.name ?? value) : value
  return { zh: name, en: name }
}

function optionOf(
  cells: readonly Cell[],
  by: Dimension,
  of: Pick<PublicStatistic, 'agencies' | 'kinds' | 'ages'>,
  unit: string,
  language: 'zh' | 'en',
) {
  const parts = cells.filter((cell) => cell[by] !== '*')
  const order = by === 'age' ? of.ages : [...new Set(parts.map((cell) => cell[by]))]
  const places = order.filter((place) => parts.some((cell) => cell[by] === place))
  const insurances = [...new Set(parts.map(({ insurance }) => insurance))]
  const valueAt = (insurance: string, place: string) => {
    const cell = parts.find((one) => one.insurance === insurance && one[by] === place)
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
