import { csrfOf, newToken, tokenDigest } from '../access/secrets.js'
import { deleteSession, insertSession, touchSession } from '../access/session-store.js'
import type { Instant } from '../kernel/day.js'
import { maskName } from '../kernel/mask.js'
import { Refusal } from '../kernel/refusal.js'
import { ContentService } from './content-service.js'
import { IdentifyService } from './identify-service.js'
import type { ItemKey } from './items.js'
import type { DigitsBody, EnterBody, KioskContent, KioskObjection, KioskVisit } from './kiosk-contract.js'
import { kioskLine } from './kiosk-lines-service.js'
import { KioskPaperService, type Visitor } from './kiosk-paper-service.js'
import { endVisit, endVisitsAt, insertVisit, isVisiting } from './kiosk-store.js'
import { smsNotices } from './notice-service.js'
import type { ChannelPorts } from './ports.js'
import { cardOrDigits, kioskNotIn, triesWait } from './refusals.js'
import { TerminalService } from './terminal-service.js'

/** 终端各页的项目。 */
export const TOPICS: Readonly<Record<'contributions' | 'benefits', readonly ItemKey[]>> = {
  contributions: ['state', 'employer', 'months', 'yearMonths', 'base', 'paid', 'balance'],
  benefits: ['benefit', 'balance'],
}

/** 自助终端：card and query password, one visit on one terminal, everything gone when it ends. */
export class KioskService {
  readonly terminals: TerminalService
  readonly papers: KioskPaperService
  private readonly identify: IdentifyService
  private readonly content: ContentService

  constructor(private readonly ports: ChannelPorts) {
    this.terminals = new TerminalService(ports)
    this.papers = new KioskPaperService(ports)
    this.identify = new IdentifyService(ports)
    this.content = new ContentService(ports)
  }

  /** 放卡、按密码。The card says who, as its chip tells; the digits say that it is in the right hands. */
  async enter(
    key: string | undefined,
    { ticket, digits }: EnterBody,
  ): Promise<KioskVisit & { readonly token: string }> {
    const { app, card, clock, chance, ids } = this.ports
    const terminal = await app.transaction({}, (trx) => this.terminals.get(trx, key))
    const read = await card.read(ticket)
    if (read === undefined || (read.validUntil !== undefined && read.validUntil < clock.today()))
      throw new Refusal(cardOrDigits, {})
    const [sessionId, at, token] = [ids.uuid(), clock.now(), newToken(chance)]
    const found = await this.identify.identify({ number: read.number, digits, channel: 'kiosk', sessionId })
    if (found.kind === 'wait') throw new Refusal(triesWait, { minutes: Math.ceil(found.seconds / 60) })
    if (found.kind === 'unknown') throw new Refusal(cardOrDigits, {})
    const { personId, accountId } = found.actor
    await app.transaction({}, async (trx) => {
      const endsAt = (at + this.ports.setting('system.session-whole', 'citizen') * 60_000) as Instant
      const row = { tokenDigest: tokenDigest(token), sessionId, accountId, personId, at, endsAt }
      await insertSession(trx, { ...row, realm: 'citizen', channel: 'kiosk' })
      await endVisitsAt(trx, terminal.terminal_id, at)
      await insertVisit(trx, { sessionId, terminalId: terminal.terminal_id, personId, at })
    })
    return { token, csrf: csrfOf(token), name: maskName(read.name) }
  }

  /** Whoever asks: a live visit of this terminal. The session of one terminal is nothing on another. */
  async visitor(key: string | undefined, token: string | undefined): Promise<Visitor> {
    const { app, signIn } = this.ports
    const terminal = await app.transaction({}, (trx) => this.terminals.get(trx, key))
    if (token === undefined || token === '') throw new Refusal(kioskNotIn, {})
    const actor = await signIn.sessionOf(token, 'citizen')
    const terminalId = terminal.terminal_id
    const visiting =
      actor.channel === 'kiosk' && (await app.transaction({}, (trx) => isVisiting(trx, actor.sessionId, terminalId)))
    if (!visiting) throw new Refusal(kioskNotIn, {})
    return { actor, terminalId, token }
  }

  /** 还在：the person touched the screen. */
  async stay({ token }: Visitor): Promise<void> {
    const { app, clock } = this.ports
    await app.transaction({}, (trx) => touchSession(trx, tokenDigest(token), clock.now()))
  }

  async leave({ actor, token }: Visitor, reason: 'left' | 'idle' | 'card'): Promise<void> {
    const { app, clock } = this.ports
    await app.transaction({}, async (trx) => {
      await endVisit(trx, actor.sessionId, reason, clock.now())
      await deleteSession(trx, tokenDigest(token))
    })
  }

  async shown({ actor }: Visitor, topic: 'contributions' | 'benefits'): Promise<KioskContent> {
    const figures = await this.content.own(actor, TOPICS[topic])
    return { lines: figures.map(kioskLine) }
  }

  /** 提出异议：the words are the terminal's own; more may be said on the web or at a window. */
  async object({ actor }: Visitor, raised: KioskObjection): Promise<{ readonly serial: string }> {
    const words = '本人在自助终端提出，说明与材料可以后补。'
    return { serial: await this.ports.raiseObjection(actor, { ...raised, words }) }
  }

  /** 再按一次查询密码，counted like every try. */
  async confirm({ actor }: Visitor, number: string, digits: string): Promise<void> {
    const { sessionId } = actor
    const found = await this.identify.identify({ number, digits, channel: 'kiosk', sessionId })
    if (found.kind === 'wait') throw new Refusal(triesWait, { minutes: Math.ceil(found.seconds / 60) })
    if (found.kind === 'unknown' || found.actor.personId !== actor.personId) throw new Refusal(cardOrDigits, {})
  }

  /** 改查询密码：with the present one typed once more. */
  async changeDigits(visitor: Visitor, number: string, { digits, next }: DigitsBody): Promise<void> {
    const { app, queryPasswords } = this.ports
    const { actor } = visitor
    const { sessionId } = actor
    await this.confirm(visitor, number, digits)
    await app.transaction({}, async (trx) => {
      await queryPasswords.set(trx, actor.personId, next, [number])
      const once = `kiosk/${sessionId}/${this.ports.clock.now()}`
      await smsNotices(this.ports).tell(trx, actor.personId, { kind: 'passwordChanged', once })
    })
  }

  /** The number of the person who stands here, as registered: what a query password may not be taken from. */
  numberOf({ actor }: Visitor): Promise<string> {
    const { gate, records } = this.ports
    const ask = {
      ...{ actor, action: 'record.read' as const, subjects: [actor.personId], sections: ['registration'] as const },
      resource: { kind: 'Record', person: actor.personId, agencies: [], employers: [] } as const,
    }
    return gate.pass(ask, async (trx) => {
      const { record } = await records.derive(trx, actor.personId, {})
      return record.registration.person?.socialSecurityNumber ?? ''
    })
  }
}
