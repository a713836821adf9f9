import type { Action } from '../access/actions.js'
import { type Actor, organisationOf } from '../access/actor.js'
import type { Pass } from '../access/gate-service.js'
import { openJson, sealJson } from '../collection/voucher-body.js'
import type { Trx } from '../db/database.js'
import { daysBetween } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { waitInLine } from '../ledger/lookup-store.js'
import { countPersons } from '../ledger/person-stream-store.js'
import { highestPlace } from '../ledger/sequence-store.js'
import type { DeliveryCost, DeliveryList, DeliveryRunView, OpenDelivery } from './delivery-contract.js'
import type { DeliveryPorts } from './delivery-ports.js'
import {
  type Costs,
  costsOf,
  countStates,
  type DeliveryRun,
  findRun,
  insertRun,
  runsOf,
  runsOfYear,
  type StateCount,
} from './delivery-run-store.js'
import { isEnd, PIECE_STATE_NAMES, PIECE_STATES, type PieceState } from './delivery-words.js'
import { businessYear, lastEndedYear, type YearTerms } from './delivery-year.js'
import { dayText, money } from './page-text.js'
import { mixedForms, reasonNeeded, runExists, unknownRun, yearNotOver } from './refusals-delivery.js'

const LISTED = 100

/** 年度寄送的批次：开批、看进度、看费用。 */
export class DeliveryService {
  constructor(private readonly ports: DeliveryPorts) {}

  /** 开批，with the cut-off of the data: what is in the tree now. One a year, an agency and a form. */
  async open(actor: Actor, { year, postage, insurance: alone, reason }: OpenDelivery): Promise<DeliveryRunView> {
    const insurance: string = alone ?? ''
    const { clock, ids, setting, vault, verify } = this.ports
    const agency = organisationOf(actor)
    const [inputSize, personsTotal] = await verify.transaction({}, async (trx) => [
      (await highestPlace(trx)) + 1,
      await countPersons(trx),
    ])
    const run = await this.pass(actor, 'delivery.manage', agency, async (trx) => {
      const of = businessYear(year, this.terms())
      if (of.end >= clock.today()) throw new Refusal(yearNotOver, { year, end: of.end })
      if ((insurance === '') !== (reason === undefined)) throw new Refusal(reasonNeeded, {})
      await waitInLine(trx, [`delivery year ${agency} ${year}`])
      const others = await runsOfYear(trx, agency, year)
      if (others.some((one) => one.insurance === insurance)) throw new Refusal(runExists, { year })
      if (others.some((one) => (one.insurance === '') !== (insurance === ''))) throw new Refusal(mixedForms, { year })
      const { start, end, deadline, statementYear } = of
      const runId = ids.uuid()
      const isAlone = await insertRun(trx, {
        ...{ runId, agency, year, insurance, start, end, deadline, statementYear, cutOff: clock.today(), inputSize },
        ...(reason === undefined ? {} : { formReason: sealJson(vault, reason.trim()) }),
        postage: postage ?? setting('business.delivery-postage'),
        returnDays: setting('business.delivery-return-days'),
        ...{ personsTotal, openedBy: actor.personId, openedAt: clock.now() },
      })
      if (!isAlone) throw new Refusal(runExists, { year })
      return this.counted(trx, (await findRun(trx, runId))!)
    })
    return this.view(actor, run)
  }

  async list(actor: Actor): Promise<DeliveryList> {
    const { agenciesUnder, clock, setting } = this.ports
    const agency = organisationOf(actor)
    const counted = await this.pass(actor, 'delivery.read', agency, async (trx) => {
      const runs = await runsOf(trx, agenciesUnder(agency), LISTED)
      const all: Counted[] = []
      for (const run of runs) all.push(await this.counted(trx, run))
      return all
    })
    const { year, start, end, deadline } = lastEndedYear(clock.today(), this.terms())
    return {
      runs: await Promise.all(counted.map((one) => this.view(actor, one))),
      next: { year, start, end, deadline, postage: setting('business.delivery-postage') },
      mayOpen: this.wouldPass(actor, 'delivery.manage', agency),
    }
  }

  async show(actor: Actor, runId: string): Promise<DeliveryRunView> {
    return this.view(actor, await this.counting(actor, runId))
  }

  /** 费用单，as PDF. */
  async costSheet(actor: Actor, runId: string): Promise<Uint8Array> {
    const { printer, agencyOf, clock } = this.ports
    const { run, counts, costs } = await this.counting(actor, runId)
    const { name, address, phone, website } = agencyOf(run.agency)
    const cost = costOf(run, costs)
    const one = (label: string, value: number) => [label, String(value)] as const
    const page = {
      title: `${run.year} 年度权益记录单打印邮寄费用单`,
      agency: { name, address, phone, website },
      printedAt: dayText(clock.today()),
      rows: [
        one('交寄件数', cost.postings),
        one('打印页数', cost.pages),
        ['每件邮资（元）', money(fen(cost.postageEach))] as const,
        ['邮资合计（元）', money(fen(cost.postage))] as const,
        one('退回件数', cost.returns),
      ],
      states: [
        ...PIECE_STATE_NAMES.map((state) => one(PIECE_STATES[state].zh, nOf(counts, state))),
        one('合计', setOf(counts)),
      ],
      says: `业务年度 ${run.start} 至 ${run.end}，应于 ${run.deadline} 前送达；交寄件数含改址再寄。`,
    }
    return printer.plain('cost.typ', page, '')
  }

  private async counting(actor: Actor, runId: string): Promise<Counted> {
    const { app, agenciesUnder } = this.ports
    const seen = await app.transaction({}, (trx) => findRun(trx, runId))
    if (seen !== undefined && !agenciesUnder(organisationOf(actor)).includes(seen.agency))
      return this.pass(actor, 'delivery.read', seen.agency, (trx) => this.counted(trx, seen))
    return this.pass(actor, 'delivery.read', seen?.agency ?? organisationOf(actor), async (trx) => {
      if (seen === undefined) throw new Refusal(unknownRun, {})
      return this.counted(trx, seen)
    })
  }

  private async counted(trx: Trx, run: DeliveryRun): Promise<Counted> {
    return { run, counts: await countStates(trx, run.runId, run.deadline), costs: await costsOf(trx, run.runId) }
  }

  private terms(): YearTerms {
    const { setting } = this.ports
    return {
      starts: setting('business.delivery-year-starts'),
      ends: setting('business.delivery-year-ends'),
      months: setting('business.delivery-months'),
    }
  }

  private pass<R>(
    actor: Actor,
    action: Action,
    agency: string,
    work: (trx: Trx, pass: Pass) => Promise<R>,
  ): Promise<R> {
    const resource = { kind: 'Agency' as const, agency }
    return this.ports.gate.pass({ actor, action, resource, matter: 'statement delivery' }, work)
  }

  private wouldPass(actor: Actor, action: Action, agency: string): boolean {
    return this.ports.gate.wouldPass({ actor, action, resource: { kind: 'Agency', agency } })
  }

  private async view(actor: Actor, { run, counts, costs }: Counted): Promise<DeliveryRunView> {
    const { agencyOf, clock, staffNames, vault } = this.ports
    const names = await staffNames([run.openedBy])
    const set = setOf(counts)
    const ended = counts.reduce((sum, { state, n }) => sum + (isEnd(state) ? n : 0), 0)
    const isLate = clock.today() > run.deadline
    return {
      ...{ id: run.runId, agency: run.agency, agencyName: agencyOf(run.agency).name, year: run.year },
      ...(run.insurance === '' ? {} : { insurance: run.insurance }),
      ...(run.formReason === undefined ? {} : { formReason: openJson<string>(vault, run.formReason) }),
      ...{ start: run.start, end: run.end, deadline: run.deadline, statementYear: run.statementYear },
      ...{ cutOff: run.cutOff, treeSize: run.inputSize, returnDays: run.returnDays, state: run.state },
      ...{ personsDone: run.personsDone, personsTotal: run.personsTotal },
      ...{ openedBy: names.get(run.openedBy) ?? '', openedAt: run.openedAt },
      ...{ set, counts: countsOf(counts), ended },
      lateEnded: counts.reduce((sum, { late }) => sum + late, 0),
      ...{ lateOpen: isLate ? set - ended : 0, daysLeft: daysBetween(clock.today(), run.deadline) },
      cost: costOf(run, costs),
      mayManage: this.wouldPass(actor, 'delivery.manage', run.agency),
      mayHandle: this.wouldPass(actor, 'delivery.handle', run.agency),
    }
  }
}

interface Counted {
  readonly run: DeliveryRun
  readonly counts: readonly StateCount[]
  readonly costs: Costs
}

function costOf({ postage }: DeliveryRun, { postings, pages, returns }: Costs): DeliveryCost {
  return { postings, pages, postageEach: postage, postage: postings * postage, returns }
}

function nOf(counts: readonly StateCount[], state: PieceState): number {
  return counts.find((one) => one.state === state)?.n ?? 0
}

function setOf(counts: readonly StateCount[]): number {
  return counts.reduce((sum, { n }) => sum + n, 0)
}

function countsOf(counts: readonly StateCount[]): DeliveryRunView['counts'] {
  return Object.fromEntries(PIECE_STATE_NAMES.map((state) => [state, nOf(counts, state)])) as DeliveryRunView['counts']
}
