import type { Trx } from '../db/database.js'
import { dayOfInstant } from '../kernel/day.js'
import { foldOf } from '../ledger/alias-store.js'
import type { DisputeMark } from '../query/dispute-contract.js'
import { OVER } from './states.js'
import { objectionsOfPersons, stepsOf } from './store.js'

/**
 * 核查中的标记（第十六条）。Which items of these persons are under objection, and since when; until it is closed, also while
 * its correction is on the way. A merged person's are told under the number that was asked for.
 */
export async function marksOf(trx: Trx, personIds: readonly string[]): Promise<readonly DisputeMark[]> {
  if (personIds.length === 0) return []
  const fold = await foldOf(trx, personIds)
  const all = await objectionsOfPersons(trx, fold.ids)
  if (all.length === 0) return []
  const steps = await stepsOf(
    trx,
    all.map(({ objectionId }) => objectionId),
  )
  return all.flatMap(({ objectionId, personId, path, raisedAt }) => {
    const state = steps.get(objectionId)?.at(-1)?.state ?? 'submitted'
    if (OVER.has(state)) return []
    return [{ personId: fold.asked(personId), path, since: dayOfInstant(raisedAt) }]
  })
}
