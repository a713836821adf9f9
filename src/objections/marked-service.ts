import type { Actor } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { isHandler, protectedAmong } from '../ledger/mandate-store.js'
import { mustStandAside, unknownObjection } from './refusals.js'

/** 有保密标识者的异议与申请：only the named post finds them; to any other of the staff there is no such thing. Nor does anybody look at their own from the desk. */
export async function requireHandlerOf(trx: Trx, actor: Actor, personId: string): Promise<void> {
  if (actor.realm === 'staff' && actor.personId === personId) throw new Refusal(mustStandAside, {})
  if (isHandler(actor)) return
  if ((await protectedAmong(trx, [personId])).size > 0) throw new Refusal(unknownObjection, {})
}
