import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { together } from '../db/together.js'
import { Refusal } from '../kernel/refusal.js'
import { foldOf } from '../ledger/alias-store.js'
import { AgreedService } from './agreed-service.js'
import { deleteClaims } from './case-act-store.js'
import { awaitsPapers, isWithdrawn } from './case-acts.js'
import { keepPromises } from './case-deadline-store.js'
import { holderOf, placeOf } from './case-place-store.js'
import { CaseService } from './case-service.js'
import { actsNow, type Case, routeOfCase } from './case-store.js'
import { requireSheet } from './check-sheet-store.js'
import type { PassRequest, ReturnRequest, Stage, SubmissionDetail } from './contract.js'
import { prepareChecks, requireChecked } from './outside-gate-store.js'
import type { CollectionPorts } from './ports.js'
import { affiliated, changedMeanwhile, notDraft, staffOnly } from './refusals.js'
import { alreadyWithdrawn, heldByAnother, papersMissing, takenElsewhere } from './refusals-work.js'
import { type Route, stateOf, take } from './review.js'
import { POST_OF_STAGE } from './route-book.js'
import { requireRulingOthers } from './ruling-store.js'
import { type StandIn, standInsFor } from './stand-in-store.js'
import { insertSteps, type Revision, type StoredStep, type Submission } from './submission-store.js'
import { requireWhatIf } from './what-if-store.js'

/** A larger submission is posted by the sweeper, so that nobody waits for it on the screen. */
const POSTED_AT_ONCE = 20

interface Verdict {
  readonly stage: Stage
  readonly verdict: 'passed' | 'returned'
  readonly reason?: string | undefined
}

/**
 * 审核。Steps are taken by staff of the agency, each by another natural person, on what they saw: the revision they name.
 * When the last step is passed, the submission is agreed and posted.
 */
export class ReviewService {
  private readonly cases: CaseService
  private readonly agreed: AgreedService

  constructor(private readonly ports: CollectionPorts) {
    this.cases = new CaseService(ports)
    this.agreed = new AgreedService(ports)
  }

  async pass(actor: Actor, submissionId: string, request: PassRequest): Promise<SubmissionDetail> {
    const { stage, revision } = request
    await this.passMany(actor, stage, [{ id: submissionId, revision }])
    return this.cases.show(actor, submissionId)
  }

  /** 成批通过：many at once at one stage, all of them or none; what is agreed then is posted. */
  async passMany(
    actor: Actor,
    stage: Stage,
    items: readonly { readonly id: string; readonly revision: number }[],
  ): Promise<void> {
    const agreed = await this.steps(actor, items, { stage, verdict: 'passed' })
    const small = agreed.filter(({ vouchers }) => vouchers <= POSTED_AT_ONCE)
    await this.agreed.postMany(small.map(({ submissionId }) => submissionId))
  }

  /** 退回，须说明理由。The whole revision ends here; a new one starts with fresh steps. */
  async return(actor: Actor, submissionId: string, request: ReturnRequest): Promise<SubmissionDetail> {
    const { stage, revision, reason } = request
    await this.steps(actor, [{ id: submissionId, revision }], { stage, verdict: 'returned', reason })
    return this.cases.show(actor, submissionId)
  }

  /** Answers the revisions that are agreed with this step. */
  private async steps(
    actor: Actor,
    items: readonly { readonly id: string; readonly revision: number }[],
    asked: Verdict,
  ): Promise<Revision[]> {
    if (actor.realm !== 'staff') throw new Refusal(staffOnly, {})
    const ids = items.map(({ id }) => id)
    const { seen, self } = await this.ports.app.transaction({}, async (trx) => {
      const [seen, self] = await together(trx, [
        (t) => this.cases.getSubmissions(t, actor, ids),
        (t) => foldOf(t, [actor.personId]),
      ])
      return { seen, self }
    })
    await this.refuseAffiliated(self.ids, seen)
    if (asked.verdict === 'passed') await prepareChecks(this.ports, seen, items)
    return this.ports.app.transaction({}, async (trx) => {
      const cases = await this.cases.getCases(trx, actor, ids, true)
      const standIns = await this.standIns(trx, cases)
      for (const one of cases) this.requirePlace(actor, one, asked.stage)
      for (const one of cases) if (this.approves(one, asked)) await requireWhatIf(trx, this.ports, one)
      const taken = cases.map((one, i) => this.step(actor, one, items[i]!.revision, asked))
      for (const one of cases) this.requireFree(actor, one, standIns, asked)
      if (asked.verdict === 'passed')
        for (const one of cases) {
          await requireSheet(trx, this.ports, one, actor, asked.stage)
          await requireRulingOthers(trx, this.ports, one, actor)
        }
      for (const [i, one] of cases.entries())
        if (this.isAgreedBy(one, taken[i]!)) await requireChecked(trx, this.ports, one)
      await insertSteps(trx, taken)
      await deleteClaims(trx, ids)
      await keepPromises(
        trx,
        this.ports,
        cases.map((one, i) => ({ ...one, steps: [...one.steps, taken[i]!] })),
      )
      return cases.filter((one, i) => this.isAgreedBy(one, taken[i]!)).map(({ revision }) => revision)
    })
  }

  /** Parameters are approved only by whoever could see what they do. */
  private approves(one: Case, { stage, verdict }: Verdict): boolean {
    const { kind } = one.submission
    return kind === 'parameterChange' && verdict === 'passed' && this.routeOf(one).at(-1)?.stage === stage
  }

  private isAgreedBy(one: Case, step: StoredStep): boolean {
    return stateOf(this.routeOf(one), [...one.steps, step]) === 'agreed'
  }

  private routeOf(one: Case): Route {
    return routeOfCase(this.ports.routes, one)
  }

  private async standIns(trx: Trx, cases: readonly Case[]): Promise<StandIn[]> {
    const holders = cases.flatMap(({ claim }) => (claim === undefined ? [] : [claim.personId]))
    return holders.length === 0 ? [] : standInsFor(trx, holders, this.ports.clock.today())
  }

  /** 岗位与机构：the post the route names for this stage, at the agency where it is taken, and nowhere else. */
  private requirePlace(actor: Actor, one: Case, stage: Stage): void {
    const place = placeOf(this.ports, one)
    const step = this.routeOf(one).find((step) => step.stage === stage)
    const post = place?.stage === stage ? place.post : (step?.post ?? POST_OF_STAGE[stage])
    if (!actor.posts.includes(post)) throw new Refusal(staffOnly, {})
    if (place === undefined || place.stage !== stage || place.agency === organisationOf(actor)) return
    throw new Refusal(takenElsewhere, { agency: this.ports.agencyName(place.agency) })
  }

  /** Not while somebody else holds it, and not passed while papers are missing. */
  private requireFree(actor: Actor, one: Case, standIns: readonly StandIn[], { verdict }: Verdict): void {
    const holder = holderOf(one, standIns, this.ports.clock.now())
    if (holder !== undefined && holder !== actor.personId) throw new Refusal(heldByAnother, {})
    const acts = actsNow(one)
    if (isWithdrawn(acts)) throw new Refusal(alreadyWithdrawn, {})
    if (verdict === 'passed' && awaitsPapers(acts) !== undefined) throw new Refusal(papersMissing, {})
  }

  private step(actor: Actor, one: Case, asked: number, { stage, verdict, reason }: Verdict): StoredStep {
    const { submission, revision, steps: taken } = one
    if (asked !== revision.revision) {
      throw new Refusal(changedMeanwhile, { revision: asked, current: revision.revision })
    }
    if (revision.submittedAt === undefined) throw new Refusal(notDraft, { state: 'draft' })
    const { personId: by, accountId: account, terminal } = actor
    const post = this.routeOf(one)[taken.length]?.post
    const whose = { stage, verdict, by, account, post, terminal }
    const step = { ...whose, organisation: organisationOf(actor), at: this.ports.clock.now() }
    const steps = take(this.routeOf(one), revision.enteredBy, taken, step)
    const told = reason === undefined ? undefined : this.ports.vault.seal(undefined, reason)
    const { submissionId } = submission
    return { ...step, submissionId, revision: revision.revision, ordinal: steps.length, reason: told }
  }

  /** 本单位的经办人不审本单位的，under whichever of their numbers they are its operator. */
  private async refuseAffiliated(people: readonly string[], submissions: readonly Submission[]): Promise<void> {
    const employers = [...new Set(submissions.flatMap(({ employerId }) => employerId ?? []))]
    for (const employerId of employers)
      for (const personId of people)
        if (await this.ports.isOperatorOf(personId, employerId)) throw new Refusal(affiliated, {})
  }
}
