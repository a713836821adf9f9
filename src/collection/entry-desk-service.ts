import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { carrierOf } from './carrier-service.js'
import { keepPromises } from './case-deadline-store.js'
import { CaseService } from './case-service.js'
import { casesOf, isOver, stateOfCase } from './case-store.js'
import type { SubmissionDetail, SubmissionKind } from './contract.js'
import { Draft } from './draft-store.js'
import type { StoredRefusal } from './filing-match.js'
import { About } from './intake-about.js'
import { receive } from './intake-service.js'
import { setTyped } from './intake-store.js'
import type { Counted, Line } from './lines.js'
import { revisionOf } from './new-revision-store.js'
import type { CollectionPorts } from './ports.js'
import { notReturned } from './refusals.js'
import { routeText } from './review.js'
import { routeFor } from './route-book.js'
import {
  findSameContent,
  findSubmissions,
  insertRevision,
  insertSubmission,
  type Submission,
} from './submission-store.js'

/** 一次录入：what a clerk typed, and the lines it comes to. */
export interface Entry {
  readonly kind: SubmissionKind
  /** 依何类的路线办理，where what is entered asks for the stages of another kind. */
  readonly routeAs?: SubmissionKind | undefined
  readonly agency: string
  readonly area: string
  readonly employerId?: string | undefined
  readonly settlementMonth?: Period | undefined
  /** What was typed: the same again is the same entry. */
  readonly content: unknown
  readonly documentId?: string | undefined
  /** 没有原始资料时的依据，where what was typed does not state one. */
  readonly ground?: string | undefined
  /** Many come as they are computed, with those the rules refused among them. */
  readonly lines: Iterable<EntryRow> | AsyncIterable<EntryRow>
}

export type EntryRow =
  | { readonly line: Line; readonly counted: readonly Counted[] }
  | { readonly refusal: StoredRefusal }

/** 留存所录内容的最长字数。 */
const MOST_TYPED = 200_000

/** 录入台。An entry by form is one submission of a few lines, under review as soon as it is made; sent twice it is made once. */
export class EntryDesk {
  private readonly cases: CaseService

  constructor(private readonly ports: CollectionPorts) {
    this.cases = new CaseService(ports)
  }

  /** `resubmits` names a returned entry whose next revision this is. */
  async file(actor: Actor, entry: Entry, resubmits?: string): Promise<SubmissionDetail> {
    const { clock, ids, papers } = this.ports
    const made: Submission = {
      submissionId: ids.uuid(),
      kind: entry.kind,
      agency: entry.agency,
      area: entry.area,
      employerId: entry.employerId,
      settlementMonth: entry.settlementMonth,
      contentDigest: this.contentOf(actor, entry),
      madeAt: clock.now(),
    }
    carrierOf(entry)
    const id = await this.ports.app.transaction({}, async (trx) => {
      if (entry.documentId !== undefined) await papers.cite(trx, entry.documentId, entry.kind)
      if (resubmits !== undefined) return this.next(trx, actor, entry, resubmits)
      if (await insertSubmission(trx, made)) return this.write(trx, actor, entry, made.submissionId, 1)
      const earlier = await findSameContent(trx, made)
      const one = await this.cases.getCase(trx, actor, earlier!.submissionId, true)
      const isReturned = isOver(stateOfCase(this.ports.routes, one))
      return isReturned ? this.next(trx, actor, entry, one.submission.submissionId) : one.submission.submissionId
    })
    return this.cases.show(actor, id)
  }

  private async next(trx: Trx, actor: Actor, entry: Entry, submissionId: string): Promise<string> {
    const one = await this.cases.getCase(trx, actor, submissionId, true)
    const state = stateOfCase(this.ports.routes, one)
    const blocked = state === 'agreed' && one.vouchers.some((voucher) => voucher.blocked !== undefined)
    // Sent twice, as after a lost answer: the revision that these very contents made is the one.
    const isSame = one.revision.revision > 1 && one.revision.contentDigest.equals(this.contentOf(actor, entry))
    if (isSame && !isOver(state) && !blocked) return submissionId
    if (one.submission.kind !== entry.kind || (!isOver(state) && !blocked)) throw new Refusal(notReturned, { state })
    return this.write(trx, actor, entry, submissionId, one.revision.revision + 1)
  }

  private async write(trx: Trx, actor: Actor, entry: Entry, submissionId: string, revision: number): Promise<string> {
    const at = { submissionId, revision }
    const draft = new Draft(trx, this.ports.vault, () => this.ports.ids.uuid(), at)
    const about = new About()
    for await (const row of entry.lines) {
      if ('refusal' in row) await draft.refuse(row.refusal)
      else await draft.add(about.seen(row.line), row.counted)
    }
    const insurances = await draft.finish()
    const drafted = {
      at,
      contentDigest: this.contentOf(actor, entry),
      documentId: entry.documentId,
      summary: { insurances, notices: [], ground: carrierOf(entry).ground },
      rowsIn: draft.accepted + draft.refused,
      draft,
      isSubmitted: true,
    }
    const route = routeText(routeFor(this.ports.routes, entry.routeAs ?? entry.kind, entry.agency))
    await insertRevision(trx, { ...revisionOf(this.ports, actor, drafted), route })
    const [submission] = await findSubmissions(trx, [submissionId])
    await this.keepTyped(trx, at, entry)
    const carried = { hasPaper: entry.documentId !== undefined, ground: carrierOf(entry).ground }
    const handed = { submission: submission!, revision, ...carried, ...about.told() }
    const received = await receive(trx, this.ports, actor, handed)
    await keepPromises(trx, this.ports, received === undefined ? await casesOf(trx, [submission!]) : [received])
    return submissionId
  }

  /** What a returned form is opened with; long lists come from files, which are handed in anew. */
  private async keepTyped(trx: Trx, at: { submissionId: string; revision: number }, { content }: Entry): Promise<void> {
    const text = JSON.stringify(content) ?? ''
    if (text.length === 0 || text.length > MOST_TYPED) return
    await setTyped(trx, at, this.ports.vault.sealBytes(Buffer.from(text)))
  }

  private contentOf(actor: Actor, { kind, content }: Entry): Buffer {
    const text = JSON.stringify([kind, organisationOf(actor), content])
    return this.ports.vault.digest(`entry:${createHash('sm3').update(text).digest('hex')}`)
  }
}
