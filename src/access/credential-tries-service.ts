import type { Trx } from '../db/database.js'
import type { Clock } from '../kernel/clock.js'
import type { Realm } from './actor.js'
import { countAt, forgetTries, takeTry, uncountAt } from './attempt-store.js'
import type { AccessLimits } from './limits.js'
import { loginDigest } from './login-digest.js'
import type { Secrets } from './secrets.js'

/** 谁在试：the name of an account as typed, there or not, and where from as far as known. */
export interface Tried {
  readonly realm: Realm
  /** Persons: the social security number; others: the sign-in name. */
  readonly login: string
  /** 网络地址; a counter or a telephone has none. */
  readonly address?: string | undefined
}

export interface TriesPorts {
  readonly secrets: Secrets
  readonly limits: AccessLimits
  readonly clock: Clock
}

/**
 * 密码尝试的合计。One count for a person whatever the channel: web, kiosk, hotline and window all ask here before they judge
 * a password or a code, and tell afterwards whether it was right. An address is counted too, over all the accounts it tries.
 * Whoever asks for somebody who does not exist is counted the same.
 */
export class CredentialTries {
  constructor(private readonly ports: TriesPorts) {}

  /** Seconds to wait when the try may not be judged at all; 0 when it may. Counted before it is judged. */
  async beforeTry(trx: Trx, { realm, login, address }: Tried): Promise<{ readonly wait: number }> {
    const { secrets, limits, clock } = this.ports
    const { wait } = await takeTry(trx, loginDigest(secrets, realm, login), clock.now(), limits.tries())
    if (wait > 0 || address === undefined) return { wait }
    const { most, window } = limits.addressTries()
    return countAt(trx, { subject: this.placeOf(address, window), now: clock.now(), most, window })
  }

  /** A right one is forgotten, at the account wholly and at the address by one; a wrong one stays counted. */
  async afterTry(trx: Trx, { realm, login, address }: Tried, right: boolean): Promise<void> {
    if (!right) return
    await forgetTries(trx, loginDigest(this.ports.secrets, realm, login))
    if (address !== undefined) await uncountAt(trx, this.placeOf(address, this.ports.limits.addressTries().window))
  }

  /** An address in one window of time: the next window is a subject of its own. */
  private placeOf(address: string, window: number): Buffer {
    return this.ports.secrets.digest(`address ${address} ${Math.floor(this.ports.clock.now() / window)}`)
  }
}
