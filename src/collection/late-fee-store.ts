import type { Trx } from '../db/database.js'
import type { Deferral, Posted } from '../ledger/fact.js'
import { deferralsOf } from '../ledger/lookup-store.js'
import type { PolicyBook } from '../policy/book.js'
import { standing } from './employer-terms.js'
import { type ComputedFee, lateFeesOf, lateLines } from './late-fees.js'
import type { LevyLine } from './lines.js'

/** 一份凭证的滞纳金，依单位现有的缓缴。Only employers that paid late are asked about. */
export async function lateFeesNow(trx: Trx, book: PolicyBook, lines: readonly LevyLine[]): Promise<ComputedFee[]> {
  const employers = new Set(lateLines(book, lines).map(({ employerId }) => employerId!))
  const deferrals: Posted<Deferral>[] = []
  for (const employerId of employers) deferrals.push(...standing(await deferralsOf(trx, employerId)))
  return lateFeesOf(book, lines, deferrals)
}
