import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { type Day, dayOfInstant, type Instant } from '../kernel/day.js'
import { type WorkingCalendar, workingCalendar, workingDaysBetween } from '../policy/working-days.js'
import type { ActKind } from './act-kinds.js'
import { deadlineOf } from './case-deadline-store.js'
import { placeOf } from './case-place-store.js'
import { type Case, casesOf, stateOfCase } from './case-store.js'
import { STATES, SUBMISSION_KINDS } from './kinds.js'
import type { CollectionPorts } from './ports.js'
import { submittedBetween } from './submission-store.js'
import type { WorkReport } from './work-contract.js'

const LISTED = 5000
/** What moves a case from hand to hand; to claim it and to take its step is work, not moving. */
const MOVES: ReadonlySet<ActKind> = new Set<ActKind>(['released', 'reassigned', 'escalated'])

/** 移交与搁置：which cases went from hand to hand, lay idle, or are past their term (不得推诿、拖延). The city sees its districts. */
export class WorkReportService {
  constructor(private readonly ports: CollectionPorts) {}

  async report(actor: Actor, from: Day, through: Day): Promise<WorkReport> {
    const { app, areaOf, setting, policy } = this.ports
    const agency = organisationOf(actor)
    const isCity = areaOf(agency) === agency
    const cases = await app.transaction({}, async (trx) =>
      casesOf(trx, await submittedBetween(trx, isCity ? undefined : agency, from, through, LISTED)),
    )
    const calendar = workingCalendar(policy().book.area(areaOf(agency)))
    const [movesMost, idleDays] = [setting('business.moves-most'), setting('business.idle-days')]
    const rows = cases
      .map((one) => this.row(calendar, one))
      .filter(({ moves, idle, overdue }) => moves > movesMost || idle > idleDays || overdue)
      .sort((a, b) => b.moves - a.moves || b.idle - a.idle)
    return { from, through, movesMost, idleDays, cases: cases.length, rows }
  }

  private row(calendar: WorkingCalendar, one: Case): WorkReport['rows'][number] {
    const { submission, revision } = one
    const state = stateOfCase(this.ports.routes, one)
    const idle = longestIdle(calendar, this.moments(one))
    const stage = placeOf(this.ports, one)?.stage
    return {
      id: submission.submissionId,
      kind: submission.kind,
      says: SUBMISSION_KINDS[submission.kind],
      state,
      stateSays: STATES[state],
      submittedAt: revision.submittedAt ?? revision.enteredAt,
      moves: movesOf(one),
      idle: idle.days,
      idleProvisional: idle.provisional,
      overdue: deadlineOf(this.ports, one)?.overdue ?? false,
      ...(stage === undefined ? {} : { stage }),
    }
  }

  /** When something happened to it, from its first submission on; while it stands at a stage, now is the last moment. */
  private moments(one: Case): Instant[] {
    const { revision, steps, earlier, acts } = one
    const entered = [...earlier.map((before) => before.revision), revision].flatMap(({ submittedAt }) =>
      submittedAt === undefined ? [] : [submittedAt],
    )
    const stepped = [...steps, ...earlier.flatMap((before) => before.steps)].map(({ at }) => at)
    const isOpen = placeOf(this.ports, one) !== undefined
    const now = isOpen ? [this.ports.clock.now()] : []
    return [...entered, ...stepped, ...acts.map(({ at }) => at), ...now].sort((a, b) => a - b)
  }
}

/** 移交次数：what was given back, reassigned, escalated or returned. */
export function movesOf({ steps, earlier, acts }: Case): number {
  const returned = [...steps, ...earlier.flatMap((before) => before.steps)].filter(
    ({ verdict }) => verdict === 'returned',
  )
  return returned.length + acts.filter(({ act }) => MOVES.has(act)).length
}

function longestIdle(calendar: WorkingCalendar, moments: readonly Instant[]): { days: number; provisional: boolean } {
  let longest = { days: 0, provisional: false }
  for (const [i, at] of moments.entries()) {
    const next = moments[i + 1]
    if (next === undefined) break
    const gap = workingDaysBetween(calendar, dayOfInstant(at), dayOfInstant(next))
    if (gap.days > longest.days) longest = gap
  }
  return longest
}
