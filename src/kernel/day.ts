import { echo } from './mask.js'
import { type Period, parsePeriod } from './period.js'
import { Refusal } from './refusal.js'
import { malformedDay } from './refusals.js'

/** 日期。The Asia/Shanghai calendar day as text 'YYYY-MM-DD'; it never meets a time zone again. */
export type Day = string & { readonly unit: 'day' }

/** 时刻。Whole milliseconds since 1970 in UTC, given by app's clock only. */
export type Instant = number & { readonly unit: 'ms' }

export function parseDay(text: string): Day {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (match === null) throw new Refusal(malformedDay, { text: echo(text) })
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month))
    throw new Refusal(malformedDay, { text: echo(text) })
  return text as Day
}

export function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

export function periodOfDay(day: Day): Period {
  return parsePeriod(day.slice(0, 7))
}

/** 周岁。Completed years on a day; a 29 February birthday completes on 1 March of common years. */
export function ageOn(birth: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return on.slice(5) < birth.slice(5) ? years - 1 : years
}

/** 相隔天数。Whole days from one day to another, negative where the other is earlier; no clock and no time zone. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from)
}

/** The day before or after which so many days lie. */
export function plusDays(day: Day, days: number): Day {
  let [year, month, left] = parts(day)
  left += days
  while (left < 1) {
    ;[year, month] = month === 1 ? [year - 1, 12] : [year, month - 1]
    left += daysIn(year, month)
  }
  while (left > daysIn(year, month)) {
    left -= daysIn(year, month)
    ;[year, month] = month === 12 ? [year + 1, 1] : [year, month + 1]
  }
  const two = (n: number) => String(n).padStart(2, '0')
  return parseDay(`${String(year).padStart(4, '0')}-${two(month)}-${two(left)}`)
}

/** 时刻所在的日期，in Asia/Shanghai, which is eight hours ahead and keeps no summer time. */
export function dayOfInstant(instant: Instant): Day {
  return plusDays(EPOCH, Math.floor((instant + AHEAD) / DAY))
}

/** 时刻，如“2024/3/1 09:30:00”，in Asia/Shanghai whatever the machine's own zone. */
export function timeText(at: number, to: 'minute' | 'second' = 'second'): string {
  const [year, month, day] = dayOfInstant(at as Instant)
    .split('-')
    .map(Number)
  const seconds = Math.floor(((((at + AHEAD) % DAY) + DAY) % DAY) / 1000)
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, ...(to === 'second' ? [seconds % 60] : [])]
  return `${year}/${month}/${day} ${clock.map((part) => String(part).padStart(2, '0')).join(':')}`
}

/** 某日终了的时刻：the first moment that is no longer that day. */
export function endOfDay(day: Day): Instant {
  return ((daysBetween(EPOCH, day) + 1) * DAY - AHEAD) as Instant
}

const DAY = 86_400_000
const AHEAD = 8 * 3_600_000
const EPOCH = '1970-01-01' as Day

/** Days since 1 January of year 0 of the Gregorian rule, all integers. */
function dayNumber(day: Day): number {
  const [year, month, dayOfMonth] = parts(day)
  const before = year - 1
  let days = year * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
  for (let m = 1; m < month; m++) days += daysIn(year, m)
  return days + dayOfMonth
}

function parts(day: Day): [number, number, number] {
  return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))]
}
