import type { Action } from '../access/actions.js'
import { type Actor, organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import type { Day } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import type {
  Catalogue,
  CatalogueQuery,
  PaperDetail,
  PaperRow,
  PlaceRequest,
  RetentionTable,
  RetentionView,
} from './catalogue-contract.js'
import { type CatalogueEntry, type CatalogueFilter, findPapers } from './catalogue-store.js'
import { ArchiveDoor } from './door-service.js'
import { changeHolding, changesOf, findHoldings, type HoldingChange } from './holding-store.js'
import { MATERIALS, type Material } from './material.js'
import { EXTENSIONS } from './paper-type.js'
import type { ArchivePorts } from './ports-service.js'
import { missingPaper } from './refusals.js'
import { isOver, listedPeriods, type Retention, retentionOf } from './retention.js'

const LISTED = 200

/** 资料目录。What papers there are, where they stand, what rests on them and how long they are kept (第十三条). */
export class CatalogueService {
  private readonly door: ArchiveDoor

  constructor(private readonly ports: ArchivePorts) {
    this.door = new ArchiveDoor(ports.gate)
  }

  async list(actor: Actor, { voucher, over, ...query }: CatalogueQuery): Promise<Catalogue> {
    const agencies = this.ports.agenciesUnder(organisationOf(actor))
    const ids = voucher === undefined ? undefined : await this.ports.ties.documentsOfVoucher(voucher)
    const filter = { agencies, ids, ...query }
    const found = await this.door.pass(actor, 'archive.read', { matter: matterOf(query) }, (trx) =>
      over === true ? this.over(trx, filter) : findPapers(trx, filter, LISTED),
    )
    const papers = await this.rows(found)
    return { papers, most: LISTED, mayKeep: this.door.would(actor, 'archive.keep', {}) }
  }

  async show(actor: Actor, documentId: string): Promise<PaperDetail> {
    const entry = await this.find(actor, documentId)
    const changes = await this.door.pass(actor, 'archive.read', { agency: entry.agency, matter: documentId }, (trx) =>
      changesOf(trx, documentId),
    )
    const names = await this.ports.staffNames(changes.map(({ by }) => by))
    const [paper] = await this.rows([entry])
    return {
      paper: paper!,
      changes: changes.map(({ field, before, after, reason, by, at }) => ({
        ...{ field, reason, at, by: names.get(by) ?? by },
        ...(before === undefined ? {} : { before }),
        ...(after === undefined ? {} : { after }),
      })),
    }
  }

  /** 记档号与存放处。What it was before stays beside it, with who changed it and why. */
  async place(actor: Actor, documentId: string, request: PlaceRequest): Promise<PaperDetail> {
    const { clock, ids } = this.ports
    const entry = await this.find(actor, documentId, 'archive.keep')
    await this.door.pass(actor, 'archive.keep', { agency: entry.agency, matter: documentId }, async (trx) => {
      const [holding] = (await findHoldings(trx, [documentId])).values()
      const changes = (['archiveNumber', 'place'] as const).flatMap((field): HoldingChange[] => {
        const [before, after] = [holding?.[field], request[field].trim() || undefined]
        if (before === after) return []
        const who = { by: actor.personId, at: clock.now(), reason: request.reason }
        return [{ changeId: ids.uuid(), documentId, field, before, after, ...who }]
      })
      const { archiveNumber, place } = request
      const next = { documentId, archiveNumber: archiveNumber.trim() || undefined, place: place.trim() || undefined }
      if (changes.length > 0) await changeHolding(trx, next, changes)
    })
    return this.show(actor, documentId)
  }

  /** 调阅一份资料。Everybody whose data it shows gets a line before it leaves. */
  async open(actor: Actor, documentId: string): Promise<{ mediaType: string; bytes: Buffer; name: string }> {
    const entry = await this.find(actor, documentId)
    const subjects = await this.ports.ties.personsOf(documentId)
    const asked = { agency: entry.agency, matter: documentId, subjects }
    const document = await this.door.pass(actor, 'archive.read', asked, (trx) =>
      this.ports.papers.requireUsable(trx, documentId),
    )
    const { mediaType } = document
    const name = `${documentId}.${EXTENSIONS[mediaType]?.[0] ?? 'bin'}`
    return { mediaType, name, bytes: await this.ports.papers.open(document) }
  }

  /** 保管期限表，现行的。 */
  async retention(actor: Actor): Promise<RetentionTable> {
    const today = this.ports.clock.today()
    return this.door.pass(actor, 'archive.read', { matter: 'retention' }, async () => ({
      rows: (Object.keys(MATERIALS) as Material[]).map((material) => ({
        material,
        general: viewOf(retentionOf(this.ports.area(), { material, madeOn: today }, today), false),
        special: viewOf(retentionOf(this.ports.area(), { special: material, madeOn: today }, today), false),
      })),
    }))
  }

  /** Inside an opened door: the papers of a case. */
  async papersOf(trx: Trx, agencies: readonly string[], ids: readonly string[]): Promise<CatalogueEntry[]> {
    return findPapers(trx, { agencies, ids }, ids.length)
  }

  retentionOfPaper({ material, special, madeOn }: CatalogueEntry): Retention {
    return retentionOf(this.ports.area(), { material, special, madeOn: madeOn as Day }, this.ports.clock.today())
  }

  /** 期限已满的，oldest first: what came too late for any listed period, or is filed where there is none, is not even read. */
  private async over(trx: Trx, filter: CatalogueFilter): Promise<CatalogueEntry[]> {
    const today = this.ports.clock.today()
    const { materials, shortest } = listedPeriods(this.ports.area(), today)
    if (shortest === undefined) return []
    const receivedBefore = `${Number(today.slice(0, 4)) - shortest}-01-01`
    const over: CatalogueEntry[] = []
    let last: CatalogueEntry | undefined
    for (;;) {
      const some = await findPapers(trx, { ...filter, receivedBefore, materials }, LISTED, { oldestAfter: last })
      over.push(...some.filter((paper) => isOver(this.retentionOfPaper(paper), today)))
      last = some.at(-1)
      if (some.length < LISTED || over.length >= LISTED) return over.slice(0, LISTED)
    }
  }

  private async find(actor: Actor, documentId: string, action: Action = 'archive.read'): Promise<CatalogueEntry> {
    const agencies = this.ports.agenciesUnder(organisationOf(actor))
    const found = await this.ports.app.transaction({}, (trx) => findPapers(trx, { agencies, ids: [documentId] }, 1))
    const missing = () => new Refusal(missingPaper, { document: documentId })
    return found[0] ?? this.door.missing(actor, action, missing())
  }

  private async rows(found: readonly CatalogueEntry[]): Promise<PaperRow[]> {
    const vouchers = await this.ports.ties.vouchersOf(found.map(({ documentId }) => documentId))
    const today = this.ports.clock.today()
    return found.map((entry) => {
      const retention = this.retentionOfPaper(entry)
      return rowOf(entry, vouchers.get(entry.documentId) ?? [], retention, isOver(retention, today))
    })
  }
}

function rowOf(entry: CatalogueEntry, vouchers: readonly string[], retention: Retention, over: boolean): PaperRow {
  const { documentId, kind, mediaType, size, digest, agency, receivedAt, lent } = entry
  const { archiveNumber, place, destroyedBy, scan = 'none' } = entry
  return {
    ...{ documentId, kind, mediaType, size, digest, agency, receivedAt, lent, vouchers: [...vouchers] },
    scan: scan as PaperRow['scan'],
    ...{ retention: viewOf(retention, true), over: over && entry.destroyedBy === undefined },
    ...(archiveNumber === undefined ? {} : { archiveNumber }),
    ...(place === undefined ? {} : { place }),
    ...(destroyedBy === undefined ? {} : { destroyedBy }),
  }
}

function viewOf(retention: Retention, withDays: boolean): RetentionView {
  if (retention.kind === 'unknown') return { kind: 'unknown' }
  const { kind, material, basis, isSpecial } = retention
  if (kind === 'permanent') return { kind, material, basis, isSpecial }
  const { years, overOn } = retention
  return { kind, material, basis, isSpecial, years, ...(withDays ? { overOn } : {}) }
}

/** What was searched by, as the line tells it. */
function matterOf(query: object): string {
  return Object.entries(query)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ')
    .slice(0, 200)
}
