import { yearOf } from '../kernel/period.js'
import type { AccountClose, Fact, Posted } from '../ledger/fact.js'
import { moveOf } from './account-moves.js'
import { byPlace } from './live.js'

/** 记账在树中的位置。Where a posting stands in the tree; undefined where that is not known. */
export type LeafOf = (posting: string) => number | undefined

/** 一险种已结的各年，by year. */
export interface Closes {
  readonly byYear: ReadonlyMap<number, Posted<AccountClose>>
  /** Whether they are known to cover every posting that touches them; else a year is folded and compared. */
  readonly covering: boolean
}

export const NO_CLOSES: Closes = { byYear: new Map(), covering: false }

/**
 * 可用的结息行。Of each year the newest close; where the places of postings are known, only those whose input holds
 * every posting that touches the year or one before it: a late fact, or the reversal of an old one, reopens what it
 * touches and all that rests on it.
 */
export function closesOf(facts: readonly Posted<Fact>[], insurance: string, leafOf: LeafOf | undefined): Closes {
  const newest = new Map<number, Posted<AccountClose>>()
  for (const fact of facts) {
    if (fact.kind !== 'accountClose' || fact.insurance !== insurance || fact.reverses !== undefined) continue
    const known = newest.get(fact.year)
    if (known === undefined || isNewer(fact, known)) newest.set(fact.year, fact)
  }
  if (newest.size === 0) return NO_CLOSES
  if (leafOf === undefined) return { byYear: newest, covering: false }
  const touched = lastTouches(facts, insurance, leafOf)
  const covered = [...newest].filter(([year, close]) =>
    touched.every(([touchedYear, leaf]) => touchedYear > year || leaf < close.inputSize),
  )
  return { byYear: new Map(covered), covering: true }
}

function isNewer(one: Posted<AccountClose>, other: Posted<AccountClose>): boolean {
  return one.inputSize - other.inputSize > 0 || (one.inputSize === other.inputSize && byPlace(one.ref, other.ref) > 0)
}

/** The latest place in the tree of anything that touches a year; reversals count as what they reverse. */
function lastTouches(
  facts: readonly Posted<Fact>[],
  insurance: string,
  leafOf: LeafOf,
): [year: number, leaf: number][] {
  const last = new Map<number, number>()
  for (const fact of facts) {
    const year = touchedYear(fact, insurance)
    if (year === undefined) continue
    const leaf = leafOf(fact.ref.posting) ?? Number.POSITIVE_INFINITY
    last.set(year, Math.max(leaf, last.get(year) ?? 0))
  }
  return [...last]
}

/** 事实触及的年度：the first year of the account whose figures it may change. */
function touchedYear(fact: Posted<Fact>, insurance: string): number | undefined {
  // A merge or its undo is another set of facts from the first year on.
  if (fact.kind === 'personAlias') return 0
  if (fact.kind === 'lifeEvent') return Number(fact.day.slice(0, 4))
  if (!('insurance' in fact) || fact.insurance !== insurance) return undefined
  if (fact.kind === 'openingBalance') return 0
  if (fact.kind === 'due') return yearOf(fact.settlementMonth)
  if (fact.kind === 'paid') return yearOf(fact.settlementMonth)
  const move = moveOf(fact)
  return move === undefined ? undefined : yearOf(move.month)
}
