import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { CaseService } from './case-service.js'
import { casesOf, isOver, stateOfCase } from './case-store.js'
import type { SubmissionDetail } from './contract.js'
import { Draft } from './draft-store.js'
import type { RegistrationPreview } from './entry-contract.js'
import { readWhole } from './file-reading-store.js'
import type { SubmitRequest } from './filing-contract.js'
import { revisionOf } from './new-revision-store.js'
import { type PaymentBatch, PaymentReading } from './payment-reading-store.js'
import type { CollectionPorts } from './ports.js'
import { deleteDraft, findSameContent, insertRevision, insertSubmission, type Submission } from './submission-store.js'
import { openJson } from './voucher-body.js'

export interface PaymentFile extends PaymentBatch {
  readonly fileName: string
  readonly bytes: Uint8Array
}

/** 待遇支付批次文件。Uploaded and previewed like a filing; rows in = accepted + refused, each refusal at its row. */
export class PaymentFileService {
  private readonly cases: CaseService

  constructor(private readonly ports: CollectionPorts) {
    this.cases = new CaseService(ports)
  }

  async upload(actor: Actor, file: PaymentFile): Promise<RegistrationPreview> {
    const { clock, ids, papers, vault, app } = this.ports
    const agency = organisationOf(actor)
    await papers.keep(file.bytes)
    return app.transaction({}, async (trx) => {
      const made: Submission = {
        submissionId: ids.uuid(),
        kind: 'benefitPayment',
        agency,
        area: this.ports.areaOf(agency),
        contentDigest: this.contentOf(file),
        madeAt: clock.now(),
      }
      if (await insertSubmission(trx, made)) return this.draft(trx, actor, made, 1, file)
      const one = await this.cases.getCase(trx, actor, (await findSameContent(trx, made))!.submissionId, true)
      const { submission, revision } = one
      const state = stateOfCase(this.ports.routes, one)
      if (isOver(state)) return this.draft(trx, actor, submission, revision.revision + 1, file)
      if (state === 'draft') {
        await deleteDraft(trx, submission.submissionId, revision.revision)
        return this.draft(trx, actor, submission, revision.revision, file)
      }
      const { notices } = openJson<{ notices: RegistrationPreview['notices'] }>(vault, revision.summary)
      const refusedRows = await this.cases.plainRefusals(trx, one)
      return { submission: this.cases.summary(actor, one), again: true, notices, refusedRows }
    })
  }

  submit(actor: Actor, submissionId: string, request: SubmitRequest): Promise<SubmissionDetail> {
    return this.cases.submit(actor, submissionId, request)
  }

  private async draft(
    trx: Trx,
    actor: Actor,
    submission: Submission,
    revision: number,
    file: PaymentFile,
  ): Promise<RegistrationPreview> {
    const { vault, ids, papers } = this.ports
    const at = { submissionId: submission.submissionId, revision }
    const draft = new Draft(trx, vault, () => ids.uuid(), at)
    const reading = new PaymentReading(this.ports, submission, file)
    const { rows, summary } = await readWhole(trx, reading, file.bytes, draft)
    const { documentId } = await papers.list(trx, submission.agency, 'benefitPayment', file.bytes)
    const { notices } = summary
    const { contentDigest } = submission
    const { fileName } = file
    const drafted = { at, contentDigest, documentId, fileName, summary, rowsIn: rows, draft, isSubmitted: false }
    await insertRevision(trx, revisionOf(this.ports, actor, drafted))
    const [one] = await casesOf(trx, [submission])
    const refusedRows = [...reading.firstRefusals]
    return { submission: this.cases.summary(actor, one!), again: false, notices: [...notices], refusedRows }
  }

  /** The same rows for another month are another batch. */
  private contentOf({ bytes, payMonth, paidDay, batch }: PaymentFile): Buffer {
    const text = createHash('sm3').update(bytes).digest('hex')
    return this.ports.vault.digest(`payment:${payMonth}:${paidDay}:${batch}:${text}`)
  }
}
