import { createHash, type Hash } from 'node:crypto'
import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import { periodOfDay } from '../kernel/day.js'
import { type Period, parsePeriod, periodsFrom } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import type { Due, Posted } from '../ledger/fact.js'
import { contributionsOf, employersById, openedNames, personsDueOf } from '../ledger/lookup-store.js'
import { groupBy } from '../records/live.js'
import type { DifferenceAnswer, DifferenceRequest } from './difference-contract.js'
import { type DifferenceTerms, differencesOf, type PersonDifferences } from './difference-lines.js'
import { type Employer, employerOf } from './employer-terms.js'
import { EntryDesk, type EntryRow } from './entry-desk-service.js'
import { refuseEntry } from './entry-refusals.js'
import { getEmployer } from './entry-service.js'
import { endingsOf } from './known-life-store.js'
import type { CollectionPorts } from './ports.js'
import { futureMonth } from './refusals.js'

/** So many persons are looked up together. */
const AT_ONCE = 500
const SHOWN_REFUSALS = 100

interface Asked {
  readonly from: Period
  readonly through: Period
  readonly current: Period
  readonly insurances?: readonly string[] | undefined
  readonly agency: string
  readonly employer?: Employer | undefined
}

interface PersonDues {
  readonly personId: string
  readonly dues: readonly Posted<Due>[]
}

/**
 * 成批补差。After a late notice: everybody's dues of some months are computed again by the parameters in force, person by
 * person, and what differs is filed for the route of back payment. Done again once it is posted, nothing differs.
 */
export class DifferenceService {
  private readonly desk: EntryDesk

  constructor(private readonly ports: CollectionPorts) {
    this.desk = new EntryDesk(ports)
  }

  async file(actor: Actor, request: DifferenceRequest): Promise<DifferenceAnswer> {
    const asked = await this.readAsked(actor, request)
    const count = new Counting()
    for await (const one of this.differences(asked)) count.take(one)
    const answer = count.result()
    if (request.preview === true || answer.lines === 0) return answer
    const { agency, employer, current } = asked
    const submission = await this.desk.file(actor, {
      kind: 'backPay',
      agency,
      area: employer?.area ?? this.ports.areaOf(agency),
      employerId: employer?.id,
      settlementMonth: current,
      content: { ...request, differences: count.digest() },
      ground: '按现行规则对已记账缴费重算的差额',
      lines: this.rows(asked),
    })
    return { ...answer, submission }
  }

  private async readAsked(actor: Actor, request: DifferenceRequest): Promise<Asked> {
    const [from, through] = [parsePeriod(request.from), parsePeriod(request.through)]
    const current = periodOfDay(this.ports.clock.today())
    if (through > current) throw new Refusal(futureMonth, { month: through, current })
    if (from > through)
      refuseEntry('起始年月晚于终止年月，请改正。', 'The first month is after the last; correct the months.')
    const employer = request.creditCode === undefined ? undefined : await getEmployer(this.ports, request.creditCode)
    const { insurances } = request
    return { from, through, current, insurances, employer, agency: employer?.agency ?? organisationOf(actor) }
  }

  /** Computed a second time as it is written, so that no list of all lines is ever held. */
  private async *rows(asked: Asked): AsyncGenerator<EntryRow> {
    let row = 0
    for await (const { lines, refusals } of this.differences(asked)) {
      for (const line of lines) yield { line: { ...line, row: ++row }, counted: line.items }
      for (const refusal of refusals) yield { refusal: { ...refusal, row: ++row } }
    }
  }

  private async *differences(asked: Asked): AsyncGenerator<PersonDifferences> {
    const employers = new Map<string, Employer | undefined>()
    for await (const batch of batches(asked.employer === undefined ? this.ofAgency(asked) : this.ofEmployer(asked)))
      yield* await this.differencesOfBatch(asked, batch, employers)
  }

  private differencesOfBatch(asked: Asked, batch: readonly PersonDues[], employers: Map<string, Employer | undefined>) {
    const { app, vault, policy } = this.ports
    const persons = batch.map(({ personId }) => personId)
    return app.transaction({ persons }, async (trx) => {
      const ids = [...new Set(batch.flatMap(({ dues }) => dues.flatMap(({ employerId }) => employerId ?? [])))]
      const missing = ids.filter((id) => !employers.has(id))
      const found = groupBy(await employersById(trx, missing), ({ employerId }) => employerId)
      for (const id of missing) employers.set(id, employerOf(found.get(id) ?? []))
      const { book } = policy()
      const terms: DifferenceTerms = {
        settlementMonth: asked.current,
        areaOf: (area) => book.area(area),
        employer: (id) => employers.get(id),
        endings: await endingsOf(trx, persons),
        insurances: asked.insurances,
      }
      const names = await openedNames(trx, persons, vault)
      return batch.map(({ personId, dues }) => differencesOf(terms, { personId, ...nameIn(names, personId) }, dues))
    })
  }

  /** 一个单位的应缴。 */
  private async *ofEmployer({ employer, from, through }: Asked): AsyncGenerator<PersonDues> {
    const { app } = this.ports
    const { id } = employer!
    const everybody = await app.transaction({ employer: id }, (trx) => personsDueOf(trx, id, from, through))
    const months = [...periodsFrom(from, through)]
    for (let i = 0; i < everybody.length; i += AT_ONCE) {
      const persons = everybody.slice(i, i + AT_ONCE)
      const dues = await app.transaction({ persons }, (trx) => contributionsOf<Due>(trx, 'due', persons, months))
      const own = groupBy(
        dues.filter(({ employerId }) => employerId === id),
        ({ personId }) => personId,
      )
      for (const personId of persons) yield { personId, dues: own.get(personId) ?? [] }
    }
  }

  /** 本机构全部的应缴，逐人。 */
  private async *ofAgency({ agency, from, through }: Asked): AsyncGenerator<PersonDues> {
    for await (const { personId, facts } of this.ports.everybody.persons(['due'])) {
      const dues = facts.filter(
        (fact): fact is Posted<Due> =>
          fact.kind === 'due' &&
          fact.agency === agency &&
          from <= fact.contributionMonth &&
          fact.contributionMonth <= through,
      )
      if (dues.length > 0) yield { personId, dues }
    }
  }
}

async function* batches(persons: AsyncIterable<PersonDues>): AsyncGenerator<PersonDues[]> {
  let batch: PersonDues[] = []
  for await (const person of persons) {
    batch.push(person)
    if (batch.length < AT_ONCE) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

const UNNAMED = { fullName: '', identityNumber: '' }

function nameIn(names: ReadonlyMap<string, typeof UNNAMED>, personId: string): typeof UNNAMED {
  return names.get(personId) ?? UNNAMED
}

/** 轧账：rows = differing + unchanged + refused; and a digest by which the same differences are known again. */
class Counting {
  private readonly hash: Hash = createHash('sm3')
  private readonly sums = { rows: 0, differing: 0, refused: 0, persons: 0, lines: 0 }
  private readonly charged = { employer: 0, person: 0 }
  private readonly refunded = { employer: 0, person: 0 }
  private readonly refusedRows: DifferenceAnswer['refusedRows'] = []

  take({ rows, differing, lines, refusals }: PersonDifferences): void {
    this.sums.rows += rows
    this.sums.differing += differing
    this.sums.refused += refusals.length
    this.sums.lines += lines.length
    if (lines.length > 0) this.sums.persons++
    for (const { items, personId, employerId, contributionMonth, contributionKind, declaredWage } of lines) {
      this.hash.update(JSON.stringify([personId, employerId, contributionMonth, contributionKind, declaredWage, items]))
      const side = contributionKind === '18' ? this.refunded : this.charged
      for (const { employer, person } of items) {
        side.employer += employer
        side.person += person
      }
    }
    for (const { about: _, ...refusal } of refusals) {
      if (this.refusedRows.length < SHOWN_REFUSALS) this.refusedRows.push({ ...refusal, row: this.sums.rows })
    }
  }

  digest(): string {
    return this.hash.digest('hex')
  }

  result(): DifferenceAnswer {
    const { charged, refunded, refusedRows } = this
    const { rows, differing, refused } = this.sums
    return { ...this.sums, unchanged: rows - differing - refused, charged, refunded, refusedRows }
  }
}
