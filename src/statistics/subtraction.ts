/** 等式。A total and what it is the sum of: what anybody can subtract by. */
export interface Line {
  readonly total: string
  readonly parts: readonly string[]
}

/**
 * 以减法可得的格。Which of the unknown cells follow from the known ones: by solving the equations whole,
 * and by bounds, since nobody is counted less than nought times. What an attacker with every published sum could do.
 */
export function determined(
  lines: readonly Line[],
  unknown: ReadonlySet<string>,
  sizeOf: (key: string) => number,
): string[] {
  const equations = lines.flatMap(({ total, parts }) => {
    const terms = new Map<string, number>()
    let right = 0
    const add = (key: string, sign: number) => {
      if (unknown.has(key)) terms.set(key, (terms.get(key) ?? 0) + sign)
      else right -= sign * sizeOf(key)
    }
    for (const part of parts) add(part, 1)
    add(total, -1)
    return terms.size === 0 ? [] : [{ terms, right }]
  })
  const found = new Set([...solved(equations), ...bounded(equations, unknown)])
  return [...found]
}

interface Equation {
  readonly terms: ReadonlyMap<string, number>
  readonly right: number
}

/** Gauss–Jordan over a prime field: whether a value is unique does not hang on the values, only on the equations. */
const PRIME = 1_000_003

function solved(equations: readonly Equation[]): string[] {
  const names = [...new Set(equations.flatMap(({ terms }) => [...terms.keys()]))]
  const at = new Map(names.map((name, i) => [name, i]))
  const rows = equations.map(({ terms }) => {
    const row = new Map<number, number>()
    for (const [name, factor] of terms) row.set(at.get(name)!, modulo(factor))
    return row
  })
  const pivots: { column: number; row: Map<number, number> }[] = []
  for (const row of rows) {
    for (const pivot of pivots) reduce(row, pivot)
    const [column] = row.keys()
    if (column === undefined) continue
    const inverse = power(row.get(column)!, PRIME - 2)
    for (const [i, factor] of row) row.set(i, modulo(factor * inverse))
    for (const pivot of pivots) reduce(pivot.row, { column, row })
    pivots.push({ column, row })
  }
  return pivots.filter(({ row }) => row.size === 1).map(({ column }) => names[column]!)
}

function reduce(row: Map<number, number>, { column, row: by }: { column: number; row: ReadonlyMap<number, number> }) {
  const factor = row.get(column)
  if (factor === undefined || row === by) return
  for (const [i, one] of by) {
    const left = modulo((row.get(i) ?? 0) - factor * one)
    if (left === 0) row.delete(i)
    else row.set(i, left)
  }
}

/** 以界：a lower bound and an upper that meet. */
function bounded(equations: readonly Equation[], unknown: ReadonlySet<string>): string[] {
  const low = new Map([...unknown].map((key) => [key, 0]))
  const high = new Map([...unknown].map((key) => [key, Number.POSITIVE_INFINITY]))
  for (let turn = 0, changed = true; changed && turn < 50; turn++) {
    changed = false
    for (const { terms, right } of equations) {
      for (const [key, factor] of terms) {
        let [least, most] = [right, right]
        for (const [other, of] of terms) {
          if (other === key) continue
          least -= of > 0 ? of * high.get(other)! : of * low.get(other)!
          most -= of > 0 ? of * low.get(other)! : of * high.get(other)!
        }
        const [from, to] = factor > 0 ? [least / factor, most / factor] : [most / factor, least / factor]
        if (from > low.get(key)!) {
          low.set(key, from)
          changed = true
        }
        if (to < high.get(key)!) {
          high.set(key, to)
          changed = true
        }
      }
    }
  }
  return [...unknown].filter((key) => low.get(key) === high.get(key))
}

function modulo(value: number): number {
  return ((value % PRIME) + PRIME) % PRIME
}

function power(base: number, exponent: number): number {
  let [result, factor, left] = [1, base, exponent]
  for (; left > 0; left >>= 1, factor = modulo(factor * factor)) if (left & 1) result = modulo(result * factor)
  return result
}
