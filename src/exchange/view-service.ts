import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Pass } from '../access/gate-service.js'
import type { RefusedRow } from '../collection/kinds.js'
import { openJson } from '../collection/voucher-body.js'
import type { Trx } from '../db/database.js'
import { mask } from '../kernel/mask.js'
import { Refusal } from '../kernel/refusal.js'
import { employersById, openedNames } from '../ledger/lookup-store.js'
import { openTo } from '../ledger/mandate-store.js'
import { type Batch, findBatch, listBatches, listRejections, refusedPartsOf } from './batch-store.js'
import type {
  BatchList,
  BatchResult,
  BatchView,
  DecisionView,
  DifferenceList,
  DifferenceQuery,
  DifferenceView,
  StopList,
  StopView,
} from './contract.js'
import { DifferenceService, isStopped, prefillOf } from './difference-service.js'
import {
  type DecisionLine,
  type Difference,
  decisionsOf,
  differencesOfBatch,
  listDifferences,
} from './difference-store.js'
import { partnersInForce } from './partner-store.js'
import type { ExchangePorts } from './ports.js'
import { missingBatch } from './refusals.js'
import { deathReportsOf, listStops, type Stop } from './stop-store.js'

const LISTED = 300
const SHOWN_LINES = 10_000

/** 何人何单位，by id: names opened once for a page, each with a line of its own. */
interface Names {
  readonly about: (one: { personId?: string | undefined; employerId?: string | undefined }) => string
  readonly partner: (code: string) => string
  readonly staff: ReadonlyMap<string, string>
}

/** 来文、差异与停待核查的列表。Inside the gate: whoever is named on a page has been looked at, and it is written. */
export class ViewService {
  private readonly differences: DifferenceService

  constructor(private readonly ports: ExchangePorts) {
    this.differences = new DifferenceService(ports)
  }

  async batches(trx: Trx, actor: Actor): Promise<BatchList> {
    const agencies = this.agencies(actor)
    const names = await this.partnerNames(trx)
    const items = (await listBatches(trx, agencies, LISTED)).map((one) => batchView(one, names))
    const rejected = await listRejections(trx, agencies, LISTED)
    return {
      items,
      rejections: rejected.map(({ rejectionId: id, partner, channel, code, says, at }) => ({
        ...{ id, partner, channel },
        ...{ code, says, at },
      })),
    }
  }

  async result(trx: Trx, actor: Actor, batchId: string): Promise<BatchResult> {
    const batch = await this.getBatch(trx, actor, batchId)
    const parts = await refusedPartsOf(trx, batchId, SHOWN_LINES)
    const differing = await differencesOfBatch(trx, batchId, 0, SHOWN_LINES)
    return {
      batch: batchView(batch, await this.partnerNames(trx)),
      refusedRows: parts
        .flatMap((part) => openJson<RefusedRow[]>(this.ports.collection.vault, part))
        .slice(0, SHOWN_LINES),
      differing: differing.map(({ line, field, outcome, closedAt }) => ({
        line,
        field,
        outcome,
        closed: closedAt !== undefined,
      })),
    }
  }

  async listDifferences(trx: Trx, pass: Pass, actor: Actor, query: DifferenceQuery): Promise<DifferenceList> {
    const all = await listDifferences(trx, { ...query, agencies: this.agencies(actor), limit: LISTED })
    const found = await openTo(trx, actor, all, ({ personId }) => personId)
    const decisions = await decisionsOf(
      trx,
      found.map(({ differenceId }) => differenceId),
    )
    const names = await this.namesOf(trx, pass, found, decisions)
    const items: DifferenceView[] = []
    for (const one of found) items.push(await this.differenceView(trx, one, names, decisions))
    return { items }
  }

  async listStops(trx: Trx, pass: Pass, actor: Actor, isOpen: boolean): Promise<StopList> {
    const stops = await listStops(trx, this.agencies(actor), isOpen, LISTED)
    const found = onePerMatter(await openTo(trx, actor, stops, ({ personId }) => personId))
    const decisions = await decisionsOf(
      trx,
      found.map(({ stopId }) => stopId),
    )
    const names = await this.namesOf(trx, pass, found, decisions)
    const items: StopView[] = []
    for (const one of found) items.push(await stopView(trx, one, names, this.told(one.stopId, decisions, names)))
    return { items }
  }

  private async differenceView(
    trx: Trx,
    one: Difference,
    names: Names,
    decisions: readonly DecisionLine[],
  ): Promise<DifferenceView> {
    const body = this.differences.bodyOf(one)
    const { differenceId: id, batchId, line, partner, matter, field, outcome, confidence, agency } = one
    const { receivedAt, dueDay, dueProvisional, toFile } = one
    const isOpen = one.closedAt === undefined
    return {
      ...{ id, batchId, line, partner, matter, field, outcome, confidence, agency, receivedAt, dueDay, dueProvisional },
      ...{
        toFile,
        partnerName: names.partner(partner),
        about: names.about(one) || (body.texts['fullName'] ?? body.texts['name'] ?? ''),
      },
      ...{ ours: body.ours, theirs: body.theirs, prefill: prefillOf(one, body) },
      overdue: isOpen && dueDay < this.ports.collection.clock.today(),
      asked: one.askedAt !== undefined,
      stopped: isOpen && (await isStopped(trx, one)),
      decisions: this.told(id, decisions, names),
      ...(one.personId === undefined ? {} : { personId: one.personId }),
      ...(one.employerId === undefined ? {} : { employerId: one.employerId }),
      ...(one.handler === undefined ? {} : { handler: names.staff.get(one.handler) ?? '' }),
      ...(one.decision === undefined ? {} : { decision: one.decision }),
      ...(one.closedAt === undefined ? {} : { closedAt: one.closedAt }),
    }
  }

  private told(id: string, decisions: readonly DecisionLine[], { staff }: Names): DecisionView[] {
    return decisions
      .filter(({ matterId }) => matterId === id)
      .map(({ decision, note, by, at, documentId, submissionId }) => ({
        ...{ decision, note: this.ports.collection.vault.unseal(undefined, note), by: staff.get(by) ?? '', at },
        ...(documentId === undefined ? {} : { documentId }),
        ...(submissionId === undefined ? {} : { submissionId }),
      }))
  }

  private async namesOf(
    trx: Trx,
    pass: Pass,
    found: readonly { personId?: string | undefined; employerId?: string | undefined }[],
    decisions: readonly DecisionLine[],
  ): Promise<Names> {
    const { vault, staffNames } = this.ports.collection
    const persons = [...new Set(found.flatMap(({ personId }) => personId ?? []))]
    const employers = [...new Set(found.flatMap(({ employerId }) => employerId ?? []))]
    await pass.show(persons)
    const people = persons.length === 0 ? new Map() : await openedNames(trx, persons, vault)
    const companies = new Map((await employersById(trx, employers)).map((one) => [one.employerId, one]))
    const partners = await this.partnerNames(trx)
    return {
      partner: (code) => partners.get(code) ?? code,
      staff: await staffNames([...new Set(decisions.map(({ by }) => by))]),
      about: ({ personId, employerId }) => {
        const person = personId === undefined ? undefined : people.get(personId)
        if (person !== undefined) return `${person.fullName} ${mask(person.identityNumber)}`
        const company = employerId === undefined ? undefined : companies.get(employerId)
        return company === undefined ? '' : `${company.name} ${company.creditCode}`
      },
    }
  }

  async getBatch(trx: Trx, actor: Actor, batchId: string): Promise<Batch> {
    const batch = await findBatch(trx, batchId)
    if (batch === undefined || !this.agencies(actor).includes(batch.agency)) throw new Refusal(missingBatch, {})
    return batch
  }

  private agencies(actor: Actor): readonly string[] {
    return this.ports.agenciesUnder(organisationOf(actor))
  }

  private async partnerNames(trx: Trx): Promise<Map<string, string>> {
    return new Map((await partnersInForce(trx)).map(({ partner, name }) => [partner, name]))
  }
}

export function batchView(one: Batch, names: ReadonlyMap<string, string>): BatchView {
  const { batchId: id, partner, matter, number, agency, basis, from, through, rowsIn, rowsDone, matched } = one
  const { differing, refused, total, channel, receivedAt, lateDays, finishedAt } = one
  return {
    ...{ id, partner, matter, number, agency, basis, from, through, rowsIn, rowsDone, matched, differing, refused },
    ...{ total, channel, receivedAt, lateDays, partnerName: names.get(partner) ?? partner },
    digest: one.digest.toString('hex'),
    ...(finishedAt === undefined ? {} : { finishedAt }),
  }
}

/** 一人一行：several reports of one death are decided together, and each row names all its sources. */
function onePerMatter(stops: readonly Stop[]): Stop[] {
  const keyOf = ({ kind, personId, employerId, stopId, decision, decidedAt }: Stop) =>
    [kind, personId ?? '', employerId ?? '', personId ?? employerId ?? stopId, decision ?? '', decidedAt ?? ''].join()
  return [...new Map([...stops].reverse().map((stop) => [keyOf(stop), stop])).values()].reverse()
}

async function stopView(trx: Trx, one: Stop, names: Names, decisions: DecisionView[]): Promise<StopView> {
  const reports = one.kind === 'death' && one.personId !== undefined ? await deathReportsOf(trx, one.personId) : [one]
  const { stopId: id, kind, agency, reportedDay, raisedAt } = one
  return {
    ...{ id, kind, agency, reportedDay, raisedAt, partnerName: names.partner(one.partner), about: names.about(one) },
    sources: reports.map((report) => ({
      partnerName: names.partner(report.partner),
      day: report.reportedDay,
      raisedAt: report.raisedAt,
    })),
    inForce: one.liftedAt === undefined,
    decisions,
    ...(one.personId === undefined ? {} : { personId: one.personId }),
    ...(one.employerId === undefined ? {} : { employerId: one.employerId }),
    ...(one.decision === undefined ? {} : { decision: one.decision }),
  }
}
