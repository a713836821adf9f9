import { type Day, daysIn, plusDays } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { yearNotWhole } from './refusals-delivery.js'

/** 业务年度，by the year in which it ends. */
export interface BusinessYear {
  readonly year: number
  readonly start: Day
  readonly end: Day
  /** 应送达的最后一日. */
  readonly deadline: Day
  /** 所载的自然年度：the last whole one by then; the accounts of a person are closed by calendar years. */
  readonly statementYear: number
}

/** 起止月与送达期限，as the settings have them. */
export interface YearTerms {
  readonly starts: number
  readonly ends: number
  readonly months: number
}

/** 某一业务年度（107号文三）。Refuses start and end months that do not make twelve. */
export function businessYear(year: number, { starts, ends, months }: YearTerms): BusinessYear {
  if (starts < 1 || starts > 12 || ends < 1 || ends > 12 || (ends % 12) + 1 !== starts)
    throw new Refusal(yearNotWhole, { starts, ends })
  const end = lastDay(year, ends)
  const start = day(ends === 12 ? year : year - 1, starts, 1)
  const after = ends + months
  const deadline = lastDay(year + Math.floor((after - 1) / 12), ((after - 1) % 12) + 1)
  return { year, start, end, deadline, statementYear: ends === 12 ? year : year - 1 }
}

/** 最近终了的业务年度，on this day. */
export function lastEndedYear(today: Day, terms: YearTerms): BusinessYear {
  const one = businessYear(Number(today.slice(0, 4)), terms)
  return one.end < today ? one : businessYear(one.year - 1, terms)
}

/** 视为送达之日：the first day after so many days without a return. */
export function presumedOn(postedOn: Day, days: number): Day {
  return plusDays(postedOn, days + 1)
}

function lastDay(year: number, month: number): Day {
  return day(year, month, daysIn(year, month))
}

function day(year: number, month: number, of: number): Day {
  const two = (n: number) => String(n).padStart(2, '0')
  return `${year}-${two(month)}-${two(of)}` as Day
}
