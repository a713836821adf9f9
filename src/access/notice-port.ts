import type { Trx } from '../db/database.js'

/** 通知的事由（7.7）。What a person may be told of by a short message; the words are chosen where it is sent. */
export const NOTICE_KINDS = [
  'statementReady',
  'addressMissing',
  'mailReturned',
  'employerEnrolled',
  'employerStopped',
  'monthInArrears',
  'backPayPosted',
  'baseSet',
  'transferStep',
  'objectionReceived',
  'objectionDecided',
  'recordQueried',
  'entitlementDue',
  'benefitFirstPaid',
  'benefitChanged',
  'benefitStopped',
  'phoneChanged',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

export interface Notice {
  readonly kind: NoticeKind
  /** 事由的标识：the same one is told once, however often it is raised. */
  readonly once: string
}

/**
 * 通知的端口。Raised in the transaction of what happened, so that it is told if that stands and not if it does not. Whoever
 * has no verified number is told nothing; no amount, no kind of insurance, no employer is said.
 */
export interface Notices {
  tell(trx: Trx, personId: string, notice: Notice): Promise<void>
}

export const NO_NOTICES: Notices = { tell: async () => undefined }
