import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_CITY, inventCity } from '../src/app/demo/city.js'
import { demoFeeds, signFeed } from '../src/app/demo/feeds.js'
import { demoPartnerKeys } from '../src/app/demo/partners.js'
import type { BatchList, ExchangeCalendar, PartnerList, StopList } from '../src/exchange/contract.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import type { RealIds } from './bad-request.js'
import { fieldsOf, ODD_VALUES, type OpenApi, requestTo, routesOf } from './every-route.js'
import { type ServedCity, serveCity } from './served.js'
import { Visitor } from './visitor.js'

const SIZE = { ...DEMO_CITY, employers: 5, lives: 24, through: parsePeriod('2019-03') }

let city: ServedCity
const roles = [
  'east-desk',
  'east-first',
  'east-review',

  'supervisor',
  'sysadmin',
  'dba',
  'parameters',
] as const
const visitors = new Map<string, Visitor>()
beforeAll(async () => {
  city = await serveCity(SIZE)
  for (const login of roles) {
    const visitor = new Visitor(city.staffUrl)
    await visitor.signIn(city.person(login))
    visitors.set(login, visitor)
  }
}, 180_000)
afterAll(() => city?.close())

const as = (login: (typeof roles)[number]) => visitors.get(login)!
const ZERO = '00000000-0000-4000-8000-000000000000'
const IDS = {
  submission: ZERO,
  person: '1',
  posting: '1',
  ordinal: 0,
  employerId: '1',
  identityNumber: 'x',
} as unknown as RealIds

async function routes() {
  const all = routesOf(await new Visitor(city.staffUrl).get<OpenApi>('/api/openapi.json'))
  return all.filter(({ path }) => path.startsWith('/api/desk/exchange'))
}

const MAY: Readonly<Record<(typeof roles)[number], RegExp>> = {
  'east-desk': /exchange\/(?!partners)/,
  'east-first': /^GET .*exchange\/(?!partners)/,
  'east-review': /^GET .*exchange\/(?!partners)|decide$|confirm$|release$|manual$|^POST .*recoveries/,
  supervisor: /^GET .*exchange\/(partners|calendar)$|approve$/,
  sysadmin: /^(GET|POST) .*exchange\/partners$|^GET .*exchange\/calendar$/,
  dba: /^$/,
  parameters: /^$/,
}

article(['M14-26b', 'M14-26c', 'N107-5f'], '交换各地址，每一种角色：只到其所当到', () => {
  test.each(roles)('%s', async (login) => {
    for (const route of await routes()) {
      const name = `${route.method} ${route.path}`
      const { status, body } = await as(login).ask<{ code?: string }>(requestTo(route, IDS))
      if (MAY[login].test(name) && !/estates/.test(name))
        expect([401, 403, 500], `${name} ${JSON.stringify(body)}`).not.toContain(status)
      else if (!/estates/.test(name)) expect([name, status, body.code]).toEqual([name, 403, 'access.denied'])
    }
  })

  test('刁钻的值，从不出错', async () => {
    let asked = 0
    for (const route of await routes())
      for (const field of fieldsOf(route))
        for (const value of ODD_VALUES) {
          for (const login of ['east-desk', 'sysadmin'] as const) {
            const { status, text } = await as(login).ask(requestTo(route, IDS, { [field]: value }))
            expect(status, `${route.method} ${route.path} ${field} ${text.slice(0, 100)}`).toBeLessThan(500)
          }
          asked++
        }
    expect(asked).toBeGreaterThan(300)
  }, 60_000)
})

const post = (bytes: Buffer, type = 'application/x-ndjson') =>
  fetch(`${city.staffUrl}/api/exchange/batches`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: new Uint8Array(bytes),
  })

article(['M14-5b', 'M14-5c', 'N107-2e'], '示例的来文，由对方凭签名直接送来，后台比对，经办台看得见', () => {
  test('七类部门的样例逐份收下，再来不收', async () => {
    const demo = inventCity(SIZE, city.served.rooms.collection.policy().book.area('999900'))
    const keys = await demoPartnerKeys(city.house.place.keys)
    const today = city.served.rooms.collection.clock.today()
    for (const feed of demoFeeds(demo, today)) {
      const bytes = signFeed(feed, keys.get(feed.partner)!, today)
      const answer = await post(bytes)
      expect([feed.matter, answer.status, await answer.json()]).toMatchObject([
        feed.matter,
        200,
        { rows: feed.rows.length },
      ])
      expect((await post(bytes)).status).toBe(409)
    }
    const lists = await untilMatched()
    for (const one of lists.items) expect(one.matched + one.differing + one.refused).toBe(one.rowsIn)
    expect(lists.rejections.length).toBeGreaterThanOrEqual(lists.items.length)
    const stops = await as('east-desk').get<StopList>('/api/desk/exchange/stops')
    expect(stops.items.some(({ kind }) => kind === 'death')).toBe(true)
  }, 180_000)

  test('逐行结果可下载，行数不差', async () => {
    const { items } = await as('east-desk').get<BatchList>('/api/desk/exchange/batches')
    for (const { id, rowsIn } of items) {
      const { text } = await as('east-desk').ask({ method: 'GET', path: `/api/desk/exchange/batches/${id}/rows` })
      expect(text.trimEnd().split('\r\n')).toHaveLength(rowsIn + 1)
    }
  })

  test('没有签名、别的内容类型、空的：有名目地拒绝', async () => {
    expect((await post(Buffer.from('a\nb\nc'))).status).toBe(400)
    expect((await post(Buffer.from(''))).status).toBe(400)
    for (const type of ['text/plain', 'application/json'])
      expect((await post(Buffer.from('{}'), type)).status).toBeLessThan(500)
  })

  test('管理员与监督看得见日历与对方，看不见来文', async () => {
    expect((await as('sysadmin').get<PartnerList>('/api/desk/exchange/partners')).items.length).toBe(8)
    const calendar = await as('supervisor').get<ExchangeCalendar>('/api/desk/exchange/calendar')
    expect(calendar.lines.length).toBeGreaterThan(6)
    expect(JSON.stringify(calendar)).not.toMatch(/\d{17}[\dX]/)
  })
})

async function untilMatched(): Promise<BatchList> {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const list = await as('east-desk').get<BatchList>('/api/desk/exchange/batches')
    if (list.items.every(({ finishedAt }) => finishedAt !== undefined)) return list
    await setTimeout(250)
  }
  throw new Error('the batches were not matched in time')
}
