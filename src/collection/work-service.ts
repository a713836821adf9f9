import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import type { ActKind } from './act-kinds.js'
import { deleteClaims, insertActs, putClaim } from './case-act-store.js'
import { awaitsPapers, type CaseAct } from './case-acts.js'
import { holderOf, type Place, placeOf } from './case-place-store.js'
import { CaseService } from './case-service.js'
import { actsNow, type Case, isOver, stateOfCase } from './case-store.js'
import { type ActBody, mayWithdraw, ownsCase } from './case-view-store.js'
import type { SubmissionDetail } from './contract.js'
import type { CollectionPorts } from './ports.js'
import { changedMeanwhile, samePerson, staffOnly } from './refusals.js'
import {
  heldByAnother,
  noStage,
  notAwaited,
  notHolder,
  notYours,
  papersAgain,
  papersOnce,
  takenElsewhere,
  tooLate,
  upAlready,
} from './refusals-work.js'
import { hasActed } from './review.js'
import { standInsFor } from './stand-in-store.js'
import { openJson, sealJson } from './voucher-body.js'
import type { AtRevision, EscalateRequest, PapersReceived, PapersRequest, WithdrawRequest } from './work-contract.js'

const MINUTE = 60_000

/**
 * 办理的动作：认领、交回、一次告知补正、收到补正、撤回、上呈。None of them passes anything, and none lets a person stand twice in a
 * case: who takes a step is asked anew when the step is taken.
 */
export class WorkService {
  private readonly cases: CaseService

  constructor(private readonly ports: CollectionPorts) {
    this.cases = new CaseService(ports)
  }

  /** 认领。Others see who holds it; it runs out by itself, and a step taken ends it. */
  claim(actor: Actor, submissionId: string, { revision }: AtRevision): Promise<SubmissionDetail> {
    return this.act(actor, submissionId, revision, async (trx, one) => {
      const place = await this.requireMine(trx, actor, one)
      const now = this.ports.clock.now()
      const until = (now + this.ports.setting('business.claim-life') * MINUTE) as Instant
      const isHeld = one.claim?.personId === actor.personId && one.claim.until > now
      const claim = { ...this.at(one), stage: place.stage, personId: actor.personId, until }
      await putClaim(trx, { ...claim, organisation: organisationOf(actor) }, now)
      if (!isHeld) await this.note(trx, actor, one, 'claimed', place)
    })
  }

  /** 交回。 */
  release(actor: Actor, submissionId: string, { revision }: AtRevision): Promise<SubmissionDetail> {
    return this.act(actor, submissionId, revision, async (trx, one) => {
      const held = one.claim?.personId === actor.personId || (await this.holder(trx, one)) === actor.personId
      if (!held) throw new Refusal(notHolder, {})
      await deleteClaims(trx, [submissionId])
      await this.note(trx, actor, one, 'released', placeOf(this.ports, one))
    })
  }

  /** 一次告知补正：all that is missing, each with its basis. A second time only for what is new. */
  requestPapers(actor: Actor, submissionId: string, asked: PapersRequest): Promise<SubmissionDetail> {
    return this.act(actor, submissionId, asked.revision, async (trx, one) => {
      const place = await this.requireMine(trx, actor, one)
      const state = stateOfCase(this.ports.routes, one)
      if (state === 'awaitingPapers') throw new Refusal(noStage, { state })
      this.refuseTwice(one, asked)
      await this.note(trx, actor, one, 'papersRequested', place, { items: asked.items })
    })
  }

  /** 收到补正。The clock of the stage runs again from here. */
  receivePapers(actor: Actor, submissionId: string, asked: PapersReceived): Promise<SubmissionDetail> {
    return this.act(actor, submissionId, asked.revision, async (trx, one) => {
      const place = placeOf(this.ports, one)
      const here = [one.submission.agency, place?.agency].includes(organisationOf(actor))
      if (!here) throw new Refusal(takenElsewhere, { agency: this.ports.agencyName(one.submission.agency) })
      if (awaitsPapers(actsNow(one)) === undefined) throw new Refusal(notAwaited, {})
      await this.ports.papers.getDocument(trx, asked.documentId)
      await this.note(trx, actor, one, 'papersReceived', place, undefined, { documentId: asked.documentId })
    })
  }

  /** 撤回，before anybody took a step. It may be filed again as the next revision. */
  withdraw(actor: Actor, submissionId: string, { revision, reason }: WithdrawRequest): Promise<SubmissionDetail> {
    return this.act(actor, submissionId, revision, async (trx, one) => {
      if (!ownsCase(actor, one)) throw new Refusal(notYours, {})
      const state = stateOfCase(this.ports.routes, one)
      if (!mayWithdraw(state, one)) throw new Refusal(tooLate, { state })
      await deleteClaims(trx, [submissionId])
      await this.note(trx, actor, one, 'withdrawn', placeOf(this.ports, one), reason === undefined ? {} : { reason })
    })
  }

  /**
   * 随所据的解除而撤回：what the submission rested on was taken back, so it ends at whatever stage it stands. False where it is
   * posted already, and has to be corrected instead.
   */
  retract(actor: Actor, submissionId: string, reason: string): Promise<boolean> {
    return this.ports.app.transaction({}, async (trx) => {
      const one = await this.cases.getCase(trx, actor, submissionId, true)
      if (one.vouchers.some(({ posted }) => posted)) return false
      if (isOver(stateOfCase(this.ports.routes, one))) return true
      await deleteClaims(trx, [submissionId])
      await this.note(trx, actor, one, 'withdrawn', placeOf(this.ports, one), { reason })
      return true
    })
  }

  /** 上呈：the stage stays the same stage; who takes it is the head of the agency, or the city. */
  escalate(actor: Actor, submissionId: string, { revision, to, reason }: EscalateRequest): Promise<SubmissionDetail> {
    return this.act(actor, submissionId, revision, async (trx, one) => {
      const place = await this.requireMine(trx, actor, one)
      const up: Place =
        to === 'head' ? { ...place, post: 'approver' } : { ...place, agency: this.ports.areaOf(one.submission.agency) }
      if (up.post === place.post && up.agency === place.agency) throw new Refusal(upAlready, {})
      await deleteClaims(trx, [submissionId])
      await this.note(trx, actor, one, 'escalated', place, { reason }, { toAgency: up.agency, toPost: up.post })
    })
  }

  /** What a first request named may not be asked again, and what it could have named only with what is new. */
  private refuseTwice(one: Case, { items }: PapersRequest): void {
    const earlier = one.acts.flatMap(({ act, body }) =>
      act === 'papersRequested' && body !== undefined ? (openJson<ActBody>(this.ports.vault, body).items ?? []) : [],
    )
    const names = new Set(earlier.map(({ item }) => item.trim()))
    for (const { item, whyNew } of items) {
      if (names.has(item.trim())) throw new Refusal(papersAgain, { item })
      if (earlier.length > 0 && whyNew === undefined) throw new Refusal(papersOnce, { item })
    }
  }

  private async act(
    actor: Actor,
    submissionId: string,
    revision: number,
    doing: (trx: Trx, one: Case) => Promise<void>,
  ): Promise<SubmissionDetail> {
    await this.ports.app.transaction({}, async (trx) => {
      const one = await this.cases.getCase(trx, actor, submissionId, true)
      const current = one.revision.revision
      if (revision !== current) throw new Refusal(changedMeanwhile, { revision, current })
      await doing(trx, one)
    })
    return this.cases.show(actor, submissionId)
  }

  /** 轮到本人：the post and the agency of the stage, nobody twice, and nobody else holding it. */
  private async requireMine(trx: Trx, actor: Actor, one: Case): Promise<Place> {
    const place = placeOf(this.ports, one)
    if (place === undefined) throw new Refusal(noStage, { state: stateOfCase(this.ports.routes, one) })
    if (actor.realm !== 'staff' || !actor.posts.includes(place.post)) throw new Refusal(staffOnly, {})
    const agency = this.ports.agencyName(place.agency)
    if (organisationOf(actor) !== place.agency) throw new Refusal(takenElsewhere, { agency })
    if (hasActed(one.revision.enteredBy, one.steps, actor.personId)) throw new Refusal(samePerson, {})
    const holder = await this.holder(trx, one)
    if (holder !== undefined && holder !== actor.personId) throw new Refusal(heldByAnother, {})
    return place
  }

  private async holder(trx: Trx, one: Case): Promise<string | undefined> {
    if (one.claim === undefined) return undefined
    const standIns = await standInsFor(trx, [one.claim.personId], this.ports.clock.today())
    return holderOf(one, standIns, this.ports.clock.now())
  }

  private at({ submission, revision }: Case) {
    return { submissionId: submission.submissionId, revision: revision.revision }
  }

  private async note(
    trx: Trx,
    actor: Actor,
    one: Case,
    act: ActKind,
    place: Place | undefined,
    body?: ActBody,
    rest: Partial<CaseAct> = {},
  ): Promise<void> {
    const { ids, vault, clock } = this.ports
    const who = { by: actor.personId, account: actor.accountId, organisation: organisationOf(actor) }
    const told = body === undefined ? undefined : sealJson(vault, body)
    const made = { actId: ids.uuid(), ...this.at(one), act, stage: place?.stage, ...who, body: told, at: clock.now() }
    await insertActs(trx, [{ ...made, ...rest }])
  }
}
