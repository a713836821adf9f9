import { type Day, parseDay, periodOfDay } from '../kernel/day.js'
import type { Fen } from '../kernel/money.js'
import { type Period, parsePeriod, plus } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { AreaPolicy } from '../policy/area.js'
import { settingOf } from '../policy/house-setting.js'
import { insurancesCharged } from '../policy/levy.js'
import type { BaseEffect } from './base-words.js'
import { type Employer, itemsOf, staffKind, termsIn } from './employer-terms.js'

/** 年度申报季：the latest that has begun; once it is closed a declaration is late, and says why. */
export interface Season {
  /** 缴费年度的起始年份. */
  readonly payYear: number
  readonly opens: Day
  readonly closes: Day
  readonly fromMonth: Period
  readonly throughMonth: Period
  readonly isLate: boolean
  readonly nextOpens: Day
}

export function seasonOn(area: AreaPolicy, today: Day): Season {
  const month = periodOfDay(today)
  const dayOf = (id: 'business.base-season-opens' | 'business.base-season-closes', year: number) =>
    parseDay(`${year}-${two(settingOf(area, id, month, 'month'))}-${two(settingOf(area, id, month, 'day'))}`)
  const year = Number(today.slice(0, 4))
  const payYear = today < dayOf('business.base-season-opens', year) ? year - 1 : year
  const opens = dayOf('business.base-season-opens', payYear)
  const sameYear = dayOf('business.base-season-closes', payYear)
  const closes = sameYear < opens ? dayOf('business.base-season-closes', payYear + 1) : sameYear
  const nextOpens = dayOf('business.base-season-opens', payYear + 1)
  const fromMonth = parsePeriod(`${payYear}-${two(settingOf(area, 'business.base-year-starts', month))}`)
  return { payYear, opens, closes, fromMonth, throughMonth: plus(fromMonth, 11), isLate: today > closes, nextOpens }
}

/** 缴费年度的最后一月，of the pay year that a month lies in. */
export function payYearEnd(area: AreaPolicy, month: Period): Period {
  const start = settingOf(area, 'business.base-year-starts', month)
  const begun = parsePeriod(`${month.slice(0, 4)}-${two(start)}`)
  return month >= begun ? plus(begun, 11) : plus(begun, -1)
}

function two(n: number): string {
  return String(n).padStart(2, '0')
}

export interface BaseShown {
  readonly insurance: string
  readonly base: number
  readonly effect: BaseEffect
}

/** 申报工资成为怎样的基数，by the rules of the month. Nothing where no limit is published for it yet. */
export function basesShown(
  area: AreaPolicy,
  employer: Employer,
  asked: { readonly active: readonly string[]; readonly month: Period; readonly wage: Fen },
): BaseShown[] {
  const { active, month, wage } = asked
  try {
    const personKind = staffKind(active)
    const insurances = insurancesCharged(area, month, personKind).filter((one) => active.includes(one))
    const terms = termsIn(employer, month)
    const given = { insurances, contributionMonth: month, settlementMonth: month, declaredWage: wage, personKind }
    return itemsOf(area, terms, given).map(({ insurance, base }) => ({
      insurance,
      base,
      effect: base > wage ? 'floor' : base < wage ? 'ceiling' : 'asDeclared',
    }))
  } catch (error) {
    if (error instanceof Refusal) return []
    throw error
  }
}
