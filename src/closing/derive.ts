import type { Day } from '../kernel/day.js'
import type { AccountClose, Fact, FactKind, Posted } from '../ledger/fact.js'
import type { PolicyBook } from '../policy/book.js'
import { ACCOUNT_INSURANCES } from '../records/account.js'

/** 结息所依据的事实。Enough to fold every personal account, and the closes already stored. */
export const CLOSE_KINDS: readonly FactKind[] = [
  ...(['enrolment', 'due', 'paid', 'openingBalance', 'subsidy', 'benefitDetermination', 'benefitPayment'] as const),
  ...(['transfer', 'lifeEvent', 'accountClose'] as const),
]
export const CLOSE_INSURANCES: readonly string[] = ACCOUNT_INSURANCES

/** 推导的依据：the parameters and the tree size the rows will name, and the day whose past is closed. */
export interface CloseTerms {
  readonly book: PolicyBook
  readonly today: Day
  readonly agency: string
  readonly inputSize: number
  readonly inputPolicy: string
}

/** 一人各账户截至某年、利率已知的各年之结。Pure; folds the facts alone, never an earlier close. */
export type DeriveCloses = (
  facts: readonly Posted<Fact>[],
  through: number,
  terms: CloseTerms,
) => readonly AccountClose[]
