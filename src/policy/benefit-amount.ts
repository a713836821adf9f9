import type { Why } from '../kernel/explain.js'
import { type Fen, fen, type Ppm, type Rounding, ratio, share } from '../kernel/money.js'
import { type Period, parsePeriod, yearOf } from '../kernel/period.js'
import type { AreaPolicy } from './area.js'

/** 待遇的尾数处理。A share of an amount, by the area's rounding of benefits. */
export function shareOf(why: Why, area: AreaPolicy, at: Period, amount: Fen, rate: Ppm): Fen {
  return share(amount, rate, roundingOf(why, area, at))
}

export function partOf(why: Why, area: AreaPolicy, at: Period, amount: Fen, parts: number, whole: number): Fen {
  return ratio(amount, parts, whole, roundingOf(why, area, at))
}

export function times(amount: Fen, count: number): Fen {
  return fen(amount * count)
}

/** 上年度的月份, by which a figure of last year is looked up. */
export function lastYear(at: Period): Period {
  return parsePeriod(`${yearOf(at) - 1}-12`)
}

function roundingOf(why: Why, area: AreaPolicy, at: Period): Rounding {
  return why.use(area.choice('benefit.rounding', at)) as Rounding
}
