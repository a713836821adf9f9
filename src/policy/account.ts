import { cite, type Explained, explain, type FactRef } from '../kernel/explain.js'
import { invariant } from '../kernel/invariant.js'
import { type Fen, fen, type Ppm, type Rounding, ratio, sum } from '../kernel/money.js'
import { parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { AreaPolicy } from './area.js'
import { creditAfterClose } from './refusals.js'

export type InterestMethod = 'yearly' | 'monthlyProduct'

/** 一年的计息要素。`rate` is undefined until the year's notional rate is published; it is never guessed. */
export interface AccountTerms {
  readonly year: number
  readonly rate: Explained<Ppm> | undefined
  readonly method: Explained<InterestMethod>
  /** 1.083/2 as the rule rounds it, exactly 0.5415. */
  readonly yearlyFactor: Explained<Ppm>
  readonly rounding: Explained<Rounding>
}

/** 一笔记账。The month of posting (1 to 12), not the month it is for; a reversal is negative. */
export interface AccountCredit {
  readonly month: number
  readonly amount: Fen
  readonly fact?: FactRef
}

export interface AccountYearInput {
  readonly openingBalance: Fen | Explained<Fen>
  readonly credits: readonly AccountCredit[]
  /** 账户终止月份: closed at the end of this month (retirement, transfer, death); whole year when absent. */
  readonly closedAfter?: number
}

interface AccountYearParts {
  readonly openingBalance: Explained<Fen>
  readonly yearCredits: Explained<Fen>
  /** 本金: opening balance and credits, without this year's interest. */
  readonly principal: Explained<Fen>
}

/**
 * 个人账户一年。Settled: the four terms add up to the closing balance. Awaiting the rate: there is no interest and no
 * closing balance, only what is known.
 */
export type AccountYear = AccountYearParts &
  (
    | {
        readonly state: 'settled'
        readonly interestOnOpening: Explained<Fen>
        readonly interestOnCredits: Explained<Fen>
        readonly closingBalance: Explained<Fen>
      }
    | {
        readonly state: 'awaitingRate'
        readonly interestOnOpening?: undefined
        readonly interestOnCredits?: undefined
        readonly closingBalance?: undefined
      }
  )

const RULE = cite('劳办发〔1997〕116号', '年度计算法与月积数法')
const MONTHS = 12
const WHOLE = 1_000_000

/** 某年的计息要素：记账利率、计息方法、尾数处理。 */
export function accountTerms(area: AreaPolicy, year: number): AccountTerms {
  return area.remember(`account|${year}`, () => {
    const at = parsePeriod(`${year}-12`)
    return {
      year,
      rate: area.find('pension.notional-rate', at) as Explained<Ppm> | undefined,
      method: area.choice('account.interest-method', at) as Explained<InterestMethod>,
      yearlyFactor: area.ppm('account.yearly-method-factor', at),
      rounding: area.choice('account.rounding', at) as Explained<Rounding>,
    }
  })
}

/**
 * 个人账户年度结息。Interest on the opening balance and on the year's credits, each rounded once; a year closed early
 * counts the months up to its closing by the monthly product, whatever the area's method. Stops with
 * `account.credit-after-close`.
 */
export function accountYear(terms: AccountTerms, input: AccountYearInput): AccountYear {
  const { closedAfter: last = MONTHS } = input
  for (const { month } of input.credits) {
    invariant(Number.isInteger(month) && month >= 1 && month <= MONTHS, `${month} is not a month of a year`)
    if (month > last) throw new Refusal(creditAfterClose, { month, closedAfter: last })
  }
  const openingBalance = asExplained(input.openingBalance)
  const yearCredits = explain('yearCredits', 'fen', RULE, (why) =>
    sum(input.credits.map(({ amount, fact }) => why.step('accountCredit', 'fen', amount, fact))),
  )
  const principal = explain('principal', 'fen', RULE, (why) => fen(why.use(openingBalance) + why.use(yearCredits)))
  const parts = { openingBalance, yearCredits, principal }
  const { rate } = terms
  if (rate === undefined) return { state: 'awaitingRate', ...parts }

  const interestOnOpening = explain('interestOnOpening', 'fen', RULE, (why) => {
    const months = last === MONTHS ? MONTHS : why.step('monthsInAccountYear', 'count', last)
    return interest(why.use(openingBalance), why.use(rate) * months, WHOLE * MONTHS, why.use(terms.rounding))
  })
  const interestOnCredits = creditsInterest({ ...terms, rate }, input.credits, yearCredits, last)
  const closingBalance = explain('closingBalance', 'fen', RULE, (why) =>
    sum([openingBalance, yearCredits, interestOnOpening, interestOnCredits].map((part) => why.use(part))),
  )
  return { state: 'settled', ...parts, interestOnOpening, interestOnCredits, closingBalance }
}

/** 月积数：each month's credit times the months it has still to bear interest, its own included. */
export function monthlyProduct(credits: readonly AccountCredit[], last: number = MONTHS): Explained<number> {
  return explain('monthlyProduct', 'fenMonths', RULE, (why) => {
    let product = 0
    for (const { month, amount, fact } of credits) {
      product += why.step('accountCredit', 'fen', amount, fact) * (last - month + 1)
    }
    return fen(product)
  })
}

export interface PensionerYear {
  readonly openingBalance: Explained<Fen>
  readonly accountPaid: Explained<Fen>
  readonly yearInterest: Explained<Fen>
  readonly closingBalance: Explained<Fen>
}

/**
 * 领取期间个人账户一年。The balance keeps bearing interest less that of what was paid out from month to month; the two
 * interests are rounded apart. Undefined while the year's rate is not published.
 */
export function pensionerYear(
  terms: AccountTerms,
  opening: Fen | Explained<Fen>,
  paid: readonly AccountCredit[],
): PensionerYear | undefined {
  const { rate } = terms
  if (rate === undefined) return undefined
  const openingBalance = asExplained(opening)
  const accountPaid = explain('accountPaid', 'fen', RULE, (why) =>
    sum(paid.map(({ amount, fact }) => why.step('accountPaid', 'fen', amount, fact))),
  )
  const yearInterest = explain('yearInterest', 'fen', RULE, (why) => {
    const [perMillion, rounding] = [why.use(rate), why.use(terms.rounding)]
    const earned = interest(why.use(openingBalance), perMillion, WHOLE, rounding)
    return fen(earned - interest(why.use(monthlyProduct(paid)) as Fen, perMillion, WHOLE * MONTHS, rounding))
  })
  const closingBalance = explain('closingBalance', 'fen', RULE, (why) =>
    fen(why.use(openingBalance) - why.use(accountPaid) + why.use(yearInterest)),
  )
  return { openingBalance, accountPaid, yearInterest, closingBalance }
}

function creditsInterest(
  terms: AccountTerms & { readonly rate: Explained<Ppm> },
  credits: readonly AccountCredit[],
  yearCredits: Explained<Fen>,
  last: number,
): Explained<Fen> {
  const { rate, method, yearlyFactor, rounding } = terms
  if (method.value === 'yearly' && last === MONTHS) {
    return explain('interestOnCredits', 'fen', RULE, (why) => {
      why.use(method)
      const share = BigInt(why.use(rate)) * BigInt(why.use(yearlyFactor))
      return interest(why.use(yearCredits), share, BigInt(WHOLE) ** 2n, why.use(rounding))
    })
  }
  return explain('interestOnCredits', 'fen', RULE, (why) => {
    why.use(method)
    const product = why.use(monthlyProduct(credits, last)) as Fen
    return interest(product, why.use(rate), WHOLE * MONTHS, why.use(rounding))
  })
}

/** Rounds the size of an amount, so that a reversal's interest is the exact opposite of the entry's. */
function interest(amount: Fen, numerator: number | bigint, denominator: number | bigint, rounding: Rounding): Fen {
  return amount < 0
    ? fen(0 - ratio(fen(-amount), numerator, denominator, rounding))
    : ratio(amount, numerator, denominator, rounding)
}

/** 上年末储存额: given, or last year's closing balance with its own reasons beneath. */
function asExplained(amount: Fen | Explained<Fen>): Explained<Fen> {
  const [value, from] = typeof amount === 'number' ? [amount, []] : [amount.value, [amount]]
  return { term: 'openingBalance', unit: 'fen', value, from }
}
