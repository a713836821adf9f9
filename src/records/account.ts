import type { Day } from '../kernel/day.js'
import { cite, type Explained } from '../kernel/explain.js'
import { type Fen, type Ppm, sum, ZERO } from '../kernel/money.js'
import { monthOf, type Period, yearOf } from '../kernel/period.js'
import type { Fact, OpeningBalance, Posted } from '../ledger/fact.js'
import { bearingCredit } from '../policy/account-back-pay.js'
import type { AccountCredit } from '../policy/account-interest.js'
import { type AccountTerms, accountTerms } from '../policy/account-terms.js'
import type { PolicyBook } from '../policy/book.js'
import { closedYear, foldedAndClosed } from './account-close-year.js'
import type { Closes } from './account-closes.js'
import { endOf } from './account-end.js'
import { type FoldInput, foldYear, plainYear } from './account-fold.js'
import { type AccountMove, type AccountMoves, movesByInsurance } from './account-moves.js'
import {
  ACCOUNT_INSURANCES,
  type AccountEnd,
  type AccountInsurance,
  type AccountRecord,
  type AccountYearRecord,
  CREDITS_ONLY,
} from './account-record.js'
import { figure } from './figure.js'
import { asked, findArea } from './keeping.js'
import type { Life } from './life.js'

export interface AccountSource {
  readonly insurance: AccountInsurance
  readonly account: AccountMoves
  readonly life: Life
  readonly book: PolicyBook
  readonly today: Day
  readonly through: Period
  readonly closes: Closes
}

type Shared = Pick<AccountSource, 'life' | 'book' | 'today' | 'through'>

/** 各险种的个人账户，in the order of their codes. */
export function accountsOf(
  known: readonly Posted<Fact>[],
  shared: Shared,
  closes: (insurance: string) => Closes,
): AccountRecord[] {
  const moves = movesByInsurance(known)
  return ACCOUNT_INSURANCES.flatMap((insurance) => {
    const account = moves.get(insurance)
    if (account === undefined) return []
    return accountOf({ ...shared, insurance, account, closes: closes(insurance) }) ?? []
  })
}

/** 一险种的个人账户；undefined where there was never a credit nor an opening balance. */
export function accountOf(source: AccountSource): AccountRecord | undefined {
  const { insurance, account, life } = source
  const ended = endOf(account.moves, life)
  const years = accountYears(source, ended)
  const last = years.at(-1)
  if (last === undefined) return undefined
  return { insurance, years, balance: last.balance, ended, balanceAt: (month) => balanceAt(source, years, month) }
}

/** The year before as it closed, and of the month's own year what came in and bore interest by its end. */
function balanceAt(source: AccountSource, years: readonly AccountYearRecord[], month: Period): Explained<Fen> {
  const own = years.find(({ year }) => year === yearOf(month))
  if (own === undefined || source.insurance === CREDITS_ONLY) {
    return (years.findLast(({ year }) => year < yearOf(month)) ?? years[0]!).balance
  }
  const moves = source.account.moves.filter((one) => yearOf(one.month) === own.year && one.month <= month)
  const before = years.find(({ year }) => year === own.year - 1)
  const terms = termsOf(source, own.year)
  const known = isSettled(before) ? terms : { ...terms, rate: undefined }
  const closedAfter = monthOf(month)
  return folded(source, known, { opening: own.opening, moves, closedAfter, waiting: 'rateNotPublished' }).balance
}

/** Whether the balance a year begins with is known to the last fen. */
function isSettled(before: AccountYearRecord | undefined): boolean {
  return before === undefined || before.state === 'settled' || before.state === 'provisional'
}

/** 账户逐年，oldest first. Each rests on the one before; a year whose close still holds is not folded again. */
function accountYears(source: AccountSource, ended: AccountEnd | undefined): AccountYearRecord[] {
  const { moves, openings } = source.account
  const [begin, end] = spanOf(source, ended)
  if (begin === undefined) return []
  const byYear = new Map<number, AccountMove[]>()
  for (const one of moves) {
    const own = byYear.get(yearOf(one.month))
    if (own === undefined) byYear.set(yearOf(one.month), [one])
    else own.push(one)
  }
  const years: AccountYearRecord[] = []
  for (let year = begin; year <= end; year++) {
    const brought = openings.filter((one) => one.year === year - 1)
    const opening = openingOf(years.at(-1), brought)
    years.push(yearOfAccount(source, ended, { year, opening, moves: byYear.get(year) ?? [], before: years.at(-1) }))
  }
  return years
}

/** From the first year with anything in it to the present one, or to the last in which an ended account moved. */
function spanOf(source: AccountSource, ended: AccountEnd | undefined): [begin: number | undefined, end: number] {
  const { moves, openings } = source.account
  const moved = moves.map(({ month }) => yearOf(month))
  const first = openings.length === 0 ? moved : openings.map(({ year }) => year + 1)
  const now = Math.min(Number(source.today.slice(0, 4)), yearOf(source.through))
  const last = ended === undefined ? now : Math.min(now, Math.max(yearOf(ended.month), ...moved))
  return [first.length === 0 ? undefined : Math.min(...first), last]
}

interface YearInput {
  readonly year: number
  readonly opening: Explained<Fen>
  readonly moves: readonly AccountMove[]
  readonly before: AccountYearRecord | undefined
}

function yearOfAccount(source: AccountSource, ended: AccountEnd | undefined, input: YearInput): AccountYearRecord {
  const { year } = input
  if (source.insurance === CREDITS_ONLY) return plainYear(year, 'creditsOnly', input)
  if (ended !== undefined && year > yearOf(ended.month)) {
    return plainYear(year, 'settled', input)
  }
  const terms = termsOf(source, year)
  const again = () => fold(source, ended, terms, input)
  const close = source.closes.byYear.get(year)
  if (close === undefined) return again()
  const stands = source.closes.covering && terms.rate?.value === close.rate && input.opening.value === close.opening
  if (!stands) return foldedAndClosed(again(), close)
  return closedYear(close, terms, again)
}

/** What bears interest from an earlier month waits, as all the year does, while a rate of those years is not known. */
function folded(source: AccountSource, terms: AccountTerms, input: Omit<FoldInput, 'creditOf'>): AccountYearRecord {
  const settled = asked(() => foldYear(terms, { ...input, creditOf: (move) => bearing(source, move) }))
  return settled ?? foldYear({ ...terms, rate: undefined }, input)
}

/** 起息：by the rule of the area in which the money came, where it was not paid for the month it came in. */
function bearing({ book, insurance }: AccountSource, move: AccountMove): AccountCredit {
  const { amount, fact, month: settlementMonth, back } = move
  const entry = { amount, fact }
  const area = back && findArea(book, move.area)
  if (back === undefined || area === undefined) return { ...entry, month: monthOf(settlementMonth) }
  return bearingCredit(area, { insurance, ...back, settlementMonth, entry })
}

function fold(
  source: AccountSource,
  ended: AccountEnd | undefined,
  terms: AccountTerms,
  { year, opening, moves, before }: YearInput,
): AccountYearRecord {
  const { today, through } = source
  const closedAfter = ended !== undefined && yearOf(ended.month) === year ? monthOf(ended.month) : undefined
  const over = closedAfter === undefined ? today > `${year}-12-31` && through >= `${year}-12` : true
  const known = over && isSettled(before) ? terms : { ...terms, rate: undefined }
  const waiting = over ? 'rateNotPublished' : 'running'
  const one = folded(source, known, { opening, moves, closedAfter, waiting })
  return before?.state === 'provisional' && one.state === 'settled' ? { ...one, state: 'provisional' } : one
}

const IMPORTED = cite('社会保险个人权益记录管理办法', '二（四）')

/** 上年末储存额：last year's balance and whatever was brought in at its end. */
function openingOf(before: AccountYearRecord | undefined, brought: readonly Posted<OpeningBalance>[]): Explained<Fen> {
  const imported = brought.map((one) =>
    figure('importedBalance', 'fen', one.balance, () => [], { basis: IMPORTED, fact: one.ref }),
  )
  const parts = before === undefined ? imported : [before.balance, ...imported]
  return figure('openingBalance', 'fen', sum(parts.map(({ value }) => value)), () => parts)
}

/** An area that publishes nothing settles nothing. */
function termsOf({ book, insurance, account }: AccountSource, year: number): AccountTerms {
  const { moves, openings } = account
  const last = moves.findLast(({ month }) => yearOf(month) <= year) ?? openings.at(-1) ?? moves[0]
  const area = last && findArea(book, last.area)
  return (area && asked(() => accountTerms(area, year, insurance))) ?? unsettled(year)
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
