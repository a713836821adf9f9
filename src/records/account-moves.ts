import type { FactRef } from '../kernel/explain.js'
import type { Fen } from '../kernel/money.js'
import { type Period, yearOf } from '../kernel/period.js'
import type { Fact, OpeningBalance, Posted } from '../ledger/fact.js'
import type { MoneyRule } from '../policy/charge-kinds.js'
import { kindOf } from './contributions.js'

/** 账户的一笔增减。Money moves in the month in which it was settled, paid or moved, not in the one it is for. */
export interface AccountMove {
  readonly kind: 'credit' | 'paidOut' | 'movedIn' | 'movedOut'
  readonly month: Period
  readonly amount: Fen
  readonly area: string
  readonly fact: FactRef
  /** 补缴、预缴的缴费：which month it is for and how money of its kind bears interest, where the two months differ. */
  readonly back?: { readonly money: MoneyRule; readonly contributionMonth: Period } | undefined
}

/** 一险种账户的全部增减与期初，in the order of the ledger. */
export interface AccountMoves {
  readonly moves: readonly AccountMove[]
  readonly openings: readonly Posted<OpeningBalance>[]
}

/**
 * 归集账户增减，by insurance, in one pass. What was settled up to the end of the first opening's year lies inside the
 * figure that was brought in, and is left out.
 */
export function movesByInsurance(known: readonly Posted<Fact>[]): Map<string, AccountMoves> {
  const found = new Map<string, { moves: AccountMove[]; openings: Posted<OpeningBalance>[] }>()
  const of = (insurance: string) => {
    const own = found.get(insurance) ?? { moves: [], openings: [] }
    found.set(insurance, own)
    return own
  }
  for (const fact of known) {
    if (fact.kind === 'openingBalance') of(fact.insurance).openings.push(fact)
    const move = moveOf(fact)
    if (move !== undefined && 'insurance' in fact && fact.insurance !== undefined) of(fact.insurance).moves.push(move)
  }
  for (const own of found.values()) {
    if (own.openings.length === 0) continue
    const first = Math.min(...own.openings.map(({ year }) => year))
    own.moves = own.moves.filter(({ month }) => yearOf(month) > first)
  }
  return found
}

/** What a fact does to an account; undefined for what leaves every account as it is. */
export function moveOf(fact: Posted<Fact>): AccountMove | undefined {
  switch (fact.kind) {
    case 'paid': {
      const entered = move(fact, 'credit', fact.settlementMonth, fact.employerToAccount + fact.personToAccount)
      const { contributionMonth } = fact
      if (entered === undefined || contributionMonth === fact.settlementMonth) return entered
      const money = kindOf(fact)?.money
      return money === undefined ? entered : { ...entered, back: { money, contributionMonth } }
    }
    case 'subsidy':
      return move(fact, 'credit', fact.settlementMonth, fact.toAccount)
    case 'benefitPayment':
      return move(fact, 'paidOut', fact.payMonth, fact.fromAccount)
    case 'transfer':
      return move(fact, fact.direction === 'in' ? 'movedIn' : 'movedOut', fact.month, fact.toAccount)
    default:
      return undefined
  }
}

function move(
  { area, ref }: { readonly area: string; readonly ref: FactRef },
  kind: AccountMove['kind'],
  month: Period,
  amount: number,
): AccountMove | undefined {
  return amount === 0 ? undefined : { kind, month, amount: amount as Fen, area, fact: ref }
}
