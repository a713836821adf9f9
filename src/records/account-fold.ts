import type { Explained } from '../kernel/explain.js'
import { type Fen, fen } from '../kernel/money.js'
import { monthOf } from '../kernel/period.js'
import { type AccountTerms, accountYear } from '../policy/account.js'
import type { AccountMove } from './account-moves.js'
import type { AccountYearRecord } from './account-record.js'
import { figure } from './figure.js'

export interface FoldInput {
  readonly opening: Explained<Fen>
  /** Of this year. */
  readonly moves: readonly AccountMove[]
  readonly closedAfter?: number | undefined
  /** The state of a year without interest. */
  readonly waiting: 'running' | 'rateNotPublished'
}

/** 一年的推导。What came after the account had ended in the year bears no interest, and is named as a doubt elsewhere. */
export function foldYear(
  terms: AccountTerms,
  { opening, moves, closedAfter = 12, waiting }: FoldInput,
): AccountYearRecord {
  const entries = (kind: AccountMove['kind']) =>
    moves
      .filter((one) => one.kind === kind)
      .map(({ month, amount, fact }) => ({ month: Math.min(monthOf(month), closedAfter), amount, fact }))
  const entered = accountYear(terms, {
    openingBalance: opening,
    credits: entries('credit'),
    ...(closedAfter === 12 ? {} : { closedAfter }),
  })
  const shared = { year: terms.year, opening: entered.openingBalance, credits: entered.yearCredits }
  if (entered.state === 'awaitingRate') return { ...shared, state: waiting, balance: entered.principal }
  const { interestOnOpening, interestOnCredits, closingBalance: closing } = entered
  return {
    ...shared,
    state: 'settled',
    interestOnOpening,
    interestOnCredits,
    closing,
    balance: closing,
    rate: terms.rate,
  }
}

/** 不计息的一年：an account that has ended, or one whose keeper is another. */
export function plainYear(
  year: number,
  state: 'settled' | 'creditsOnly',
  { opening, moves }: FoldInput,
): AccountYearRecord {
  const parts = (kind: AccountMove['kind'], term: 'yearCredits' | 'accountPaid' | 'movedIn' | 'movedOut') => {
    const own = moves.filter((one) => one.kind === kind)
    const amount = fen(own.reduce((sum, one) => sum + one.amount, 0))
    return figure(term, 'fen', amount, () =>
      own.map((one) =>
        figure(kind === 'credit' ? 'accountCredit' : term, 'fen', one.amount, () => [], { fact: one.fact }),
      ),
    )
  }
  const credits = parts('credit', 'yearCredits')
  const [paidOut, movedIn, movedOut] = [
    parts('paidOut', 'accountPaid'),
    parts('movedIn', 'movedIn'),
    parts('movedOut', 'movedOut'),
  ]
  const amount = fen(opening.value + credits.value - paidOut.value + movedIn.value - movedOut.value)
  const balance = figure('accountBalance', 'fen', amount, () =>
    [opening, credits, paidOut, movedIn, movedOut].filter(({ value }) => value !== 0),
  )
  const present = (part: Explained<Fen>) => (part.value === 0 ? undefined : part)
  return {
    ...{ year, state, opening, credits },
    ...{ paidOut: present(paidOut), movedIn: present(movedIn), movedOut: present(movedOut) },
    closing: state === 'settled' ? balance : undefined,
    balance,
  }
}
