import type { Day } from '../kernel/day.js'
import type { FactRef } from '../kernel/explain.js'
import type { Fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { Due, EmployerRegistration, Enrolment, Paid, PersonRegistration } from '../ledger/fact.js'
import type { Sentence } from './kinds.js'

/** 一个险种的应缴，随凭证审定。 */
export interface Item {
  readonly insurance: string
  readonly base: Fen
  readonly employer: Fen
  readonly person: Fen
  readonly employerToAccount: Fen
  readonly personToAccount: Fen
}

/** 申报的一行：one person, one contribution month; yields one due fact per insurance. */
export interface ContributionLine {
  readonly row: number
  readonly personId: string
  readonly identityNumber: string
  readonly fullName: string
  readonly contributionMonth: Period
  readonly contributionKind: string
  readonly declaredWage: Fen
  readonly personKind: 'employee' | 'flexible'
  readonly items: readonly Item[]
}

/** 征收结果的一行：one payment of one insurance, found to fit, to differ, or to belong to nobody. */
export interface LevyLine {
  readonly row: number
  readonly levyVoucher: string
  readonly creditCode: string
  readonly identityNumber: string
  readonly fullName: string
  readonly insurance: string
  readonly settlementMonth: Period
  readonly contributionMonth: Period
  readonly contributionKind: string
  readonly base: Fen
  readonly employerAmount: Fen
  readonly personAmount: Fen
  readonly arrivalDay: Day
  readonly outcome: 'fitting' | 'differing' | 'suspense'
  readonly reason?: string | undefined
  readonly personId?: string | undefined
  readonly employerId?: string | undefined
  readonly agency: string
  readonly area: string
  readonly employerToAccount: Fen
  readonly personToAccount: Fen
}

/** 个人登记的一行。`registration` is left out where the person was registered before and only enrolments join. */
export interface RegistrationLine {
  readonly row: number
  readonly personId: string
  readonly identityNumber: string
  readonly fullName: string
  readonly documentType: string
  /** Whether the person id, its key and index entries are made by this posting. */
  readonly isNew: boolean
  readonly registration?: Omit<PersonRegistration, 'kind' | 'line'> | undefined
  readonly enrolments: readonly Omit<Enrolment, 'kind' | 'line'>[]
}

export interface EmployerLine {
  readonly row: number
  readonly isNew: boolean
  readonly registration: Omit<EmployerRegistration, 'kind' | 'line'>
}

/** 更正的一行：which row is reversed, as it stood, and what is posted in its place. */
export interface CorrectionLine {
  readonly row: number
  readonly reverses: FactRef
  readonly original: Due | Paid
  readonly replacement?: Due | Paid | undefined
  readonly reason: string
  readonly explanation: string
}

export type Line = ContributionLine | LevyLine | RegistrationLine | EmployerLine | CorrectionLine

/** What a line adds to the sums of one insurance. */
export interface Counted {
  readonly insurance: string
  readonly base: number
  readonly employer: number
  readonly person: number
}

/** 摘要：what a revision keeps beside its vouchers. */
export interface Summary {
  readonly insurances: readonly InsuranceSum[]
  readonly notices: readonly Sentence[]
  readonly levy?: LevySums | undefined
}

export interface InsuranceSum {
  insurance: string
  persons: number
  base: number
  employerAmount: number
  personAmount: number
}

export interface Share {
  rows: number
  amount: number
}

export interface LevySums {
  readonly batch: string
  readonly controlRows: number
  readonly controlTotal: number
  readonly fitting: Share
  readonly differing: Share
  readonly suspense: Share
  readonly refunds: Share
}
