import { type Cell, type Line, linesOf, placeOf, type Summed } from './cells.js'
import { determined } from './subtraction.js'

/**
 * 抑制。A cell of fewer than `least` (and more than nobody) is not told; then as many others as it takes, the smallest
 * first, until no set of sums and differences brings back one that was not told. Answers every cell.
 */
export function suppressed(all: ReadonlyMap<string, Summed>, least: number, counts: boolean): Cell[] {
  const hidden = new Set<string>()
  const insurances = new Set([...all.keys()].map((key) => placeOf(key).insurance))
  for (const insurance of insurances) {
    const own = new Map([...all].filter(([key]) => placeOf(key).insurance === insurance))
    for (const key of hiddenOf(own, least)) hidden.add(key)
  }
  return [...all].sort(byKey).map(([key, { count, amount }]) => {
    const told = hidden.has(key) ? { suppressed: true as const } : { count, ...(counts ? {} : { amount }) }
    return { ...placeOf(key), ...told }
  })
}

/** Those of one insurance; no sum reaches over two. */
function hiddenOf(all: ReadonlyMap<string, Summed>, least: number): Set<string> {
  const hidden = new Set<string>()
  for (const [key, { count }] of all) if (count > 0 && count < least) hidden.add(key)
  const lines = linesOf(all.keys())
  for (;;) {
    const next = hidden.size === 0 ? undefined : opened(lines, hidden, all, least)
    if (next === undefined) return hidden
    hidden.add(next)
  }
}

/** What must be hidden besides, where a line gives something away; nothing where none does. */
function opened(
  lines: readonly Line[],
  hidden: ReadonlySet<string>,
  all: ReadonlyMap<string, Summed>,
  least: number,
): string | undefined {
  const sizeOf = (key: string) => all.get(key)?.count ?? 0
  for (const { total, parts } of lines) {
    const members = [...parts, total]
    const dark = members.filter((key) => hidden.has(key))
    if (dark.length === 0) continue
    // The parts that are not told together are known when the total is: they must be enough people too.
    const together = parts.filter((key) => hidden.has(key)).reduce((sum, key) => sum + sizeOf(key), 0)
    const isOpen = dark.length === 1 || (!hidden.has(total) && together < least)
    const more = isOpen ? smallest(members, hidden, sizeOf) : undefined
    if (more !== undefined) return more
  }
  const told = determined(lines, hidden, sizeOf)
  if (told.length === 0) return undefined
  const around = lines.flatMap(({ total, parts }) => {
    const members = [...parts, total]
    return members.some((key) => told.includes(key)) ? members : []
  })
  return smallest(around, hidden, sizeOf) ?? smallest([...all.keys()], hidden, sizeOf)
}

function smallest(
  keys: readonly string[],
  hidden: ReadonlySet<string>,
  sizeOf: (key: string) => number,
): string | undefined {
  const shown = keys.filter((key) => !hidden.has(key))
  const people = shown.filter((key) => sizeOf(key) > 0)
  const from = people.length > 0 ? people : shown
  return from.reduce<string | undefined>(
    (least, key) => (least === undefined || sizeOf(key) < sizeOf(least) ? key : least),
    undefined,
  )
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0
}
