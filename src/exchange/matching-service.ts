import { slicesOf } from '../archive/byte-source.js'
import type { RefusedRow } from '../collection/kinds.js'
import { refusedBy } from '../collection/row-refusals.js'
import { sealJson } from '../collection/voucher-body.js'
import type { Trx } from '../db/database.js'
import type { Day } from '../kernel/day.js'
import { addWorkingDays, workingCalendar } from '../policy/working-days.js'
import {
  addProgress,
  type Batch,
  type Counted,
  finishBatch,
  insertRefusedPart,
  lockedProgress,
  nextUnfinished,
} from './batch-store.js'
import { decidedAlready, insertDifferences, type NewDifference } from './difference-store.js'
import { bodyRows } from './feed-lines.js'
import { employersIn, findWho, knownOf } from './lookup-store.js'
import { matchEmployer } from './match-employer.js'
import { matchBirth, matchDeath, matchNameChange, matchPrison, matchService, matchTax } from './match-person.js'
import type { Matter } from './matters.js'
import type { BodyRow } from './message.js'
import type { ExchangePorts } from './ports.js'
import { isRefusedRow, type Row, readExchangeRow } from './row.js'
import { insertStop } from './stop-store.js'
import type { Finding } from './verdict.js'

const AT_ONCE = 500

const OF_PERSONS = {
  death: matchDeath,
  nameChange: matchNameChange,
  birth: matchBirth,
  prison: matchPrison,
  tax: matchTax,
  service: matchService,
} as const

/** 差异的内容，encrypted where it stands. */
export interface DifferenceBody {
  readonly ours: string
  readonly theirs: string
  readonly texts: Row['texts']
  readonly amounts: Row['amounts']
}

/**
 * 比对。A batch is worked through a few hundred rows at a time, each in a transaction of its own that also keeps how far it
 * came: a stop of the system loses nothing and does nothing twice, and memory does not grow with the rows. Nothing here
 * changes a record: differences become work for people, a death or a cancelled employer a stop.
 */
export class MatchingService {
  constructor(private readonly ports: ExchangePorts) {}

  /** Works on the oldest batch that waits; false where none does. */
  async advance(halt: { halted: boolean } = { halted: false }): Promise<boolean> {
    const batch = await this.ports.collection.app.transaction({}, nextUnfinished)
    if (batch === undefined) return false
    return this.work(batch, halt)
  }

  private async work(batch: Batch, halt: { halted: boolean }): Promise<boolean> {
    const { app, largePapers, clock } = this.ports.collection
    const { digest } = await app.transaction({}, (trx) => largePapers.getDocument(trx, batch.documentId))
    const isDone = await largePapers.use(digest, (source) => this.rows(batch, slicesOf(source), halt))
    if (isDone) await app.transaction({}, (trx) => finishBatch(trx, batch.batchId, clock.now()))
    return isDone
  }

  /** A few hundred rows in hand, never the file. */
  private async rows(batch: Batch, slices: AsyncIterable<Buffer>, halt: { halted: boolean }): Promise<boolean> {
    let chunk: BodyRow[] = []
    for await (const row of bodyRows(slices)) {
      if (row.line <= batch.rowsDone) continue
      chunk.push(row)
      if (chunk.length < AT_ONCE) continue
      if (halt.halted || !(await this.matchChunk(batch, chunk))) return false
      chunk = []
    }
    return chunk.length === 0 || this.matchChunk(batch, chunk)
  }

  /** False where somebody else is at it. */
  private matchChunk(batch: Batch, chunk: readonly BodyRow[]): Promise<boolean> {
    const { app, vault, clock, policy } = this.ports.collection
    return app.transaction({}, async (trx) => {
      const now = await lockedProgress(trx, batch.batchId)
      if (now === undefined || now.rowsDone !== chunk[0]!.line - 1) return false
      const terms = { standard: policy().standard.standard, today: clock.today() }
      const read = chunk.map((row) => readExchangeRow(batch.matter, row, terms))
      const refused = read.filter(isRefusedRow)
      const rows = read.filter((row): row is Row => !isRefusedRow(row))
      const findings = await this.findings(trx, batch.matter, rows, refused)
      const counted = await this.keep(trx, batch, findings)
      if (refused.length > 0)
        await insertRefusedPart(trx, batch.batchId, chunk[0]!.line, refused.length, sealJson(vault, refused))
      await addProgress(trx, batch.batchId, chunk.length, { ...counted, refused: refused.length })
      return true
    })
  }

  private async findings(
    trx: Trx,
    matter: Matter,
    rows: readonly Row[],
    refused: RefusedRow[],
  ): Promise<Map<Row, readonly Finding[]>> {
    if (matter === 'employer' || matter === 'institution') {
      const employers = await employersIn(trx, rows)
      return new Map(rows.map((row) => [row, matchEmployer(row, employers.get(row.texts['creditCode']!))]))
    }
    const { vault, clock } = this.ports.collection
    const found = await findWho(trx, vault, rows, clock.today())
    const persons = new Set<string>()
    const unnamed = new Set<string>()
    for (const { who } of found.values()) {
      if (!('personId' in who)) continue
      persons.add(who.personId)
      if (who.how !== 'oneDigitOff' && !who.isNamed) unnamed.add(who.personId)
    }
    const months = rows.flatMap(({ texts }) => texts['contributionMonth'] ?? [])
    const known = await knownOf(trx, vault, [...persons], [...unnamed], months)
    const findings = new Map<Row, readonly Finding[]>()
    for (const [row, { who, refused: why }] of found) {
      if (why === undefined) findings.set(row, OF_PERSONS[matter](row, who, known))
      else refused.push(refusedBy(row.line, '证件号码', why))
    }
    return findings
  }

  /** Each row counts once: differing where anything of it is new work, else matched. */
  private async keep(trx: Trx, batch: Batch, findings: ReadonlyMap<Row, readonly Finding[]>): Promise<Counted> {
    const { ids, clock } = this.ports.collection
    const due = this.deadline(batch)
    const made = [...findings].flatMap(([row, many]) =>
      many.map((finding) => ({ row, finding, difference: this.differenceOf(batch, row, finding, due) })),
    )
    const decided = await decidedAlready(
      trx,
      made.map(({ difference }) => difference.about),
    )
    const fresh = made.filter(({ difference }) => !decided.has(difference.about.toString('hex')))
    const added = await insertDifferences(
      trx,
      fresh.map(({ difference }) => difference),
    )
    for (const { row, finding, difference } of fresh) {
      const { stop, personId, employerId } = finding
      if (stop === undefined) continue
      await insertStop(trx, {
        ...{ stopId: ids.uuid(), kind: stop.kind, personId, employerId, agency: difference.agency },
        ...{ partner: batch.partner, batchId: batch.batchId, line: row.line, reportedDay: stop.day as Day },
        raisedAt: clock.now(),
      })
    }
    const differing = new Set(made.filter(({ difference }) => added.has(difference.differenceId)).map(({ row }) => row))
      .size
    return { differing, matched: findings.size - differing, refused: 0 }
  }

  private differenceOf(batch: Batch, { line, texts, amounts }: Row, finding: Finding, due: Due): NewDifference {
    const { ids, clock, vault } = this.ports.collection
    const { partner, matter, batchId } = batch
    const { field, outcome, confidence, personId, employerId, ours, theirs } = finding
    const whose = personId ?? employerId ?? ''
    const body: DifferenceBody = { ours, theirs, texts, amounts }
    return {
      ...{ differenceId: ids.uuid(), batchId, line, partner, matter, field, outcome, confidence, personId, employerId },
      ...{ agency: finding.agency ?? batch.agency, receivedAt: clock.now() },
      ...{ dueDay: due.day, dueProvisional: due.provisional },
      about: vault.digest(`exchange:${[partner, matter, field, whose, theirs].join('|')}`),
      body: sealJson(vault, body),
    }
  }

  private deadline({ agency }: Batch): Due {
    const { policy, areaOf, clock, setting } = this.ports.collection
    const calendar = workingCalendar(policy().book.area(areaOf(agency)))
    return addWorkingDays(calendar, clock.today(), setting('business.exchange-difference-term'))
  }
}

interface Due {
  readonly day: Day
  readonly provisional: boolean
}
