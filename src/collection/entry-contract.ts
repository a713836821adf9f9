import { type Static, Type } from '@sinclair/typebox'
import { DayText, InsuranceCode, PeriodText, RefusedRow, Sentence, SubmissionSummary, Uuid } from './contract.js'
import { CORRECTABLE, CORRECTION_REASONS, type CorrectionReason, type PersonFactKind } from './kinds.js'
import { CATEGORY_NAMES, type CategoryName } from './person-category.js'

/** 填报的金额，in fen: up to ten thousand million yuan, so that no sum of them leaves the whole numbers. */
const MOST_FEN = 1_000_000_000_000
const WageGiven = Type.Integer({ minimum: 0, maximum: MOST_FEN })
/** Negative where a refund is corrected. */
const AmountGiven = Type.Integer({ minimum: -MOST_FEN, maximum: MOST_FEN })

const GroundText = Type.String({ minLength: 4, maxLength: 500 })
const Short = (most: number) => Type.String({ minLength: 1, maxLength: most })

export { ENTRY_CHARGES, type EntryCharge, NEEDS_WAGE } from './charge-words.js'
export { CATEGORIES } from './person-category.js'

/**
 * 个人缴费录入：POST /api/desk/contributions → SubmissionDetail；预览：…/contributions/preview → FactPreview。Any kind of
 * ENTRY_CHARGES; its amounts are computed. What is not an ordinary month's contribution goes the longer route.
 */
export const SingleContributionRequest = Type.Object(
  {
    identityNumber: Short(40),
    fullName: Short(100),
    /** Left out for a flexible worker. */
    creditCode: Type.Optional(Short(18)),
    settlementMonth: PeriodText,
    contributionMonth: PeriodText,
    contributionKind: Short(2),
    /** Of a difference the new wage, or the wage as filed where it is left out; a refund takes none. */
    declaredWage: Type.Optional(WageGiven),
    insurances: Type.Array(InsuranceCode, { minItems: 1, uniqueItems: true }),
    documentId: Type.Optional(Uuid),
    /** 没有原始资料的，写明依据. */
    ground: Type.Optional(GroundText),
  },
  { additionalProperties: false },
)
export type SingleContributionRequest = Static<typeof SingleContributionRequest>

export { CORRECTABLE, CORRECTION_REASONS, type CorrectionReason, type PersonFactKind } from './kinds.js'

/** 更正（红冲）：POST /api/desk/corrections → SubmissionDetail。Reverses one row of the ledger; `replacement` re-posts it corrected. */

export const CorrectionRequest = Type.Object(
  {
    personId: Type.String({ pattern: '^\\d{1,18}$' }),
    /** Replaced: amounts of due and paid rows, the day of a life event, what another department determined. All else is reversed. */
    factKind: Type.Unsafe<PersonFactKind>(Type.Union(Object.keys(CORRECTABLE).map((key) => Type.Literal(key)))),
    posting: Type.String({ pattern: '^\\d{1,18}$' }),
    ordinal: Type.Integer({ minimum: 0, maximum: 2_147_483_647 }),
    reason: Type.Unsafe<CorrectionReason>(Type.Union(Object.keys(CORRECTION_REASONS).map((key) => Type.Literal(key)))),
    explanation: Type.String({ minLength: 4, maxLength: 500 }),
    replacement: Type.Optional(
      Type.Object(
        {
          contributionMonth: Type.Optional(PeriodText),
          declaredWage: Type.Optional(WageGiven),
          base: Type.Optional(AmountGiven),
          employerAmount: Type.Optional(AmountGiven),
          personAmount: Type.Optional(AmountGiven),
          /** 生存与去向的日期：the event itself stands, on another day. */
          day: Type.Optional(DayText),
          /** 其他部门核定的金额, of medical and injury items; what the rules compute is never typed. */
          amount: Type.Optional(WageGiven),
        },
        { additionalProperties: false },
      ),
    ),
    documentId: Type.Optional(Uuid),
  },
  { additionalProperties: false },
)
export type CorrectionRequest = Static<typeof CorrectionRequest>

/** 单位登记：POST /api/desk/employers → SubmissionDetail。 */
export const EmployerRegistrationRequest = Type.Object(
  {
    creditCode: Short(18),
    name: Short(100),
    /** 单位类型 AAB019. */
    employerType: Short(3),
    industryCode: Short(8),
    injuryClass: Type.Integer({ minimum: 1, maximum: 8 }),
    /** 浮动系数，百万分之一；100% is 1000000. */
    injuryFloat: Type.Integer({ minimum: 0, maximum: 10_000_000 }),
    status: Type.Union([Type.Literal('active'), Type.Literal('ended')]),
    fromMonth: PeriodText,
    documentId: Type.Optional(Uuid),
    /** 没有原始资料的，写明依据. */
    ground: Type.Optional(GroundText),
  },
  { additionalProperties: false },
)
export type EmployerRegistrationRequest = Static<typeof EmployerRegistrationRequest>

const Category = Type.Unsafe<CategoryName>(Type.Union(CATEGORY_NAMES.map((name) => Type.Literal(name))))

/** 个人登记：POST /api/desk/persons → SubmissionDetail；成批：POST /api/desk/persons/file（multipart：file）→ RegistrationPreview。 */
export const PersonRegistrationRequest = Type.Object(
  {
    identityNumber: Short(40),
    fullName: Short(100),
    /** Needed only where the number does not tell them. */
    sex: Type.Optional(Type.Union([Type.Literal('1'), Type.Literal('2'), Type.Literal('9')])),
    birthDate: Type.Optional(DayText),
    nationality: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
    workStartDate: Type.Optional(DayText),
    mobilePhone: Type.Optional(Short(20)),
    mailingAddress: Type.Optional(Short(200)),
    bankAccount: Type.Optional(Short(40)),
    /** Enrolment that goes with it: employer (none for a flexible worker), insurances, first month, 变更原因 AAE160. */
    creditCode: Type.Optional(Short(18)),
    insurances: Type.Array(InsuranceCode, { uniqueItems: true }),
    fromMonth: PeriodText,
    reason: Type.Optional(Short(3)),
    /** 人员类别；each brings what it must: employer, proof or guardian. */
    categories: Type.Optional(Type.Array(Category, { uniqueItems: true, maxItems: 10 })),
    /** 证明文书编号. */
    proof: Type.Optional(Short(100)),
    guardianNumber: Type.Optional(Short(40)),
    guardianName: Type.Optional(Short(100)),
    documentId: Type.Optional(Uuid),
    /** 没有原始资料的，写明依据. */
    ground: Type.Optional(GroundText),
  },
  { additionalProperties: false },
)
export type PersonRegistrationRequest = Static<typeof PersonRegistrationRequest>

export const RegistrationPreview = Type.Object({
  submission: SubmissionSummary,
  again: Type.Boolean(),
  notices: Type.Array(Sentence),
  refusedRows: Type.Array(RefusedRow),
})
export type RegistrationPreview = Static<typeof RegistrationPreview>

/** 缓缴：POST /api/desk/deferrals → SubmissionDetail。Months that stand due and are no arrears until the day is over. */
export const DeferralRequest = Type.Object(
  {
    creditCode: Short(18),
    insurances: Type.Array(InsuranceCode, { minItems: 1, uniqueItems: true }),
    fromMonth: PeriodText,
    throughMonth: PeriodText,
    untilDay: DayText,
    /** 批复文号, and the approval itself. */
    document: Short(100),
    documentId: Uuid,
  },
  { additionalProperties: false },
)
export type DeferralRequest = Static<typeof DeferralRequest>

/** 参保变动：POST /api/desk/enrolments → SubmissionDetail。 */
export const EnrolmentChangeRequest = Type.Object(
  {
    identityNumber: Short(40),
    fullName: Short(100),
    creditCode: Type.Optional(Short(18)),
    insurances: Type.Array(InsuranceCode, { minItems: 1, uniqueItems: true }),
    change: Type.Union(['enrol', 'suspend', 'resume', 'end'].map((change) => Type.Literal(change))),
    fromMonth: PeriodText,
    /** 变更原因 AAE160. */
    reason: Short(3),
    documentId: Type.Optional(Uuid),
    /** 没有原始资料的，写明依据. */
    ground: Type.Optional(GroundText),
  },
  { additionalProperties: false },
)
export type EnrolmentChangeRequest = Static<typeof EnrolmentChangeRequest>
