import { type Day, daysIn } from '../kernel/day.js'
import { invariant } from '../kernel/invariant.js'

/** 有效期的最后一日：so many days after the day of issue. */
export function validUntil(issued: Day, days: number): Day {
  invariant(Number.isInteger(days) && days >= 0 && days < 36_525, 'the life of a paper is a whole number of days')
  let [year, month, day] = [Number(issued.slice(0, 4)), Number(issued.slice(5, 7)), Number(issued.slice(8)) + days]
  while (day > daysIn(year, month)) {
    day -= daysIn(year, month)
    month = month === 12 ? 1 : month + 1
    if (month === 1) year++
  }
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}` as Day
}
