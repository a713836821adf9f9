import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Actor } from '../src/access/actor.js'
import { openGate } from '../src/access/gate-service.js'
import { paperFiles } from '../src/archive/paper-files.js'
import type { PaperStore } from '../src/archive/paper-port.js'
import { PaperService } from '../src/archive/paper-service.js'
import type { StaffAccount } from '../src/archive/ports.js'
import type { ArchivePorts } from '../src/archive/ports-service.js'
import { type Day, plusDays } from '../src/kernel/day.js'
import { personFactsAt, postingsOfDays } from '../src/ledger/fact-place-store.js'
import { testChance, testGuard, testLineSealer } from './access.js'
import type { TestDatabase } from './city.js'
import { AGENCY, clerk, PAPER_DESK, type TestDesk } from './desk.js'

/** 测试用的档案室：on a real database behind the real gate, on a day that is turned by hand. */
export interface TestArchive {
  readonly ports: ArchivePorts
  readonly store: PaperStore
  /** 登录名 → 账户。 */
  readonly accounts: Map<string, StaffAccount>
  /** 资料 ↔ 凭证，as a test says. */
  readonly ties: Map<string, readonly string[]>
  readonly persons: Map<string, readonly string[]>
  today: Day
}

export function testArchive(db: TestDatabase, desk: TestDesk): TestArchive {
  const { vault } = desk.ledger
  const { ids } = desk.ports
  const store = paperFiles(mkdtempSync(join(tmpdir(), 'archive-')))
  const clock = { now: desk.ports.clock.now, today: () => archive.today }
  const dueDay = (days: number) => plusDays(archive.today, days)
  const papers = new PaperService({ app: db.app, vault, store, clock, ids, ...PAPER_DESK, dueDay })
  const shared = { clock, chance: testChance, sealer: testLineSealer, alarm: () => undefined }
  const accounts = new Map<string, StaffAccount>()
  const [ties, persons] = [new Map<string, readonly string[]>(), new Map<string, readonly string[]>()]
  const archive: TestArchive = {
    ...{ store, accounts, ties, persons, today: '2026-03-16' as Day },
    ports: {
      ...{ app: db.app, vault, papers, store, clock, ids, dueDay, chance: testChance, scannerName: 'none' },
      gate: openGate({ ...shared, database: db.app, guard: testGuard(), conceal: (text) => text }),
      setting: PAPER_DESK.setting,
      area: () => desk.policy.book.area('999900'),
      agencyName: (agency) => agency,
      agenciesUnder: (agency) => (agency === '999900' ? ['999900', '999901', '999902'] : [agency]),
      staffNames: async (asked) => new Map(asked.map((id) => [id, `人员${id}`])),
      staffByLogin: async (login) => accounts.get(login),
      ties: {
        documentsOfVoucher: async (voucher) => ties.get(voucher) ?? [],
        vouchersOf: async (documents) =>
          new Map(
            documents.map((id) => [id, [...ties].flatMap(([voucher, all]) => (all.includes(id) ? [voucher] : []))]),
          ),
        personsOf: async (document) => persons.get(document) ?? [],
      },
      draw: {
        postings: (agency, from, through) =>
          db.verify.transaction({}, (trx) => postingsOfDays(trx, agency, from, through)),
        placesOf: (refs) => db.verify.transaction({}, (trx) => personFactsAt(trx, refs)),
      },
      tell: (fact) =>
        Object.entries(fact)
          .filter(([name]) => name === 'base' || name === 'personAmount')
          .map(([name, value]) => ({
            ...{ name, label: { zh: name, en: name } },
            value: { zh: String(value), en: String(value) },
          })),
    },
  }
  return archive
}

const SESSION = '0190d2a0-0000-7000-8000-0000000000'

/** 有会话的经办人：the access book names sessions by a real number. */
export function keeper(personId: string, ...posts: Parameters<typeof clerk>[1][]): Actor {
  return { ...clerk(personId, ...posts), agency: AGENCY, sessionId: `${SESSION}${personId.slice(-2).padStart(2, '0')}` }
}
