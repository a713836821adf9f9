import { type Static, Type } from '@sinclair/typebox'

/** 采集各屏共用的字段。Amounts are whole fen, months 'YYYY-MM', days 'YYYY-MM-DD', instants milliseconds since 1970. */
export const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })
export const PeriodText = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' })
export const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
export const AmountFen = Type.Integer()
export const InsuranceCode = Type.Union(['110', '210', '310', '410', '510'].map((code) => Type.Literal(code)))
/** What a person reads, in both languages. */
export const Sentence = Type.Object({ zh: Type.String(), en: Type.String() })
export type Sentence = Static<typeof Sentence>

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
const KindName = Type.Unsafe<SubmissionKind>(Type.Union(Object.keys(SUBMISSION_KINDS).map((key) => Type.Literal(key))))

/** 审核环节。The four functions of Order 14 art. 7. */
export const STAGES = {
  initialReview: { zh: '初审', en: 'initial review' },
  review: { zh: '审核', en: 'review' },
  recheck: { zh: '复核', en: 're-check' },
  approval: { zh: '审批', en: 'approval' },
} as const
export type Stage = keyof typeof STAGES
export const StageName = Type.Unsafe<Stage>(Type.Union(Object.keys(STAGES).map((key) => Type.Literal(key))))

/** 状态。Derived from the steps, never stored; `draft` is previewed and not yet submitted, `stale` waits for a new revision. */
export const STATES = {
  draft: { zh: '待提交', en: 'not yet submitted' },
  ...STAGES,
  agreed: { zh: '已审定，待记账', en: 'agreed, to be posted' },
  posted: { zh: '已记账', en: 'posted' },
  returned: { zh: '已退回', en: 'returned' },
} as const
export type SubmissionState = keyof typeof STATES
const StateName = Type.Unsafe<SubmissionState>(Type.Union(Object.keys(STATES).map((key) => Type.Literal(key))))

/** 可办事项。Sent with the data: a button exists only where the request would pass. */
export const ABILITIES = ['submit', 'resubmit', 'pass', 'return', 'compare'] as const
export type Ability = (typeof ABILITIES)[number]
const AbilityName = Type.Unsafe<Ability>(Type.Union(ABILITIES.map((key) => Type.Literal(key))))

/** 未被接受的行。`row` counts as the file does (the header is row 1); `reason` is shown to clerks only. */
export const RefusedRow = Type.Object({
  row: Type.Integer(),
  column: Type.String(),
  code: Type.String(),
  sentence: Sentence,
  remedy: Sentence,
  reason: Type.Optional(Sentence),
})
export type RefusedRow = Static<typeof RefusedRow>

export const InsuranceTotal = Type.Object({
  insurance: InsuranceCode,
  persons: Type.Integer(),
  base: AmountFen,
  employerAmount: AmountFen,
  personAmount: AmountFen,
})
export type InsuranceTotal = Static<typeof InsuranceTotal>

export const ReviewStepView = Type.Object({
  stage: StageName,
  verdict: Type.Union([Type.Literal('passed'), Type.Literal('returned')]),
  by: Type.String(),
  organisation: Type.String(),
  at: Type.Integer(),
  reason: Type.Optional(Type.String()),
})
export type ReviewStepView = Static<typeof ReviewStepView>

/** 报送的摘要：GET /api/filings（本单位）、GET /api/desk/inbox（待我办理）、GET /api/desk/submissions（全部）。 */
export const SubmissionSummary = Type.Object({
  id: Uuid,
  kind: KindName,
  revision: Type.Integer(),
  state: StateName,
  agency: Type.String(),
  employer: Type.Optional(Type.Object({ id: Type.String(), creditCode: Type.String(), name: Type.String() })),
  settlementMonth: Type.Optional(PeriodText),
  fileName: Type.Optional(Type.String()),
  rowsIn: Type.Integer(),
  accepted: Type.Integer(),
  refused: Type.Integer(),
  employerTotal: AmountFen,
  personTotal: AmountFen,
  enteredAt: Type.Integer(),
  businessDay: DayText,
  vouchers: Type.Integer(),
  posted: Type.Integer(),
  abilities: Type.Array(AbilityName),
})
export type SubmissionSummary = Static<typeof SubmissionSummary>

export const SubmissionList = Type.Object({ items: Type.Array(SubmissionSummary) })
export type SubmissionList = Static<typeof SubmissionList>

/** 一份报送：GET /api/submissions/:id。What a submit, a pass, a return and an entry answer, too. */
export const SubmissionDetail = Type.Composite([
  SubmissionSummary,
  Type.Object({
    route: Type.Array(StageName),
    steps: Type.Array(ReviewStepView),
    /** Earlier revisions with their steps, oldest first. */
    earlier: Type.Array(Type.Object({ revision: Type.Integer(), steps: Type.Array(ReviewStepView) })),
    insurances: Type.Array(InsuranceTotal),
    notices: Type.Array(Sentence),
    refusedRows: Type.Array(RefusedRow),
    /** Why the vouchers could not be posted, where that is so. */
    blocked: Type.Optional(Sentence),
  }),
])
export type SubmissionDetail = Static<typeof SubmissionDetail>

/** 通过一个环节：POST /api/desk/submissions/:id/pass。 */
export const PassRequest = Type.Object({ stage: StageName, revision: Type.Integer() }, { additionalProperties: false })
export type PassRequest = Static<typeof PassRequest>

/** 退回：POST /api/desk/submissions/:id/return。 */
export const ReturnRequest = Type.Object(
  { stage: StageName, revision: Type.Integer(), reason: Type.String({ minLength: 2, maxLength: 500 }) },
  { additionalProperties: false },
)
export type ReturnRequest = Static<typeof ReturnRequest>
