import { type Day, type Instant, periodOfDay } from '../kernel/day.js'
import { type Period, yearOf } from '../kernel/period.js'
import type { Fact } from '../ledger/fact.js'
import { isMaintenance, type SubmissionKind } from './kinds.js'

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
  const running = isMaintenance(kind) ? Number.POSITIVE_INFINITY : Number(businessDay.slice(0, 4))
  const since = new Map<string, number>()
  for (const fact of facts) {
    const told = toldFrom(fact) ?? ofPerson(kind, fact)
    if (told === undefined) continue
    const year = yearOf(told.month)
    if (year < running) since.set(told.personId, Math.min(year, since.get(told.personId) ?? year))
  }
  return [...since].map(([personId, sinceYear]) => ({ personId, sinceYear }))
}

/** 基本信息变更：every paper of the person told the old name, number or birth date. */
function ofPerson(kind: SubmissionKind, fact: Fact): { personId: string; month: Period } | undefined {
  if (kind !== 'personChange' || fact.kind !== 'personRegistration') return undefined
  return { personId: fact.personId, month: periodOfDay(fact.birthDate) }
}

/** 合并与撤销牵动全部年份。 */
const BEFORE_ALL = '1900-01' as Period

/** 自何月起改变记录：the first month whose papers would tell of the fact. */
function toldFrom(fact: Fact): { personId: string; month: Period } | undefined {
  switch (fact.kind) {
    case 'due':
    case 'paid':
    case 'subsidy':
      return { personId: fact.personId, month: fact.contributionMonth }
    case 'enrolment':
      return fact.reverses && { personId: fact.personId, month: fact.fromMonth }
    case 'personAlias':
      return { personId: fact.personId, month: BEFORE_ALL }
    case 'deemedPeriod':
    case 'benefitDetermination':
    case 'benefitChange':
      return { personId: fact.personId, month: fact.fromMonth }
    case 'benefitPayment':
      return { personId: fact.personId, month: fact.payMonth }
    case 'transfer':
      return { personId: fact.personId, month: fact.month }
    case 'openingBalance':
      return { personId: fact.personId, month: `${fact.year}-12` as Period }
    case 'lifeEvent':
      return { personId: fact.personId, month: periodOfDay(fact.day) }
    default:
      return undefined
  }
}
