import { type Interval, intervalsOf } from './intervals.js'
import { type Row, rowOf, Span, take } from './span.js'

/** 一格，as the audit sees it: of which groups it is the sum. A group is all who fall into the same cells of every table. */
export interface AuditCell {
  readonly key: string
  readonly groups: readonly number[]
  /** 已经列出的；of the table to be audited, whether it may be. */
  readonly told: boolean
}

/** 一张表，with its lines: cells that together make up another. */
export interface AuditTable {
  readonly cells: readonly AuditCell[]
  readonly lines: readonly (readonly number[])[]
}

interface Known {
  readonly groups: ReadonlySet<number>
  readonly size: number
}

/**
 * 合并核对。Which cells of a new table may be told beside all tables told before: none of fewer than `least`, none from which,
 * with all the others, a small group or a cell kept back comes out by adding and subtracting or by bounds. The sums of most
 * are told first, so what is kept back is the finest.
 */
export function audited(
  sizes: readonly number[],
  earlier: readonly AuditTable[],
  own: AuditTable,
  least: number,
): Set<string> {
  const audit = new Audit(sizes, least)
  const before = earlier.flatMap(({ cells }) => cells.filter(({ told }) => told))
  for (const cell of [...before].sort((a, b) => a.groups.length - b.groups.length)) audit.know(cell)
  audit.guard([...earlier, own])
  for (const table of earlier) audit.lines(table)
  const free = own.cells.filter(({ told, groups }) => told && !isSmall(audit.sizeOf(groups), least))
  const order = [...free].sort((a, b) => b.groups.length - a.groups.length || (a.key < b.key ? -1 : 1))
  const told = new Map<string, AuditCell>()
  for (const cell of order) if (audit.admits(cell, own, told)) told.set(cell.key, cell)
  withinBounds(audit, before, own, told)
  return new Set(told.keys())
}

function isSmall(size: number, least: number): boolean {
  return size > 0 && size < least
}

class Audit {
  private readonly span = new Span()
  private readonly known: Known[] = []
  private readonly siblings: (readonly Known[])[] = []
  /** 不得得出的：what is left of each small group and small cell. */
  private guarded: Row[] = []
  readonly secrets: (readonly number[])[] = []

  constructor(
    readonly sizes: readonly number[],
    readonly least: number,
  ) {}

  private readonly sets = new Map<readonly number[], Known>()

  private knownOf(groups: readonly number[]): Known {
    const there = this.sets.get(groups) ?? { groups: new Set(groups), size: this.sizeOf(groups) }
    this.sets.set(groups, there)
    return there
  }

  sizeOf(groups: readonly number[]): number {
    return groups.reduce((sum, group) => sum + this.sizes[group]!, 0)
  }

  know({ groups }: AuditCell): void {
    this.known.push(this.knownOf(groups))
    const left = this.span.left(rowOf(groups))
    if (left.size > 0) this.span.add(left)
  }

  /** What came out before cannot be kept back any more, and is not guarded. */
  guard(tables: readonly AuditTable[]): void {
    const groups = this.sizes.flatMap((size, group) => (isSmall(size, this.least) ? [[group]] : []))
    const cells = tables.flatMap((table) => table.cells.map((cell) => cell.groups))
    const unions = tables.flatMap((table) => table.lines.flatMap((line) => this.smallUnions(table, line)))
    const seen = new Set<string>()
    for (const secret of [...groups, ...unions, ...cells].filter((one) => isSmall(this.sizeOf(one), this.least))) {
      if (seen.has(secret.join())) continue
      seen.add(secret.join())
      const left = this.span.left(rowOf(secret))
      if (left.size === 0) continue
      this.guarded.push(left)
      this.secrets.push(secret)
    }
  }

  /** 合起来仍然太少的：the small cells of a line, all together and two by two. */
  private smallUnions({ cells }: AuditTable, line: readonly number[]): (readonly number[])[] {
    const small = line.map((at) => cells[at]!.groups).filter((one) => isSmall(this.sizeOf(one), this.least))
    const pairs = small.flatMap((one, i) => small.slice(i + 1).map((other) => [...one, ...other]))
    return [small.flat(), ...pairs]
  }

  lines({ cells, lines }: AuditTable): void {
    for (const line of lines) {
      const told = line.map((at) => cells[at]!).filter((cell) => cell.told)
      this.siblings.push(told.map(({ groups }) => this.knownOf(groups)))
    }
  }

  /** Takes the cell in where nothing guarded comes out by it. */
  admits(cell: AuditCell, own: AuditTable, told: ReadonlyMap<string, AuditCell>): boolean {
    const left = this.span.left(rowOf(cell.groups))
    if (left.size === 0) return true
    if (this.leavesFew(cell, own, told)) return false
    const [pivot] = left.keys() as unknown as [number]
    const after = this.guarded.map((one) => {
      if (!one.has(pivot)) return one
      const less = new Map(one)
      take(less, pivot, left)
      return less
    })
    if (after.some((one) => one.size === 0)) return false
    this.guarded = after
    this.span.add(left)
    this.known.push(this.knownOf(cell.groups))
    return true
  }

  /** 相减所余太少：a cell less another in it, or less all told parts of a line in it. */
  private leavesFew(cell: AuditCell, own: AuditTable, told: ReadonlyMap<string, AuditCell>): boolean {
    const asked = this.knownOf(cell.groups)
    const few = (rest: number) => isSmall(rest, this.least)
    for (const one of this.known)
      if ((within(one, asked) || within(asked, one)) && few(Math.abs(asked.size - one.size))) return true
    const mine = own.lines.filter((line) => line.some((at) => own.cells[at]!.key === cell.key))
    const toldOf = (line: readonly number[]) =>
      line.flatMap((at) => (told.has(own.cells[at]!.key) ? [this.knownOf(own.cells[at]!.groups)] : []))
    const restOf = (whole: Known, parts: readonly Known[]) =>
      whole.size - parts.filter((part) => within(part, whole)).reduce((sum, { size }) => sum + size, 0)
    const lines = [...this.siblings, ...own.lines.filter((line) => !mine.includes(line)).map(toldOf)]
    if (lines.some((parts) => few(restOf(asked, parts)))) return true
    const beside = mine.map((line) => [...toldOf(line), asked])
    return this.known.some((whole) => within(asked, whole) && beside.some((parts) => few(restOf(whole, parts))))
  }
}

function within(part: Known, whole: Known): boolean {
  if (part.groups.size > whole.groups.size) return false
  for (const group of part.groups) if (!whole.groups.has(group)) return false
  return true
}

/** 以界：what bounds pin down is kept back as well, by telling one cell less at a time. */
function withinBounds(audit: Audit, before: readonly AuditCell[], own: AuditTable, told: Map<string, AuditCell>): void {
  const sumsOf = (cells: Iterable<AuditCell>) =>
    [...cells].map(({ groups }) => ({ groups, sum: audit.sizeOf(groups), isLeast: false }))
  const old = pinned(audit, intervalsOf(audit.sizes.length, sumsOf(before)))
  for (;;) {
    // A cell that is listed and not told has somebody in it: that is known too.
    const dark = own.cells.filter(({ key }) => !told.has(key)).map(({ groups }) => ({ groups, sum: 1, isLeast: true }))
    const out = pinned(audit, intervalsOf(audit.sizes.length, [...sumsOf([...before, ...told.values()]), ...dark]))
    const fresh = [...out].filter((secret) => !old.has(secret)).flatMap((at) => audit.secrets[at]!)
    if (fresh.length === 0) return
    const near = [...told.values()].filter(({ groups }) => groups.some((group) => fresh.includes(group)))
    const [least] = (near.length > 0 ? near : [...told.values()]).sort(
      (a, b) => audit.sizeOf(a.groups) - audit.sizeOf(b.groups),
    )
    if (least === undefined) return
    told.delete(least.key)
  }
}

function pinned(audit: Audit, intervals: readonly Interval[]): Set<number> {
  const isPinned = (groups: readonly number[]) =>
    groups.reduce((sum, group) => sum + intervals[group]!.low, 0) ===
    groups.reduce((sum, group) => sum + intervals[group]!.high, 0)
  return new Set(audit.secrets.flatMap((groups, at) => (isPinned(groups) ? [at] : [])))
}
