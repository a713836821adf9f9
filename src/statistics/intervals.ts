/** 一个和：these groups together are so many, or at least so many. */
export interface Sum {
  readonly groups: readonly number[]
  readonly sum: number
  readonly isLeast: boolean
}

export interface Interval {
  readonly low: number
  readonly high: number
}

/** Each turn only narrows; what is not settled by then is wide enough. */
const TURNS = 50

/** 各组至少至多多少人，from sums alone, since nobody is counted less than nought times. */
export function intervalsOf(count: number, sums: readonly Sum[]): Interval[] {
  const all = Array.from({ length: count }, () => ({ low: 0, high: Number.POSITIVE_INFINITY }))
  for (let turn = 0; turn < TURNS; turn++) {
    let changed = false
    for (const one of sums) changed = narrowed(all, one) || changed
    if (!changed) break
  }
  return all
}

function narrowed(all: { low: number; high: number }[], { groups, sum, isLeast }: Sum): boolean {
  const low = groups.reduce((total, group) => total + all[group]!.low, 0)
  const finite = groups.reduce((total, group) => total + (Number.isFinite(all[group]!.high) ? all[group]!.high : 0), 0)
  const open = groups.filter((group) => !Number.isFinite(all[group]!.high)).length
  let changed = false
  for (const group of groups) {
    const one = all[group]!
    const isOpen = !Number.isFinite(one.high)
    const others = open - (isOpen ? 1 : 0) > 0 ? Number.POSITIVE_INFINITY : finite - (isOpen ? 0 : one.high)
    const [from, to] = [sum - others, isLeast ? one.high : sum - (low - one.low)]
    if (from > one.low || to < one.high) {
      all[group] = { low: Math.max(from, one.low), high: Math.min(to, one.high) }
      changed = true
    }
  }
  return changed
}
