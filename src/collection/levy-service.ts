import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { parseIdentity } from '../kernel/identity.js'
import { mask } from '../kernel/mask.js'
import { fen, yuanText } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { isInsurance } from '../kernel/terms.js'
import type { Due, Paid } from '../ledger/fact.js'
import { alsoSee, contributionsOf, employersByCode, suspenseOf } from '../ledger/lookup-store.js'
import { findPersons, nameDigest } from '../ledger/people-store.js'
import { CaseService } from './case-service.js'
import { type Case, casesOf, stateOfCase } from './case-store.js'
import type { SubmissionDetail } from './contract.js'
import { Draft, MOST_LINES } from './draft-store.js'
import { employerOf } from './employer-terms.js'
import type { SubmitRequest } from './filing-contract.js'
import { mapHeader } from './header.js'
import type { Endings } from './known-life.js'
import { endingsOf } from './known-life-store.js'
import type { LevyPreview, SuspenseList } from './levy-contract.js'
import { type Control, LEVY_FIELDS, type LevyEntry, readControl, readLevyRow } from './levy-file.js'
import { LEVY_REASONS, type LevyKnown, type LevyReason, matchPayment, Tally } from './levy-match.js'
import type { LevyLine, LevySums, Summary } from './lines.js'
import { revisionOf } from './new-revision-store.js'
import { noticeSentence } from './notices.js'
import { openTable } from './open-table.js'
import type { CollectionPorts } from './ports.js'
import { levyNotHeaded, levyTotals } from './refusals.js'
import { deleteDraft, findSameContent, insertRevision, insertSubmission, type Submission } from './submission-store.js'
import type { Row } from './table.js'
import { openBody, openJson } from './voucher-body.js'
import { findVoucher } from './voucher-store.js'

export interface LevyInput {
  readonly fileName: string
  readonly bytes: Uint8Array
}

const SHOWN_DIFFERENCES = 500

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
      if (state === 'returned') return this.draft(trx, actor, one.submission, revision + 1, input)
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
    const facts = await this.ports.app.transaction({}, (trx) => suspenseOf(trx, agencies, this.ports.vault))
    const items = facts.map((one) => ({
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
    return { total: items.reduce((sum, { amount }) => sum + amount, 0), items }
  }

  private async draft(trx: Trx, actor: Actor, submission: Submission, revision: number, input: LevyInput) {
    const { vault, ids, papers } = this.ports
    const at = { submissionId: submission.submissionId, revision }
    const draft = new Draft(trx, vault, () => ids.uuid(), at)
    const { levy, notices, unfitting } = await this.readAll(trx, draft, submission, input.bytes)
    const insurances = await draft.finish()
    const document = await papers.list(trx, submission.agency, 'levyResult', input.bytes)
    const summary: Summary = { insurances, notices, levy }
    const drafted = {
      at,
      contentDigest: this.contentOf(input.bytes),
      documentId: document.documentId,
      fileName: input.fileName,
      summary,
      rowsIn: levy.controlRows,
      draft,
      isSubmitted: false,
    }
    await insertRevision(trx, revisionOf(this.ports, actor, drafted))
    const [one] = await casesOf(trx, [submission])
    return this.viewOf(actor, one!, false, unfitting)
  }

  private async readAll(trx: Trx, draft: Draft, submission: Submission, bytes: Uint8Array) {
    const table = await openTable(bytes)
    const rows = table.rows[Symbol.asyncIterator]()
    const [first, second] = [await rows.next(), await rows.next()]
    if (first.done || second.done) throw new Refusal(levyNotHeaded, { found: '' })
    const control = readControl(first.value.cells)
    const header = mapHeader(second.value.cells, LEVY_FIELDS)
    const counting = new Counting(control, draft)
    const tally = new Tally()
    let waiting: Row[] = []
    const settle = async () => {
      const entries = waiting.map((row) => readLevyRow(header, row))
      waiting = []
      const known = await this.knownOf(trx, submission, entries, tally)
      for (const entry of entries) await counting.take(matchPayment(known, entry))
    }
    for (let next = await rows.next(); !next.done; next = await rows.next()) {
      if (waiting.push(next.value) === MOST_LINES) await settle()
    }
    await settle()
    const notices = [...table.notices, ...header.notices].map(noticeSentence)
    return { levy: counting.result(), notices, unfitting: counting.unfitting }
  }

  /** Employers, persons, dues and earlier payments of a thousand rows; each person's are fetched once a file. */
  private async knownOf(trx: Trx, place: Submission, entries: readonly LevyEntry[], tally: Tally): Promise<LevyKnown> {
    const { vault, policy } = this.ports
    const registered = await employersByCode(trx, [...new Set(entries.map(({ creditCode }) => creditCode))])
    const employers = new Map(
      [...new Set(registered.map(({ creditCode }) => creditCode))].map(
        (code) => [code, employerOf(registered.filter(({ creditCode }) => creditCode === code))] as const,
      ),
    )
    const numbers = new Map(entries.map(({ identityNumber }) => [identityNumber, this.canonical(identityNumber)]))
    const digests = new Map([...numbers].map(([given, number]) => [given, vault.identityDigest(number)]))
    const found = await findPersons(trx, [...digests.values()])
    const person = ({ identityNumber }: LevyEntry) => found.get(digests.get(identityNumber)!.toString('hex'))
    const endings = await this.fillTally(
      trx,
      entries.flatMap((entry) => {
        const personId = person(entry)?.personId
        return personId === undefined ? [] : [{ personId, month: entry.contributionMonth }]
      }),
      tally,
    )
    return {
      book: policy().book,
      place,
      tally,
      whyEnded: (personId, insurance, month) => endings.whyEnded(personId, insurance, month),
      employer: ({ creditCode }) => employers.get(creditCode),
      personId: (entry) => person(entry)?.personId,
      isNamed: (entry) =>
        person(entry)?.nameDigest?.equals(nameDigest(vault, numbers.get(entry.identityNumber)!, entry.fullName)) ===
        true,
    }
  }

  private async fillTally(
    trx: Trx,
    wanted: readonly { personId: string; month: LevyEntry['contributionMonth'] }[],
    tally: Tally,
  ): Promise<Endings> {
    const everybody = [...new Set(wanted.map(({ personId }) => personId))]
    await alsoSee(trx, everybody)
    const endings = await endingsOf(trx, everybody)
    const fresh = wanted.filter(({ personId, month }) => tally.takes(personId, month))
    const persons = [...new Set(fresh.map(({ personId }) => personId))]
    if (persons.length === 0) return endings
    await alsoSee(trx, persons)
    const months = [...new Set(fresh.map(({ month }) => month))]
    const asked = new Set(fresh.map(({ personId, month }) => `${personId}|${month}`))
    const isAsked = (one: { personId: string; contributionMonth: string }) =>
      asked.has(`${one.personId}|${one.contributionMonth}`)
    const dues = await contributionsOf<Due>(trx, 'due', persons, months)
    const paids = await contributionsOf<Paid>(trx, 'paid', persons, months)
    tally.add(dues.filter(isAsked), paids.filter(isAsked))
    return endings
  }

  /** A number the levy body writes in its old or careless form is still the person's; one that is none stays as it is. */
  private canonical(given: string): string {
    try {
      return parseIdentity(given, this.ports.clock.today()).number
    } catch (error) {
      if (error instanceof Refusal) return given
      throw error
    }
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

/** 轧账：every row is counted once, as fitting, differing or in suspense; at the end the sums meet the control record. */
class Counting {
  /** The first that do not fit, to show. */
  readonly unfitting: LevyLine[] = []
  private readonly shares = {
    fitting: { rows: 0, amount: 0 },
    differing: { rows: 0, amount: 0 },
    suspense: { rows: 0, amount: 0 },
    refunds: { rows: 0, amount: 0 },
  }

  constructor(
    private readonly control: Control,
    private readonly draft: Draft,
  ) {}

  async take(line: LevyLine): Promise<void> {
    if (line.outcome !== 'fitting' && this.unfitting.length < SHOWN_DIFFERENCES) this.unfitting.push(line)
    const amount = line.employerAmount + line.personAmount
    const counted = amount < 0 ? [this.shares[line.outcome], this.shares.refunds] : [this.shares[line.outcome]]
    for (const share of counted) {
      share.rows++
      share.amount += amount
    }
    const { insurance, base, employerAmount: employer, personAmount: person } = line
    await this.draft.add(line, isInsurance(insurance) ? [{ insurance, base, employer, person }] : [])
  }

  result(): LevySums {
    const { fitting, differing, suspense } = this.shares
    const rows = fitting.rows + differing.rows + suspense.rows
    const total = fitting.amount + differing.amount + suspense.amount
    if (rows !== this.control.rows || total !== this.control.total) {
      throw new Refusal(levyTotals, {
        statedRows: this.control.rows,
        countedRows: rows,
        statedTotal: yuanText(this.control.total),
        countedTotal: yuanText(fen(total)),
      })
    }
    return { batch: this.control.batch, controlRows: rows, controlTotal: total, ...this.shares }
  }
}
