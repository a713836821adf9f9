import { type Actor, organisationOf } from '../access/actor.js'
import { agenciesUnder } from '../access/agency-tree.js'
import { takeEntryNumber, writeQueryEntry } from '../access/query-entry-store.js'
import type { Trx } from '../db/database.js'
import { periodOfDay, plusDays } from '../kernel/day.js'
import { type Period, parsePeriod, yearOf } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { AdHocList, AdHocView, DecideAdHoc, RequestAdHoc } from './ad-hoc-contract.js'
import { type Counted, countAdHoc } from './ad-hoc-count-service.js'
import {
  type AdHoc,
  type AdHocStep,
  adHocState,
  adHocsOf,
  clearAdHoc,
  findAdHoc,
  insertAdHoc,
  insertAdHocStep,
  insertResult,
  lockAdHoc,
} from './ad-hoc-store.js'
import { adHocViews, approvedOn, mayApprove } from './ad-hoc-view-service.js'
import { requireWithin, scopeOf, vocabularyOf } from './ad-hoc-vocabulary-service.js'
import { AD_HOC_STATES, type AdHocState } from './ad-hoc-words.js'
import { catalogueAt } from './catalogue.js'
import { catalogueFor, cataloguesOf } from './catalogue-service.js'
import { cataloguesNow } from './indicator-store.js'
import { insertJob, openJob } from './job-store.js'
import type { Tick } from './measure-service.js'
import type { StatisticsPorts } from './ports.js'
import { noCatalogue } from './refusals.js'
import {
  adHocMoved,
  adHocNotYours,
  adHocTooLong,
  approvalOver,
  approverGone,
  noAdHoc,
  resultGone,
} from './refusals-ad-hoc.js'
import type { Works } from './statistic-service.js'
import { insertStatistic, takeSerial } from './statistic-store.js'
import { EXTRACT_PURPOSES } from './words.js'

const MOST = 100
const MINUTE = 60_000
type Door = 'adHoc.request' | 'statistic.read'

/**
 * 临时统计。What no regular statistic tells, asked for by one for a purpose and a receiver, approved by another, made once as
 * a job, for internal use until it is put forward and released as any other figure.
 */
export class AdHocService {
  constructor(private readonly ports: StatisticsPorts) {}

  async request(actor: Actor, request: RequestAdHoc): Promise<AdHocView> {
    const { clock, ids, vault } = this.ports
    const id = ids.uuid()
    const agency = organisationOf(actor)
    await this.door(actor, 'adHoc.request', agency, request.receiver, async (trx) => {
      const catalogue = await catalogueFor(this.ports, parsePeriod(request.month), request.measure, trx)
      requireWithin(this.ports, agency, catalogue, request)
      const serial = await takeSerial(trx, 'LS', agency, yearOf(this.month()))
      const said = { requestedBy: actor.personId, requestedAt: clock.now() }
      await insertAdHoc(trx, vault, { id, serial, agency, request, ...said })
    })
    return this.show(actor, id)
  }

  async list(actor: Actor): Promise<AdHocList> {
    const agency = organisationOf(actor)
    const catalogue = catalogueAt(await cataloguesOf(this.ports), this.month())
    if (catalogue === undefined) throw new Refusal(noCatalogue, { month: this.month() })
    const all = await this.door(actor, 'statistic.read', agency, 'ad-hoc', async (trx) => {
      await clearAdHoc(trx, this.ports.clock.today())
      return adHocsOf(trx, this.ports.vault, agenciesUnder(this.ports.agencies(), agency), MOST)
    })
    return {
      items: await adHocViews(this.ports, actor, all, false),
      vocabulary: vocabularyOf(this.ports, agency, catalogue),
      canRequest: this.ports.gate.wouldPass({
        ...{ actor, action: 'adHoc.request', resource: { kind: 'Agency', agency }, purpose: '-', matter: '-' },
      }),
    }
  }

  async show(actor: Actor, id: string): Promise<AdHocView> {
    const one = await this.door(actor, 'statistic.read', organisationOf(actor), id, async (trx) => {
      await clearAdHoc(trx, this.ports.clock.today())
      return this.own(trx, actor, id)
    })
    return (await adHocViews(this.ports, actor, [one], true))[0]!
  }

  /** 批准或不予办理：by another natural person, in the post and the agency for it. */
  async decide(actor: Actor, id: string, { verdict, note }: DecideAdHoc): Promise<AdHocView> {
    const { gate, app } = this.ports
    const found = await app.transaction({}, (trx) => this.own(trx, actor, id))
    const ask = {
      ...{ actor, action: 'adHoc.approve' as const, purpose: '临时统计的批准', matter: found.serial },
      resource: { kind: 'Agency' as const, agency: found.agency },
      context: { stage: 'approve', handledBefore: found.requestedBy === actor.personId },
    }
    await gate.pass(ask, async (trx) => {
      const state = verdict === 'approve' ? 'approved' : 'refused'
      await this.step(trx, actor, id, ['requested', 'lapsed'], state, note)
    })
    return this.show(actor, id)
  }

  /** 生成：what was approved, once; while the approval holds and whoever gave it is still in post. */
  async run(actor: Actor, id: string): Promise<AdHocView> {
    const { app, clock, ids, vault } = this.ports
    const found = await app.transaction({}, (trx) => this.own(trx, actor, id))
    await this.lapseIfGone(found, actor)
    await this.door(actor, 'adHoc.request', found.agency, found.serial, async (trx) => {
      const one = await this.mine(trx, actor, id)
      if (adHocState(one) !== 'approved' || (await openJob(trx, 'adHoc', id)) !== undefined)
        throw new Refusal(adHocMoved, wordsOf(one))
      this.requireFresh(one)
      const job = { id: ids.uuid(), kind: 'adHoc' as const, agency: one.agency, askedAt: clock.now() }
      const title = { zh: one.serial, en: one.serial }
      await insertJob(trx, vault, { ...job, matter: id, title }, actor, { id })
    })
    this.ports.wake?.()
    await this.ports.moment?.()
    return this.show(actor, id)
  }

  async withdraw(actor: Actor, id: string, note: string): Promise<AdHocView> {
    const found = await this.ports.app.transaction({}, (trx) => this.own(trx, actor, id))
    await this.door(actor, 'adHoc.request', found.agency, found.serial, async (trx) => {
      const one = await this.mine(trx, actor, id)
      if ((await openJob(trx, 'adHoc', id)) !== undefined) throw new Refusal(adHocMoved, wordsOf(one))
      await this.step(trx, actor, id, ['requested', 'lapsed', 'approved'], 'withdrawn', note)
    })
    return this.show(actor, id)
  }

  /** 提请公布：the figures become a draft statistic, which others approve and make public as any other. */
  async release(actor: Actor, id: string): Promise<AdHocView> {
    const { clock, ids } = this.ports
    const found = await this.ports.app.transaction({}, (trx) => this.own(trx, actor, id))
    await this.door(actor, 'adHoc.request', found.agency, found.serial, async (trx) => {
      await clearAdHoc(trx, clock.today())
      const one = await this.mine(trx, actor, id)
      const { request, result, serial, agency } = one
      if (result !== undefined && result.cells === undefined) throw new Refusal(resultGone, {})
      const number = await takeSerial(trx, 'TJ', agency, yearOf(this.month()))
      await this.step(trx, actor, id, ['made'], 'released', number)
      const { catalogue, cutoff, least, digest, cells } = result!
      const version = (await cataloguesNow(trx, this.ports.catalogues)).find((each) => each.version === catalogue)!
      const scope = scopeOf(this.ports, agency, version, request)
      await insertStatistic(trx, {
        ...{ id: ids.uuid(), number, kind: 'adHoc', topic: serial, month: request.month as Period, catalogue, cutoff },
        ...{ agency, least, digest, body: { tables: [{ topic: request.measure, cells: cells! }], scope } },
        ...{ madeBy: actor.personId, madeAt: clock.now() },
      })
    })
    return this.show(actor, id)
  }

  /** 后台统计。The approval is asked for once more: it lapses with the post of whoever gave it. */
  async work(actor: Actor, { id }: { readonly id: string }, { tick, finish }: Works): Promise<void> {
    const found = await this.ports.app.transaction({}, (trx) => this.own(trx, actor, id))
    await this.lapseIfGone(found, actor)
    const counted = await countAdHoc(this.ports, found, this.within(tick))
    await this.door(actor, 'adHoc.request', found.agency, found.serial, async (trx) => {
      const one = await this.mine(trx, actor, id)
      this.requireFresh(one)
      await this.step(trx, actor, id, ['approved'], 'made', '')
      await this.keep(trx, actor, one, counted)
      await finish(trx)
    })
  }

  /** 时限：a count that takes longer than the setting allows is stopped. */
  private within(tick: Tick): Tick {
    const { clock, setting } = this.ports
    const [began, minutes] = [clock.now(), setting('business.ad-hoc-minutes')]
    return async (persons) => {
      if (clock.now() - began > minutes * MINUTE) throw new Refusal(adHocTooLong, { minutes })
      await tick(persons)
    }
  }

  private async keep(trx: Trx, actor: Actor, one: AdHoc, counted: Counted): Promise<void> {
    const { clock, ids, sealer, setting, vault } = this.ports
    const [at, today] = [clock.now(), clock.today()]
    await insertResult(trx, one.id, {
      ...counted,
      madeAt: at,
      expiresOn: plusDays(today, setting('business.ad-hoc-life')),
    })
    const { receiver, purpose, purposeKind, month } = one.request
    await writeQueryEntry(trx, sealer, {
      ...{ inquiryId: one.id, entryId: ids.uuid(), at, agency: one.agency, kind: 'department', unit: receiver },
      number: await takeEntryNumber(trx, one.agency, yearOf(periodOfDay(today))),
      ...{ officers: vault.conceal(''), basis: '社会保险个人权益记录管理办法第十七条' },
      purpose: vault.conceal(`${EXTRACT_PURPOSES[purposeKind].zh}：${purpose}`),
      ...{ subjects: [], subjectCount: 0, items: ['other'], months: month, handlerId: actor.personId },
      ...{ approverId: approvalOf(one)!.by, resultHash: counted.digest, matter: one.serial },
    })
  }

  /** 批准人离岗，批准即失效：written down at once, and the request waits for another approval. */
  private async lapseIfGone(one: AdHoc, actor: Actor): Promise<void> {
    const approval = approvalOf(one)
    if (approval === undefined || (await this.stillApproves(one, approval))) return
    await this.ports.app.transaction({}, (trx) =>
      this.step(trx, actor, one.id, ['approved'], 'lapsed', '批准人已不在批准的岗位'),
    )
    throw new Refusal(approverGone, {})
  }

  private async stillApproves(one: AdHoc, { account, by }: AdHocStep): Promise<boolean> {
    const now = await this.ports.staffNow(account)
    if (now === undefined || now.personId !== by) return false
    const actor: Actor = { ...now, realm: 'staff', accountId: account, sessionId: '', channel: 'web' }
    return mayApprove(this.ports, actor, one)
  }

  private requireFresh(one: AdHoc): void {
    const days = this.ports.setting('business.ad-hoc-valid')
    const on = approvedOn(one)
    if (on !== undefined && plusDays(on, days) < this.ports.clock.today()) throw new Refusal(approvalOver, { days })
  }

  private async step(
    trx: Trx,
    actor: Actor,
    id: string,
    from: readonly AdHocState[],
    state: AdHocStep['state'],
    note: string,
  ): Promise<void> {
    await lockAdHoc(trx, id)
    const one = await this.own(trx, actor, id)
    if (!from.includes(adHocState(one))) throw new Refusal(adHocMoved, wordsOf(one))
    const said = { note: note.trim(), by: actor.personId, account: actor.accountId, at: this.ports.clock.now() }
    await insertAdHocStep(trx, id, { state, ...said })
  }

  private async mine(trx: Trx, actor: Actor, id: string): Promise<AdHoc> {
    await lockAdHoc(trx, id)
    const one = await this.own(trx, actor, id)
    if (one.requestedBy !== actor.personId) throw new Refusal(adHocNotYours, {})
    return one
  }

  private async own(trx: Trx, actor: Actor, id: string): Promise<AdHoc> {
    const one = await findAdHoc(trx, this.ports.vault, id)
    const under = agenciesUnder(this.ports.agencies(), organisationOf(actor))
    if (one === undefined || !under.includes(one.agency)) throw new Refusal(noAdHoc, {})
    return one
  }

  private month(): Period {
    return periodOfDay(this.ports.clock.today())
  }

  private door<R>(actor: Actor, action: Door, agency: string, matter: string, work: (trx: Trx) => Promise<R>) {
    const resource = { kind: 'Agency' as const, agency }
    return this.ports.gate.pass({ actor, action, resource, purpose: '临时统计', matter }, work)
  }
}

function approvalOf({ steps }: AdHoc): AdHocStep | undefined {
  return steps.findLast(({ state }) => state === 'approved')
}

function wordsOf(one: AdHoc) {
  const { zh, en } = AD_HOC_STATES[adHocState(one)]
  return { state: zh, stateEn: en }
}
