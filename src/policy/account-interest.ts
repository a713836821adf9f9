import { cite, type Explained, explain, type FactRef } from '../kernel/explain.js'
import { type Fen, fen, type Ppm, type Rounding, ratio, ZERO } from '../kernel/money.js'

/** 一笔账户增减。The month (1 to 12) in which it entered or left the account; a reversal is negative. */
export interface AccountCredit {
  readonly month: number
  readonly amount: Fen
  readonly fact?: FactRef
  /** 起息月份, where it is not the month of entry: 1 to 12, or 13 where it begins in a later year. */
  readonly bearsFrom?: number
  /** 以前年度的利息, where interest begins in an earlier year; it bears interest with the amount. */
  readonly back?: Explained<Fen>
}

export type InterestMethod = 'yearly' | 'monthlyProduct'

export const ACCOUNT_RULE = cite('劳办发〔1997〕116号', '年度计算法与月积数法')
export const MONTHS = 12
const WHOLE = 1_000_000

/** 月积数：each month's amount times the months it has still to count, its own included; none once the account has ended. */
export function monthlyProduct(entries: readonly AccountCredit[], last: number = MONTHS): Explained<number> {
  return explain('monthlyProduct', 'fenMonths', ACCOUNT_RULE, (why) => {
    let product = 0
    for (const { month, amount, fact, bearsFrom = month, back } of entries) {
      const bearing = why.step('accountCredit', 'fen', amount, fact) + (back === undefined ? 0 : why.use(back))
      product += bearing * Math.max(0, last - bearsFrom + 1)
    }
    return fen(product)
  })
}

/** 月积数的利息，rounded once. */
export function productInterest(product: number, rate: Ppm, rounding: Rounding): Fen {
  return signed(fen(product), rate, WHOLE * MONTHS, rounding)
}

/** 余额若干个月的利息，rounded once. */
export function balanceInterest(balance: Fen, rate: Ppm, months: number, rounding: Rounding): Fen {
  return signed(balance, rate * months, WHOLE * MONTHS, rounding)
}

/** 年度计算法的当年记账利息：the factor stands for credits that are equal from month to month. */
export function yearlyInterest(credits: Fen, rate: Ppm, factor: Ppm, rounding: Rounding): Fen {
  return signed(credits, BigInt(rate) * BigInt(factor), BigInt(WHOLE) ** 2n, rounding)
}

/** Rounds the size of an amount, so that a reversal's interest is the exact opposite of the entry's. */
function signed(amount: Fen, numerator: number | bigint, denominator: number | bigint, rounding: Rounding): Fen {
  if (amount === 0) return ZERO
  return amount < 0
    ? fen(0 - ratio(fen(-amount), numerator, denominator, rounding))
    : ratio(amount, numerator, denominator, rounding)
}
