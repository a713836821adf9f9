import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_CITY } from '../src/app/demo/city.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import { type OpenApi, type Route, requestTo, routesOf } from './every-route.js'
import { type ServedCity, serveCity } from './served.js'
import { type Answer, type Asking, Visitor } from './visitor.js'

const SIZE = { ...DEMO_CITY, employers: 5, lives: 24, through: parsePeriod('2019-10') }
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const
const IDS = {
  ...{ posting: '1', ordinal: 1, person: '1', westPerson: '1', employerId: '1', creditCode: '91110105MA00000000' },
  ...{ submission: '0190d2a0-0000-7000-8000-000000000001', staffLogin: 'x', serial: '110105199003079991' },
  identityNumber: '110105199003079991',
} as never

let city: ServedCity
const doors: { visitor: Visitor; routes: Route[] }[] = []
beforeAll(async () => {
  city = await serveCity(SIZE)
  const citizen = city.people.find(({ realm }) => realm === 'citizen')!
  const people = [
    [city.publicUrl, citizen],
    [city.publicUrl, city.person('operator-1')],
    [city.staffUrl, city.person('east-desk')],
  ] as const
  for (const [url, person] of people) {
    const visitor = new Visitor(url)
    await visitor.signIn(person)
    doors.push({ visitor, routes: routesOf(await visitor.get<OpenApi>('/api/openapi.json')) })
  }
}, 180_000)
afterAll(() => city?.close())

/** 六种冒充的来源。Each with a live session's cookie and its right token, as a browser of the victim might be made to send. */
const FORGED = (url: string): readonly Record<string, string>[] => [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: `${url}.evil.example` },
  { origin: url.replace('http:', 'https:') },
  { origin: '', 'sec-fetch-site': 'cross-site' },
  { origin: '', 'sec-fetch-site': 'same-site' },
]

/** Any request to this address: where it comes from is judged before what it says. */
function plainly({ method, path }: Route): Asking {
  const asked = { method, path: path.replace(/\{\w+\}/g, '1') }
  return method === 'GET' ? asked : { ...asked, body: {} }
}

/** One that passes the checks of form, where the samples have one. */
function rightly(route: Route): Asking {
  try {
    return requestTo(route, IDS)
  } catch {
    return plainly(route)
  }
}

function expectHeaders({ headers }: Answer, of: string): void {
  for (const [name, value] of Object.entries(HEADERS)) expect(headers.get(name), `${of} ${name}`).toBe(value)
  const policy = headers.get('content-security-policy') ?? ''
  expect(policy, of).toContain(`default-src 'none'`)
  expect(policy, of).toContain(`frame-ancestors 'none'`)
  expect(policy, of).not.toContain('unsafe')
  expect(policy, of).not.toMatch(/\*|https?:/)
}

article(['M14-6b', 'M14-26b'], '冒充的来源改动不了任何东西；每个答复都带齐安全头', () => {
  test('每个会改动的地址，六种冒充一律拒绝', { timeout: 300_000 }, async () => {
    let asked = 0
    for (const { visitor, routes } of doors) {
      for (const route of routes.filter(({ method }) => method !== 'GET')) {
        for (const headers of FORGED(visitor.url)) {
          const answer = await visitor.ask<{ code?: string }>({ ...plainly(route), headers })
          const what = `${route.method} ${route.path} ${JSON.stringify(headers)}`
          expect([answer.status, answer.body.code], what).toEqual([403, 'csrf.missing'])
          expectHeaders(answer, what)
          asked++
        }
      }
    }
    expect(asked).toBeGreaterThan(600)
  })

  test('没有令牌、令牌不对的，登录者的地址也一律拒绝', { timeout: 300_000 }, async () => {
    for (const { visitor, routes } of doors) {
      for (const route of routes.filter(({ method }) => method !== 'GET')) {
        for (const token of ['', 'x'.repeat(43)]) {
          const answer = await visitor.ask({ ...rightly(route), headers: { 'x-quanyi-csrf': token } })
          const isOpen = OPEN.test(route.path)
          const what = `${route.method} ${route.path} ${answer.text.slice(0, 120)}`
          if (!isOpen) expect(answer.status, what).toBeGreaterThanOrEqual(400)
          expect(answer.status, what).toBeLessThan(500)
        }
      }
    }
  })

  test('看的地址、网页、没有的地址、写错的请求，都带齐安全头', { timeout: 300_000 }, async () => {
    for (const { visitor, routes } of doors) {
      const paths = ['/', '/sign-in', '/nothing/here', '/api/nothing', '/api/sign-in', '/assets/none.js']
      for (const path of paths) expectHeaders(await visitor.ask({ path }), path)
      for (const route of routes.filter(({ method }) => method === 'GET')) {
        expectHeaders(await visitor.ask(plainly(route)), route.path)
      }
      expectHeaders(
        await visitor.ask({
          method: 'POST',
          path: '/api/sign-in',
          body: '{',
          headers: { 'content-type': 'application/json' },
        }),
        'malformed',
      )
    }
  })

  test('对照：来源与令牌都对的，过得去', async () => {
    const [{ visitor }] = doors as [(typeof doors)[number]]
    const answer = await visitor.ask({ method: 'POST', path: '/api/security/sessions/end-others', body: {} })
    expect(answer.status).toBe(204)
  })
})

/** Open to whoever is nobody: there no session is used, so no token either; their origin is checked all the same. */
const OPEN =
  /^\/api\/(sign-in|activation(\/card|\/letter)?|passkeys\/sign-in(\/options)?|oidc\/(start|finish)|check|progress|exchange\/batches)$/
