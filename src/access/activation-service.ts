import type { Trx } from '../db/database.js'
import { type Day, dayOfInstant, type Instant } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { NO_UUID, uuidV7 } from '../kernel/uuid.js'
import { type Account, accountsOf, findByLogin, insertAccount, setCredentials } from './account-store.js'
import type {
  CardActivation,
  CounterActivation,
  CounterAnswer,
  IdentityPaper,
  OperatorActivation,
} from './activation-contract.js'
import type { Actor, Realm } from './actor.js'
import { insertCode } from './attempt-store.js'
import type { SignInPorts } from './begin-session-service.js'
import { writeEvent } from './book-store.js'
import { CredentialTries } from './credential-tries-service.js'
import type { Gate } from './gate-service.js'
import type { CardRead, IdCardReader } from './id-card-port.js'
import { type IdentityCheck, insertIdentityCheck } from './identity-check-store.js'
import { requireValidPaper } from './identity-paper-service.js'
import { insertLetter } from './letter-store.js'
import { loginDigest } from './login-digest.js'
import { deletePasskeysOf } from './passkey-store.js'
import { checkPassword, hashPassword, PASSWORD_COST } from './password.js'
import type { QueryPasswordService } from './query-password-service.js'
import type { RealNames, RealPerson } from './real-names-port.js'
import { signInWait } from './refusals.js'
import { cardUnread, employerProofMissing, identityMismatch } from './refusals-sign-in.js'
import { newCode, plainCode } from './secrets.js'
import { endSessions } from './security-store.js'

export interface ActivationPorts extends SignInPorts {
  readonly gate: Gate
  readonly names: RealNames
  readonly reader: IdCardReader
  readonly queryPasswords: QueryPasswordService
}

/**
 * 实名激活。At the counter with the paper shown, by a card that a reader checked, or by a letter to the address of record.
 * Whichever way, who checked which paper how is written down before a code exists.
 */
export class ActivationService {
  constructor(private readonly ports: ActivationPorts) {}

  /** 窗口为参保人办理。The code of a letter is made later and never shown here. */
  async atCounter(clerk: Actor, personId: string, asked: CounterActivation): Promise<CounterAnswer> {
    const { names, gate } = this.ports
    const own = await names.of(personId)
    const resource = { kind: 'Account', person: own?.personId ?? personId, agency: own?.agency ?? '' } as const
    const ask = {
      actor: clerk,
      action: 'account.activate' as const,
      resource,
      subjects: [personId],
      matter: asked.purpose,
    }
    const shown = await names.find(asked.paper.number.trim().toUpperCase())
    return gate.pass(ask, async (trx) => {
      const validUntil = requireValidPaper(asked.paper, this.ports.clock.today())
      if (own === undefined || shown?.personId !== own.personId) throw new Refusal(identityMismatch, {})
      const checkId = await this.note(trx, { clerk, personId: own.personId, realm: 'citizen', ...asked, validUntil })
      if (asked.purpose === 'queryPassword') {
        await this.ports.queryPasswords.remove(trx, own.personId)
        return { mailed: false }
      }
      if (asked.way === 'mail') {
        await this.queue(trx, { number: own.number, name: own.name, requestedBy: clerk.personId, checkId })
        return { mailed: true }
      }
      return this.code(trx, await this.accountOf(trx, own))
    })
  }

  /** 窗口为单位经办人办理：the person's paper and the employer's proof; the account was opened by appointment. */
  async forOperator(clerk: Actor, asked: OperatorActivation): Promise<CounterAnswer> {
    const { database, gate, names, secrets } = this.ports
    const digest = loginDigest(secrets, 'operator', asked.login)
    const account = await database.transaction({}, (trx) => findByLogin(trx, 'operator', digest))
    const agency = account?.employer_id == null ? '' : await names.agencyOfEmployer(account.employer_id)
    const resource = {
      kind: 'Account',
      person: account?.person_id ?? '0',
      agency: account ? agency : (clerk.agency ?? ''),
    }
    const ask = { actor: clerk, action: 'account.activate' as const, matter: asked.purpose }
    const shown = await names.personIdOf(asked.paper.number.trim().toUpperCase())
    return gate.pass({ ...ask, resource: { ...resource, kind: 'Account' } }, async (trx) => {
      const validUntil = requireValidPaper(asked.paper, this.ports.clock.today())
      if (asked.employerProof.number.trim() === '') throw new Refusal(employerProofMissing, {})
      if (account === undefined || shown !== account.person_id) throw new Refusal(identityMismatch, {})
      const { kind, number } = asked.employerProof
      const employerProof = secrets.encrypt(`${kind} ${number.trim()}`)
      const { person_id: personId } = account
      const checked = { clerk, personId, realm: 'operator' as const, ...asked, way: 'handover' as const, validUntil }
      await this.note(trx, { ...checked, employerProof })
      return this.code(trx, account.account_id)
    })
  }

  /** 以卡激活。The reader answers for the card; the password is the person's own; what stood before is gone. */
  async byCard({ ticket, password }: CardActivation, address?: string): Promise<void> {
    const { database, names, reader, cost = PASSWORD_COST } = this.ports
    await this.counted(`card ${ticket}`, address)
    const card = await reader.read(ticket)
    const own = card && this.isCurrent(card) ? await names.find(card.number.trim().toUpperCase()) : undefined
    if (card === undefined || own === undefined || !names.isSameName(card.name, own.name)) {
      await database.transaction({}, (trx) => this.tell(trx, undefined, 'failed'))
      throw new Refusal(cardUnread, {})
    }
    checkPassword(password, own.number, 'citizen')
    const hash = await hashPassword(password, cost)
    const done = await database.transaction({}, async (trx) => {
      const accountId = await this.accountOf(trx, own)
      const blocked = (await accountsOf(trx, [own.personId])).some(
        (one) => one.account_id === accountId && isBlocked(one),
      )
      if (!blocked) {
        await insertIdentityCheck(trx, this.checkOf(own, card))
        await freshCredentials(trx, accountId, hash, null)
      }
      await this.tell(trx, own.personId, blocked ? 'failed' : 'done')
      return !blocked
    })
    if (!done) throw new Refusal(cardUnread, {})
  }

  /** 信函领码，本人在网上提出。Taken in the same way whoever is named; a round of its own does the rest. */
  async byLetter(number: string, name: string, address?: string): Promise<void> {
    await this.counted(`letter ${number}`, address)
    await this.ports.database.transaction({}, async (trx) => {
      await this.queue(trx, { number: number.trim().toUpperCase(), name: name.trim(), requestedBy: '0' })
      await this.tell(trx, undefined, 'requested')
    })
  }

  /** 参保人的账户，opened where there is none yet. */
  async accountOf(trx: Trx, own: RealPerson): Promise<string> {
    const { clock, chance, secrets } = this.ports
    const known = (await accountsOf(trx, [own.personId])).find(({ realm }) => realm === 'citizen')
    if (known !== undefined) return known.account_id
    const accountId = uuidV7(clock.now(), chance.bytes(10))
    await insertAccount(trx, {
      ...{ accountId, personId: own.personId, realm: 'citizen', agency: own.agency, employerId: null, posts: [] },
      ...{ loginDigest: loginDigest(secrets, 'citizen', own.number), name: secrets.encrypt(own.name) },
      createdAt: clock.now(),
    })
    return accountId
  }

  async code(trx: Trx, accountId: string, life?: number): Promise<Required<CounterAnswer>> {
    const { chance, clock, secrets, limits } = this.ports
    const [code, now] = [newCode(chance), clock.now()]
    const expires = (now + (life ?? limits.codeLife())) as Instant
    await insertCode(trx, accountId, secrets.digest(`activation ${accountId} ${plainCode(code)}`), now, expires)
    return { code, validUntil: dayOfInstant(expires), mailed: false }
  }

  private async queue(
    trx: Trx,
    asked: { number: string; name: string; requestedBy: string; checkId?: string },
  ): Promise<void> {
    const { clock, chance, secrets } = this.ports
    const { number, name, requestedBy, checkId } = asked
    await insertLetter(trx, {
      ...{ requestId: uuidV7(clock.now(), chance.bytes(10)), loginDigest: loginDigest(secrets, 'citizen', number) },
      ...{ number: secrets.encrypt(number), name: secrets.encrypt(name), requestedBy, checkId, at: clock.now() },
    })
  }

  private async counted(login: string, address: string | undefined): Promise<void> {
    const tries = new CredentialTries(this.ports)
    const { wait } = await this.ports.database.transaction({}, (trx) =>
      tries.beforeTry(trx, { realm: 'citizen', login, address }),
    )
    if (wait > 0) throw new Refusal(signInWait, { seconds: wait })
  }

  private isCurrent({ validUntil }: CardRead): boolean {
    return validUntil === undefined || validUntil >= this.ports.clock.today()
  }

  private async note(trx: Trx, checked: Checked): Promise<string> {
    const { clock, chance, secrets } = this.ports
    const { clerk, paper, personId, realm, purpose, way, validUntil, employerProof } = checked
    const checkId = uuidV7(clock.now(), chance.bytes(10))
    await insertIdentityCheck(trx, {
      ...{ checkId, personId, realm, purpose, way, validUntil, method: paper.method, employerProof },
      ...{ paperKind: paper.kind, paperDigest: secrets.digest(`paper ${paper.number.trim().toUpperCase()}`) },
      ...{ checkedBy: clerk.personId, agency: clerk.agency ?? '', at: clock.now() },
    })
    return checkId
  }

  private checkOf(own: RealPerson, card: CardRead): IdentityCheck {
    const { clock, chance, secrets } = this.ports
    return {
      ...{ checkId: uuidV7(clock.now(), chance.bytes(10)), personId: own.personId, realm: 'citizen' },
      ...{ purpose: 'activation', way: 'card', paperKind: card.kind, method: 'reader' },
      ...{ paperDigest: secrets.digest(`paper ${card.number.trim().toUpperCase()}`), validUntil: card.validUntil },
      ...{ checkedBy: own.personId, agency: own.agency, at: clock.now() },
    }
  }

  private async tell(trx: Trx, personId: string | undefined, outcome: string): Promise<void> {
    const { clock, chance, sealer } = this.ports
    const at = clock.now()
    await writeEvent(trx, sealer, {
      ...{ sessionId: NO_UUID, eventId: uuidV7(at, chance.bytes(10)), at, realm: 'citizen', channel: 'web' },
      ...{ actorPersonId: personId ?? '0', organisation: '', action: 'account.activated', outcome },
      ...{ policies: [], articles: ['BQ-13a'], matter: '' },
    })
  }
}

interface Checked {
  readonly clerk: Actor
  readonly personId: string
  readonly realm: Realm
  readonly paper: IdentityPaper
  readonly purpose: IdentityCheck['purpose']
  readonly way: 'handover' | 'mail'
  readonly validUntil: Day | undefined
  readonly employerProof?: Buffer | undefined
}

function isBlocked({ state }: Account): boolean {
  return state === 'blocked'
}

/** 重新设定：the password, and nothing of what was set up before: no session, passkey or second factor outlives it. */
export async function freshCredentials(
  trx: Trx,
  accountId: string,
  passwordHash: string,
  totpSecret: Buffer | null,
): Promise<void> {
  await setCredentials(trx, accountId, passwordHash, totpSecret)
  await deletePasskeysOf(trx, accountId)
  await endSessions(trx, accountId)
}
