import type { Explained } from '../kernel/explain.js'
import type { DeemedPeriod, Posted, Transfer } from '../ledger/fact.js'
import { figure } from './figure.js'
import type { InsuranceRecord } from './record.js'

/**
 * 缴费年限。In months, as XX年XX个月 is written: paid (months brought in from other places and imported ones included),
 * deemed, and their sum; lump sums and residents' months stand apart and are in no sum.
 */
export interface ContributionYears {
  /** 实际缴费月数：every calendar month once, however many payments and places. */
  readonly actual: Explained<number>
  /** 其中转入的月数. */
  readonly broughtIn: Explained<number>
  /** 视同缴费月数. */
  readonly deemed: Explained<number>
  /** 累计缴费月数 = 实际 + 视同. */
  readonly total: Explained<number>
  /** 趸缴月数，单列. */
  readonly lumpSum: Explained<number>
  /** 城乡居民养老保险缴费月数，单列：not converted into employees' months. */
  readonly resident: Explained<number>
}

export interface YearsSource {
  readonly insurances: readonly InsuranceRecord[]
  readonly deemed: readonly Posted<DeemedPeriod>[]
  readonly transfers: readonly Posted<Transfer>[]
}

export function contributionYears({ insurances, deemed, transfers }: YearsSource): ContributionYears {
  const months = (insurance: string) => insurances.find((one) => one.insurance === insurance)?.months?.actual
  const paid = months('110')?.value ?? 0
  const brought = transfers.reduce((sum, one) => sum + (one.direction === 'in' ? one.months : 0), 0)
  const approved = deemed.reduce((sum, one) => sum + one.months, 0)
  const count = (value: number) => figure('actualMonths', 'months', value, () => [])
  return {
    actual: count(paid + brought),
    broughtIn: count(brought),
    deemed: count(approved),
    total: count(paid + brought + approved),
    lumpSum: count(0),
    resident: count(months('170')?.value ?? 0),
  }
}
