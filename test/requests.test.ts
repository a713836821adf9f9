import { afterAll, beforeAll, expect, test } from 'vitest'
import { POST_NAMES } from '../src/access/posts.js'
import { verifyAll } from '../src/app/cli-verify.js'
import { DEMO_CITY } from '../src/app/demo/city.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import { BAD_ENTRIES } from './bad-entries.js'
import type { RealIds, Who } from './bad-request.js'
import { BAD_REQUESTS } from './bad-requests.js'
import {
  fieldsOf,
  ODD_VALUES,
  OPEN_TO_ALL,
  type OpenApi,
  type Route,
  realIdsOf,
  requestTo,
  routesOf,
} from './every-route.js'
import { LOGIN_OF, RoutePeople } from './route-people.js'
import { mayReach } from './route-table.js'
import { type ServedCity, serveCity } from './served.js'
import { type Answer, Visitor } from './visitor.js'

const SIZE = { ...DEMO_CITY, employers: 5, lives: 24, through: parsePeriod('2019-10') }

let city: ServedCity
let visitors: Readonly<Record<Who | 'dba', Visitor>>
let ids: RealIds
let people: RoutePeople
beforeAll(async () => {
  city = await serveCity(SIZE)
  visitors = await enter()
  ids = await realIdsOf(city, visitors.operator, visitors.citizen)
  people = new RoutePeople(city)
}, 180_000)
afterAll(() => city?.close())

async function enter(): Promise<Record<Who | 'dba', Visitor>> {
  const { publicUrl, staffUrl } = city
  const at = async (url: string, login: string) => {
    const visitor = new Visitor(url)
    await visitor.signIn(login === '' ? city.people.find(({ realm }) => realm === 'citizen')! : city.person(login))
    return visitor
  }
  const [citizen, desk] = [await at(publicUrl, ''), await at(staffUrl, 'east-desk')]
  return {
    ...{ none: new Visitor(publicUrl), 'none-at-desk': new Visitor(staffUrl), citizen, desk },
    ...{ operator: await at(publicUrl, 'operator-1'), 'other-operator': await at(publicUrl, 'operator-2') },
    ...{ first: await at(staffUrl, 'east-first'), supervisor: await at(staffUrl, 'supervisor') },
    ...{
      sysadmin: await at(staffUrl, 'sysadmin'),
      maintainer: await at(staffUrl, 'parameters'),
      dba: await at(staffUrl, 'dba'),
    },
    ...{ 'citizen-elsewhere': citizen.at(staffUrl), 'staff-elsewhere': desk.at(publicUrl) },
    'citizen-as-staff': citizen.at(staffUrl, 'quanyi-staff'),
  }
}

article(['M14-6b', 'M14-26b', 'M14-25a'], '坏请求：有名目地拒绝，说清怎么办，不露底', () => {
  test.each([...BAD_REQUESTS, ...BAD_ENTRIES])('%s：%s', async (who, _what, ask, status, code) => {
    const zh = await visitors[who].ask<Problem>(ask(ids))
    expect([zh.status, zh.body.code, zh.text.slice(0, 200)]).toEqual([status, code, expect.anything()])
    expectSpeakable(zh, /[一-鿿].*。$/s)
    const asked = ask(ids)
    const en = await visitors[who].ask<Problem>({ ...asked, headers: { ...asked.headers, 'accept-language': 'en-GB' } })
    expect(en.status === status || en.body.code === 'sign-in.wait').toBe(true)
    expectSpeakable(en, /[a-z].*\.$/s)
    expect(en.body.message).not.toMatch(/[一-鿿]/)
  })
})

test.each([
  'error at /srv/node_modules/pg/lib/client.js:694:17',
  'relation "ledger.due" does not exist',
  'at Object.rows (src/db/database.ts:59:8)',
  'insert into desk.session values',
  '证件号码 110101196501129991 不存在',
])('对照：露了底的答复看得出来：%s', (text) => {
  expect(() => expectNothingInside(text)).toThrow()
})

interface Problem {
  readonly code: string
  readonly message: string
}

/** A sentence for people, and nothing of the inside: no stack, no path, no SQL, no whole number. */
function expectSpeakable({ body, text, headers }: Answer<Problem>, sentence: RegExp): void {
  expect(headers.get('content-type')).toContain('application/json')
  expect(body.message).toMatch(sentence)
  expect(text).not.toMatch(/\[object|undefined/)
  expectNothingInside(text)
}

function expectNothingInside(text: string): void {
  expect(text).not.toMatch(/node_modules|\/src\/|\/dist\/|\.[jt]s:\d|\bat \w+ \(/)
  expect(text).not.toMatch(/\bselect\b|\binsert\b|relation "|syntax error|pg_|ledger\.|desk\./i)
  expect(text).not.toMatch(/(?<!\d)\d{6}(19|20)\d{9}[\dX](?!\d)/)
}

/** 谁去试：each address by the first of these who may reach it (test/route-roles.txt). */
const TRIED_BY = ['citizen', 'operator', ...POST_NAMES, 'approver@city'] as const
/** What only the right person of one case or one figure may: tried by somebody whose side it is. */
const OF_ONE_CASE = ({ path }: Route) => (path.startsWith('/api/employer/') ? 'operator' : 'reviewer')
const tried = new Set<string>()

async function routesFor(role: (typeof TRIED_BY)[number]): Promise<Route[]> {
  const isPublic = role === 'citizen' || role === 'operator'
  const url = isPublic ? city.publicUrl : city.staffUrl
  const may = mayReach(isPublic ? '公众端口' : '经办端口')
  const all = routesOf(await new Visitor(url).get<OpenApi>('/api/openapi.json'))
  const [at, nameOf] = [isPublic ? 'public' : 'staff', ({ method, path }: Route) => `${method} ${path}`]
  const reaches = (route: Route) => may(role, nameOf(route)) || (role === OF_ONE_CASE(route) && may('-', nameOf(route)))
  const fresh = all.filter((route) => reaches(route) && !tried.has(`${at} ${nameOf(route)}`))
  for (const route of fresh) tried.add(`${at} ${nameOf(route)}`)
  return fresh
}

async function visitorAs(role: (typeof TRIED_BY)[number]): Promise<Visitor> {
  if (role === 'citizen' || role === 'operator') return visitors[role]
  if (role === 'approver@city') return people.staff('city-approve')
  const known: Partial<Record<typeof role, Visitor>> = {
    ...{ frontDesk: visitors.desk, initialReviewer: visitors.first, supervisor: visitors.supervisor },
    ...{ parameterMaintainer: visitors.maintainer, systemAdmin: visitors.sysadmin },
  }
  return known[role] ?? people.staff(LOGIN_OF[role])
}

article(['M14-6b', 'M14-25a'], '每一个地址的每一个字段，逐一填入刁钻的值：从不出错，从不露底', () => {
  test.each(TRIED_BY)(
    '%s',
    async (role) => {
      const [visitor, asked] = [await visitorAs(role), (await routesFor(role)).flatMap(oddRequests)]
      const waiting = asked.values()
      const hand = async () => {
        for (const { name, asking } of waiting) {
          const { status, text } = await visitor.ask(asking)
          expect(status, `${name} ${text.slice(0, 200)}`).toBeLessThan(500)
          if (status >= 400) expectNothingInside(text)
        }
      }
      await Promise.all(Array.from({ length: 6 }, hand))
    },
    600_000,
  )

  test('须登录的地址都试过了', async () => {
    for (const [at, url] of [['public', city.publicUrl] as const, ['staff', city.staffUrl] as const]) {
      const all = routesOf(await new Visitor(url).get<OpenApi>('/api/openapi.json'))
      const names = all.filter(({ path }) => !OPEN_TO_ALL.test(path)).map(({ method, path }) => `${method} ${path}`)
      expect(names.filter((name) => !tried.has(`${at} ${name}`))).toEqual([])
    }
  })

  test('不须登录的：健康、接口说明；其余须答出所以', async () => {
    for (const url of [city.publicUrl, city.staffUrl]) {
      for (const path of ['/api/health', '/api/openapi.json']) expect((await fetch(url + path)).status).toBe(200)
    }
  })
})

function oddRequests(route: Route) {
  return fieldsOf(route).flatMap((field) =>
    ODD_VALUES.map((value) => ({
      name: `${route.method} ${route.path} ${field}=${JSON.stringify(value)}`,
      asking: requestTo(route, ids, { [field]: value }),
    })),
  )
}

article(['M14-6c', 'BD-30a'], '一场折腾之后，全屋核验', () => {
  test('无一不符', async () => {
    await city.served.sequencing.settle()
    const report = await verifyAll(city.house, () => undefined)
    expect(report.findings).toEqual([])
    expect(report.lines).toBeGreaterThan(300)
  }, 600_000)
})
