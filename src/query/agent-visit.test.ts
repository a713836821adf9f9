import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testActing } from '../../test/acting.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { dueFact, employerFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import { type TestReading, testReading } from '../../test/reading.js'
import { looksOf } from '../access/book-store.js'
import type { Post } from '../access/posts.js'
import type { Day } from '../kernel/day.js'
import type { Mandate } from '../ledger/fact.js'
import type { AgentVisitBody } from './agent-visit-contract.js'
import { AgentVisitService } from './agent-visit-service.js'

const AGENT = '110101197501019975'
let db: TestDatabase
let reading: TestReading
let desk: ReturnType<typeof testActing>
let visits: AgentVisitService
let agent: string
const numbers = new Map<string, string>([])
beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  desk = testActing(db, reading)
  const names = { personIdOf: async (number: string) => numbers.get(number) }
  visits = new AgentVisitService({ ...desk.ports, names, acting: desk.acting })
  agent = await reading.person(AGENT, '代理人甲')
  numbers.set(AGENT, agent)
  await reading.ledger.post([employerFact('7', '91110108QYT0000144', '示例制造有限公司')])
})
afterAll(() => db.close())
beforeEach(() => reading.clock.pass(1))

let serial = 0
async function principal(): Promise<string> {
  const person = await reading.person(`11010119650112996${serial++ % 10}`, '委托人乙')
  const facts = [enrolmentFact(person, '7', '2024-01'), dueFact(person, '2025-08'), paidFact(person, '2025-08')]
  await reading.ledger.post(facts)
  return person
}
const mandate = (personId: string, change: Partial<Mandate> = {}): Mandate => ({
  ...{ line: 1, agency: '999901', area: '999900', kind: 'mandate', personId, representativePersonId: agent },
  ...{ capacity: 'agent', scope: 'registration,record.read', change: 'begin', fromDay: '2026-01-01' as Day },
  ...{ document: '授权书 1 号', ...change },
})
const asked = (change: Partial<AgentVisitBody> = {}): AgentVisitBody => ({
  ...{ capacity: 'agent', document: '授权书 1 号', purpose: '代为查询缴费' },
  paper: { kind: 'identityCard', number: AGENT, validUntil: '2030-01-01', method: 'sighted' },
  ...change,
})
const code = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    (error) => error.entry?.code ?? error,
  )
const clerk = (posts: Post[] = ['frontDesk'], agency = '999901') => desk.enterStaff(posts, agency)
const sections = async (now: Awaited<ReturnType<typeof clerk>>['now'], person: string) => {
  reading.clock.pass(1)
  return Object.keys((await reading.records.record(await now(), person, { purpose: '代为查询缴费' })).sections)
}
const lines = async (person: string) => {
  const looks = await db.app.transaction({ persons: [person] }, (trx) => looksOf(trx, person, { most: 10 }))
  return looks.map(({ purpose, ...line }) => ({ ...line, purpose: reading.ledger.vault.reveal(purpose) }))
}
const checks = () =>
  db.admin.transaction({}, (trx) =>
    trx.rows(`select paper_kind, method, checked_by from desk.identity_check where purpose = 'agentQuery'`),
  )

article('M14-15c', '代理人在窗口：凭登记的授权与本人有效证件，限于授权范围；前台与代理人都记入查阅之书', () => {
  test('没有依据的不予办理，并记一行；不留核验', async () => {
    const person = await principal()
    const { now } = await clerk()
    expect(await code(visits.begin(await now(), person, asked()))).toBe('agent.not-registered')
    expect((await lines(person))[0]).toMatchObject({ action: 'mandate.manage', outcome: 'refused' })
    expect(await checks()).toEqual([])
    expect(visits.now(await now())).toEqual({})
  })

  test('登记了的：只出示授权所开的类别；对照：代理人离开之后，前台所见如常', async () => {
    const person = await principal()
    await reading.ledger.post([mandate(person)])
    const { now, personId } = await clerk()
    const whole = await sections(now, person)
    expect(whole).toContain('contributions')
    await visits.begin(await now(), person, asked())
    expect(await sections(now, person)).toEqual(['registration'])
    const [line] = await lines(person)
    expect(line).toMatchObject({ action: 'record.read', outcome: 'shown', actorPersonId: personId, realm: 'staff' })
    expect(line!.purpose).toBe('代理人 代理人甲 凭 授权书 1 号，出示居民身份证，尾号 9975；代为查询缴费')
    expect(await checks()).toEqual([{ paper_kind: 'identityCard', method: 'sighted', checked_by: personId }])
    expect(visits.now(await now()).now).toMatchObject({ personId: person, opens: ['registration', 'record.read'] })
    await visits.end(await now())
    expect(visits.now(await now())).toEqual({})
    expect(await sections(now, person)).toEqual(whole)
  })

  test('授权限了险种的：前台所见也只有这些；收不窄的行为不办；对照：代理人离开之后如常', async () => {
    const person = await principal()
    await reading.ledger.post([
      mandate(person, { scope: 'registration,contribution,account,record.read,insurance:410' }),
    ])
    const { now } = await clerk()
    const read = async () => (await reading.records.record(await now(), person, { purpose: '代为查询缴费' })).sections
    const before = (await read()).contributions!.map(({ insurance }) => insurance)
    expect(before).toContain('110')
    await visits.begin(await now(), person, asked())
    expect((await read()).contributions!.map(({ insurance }) => insurance)).not.toContain('110')
    expect(visits.now(await now()).now!.says).toContain('只含工伤保险')
    const paper = { posting: '1', ordinal: 0, documentId: '0190d2a0-0000-7000-8000-000000000009' }
    expect(await code(reading.records.original(await now(), person, paper, '核对原件'))).toBe('acting.narrowed')
    await visits.end(await now())
    expect((await read()).contributions!.map(({ insurance }) => insurance)).toEqual(before)
  })

  test.each([
    ['证件已过期', { paper: { ...asked().paper, validUntil: '2026-01-01' } }, 'identity.expired'],
    ['没有写有效期', { paper: { kind: 'passport', number: AGENT, method: 'sighted' } }, 'identity.incomplete'],
    ['文书编号不是所登记的', { document: '授权书 2 号' }, 'agent.not-registered'],
    ['身份不是所登记的', { capacity: 'guardian' }, 'agent.not-registered'],
    ['证件号码无人', { paper: { ...asked().paper, number: '110101197501019983' } }, 'agent.not-registered'],
  ] as [string, Partial<AgentVisitBody>, string][])('%s：不予办理', async (_says, change, refused) => {
    const person = await principal()
    await reading.ledger.post([mandate(person)])
    const { now } = await clerk()
    expect(await code(visits.begin(await now(), person, asked(change)))).toBe(refused)
    expect(visits.now(await now())).toEqual({})
  })

  test('不是前台、不是本辖区、代理人就是经办人：不予办理', async () => {
    const person = await principal()
    await reading.ledger.post([mandate(person)])
    const begin = async ({ now }: Awaited<ReturnType<typeof clerk>>) => code(visits.begin(await now(), person, asked()))
    expect(await begin(await clerk(['reviewer']))).toBe('access.denied')
    expect(await begin(await clerk(['frontDesk'], '999902'))).toBe('access.denied')
    expect(await begin(await desk.enterStaff(['frontDesk'], '999901', agent))).toBe('agent.is-clerk')
  })

  test('没有写明可索取证明的，窗口也不出具；没有写明可查询的，什么也不出示', async () => {
    const person = await principal()
    const scope = 'registration,contribution,benefit,account,other'
    await reading.ledger.post([mandate(person, { scope: `${scope},record.read` })])
    await reading.ledger.post([mandate(person, { scope, document: '授权书 3 号' })])
    const { now } = await clerk()
    const may = async () =>
      (await reading.records.record(await now(), person, { purpose: '代为查询缴费' })).abilities.canPrintStatement
    expect(await may()).toBe(true)
    await visits.begin(await now(), person, asked())
    expect(await may()).toBe(false)
    await visits.begin(await now(), person, asked({ document: '授权书 3 号' }))
    expect(await code(sections(now, person))).toBe('access.denied')
  })

  test('一经撤销，下一个请求即止；对照：撤销的是另一份，这一份照旧', async () => {
    const person = await principal()
    await reading.ledger.post([mandate(person)])
    const { now } = await clerk()
    await visits.begin(await now(), person, asked())
    await reading.ledger.post([mandate(person, { change: 'end', document: '授权书 9 号' })])
    expect(await code(sections(now, person))).toBe('done')
    await reading.ledger.post([mandate(person, { change: 'end' })])
    expect(await code(sections(now, person))).toBe('agent.visit-ended')
    expect((await lines(person))[0]).toMatchObject({ outcome: 'refused' })
    expect(visits.now(await now()).now?.ended).toBe(true)
    await visits.end(await now())
    expect(await code(sections(now, person))).toBe('done')
  })

  test('只及这一位：代理人在场时，前台看别人不受限，也不写代理人', async () => {
    const [person, other] = [await principal(), await principal()]
    await reading.ledger.post([mandate(person)])
    const { now } = await clerk()
    await visits.begin(await now(), person, asked())
    expect(await sections(now, other)).toContain('contributions')
    expect((await lines(other))[0]!.purpose).toBe('代为查询缴费')
  })
})
