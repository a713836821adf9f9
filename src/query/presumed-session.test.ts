import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { testDesk } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { dueFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import { type TestReading, testReading } from '../../test/reading.js'
import { looksOf } from '../access/book-store.js'
import { identify } from '../access/session-routes.js'
import { Refusal } from '../kernel/refusal.js'
import { publicQueryRoutes } from './routes.js'

const NUMBER = '110101196501129991'
const PASSWORD = 'Correct-horse-7'
const SETTINGS = { realms: ['citizen', 'operator'], origins: ['https://quanyi.example'], secureCookies: false } as const
const RECORD = '/api/my/record'
const FIGURE = '/api/my/record/figure?path=contribution/110/2025-08/1/duePerson'
let db: TestDatabase
let reading: TestReading
let desk: ReturnType<typeof testDesk>
let app: FastifyInstance
let [me, account]: string[] = []

beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  desk = testDesk(db, reading.clock)
  me = await reading.person(NUMBER, '测试𠮷')
  await reading.ledger.post([enrolmentFact(me, '7', '2024-01'), dueFact(me, '2025-08'), paidFact(me, '2025-08')])
  await reading.sequence()
  account = await desk.accounts.create({ personId: me, realm: 'citizen', login: NUMBER })
  await desk.accounts.equip(account, PASSWORD, undefined)
  app = Fastify()
  app.setErrorHandler((error, _request, reply) =>
    error instanceof Refusal ? reply.code(403).send({ code: error.entry.code }) : reply.code(500).send(String(error)),
  )
  await identify(app, { ...desk, settings: SETTINGS })
  await app.register(publicQueryRoutes(reading))
})
afterAll(async () => {
  await app.close()
  await db.close()
})
beforeEach(() => reading.clock.pass(1))

const lines = async () =>
  (await db.app.transaction({ persons: [me!] }, (trx) => looksOf(trx, me!, { most: 1000 }))).length
const admin = (text: string, ...values: unknown[]) => db.admin.pool.query(text, values)

/** Signed in, and looked once at both, so that session and record are remembered. */
async function enter() {
  const { token } = await desk.signIn.signIn({ realm: 'citizen', login: NUMBER, password: PASSWORD, channel: 'web' })
  const look = (url = RECORD, headers: Record<string, string> = {}) =>
    app.inject({ url, headers, cookies: { 'quanyi-citizen': token } })
  const first = [await look(), await look(FIGURE)]
  expect(first.map(({ statusCode }) => statusCode)).toEqual([200, 200])
  return { token, look, first }
}

/** How often the session was read by itself, and how often all was asked in one round trip. */
async function trips<R>(doing: () => Promise<R>) {
  const [lone, once] = [vi.spyOn(db.app.pool, 'query'), vi.spyOn(db.app, 'atOnce')]
  try {
    const answer = await doing()
    const read = lone.mock.calls.filter(([asked]) => (asked as { name?: string }).name === 'access.session')
    return { answer, read: read.length, once: once.mock.calls.length }
  } finally {
    lone.mockRestore()
    once.mockRestore()
  }
}

article('M14-26b', '记着的会话：在出示记录的那个事务里核对', () => {
  test('再看一次，会话、记录与查阅行一次往返；答复一样，各有一行', async () => {
    const { look, first } = await enter()
    const before = await lines()
    for (const [i, url] of [RECORD, FIGURE].entries()) {
      const { answer, read, once } = await trips(() => look(url))
      expect([read, once, answer.statusCode]).toEqual([0, 1, 200])
      expect(answer.json()).toEqual(first[i]!.json())
      expect(answer.headers['content-type']).toBe('application/json; charset=utf-8')
      expect(Number(answer.headers['content-length'])).toBe(answer.rawPayload.length)
    }
    expect(await lines()).toBe(before + 2)
  })

  const ENDS: Record<string, (token: string) => Promise<unknown>> = {
    在别处退出: (token) => testDesk(db, reading.clock).signIn.signOut(token, 'citizen'),
    账户被停用: () => admin(`update desk.account set state = 'blocked' where account_id = $1`, account),
    会话被删: () => admin('delete from desk.session where account_id = $1', account),
    闲置过久: async () => reading.clock.pass(16 * 60),
  }
  test.each(Object.entries(ENDS))('%s：当即不答，也不记一行已看', async (_, end) => {
    const { token, look } = await enter()
    const before = await lines()
    await end(token)
    for (const url of [RECORD, FIGURE, RECORD]) {
      expect((await look(url)).json()).toEqual({ code: 'session.expired' })
    }
    expect(await lines()).toBe(before)
    await admin(`update desk.account set state = 'active' where account_id = $1`, account)
  })

  test('对照：不核对，退出之后还看得见', async () => {
    const { token, look } = await enter()
    const { rows } = await admin(`select pg_get_functiondef('desk.refuse_session()'::regprocedure) as text`)
    await admin(`create or replace function desk.refuse_session() returns void language plpgsql stable as $$
      begin return; end $$`)
    try {
      await testDesk(db, reading.clock).signIn.signOut(token, 'citizen')
      expect((await look()).statusCode).toBe(200)
    } finally {
      await admin(rows[0].text)
    }
    expect((await look()).json()).toEqual({ code: 'session.expired' })
  })

  test('改为代人办理、账户有所变动：重新读取会话，照新的答', async () => {
    const { look } = await enter()
    const changed = async (text: string) => {
      const before = await lines()
      await admin(text, account)
      const { read, answer } = await trips(() => look())
      expect(read).toBe(1)
      return { status: answer.statusCode, more: (await lines()) - before }
    }
    expect(await changed(`update desk.account set name = null where account_id = $1`)).toEqual({ status: 200, more: 1 })
    expect((await trips(() => look())).read).toBe(0)
    const acting = `update desk.session set acting_capacity = 'agent', acting_person = 77, acting_mandate = '1/1'
      where account_id = $1`
    expect((await changed(acting)).status).toBe(403)
    expect((await trips(() => look())).read).toBe(1)
  })

  test('该记一次活动时重新读取；请求里另有要核对的，也是', async () => {
    const { look } = await enter()
    const seen = async () => (await admin('select max(seen_at) as at from desk.session')).rows[0].at as Date
    const before = await seen()
    reading.clock.pass(31)
    expect((await trips(() => look())).read).toBe(1)
    expect((await seen()) > before).toBe(true)
    expect((await trips(() => look())).read).toBe(1)
    expect((await trips(() => look())).read).toBe(0)
    expect((await look(RECORD, { 'x-quanyi-intake': 'no such' })).statusCode).toBe(403)
  })
})
