import type { Day } from '../kernel/day.js'
import { addWorkingDays, type WorkingCalendar, workingDaysBetween } from '../policy/working-days.js'

/** 期限表。How a case stands against its deadline, day by day; both the day told at receipt and the day as computed now. */
export interface CaseClock {
  /** 现行期限; where the year's calendar is missing, the last day that is known. */
  readonly due: Day
  readonly provisional: boolean
  /** 收件时所定。 */
  readonly dueThen: Day
  readonly provisionalThen: boolean
  /** 已用、尚余的工作日。 */
  readonly used: number
  readonly left: number
  readonly state: 'running' | 'remind' | 'last' | 'overdue' | 'ended'
}

export interface ClockTerms {
  readonly days: number
  readonly remindFirst: number
  readonly remindLast: number
}

export interface Receipt {
  readonly on: Day
  readonly due: Day
  readonly provisional: boolean
}

/** 收件之日起算：the tenth working day after it, by the published calendar. */
export function receiptClock(calendar: WorkingCalendar, on: Day, days: number): Receipt {
  const { day, provisional } = addWorkingDays(calendar, on, days)
  return { on, due: day, provisional }
}

/** 今日所处。The deadline is computed anew, so that it becomes certain once the year's calendar is loaded. */
export function clockAt(
  calendar: WorkingCalendar,
  receipt: Receipt,
  today: Day,
  { days, remindFirst, remindLast }: ClockTerms,
  isEnded: boolean,
): CaseClock {
  const { day: due, provisional } = addWorkingDays(calendar, receipt.on, days)
  const used = workingDaysBetween(calendar, receipt.on, today).days
  const left = provisional ? Math.max(days - used, 0) : workingDaysBetween(calendar, today, due).days
  return {
    ...{ due, provisional, dueThen: receipt.due, provisionalThen: receipt.provisional, used, left },
    state: isEnded ? 'ended' : stateOf(),
  }

  function stateOf(): CaseClock['state'] {
    if (!provisional && today > due) return 'overdue'
    if (left <= remindLast) return 'last'
    return left <= remindFirst ? 'remind' : 'running'
  }
}
