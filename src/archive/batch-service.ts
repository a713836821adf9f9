import type { Action } from '../access/actions.js'
import { type Actor, organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { type Day, parseDay, plusDays } from '../kernel/day.js'
import { ppm } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { endAgreement, insertAgreement, isInForce, listAgreements, type StoredAgreement } from './agreement-store.js'
import type {
  Agreement,
  AgreementList,
  AgreementRequest,
  BatchDetail,
  BatchList,
  BatchRequest,
  BatchState,
  BatchSummary,
  CheckRequest,
} from './batch-contract.js'
import { drawnPages } from './batch-draw.js'
import {
  findBatch,
  insertBatch,
  insertCheck,
  listBatches,
  pagesOf,
  type StoredBatch,
  type StoredPage,
  setAccepted,
  setReturned,
} from './batch-store.js'
import { ArchiveDoor } from './door-service.js'
import type { StaffAccount } from './ports.js'
import type { ArchivePorts } from './ports-service.js'
import {
  agreementNeedsCompanion,
  agreementNeedsScan,
  agreementOver,
  badDays,
  checkedAlready,
  missingCase,
  nobodyByLogin,
  noSuchPage,
  notChecked,
  notScanning,
  numberTaken,
  outOfTurn,
  pageMissing,
  workersOfOthers,
  wrongCount,
} from './refusals-archive.js'

const LISTED = 200
const TOLD_PAGES = 20

/** 外包整理与扫描，本机构一侧（BD-32）。Counted out and in, checked by sample, accepted whole or not at all. */
export class BatchService {
  private readonly door: ArchiveDoor

  constructor(private readonly ports: ArchivePorts) {
    this.door = new ArchiveDoor(ports.gate)
  }

  async agreements(actor: Actor): Promise<AgreementList> {
    const agencies = this.ports.agenciesUnder(organisationOf(actor))
    const found = await this.door.pass(actor, 'archive.keep', { matter: 'agreements' }, (trx) =>
      listAgreements(trx, agencies),
    )
    const names = await this.ports.staffNames(
      found.flatMap(({ companion, workers }) => [...(companion === undefined ? [] : [companion]), ...workers]),
    )
    const name = (id: string) => names.get(id) ?? id
    const today = this.ports.clock.today()
    const warnFrom = plusDays(today, this.ports.setting('business.agreement-warn-days'))
    return {
      agreements: found.map((one) => agreementView(one, name, { today, warnFrom })),
    }
  }

  async agree(actor: Actor, request: AgreementRequest): Promise<AgreementList> {
    const { clock, ids } = this.ports
    const agency = organisationOf(actor)
    const [fromDay, throughDay] = [parseDay(request.fromDay), parseDay(request.throughDay)]
    await this.door.pass(actor, 'archive.keep', { matter: request.number }, async (trx) => {
      if (throughDay < fromDay) throw new Refusal(badDays, {})
      const companion =
        request.companion === undefined
          ? undefined
          : await this.account(request.companion, (one) => !one.posts.includes('scanVendor'))
      const workers = []
      for (const login of request.workers) {
        const { personId } = await this.account(login, (one) => one.posts.includes('scanVendor'))
        workers.push({ login, personId })
      }
      const { kind, number, vendor, documentId } = request
      if (workers.length > 0 && documentId === undefined) throw new Refusal(agreementNeedsScan, {})
      if (workers.length > 0 && companion === undefined) throw new Refusal(agreementNeedsCompanion, {})
      if (workers.length > 0 && kind !== 'scanVendor') throw new Refusal(workersOfOthers, {})
      if (documentId !== undefined) await this.ports.papers.requireUsable(trx, documentId)
      const one = {
        agreementId: ids.uuid(),
        agency,
        kind,
        number,
        vendor,
        fromDay,
        throughDay,
        documentId,
        workers: [],
      }
      await insertAgreement(
        trx,
        { ...one, companion: companion?.personId, by: actor.personId, at: clock.now() },
        workers,
      )
    })
    return this.agreements(actor)
  }

  /** 终止协议：from the next request on its workers can do nothing. */
  async end(actor: Actor, agreementId: string): Promise<AgreementList> {
    const agencies = this.ports.agenciesUnder(organisationOf(actor))
    await this.door.pass(actor, 'archive.keep', { matter: agreementId }, async (trx) => {
      const ended = await endAgreement(trx, agreementId, agencies, this.ports.clock.now())
      if (!ended) throw new Refusal(missingCase, {})
    })
    return this.agreements(actor)
  }

  async list(actor: Actor): Promise<BatchList> {
    const agencies = this.ports.agenciesUnder(organisationOf(actor))
    const found = await this.door.pass(actor, 'archive.read', { matter: 'batches' }, (trx) =>
      listBatches(trx, agencies, LISTED),
    )
    return { batches: found.map(batchSummary), mayKeep: this.door.would(actor, 'archive.keep', {}) }
  }

  async handOver(actor: Actor, { number, agreementId, what, pagesOut }: BatchRequest): Promise<BatchDetail> {
    const { clock, ids } = this.ports
    const agency = organisationOf(actor)
    const batchId = ids.uuid()
    await this.door.pass(actor, 'archive.keep', { matter: number }, async (trx) => {
      const agreement = (await listAgreements(trx, [agency])).find((one) => one.agreementId === agreementId)
      if (agreement === undefined || !isInForce(agreement, clock.today())) throw new Refusal(agreementOver, {})
      if (agreement.kind !== 'scanVendor') throw new Refusal(notScanning, { vendor: agreement.vendor })
      const one = { batchId, agency, number, agreementId, what, pagesOut, by: actor.personId, at: clock.now() }
      if (!(await insertBatch(trx, one))) throw new Refusal(numberTaken, { number })
    })
    return this.show(actor, batchId)
  }

  async show(actor: Actor, batchId: string): Promise<BatchDetail> {
    const batch = await this.find(actor, batchId, 'archive.read')
    const pages = await this.door.pass(actor, 'archive.read', { agency: batch.agency, matter: batchId }, (trx) =>
      pagesOf(trx, batchId),
    )
    return this.detail(batch, pages, this.door.would(actor, 'archive.keep', { agency: batch.agency }))
  }

  /** 收回纸件，当面点数。 */
  async takeBack(actor: Actor, batchId: string, pages: number): Promise<BatchDetail> {
    await this.change(actor, batchId, async (trx, batch) => {
      this.requireState(batch, 'scanning')
      if (pages !== batch.pagesOut) throw new Refusal(wrongCount, { expected: batch.pagesOut, given: pages })
      await setReturned(trx, batchId, pages, actor.personId, this.ports.clock.now())
    })
    return this.show(actor, batchId)
  }

  /** 抽检一页，对照纸件。Once for each image; scanned again, it is checked again. */
  async check(actor: Actor, batchId: string, { page, agrees, note }: CheckRequest): Promise<BatchDetail> {
    await this.change(actor, batchId, async (trx, batch) => {
      if (batch.isAccepted) this.requireState(batch, 'returned')
      const found = (await pagesOf(trx, batchId)).find((one) => one.page === page)
      if (found === undefined) throw new Refusal(pageMissing, { pages: String(page) })
      const { digest } = found
      if (found.agrees !== undefined && found.agrees !== agrees) throw new Refusal(checkedAlready, { page })
      await insertCheck(trx, { batchId, page, digest, agrees, note, by: actor.personId, at: this.ports.clock.now() })
    })
    return this.show(actor, batchId)
  }

  /** 接收：paper back, every page there, the drawn ones checked. From here on no image changes. */
  async accept(actor: Actor, batchId: string): Promise<BatchDetail> {
    await this.change(actor, batchId, async (trx, batch) => {
      const pages = await pagesOf(trx, batchId)
      const missing = missingIn(batch, pages)
      if (missing.length > 0) throw new Refusal(pageMissing, { pages: listed(missing) })
      this.requireState(batch, 'returned')
      const bad = pages.filter(({ page, agrees }) => agrees === false || (this.isDrawn(batch, page) && agrees !== true))
      if (bad.length > 0) throw new Refusal(notChecked, { pages: listed(bad.map(({ page }) => page)) })
      await setAccepted(trx, batchId, actor.personId, this.ports.clock.now())
    })
    return this.show(actor, batchId)
  }

  /** 一页影像，供抽检。 */
  async page(actor: Actor, batchId: string, page: number) {
    const batch = await this.find(actor, batchId)
    const asked = { agency: batch.agency, matter: `${batchId}/${page}` }
    const document = await this.door.pass(actor, 'archive.keep', asked, async (trx) => {
      const found = (await pagesOf(trx, batchId)).find((one) => one.page === page)
      if (found === undefined) throw new Refusal(noSuchPage, { pages: batch.pagesOut })
      return this.ports.papers.requireUsable(trx, found.documentId)
    })
    return { mediaType: document.mediaType, bytes: await this.ports.papers.open(document) }
  }

  detail(batch: StoredBatch, pages: readonly StoredPage[], mayKeep: boolean): BatchDetail {
    const byPage = new Map(pages.map((one) => [one.page, one]))
    return {
      ...batchSummary(batch),
      mayKeep,
      missing: missingIn(batch, pages),
      pages: Array.from({ length: batch.pagesOut }, (_, i) => {
        const found = byPage.get(i + 1)
        return {
          page: i + 1,
          drawn: this.isDrawn(batch, i + 1),
          ...(found === undefined ? {} : { digest: found.digest.toString('hex'), scannedAt: found.scannedAt }),
          ...(found?.agrees === undefined ? {} : { agrees: found.agrees }),
          ...(found?.note === undefined ? {} : { note: found.note }),
        }
      }),
    }
  }

  private isDrawn({ batchId, pagesOut }: StoredBatch, page: number): boolean {
    return drawnPages(batchId, pagesOut, ppm(this.ports.setting('business.scan-check-share'))).includes(page)
  }

  private requireState(batch: StoredBatch, state: BatchState): void {
    const now = stateOfBatch(batch)
    if (now !== state) throw new Refusal(outOfTurn, { state: now })
  }

  private async change(
    actor: Actor,
    batchId: string,
    work: (trx: Trx, batch: StoredBatch) => Promise<void>,
  ): Promise<void> {
    const { agency } = await this.find(actor, batchId)
    await this.door.pass(actor, 'archive.keep', { agency, matter: batchId }, async (trx) => {
      await work(trx, (await findBatch(trx, batchId, true))!)
    })
  }

  private async find(actor: Actor, batchId: string, action: Action = 'archive.keep'): Promise<StoredBatch> {
    const batch = await this.ports.app.transaction({}, (trx) => findBatch(trx, batchId))
    const agencies = this.ports.agenciesUnder(organisationOf(actor))
    if (batch !== undefined && agencies.includes(batch.agency)) return batch
    return this.door.missing(actor, action, new Refusal(missingCase, {}))
  }

  private async account(login: string, fits: (account: StaffAccount) => boolean): Promise<StaffAccount> {
    const found = await this.ports.staffByLogin(login)
    if (found === undefined || !fits(found)) throw new Refusal(nobodyByLogin, { login })
    return found
  }
}

function agreementView(
  one: StoredAgreement,
  name: (id: string) => string,
  { today, warnFrom }: { readonly today: Day; readonly warnFrom: Day },
): Agreement {
  const { agreementId: id, kind, number, vendor, fromDay, throughDay, endedAt, documentId, companion, workers } = one
  return {
    ...{ id, kind, number, vendor, fromDay, throughDay, workers: workers.map(name) },
    inForce: isInForce(one, today),
    ending: isInForce(one, today) && throughDay < warnFrom,
    ...(companion === undefined ? {} : { companion: name(companion) }),
    ...(documentId === undefined ? {} : { documentId }),
    ...(endedAt === undefined ? {} : { endedAt }),
  }
}

export function stateOfBatch({ isAccepted, pagesIn, isTaken }: StoredBatch): BatchState {
  if (isAccepted) return 'accepted'
  if (pagesIn !== undefined) return 'returned'
  return isTaken ? 'scanning' : 'handedOver'
}

export function batchSummary(batch: StoredBatch): BatchSummary {
  const { batchId: id, number, what, agreement, pagesOut, scanned, pagesIn, handedAt } = batch
  const base = { id, number, what, agreement, state: stateOfBatch(batch), pagesOut, scanned, handedAt }
  return pagesIn === undefined ? base : { ...base, pagesIn }
}

function missingIn({ pagesOut }: StoredBatch, pages: readonly StoredPage[]): number[] {
  const there = new Set(pages.map(({ page }) => page))
  return Array.from({ length: pagesOut }, (_, i) => i + 1).filter((page) => !there.has(page))
}

function listed(pages: readonly number[]): string {
  return `${pages.slice(0, TOLD_PAGES).join('、')}${pages.length > TOLD_PAGES ? '…' : ''}`
}
