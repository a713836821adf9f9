import { type Explained, explain } from '../kernel/explain.js'
import { invariant } from '../kernel/invariant.js'
import { type Fen, fen, type Ppm, sum, ZERO } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import type { TermKey } from '../kernel/terms.js'
import {
  ACCOUNT_RULE,
  type AccountCredit,
  balanceInterest,
  MONTHS,
  monthlyProduct,
  productInterest,
  yearlyInterest,
} from './account-interest.js'
import type { AccountTerms } from './account-terms.js'
import { creditAfterClose } from './refusals.js'

/**
 * 一年的账户增减。All by the month in which the money moved. What leaves in or after the month an account ended in
 * (its balance moved away, or paid once) has borne interest to the end; a month's pension before that has not.
 */
export interface AccountYearInput {
  readonly openingBalance: Fen | Explained<Fen>
  readonly credits: readonly AccountCredit[]
  readonly paidOut?: readonly AccountCredit[]
  readonly movedIn?: readonly AccountCredit[]
  readonly movedOut?: readonly AccountCredit[]
  /** 账户终止月份: ended at the end of this month (transfer, death, settling abroad); whole year when absent. */
  readonly closedAfter?: number
}

interface AccountYearParts {
  readonly openingBalance: Explained<Fen>
  readonly yearCredits: Explained<Fen>
  readonly paidOut: Explained<Fen>
  readonly movedIn: Explained<Fen>
  readonly movedOut: Explained<Fen>
  /** 本金: what the account holds before this year's interest. */
  readonly principal: Explained<Fen>
  /** 透支：at the end of some month more had left the account than was in it. The figures stand; somebody must look. */
  readonly overdrawn: boolean
}

/**
 * 个人账户一年。closing = opening + interestOnOpening + credits + interestOnCredits − paidOut − interestOnPaid + movedIn −
 * movedOut, each interest rounded by itself; that on money moved in stands with the credits', that on money which left
 * with what was paid. Awaiting the rate there is no interest and no closing balance, only what is known.
 */
export type AccountYear = AccountYearParts &
  (
    | {
        readonly state: 'settled' | 'provisional'
        readonly interestOnOpening: Explained<Fen>
        readonly interestOnCredits: Explained<Fen>
        readonly interestOnPaid: Explained<Fen>
        readonly closingBalance: Explained<Fen>
      }
    | {
        readonly state: 'awaitingRate'
        readonly interestOnOpening?: undefined
        readonly interestOnCredits?: undefined
        readonly interestOnPaid?: undefined
        readonly closingBalance?: undefined
      }
  )

type RatedTerms = AccountTerms & { readonly rate: Explained<Ppm> }

const NONE: readonly AccountCredit[] = []

/**
 * 个人账户年度结息。A year ended early counts the months up to its end by the monthly product, whatever the area's
 * method. Stops with `account.credit-after-close`.
 */
export function accountYear(terms: AccountTerms, input: AccountYearInput): AccountYear {
  const { closedAfter: last = MONTHS, credits, paidOut = NONE, movedIn = NONE, movedOut = NONE } = input
  for (const entry of [credits, movedIn]) refuseAfterClose(entry, last)
  const openingBalance = asExplained(input.openingBalance)
  const [entered, left] = [total('yearCredits', credits), total('accountPaid', paidOut)]
  const [came, went] = [total('movedIn', movedIn), total('movedOut', movedOut)]
  const principal = explain('principal', 'fen', ACCOUNT_RULE, (why) =>
    fen(why.use(openingBalance) + why.use(entered) - why.use(left) + why.use(came) - why.use(went)),
  )
  const overdrawn = isOverdrawn(openingBalance.value, [...credits, ...movedIn], [...paidOut, ...movedOut])
  const parts = {
    openingBalance,
    yearCredits: entered,
    paidOut: left,
    movedIn: came,
    movedOut: went,
    principal,
    overdrawn,
  }
  if (terms.rate === undefined) return { state: 'awaitingRate', ...parts }
  const rated: RatedTerms = { ...terms, rate: terms.rate }
  const span = monthsBearing(terms, input.closedAfter)
  const interestOnOpening = openingInterest(rated, openingBalance, span)
  const interestOnCredits = creditsInterest(rated, input, span)
  const earned = [interestOnOpening, interestOnCredits]
  const interestOnPaid = leavingInterest(rated, input, span, overdrawn ? undefined : earned)
  const closingBalance = explain('closingBalance', 'fen', ACCOUNT_RULE, (why) => {
    const plus = [openingBalance, interestOnOpening, entered, interestOnCredits, came].map((part) => why.use(part))
    const minus = [left, interestOnPaid, went].map((part) => why.use(part))
    return fen(sum(plus) - sum(minus))
  })
  const state = terms.provisional ? 'provisional' : 'settled'
  return { state, ...parts, interestOnOpening, interestOnCredits, interestOnPaid, closingBalance }
}

function openingInterest(
  { rate, rounding }: RatedTerms,
  openingBalance: Explained<Fen>,
  span: Explained<number>,
): Explained<Fen> {
  return explain('interestOnOpening', 'fen', ACCOUNT_RULE, (why) => {
    const months = span.value === MONTHS ? MONTHS : why.use(span)
    return balanceInterest(why.use(openingBalance), why.use(rate), months, why.use(rounding))
  })
}

/**
 * 当年记账与转入的利息。The yearly method's factor stands for the credits of a whole year, each from its own month on; what
 * bears from another month, or was moved in, goes by the monthly product.
 */
function creditsInterest(
  { rate, method, yearlyFactor, rounding }: RatedTerms,
  { credits, movedIn = NONE }: AccountYearInput,
  span: Explained<number>,
): Explained<Fen> {
  const isYearly = method.value === 'yearly' && span.value === MONTHS
  const [byFactor, byMonth] = isYearly
    ? [credits.filter(isPlain), credits.filter((one) => !isPlain(one))]
    : [NONE, credits]
  const entries = movedIn.length === 0 ? byMonth : [...byMonth, ...movedIn]
  return explain('interestOnCredits', 'fen', ACCOUNT_RULE, (why) => {
    why.use(method)
    const backs = credits.map(({ back }) => (back === undefined ? ZERO : why.use(back)))
    const parts = [sum(backs)]
    if (isYearly) {
      const whole = why.use(total('yearCredits', byFactor))
      parts.push(yearlyInterest(whole, why.use(rate), why.use(yearlyFactor), why.use(rounding)))
    }
    if (!isYearly || entries.length > 0) {
      parts.push(productInterest(why.use(monthlyProduct(entries, span.value)), why.use(rate), why.use(rounding)))
    }
    return sum(parts)
  })
}

function isPlain({ bearsFrom, back }: AccountCredit): boolean {
  return bearsFrom === undefined && back === undefined
}

/**
 * 支出与转出冲减的利息。Money that leaves in the month an account ends, or later, leaves with its interest. An account that
 * was never overdrawn has never less than no interest: rounding apart does not take the odd fen below zero.
 */
function leavingInterest(
  { rate, rounding }: RatedTerms,
  { paidOut = NONE, movedOut = NONE, closedAfter = MONTHS + 1 }: AccountYearInput,
  span: Explained<number>,
  earned: readonly Explained<Fen>[] | undefined,
): Explained<Fen> {
  const leaving = [...paidOut, ...movedOut].filter(({ month }) => month < closedAfter)
  return explain('interestOnPaid', 'fen', ACCOUNT_RULE, (why) => {
    if (leaving.length === 0) return ZERO
    const less = productInterest(why.use(monthlyProduct(leaving, span.value)), why.use(rate), why.use(rounding))
    const most = earned === undefined ? less : sum(earned.map(({ value }) => value))
    return less <= most ? less : sum(earned!.map((part) => why.use(part)))
  })
}

/** 计息月数：the year's twelve, or the months up to the account's end, that month itself as the area's rule says. */
function monthsBearing({ closingMonth }: AccountTerms, closedAfter: number | undefined): Explained<number> {
  return explain('monthsInAccountYear', 'count', ACCOUNT_RULE, (why) => {
    if (closedAfter === undefined) return MONTHS
    const counts = closingMonth === undefined || why.use(closingMonth) === 'counted'
    return counts ? closedAfter : closedAfter - 1
  })
}

const ENTRY: Readonly<Record<string, TermKey>> = { yearCredits: 'accountCredit' }

function total(term: TermKey, entries: readonly AccountCredit[]): Explained<Fen> {
  const entry = ENTRY[term] ?? term
  return explain(term, 'fen', ACCOUNT_RULE, (why) =>
    sum(entries.map(({ amount, fact }) => why.step(entry, 'fen', amount, fact))),
  )
}

function refuseAfterClose(entries: readonly AccountCredit[], last: number): void {
  for (const { month } of entries) {
    invariant(Number.isInteger(month) && month >= 1 && month <= MONTHS, `${month} is not a month of a year`)
    if (month > last) throw new Refusal(creditAfterClose, { month, closedAfter: last })
  }
}

function isOverdrawn(opening: Fen, came: readonly AccountCredit[], left: readonly AccountCredit[]): boolean {
  if (left.length === 0) return opening < 0
  const byMonth = new Array<number>(MONTHS + 1).fill(0)
  for (const { month, amount } of came) byMonth[month]! += amount
  for (const { month, amount } of left) byMonth[month]! -= amount
  let balance: number = opening
  for (const change of byMonth) {
    balance += change
    if (balance < 0) return true
  }
  return false
}

/** 上年末储存额: given, or last year's closing balance with its own reasons beneath. */
function asExplained(amount: Fen | Explained<Fen>): Explained<Fen> {
  const [value, from] = typeof amount === 'number' ? [amount, []] : [amount.value, [amount]]
  return { term: 'openingBalance', unit: 'fen', value, from }
}
