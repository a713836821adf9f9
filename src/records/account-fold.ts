import type { Explained } from '../kernel/explain.js'
import { type Fen, fen } from '../kernel/money.js'
import { monthOf, type Period } from '../kernel/period.js'
import type { TermKey } from '../kernel/terms.js'
import { accountYear } from '../policy/account.js'
import type { AccountCredit } from '../policy/account-interest.js'
import type { AccountTerms } from '../policy/account-terms.js'
import type { AccountMove } from './account-moves.js'
import type { AccountYearRecord } from './account-record.js'
import { figure } from './figure.js'

export interface FoldInput {
  readonly opening: Explained<Fen>
  /** Of this year. */
  readonly moves: readonly AccountMove[]
  /** 账户终止月份, where it lies in this year. */
  readonly closedAfter?: number | undefined
  /** 何时起息: of money that was not paid for the month it came in; from that month unless told otherwise. */
  readonly creditOf?: ((move: AccountMove) => AccountCredit) | undefined
  /** The state of a year without interest. */
  readonly waiting: 'running' | 'rateNotPublished'
}

/** 一年的推导. */
export function foldYear(terms: AccountTerms, input: FoldInput): AccountYearRecord {
  const { opening, moves, closedAfter, creditOf, waiting } = input
  const { credits, paidOut, movedIn, movedOut, late } = entriesOf(moves, closedAfter, creditOf)
  const entries = { openingBalance: opening, credits, paidOut, movedIn, movedOut }
  const entered = accountYear(terms, closedAfter === undefined ? entries : { ...entries, closedAfter })
  const isSettled = entered.state !== 'awaitingRate'
  // Written out: an object gathered from others costs a quarter of the fold, and a close folds every year there is.
  const year: AccountYearRecord = {
    year: terms.year,
    state: isSettled ? entered.state : waiting,
    opening: entered.openingBalance,
    credits: entered.yearCredits,
    interestOnOpening: entered.interestOnOpening,
    interestOnCredits: entered.interestOnCredits,
    paidOut: paidOut.length > 0 ? entered.paidOut : undefined,
    interestOnPaid: paidOut.length + movedOut.length > 0 ? entered.interestOnPaid : undefined,
    movedIn: moves.some(({ kind }) => kind === 'movedIn') ? entered.movedIn : undefined,
    movedOut: movedOut.length > 0 ? entered.movedOut : undefined,
    closing: entered.closingBalance,
    balance: isSettled ? entered.closingBalance : entered.principal,
    rate: isSettled ? terms.rate : undefined,
    closedAfter,
  }
  return withLate(year, late)
}

/** 终止之后的记账：it stands in the account without interest, and is named as a doubt beside it. */
function withLate(year: AccountYearRecord, late: readonly AccountMove[]): AccountYearRecord {
  if (late.length === 0) return year
  const after = totalOf('yearCredits', late)
  const add = (term: TermKey, part: Explained<Fen>) =>
    figure(term, 'fen', fen(part.value + after.value), () => [part, after])
  const balance = add(year.balance.term, year.balance)
  return {
    ...year,
    credits: add('yearCredits', year.credits),
    closing: year.closing === undefined ? undefined : balance,
    balance,
  }
}

/** 不计息的一年：an account that has ended, or one whose keeper is another. */
export function plainYear(
  year: number,
  state: 'settled' | 'creditsOnly',
  { opening, moves }: Pick<FoldInput, 'opening' | 'moves'>,
): AccountYearRecord {
  const of = (kind: AccountMove['kind'], term: TermKey) =>
    totalOf(
      term,
      moves.filter((one) => one.kind === kind),
    )
  const credits = of('credit', 'yearCredits')
  const [paidOut, movedIn, movedOut] = [
    of('paidOut', 'accountPaid'),
    of('movedIn', 'movedIn'),
    of('movedOut', 'movedOut'),
  ]
  const amount = fen(opening.value + credits.value - paidOut.value + movedIn.value - movedOut.value)
  const balance = figure('accountBalance', 'fen', amount, () =>
    [opening, credits, paidOut, movedIn, movedOut].filter(({ value }) => value !== 0),
  )
  return {
    ...{ year, state, opening, credits },
    ...{ paidOut: present(paidOut), movedIn: present(movedIn), movedOut: present(movedOut) },
    closing: state === 'settled' ? balance : undefined,
    balance,
  }
}

function totalOf(term: TermKey, moves: readonly AccountMove[]): Explained<Fen> {
  const amount = fen(moves.reduce((sum, one) => sum + one.amount, 0))
  return figure(term, 'fen', amount, () => moves.map(entryOf(term)))
}

function entryOf(term: TermKey): (move: AccountMove) => Explained<Fen> {
  const own = term === 'yearCredits' ? 'accountCredit' : term
  const when = (month: Period) => [figure('settlementMonth', 'month', month, () => [])]
  return ({ amount, month, fact }) => figure(own, 'fen', amount, () => when(month), { fact })
}

type Entries = Record<'credits' | 'paidOut' | 'movedIn' | 'movedOut', AccountCredit[]> & { late: AccountMove[] }

/** The year's moves by kind, in one pass; what came into an account that had ended stands apart. */
function entriesOf(
  moves: readonly AccountMove[],
  closedAfter: number | undefined,
  creditOf: FoldInput['creditOf'],
): Entries {
  const entries: Entries = { credits: [], paidOut: [], movedIn: [], movedOut: [], late: [] }
  for (const one of moves) {
    const { kind, amount, fact } = one
    const entry = { month: monthOf(one.month), amount, fact }
    const comes = kind === 'credit' || kind === 'movedIn'
    if (comes && closedAfter !== undefined && entry.month > closedAfter) entries.late.push(one)
    else if (kind !== 'credit') entries[kind].push(entry)
    else entries.credits.push(one.back === undefined || creditOf === undefined ? entry : creditOf(one))
  }
  return entries
}

function present(part: Explained<Fen>): Explained<Fen> | undefined {
  return part.value === 0 ? undefined : part
}
