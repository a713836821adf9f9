import { cite, type Explained, explain } from '../kernel/explain.js'
import { type Fen, fen } from '../kernel/money.js'
import { monthsBetween, type Period, parsePeriod, plus } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { AreaPolicy } from './area.js'
import { partOf } from './benefit-amount.js'
import { residentTooFewYears, residentTooYoung } from './refusals-benefit.js'

export interface ResidentPensionInput {
  readonly birth: Period
  /** 待遇起始月. */
  readonly from: Period
  /** 累计缴费年数, back-paid years included. */
  readonly yearsPaid: number
  readonly accountBalance: Explained<Fen>
}

export interface ResidentPension {
  readonly base: Explained<Fen>
  readonly account: Explained<Fen>
  readonly longPayment: Explained<Fen>
  readonly total: Explained<Fen>
}

const RULE = cite('国发〔2014〕8号', '六')
const MONTHS = 12

/** 城乡居民养老金的领取年月：the month of the age at which it begins. */
export function residentPensionStart(area: AreaPolicy, birth: Period): Explained<Period> {
  return explain('residentPensionStart', 'month', RULE, (why) =>
    plus(why.step('birthMonth', 'month', birth), why.use(area.months('resident-pension.start-age', birth))),
  )
}

/**
 * 城乡居民月养老金。The base pension in force, the account over its divisor, and where the area has it a supplement for
 * each year beyond the minimum. Stops with `resident-pension.too-young`, `.too-few-years`.
 */
export function residentPensionOf(area: AreaPolicy, input: ResidentPensionInput): ResidentPension {
  const { birth, from, yearsPaid, accountBalance } = input
  const start = residentPensionStart(area, birth)
  if (from < start.value) throw new Refusal(residentTooYoung, { from, start: start.value })
  const minimum = requiredYears(area, start, from)
  if (yearsPaid < minimum.value) throw new Refusal(residentTooFewYears, { years: yearsPaid, minimum: minimum.value })
  const base = explain('residentBasePension', 'fen', RULE, (why) => {
    why.use(start)
    return why.use(area.fen('resident-pension.base-pension', from))
  })
  const account = explain('residentAccountPension', 'fen', RULE, (why) =>
    partOf(why, area, from, why.use(accountBalance), 1, why.use(area.count('resident-pension.divisor', from))),
  )
  const longPayment = explain('residentLongPayment', 'fen', RULE, (why) => {
    const perYear = area.find('resident-pension.long-payment', from) as Explained<Fen> | undefined
    if (perYear === undefined) return fen(0)
    const full = why.use(area.count('resident-pension.minimum-years', from))
    return fen(why.use(perYear) * Math.max(0, why.step('yearsPaid', 'count', yearsPaid) - full))
  })
  const total = explain('monthlyPension', 'fen', RULE, (why) =>
    fen([base, account, longPayment].reduce((sum, part) => sum + why.use(part), 0)),
  )
  return { base, account, longPayment, total }
}

/** 须缴年数。Those who were near the age when the scheme began need only the years that were left to them. */
function requiredYears(area: AreaPolicy, start: Explained<Period>, from: Period): Explained<number> {
  return explain('residentMinimumYears', 'count', RULE, (why) => {
    const full = why.use(area.count('resident-pension.minimum-years', from))
    const begun = parsePeriod(why.use(area.text('resident-pension.scheme-start', from)))
    return Math.min(full, Math.max(0, Math.floor(monthsBetween(begun, why.use(start)) / MONTHS)))
  })
}
