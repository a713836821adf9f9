import {
  FIXED_TOPIC,
  isWantedUnasked,
  type Notice,
  type Notices,
  type NoticeTopic,
  topicOf,
} from '../access/notice-port.js'
import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import { invariant } from '../kernel/invariant.js'
import { isDead } from '../ledger/death-store.js'
import { protectedAmong } from '../ledger/mandate-store.js'
import type { ChannelPorts } from './ports.js'
import { choicesOf } from './sms-choice-store.js'
import type { SmsGateway } from './sms-gateway-port.js'
import { insertMessage, numberOf, recoverHanding, settle, takeDue } from './sms-store.js'
import { faultsOf, SIGN, SMS } from './sms-words.js'

const MINUTE = 60_000
const DAY = 86_400_000
const AT_ONCE = 50

export interface OneSms {
  readonly personId: string
  readonly kind: string
  readonly number: string
  readonly text: string
  readonly once: string
}

type WritePorts = Pick<ChannelPorts, 'vault' | 'clock' | 'ids'>

/** 入发件箱。A text that breaks the rules of content is a defect of ours and goes nowhere. */
export async function insertSms(trx: Trx, { vault, clock, ids }: WritePorts, one: OneSms): Promise<boolean> {
  const faults = faultsOf(one.text)
  invariant(faults.length === 0, `a short message may not hold ${faults.join(', ')}`)
  const [number, body] = [vault.seal(undefined, one.number), vault.seal(undefined, one.text)]
  const { personId, kind, once } = one
  return insertMessage(trx, { messageId: ids.uuid(), personId, kind, number, body, once, at: clock.now() })
}

/** 通知，by short message: to a verified number only, once a matter. */
export function smsNotices(ports: WritePorts & Pick<ChannelPorts, 'setting'>): Notices {
  return { tell: (trx, personId, notice) => tell(trx, ports, personId, notice) }
}

async function tell(
  trx: Trx,
  ports: WritePorts & Pick<ChannelPorts, 'setting'>,
  personId: string,
  { kind, once }: Notice,
): Promise<void> {
  const topic = topicOf(kind)
  if (!(await isWanted(trx, personId, topic))) return
  const stored = await numberOf(trx, personId)
  const { clock, setting, vault } = ports
  const isOld = (at: string) => clock.now() - Number(at) > setting('system.sms-verified-days') * DAY
  if (stored === undefined || stored.ended || stored.verified_at === null || isOld(stored.verified_at)) return
  if (!(await mayBeTold(trx, personId, topic))) return
  const number = vault.unseal(undefined, stored.number)
  await insertSms(trx, ports, { personId, kind, number, text: SIGN + SMS[kind], once: `${kind}/${personId}/${once}` })
}

async function isWanted(trx: Trx, personId: string, topic: NoticeTopic): Promise<boolean> {
  if (topic === FIXED_TOPIC) return true
  return (await choicesOf(trx, personId)).get(topic) ?? isWantedUnasked(topic)
}

/** 死后不发；有保密标识的，只发安全提醒：a gateway is outside the house. */
async function mayBeTold(trx: Trx, personId: string, topic: NoticeTopic): Promise<boolean> {
  if (topic !== FIXED_TOPIC && (await protectedAmong(trx, [personId])).size > 0) return false
  return !(await isDead(trx, personId))
}

type SendPorts = Pick<ChannelPorts, 'app' | 'vault' | 'clock' | 'setting' | 'sms'>

/**
 * 发件：each message is written down as being handed over before it is, so that it is handed over at most once; what was
 * broken off in between is told to be unsure, unless the gateway knows a repeat when it sees one.
 */
export class SmsSender {
  constructor(private readonly ports: SendPorts) {}

  /** How many were handed over just now. */
  async advance(): Promise<number> {
    const { app, clock, sms } = this.ports
    if (sms.name === 'none') return 0
    await this.recover(sms)
    const due = await app.transaction({}, (trx) => takeDue(trx, clock.now(), AT_ONCE))
    let taken = 0
    for (const message of due) if (await this.hand(message)) taken += 1
    return taken
  }

  private async recover({ knowsRepeats }: SmsGateway): Promise<void> {
    const { app, clock, setting } = this.ports
    const before = (clock.now() - setting('system.sms-retry') * MINUTE) as Instant
    await app.transaction({}, (trx) => recoverHanding(trx, before, knowsRepeats ? 'waiting' : 'unsure'))
  }

  private async hand(message: Awaited<ReturnType<typeof takeDue>>[number]): Promise<boolean> {
    const { app, vault, clock, setting, sms } = this.ports
    const { message_id: messageId, tries } = message
    const number = vault.unseal(undefined, message.number)
    const text = vault.unseal(undefined, message.body)
    const handed = await sms.hand({ messageId, number, text }).catch((error: unknown) => {
      return { kind: 'unsure' as const, why: error instanceof Error ? error.message : String(error) }
    })
    const now = clock.now()
    const outcome =
      handed.kind === 'taken'
        ? { state: 'handed' as const, gatewayId: handed.gatewayId, at: now }
        : handed.kind === 'unsure'
          ? { state: 'unsure' as const, problem: handed.why, at: now }
          : handed.kind === 'refused' || tries >= setting('system.sms-tries')
            ? { state: 'failed' as const, problem: handed.why, at: now }
            : {
                state: 'waiting' as const,
                problem: handed.why,
                at: (now + setting('system.sms-retry') * MINUTE) as Instant,
              }
    await app.transaction({}, (trx) => settle(trx, { messageId, ...outcome }))
    return handed.kind === 'taken'
  }
}
