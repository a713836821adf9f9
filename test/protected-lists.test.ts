import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountsOf } from '../src/access/account-store.js'
import { isPost, POST_NAMES } from '../src/access/posts.js'
import { type CitySize, DEMO_CITY } from '../src/app/demo/city.js'
import type { Day } from '../src/kernel/day.js'
import { parsePeriod } from '../src/kernel/period.js'
import type { PersonRegistration } from '../src/ledger/fact.js'
import { registrationsOf } from '../src/ledger/record-store.js'
import { staff } from './access.js'
import { article } from './article.js'
import type { RealIds } from './bad-request.js'
import { OPEN_TO_ALL, type OpenApi, type Route, realIdsOf, requestTo, routesOf } from './every-route.js'
import { agreed } from './ledger.js'
import { LOGIN_OF, RoutePeople } from './route-people.js'
import { mayReach } from './route-table.js'
import { type ServedCity, serveCity } from './served.js'
import { Visitor } from './visitor.js'

const SIZE: CitySize = {
  ...DEMO_CITY,
  ...{ seed: '各幕', employers: 4, lives: 24, cases: false, scenes: true },
  ...{ from: parsePeriod('2026-08'), through: parsePeriod('2026-10') },
}
const WHOLE = 900_000
/** How many of each list are opened one by one, and by how many of those who may. */
const EACH = 12
const BY = 2

let city: ServedCity
let people: RoutePeople
let ids: RealIds
let marked: readonly PersonRegistration[]
let roles: readonly (readonly [role: string, visitor: Visitor])[]
beforeAll(async () => {
  city = await serveCity(SIZE)
  people = new RoutePeople(city)
  const operator = await people.visitor(city.person('operator-1'))
  ids = await realIdsOf(city, operator, await people.visitor(city.people.find(({ realm }) => realm === 'citizen')!))
  marked = await insured()
  const staff = await Promise.all(POST_NAMES.map(async (post) => [post, await people.staff(LOGIN_OF[post])] as const))
  roles = [['operator', operator], ...staff]
}, 300_000)
afterAll(() => city?.close())

/** 在册的参保人, all of whom are marked: whatever list a scene filled, somebody of it is among them. */
async function insured(): Promise<PersonRegistration[]> {
  const { verify, vault } = city.house
  const [row] = await verify.transaction({}, (trx) =>
    trx.rows<{ ids: string[] }>('select array_agg(distinct person_id::text) as ids from ledger.enrolment'),
  )
  return verify.transaction({}, (trx) => registrationsOf(trx, row!.ids, vault))
}

async function mark(change: 'begin' | 'end'): Promise<void> {
  const facts = marked.map(({ personId }, i) => ({
    ...{ kind: 'protection' as const, line: i + 1, agency: '999901', area: '999900', personId, change },
    ...{ fromDay: '2026-11-02' as Day, ground: '司法机关的保护决定', document: '保护决定 1 号' },
  }))
  await city.house.posting.post(agreed(facts, { voucherId: randomUUID(), kind: 'protection' }))
}

async function listsAt(url: string): Promise<Route[]> {
  const routes = routesOf(await new Visitor(url).get<OpenApi>('/api/openapi.json'))
  const lists = routes.filter(({ method, path }) => method === 'GET' && !OPEN_TO_ALL.test(path))
  return [...lists.filter(({ path }) => !path.includes('{')), ...lists.filter(({ path }) => path.includes('{'))]
}

/** 针：a number that stands as a person's, a name, an identity number. */
function whoseIn(text: string): string | undefined {
  const numbers = new Set([...text.matchAll(/"(?:personId|person)":"(\d+)"/g)].map(([, id]) => id))
  for (const { personId, fullName, socialSecurityNumber = '-' } of marked) {
    if (numbers.has(personId)) return personId
    const needle = [fullName, socialSecurityNumber].find((one) => text.includes(one))
    if (needle !== undefined) return needle
  }
  return undefined
}

/** 各清单所列的各件：what a list names is opened one by one, the same before the mark and after. */
const listed = new Map<string, Set<string>>()
function addresses(route: Route): string[] {
  const base = requestTo(route, ids).path
  const at = /^(.*?)\/\{(id|number|posting)\}/.exec(route.path)
  if (at === null) return [base]
  const list = at[1]!.startsWith('/api/submissions') ? '/api/desk/submissions' : at[1]!
  const all = [...(listed.get(list) ?? [])].slice(0, EACH)
  return [base, ...all.map((id) => requestTo(route, ids, { [at[2]!]: id }).path)]
}

interface Walk {
  /** 每个地址由几种角色去看。 */
  readonly by: number
  readonly only?: string
}

/** 地址 → 看到了谁. */
async function walk({ by, only }: Walk): Promise<Map<string, string>> {
  const hits = new Map<string, string>()
  for (const [url, section] of [
    [city.publicUrl, '公众端口'],
    [city.staffUrl, '经办端口'],
  ] as const) {
    const may = mayReach(section)
    for (const route of await listsAt(url)) {
      const able = roles.filter(
        ([role, { url: at }]) => at === url && (only ?? role) === role && may(role, `GET ${route.path}`),
      )
      for (const [role, visitor] of able.slice(0, route.path.includes('{') ? BY : by)) {
        for (const path of addresses(route)) {
          const { status, text } = await visitor.ask({ path })
          if (status >= 400) continue
          const found = listed.get(route.path) ?? new Set()
          for (const [, id] of text.matchAll(/"(?:id|number|batchId|caseId)":"([^"]+)"/g)) found.add(id!)
          listed.set(route.path, found)
          const who = whoseIn(text)
          if (who !== undefined) hits.set(`${route.path} ${role}`, `${path} ${who}`)
        }
      }
    }
  }
  return hits
}

/** 没有标识时至少在这些地址看得到人: the walk is worth something only where it finds them. */
const SEEN_PLAIN = [
  ...['/api/desk/objections', '/api/desk/objections/{id}', '/api/desk/transfers', '/api/desk/transfers/{id}'],
  ...['/api/desk/suspense', '/api/desk/exchange/stops', '/api/desk/exchange/differences'],
  ...[
    '/api/desk/submissions/{id}/content',
    '/api/persons/{personId}/record',
    '/api/base-season',
    '/api/desk/base-season',
  ],
]

article(['M14-26b', 'M14-22b'], '保密标识：每一个查看的地址，每一种角色，都看不到有标识的人', () => {
  const routesOfHits = (hits: Map<string, string>) => new Set([...hits.keys()].map((key) => key.split(' ')[0]!))
  let plain: Set<string>

  test(
    '对照：没有标识，处处看得到',
    async () => {
      plain = routesOfHits(await walk({ by: 3 }))
      expect(SEEN_PLAIN.filter((path) => !plain.has(path))).toEqual([])
    },
    WHOLE,
  )

  test(
    '有了标识，一处也看不到',
    async () => {
      await mark('begin')
      const hits = await walk({ by: roles.length })
      expect([...hits].map(([key, what]) => `${key}: ${what}`)).toEqual([])
    },
    WHOLE,
  )

  test(
    '兼任专办岗的审核人员看得到；撤去标识，人人如常',
    async () => {
      const reviewer = await people.idOf(LOGIN_OF.reviewer)
      const account = (await city.house.app.transaction({}, (trx) => accountsOf(trx, [reviewer]))).find(
        ({ realm }) => realm === 'staff',
      )!
      const [maintainer, chief, head] = [
        await people.idOf(LOGIN_OF.permissionMaintainer),
        await people.idOf('east-approve'),
        await people.idOf('city-approve'),
      ]
      const posts = [...account.posts.filter(isPost), 'protectedHandler' as const]
      const order = { accountId: account.account_id, posts, requestedBy: chief, approvedBy: head }
      await city.served.rooms.accounts.grant(staff(['permissionMaintainer'], '999900', maintainer), order)
      const named = routesOfHits(await walk({ by: 1, only: 'reviewer' }))
      for (const path of ['/api/desk/objections', '/api/desk/suspense', '/api/desk/submissions/{id}/content'])
        expect(named).toContain(path)
      await mark('end')
      const again = routesOfHits(await walk({ by: 1, only: 'frontDesk' }))
      expect(again).toContain('/api/desk/transfers')
    },
    WHOLE,
  )
})
