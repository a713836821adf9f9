import { Few } from './few.js'
import { intervalsOf, type Sum } from './intervals.js'
import { type Row, rowOf, Span } from './span.js'

/** 一格，as the audit sees it: of which groups it is the sum. A group is all who fall into the same cells of every table. */
export interface AuditCell {
  readonly key: string
  readonly groups: readonly number[]
  /** 已经列出的；of the table to be audited, whether it may be. */
  readonly told: boolean
}

/** 一张表，by its cells. */
export type AuditTable = readonly AuditCell[]

/**
 * 合并核对。Which cells of a new table may be told beside all tables told before: none of fewer than `least`, none from which,
 * with all the others, any set of groups with too few people comes out by adding and subtracting, or one such group by
 * bounds. The sums of most are told first, so what is kept back is the finest.
 */
export function audited(
  sizes: readonly number[],
  earlier: readonly AuditTable[],
  own: AuditTable,
  least: number,
): Set<string> {
  const audit = new Audit(sizes, least)
  const before = earlier.flat().filter(({ told }) => told)
  for (const cell of [...before].sort((a, b) => a.groups.length - b.groups.length)) audit.know(cell)
  const free = own.filter(({ told, groups }) => told && !audit.isSmall(groups))
  const order = [...free].sort((a, b) => b.groups.length - a.groups.length || (a.key < b.key ? -1 : 1))
  const told = new Map<string, AuditCell>()
  for (const cell of order) if (audit.admits(cell)) told.set(cell.key, cell)
  withinBounds(audit, earlier, own, told)
  return new Set(told.keys())
}

class Audit {
  private readonly span: Span
  private readonly few: Few

  constructor(
    readonly sizes: readonly number[],
    readonly least: number,
  ) {
    const isEnough = (group: number) => sizes[group]! >= least
    this.span = new Span(isEnough)
    this.few = new Few(sizes, least)
  }

  sizeOf(groups: readonly number[]): number {
    return groups.reduce((sum, group) => sum + this.sizes[group]!, 0)
  }

  readonly sum = ({ groups }: AuditCell): Sum => ({ groups, sum: this.sizeOf(groups), isLeast: false })

  isSmall(groups: readonly number[]): boolean {
    const size = this.sizeOf(groups)
    return size > 0 && size < this.least
  }

  know({ groups }: AuditCell): void {
    this.take(this.span.left(rowOf(groups)))
  }

  /** Takes the cell in where by it no set of too few people comes out that was not known before. */
  admits({ groups }: AuditCell): boolean {
    const left = this.span.left(rowOf(groups))
    if (this.isOfSmall(left) && this.few.opens(left)) return false
    this.take(left)
    return true
  }

  private take(left: Row): void {
    if (left.size === 0) return
    if (this.isOfSmall(left)) this.few.add(left)
    this.span.add(left)
  }

  /** Whatever turns on a group of enough people says nothing of the others alone. */
  private isOfSmall(left: Row): boolean {
    return [...left.keys()].every((group) => this.sizes[group]! < this.least)
  }
}

/** 以界：what bounds pin down is kept back as well, by telling one cell less at a time. */
function withinBounds(
  audit: Audit,
  earlier: readonly AuditTable[],
  own: AuditTable,
  told: Map<string, AuditCell>,
): void {
  const all = earlier.flat()
  const before = [...all.filter((cell) => cell.told).map(audit.sum), ...all.filter((cell) => !cell.told).map(somebody)]
  const old = new Set(pinned(audit, before))
  for (;;) {
    const dark = own.filter(({ key }) => !told.has(key))
    const fresh = pinned(audit, [...before, ...[...told.values()].map(audit.sum), ...dark.map(somebody)])
    const out = new Set(fresh.filter((group) => !old.has(group)))
    if (out.size === 0) return
    const near = [...told.values()].filter(({ groups }) => groups.some((group) => out.has(group)))
    const [least] = (near.length > 0 ? near : [...told.values()]).sort(
      (a, b) => audit.sizeOf(a.groups) - audit.sizeOf(b.groups),
    )
    if (least === undefined) return
    told.delete(least.key)
  }
}

/** A cell that is listed and not told has somebody in it: that is known too. */
function somebody({ groups }: AuditCell): Sum {
  return { groups, sum: 1, isLeast: true }
}

/** Which groups of too few people have a number by now; more than one together have it only where each of them has. */
function pinned({ sizes, least }: Audit, sums: readonly Sum[]): number[] {
  return intervalsOf(sizes.length, sums).flatMap(({ low, high }, group) =>
    low === high && sizes[group]! > 0 && sizes[group]! < least ? [group] : [],
  )
}
