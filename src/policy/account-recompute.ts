import { type Explained, explain } from '../kernel/explain.js'
import { type Fen, fen } from '../kernel/money.js'
import { type AccountYear, type AccountYearInput, accountYear } from './account.js'
import { ACCOUNT_RULE } from './account-interest.js'
import type { AccountTerms } from './account-terms.js'

/** 重算的结果。The new figures beside the old ones; the difference is what is still to be paid or credited. */
export interface Recomputed {
  readonly year: AccountYear
  readonly difference: Explained<Fen>
}

/**
 * 利率公布后的重算。Of a year settled with a rate that stood in, once its own is published; undefined while it is not. An
 * account that ended within the year keeps its figures where the area does not recompute (`account.recomputation`).
 */
export function recomputedYear(
  terms: AccountTerms,
  input: AccountYearInput,
  before: { readonly closing: Fen; readonly terms: AccountTerms },
): Recomputed | undefined {
  if (terms.rate === undefined || terms.provisional) return undefined
  const keeps = input.closedAfter !== undefined && terms.recomputation?.value === 'kept'
  const year = accountYear(keeps ? before.terms : terms, input)
  const difference = explain('recomputedDifference', 'fen', ACCOUNT_RULE, (why) => {
    if (terms.recomputation !== undefined) why.use(terms.recomputation)
    return fen(why.use(year.closingBalance ?? year.principal) - why.step('closingBalance', 'fen', before.closing))
  })
  return { year, difference }
}
