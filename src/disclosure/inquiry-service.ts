import type { Action } from '../access/actions.js'
import { type Actor, organisationOf } from '../access/actor.js'
import { agenciesUnder } from '../access/agency-tree.js'
import type { Pass } from '../access/gate-service.js'
import { entriesOfInquiries } from '../access/query-entry-store.js'
import type { Trx } from '../db/database.js'
import { parseDay } from '../kernel/day.js'
import { parsePeriod } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { NO_UUID } from '../kernel/uuid.js'
import { isHandler, protectedAmong } from '../ledger/mandate-store.js'
import { receiptClock } from './clock.js'
import type {
  AcknowledgeInquiry,
  BasisList,
  InquiryDetail,
  InquiryList,
  ReceivedInquiries,
  ReceiveInquiry,
  SendLetter,
  SupplementInquiry,
  WidenInquiry,
} from './contract.js'
import {
  type CitedBasis,
  concerns,
  contentOf,
  type Inquiry,
  type InquiryContent,
  type InquiryPapers,
  type InquiryStep,
  type Officer,
  type Scope,
  stateOf,
  untoldOf,
} from './inquiry.js'
import {
  findInquiry,
  findOutput,
  inquiriesOf,
  insertInquiry,
  insertStep,
  lockInquiry,
  outputsOf,
  takeSerial,
} from './inquiry-store.js'
import { isInForce } from './legal-basis.js'
import { placesOf, resolved } from './named-service.js'
import type { DisclosurePorts } from './ports.js'
import {
  forNamedPost,
  noInquiry,
  noOutput,
  nothingAdded,
  sameOfficerTwice,
  standardMissing,
  unknownBasis,
  wrongMonths,
  wrongState,
} from './refusals.js'
import { inquiryDetail, inquiryView, resourceOf } from './view-service.js'
import { INQUIRY_STATES, type InquiryState, SEND_WAYS } from './words.js'

const LISTED = 500

/** 查询案件：收件、补收、增加、送达与签收。Each is a step by somebody, and none is ever changed. */
export class InquiryService {
  constructor(private readonly ports: DisclosurePorts) {}

  /** 收件。Receipt at once, even where papers are missing; the gaps are told once. One case, or one for each district. */
  async receive(actor: Actor, request: ReceiveInquiry): Promise<ReceivedInquiries> {
    const { gate } = this.ports
    const agency = organisationOf(actor)
    const content = this.contentIn(request)
    const matter = `收件：${request.unit.name}`
    const ask = { actor, action: 'inquiry.receive' as const, resource: { kind: 'Agency' as const, agency } }
    // 不得告知的，收件时还没有封存令：记下收了件，不记下收的是谁的件。
    const untold = request.mayTell ? undefined : NO_UUID
    const cases = await gate.pass({ ...ask, purpose: matter, matter, untold }, async (trx, pass) => {
      await this.requirePapers(trx, content.papers, content.officers)
      const persons = await resolved(this.ports, trx, request.persons)
      const { route, cityReason } = request
      const places = await placesOf(this.ports, trx, pass, persons, { agency, route, cityReason })
      const made: Inquiry[] = []
      for (const place of places) {
        const own = { ...content, scope: { ...content.scope, persons: place.persons } }
        made.push(await this.insert(trx, actor, place.agency, own, request.mayTell))
      }
      return made
    })
    return { items: cases.map((one) => inquiryView(this.ports, one)) }
  }

  bases(): BasisList {
    const today = this.ports.clock.today()
    return {
      items: this.ports.bases.map((basis) => {
        const { id, document, article, status, from, until } = basis
        return {
          ...{ id, document, article, status, for: [...basis.for], inForce: isInForce(basis, today) },
          ...(from === undefined ? {} : { from }),
          ...(until === undefined ? {} : { until }),
        }
      }),
    }
  }

  /** 案件表：what waits and how its clock stands, the most urgent first. */
  list(actor: Actor): Promise<InquiryList> {
    const agency = organisationOf(actor)
    const ask = { actor, action: 'inquiry.read' as const, resource: { kind: 'Agency' as const, agency } }
    return this.ports.gate.pass({ ...ask, purpose: '查询案件', matter: 'inquiries' }, async (trx) => {
      const all = await inquiriesOf(trx, this.ports.vault, agenciesUnder(this.ports.agencies(), agency), LISTED)
      const others = all.filter((one) => !concerns(one, actor.personId))
      const items = others.map((one) => inquiryView(this.ports, one)).sort(byUrgency)
      return { items, overdue: items.filter(({ clock }) => clock?.state === 'overdue').length }
    })
  }

  async show(actor: Actor, id: string): Promise<InquiryDetail> {
    const one = await this.get(id)
    return this.pass(actor, 'inquiry.read', one, async (trx, pass) => {
      await showNamed(pass, one)
      const shown = { outputs: await outputsOf(trx, id), entries: await entriesOfInquiries(trx, [id]) }
      return inquiryDetail(this.ports, actor, one, shown)
    })
  }

  /** 结果或告知书的 PDF. Whose data it holds gets a line. */
  async output(actor: Actor, id: string, outputId: string): Promise<Buffer> {
    const one = await this.get(id)
    return this.pass(actor, 'inquiry.read', one, async (trx, pass) => {
      const output = await findOutput(trx, id, outputId)
      if (output === undefined) throw new Refusal(noOutput, {})
      if (output.persons.length > 0) await pass.show(output.persons)
      await requireHandlerOf(trx, actor, output.persons)
      return this.ports.vault.unsealBytes(undefined, output.pdf)
    })
  }

  /** 补收材料。 */
  supplement(actor: Actor, id: string, { papers = {}, officers }: SupplementInquiry): Promise<InquiryDetail> {
    return this.step(actor, id, ['received'], 'supplemented', async (trx) => {
      if (Object.keys(papers).length === 0 && officers === undefined) throw new Refusal(nothingAdded, {})
      const people = officers === undefined ? undefined : officersIn(officers)
      await this.requirePapers(trx, papersIn(papers), people ?? [])
      return { content: { papers: papersIn(papers), ...(people === undefined ? {} : { officers: people }) } }
    })
  }

  /** 增加对象或内容：whatever was approved must be approved anew. */
  widen(actor: Actor, id: string, request: WidenInquiry): Promise<InquiryDetail> {
    const { persons, sections, from, through, reason } = request
    return this.step(actor, id, ['received', 'approved', 'executed'], 'widened', async (trx, pass, one) => {
      const asked = [persons, sections, from, through].some((one) => one !== undefined)
      if (!asked) throw new Refusal(nothingAdded, {})
      const { scope } = contentOf(one)
      const more = persons === undefined ? [] : await resolved(this.ports, trx, persons)
      const fresh = more.filter((add) => scope.persons.every((old) => old.identityNumber !== add.identityNumber))
      if (fresh.length > 0) await placesOf(this.ports, trx, pass, fresh, { agency: one.agency, ...routeOf(one) })
      const wider: Scope = {
        persons: [...scope.persons, ...fresh],
        sections: [...new Set([...scope.sections, ...(sections ?? [])])],
        from: earlier(from ?? scope.from, scope.from),
        through:
          earlier(through ?? scope.through, scope.through) === scope.through
            ? (through ?? scope.through)
            : scope.through,
      }
      checkMonths(wider)
      return { reason, content: { scope: wider } }
    })
  }

  /** 告知书送达。 */
  send(actor: Actor, id: string, { way, note }: SendLetter): Promise<InquiryDetail> {
    return this.step(actor, id, ['refused'], 'sent', async () => ({ way, reason: `${SEND_WAYS[way].zh}：${note}` }))
  }

  /** 对方签收，with the signed undertaking where there is one. */
  acknowledge(actor: Actor, id: string, { note, documentId }: AcknowledgeInquiry): Promise<InquiryDetail> {
    return this.step(actor, id, ['executed'], 'acknowledged', async (trx) => {
      if (documentId !== undefined) await this.ports.papers.cite(trx, documentId, 'inquiry')
      return { reason: note, ...(documentId === undefined ? {} : { document: documentId }) }
    })
  }

  async get(id: string): Promise<Inquiry> {
    const { app, vault } = this.ports
    const one = await app.transaction({}, (trx) => findInquiry(trx, vault, id))
    if (one === undefined) throw new Refusal(noInquiry, {})
    return one
  }

  /** 一步，by somebody who may receive; anew under the lock, so that two do not take it together. */
  private async step(
    actor: Actor,
    id: string,
    from: readonly InquiryState[],
    act: 'supplemented' | 'widened' | 'sent' | 'acknowledged',
    change: (trx: Trx, pass: Pass, one: Inquiry) => Promise<InquiryStep['change']>,
  ): Promise<InquiryDetail> {
    const { vault, clock } = this.ports
    await this.pass(actor, 'inquiry.receive', await this.get(id), async (trx, pass) => {
      await lockInquiry(trx, id)
      const one = (await findInquiry(trx, vault, id))!
      const state = stateOf(one)
      if (!from.includes(state)) refuseState(state)
      const made = await change(trx, pass, one)
      const next = act === 'widened' ? 'received' : state
      const step = { act, state: next, by: actor.personId, agency: organisationOf(actor), at: clock.now() } as const
      await insertStep(trx, vault, id, { ...step, change: made })
    })
    return this.show(actor, id)
  }

  pass<R>(actor: Actor, action: Action, one: Inquiry, work: (trx: Trx, pass: Pass) => Promise<R>): Promise<R> {
    const purpose = `查询案件：${contentOf(one).unit.name}`
    const ask = { actor, action, resource: resourceOf(one), purpose, matter: one.serial, untold: untoldOf(one) }
    return this.ports.gate.pass(ask, async (trx, pass) => {
      if (concerns(one, actor.personId)) throw new Refusal(noInquiry, {})
      return work(trx, pass)
    })
  }

  private async insert(
    trx: Trx,
    actor: Actor,
    agency: string,
    received: InquiryContent,
    mayTell: boolean,
  ): Promise<Inquiry> {
    const { ids, clock, vault, calendar, setting } = this.ports
    const today = clock.today()
    const serial = await takeSerial(trx, agency, Number(today.slice(0, 4)), 'CX')
    const isUnit = received.ground === 'unit'
    const term = receiptClock(calendar(), today, setting('business.inquiry-unit-days'))
    const one = {
      ...{ id: ids.uuid(), serial, ground: received.ground, agency, mayTell, received, receivedBy: actor.personId },
      ...{ receivedAt: clock.now(), receivedOn: today, dueOn: isUnit ? term.due : undefined },
      dueProvisional: isUnit && term.provisional,
    }
    await insertInquiry(trx, vault, one)
    return { ...one, steps: [] }
  }

  private contentIn(request: ReceiveInquiry): InquiryContent {
    const { ground, unit, purpose, act, standard, sections, from, through, route, cityReason } = request
    if (ground === 'organ' && standard === undefined) throw new Refusal(standardMissing, {})
    const scope = { persons: [], sections, from: parsePeriod(from), through: parsePeriod(through) }
    checkMonths(scope)
    return {
      ...{ ground, unit, purpose, act, scope, route, basis: this.basisIn(request) },
      ...(standard === undefined ? {} : { standard }),
      ...(cityReason === undefined ? {} : { cityReason }),
      ...{ papers: papersIn(request.papers), officers: officersIn(request.officers) },
    }
  }

  private basisIn({ basis: { id, document, article }, ground }: ReceiveInquiry): CitedBasis {
    if (id === undefined) {
      if (document === undefined || article === undefined) throw new Refusal(unknownBasis, {})
      return { document, article, typed: true }
    }
    const found = this.ports.bases.find((basis) => basis.id === id && basis.for.includes(ground))
    if (found === undefined) throw new Refusal(unknownBasis, {})
    return { id, document: found.document, article: found.article, typed: false }
  }

  private async requirePapers(trx: Trx, papers: InquiryPapers, officers: readonly Officer[]): Promise<void> {
    const { dutyProof, form, approval, unitProof } = papers
    const all = [dutyProof, form, approval, unitProof, ...officers.map(({ copy }) => copy)]
    for (const document of all) if (document !== undefined) await this.ports.papers.cite(trx, document, 'inquiry')
  }
}

export function refuseState(state: InquiryState): never {
  throw new Refusal(wrongState, { state: INQUIRY_STATES[state].zh, stateEn: INQUIRY_STATES[state].en })
}

/** Whose application one reads, one has seen named: each on record gets a line. */
export async function showNamed(pass: Pass, one: Inquiry): Promise<void> {
  const persons = contentOf(one).scope.persons.flatMap(({ personId }) => personId ?? [])
  if (persons.length > 0) await pass.show(persons)
}

/** 保密标识：whose record is marked, only the named post draws it up or takes it out again. */
export async function requireHandlerOf(trx: Trx, actor: Actor, persons: readonly string[]): Promise<void> {
  if (isHandler(actor)) return
  if ((await protectedAmong(trx, persons)).size > 0) throw new Refusal(forNamedPost, {})
}

function routeOf(one: Inquiry) {
  const { route, cityReason } = contentOf(one)
  return { route: route === 'split' ? ('here' as const) : route, cityReason }
}

/** 增加只会更宽，never moves away from what was asked first. */
function earlier(one: string, other: string): string {
  return one < other ? one : other
}

function checkMonths({ from, through }: Pick<Scope, 'from' | 'through'>): void {
  if (from > through) throw new Refusal(wrongMonths, {})
}

function papersIn(papers: ReceiveInquiry['papers']): InquiryPapers {
  return Object.fromEntries(Object.entries(papers).filter(([, value]) => value !== undefined))
}

function officersIn(officers: ReceiveInquiry['officers']): Officer[] {
  const numbers = officers.map(({ cardNumber }) => cardNumber.trim())
  if (new Set(numbers).size < numbers.length) throw new Refusal(sameOfficerTwice, {})
  return officers.map((one) => ({
    ...one,
    validThrough: parseDay(one.validThrough),
    cardNumber: one.cardNumber.trim(),
  }))
}

const STATE_ORDER: readonly InquiryState[] = ['received', 'approved', 'refused', 'executed']

function byUrgency(a: InquiryList['items'][number], b: InquiryList['items'][number]): number {
  const order = STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state)
  if (order !== 0) return order
  const [dueA, dueB] = [a.clock?.due ?? '9999', b.clock?.due ?? '9999']
  return dueA === dueB ? b.receivedAt - a.receivedAt : dueA < dueB ? -1 : 1
}
