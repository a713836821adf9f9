import type { Trx } from '../db/database.js'

/** 通知的事由（7.7）。What a person may be told of by a short message; the words are chosen where it is sent. */
export const NOTICE_KINDS = [
  'statementReady',
  'addressMissing',
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
  'detailsChanged',
  'paperChanged',
  'mandateMade',
  'mandateEnded',
  'passwordChanged',
  'newDevice',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** 通知的类别。What a person chooses by; what is not under `security` may be left, and looks are told of only when asked for. */
export const NOTICE_TOPICS = {
  enrolment: ['employerEnrolled', 'employerStopped', 'detailsChanged'],
  contributions: ['monthInArrears', 'backPayPosted', 'baseSet'],
  benefits: ['entitlementDue', 'benefitFirstPaid', 'benefitChanged', 'benefitStopped'],
  transfers: ['transferStep'],
  papers: ['statementReady', 'addressMissing', 'paperChanged'],
  objections: ['objectionReceived', 'objectionDecided'],
  looks: ['recordQueried'],
  security: ['phoneChanged', 'mandateMade', 'mandateEnded', 'passwordChanged', 'newDevice'],
} as const satisfies Readonly<Record<string, readonly NoticeKind[]>>
export type NoticeTopic = keyof typeof NOTICE_TOPICS

/** 安全提醒不可不要。 */
export const FIXED_TOPIC: NoticeTopic = 'security'

export function topicOf(kind: NoticeKind): NoticeTopic {
  const found = Object.entries(NOTICE_TOPICS).find(([, kinds]) => (kinds as readonly NoticeKind[]).includes(kind))
  return (found?.[0] ?? FIXED_TOPIC) as NoticeTopic
}

/** 没有选的：everything but who looked. */
export function isWantedUnasked(topic: NoticeTopic): boolean {
  return topic !== 'looks'
}

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
