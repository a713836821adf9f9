import { cite, type Explained, explain } from '../kernel/explain.js'
import { clamp, type Fen, type Ppm, type Rounding } from '../kernel/money.js'
import { monthOf, type Period, periodsFrom, plus, yearOf } from '../kernel/period.js'
import type { AreaPolicy } from './area.js'
import { grow } from './estimate-area.js'
import type { BaseMonth } from './pension.js'

const RULE = cite('测算说明', '将来的缴费')
const YEAR = 12

/** 将来的缴费。 */
export interface FuturePlan {
  /** The first month supposed to be paid. */
  readonly from: Period
  readonly base: Fen
  readonly baseGrowth: Ppm
  readonly monthsPerYear: number
}

/** 将来某月的缴费基数：today's, grown by whole years, within the limits of that month. */
export function futureBase(area: AreaPolicy, plan: FuturePlan, month: Period): Explained<Fen> {
  return explain('futureBase', 'fen', RULE, (why) => {
    const base = why.step('assumedBase', 'fen', plan.base)
    const growth = why.step('assumedBaseGrowth', 'ppm', plan.baseGrowth)
    const years = why.step('yearsAhead', 'count', yearOf(month) - yearOf(plan.from))
    const rounding = area.choice('contribution.rounding', month) as Explained<Rounding>
    const wanted = grow(base, growth, years, why.use(rounding))
    const [floor, ceiling] = [area.fen('pension.base-floor', month), area.fen('pension.base-ceiling', month)]
    return clamp(wanted, why.use(floor), why.use(ceiling))
  })
}

/** 将来缴费的各月，oldest first: so many in each year, spread evenly over it. */
export function futureMonths(area: AreaPolicy, plan: FuturePlan, through: Period): BaseMonth[] {
  const months: BaseMonth[] = []
  if (plan.monthsPerYear === 0 || plan.from > through) return months
  const bases = new Map<string, Fen>()
  for (const month of periodsFrom(plan.from, through)) {
    if (!isPaid(monthOf(month), plan.monthsPerYear)) continue
    months.push({ month, base: baseIn(area, plan, month, bases) })
  }
  return months
}

/** Limits change within a year, so a base is that of its month; equal asks are answered once. */
function baseIn(area: AreaPolicy, plan: FuturePlan, month: Period, known: Map<string, Fen>): Fen {
  const key = `${yearOf(month)}|${area.fen('pension.base-floor', month).value}|${area.fen('pension.base-ceiling', month).value}`
  const found = known.get(key) ?? futureBase(area, plan, month).value
  known.set(key, found)
  return found
}

function isPaid(month: number, perYear: number): boolean {
  return Math.floor((month * perYear) / YEAR) > Math.floor(((month - 1) * perYear) / YEAR)
}

/** 首个假设缴费的月份：this month, or the one after the last that is already paid. */
export function firstFutureMonth(paid: readonly BaseMonth[], now: Period): Period {
  const last = paid.reduce<Period | undefined>(
    (best, { month }) => (best === undefined || month > best ? month : best),
    undefined,
  )
  return last === undefined || last < now ? now : plus(last, 1)
}
