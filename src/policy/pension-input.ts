import type { Explained, FactRef } from '../kernel/explain.js'
import type { Fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { RetirementGroup } from './retirement.js'

/** 一个缴费月份及其缴费基数。 */
export interface BaseMonth {
  readonly month: Period
  readonly base: Fen
  readonly fact?: FactRef
}

/** 一段视同缴费期间，及其计为的月数。 */
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
