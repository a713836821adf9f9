import type { Day, Instant } from '../kernel/day.js'
import type { RightsRecord } from '../records/rights-record.js'
import type { ArrangementState, DisclosedSection, SubjectClass } from './words.js'

/** 长期、定期查询安排（北京市办法第十一条）。 */
export interface Arrangement {
  readonly id: string
  readonly serial: string
  readonly recipient: string
  readonly agency: string
  readonly scope: 'list' | 'class'
  readonly sections: readonly DisclosedSection[]
  /** 可查的最早月份. */
  readonly fromMonth: string
  readonly quota: number
  readonly quotaPer: 'day' | 'month'
  readonly startOn: Day
  readonly endOn: Day
  readonly reviewOn: Day
  readonly publicKey: string
  readonly told: ArrangementTold
  readonly appliedBy: string
  readonly appliedAt: Instant
  readonly steps: readonly ArrangementStep[]
}

export interface ArrangementTold {
  readonly basis: string
  readonly purpose: string
  readonly subjectClass?: SubjectClass | undefined
  /** 名单人数, with those not on record. */
  readonly listed: number
}

export interface ArrangementStep {
  readonly act: 'approved' | 'returned' | 'revoked'
  readonly state: ArrangementState
  readonly note: string
  readonly by: string
  readonly at: Instant
}

export function arrangementState({ steps }: Pick<Arrangement, 'steps'>): ArrangementState {
  return steps.at(-1)?.state ?? 'applied'
}

export function approverOf({ steps }: Pick<Arrangement, 'steps'>): string {
  return steps.findLast(({ act }) => act === 'approved')?.by ?? ''
}

/** 是否属于这一类人，by the record as it is at the call. */
export function isOfClass({ registration, benefits }: RightsRecord, subjectClass: SubjectClass): boolean {
  if (subjectClass === 'enrolled') return registration.enrolments.some(({ state }) => state === 'enrolled')
  const kinds = subjectClass === 'unemployed' ? ['unemployment'] : ['retirement', 'residentPension']
  return benefits.some(({ kind, through }) => kinds.includes(kind) && through === undefined)
}

/** 被签的文字。One value a line: whoever changes any of them has signed something else. */
export function signedText(call: {
  readonly arrangement: string
  readonly at: number
  readonly nonce: string
  readonly ownCase: string
  readonly identityNumber: string
  readonly fullName: string
}): string {
  const { arrangement, at, nonce, ownCase, identityNumber, fullName } = call
  return ['quanyi-partner/1', arrangement, String(at), nonce, ownCase, identityNumber, fullName].join('\n')
}
