import type { Database } from '../db/database.js'
import type { Clock } from '../kernel/clock.js'
import { Refusal } from '../kernel/refusal.js'
import { findAccount } from './account-store.js'
import type { Actor } from './actor.js'
import { forgetTries, takeTry } from './attempt-store.js'
import type { AccessLimits } from './limits.js'
import type { PasskeyService, Site } from './passkey-service.js'
import { passwordFits } from './password.js'
import { signInWait, stepUpFailed } from './refusals.js'
import type { Secrets } from './secrets.js'
import type { StepUpProof } from './security-contract.js'

export interface StepUpPorts {
  readonly database: Database
  readonly secrets: Secrets
  readonly limits: AccessLimits
  readonly clock: Clock
  readonly passkeys?: Pick<PasskeyService, 'confirms'> | undefined
}

/**
 * 再次确认身份。Whoever is signed in types the password once more, or answers with a passkey, before what a stolen session
 * must not do. Tries are counted by account, apart from those at the door, and wait as they do.
 */
export class StepUpService {
  constructor(private readonly ports: StepUpPorts) {}

  async confirm(actor: Actor, password: string): Promise<void> {
    await this.counted(actor, async (hash) => hash !== null && passwordFits(hash, password))
  }

  /** 密码或通行密钥。 */
  async prove(actor: Actor, proof: StepUpProof, site: Site): Promise<void> {
    if ('password' in proof) return this.confirm(actor, proof.password)
    const { passkeys } = this.ports
    await this.counted(actor, async () => (await passkeys?.confirms(actor, proof.passkey, site)) === true)
  }

  private async counted(actor: Actor, fits: (hash: string | null) => Promise<boolean>): Promise<void> {
    const { database, secrets, limits, clock } = this.ports
    const subject = secrets.digest(`step-up ${actor.accountId}`)
    const { wait, account } = await database.transaction({}, async (trx) => {
      const { wait } = await takeTry(trx, subject, clock.now(), limits.tries())
      return { wait, account: wait > 0 ? undefined : await findAccount(trx, actor.accountId) }
    })
    if (wait > 0) throw new Refusal(signInWait, { seconds: wait })
    if (account?.state !== 'active' || !(await fits(account.password_hash))) throw new Refusal(stepUpFailed, {})
    await database.transaction({}, (trx) => forgetTries(trx, subject))
  }
}
