import { setImmediate as breathe } from 'node:timers/promises'
import { agenciesUnder, cityAmong } from '../access/agency-tree.js'
import { adHocTable, type ToldTable } from './ad-hoc-table.js'
import { ALL, type Cell, keyOf, type Summed } from './cells.js'
import { type Shape, spotOf } from './dimensions.js'
import type { StatisticsPorts } from './ports.js'

/** 一个机构的常规统计：its cells, and what of it is told. */
export interface RegularTable {
  readonly cells: readonly Cell[]
  readonly told: ToldTable
}

const WHOLE = { cells: Number.POSITIVE_INFINITY, groups: Number.POSITIVE_INFINITY }

/**
 * 常规统计的各表，as they could be made at any time: the city's first, then each agency's audited beside those before it, so
 * that none is subtracted from another. `until` is the last one wanted; all of them where none is named.
 */
export async function regularTables(
  ports: Pick<StatisticsPorts, 'agencies'>,
  cube: ReadonlyMap<string, Summed>,
  least: number,
  counts: boolean,
  until?: string,
): Promise<Map<string, RegularTable>> {
  const leaves = narrowed(cube)
  const city = cityAmong(ports.agencies())
  const others = ports.agencies().flatMap(({ code }) => (code === city ? [] : [code]))
  const tables = new Map<string, RegularTable>()
  for (const code of [city, ...others.sort()]) {
    const shape: Shape = {
      dimensions: ['agency', 'age', 'kind'],
      filter: {},
      agencies: new Set(agenciesUnder(ports.agencies(), code)),
    }
    const before = [...tables.values()].map(({ told }) => told)
    const cells = adHocTable(leaves, shape, before, { ...WHOLE, least }, counts).cells.map(plain)
    const told = new Set(cells.filter((cell) => !cell.suppressed).map((cell) => `${keyOf(cell)}|${ALL}|${ALL}`))
    tables.set(code, { cells, told: { shape, told } })
    if (code === until) return tables
    await breathe()
  }
  return tables
}

/** Without the dimensions no regular statistic has. */
function plain({ sex: _, employerType: __, ...cell }: Cell): Cell {
  return cell
}

function narrowed(cube: ReadonlyMap<string, Summed>): Map<string, Summed> {
  const leaves = new Map<string, Summed>()
  for (const [key, { count, amount }] of cube) {
    const place = keyOf(spotOf(key))
    const at = leaves.get(place) ?? { count: 0, amount: 0 }
    leaves.set(place, { count: at.count + count, amount: at.amount + amount })
  }
  return leaves
}
