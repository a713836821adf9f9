import type { Clock } from '../kernel/clock.js'
import type { Day, Instant } from '../kernel/day.js'

/** 时钟。Instants are UTC milliseconds; a day is the calendar day in Asia/Shanghai. */
export const systemClock: Clock = {
  now: () => Date.now() as Instant,
  today: () => shanghaiDay(Date.now()),
}

/** A clock that stands on another day: for the demo and for tests, never for a real start. */
export function clockStandingOn(day: Day): Clock {
  const offset = Date.parse(`${day}T01:00:00Z`) - Date.now()
  return {
    now: () => (Date.now() + offset) as Instant,
    today: () => shanghaiDay(Date.now() + offset),
  }
}

const DAY = 86_400_000
let last: { readonly number: number; readonly day: Day } | undefined

/** China has kept one offset, UTC+8, since 1991. Asked many times a request, and another once a day. */
export function shanghaiDay(instant: number): Day {
  const number = Math.floor((instant + 8 * 3_600_000) / DAY)
  if (last?.number !== number) last = { number, day: new Date(number * DAY).toISOString().slice(0, 10) as Day }
  return last.day
}
