import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { periodOfDay } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import { parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { waitInLine } from '../ledger/lookup-store.js'
import { CaseService } from './case-service.js'
import { type Case, stateOfCase } from './case-store.js'
import { EntryDesk, type EntryRow } from './entry-desk-service.js'
import { countedOfFacts, factLine } from './fact-lines.js'
import { finishedCases } from './finished-store.js'
import type { RefusedRow, Sentence } from './kinds.js'
import { knownFacts } from './known-life-store.js'
import type { Drafted, FactLine, Line, Summary } from './lines.js'
import type { PaymentResult, PaymentResults, PostedBatches } from './payment-batch-contract.js'
import { amountUnlike, namedTwice, notInBatch, OUTCOMES, type ResultRow, readResultRow } from './payment-result.js'
import { answersOf, insertResult, resultsOf, type StoredResult } from './payment-result-store.js'
import type { CollectionPorts } from './ports.js'
import { notPosted } from './refusals-payment.js'
import { refusedBy } from './row-refusals.js'
import { smallTable } from './small-table.js'
import { FileStandard } from './standard-gate.js'
import { insertTasks } from './task-store.js'
import { openBody, openJson, sealJson } from './voucher-body.js'
import { findVoucher } from './voucher-store.js'

type Payment = Drafted<'benefitPayment'>
interface Answered {
  readonly row: ResultRow
  readonly line: FactLine
  readonly payment: Payment
}
interface Read {
  readonly rowsIn: number
  readonly paid: number
  readonly back: readonly Answered[]
  readonly refused: RefusedRow[]
}

const LISTED = 200
const POSTED: ReadonlySet<string> = new Set(['posted'])
const isPaidOut = ({ revision }: Case) => revision.employerTotal + revision.personTotal > 0

/**
 * 银行回盘。What the bank says became of a posted batch. What failed or came back is filed with a minus and reviewed like any
 * payment; once that is posted, the months stand unpaid again and the next batch pays them.
 */
export class PaymentResultService {
  private readonly cases: CaseService
  private readonly desk: EntryDesk

  constructor(private readonly ports: CollectionPorts) {
    this.cases = new CaseService(ports)
    this.desk = new EntryDesk(ports)
  }

  async take(actor: Actor, submissionId: string, bytes: Uint8Array): Promise<PaymentResult> {
    const { papers, app, vault, clock } = this.ports
    const one = await app.transaction({}, (trx) => this.batch(trx, actor, submissionId))
    const { documentId } = await papers.receive(one.submission.agency, 'benefitPayment', bytes)
    const known = (await this.stored(submissionId)).find((result) => result.documentId === documentId)
    if (known !== undefined) return viewOf(known, true)
    const read = await this.read(one, bytes)
    const { lines, refused } = await this.linesBack(one, read)
    const filed = lines.length === 0 ? undefined : await this.file(actor, one, documentId, lines)
    const refusedRows = [...read.refused, ...refused].sort((a, b) => a.row - b.row)
    const result = {
      ...{ submissionId, documentId, rowsIn: read.rowsIn, paid: read.paid, failed: read.back.length - refused.length },
      ...{ refused: refusedRows.length, filed, by: actor.personId, at: clock.now(), refusedRows },
    }
    return app.transaction({}, async (trx) => {
      await waitInLine(trx, [`payment-result:${submissionId}`])
      const again = (await resultsOf(trx, vault, submissionId)).find((earlier) => earlier.documentId === documentId)
      if (again !== undefined) return viewOf(again, true)
      const part = await insertResult(trx, vault, result)
      return viewOf({ ...result, part }, false)
    })
  }

  async results(actor: Actor, submissionId: string): Promise<PaymentResults> {
    const one = await this.ports.app.transaction({}, (trx) => this.batch(trx, actor, submissionId))
    const items = await this.stored(submissionId)
    let rows = 0
    for await (const { facts } of this.linesOf(one)) rows += facts.length
    const answered = items.reduce((sum, { paid, failed }) => sum + paid + failed, 0)
    return { unanswered: Math.max(0, rows - answered), items: items.map((item) => viewOf(item, false)) }
  }

  /** 已记账的批次, newest first: what was sent back is a filing of its own, and no batch. */
  async posted(actor: Actor): Promise<PostedBatches> {
    const { app, routes, vault } = this.ports
    const asked = { states: POSTED, limit: LISTED, kind: 'benefitPayment' as const }
    const { cases, answers } = await app.transaction({}, async (trx) => {
      const cases = (await finishedCases(trx, routes, organisationOf(actor), asked)).filter(isPaidOut)
      const ids = cases.map(({ submission }) => submission.submissionId)
      return { cases, answers: await answersOf(trx, ids) }
    })
    return {
      items: cases.map(({ submission, revision }) => ({
        ...{ id: submission.submissionId, rows: revision.rowsIn, filedAt: revision.enteredAt },
        ...(submission.settlementMonth === undefined ? {} : { payMonth: parsePeriod(submission.settlementMonth) }),
        insurances: openJson<Summary>(vault, revision.summary).insurances.map(({ insurance }) => insurance),
        total: revision.employerTotal + revision.personTotal,
        ...(answers.get(submission.submissionId) ?? { answers: 0, paid: 0, failed: 0 }),
      })),
    }
  }

  private stored(submissionId: string): Promise<StoredResult[]> {
    return this.ports.app.transaction({}, (trx) => resultsOf(trx, this.ports.vault, submissionId))
  }

  private async batch(trx: Trx, actor: Actor, submissionId: string): Promise<Case> {
    const one = await this.cases.getCase(trx, actor, submissionId)
    const isPosted = stateOfCase(this.ports.routes, one) === 'posted'
    if (one.submission.kind !== 'benefitPayment' || !isPosted) throw new Refusal(notPosted, {})
    return one
  }

  private async *linesOf({ revision }: Case): AsyncGenerator<FactLine> {
    const { submissionId, revision: n, vouchers } = revision
    for (let part = 1; part <= vouchers; part++) {
      const voucher = await this.ports.app.transaction({}, (trx) => findVoucher(trx, submissionId, n, part))
      if (voucher !== undefined) yield* openBody<Line>(this.ports.vault, voucher) as FactLine[]
    }
  }

  private async read(one: Case, bytes: Uint8Array): Promise<Read> {
    const today = this.ports.clock.today()
    const rows = new Map<string, ResultRow>()
    const refused: RefusedRow[] = []
    let rowsIn = 0
    const standard = new FileStandard(this.ports, 'paymentResult')
    for await (const given of smallTable(bytes, standard)) {
      rowsIn++
      const row = 'code' in given ? given : readResultRow(given, today)
      if ('code' in row) refused.push(row)
      else if (rows.has(keyOf(row.identityNumber, row))) refused.push(namedTwice(row.row))
      else rows.set(keyOf(row.identityNumber, row), row)
    }
    const back: Answered[] = []
    let paid = 0
    for await (const line of this.linesOf(one)) {
      for (const payment of line.facts) {
        if (payment.kind !== 'benefitPayment') continue
        const key = keyOf(line.identityNumber, payment)
        const row = rows.get(key)
        if (row === undefined) continue
        rows.delete(key)
        if (row.amount !== payment.amount) refused.push(amountUnlike(row.row))
        else if (row.outcome === 'paid') paid++
        else back.push({ row, line, payment })
      }
    }
    for (const { row } of rows.values()) refused.push(notInBatch(row))
    return { rowsIn, paid, back, refused }
  }

  /** Each held against what is paid as it stands now: what came back once does not come back twice. */
  private async linesBack(one: Case, { back }: Read): Promise<{ lines: EntryRow[]; refused: RefusedRow[] }> {
    const { agency, area } = one.submission
    const { clock, policy, app } = this.ports
    const today = clock.today()
    const place = { agency, area, policy: policy().book.area(area), today }
    const ids = back.map(({ line }) => line.personId)
    const known = await app.transaction({ persons: ids }, (trx) => knownFacts(trx, ids, 'benefitPayment'))
    const lines: EntryRow[] = []
    const refused: RefusedRow[] = []
    for (const { row, line, payment } of back) {
      const { personId, identityNumber, fullName } = line
      const fact: Payment = {
        ...payment,
        ...{ payMonth: periodOfDay(today), paidDay: today, amount: turned(payment.amount) },
        ...{ fromAccount: turned(payment.fromAccount), batch: `${payment.batch}-退`.slice(0, 60) },
      }
      const ground = `银行回盘：${OUTCOMES[row.outcome].zh}${row.reason === '' ? '' : `（${row.reason}）`}`
      try {
        const told = { row: row.row, identityNumber, fullName, ground, facts: [fact] }
        const made = factLine(told, { ...place, personId }, known.get(personId) ?? [])
        lines.push({ line: made, counted: countedOfFacts(made.facts) })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        refused.push(refusedBy(row.row, (error.facts as { column?: string }).column ?? '', error))
      }
    }
    return { lines, refused }
  }

  private async file(actor: Actor, one: Case, documentId: string, lines: readonly EntryRow[]): Promise<string> {
    const { agency, area } = one.submission
    const entry = { kind: 'benefitPayment' as const, agency, area, documentId, lines }
    const content = { resultOf: one.submission.submissionId, documentId }
    const { id } = await this.desk.file(actor, { ...entry, content })
    const { ids, clock, vault, app } = this.ports
    const tasks = lines.flatMap((row) => ('line' in row ? [row.line as FactLine] : []))
    await app.transaction({}, (trx) =>
      insertTasks(
        trx,
        tasks.map(({ row, personId, fullName, ground = '' }) => ({
          ...{ taskId: ids.uuid(), kind: 'paymentFailed' as const, agency, submissionId: id, personId, line: row },
          says: sealJson(vault, failedSays(fullName, ground)),
          openedAt: clock.now(),
        })),
      ),
    )
    return id
  }
}

function failedSays(fullName: string, ground: string): Sentence {
  return {
    zh: `${fullName} 的待遇支付未成功：${ground}。请核实收款账户；退回记账之后，下一批次补付。`,
    en: `A payment to ${fullName} did not succeed: ${ground}. Check the bank account; once the return is posted, the next batch pays it.`,
  }
}

function keyOf(identityNumber: string, { item, benefitMonth }: { item: string; benefitMonth: string }): string {
  return `${identityNumber}|${item}|${benefitMonth}`
}

function turned(amount: number) {
  return fen(amount === 0 ? 0 : -amount)
}

function viewOf(
  { part, rowsIn, paid, failed, refused, filed, refusedRows }: StoredResult,
  again: boolean,
): PaymentResult {
  return {
    ...{ part, rowsIn, paid, failed, refused, again, refusedRows: refusedRows.slice(0, 1000) },
    ...(filed === undefined ? {} : { filed }),
  }
}
