import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { openGate } from '../src/access/gate-service.js'
import { paperFiles } from '../src/archive/paper-files.js'
import { PaperService } from '../src/archive/paper-service.js'
import { type Instant, periodOfDay } from '../src/kernel/day.js'
import { uuidV7 } from '../src/kernel/uuid.js'
import { insertPeople } from '../src/ledger/people-store.js'
import { LedgerSequencer } from '../src/ledger/sequence-service.js'
import { loadPolicyBook } from '../src/policy/book.js'
import { settingOf } from '../src/policy/house-setting.js'
import { EmployerService } from '../src/query/employer-service.js'
import { PersonService } from '../src/query/person-service.js'
import { type RecordPorts, RecordService } from '../src/query/record-service.js'
import { handClock, testChance, testGuard, testLineSealer } from './access.js'
import type { TestDatabase } from './city.js'
import { PAPER_DESK } from './desk.js'
import { filesUnder } from './files.js'
import { registrationFact, testLedger } from './ledger.js'
import { memoryTree } from './memory-tree.js'

/** 测试用查询室：the reading services on a real database, behind the real gate. */
export function testReading(db: TestDatabase) {
  const ledger = testLedger(db)
  const { vault } = ledger
  const clock = handClock()
  const guard = testGuard()
  const book = loadPolicyBook(filesUnder(['policies'], /\.ya?ml$/))
  const ids = { uuid: () => uuidV7(Date.now() as Instant, randomBytes(10)) }
  const store = paperFiles(mkdtempSync(join(tmpdir(), 'papers-')))
  const shared = { clock, chance: testChance, sealer: testLineSealer, alarm: () => undefined }
  const ports: RecordPorts = {
    gate: openGate({ ...shared, database: db.app, guard, conceal: (text) => vault.conceal(text) }),
    papers: new PaperService({ app: db.app, vault, store, clock, ids, ...PAPER_DESK }),
    ...{ vault, clock, book: () => book, digest: () => '00', bookAt: async () => ({ book, digest: '00' }) },
    agencyName: (code) => code,
    staffNames: async (ids) => new Map(ids.map((id) => [id, `经办${id}`])),
    areaName: (code) => book.area(code).zh,
    otherName: () => '用人单位',
    isWithin: (agency, of) => agency === of || of === '999900',
    setting: (id, variant) => settingOf(book.area('999900'), id, periodOfDay(clock.today()), variant),
    paperPersons: async () => [],
    groundOf: (policy) => guard.groundOf(policy),
  }
  const sequencer = new LedgerSequencer(db.post, ledger.keys, memoryTree(), () => undefined)
  return {
    ...{ ledger, clock, ports },
    records: new RecordService(ports),
    persons: new PersonService(ports),
    employers: new EmployerService(ports),
    /** Gives every posting so far its place in the tree; a transaction still open elsewhere in the cluster delays it. */
    sequence: async () => {
      for (let n = 0; n < 400 && (await unplaced(db)) > 0; n++) {
        await sequencer.tick()
        await setTimeout(25)
      }
    },
    /** A registered person whom a search can find. */
    person: async (identityNumber: string, fullName: string, agency = '999901'): Promise<string> => {
      const [personId] = (await ledger.newPersons(1)) as [string]
      const index = { personId, identityNumber, fullName, documentType: '01' }
      await db.post.transaction({}, (trx) => insertPeople(trx, vault, [index]))
      const birthDate = `${identityNumber.slice(6, 10)}-${identityNumber.slice(10, 12)}-${identityNumber.slice(12, 14)}`
      const named = { fullName, socialSecurityNumber: identityNumber, birthDate: birthDate as never, agency }
      await ledger.post([registrationFact(personId, named)])
      return personId
    },
  }
}

async function unplaced(db: TestDatabase): Promise<number> {
  const [row] = await db.admin.transaction({}, (trx) =>
    trx.rows<{ n: number }>(
      'select count(*)::int as n from ledger.posting p where not exists (select 1 from ledger.leaf l where l.posting_id = p.posting_id)',
    ),
  )
  return row!.n
}

export type TestReading = ReturnType<typeof testReading>
