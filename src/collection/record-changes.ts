import type { Day, Instant } from '../kernel/day.js'
import { yearOf } from '../kernel/period.js'
import type { Fact } from '../ledger/fact.js'
import type { SubmissionKind } from './kinds.js'

/** 已成之年的改动：a posting touched what papers of this year and later ones may have told of this person. */
export interface RecordChange {
  readonly personId: string
  readonly sinceYear: number
}

/** 改动的由来，as it is noted on the papers. */
export interface ChangeCause {
  readonly voucherId: string
  readonly by: string
  readonly at: Instant
}

/**
 * 哪些人的哪些年改了。A correction changes the year of its rows, whichever it is; anything else changes only years that
 * were over on its business day, since a year that still runs is expected to grow.
 */
export function changesOf(kind: SubmissionKind, businessDay: Day, facts: readonly Fact[]): RecordChange[] {
  const running = kind === 'correction' ? Number.POSITIVE_INFINITY : Number(businessDay.slice(0, 4))
  const since = new Map<string, number>()
  for (const fact of facts) {
    if (fact.kind !== 'due' && fact.kind !== 'paid') continue
    const year = yearOf(fact.contributionMonth)
    if (year < running) since.set(fact.personId, Math.min(year, since.get(fact.personId) ?? year))
  }
  return [...since].map(([personId, sinceYear]) => ({ personId, sinceYear }))
}
