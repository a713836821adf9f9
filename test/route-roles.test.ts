import { afterAll, beforeAll, expect, test } from 'vitest'
import { POST_NAMES } from '../src/access/posts.js'
import { DEMO_CITY } from '../src/app/demo/city.js'
import { STAGES, type Stage, SUBMISSION_KINDS, type SubmissionKind } from '../src/collection/kinds.js'
import { routeFor } from '../src/collection/route-book.js'
import { parsePeriod } from '../src/kernel/period.js'
import { article } from './article.js'
import type { RealIds } from './bad-request.js'
import { caseAtStage } from './case-at-stage.js'
import { OPEN_TO_ALL, type OpenApi, type Route, realIdsOf, requestTo, routesOf } from './every-route.js'
import { LOGIN_OF, RoutePeople } from './route-people.js'
import { holdSection } from './route-table.js'
import { type ServedCity, serveCity } from './served.js'
import { Visitor } from './visitor.js'

const SIZE = { ...DEMO_CITY, employers: 5, lives: 24, through: parsePeriod('2019-10') }
const EAST = '999901'
const WHOLE = 600_000

let city: ServedCity
let people: RoutePeople
let ids: RealIds
let leaving: string
let citizen: Visitor
let operator: Visitor
beforeAll(async () => {
  city = await serveCity(SIZE)
  people = new RoutePeople(city)
  citizen = await people.visitor(insured())
  operator = await people.visitor(city.person('operator-1'))
  ids = await realIdsOf(city, operator, citizen)
  leaving = await people.idOf('east-cashier')
}, 180_000)
afterAll(() => city?.close())

const insured = () => city.people.find(({ realm }) => realm === 'citizen')!

interface Problem {
  readonly code: string
}

/** 所答：`may` 守门放行，`no` 不许，`nobody` 未登录；a refusal of the business itself keeps its code. */
async function answerOf(visitor: Visitor, asking: ReturnType<typeof requestTo>): Promise<string> {
  const { status, body, text } = await visitor.ask<Problem>(asking)
  const what = `${asking.method} ${asking.path} ${text.slice(0, 300)}`
  expect(status, what).toBeLessThan(500)
  if (status === 401) return body.code.startsWith('session.') ? 'nobody' : body.code
  if (status !== 403) return body.code === 'request.malformed' ? 'malformed' : 'may'
  return body.code === 'access.denied' ? 'no' : body.code
}

/** Real numbers, so that only a policy can refuse; who leaves is somebody no other request needs. */
function asked(route: Route, change: object = {}) {
  const keys = route.path.endsWith('/search') ? { name: '李晓萍', birthDate: '1990-02-28' } : {}
  const person = route.path.includes('{person}') ? { person: leaving } : {}
  return requestTo(route, ids, { ...keys, ...person, ...change })
}

/** Where the session asks for its own realm: that of whoever asks. */
function realmOf(route: Route, role: string): object {
  if (route.body?.properties?.['realm'] === undefined) return {}
  return { realm: role === 'citizen' || role === 'operator' ? role : 'staff' }
}

async function routesAt(url: string): Promise<Route[]> {
  const routes = routesOf(await new Visitor(url).get<OpenApi>('/api/openapi.json'))
  return routes.filter(({ path }) => !OPEN_TO_ALL.test(path))
}

async function walk(url: string, roles: readonly (readonly [string, Visitor])[]): Promise<string[]> {
  const lines: string[] = []
  const wrong: string[] = []
  for (const route of await routesAt(url)) {
    const may: string[] = []
    const name = `${route.method} ${route.path}`
    for (const [role, visitor] of roles) {
      const answer = await answerOf(visitor, asked(route, realmOf(route, role)))
      const isNobody = role === 'nobody' || role === 'expired'
      if (isNobody ? answer !== 'nobody' : answer === 'malformed') wrong.push(`${name} ${role}: ${answer}`)
      if (isNobody) continue
      if (answer === 'may') may.push(role)
      else if (answer !== 'no' && !(answer === 'nobody' && url === city.publicUrl)) may.push(`${role}(${answer})`)
    }
    lines.push(`${name}: ${may.length === 0 ? '-' : may.join(' ')}`)
  }
  expect
    .soft(wrong, 'a session that is none is refused first, and the samples pass the form of every route')
    .toEqual([])
  return lines
}

article(['M14-26b', 'M14-26c', 'M14-15b', 'BD-28a'], '每一个地址，每一种角色：所答与对照表一字不差', () => {
  test(
    '公众端口',
    async () => {
      const roles: [string, Visitor][] = [
        ['nobody', new Visitor(city.publicUrl)],
        ['expired', await people.expired(insured())],
        ['citizen', citizen],
        ['operator', operator],
      ]
      holdSection('公众端口', await walk(city.publicUrl, roles))
    },
    WHOLE,
  )

  test(
    '经办端口',
    async () => {
      const roles: [string, Visitor][] = [
        ['nobody', new Visitor(city.staffUrl)],
        ['expired', await people.expired(city.person('city-archive-2'))],
      ]
      for (const post of POST_NAMES) roles.push([post, await people.staff(LOGIN_OF[post])])
      for (const [role, login] of AT_CITY) roles.push([role, await people.staff(login)])
      holdSection('经办端口', await walk(city.staffUrl, roles))
    },
    WHOLE,
  )
})

/** 市级的同岗，where the city may what a district may not. */
const AT_CITY = [
  ['frontDesk@city', 'city-desk'],
  ['reviewer@city', 'city-review'],
  ['approver@city', 'city-approve'],
] as const

const AT_REVIEW = { kind: 'backPay', stage: 'review', agency: EAST } as const

article(['M14-7c', 'M14-7a', 'M14-26b'], '同一件：该办的人能办，未轮到的、录入的、办过的、外区的不能', () => {
  test(
    '逐一地址',
    async () => {
      const [clerk, first, own] = await Promise.all(
        ['east-desk', 'east-first', 'east-review'].map((one) => people.idOf(one)),
      )
      const fresh = () => caseAtStage(city, { ...AT_REVIEW, enteredBy: clerk!, passedBy: first! })
      const entered = () => caseAtStage(city, { ...AT_REVIEW, enteredBy: own!, passedBy: first! })
      const acted = () => caseAtStage(city, { ...AT_REVIEW, enteredBy: clerk!, passedBy: own! })
      const persons = [
        ...([
          ['turn', 'east-recheck', fresh],
          ['entered', 'east-review', entered],
          ['acted', 'east-review', acted],
        ] as const),
        ...([
          ['west', 'west-review', fresh],
          ['city', 'city-review', fresh],
          ['desk', 'east-desk', fresh],
        ] as const),
        ['right', 'east-review', fresh] as const,
      ]
      const lines: string[] = []
      for (const route of (await routesAt(city.staffUrl)).filter(({ path }) => /\/submissions\/\{id\}/.test(path))) {
        const told: string[] = []
        for (const [who, login, make] of persons) {
          const stage = route.body?.properties?.['stage'] === undefined ? {} : { stage: 'review' }
          const change = { id: await make(), ...stage }
          told.push(`${who} ${await answerOf(await people.staff(login), asked(route, change))}`)
        }
        lines.push(`${route.method} ${route.path}: ${told.join(', ')}`)
      }
      expect(lines.length).toBeGreaterThan(15)
      holdSection('同一件，各种人', lines)
    },
    WHOLE,
  )
})

const REVIEWERS_HERE = [
  ...['east', 'west'].flatMap((at) => ['first', 'review', 'recheck', 'approve', 'desk'].map((one) => `${at}-${one}`)),
  ...['city-desk', 'city-review', 'city-approve', 'city-cashier', 'city-accounts', 'city-chief-accounts', 'city-query'],
]
const KINDS = Object.keys(SUBMISSION_KINDS) as SubmissionKind[]

article(['M14-7a', 'M14-7b', 'M14-7c'], '每类的每一环节：只由路线所定的岗位、在所定的机构、由未办过的人办理', () => {
  const found: string[] = []

  test.each(KINDS)(
    '%s',
    async (kind) => {
      for (const agency of agenciesOf(kind)) {
        for (const { stage } of routeFor(city.served.rooms.collection.routes, kind, agency)) {
          found.push(await lineOf(kind, stage, agency))
        }
      }
    },
    WHOLE,
  )

  test('与对照表一字不差', () => {
    expect(found.length).toBeGreaterThan(100)
    holdSection('各类各环节', found)
  })
})

/** Kinds that only the city files are tried at the city. */
function agenciesOf(kind: SubmissionKind): readonly string[] {
  return CITY_KINDS.includes(kind) ? ['999900'] : [EAST]
}
const CITY_KINDS: readonly SubmissionKind[] = [
  'parameterChange',
  'standardChange',
  'routeChange',
  'catalogueChange',
  'bankStatement',
]

async function lineOf(kind: SubmissionKind, stage: Stage, agency: string): Promise<string> {
  const [enteredBy, passedBy] = [await people.idOf('operator-1'), await people.idOf('operator-2')]
  const put = (change: object = {}) => caseAtStage(city, { kind, stage, agency, enteredBy, passedBy, ...change })
  const id = await put()
  // A revision that is not there: whoever may take the stage is told so, and nothing changes.
  const pass = (login: string, of: string, at: Stage) => take(login, of, { stage: at, revision: 99 })
  const may: string[] = []
  for (const login of REVIEWERS_HERE) if ((await pass(login, id, stage)) === 'may') may.push(login)
  expect(may, `${kind} ${stage}`).toHaveLength(1)
  const right = may[0]!
  for (const other of Object.keys(STAGES) as Stage[]) {
    if (other === stage) continue
    expect([kind, stage, other, await pass(right, id, other)]).toEqual([kind, stage, other, 'no'])
  }
  const person = await people.idOf(right)
  expect([kind, stage, 'entered', await pass(right, await put({ enteredBy: person }), stage)]).toContain('no')
  const first = routeFor(city.served.rooms.collection.routes, kind, agency)[0]!.stage
  if (first !== stage)
    expect([kind, stage, 'acted', await pass(right, await put({ passedBy: person }), stage)]).toContain('no')
  const back = await returned(right, id, stage)
  expect([kind, stage, back]).toEqual([kind, stage, 200])
  return `${kind} ${stage}: ${right}`
}

async function take(login: string, id: string, body: object): Promise<string> {
  return answerOf(await people.staff(login), { method: 'POST', path: `/api/desk/submissions/${id}/pass`, body })
}

/** 该办的人办得成：it goes back with its reason. */
async function returned(login: string, id: string, stage: Stage): Promise<number> {
  const body = { stage, revision: 1, reason: '材料与申报不符，请核对后重报' }
  const path = `/api/desk/submissions/${id}/return`
  const visitor = await people.staff(login)
  return (await visitor.ask({ method: 'POST', path, body })).status
}
