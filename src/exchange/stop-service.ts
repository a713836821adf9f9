import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { EmployerChangeService } from '../collection/employer-change-service.js'
import { employerOf } from '../collection/employer-terms.js'
import { FactEntryService } from '../collection/fact-entry-service.js'
import type { Sentence } from '../collection/kinds.js'
import { WorkService } from '../collection/work-service.js'
import type { Trx } from '../db/database.js'
import { type Day, periodOfDay } from '../kernel/day.js'
import { plus } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { employersById, openedNames } from '../ledger/lookup-store.js'
import { requireOpenTo } from '../ledger/mandate-store.js'
import { findBatch } from './batch-store.js'
import type { DecideStop } from './contract.js'
import { changeDifference, decisionsOf, insertDecision, openDifferencesOf } from './difference-store.js'
import { inLine } from './in-line-service.js'
import { partnersInForce } from './partner-store.js'
import type { ExchangePorts } from './ports.js'
import { alreadyPosted, missingStop, oneSourceOnly, sourcesConflict } from './refusals.js'
import { deathReportsOf, decideStops, findStop, type Stop, stopsInForce, stopsOfEmployers } from './stop-store.js'
import { stopSentence } from './stop-words.js'

/** 停待核查。Raised by the matching, decided by people: confirmed into a submission that is reviewed, or released. */
export class StopService {
  private readonly facts: FactEntryService
  private readonly employers: EmployerChangeService
  private readonly work: WorkService

  constructor(private readonly ports: ExchangePorts) {
    const { collection } = ports
    this.facts = new FactEntryService(collection)
    this.employers = new EmployerChangeService(collection)
    this.work = new WorkService(collection)
  }

  get(stopId: string): Promise<Stop> {
    return this.ports.collection.app.transaction({}, (trx) => getStop(trx, stopId))
  }

  /** 确认：what it leads to is filed for review. One source alone never settles a day of death. */
  confirm(actor: Actor, stopId: string, request: DecideStop): Promise<{ submissionId: string }> {
    return this.alone(actor, stopId, (stop) => this.confirmNow(actor, stop, request))
  }

  private async confirmNow(actor: Actor, stop: Stop, { note, documentId, day }: DecideStop) {
    if (stop.decision !== undefined) throw new Refusal(missingStop, {})
    const reports = await this.reportsOf(stop)
    const settled = stop.kind === 'death' ? settledDay(reports, documentId, day as Day | undefined) : stop.reportedDay
    const ground = { ground: note, ...(documentId === undefined ? {} : { documentId }) }
    const submissionId =
      stop.kind === 'death'
        ? await this.fileDeath(actor, stop, settled, reports, ground)
        : await this.fileCancellation(actor, stop, documentId)
    await this.decide(
      actor,
      reports.filter(({ decision }) => decision === undefined),
      'confirm',
      note,
      {
        documentId,
        submissionId,
      },
    )
    return { submissionId }
  }

  /**
   * 解除，须说明理由。Also of what was confirmed, as long as nothing was posted on it. Whoever is shown to live is let go of every
   * report of the death at once: one left behind would stop the payment all the same.
   */
  release(actor: Actor, stopId: string, request: DecideStop): Promise<void> {
    return this.alone(actor, stopId, (stop) => this.releaseNow(actor, stop, request))
  }

  private async releaseNow(actor: Actor, stop: Stop, { note, documentId }: DecideStop): Promise<void> {
    if (stop.liftedAt !== undefined || stop.decision === 'released') throw new Refusal(missingStop, {})
    const all = (await this.reportsOf(stop)).filter(({ liftedAt }) => liftedAt === undefined)
    await this.retract(actor, all, note)
    await this.decide(actor, all, 'release', note, { documentId })
  }

  /** One decision at a time about one person or employer, by somebody to whom that person is shown. */
  private async alone<R>(actor: Actor, stopId: string, work: (stop: Stop) => Promise<R>): Promise<R> {
    const { app } = this.ports.collection
    const { personId, employerId } = await this.get(stopId)
    return inLine(app, `${personId ?? ''} ${employerId ?? ''}`, async () => {
      if (personId !== undefined) await app.transaction({}, (trx) => requireOpenTo(trx, actor, [personId]))
      return work(await this.get(stopId))
    })
  }

  /** 各方关于同一人死亡的通报；of an employer, the one. */
  private async reportsOf(stop: Stop): Promise<readonly Stop[]> {
    const { personId, kind } = stop
    if (kind !== 'death' || personId === undefined) return [stop]
    return this.ports.collection.app.transaction({}, (trx) => deathReportsOf(trx, personId))
  }

  /** What a confirmation filed goes with it, before anybody can agree to it; what is posted already is corrected instead. */
  private async retract(actor: Actor, stops: readonly Stop[], note: string): Promise<void> {
    const confirmed = stops.flatMap(({ stopId, decision }) => (decision === 'confirmed' ? [stopId] : []))
    const lines = await this.ports.collection.app.transaction({}, (trx) => decisionsOf(trx, confirmed))
    for (const submissionId of new Set(lines.flatMap((line) => line.submissionId ?? [])))
      if (!(await this.work.retract(actor, submissionId, note))) throw new Refusal(alreadyPosted, {})
  }

  private async fileDeath(
    actor: Actor,
    { personId = '0' }: Stop,
    day: Day,
    reports: readonly Stop[],
    ground: { ground: string; documentId?: string },
  ): Promise<string> {
    const { app, vault } = this.ports.collection
    const who = await app.transaction({ persons: [personId] }, async (trx) =>
      (await openedNames(trx, [personId], vault)).get(personId),
    )
    if (who === undefined) throw new Refusal(missingStop, {})
    const names = await this.partnerNames()
    const document = [...new Set(reports.map(({ partner }) => names.get(partner) ?? partner))].join('、').slice(0, 90)
    const items = [{ ...who, event: 'death' as const, day, document: `${document}通报` }]
    return (await this.facts.enter(actor, 'lifeEvent', { items, ...ground })).id
  }

  /** 单位注销：filed from the month after, its staff with it. What the registration authority reported is the paper of it. */
  private async fileCancellation(actor: Actor, stop: Stop, documentId: string | undefined): Promise<string> {
    const { employerId = '0', reportedDay, batchId } = stop
    const { employer, batch } = await this.ports.collection.app.transaction({}, async (trx) => ({
      employer: employerOf(await employersById(trx, [employerId])),
      batch: await findBatch(trx, batchId),
    }))
    if (employer === undefined || batch === undefined) throw new Refusal(missingStop, {})
    const request = {
      ...{ creditCode: employer.creditCode, fromMonth: plus(periodOfDay(reportedDay), 1), endStaff: true },
      ...{ reason: 'dissolved' as const, documentId: documentId ?? batch.documentId },
    }
    return (await this.employers.cancel(actor, request)).id
  }

  private decide(
    actor: Actor,
    stops: readonly Stop[],
    decision: 'confirm' | 'release',
    note: string,
    with_: { documentId?: string | undefined; submissionId?: string | undefined },
  ): Promise<void> {
    const { app, vault, clock } = this.ports.collection
    const at = clock.now()
    return app.transaction({}, async (trx) => {
      for (const { stopId } of stops) await getStop(trx, stopId, true)
      const ids = stops.map(({ stopId }) => stopId)
      await decideStops(trx, ids, decision === 'confirm' ? 'confirmed' : 'released', at)
      const line = {
        decision,
        note: vault.seal(undefined, note),
        by: actor.personId,
        organisation: organisationOf(actor),
        at,
      }
      for (const matterId of ids) await insertDecision(trx, { matterId, ...line, ...with_ })
      for (const stop of stops) await this.closeDifferences(trx, actor, stop, decision)
    })
  }

  /** The difference that came with the stop is decided with it. */
  private async closeDifferences(trx: Trx, actor: Actor, stop: Stop, decision: 'confirm' | 'release'): Promise<void> {
    const field = stop.kind === 'death' ? 'death' : 'employerState'
    const open = await openDifferencesOf(trx, stop, field)
    const closedWith = decision === 'confirm' ? ('theirsRight' as const) : ('oursRight' as const)
    const of = open.filter(({ partner }) => decision === 'confirm' || partner === stop.partner)
    const change = { handler: actor.personId, at: this.ports.collection.clock.now(), closedWith }
    for (const { differenceId } of of) await changeDifference(trx, differenceId, change)
  }

  private async partnerNames(): Promise<Map<string, string>> {
    const partners = await this.ports.collection.app.transaction({}, partnersInForce)
    return new Map(partners.map(({ partner, name }) => [partner, name]))
  }
}

/** 何日死亡。Two sources that agree, or a paper; a paper settles what sources tell differently. */
export function settledDay(reports: readonly Stop[], documentId: string | undefined, given: Day | undefined): Day {
  const days = [...new Set(reports.map(({ reportedDay }) => reportedDay))].sort()
  if (documentId !== undefined) {
    if (given !== undefined) return given
    if (days.length > 1) throw new Refusal(sourcesConflict, { days: days.join('、') })
    return days[0]!
  }
  if (days.length > 1) throw new Refusal(sourcesConflict, { days: days.join('、') })
  if (new Set(reports.map(({ partner }) => partner)).size < 2) throw new Refusal(oneSourceOnly, {})
  return days[0]!
}

async function getStop(trx: Trx, stopId: string, lock = false): Promise<Stop> {
  const stop = await findStop(trx, stopId, lock)
  if (stop === undefined) throw new Refusal(missingStop, {})
  return stop
}

/** 谁正停待核查，及其缘由：who may not be paid or filed for just now (the port of collection). */
export async function stopsOf(trx: Trx, personIds: readonly string[]): Promise<ReadonlyMap<string, Sentence>> {
  return sentences(trx, await stopsInForce(trx, personIds), ({ personId }) => personId)
}

export async function employerStopsOf(
  trx: Trx,
  employerIds: readonly string[],
): Promise<ReadonlyMap<string, Sentence>> {
  return sentences(trx, await stopsOfEmployers(trx, employerIds), ({ employerId }) => employerId)
}

async function sentences(
  trx: Trx,
  stops: readonly Stop[],
  whose: (stop: Stop) => string | undefined,
): Promise<ReadonlyMap<string, Sentence>> {
  if (stops.length === 0) return new Map()
  const names = new Map((await partnersInForce(trx)).map(({ partner, name }) => [partner, name]))
  return new Map(
    stops.flatMap((stop) => {
      const id = whose(stop)
      const name = names.get(stop.partner) ?? stop.partner
      return id === undefined ? [] : [[id, stopSentence(stop.kind, stop.reportedDay, name)] as const]
    }),
  )
}
