import type { Day } from '../kernel/day.js'
import type { AccountClose, Fact, FactKind, Posted } from '../ledger/fact.js'
import type { PolicyBook } from '../policy/book.js'
import { ACCOUNT_INSURANCES, CREDITS_ONLY } from '../records/account-record.js'
import { closesThrough } from '../records/closing.js'

/** 结息所依据的事实。Enough to fold every personal account, and the closes already stored. */
export const CLOSE_KINDS: readonly FactKind[] = [
  ...(['due', 'paid', 'openingBalance', 'subsidy', 'benefitDetermination', 'benefitPayment', 'transfer'] as const),
  ...(['lifeEvent', 'accountClose'] as const),
]
/** 结息的险种：those whose account bears interest here. */
export const CLOSE_INSURANCES: readonly string[] = ACCOUNT_INSURANCES.filter((code) => code !== CREDITS_ONLY)

/** What no account depends on. */
export const CLOSE_UNREAD: readonly string[] = [
  'line',
  'declared_wage',
  'base',
  'levy_voucher',
  'arrival_day',
  'source',
]

/** 推导的依据：the parameters and the tree size the rows will name, and the day whose past is closed. */
export interface CloseTerms {
  readonly book: PolicyBook
  readonly today: Day
  readonly inputSize: number
  readonly inputPolicy: string
}

/** 一人各账户截至某年、利率已知的各年之结。Pure; folds the facts alone, never an earlier close. */
export function closesFrom(facts: readonly Posted<Fact>[], through: number, terms: CloseTerms): AccountClose[] {
  const { book, today, inputSize: treeSize, inputPolicy: policyDigest } = terms
  const own = facts.filter(({ kind }) => kind !== 'accountClose')
  const named = new Set(own.map((fact) => ('insurance' in fact ? fact.insurance : '')))
  const asked = CLOSE_INSURANCES.filter((insurance) => named.has(insurance))
  return asked.flatMap((insurance) => closesThrough(own, book, insurance, through, { treeSize, policyDigest, today }))
}
