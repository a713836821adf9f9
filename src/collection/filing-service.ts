import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { periodOfDay } from '../kernel/day.js'
import type { Period } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { Due } from '../ledger/fact.js'
import { contributionsOf, employersById, enrolmentsOf } from '../ledger/lookup-store.js'
import { findPersons, nameDigest } from '../ledger/people-store.js'
import { CaseService, lineView } from './case-service.js'
import { type Case, stateOfCase } from './case-store.js'
import type { RefusedRow, SubmissionDetail, SubmissionKind } from './contract.js'
import { Draft, MOST_LINES } from './draft-store.js'
import { type Employer, employerOf } from './employer-terms.js'
import { Enrolments } from './enrolment-state.js'
import type { FilingPreview, SubmitRequest } from './filing-contract.js'
import { chargesOf, type FilingTerms, type Known, matchRow } from './filing-match.js'
import { FILING_FIELDS, type FilingEntry, isRefused, readFilingRow, repeatedRow } from './filing-row.js'
import { endingsBriefly } from './known-life-store.js'
import type { ContributionLine, Summary } from './lines.js'
import { revisionOf } from './new-revision-store.js'
import { noticeSentence } from './notices.js'
import { type Form, openForm } from './open-form.js'
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
import type { Row } from './table.js'
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
    const current = periodOfDay(clock.today())
    if (input.settlementMonth > current) throw new Refusal(futureMonth, { month: input.settlementMonth, current })
    await this.ports.papers.keep(input.bytes)
    return this.ports.app.transaction({ employer: input.employerId }, async (trx) => {
      const employer = await this.getEmployer(trx, actor, input.employerId)
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

  /** 退回后重报：revision n+1, reviewed from the start; the returned revision stays. */
  async resubmit(
    actor: Actor,
    submissionId: string,
    file: { readonly fileName: string; readonly bytes: Uint8Array },
  ): Promise<FilingPreview> {
    await this.ports.papers.keep(file.bytes)
    const employerId = await this.ports.app.transaction({}, async (trx) => {
      const { submission } = await this.cases.getCase(trx, actor, submissionId)
      if (submission.employerId === undefined) throw new Refusal(missingSubmission, { id: submissionId })
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
      if (state !== 'returned' && !blocked) throw new Refusal(notReturned, { state })
      return this.draft(trx, actor, one.submission, revision + 1, employer, input)
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
    employer: Employer,
    input: FilingInput,
  ): Promise<FilingPreview> {
    const { vault, ids, papers } = this.ports
    const at = { submissionId: submission.submissionId, revision }
    const draft = new Draft(trx, vault, () => ids.uuid(), at)
    const form = await openForm(input.bytes, FILING_FIELDS)
    const read = await this.readAll(trx, draft, form, employer, input.settlementMonth)
    const insurances = await draft.finish()
    const kind: SubmissionKind = read.hasEarlierMonth ? 'backPay' : 'monthlyFiling'
    if (kind !== submission.kind) await setKind(trx, submission.submissionId, kind)
    const document = await papers.list(trx, employer.agency, kind, input.bytes)
    const summary: Summary = { insurances, notices: read.notices }
    const drafted = {
      at,
      contentDigest: this.contentOf(input.bytes),
      documentId: document.documentId,
      fileName: input.fileName,
      summary,
      rowsIn: read.rows,
      draft,
      isSubmitted: false,
    }
    const made = revisionOf(this.ports, actor, drafted)
    await insertRevision(trx, made)
    const one: Case = {
      submission: { ...submission, kind },
      revision: made,
      steps: [],
      vouchers: [],
      earlier: [],
      employer,
    }
    return {
      submission: this.cases.summary(actor, one),
      again: false,
      notices: [...read.notices],
      insurances: insurances as FilingPreview['insurances'],
      lines: read.firstLines.map(lineView),
      refusedRows: read.firstRefusals,
    }
  }

  private async readAll(trx: Trx, draft: Draft, form: Form, employer: Employer, settlementMonth: Period) {
    const area = this.ports.policy().book.area(employer.area)
    const terms: FilingTerms = { employer, area, settlementMonth }
    const reading = new Reading(terms, draft)
    const reader = { header: form.header, settlementMonth, today: this.ports.clock.today() }
    let waiting: Row[] = []
    const settle = async () => {
      const entries = waiting.map((row) => readFilingRow(reader, row))
      const readable = entries.filter((entry): entry is FilingEntry => !isRefused(entry))
      waiting = []
      await reading.take(entries, await this.knownOf(trx, terms, readable))
    }
    for await (const row of form.rows) if (waiting.push(row) === MOST_LINES) await settle()
    await settle()
    return { ...reading.result(), notices: form.notices().map(noticeSentence) }
  }

  /** What the ledger knows of a thousand rows' persons, in three queries; only this employer's own facts are in scope. */
  private async knownOf(trx: Trx, { employer }: FilingTerms, entries: readonly FilingEntry[]): Promise<Known> {
    const { vault } = this.ports
    const digests = entries.map(({ identityNumber }) => vault.identityDigest(identityNumber))
    const found = await findPersons(trx, digests)
    const byNumber = new Map(entries.map(({ identityNumber }, i) => [identityNumber, digests[i]!.toString('hex')]))
    const persons = [...new Set([...found.values()].map(({ personId }) => personId))]
    const months = [...new Set(entries.map(({ contributionMonth }) => contributionMonth))]
    const own = await enrolmentsOf(trx, persons, employer.id)
    return {
      person: ({ identityNumber }) => found.get(byNumber.get(identityNumber)!),
      isNamed: ({ identityNumber, fullName }, known) =>
        known.nameDigest?.equals(nameDigest(vault, identityNumber, fullName)) === true,
      enrolments: new Enrolments(own),
      charged: chargesOf(await contributionsOf<Due>(trx, 'due', persons, months)),
      endings: await endingsBriefly(trx, [...new Set(own.map(({ personId }) => personId))]),
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

/** 读表的过程：what has been seen so far, and the first of each kind to show. */
class Reading {
  private readonly seen = new Map<string, number>()
  private rows = 0
  private hasEarlierMonth = false
  private readonly firstLines: ContributionLine[] = []
  private readonly firstRefusals: RefusedRow[] = []

  constructor(
    private readonly terms: FilingTerms,
    private readonly draft: Draft,
  ) {}

  async take(entries: readonly (FilingEntry | RefusedRow)[], known: Known): Promise<void> {
    for (const entry of entries) {
      this.rows++
      const read = isRefused(entry) ? entry : (this.repeated(entry) ?? matchRow(this.terms, known, entry))
      if (isRefused(read)) {
        await this.draft.refuse(read)
        if (this.firstRefusals.length < MOST_LINES) this.firstRefusals.push(plain(read))
        continue
      }
      if (read.contributionMonth < this.terms.settlementMonth) this.hasEarlierMonth = true
      await this.draft.add(read, read.items)
      if (this.firstLines.length < SHOWN_LINES) this.firstLines.push(read)
    }
  }

  result() {
    const { rows, hasEarlierMonth, firstLines, firstRefusals } = this
    return { rows, hasEarlierMonth, firstLines, firstRefusals }
  }

  /** One person and month once, be it for all insurances or for each on a row of its own. */
  private repeated({ row, identityNumber, contributionMonth, insurance = '' }: FilingEntry): RefusedRow | undefined {
    const key = `${identityNumber}|${contributionMonth}`
    const first = this.seen.get(`${key}|`) ?? this.seen.get(insurance === '' ? key : `${key}|${insurance}`)
    if (first !== undefined) return repeatedRow(row, first)
    if (!this.seen.has(key)) this.seen.set(key, row)
    this.seen.set(`${key}|${insurance}`, row)
    return undefined
  }
}

/** What the employer is shown: neither the person behind the row nor the reason. */
function plain({ row, column, code, sentence, remedy }: RefusedRow): RefusedRow {
  return { row, column, code, sentence, remedy }
}
