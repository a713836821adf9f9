import type { Sentence } from './kinds.js'

/** 认定与审核的事项与结果。The ledger keeps the words on the left. */
export const RULING_SUBJECTS = {
  injury: { zh: '工伤认定', en: 'finding of a work injury' },
  specialIllness: { zh: '门诊特殊病种', en: 'special illness' },
  elsewhere: { zh: '异地安置与异地就医', en: 'settlement elsewhere' },
  feeReview: { zh: '医疗费审核', en: 'review of medical fees' },
  overpaymentWriteOff: { zh: '多领待遇核销', en: 'write-off of an overpaid benefit' },
} as const satisfies Record<string, Sentence>
export type RulingSubject = keyof typeof RULING_SUBJECTS

/** 核销多领的待遇：decided along the route of reliefs and write-offs. */
export const WRITE_OFF = 'overpaymentWriteOff'

/** 结果带金额的事项：审定的医疗费，核销的多领待遇。 */
export const WITH_AMOUNT: readonly string[] = ['feeReview', 'overpaymentWriteOff'] satisfies RulingSubject[]

export const RULING_FINDINGS = {
  pending: { zh: '已受理，未作出', en: 'received, not yet decided' },
  granted: { zh: '认定（批准、审定）', en: 'found, approved or settled' },
  refused: { zh: '不予认定（批准）', en: 'not found or not approved' },
} as const satisfies Record<string, Sentence>
export type RulingFinding = keyof typeof RULING_FINDINGS

export const RULING_CODES: Readonly<Record<string, Readonly<Record<string, Sentence>>>> = {
  subject: RULING_SUBJECTS,
  finding: RULING_FINDINGS,
}

export const RULING_FIELDS: Readonly<Record<string, Sentence>> = {
  subject: { zh: '事项', en: 'Subject' },
  reference: { zh: '申请编号', en: 'Application' },
  version: { zh: '版次', en: 'Version' },
  finding: { zh: '结果', en: 'Finding' },
  receivedDay: { zh: '收到申请之日', en: 'Received on' },
  decidedDay: { zh: '作出之日', en: 'Decided on' },
  because: { zh: '理由', en: 'Reason' },
}
