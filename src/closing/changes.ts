import { type Fen, fen } from '../kernel/money.js'
import type { AccountClose, Posted } from '../ledger/fact.js'
import { CLOSE_FIGURES as AMOUNTS } from '../records/account-close-year.js'
import { groupBy, liveFacts } from '../records/live.js'

/** 结息行所说的各列。What must be equal for two closes to tell the same; what they rest on may differ. */
const TOLD = [...AMOUNTS, ...(['rate', 'provisional', 'closedAfter', 'paidMonths', 'totalMonths'] as const)] as const
export type CloseColumn = (typeof TOLD)[number]

/** 一账户一年。 */
export function accountYearOf({ insurance, year }: Pick<AccountClose, 'insurance' | 'year'>): string {
  return `${insurance}/${year}`
}

/** 各账户各年现行的结息行：the newest of those not reversed. */
export function newestCloses(stored: readonly Posted<AccountClose>[]): Map<string, Posted<AccountClose>> {
  return new Map(liveFacts(stored).map((one) => [accountYearOf(one), one]))
}

/** 不同的列。Empty where the two tell the same. */
export function differingColumns(one: AccountClose, other: AccountClose): CloseColumn[] {
  return TOLD.filter((name) => one[name] !== other[name])
}

/**
 * 应记的行。What the stored closes lack to tell what the facts tell: a new row where figures differ or none is there, and
 * the reversal of rows that nothing stands behind any more. Empty where all agree, so doing it twice writes once.
 */
export function rowsToPost(stored: readonly Posted<AccountClose>[], derived: readonly AccountClose[]): AccountClose[] {
  if (stored.length === 0) return [...derived]
  const newest = newestCloses(stored)
  const fresh = derived.filter((one) => {
    const known = newest.get(accountYearOf(one))
    return known === undefined || differingColumns(known, one).length > 0
  })
  const years = new Set(derived.map(accountYearOf))
  const groundless = [...groupBy(liveFacts(stored), accountYearOf)].filter(([year]) => !years.has(year))
  return [...fresh, ...groundless.flatMap(([, rows]) => rows.map(reversalOf))]
}

function reversalOf({ ref, ...close }: Posted<AccountClose>): AccountClose {
  const negated = Object.fromEntries(AMOUNTS.map((name) => [name, negative(close[name])]))
  return { ...close, ...negated, reverses: ref }
}

function negative(amount: Fen): Fen {
  return fen(amount === 0 ? 0 : -amount)
}

/** 恒等式：closing = opening + 两项利息 + 记账 − 支出及其利息 + 转入 − 转出。 */
export function holdsIdentity(close: AccountClose): boolean {
  const { opening, credits, interestOnOpening, interestOnCredits, paidOut, interestOnPaid, movedIn, movedOut } = close
  const sum = opening + interestOnOpening + credits + interestOnCredits - paidOut - interestOnPaid + movedIn - movedOut
  return close.closing === sum
}
