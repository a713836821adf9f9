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
  personChange: { zh: '个人基本信息变更', en: 'change of a person’s particulars' },
  personCategory: { zh: '人员类别', en: 'kind of person' },
  guardianship: { zh: '监护关系', en: 'guardianship' },
  mandate: { zh: '授权与近亲属代表', en: 'mandate or kinship' },
  protection: { zh: '保密标识', en: 'protection mark' },
  employerChange: { zh: '单位变更', en: 'change of an employer' },
  employerCancellation: { zh: '单位注销', en: 'cancellation of an employer' },
  succession: { zh: '单位承继', en: 'succession of an employer' },
  residentPayment: { zh: '居民年度缴费', en: "residents' yearly payment" },
  subsidy: { zh: '补贴与代缴', en: 'subsidy and payment on behalf' },
  deemedPeriod: { zh: '视同缴费认定', en: 'deemed period' },
  openingBalance: { zh: '期初导入', en: 'opening balance' },
  legacyLoad: { zh: '遗留数据迁移', en: 'migration from an old system' },
  transfer: { zh: '关系转移', en: 'transfer of the relation' },
  lifeEvent: { zh: '生存与去向', en: 'life event' },
  benefitDetermination: { zh: '待遇核定', en: 'benefit determination' },
  benefitPayment: { zh: '待遇支付批次', en: 'benefit payment batch' },
  deferral: { zh: '缓缴', en: 'deferral' },
  baseDeclaration: { zh: '年度缴费工资申报', en: 'yearly declaration of wages' },
  staffChange: { zh: '增减员', en: 'joins and leaves' },
  provenJoin: { zh: '凭证明增员', en: 'join with proof' },
  suspenseClaim: { zh: '待认领款项的认领', en: 'claim of suspense' },
  relief: { zh: '减免与核销', en: 'reduction and write-off' },
  bankStatement: { zh: '专户银行流水', en: 'bank statement' },
  benefitChange: { zh: '待遇暂停、恢复与终止', en: 'suspension, resumption or end of a benefit' },
  entitlementCheck: { zh: '待遇领取资格认证', en: 'entitlement check' },
  specialWork: { zh: '特殊工种认定', en: 'finding of hazardous work' },
  ruling: { zh: '认定与审核结果', en: 'finding or review result' },
  expertOpinion: { zh: '专家意见', en: 'expert opinion' },
  catalogueChange: { zh: '目录与定点机构变更', en: 'change of a catalogue or of designated institutions' },
  contactChange: { zh: '联系方式变更', en: 'change of contact' },
  personMerge: { zh: '重复登记的合并', en: 'merge of a duplicate' },
  personSplit: { zh: '混合记录的拆分', en: 'split of a mixed record' },
  batchChange: { zh: '成批变更', en: 'batch change' },
  parameterChange: { zh: '参数变更', en: 'parameter change' },
  standardChange: { zh: '采集标准变更', en: 'change of the collection standard' },
  routeChange: { zh: '审核路线变更', en: 'change of review routes' },
} as const
export type SubmissionKind = keyof typeof SUBMISSION_KINDS

/** 审定之后另由系统管理员施行的种类；all others are posted as soon as they are agreed. */
export const APPLIED_KINDS = [
  'batchChange',
  'parameterChange',
  'standardChange',
  'routeChange',
] as const satisfies readonly SubmissionKind[]
export type AppliedKind = (typeof APPLIED_KINDS)[number]

export function isApplied(kind: SubmissionKind): kind is AppliedKind {
  return (APPLIED_KINDS as readonly string[]).includes(kind)
}

/** 对已存数据的维护：approved before the change and re-checked after it, by somebody who took no part. */
const MAINTENANCE_KINDS: readonly SubmissionKind[] = ['correction', 'personMerge', 'personSplit', 'batchChange']

export function isMaintenance(kind: SubmissionKind): boolean {
  return MAINTENANCE_KINDS.includes(kind)
}

/** 办结之后出具告知书的种类。 */
export const LETTERED_KINDS: readonly SubmissionKind[] = ['specialWork', 'benefitDetermination', 'benefitChange']

export function isLettered(kind: SubmissionKind): boolean {
  return LETTERED_KINDS.includes(kind)
}

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
  awaitingRecheck: { zh: '已修改，待复核', en: 'changed, awaiting re-check' },
  recheckRefused: { zh: '复核不同意，待更正', en: 're-check refused, to be corrected' },
  posted: { zh: '已记账', en: 'posted' },
  returned: { zh: '已退回', en: 'returned' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
  awaitingPapers: { zh: '待补正', en: 'waiting for missing papers' },
} as const
export type SubmissionState = keyof typeof STATES

/** 任务的种类。 */
export const TASK_KINDS = {
  paidDiffers: { zh: '实缴与规则不符', en: 'paid differs from the rule' },
  suspense: { zh: '到账待认领', en: 'arrived money nobody owns' },
  noGuardian: { zh: '未成年人没有监护人', en: 'a minor without a guardian on file' },
  entitlementLapsed: { zh: '领取资格认证到期，建议暂停', en: 'entitlement check ran out: suspension proposed' },
  paymentFailed: { zh: '支付未成功，待重发', en: 'payment failed, to be paid again' },
  exchangeMissed: { zh: '部门交换逾期未到', en: 'an exchange did not come' },
  recheckDue: { zh: '已修改，待复核', en: 'changed: waits for a re-check' },
  recheckRefused: { zh: '维护复核不同意，须更正', en: 're-check refused a change: correct it' },
  legacyPending: { zh: '遗留待核', en: 'to be checked since the old system' },
  supplementDue: { zh: '转出的月份有更正，须补发信息表', en: 'months sent on were corrected: send a supplement' },
  employerCorrected: {
    zh: '单位登记或承继已更正，须核对其后的业务',
    en: 'an employer was corrected: check what followed',
  },
  inquiryDue: { zh: '查询申请临近期限', en: 'a query application is due soon' },
  inquiryOverdue: { zh: '查询申请已逾期，督办', en: 'a query application is overdue: see to it' },
  statementAddress: { zh: '权益记录单待补址', en: 'a statement waits for an address' },
  voucherStale: { zh: '审定内容与现行规则不符', en: 'agreed content no longer fits the rules' },
} as const
export type TaskKind = keyof typeof TASK_KINDS

/** 差异的种类，险者在先。 */
export const DIFFERENCES = {
  gone: { zh: '上月有、本次无', en: 'filed last month, missing now' },
  wageFell: { zh: '申报工资大幅下降', en: 'declared wage fell sharply' },
  wageRose: { zh: '申报工资大幅上升', en: 'declared wage rose sharply' },
  earlierMonth: { zh: '申报以前月份', en: 'files an earlier month' },
  fresh: { zh: '上月无、本次有', en: 'new this month' },
  changed: { zh: '申报工资变动', en: 'declared wage changed' },
  same: { zh: '无变动', en: 'unchanged' },
} as const
export type Difference = keyof typeof DIFFERENCES

/** 可由经办录入、可红冲的个人事实。A registration is replaced by a new one, a close by the next close. */
export const CORRECTABLE = {
  due: { zh: '应缴', en: 'due contribution' },
  paid: { zh: '实缴', en: 'paid contribution' },
  enrolment: { zh: '参保登记与变动', en: 'enrolment' },
  openingBalance: { zh: '期初储存额', en: 'opening balance' },
  subsidy: { zh: '补贴与代缴', en: 'subsidy' },
  deemedPeriod: { zh: '视同缴费期间', en: 'deemed period' },
  benefitDetermination: { zh: '待遇核定', en: 'benefit determination' },
  benefitPayment: { zh: '待遇支付', en: 'benefit payment' },
  transfer: { zh: '关系转移', en: 'transfer of the relation' },
  lifeEvent: { zh: '生存与去向', en: 'life event' },
  personCategory: { zh: '人员类别', en: 'kind of person' },
  guardianship: { zh: '监护关系', en: 'guardianship' },
  mandate: { zh: '授权与近亲属代表', en: 'mandate or kinship' },
  protection: { zh: '保密标识', en: 'protection mark' },
  benefitChange: { zh: '待遇变动', en: 'change of a benefit' },
  entitlementCheck: { zh: '领取资格认证', en: 'entitlement check' },
  specialWork: { zh: '特殊工种年限', en: 'hazardous work' },
  ruling: { zh: '认定与审核结果', en: 'finding or review result' },
  expertOpinion: { zh: '专家意见', en: 'expert opinion' },
  legacyDoubt: { zh: '遗留待核', en: 'to be checked since the old system' },
} as const
export type PersonFactKind = keyof typeof CORRECTABLE

/** 更正原因。 */
export const CORRECTION_REASONS = {
  entryError: { zh: '录入差错', en: 'entry error' },
  sourceError: { zh: '来源数据差错', en: 'error in the source' },
  wrongPerson: { zh: '记错人员', en: 'wrong person' },
  documentChange: { zh: '证件变更', en: 'change of the document' },
  objectionUpheld: { zh: '异议成立', en: 'objection upheld' },
  policyChange: { zh: '规则变更重算', en: 'recomputed after a rule change' },
  comparisonResult: { zh: '部门比对', en: 'result of a comparison' },
  courtDocument: { zh: '司法文书', en: 'court document' },
  mergeDuplicates: { zh: '重复合并', en: 'merge of duplicates' },
  lateHistory: { zh: '历史补录', en: 'late entry of history' },
  cleanUp: { zh: '数据清理', en: 'clean-up of data' },
} as const
export type CorrectionReason = keyof typeof CORRECTION_REASONS

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
