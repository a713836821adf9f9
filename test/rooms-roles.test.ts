import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_CITY } from '../src/app/demo/city.js'
import { parsePeriod } from '../src/kernel/period.js'
import { insertTicket } from '../src/statistics/export-store.js'
import { article } from './article.js'
import type { RealIds } from './bad-request.js'
import { type OpenApi, type Route, realIdsOf, requestTo, routesOf } from './every-route.js'
import { freshMatter, MATTERS, matterOf } from './room-matters.js'
import { RoutePeople } from './route-people.js'
import { holdSection } from './route-table.js'
import { type ServedCity, serveCity } from './served.js'
import { type Asking, Visitor } from './visitor.js'

/** Three months, and all the scenes: one of everything there is in the rooms. */
const SIZE = {
  ...{ ...DEMO_CITY, seed: '各室', employers: 4, lives: 24, cases: false, scenes: true },
  ...{ from: parsePeriod('2026-08'), through: parsePeriod('2026-10') },
}
const [EAST, ELSEWHERE] = ['999901', '110000']
const WHOLE = 900_000
/** 长期安排：one for the whole area, made and carried out by its city whatever district it was taken in at. */
const ONE_FOR_ALL = /\/arrangements\//

/** 三处的人：the same posts in the east, in the west and in the city, those of the city alone, and one who only runs it. */
const PEOPLE = [
  ...['east', 'west'].flatMap((at) => ['desk', 'first', 'review', 'recheck', 'approve'].map((one) => `${at}-${one}`)),
  ...['city-desk', 'city-review', 'city-approve', 'city-query', 'city-query-approve', 'city-audit', 'supervisor'],
  ...['city-protected', 'sysadmin'],
]

let city: ServedCity
let people: RoutePeople
let ids: RealIds
let routes: readonly Route[]
beforeAll(async () => {
  city = await serveCity(SIZE)
  people = new RoutePeople(city)
  const citizen = await people.visitor(city.people.find(({ realm }) => realm === 'citizen')!)
  ids = await realIdsOf(city, await people.visitor(city.person('operator-1')), citizen)
  const all = routesOf(await new Visitor(city.staffUrl).get<OpenApi>('/api/openapi.json'))
  await complete(all)
  routes = all.filter((route) => matterOf(route) !== undefined)
}, 900_000)
afterAll(() => city?.close())

/** 工单与导出：the two of which so small a city has none. */
async function complete(all: readonly Route[]): Promise<void> {
  const open = all.find(({ method, path }) => method === 'POST' && path === '/api/desk/hotline/orders')!
  const { status, text } = await (await people.staff('east-desk')).ask(requestTo(open, ids))
  expect(status, text).toBe(200)
  const months = { from: '2026-08', through: '2026-10' }
  const list = { list: 'employerPersons', creditCode: ids.creditCode, format: 'csv', purpose: '核对参保人员' } as const
  const { clock } = city.served.rooms.collection
  const requestedBy = await people.idOf('east-review')
  await city.house.app.transaction({}, (trx) =>
    insertTicket(trx, city.house.vault, {
      ...{ id: randomUUID(), serial: 'E-1', agency: EAST, request: { ...list, ...months }, rows: 1, state: 'waiting' },
      ...{ requestedBy, requestedAt: clock.now(), requestedOn: clock.today() },
    }),
  )
}

interface Problem {
  readonly code: string
}

/** 所答：`may` 办得到，`no` 不许或只说没有这一件，`nobody` 未登录；a refusal of the business itself keeps its code. */
async function answerOf(visitor: Visitor, asking: Asking): Promise<string> {
  const { status, body, text } = await visitor.ask<Problem>(asking)
  expect(status, `${asking.method} ${asking.path} ${text.slice(0, 300)}`).toBeLessThan(500)
  if (status === 401) return body.code.startsWith('session.') ? 'nobody' : body.code
  if (status < 300) return 'may'
  return status === 404 || body.code === 'access.denied' ? 'no' : body.code
}

async function asked(route: Route, agency: string) {
  const made = await freshMatter(city, route, agency)
  return requestTo(route, ids, route.path.includes('{number}') ? { number: made } : { id: made })
}

article(['M14-26b', 'M14-16b', 'M14-22b'], '各室的一件：本区该办的人能办，外区的、外市的、不该办的不能', () => {
  test('每一类都有地址可试', () => {
    for (const { path } of MATTERS) expect(routes.filter((route) => path.test(route.path)).length).toBeGreaterThan(0)
  })

  test(
    '本区的一件',
    async () => {
      const lines: string[] = []
      for (const route of routes) {
        const may: string[] = []
        for (const login of PEOPLE) {
          const answer = await answerOf(await people.staff(login), await asked(route, EAST))
          if (answer !== 'no') may.push(answer === 'may' ? login : `${login}(${answer})`)
        }
        lines.push(`${route.method} ${route.path}: ${may.length === 0 ? '-' : may.join(' ')}`)
      }
      expect(lines.filter((line) => /west-|sysadmin/.test(line))).toEqual([])
      holdSection('各室的一件，各种人', lines)
    },
    WHOLE,
  )

  test(
    '外市的一件：谁也不能，市级的也不能',
    async () => {
      const reached: string[] = []
      for (const route of routes) {
        if (ONE_FOR_ALL.test(route.path)) continue
        for (const login of ['city-desk', 'city-approve', 'city-query', 'city-query-approve', 'supervisor']) {
          const answer = await answerOf(await people.staff(login), await asked(route, ELSEWHERE))
          if (answer !== 'no') reached.push(`${route.method} ${route.path} ${login} ${answer}`)
        }
      }
      expect(reached).toEqual([])
    },
    WHOLE,
  )

  test(
    '未登录与会话过期：一概答 401',
    async () => {
      const nobody = [new Visitor(city.staffUrl), await people.expired(city.person('east-approve'))]
      for (const route of routes)
        for (const visitor of nobody) expect(await answerOf(visitor, await asked(route, EAST))).toBe('nobody')
    },
    WHOLE,
  )
})

article(
  ['M14-15b', 'M14-15e', 'M14-26b'],
  '公众的一件：本人的、本单位的看得到，别人的、别单位的、没有登录的不能',
  () => {
    test(
      '异议',
      async () => {
        const [mine, other] = await twoCitizens()
        const [firm, rival] = await Promise.all(
          ['operator-1', 'operator-2'].map((one) => people.visitor(city.person(one))),
        )
        const nobody = new Visitor(city.publicUrl)
        const { personId } = await city.served.rooms.signIn.sessionOf(mine!.token, 'citizen')
        const ofPerson = { person_id: personId, raised_by: personId, raised_as: 'self', employer_id: null }
        const { employerId } = await city.served.rooms.signIn.sessionOf(firm!.token, 'operator')
        const ofFirm = { raised_as: 'employer', employer_id: employerId }
        const all = routesOf(await nobody.get<OpenApi>('/api/openapi.json')).filter(
          (route) => matterOf(route) !== undefined,
        )
        expect(all.length).toBeGreaterThan(5)
        for (const route of all) {
          const isFirm = route.path.startsWith('/api/employer/')
          const ask = async (visitor: Visitor) => {
            const id = await freshMatter(city, route, EAST, isFirm ? ofFirm : ofPerson)
            return (await visitor.ask(requestTo(route, ids, { id }))).status
          }
          const [own, strange] = isFirm ? [firm!, [rival!, mine!]] : [mine!, [other!, firm!]]
          const told = [await ask(own), ...(await Promise.all(strange.map(ask))), await ask(nobody)]
          if (route.method === 'GET') expect([route.path, told[0]]).toEqual([route.path, 200])
          else expect([403, 404], `${route.path} ${told}`).not.toContain(told[0])
          for (const status of told.slice(1, 3)) expect([401, 403, 404], `${route.path} ${told}`).toContain(status)
          expect([route.path, told[3]]).toEqual([route.path, 401])
        }
      },
      WHOLE,
    )
  },
)

/** 两位参保人，who can sign in: one of a scene may have died since. */
async function twoCitizens(): Promise<Visitor[]> {
  const found: Visitor[] = []
  for (const one of city.people.filter(({ realm, isPrinted }) => realm === 'citizen' && isPrinted)) {
    const visitor = await people.visitor(one).catch(() => undefined)
    if (visitor !== undefined) found.push(visitor)
    if (found.length === 2) return found
  }
  throw new Error('the demo city has no two citizens that can sign in')
}
