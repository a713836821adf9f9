import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { mask } from '../kernel/mask.js'
import { suspenseOf } from '../ledger/lookup-store.js'
import { isHandler } from '../ledger/mandate-store.js'
import { CaseService } from './case-service.js'
import { type Case, casesOf, isOver, stateOfCase } from './case-store.js'
import { withoutLikelyMarked } from './claim-candidates-store.js'
import type { SubmissionDetail } from './contract.js'
import { Draft } from './draft-store.js'
import { readWhole } from './file-reading-store.js'
import type { SubmitRequest } from './filing-contract.js'
import type { LevyPreview, SuspenseList } from './levy-contract.js'
import { LEVY_REASONS, type LevyReason } from './levy-match.js'
import { LevyReading, SHOWN_DIFFERENCES } from './levy-reading-store.js'
import type { LevyLine, Summary } from './lines.js'
import { revisionOf } from './new-revision-store.js'
import type { CollectionPorts } from './ports.js'
import { deleteDraft, findSameContent, insertRevision, insertSubmission, type Submission } from './submission-store.js'
import { openBody, openJson } from './voucher-body.js'
import { findVoucher } from './voucher-store.js'

export interface LevyInput {
  readonly fileName: string
  readonly bytes: Uint8Array
}

/** 征收结果。What the tax authority collected makes amounts paid; posted + suspense = the control total, always. */
export class LevyService {
  private readonly cases: CaseService

  constructor(private readonly ports: CollectionPorts) {
    this.cases = new CaseService(ports)
  }

  /** 接收并预览。A file that does not add up to its own control record is refused whole, with both figures. */
  async upload(actor: Actor, input: LevyInput): Promise<LevyPreview> {
    const { clock, ids } = this.ports
    const agency = organisationOf(actor)
    await this.ports.papers.keep(input.bytes)
    return this.ports.app.transaction({}, async (trx) => {
      const made: Submission = {
        submissionId: ids.uuid(),
        kind: 'levyResult',
        agency,
        area: this.ports.areaOf(agency),
        contentDigest: this.contentOf(input.bytes),
        madeAt: clock.now(),
      }
      if (await insertSubmission(trx, made)) return this.draft(trx, actor, made, 1, input)
      const earlier = await findSameContent(trx, made)
      const one = await this.cases.getCase(trx, actor, earlier!.submissionId, true)
      const state = stateOfCase(this.ports.routes, one)
      const { revision } = one.revision
      if (isOver(state)) return this.draft(trx, actor, one.submission, revision + 1, input)
      if (state !== 'draft') return this.previewOf(trx, actor, one, true)
      await deleteDraft(trx, one.submission.submissionId, revision)
      return this.draft(trx, actor, one.submission, revision, input)
    })
  }

  submit(actor: Actor, submissionId: string, request: SubmitRequest): Promise<SubmissionDetail> {
    return this.cases.submit(actor, submissionId, request)
  }

  /** 待认领, of these districts. */
  async suspense(actor: Actor, agencies: readonly string[] = [organisationOf(actor)]): Promise<SuspenseList> {
    const { app, vault, clock } = this.ports
    const { all, shown } = await app.transaction({}, async (trx) => {
      const all = await suspenseOf(trx, agencies, vault)
      return { all, shown: isHandler(actor) ? all : await withoutLikelyMarked(trx, vault, clock.today(), all) }
    })
    const items = shown.map((one) => ({
      posting: one.ref.posting,
      ordinal: one.ref.ordinal,
      insurance: one.insurance,
      creditCode: one.creditCode,
      identityNumber: mask(one.identityNumber),
      fullName: one.fullName,
      contributionMonth: one.contributionMonth,
      amount: one.employerAmount + one.personAmount,
      arrivalDay: one.arrivalDay,
      reason: LEVY_REASONS[one.reason as LevyReason] ?? { zh: one.reason, en: one.reason },
    }))
    const total = all.reduce((sum, { employerAmount, personAmount }) => sum + employerAmount + personAmount, 0)
    return { total, items, withheld: all.length - shown.length }
  }

  private async draft(trx: Trx, actor: Actor, submission: Submission, revision: number, input: LevyInput) {
    const { vault, ids, papers } = this.ports
    const at = { submissionId: submission.submissionId, revision }
    const draft = new Draft(trx, vault, () => ids.uuid(), at)
    const reading = new LevyReading(this.ports, submission)
    const { rows, summary } = await readWhole(trx, reading, input.bytes, draft)
    const document = await papers.list(trx, submission.agency, 'levyResult', input.bytes)
    const drafted = {
      at,
      contentDigest: this.contentOf(input.bytes),
      documentId: document.documentId,
      fileName: input.fileName,
      summary,
      rowsIn: rows,
      draft,
      isSubmitted: false,
    }
    await insertRevision(trx, revisionOf(this.ports, actor, drafted))
    const [one] = await casesOf(trx, [submission])
    return this.viewOf(actor, one!, false, reading.unfitting)
  }

  private async previewOf(trx: Trx, actor: Actor, one: Case, again: boolean): Promise<LevyPreview> {
    return this.viewOf(actor, one, again, await this.unfittingOf(trx, one))
  }

  private viewOf(actor: Actor, one: Case, again: boolean, unfitting: readonly LevyLine[]): LevyPreview {
    const { notices, levy } = openJson<Summary>(this.ports.vault, one.revision.summary)
    return {
      submission: this.cases.summary(actor, one),
      again,
      ...levy!,
      notices: [...notices],
      differences: unfitting.map(differenceOf),
    }
  }

  private async unfittingOf(trx: Trx, { submission, revision }: Case): Promise<LevyLine[]> {
    const found: LevyLine[] = []
    for (let part = 1; part <= revision.vouchers && found.length < SHOWN_DIFFERENCES; part++) {
      const voucher = await findVoucher(trx, submission.submissionId, revision.revision, part)
      const lines = openBody<LevyLine>(this.ports.vault, voucher!)
      found.push(...lines.filter(({ outcome }) => outcome !== 'fitting'))
    }
    return found.slice(0, SHOWN_DIFFERENCES)
  }

  private contentOf(bytes: Uint8Array): Buffer {
    return this.ports.vault.digest(`levy:${createHash('sm3').update(bytes).digest('hex')}`)
  }
}

function differenceOf(line: LevyLine): LevyPreview['differences'][number] {
  return {
    row: line.row,
    identityNumber: mask(line.identityNumber),
    fullName: line.fullName,
    insurance: line.insurance as LevyPreview['differences'][number]['insurance'],
    contributionMonth: line.contributionMonth,
    outcome: line.outcome as 'differing' | 'suspense',
    reason: LEVY_REASONS[line.reason as LevyReason],
    amount: line.employerAmount + line.personAmount,
  }
}
