import type { Day } from '../kernel/day.js'
import type { Explained, FactRef } from '../kernel/explain.js'
import { type Fen, fen, type Ppm, sum, ZERO } from '../kernel/money.js'
import { monthOf, type Period, yearOf } from '../kernel/period.js'
import type { OpeningBalance, Paid, Posted } from '../ledger/fact.js'
import { type AccountTerms, accountTerms, accountYear } from '../policy/account.js'
import type { PolicyBook } from '../policy/book.js'
import { figure } from './figure.js'
import { asked, findArea } from './keeping.js'

/**
 * 个人账户一年。closing = opening + interestOnOpening + credits + interestOnCredits − paidOut − interestOnPaid + movedIn −
 * movedOut; a part that does not occur is left out. A year that is not over, or whose rate is not published, has no
 * interest and no closing; a provisional year is settled at a rate that is to be replaced.
 */
export interface AccountYearRecord {
  readonly year: number
  readonly state: 'settled' | 'provisional' | 'rateNotPublished' | 'running'
  readonly opening: Explained<Fen>
  readonly credits: Explained<Fen>
  readonly interestOnOpening?: Explained<Fen> | undefined
  readonly interestOnCredits?: Explained<Fen> | undefined
  /** 当年账户支出：benefits drawn, and what was paid out when the account ended. */
  readonly paidOut?: Explained<Fen> | undefined
  readonly interestOnPaid?: Explained<Fen> | undefined
  /** 转入、转出的储存额. */
  readonly movedIn?: Explained<Fen> | undefined
  readonly movedOut?: Explained<Fen> | undefined
  readonly closing?: Explained<Fen> | undefined
  /** 1 to 12 where the account ended within the year. */
  readonly closedAfter?: number | undefined
  /** 年度结息所记的行，where a stored close stands behind the year. */
  readonly close?: FactRef | undefined
  /** 储存额：the closing balance, or opening and credits where there is no interest yet. */
  readonly balance: Explained<Fen>
  readonly rate?: Explained<Ppm> | undefined
}

/** 一险种的个人账户, oldest year first. */
export interface AccountRecord {
  readonly insurance: string
  readonly years: readonly AccountYearRecord[]
  readonly balance: Explained<Fen>
  /** 终止：why and in which month; a pensioner's account goes on being drawn and has not ended. */
  readonly ended?: AccountEnd | undefined
}

export interface AccountEnd {
  readonly month: Period
  readonly why: 'death' | 'settledAbroad' | 'transferredOut'
  readonly fact: FactRef
}

/** 有个人账户的险种。 */
export const ACCOUNT_INSURANCES = ['110', '120', '170', '310', 'annuity'] as const

export interface AccountSource {
  readonly paids: readonly Posted<Paid>[]
  readonly openings: readonly Posted<OpeningBalance>[]
  readonly book: PolicyBook
  readonly today: Day
  readonly through: Period
}

/** 基本养老保险个人账户，逐年。Oldest first; empty where there was never a credit nor an opening balance. */
export function accountYears(source: AccountSource): AccountYearRecord[] {
  const { openings } = source
  const first = openings.length === 0 ? undefined : Math.min(...openings.map(({ year }) => year))
  const credits = source.paids.filter(
    (paid) => creditOf(paid) !== 0 && (first === undefined || yearOf(paid.settlementMonth) > first),
  )
  if (first === undefined && credits.length === 0) return []
  const begin =
    first === undefined ? Math.min(...credits.map(({ settlementMonth }) => yearOf(settlementMonth))) : first + 1
  const end = Math.min(yearOf(source.today.slice(0, 7) as Period), yearOf(source.through))
  const years: AccountYearRecord[] = []
  for (let year = begin; year <= end; year++) {
    const opening = openingOf(
      years.at(-1),
      openings.filter((one) => one.year === year - 1),
    )
    const before = years.at(-1)?.state ?? 'settled'
    years.push(yearOfAccount(source, year, opening, credits, before === 'settled'))
  }
  return years
}

function yearOfAccount(
  source: AccountSource,
  year: number,
  opening: Explained<Fen>,
  credits: readonly Posted<Paid>[],
  beforeSettled: boolean,
): AccountYearRecord {
  const over = source.today > `${year}-12-31` && source.through >= `${year}-12`
  const terms = termsOf(source, year)
  const known = over && beforeSettled ? terms : { ...terms, rate: undefined }
  const entered = accountYear(known, {
    openingBalance: opening,
    credits: credits
      .filter(({ settlementMonth }) => yearOf(settlementMonth) === year)
      .map((paid) => ({ month: monthOf(paid.settlementMonth), amount: creditOf(paid), fact: paid.ref })),
  })
  const shared = { year, opening: entered.openingBalance, credits: entered.yearCredits }
  if (entered.state === 'awaitingRate') {
    return { ...shared, state: over ? 'rateNotPublished' : 'running', balance: entered.principal }
  }
  const { interestOnOpening, interestOnCredits, closingBalance: closing } = entered
  return {
    ...shared,
    state: 'settled',
    interestOnOpening,
    interestOnCredits,
    closing,
    balance: closing,
    rate: known.rate,
  }
}

/** 上年末储存额：last year's balance and whatever was brought in at its end. */
function openingOf(before: AccountYearRecord | undefined, brought: readonly Posted<OpeningBalance>[]): Explained<Fen> {
  const imported = brought.map((one) => figure('importedBalance', 'fen', one.balance, () => [], { fact: one.ref }))
  const parts = before === undefined ? imported : [before.balance, ...imported]
  return figure('openingBalance', 'fen', sum(parts.map(({ value }) => value)), () => parts)
}

/** 记入个人账户的金额：both sides' parts of money that arrived. */
function creditOf(paid: Paid): Fen {
  return fen(paid.employerToAccount + paid.personToAccount)
}

/** An area that publishes nothing settles nothing. */
function termsOf({ book, paids, openings }: AccountSource, year: number): AccountTerms {
  const last = paids.findLast(({ settlementMonth }) => yearOf(settlementMonth) <= year) ?? paids[0] ?? openings.at(-1)
  const area = last && findArea(book, last.area)
  return (area && asked(() => accountTerms(area, year))) ?? unsettled(year)
}

function unsettled(year: number): AccountTerms {
  return {
    year,
    rate: undefined,
    method: figure('interestMethod', 'text', 'monthlyProduct', () => []),
    yearlyFactor: figure('yearlyMethodFactor', 'ppm', ZERO as unknown as Ppm, () => []),
    rounding: figure('rounding', 'text', 'halfUp', () => []),
  }
}
