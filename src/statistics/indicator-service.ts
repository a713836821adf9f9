import { hash } from 'node:crypto'
import { type Actor, organisationOf } from '../access/actor.js'
import { cityAmong } from '../access/agency-tree.js'
import type { Trx } from '../db/database.js'
import { periodOfDay } from '../kernel/day.js'
import { parsePeriod, yearOf } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { type Catalogue, catalogueAt } from './catalogue.js'
import { changed, requireLater } from './indicator-change.js'
import type {
  IndicatorBook,
  IndicatorCaseView,
  IndicatorView,
  ProposeIndicators,
  VersionView,
} from './indicator-contract.js'
import {
  caseState,
  cataloguesNow,
  findCase,
  type IndicatorCase,
  type IndicatorStep,
  indicatorCases,
  insertCase,
  insertCaseStep,
  insertVersion,
  lockCatalogue,
} from './indicator-store.js'
import { INDICATOR_CASE_STATES, type IndicatorCaseState } from './indicator-words.js'
import type { StatisticsPorts } from './ports.js'
import { caseMoved, caseNotYours, catalogueMoved, noCase } from './refusals-ad-hoc.js'
import { takeSerial } from './statistic-store.js'
import { TOPICS } from './topics.js'

const MOST = 200
export type IndicatorTurn = 'review' | 'approve' | 'return' | 'withdraw'
const TO = { review: 'reviewed', approve: 'approved', return: 'returned', withdraw: 'withdrawn' } as const
const BEFORE: Readonly<Record<IndicatorTurn, readonly IndicatorCaseState[]>> = {
  ...{ review: ['proposed'], approve: ['reviewed'] },
  ...{ return: ['proposed', 'reviewed'], withdraw: ['proposed', 'reviewed'] },
}

/**
 * 指标口径的变更案。Proposed by one, reviewed by another, approved by a third; in force from a month that has not begun.
 * Versions only ever come to be: every figure keeps the one it was made by.
 */
export class IndicatorService {
  constructor(private readonly ports: StatisticsPorts) {}

  book(actor: Actor): Promise<IndicatorBook> {
    return this.reading(actor, 'indicators', async (trx) => {
      const versions = await cataloguesNow(trx, this.ports.catalogues)
      const cases = await indicatorCases(trx, MOST)
      const now = catalogueAt(versions, periodOfDay(this.ports.clock.today()))
      const newest = versions.at(-1)!
      const names = await this.ports.staffNames([...new Set(cases.flatMap(peopleOf))])
      return {
        versions: [...versions].reverse().map((one) => versionView(one, cases, one === now)),
        cases: cases.map((one) => this.view(actor, one, versions, names)),
        absent: TOPICS.filter((id) => !newest.indicators.some((indicator) => indicator.id === id)),
        canPropose: this.would(actor, 'indicator.propose', {}),
      }
    })
  }

  async propose(actor: Actor, request: ProposeIndicators): Promise<IndicatorCaseView> {
    const { clock, ids } = this.ports
    const asked = { ...request, since: parsePeriod(request.since), reason: request.reason.trim() }
    const id = ids.uuid()
    await this.passing(actor, 'indicator.propose', {}, asked.since, async (trx) => {
      await lockCatalogue(trx)
      const versions = await cataloguesNow(trx, this.ports.catalogues)
      const newest = versions.at(-1)!
      requireLater(asked.since, newest, this.now())
      const body = changed(newest, String(versions.length + 1), asked)
      const agency = organisationOf(actor)
      const serial = await takeSerial(trx, 'KJ', agency, yearOf(this.now()))
      const said = { reason: asked.reason, since: asked.since, fromVersion: newest.version, digest: digestOf(body) }
      await insertCase(trx, { id, serial, agency, body, ...said, proposedBy: actor.personId, proposedAt: clock.now() })
    })
    return this.show(actor, id)
  }

  async show(actor: Actor, id: string): Promise<IndicatorCaseView> {
    return this.reading(actor, id, async (trx) => {
      const one = await this.own(trx, id)
      const names = await this.ports.staffNames(peopleOf(one))
      return this.view(actor, one, await cataloguesNow(trx, this.ports.catalogues), names)
    })
  }

  /** 审核、批准、退回：each by somebody who had no hand in it; 撤回 by the proposer. */
  async turn(actor: Actor, id: string, turn: IndicatorTurn, note: string): Promise<IndicatorCaseView> {
    const found = await this.ports.app.transaction({}, (trx) => this.own(trx, id))
    const action = turn === 'withdraw' ? 'indicator.propose' : 'indicator.decide'
    await this.passing(actor, action, contextOf(actor, found, turn), found.serial, async (trx) => {
      await lockCatalogue(trx)
      const one = await this.own(trx, id)
      if (!BEFORE[turn].includes(caseState(one))) throw new Refusal(caseMoved, wordsOf(one))
      if (turn === 'withdraw' && one.proposedBy !== actor.personId) throw new Refusal(caseNotYours, {})
      if (turn === 'approve') await this.putInForce(trx, one)
      const said = { note: note.trim(), by: actor.personId, at: this.ports.clock.now() }
      await insertCaseStep(trx, id, { state: TO[turn] as IndicatorStep['state'], ...said })
    })
    return this.show(actor, id)
  }

  /** 成为新的一版；the month must still lie ahead, and the version it starts from be the newest. */
  private async putInForce(trx: Trx, one: IndicatorCase): Promise<void> {
    const newest = (await cataloguesNow(trx, this.ports.catalogues)).at(-1)!
    if (newest.version !== one.fromVersion) throw new Refusal(catalogueMoved, { version: newest.version })
    requireLater(one.since, newest, this.now())
    await insertVersion(trx, one.body, one.id, this.ports.clock.now())
  }

  private async own(trx: Trx, id: string): Promise<IndicatorCase> {
    const one = await findCase(trx, id)
    if (one === undefined) throw new Refusal(noCase, {})
    return one
  }

  private view(
    actor: Actor,
    one: IndicatorCase,
    versions: readonly Catalogue[],
    names: ReadonlyMap<string, string>,
  ): IndicatorCaseView {
    const from = versions.find(({ version }) => version === one.fromVersion)!
    const turns = Object.keys(TO) as IndicatorTurn[]
    return {
      ...{ id: one.id, serial: one.serial, state: caseState(one), fromVersion: one.fromVersion, since: one.since },
      ...{ reason: one.reason, digest: one.digest, proposedBy: names.get(one.proposedBy) ?? '' },
      proposedAt: one.proposedAt,
      ...{ before: indicatorsOf(from), after: indicatorsOf(one.body) },
      ...{ agesBefore: [...from.ages], agesAfter: [...one.body.ages] },
      steps: one.steps.map((step) => ({ ...step, by: names.get(step.by) ?? '' })),
      can: turns.filter((turn) => this.may(actor, one, turn)),
    }
  }

  private may(actor: Actor, one: IndicatorCase, turn: IndicatorTurn): boolean {
    if (!BEFORE[turn].includes(caseState(one))) return false
    if (turn !== 'withdraw') return this.would(actor, 'indicator.decide', contextOf(actor, one, turn))
    return one.proposedBy === actor.personId && this.would(actor, 'indicator.propose', {})
  }

  private now() {
    return periodOfDay(this.ports.clock.today())
  }

  private would(actor: Actor, action: 'indicator.propose' | 'indicator.decide', context: object): boolean {
    const resource = { kind: 'Agency' as const, agency: cityAmong(this.ports.agencies()) }
    return this.ports.gate.wouldPass({ actor, action, resource, context, purpose: '-', matter: '-' })
  }

  private passing<R>(
    actor: Actor,
    action: 'indicator.propose' | 'indicator.decide',
    context: object,
    matter: string,
    work: (trx: Trx) => Promise<R>,
  ): Promise<R> {
    const resource = { kind: 'Agency' as const, agency: cityAmong(this.ports.agencies()) }
    return this.ports.gate.pass({ actor, action, resource, context, purpose: '指标口径变更', matter }, work)
  }

  private reading<R>(actor: Actor, matter: string, work: (trx: Trx) => Promise<R>): Promise<R> {
    const resource = { kind: 'Agency' as const, agency: organisationOf(actor) }
    return this.ports.gate.pass({ actor, action: 'statistic.read', resource, purpose: '指标口径', matter }, work)
  }
}

/** 在哪一环节，and whether this person had a hand in it before. */
function contextOf(actor: Actor, one: IndicatorCase, turn: IndicatorTurn) {
  const stage = caseState(one) === 'reviewed' || turn === 'approve' ? 'approve' : 'review'
  return { stage, handledBefore: peopleOf(one).includes(actor.personId) }
}

function peopleOf({ proposedBy, steps }: IndicatorCase): string[] {
  return [proposedBy, ...steps.map(({ by }) => by)]
}

function versionView(one: Catalogue, cases: readonly IndicatorCase[], isCurrent: boolean): VersionView {
  const serial = cases.find(
    ({ body, steps }) => body.version === one.version && steps.at(-1)?.state === 'approved',
  )?.serial
  return {
    ...{ version: one.version, since: one.since, basis: one.basis, isCurrent, ages: [...one.ages] },
    ...(serial === undefined ? {} : { serial }),
    indicators: indicatorsOf(one),
  }
}

function indicatorsOf(catalogue: Catalogue): IndicatorView[] {
  return catalogue.indicators.map(({ id, zh, en, unit, definition, period, basis, owner, ownerEn = owner }) => ({
    ...{ id, zh, en, unit, definition, basis: basis ?? catalogue.basis },
    ...(period === undefined ? {} : { period }),
    ...(owner === undefined || ownerEn === undefined ? {} : { owner: { zh: owner, en: ownerEn } }),
  }))
}

function digestOf(body: Catalogue): string {
  return hash('sm3', JSON.stringify(body), 'hex')
}

function wordsOf(one: IndicatorCase) {
  const { zh, en } = INDICATOR_CASE_STATES[caseState(one)]
  return { state: zh, stateEn: en }
}
