/** 报送的种类。 */
export const SUBMISSION_KINDS = {
  monthlyFiling: { zh: '月度缴费申报', en: 'monthly contribution filing' },
  levyResult: { zh: '征收结果', en: 'levy result' },
  singleContribution: { zh: '个人缴费录入', en: 'contribution of one person' },
  backPay: { zh: '补缴', en: 'back payment' },
  correction: { zh: '更正（红冲）', en: 'correction' },
  employerRegistration: { zh: '单位登记', en: 'employer registration' },
  personRegistration: { zh: '个人登记', en: 'person registration' },
  enrolmentChange: { zh: '参保变动', en: 'enrolment change' },
} as const
export type SubmissionKind = keyof typeof SUBMISSION_KINDS

/** 审核环节。The four functions of Order 14 art. 7. */
export const STAGES = {
  initialReview: { zh: '初审', en: 'initial review' },
  review: { zh: '审核', en: 'review' },
  recheck: { zh: '复核', en: 're-check' },
  approval: { zh: '审批', en: 'approval' },
} as const
export type Stage = keyof typeof STAGES

/** 状态。Derived from the steps, never stored; `draft` is previewed and not yet submitted. */
export const STATES = {
  draft: { zh: '待提交', en: 'not yet submitted' },
  ...STAGES,
  agreed: { zh: '已审定，待记账', en: 'agreed, to be posted' },
  posted: { zh: '已记账', en: 'posted' },
  returned: { zh: '已退回', en: 'returned' },
} as const
export type SubmissionState = keyof typeof STATES

/** 任务的种类。 */
export const TASK_KINDS = {
  paidDiffers: { zh: '实缴与规则不符', en: 'paid differs from the rule' },
  suspense: { zh: '到账待认领', en: 'arrived money nobody owns' },
  voucherStale: { zh: '审定内容与现行规则不符', en: 'agreed content no longer fits the rules' },
} as const
export type TaskKind = keyof typeof TASK_KINDS

/** 差异的种类，险者在先。 */
export const DIFFERENCES = {
  gone: { zh: '上月有、本次无', en: 'filed last month, missing now' },
  wageFell: { zh: '申报工资下降超过三成', en: 'declared wage fell by more than 30%' },
  wageRose: { zh: '申报工资上升超过三成', en: 'declared wage rose by more than 30%' },
  earlierMonth: { zh: '申报以前月份', en: 'files an earlier month' },
  fresh: { zh: '上月无、本次有', en: 'new this month' },
  changed: { zh: '申报工资变动', en: 'declared wage changed' },
  same: { zh: '无变动', en: 'unchanged' },
} as const
export type Difference = keyof typeof DIFFERENCES

/** What a person reads, in both languages. */
export interface Sentence {
  zh: string
  en: string
}

/** 未被接受的行。`row` counts as the file does (the header is row 1); `reason` is for clerks only. */
export interface RefusedRow {
  row: number
  column: string
  code: string
  sentence: Sentence
  remedy: Sentence
  reason?: Sentence
}
