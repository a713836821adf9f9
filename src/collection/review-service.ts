import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { Refusal } from '../kernel/refusal.js'
import { AgreedService } from './agreed-service.js'
import { CaseService } from './case-service.js'
import { type Case, casesOf } from './case-store.js'
import { POST_OF_STAGE } from './case-view-store.js'
import type { PassRequest, ReturnRequest, Stage, SubmissionDetail, SubmissionList } from './contract.js'
import { isApplied } from './kinds.js'
import type { CollectionPorts } from './ports.js'
import { affiliated, changedMeanwhile, notDraft, staffOnly } from './refusals.js'
import { stateOf, take } from './review.js'
import { insertSteps, listSubmissions, type Revision, type StoredStep, type Submission } from './submission-store.js'
import { requireWhatIf } from './what-if-store.js'

const LISTED = 1000
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

  /** 待我办理：what stands at a stage of this person's posts and was not handled by them before. */
  async inbox(actor: Actor, agencies: readonly string[] = [organisationOf(actor)]): Promise<SubmissionList> {
    const cases = await this.ports.app.transaction({}, async (trx) =>
      casesOf(trx, await listSubmissions(trx, { agencies, limit: LISTED })),
    )
    const items = cases.map((one) => this.cases.summary(actor, one))
    return { items: items.filter(({ abilities }) => abilities.includes('pass')).reverse() }
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
    if (actor.realm !== 'staff' || !actor.posts.includes(POST_OF_STAGE[asked.stage])) throw new Refusal(staffOnly, {})
    const ids = items.map(({ id }) => id)
    const seen = await this.ports.app.transaction({}, (trx) => this.cases.getSubmissions(trx, actor, ids))
    await this.refuseAffiliated(actor, seen)
    return this.ports.app.transaction({}, async (trx) => {
      const cases = await this.cases.getCases(trx, actor, ids, true)
      for (const one of cases) if (this.approves(one, asked)) await requireWhatIf(trx, this.ports, one)
      const taken = cases.map((one, i) => this.step(actor, one, items[i]!.revision, asked))
      await insertSteps(trx, taken)
      return cases.filter((one, i) => this.isAgreedBy(one, taken[i]!)).map(({ revision }) => revision)
    })
  }

  /** Parameters are approved only by whoever could see what they do. */
  private approves({ submission: { kind } }: Case, { stage, verdict }: Verdict): boolean {
    return isApplied(kind) && verdict === 'passed' && this.ports.routes[kind].at(-1) === stage
  }

  private isAgreedBy({ submission, steps }: Case, step: StoredStep): boolean {
    return stateOf(this.ports.routes[submission.kind], [...steps, step]) === 'agreed'
  }

  private step(
    actor: Actor,
    { submission, revision, steps: taken }: Case,
    asked: number,
    { stage, verdict, reason }: Verdict,
  ): StoredStep {
    if (asked !== revision.revision) {
      throw new Refusal(changedMeanwhile, { revision: asked, current: revision.revision })
    }
    if (revision.submittedAt === undefined) throw new Refusal(notDraft, { state: 'draft' })
    const { personId: by, accountId: account } = actor
    const step = { stage, verdict, by, account, organisation: organisationOf(actor), at: this.ports.clock.now() }
    const steps = take(this.ports.routes[submission.kind], revision.enteredBy, taken, step)
    const told = reason === undefined ? undefined : this.ports.vault.seal(undefined, reason)
    const { submissionId } = submission
    return { ...step, submissionId, revision: revision.revision, ordinal: steps.length, reason: told }
  }

  private async refuseAffiliated(actor: Actor, submissions: readonly Submission[]): Promise<void> {
    for (const employerId of new Set(submissions.map((one) => one.employerId))) {
      if (employerId !== undefined && (await this.ports.isOperatorOf(actor.personId, employerId))) {
        throw new Refusal(affiliated, {})
      }
    }
  }
}
