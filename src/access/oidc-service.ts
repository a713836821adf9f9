import { timingSafeEqual } from 'node:crypto'
import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { type Account, findAccount } from './account-store.js'
import type { ActivationService } from './activation-service.js'
import type { Actor, Channel } from './actor.js'
import { begin, note, type SignedIn, type SignInPorts, tell } from './begin-session-service.js'
import { insertChallenge, takeChallenge } from './challenge-store.js'
import type { OidcPlatform, PlatformClaims } from './oidc.js'
import { activateByPlatform, deleteLink, insertLink, issuersOf, linkedAccount } from './oidc-store.js'
import type { RealNames, RealPerson } from './real-names-port.js'
import { oidcFailed, oidcTaken, securityItemMissing } from './refusals-sign-in.js'
import { newToken } from './secrets.js'

export interface OidcPorts extends SignInPorts {
  readonly platforms: readonly OidcPlatform[]
  readonly names: RealNames
  readonly activation: Pick<ActivationService, 'accountOf'>
}

/** 往来的开始：where to send the browser, and what binds the answer to this browser. */
export interface OidcStart {
  readonly url: string
  readonly binding: string
}

export interface OidcReturn {
  /** The query string the platform sent the browser back with. */
  readonly search: string
  readonly binding: string | undefined
  readonly channel: Channel
  readonly address?: string | undefined
  readonly device?: string | undefined
}

interface Going {
  readonly platform: string
  readonly nonce: string
  readonly verifier: string
  readonly binding: string
}

const PURPOSE = 'oidc'

/**
 * 外部身份平台登录。A user of the platform is one of ours when linked, or when the platform is trusted for real names and its
 * number and name are those of one person on record. Everything else has the same one answer.
 */
export class OidcService {
  constructor(private readonly ports: OidcPorts) {}

  listed(): { id: string; zh: string; en: string }[] {
    return this.ports.platforms.map(({ id, zh, en }) => ({ id, zh, en }))
  }

  /** With an actor the platform's user will be linked to that account; without one it signs in. */
  async start(id: string, actor?: Actor): Promise<OidcStart> {
    const { database, chance, clock, limits, secrets } = this.ports
    const platform = this.platformOf(id)
    const [state, nonce, verifier, binding] = [newToken(chance), newToken(chance), newToken(chance), newToken(chance)]
    const going: Going = { platform: id, nonce, verifier, binding }
    const expires = (clock.now() + limits.challengeLife()) as Instant
    const row = { digest: this.digestOf(state), purpose: PURPOSE, accountId: actor?.accountId, expires }
    await database.transaction({}, (trx) =>
      insertChallenge(trx, { ...row, body: secrets.encrypt(JSON.stringify(going)) }),
    )
    const url = await platform.begin({ state, nonce, verifier }).catch(failed)
    return { url, binding }
  }

  /** The session of whom the platform named; undefined where an account was linked. */
  async finish(back: OidcReturn): Promise<SignedIn | undefined> {
    const { database, clock, secrets } = this.ports
    const state = new URLSearchParams(back.search).get('state') ?? ''
    const taken = await database.transaction({}, (trx) =>
      takeChallenge(trx, this.digestOf(state), PURPOSE, clock.now()),
    )
    const going = taken && (JSON.parse(secrets.decrypt(taken.body)) as Going)
    const platform = going && this.ports.platforms.find(({ id }) => id === going.platform)
    if (going === undefined || platform === undefined || !isSame(going.binding, back.binding)) throw await this.no(back)
    const claims = await platform.finish({ state, ...going }, back.search).catch(() => undefined)
    if (claims === undefined) throw await this.no(back)
    if (taken?.account_id != null) return this.link(platform, claims, taken.account_id)
    const own = await this.namedBy(platform, claims)
    const signedIn = await database.transaction({}, async (trx) => {
      const account = await this.accountOf(trx, platform, claims, own)
      return account && begin(this.ports, trx, account, entryOf(back))
    })
    if (signedIn === undefined) throw await this.no(back)
    return signedIn
  }

  /** 已关联的平台。 */
  async linkedTo(trx: Trx, accountId: string): Promise<{ id: string; zh: string; en: string; isLinked: boolean }[]> {
    const issuers = await issuersOf(trx, accountId)
    return this.ports.platforms.map(({ id, zh, en, issuer }) => ({ id, zh, en, isLinked: issuers.includes(issuer) }))
  }

  async unlink(trx: Trx, accountId: string, id: string): Promise<void> {
    const platform = this.ports.platforms.find((one) => one.id === id)
    if (platform === undefined || !(await deleteLink(trx, platform.issuer, accountId)))
      throw new Refusal(securityItemMissing, {})
  }

  private async link(platform: OidcPlatform, { subject }: PlatformClaims, accountId: string): Promise<undefined> {
    const { database, clock } = this.ports
    await database.transaction({}, async (trx) => {
      const account = await findAccount(trx, accountId)
      if (account?.state !== 'active') throw new Refusal(oidcFailed, {})
      const { issuer } = platform
      const link = { issuer, subject: this.subjectOf(subject), accountId, personId: account.person_id, at: clock.now() }
      if (!(await insertLink(trx, link))) throw new Refusal(oidcTaken, {})
    })
  }

  /** Number and name both, from an issuer configured as trusted for them; anything less names nobody. */
  private async namedBy({ realName }: OidcPlatform, { claim }: PlatformClaims): Promise<RealPerson | undefined> {
    if (realName === undefined) return undefined
    const [number, name] = [claim(realName.number), claim(realName.name)]
    if (number === undefined || name === undefined) return undefined
    const { names } = this.ports
    const own = await names.find(number.trim().toUpperCase())
    return own !== undefined && names.isSameName(own.name, name) ? own : undefined
  }

  private async accountOf(
    trx: Trx,
    { issuer }: OidcPlatform,
    { subject }: PlatformClaims,
    own: RealPerson | undefined,
  ): Promise<Account | undefined> {
    const digest = this.subjectOf(subject)
    const linked = await linkedAccount(trx, issuer, digest)
    if (linked === undefined && own === undefined) return undefined
    const accountId = linked ?? (await this.ports.activation.accountOf(trx, own as RealPerson))
    const at = this.ports.clock.now()
    if (linked === undefined) {
      const { personId } = own as RealPerson
      if (!(await insertLink(trx, { issuer, subject: digest, accountId, personId, at }))) return undefined
      await activateByPlatform(trx, accountId)
    }
    const account = await findAccount(trx, accountId)
    return account?.state === 'active' && account.realm === 'citizen' ? account : undefined
  }

  private async no(back: OidcReturn): Promise<Refusal<object>> {
    await this.ports.database.transaction({}, async (trx) => {
      await tell(this.ports, trx, { realm: 'citizen', channel: back.channel }, undefined, 'failed')
      await note(this.ports, trx, undefined, entryOf(back), 'failed')
    })
    return new Refusal(oidcFailed, {})
  }

  private platformOf(id: string): OidcPlatform {
    const platform = this.ports.platforms.find((one) => one.id === id)
    if (platform === undefined) throw new Refusal(oidcFailed, {})
    return platform
  }

  private digestOf(state: string): Buffer {
    return this.ports.secrets.digest(`oidc state ${state}`)
  }

  private subjectOf(subject: string): Buffer {
    return this.ports.secrets.digest(`oidc subject ${subject}`)
  }
}

function entryOf({ channel, address, device }: OidcReturn) {
  return { realm: 'citizen', channel, address, device, way: 'oidc' } as const
}

function isSame(one: string, other = ''): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function failed(): never {
  throw new Refusal(oidcFailed, {})
}
