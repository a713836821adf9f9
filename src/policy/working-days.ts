import { type Day, daysBetween, parseDay, plusDays } from '../kernel/day.js'
import { invariant } from '../kernel/invariant.js'
import { parsePeriod } from '../kernel/period.js'
import type { AreaPolicy } from './area.js'
import { findCalendarDays } from './calendar-days.js'

/** 一年的放假与调休上班，and the notice that says so. */
export interface CalendarYear {
  readonly off: ReadonlySet<Day>
  readonly work: ReadonlySet<Day>
  readonly basis: string
}

/** 工作日历。A year nobody has published answers undefined, and no weekday is taken for a working day in it. */
export type WorkingCalendar = (year: number) => CalendarYear | undefined

/** 期限。`provisional` where it runs into a year without a calendar: then `day` is the last day that is known, and the deadline lies behind it. */
export interface Deadline {
  readonly day: Day
  readonly provisional: boolean
}

export interface DaysCounted {
  readonly days: number
  /** Only the days up to the last known one were counted. */
  readonly provisional: boolean
}

/** 依工作日历参数。 */
export function workingCalendar(area: AreaPolicy): WorkingCalendar {
  return area.remember('calendar', () => {
    const years = new Map<number, CalendarYear | undefined>()
    return (year) => {
      if (!years.has(year)) years.set(year, yearOf(area, year))
      return years.get(year)
    }
  })
}

/** 某日是否工作日；undefined where the year has no calendar. */
export function isWorkingDay(calendar: WorkingCalendar, day: Day): boolean | undefined {
  const year = calendar(Number(day.slice(0, 4)))
  if (year === undefined) return undefined
  if (year.work.has(day)) return true
  return !year.off.has(day) && !isWeekend(day)
}

/** 第 n 个工作日，counted from the day after `from` (民法典第二百零一条、第二百零三条)。None is the day itself. */
export function addWorkingDays(calendar: WorkingCalendar, from: Day, days: number): Deadline {
  invariant(Number.isSafeInteger(days) && days >= 0, `${days} is not a number of working days`)
  let [day, left] = [from, days]
  while (left > 0) {
    const next = plusDays(day, 1)
    const works = isWorkingDay(calendar, next)
    if (works === undefined) return { day, provisional: true }
    day = next
    if (works) left -= 1
  }
  return { day, provisional: false }
}

/** 两日之间的工作日数：after `from`, `to` included; none where `to` is not later. */
export function workingDaysBetween(calendar: WorkingCalendar, from: Day, to: Day): DaysCounted {
  let days = 0
  for (let day = from; day < to; ) {
    day = plusDays(day, 1)
    const works = isWorkingDay(calendar, day)
    if (works === undefined) return { days, provisional: true }
    if (works) days += 1
  }
  return { days, provisional: false }
}

/** A Monday. */
const MONDAY = parseDay('2024-01-01')

function isWeekend(day: Day): boolean {
  const since = daysBetween(MONDAY, day) % 7
  return (since + 7) % 7 >= 5
}

/** Both halves of the notice, or the year is unknown. */
function yearOf(area: AreaPolicy, year: number): CalendarYear | undefined {
  const january = parsePeriod(`${String(year).padStart(4, '0')}-01`)
  const [off, work] = [area.find('calendar.days-off', january), area.find('calendar.work-days', january)]
  if (off === undefined || work === undefined) return undefined
  const basis = off.parameter?.basis ?? ''
  const days = (listed: typeof off) => new Set(findCalendarDays(String(listed.value)))
  return { off: days(off), work: days(work), basis }
}
