import { createHash } from 'node:crypto'
import { type Actor, organisationOf } from '../access/actor.js'
import type { BodyKind } from '../access/body-kinds.js'
import type { Pass } from '../access/gate-service.js'
import { isInForce, listAgreements, type StoredAgreement } from '../archive/agreement-store.js'
import { openTable } from '../collection/open-table.js'
import type { Trx } from '../db/database.js'
import { csvOf } from '../kernel/csv.js'
import { Refusal } from '../kernel/refusal.js'
import { protectedAmong, withoutProtected } from '../ledger/mandate-store.js'
import type { BatchMade, DeliveryBatches, ResultsTaken } from './delivery-contract.js'
import { returnedTo } from './delivery-piece-service.js'
import { findPiece, movePiece, type Piece, toPost } from './delivery-piece-store.js'
import type { DeliveryPorts } from './delivery-ports.js'
import { openAddress, postPiece, stepBy } from './delivery-posting-service.js'
import {
  type Batch,
  batchesOf,
  insertBatch,
  insertHandover,
  insertResult,
  type Posting,
  postingsBySerial,
  postingsOfBatch,
  resultsOf,
  setOutcome,
} from './delivery-posting-store.js'
import {
  columnsIn,
  NOT_OURS,
  NOT_THE_LAST,
  type ResultRow,
  resultRow,
  TAKEN,
  TWICE,
  WRONG_DAY,
  type WrongCell,
} from './delivery-result.js'
import { type DeliveryRun, findRun } from './delivery-run-store.js'
import { envelopePage } from './envelope-page.js'
import { noAgreement, notGathered, nothingToPost, unknownBatch, unknownRun } from './refusals-delivery.js'

const RESULTS_LISTED = 20
/** 可以交给哪些单位：who prints and who posts. */
const MAILERS: readonly BodyKind[] = ['printingFirm', 'postTelecom']
/** 给印制寄递机构的名单；nothing else of the person. */
export const LIST_COLUMNS = ['件号', '收件人', '地址', '邮政编码', '页数'] as const

/** 成批交寄：名单依协议密封交出，回执与退回成批登记。 */
export class DeliveryBatchService {
  constructor(private readonly ports: DeliveryPorts) {}

  /** 交寄一批：each addressed as of today, printed and posted; protected persons are never in it. */
  async make(actor: Actor, runId: string, agreementId: string): Promise<BatchMade> {
    const { clock, ids, setting } = this.ports
    const most = setting('business.delivery-batch-most')
    const batchId = ids.uuid()
    const made = await this.manage(actor, runId, async (trx, run, pass) => {
      if (run.state !== 'gathered') throw new Refusal(notGathered, {})
      const agreement = await this.agreement(trx, run, agreementId)
      const found = await toPost(trx, runId, most + 1)
      const pieces = await withoutProtected(trx, found.slice(0, most), ({ personId }) => personId)
      if (pieces.length > 0) await pass.show(pieces.map(({ personId }) => personId))
      const done = { posted: 0, pages: 0, held: 0, notPrinted: 0 }
      for (const piece of pieces) {
        const one = await postPiece(trx, this.ports, piece, { run, actor, decision: pass.decision, batchId })
        if (one.done === 'posted') {
          done.posted++
          done.pages += one.pages
        } else if (one.done !== 'changed') done[one.done]++
      }
      if (done.posted === 0) throw new Refusal(nothingToPost, { waiting: done.held + done.notPrinted })
      await insertBatch(trx, {
        ...{ batchId, runId, agreementId, agreement: agreement.number, vendor: agreement.vendor },
        ...{ postedOn: clock.today(), pieces: done.posted, pages: done.pages, madeBy: actor.personId, at: clock.now() },
      })
      return { ...done, more: found.length > most, batch: await this.getBatch(trx, run, batchId) }
    })
    const { held, notPrinted, more } = made
    return { batch: await this.view(made.batch), held, notPrinted, more }
  }

  async list(actor: Actor, runId: string): Promise<DeliveryBatches> {
    const { clock } = this.ports
    const read = await this.manage(actor, runId, async (trx, run) => ({
      batches: await batchesOf(trx, runId),
      agreements: (await listAgreements(trx, this.ports.agenciesOver(run.agency))).filter(
        (one) => MAILERS.includes(one.kind) && isInForce(one, clock.today()),
      ),
      results: await resultsOf(trx, runId, RESULTS_LISTED),
    }))
    return {
      batches: await Promise.all(read.batches.map((one) => this.view(one))),
      agreements: read.agreements.map(({ agreementId, number, vendor, throughDay }) => ({
        ...{ id: agreementId, number, vendor, through: throughDay },
      })),
      results: read.results,
    }
  }

  /** 名单：sealed with the password of whoever fetches it, and registered as handed over under the agreement. */
  async fetch(actor: Actor, runId: string, batchId: string, password: string) {
    const { clock, ids, seal } = this.ports
    const { plain, name } = await this.manage(actor, runId, async (trx, run, pass) => {
      const batch = await this.getBatch(trx, run, batchId)
      await this.agreement(trx, run, batch.agreementId)
      const rows = await this.addressed(trx, batchId, pass)
      const lines = rows.map(({ posting, to }) => [
        ...[posting.serial, to.name, to.address, to.postalCode, String(posting.pages)],
      ])
      const plain = Buffer.from(csvOf([LIST_COLUMNS, ...lines]))
      const digest = createHash('sm3').update(plain).digest()
      const { agreement, vendor } = batch
      const said = { handoverId: ids.uuid(), batchId, agreement, vendor, rows: lines.length, digest }
      await insertHandover(trx, { ...said, by: actor.personId, at: clock.now() })
      return { plain, name: `delivery-${run.year}-${run.agency}-${batch.number}.csv.qyx` }
    })
    return { bytes: await seal(plain, password), name }
  }

  /** 一批的信封，one a page. */
  async envelopes(actor: Actor, runId: string, batchId: string): Promise<Uint8Array> {
    const { printer, agencyOf } = this.ports
    const page = await this.manage(actor, runId, async (trx, run, pass) => {
      await this.getBatch(trx, run, batchId)
      const rows = await this.addressed(trx, batchId, pass)
      return envelopePage(
        agencyOf(run.agency),
        rows.map(({ to }) => to),
      )
    })
    return printer.plain('envelope.typ', page, '')
  }

  /** 登记回执与退回：rows in = accepted + refused, and each refusal says its row, its column and what to do. */
  async results(actor: Actor, runId: string, bytes: Uint8Array): Promise<ResultsTaken> {
    const { clock, ids } = this.ports
    return this.manage(actor, runId, async (trx, run) => {
      const rows = await rowsIn(bytes)
      const known = await postingsBySerial(
        trx,
        runId,
        rows.map(({ serial }) => serial),
      )
      const refusals: ResultsTaken['refusals'] = []
      const seen = new Set<string>()
      for (const one of rows) {
        const wrong = await this.result(trx, actor, one, {
          posting: known.get(one.serial),
          again: seen.has(one.serial),
        })
        if (wrong === undefined) seen.add(one.serial)
        else refusals.push({ row: one.row, ...wrong })
      }
      const [all, refused] = [rows.length, refusals.length]
      const digest = createHash('sm3').update(bytes).digest()
      const taken = { rows: all, accepted: all - refused, refused }
      await insertResult(trx, {
        ...{ resultId: ids.uuid(), runId: run.runId, digest, by: actor.personId, at: clock.now() },
        ...taken,
      })
      return { ...taken, refusals }
    })
  }

  private async result(
    trx: Trx,
    actor: Actor,
    one: ResultRow,
    { posting, again }: { readonly posting: Posting | undefined; readonly again: boolean },
  ): Promise<WrongCell | undefined> {
    if ('wrong' in one) return one.wrong
    if (again) return TWICE
    if (posting === undefined) return NOT_OURS
    if (one.on < posting.postedOn || one.on > this.ports.clock.today()) return WRONG_DAY
    const piece = await findPiece(trx, posting.runId, posting.personId)
    if (piece === undefined) return NOT_OURS
    if (piece.attempts !== posting.attempt) return NOT_THE_LAST
    const isPresumed = posting.outcome === 'noReturn' && one.outcome === 'returned'
    if (posting.outcome !== undefined && !isPresumed) return TAKEN
    const isOpen = piece.state === 'posted' || isPresumed
    if (!isOpen) return TAKEN
    await this.setResult(trx, actor, piece, one)
    return undefined
  }

  private async setResult(
    trx: Trx,
    actor: Actor,
    piece: Piece,
    one: Exclude<ResultRow, { wrong: unknown }>,
  ): Promise<void> {
    const at = { ...piece, attempt: piece.attempts }
    const step = stepBy(this.ports, actor.personId, one.outcome)
    if (one.outcome === 'received') {
      await setOutcome(trx, at, { outcome: 'received', on: one.on })
      const state = piece.toGuardian ? 'guardian' : 'delivered'
      // Delivered on the day the receipt names, which is what the deadline is measured by.
      return movePiece(trx, piece, { state, reason: 'receipt' }, { ...step, on: one.on })
    }
    await setOutcome(trx, at, { outcome: 'returned', on: one.on, reason: one.reason })
    return movePiece(trx, piece, { state: returnedTo(piece), reason: one.reason }, step)
  }

  /** 有保密标识而后加的，不再随批出去。 */
  private async addressed(trx: Trx, batchId: string, pass: Pass) {
    const postings = await postingsOfBatch(trx, batchId)
    const hidden = await protectedAmong(
      trx,
      postings.map(({ personId }) => personId),
    )
    const open = postings.filter(({ personId }) => !hidden.has(personId))
    if (open.length === 0) return []
    const persons = open.map(({ personId }) => personId)
    await pass.show(persons)
    await this.ports.vault.load(trx, persons)
    return open.flatMap((posting) => {
      const to = openAddress(this.ports, posting.personId, posting.addressed)
      return to === undefined ? [] : [{ posting, to }]
    })
  }

  private async agreement(trx: Trx, run: DeliveryRun, agreementId: string): Promise<StoredAgreement> {
    const all = await listAgreements(trx, this.ports.agenciesOver(run.agency))
    const found = all.find((one) => one.agreementId === agreementId)
    const isMailer = found !== undefined && MAILERS.includes(found.kind)
    if (!isMailer || !isInForce(found, this.ports.clock.today())) throw new Refusal(noAgreement, {})
    return found
  }

  private async getBatch(trx: Trx, run: DeliveryRun, batchId: string): Promise<Batch> {
    const batch = (await batchesOf(trx, run.runId)).find((one) => one.batchId === batchId)
    if (batch === undefined) throw new Refusal(unknownBatch, {})
    return batch
  }

  private async view(batch: Batch): Promise<BatchMade['batch']> {
    const names = await this.ports.staffNames([batch.madeBy])
    const { batchId, number, postedOn, pieces, pages, vendor, agreement, handovers } = batch
    const madeBy = names.get(batch.madeBy) ?? ''
    return { id: batchId, number, postedOn, pieces, pages, vendor, agreement, handovers, madeBy }
  }

  private async manage<R>(
    actor: Actor,
    runId: string,
    work: (trx: Trx, run: DeliveryRun, pass: Pass) => Promise<R>,
  ): Promise<R> {
    const { app, gate } = this.ports
    const agency = (await app.transaction({}, (trx) => findRun(trx, runId)))?.agency ?? organisationOf(actor)
    const resource = { kind: 'Agency' as const, agency }
    return gate.pass(
      { actor, action: 'delivery.manage', resource, matter: 'statement delivery' },
      async (trx, pass) => {
        const run = await findRun(trx, runId, true)
        if (run === undefined) throw new Refusal(unknownRun, {})
        return work(trx, run, pass)
      },
    )
  }
}

async function rowsIn(bytes: Uint8Array): Promise<ResultRow[]> {
  const table = await openTable(bytes)
  const rows: ResultRow[] = []
  let columns: ReturnType<typeof columnsIn> | undefined
  for await (const { row, cells } of table.rows) {
    if (columns === undefined) columns = columnsIn(cells)
    else rows.push(resultRow(row, cells, columns))
  }
  if (columns === undefined) columnsIn([])
  return rows
}
