import { findAccount } from '../access/account-store.js'
import type { Actor } from '../access/actor.js'
import { countAt } from '../access/attempt-store.js'
import { writeEvent } from '../access/book-store.js'
import { newToken, tokenDigest } from '../access/secrets.js'
import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import type { ChannelPorts } from './ports.js'
import { tokenCalls, tokenLongest, tokenMissing, tokenMost, tokenScope, tokenUnknown } from './refusals.js'
import { SCOPES, type Scope, type TokenBody, type TokenMade, type TokensAnswer } from './token-contract.js'
import {
  endToken,
  insertToken,
  lockTokens,
  type StoredToken,
  tokenByDigest,
  tokensOf,
  touchToken,
} from './token-store.js'

const DAY = 86_400_000
const HOUR = 3_600_000
const PREFIX = 'qy_'

/** 个人令牌：made by oneself with the password typed once more, shown once, ending by itself, revocable at any time. */
export class TokenService {
  constructor(private readonly ports: ChannelPorts) {}

  list(actor: Actor): Promise<TokensAnswer> {
    return this.own(actor, (trx) => this.all(trx, actor))
  }

  /** Whoever calls has confirmed the password. */
  make(actor: Actor, { name, scopes, days }: Omit<TokenBody, 'password'>): Promise<TokenMade> {
    const { chance, clock, ids, setting, secrets } = this.ports
    const longest = setting('system.token-longest')
    if (days > longest) throw new Refusal(tokenLongest, { most: longest })
    const foreign = scopes.find((scope) => SCOPES[scope].realm !== actor.realm)
    if (foreign !== undefined) throw new Refusal(tokenScope, { scope: SCOPES[foreign].zh })
    return this.own(actor, async (trx) => {
      await lockTokens(trx, actor.accountId)
      const [most, now] = [setting('system.token-most'), clock.now()]
      const live = (await tokensOf(trx, actor.accountId)).filter((one) => isLive(one, now))
      if (live.length >= most) throw new Refusal(tokenMost, { most })
      const secret = PREFIX + newToken(chance)
      const { accountId, personId } = actor
      const realm = actor.realm === 'operator' ? 'operator' : 'citizen'
      await insertToken(trx, {
        ...{ tokenId: ids.uuid(), digest: tokenDigest(secret), accountId, personId, realm, scopes, at: now },
        ...{ name: secrets.encrypt(name), endsAt: (now + days * DAY) as Instant },
      })
      await this.tell(trx, actor, 'made')
      return { secret, tokens: await this.all(trx, actor) }
    })
  }

  end(actor: Actor, tokenId: string): Promise<TokensAnswer> {
    return this.own(actor, async (trx) => {
      if (!(await endToken(trx, actor.accountId, tokenId, this.ports.clock.now()))) throw new Refusal(tokenMissing, {})
      await this.tell(trx, actor, 'ended')
      return this.all(trx, actor)
    })
  }

  /** 凭令牌来的人：as the account stands now; a blocked one, an ended appointment, an ended token open nothing. */
  actorOf(authorization: string | undefined, scope: Scope, terminal: string): Promise<Actor> {
    const secret = /^Bearer (qy_[0-9A-Za-z_-]{20,80})$/.exec(authorization ?? '')?.[1]
    if (secret === undefined) throw new Refusal(tokenUnknown, {})
    return this.ports.app
      .transaction({}, async (trx) => {
        const token = await tokenByDigest(trx, tokenDigest(secret))
        const now = this.ports.clock.now()
        if (token === undefined || !isLive(token, now)) throw new Refusal(tokenUnknown, {})
        const account = await findAccount(trx, token.account_id)
        if (account === undefined || account.state !== 'active') throw new Refusal(tokenUnknown, {})
        const wait = await this.count(trx, token.token_id)
        await touchToken(trx, token.token_id, now)
        const actor: Actor = {
          ...{
            personId: account.person_id,
            realm: token.realm,
            sessionId: token.token_id,
            accountId: account.account_id,
          },
          ...{ posts: [], channel: 'api', terminal },
          ...(account.employer_id === null ? {} : { employerId: account.employer_id }),
        }
        return { actor, wait, scopes: token.scopes }
      })
      .then(({ actor, wait, scopes }) => {
        if (wait > 0) throw new Refusal(tokenCalls, { minutes: Math.ceil(wait / 60) })
        if (!scopes.includes(scope)) throw new Refusal(tokenScope, { scope: SCOPES[scope].zh })
        return actor
      })
  }

  private async count(trx: Trx, tokenId: string): Promise<number> {
    const { secrets, clock, setting } = this.ports
    const now = clock.now()
    const subject = secrets.digest(`token ${tokenId} ${Math.floor(now / HOUR)}`)
    const { wait } = await countAt(trx, { subject, now, most: setting('system.token-calls'), window: HOUR })
    return wait
  }

  private async all(trx: Trx, actor: Actor): Promise<TokensAnswer> {
    const { setting, secrets, clock } = this.ports
    const now = clock.now()
    const tokens = (await tokensOf(trx, actor.accountId)).map((one) => ({
      ...{ token: one.token_id, name: secrets.decrypt(one.name), scopes: one.scopes },
      ...{ madeAt: Number(one.made_at), endsAt: Number(one.ends_at) },
      ...(one.used_at === null ? {} : { usedAt: Number(one.used_at) }),
      state: one.ended ? ('ended' as const) : isLive(one, now) ? ('live' as const) : ('expired' as const),
    }))
    return { tokens, longest: setting('system.token-longest'), most: setting('system.token-most') }
  }

  /** 本人的账户之门：not with a helper beside; an operator's token is the firm's business. */
  private own<R>(actor: Actor, work: (trx: Trx) => Promise<R>): Promise<R> {
    const { app, gate } = this.ports
    if (actor.realm !== 'citizen') return app.transaction({}, work)
    const resource = { kind: 'Account', person: actor.personId, agency: '' } as const
    return gate.pass({ actor, action: 'account.secure', resource, matter: 'token' }, work)
  }

  private async tell(trx: Trx, actor: Actor, outcome: 'made' | 'ended'): Promise<void> {
    const { sealer, clock, ids } = this.ports
    await writeEvent(trx, sealer, {
      ...{ sessionId: actor.sessionId, eventId: ids.uuid(), at: clock.now(), actorPersonId: actor.personId },
      ...{ realm: actor.realm, organisation: actor.employerId ?? '', channel: actor.channel, action: 'session.token' },
      ...{ outcome, policies: [], articles: ['BQ-13a'], matter: '' },
    })
  }
}

function isLive({ ended, ends_at }: StoredToken, now: Instant): boolean {
  return !ended && now < Number(ends_at)
}
