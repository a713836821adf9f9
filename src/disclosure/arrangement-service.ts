import { createHash } from 'node:crypto'
import type { Action } from '../access/actions.js'
import { type Actor, organisationOf } from '../access/actor.js'
import type { Pass } from '../access/gate-service.js'
import type { Trx } from '../db/database.js'
import { daysBetween, parseDay } from '../kernel/day.js'
import { parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { parsePublicKeyPem } from '../log/sm2-encoding.js'
import { type Arrangement, type ArrangementStep, arrangementState } from './arrangement.js'
import type { ApplyArrangement, ArrangementList, ArrangementView, DecideArrangement } from './arrangement-contract.js'
import {
  allArrangements,
  countCalls,
  findArrangement,
  insertArrangement,
  insertArrangementStep,
  lockArrangement,
} from './arrangement-store.js'
import { takeSerial } from './inquiry-store.js'
import { resolved } from './named-service.js'
import type { DisclosurePorts } from './ports.js'
import { type Recipient, recipientState } from './recipient.js'
import { arrangementAction } from './recipient-service.js'
import { allRecipients, findRecipient } from './recipient-store.js'
import {
  arrangementMoved,
  noArrangement,
  noRecipient,
  sameApplicant,
  wrongArrangement,
} from './refusals-arrangement.js'
import { ARRANGEMENT_STATES, type ArrangementState } from './words.js'

type Narrowed = Extract<Action, `arrangement.${string}`>

/** 长期安排：applied for at the city agency, approved by the city department alone, revoked at once. A district has no part in it. */
export class ArrangementService {
  constructor(private readonly ports: DisclosurePorts) {}

  list(actor: Actor): Promise<ArrangementList> {
    return this.door(actor, arrangementAction(actor), 'arrangements', (trx) => this.all(trx, actor))
  }

  async apply(actor: Actor, request: ApplyArrangement): Promise<ArrangementList> {
    const { ids, clock, vault } = this.ports
    await this.door(actor, 'arrangement.operate', request.recipient, async (trx, pass) => {
      const days = this.daysIn(request)
      if ((await findRecipient(trx, vault, request.recipient)) === undefined) throw new Refusal(noRecipient, {})
      const named = request.scope === 'list' ? await resolved(this.ports, trx, request.persons ?? []) : []
      const persons = [...new Set(named.flatMap(({ personId }) => personId ?? []))]
      if (persons.length > 0) await pass.show(persons)
      const agency = organisationOf(actor)
      const { recipient, scope, sections, quota, quotaPer, basis, purpose, subjectClass } = request
      const one = {
        ...{ id: ids.uuid(), recipient, agency, scope, sections, quota, quotaPer, ...days },
        serial: await takeSerial(trx, agency, Number(clock.today().slice(0, 4)), 'AP'),
        ...{ fromMonth: parsePeriod(request.fromMonth), publicKey: keyIn(request) },
        told: { basis, purpose, listed: named.length, ...(scope === 'class' ? { subjectClass } : {}) },
        ...{ appliedBy: actor.personId, appliedAt: clock.now() },
      }
      await insertArrangement(trx, vault, one, persons)
    })
    return this.list(actor)
  }

  /** 批准或不予批准，by the department; never by whoever entered it. */
  async decide(actor: Actor, id: string, { verdict, note }: DecideArrangement): Promise<ArrangementList> {
    const act = verdict === 'approve' ? ('approved' as const) : ('returned' as const)
    await this.step(actor, id, 'arrangement.approve', 'applied', { act, state: act, note })
    return this.list(actor)
  }

  /** 撤销：works at once, for the next call reads it under the same lock. */
  async revoke(actor: Actor, id: string, note: string): Promise<ArrangementList> {
    await this.step(actor, id, arrangementAction(actor), 'approved', { act: 'revoked', state: 'revoked', note })
    return this.list(actor)
  }

  private step(
    actor: Actor,
    id: string,
    action: Narrowed,
    from: ArrangementState,
    step: Pick<ArrangementStep, 'act' | 'state' | 'note'>,
  ): Promise<void> {
    const { vault, clock } = this.ports
    return this.door(actor, action, id, async (trx) => {
      await lockArrangement(trx, id)
      const one = await findArrangement(trx, vault, id)
      if (one === undefined) throw new Refusal(noArrangement, {})
      const state = arrangementState(one)
      if (state !== from) {
        const { zh, en } = ARRANGEMENT_STATES[state]
        throw new Refusal(arrangementMoved, { state: zh, stateEn: en })
      }
      if (step.act !== 'revoked' && one.appliedBy === actor.personId) throw new Refusal(sameApplicant, {})
      await insertArrangementStep(trx, id, { ...step, by: actor.personId, at: clock.now() })
    })
  }

  private async all(trx: Trx, actor: Actor): Promise<ArrangementList> {
    const { vault, clock, staffNames } = this.ports
    const [all, recipients] = [await allArrangements(trx, vault), await allRecipients(trx, vault)]
    const names = await staffNames([
      ...new Set(all.flatMap((one) => [one.appliedBy, ...one.steps.map(({ by }) => by)])),
    ])
    const items: ArrangementView[] = []
    for (const one of all) {
      const recipient = recipients.find((other) => other.recipient === one.recipient)!
      items.push(this.view(actor, one, recipient, { names, ...(await countCalls(trx, one, clock.today())) }))
    }
    return { items }
  }

  private view(
    actor: Actor,
    one: Arrangement,
    recipient: Recipient,
    { names, used, calls }: { names: ReadonlyMap<string, string>; used: number; calls: number },
  ): ArrangementView {
    const { id, serial, scope, sections, fromMonth, quota, quotaPer, startOn, endOn, reviewOn, told, publicKey } = one
    const today = this.ports.clock.today()
    const state = arrangementState(one)
    const applied = { act: 'applied' as const, note: told.purpose, by: one.appliedBy, at: one.appliedAt }
    return {
      ...{ id, serial, state, recipient: one.recipient, recipientName: recipient.name },
      ...{ recipientState: recipientState(recipient, today), basis: told.basis, purpose: told.purpose, scope },
      ...(told.subjectClass === undefined ? {} : { subjectClass: told.subjectClass }),
      ...{ listed: told.listed, sections: [...sections], fromMonth, quota, quotaPer, used, calls, startOn, endOn },
      ...{ reviewOn, reviewDue: state === 'approved' && today >= reviewOn },
      keyPrint: createHash('sm3').update(publicKey).digest('hex').slice(0, 16),
      steps: [applied, ...one.steps].map(({ act, note, by, at }) => ({ act, note, by: names.get(by) ?? '', at })),
      can: {
        decide: state === 'applied' && actor.posts.includes('supervisor') && one.appliedBy !== actor.personId,
        revoke: state === 'approved',
      },
    }
  }

  private daysIn(request: ApplyArrangement) {
    const { setting, clock } = this.ports
    const [startOn, endOn, reviewOn] = [request.startOn, request.endOn, request.reviewOn].map(parseDay) as [
      ReturnType<typeof parseDay>,
      ReturnType<typeof parseDay>,
      ReturnType<typeof parseDay>,
    ]
    const [longest, most] = [setting('business.arrangement-longest'), setting('business.arrangement-most-calls')]
    if (endOn < startOn || endOn < clock.today())
      wrong('止日早于起日或者今日', 'it ends before it begins, or before today')
    if (daysBetween(startOn, endOn) > longest) wrong(`期限超过${longest}天`, `it lasts more than ${longest} days`)
    if (reviewOn < startOn || reviewOn > endOn) wrong('复核日期不在期限之内', 'the day of review is outside its term')
    if (request.quota > most) wrong(`次数上限超过${most}`, `its quota is above ${most}`)
    if (request.scope === 'list' && (request.persons === undefined || request.subjectClass !== undefined))
      wrong('名单式安排须列名单，且不另写类别', 'a list names its persons, and no class')
    if (request.scope === 'class' && (request.subjectClass === undefined || request.persons !== undefined))
      wrong('按类安排须写明类别，且不列名单', 'a class is named, and no persons')
    return { startOn, endOn, reviewOn }
  }

  private door<R>(
    actor: Actor,
    action: Narrowed,
    matter: string,
    work: (trx: Trx, pass: Pass) => Promise<R>,
  ): Promise<R> {
    const resource = { kind: 'Agency' as const, agency: organisationOf(actor) }
    return this.ports.gate.pass({ actor, action, resource, purpose: '长期查询安排', matter }, work)
  }
}

function keyIn({ publicKey }: ApplyArrangement): string {
  const key = `${publicKey.trim().replaceAll('\r\n', '\n')}\n`
  if (parsePublicKeyPem(key) === undefined) wrong('公钥不是 SM2 公钥（PEM）', 'the key is no SM2 public key in PEM')
  return key
}

function wrong(why: string, whyEn: string): never {
  throw new Refusal(wrongArrangement, { why, whyEn })
}
