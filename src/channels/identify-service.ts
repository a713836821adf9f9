import { findByLogin } from '../access/account-store.js'
import type { Actor, Channel } from '../access/actor.js'
import { writeEvent } from '../access/book-store.js'
import { loginDigest } from '../access/login-digest.js'
import type { Trx } from '../db/database.js'
import type { ChannelPorts } from './ports.js'

export interface Claimed {
  readonly number: string
  readonly digits: string
  readonly channel: Channel
  readonly sessionId: string
  readonly address?: string | undefined
}

export type Identified =
  | { readonly kind: 'known'; readonly actor: Actor }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'wait'; readonly seconds: number }

type Ports = Pick<ChannelPorts, 'app' | 'tries' | 'queryPasswords' | 'secrets' | 'sealer' | 'clock' | 'ids'>

/**
 * 号码与查询密码（第十三条）。One count of tries over all channels; the same work and the same answer whether the number, the
 * password or both are wrong; every try is a line, and of a failed one no number is kept.
 */
export class IdentifyService {
  constructor(private readonly ports: Ports) {}

  async identify(claimed: Claimed): Promise<Identified> {
    const { app, tries, queryPasswords, secrets } = this.ports
    const { number, digits, address } = claimed
    const tried = { realm: 'citizen' as const, login: number, ...(address === undefined ? {} : { address }) }
    const { wait } = await app.transaction({}, async (trx) => {
      const { wait } = await tries.beforeTry(trx, tried)
      if (wait > 0) await this.tell(trx, claimed, '0', 'waiting')
      return { wait }
    })
    if (wait > 0) return { kind: 'wait', seconds: wait }
    return app.transaction({}, async (trx) => {
      const account = await findByLogin(trx, 'citizen', loginDigest(secrets, 'citizen', number))
      const standing = account?.state === 'active' ? account : undefined
      const fits = await queryPasswords.queryPasswordFits(trx, standing?.person_id, digits)
      await tries.afterTry(trx, tried, fits)
      await this.tell(trx, claimed, account?.person_id ?? '0', fits ? 'done' : 'failed')
      if (!fits || standing === undefined) return { kind: 'unknown' }
      return { kind: 'known', actor: citizenBy(claimed, standing.person_id, standing.account_id) }
    })
  }

  private async tell(
    trx: Trx,
    { channel, sessionId }: Claimed,
    actorPersonId: string,
    outcome: 'done' | 'failed' | 'waiting',
  ): Promise<void> {
    const { sealer, clock, ids } = this.ports
    await writeEvent(trx, sealer, {
      ...{ sessionId, eventId: ids.uuid(), at: clock.now(), actorPersonId, realm: 'citizen', organisation: '' },
      ...{ channel, action: 'session.query-password', outcome, policies: [], articles: ['BQ-13a'], matter: '' },
    })
  }
}

export function citizenBy(
  { channel, sessionId }: Pick<Claimed, 'channel' | 'sessionId'>,
  personId: string,
  accountId: string,
): Actor {
  return { personId, realm: 'citizen', sessionId, accountId, posts: [], channel }
}
