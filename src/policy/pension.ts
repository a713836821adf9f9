import type { Explained, FactRef } from '../kernel/explain.js'
import { invariant } from '../kernel/invariant.js'
import type { Fen, Ppm } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { AreaPolicy } from './area.js'
import type { RetirementGroup } from './retirement.js'

/** 一个缴费月份及其缴费基数。 */
export interface BaseMonth {
  readonly month: Period
  readonly base: Fen
  readonly fact?: FactRef
}

/** 一段视同缴费期间，及其折算的月数。 */
export interface DeemedSpan {
  readonly from: Period
  readonly through: Period
  readonly months: number
  readonly fact?: FactRef
}

export interface PensionInput {
  readonly birth: Period
  readonly group: RetirementGroup
  readonly retirement: Period
  /** Months that count, each month once. */
  readonly paid: readonly BaseMonth[]
  /** 首次参保或参加工作年月, where the index begins. */
  readonly firstMonth: Period
  readonly deemed: readonly DeemedSpan[]
  /** Months brought in without their bases: they count as years, and stay out of the index. */
  readonly broughtMonths?: number
  readonly accountBalance: Explained<Fen>
}

/** 月基本养老金及其由来。 */
export interface Pension {
  /** 计发基数. */
  readonly base: Explained<Fen>
  readonly averageIndex: Explained<Ppm>
  /** 累计缴费年限, in months. */
  readonly years: Explained<number>
  /** 计发月数, in tenths. */
  readonly divisor: Explained<number>
  readonly basic: Explained<Fen>
  readonly account: Explained<Fen>
  readonly transitional: Explained<Fen>
  readonly total: Explained<Fen>
  /** 预发：rests on the base of another year, or on a provisional one. */
  readonly provisional: boolean
  readonly minimumMonths: Explained<number>
  /** 不足最低缴费年限的月数. */
  readonly shortfall: Explained<number>
}

/** 月基本养老金。 */
export function pensionOf(_area: AreaPolicy, _input: PensionInput): Pension {
  invariant(false, 'the pension is not computed yet')
}
