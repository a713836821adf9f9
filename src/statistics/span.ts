/** Whether a value is unique does not hang on the values, only on the equations; so they are solved over a prime field. */
const PRIME = 1_000_003

export function modulo(value: number): number {
  return ((value % PRIME) + PRIME) % PRIME
}

/** 一行：which unknowns with which factor. */
export type Row = Map<number, number>

export function rowOf(unknowns: Iterable<number>): Row {
  return new Map([...unknowns].map((one) => [one, 1]))
}

/**
 * 可得的和。All that sums already known give by adding and subtracting: a sum is known as well when nothing is left of it
 * once those known are taken away.
 */
export class Span {
  private readonly rows: { readonly pivot: number; readonly row: Row }[] = []

  /** `isFirst`: the unknowns to turn on before others, so that a row without any of them says something of the others alone. */
  constructor(private readonly isFirst: (unknown: number) => boolean) {}

  /** What is left of it; empty where it follows from what is known. */
  left(given: Row): Row {
    const row = new Map(given)
    for (const known of this.rows) take(row, known.pivot, known.row)
    return row
  }

  /** Takes in a row that `left` gave. */
  add(left: Row): void {
    const [any] = left.keys() as unknown as [number]
    this.rows.push(normalised([...left.keys()].find(this.isFirst) ?? any, left))
  }
}

/** A row by its pivot, whose factor becomes one. */
export function normalised(pivot: number, row: Row): { readonly pivot: number; readonly row: Row } {
  const inverse = power(row.get(pivot)!, PRIME - 2)
  return { pivot, row: new Map([...row].map(([at, one]) => [at, modulo(one * inverse)])) }
}

/** Takes so much of `by` from the row that its pivot is gone. */
export function take(row: Row, pivot: number, by: Row): void {
  const factor = row.get(pivot)
  if (factor === undefined) return
  const ratio = modulo(factor * power(by.get(pivot)!, PRIME - 2))
  for (const [at, one] of by) {
    const rest = modulo((row.get(at) ?? 0) - ratio * one)
    if (rest === 0) row.delete(at)
    else row.set(at, rest)
  }
}

function power(base: number, exponent: number): number {
  if (base === 1) return 1
  let [result, factor, left] = [1, base, exponent]
  for (; left > 0; left >>= 1, factor = modulo(factor * factor)) if (left & 1) result = modulo(result * factor)
  return result
}
