import type { Day } from '../kernel/day.js'
import type { FactRef } from '../kernel/explain.js'
import type { Fen, Ppm } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { CatalogueEntry } from './catalogue-fact.js'
import type {
  BankDeposit,
  BaseDeclaration,
  BenefitChange,
  EmployerContact,
  EntitlementCheck,
  ExpertOpinion,
  Mandate,
  PersonAlias,
  PersonCategory,
  PersonContact,
  Protection,
  Recheck,
  Relief,
  SpecialWork,
  Succession,
} from './collected-facts.js'
import type { BenefitKind, FactCommon, PersonFact } from './fact-common.js'
import type { LegacyDoubt } from './legacy-fact.js'
import type { Ruling } from './ruling-fact.js'

export type { CatalogueEntry } from './catalogue-fact.js'
export type {
  BankDeposit,
  BaseDeclaration,
  BenefitChange,
  EmployerContact,
  EntitlementCheck,
  ExpertOpinion,
  Mandate,
  PersonAlias,
  PersonCategory,
  PersonContact,
  Protection,
  Recheck,
  Relief,
  SpecialWork,
  Succession,
} from './collected-facts.js'
export { PERSON_CATEGORIES } from './collected-facts.js'
export type { BenefitKind, FactCommon, PersonFact } from './fact-common.js'
export type { LegacyDoubt } from './legacy-fact.js'
export type { Ruling } from './ruling-fact.js'

/** 个人登记。Sensitive text is plain here and encrypted under the person's key wherever it is stored. */
export interface PersonRegistration extends PersonFact {
  readonly kind: 'personRegistration'
  readonly documentType: string
  readonly fullName: string
  readonly socialSecurityNumber: string
  readonly sex: string
  readonly birthDate: Day
  readonly nationality: string
  readonly workStartDate?: Day | undefined
  readonly mobilePhone?: string | undefined
  readonly mailingAddress?: string | undefined
  readonly bankAccount?: string | undefined
}

/** 参保登记与变动。 */
export interface Enrolment extends PersonFact {
  readonly kind: 'enrolment'
  readonly insurance: string
  readonly employerId?: string | undefined
  readonly change: 'enrol' | 'suspend' | 'resume' | 'end'
  readonly fromMonth: Period
  readonly reason: string
  readonly personKind: string
}

export interface Contribution extends PersonFact {
  readonly insurance: string
  readonly employerId?: string | undefined
  readonly settlementMonth: Period
  readonly contributionMonth: Period
  /** 缴费类型 AAE143：01 normal, 02 back charge, 18 refund … */
  readonly contributionKind: string
  readonly base: Fen
  readonly employerAmount: Fen
  readonly personAmount: Fen
  readonly employerToAccount: Fen
  readonly personToAccount: Fen
}

/** 应缴。 */
export interface Due extends Contribution {
  readonly kind: 'due'
  readonly declaredWage: Fen
}

/** 实缴。Money that arrived; a refund is a line of its own with negative amounts. */
export interface Paid extends Contribution {
  readonly kind: 'paid'
  readonly levyVoucher: string
  readonly arrivalDay: Day
  readonly source: string
  readonly fitsRule: boolean
}

/** 期初储存额与月数：imported, not recomputable. */
export interface OpeningBalance extends PersonFact {
  readonly kind: 'openingBalance'
  readonly insurance: string
  readonly year: number
  readonly balance: Fen
  readonly actualMonths: number
}

/** 监护关系。 */
export interface Guardianship extends PersonFact {
  readonly kind: 'guardianship'
  readonly guardianPersonId: string
  readonly change: 'begin' | 'end'
  readonly fromDay: Day
  readonly document: string
}

/** 补贴与代缴。Money for a person that is neither his own nor his employer's contribution; taken back by a negative row. */
export interface Subsidy extends PersonFact {
  readonly kind: 'subsidy'
  readonly insurance: string
  readonly settlementMonth: Period
  readonly contributionMonth: Period
  readonly subsidyKind: 'government' | 'collective' | 'onBehalf' | 'employment'
  /** 出资方：central, province, city, county, town, collective or other. */
  readonly payer: string
  readonly amount: Fen
  readonly toAccount: Fen
  readonly document: string
  readonly arrivalDay: Day
}

/** 视同缴费期间。Approved from the file: a stretch with its evidence, never a bare number. */
export interface DeemedPeriod extends PersonFact {
  readonly kind: 'deemedPeriod'
  readonly insurance: string
  readonly deemedKind: 'continuousService' | 'military' | 'publicService' | 'hazardousConversion' | 'other'
  readonly fromMonth: Period
  readonly throughMonth: Period
  /** Months it counts for: those of the stretch, unless the rule converts them. */
  readonly months: number
  readonly document: string
}

/** 待遇核定。One item each; an adjustment is an item of its own with its document, never an overwriting. */
export interface BenefitDetermination extends PersonFact {
  readonly kind: 'benefitDetermination'
  readonly insurance: string
  readonly benefitKind: BenefitKind
  /** A key of the benefit items of policy: basicPension, accountPension, transitionalPension, adjustment … */
  readonly item: string
  /** Group of retirement, grade of injury, kind of event: what the rule needs besides the facts. */
  readonly variant: string
  /** 发生月：the month of retirement, loss of work, injury, birth or death. */
  readonly eventMonth: Period
  readonly periodic: boolean
  readonly fromMonth: Period
  readonly throughMonth?: Period | undefined
  /** A month's amount where periodic, else the whole. */
  readonly amount: Fen
  /** 预发：to be determined anew once the figure it rests on is published. */
  readonly provisional: boolean
  readonly document: string
}

/** 待遇支付。What came back is a negative row. */
export interface BenefitPayment extends PersonFact {
  readonly kind: 'benefitPayment'
  readonly insurance: string
  readonly benefitKind: BenefitKind
  readonly item: string
  readonly payMonth: Period
  readonly benefitMonth: Period
  readonly amount: Fen
  /** The part that was taken from the personal account; the rest is the pool's. */
  readonly fromAccount: Fen
  readonly batch: string
  readonly paidDay: Day
}

/** 关系转移。Months and money that came from, or went to, another place; what went stays here for reference. */
export interface Transfer extends PersonFact {
  readonly kind: 'transfer'
  readonly insurance: string
  readonly direction: 'in' | 'out'
  /** The month in which the money arrived or left. */
  readonly month: Period
  readonly otherArea: string
  readonly otherAgency: string
  readonly fromMonth: Period
  readonly throughMonth: Period
  readonly months: number
  /** 个人账户储存额转移额. */
  readonly toAccount: Fen
  /** 统筹基金转移额. */
  readonly pooled: Fen
  readonly document: string
}

/** 生存与去向。Death or settling abroad, and its being taken back. */
export interface LifeEvent extends PersonFact {
  readonly kind: 'lifeEvent'
  readonly event: 'death' | 'settledAbroad'
  readonly day: Day
  readonly document: string
}

/**
 * 年度结息。A closed year of one account, derived and stored; a late fact makes a new row, which the older yields to.
 * closing = opening + interestOnOpening + credits + interestOnCredits − paidOut − interestOnPaid + movedIn − movedOut.
 */
export interface AccountClose extends PersonFact {
  readonly kind: 'accountClose'
  readonly insurance: string
  readonly year: number
  readonly opening: Fen
  readonly credits: Fen
  readonly interestOnOpening: Fen
  readonly interestOnCredits: Fen
  readonly paidOut: Fen
  readonly interestOnPaid: Fen
  readonly movedIn: Fen
  readonly movedOut: Fen
  readonly closing: Fen
  /** 记账利率 used, and whether it was only provisional. */
  readonly rate: Ppm
  readonly provisional: boolean
  /** 1 to 12 where the account ended within the year. */
  readonly closedAfter?: number | undefined
  /** 本年实缴月数 and 截至本年末累计实缴月数. */
  readonly paidMonths: number
  readonly totalMonths: number
  /** 树的大小：postings below this place were folded. */
  readonly inputSize: number
  readonly inputPolicy: string
}

/** 待认领。Arrived money that fits nobody; who it names is encrypted under the desk's key. */
export interface Suspense extends FactCommon {
  readonly kind: 'suspense'
  readonly insurance: string
  readonly creditCode: string
  readonly identityNumber: string
  readonly fullName: string
  readonly settlementMonth: Period
  readonly contributionMonth: Period
  readonly contributionKind: string
  readonly base: Fen
  readonly employerAmount: Fen
  readonly personAmount: Fen
  readonly levyVoucher: string
  readonly arrivalDay: Day
  readonly reason: string
}

/** 单位登记。 */
export interface EmployerRegistration extends FactCommon {
  readonly kind: 'employerRegistration'
  readonly employerId: string
  readonly creditCode: string
  readonly name: string
  readonly employerType: string
  readonly industryCode: string
  readonly injuryClass: number
  readonly injuryFloat: Ppm
  readonly status: string
  readonly fromMonth: Period
}

/** 缓缴。An approved event of the employer: what is due for these months stands, and is no arrears until the day is over. */
export interface Deferral extends FactCommon {
  readonly kind: 'deferral'
  readonly employerId: string
  readonly insurance: string
  readonly fromMonth: Period
  readonly throughMonth: Period
  /** 缓缴期的最后一日。 */
  readonly untilDay: Day
  readonly document: string
}

/** 滞纳金。The employer's, never a person's: of money that arrived after the last day to pay. */
export interface LateFee extends FactCommon {
  readonly kind: 'lateFee'
  readonly employerId: string
  readonly insurance: string
  readonly contributionMonth: Period
  readonly arrears: Fen
  /** 起算之日：the day after the last day to pay. */
  readonly fromDay: Day
  readonly paidDay: Day
  /** 滞纳天数，不含缓缴期内的。 */
  readonly days: number
  readonly amount: Fen
  readonly levyVoucher: string
}

export type PolicyTextKind = 'parameters' | 'access' | 'routes' | 'agencies' | 'standard'

/** 规则文本：parameters, access policies and routes as posted; run time reads these only. */
export interface PolicyText {
  readonly kind: 'policyText'
  readonly line: number
  readonly reverses?: FactRef | undefined
  readonly textKind: PolicyTextKind
  readonly path: string
  readonly text: string
}

export type Fact =
  | PersonRegistration
  | Enrolment
  | Due
  | Paid
  | OpeningBalance
  | Guardianship
  | Subsidy
  | DeemedPeriod
  | BenefitDetermination
  | BenefitPayment
  | Transfer
  | LifeEvent
  | AccountClose
  | Suspense
  | EmployerRegistration
  | Deferral
  | LateFee
  | PersonAlias
  | PersonContact
  | PersonCategory
  | BaseDeclaration
  | BenefitChange
  | EntitlementCheck
  | SpecialWork
  | Ruling
  | ExpertOpinion
  | LegacyDoubt
  | Mandate
  | Protection
  | EmployerContact
  | Succession
  | Relief
  | BankDeposit
  | CatalogueEntry
  | Recheck
  | PolicyText

export type FactKind = Fact['kind']

/** A fact as it stands in the ledger: with its posting and ordinal. */
export type Posted<F extends Fact = Fact> = F & { readonly ref: FactRef }

/** 凭证行号所指：which voucher a posting came from. */
export interface PostingHeader {
  readonly postingId: string
  readonly voucherId: string
  readonly revision: number
  readonly kind: string
  readonly agency: string
  readonly businessDay: Day
  readonly postedAt: number
}
