import { hash } from 'node:crypto'
import { type Actor, organisationOf } from '../access/actor.js'
import { agenciesUnder, agencyName, cityAmong } from '../access/agency-tree.js'
import { takeEntryNumber, writeQueryEntry } from '../access/query-entry-store.js'
import type { Trx } from '../db/database.js'
import { periodOfDay } from '../kernel/day.js'
import { type Period, parsePeriod, yearOf } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { highestPlace } from '../ledger/sequence-store.js'
import { ageBands, type Catalogue, catalogueAt } from './catalogue.js'
import { catalogueFor, cataloguesOf } from './catalogue-service.js'
import { ALL, type Cell } from './cells.js'
import type { MakeReport, MakeStatistic, PublicStatistics, StatisticList, StatisticView } from './contract.js'
import { cataloguesNow } from './indicator-store.js'
import type { StatisticAnswer } from './job-contract.js'
import { jobViews } from './job-desk-service.js'
import { findJob, insertJob } from './job-store.js'
import { measured, type Tick } from './measure-service.js'
import { employerTypes, type StatisticsPorts } from './ports.js'
import { beyondTree, noStatistic, publicAlready, publishByCity, reportByCity, statisticMoved } from './refusals.js'
import { regularTables } from './regular-service.js'
import {
  findStatistic,
  insertStatistic,
  insertStep,
  lockStatistic,
  publicStatistics,
  type Statistic,
  type StatisticBody,
  sameStatistic,
  stateOf,
  statisticsOf,
  takeSerial,
} from './statistic-store.js'
import type { Topic } from './topics.js'
import { STATISTIC_STATES, type StatisticState } from './words.js'

const MOST = 200
const EVERY = 100_000
type Turn = 'approved' | 'public' | 'returned' | 'sent'
/** 从哪里来：which state a step may be taken from. */
const BEFORE: Readonly<Record<Turn, readonly StatisticState[]>> = {
  approved: ['draft'],
  returned: ['draft', 'approved'],
  public: ['approved'],
  sent: ['approved'],
}
const TURNS = { approve: 'approved', return: 'returned', publish: 'public', send: 'sent' } as const

/** 编制所问，as a job keeps it. */
export interface StatisticQuestion {
  readonly kind: 'topic' | 'report'
  readonly topic: string
  readonly topics: readonly Topic[]
  readonly month: Period
  readonly catalogue: string
  readonly cutoff: number
  readonly agency: string
  readonly least: number
  readonly receiver?: string
  readonly basis?: string
}

/** 后台做事的两件工具：progress told, and the end of the job in the transaction of its result. */
export interface Works {
  readonly tick: Tick
  readonly finish: (trx: Trx, result?: string) => Promise<void>
}

/** 统计。Made by one, approved and made public by another; every figure keeps its version and its cut-off. */
export class StatisticService {
  constructor(private readonly ports: StatisticsPorts) {}

  async make(actor: Actor, request: MakeStatistic): Promise<StatisticAnswer> {
    const month = parsePeriod(request.month)
    const catalogue = await catalogueFor(this.ports, month, request.topic)
    return this.asked(actor, 'topic', [request.topic], month, catalogue, request.cutoff, {})
  }

  /** 法定报送：the fixed set, by insurance and agency only. City agencies make it. */
  async report(actor: Actor, { month: text, receiver, basis }: MakeReport): Promise<StatisticAnswer> {
    const month = parsePeriod(text)
    if (organisationOf(actor) !== cityAmong(this.ports.agencies())) throw new Refusal(reportByCity, {})
    const catalogue = await catalogueFor(this.ports, month, 'enrolled')
    const topics = catalogue.indicators.map(({ id }) => id)
    return this.asked(actor, 'report', topics, month, catalogue, undefined, { receiver, basis })
  }

  list(actor: Actor): Promise<StatisticList> {
    return this.door(actor, 'list', async (trx) => {
      const all = await statisticsOf(trx, agenciesUnder(this.ports.agencies(), organisationOf(actor)), MOST)
      const names = await this.ports.staffNames([...new Set(all.map(({ madeBy }) => madeBy))])
      const catalogue = catalogueAt(
        await cataloguesNow(trx, this.ports.catalogues),
        periodOfDay(this.ports.clock.today()),
      )
      return {
        items: all.map((one) => ({
          ...{ id: one.id, number: one.number, kind: one.kind, topic: one.topic, month: one.month },
          ...{ state: stateOf(one), madeBy: names.get(one.madeBy) ?? '', madeAt: one.madeAt },
        })),
        indicators: (catalogue?.indicators ?? []).map(({ id, zh, en, definition }) => ({
          ...{ id, zh, en, definition, version: catalogue!.version },
        })),
      }
    })
  }

  async show(actor: Actor, id: string): Promise<StatisticView> {
    return this.view(actor, await this.door(actor, id, (trx) => this.own(trx, actor, id)))
  }

  /** 再算一遍：whether the stored figures come out the same. */
  async recomputed(actor: Actor, id: string): Promise<boolean> {
    const one = await this.door(actor, id, (trx) => this.own(trx, actor, id))
    const { receiver, basis } = one.body
    const said = { ...(receiver === undefined ? {} : { receiver }), ...(basis === undefined ? {} : { basis }) }
    const catalogue = (await cataloguesOf(this.ports)).find(({ version }) => version === one.catalogue)!
    const topics = one.body.tables.map(({ topic }) => topic)
    const body = await this.body(one.agency, one.kind, topics, one.month, catalogue, one.cutoff, one.least, said)
    return digestOf(body) === one.digest
  }

  /** 批准、退回、公布、报送：by somebody who did not make it. */
  async step(actor: Actor, id: string, turn: keyof typeof TURNS, note: string): Promise<StatisticView> {
    const { clock, gate } = this.ports
    const found = await this.door(actor, id, (trx) => this.own(trx, actor, id))
    const ask = {
      ...{ actor, action: 'statistic.release' as const, purpose: '统计批准与公布', matter: found.number },
      resource: { kind: 'Agency' as const, agency: found.agency },
      context: { stage: 'approve', handledBefore: found.madeBy === actor.personId },
    }
    const done = await gate.pass(ask, async (trx) => {
      await lockStatistic(trx, id)
      const one = await this.own(trx, actor, id)
      const to = TURNS[turn]
      const state = stateOf(one)
      const fits = BEFORE[to].includes(state) && (turn !== 'send' || one.kind === 'report')
      if (!fits || (turn === 'publish' && one.kind === 'report')) throw new Refusal(statisticMoved, wordsOf(state))
      if (turn === 'publish') await this.onlyOne(trx, one)
      await insertStep(trx, id, { state: to, note: note.trim(), by: actor.personId, at: clock.now() })
      if (turn === 'send') await this.register(trx, one, actor)
      return this.own(trx, actor, id)
    })
    return this.view(actor, done)
  }

  /** 公众看得到的：released figures only. */
  async released(): Promise<PublicStatistics> {
    const { app, catalogues } = this.ports
    return app.transaction({}, async (trx) => {
      const versions = await cataloguesNow(trx, catalogues)
      const all = await publicStatistics(trx, MOST)
      return { items: all.map((one) => ({ ...this.shown(one, versions), publicAt: one.steps.at(-1)!.at })) }
    })
  }

  /** 所问若已有，即答；否则排队，稍候片刻：what is small is ready by then. */
  private async asked(
    actor: Actor,
    kind: StatisticQuestion['kind'],
    topics: readonly Topic[],
    month: Period,
    catalogue: Catalogue,
    asked: number | undefined,
    said: { receiver?: string; basis?: string },
  ): Promise<StatisticAnswer> {
    const { clock, ids, setting, vault } = this.ports
    const agency = organisationOf(actor)
    const topic = kind === 'report' ? 'report' : topics[0]!
    const least = setting('business.statistic-least')
    const base = { kind, topic, month, catalogue: catalogue.version, agency, least }
    const first = await this.door(actor, `${topic} ${month}`, async (trx) => {
      const size = (await highestPlace(trx)) + 1
      if (asked !== undefined && asked > size) throw new Refusal(beyondTree, { size })
      const question: StatisticQuestion = { ...base, topics, cutoff: asked ?? size, ...said }
      const there = await sameStatistic(trx, question)
      if (there !== undefined) return { there }
      const job = { id: ids.uuid(), kind: 'statistic' as const, agency, askedAt: clock.now() }
      const matter = [kind, topic, month, catalogue.version, question.cutoff, agency, least].join('|')
      const title = titleOf(catalogue, topic, month)
      return { jobId: await insertJob(trx, vault, { ...job, matter, title }, actor, question) }
    })
    if (first.there !== undefined) return { statistic: await this.view(actor, first.there) }
    this.ports.wake?.()
    await this.ports.moment?.()
    return this.answer(actor, first.jobId)
  }

  /** 任务此刻的答复。 */
  private async answer(actor: Actor, jobId: string): Promise<StatisticAnswer> {
    const { job, made } = await this.ports.app.transaction({}, async (trx) => {
      const job = (await findJob(trx, jobId))!
      return { job, made: job.result === undefined ? undefined : await findStatistic(trx, job.result) }
    })
    if (made !== undefined) return { statistic: await this.view(actor, made) }
    return { job: (await jobViews(this.ports, actor, [job]))[0]! }
  }

  /** 后台编制。What was asked, by whoever asked, who must still be allowed to. */
  async work(actor: Actor, question: StatisticQuestion, { tick, finish }: Works): Promise<void> {
    const { clock, ids } = this.ports
    const { kind, topic, topics, month, cutoff, agency, least, receiver, basis } = question
    const catalogue = (await cataloguesOf(this.ports)).find(({ version }) => version === question.catalogue)!
    const said = { ...(receiver === undefined ? {} : { receiver }), ...(basis === undefined ? {} : { basis }) }
    const body = await this.body(agency, kind, topics, month, catalogue, cutoff, least, said, tick)
    await this.door(actor, `${topic} ${month}`, async (trx) => {
      const number = await takeSerial(trx, 'TJ', agency, yearOf(periodOfDay(clock.today())))
      const asked = { kind, topic, month, catalogue: catalogue.version, agency, least, cutoff }
      const one = { ...asked, number, body, digest: digestOf(body), id: ids.uuid() }
      await insertStatistic(trx, { ...one, madeBy: actor.personId, madeAt: clock.now() })
      await finish(trx, (await sameStatistic(trx, one))!.id)
    })
  }

  private async body(
    agency: string,
    kind: Statistic['kind'],
    topics: readonly Topic[],
    month: Period,
    catalogue: Catalogue,
    cutoff: number,
    least: number,
    said: { receiver?: string; basis?: string },
    tick?: Tick,
  ): Promise<StatisticBody> {
    const agencies = new Set(agenciesUnder(this.ports.agencies(), cityAmong(this.ports.agencies())))
    const asked = { topics, month, catalogue, cutoff, agencies }
    const tables: StatisticBody['tables'][number][] = []
    for (const [topic, leaves] of await measured(this.ports.verify, asked, tick)) {
      const counts = catalogue.indicators.find(({ id }) => id === topic)?.unit !== 'fen'
      const { cells } = (await regularTables(this.ports, leaves, least, counts, agency)).get(agency)!
      const told = kind === 'report' ? cells.filter(({ age, kind: of }) => age === ALL && of === ALL) : cells
      tables.push({ topic, cells: told })
    }
    return { tables, ...said }
  }

  /** 对外只有一份：two of a month, or a district's beside the city's, would tell by difference what each keeps back. */
  private async onlyOne(trx: Trx, one: Statistic): Promise<void> {
    if (one.agency !== cityAmong(this.ports.agencies())) throw new Refusal(publishByCity, {})
    await lockStatistic(trx, `${one.topic} ${one.month}`)
    const there = (await publicStatistics(trx, EVERY)).find(
      ({ topic, month }) => topic === one.topic && month === one.month,
    )
    if (there !== undefined) throw new Refusal(publicAlready, { number: there.number })
  }

  /** 报送也是一次提供：entered in the register as a kind of its own. */
  private async register(trx: Trx, one: Statistic, actor: Actor): Promise<void> {
    const { clock, ids, sealer, vault } = this.ports
    const agency = one.agency
    await writeQueryEntry(trx, sealer, {
      ...{ inquiryId: one.id, entryId: ids.uuid(), at: clock.now(), agency, kind: 'report' },
      number: await takeEntryNumber(trx, agency, yearOf(periodOfDay(clock.today()))),
      ...{ unit: one.body.receiver ?? '', officers: vault.conceal(''), basis: one.body.basis ?? '' },
      ...{ purpose: vault.conceal('统计与监测上报'), subjects: [], subjectCount: 0, items: ['other'] },
      ...{ months: one.month, handlerId: one.madeBy, approverId: actor.personId },
      ...{ resultHash: one.digest, matter: one.number },
    })
  }

  private async own(trx: Trx, actor: Actor, id: string): Promise<Statistic> {
    const one = await findStatistic(trx, id)
    const mine = agenciesUnder(this.ports.agencies(), organisationOf(actor))
    if (one === undefined || !mine.includes(one.agency)) throw new Refusal(noStatistic, {})
    return one
  }

  private shown(one: Statistic, versions: readonly Catalogue[]) {
    const catalogue = versions.find(({ version }) => version === one.catalogue)
    const codes = new Set(one.body.tables.flatMap(({ cells }) => cells.map(({ agency }) => agency)))
    return {
      ...{ id: one.id, number: one.number, kind: one.kind, month: one.month, catalogue: one.catalogue },
      ...{
        cutoff: one.cutoff,
        least: one.least,
        agency: agencyName(this.ports.agencies(), one.agency),
        digest: one.digest,
      },
      agencies: [...codes]
        .filter((code) => code !== ALL)
        .map((code) => ({ code, name: agencyName(this.ports.agencies(), code) })),
      ...(one.body.scope === undefined ? {} : { scope: one.body.scope }),
      kinds: { ...catalogue?.kinds },
      ...{ sexes: { ...this.ports.codes('sex') }, employerTypes: employerTypes(this.ports) },
      ages: catalogue === undefined ? [] : ageBands(catalogue),
      tables: one.body.tables.map(({ topic, cells }) => {
        const indicator = catalogue?.indicators.find(({ id }) => id === topic)
        const name = { zh: indicator?.zh ?? topic, en: indicator?.en ?? topic }
        const definition = indicator?.definition ?? name
        return { topic, name, definition, unit: indicator?.unit ?? 'person', cells: cells.map((cell) => told(cell)) }
      }),
    }
  }

  private async view(actor: Actor, one: Statistic): Promise<StatisticView> {
    const names = await this.ports.staffNames([...new Set([one.madeBy, ...one.steps.map(({ by }) => by)])])
    const { receiver, basis } = one.body
    return {
      ...this.shown(one, await cataloguesOf(this.ports)),
      ...{ state: stateOf(one), madeBy: names.get(one.madeBy) ?? '', madeAt: one.madeAt },
      ...(receiver === undefined ? {} : { receiver }),
      ...(basis === undefined ? {} : { basis }),
      steps: one.steps.map((step) => ({ ...step, by: names.get(step.by) ?? '' })),
      can: this.turnsOf(actor, one),
    }
  }

  private turnsOf(actor: Actor, one: Statistic): StatisticView['can'] {
    const able = this.ports.gate.wouldPass({
      ...{
        actor,
        action: 'statistic.release',
        resource: { kind: 'Agency', agency: one.agency },
        purpose: '-',
        matter: '-',
      },
      context: { stage: 'approve', handledBefore: one.madeBy === actor.personId },
    })
    const state = stateOf(one)
    const turns = (Object.keys(TURNS) as (keyof typeof TURNS)[]).filter((turn) => BEFORE[TURNS[turn]].includes(state))
    return able ? turns.filter((turn) => turn !== (one.kind === 'report' ? 'publish' : 'send')) : []
  }

  private door<R>(actor: Actor, matter: string, work: (trx: Trx) => Promise<R>): Promise<R> {
    const resource = { kind: 'Agency' as const, agency: organisationOf(actor) }
    return this.ports.gate.pass({ actor, action: 'statistic.read', resource, purpose: '统计', matter }, work)
  }
}

function titleOf(catalogue: Catalogue, topic: string, month: Period) {
  const indicator = catalogue.indicators.find(({ id }) => id === topic)
  const { zh, en } = indicator ?? { zh: '法定报送', en: 'Statutory report' }
  return { zh: `${zh} ${month}`, en: `${en} ${month}` }
}

function told({ count, amount, suppressed: hidden, sex, employerType, ...place }: Cell) {
  return {
    ...place,
    ...(sex === undefined ? {} : { sex }),
    ...(employerType === undefined ? {} : { employerType }),
    ...(count === undefined ? {} : { count }),
    ...(amount === undefined ? {} : { amount }),
    ...(hidden === undefined ? {} : { suppressed: hidden }),
  }
}

/** Written the same way whatever order the database gives back: cells and fields are sorted before they are digested. */
function digestOf({ tables, receiver = '', basis = '' }: StatisticBody): string {
  const lines = tables.flatMap(({ topic, cells }) =>
    cells.map(
      ({ insurance, agency, age, kind, sex, employerType, count = '', amount = '', suppressed: hidden = false }) =>
        [topic, insurance, agency, age, kind, count, amount, hidden, ...finer(sex, employerType)].join('|'),
    ),
  )
  return hash('sm3', [receiver, basis, ...lines.sort()].join('\n'), 'hex')
}

/** What figures by topic do not have leaves their digest as it was. */
function finer(...more: readonly (string | undefined)[]): string[] {
  return more.filter((one) => one !== undefined)
}

function wordsOf(state: StatisticState) {
  return { state: STATISTIC_STATES[state].zh, stateEn: STATISTIC_STATES[state].en }
}
