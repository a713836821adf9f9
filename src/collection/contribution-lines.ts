import type { Fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type {
  BankDeposit,
  BaseDeclaration,
  Deferral,
  EmployerRegistration,
  LateFee,
  Paid,
  Posted,
  Relief,
  Succession,
  Suspense,
} from '../ledger/fact.js'

/** 年度缴费工资申报的一行：one person's wage for a pay year, and the declaration it takes the place of. */
export interface BaseLine {
  readonly row: number
  readonly personId: string
  readonly identityNumber: string
  readonly fullName: string
  readonly declaration: Omit<BaseDeclaration, 'kind' | 'line'>
  /** 上一次申报的工资，for the reviewer to hold it against. */
  readonly wageBefore?: Fen | undefined
  /** 更改的是哪一行：reversed in the same posting. */
  readonly former?: Posted<BaseDeclaration> | undefined
  /** 逾期的理由。 */
  readonly lateReason?: string | undefined
}

/** 待认领款项的归属：to a person, as a payment of theirs; or back to who paid it. */
export interface ClaimLine {
  readonly row: number
  readonly claim: Posted<Suspense>
  readonly paid?: Omit<Paid, 'kind' | 'line'> | undefined
  /** 其中清偿应缴的金额。 */
  readonly settles?: Fen | undefined
  readonly owner?: { readonly fullName: string; readonly identityNumber: string; readonly employerName: string }
  readonly refund?: { readonly payer: string; readonly document: string } | undefined
  readonly explanation: string
}

/** 减免与核销的一行：an approved event of an employer in one insurance and month. */
export interface ReliefLine {
  readonly row: number
  readonly creditCode: string
  readonly employerName: string
  readonly relief: Omit<Relief, 'kind' | 'line'>
  /** 审批之前该月该险种的单位欠缴。 */
  readonly arrears: Fen
}

export type EmployerEvent = Deferral | LateFee | Relief | Succession | EmployerRegistration

/** 红冲之后须由人核对的：dues reckoned on wrong terms from a month on, staff that was ended with the employer. */
export interface CorrectionEffects {
  readonly dues?: number | undefined
  readonly fromMonth?: Period | undefined
  readonly endedStaff?: number | undefined
}

/** 单位事实的红冲：a deferral, late fee, relief, succession or registration that should not stand; reversed whole. */
export interface EmployerCorrectionLine {
  readonly row: number
  readonly creditCode: string
  readonly employerName: string
  readonly wrongEvent: Posted<EmployerEvent>
  readonly effects?: CorrectionEffects | undefined
  readonly reason: string
  readonly explanation: string
}

/** 专户入账的一行。 */
export interface DepositLine {
  readonly row: number
  readonly deposit: Omit<BankDeposit, 'kind' | 'line'>
  /** 到账至存入专户的天数，and whether it is over the limit. */
  readonly days: number
  readonly isLate: boolean
  /** 红冲一笔入账：the row as it stood, and why. */
  readonly reversal?: { readonly stood: Posted<BankDeposit>; readonly explanation: string } | undefined
}

export type ContributionBusinessLine = BaseLine | ClaimLine | ReliefLine | EmployerCorrectionLine | DepositLine
