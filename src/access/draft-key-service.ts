import { type Database, rowsOn } from '../db/database.js'
import type { Chance, Clock } from '../kernel/clock.js'
import { type Actor, signedInRealm } from './actor.js'
import { saltOf } from './draft-key-store.js'
import type { AccessLimits } from './limits.js'
import type { Secrets } from './secrets.js'
import type { DraftKey } from './session-contract.js'

export interface DraftKeyPorts {
  readonly database: Database
  readonly secrets: Secrets
  readonly clock: Clock
  readonly chance: Chance
  readonly limits: AccessLimits
}

/**
 * 草稿密钥。Derived from the house's key and the session's person, realm and salt: the same person has it again after a
 * reload or a new sign-in, nobody else ever. It is given to the page of a live session and kept nowhere.
 */
export class DraftKeyService {
  constructor(private readonly ports: DraftKeyPorts) {}

  async keyOf(actor: Actor): Promise<DraftKey> {
    const { personId } = actor
    const realm = signedInRealm(actor)
    const { database, secrets, clock, chance, limits } = this.ports
    const salt = await saltOf({ rows: rowsOn(database.pool) }, { personId, realm }, chance.bytes(32), clock.now())
    const key = secrets.digest(`draft-key ${realm} ${personId} ${salt.toString('hex')}`)
    return { key: key.toString('base64'), days: limits.draftDays() }
  }
}
