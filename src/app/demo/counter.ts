import type { Actor } from '../../access/actor.js'
import { AgreedService } from '../../collection/agreed-service.js'
import { CaseService } from '../../collection/case-service.js'
import { STAGES, type Stage, type SubmissionSummary } from '../../collection/contract.js'
import { CorrectionService } from '../../collection/correction-service.js'
import { FilingService } from '../../collection/filing-service.js'
import { LevyService } from '../../collection/levy-service.js'
import type { CollectionPorts } from '../../collection/ports.js'
import { RegistrationService } from '../../collection/registration-service.js'
import { ReviewService } from '../../collection/review-service.js'
import { Refusal } from '../../kernel/refusal.js'
import type { Team } from './clerks.js'
import { loadStopped } from './refusals.js'

/** 柜台：the services of collection, and how a submission is carried through them to its posting. */
export class Counter {
  readonly filings: FilingService
  readonly levies: LevyService
  readonly registrations: RegistrationService
  readonly corrections: CorrectionService
  private readonly cases: CaseService
  private readonly reviews: ReviewService
  private readonly agreed: AgreedService

  constructor(readonly ports: CollectionPorts) {
    this.filings = new FilingService(ports)
    this.levies = new LevyService(ports)
    this.registrations = new RegistrationService(ports)
    this.corrections = new CorrectionService(ports)
    this.cases = new CaseService(ports)
    this.reviews = new ReviewService(ports)
    this.agreed = new AgreedService(ports)
  }

  /** 由提交到记账：each step by the clerk of its stage. Whatever state it was left in, it goes on from there. */
  async carry(enteredBy: Actor, team: Team, submission: SubmissionSummary, what: string): Promise<void> {
    if (submission.refused > 0) await this.stop(enteredBy, submission, what)
    let now: SubmissionSummary = submission
    const { id } = submission
    if (now.state === 'draft') {
      now = await this.cases.submit(enteredBy, id, { revision: now.revision, acceptedOnly: false })
    }
    while (isStage(now.state)) {
      now = await this.reviews.pass(team.stages[now.state], id, { stage: now.state, revision: now.revision })
    }
    if (now.state === 'agreed') await this.agreed.postAgreed(id)
    if (now.state === 'agreed') now = await this.cases.show(enteredBy, id)
    if (now.state !== 'posted') await this.stop(enteredBy, now, what)
  }

  private async stop(actor: Actor, { id, state }: SubmissionSummary, what: string): Promise<never> {
    const { refusedRows, blocked } = await this.cases.show(actor, id)
    const row = refusedRows[0]
    const why = row === undefined ? (blocked?.zh ?? state) : `第 ${row.row} 行 ${row.sentence.zh}`
    throw new Refusal(loadStopped, { what, why })
  }
}

function isStage(state: string): state is Stage {
  return state in STAGES
}
