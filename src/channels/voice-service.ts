import { countAt } from '../access/attempt-store.js'
import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { ContentService } from './content-service.js'
import { citizenBy, IdentifyService } from './identify-service.js'
import type { ChannelPorts } from './ports.js'
import { callOrder, callsWait, callTaken, noCall } from './refusals.js'
import type { VoiceAnswer } from './voice-contract.js'
import { answered, next, type VoiceEffect, type VoiceInput, type VoiceState, type VoiceTurn } from './voice-machine.js'
import { findCall, insertCall, type StoredCall, saveCall } from './voice-store.js'
import { HANDED_OVER } from './work-order-contract.js'
import { openOrder } from './work-order-service.js'

const HOUR = 3_600_000
const MINUTE = 60_000

export interface Keyed {
  /** 第几次输入, from 1: the same one sent again gets the same answer. */
  readonly turn: number
  readonly digits?: string | undefined
  readonly hangUp?: boolean | undefined
}

/** 12333 的语音对话，for any telephone system: it plays what is said and sends what was keyed. */
export class VoiceService {
  private readonly identify: IdentifyService
  private readonly content: ContentService

  constructor(private readonly ports: ChannelPorts) {
    this.identify = new IdentifyService(ports)
    this.content = new ContentService(ports)
  }

  async start(callId: string, caller: string): Promise<VoiceAnswer> {
    const { app, vault, clock, ids } = this.ports
    const callerDigest = vault.digest(`caller ${caller}`)
    await this.limitCaller(caller)
    return app.transaction({}, async (trx) => {
      const first = answered()
      const answer = answerOf(first, 0)
      const at = clock.now()
      const call = { callId, sessionId: ids.uuid(), caller: vault.seal(undefined, caller), callerDigest, at }
      if (await insertCall(trx, { ...call, state: this.seal(first.state), answer: this.seal(answer) })) return answer
      const known = await findCall(trx, callId)
      if (known === undefined || known.ended || this.isSilent(known) || !known.caller_digest.equals(callerDigest))
        throw new Refusal(callTaken, {})
      return this.open<VoiceAnswer>(known.answer)
    })
  }

  async input(callId: string, keyed: Keyed): Promise<VoiceAnswer> {
    const call = await this.ports.app.transaction({}, (trx) => findCall(trx, callId))
    if (call === undefined) throw new Refusal(noCall, {})
    if (this.isSilent(call)) throw new Refusal(noCall, {})
    if (keyed.turn === call.turn && keyed.turn > 0) return this.open<VoiceAnswer>(call.answer)
    if (call.ended) throw new Refusal(noCall, {})
    if (keyed.turn !== call.turn + 1) throw new Refusal(callOrder, { turn: call.turn + 1 })
    let personId = call.person_id ?? undefined
    let turn = next(this.open<VoiceState>(call.state), inputOf(keyed), this.terms())
    while (turn.effect !== undefined) {
      const { input, person } = await this.perform(call, personId, turn.state, turn.effect)
      personId = person ?? personId
      turn = next(turn.state, input, this.terms())
    }
    return this.keep(call, keyed.turn, turn, personId)
  }

  /** A second sending of the same input that ran beside this one finds the first one's answer. */
  private keep(call: StoredCall, turn: number, done: VoiceTurn, personId: string | undefined): Promise<VoiceAnswer> {
    return this.ports.app.transaction({}, async (trx) => {
      const now = await findCall(trx, call.call_id)
      if (now === undefined) throw new Refusal(noCall, {})
      if (now.turn >= turn) return this.open<VoiceAnswer>(now.answer)
      const answer = answerOf(done, turn)
      await saveCall(trx, {
        ...{ callId: call.call_id, turn, state: this.seal(done.state), answer: this.seal(answer), ended: done.end },
        ...{ personId, at: this.ports.clock.now() },
      })
      return answer
    })
  }

  private async perform(
    call: StoredCall,
    personId: string | undefined,
    { language }: VoiceState,
    effect: VoiceEffect,
  ): Promise<{ readonly input: VoiceInput; readonly person?: string }> {
    const at = { channel: 'hotline' as const, sessionId: call.session_id }
    switch (effect.kind) {
      case 'identify': {
        const found = await this.identify.identify({ ...at, number: effect.number, digits: effect.password })
        if (found.kind !== 'known') return { input: found }
        return { input: { kind: 'known' }, person: found.actor.personId }
      }
      case 'tell': {
        if (personId === undefined) return { input: { kind: 'unknown' } }
        const actor = citizenBy(at, personId, 'hotline')
        return { input: { kind: 'told', sentences: await this.content.spoken(actor, effect.item, language) } }
      }
      case 'operator': {
        const number = await this.ports.app.transaction({}, (trx) => this.order(trx, call, personId, effect.topic))
        return { input: { kind: 'ordered', number } }
      }
    }
  }

  private order(trx: Trx, call: StoredCall, personId: string | undefined, topic: VoiceState['topic']): Promise<string> {
    const caller = this.ports.vault.unseal(undefined, call.caller)
    const said = HANDED_OVER.zh
    return openOrder(trx, this.ports, { callId: call.call_id, personId, caller, topic, agency: this.ports.city, said })
  }

  private async limitCaller(caller: string): Promise<void> {
    const { app, vault, clock, setting } = this.ports
    const now = clock.now()
    const subject = vault.digest(`calls ${caller} ${Math.floor(now / HOUR)}`)
    const most = setting('system.calls-per-caller')
    const { wait } = await app.transaction({}, (trx) => countAt(trx, { subject, now, most, window: HOUR }))
    if (wait > 0) throw new Refusal(callsWait, { minutes: Math.ceil(wait / 60) })
  }

  private isSilent({ seen_at }: StoredCall): boolean {
    const { clock, setting } = this.ports
    return clock.now() - Number(seen_at) > setting('system.call-silence') * MINUTE
  }

  private terms() {
    const { voiceItems, setting } = this.ports
    return { items: voiceItems(), tries: setting('system.call-tries') }
  }

  private seal(what: object): Buffer {
    return this.ports.vault.seal(undefined, JSON.stringify(what))
  }

  private open<T>(sealed: Buffer): T {
    return JSON.parse(this.ports.vault.unseal(undefined, sealed)) as T
  }
}

function inputOf({ digits, hangUp }: Keyed): VoiceInput {
  if (hangUp === true) return { kind: 'hangUp' }
  return digits === undefined || digits === '' ? { kind: 'silence' } : { kind: 'digits', digits }
}

function answerOf({ say, expect, end, state }: VoiceTurn, turn: number): VoiceAnswer {
  return { turn, language: state.language, say: [...say], expect: { ...expect }, end }
}
