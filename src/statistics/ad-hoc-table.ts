import { type AuditTable, audited } from './audit.js'
import type { Cell, Summed } from './cells.js'
import { leafOf, marginsOf, type Shape, type Spot, spotKey, spotOf } from './dimensions.js'

/** 已经列出的一张表：how it was broken down, and which of its cells were told. */
export interface ToldTable {
  readonly shape: Shape
  readonly told: ReadonlySet<string>
}

export interface Limits {
  readonly least: number
  /** 一张表至多多少格、核对至多多少组. */
  readonly cells: number
  readonly groups: number
}

export class TooFine extends Error {
  constructor(
    readonly what: 'cells' | 'groups',
    readonly wanted: number,
    readonly most: number,
  ) {
    super(`${wanted} ${what} are more than ${most}`)
  }
}

/**
 * 临时统计的表。Counted from the finest cells there are, and audited beside every table told of the same measure and month:
 * what is told here and there together gives away no small group.
 */
export function adHocTable(
  cube: ReadonlyMap<string, Summed>,
  shape: Shape,
  before: readonly ToldTable[],
  { least, cells: mostCells, groups: mostGroups }: Limits,
  counts: boolean,
): { cells: Cell[]; told: string[] } {
  const bases = [...cube].map(([key, sum]) => ({ spot: spotOf(key), sum }))
  const sums = ownSums(bases, shape)
  if (sums.size > mostCells) throw new TooFine('cells', sums.size, mostCells)
  const told = new Set<string>()
  for (const insurance of new Set([...sums.keys()].map((key) => spotOf(key).insurance))) {
    const own = bases.filter(({ spot }) => spot.insurance === insurance)
    for (const key of toldOf(own, shape, before, least, mostGroups)) told.add(key)
  }
  const cells = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, sum]) => cellOf(key, sum, told, counts))
  return { cells, told: [...told].sort() }
}

interface Base {
  readonly spot: Spot
  readonly sum: Summed
}

function ownSums(bases: readonly Base[], shape: Shape): Map<string, Summed> {
  const sums = new Map<string, Summed>()
  for (const { spot, sum } of bases) {
    const leaf = leafOf(shape, spot)
    for (const key of new Set(leaf === undefined ? [] : marginsOf(shape, leaf).map(spotKey))) {
      const at = sums.get(key) ?? { count: 0, amount: 0 }
      sums.set(key, { count: at.count + sum.count, amount: at.amount + sum.amount })
    }
  }
  return sums
}

/** 一险种：who falls into the same cells of every table is one group. */
function toldOf(bases: readonly Base[], shape: Shape, before: readonly ToldTable[], least: number, most: number) {
  const shapes = [shape, ...before.map((table) => table.shape)]
  const groups = new Map<string, number>()
  const sizes: number[] = []
  const cells = shapes.map(() => new Map<string, Set<number>>())
  for (const { spot, sum } of bases) {
    const leaves = shapes.map((one) => leafOf(one, spot))
    if (leaves.every((leaf) => leaf === undefined)) continue
    const sign = leaves.map((leaf) => (leaf === undefined ? '-' : spotKey(leaf))).join('\u0001')
    const group = groups.get(sign) ?? sizes.push(0) - 1
    groups.set(sign, group)
    sizes[group]! += sum.count
    for (const [i, leaf] of leaves.entries()) {
      if (leaf === undefined) continue
      for (const margin of marginsOf(shapes[i]!, leaf)) {
        const key = spotKey(margin)
        cells[i]!.set(key, (cells[i]!.get(key) ?? new Set()).add(group))
      }
    }
  }
  if (sizes.length > most) throw new TooFine('groups', sizes.length, most)
  const [own, ...earlier] = shapes.map((_, i) => tableOf(cells[i]!, i === 0 ? undefined : before[i - 1]!.told))
  return audited(sizes, earlier, own!, least)
}

function tableOf(of: ReadonlyMap<string, ReadonlySet<number>>, told: ReadonlySet<string> | undefined): AuditTable {
  const keys = [...of.keys()].sort()
  return keys.map((key) => ({ key, groups: [...of.get(key)!], told: told?.has(key) ?? true }))
}

function cellOf(key: string, { count, amount }: Summed, told: ReadonlySet<string>, counts: boolean): Cell {
  const spot = spotOf(key)
  return told.has(key) ? { ...spot, count, ...(counts ? {} : { amount }) } : { ...spot, suppressed: true }
}
