import type { SubmissionSummary } from '../../src/collection/contract.js'
import type { Both, Facts } from '../shell/language.js'
import { DESK } from './words.js'
import { WORK } from './work-words.js'

const HOUR = 3_600_000

export interface Mark {
  readonly says: Both
  readonly facts?: Facts
  readonly tone: 'bad' | 'warn'
}

/** 须经审批的，as the routes have it. */
const LONG_ROUTE: ReadonlySet<string> = new Set([
  ...['correction', 'backPay', 'deemedPeriod', 'openingBalance', 'transfer', 'benefitDetermination'],
  'deferral',
])

/** 还在办理。 */
export function isOpen({ state }: SubmissionSummary): boolean {
  return (
    state !== 'posted' &&
    state !== 'awaitingRecheck' &&
    state !== 'recheckRefused' &&
    state !== 'returned' &&
    state !== 'withdrawn'
  )
}

/** 留意之处，险者在先。From the summary alone; the difference view says more. What is done needs nobody's eye. */
export function marksOf(one: SubmissionSummary): Mark[] {
  if (!isOpen(one)) return []
  return [
    ...(LONG_ROUTE.has(one.kind) ? [{ says: DESK.longRouteMark, tone: 'bad' } as const] : []),
    ...(one.refused > 0 ? [{ says: DESK.refusedMark, facts: { n: one.refused }, tone: 'bad' } as const] : []),
    ...(one.due?.overdue ? [{ says: DESK.oldMark, tone: 'warn' } as const] : []),
    ...(one.due?.stoppedSince === undefined ? [] : [{ says: WORK.stopped, tone: 'warn' } as const]),
    ...(one.takenBy === undefined
      ? []
      : [{ says: WORK.takenBy, facts: { agency: one.takenBy }, tone: 'warn' } as const]),
    ...(one.revision > 1 ? [{ says: DESK.revisionMark, facts: { n: one.revision }, tone: 'warn' } as const] : []),
  ]
}

/** 已等多久。 */
export function ageOf(enteredAt: number, now: number): [Both, Facts] {
  const hours = Math.floor((now - enteredAt) / HOUR)
  if (hours < 1) return [DESK.under, {}]
  return hours < 48 ? [DESK.hours, { n: hours }] : [DESK.days, { n: Math.floor(hours / 24) }]
}

/** The riskier first, then the older. */
export function byRisk(items: readonly SubmissionSummary[]): SubmissionSummary[] {
  const bad = (one: SubmissionSummary) => marksOf(one).filter(({ tone }) => tone === 'bad').length
  return [...items].sort((a, b) => bad(b) - bad(a) || a.enteredAt - b.enteredAt)
}
