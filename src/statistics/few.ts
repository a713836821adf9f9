import { modulo, normalised, type Row, take } from './span.js'

interface Reduced {
  readonly pivot: number
  readonly row: Row
}

/** A search this long gives up, and the sum counts as one that opens something. */
const STEPS = 500

/**
 * 可得的小和。All that comes out, by adding and subtracting, of groups that are each too few: a space of sums in which no set
 * of groups with fewer than `least` people together may lie. Reduced whole: no row's pivot is in another row, so a set of
 * groups is a choice of rows.
 */
export class Few {
  private rows: readonly Reduced[] = []

  constructor(
    private readonly sizes: readonly number[],
    private readonly least: number,
  ) {}

  /** Whether this sum of small groups, with those before, gives a set of too few people that did not come out before. */
  opens(sum: Row): boolean {
    const { fresh, rows } = this.beside(sum)
    if (fresh === undefined) return false
    const factors = new Map(this.rows.map(({ pivot, row }) => [pivot, row.get(fresh.pivot) ?? 0]))
    factors.set(fresh.pivot, modulo(-1))
    // A set that came out before is made of the old rows alone: what its parts have of the fresh row cancels out.
    const isNew = (chosen: readonly Reduced[]) => modulo(sumOf(chosen, ({ pivot }) => factors.get(pivot)!)) !== 0
    const starts = rows.filter(({ pivot }) => factors.get(pivot) !== 0)
    return new Choice(rows, this.sizes, this.least, isNew).isThere(starts)
  }

  add(sum: Row): void {
    this.rows = this.beside(sum).rows
  }

  private beside(sum: Row): { fresh?: Reduced; rows: readonly Reduced[] } {
    const row = new Map(sum)
    for (const known of this.rows) take(row, known.pivot, known.row)
    const [pivot] = row.keys()
    if (pivot === undefined) return { rows: this.rows }
    const fresh = normalised(pivot, row)
    const others = this.rows.map((known) => {
      if (!known.row.has(pivot)) return known
      const less = new Map(known.row)
      take(less, pivot, fresh.row)
      return { pivot: known.pivot, row: less }
    })
    return { fresh, rows: [...others, fresh] }
  }
}

/** 选行：rows whose sum has each group once or not at all, and in it too few people. They hang together by shared groups. */
class Choice {
  private readonly having = new Map<number, Reduced[]>()
  private readonly times = new Map<number, number>()
  private steps = 0

  constructor(
    rows: readonly Reduced[],
    private readonly sizes: readonly number[],
    private readonly least: number,
    private readonly isNew: (chosen: readonly Reduced[]) => boolean,
  ) {
    for (const one of rows)
      for (const group of one.row.keys()) this.having.set(group, [...(this.having.get(group) ?? []), one])
  }

  isThere(starts: readonly Reduced[]): boolean {
    return this.goesOn(starts, [], new Set())
  }

  private goesOn(candidates: readonly Reduced[], chosen: readonly Reduced[], out: ReadonlySet<Reduced>): boolean {
    const without = new Set(out)
    for (const one of candidates) {
      if (++this.steps > STEPS) return true
      // Its pivot stands in no other row: whoever is in that group is in the set, whatever is added.
      const more = [...chosen, one]
      if (sumOf(more, ({ pivot }) => this.sizes[pivot]!) < this.least) {
        this.put(one.row, 1)
        const found = this.isDone(more) || this.goesOn(this.next(more, without), more, without)
        this.put(one.row, -1)
        if (found) return true
      }
      without.add(one)
    }
    return false
  }

  private put(row: Row, sign: number): void {
    for (const [group, factor] of row) {
      const times = modulo((this.times.get(group) ?? 0) + sign * factor)
      if (times === 0) this.times.delete(group)
      else this.times.set(group, times)
    }
  }

  private isDone(chosen: readonly Reduced[]): boolean {
    const groups = [...this.times]
    const people = sumOf(groups, ([group]) => this.sizes[group]!)
    return people > 0 && people < this.least && groups.every(([, times]) => times === 1) && this.isNew(chosen)
  }

  /** A group that stands in it otherwise than once some other row must mend; where none does, any row beside may follow. */
  private next(chosen: readonly Reduced[], out: ReadonlySet<Reduced>): Reduced[] {
    const open = (group: number) => this.having.get(group)!.filter((one) => !out.has(one) && !chosen.includes(one))
    const wrong = [...this.times].filter(([, times]) => times !== 1).map(([group]) => open(group))
    const beside = () => [...new Set(chosen.flatMap(({ row }) => [...row.keys()].flatMap(open)))]
    return wrong.reduce((least, one) => (one.length < least.length ? one : least), wrong[0] ?? beside())
  }
}

function sumOf<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((sum, one) => sum + of(one), 0)
}
