import type { Instant } from '../../src/kernel/day.js'
import { type Day, dayOfInstant } from '../../src/kernel/day.js'

/** 今日，北京时间，by the clock of this machine. */
export function today(): Day {
  return dayOfInstant(Date.now() as Instant)
}
