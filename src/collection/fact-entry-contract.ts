import { type Static, type TObject, type TProperties, Type } from '@sinclair/typebox'
import { DEEMED_KINDS, PAYERS, SUBSIDY_KINDS } from '../kernel/fact-words.js'
import { BENEFIT_CHANGES, BENEFIT_REASONS, CHECK_METHODS, CHECK_RESULTS, HAZARDOUS_KINDS } from './benefit-words.js'
import { DayText, PeriodText, Uuid } from './contract.js'
import { BEGIN_END, BENEFIT_KINDS, DIRECTIONS, LIFE_EVENTS, RELIEF_NAMES, RESIDENT_GROUP_NAMES } from './fact-words.js'
import { MANDATE_CAPACITIES, MANDATE_SCOPE } from './mandate-words.js'
import { CATEGORIES } from './person-category.js'
import { RULING_FINDINGS, RULING_SUBJECTS } from './ruling-words.js'

export { BENEFIT_CHANGES, BENEFIT_REASONS, CHECK_METHODS, CHECK_RESULTS, HAZARDOUS_KINDS } from './benefit-words.js'
export {
  BEGIN_END,
  BENEFIT_KINDS,
  DIRECTIONS,
  LIFE_EVENTS,
  RELIEF_NAMES,
  RESIDENT_GROUP_NAMES,
} from './fact-words.js'

/** 新事实的录入：POST /api/desk/facts/<kind>。One item a person; all of a request stands or none. */
const MOST_FEN = 1_000_000_000_000
const MOST_MONTHS = 1200
const Short = (most: number) => Type.String({ minLength: 1, maxLength: most })
const Amount = Type.Integer({ minimum: 0, maximum: MOST_FEN })
const Signed = Type.Integer({ minimum: -MOST_FEN, maximum: MOST_FEN })
const Months = Type.Integer({ minimum: 0, maximum: MOST_MONTHS })
const Year = Type.Integer({ minimum: 1950, maximum: 2200 })
const Word = <T extends object>(words: T) =>
  Type.Unsafe<keyof T & string>(Type.Union(Object.keys(words).map((key) => Type.Literal(key))))
const Codes = <C extends string>(...codes: C[]) => Type.Unsafe<C>(Type.Union(codes.map((code) => Type.Literal(code))))
const who = { identityNumber: Short(40), fullName: Short(100) }
/** 有个人账户或年限的养老保险。 */
const Pensions = Codes('110', '120', '170', 'annuity')
const Every = Codes('110', '120', '170', '210', '310', '390', '410', '510', 'annuity')
const closed = { additionalProperties: false }

const asked = <T extends TProperties, M extends TProperties>(item: T, more: M) =>
  Type.Object(
    {
      items: Type.Array(Type.Object({ ...who, ...item }, closed), { minItems: 1, maxItems: 1000 }),
      ...more,
      documentId: Type.Optional(Uuid),
      /** 依据说明，where no paper is handed in. */
      ground: Type.Optional(Type.String({ minLength: 4, maxLength: 500 })),
    },
    closed,
  )

export const DeemedPeriodRequest = asked(
  {
    insurance: Pensions,
    deemedKind: Word(DEEMED_KINDS),
    fromMonth: PeriodText,
    throughMonth: PeriodText,
    /** Only where the rule converts them; else every month of the stretch counts. */
    months: Type.Optional(Months),
    document: Short(100),
  },
  {},
)
export type DeemedPeriodRequest = Static<typeof DeemedPeriodRequest>

/** The amounts follow from the record and the rules; `item` and `amount` are for what another department determined. */
export const BenefitDeterminationRequest = asked(
  {
    insurance: Every,
    benefitKind: Word(BENEFIT_KINDS),
    variant: Type.String({ maxLength: 60 }),
    eventMonth: PeriodText,
    document: Short(100),
    /** 年度调整：an item of this year, added to the pension of the event month. */
    adjustmentYear: Type.Optional(Year),
    elsewhere: Type.Optional(
      Type.Object(
        {
          item: Short(60),
          amount: Amount,
          periodic: Type.Boolean(),
          fromMonth: PeriodText,
          throughMonth: Type.Optional(PeriodText),
        },
        closed,
      ),
    ),
  },
  {},
)
export type BenefitDeterminationRequest = Static<typeof BenefitDeterminationRequest>

export const BenefitPaymentRequest = asked(
  {
    insurance: Every,
    benefitKind: Word(BENEFIT_KINDS),
    item: Short(60),
    benefitMonth: PeriodText,
    amount: Signed,
    fromAccount: Signed,
  },
  { payMonth: PeriodText, paidDay: DayText, batch: Short(60) },
)
export type BenefitPaymentRequest = Static<typeof BenefitPaymentRequest>

export const SubsidyRequest = asked(
  {
    insurance: Every,
    subsidyKind: Word(SUBSIDY_KINDS),
    payer: Word(PAYERS),
    contributionMonth: PeriodText,
    amount: Signed,
    document: Short(100),
  },
  { arrivalDay: DayText },
)
export type SubsidyRequest = Static<typeof SubsidyRequest>

export const OpeningBalanceRequest = asked(
  { insurance: Pensions, year: Year, balance: Amount, actualMonths: Months },
  {},
)
export type OpeningBalanceRequest = Static<typeof OpeningBalanceRequest>

export const TransferRequest = asked(
  {
    insurance: Pensions,
    direction: Word(DIRECTIONS),
    month: PeriodText,
    otherArea: Type.String({ pattern: '^\\d{6}$' }),
    otherAgency: Short(100),
    fromMonth: PeriodText,
    throughMonth: PeriodText,
    months: Months,
    toAccount: Amount,
    pooled: Amount,
    document: Short(100),
  },
  {},
)
export type TransferRequest = Static<typeof TransferRequest>

/** 人员类别的起止。 */
export const PersonCategoryRequest = asked(
  { category: Word(CATEGORIES), change: Word(BEGIN_END), fromDay: DayText, document: Short(100) },
  {},
)
export type PersonCategoryRequest = Static<typeof PersonCategoryRequest>

/** 监护关系：the ward stands as the person, the guardian beside. */
export const GuardianshipRequest = asked(
  {
    otherIdentityNumber: Short(40),
    otherFullName: Short(100),
    change: Word(BEGIN_END),
    fromDay: DayText,
    document: Short(100),
  },
  {},
)
export type GuardianshipRequest = Static<typeof GuardianshipRequest>

/** 授权与近亲属代表：the principal stands as the person, the agent beside, from the agent's own paper. */
export const MandateRequest = asked(
  {
    otherIdentityNumber: Short(40),
    otherFullName: Short(100),
    capacity: Word(MANDATE_CAPACITIES),
    change: Word(BEGIN_END),
    scope: Type.Optional(Type.Array(Word(MANDATE_SCOPE), { maxItems: 10, uniqueItems: true })),
    /** 只限这些险种、这些月份；left out, or none chosen: all. */
    insurances: Type.Optional(Type.Array(Every, { maxItems: 9, uniqueItems: true })),
    fromMonth: Type.Optional(PeriodText),
    throughMonth: Type.Optional(PeriodText),
    fromDay: DayText,
    throughDay: Type.Optional(DayText),
    document: Short(100),
  },
  {},
)
export type MandateRequest = Static<typeof MandateRequest>

/** 保密标识的起止。 */
export const ProtectionRequest = asked(
  { change: Word(BEGIN_END), fromDay: DayText, because: Short(200), document: Short(100) },
  {},
)
export type ProtectionRequest = Static<typeof ProtectionRequest>

export const LifeEventRequest = asked({ event: Word(LIFE_EVENTS), day: DayText, document: Short(100) }, {})
export type LifeEventRequest = Static<typeof LifeEventRequest>

/** 居民年度缴费：the grade of a year; a paid row of its December, with the subsidy the rules add. */
export const ResidentPaymentRequest = asked(
  {
    insurance: Codes('170', '390'),
    year: Year,
    /** 缴费档次, for pension. */
    grade: Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_FEN })),
    /** 参保人群, for medical insurance. */
    group: Type.Optional(Word(RESIDENT_GROUP_NAMES)),
    onBehalf: Type.Optional(Word(RELIEF_NAMES)),
    levyVoucher: Short(40),
  },
  { arrivalDay: DayText },
)
export type ResidentPaymentRequest = Static<typeof ResidentPaymentRequest>

/** 待遇的停、复、终。The months it reaches follow from the first; arrears follow from the rule. */
export const BenefitChangeRequest = asked(
  {
    insurance: Every,
    benefitKind: Word(BENEFIT_KINDS),
    change: Word(BENEFIT_CHANGES),
    fromMonth: PeriodText,
    reason: Word(BENEFIT_REASONS),
    document: Short(100),
  },
  {},
)
export type BenefitChangeRequest = Static<typeof BenefitChangeRequest>

/** 领取资格认证。How long it holds is the area's setting, never typed. */
export const EntitlementCheckRequest = asked(
  { method: Word(CHECK_METHODS), result: Word(CHECK_RESULTS), checkedDay: DayText, document: Short(100) },
  {},
)
export type EntitlementCheckRequest = Static<typeof EntitlementCheckRequest>

/** 特殊工种的一段。What two people then hold against three sources. */
export const SpecialWorkRequest = asked(
  {
    workKind: Word(HAZARDOUS_KINDS),
    fromMonth: PeriodText,
    throughMonth: PeriodText,
    /** Only where fewer than every month of the stretch counts. */
    months: Type.Optional(Months),
    document: Short(100),
  },
  {},
)
export type SpecialWorkRequest = Static<typeof SpecialWorkRequest>

/** 认定与审核结果。The version follows from what is posted; a finding needs its document, a change another case. */
export const RulingRequest = asked(
  {
    subject: Word(RULING_SUBJECTS),
    reference: Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' }),
    finding: Word(RULING_FINDINGS),
    receivedDay: DayText,
    decidedDay: Type.Optional(DayText),
    /** 审定金额, of a review of fees that was settled. */
    amount: Type.Optional(Amount),
    because: Type.Optional(Short(500)),
    document: Short(100),
  },
  {},
)
export type RulingRequest = Static<typeof RulingRequest>

/** 新事实各类的请求，by their kind. */
export const FACT_REQUESTS = {
  deemedPeriod: DeemedPeriodRequest,
  benefitDetermination: BenefitDeterminationRequest,
  benefitPayment: BenefitPaymentRequest,
  subsidy: SubsidyRequest,
  openingBalance: OpeningBalanceRequest,
  transfer: TransferRequest,
  lifeEvent: LifeEventRequest,
  personCategory: PersonCategoryRequest,
  guardianship: GuardianshipRequest,
  mandate: MandateRequest,
  protection: ProtectionRequest,
  residentPayment: ResidentPaymentRequest,
  benefitChange: BenefitChangeRequest,
  entitlementCheck: EntitlementCheckRequest,
  specialWork: SpecialWorkRequest,
  ruling: RulingRequest,
} as const satisfies Readonly<Record<string, TObject>>
export type FactEntryKind = keyof typeof FACT_REQUESTS
export type FactRequests = { readonly [K in FactEntryKind]: Static<(typeof FACT_REQUESTS)[K]> }
