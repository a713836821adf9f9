import { type Static, Type } from '@sinclair/typebox'
import { INSURANCES } from '../kernel/terms.js'
import { ACTS, type ActKind } from './act-kinds.js'
import { STAGES, STATES, type Stage, SUBMISSION_KINDS, type SubmissionKind, type SubmissionState } from './kinds.js'

export { ACTS } from './act-kinds.js'
export type { Stage, SubmissionKind, SubmissionState } from './kinds.js'
export { STAGES, STATES, SUBMISSION_KINDS } from './kinds.js'

/** 采集各屏共用的字段。Amounts are whole fen, months 'YYYY-MM', days 'YYYY-MM-DD', instants milliseconds since 1970. */
export const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })
export const PeriodText = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' })
export const DayText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
export const AmountFen = Type.Integer()
export const InsuranceCode = Type.Union(INSURANCES.map((code) => Type.Literal(code)))
/** What a person reads, in both languages. */
export const Sentence = Type.Object({ zh: Type.String(), en: Type.String() })
export type Sentence = Static<typeof Sentence>

const KindName = Type.Unsafe<SubmissionKind>(Type.Union(Object.keys(SUBMISSION_KINDS).map((key) => Type.Literal(key))))

export const StageName = Type.Unsafe<Stage>(Type.Union(Object.keys(STAGES).map((key) => Type.Literal(key))))

export const StateName = Type.Unsafe<SubmissionState>(Type.Union(Object.keys(STATES).map((key) => Type.Literal(key))))

/** 可办事项。Sent with the data: a button exists only where the request would pass. */
export const ABILITIES = [
  ...(['submit', 'resubmit', 'withdraw', 'pass', 'return', 'compare'] as const),
  ...(['claim', 'release', 'requestPapers', 'receivePapers', 'escalate'] as const),
  ...(['recheck', 'execute'] as const),
] as const
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
  /** Who it was, told to staff only. */
  by: Type.String(),
  organisation: Type.String(),
  at: Type.Integer(),
  reason: Type.Optional(Type.String()),
})
export type ReviewStepView = Static<typeof ReviewStepView>

/** 办理期限。Working days; `provisional` says "not before": the calendar of the next year is not published. */
export const DueView = Type.Object({
  day: DayText,
  provisional: Type.Boolean(),
  overdue: Type.Boolean(),
  /** 停表：since when missing papers are waited for. */
  stoppedSince: Type.Optional(Type.Integer()),
  /** Provisional days that were told before and came out otherwise. */
  told: Type.Array(DayText),
})

/** 报送的摘要：GET /api/filings（本单位）、GET /api/desk/inbox（待我办理）、GET /api/desk/submissions（全部）。 */
export const SubmissionSummary = Type.Object({
  id: Uuid,
  kind: KindName,
  revision: Type.Integer(),
  state: StateName,
  agency: Type.String(),
  agencyName: Type.String(),
  employer: Type.Optional(Type.Object({ id: Type.String(), creditCode: Type.String(), name: Type.String() })),
  settlementMonth: Type.Optional(PeriodText),
  fileName: Type.Optional(Type.String()),
  rowsIn: Type.Integer(),
  accepted: Type.Integer(),
  refused: Type.Integer(),
  employerTotal: AmountFen,
  personTotal: AmountFen,
  enteredAt: Type.Integer(),
  /** 实际受理时刻与应急受理凭单号, where it was taken in while the system was down. */
  receivedAt: Type.Optional(Type.Integer()),
  slip: Type.Optional(Type.String()),
  /** 资料所载日期, where the counter stated it. */
  documentDay: Type.Optional(DayText),
  /** 本环节应办结的时刻, where it stands at a stage. */
  dueAt: Type.Optional(Type.Integer()),
  due: Type.Optional(DueView),
  /** 交由何机构办理本环节, where it is not the one it came to. */
  takenBy: Type.Optional(Type.String()),
  /** 谁在办，told to staff only. */
  claim: Type.Optional(Type.Object({ by: Type.String(), mine: Type.Boolean(), until: Type.Integer() })),
  businessDay: DayText,
  vouchers: Type.Integer(),
  posted: Type.Integer(),
  abilities: Type.Array(AbilityName),
})
export type SubmissionSummary = Static<typeof SubmissionSummary>

/** `more`: there are others, which are listed once some of these are done. */
export const SubmissionList = Type.Object({ items: Type.Array(SubmissionSummary), more: Type.Optional(Type.Boolean()) })
export type SubmissionList = Static<typeof SubmissionList>

const PostView = Type.Object({ zh: Type.String(), en: Type.String() })

/** 补正的一项，with the rule that asks for it. */
export const PaperItem = Type.Object({
  item: Type.String(),
  basis: Type.String(),
  whyNew: Type.Optional(Type.String()),
})

export const ActView = Type.Object({
  act: Type.Unsafe<ActKind>(Type.Union(Object.keys(ACTS).map((key) => Type.Literal(key)))),
  revision: Type.Integer(),
  stage: Type.Optional(StageName),
  /** Who it was, told to staff only. */
  by: Type.String(),
  organisation: Type.String(),
  at: Type.Integer(),
  to: Type.Optional(Type.String()),
  toAgency: Type.Optional(Type.String()),
  documentId: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
  items: Type.Optional(Type.Array(PaperItem)),
})
export type ActView = Static<typeof ActView>

/** 一份报送：GET /api/submissions/:id。What a submit, a pass, a return and an entry answer, too. */
export const SubmissionDetail = Type.Composite([
  SubmissionSummary,
  Type.Object({
    route: Type.Array(StageName),
    /** 各环节的岗位与办理机构。 */
    places: Type.Array(Type.Object({ stage: StageName, post: PostView, agency: Type.String() })),
    steps: Type.Array(ReviewStepView),
    /** 办理动作：claims, missing papers, withdrawal, escalation. */
    acts: Type.Array(ActView),
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
