import type { Actor } from '../../access/actor.js'
import { AgreedService } from '../../collection/agreed-service.js'
import { CaseService } from '../../collection/case-service.js'
import { sourcesFor } from '../../collection/check-sheet.js'
import type { SubmissionSummary } from '../../collection/contract.js'
import { CorrectionService } from '../../collection/correction-service.js'
import { EntryService } from '../../collection/entry-service.js'
import { FactEntryService } from '../../collection/fact-entry-service.js'
import { FilingService } from '../../collection/filing-service.js'
import { STAGES, type Stage } from '../../collection/kinds.js'
import { LevyService } from '../../collection/levy-service.js'
import { PaymentFileService } from '../../collection/payment-file-service.js'
import type { CollectionPorts } from '../../collection/ports.js'
import { RegistrationService } from '../../collection/registration-service.js'
import { ReviewService } from '../../collection/review-service.js'
import { stagesOf } from '../../collection/route-book.js'
import type { Period } from '../../kernel/period.js'
import { Refusal } from '../../kernel/refusal.js'
import type { Due, Posted } from '../../ledger/fact.js'
import { contributionsOf } from '../../ledger/lookup-store.js'
import { findPersons } from '../../ledger/people-store.js'
import { fillAsFound } from './check-sheets.js'
import type { Team } from './clerks.js'
import { loadStopped } from './refusals.js'

/** 递进来的一件。 */
export interface Entered {
  readonly by: Actor
  readonly submission: SubmissionSummary
  readonly what: string
}

/** 柜台：the services of collection, and how a submission is carried through them to its posting. */
export class Counter {
  readonly filings: FilingService
  readonly levies: LevyService
  readonly registrations: RegistrationService
  readonly corrections: CorrectionService
  readonly entries: EntryService
  readonly facts: FactEntryService
  readonly payments: PaymentFileService
  private readonly cases: CaseService
  private readonly reviews: ReviewService
  private readonly agreed: AgreedService

  constructor(readonly ports: CollectionPorts) {
    this.filings = new FilingService(ports)
    this.levies = new LevyService(ports)
    this.registrations = new RegistrationService(ports)
    this.corrections = new CorrectionService(ports)
    this.entries = new EntryService(ports)
    this.facts = new FactEntryService(ports)
    this.payments = new PaymentFileService(ports)
    this.cases = new CaseService(ports)
    this.reviews = new ReviewService(ports)
    this.agreed = new AgreedService(ports)
  }

  /** 一件，as this clerk sees it. */
  show(by: Actor, id: string): Promise<SubmissionSummary> {
    return this.cases.show(by, id)
  }

  /**
   * 由提交到记账：each step by the clerk of its stage, many submissions at a time, as a clerk goes through a pile. Whatever
   * state one was left in, it goes on from there.
   */
  async carry(team: Team, pile: readonly Entered[]): Promise<void> {
    for (const { by, submission, what } of pile) {
      const { id, revision, state, refused } = submission
      if (refused > 0) await this.stop(by, submission, what)
      if (state === 'draft') await this.cases.send(by, id, { revision, acceptedOnly: false })
    }
    for (const stage of Object.keys(STAGES) as Stage[]) {
      const standing = pile.filter(({ submission }) => this.passes(submission, stage))
      const items = standing.map(({ submission: { id, revision } }) => ({ id, revision }))
      for (const { submission } of standing)
        if (sourcesFor(submission.kind, stage) !== undefined)
          await fillAsFound(this.ports, team.stages[stage], submission.id, stage)
      if (items.length > 0) await this.reviews.passMany(team.stages[stage], stage, items)
    }
    await this.requirePosted(team, pile)
  }

  /** Whether the stage lies on the submission's route and is still to come. */
  private passes({ kind, state }: SubmissionSummary, stage: Stage): boolean {
    const route = stagesOf(this.ports.routes[kind].steps)
    if (state === 'draft') return route.includes(stage)
    const at = (route as readonly string[]).indexOf(state)
    return at >= 0 && route.indexOf(stage) >= at
  }

  /** The pension due of a person for a month, where it stands uncorrected. */
  async findDue(identityNumber: string, month: Period): Promise<Posted<Due> | undefined> {
    const { app, vault } = this.ports
    const digest = vault.identityDigest(identityNumber)
    const known = (await app.transaction({}, (trx) => findPersons(trx, [digest]))).get(digest.toString('hex'))
    if (known === undefined) return undefined
    const persons = [known.personId]
    const dues = await app.transaction({ persons }, (trx) => contributionsOf<Due>(trx, 'due', persons, [month]))
    const own = dues.filter(({ insurance }) => insurance === '110')
    return own.length === 1 ? own[0] : undefined
  }

  private async requirePosted({ desk }: Team, pile: readonly Entered[]): Promise<void> {
    const left = async () => {
      const ids = pile.map(({ submission }) => submission.id)
      const cases = await this.ports.app.transaction({}, (trx) => this.cases.getCases(trx, desk, ids))
      return pile.filter((_, i) => !cases[i]!.vouchers.every(({ posted }) => posted))
    }
    for (const { submission } of await left()) await this.agreed.postAgreed(submission.id)
    for (const { submission, what } of await left()) await this.stop(desk, submission, what)
  }

  private async stop(actor: Actor, { id, state }: SubmissionSummary, what: string): Promise<never> {
    const { refusedRows, blocked } = await this.cases.show(actor, id)
    const row = refusedRows[0]
    const why = row === undefined ? (blocked?.zh ?? state) : `第 ${row.row} 行 ${row.sentence.zh}`
    throw new Refusal(loadStopped, { what, why })
  }
}
