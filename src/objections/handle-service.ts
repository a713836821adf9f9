import type { Actor } from '../access/actor.js'
import type { Decision } from '../access/decision.js'
import { CorrectionService } from '../collection/correction-service.js'
import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import type { CorrectRequest, DecideRequest, HandleRequest, SupplyRequest } from './contract.js'
import { findCorrected, requireItsCorrection } from './correction-service.js'
import { ObjectionDesk, type OpenObjection } from './desk-service.js'
import { requireHandlerOf } from './marked-service.js'
import type { ObjectionPorts } from './ports.js'
import {
  decidedByAnother,
  mustStandAside,
  nowhereToMove,
  outOfTurn,
  reasonsNeeded,
  unknownObjection,
} from './refusals.js'
import { mayDecide, mayHandle } from './reviewers.js'
import { correctingObjections, type Objection } from './store.js'
import { OBJECTION_STATES, type Outcome } from './words.js'

const SETTLED_AT_ONCE = 200

/** 核查、决定与更正（第十六条）。Every act asks the gate of the agency the case lies with, and is one step that stays. */
export class HandleService {
  private readonly desk: ObjectionDesk
  private readonly corrections: CorrectionService

  constructor(private readonly ports: ObjectionPorts) {
    this.desk = new ObjectionDesk(ports)
    this.corrections = new CorrectionService(ports.collection)
  }

  /** 核查的一步，by somebody who had no part in the disputed item. */
  handle(actor: Actor, objectionId: string, request: HandleRequest): Promise<void> {
    return this.pass(actor, 'objection.handle', objectionId, async (trx, open) => {
      await this.requireAside(trx, actor, open)
      const { act, note } = request
      if ('documentId' in request && request.documentId !== undefined)
        await this.ports.collection.papers.cite(trx, request.documentId, 'objection')
      const more = {
        ...{ note, documentId: 'documentId' in request ? request.documentId : undefined },
        basis: 'basis' in request ? request.basis : 'from' in request ? request.from : undefined,
        agency: 'agency' in request ? this.movedTo(open, request.agency) : open.agency,
      }
      const slip = act === 'toKeeper' ? { note: `转办单 ${open.one.serial}：${note}` } : {}
      await this.desk.placed(trx, await this.desk.step(trx, actor, open, act, { ...more, ...slip }))
    })
  }

  /** 决定，by a second person. Not upheld closes it at once; upheld waits for its correction. */
  decide(actor: Actor, objectionId: string, { outcome, reasons }: DecideRequest): Promise<void> {
    return this.pass(actor, 'objection.decide', objectionId, async (trx, open) => {
      await this.requireAside(trx, actor, open)
      const touched = await this.desk.touched(trx, open)
      if (!mayDecide(actor.personId, touched) || touched.handled.size === 0) throw new Refusal(decidedByAnother, {})
      if (outcome !== 'upheld' && (reasons ?? '').trim() === '') throw new Refusal(reasonsNeeded, {})
      const decided = await this.desk.step(trx, actor, open, 'decide', { outcome, note: reasons })
      if (isOverAfter(outcome, open)) await this.desk.step(trx, actor, decided, 'close', {})
      await tellDecided(this.ports, trx, open.one)
    })
  }

  /** 据决定更正：one is filed now, or one that was entered since is named. It goes the ordinary chain of review. */
  async correct(actor: Actor, objectionId: string, request: CorrectRequest): Promise<string> {
    const { one } = await this.pass(actor, 'objection.handle', objectionId, async (trx, open) => {
      await this.requireAside(trx, actor, open)
      this.requireDecided(open)
      if ('submissionId' in request) await requireItsCorrection(trx, this.ports.collection, open, request.submissionId)
      return open
    })
    const submissionId =
      'submissionId' in request ? request.submissionId : await this.filed(actor, one.personId, request)
    await this.pass(actor, 'objection.handle', objectionId, async (trx, open) => {
      await this.desk.step(trx, actor, open, 'correct', { submissionId })
    })
    return submissionId
  }

  private async filed(
    actor: Actor,
    personId: string,
    { correction }: Extract<CorrectRequest, { correction: object }>,
  ): Promise<string> {
    const agency = actor.agency ?? ''
    const ask = { actor, action: 'correction.submit' as const, resource: { kind: 'Agency' as const, agency } }
    await this.ports.gate.pass({ ...ask, purpose: 'objection', subjects: [personId] }, async () => undefined)
    const detail = await this.corrections.correct(actor, { ...correction, personId, reason: 'objectionUpheld' })
    return detail.id
  }

  /** 补正与撤回，by whoever raised it; the caller has asked whether this actor may read it. */
  async supply(trx: Trx, actor: Actor, open: OpenObjection, { note, documentId }: SupplyRequest): Promise<void> {
    if (documentId !== undefined) await this.ports.collection.papers.cite(trx, documentId, 'objection')
    await this.desk.step(trx, actor, open, 'supply', { note, documentId })
  }

  async withdraw(trx: Trx, actor: Actor, open: OpenObjection, note: string | undefined): Promise<void> {
    await this.desk.step(trx, actor, open, 'withdraw', { note })
  }

  /** 办结：an objection whose correction is posted closes by itself. Answers how many did. */
  async settle(): Promise<number> {
    const { app } = this.ports.collection
    const waiting = await app.transaction({}, (trx) => correctingObjections(trx, SETTLED_AT_ONCE))
    let closed = 0
    for (const objectionId of waiting) {
      closed += await app.transaction({}, async (trx) => {
        const open = await this.desk.open(trx, objectionId, true)
        if (open.state !== 'correcting' || (await this.closedBy(trx, open)) === undefined) return 0
        const last = open.steps.findLast(({ act }) => act === 'correct')!
        await this.desk.step(trx, { personId: last.by, realm: 'staff' }, open, 'close', {})
        return 1
      })
    }
    return closed
  }

  /** 更正已生效否。 */
  private async closedBy(trx: Trx, open: OpenObjection): Promise<string | undefined> {
    const found = await findCorrected(trx, this.ports.collection, open)
    return found?.isPosted === true ? found.submissionId : undefined
  }

  private requireDecided({ state }: OpenObjection): void {
    if (state === 'decided' || state === 'correcting') return
    const { zh, en } = OBJECTION_STATES[state]
    throw new Refusal(outOfTurn, { state: zh, stateEn: en })
  }

  /** 经手过的须回避. */
  async requireAside(trx: Trx, actor: Actor, open: OpenObjection): Promise<void> {
    const { employerId } = open.one
    const touched = await this.desk.touched(trx, open)
    const affiliated =
      employerId !== undefined && (await this.ports.collection.isOperatorOf(actor.personId, employerId))
    if (affiliated || !mayHandle(actor.personId, touched)) throw new Refusal(mustStandAside, {})
  }

  private movedTo(open: OpenObjection, agency: string): string {
    const known = this.ports.collection.agencies().some(({ code }) => code === agency)
    if (!known || agency === open.agency) throw new Refusal(nowhereToMove, {})
    return agency
  }

  /** The gate is asked of the agency it lies with; whom it is about gets the line. */
  async pass<R>(
    actor: Actor,
    action: 'objection.handle' | 'objection.decide',
    objectionId: string,
    work: (trx: Trx, open: OpenObjection, decision: Decision) => Promise<R>,
    told: { readonly purpose?: string; readonly matter?: string } = {},
  ): Promise<R> {
    const { app } = this.ports.collection
    const own = { kind: 'Agency' as const, agency: actor.agency ?? '' }
    await this.ports.gate.pass({ actor, action, resource: own, matter: objectionId }, async () => undefined)
    const { one, agency } = await app.transaction({}, (trx) => this.desk.open(trx, objectionId))
    if (!this.ports.agenciesUnder(actor.agency ?? '').includes(agency)) throw new Refusal(unknownObjection, {})
    await app.transaction({}, (trx) => requireHandlerOf(trx, actor, one.personId))
    const resource = { kind: 'Agency' as const, agency }
    const { purpose = action, matter = objectionId } = told
    const ask = { actor, action, resource, subjects: [one.personId], purpose, matter }
    return this.ports.gate.pass(ask, async (trx, { decision }) =>
      work(trx, await this.desk.open(trx, objectionId, true), decision),
    )
  }
}

/** 告知决定：once, whoever of the person's side raised it. The employer sees its own on its list. */
async function tellDecided({ notices }: ObjectionPorts, trx: Trx, { personId, objectionId, raisedAs }: Objection) {
  if (raisedAs !== 'employer') await notices.tell(trx, personId, { kind: 'objectionDecided', once: objectionId })
}

/** 不成立即办结；a line of the other keeper is corrected there, and is over here with its answer. */
function isOverAfter(outcome: Outcome, { state }: OpenObjection): boolean {
  return outcome === 'notUpheld' || state === 'withKeeper'
}
