import { type Actor, organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { agreementsOfWorker, isInForce } from './agreement-store.js'
import type { BatchDetail, BatchList } from './batch-contract.js'
import { BatchService, batchSummary, stateOfBatch } from './batch-service.js'
import { findBatch, openBatches, pagesOf, putPage, type StoredBatch, setTaken } from './batch-store.js'
import { findDocuments } from './document-store.js'
import { ArchiveDoor } from './door-service.js'
import type { ArchivePorts } from './ports-service.js'
import { agreementOver, noSuchPage, notYourBatch, outOfTurn, wrongCount } from './refusals-archive.js'

/**
 * 外包扫描，外来人员一侧（BD-32）。Sees the open batches handed to its own agreement and nothing else; the agreement and its
 * scan are asked for at every request, so that it locks the account the minute it is over.
 */
export class VendorService {
  private readonly door: ArchiveDoor
  private readonly batches: BatchService

  constructor(private readonly ports: ArchivePorts) {
    this.door = new ArchiveDoor(ports.gate)
    this.batches = new BatchService(ports)
  }

  async list(actor: Actor): Promise<BatchList> {
    return this.door.pass(actor, 'archive.scan', { matter: 'batches' }, async (trx) => {
      const own = await openBatches(trx, await this.agreementsInForce(trx, actor))
      return { batches: own.map(batchSummary), mayKeep: false }
    })
  }

  /** 点收：the count must be the count handed over. */
  async take(actor: Actor, batchId: string, pages: number): Promise<BatchDetail> {
    return this.inBatch(actor, batchId, async (trx, batch) => {
      if (stateOfBatch(batch) !== 'handedOver') throw new Refusal(outOfTurn, { state: stateOfBatch(batch) })
      if (pages !== batch.pagesOut) throw new Refusal(wrongCount, { expected: batch.pagesOut, given: pages })
      await setTaken(trx, batchId, pages, actor.personId, this.ports.clock.now())
    })
  }

  /** 一页影像：guarded and scanned as any paper, its digest noted as it comes. */
  async scan(actor: Actor, batchId: string, page: number, file: { bytes: Buffer; fileName: string }) {
    const batch = await this.door.pass(actor, 'archive.scan', { matter: `${batchId}/${page}` }, (trx) =>
      this.open(trx, actor, batchId),
    )
    if (page > batch.pagesOut) throw new Refusal(noSuchPage, { pages: batch.pagesOut })
    const { papers, clock } = this.ports
    const { documentId } = await papers.receive(batch.agency, 'scannedPage', file.bytes, { fileName: file.fileName })
    return this.inBatch(actor, batchId, async (trx, now) => {
      if (stateOfBatch(now) !== 'scanning' && stateOfBatch(now) !== 'returned') {
        throw new Refusal(outOfTurn, { state: stateOfBatch(now) })
      }
      const [document] = await findDocuments(trx, [documentId])
      const { digest } = document!
      await putPage(trx, { batchId, page, documentId, digest, by: actor.personId, at: clock.now() })
    })
  }

  async show(actor: Actor, batchId: string): Promise<BatchDetail> {
    return this.inBatch(actor, batchId, async () => undefined)
  }

  private async inBatch(
    actor: Actor,
    batchId: string,
    work: (trx: Trx, batch: StoredBatch) => Promise<void>,
  ): Promise<BatchDetail> {
    return this.door.pass(actor, 'archive.scan', { matter: batchId }, async (trx) => {
      await work(trx, await this.open(trx, actor, batchId, true))
      const batch = await this.open(trx, actor, batchId)
      return this.batches.detail(batch, await pagesOf(trx, batchId), false)
    })
  }

  private async open(trx: Trx, actor: Actor, batchId: string, lock = false): Promise<StoredBatch> {
    const agreements = await this.agreementsInForce(trx, actor)
    const batch = await findBatch(trx, batchId, lock)
    const isOwn = batch !== undefined && agreements.includes(batch.agreementId) && !batch.isAccepted
    if (!isOwn) throw new Refusal(notYourBatch, {})
    return batch
  }

  private async agreementsInForce(trx: Trx, actor: Actor): Promise<string[]> {
    const today = this.ports.clock.today()
    const own = await agreementsOfWorker(trx, actor.personId)
    const here = own.filter((one) => one.agency === organisationOf(actor) && one.documentId !== undefined)
    const inForce = here.filter((one) => isInForce(one, today))
    if (inForce.length === 0) throw new Refusal(agreementOver, {})
    return inForce.map(({ agreementId }) => agreementId)
  }
}
