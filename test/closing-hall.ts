import type { ClosingPorts } from '../src/closing/ports.js'
import { ClosingRunner } from '../src/closing/run-service.js'
import { ClosingService } from '../src/closing/service.js'
import { parsePeriod, periodsFrom } from '../src/kernel/period.js'
import type { AccountClose, Fact, Posted } from '../src/ledger/fact.js'
import { streamPersons } from '../src/ledger/person-stream-store.js'
import { highestPlace, insertPlaces } from '../src/ledger/sequence-store.js'
import { loadPolicyBook } from '../src/policy/book.js'
import { staff, testDesk } from './access.js'
import { type TestDatabase, testDatabase } from './city.js'
import { filesUnder } from './files.js'
import { dueFact, paidFact, type TestLedger, testLedger } from './ledger.js'

export const book = loadPolicyBook(filesUnder(['policies'], /\.ya?ml$/))
export const PERSONS = 1200
export const ACCOUNTANT = staff(['accountant'], '999900', '71')
export const CHIEF = staff(['chiefAccountant'], '999900', '72')
export const CLERK = staff(['frontDesk'], '999901', '73')

/** 结息大厅：a database of its own with persons, the close's service and runner, and postings that get their places when told. */
export interface Hall {
  readonly db: TestDatabase
  readonly ledger: TestLedger
  readonly service: ClosingService
  readonly runner: ClosingRunner
  readonly persons: readonly string[]
  readonly alarms: string[]
  post(facts: readonly Fact[]): Promise<void>
  /** Gives every posting its place. */
  settle(): Promise<void>
  closes(): Promise<Posted<AccountClose>[]>
  events(action: string): Promise<string[]>
}

export async function openHall(change: Partial<ClosingPorts> = {}, count = PERSONS): Promise<Hall> {
  const db = await testDatabase()
  const ledger = testLedger(db)
  const { gate, clock } = testDesk(db)
  const alarms: string[] = []
  let ids = 0
  const ports: ClosingPorts = {
    ...{ gate, clock, app: db.app, verify: db.verify, posting: ledger.posting },
    policy: () => ({ book, digest: 'digest' }),
    policyAt: async () => ({ book, digest: 'digest' }),
    ids: { uuid: () => `0190d2a0-0000-7000-8000-${String(++ids).padStart(12, '0')}` },
    areaOf: () => '999900',
    staffNames: async () => new Map([['71', '祝安然']]),
    alarm: (says) => alarms.push(says),
    ...change,
  }
  const persons = await ledger.newPersons(count)
  const settle = () =>
    db.post.transaction({}, async (trx) => {
      const waiting = await trx.rows<{ posting_id: string }>(
        'select posting_id from ledger.posting p where not exists (select 1 from ledger.leaf l where l.posting_id = p.posting_id) order by posting_id',
      )
      await insertPlaces(
        trx,
        (await highestPlace(trx)) + 1,
        waiting.map((row) => row.posting_id),
      )
    })
  return {
    ...{ db, ledger, persons, alarms, settle },
    service: new ClosingService(ports),
    runner: new ClosingRunner(ports),
    post: async (facts) => {
      for (let i = 0; i < facts.length; i += 6000) await ledger.post(facts.slice(i, i + 6000))
      await settle()
    },
    closes: async () => {
      const found: Posted<AccountClose>[] = []
      for await (const { facts } of streamPersons(db.verify, { kinds: ['accountClose'] })) {
        found.push(...(facts as Posted<AccountClose>[]))
      }
      return found
    },
    events: async (action) => {
      const rows = await db.admin.transaction({}, (trx) =>
        trx.rows<{ outcome: string }>('select outcome from access.event where action = $1 order by at, event_id', [
          action,
        ]),
      )
      return rows.map(({ outcome }) => outcome)
    },
  }
}

/** 一人两年的缴费。 */
export function life(personId: string, from = '2023-11', through = '2024-12'): Fact[] {
  const months = [...periodsFrom(parsePeriod(from), parsePeriod(through))]
  return months.flatMap((month) => [dueFact(personId, month), paidFact(personId, month)])
}

export async function close(
  hall: Hall,
  year: number,
): Promise<{ state: string; rows: number; provisionalRows: number }> {
  const { id } = await hall.service.propose(ACCOUNTANT, year)
  await hall.service.move(CHIEF, id, 'approve')
  await hall.runner.advance()
  await hall.settle()
  return hall.service.show(CHIEF, id)
}
