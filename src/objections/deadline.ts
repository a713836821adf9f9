import { type Day, plusDays } from '../kernel/day.js'
import { addWorkingDays, isWorkingDay, type WorkingCalendar } from '../policy/working-days.js'

/** 停表的一段：from the day papers were asked for, through the day they came; open where they have not. */
export interface Pause {
  readonly from: Day
  readonly through?: Day | undefined
}

/** 逐日的计数。 */
export interface CountedDay {
  readonly day: Day
  /** counted, off or paused; unknown where the year has no calendar. */
  readonly how: 'counted' | 'off' | 'paused' | 'unknown'
  /** Working days counted up to and with this one. */
  readonly count: number
}

export interface Clockwork {
  readonly dueDay: Day
  readonly provisional: boolean
  readonly overdue: boolean
  /** From here on it is reminded of. */
  readonly remindDay: Day
  readonly due: boolean
  readonly days: readonly CountedDay[]
}

interface Term {
  readonly from: Day
  readonly today: Day
  readonly days: number
  readonly remind: number
  readonly pauses: readonly Pause[]
  /** Nothing runs any more after this day. */
  readonly endedOn?: Day | undefined
}

/** Nobody waits for ever: a screen is told of so many days at most. */
const MOST_DAYS = 400

/** 办理期限，逐日可见。Counted from the day after it came; days on which papers were waited for do not count. */
export function clockwork(calendar: WorkingCalendar, { from, today, days, remind, pauses, endedOn }: Term): Clockwork {
  const until = endedOn ?? today
  const counted = daysCounted(calendar, from, until, pauses)
  const used = counted.at(-1)?.count ?? 0
  const lastDay = counted.at(-1)?.day ?? from
  const paused = endedOn === undefined && pauses.some(({ through }) => through === undefined)
  const dueDay = dayOfCount(counted, days) ?? ahead(calendar, lastDay, days - used)
  const remindDay = dayOfCount(counted, Math.max(1, days - remind)) ?? ahead(calendar, lastDay, days - remind - used)
  const over = used > days
  return {
    dueDay: dueDay.day,
    provisional: dueDay.provisional || counted.some(({ how }) => how === 'unknown'),
    overdue: over,
    remindDay: remindDay.day,
    due: endedOn === undefined && !paused && !over && today >= remindDay.day,
    days: counted.slice(-MOST_DAYS),
  }
}

function daysCounted(calendar: WorkingCalendar, from: Day, until: Day, pauses: readonly Pause[]): CountedDay[] {
  const days: CountedDay[] = []
  let count = 0
  for (let day = from; day < until && days.length < MOST_DAYS; ) {
    day = plusDays(day, 1)
    const works = isWorkingDay(calendar, day)
    const paused = pauses.some((pause) => day > pause.from && (pause.through === undefined || day <= pause.through))
    const how = works === undefined ? 'unknown' : !works ? 'off' : paused ? 'paused' : 'counted'
    if (how === 'counted') count += 1
    days.push({ day, how, count })
  }
  return days
}

function dayOfCount(counted: readonly CountedDay[], n: number) {
  const found = counted.find(({ how, count }) => how === 'counted' && count === n)
  return found === undefined ? undefined : { day: found.day, provisional: false }
}

function ahead(calendar: WorkingCalendar, from: Day, left: number) {
  return addWorkingDays(calendar, from, Math.max(0, left))
}
