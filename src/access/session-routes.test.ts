import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handClock, testDesk } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { Refusal } from '../kernel/refusal.js'
import type { Realm } from './actor.js'
import { insertAppointment } from './appointment-store.js'
import { totpAt } from './secrets.js'
import { securityHeaders } from './security-headers.js'
import { identify, sessionRoutes } from './session-routes.js'

const ORIGIN = 'https://quanyi.example'
const PASSWORD = 'Correct-horse-7'
const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
let db: TestDatabase
let desk: ReturnType<typeof testDesk>
let [open, inner]: FastifyInstance[] = []

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db, handClock())
  const people = [
    { personId: '1', realm: 'citizen', login: '110105199003079991', name: '测试甲' },
    { personId: '2', realm: 'operator', login: 'hr', employerId: '501' },
    { personId: '3', realm: 'staff', login: 'clerk', agency: '999901', posts: ['frontDesk', 'initialReviewer'] },
  ] as const
  for (const one of people) {
    const id = await desk.accounts.create(one)
    await desk.accounts.equip(id, PASSWORD, one.realm === 'citizen' ? undefined : SECRET)
  }
  open = await listener(['citizen', 'operator'])
  inner = await listener(['staff'])
})
afterAll(async () => {
  await open?.close()
  await inner?.close()
  await db.close()
})

async function listener(realms: readonly Realm[]): Promise<FastifyInstance> {
  const app = Fastify()
  const ports = { ...desk, settings: { realms, origins: [ORIGIN], secureCookies: true } }
  app.setErrorHandler((error, _request, reply) =>
    error instanceof Refusal
      ? reply.code(403).send({ code: error.entry.code })
      : reply.code((error as { statusCode?: number }).statusCode ?? 500).send({ code: 'other' }),
  )
  await identify(app, ports)
  await app.register(sessionRoutes(ports), { prefix: '/api' })
  app.post('/api/write', async (request) => (await request.actorIn('citizen', 'operator', 'staff')).personId)
  return app
}

async function enter(app: FastifyInstance | undefined, realm: Realm, login: string) {
  desk.clock.pass(30)
  const oneTimePassword = totpAt(SECRET, desk.clock.now())
  const payload = { realm, login, password: PASSWORD, oneTimePassword }
  const answer = await app!.inject({ method: 'POST', url: '/api/sign-in', headers: { origin: ORIGIN }, payload })
  const [cookie] = answer.cookies
  return { answer, cookies: { [cookie?.name ?? '']: cookie?.value ?? '' }, csrf: answer.json().csrf as string }
}

article('M14-26b', '会话的往来：令牌只在 cookie，写须防跨站', () => {
  test('登录给出 __Host- cookie、岗位与可办事项，不给内部编号', async () => {
    const { answer, cookies } = await enter(inner, 'staff', 'clerk')
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['set-cookie']).toMatch(
      /^__Host-quanyi-staff=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    )
    expect(answer.headers['cache-control']).toBe('no-store')
    const body = answer.json()
    expect(body).toMatchObject({ realm: 'staff', agency: '999901', posts: ['frontDesk', 'initialReviewer'] })
    expect(body.abilities).toEqual(
      expect.arrayContaining(['record.read', 'record.search', 'entry.submit', 'review.take:initialReview']),
    )
    for (const no of ['review.take:review', 'oversight.read', 'system.operate', 'account.grant']) {
      expect(body.abilities).not.toContain(no)
    }
    expect(answer.body).not.toContain('personId')
    const who = await inner!.inject({ url: '/api/whoami?realm=staff', cookies })
    expect(who.json()).toEqual(body)
  })

  test('参保人与单位经办人的可办事项', async () => {
    const person = await enter(open, 'citizen', '110105199003079991')
    expect(person.answer.json().abilities).toEqual([
      ...[
        'record.read',
        'looks.read',
        'statement.issue',
        'wage.answer',
        'contact.change',
        'account.secure',
        'parameter.read',
        'objection.raise',
        'rights.request',
      ],
    ])
    const operator = await enter(open, 'operator', 'hr')
    expect(operator.answer.json().abilities).toEqual([
      ...['employer.read', 'employer.staff', 'filing.submit', 'filing.read', 'filing.withdraw'],
      ...['contact.change', 'parameter.read', 'objection.read'],
    ])
  })

  test('一页换了单位，另一页还是先前那家的：读也不办，写也不办；不写为谁的、刷新之后的，照办', async () => {
    const { answer, cookies, csrf } = await enter(open, 'operator', 'hr')
    const write = async (seen?: string) => {
      const headers = { origin: ORIGIN, 'x-quanyi-csrf': csrf, 'x-quanyi-realm': 'operator' }
      const stands = seen === undefined ? {} : { 'x-quanyi-stands': encodeURIComponent(seen) }
      const made = await open!.inject({
        method: 'POST',
        url: '/api/write',
        cookies,
        headers: { ...headers, ...stands },
      })
      return made.statusCode === 200 ? 'done' : made.json().code
    }
    const first = answer.json().stands as string
    expect(await write(first)).toBe('done')
    const rows = await db.app.transaction({}, async (trx) => {
      const [account] = await trx.rows<{ id: string; s: string }>(
        `select a.account_id as id, s.session_id as s from desk.account a join desk.session s using (account_id)
         where a.person_id = 2 order by s.seen_at desc limit 1`,
      )
      await insertAppointment(trx, {
        ...{ appointmentId: account!.s, accountId: account!.id, personId: '2', employerId: '502', proof: '合同' },
        ...{ fromDay: desk.clock.today(), appointedBy: '3', at: desk.clock.now() },
      })
      await trx.rows('update desk.session set chosen_employer = 502 where account_id = $1', [account!.id])
      return account
    })
    expect(rows).toBeDefined()
    expect(await write(first)).toBe('acting.switched-elsewhere')
    expect(await write()).toBe('done')
    const again = await open!.inject({ url: '/api/whoami?realm=operator', cookies })
    expect(again.json().stands).not.toBe(first)
    expect(await write(again.json().stands)).toBe('done')
  })

  test('公共端口不接工作人员，工作端口不接公众', async () => {
    for (const [app, realm] of [
      [open, 'staff'],
      [inner, 'citizen'],
    ] as const) {
      const { answer } = await enter(app, realm, realm === 'staff' ? 'clerk' : '110105199003079991')
      expect(answer.json()).toEqual({ code: 'session.missing' })
    }
  })

  test('写：来源与令牌缺一不可', async () => {
    const { cookies, csrf } = await enter(open, 'citizen', '110105199003079991')
    const write = async (headers: Record<string, string>, jar: Record<string, string> = cookies) =>
      (await open!.inject({ method: 'POST', url: '/api/write', headers, cookies: jar })).json()
    expect(await write({ origin: ORIGIN, 'x-quanyi-csrf': csrf })).toBe(1)
    expect(await write({ 'x-quanyi-csrf': csrf })).toBe(1)
    for (const headers of [
      { origin: ORIGIN },
      { origin: ORIGIN, 'x-quanyi-csrf': 'x' },
      { origin: 'https://elsewhere.example', 'x-quanyi-csrf': csrf },
      { origin: 'null', 'x-quanyi-csrf': csrf },
      { 'sec-fetch-site': 'cross-site', 'x-quanyi-csrf': csrf },
    ]) {
      expect(await write(headers as unknown as Record<string, string>)).toEqual({ code: 'csrf.missing' })
    }
    expect(await write({ origin: ORIGIN, 'x-quanyi-csrf': csrf }, {})).toEqual({ code: 'session.missing' })
    const { answer } = await enter(open, 'citizen', '110105199003079991')
    expect(answer.json().csrf).not.toBe(csrf)
  })

  test('退出之后令牌作废', async () => {
    const { cookies, csrf } = await enter(open, 'operator', 'hr')
    const headers = { origin: ORIGIN, 'x-quanyi-csrf': csrf }
    const out = await open!.inject({
      ...{ method: 'POST', url: '/api/sign-out', headers, cookies },
      payload: { realm: 'operator' },
    })
    expect(out.statusCode).toBe(204)
    const who = await open!.inject({ url: '/api/whoami?realm=operator', cookies })
    expect(who.json()).toEqual({ code: 'session.expired' })
    const nobody = await open!.inject({ url: '/api/whoami?realm=operator' })
    expect([nobody.statusCode, nobody.body]).toEqual([204, ''])
  })

  test('多余的、不合的请求内容不予接收', async () => {
    const headers = { origin: ORIGIN }
    const body = { realm: 'citizen', login: 'x', password: 'y' }
    for (const payload of [{ ...body, realm: 'root' }, { ...body, password: '' }, { realm: 'citizen' }, {}]) {
      expect((await open!.inject({ method: 'POST', url: '/api/sign-in', headers, payload })).statusCode).toBe(400)
    }
  })
})

describe('安全响应头', () => {
  test('不许内联，不许嵌套，不许猜测类型', () => {
    const headers = securityHeaders({ https: true }, 'abc')
    expect(headers['content-security-policy']).not.toContain('unsafe')
    expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-abc'`)
    expect(headers['content-security-policy']).toContain(`frame-ancestors 'none'`)
    expect(headers['strict-transport-security']).toContain('31536000')
    expect(securityHeaders({ https: false })['strict-transport-security']).toBeUndefined()
  })
})

article(['M14-6b'], '草稿密钥：同一人重新登录仍是同一把，别人永远不是', () => {
  const keyOf = async (app: FastifyInstance | undefined, realm: Realm, login: string) => {
    const { cookies, csrf } = await enter(app, realm, login)
    const answer = await app!.inject({
      ...{ method: 'POST', url: '/api/draft-key', payload: { realm } },
      ...{ cookies, headers: { origin: ORIGIN, 'x-quanyi-csrf': csrf } },
    })
    return answer.json<{ key: string; days: number }>()
  }

  test('没有会话不给；有会话的，两次登录一样，两个人不一样', async () => {
    const none = await inner!.inject({
      ...{ method: 'POST', url: '/api/draft-key', payload: { realm: 'staff' } },
      headers: { origin: ORIGIN },
    })
    expect(none.json()).toEqual({ code: 'session.missing' })
    const [first, again] = [await keyOf(inner, 'staff', 'clerk'), await keyOf(inner, 'staff', 'clerk')]
    expect(Buffer.from(first.key, 'base64')).toHaveLength(32)
    expect([first.key, first.days]).toEqual([again.key, 7])
    const other = await keyOf(open, 'operator', 'hr')
    expect(other.key).not.toBe(first.key)
  })
})
