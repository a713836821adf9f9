import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { findPersons, nameDigest } from '../ledger/people-store.js'
import { CaseService } from './case-service.js'
import { casesOf, stateOfCase } from './case-store.js'
import type { RefusedRow, SubmissionDetail } from './contract.js'
import type { DraftPlace } from './draft-place.js'
import { Draft, MOST_LINES } from './draft-store.js'
import type { RegistrationPreview } from './entry-contract.js'
import { DRAFTS } from './fact-drafts-store.js'
import { asPosted, countedOfFacts, factLine } from './fact-lines.js'
import type { SubmitRequest } from './filing-contract.js'
import { isRefused } from './filing-row.js'
import { knownFacts } from './known-life-store.js'
import type { FactLine } from './lines.js'
import { revisionOf } from './new-revision-store.js'
import { noticeSentence } from './notices.js'
import { openForm } from './open-form.js'
import { PAYMENT_FIELDS, type PaymentEntry, readPaymentRow } from './payment-file-store.js'
import type { CollectionPorts } from './ports.js'
import { notMatched, refusedBy } from './row-refusals.js'
import { deleteDraft, findSameContent, insertRevision, insertSubmission, type Submission } from './submission-store.js'
import { openJson } from './voucher-body.js'

export interface PaymentBatch {
  readonly payMonth: string
  readonly paidDay: string
  readonly batch: string
}

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
      if (state === 'returned') return this.draft(trx, actor, submission, revision.revision + 1, file)
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
    const { vault, ids, papers, clock } = this.ports
    const at = { submissionId: submission.submissionId, revision }
    const draft = new Draft(trx, vault, () => ids.uuid(), at)
    const form = await openForm(file.bytes, PAYMENT_FIELDS)
    const refusedRows: RefusedRow[] = []
    let rows = 0
    let waiting: (PaymentEntry | RefusedRow)[] = []
    const settle = async () => {
      for (const line of await this.linesFor(trx, submission, file, waiting)) {
        if (!isRefused(line)) await draft.add(line, countedOfFacts(line.facts))
        else {
          await draft.refuse(line)
          refusedRows.push(line)
        }
      }
      waiting = []
    }
    for await (const row of form.rows) {
      rows++
      if (waiting.push(readPaymentRow(form.header, row, clock.today())) === MOST_LINES) await settle()
    }
    await settle()
    const notices = form.notices().map(noticeSentence)
    const insurances = await draft.finish()
    const { documentId } = await papers.list(trx, submission.agency, 'benefitPayment', file.bytes)
    const summary = { insurances, notices }
    const { contentDigest } = submission
    const { fileName } = file
    const drafted = { at, contentDigest, documentId, fileName, summary, rowsIn: rows, draft, isSubmitted: false }
    await insertRevision(trx, revisionOf(this.ports, actor, drafted))
    const [one] = await casesOf(trx, [submission])
    const shown = refusedRows.slice(0, MOST_LINES)
    return { submission: this.cases.summary(actor, one!), again: false, notices, refusedRows: shown }
  }

  /** A thousand rows at once: who they are, what was determined for them, and what they say of each other. */
  private async linesFor(
    trx: Trx,
    { agency, area }: Submission,
    batch: PaymentBatch,
    read: readonly (PaymentEntry | RefusedRow)[],
  ): Promise<(FactLine | RefusedRow)[]> {
    const { vault, policy, clock } = this.ports
    const entries = read.filter((entry): entry is PaymentEntry => !isRefused(entry))
    const digests = new Map(
      entries.map(({ item }) => [item.identityNumber, vault.identityDigest(item.identityNumber)] as const),
    )
    const found = await findPersons(trx, [...digests.values()])
    const ids = [...found.values()].map(({ personId }) => personId)
    const known = await knownFacts(trx, ids, 'benefitPayment')
    const at = { agency, area, policy: policy().book.area(area), today: clock.today() }
    return read.map((entry) => {
      if (isRefused(entry)) return entry
      const { row, item } = entry
      const person = found.get(digests.get(item.identityNumber)!.toString('hex'))
      if (person === undefined) return notMatched(row, 'unknown')
      const isNamed = person.nameDigest?.equals(nameDigest(vault, item.identityNumber, item.fullName))
      if (isNamed !== true) return notMatched(row, 'nameDiffers')
      const place: DraftPlace = { ...at, personId: person.personId }
      return this.lineOf(place, entry, batch, known.get(person.personId) ?? [])
    })
  }

  private lineOf(
    place: DraftPlace,
    { row, item }: PaymentEntry,
    batch: PaymentBatch,
    known: Parameters<typeof factLine>[2],
  ): FactLine | RefusedRow {
    const { identityNumber, fullName } = item
    try {
      const { facts } = DRAFTS.benefitPayment(place, item, { ...batch, items: [] })
      const line = factLine({ row, identityNumber, fullName, facts }, place, known)
      ;(known as ReturnType<typeof asPosted>[]).push(...facts.map((fact, i) => asPosted(fact, i)))
      return line
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const { column } = error.facts as { column?: string }
      return refusedBy(row, column ?? '', error)
    }
  }

  /** The same rows for another month are another batch. */
  private contentOf({ bytes, payMonth, paidDay, batch }: PaymentFile): Buffer {
    const text = createHash('sm3').update(bytes).digest('hex')
    return this.ports.vault.digest(`payment:${payMonth}:${paidDay}:${batch}:${text}`)
  }
}
