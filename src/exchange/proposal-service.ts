import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { Refusal } from '../kernel/refusal.js'
import { findBatch } from './batch-store.js'
import type { DecideDifference } from './contract.js'
import type { Difference } from './difference-store.js'
import type { DifferenceBody } from './matching-service.js'
import { matterEntry } from './matters.js'
import { partnersInForce } from './partner-store.js'
import type { ExchangePorts } from './ports.js'
import { extractOf, type Papers, type Proposal, proposalOf } from './proposal.js'
import { EmployerProposals } from './proposal-employer-service.js'
import { PersonProposals } from './proposal-person-service.js'
import { missingDifference } from './refusals.js'

export interface Filed {
  readonly submissionId: string
  readonly documentId: string
}

const MOST_WORDS = 500

/**
 * 照对方改：filed as the submission that changes such a field, for review like any other, resting on the line of the bulletin.
 * Undefined where whom it is about is not settled, or the clerk has more to fill in first; then the values stand beside the
 * difference, and the submission is named once it is filed.
 */
export class ProposalService {
  private readonly persons: PersonProposals
  private readonly employers: EmployerProposals

  constructor(private readonly ports: ExchangePorts) {
    this.persons = new PersonProposals(ports)
    this.employers = new EmployerProposals(ports)
  }

  async file(actor: Actor, one: Difference, body: DifferenceBody, given: DecideDifference): Promise<Filed | undefined> {
    const proposal = proposalOf(one, body)
    const fill = given.fill ?? {}
    if (proposal === undefined || proposal.wants.some((item) => fill[item] === undefined)) return undefined
    const papers = await this.papers(actor, one, body, proposal, given)
    const submissionId = await this.fileAs(proposal, actor, one, body, papers)
    return { submissionId, documentId: papers.documentId }
  }

  private fileAs(
    { kind }: Proposal,
    actor: Actor,
    one: Difference,
    body: DifferenceBody,
    papers: Papers,
  ): Promise<string> {
    const { persons, employers } = this
    if (kind === 'personChange') return persons.change(actor, one, body, papers)
    if (kind === 'personRegistration') return persons.register(actor, body, papers)
    if (kind === 'levyResult') return persons.pay(actor, one, body)
    if (kind === 'benefitChange') return persons.suspend(actor, one, body, papers)
    if (kind === 'benefitDetermination') return persons.settle(actor, one, body, papers)
    if (kind === 'employerRegistration') return employers.register(actor, body, papers)
    if (kind === 'employerChange') return employers.change(actor, one, body, papers)
    if (one.field === 'employerState') return employers.reopen(actor, one, papers)
    if (one.field === 'death') return persons.moveDeath(actor, one, body, papers)
    if (one.field === 'paid') return persons.correctPaid(actor, one, body, papers)
    return persons.correctSettlement(actor, one, body, papers)
  }

  /** 凭据：the clerk's own paper where one was handed in; else the line of the bulletin, kept as a paper of its own. */
  private async papers(
    actor: Actor,
    one: Difference,
    body: DifferenceBody,
    { kind }: Proposal,
    given: DecideDifference,
  ): Promise<Papers> {
    const { app, papers } = this.ports.collection
    const { batch, partnerName } = await app.transaction({}, async (trx) => ({
      batch: await findBatch(trx, one.batchId),
      partnerName: (await partnersInForce(trx)).find(({ partner }) => partner === one.partner)?.name ?? one.partner,
    }))
    if (batch === undefined) throw new Refusal(missingDifference, {})
    const { matter, number, agreement, basis } = batch
    const bulletin = {
      partnerName,
      matter,
      number,
      line: one.line,
      agreement,
      basis,
      digest: batch.digest.toString('hex'),
    }
    const bytes = extractOf(bulletin, body)
    const documentId =
      given.documentId ??
      (await papers.receive(organisationOf(actor), kind, bytes, { fileName: `来文摘录-${one.line}.csv` })).documentId
    const told = `${given.note}（${partnerName}${matterEntry(matter).zh}第${number}号来文第${one.line}行）`
    return { documentId, note: told.length > MOST_WORDS ? given.note : told, fill: given.fill ?? {} }
  }
}
