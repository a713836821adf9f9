import multipart from '@fastify/multipart'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDesk as testAccess } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, clerk, FRONT_DESK, operator, REVIEWERS, type TestDesk, testDesk } from '../../test/desk.js'
import { hire, submitted } from '../../test/work-desk.js'
import type { Actor } from '../access/actor.js'
import { Refusal } from '../kernel/refusal.js'
import { employerRoutes } from './public-routes.js'
import { routeChangeRoutes } from './route-change-routes.js'
import { workRoutes } from './work-routes.js'

const SESSION = '0190d2a0-0000-7000-8000-000000000001'
const STATUS = { invalid: 400, denied: 403, conflict: 409, missing: 404 }
let db: TestDatabase
let desk: TestDesk
let employer: string
let app: FastifyInstance
let next = 340
const people = new Map<string, Actor>()

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  employer = await desk.employer('91110108QYT0000144')
  await desk.persons(
    Array.from({ length: 40 }, (_, i) => [citizen(340 + i), '测试寅']),
    '91110108QYT0000144',
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
  await app.register(workRoutes(desk.ports, gate), { prefix: '/staff' })
  await app.register(routeChangeRoutes(desk.ports, gate), { prefix: '/staff' })
  const as = (name: string, actor: Actor) => people.set(name, { ...actor, sessionId: SESSION })
  const both = clerk('930', 'frontDesk', 'initialReviewer')
  as('initial', REVIEWERS.initialReview)
  as('wrongStage', REVIEWERS.recheck)
  as('own', both)
  as('elsewhere', { ...REVIEWERS.initialReview, personId: '907', agency: '999902' })
  as('city', { ...REVIEWERS.initialReview, personId: '908', agency: '999900' })
  as('front', FRONT_DESK)
  as('farFront', { ...FRONT_DESK, personId: '909', agency: '999902' })
  as('head', await hire(db, '990', ['approver']))
  as('farHead', { ...REVIEWERS.approval, personId: '991', agency: '999902' })
  as('auditor', clerk('992', 'auditor'))
  as('query', clerk('993', 'query'))
  as('admin', { ...clerk('994', 'systemAdmin'), agency: '999900' })
  as('districtAdmin', clerk('995', 'systemAdmin'))
  as('maintainer', { ...clerk('996', 'parameterMaintainer'), agency: '999900' })
  as('cashier', clerk('997', 'cashier'))
  as('filer', operator('800', employer))
  as('stranger', operator('801', '999'))
})
afterAll(async () => {
  await app.close()
  await db.close()
})

const ask = async (who: string, method: 'GET' | 'POST', url: string, body?: object) => {
  const headers = { 'x-as': who }
  const answer = await app.inject({ method, url, headers, ...(body === undefined ? {} : { payload: body }) })
  return { status: answer.statusCode, code: (answer.json() as { code?: string }).code ?? 'done' }
}
const lines = async (action: string, outcome: string) =>
  (
    await db.admin.transaction({}, (trx) =>
      trx.rows('select 1 from access.event where action = $1 and outcome = $2', [action, outcome]),
    )
  ).length

const ITEMS = [{ item: '劳动合同复印件', basis: '社会保险经办条例' }]
const OF_STAGE = {
  claim: { revision: 1 },
  'request-papers': { revision: 1, items: ITEMS },
  escalate: { revision: 1, to: 'head', reason: '拿不准，请上级办' },
} as const

article(['M14-7c', 'M14-26b'], '办理的每一个地址 × 每一种角色：对的环节、错的环节、自己录的、他区的', () => {
  test.each(Object.entries(OF_STAGE))('%s：轮到的人可以，其余一概不可，且都写下', async (name, body) => {
    const mine = await submitted(desk, employer, next++, people.get('own'))
    const { id } = await submitted(desk, employer, next++)
    const at = (one: string) => `/staff/desk/submissions/${one}/${name}`
    const before = [await lines('review.take', 'refused'), await lines('review.take', 'done')]
    for (const who of ['wrongStage', 'elsewhere', 'city', 'front', 'query', 'admin', 'cashier', 'auditor'])
      expect([who, await ask(who, 'POST', at(id), body)]).toEqual([who, { status: 403, code: 'access.denied' }])
    expect(await ask('own', 'POST', at(mine.id), body)).toEqual({ status: 403, code: 'access.denied' })
    expect(await ask('initial', 'POST', at(id), body)).toEqual({ status: 200, code: 'done' })
    expect(await lines('review.take', 'refused')).toBe(before[0]! + 9)
    expect(await lines('review.take', 'done')).toBe(before[1]! + 1)
  })

  test('交回：在办的人可以，他人不可', async () => {
    const { id } = await submitted(desk, employer, next++)
    const at = `/staff/desk/submissions/${id}/release`
    await ask('initial', 'POST', `/staff/desk/submissions/${id}/claim`, { revision: 1 })
    for (const who of ['wrongStage', 'elsewhere', 'front'])
      expect((await ask(who, 'POST', at, { revision: 1 })).code).toBe('access.denied')
    expect((await ask('own', 'POST', at, { revision: 1 })).code).toBe('claim.not-yours')
    expect((await ask('initial', 'POST', at, { revision: 1 })).code).toBe('done')
  })

  test('收到补正：受理的前台可以，他区的不可', async () => {
    const { id } = await submitted(desk, employer, next++)
    await ask('initial', 'POST', `/staff/desk/submissions/${id}/request-papers`, OF_STAGE['request-papers'])
    const paper = await desk.ports.papers.receive('999901', 'attachment', Buffer.from('%PDF-1.4\n%%EOF\n'))
    const body = { revision: 1, documentId: paper.documentId }
    const at = `/staff/desk/submissions/${id}/receive-papers`
    for (const who of ['query', 'admin', 'cashier', 'wrongStage'])
      expect([who, (await ask(who, 'POST', at, body)).code]).toEqual([who, 'access.denied'])
    expect((await ask('farFront', 'POST', at, body)).code).toBe('review.elsewhere')
    expect((await ask('front', 'POST', at, body)).code).toBe('done')
  })

  test('撤回：录入的人与本单位可以；他人、他单位、他区的不可', async () => {
    const { id } = await submitted(desk, employer, next++)
    const filed = await submitted(desk, employer, next++, people.get('filer'))
    const body = { revision: 1 }
    const staff = `/staff/submissions/${id}/withdraw`
    for (const who of ['farFront', 'query', 'admin', 'wrongStage'])
      expect([who, (await ask(who, 'POST', staff, body)).code]).toEqual([who, 'access.denied'])
    expect((await ask('own', 'POST', staff, body)).code).toBe('withdraw.not-yours')
    expect((await ask('front', 'POST', staff, body)).code).toBe('done')
    const own = `/public/submissions/${filed.id}/withdraw`
    expect((await ask('stranger', 'POST', own, body)).code).toBe('submission.missing')
    expect((await ask('filer', 'POST', own, body)).code).toBe('done')
    expect((await ask('filer', 'POST', own, body)).code).toBe('withdraw.too-late')
  })
})

article(['BD-28a', 'BD-28b', 'M14-26b'], '人员与报告的每一个地址 × 每一种角色', () => {
  const days = { fromDay: '2026-03-16', throughDay: '2026-03-17', reason: '年休假' }

  test('人员与替岗：经办与财务可看本机构；查询岗、管理员不可', async () => {
    for (const who of ['query', 'admin', 'auditor']) {
      expect([who, (await ask(who, 'GET', '/staff/desk/staff')).code]).toEqual([who, 'access.denied'])
      expect([who, (await ask(who, 'POST', '/staff/desk/stand-ins', days)).code]).toEqual([who, 'access.denied'])
    }
    for (const who of ['initial', 'head', 'cashier', 'front'])
      expect([who, (await ask(who, 'GET', '/staff/desk/staff')).code]).toEqual([who, 'done'])
    expect((await ask('head', 'POST', '/staff/desk/stand-ins', days)).code).toBe('done')
    expect((await ask('head', 'POST', '/staff/desk/stand-ins', { ...days, fromDay: '三月' })).status).toBe(400)
  })

  test('离岗：本机构负责人可以；他区的、别岗的、本人，都不可', async () => {
    const leaver = await hire(db, '1500', ['reviewer'])
    const at = (person: string) => `/staff/desk/staff/${person}/depart`
    const body = { reason: '调离本单位' }
    for (const who of ['farHead', 'initial', 'front', 'admin', 'query', 'auditor'])
      expect([who, (await ask(who, 'POST', at(leaver.personId), body)).code]).toEqual([who, 'access.denied'])
    expect((await ask('head', 'POST', at('990'), body)).code).toBe('access.denied')
    expect((await ask('head', 'POST', at('424242'), body)).code).toBe('access.denied')
    expect((await ask('head', 'POST', at(leaver.personId), body)).code).toBe('done')
    expect((await ask('head', 'POST', at(leaver.personId), body)).code).toBe('staff.gone')
    expect(await lines('staff.depart', 'done')).toBe(2)
  })

  test('报告：负责人与稽核可看；经办与管理员不可', async () => {
    const at = '/staff/desk/work-report?from=2026-01-01&through=2026-12-31'
    for (const who of ['initial', 'front', 'admin', 'query', 'cashier'])
      expect([who, (await ask(who, 'GET', at)).code]).toEqual([who, 'access.denied'])
    for (const who of ['head', 'auditor']) expect([who, (await ask(who, 'GET', at)).code]).toEqual([who, 'done'])
    expect((await ask('head', 'GET', '/staff/desk/work-report?from=2026-02-30&through=2026-12-31')).status).toBe(400)
  })
})

article(['BQ-14a', 'M14-7b'], '审核路线的每一个地址 × 每一种角色', () => {
  const body = { changes: [{ kind: 'levyResult', stages: ['review', 'recheck'] }], explanation: '换一个环节' }
  const nobody = '/staff/desk/route-changes/00000000-0000-7000-8000-000000000000'

  test('表人人可看；提出只有市级参数维护岗，施行只有市级系统管理员', async () => {
    for (const who of ['initial', 'query', 'admin', 'maintainer'])
      expect([who, (await ask(who, 'GET', '/staff/desk/routes')).code]).toEqual([who, 'done'])
    for (const who of ['initial', 'head', 'admin', 'query', 'front'])
      expect([who, (await ask(who, 'POST', '/staff/desk/route-changes', body)).code]).toEqual([who, 'access.denied'])
    for (const who of ['maintainer', 'head', 'districtAdmin', 'initial'])
      expect([who, (await ask(who, 'POST', `${nobody}/apply`, { revision: 1 })).code]).toEqual([who, 'access.denied'])
    expect((await ask('admin', 'POST', `${nobody}/apply`, { revision: 1 })).code).toBe('submission.missing')
    expect((await ask('maintainer', 'GET', nobody)).code).toBe('submission.missing')
    const bad = { ...body, changes: [{ kind: 'levyResult', stages: ['glance'] }] }
    expect((await ask('maintainer', 'POST', '/staff/desk/route-changes', bad)).status).toBe(400)
  })
})
