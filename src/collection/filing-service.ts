import { createHash } from 'node:crypto'
import { type Actor, organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { periodOfDay } from '../kernel/day.js'
import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { employersById } from '../ledger/lookup-store.js'
import { CaseService, lineView } from './case-service.js'
import { type Case, casesOf, isOver, stateOfCase } from './case-store.js'
import type { SubmissionDetail } from './contract.js'
import { Draft } from './draft-store.js'
import { type Employer, employerOf } from './employer-terms.js'
import { readWhole } from './file-reading-store.js'
import type { FilingPreview, SubmitRequest } from './filing-contract.js'
import { FilingReading } from './filing-reading-store.js'
import type { Summary } from './lines.js'
import { revisionOf } from './new-revision-store.js'
import { refuseStoppedEmployer } from './outside-gate-store.js'
import type { CollectionPorts } from './ports.js'
import { futureMonth, missingSubmission, notReturned, unknownEmployer } from './refusals.js'
import {
  deleteDraft,
  findSameContent,
  insertRevision,
  insertSubmission,
  type Submission,
  setKind,
} from './submission-store.js'
import { openJson } from './voucher-body.js'

export interface FilingInput {
  readonly employerId: string
  readonly settlementMonth: Period
  readonly fileName: string
  readonly bytes: Uint8Array
}

const SHOWN_LINES = 50

/** 月度缴费申报：upload and preview, submit, file again after a return. A filing makes amounts due; it moves no money. */
export class FilingService {
  private readonly cases: CaseService

  constructor(private readonly ports: CollectionPorts) {
    this.cases = new CaseService(ports)
  }

  /** 上传并预览。Nothing is under review yet; the same file again answers the submission it made before. */
  async upload(actor: Actor, input: FilingInput): Promise<FilingPreview> {
    const { clock, ids } = this.ports
    this.refuseFuture(input.settlementMonth)
    await this.ports.papers.keep(input.bytes)
    return this.ports.app.transaction({ employer: input.employerId }, async (trx) => {
      const employer = await this.getEmployer(trx, actor, input.employerId)
      await refuseStoppedEmployer(trx, this.ports, employer.id)
      const made: Submission = {
        submissionId: ids.uuid(),
        kind: 'monthlyFiling',
        agency: employer.agency,
        area: employer.area,
        employerId: employer.id,
        settlementMonth: input.settlementMonth,
        contentDigest: this.contentOf(input.bytes),
        madeAt: clock.now(),
      }
      if (await insertSubmission(trx, made)) return this.draft(trx, actor, made, 1, employer, input)
      const earlier = await findSameContent(trx, made)
      const one = await this.cases.getCase(trx, actor, earlier!.submissionId, true)
      if (stateOfCase(this.ports.routes, one) !== 'draft') return this.previewOf(trx, actor, one, true)
      await deleteDraft(trx, one.submission.submissionId, one.revision.revision)
      return this.draft(trx, actor, one.submission, one.revision.revision, employer, input)
    })
  }

  /** 多单位申报：one file of a payroll service or an agency, whose rows name their employers by the credit code. */
  async uploadMany(actor: Actor, input: Omit<FilingInput, 'employerId'>): Promise<FilingPreview> {
    const { clock, ids } = this.ports
    this.refuseFuture(input.settlementMonth)
    await this.ports.papers.keep(input.bytes)
    const agency = organisationOf(actor)
    return this.ports.app.transaction({}, async (trx) => {
      const made: Submission = {
        submissionId: ids.uuid(),
        kind: 'monthlyFiling',
        agency,
        area: this.ports.areaOf(agency),
        settlementMonth: input.settlementMonth,
        contentDigest: this.contentOf(input.bytes),
        madeAt: clock.now(),
      }
      if (await insertSubmission(trx, made)) return this.draft(trx, actor, made, 1, undefined, input)
      const { submissionId } = (await findSameContent(trx, made))!
      const one = await this.cases.getCase(trx, actor, submissionId, true)
      const { revision } = one.revision
      const state = stateOfCase(this.ports.routes, one)
      if (isOver(state)) return this.draft(trx, actor, one.submission, revision + 1, undefined, input)
      if (state !== 'draft') return this.previewOf(trx, actor, one, true)
      await deleteDraft(trx, submissionId, revision)
      return this.draft(trx, actor, one.submission, revision, undefined, input)
    })
  }

  /** 退回后重报：revision n+1, reviewed from the start; the returned revision stays. */
  async resubmit(
    actor: Actor,
    submissionId: string,
    file: { readonly fileName: string; readonly bytes: Uint8Array },
  ): Promise<FilingPreview> {
    await this.ports.papers.keep(file.bytes)
    const employerId = await this.ports.app.transaction({}, async (trx) => {
      const { submission } = await this.cases.getCase(trx, actor, submissionId)
      if (submission.employerId === undefined || submission.settlementMonth === undefined)
        throw new Refusal(missingSubmission, { id: submissionId })
      return submission.employerId
    })
    return this.ports.app.transaction({ employer: employerId }, async (trx) => {
      const one = await this.cases.getCase(trx, actor, submissionId, true)
      const state = stateOfCase(this.ports.routes, one)
      const employer = await this.getEmployer(trx, actor, employerId)
      const input = { ...file, employerId, settlementMonth: one.submission.settlementMonth! }
      const { revision } = one.revision
      if (state === 'draft') {
        await deleteDraft(trx, submissionId, revision)
        return this.draft(trx, actor, one.submission, revision, employer, input)
      }
      const blocked = state === 'agreed' && one.vouchers.some((voucher) => voucher.blocked !== undefined)
      if (!isOver(state) && !blocked) throw new Refusal(notReturned, { state })
      return this.draft(trx, actor, one.submission, revision + 1, employer, input)
    })
  }

  submit(actor: Actor, submissionId: string, request: SubmitRequest): Promise<SubmissionDetail> {
    return this.cases.submit(actor, submissionId, request)
  }

  private refuseFuture(month: Period): void {
    const current = periodOfDay(this.ports.clock.today())
    if (month > current) throw new Refusal(futureMonth, { month, current })
  }

  private async draft(
    trx: Trx,
    actor: Actor,
    submission: Submission,
    revision: number,
    employer: Employer | undefined,
    input: Pick<FilingInput, 'fileName' | 'bytes'>,
  ): Promise<FilingPreview> {
    const { vault, ids, papers } = this.ports
    const at = { submissionId: submission.submissionId, revision }
    const draft = new Draft(trx, vault, () => ids.uuid(), at)
    const { agency, settlementMonth } = submission
    const reading = new FilingReading(this.ports, { employer, agency, settlementMonth: settlementMonth! })
    const { kind, rows, summary } = await readWhole(trx, reading, input.bytes, draft)
    if (kind !== submission.kind) await setKind(trx, submission.submissionId, kind)
    const document = await papers.list(trx, agency, kind, input.bytes)
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
    const made = revisionOf(this.ports, actor, drafted)
    await insertRevision(trx, made)
    const [one] = await casesOf(trx, [{ ...submission, kind }])
    return {
      submission: this.cases.summary(actor, one!),
      again: false,
      notices: [...summary.notices],
      insurances: summary.insurances as FilingPreview['insurances'],
      lines: reading.firstLines.map(lineView),
      refusedRows: reading.firstRefusals,
    }
  }

  private async previewOf(trx: Trx, actor: Actor, one: Case, again: boolean): Promise<FilingPreview> {
    const summary = openJson<Summary>(this.ports.vault, one.revision.summary)
    const lines = await this.cases.linesIn(trx, one, 1)
    return {
      submission: this.cases.summary(actor, one),
      again,
      notices: [...summary.notices],
      insurances: summary.insurances as FilingPreview['insurances'],
      lines: lines.slice(0, SHOWN_LINES).map(lineView),
      refusedRows: await this.cases.plainRefusals(trx, one),
    }
  }

  private async getEmployer(trx: Trx, actor: Actor, employerId: string): Promise<Employer> {
    const own = actor.realm !== 'operator' || actor.employerId === employerId
    const employer = own ? employerOf(await employersById(trx, [employerId])) : undefined
    if (employer === undefined) throw new Refusal(unknownEmployer, { employer: employerId })
    return employer
  }

  private contentOf(bytes: Uint8Array): Buffer {
    return this.ports.vault.digest(`filing:${createHash('sm3').update(bytes).digest('hex')}`)
  }
}
