import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { citizen } from '../../test/access.js'
import { testActing } from '../../test/acting.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { dueFact, employerFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import { type TestReading, testReading } from '../../test/reading.js'
import { subjectOf } from '../access/actor.js'
import { looksOf } from '../access/book-store.js'
import { stepUpFailed } from '../access/refusals.js'
import type { Day } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import type { Guardianship, LifeEvent, Mandate } from '../ledger/fact.js'

let db: TestDatabase
let reading: TestReading
let desk: ReturnType<typeof testActing>
let agent: string
beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  desk = testActing(db, reading)
  agent = await reading.person('110101197501019975', '代理人甲')
  await reading.ledger.post([employerFact('7', '91110108QYT0000144', '示例制造有限公司')])
})
afterAll(() => db.close())
beforeEach(() => reading.clock.pass(1))

const PLACE = { line: 1, agency: '999901', area: '999900' }
const WHOLE = 'registration,contribution,benefit,account,other,record.read,statement.issue,objection.raise'

const mandate = (personId: string, change: Partial<Mandate> = {}): Mandate => ({
  ...{ ...PLACE, kind: 'mandate', personId, representativePersonId: agent, capacity: 'agent', scope: WHOLE },
  ...{ change: 'begin', fromDay: '2026-01-01' as Day, document: '授权书 1 号' },
  ...change,
})
const guardianship = (personId: string, change: Partial<Guardianship> = {}): Guardianship => ({
  ...{ ...PLACE, kind: 'guardianship', personId, guardianPersonId: agent, change: 'begin' },
  ...{ fromDay: '2020-01-01' as Day, document: '户口簿' },
  ...change,
})
const death = (personId: string): LifeEvent => ({
  ...{ ...PLACE, kind: 'lifeEvent', personId, event: 'death', day: '2026-02-20' as Day, document: '死亡证明' },
})

let serial = 0
/** A principal of their own for each test, with a month of contributions. */
async function principal(born = '19650112'): Promise<string> {
  const number = `110101${born}996${serial++ % 10}`
  const person = await reading.person(number, '委托人乙')
  await reading.ledger.post([
    enrolmentFact(person, '7', '2024-01'),
    dueFact(person, '2025-08'),
    paidFact(person, '2025-08'),
  ])
  return person
}

const code = (doing: Promise<unknown>) =>
  doing.then(
    () => 'answered',
    (error) => error.entry?.code ?? error,
  )
const read = async (now: () => ReturnType<Awaited<ReturnType<typeof desk.enter>>['now']>) => {
  const actor = await now()
  return reading.records.record(actor, subjectOf(actor), {})
}
const lastLook = async (person: string) =>
  (await db.app.transaction({ persons: [person] }, (trx) => looksOf(trx, person, { most: 10 })))[0]

/** One session of the agent for all: what it may do is decided by the facts of the moment. */
let session: Awaited<ReturnType<typeof desk.enter>>
beforeAll(async () => {
  session = await desk.enter(agent)
})
const actFor = async (person: string) => {
  const { choices } = await desk.acting.list(await session.now())
  const all = await desk.standing.of(agent)
  const one = all.find(({ personId }) => personId === person)
  expect(choices.map(({ ref }) => ref)).toEqual(all.map(({ ref }) => ref))
  return code(desk.acting.choose(await session.now(), one?.ref ?? '1/0'))
}

article('M14-15c', '代理人凭书面授权，在范围与期限之内；撤销、期满、身故即止', () => {
  test('没有授权：不予切换；有授权：看委托人的记录，依据写明，查阅记录里写着代理人是谁、凭什么', async () => {
    const person = await principal()
    expect(await actFor(person)).toBe('acting.unknown')
    await reading.ledger.post([mandate(person)])
    expect(await actFor(person)).toBe('answered')
    const answer = await read(session.now)
    expect(answer.grounds.map(({ policy }) => policy)).toEqual(['agent.record'])
    const line = await lastLook(person)
    expect(line).toMatchObject({ outcome: 'shown', actorPersonId: agent, articles: ['M14-15c'] })
    expect(reading.ledger.vault.reveal(line!.purpose)).toBe('代理人 代理人甲 凭 授权书 1 号')
  })

  test('范围之外的类别不出示，证明也不出示', async () => {
    const person = await principal()
    await reading.ledger.post([mandate(person, { scope: 'registration,record.read' })])
    await actFor(person)
    const { sections } = await read(session.now)
    expect(Object.keys(sections)).toEqual(['registration'])
    const explain = reading.records.explain(await session.now(), person, { path: 'account/balance' })
    expect(await code(explain)).toBe('figure.missing')
  })

  test('只许查询的授权，不能看谁查过；没有写明查询的授权，什么也看不到', async () => {
    const person = await principal()
    await reading.ledger.post([mandate(person)])
    await actFor(person)
    expect(await code(reading.persons.looks(await session.now()))).toBe('access.denied')
    const other = await principal()
    await reading.ledger.post([mandate(other, { scope: 'registration,contribution', document: '授权书 2 号' })])
    await actFor(other)
    expect(await code(read(session.now))).toBe('access.denied')
  })

  test('会话还开着，一经撤销，下一个请求即不予办理，并记一行', async () => {
    const person = await principal()
    await reading.ledger.post([mandate(person)])
    await actFor(person)
    expect(await code(read(session.now))).toBe('answered')
    await reading.ledger.post([mandate(person, { change: 'end' })])
    reading.clock.pass(1)
    expect(await code(read(session.now))).toBe('acting.ended')
    expect(await lastLook(person)).toMatchObject({ outcome: 'refused', actorPersonId: agent })
    expect(await actFor(person)).toBe('acting.unknown')
    await desk.acting.choose(await session.now(), undefined)
    expect(subjectOf(await session.now())).toBe(agent)
  })

  test('对照：撤销的是另一份授权书，这一份照旧', async () => {
    const person = await principal()
    await reading.ledger.post([mandate(person)])
    await actFor(person)
    await reading.ledger.post([mandate(person, { change: 'end', document: '授权书 9 号' })])
    expect(await code(read(session.now))).toBe('answered')
  })

  test('期满之日仍可，次日即止；未到起始之日不可', async () => {
    const person = await principal()
    await reading.ledger.post([mandate(person, { throughDay: reading.clock.today() })])
    await actFor(person)
    expect(await code(read(session.now))).toBe('answered')
    const late = await principal()
    await reading.ledger.post([mandate(late, { throughDay: '2026-02-28' as Day })])
    expect(await actFor(late)).toBe('acting.unknown')
    const early = await principal()
    await reading.ledger.post([mandate(early, { fromDay: '2026-12-01' as Day })])
    expect(await actFor(early)).toBe('acting.unknown')
  })

  test('委托人死亡登记之后，授权即止', async () => {
    const person = await principal()
    await reading.ledger.post([mandate(person)])
    await actFor(person)
    await reading.ledger.post([death(person)])
    expect(await code(read(session.now))).toBe('acting.ended')
  })

  test('红冲的授权不成立', async () => {
    const person = await principal()
    const posting = await reading.ledger.post([mandate(person)])
    await actFor(person)
    await reading.ledger.post([{ ...mandate(person), reverses: { posting, ordinal: 0 } }])
    expect(await code(read(session.now))).toBe('acting.ended')
  })
})

article('N107-3f', '未成年人由监护人查询，至成年为止；在职的未成年人也可自己查', () => {
  test('监护存续期间看得到，也看得到谁查过', async () => {
    const ward = await principal('20120405')
    await reading.ledger.post([guardianship(ward)])
    expect(await actFor(ward)).toBe('answered')
    expect((await read(session.now)).grounds[0]!.policy).toBe('guardian.record')
    expect((await reading.persons.looks(await session.now())).looks.length).toBeGreaterThan(0)
    expect(await code(reading.records.record(citizen(ward), ward, {}))).toBe('answered')
  })

  test('监护结束即止', async () => {
    const ward = await principal('20120405')
    await reading.ledger.post([guardianship(ward)])
    await actFor(ward)
    await reading.ledger.post([guardianship(ward, { change: 'end', fromDay: '2026-03-01' as Day })])
    expect(await code(read(session.now))).toBe('acting.ended')
  })

  test('满十八周岁之日起不再代为查询；为成年人登记的监护不受此限', async () => {
    const grown = await principal('20080302')
    await reading.ledger.post([guardianship(grown)])
    expect(await actFor(grown)).toBe('acting.unknown')
    const almost = await principal('20080303')
    await reading.ledger.post([guardianship(almost)])
    expect(await actFor(almost)).toBe('answered')
    const adult = await principal('19500101')
    await reading.ledger.post([guardianship(adult)])
    expect(await actFor(adult)).toBe('answered')
  })
})

describe('死者的近亲属（个人信息保护法第四十九条）', () => {
  const kin = (person: string, change: Partial<Mandate> = {}) =>
    mandate(person, { capacity: 'relative', document: '亲属关系证明', ...change })

  test('在世时不成立；死亡登记之后可查；生前另有安排的不可', async () => {
    const person = await principal()
    await reading.ledger.post([kin(person)])
    expect(await actFor(person)).toBe('acting.unknown')
    await reading.ledger.post([death(person)])
    expect(await actFor(person)).toBe('answered')
    expect((await read(session.now)).grounds[0]!.policy).toBe('relative.record')
    const silent = await principal()
    const wish = kin(silent, { representativePersonId: silent, change: 'end', scope: '', document: '本人安排' })
    await reading.ledger.post([wish])
    await reading.ledger.post([kin(silent), death(silent)])
    expect(await actFor(silent)).toBe('acting.unknown')
  })
})

describe('协助人', () => {
  test('在本人的会话里：两人都写进查阅记录；不得看谁查过；离开之后如常', async () => {
    const person = await principal()
    const own = await desk.enter(person)
    await desk.acting.helped(await own.now(), { kind: 'socialWorker', name: '社工丙', lastFour: '123x' })
    const answer = await read(own.now)
    expect(answer.grounds.map(({ policy }) => policy).sort()).toEqual(['helper.record'])
    const line = await lastLook(person)
    expect(line).toMatchObject({ actorPersonId: person })
    expect(reading.ledger.vault.reveal(line!.purpose)).toBe('协助人（社会工作者）社工丙，证件尾号 123X')
    expect(await code(reading.persons.looks(await own.now()))).toBe('access.denied')
    // 只有本人证明得了自己，协助才结束；对照：证明不了，还在协助之中.
    expect(await code(desk.acting.choose(await own.now(), undefined))).toBe('acting.helper-present')
    const unproved = () => Promise.reject(new Refusal(stepUpFailed, {}))
    expect(await code(own.now().then((actor) => desk.acting.endHelp(actor, unproved)))).toBe('step-up.failed')
    expect(await code(reading.persons.looks(await own.now()))).toBe('access.denied')
    await desk.acting.endHelp(await own.now(), async () => undefined)
    expect(await code(reading.persons.looks(await own.now()))).toBe('answered')
  })
})
