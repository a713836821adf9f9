import type { Trx } from '../db/database.js'
import type { Clock } from '../kernel/clock.js'
import { hashPassword, PASSWORD_COST, type PasswordCost, passwordFits } from './password.js'
import { requireQueryPassword } from './query-password.js'
import { findQueryPassword, removeQueryPassword, saveQueryPassword } from './query-password-store.js'

/** 没有这个人：a number nobody has, looked up so that it takes as long. */
const NOBODY = '0'

export interface QueryPasswordPorts {
  readonly clock: Clock
  readonly cost?: PasswordCost | undefined
}

/**
 * 查询密码。Six digits for the telephone, set by the person and shown to nobody. Its own tries are counted by whoever asks,
 * through CredentialTries: here a wrong one and a missing one cost the same work.
 */
export class QueryPasswordService {
  private readonly nobody: Promise<string>

  constructor(private readonly ports: QueryPasswordPorts) {
    this.nobody = hashPassword('nobody', ports.cost ?? PASSWORD_COST)
  }

  /** Whether the digits are this person's; false for whoever set none, and for nobody (undefined), asked for all the same. */
  async queryPasswordFits(trx: Trx, personId: string | undefined, digits: string): Promise<boolean> {
    const stored = await findQueryPassword(trx, personId ?? NOBODY)
    const fits = await passwordFits(stored?.password_hash ?? (await this.nobody), digits)
    return fits && stored !== undefined
  }

  /** 设定或更改。`numbers`: what they may not be taken from, such as the identity number and the phone. */
  async set(trx: Trx, personId: string, digits: string, numbers: readonly string[]): Promise<void> {
    requireQueryPassword(digits, numbers)
    const hash = await hashPassword(digits, this.ports.cost ?? PASSWORD_COST)
    await saveQueryPassword(trx, personId, hash, this.ports.clock.now())
  }

  /** 取消：after an identity check, or by the person; a new one is set by the person alone. */
  remove(trx: Trx, personId: string): Promise<void> {
    return removeQueryPassword(trx, personId)
  }

  async setOn(trx: Trx, personId: string): Promise<string | undefined> {
    return (await findQueryPassword(trx, personId))?.set_at
  }
}
