import type { Day } from '../kernel/day.js'
import { plusDays } from '../kernel/day.js'
import type { Matter } from './matters.js'
import type { PartnerKind } from './words.js'

/** 交换日历的一项：so often, with so many days of grace. */
export interface Schedule {
  readonly everyDays: number
  readonly graceDays: number
  /** 首次应到之日。 */
  readonly firstDay: Day
}

/** 交换对方，as approved. Data, not code: who sends what, under which agreement, signed with which key, how often. */
export interface Partner {
  readonly partner: string
  readonly version: number
  readonly kind: PartnerKind
  readonly name: string
  readonly agency: string
  readonly publicKey: string
  readonly agreement: string
  readonly whitelist: Readonly<Partial<Record<Matter, readonly string[]>>>
  readonly schedule: Readonly<Partial<Record<Matter, Schedule>>>
  readonly proposedBy: string
  readonly proposedAt: number
  readonly approvedBy?: string | undefined
  readonly approvedAt?: number | undefined
}

/** 下一次应到之日：after the last that came, else the first. */
export function expectedDay({ everyDays, firstDay }: Schedule, lastDay: Day | undefined): Day {
  return lastDay === undefined ? firstDay : plusDays(lastDay, everyDays)
}

/** 最迟之日：with the days of grace. */
export function lastDayFor(schedule: Schedule, expected: Day): Day {
  return plusDays(expected, schedule.graceDays)
}
