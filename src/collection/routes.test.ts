import multipart from '@fastify/multipart'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDesk as testAccess } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { AGENCY, citizen, clerk, csv, operator, REVIEWERS, type TestDesk, testDesk } from '../../test/desk.js'
import type { Actor } from '../access/actor.js'
import { Refusal } from '../kernel/refusal.js'
import { deskRoutes } from './desk-routes.js'
import { entryRoutes } from './entry-routes.js'
import { employerRoutes } from './public-routes.js'

const CODE = '91110108QYT0000144'
const SESSION = '0190d2a0-0000-7000-8000-000000000001'

let db: TestDatabase
let desk: TestDesk
let employer: string
let app: FastifyInstance
const STATUS = { invalid: 400, denied: 403, conflict: 409, missing: 404 }
const people = new Map<string, Actor>()

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  employer = await desk.employer(CODE)
  await desk.persons(
    [
      [citizen(0), '测试甲'],
      [citizen(1), '测试乙'],
    ],
    CODE,
  )
  app = fastify().withTypeProvider<TypeBoxTypeProvider>()
  app.setErrorHandler((error, _request, reply) => {
    const status =
      error instanceof Refusal ? STATUS[error.entry.kind] : ((error as { statusCode?: number }).statusCode ?? 500)
    return reply.code(status).send({ code: error instanceof Refusal ? error.entry.code : String(error) })
  })
  await app.register(multipart)
  app.decorateRequest('actorIn', async function (this: { headers: Record<string, unknown> }) {
    return people.get(String(this.headers['x-as']))!
  } as never)
  const { gate } = testAccess(db)
  await app.register(employerRoutes(desk.ports, gate), { prefix: '/public' })
  await app.register(deskRoutes(desk.ports, gate), { prefix: '/staff' })
  await app.register(entryRoutes(desk.ports, gate), { prefix: '/staff' })
  const as = (name: string, actor: Actor) => people.set(name, { ...actor, sessionId: SESSION })
  as('filer', operator('800', employer))
  as('stranger', operator('801', '999'))
  as('query', clerk('905', 'query'))
  as('admin', clerk('906', 'systemAdmin'))
  as('elsewhere', { ...REVIEWERS.initialReview, personId: '907', agency: '999902' })
  as('initial', REVIEWERS.initialReview)
  as('recheck', REVIEWERS.recheck)
})
afterAll(async () => {
  await app.close()
  await db.close()
})

const ask = async (as: string, method: 'GET' | 'POST', url: string, body?: object) => {
  const answer = await app.inject({
    method,
    url,
    headers: { 'x-as': as },
    ...(body === undefined ? {} : { payload: body }),
  })
  return {
    status: answer.statusCode,
    body: String(answer.headers['content-type']).includes('json') ? answer.json() : answer.body,
  }
}
const upload = async (as: string, rows: (string | number)[][]) => {
  const edge = 'edge'
  const part = (head: string, value: string | Buffer) =>
    Buffer.concat([
      Buffer.from(`--${edge}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`),
      Buffer.from(value),
      Buffer.from('\r\n'),
    ])
  const file = csv('社会保障号码,姓名,缴费工资', rows)
  const payload = Buffer.concat([
    part('name="settlementMonth"', '2026-03'),
    part('name="file"; filename="申报.csv"', file),
    Buffer.from(`--${edge}--\r\n`),
  ])
  const headers = { 'x-as': as, 'content-type': `multipart/form-data; boundary=${edge}` }
  const answer = await app.inject({ method: 'POST', url: '/public/filings', headers, payload })
  return { status: answer.statusCode, body: answer.json() }
}
const lines = (action: string, outcome: string) =>
  db.admin.transaction({}, (trx) =>
    trx.rows('select 1 from access.event where action = $1 and outcome = $2', [action, outcome]),
  )

article(['M14-6b', 'M14-7c', 'M14-26b'], '采集与审核：无依据即拒并记录，有依据则办并记录，送两次只办一次', () => {
  test('无依据：拒绝，且已写下', async () => {
    for (const who of ['query', 'admin']) {
      expect((await ask(who, 'GET', '/staff/desk/inbox')).status).toBe(403)
      expect((await ask(who, 'POST', '/staff/desk/contributions', {})).status).toBe(403) // before its form is judged
    }
    const rows = await db.admin.transaction({}, (trx) =>
      trx.rows('select 1 from desk.submission where kind = $1', ['monthlyFiling']),
    )
    expect(rows).toEqual([])
    expect((await lines('filing.read', 'refused')).length).toBeGreaterThanOrEqual(2)
  })

  test('有依据：从上传到记账，各步都有一行；同一文件再送不再办', async () => {
    const rows = [
      [citizen(0), '测试甲', 8000],
      [citizen(90), '查无此人', 8000],
    ]
    const { status, body } = await upload('filer', rows)
    expect(status).toBe(200)
    const { id } = body.submission
    expect(body.refusedRows[0]).not.toHaveProperty('reason')
    expect(
      (await ask('filer', 'POST', `/public/filings/${id}/submit`, { revision: 1, acceptedOnly: false })).status,
    ).toBe(409)
    expect(
      (await ask('filer', 'POST', `/public/filings/${id}/submit`, { revision: 1, acceptedOnly: true })).status,
    ).toBe(200)
    expect((await ask('stranger', 'GET', `/public/submissions/${id}`)).status).toBe(404)
    expect(
      (await ask('elsewhere', 'POST', `/staff/desk/submissions/${id}/pass`, { stage: 'initialReview', revision: 1 }))
        .status,
    ).toBe(403)
    expect((await ask('initial', 'GET', '/staff/desk/inbox')).body.items[0].id).toBe(id)
    expect(
      (await ask('initial', 'POST', `/staff/desk/submissions/${id}/pass`, { stage: 'initialReview', revision: 1 }))
        .status,
    ).toBe(200)
    expect(
      (await ask('initial', 'POST', `/staff/desk/submissions/${id}/pass`, { stage: 'initialReview', revision: 1 }))
        .status,
    ).toBe(403)
    const posted = await ask('recheck', 'POST', `/staff/desk/submissions/${id}/pass`, { stage: 'recheck', revision: 1 })
    expect(posted.body).toMatchObject({ state: 'posted', agency: AGENCY })
    expect((await upload('filer', rows)).body).toMatchObject({ again: true })
    expect(await lines('review.take', 'done')).toHaveLength(2)
    expect((await lines('review.take', 'refused')).length).toBeGreaterThanOrEqual(2)
  })

  test('看明细：逐人一行查阅记录；未接受的行可以下载，经办人多一列原因', async () => {
    const [{ id }] = (await ask('filer', 'GET', '/public/filings')).body.items
    const looks = () =>
      db.admin.transaction({}, (trx) => trx.rows(`select 1 from access.look where action = 'filing.read'`))
    expect(await looks()).toHaveLength(0)
    const page = await ask('filer', 'GET', `/public/submissions/${id}/lines`)
    expect(page.body.lines).toHaveLength(1)
    expect(page.body.lines[0].identityNumber).toContain('*')
    expect(await looks()).toHaveLength(1)
    const mine = await ask('filer', 'GET', `/public/submissions/${id}/refused.csv`)
    expect(mine.body).toContain('row.person-not-matched')
    expect(mine.body).not.toContain('未登记')
    expect((await ask('initial', 'GET', `/staff/submissions/${id}/refused.csv`)).body).toContain('证件号码未登记')
  })

  test('各列表与差异视图', async () => {
    const [{ id }] = (await ask('filer', 'GET', '/public/filings')).body.items
    for (const url of ['/desk/submissions', '/desk/tasks', '/desk/suspense', `/desk/submissions/${id}/compare`]) {
      expect((await ask('initial', 'GET', `/staff${url}`)).status, url).toBe(200)
    }
    const months = await ask('filer', 'GET', '/public/employer/months?from=2026-01&through=2026-03')
    expect(months.body.months[0].insurances).toHaveLength(4)
  })
})
