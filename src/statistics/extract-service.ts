import { hash } from 'node:crypto'
import { type Actor, organisationOf } from '../access/actor.js'
import { agenciesUnder, agencyName } from '../access/agency-tree.js'
import type { Pass } from '../access/gate-service.js'
import { takeEntryNumber, writeQueryEntry } from '../access/query-entry-store.js'
import type { Trx } from '../db/database.js'
import { csvOf } from '../kernel/csv.js'
import { periodOfDay, plusDays } from '../kernel/day.js'
import { parsePeriod, yearOf } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { allEmployers, openedNames, personCount, waitInLine } from '../ledger/lookup-store.js'
import { highestPlace } from '../ledger/sequence-store.js'
import { levelWords } from './coarsen.js'
import type { DecideExtract, ExtractFacts, ExtractList, ExtractView, RequestExtract } from './extract-contract.js'
import { measured } from './extract-measure-service.js'
import { insertMembers } from './extract-member-store.js'
import {
  deidentifiedRows,
  EXTRACT_HEAD,
  groupSizes,
  type InRange,
  inRange,
  type Range,
} from './extract-rows-service.js'
import {
  clearExtracts,
  type Extract,
  extractState,
  extractsOf,
  findExtract,
  insertExtract,
  insertExtractStep,
  insertFile,
  lockExtract,
  sealedFile,
} from './extract-store.js'
import { ABOUT_CONTRIBUTORS, type Ages, type PublishedTable, publishedTable } from './extract-tables.js'
import { cataloguesNow } from './indicator-store.js'
import { jobViews } from './job-desk-service.js'
import { insertJob, type Job, latestJobs, openJob } from './job-store.js'
import type { Tick } from './measure-service.js'
import type { StatisticsPorts } from './ports.js'
import { dutyMissing, extractMoved, extractTooLarge, fileGone, noExtract, wrongRange } from './refusals.js'
import { type FileKey, fileKey, sealFile } from './sealed-file.js'
import type { Works } from './statistic-service.js'
import { publishedBetween, takeSerial } from './statistic-store.js'
import { EXTRACT_PURPOSES, EXTRACT_STATES } from './words.js'

const MOST = 200

/** 提取（第十七条）。Asked for by one, approved by another; one that identifies people by the supervisor of the city besides. */
export class ExtractService {
  constructor(private readonly ports: StatisticsPorts) {}

  async request(actor: Actor, request: RequestExtract): Promise<ExtractView> {
    const { clock, ids, vault } = this.ports
    const [from, through] = [parsePeriod(request.from), parsePeriod(request.through)]
    if (from > through) throw new Refusal(wrongRange, { why: '起月晚于止月', whyEn: 'it begins after it ends' })
    const isDuty = request.duty !== undefined && request.purposeKind !== 'development'
    if (request.identified !== (request.duty !== undefined) || (request.identified && !isDuty))
      throw new Refusal(dutyMissing, {})
    const id = ids.uuid()
    await this.door(actor, 'extract.request', request.agency, request.receiver, async (trx) => {
      const serial = await takeSerial(trx, 'TQ', request.agency, yearOf(periodOfDay(clock.today())))
      const said = { requestedBy: actor.personId, requestedAt: clock.now() }
      await insertExtract(trx, vault, { id, serial, agency: request.agency, request, ...said })
    })
    return this.show(actor, id)
  }

  list(actor: Actor): Promise<ExtractList> {
    const mine = agenciesUnder(this.ports.agencies(), organisationOf(actor))
    return this.door(actor, 'statistic.read', organisationOf(actor), 'extracts', async (trx) => {
      await clearExtracts(trx, this.ports.clock.today())
      const all = await extractsOf(trx, this.ports.vault, mine, MOST)
      return {
        items: await Promise.all(all.map((one) => this.view(actor, one))),
        agencies: mine.map((code) => ({ code, name: agencyName(this.ports.agencies(), code) })),
        canRequest: this.would(actor, 'extract.request', organisationOf(actor), {}),
      }
    })
  }

  async show(actor: Actor, id: string): Promise<ExtractView> {
    const read = (trx: Trx) => this.own(trx, actor, id)
    return this.view(actor, await this.door(actor, 'statistic.read', organisationOf(actor), id, read))
  }

  /** 批准：the ordinary approval first; `higher` is the supervisor's, for what identifies people. */
  async decide(actor: Actor, id: string, { verdict, note }: DecideExtract, higher = false): Promise<ExtractView> {
    const { gate, clock, app } = this.ports
    const found = await app.transaction({}, (trx) => this.own(trx, actor, id))
    const handledBefore = [found.requestedBy, ...found.steps.map(({ by }) => by)].includes(actor.personId)
    const ask = {
      ...{ actor, action: 'extract.approve' as const, purpose: '提取的批准', matter: found.serial },
      resource: { kind: 'Agency' as const, agency: found.agency },
      context: { stage: higher ? 'higher' : 'approve', handledBefore },
    }
    const done = await gate.pass(ask, async (trx) => {
      await lockExtract(trx, id)
      const one = await this.own(trx, actor, id)
      const state = extractState(one)
      const fits = higher ? state === 'approved' && one.request.identified : state === 'requested'
      if (!fits) throw new Refusal(extractMoved, wordsOf(one))
      const to = verdict === 'refuse' ? 'refused' : higher ? 'allowed' : 'approved'
      await insertExtractStep(trx, id, { state: to, note: note.trim(), by: actor.personId, at: clock.now() })
      return this.own(trx, actor, id)
    })
    return this.view(actor, done)
  }

  /**
   * 生成并密封，as a job: a pass over everybody takes its time. The password is not kept; the key it gives is, concealed,
   * until the job ends.
   */
  async seal(actor: Actor, id: string, password: string): Promise<ExtractView> {
    const { app, clock, ids, random, vault } = this.ports
    const found = await app.transaction({}, (trx) => this.own(trx, actor, id))
    const question: ExtractQuestion = { id, by: await fileKey(password, random) }
    await this.door(actor, 'extract.request', found.agency, found.serial, async (trx) => {
      await lockExtract(trx, id)
      const one = await this.own(trx, actor, id)
      if (!isDue(one) || (await openJob(trx, 'extract', id)) !== undefined)
        throw new Refusal(extractMoved, wordsOf(one))
      const job = { id: ids.uuid(), kind: 'extract' as const, agency: one.agency, askedAt: clock.now() }
      const title = { zh: one.serial, en: one.serial }
      await insertJob(trx, vault, { ...job, matter: id, title }, actor, question)
    })
    this.ports.wake?.()
    await this.ports.moment?.()
    return this.show(actor, id)
  }

  /**
   * 后台生成。Only what was approved, only once; the ceiling holds against the share of everybody. What identifies people is
   * told line by line in the access book; what does not names nobody there either.
   */
  async work(actor: Actor, { id, by }: ExtractQuestion, { tick, finish }: Works): Promise<void> {
    const found = await this.ports.app.transaction({}, (trx) => this.own(trx, actor, id))
    const counted = await this.counted(found, tick)
    await this.door(actor, 'extract.request', found.agency, found.serial, async (trx, pass) => {
      await lockExtract(trx, id)
      const one = await this.own(trx, actor, id)
      if (!isDue(one)) throw new Refusal(extractMoved, wordsOf(one))
      const { identified } = one.request
      await this.ceiling(counted.persons, identified)
      const made = identified ? await this.identified(trx, pass, counted) : await this.deidentified(trx, one, counted)
      await this.keep(trx, actor, one, made, by)
      await finish(trx)
    })
  }

  async download(actor: Actor, id: string): Promise<{ bytes: Buffer; serial: string }> {
    return this.door(actor, 'extract.request', organisationOf(actor), `${id}/file`, async (trx) => {
      const one = await this.own(trx, actor, id)
      const bytes = await sealedFile(trx, id, this.ports.clock.today())
      if (bytes === undefined || one.requestedBy !== actor.personId) throw new Refusal(fileGone, {})
      return { bytes, serial: one.serial }
    })
  }

  private async counted(one: Extract, tick: Tick): Promise<Counted> {
    const { app, verify } = this.ports
    const { insurance, from, through, agency } = one.request
    const [cutoff, employers] = await app.transaction({}, async (trx) => [
      (await highestPlace(trx)) + 1,
      await allEmployers(trx),
    ])
    const types = new Map(employers.map(({ employerId, employerType }) => [employerId, employerType]))
    const agencies = new Set(agenciesUnder(this.ports.agencies(), agency))
    const range: Range = { insurance, from: parsePeriod(from), through: parsePeriod(through), agencies, cutoff }
    const people = () => inRange(verify, range, (id) => types.get(id) ?? '0', tick)
    const { sizes, ages } = await groupSizes(people())
    return { people, sizes, ages, persons: [...sizes[0]!.values()].reduce((sum, size) => sum + size, 0) }
  }

  private async ceiling(persons: number, identified: boolean): Promise<void> {
    const { setting, verify } = this.ports
    const share = Math.floor(
      ((await verify.transaction({}, personCount)) * setting('business.extract-most-share')) / 1_000_000,
    )
    const most = identified ? Math.min(share, setting('business.extract-identified-most')) : share
    if (persons > most) throw new Refusal(extractTooLarge, { persons, most })
  }

  /** One at a time of an insurance: each is held against those before it. */
  private async deidentified(trx: Trx, one: Extract, { people, sizes, ages }: Counted): Promise<Made> {
    const { setting, vault } = this.ports
    const { insurance } = one.request
    const least = setting('business.extract-least')
    const share = setting('business.extract-suppressed')
    await waitInLine(trx, [`extract ${insurance}`])
    const tables = await this.published(trx, one)
    const asked = { insurance, least, share, most: setting('business.extract-classes'), ages, tables }
    const found = await measured(trx, people, sizes, asked)
    const told: (readonly [string, string])[] = []
    const pseudonym = (personId: string) => vault.digest(`extract:${one.id}:${personId}`).toString('hex').slice(0, 24)
    const rows = await deidentifiedRows(people(), found, pseudonym, (...member) => void told.push(member))
    await insertMembers(trx, { id: one.id, insurance }, told)
    const { k, groups, step, suppressedGroups, suppressedPersons } = found
    const facts = { rows: rows.length, k, least, groups, step, suppressedGroups, suppressedPersons }
    return { rows: [EXTRACT_HEAD, ...rows], facts: { ...facts, level: levelWords(found.level) }, persons: [] }
  }

  /** 已公布的各表，of a month within the range, each by the version of its figures. */
  private async published(trx: Trx, { request }: Extract): Promise<PublishedTable[]> {
    const { insurance, from, through } = request
    const versions = await cataloguesNow(trx, this.ports.catalogues)
    return (await publishedBetween(trx, from, through)).flatMap(({ body, catalogue }) => {
      const { ages } = versions.find(({ version }) => version === catalogue)!
      return body.tables
        .filter(({ topic }) => ABOUT_CONTRIBUTORS.includes(topic))
        .map(({ cells }) => publishedTable(ages, insurance, cells))
    })
  }

  /** Names and numbers, each with a line in the access book. */
  private async identified(trx: Trx, pass: Pass, { people }: Counted): Promise<Made> {
    const found: InRange[] = []
    for await (const one of people()) found.push(one)
    const persons = found.map(({ personId }) => personId)
    if (persons.length > 0) await pass.show(persons)
    const names = await openedNames(trx, persons, this.ports.vault)
    const rows = found.map(({ personId, monthsDue, monthsPaid, base }) => [
      ...[names.get(personId)?.fullName ?? '', names.get(personId)?.identityNumber ?? ''],
      ...[String(monthsDue), String(monthsPaid), (base / 100).toFixed(2)],
    ])
    const level = { zh: '含直接识别信息，依所列法定职责', en: 'Identified, under the legal duty named' }
    const none = { k: 1, least: 1, groups: persons.length, step: 0, suppressedGroups: 0, suppressedPersons: 0 }
    const head = ['姓名', '社会保障号码', '应缴月数', '实缴月数', '平均缴费基数']
    return { rows: [head, ...rows], facts: { ...none, rows: rows.length, level }, persons }
  }

  private async keep(trx: Trx, actor: Actor, one: Extract, { rows, facts, persons }: Made, by: FileKey) {
    const { clock, ids, random, sealer, setting, vault } = this.ports
    const [at, today] = [clock.now(), clock.today()]
    const plain = Buffer.from(csvOf(rows))
    const sealed = sealFile(plain, by, random)
    const file = { digest: hash('sm3', sealed, 'hex'), plainDigest: hash('sm3', plain, 'hex'), facts }
    await insertFile(trx, one.id, { ...file, expiresOn: plusDays(today, setting('business.extract-life')) }, sealed, at)
    await insertExtractStep(trx, one.id, { state: 'made', note: '', by: actor.personId, at })
    const { receiver, purpose, purposeKind, duty, from, through } = one.request
    const approver = one.steps.findLast(({ state }) => state === 'approved' || state === 'allowed')
    await writeQueryEntry(trx, sealer, {
      ...{ inquiryId: one.id, entryId: ids.uuid(), at, agency: one.agency, kind: 'department', unit: receiver },
      number: await takeEntryNumber(trx, one.agency, yearOf(periodOfDay(today))),
      officers: vault.conceal(''),
      basis: duty === undefined ? '社会保险个人权益记录管理办法第十七条' : `${duty.document}${duty.article}`,
      purpose: vault.conceal(`${EXTRACT_PURPOSES[purposeKind].zh}：${purpose}`),
      ...{ subjects: persons, subjectCount: facts.rows, items: ['contribution'], months: `${from}/${through}` },
      ...{ handlerId: actor.personId, approverId: approver!.by, resultHash: file.digest, matter: one.serial },
    })
  }

  private async own(trx: Trx, actor: Actor, id: string): Promise<Extract> {
    const one = await findExtract(trx, this.ports.vault, id)
    const mine = agenciesUnder(this.ports.agencies(), organisationOf(actor))
    if (one === undefined || !mine.includes(one.agency)) throw new Refusal(noExtract, {})
    return one
  }

  private async view(actor: Actor, one: Extract): Promise<ExtractView> {
    const jobs = await this.ports.app.transaction({}, (trx) => latestJobs(trx, 'extract', [one.id]))
    const job = jobs.get(one.id)
    const names = await this.ports.staffNames([...new Set([one.requestedBy, ...one.steps.map(({ by }) => by)])])
    return {
      ...one.request,
      ...{
        id: one.id,
        serial: one.serial,
        state: extractState(one),
        agencyName: agencyName(this.ports.agencies(), one.agency),
      },
      ...{ requestedBy: names.get(one.requestedBy) ?? '', requestedAt: one.requestedAt },
      steps: one.steps.map((step) => ({ ...step, by: names.get(step.by) ?? '' })),
      ...(one.file === undefined ? {} : { file: fileView(one.file) }),
      ...(job === undefined ? {} : { job: (await jobViews(this.ports, actor, [job]))[0]! }),
      can: this.turnsOf(actor, one, job),
    }
  }

  private turnsOf(actor: Actor, one: Extract, job: Job | undefined): ExtractView['can'] {
    const isAtWork = job?.state === 'waiting' || job?.state === 'running'
    const state = extractState(one)
    const handledBefore = [one.requestedBy, ...one.steps.map(({ by }) => by)].includes(actor.personId)
    const may = (stage: string) => this.would(actor, 'extract.approve', one.agency, { stage, handledBefore })
    const mine = one.requestedBy === actor.personId
    return [
      ...(state === 'requested' && may('approve') ? (['decide'] as const) : []),
      ...(state === 'approved' && one.request.identified && may('higher') ? (['allow'] as const) : []),
      ...(isDue(one) && mine && !isAtWork ? (['seal'] as const) : []),
      ...(one.file?.there && mine ? (['download'] as const) : []),
    ]
  }

  private would(actor: Actor, action: 'extract.request' | 'extract.approve', agency: string, context: object): boolean {
    const resource = { kind: 'Agency' as const, agency }
    return this.ports.gate.wouldPass({ actor, action, resource, context, purpose: '-', matter: '-' })
  }

  private door<R>(
    actor: Actor,
    action: 'extract.request' | 'statistic.read',
    agency: string,
    matter: string,
    work: (trx: Trx, pass: Pass) => Promise<R>,
  ): Promise<R> {
    const resource = { kind: 'Agency' as const, agency }
    return this.ports.gate.pass({ actor, action, resource, purpose: '去标识化提取', matter }, work)
  }
}

/** 生成所问，as a job keeps it. */
export interface ExtractQuestion {
  readonly id: string
  readonly by: FileKey
}

interface Counted {
  readonly people: () => AsyncIterable<InRange>
  readonly sizes: readonly Map<string, number>[]
  readonly ages: Ages
  readonly persons: number
}

interface Made {
  readonly rows: readonly (readonly string[])[]
  readonly facts: ExtractFacts
  readonly persons: readonly string[]
}

/** 可以生成：approved, and allowed besides where it identifies people. */
function isDue(one: Extract): boolean {
  return extractState(one) === (one.request.identified ? 'allowed' : 'approved')
}

function fileView({ digest, expiresOn, there, facts }: NonNullable<Extract['file']>) {
  return { digest, expiresOn, there, facts }
}

function wordsOf(one: Extract) {
  const { zh, en } = EXTRACT_STATES[extractState(one)]
  return { state: zh, stateEn: en }
}
