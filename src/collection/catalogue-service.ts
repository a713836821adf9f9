import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { parseDay } from '../kernel/day.js'
import { fen, ppm } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { catalogueHistory, cataloguePage, cataloguesNow } from '../ledger/catalogue-store.js'
import type { CatalogueEntry, Posted } from '../ledger/fact.js'
import { requireChange } from './catalogue-change.js'
import type { CatalogueChangeRequest, CatalogueHistory, CataloguePage, CatalogueRow } from './catalogue-contract.js'
import type { SubmissionDetail } from './contract.js'
import { EntryDesk } from './entry-desk-service.js'
import type { CatalogueLine } from './lines.js'
import type { CollectionPorts } from './ports.js'
import { codeTwice } from './refusals-catalogue.js'
import { atRow } from './refusals-facts.js'

const PAGE = 50
const CODE = { zh: '编码', en: 'Code' }

/** 目录与定点机构。Proposed by the maintainer with a document, reviewed and approved by others, posted; never edited in place. */
export class CatalogueService {
  private readonly desk: EntryDesk

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
  }

  /** 提出。Each code once; what cannot stand beside the catalogue as it is now is refused at its row. */
  async propose(actor: Actor, request: CatalogueChangeRequest, resubmits?: string): Promise<SubmissionDetail> {
    const agency = organisationOf(actor)
    const area = this.ports.areaOf(agency)
    const { catalogue, changes, document, explanation, documentId } = request
    refuseTwice(changes)
    const codes = changes.map(({ code }) => code)
    const standing = await this.ports.app.transaction({}, (trx) => cataloguesNow(trx, area, catalogue, codes))
    const lines = changes.map(({ selfPay, amount, fromDay, ...given }, i): CatalogueLine => {
      const entry = {
        ...{ ...given, agency, area, catalogue, document, fromDay: parseDay(fromDay) },
        ...(selfPay === undefined ? {} : { selfPay: ppm(selfPay) }),
        ...(amount === undefined ? {} : { amount: fen(amount) }),
      }
      const now = standing.find(({ code }) => code === given.code)
      try {
        requireChange(entry, now)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        throw atRow(i + 1, CODE, error)
      }
      return { row: i + 1, entry, ...(now === undefined ? {} : { standing: now }), explanation: explanation.trim() }
    })
    // The same change on another standing is another proposal: what was changed and changed back can be changed again.
    const content = [request, standing.map(({ ref }) => ref)]
    const place = { kind: 'catalogueChange' as const, agency, area, documentId, content, ground: explanation }
    const rows = lines.map((line) => ({ line, counted: [] }))
    return this.desk.file(actor, { ...place, lines: rows }, resubmits)
  }

  async page(
    actor: Actor,
    catalogue: CataloguePage['catalogue'],
    { find = '', page }: { readonly find?: string; readonly page: number },
  ): Promise<CataloguePage> {
    const area = this.ports.areaOf(organisationOf(actor))
    const { total, entries } = await this.ports.app.transaction({}, (trx) =>
      cataloguePage(trx, { area, catalogue, find: find.trim(), offset: (page - 1) * PAGE, limit: PAGE }),
    )
    return { catalogue, page, pages: Math.max(1, Math.ceil(total / PAGE)), total, items: entries.map(rowOf) }
  }

  async history(actor: Actor, catalogue: CatalogueHistory['catalogue'], code: string): Promise<CatalogueHistory> {
    const area = this.ports.areaOf(organisationOf(actor))
    const entries = await this.ports.app.transaction({}, (trx) => catalogueHistory(trx, area, catalogue, code))
    return { catalogue, code, items: entries.map(rowOf) }
  }
}

function rowOf(entry: Posted<CatalogueEntry>): CatalogueRow {
  const { code, change, fromDay, name, category, selfPay, amount, unit, document, ref } = entry
  return {
    ...{ code, change, fromDay, name, document, posting: ref.posting },
    ...(category === undefined ? {} : { category }),
    ...(selfPay === undefined ? {} : { selfPay }),
    ...(amount === undefined ? {} : { amount }),
    ...(unit === undefined ? {} : { unit }),
  }
}

function refuseTwice(changes: CatalogueChangeRequest['changes']): void {
  const seen = new Set<string>()
  for (const { code } of changes) {
    if (seen.has(code)) throw new Refusal(codeTwice, { code })
    seen.add(code)
  }
}
