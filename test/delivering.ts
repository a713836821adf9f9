import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { DeliveryBatchService } from '../src/certificates/delivery-batch-service.js'
import { DeliveryGatherer } from '../src/certificates/delivery-gather-service.js'
import { DeliveryPapers } from '../src/certificates/delivery-paper-service.js'
import { PieceService } from '../src/certificates/delivery-piece-service.js'
import type { DeliveryPorts } from '../src/certificates/delivery-ports.js'
import { DeliveryService } from '../src/certificates/delivery-service.js'
import { openPrinter, type Printer } from '../src/certificates/print.js'
import type { PaperCipher } from '../src/certificates/secrets.js'
import type { StatementPage } from '../src/certificates/statement-page.js'
import type { Day, Instant } from '../src/kernel/day.js'
import { uuidV7 } from '../src/kernel/uuid.js'
import type { Fact, Guardianship, PersonContact } from '../src/ledger/fact.js'
import type { Setting } from '../src/policy/house-setting.js'
import { fileKey, openFile, sealFile } from '../src/statistics/sealed-file.js'
import { staff } from './access.js'
import { type TestDatabase, testDatabase } from './city.js'
import { employerFact, enrolmentFact } from './ledger.js'
import { type TestReading, testReading } from './reading.js'
import { PRINTER, sampleOrigin } from './sample-paper.js'

export const EMPLOYER = '7'
const PLACE = { line: 1, agency: '999901', area: '999900' }
export const DESK = staff(['frontDesk'], '999901', '81')
export const WEST_DESK = staff(['frontDesk'], '999902', '82')
export const HANDLER = staff(['protectedHandler'], '999901', '83')
export const AUDITOR = staff(['auditor'], '999900', '84')
const random = (count: number) => randomBytes(count)
let ticks = 0
/** Later ones sort behind earlier ones, within one moment too. */
const uuid = () => uuidV7((Date.UTC(2026, 2, 2) + ticks++) as Instant, randomBytes(10))

/** 寄送的一室，on a real database: persons, the services, and a clock turned by hand. */
export interface Sending {
  readonly db: TestDatabase
  readonly reading: TestReading
  readonly ports: DeliveryPorts
  readonly runs: DeliveryService
  readonly pieces: PieceService
  readonly batches: DeliveryBatchService
  readonly gatherer: DeliveryGatherer
  readonly pages: StatementPage[]
  /** Another setting than the policies have. */
  readonly settings: Map<string, number>
  person(birth: string, facts?: (id: string) => readonly Fact[], agency?: string): Promise<string>
  agreement(change?: { through?: string; agency?: string }): Promise<string>
  admin<R extends object>(sql: string, values?: unknown[]): Promise<R[]>
  close(): Promise<void>
}

let serial = 0

export async function openSending(): Promise<Sending> {
  const db = await testDatabase()
  const reading = testReading(db)
  const printer = openPrinter(PRINTER)
  const pages: StatementPage[] = []
  const settings = new Map<string, number>()
  const ports = portsOf(db, reading, { printer, pages, settings })
  await reading.ledger.post([employerFact(EMPLOYER, '91110108QYT0000144', '示例甲公司')])
  const admin = <R extends object>(sql: string, values: unknown[] = []) =>
    db.admin.transaction({}, (trx) => trx.rows<R>(sql, values))
  return {
    ...{ db, reading, ports, pages, settings, admin },
    runs: new DeliveryService(ports),
    pieces: new PieceService(ports),
    batches: new DeliveryBatchService(ports),
    gatherer: new DeliveryGatherer(ports),
    person: async (birth, facts = () => [], agency = '999901') => {
      const number = `110101${birth.replaceAll('-', '')}997${String(serial % 10)}`
      const id = await reading.person(number, `测试${'甲乙丙丁戊己庚辛壬癸'[serial++ % 10]}`, agency)
      const own = facts(id)
      if (own.length > 0) await reading.ledger.post(own.map((fact, i) => ({ ...fact, line: i + 1 }) as Fact))
      return id
    },
    agreement: async ({ through = '2027-12-31', agency = '999901' } = {}) => {
      const id = randomUUID()
      await admin(
        `insert into archive.agreement (agreement_id, agency, number, vendor, from_day, through_day, companion, made_by, made_at,
           kind)
         values ($1, $2, $3, '示例印务邮寄公司', '2025-01-01', $4, 81, 81, now(), 'printingFirm')`,
        [id, agency, `寄递协议 ${id.slice(0, 4)} 号`, through],
      )
      return id
    },
    close: async () => {
      printer.close()
      await db.close()
    },
  }
}

function portsOf(
  db: TestDatabase,
  reading: TestReading,
  kept: { printer: Printer; pages: StatementPage[]; settings: Map<string, number> },
): DeliveryPorts {
  const { vault } = reading.ledger
  const printer: Printer = {
    ...kept.printer,
    statement: (page, stamp) => {
      kept.pages.push(page)
      return kept.printer.statement(page, stamp)
    },
  }
  const cipher: PaperCipher = {
    load: (trx, persons) => vault.load(trx, persons),
    seal: (person, plain) => vault.sealBytesOf(person, plain),
    open: (person, sealed) => (vault.has(person) ? vault.unsealBytes(person, sealed) : undefined),
  }
  const keyed = (text: string) => createHmac('sm3', 'a key for tests only').update(text).digest()
  const setting: Setting = (id, variant) => kept.settings.get(id) ?? reading.ports.setting(id, variant)
  const agencyOf = (code: string) => ({ ...sampleOrigin().agency, code, postalCode: '999900' })
  const papers = new DeliveryPapers({
    desk: {
      ...{ printer, cipher, keyed, random, newId: randomUUID, host: 'https://quanyi.example.cn', lifeDays: () => 365 },
    },
    ...{ records: reading.records, clock: reading.clock },
    agencyOf: (code) => ({ agency: agencyOf(code), areaCode: '999900', areaName: '示例市' }),
    ofBoth: () => 'employee',
    checkpoint: () => ({ treeSize: 1, root: '0'.repeat(64) }),
  })
  return {
    ...{ gate: reading.ports.gate, app: db.app, verify: db.verify, vault, clock: reading.clock, setting, printer },
    ...{ ids: { uuid }, staffNames: async () => new Map([['81', '祝安然']]), agencyOf },
    agenciesUnder: (agency) => (agency === '999900' ? ['999900', '999901', '999902'] : [agency]),
    agenciesOver: (agency) => [...new Set([agency, '999900'])],
    issue: (trx, actor, decision, asked) => papers.issue(trx, actor, decision, asked),
    copy: (trx, personId, paper) => papers.copy(trx, personId, paper),
    seal: async (plain, password) => sealFile(plain, await fileKey(password, random), random),
    alarm: () => undefined,
  }
}

/** 列齐：every posting has its place, a run is opened, and its persons are gathered. */
export async function openedRun(sending: Sending, change: object = {}) {
  await sending.reading.sequence()
  const run = await sending.runs.open(DESK, { year: 2025, ...change })
  await sending.gatherer.advance()
  return sending.runs.show(DESK, run.id)
}

/** 启封的名单；nothing by another password. */
export function openedList(bytes: Buffer, password: string): string | undefined {
  return openFile(bytes, password)?.toString()
}

export const enrolled = (id: string, change: object = {}): Fact => enrolmentFact(id, EMPLOYER, '2024-01', change)

export function contact(id: string, change: Partial<PersonContact> = {}): PersonContact {
  const address = { mailingAddress: '示例市东区试验路1号2单元301', postalCode: '999901' }
  return { ...PLACE, kind: 'personContact', personId: id, ...address, ...change }
}

export function guardianship(
  id: string,
  guardian: string,
  change: 'begin' | 'end' = 'begin',
  fromDay = '2020-01-01',
): Guardianship {
  const what = { change, fromDay: fromDay as Day, document: '示例监护证明 1 号' }
  return { ...PLACE, kind: 'guardianship', personId: id, guardianPersonId: guardian, ...what }
}
