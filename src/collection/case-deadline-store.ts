import type { Trx } from '../db/database.js'
import { type Day, dayOfInstant, endOfDay } from '../kernel/day.js'
import { addWorkingDays, workingCalendar, workingDaysBetween } from '../policy/working-days.js'
import { keepPromise } from './case-act-store.js'
import { stoppedIn } from './case-acts.js'
import { placeOf, stageSince } from './case-place-store.js'
import { actsNow, type Case } from './case-store.js'
import type { CollectionPorts } from './ports.js'

/** 办理期限，in working days from the day after the stage began. */
export interface StageDeadline {
  readonly day: Day
  /** It runs into a year whose calendar nobody published: not before this day. */
  readonly provisional: boolean
  /** 停表：since when the applicant is waited for. */
  readonly stoppedSince?: number | undefined
  readonly overdue: boolean
  /** Provisional days told before, that came out otherwise. */
  readonly told: readonly Day[]
}

type Needs = Pick<CollectionPorts, 'routes' | 'areaOf' | 'policy' | 'setting' | 'clock'>

/** 期限只算不存；the days from a request for papers to their receipt do not count. */
export function deadlineOf(ports: Needs, one: Case): StageDeadline | undefined {
  const [place, since] = [placeOf(ports, one), stageSince(one)]
  if (place === undefined || since === undefined) return undefined
  const calendar = workingCalendar(ports.policy().book.area(ports.areaOf(one.submission.agency)))
  const stops = stoppedIn(actsNow(one), since)
  const stopped = stops.map(({ from, to = ports.clock.now() }) =>
    workingDaysBetween(calendar, dayOfInstant(from), dayOfInstant(to)),
  )
  const term = ports.setting('business.review-term', place.stage)
  const whole = stopped.reduce((sum, { days }) => sum + days, term)
  const due = addWorkingDays(calendar, dayOfInstant(since), whole)
  const provisional = due.provisional || stopped.some((one) => one.provisional)
  const open = stops.find(({ to }) => to === undefined)
  const told = one.promised
    .filter(({ revision, ordinal }) => revision === one.revision.revision && ordinal === one.steps.length)
    .map(({ day }) => day)
    .filter((day) => day !== due.day)
  return {
    day: due.day,
    provisional,
    ...(open === undefined ? {} : { stoppedSince: open.from }),
    overdue: !provisional && open === undefined && ports.clock.now() >= endOfDay(due.day),
    told,
  }
}

/** 暂定的期限一经告知即留存，so that it stands beside the one computed once the year is published. */
export async function keepPromises(trx: Trx, ports: Needs, cases: readonly Case[]): Promise<void> {
  for (const one of cases) {
    const due = deadlineOf(ports, one)
    if (due?.provisional !== true) continue
    const { submissionId, revision } = one.revision
    await keepPromise(trx, { submissionId, revision, ordinal: one.steps.length }, due.day, ports.clock.now())
  }
}
