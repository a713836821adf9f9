import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { Refusal } from '../kernel/refusal.js'
import { AgreedService } from './agreed-service.js'
import { CaseService } from './case-service.js'
import { type Case, casesOf } from './case-store.js'
import { POST_OF_STAGE } from './case-view-store.js'
import type { PassRequest, ReturnRequest, Stage, SubmissionDetail, SubmissionList } from './contract.js'
import type { CollectionPorts } from './ports.js'
import { affiliated, changedMeanwhile, notDraft, staffOnly } from './refusals.js'
import { stateOf, take } from './review.js'
import { insertStep, listSubmissions } from './submission-store.js'

const LISTED = 1000
/** A larger submission is posted by the sweeper, so that nobody waits for it on the screen. */
const POSTED_AT_ONCE = 20

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
    const vouchers = await this.step(actor, submissionId, { ...request, verdict: 'passed' })
    if (vouchers <= POSTED_AT_ONCE) await this.agreed.postAgreed(submissionId)
    return this.cases.show(actor, submissionId)
  }

  /** 退回，须说明理由。The whole revision ends here; a new one starts with fresh steps. */
  async return(actor: Actor, submissionId: string, request: ReturnRequest): Promise<SubmissionDetail> {
    await this.step(actor, submissionId, { ...request, verdict: 'returned' })
    return this.cases.show(actor, submissionId)
  }

  private async step(
    actor: Actor,
    submissionId: string,
    asked: { stage: Stage; revision: number; verdict: 'passed' | 'returned'; reason?: string },
  ): Promise<number> {
    if (actor.realm !== 'staff' || !actor.posts.includes(POST_OF_STAGE[asked.stage])) throw new Refusal(staffOnly, {})
    const seen = await this.ports.app.transaction({}, (trx) => this.cases.getCase(trx, actor, submissionId))
    await this.refuseAffiliated(actor, seen)
    return this.ports.app.transaction({}, async (trx) => {
      const one = await this.cases.getCase(trx, actor, submissionId, true)
      const { revision } = one
      if (asked.revision !== revision.revision) {
        throw new Refusal(changedMeanwhile, { revision: asked.revision, current: revision.revision })
      }
      if (revision.submittedAt === undefined) throw new Refusal(notDraft, { state: 'draft' })
      const step = {
        stage: asked.stage,
        verdict: asked.verdict,
        by: actor.personId,
        account: actor.accountId,
        organisation: organisationOf(actor),
        at: this.ports.clock.now(),
      }
      const route = this.ports.routes[one.submission.kind]
      const steps = take(route, revision.enteredBy, one.steps, step)
      const reason = asked.reason === undefined ? undefined : this.ports.vault.seal(undefined, asked.reason)
      await insertStep(trx, { ...step, submissionId, revision: revision.revision, ordinal: steps.length, reason })
      return stateOf(route, steps) === 'agreed' ? revision.vouchers : Number.POSITIVE_INFINITY
    })
  }

  private async refuseAffiliated(actor: Actor, { submission }: Case): Promise<void> {
    const { employerId } = submission
    if (employerId !== undefined && (await this.ports.isOperatorOf(actor.personId, employerId))) {
      throw new Refusal(affiliated, {})
    }
  }
}
