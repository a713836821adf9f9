import { afterAll, beforeAll, expect, test } from 'vitest'
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
  '/api/my/contribution-proofs',
  ...['/api/me/objections', '/api/me/objections/papers', '/api/me/objections/{id}/supply'],
  ...['/api/me/objections/{id}/withdraw', '/api/session/acting-for', '/api/session/helper'],
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
    await visitor.post('/api/session/acting-for', {})
    for (const path of SHUT) expect([path, await status(path)]).toEqual([path, 200])
  })
})
