import type { Explained } from '../kernel/explain.js'
import type { Fen, Ppm } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { AccountCredit } from './account-interest.js'
import type { PensionInput } from './pension.js'
import type { RetirementGroup } from './retirement.js'

/** 个人账户的现状：the last balance that bears all its interest, and what has come in since, by year and month. */
export interface AccountNow {
  /** The first year that is not settled. */
  readonly year: number
  readonly opening: Explained<Fen>
  readonly credits: ReadonlyMap<number, readonly AccountCredit[]>
}

/** 测算的起点：today's record, as far as a pension rests on it. */
export interface EstimateInput {
  /** 本月；what is before it is fact, what follows is supposed. */
  readonly now: Period
  readonly birth: Period
  /** A pension as of today: its group and month of retirement are replaced by those supposed. */
  readonly pension: PensionInput
  readonly account: AccountNow
}

/** 测算假设，everything a person may turn. */
export interface Assumptions {
  readonly group: RetirementGroup
  /** 退休年月；statutory unless chosen. */
  readonly retirement?: Period | undefined
  /** 今年的缴费基数；the last one unless given. */
  readonly base?: Fen | undefined
  readonly baseGrowth: Ppm
  readonly wageGrowth: Ppm
  /** 将来的记账利率；the last published unless given. */
  readonly notionalRate?: Ppm | undefined
  /** 每年缴费月数，0 to 12. */
  readonly monthsPerYear: number
}
