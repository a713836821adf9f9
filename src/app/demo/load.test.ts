import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { testDesk as accountDesk } from '../../../test/access.js'
import { type TestDatabase, testDatabase } from '../../../test/city.js'
import { type TestDesk, testDesk } from '../../../test/desk.js'
import { memoryTree } from '../../../test/memory-tree.js'
import { parsePeriod, periodsFrom } from '../../kernel/period.js'
import { PostingService } from '../../ledger/posting-service.js'
import { LedgerSequencer } from '../../ledger/sequence-service.js'
import { verifyLedger } from '../../ledger/verify-service.js'
import { type CitySize, inventCity } from './city.js'
import type { DemoRooms } from './demo-rooms.js'
import { loadDemoCity } from './load.js'
import { monthOf, totalOf } from './month.js'
import type { DemoPerson } from './people.js'

const SMALL: CitySize = {
  seed: '小城',
  employers: 5,
  lives: 20,
  from: parsePeriod('2019-01'),
  through: parsePeriod('2019-06'),
}

let db: TestDatabase
let desk: TestDesk
let rooms: DemoRooms
let people: DemoPerson[]
let marker: string | undefined
const said: string[] = []

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  const { ports, ledger } = desk
  const { vault, keys } = ledger
  const store = new Map<string, Uint8Array>()
  rooms = {
    collection: ports,
    accounts: accountDesk(db).accounts,
    post: db.post,
    papers: {
      put: async (name, sealed) => void store.set(name, sealed),
      get: async (name) => Buffer.from(store.get(name) ?? []),
      remove: async (name) => void store.delete(name),
    },
    postingAt: (now) =>
      new PostingService({ post: db.post, keys, vault, now, releaseDigest: '00', writeLine: async () => undefined }),
    demoKey: randomBytes(32),
    progress: {
      read: async () => marker,
      write: async (text) => {
        marker = text
      },
    },
  }
})
afterAll(() => db.close())

const count = async (sql: string) =>
  Number((await db.admin.transaction({}, (trx) => trx.rows<{ n: string }>(sql)))[0]!.n)

describe('示例市的载入', () => {
  test('断在半途，再来接着走，不重不漏', { timeout: 120_000 }, async () => {
    const stopping: DemoRooms = {
      ...rooms,
      progress: {
        read: rooms.progress.read,
        write: async (text) => {
          if (text.endsWith('2019-03')) throw new Error('the power is gone')
          await rooms.progress.write(text)
        },
      },
    }
    await expect(loadDemoCity(stopping, () => undefined, SMALL)).rejects.toThrow('the power is gone')
    expect(marker).toMatch(/2019-02$/)
    people = await loadDemoCity(rooms, (says) => void said.push(says), SMALL)
    expect(said[0]).toContain('2019-03')
    expect(marker).toMatch(/2019-06 whole$/)
  })

  test('应缴与到账分文不差', async () => {
    const city = inventCity(SMALL, desk.policy.book.area('999900'))
    const months = [...periodsFrom(SMALL.from, SMALL.through)].map((month) => monthOf(city, month))
    const filed = months.flatMap(({ filings }) => filings.flatMap(({ rows }) => rows))
    expect(await count(`select count(distinct (person_id, contribution_month)) as n from ledger.due`)).toBe(
      filed.length,
    )
    const arrived = months.flatMap(({ levies }) => levies.flatMap(({ payments }) => payments))
    const sums = 'coalesce(sum(employer_amount + person_amount), 0)'
    const posted = await count(`select (select ${sums} from ledger.paid) + (select ${sums} from ledger.suspense) as n`)
    expect(posted).toBe(totalOf(arrived))
    expect(await count('select count(*) as n from desk.voucher where posting_id is null')).toBe(0)
  })

  test('有一行更正：红冲与新行成对', async () => {
    expect(await count('select count(*) as n from ledger.due where reverses_posting is not null')).toBe(1)
    expect(await count("select count(*) as n from desk.submission where kind = 'correction'")).toBe(1)
  })

  test('每份凭证由不同的人录入与审核', async () => {
    const twice = await count(
      `select count(*) as n from desk.review_step s join desk.revision r using (submission_id, revision)
       where s.by_person::text = r.entered_by::text`,
    )
    expect(twice).toBe(0)
    expect(await count('select count(distinct by_person) as n from desk.review_step')).toBeGreaterThan(1)
  })

  test('核验无一处不符；篡改一行则指名', { timeout: 60_000 }, async () => {
    const tree = memoryTree()
    const sequencer = new LedgerSequencer(db.post, desk.ledger.keys, tree, () => undefined)
    while ((await sequencer.tick()) > 0);
    expect((await verifyLedger(db.verify, desk.ledger.keys, tree)).findings).toEqual([])
    const { tamper } = await import('./tamper.js')
    const url = new URL(inject('cluster').adminUrl)
    url.pathname = `/${await databaseName()}`
    const least = '(select posting_id, ordinal from ledger.paid order by 1, 2 limit 1)'
    const sql = `update ledger.paid set person_amount = person_amount + 1 where (posting_id, ordinal) = ${least}`
    expect(await tamper(true, url.toString(), sql)).toEqual([1])
    const { findings } = await verifyLedger(db.verify, desk.ledger.keys, tree)
    expect(findings.length).toBeGreaterThan(0)
    expect(JSON.stringify(findings)).toContain('paid')
    await expect(tamper(false, url.toString(), sql)).rejects.toMatchObject({ entry: { code: 'demo.only' } })
  })

  test('再启动不再载入', async () => {
    const before = await count('select count(*) as n from ledger.posting')
    const again = await loadDemoCity(rooms, () => expect.unreachable(), SMALL)
    expect(await count('select count(*) as n from ledger.posting')).toBe(before)
    expect(again).toEqual(people)
  })

  test('只有打印的人物有密码', async () => {
    const city = inventCity(SMALL, desk.policy.book.area('999900'))
    const started = city.lives.filter(({ spells }) => spells[0]!.from <= SMALL.through)
    const registered = new Set(started.map(({ identityNumber }) => identityNumber))
    const here = people.filter(({ realm, login }) => realm !== 'citizen' || registered.has(login))
    const printed = here.filter(({ isPrinted }) => isPrinted).length
    const active = await count(`select count(*) as n from desk.account where password_hash is not null`)
    expect(active).toBe(printed)
    expect(await count('select count(*) as n from desk.account')).toBe(here.length)
  })
})

async function databaseName(): Promise<string> {
  const rows = await db.admin.transaction({}, (trx) => trx.rows<{ name: string }>('select current_database() as name'))
  return rows[0]!.name
}
