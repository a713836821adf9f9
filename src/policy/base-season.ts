import { type Day, parseDay, periodOfDay } from '../kernel/day.js'
import { type Period, parsePeriod, plus } from '../kernel/period.js'
import type { AreaPolicy } from './area.js'
import { settingOf } from './house-setting.js'

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
