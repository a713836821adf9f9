import { cite, type Explained } from '../kernel/explain.js'
import { type Fen, fen } from '../kernel/money.js'
import type { TermKey } from '../kernel/terms.js'
import type { AccountClose, Posted } from '../ledger/fact.js'
import type { AccountTerms } from '../policy/account-terms.js'
import type { AccountYearRecord } from './account-record.js'
import { figure } from './figure.js'

/** 一年账户的各数，as a close keeps them. */
export const CLOSE_FIGURES = [
  ...(['opening', 'credits', 'interestOnOpening', 'interestOnCredits', 'paidOut', 'interestOnPaid'] as const),
  ...(['movedIn', 'movedOut', 'closing'] as const),
] as const
export type CloseFigure = (typeof CLOSE_FIGURES)[number]

const TERM_OF: Readonly<Record<CloseFigure, TermKey>> = {
  opening: 'openingBalance',
  credits: 'yearCredits',
  interestOnOpening: 'interestOnOpening',
  interestOnCredits: 'interestOnCredits',
  paidOut: 'accountPaid',
  interestOnPaid: 'interestOnPaid',
  movedIn: 'movedIn',
  movedOut: 'movedOut',
  closing: 'closingBalance',
}

const CLOSED = cite('劳办发〔1997〕116号', '年度结息')

/**
 * 已结的一年。The figures are the close's and carry its place in the ledger; what they were made of is told by folding
 * the year again, only when somebody asks.
 */
export function closedYear(
  close: Posted<AccountClose>,
  terms: AccountTerms,
  fold: () => AccountYearRecord,
): AccountYearRecord {
  let folded: AccountYearRecord | undefined
  const again = () => {
    folded ??= fold()
    return folded
  }
  const of = (name: CloseFigure): Explained<Fen> =>
    figure(TERM_OF[name], 'fen', close[name], () => again()[name]?.from ?? [], { basis: CLOSED, fact: close.ref })
  const present = (name: CloseFigure) => (close[name] === 0 ? undefined : of(name))
  const closing = of('closing')
  return {
    year: close.year,
    state: close.provisional ? 'provisional' : 'settled',
    opening: of('opening'),
    credits: of('credits'),
    interestOnOpening: of('interestOnOpening'),
    interestOnCredits: of('interestOnCredits'),
    paidOut: present('paidOut'),
    interestOnPaid: present('interestOnPaid'),
    movedIn: present('movedIn'),
    movedOut: present('movedOut'),
    closing,
    balance: closing,
    rate: terms.rate,
    closedAfter: close.closedAfter,
    close: close.ref,
  }
}

/** A folded year that a close agrees with stands on that close; one that differs is shown as the facts give it. */
export function foldedAndClosed(folded: AccountYearRecord, close: Posted<AccountClose>): AccountYearRecord {
  const agrees = folded.closing !== undefined && CLOSE_FIGURES.every((name) => valueIn(folded, name) === close[name])
  if (!agrees) return folded
  const { closing } = folded
  const balance = figure(closing!.term, 'fen', closing!.value, () => closing!.from, { basis: CLOSED, fact: close.ref })
  return { ...folded, closing: balance, balance, close: close.ref }
}

export function valueIn(year: AccountYearRecord, name: CloseFigure): Fen {
  return fen(year[name]?.value ?? 0)
}
