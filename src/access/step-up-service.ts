import type { Database } from '../db/database.js'
import type { Clock } from '../kernel/clock.js'
import { Refusal } from '../kernel/refusal.js'
import { findAccount } from './account-store.js'
import type { Actor } from './actor.js'
import { forgetTries, takeTry } from './attempt-store.js'
import type { AccessLimits } from './limits.js'
import { passwordFits } from './password.js'
import { signInWait, stepUpFailed } from './refusals.js'
import type { Secrets } from './secrets.js'

export interface StepUpPorts {
  readonly database: Database
  readonly secrets: Secrets
  readonly limits: AccessLimits
  readonly clock: Clock
}

/**
 * 再次确认身份。Whoever is signed in types the password once more before what a stolen session must not do. Tries are counted
 * by account, apart from those at the door, and wait as they do.
 */
export class StepUpService {
  constructor(private readonly ports: StepUpPorts) {}

  async confirm(actor: Actor, password: string): Promise<void> {
    const { database, secrets, limits, clock } = this.ports
    const subject = secrets.digest(`step-up ${actor.accountId}`)
    const { wait, account } = await database.transaction({}, async (trx) => {
      const { wait } = await takeTry(trx, subject, clock.now(), limits.tries())
      return { wait, account: wait > 0 ? undefined : await findAccount(trx, actor.accountId) }
    })
    if (wait > 0) throw new Refusal(signInWait, { seconds: wait })
    const hash = account?.state === 'active' ? account.password_hash : null
    if (hash === null || hash === undefined || !(await passwordFits(hash, password)))
      throw new Refusal(stepUpFailed, {})
    await database.transaction({}, (trx) => forgetTries(trx, subject))
  }
}
