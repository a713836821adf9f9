import type { Trx } from '../db/database.js'
import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { successionsAround } from '../ledger/fund-store.js'
import { alsoSeeEmployer, employersById } from '../ledger/lookup-store.js'
import { liveFacts } from '../records/live.js'
import { noSuccession } from './refusals.js'

/** 被承继的单位。Whose months before `until` this employer may read, by a succession that stands. */
export interface Predecessor {
  readonly employerId: string
  readonly name: string
  readonly creditCode: string
  /** 承继起始之月：from it on the months are the successor's own. */
  readonly until: Period
}

export async function predecessorsOf(trx: Trx, employerId: string): Promise<Predecessor[]> {
  if (employerId === '') return []
  const live = liveFacts(await successionsAround(trx, employerId)).filter((one) => one.employerId === employerId)
  const found: Predecessor[] = []
  for (const { predecessorId, fromMonth } of live) {
    await alsoSeeEmployer(trx, predecessorId)
    const named = (await employersById(trx, [predecessorId])).at(-1)
    if (named === undefined) continue
    const { name, creditCode } = named
    found.push({ employerId: predecessorId, name, creditCode, until: fromMonth })
  }
  await alsoSeeEmployer(trx, employerId)
  return found
}

/** 以谁的名义读：one's own employer, or a predecessor up to the succession; no succession, nothing to read. */
export function readAs(
  own: string,
  predecessors: readonly Predecessor[],
  creditCode: string | undefined,
): { readonly employerId: string; readonly until?: Period | undefined } {
  if (creditCode === undefined) return { employerId: own }
  const found = predecessors.find((one) => one.creditCode === creditCode.trim().toUpperCase())
  if (found === undefined) throw new Refusal(noSuccession, { creditCode })
  return found
}

export function earlier(one: Period, other: Period): Period {
  return one < other ? one : other
}
