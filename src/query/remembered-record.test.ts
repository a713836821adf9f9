import Fastify from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { citizen } from '../../test/access.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { agreed, dueFact, employerFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import { type TestReading, testReading } from '../../test/reading.js'
import { looksOf } from '../access/book-store.js'
import { Remembered } from '../kernel/remembered.js'
import { FORMS } from '../ledger/forms.js'
import { KINDS } from '../ledger/record-store.js'
import { type RecordPorts, RecordService } from './record-service.js'
import { publicQueryRoutes } from './routes.js'

let db: TestDatabase
let reading: TestReading
let me: string
let other: string

beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  me = await reading.person('110101196501129991', '测试𠮷')
  other = await reading.person('110101196501129983', '测试别人')
  const { ledger } = reading
  await ledger.post([employerFact('7', '91110108QYT0000144', '示例制造有限公司'), enrolmentFact(me, '7', '2024-01')])
  await ledger.post([dueFact(me, '2025-08'), paidFact(me, '2025-08')])
  await reading.sequence()
})
afterAll(() => db.close())
beforeEach(() => reading.clock.pass(1))

const service = (change: Partial<RecordPorts> = {}) => new RecordService({ ...reading.ports, ...change })
const mine = (records: RecordService) => records.record(citizen(me), me, {})
const PATH = { path: 'contribution/110/2025-08/1/duePerson' }
const lines = (person: string) =>
  db.app.transaction({ persons: [person] }, (trx) => looksOf(trx, person, { most: 1000 }))
/** In how many transactions of several round trips, and in how many of one. */
async function trips<R>(doing: () => Promise<R>): Promise<{ long: number; once: number; answer: R }> {
  const [long, once] = [vi.spyOn(db.app, 'transaction'), vi.spyOn(db.app, 'atOnce')]
  try {
    const answer = await doing()
    return { long: long.mock.calls.length, once: once.mock.calls.length, answer }
  } finally {
    long.mockRestore()
    once.mockRestore()
  }
}

describe('记着的本人记录', () => {
  test('再看一次：一次往返，同样的答复，各有一行', async () => {
    const records = service()
    const before = (await lines(me)).length
    const first = await trips(() => mine(records))
    const second = await trips(() => mine(records))
    expect([first.long, first.once, second.long, second.once]).toEqual([1, 0, 0, 1])
    expect(second.answer).toEqual(first.answer)
    const [line, earlier, ...rest] = await lines(me)
    expect(rest.length + 2).toBe(before + 2)
    const { lookId: _, at: __, ...told } = line!
    expect(earlier).toMatchObject(told)
  })

  test('一个数的理由也是；没有这个数的，不予办理并记一行', async () => {
    const records = service()
    const first = await trips(() => records.explain(citizen(me), me, PATH))
    const second = await trips(() => records.explain(citizen(me), me, PATH))
    expect([first.long, second.long, second.once]).toEqual([1, 0, 1])
    expect(second.answer).toEqual(first.answer)
    expect(second.answer.fact?.voucher ?? second.answer.from.length).toBeTruthy()
    reading.clock.pass(1)
    await expect(records.explain(citizen(me), me, { path: 'contribution/110/1999-01/1/base' })).rejects.toMatchObject({
      entry: { code: 'figure.missing' },
    })
    expect((await lines(me))[0]).toMatchObject({ outcome: 'refused' })
  })

  test('在两个进程里都是：自己的、单位的一有记账，下一次就是新的；别人的记账不相干', async () => {
    const [one, two] = [service(), service()]
    for (const records of [one, two]) await mine(records)
    await reading.ledger.post([paidFact(other, '2025-08')])
    for (const records of [one, two]) expect(await trips(() => mine(records))).toMatchObject({ long: 0, once: 1 })
    const months = async (records: RecordService) =>
      (await mine(records)).sections.contributions![0]!.years.flatMap(({ rows }) => rows.map(({ month }) => month))
    await reading.ledger.post([dueFact(me, '2025-10')])
    for (const records of [one, two]) expect(await months(records)).toContain('2025-10')
    await reading.ledger.post([{ ...employerFact('7', '91110108QYT0000144', '改了名的公司') }])
    for (const records of [one, two])
      expect((await mine(records)).sections.registration!.enrolments[0]!.employerName).toBe('改了名的公司')
  })

  test('对照：不核对，就是旧的', async () => {
    const records = service()
    await mine(records)
    const { rows } = await db.admin.pool.query(`select pg_get_functiondef('ledger.require_same'::regproc) as text`)
    await db.admin.pool.query(`create or replace function ledger.require_same(person bigint, employers bigint[], seen pg_snapshot)
      returns void language plpgsql stable as $$ begin return; end $$`)
    try {
      await reading.ledger.post([dueFact(me, '2025-11')])
      expect(JSON.stringify(await mine(records))).not.toContain('"2025-11"')
    } finally {
      await db.admin.pool.query(rows[0].text)
    }
    expect(JSON.stringify(await mine(service()))).toContain('"2025-11"')
  })

  test('变了的那一次只记一行，记的是新答复', async () => {
    const records = service()
    await mine(records)
    await reading.ledger.post([dueFact(me, '2025-12')])
    const before = (await lines(me)).length
    expect(await trips(() => mine(records))).toMatchObject({ long: 1, once: 1 })
    expect((await lines(me)).length).toBe(before + 1)
  })

  test('尚未提交的，提交之后即见', async () => {
    const records = service()
    let during: string | undefined
    await db.post.transaction({}, async (trx) => {
      await reading.ledger.posting.postIn(trx, agreed([dueFact(me, '2026-01')]))
      await mine(records)
      during = JSON.stringify(await mine(records))
    })
    expect(during).not.toContain('"2026-01"')
    expect(JSON.stringify(await mine(records))).toContain('"2026-01"')
  })

  test('参数、日子一变，不用旧的；别人、以前的、所附的异议都不从中来', async () => {
    let digest = 'aa'
    const marks = [{ personId: me, path: 'account/balance', since: '2026-03-01' as never }]
    let open: typeof marks = []
    const records = service({ digest: () => digest, marksOf: async () => open })
    await mine(records)
    expect((await trips(() => mine(records))).once).toBe(1)
    open = marks
    expect((await mine(records)).marks).toEqual(marks)
    digest = 'bb'
    expect((await trips(() => mine(records))).once).toBe(0)
    expect((await trips(() => records.record(citizen(me), me, { knownAt: 1 }))).once).toBe(0)
    expect((await trips(() => records.record(citizen(other), me, {}).catch(() => 'no'))).answer).toBe('no')
  })

  test('写成文字的，与所答的一样，再写一次也一样', async () => {
    const records = service()
    const app = Fastify()
    app.decorateRequest('actorIn', async () => citizen(me))
    await app.register(publicQueryRoutes({ ...reading, records }))
    const asked = ['', '', '?language=en', '?section=account&year=2025', '?explain=true', '']
    const answers = []
    for (const query of asked) answers.push(await app.inject({ url: `/api/my/record${query}` }))
    const told = answers.map((answer) => answer.json())
    expect(told[1]).toEqual(told[0])
    expect(told[5]).toEqual(told[0])
    expect(told[0]).toEqual(JSON.parse(JSON.stringify(await mine(service()))))
    expect(told[2].sections.account.balance.text).toContain('yuan')
    expect([Object.keys(told[3].sections), Object.keys(told[4]).includes('explanations')]).toEqual([['account'], true])
    expect(answers[1]!.headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8' })
    await app.close()
  })

  test('凡进入权益记录的事实，一有就核对得出', async () => {
    const client = await db.admin.pool.connect()
    const missed: string[] = []
    try {
      for (const kind of KINDS) {
        await client.query('begin')
        const { rows } = await client.query('select pg_current_snapshot()::text as seen')
        await putBare(client, 'ledger.posting', { posting_id: '9000000000' })
        const same = () => client.query(`select ledger.require_same(77, '{78}', $1)`, [rows[0].seen])
        await same()
        await putBare(client, FORMS[kind].table, { posting_id: '9000000000', person_id: '77', employer_id: '78' })
        await same().then(
          () => missed.push(kind),
          ({ code }) => code === 'QY001' || missed.push(`${kind} ${code}`),
        )
        await client.query('rollback')
      }
    } finally {
      client.release()
    }
    expect(missed).toEqual([])
  })
})

/** A row of nothing but what it must have, past its checks; undone by whoever called. */
async function putBare(
  client: { query: TestDatabase['admin']['pool']['query'] },
  table: string,
  known: Record<string, string>,
) {
  const VALUES: Record<string, string> = {
    date: '2026-01-01',
    boolean: 'false',
    text: '-',
    bytea: '\\x00',
    uuid: '018f0000-0000-7000-8000-000000000001',
  }
  const checks = await client.query(
    `select conname from pg_constraint where conrelid = $1::regclass and contype = 'c'`,
    [table],
  )
  for (const { conname } of checks.rows) await client.query(`alter table ${table} drop constraint "${conname}"`)
  const columns = await client.query(
    `select attname as name, format_type(atttypid, null) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and attnotnull and not atthasdef`,
    [table],
  )
  const names = columns.rows.map(({ name }) => name as string)
  const values = columns.rows.map(
    ({ name, type }) => known[name] ?? (type.startsWith('timestamp') ? '2026-01-01' : (VALUES[type] ?? '0')),
  )
  const places = names.map((_, i) => `$${i + 1}`)
  await client.query(`insert into ${table} (${names.join(', ')}) values (${places.join(', ')})`, values)
}

describe('记到多少为止', () => {
  const at = 1_000 as never
  test('总重有限，先去久不用的；过时不用；比全部还重的不记', () => {
    const all = new Remembered<string>({ weight: 10, milliseconds: 50 })
    for (const key of ['a', 'b']) all.keep(key, key, 4, at)
    expect(all.find('a', at)).toBe('a')
    all.keep('c', 'c', 4, at)
    expect([all.find('b', at), all.find('a', at), all.find('c', at), all.weight]).toEqual([undefined, 'a', 'c', 8])
    all.keep('d', 'd', 11, at)
    expect([all.find('d', at), all.weight]).toEqual([undefined, 8])
    expect([all.find('a', 1_051 as never), all.weight]).toEqual([undefined, 4])
  })
})
