import type { Day } from '../kernel/day.js'
import type { FactRef } from '../kernel/explain.js'
import type { Fen, Ppm } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'

/** 事实共有的部分。Which line of the voucher it came from, whose agency and area, and which earlier row it reverses. */
export interface FactCommon {
  readonly line: number
  readonly agency: string
  readonly area: string
  readonly reverses?: FactRef | undefined
}

export interface PersonFact extends FactCommon {
  readonly personId: string
}

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

export type PolicyTextKind = 'parameters' | 'access' | 'routes' | 'agencies'

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
  | Suspense
  | EmployerRegistration
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
