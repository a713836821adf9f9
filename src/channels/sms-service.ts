import type { Actor } from '../access/actor.js'
import { countAt } from '../access/attempt-store.js'
import { FIXED_TOPIC, isWantedUnasked, NOTICE_TOPICS, type NoticeTopic } from '../access/notice-port.js'
import { ownRecord } from '../access/resource.js'
import type { Trx } from '../db/database.js'
import { dayOfInstant, type Instant } from '../kernel/day.js'
import { mask } from '../kernel/mask.js'
import { Refusal } from '../kernel/refusal.js'
import { contactOfPerson } from '../ledger/contact-store.js'
import { recordAsk } from '../query/record-service.js'
import { citizenBy } from './identify-service.js'
import { insertSms } from './notice-service.js'
import type { ChannelPorts } from './ports.js'
import { noPhone, smsCode, smsFixed, smsTooSoon } from './refusals.js'
import { choicesOf, saveChoice } from './sms-choice-store.js'
import type { SmsAnswer, TopicBody } from './sms-contract.js'
import type { IncomingSms } from './sms-gateway-port.js'
import {
  endNumber,
  insertInbound,
  messagesOf,
  numberOf,
  numbersAt,
  type StoredNumber,
  saveCode,
  settleReceipt,
  stopMessages,
  tryCode,
} from './sms-store.js'
import { codeWords, REPLIES, SIGN, stateReply } from './sms-words.js'

const HOUR = 3_600_000
const MINUTE = 60_000
const DAY = 86_400_000
const SHOWN = 20

/** 短信：a number is told nothing before its code came back, and again after a year. */
export class SmsService {
  constructor(private readonly ports: ChannelPorts) {}

  show(actor: Actor): Promise<SmsAnswer> {
    return this.own(actor, (trx) => this.answer(trx, actor.personId))
  }

  /** 发验证码，to the number that is registered and to no other. */
  async ask(actor: Actor): Promise<SmsAnswer> {
    const { personId } = actor
    const { vault, secrets, clock, chance, setting } = this.ports
    const wait = await this.count(`sms code ${personId}`)
    if (wait > 0) throw new Refusal(smsTooSoon, { minutes: Math.ceil(wait / 60) })
    return this.own(actor, async (trx) => {
      const phone = await this.phoneOf(trx, personId)
      if (phone === undefined) throw new Refusal(noPhone, {})
      const code = String(Buffer.from(chance.bytes(4)).readUInt32BE() % 1_000_000).padStart(6, '0')
      const at = clock.now()
      const expires = (at + setting('system.sms-code-life') * MINUTE) as Instant
      const number = vault.seal(undefined, phone)
      const digests = {
        numberDigest: digestOf(this.ports, phone),
        codeDigest: secrets.digest(`sms ${personId} ${code}`),
      }
      await saveCode(trx, { personId, number, ...digests, expires, at })
      const once = `code/${personId}/${at}`
      await insertSms(trx, this.ports, { personId, kind: 'code', number: phone, text: codeWords(code), once })
      return this.answer(trx, personId)
    })
  }

  async confirm(actor: Actor, code: string): Promise<SmsAnswer> {
    const { secrets, clock, setting } = this.ports
    const { personId } = actor
    const codeDigest = secrets.digest(`sms ${personId} ${code}`)
    const most = setting('system.sms-code-tries')
    await this.own(actor, async () => undefined)
    // A wrong try is counted though the request is refused: it stands in a transaction of its own.
    const right = await this.ports.app.transaction({}, (trx) =>
      tryCode(trx, { personId, codeDigest, most, at: clock.now() }),
    )
    if (!right) throw new Refusal(smsCode, {})
    return this.show(actor)
  }

  /** 选择：security is told of whatever is chosen. */
  choose(actor: Actor, { topic, wanted }: TopicBody): Promise<SmsAnswer> {
    if (topic === FIXED_TOPIC && !wanted) throw new Refusal(smsFixed, {})
    return this.own(actor, async (trx) => {
      await saveChoice(trx, { personId: actor.personId, topic, wanted, at: this.ports.clock.now() })
      return this.answer(trx, actor.personId)
    })
  }

  end(actor: Actor): Promise<SmsAnswer> {
    return this.own(actor, async (trx) => {
      await endNumber(trx, actor.personId, this.ports.clock.now())
      await stopMessages(trx, actor.personId)
      return this.answer(trx, actor.personId)
    })
  }

  /** 收到一条：taken once, answered only where the number is one person's and verified. A query is a look like any other. */
  async incoming({ gatewayId, number, text }: IncomingSms): Promise<void> {
    const { app, clock } = this.ports
    const [at, digest] = [clock.now(), digestOf(this.ports, number)]
    const person = await app.transaction({}, async (trx) => {
      const found = await numbersAt(trx, digest, this.since())
      const outcome = found.length === 1 ? 'known' : 'unknown'
      const isNew = await insertInbound(trx, { gatewayId, numberDigest: digest, at, outcome })
      return isNew && found.length === 1 ? found[0]!.person_id : undefined
    })
    if (person === undefined || (await this.count(`sms in ${number}`)) > 0) return
    const once = `reply/${gatewayId}`
    const asked = text.normalize('NFKC').trim().toUpperCase()
    if (asked === 'TD') return this.stop(person, number, once)
    if (asked === 'CX' || asked === '查询') return this.tellState(person, number, once)
    await app.transaction({}, (trx) => this.reply(trx, person, number, once, REPLIES.help))
  }

  /** 送达回执. */
  delivered(gatewayId: string, ok: boolean): Promise<void> {
    return this.ports.app.transaction({}, (trx) => settleReceipt(trx, gatewayId, ok))
  }

  private async tellState(personId: string, number: string, once: string): Promise<void> {
    const { gate, records, ids } = this.ports
    const actor = citizenBy({ channel: 'sms', sessionId: ids.uuid() }, personId, 'sms')
    const ask = { ...recordAsk(actor, personId, undefined), sections: ['registration'] as const }
    await gate.pass(ask, async (trx) => {
      const { record } = await records.derive(trx, personId, {})
      const states = record.registration.enrolments.map(({ state }) => state)
      const text = stateReply(states, record.registration.person?.socialSecurityNumber ?? '')
      await insertSms(trx, this.ports, { personId, kind: 'reply', number, text, once })
    })
  }

  private stop(personId: string, number: string, once: string): Promise<void> {
    return this.ports.app.transaction({}, async (trx) => {
      await stopMessages(trx, personId)
      await this.reply(trx, personId, number, once, REPLIES.stopped)
      await endNumber(trx, personId, this.ports.clock.now())
    })
  }

  private async reply(trx: Trx, personId: string, number: string, once: string, text: string): Promise<void> {
    await insertSms(trx, this.ports, { personId, kind: 'reply', number, text: SIGN + text, once })
  }

  private async answer(trx: Trx, personId: string): Promise<SmsAnswer> {
    const { setting, sms } = this.ports
    const phone = await this.phoneOf(trx, personId)
    const stored = await numberOf(trx, personId)
    const verified =
      stored?.verified_at === null || stored?.verified_at === undefined ? undefined : Number(stored.verified_at)
    const until =
      verified === undefined ? undefined : ((verified + setting('system.sms-verified-days') * DAY) as Instant)
    const messages = await messagesOf(trx, personId, SHOWN)
    const chosen = await choicesOf(trx, personId)
    return {
      ...(phone === undefined ? {} : { phone: mask(phone) }),
      state: this.stateOf(stored, until),
      ...(until === undefined || stored?.ended === true ? {} : { validUntil: dayOfInstant(until) }),
      gateway: sms.name !== 'none',
      topics: (Object.keys(NOTICE_TOPICS) as NoticeTopic[]).map((topic) => ({
        ...{ topic, fixed: topic === FIXED_TOPIC },
        wanted: topic === FIXED_TOPIC || (chosen.get(topic) ?? isWantedUnasked(topic)),
      })),
      messages: messages.map(({ kind, state, made_at }) => ({ kind, state, madeAt: Number(made_at) })),
    }
  }

  private stateOf(stored: StoredNumber | undefined, until: Instant | undefined): SmsAnswer['state'] {
    if (stored === undefined || stored.ended) return 'off'
    if (until === undefined) return 'asked'
    return until < this.ports.clock.now() ? 'again' : 'on'
  }

  private async phoneOf(trx: Trx, personId: string): Promise<string | undefined> {
    const { contact, registration } = await contactOfPerson(trx, personId, this.ports.vault)
    const phone = contact?.mobilePhone ?? registration?.mobilePhone
    return phone === '' ? undefined : phone
  }

  private since(): Instant {
    return (this.ports.clock.now() - this.ports.setting('system.sms-verified-days') * DAY) as Instant
  }

  private async count(what: string): Promise<number> {
    const { app, clock, secrets, setting } = this.ports
    const now = clock.now()
    const subject = secrets.digest(`${what} ${Math.floor(now / HOUR)}`)
    const { wait } = await app.transaction({}, (trx) =>
      countAt(trx, { subject, now, most: setting('system.sms-per-hour'), window: HOUR }),
    )
    return wait
  }

  private own<R>(actor: Actor, work: (trx: Trx) => Promise<R>): Promise<R> {
    const { personId } = actor
    const ask = { actor, action: 'contact.change', purpose: 'sms', sections: ['registration'] } as const
    return this.ports.gate.pass({ ...ask, subjects: [personId], resource: ownRecord(personId) }, work)
  }
}

function digestOf({ vault }: Pick<ChannelPorts, 'vault'>, number: string): Buffer {
  return vault.digest(`mobile ${number.replace(/^\+?86/, '')}`)
}
