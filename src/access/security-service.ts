import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { type Account, findAccount } from './account-store.js'
import { type Actor, signedInRealm } from './actor.js'
import { forgetTries, takeTry } from './attempt-store.js'
import type { SignInPorts } from './begin-session-service.js'
import type { Gate } from './gate-service.js'
import { passkeysOf } from './passkey-store.js'
import { checkPassword, hashPassword, PASSWORD_COST } from './password.js'
import type { QueryPasswordService } from './query-password-service.js'
import type { RealNames } from './real-names-port.js'
import { signInWait } from './refusals.js'
import { securityItemMissing, totpWrong } from './refusals-sign-in.js'
import { newTotpSecret, totpStep, totpUri } from './secrets.js'
import type { SecurityView } from './security-contract.js'
import {
  endSession,
  endSessions,
  removeTotp,
  sessionsOf,
  setPassword,
  setTotpPending,
  takeTotpPending,
  totpPendingOf,
} from './security-store.js'
import { notesOf } from './sign-in-note-store.js'

export interface SecurityPorts extends SignInPorts {
  readonly gate: Gate
  readonly names: Pick<RealNames, 'of'>
  readonly queryPasswords: QueryPasswordService
}

const NOTES_SHOWN = 20

/** 安全设置。What a person sees and sets of the own account; each act passes the gate and is a line of the book. */
export class SecurityService {
  constructor(private readonly ports: SecurityPorts) {}

  view(actor: Actor): Promise<Omit<SecurityView, 'platforms'>> {
    const { secrets, queryPasswords } = this.ports
    return this.pass(actor, 'view', async (trx, account) => {
      const passkeys = await passkeysOf(trx, actor.accountId)
      const notices = await notesOf(trx, actor.accountId, NOTES_SHOWN)
      const setAt = await queryPasswords.setOn(trx, actor.personId)
      return {
        hasPassword: account.password_hash !== null,
        totp: account.totp_secret !== null,
        passkeys: passkeys.map(({ credential_id: id, name, created_at, used_at }) => ({
          ...{ id, name: secrets.decrypt(name), createdAt: Number(created_at) },
          ...(used_at === null ? {} : { usedAt: Number(used_at) }),
        })),
        ...(setAt === undefined ? {} : { queryPasswordSetAt: Number(setAt) }),
        sessions: await this.sessions(trx, actor),
        notices: notices.map(({ at, outcome, channel, way, address }) => ({
          ...{ at: Number(at), outcome, channel, way, address: secrets.decrypt(address) },
        })),
      }
    })
  }

  async endSession(actor: Actor, sessionId: string): Promise<void> {
    await this.pass(actor, 'session', async (trx) => {
      if (!(await endSession(trx, actor.accountId, sessionId))) throw new Refusal(securityItemMissing, {})
    })
  }

  async endOthers(actor: Actor): Promise<void> {
    await this.pass(actor, 'session', (trx) => endSessions(trx, actor.accountId, actor.sessionId))
  }

  /** 改密码：every other session ends, for one of them may be why. */
  async changePassword(actor: Actor, password: string): Promise<void> {
    const { names, cost = PASSWORD_COST } = this.ports
    const own = await names.of(actor.personId)
    checkPassword(password, own?.number ?? '', signedInRealm(actor))
    const hash = await hashPassword(password, cost)
    await this.pass(actor, 'password', async (trx) => {
      await setPassword(trx, actor.accountId, hash)
      await endSessions(trx, actor.accountId, actor.sessionId)
    })
  }

  /** 开通动态口令：a secret, told once; asked for from the moment one password of it was typed. */
  async offerTotp(actor: Actor): Promise<string> {
    const secret = newTotpSecret(this.ports.chance)
    await this.pass(actor, 'totp', (trx) => setTotpPending(trx, actor.accountId, this.ports.secrets.encrypt(secret)))
    return totpUri(actor.name ?? '', secret)
  }

  async confirmTotp(actor: Actor, oneTimePassword: string): Promise<void> {
    const { database, secrets, clock, limits } = this.ports
    const subject = secrets.digest(`totp ${actor.accountId}`)
    const { wait } = await database.transaction({}, (trx) => takeTry(trx, subject, clock.now(), limits.tries()))
    if (wait > 0) throw new Refusal(signInWait, { seconds: wait })
    await this.pass(actor, 'totp', async (trx) => {
      const pending = await totpPendingOf(trx, actor.accountId)
      const step = pending && totpStep(secrets.decrypt(pending), oneTimePassword.replace(/\s/g, ''), clock.now())
      if (step === undefined) throw new Refusal(totpWrong, {})
      await takeTotpPending(trx, actor.accountId, step)
      await forgetTries(trx, subject)
    })
  }

  async removeTotp(actor: Actor): Promise<void> {
    await this.pass(actor, 'totp', (trx) => removeTotp(trx, actor.accountId))
  }

  /** 设定查询密码。Nothing taken from the number, the birth date in it, or the phone. */
  async setQueryPassword(actor: Actor, digits: string): Promise<void> {
    const own = await this.ports.names.of(actor.personId)
    const numbers = [own?.number, own?.phone].filter((one) => one !== undefined)
    await this.pass(actor, 'query-password', (trx) =>
      this.ports.queryPasswords.set(trx, actor.personId, digits, numbers),
    )
  }

  async removeQueryPassword(actor: Actor): Promise<void> {
    await this.pass(actor, 'query-password', (trx) => this.ports.queryPasswords.remove(trx, actor.personId))
  }

  private async sessions(trx: Trx, actor: Actor): Promise<SecurityView['sessions']> {
    const { clock, limits, secrets } = this.ports
    const now = clock.now()
    const live = (await sessionsOf(trx, actor.accountId)).filter(
      ({ seen_at, ends_at, channel }) =>
        now < Number(ends_at) && now - Number(seen_at) < limits.idle(signedInRealm(actor), channel),
    )
    return live.map(({ session_id: id, channel, way, started_at, seen_at, address }) => ({
      ...{ id, isThis: id === actor.sessionId, channel, way, startedAt: Number(started_at), seenAt: Number(seen_at) },
      address: address === null ? '' : secrets.decrypt(address),
    }))
  }

  /** 本人的账户之门。 */
  pass<R>(actor: Actor, matter: string, work: (trx: Trx, account: Account) => Promise<R>): Promise<R> {
    const resource = { kind: 'Account', person: actor.personId, agency: '' } as const
    return this.ports.gate.pass({ actor, action: 'account.secure', resource, matter }, async (trx) => {
      const account = await findAccount(trx, actor.accountId)
      if (account === undefined) throw new Refusal(securityItemMissing, {})
      return work(trx, account)
    })
  }
}
