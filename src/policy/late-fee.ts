import { type Day, daysBetween, parseDay, periodOfDay, plusDays } from '../kernel/day.js'
import { cite, type Explained, explain } from '../kernel/explain.js'
import { invariant } from '../kernel/invariant.js'
import { type Fen, type Ppm, type Rounding, ratio, ZERO } from '../kernel/money.js'
import { type Period, periodsFrom, plus } from '../kernel/period.js'
import type { AreaPolicy } from './area.js'
import { type Deferral, daysDeferred } from './charge-standing.js'

export interface LateFeeInput {
  /** 欠缴金额：both sides' arrears that the employer should have paid over. */
  readonly arrears: Fen
  /** 缴费期限的最后一日。 */
  readonly lastDay: Day
  /** 缴清之日，or the day it is asked on. */
  readonly paidDay: Day
  readonly deferral?: Deferral | undefined
}

/** 一段：days at one rate. */
interface Stretch {
  readonly days: number
  readonly rate: Explained<Ppm>
}

const RULE = cite('社会保险法', 86)
const WHOLE = 1_000_000

/**
 * 滞纳金。From the day after the last day to pay through the day of payment, each day at the rate of its date, rounded
 * once. It is the employer's, never the person's, and never enters an account. No day of an approved deferral counts.
 */
export function lateFee(area: AreaPolicy, input: LateFeeInput): Explained<Fen> {
  const { arrears, lastDay, paidDay } = input
  invariant(arrears >= 0, 'arrears are not negative')
  return explain('lateFee', 'fen', RULE, (why) => {
    const owed = why.step('arrearsAmount', 'fen', arrears)
    const parts = stretches(area, input)
    if (parts.length === 0) return ZERO
    let weighted = 0n
    for (const { days, rate } of parts) weighted += BigInt(why.step('lateDays', 'count', days)) * BigInt(why.use(rate))
    const id = 'late-fee.rounding'
    const rounding = why.use(area.choice(id, periodOfDay(paidDay > lastDay ? paidDay : lastDay)) as Explained<Rounding>)
    return ratio(owed, weighted, WHOLE, rounding)
  })
}

/** 滞纳天数。 */
export function lateDays({ lastDay, paidDay, deferral }: LateFeeInput): number {
  const all = daysBetween(lastDay, paidDay)
  return all <= 0 ? 0 : all - daysDeferred(deferral, lastDay, paidDay)
}

/** Month by month, months of one rate together: rates change with a month. */
function stretches(area: AreaPolicy, { lastDay, paidDay, deferral }: LateFeeInput): Stretch[] {
  if (paidDay <= lastDay) return []
  const found: { days: number; rate: Explained<Ppm> }[] = []
  let since = lastDay
  for (const month of periodsFrom(periodOfDay(plusDays(lastDay, 1)), periodOfDay(paidDay))) {
    const end = monthEnd(month)
    const through = end < paidDay ? end : paidDay
    const days = lateDays({ arrears: ZERO, lastDay: since, paidDay: through, deferral })
    since = through
    if (days === 0) continue
    const rate = area.ppm('late-fee.daily-rate', month)
    const last = found.at(-1)
    if (last?.rate.parameter?.since === rate.parameter?.since && last !== undefined) last.days += days
    else found.push({ days, rate })
  }
  return found
}

function monthEnd(month: Period): Day {
  return plusDays(parseDay(`${plus(month, 1)}-01`), -1)
}
