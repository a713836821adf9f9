import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { findAccount } from './account-store.js'
import type { Actor } from './actor.js'
import { begin, type Entry, note, type SignedIn, type SignInPorts, tell } from './begin-session-service.js'
import { insertChallenge, takeChallenge } from './challenge-store.js'
import {
  deletePasskey,
  findPasskey,
  insertPasskey,
  notePasskeyUse,
  passkeysOf,
  type StoredPasskey,
} from './passkey-store.js'
import { passkeyFailed, passkeyMost, securityItemMissing } from './refusals-sign-in.js'
import type { PasskeyAnswer, PasskeyMade } from './security-contract.js'

/** 网站：the origin of the page that asks; its host is what a passkey is bound to. */
export interface Site {
  readonly origin: string
}

type Purpose = 'register' | 'sign-in' | 'step-up'

/**
 * 通行密钥。Registered by whoever is signed in, and used to sign in or to confirm who one is. Sign-in asks no name first and
 * offers no list: who has a passkey cannot be found out. The device must have checked its owner.
 */
export class PasskeyService {
  constructor(private readonly ports: SignInPorts) {}

  async registerOptions(actor: Actor, { origin }: Site): Promise<Record<string, unknown>> {
    const { database, secrets } = this.ports
    const known = await database.transaction({}, (trx) => passkeysOf(trx, actor.accountId))
    const most = this.ports.limits.passkeyMost()
    if (known.length >= most) throw new Refusal(passkeyMost, { most })
    const options = await generateRegistrationOptions({
      rpName: '权益',
      rpID: hostOf(origin),
      userName: actor.name ?? '权益',
      userID: new Uint8Array(secrets.digest(`passkey user ${actor.accountId}`)),
      challenge: await this.challenge('register', actor.accountId),
      attestationType: 'none',
      excludeCredentials: known.map(({ credential_id: id }) => ({ id })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    return { ...options }
  }

  async register(actor: Actor, made: PasskeyMade, name: string, { origin }: Site): Promise<void> {
    const { database, clock, secrets, limits } = this.ports
    const { accountId, personId } = actor
    const { registrationInfo } = await verifyRegistrationResponse({
      response: {
        ...(made as never as object),
        rawId: made.id,
        type: 'public-key',
        clientExtensionResults: {},
      } as never,
      expectedChallenge: (challenge) =>
        database.transaction({}, (trx) => this.take(trx, 'register', challenge, accountId)),
      ...{ expectedOrigin: origin, expectedRPID: hostOf(origin), requireUserVerification: true },
    }).catch(refused)
    if (registrationInfo === undefined) throw new Refusal(passkeyFailed, {})
    const { id, publicKey, counter } = registrationInfo.credential
    await database.transaction({}, async (trx) => {
      const most = limits.passkeyMost()
      if ((await passkeysOf(trx, accountId)).length >= most) throw new Refusal(passkeyMost, { most })
      const { transports } = made.response
      const sealed = secrets.encrypt(name.trim())
      const key = {
        credentialId: id,
        accountId,
        personId,
        publicKey,
        counter,
        transports,
        name: sealed,
        at: clock.now(),
      }
      if (!(await insertPasskey(trx, key))) throw new Refusal(passkeyFailed, {})
    })
  }

  async signInOptions({ origin }: Site): Promise<Record<string, unknown>> {
    return this.question(origin, 'sign-in', undefined, [])
  }

  async stepUpOptions({ accountId }: Actor, { origin }: Site): Promise<Record<string, unknown>> {
    const known = await this.ports.database.transaction({}, (trx) => passkeysOf(trx, accountId))
    return this.question(origin, 'step-up', accountId, known)
  }

  /** 以通行密钥登录。One neutral no for an unknown key, a wrong signature, another's challenge, a barred account. */
  async signIn(
    answer: PasskeyAnswer,
    { channel, address, device, ...at }: Site & Omit<Entry, 'realm' | 'way'>,
  ): Promise<SignedIn> {
    const entry: Entry = { realm: 'citizen', channel, way: 'passkey', address, device }
    const signedIn = await this.ports.database.transaction({}, async (trx) => {
      const key = await this.answered(trx, answer, 'sign-in', at.origin)
      const account = key && (await findAccount(trx, key.account_id))
      if (account?.state === 'active' && account.realm === 'citizen') return begin(this.ports, trx, account, entry)
      await tell(this.ports, trx, entry, account, 'failed')
      await note(this.ports, trx, account, entry, 'failed')
      return undefined
    })
    if (signedIn === undefined) throw new Refusal(passkeyFailed, {})
    return signedIn
  }

  /** Whether a live session's person answers with a passkey of the own account. */
  async confirms(actor: Actor, answer: PasskeyAnswer, { origin }: Site): Promise<boolean> {
    const { database } = this.ports
    const key = await database.transaction({}, (trx) => this.answered(trx, answer, 'step-up', origin, actor.accountId))
    return key !== undefined && key.account_id === actor.accountId
  }

  async remove({ accountId }: Actor, credentialId: string): Promise<void> {
    const removed = await this.ports.database.transaction({}, (trx) => deletePasskey(trx, accountId, credentialId))
    if (!removed) throw new Refusal(securityItemMissing, {})
  }

  private async question(
    origin: string,
    purpose: Purpose,
    accountId: string | undefined,
    known: readonly StoredPasskey[],
  ): Promise<Record<string, unknown>> {
    const options = await generateAuthenticationOptions({
      rpID: hostOf(origin),
      userVerification: 'required',
      challenge: await this.challenge(purpose, accountId),
      allowCredentials: known.map(({ credential_id: id, transports }) => ({ id, transports: transports as never })),
    })
    return { ...options }
  }

  /** The key whose signature fits and whose counter goes on; undefined for every other answer. */
  private async answered(
    trx: Trx,
    answer: PasskeyAnswer,
    purpose: Purpose,
    origin: string,
    accountId?: string,
  ): Promise<StoredPasskey | undefined> {
    const key = await findPasskey(trx, answer.id)
    if (key === undefined) return undefined
    const { public_key, counter } = key
    const response = { ...answer, rawId: answer.id, type: 'public-key', clientExtensionResults: {} }
    const checked = await verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge: (challenge) => this.take(trx, purpose, challenge, accountId),
      ...{ expectedOrigin: origin, expectedRPID: hostOf(origin), requireUserVerification: true },
      credential: { id: key.credential_id, publicKey: new Uint8Array(public_key), counter: Number(counter) },
    }).catch(() => undefined)
    if (checked?.verified !== true) return undefined
    await notePasskeyUse(trx, key.credential_id, checked.authenticationInfo.newCounter, this.ports.clock.now())
    return key
  }

  private async challenge(purpose: Purpose, accountId?: string): Promise<Uint8Array<ArrayBuffer>> {
    const { database, chance, clock, limits } = this.ports
    const challenge = Uint8Array.from(chance.bytes(32))
    const digest = this.digestOf(purpose, Buffer.from(challenge).toString('base64url'))
    const expires = (clock.now() + limits.challengeLife()) as Instant
    const row = { digest, purpose, accountId, body: Buffer.alloc(0), expires }
    await database.transaction({}, (trx) => insertChallenge(trx, row))
    return challenge
  }

  private async take(trx: Trx, purpose: Purpose, challenge: string, accountId?: string): Promise<boolean> {
    const digest = this.digestOf(purpose, challenge)
    const taken = await takeChallenge(trx, digest, purpose, this.ports.clock.now())
    return taken !== undefined && (taken.account_id ?? undefined) === accountId
  }

  private digestOf(purpose: Purpose, challenge: string): Buffer {
    return this.ports.secrets.digest(`challenge ${purpose} ${challenge}`)
  }
}

function hostOf(origin: string): string {
  return new URL(origin).hostname
}

/** Whatever the device sent that does not verify is a no, never a defect of ours. */
function refused(): never {
  throw new Refusal(passkeyFailed, {})
}
