import type { Action } from '../access/actions.js'
import { type Actor, organisationOf } from '../access/actor.js'
import type { Gate } from '../access/gate-service.js'
import type { Circumstances, Resource } from '../access/resource.js'
import type { Trx } from '../db/database.js'
import { requireOpenTo } from '../ledger/mandate-store.js'

export interface AskedOf {
  /** Whose archive it is; one's own where it is not told. */
  readonly agency?: string | undefined
  readonly matter?: string | undefined
  readonly subjects?: readonly string[] | undefined
  readonly context?: Circumstances | undefined
}

/** 档案之门。Decides, and writes the line in the same transaction as the work. */
export class ArchiveDoor {
  constructor(private readonly gate: Gate) {}

  pass<R>(actor: Actor, action: Action, asked: AskedOf, work: (trx: Trx) => Promise<R>): Promise<R> {
    const { agency = organisationOf(actor), matter = '', subjects, context } = asked
    const resource: Resource = { kind: 'Agency', agency }
    const ask = { actor, action, resource, purpose: action, matter, subjects, ...(context && { context }) }
    return this.gate.pass(ask, async (trx) => {
      await requireOpenTo(trx, actor, subjects ?? [])
      return work(trx)
    })
  }

  /** 找不到的：who may not ask learns nothing of it, and is refused as for what is there. */
  async missing(actor: Actor, action: Action, why: Error): Promise<never> {
    await this.pass(actor, action, { context: { handledBefore: false } }, async () => undefined)
    throw why
  }

  would(actor: Actor, action: Action, { agency = organisationOf(actor), context }: AskedOf): boolean {
    return this.gate.wouldPass({
      ...{ actor, action, resource: { kind: 'Agency', agency }, purpose: action, matter: '-' },
      ...(context && { context }),
    })
  }
}
