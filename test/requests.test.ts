import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAll } from '../src/app/cli-verify.js'
import { DEMO_CITY } from '../src/app/demo/city.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import { BAD_ENTRIES } from './bad-entries.js'
import type { RealIds, Who } from './bad-request.js'
import { BAD_REQUESTS } from './bad-requests.js'
import { fieldsOf, ODD_VALUES, type OpenApi, type Route, requestTo, routesOf } from './every-route.js'
import { type ServedCity, serveCity } from './served.js'
import { type Answer, Visitor } from './visitor.js'

const SIZE = { ...DEMO_CITY, employers: 5, lives: 24, through: parsePeriod('2019-10') }

let city: ServedCity
let visitors: Readonly<Record<Who | 'dba', Visitor>>
let ids: RealIds
beforeAll(async () => {
  city = await serveCity(SIZE)
  visitors = await enter()
  ids = await realIds()
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

async function realIds(): Promise<RealIds> {
  const { items } = await visitors.operator.get<{ items: { id: string }[] }>('/api/filings')
  const citizen = city.people.find(({ realm }) => realm === 'citizen')!
  const { personId } = await city.served.rooms.signIn.sessionOf(visitors.citizen.token, 'citizen')
  const [row] = await city.house.verify.transaction({}, (trx) =>
    trx.rows<Pick<RealIds, 'posting' | 'ordinal' | 'person' | 'westPerson' | 'employerId'>>(
      `select posting_id as posting, ordinal, person_id as person, employer_id as "employerId",
         (select person_id from ledger.due where agency = '999902' limit 1) as "westPerson"
       from ledger.due where agency = '999901' and person_id <> $1 order by posting_id limit 1`,
      [personId],
    ),
  )
  const { identityNumber } = citizen
  return { ...row!, submission: items[0]!.id, staffLogin: 'east-desk', serial: '110101196501129991', identityNumber }
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

/** Open to everybody: who is nobody yet signs in, activates, checks a paper, asks how the house is. */
const OPEN = /^\/api\/(health|openapi\.json|sign-in|sign-out|activation|check|whoami|exchange\/batches)$/

const roles = [
  ...(['none', 'none-at-desk', 'citizen', 'operator', 'desk', 'first', 'supervisor'] as const),
  ...(['maintainer', 'sysadmin', 'dba'] as const),
] as const
type Role = (typeof roles)[number]

/** 各角色可到之处；elsewhere it is 401 where their kind does not sign in, 403 where it does. */
const MAY: Readonly<Record<Role, RegExp>> = {
  none: /^$/,
  'none-at-desk': /^$/,
  citizen: /\/api\/(my\/|contact$|standard)/,
  operator: /\/api\/(filings|employer|submissions|standard)/,
  desk: /search|record|estimate|vouchers|statements|submissions(?!.*(pass|return|claim|release|request-papers|escalate|fill|recheck)$)|inbox|desk\/(?!oversight|maintenance-log|archive|scanning|exchange\/partners|closings|submissions|tasks\/|parameter-|payment-batches\/\{id\}|experts|stamps|catalogues|staff\/|work-report|route-changes|standard)|GET .*(parameter-|catalogues|route-changes|standard)|GET \/api\/desk\/archive\/(state|papers|retention|destructions|loans|batches(?!.*pages))/,
  // What this reviewer has handled already, nobody handles twice.
  first:
    /search|record|estimate|vouchers|submissions(?!.*(pass|return|claim|release|request-papers|escalate|fill|recheck)$)|inbox|desk\/(?!oversight|maintenance-log|archive|scanning|exchange|closings|submissions|filings$|parameter-|payment-batches\/\{id\}|experts|stamps|catalogues|staff\/|work-report|route-changes|standard|(persons|employers)\/[^/]+\/contact)|GET \/api\/desk\/exchange\/(?!partners)|GET .*(parameter-|catalogues|route-changes|standard)|GET \/api\/desk\/archive\/(state|papers|retention|destructions|loans|batches(?!.*pages))/,
  supervisor:
    /^POST .*exchange\/partners\/.*approve$|^GET \/api\/desk\/(oversight$|exchange\/(partners|calendar)|closings|parameter|catalogues|route|standard|work-report)/,
  // Proposes and tries out, never applies; the administrator applies, and neither proposes nor tries out.
  maintainer:
    /^POST \/api\/desk\/catalogues\/changes$|^GET \/api\/desk\/(parameter|catalogues|route|standard)|^POST \/api\/desk\/standard\/changes$|^POST \/api\/desk\/(parameter|route)-changes(?!.*apply$)|withdraw$/,
  sysadmin:
    /^POST .*exchange\/partners$|^GET \/api\/desk\/(exchange\/(partners|calendar)|parameter|catalogues|route|standard)|^POST \/api\/desk\/standard\/changes\/[^/]+\/apply$|^POST \/api\/desk\/(parameter|route)-changes\/[^/]+\/apply$/,
  dba: /^GET \/api\/desk\/(parameter|catalogues|route|standard)/,
}

function atDesk(role: Role): boolean {
  return !['none', 'citizen', 'operator'].includes(role)
}

async function routesAt(url: string): Promise<Route[]> {
  const routes = routesOf(await new Visitor(url).get<OpenApi>('/api/openapi.json'))
  return routes.filter(({ path }) => !OPEN.test(path))
}

article(['M14-26b', 'M14-26c', 'M14-3c', 'M14-15b'], '每一个地址，每一种角色：只到其所当到', () => {
  test.each(roles)('%s', async (role) => {
    const routes = await routesAt(atDesk(role) ? city.staffUrl : city.publicUrl)
    expect(routes.length).toBeGreaterThan(15)
    const reached: string[] = []
    for (const route of routes) {
      const keys = route.path.endsWith('/search') ? { name: '李晓萍', birthDate: '1990-02-28' } : {}
      const asked = requestTo(route, ids, keys)
      const { status, body } = await visitors[role].ask<Problem>(asked)
      const name = `${route.method} ${route.path}`
      if (!MAY[role].test(name)) {
        const signsInHere = atDesk(role) && role !== 'none-at-desk'
        expect([name, status, body.code]).toEqual([
          name,
          signsInHere ? 403 : 401,
          signsInHere ? 'access.denied' : expect.stringMatching(/^session\./),
        ])
      } else {
        expect([401, 403], `${name} ${JSON.stringify(body).slice(0, 200)}`).not.toContain(status)
        reached.push(name)
      }
    }
    expect(reached.length > 0).toBe(MAY[role].source !== '^$')
  })

  test('不须登录的：健康、接口说明；其余须答出所以', async () => {
    for (const url of [city.publicUrl, city.staffUrl]) {
      for (const path of ['/api/health', '/api/openapi.json']) expect((await fetch(url + path)).status).toBe(200)
    }
  })
})

article(['M14-6b', 'M14-25a'], '每一个地址的每一个字段，逐一填入刁钻的值：从不出错，从不露底', () => {
  test.each(['citizen', 'operator', 'desk', 'first', 'maintainer'] as const)('%s', async (role) => {
    const routes = await routesAt(atDesk(role) ? city.staffUrl : city.publicUrl)
    const asked = routes.filter((route) => MAY[role].test(`${route.method} ${route.path}`)).flatMap(oddRequests)
    const waiting = asked.values()
    const hand = async () => {
      for (const { name, asking } of waiting) {
        const { status, text } = await visitors[role].ask(asking)
        expect(status, `${name} ${text.slice(0, 200)}`).toBeLessThan(500)
        if (status >= 400) expectNothingInside(text)
      }
    }
    await Promise.all(Array.from({ length: 6 }, hand))
    expect(asked.length).toBeGreaterThan(100)
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
  })
})
