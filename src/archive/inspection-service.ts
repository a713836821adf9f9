import { type Actor, organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { parseDay } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { isAmong } from '../ledger/alias-store.js'
import { factsOfPerson, leavesOf } from '../ledger/record-store.js'
import { findDocuments } from './document-store.js'
import { ArchiveDoor } from './door-service.js'
import { drawFacts } from './fact-draw.js'
import type {
  InspectionDetail,
  InspectionItem,
  InspectionList,
  InspectionRequest,
  InspectionSummary,
  ReadingRequest,
} from './inspection-contract.js'
import { hasDifference, itemState, resultOf } from './inspection-result-store.js'
import {
  findInspection,
  insertInspection,
  insertReading,
  itemsOf,
  listInspections,
  readingsOf,
  type StoredInspection,
  type StoredItem,
  type StoredReading,
  setClosed,
} from './inspection-store.js'
import type { ToldField } from './ports.js'
import type { ArchivePorts } from './ports-service.js'
import { missingCase, notAllRead, nothingToDraw, outOfTurn, secondReader, wrongFields } from './refusals-archive.js'

const LISTED = 200
/** Facts of employers stand among those of persons: so many more are drawn, and the first that fit are taken. */
const SPARE = 200

interface Opened {
  readonly one: StoredInspection
  readonly items: readonly StoredItem[]
  readonly readings: readonly StoredReading[]
}

/**
 * 档案与数据库的抽查（威海第十四条）。Drawn by a seed that stands in the case; the inspector sees the drawn facts and their papers
 * inside the case and nowhere else, each look a line; what differs is read by a second person.
 */
export class InspectionService {
  private readonly door: ArchiveDoor

  constructor(private readonly ports: ArchivePorts) {
    this.door = new ArchiveDoor(ports.gate)
  }

  async list(actor: Actor): Promise<InspectionList> {
    const agencies = this.ports.agenciesUnder(organisationOf(actor))
    const found = await this.door.pass(actor, 'archive.inspect', { matter: 'inspections' }, (trx) =>
      listInspections(trx, agencies, LISTED),
    )
    const names = await this.ports.staffNames(found.map(({ openedBy }) => openedBy))
    return {
      inspections: found.map((one) => this.summary(one, names)),
      agencies: agencies.map((code) => ({ code, name: this.ports.agencyName(code) })),
    }
  }

  async open(actor: Actor, { agency, size, ...days }: InspectionRequest): Promise<InspectionDetail> {
    const { clock, chance, draw, ids } = this.ports
    const [fromDay, throughDay] = [parseDay(days.fromDay), parseDay(days.throughDay)]
    const inspectionId = ids.uuid()
    await this.door.pass(actor, 'archive.inspect', { agency, matter: inspectionId }, async (trx) => {
      const postings = await draw.postings(agency, fromDay, throughDay)
      const seed = Buffer.from(chance.bytes(16)).toString('hex')
      const population = postings.reduce((sum, { rows }) => sum + rows, 0)
      const refs = drawFacts(postings, size + SPARE, seed)
      const found = new Map((await draw.placesOf(refs)).map((one) => [`${one.posting}/${one.ordinal}`, one]))
      const items = refs.flatMap(({ posting, ordinal }) => found.get(`${posting}/${ordinal}`) ?? []).slice(0, size)
      if (items.length === 0) throw new Refusal(nothingToDraw, {})
      const opened = { openedBy: actor.personId, openedAt: clock.now() }
      const one = { inspectionId, agency, fromDay, throughDay, seed, population, drawn: items.length, ...opened }
      await insertInspection(trx, one, items)
    })
    return this.show(actor, inspectionId)
  }

  async show(actor: Actor, inspectionId: string): Promise<InspectionDetail> {
    const { one, items, readings } = await this.find(actor, inspectionId)
    await this.door.pass(actor, 'archive.inspect', { agency: one.agency, matter: inspectionId }, async () => undefined)
    const names = await this.ports.staffNames([one.openedBy])
    const of = (item: number) => readings.filter((reading) => reading.item === item)
    return {
      ...this.summary(one, names),
      items: items.map(({ item, kind, posting, ordinal }) => ({
        ...{ item, kind, posting, ordinal, state: itemState(of(item)) },
        wrong: of(item).some(hasDifference),
      })),
      result: resultOf(items.map(({ item }) => of(item))),
    }
  }

  private summary(one: StoredInspection, names: ReadonlyMap<string, string>): InspectionSummary {
    return { ...summaryOf(one, names), agencyName: this.ports.agencyName(one.agency) }
  }

  /** 一项，扫描件与数据并排。The person gets a line. */
  async item(actor: Actor, inspectionId: string, item: number): Promise<InspectionItem> {
    const opened = await this.find(actor, inspectionId)
    const drawn = itemOf(opened, item)
    return this.looking(actor, opened, drawn, [], async (trx) => {
      const leaf = (await leavesOf(trx, [drawn.posting])).get(drawn.posting)
      const fields = await this.fieldsOf(trx, drawn)
      const ids = await this.ports.ties.documentsOfVoucher(leaf?.voucherId ?? '')
      const papers = await findDocuments(trx, ids)
      const readings = opened.readings.filter((reading) => reading.item === item)
      const names = await this.ports.staffNames(readings.map(({ by }) => by))
      return {
        ...{ item, kind: drawn.kind, voucherId: leaf?.voucherId ?? '', businessDay: leaf?.businessDay ?? '' },
        reviewers: (leaf?.steps ?? []).map(({ stage, organisation, at }) => ({ stage, organisation, at })),
        fields: fields.map(({ name, label, value }) => ({ name, label: { ...label }, value: { ...value } })),
        papers: papers.map(({ documentId, mediaType, digest }) => ({
          ...{ documentId, mediaType, digest: digest.toString('hex') },
        })),
        readings: readings.map(({ by, item: _, ...reading }) => ({ ...reading, by: names.get(by) ?? by })),
        mayRead: mayRead(opened, readings, actor),
      }
    })
  }

  /** 一项所依据的一份原始资料；everybody it shows gets a line. */
  async paper(actor: Actor, inspectionId: string, item: number, documentId: string) {
    const opened = await this.find(actor, inspectionId)
    const drawn = itemOf(opened, item)
    const others = await this.ports.ties.personsOf(documentId)
    const document = await this.looking(actor, opened, drawn, others, async (trx) => {
      const leaf = (await leavesOf(trx, [drawn.posting])).get(drawn.posting)
      const own = await this.ports.ties.documentsOfVoucher(leaf?.voucherId ?? '')
      if (!own.includes(documentId)) throw new Refusal(missingCase, {})
      return this.ports.papers.requireUsable(trx, documentId)
    })
    return { mediaType: document.mediaType, bytes: await this.ports.papers.open(document) }
  }

  /** 记一次读数。The first by anybody who inspects, the second by another, and only where something differed. */
  async read(actor: Actor, inspectionId: string, item: number, request: ReadingRequest): Promise<InspectionDetail> {
    const opened = await this.find(actor, inspectionId)
    const drawn = itemOf(opened, item)
    await this.looking(actor, opened, drawn, [], async (trx) => {
      const before = (await readingsOf(trx, inspectionId)).filter((reading) => reading.item === item)
      const readers = before.map(({ by }) => by)
      if (!mayRead(opened, before, actor) || (await isAmong(trx, actor.personId, readers)))
        throw new Refusal(secondReader, {})
      const fields = await this.fieldsOf(trx, drawn)
      requireFields(fields, request)
      const reader = before.length === 0 ? 1 : 2
      const reading = { ...request, item, reader, by: actor.personId, at: this.ports.clock.now() } as const
      if (!(await insertReading(trx, inspectionId, reading))) throw new Refusal(secondReader, {})
    })
    return this.show(actor, inspectionId)
  }

  async close(actor: Actor, inspectionId: string): Promise<InspectionDetail> {
    const { one, items } = await this.find(actor, inspectionId)
    await this.door.pass(actor, 'archive.inspect', { agency: one.agency, matter: inspectionId }, async (trx) => {
      const readings = await readingsOf(trx, inspectionId)
      const left = items.filter(({ item }) => itemState(readings.filter((one) => one.item === item)) !== 'read')
      if (left.length > 0) throw new Refusal(notAllRead, { items: left.length })
      const closed = await setClosed(trx, inspectionId, actor.personId, this.ports.clock.now())
      if (!closed) throw new Refusal(outOfTurn, { state: '已结案' })
    })
    return this.show(actor, inspectionId)
  }

  private looking<R>(
    actor: Actor,
    { one }: Opened,
    drawn: StoredItem,
    others: readonly string[],
    work: (trx: Trx) => Promise<R>,
  ): Promise<R> {
    const subjects = [...new Set([drawn.personId, ...others])]
    const matter = `${one.inspectionId}/${drawn.item}`
    return this.door.pass(actor, 'archive.inspect', { agency: one.agency, matter, subjects }, work)
  }

  private async fieldsOf(trx: Trx, { personId, posting, ordinal }: StoredItem): Promise<readonly ToldField[]> {
    const { facts } = await factsOfPerson(trx, personId, this.ports.vault)
    const fact = facts.find(({ ref }) => ref.posting === posting && ref.ordinal === ordinal)
    if (fact === undefined) throw new Refusal(missingCase, {})
    return this.ports.tell(fact)
  }

  private async find(actor: Actor, inspectionId: string): Promise<Opened> {
    const agencies = this.ports.agenciesUnder(organisationOf(actor))
    const found = await this.ports.app.transaction({}, async (trx) => {
      const one = await findInspection(trx, agencies, inspectionId)
      if (one === undefined) return undefined
      return { one, items: await itemsOf(trx, inspectionId), readings: await readingsOf(trx, inspectionId) }
    })
    return found ?? this.door.missing(actor, 'archive.inspect', new Refusal(missingCase, {}))
  }
}

function itemOf({ items }: Opened, item: number): StoredItem {
  const found = items.find((one) => one.item === item)
  if (found === undefined) throw new Refusal(missingCase, {})
  return found
}

function mayRead({ one }: Opened, readings: readonly StoredReading[], actor: Actor): boolean {
  if (one.closedAt !== undefined) return false
  const state = itemState(readings)
  return state === 'unread' || (state === 'differs' && readings.every(({ by }) => by !== actor.personId))
}

function requireFields(fields: readonly ToldField[], request: ReadingRequest): void {
  const [asked, given] = [fields.map(({ name }) => name), request.fields.map(({ name }) => name)]
  const same = asked.length === given.length && asked.every((name) => given.includes(name))
  if (!same) throw new Refusal(wrongFields, { fields: asked.filter((name) => !given.includes(name)).join('、') })
}

function summaryOf(
  { inspectionId: id, openedBy, closedAt, ...one }: StoredInspection,
  names: ReadonlyMap<string, string>,
): Omit<InspectionSummary, 'agencyName'> {
  const base = { id, ...one, openedBy: names.get(openedBy) ?? openedBy }
  return closedAt === undefined ? base : { ...base, closedAt }
}
