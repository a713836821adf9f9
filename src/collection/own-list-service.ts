import type { Actor } from '../access/actor.js'
import { Refusal } from '../kernel/refusal.js'
import { CaseService } from './case-service.js'
import { casesOf } from './case-store.js'
import type { SubmissionSummary } from './contract.js'
import type { OwnList, OwnListQuery } from './own-list-contract.js'
import type { CollectionPorts } from './ports.js'
import { missingSubmission } from './refusals.js'
import { findSubmission, listSubmissions } from './submission-store.js'
import { unfinishedOfEmployer } from './work-list-store.js'

/** 一页的件数；the things to go on with are listed up to as many. */
const PAGE = 100

/** 本单位的报送：what waits for the employer first, then all of them page by page. */
export class OwnListService {
  private readonly cases: CaseService

  constructor(
    private readonly ports: CollectionPorts,
    private readonly page = PAGE,
  ) {
    this.cases = new CaseService(ports)
  }

  async list(actor: Actor & { readonly employerId: string }, { before }: OwnListQuery = {}): Promise<OwnList> {
    const { items, next } = await this.older(actor, before)
    const page = { items, ...(next === undefined ? {} : { next }) }
    return before === undefined ? { ...(await this.waiting(actor)), ...page } : page
  }

  private async older(actor: Actor & { readonly employerId: string }, before: string | undefined) {
    const { employerId } = actor
    const cases = await this.ports.app.transaction({}, async (trx) => {
      const from = before === undefined ? undefined : await findSubmission(trx, before)
      if (before !== undefined && from?.employerId !== employerId) throw new Refusal(missingSubmission, { id: before })
      return casesOf(trx, await listSubmissions(trx, { employerId, before: from, limit: this.page + 1 }))
    })
    const shown = cases.slice(0, this.page)
    const items: SubmissionSummary[] = await this.cases.summaries(actor, shown)
    return { items, next: cases.length > this.page ? shown.at(-1)?.submission.submissionId : undefined }
  }

  /** 待您续办：not submitted, returned, not to be posted as agreed, or waiting for papers; what was withdrawn is left to the list. */
  private async waiting(actor: Actor & { readonly employerId: string }) {
    const cases = await this.ports.app.transaction({}, async (trx) =>
      casesOf(trx, await unfinishedOfEmployer(trx, actor.employerId, this.page + 1)),
    )
    const waiting = await this.cases.summaries(actor, cases.slice(0, this.page))
    return { waiting, ...(cases.length > this.page ? { more: true } : {}) }
  }
}
