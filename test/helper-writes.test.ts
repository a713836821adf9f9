import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ActingAnswer } from '../src/access/acting-contract.js'
import { DEMO_CITY } from '../src/app/demo/city.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import type { RealIds } from './bad-request.js'
import { OPEN_TO_ALL, type OpenApi, type Route, realIdsOf, requestTo, routesOf } from './every-route.js'
import { RoutePeople } from './route-people.js'
import { mayReach } from './route-table.js'
import { type ServedCity, serveCity } from './served.js'
import { Visitor } from './visitor.js'

const SIZE = { ...DEMO_CITY, employers: 5, lives: 24, through: parsePeriod('2019-10') }
const HELPER = { kind: 'socialWorker', name: '高乐助', lastFour: '1234' }

/**
 * 有协助人在场仍可办的：what only shows, what the person says there and then with both named (an objection), and what ends or
 * changes the session itself. Everything else a person does alone; a new route stands on the side of the refused.
 */
const STILL_OPEN = [
  ...['/api/draft-key', '/api/my/estimate', '/api/my/estimate/explanation', '/api/my/statements'],
  ...['/api/my/contribution-proofs', '/api/my/benefit-proofs'],
  ...['/api/me/objections', '/api/me/objections/papers', '/api/me/objections/{id}/supply'],
  ...['/api/me/objections/{id}/withdraw', '/api/session/acting-for', '/api/session/helper'],
  ...['/api/session/helper/end', '/api/session/helper/end/options'],
]

let city: ServedCity
let people: RoutePeople
let ids: RealIds
let routes: Route[]
let known: string[]
const person = () => city.people.find(({ realm }) => realm === 'citizen')!
beforeAll(async () => {
  city = await serveCity(SIZE)
  people = new RoutePeople(city)
  const operator = await people.visitor(city.person('operator-1'))
  ids = await realIdsOf(city, operator, await people.visitor(person()))
  const all = routesOf(await new Visitor(city.publicUrl).get<OpenApi>('/api/openapi.json'))
  known = all.map(({ path }) => path)
  const may = mayReach('公众端口')
  routes = all.filter(
    ({ method, path }) => method !== 'GET' && !OPEN_TO_ALL.test(path) && may('citizen', `${method} ${path}`),
  )
}, 180_000)
afterAll(() => city?.close())

/** The password typed once more, where a route asks for it; the new one is the old one. */
function proofOf({ body }: Route): Record<string, unknown> {
  const { password } = person()
  const known = { password, proof: { password } }
  return Object.fromEntries(Object.entries(known).filter(([name]) => name in (body?.properties ?? {})))
}

/** With the person's own password, so that only the helper beside can be why it is refused. */
async function refusedTo(visitor: Visitor): Promise<string[]> {
  const refused: string[] = []
  for (const route of routes) {
    const { body, status } = await visitor.ask<{ code: string }>(requestTo(route, ids, proofOf(route)))
    expect([route.path, body.code]).not.toEqual([route.path, 'request.malformed'])
    if (status === 403 && body.code === 'access.denied') refused.push(route.path)
  }
  return refused
}

article(['M14-15b', 'BQ-13a'], '有协助人在场的会话：除查看、索取与本人当场提出的异议外，什么也不能办', () => {
  test('对照：没有协助人，每一个都到得了', async () => {
    expect(routes.length).toBeGreaterThan(30)
    expect(await refusedTo(await people.visitor(person()))).toEqual([])
  }, 300_000)

  test('有协助人：只剩列出的几个，其余各记一行', async () => {
    const visitor = await people.visitor(person())
    await visitor.post('/api/session/helper', HELPER)
    const open = routes.filter(({ path }) => !STILL_OPEN.includes(path))
    expect(await refusedTo(visitor)).toEqual(open.map(({ path }) => path))
    expect(STILL_OPEN.filter((path) => !known.includes(path))).toEqual([])
  }, 300_000)

  test('权利申请与本人账户，也不显示；协助人退出之后如常', async () => {
    const visitor = await people.visitor(person())
    await visitor.post('/api/session/helper', HELPER)
    const status = async (path: string) => (await visitor.ask({ path })).status
    const SHUT = ['/api/me/rights', '/api/me/rights/copy', '/api/security', '/api/tokens', '/api/my/looks']
    for (const path of SHUT) expect([path, await status(path)]).toEqual([path, 403])
    expect(await status('/api/my/record')).toBe(200)
    await visitor.post('/api/session/helper/end', { proof: { password: person().password } })
    for (const path of SHUT) expect([path, await status(path)]).toEqual([path, 200])
  })

  test('拿着手机的协助人自己退不出去：不认证、密码不对、改代别人、改写协助人，都还在协助之中；试多了要等；本人的密码才退得出', async () => {
    const other = city.people.filter(({ realm }) => realm === 'citizen')[1]!
    const proof = ({ password }: { readonly password: string }) => ({ proof: { password } })
    const visitor = await people.visitor(other)
    const whoHelps = async () => (await visitor.get<ActingAnswer>('/api/session/acting-for')).now?.says
    const ask = async (path: string, body: object) =>
      (await visitor.ask<{ code: string }>({ path, method: 'POST', body })).body?.code
    await visitor.post('/api/session/helper', HELPER)
    const says = await whoHelps()
    expect(says).toContain('高乐助')
    // 可代谁办理，是别人的姓名与凭据：a helper is not told.
    expect((await visitor.get<ActingAnswer>('/api/session/acting-for')).choices).toEqual([])
    expect(await ask('/api/session/acting-for', {})).toBe('acting.helper-present')
    expect(await ask('/api/session/acting-for', { ref: '1/0' })).toBe('acting.helper-present')
    expect(await ask('/api/session/helper', { ...HELPER, name: '别的名字' })).toBe('acting.helper-present')
    expect(await ask('/api/session/helper/end', {})).toBe('request.malformed')
    const wrong = { proof: { password: 'not-the-password-1' } }
    const tries: (string | undefined)[] = []
    for (let n = 0; n < 12 && tries.at(-1) !== 'sign-in.wait'; n++)
      tries.push(await ask('/api/session/helper/end', wrong))
    expect(tries[0]).toBe('step-up.failed')
    expect(tries.at(-1)).toBe('sign-in.wait')
    // 等待之中，对的密码也不行：the tries were counted.
    expect(await ask('/api/session/helper/end', proof(other))).toBe('sign-in.wait')
    expect(await whoHelps()).toBe(says)
    expect((await visitor.ask({ path: '/api/security' })).status).toBe(403)
    const alone = await people.visitor(person())
    const nobody = { path: '/api/session/helper/end', method: 'POST' as const, body: proof(person()) }
    expect((await alone.ask<{ code: string }>(nobody)).body.code).toBe('acting.nobody-helps')
  })
})
