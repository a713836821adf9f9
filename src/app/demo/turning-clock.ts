import type { Clock } from '../../kernel/clock.js'
import type { Day, Instant } from '../../kernel/day.js'
import type { Period } from '../../kernel/period.js'

/** 随月份走的时钟。History is loaded as on its own days: a filing of March 2021 is dated in March 2021. */
export interface TurningClock extends Clock {
  turnTo(month: Period, dayOfMonth: number): void
  turnToDay(day: Day): void
}

export function turningClock(): TurningClock {
  let [start, turned, day] = [0, 0, '1970-01-01' as Day]
  const turnToDay = (to: Day) => {
    day = to
    start = Date.parse(`${day}T01:00:00Z`)
    turned = performance.now()
  }
  return {
    now: () => Math.floor(start + performance.now() - turned) as Instant,
    today: () => day,
    turnToDay,
    turnTo: (month, dayOfMonth) => turnToDay(`${month}-${String(dayOfMonth).padStart(2, '0')}` as Day),
  }
}
