import { afterAll, beforeAll, expect, test } from 'vitest'
import { testActing } from '../../test/acting.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, type TestDesk, testDesk } from '../../test/desk.js'
import { dueFact, paidFact } from '../../test/ledger.js'
import { insured, testObjections } from '../../test/objecting.js'
import { codeOf } from '../../test/work-desk.js'
import { findNamedPerson } from '../collection/entry-service.js'
import type { Day } from '../kernel/day.js'
import type { Guardianship, LifeEvent, Mandate } from '../ledger/fact.js'

const CODE = '91110108QYT0000144'
const PATH = 'contribution/110/2025-02/1/paidPerson'
const TOLD = { path: PATH, reason: 'amount', words: '二月份扣得比工资条上少。' } as const

let db: TestDatabase
let desk: TestDesk
let room: ReturnType<typeof testObjections>
let acting: ReturnType<typeof testActing>
let agent: string
let session: Awaited<ReturnType<typeof acting.enter>>

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  room = testObjections(db, desk)
  const employerId = await desk.employer(CODE)
  await desk.persons(
    [0, 1, 2, 3, 4, 5].map((n) => [citizen(n), '测试代']),
    CODE,
  )
  for (const n of [1, 2, 3, 4, 5]) {
    const personId = await idOf(n)
    await desk.ledger.post([
      dueFact(personId, '2025-02', { employerId }),
      paidFact(personId, '2025-02', { employerId }),
    ])
  }
  agent = await idOf(0)
  const { vault, setting, clock } = desk.ports
  acting = testActing(db, { ports: { vault, setting, clock, gate: room.gate } })
  session = await acting.enter(agent)
})
afterAll(() => db.close())

const idOf = async (n: number) =>
  (await findNamedPerson(desk.ports, { identityNumber: citizen(n), fullName: '测试代' })).personId

const PLACE = { line: 1, agency: '999901', area: '999900' }
const WHOLE = 'registration,contribution,record.read,objection.raise'
const mandate = (personId: string, change: Partial<Mandate> = {}): Mandate => ({
  ...{ ...PLACE, kind: 'mandate', personId, representativePersonId: agent, capacity: 'agent', scope: WHOLE },
  ...{ change: 'begin', fromDay: '2026-01-01' as Day, document: `授权书 ${personId}` },
  ...change,
})
const guardianship = (personId: string, change: Partial<Guardianship> = {}): Guardianship => ({
  ...{ ...PLACE, kind: 'guardianship', personId, guardianPersonId: agent, change: 'begin' },
  ...{ fromDay: '2020-01-01' as Day, document: '监护判决书' },
  ...change,
})
const death = (personId: string): LifeEvent => ({
  ...{ ...PLACE, kind: 'lifeEvent', personId, event: 'death', day: '2026-01-20' as Day, document: '死亡证明' },
})

/** 切换到这个人，on whatever stands for it just now. */
async function actFor(personId: string): Promise<string> {
  const stands = (await acting.standing.of(agent)).find((one) => one.personId === personId)
  return codeOf(acting.acting.choose(await session.now(), stands?.ref ?? '1/0'))
}

async function lines(personId: string, outcome: string): Promise<number> {
  const [row] = await db.admin.transaction({}, (trx) =>
    trx.rows<{ n: number }>(
      `select count(*)::int as n from access.look where person_id = $1 and outcome = $2 and actor_person_id = $3
       and action = 'objection.raise'`,
      [personId, outcome, agent],
    ),
  )
  return row!.n
}

article(['M14-16a', 'M14-15c'], '代理人、监护人、近亲属为所代的人提出异议；依据终止即不予办理', () => {
  test('没有授权不能代；授权写明可提异议的，可以提、可以看、可以撤回；撤销之后都不行，各写一行', async () => {
    const person = await idOf(1)
    expect(await actFor(person)).toBe('acting.unknown')
    await desk.ledger.post([mandate(person)])
    expect(await actFor(person)).toBe('done')
    const id = await room.raising.raise(await session.now(), TOLD)
    expect(await lines(person, 'shown')).toBe(1)
    const { items } = await room.views.mine(await session.now())
    expect(items).toMatchObject([{ id, raisedAs: 'agent', about: '测**', state: 'submitted', canWithdraw: true }])
    // 本人也看得到，是代理人提的。
    expect((await room.views.mine(await insured(person))).items).toMatchObject([{ id, raisedAs: 'agent' }])
    expect(await codeOf(room.raising.raise(await session.now(), TOLD))).toBe('objection.open-already')

    await desk.ledger.post([mandate(person, { change: 'end' })])
    const other = { ...TOLD, path: 'contribution/110/2025-02/1/base' }
    expect(await codeOf(room.raising.raise(await session.now(), other))).toBe('acting.ended')
    expect(await codeOf(room.views.one(await session.now(), id))).toBe('acting.ended')
    expect(await codeOf(room.views.withdraw(await session.now(), id, undefined))).toBe('acting.ended')
    expect(await lines(person, 'refused')).toBeGreaterThan(0)
    await room.views.withdraw(await insured(person), id, undefined)
  })

  test('授权只限别的险种或月份的：不能就限外的数与月份提，已提的也看不到；对照：在限内的可以', async () => {
    const person = await idOf(5)
    const mine = await room.raising.raise(await insured(person), TOLD)
    const narrow = async (only: string) => {
      const document = `授权书 ${only}`
      await desk.ledger.post([mandate(person, { document, scope: `${WHOLE},${only}` })])
      const all = await acting.standing.of(agent)
      await acting.acting.choose(await session.now(), all.find((one) => one.document === document)!.ref)
    }
    const raise = async (path: string) => codeOf(room.raising.raise(await session.now(), { ...TOLD, path }))
    for (const only of ['insurance:410', 'from:2025-03']) {
      await narrow(only)
      expect(await raise('contribution/110/2025-02/1/base')).toBe('objection.no-such-item')
      expect(await raise('missing/110/2025-01')).toBe('objection.no-such-item')
      expect((await room.views.mine(await session.now())).items).toEqual([])
      expect(await codeOf(room.views.withdraw(await session.now(), mine, undefined))).not.toBe('done')
    }
    await narrow('insurance:110')
    expect((await room.views.mine(await session.now())).items).toMatchObject([{ id: mine }])
    expect(await raise('missing/110/2025-01')).toBe('done')
    await room.views.withdraw(await insured(person), mine, undefined)
  })

  test('授权没有写可提异议的，不能提；只开登记一类的，不能就缴费提', async () => {
    const person = await idOf(2)
    await desk.ledger.post([mandate(person, { scope: 'registration,contribution,record.read' })])
    expect(await actFor(person)).toBe('done')
    expect(await codeOf(room.raising.raise(await session.now(), TOLD))).toBe('access.denied')
    await desk.ledger.post([
      mandate(person, { document: '授权书 乙', scope: 'registration,record.read,objection.raise' }),
    ])
    const all = (await acting.standing.of(agent)).filter((one) => one.personId === person)
    const second = all.find(({ document }) => document === '授权书 乙')!
    await acting.acting.choose(await session.now(), second.ref)
    expect(await codeOf(room.raising.raise(await session.now(), TOLD))).toBe('access.denied')
    const mine = await room.raising.raise(await insured(person), TOLD)
    expect((await room.views.mine(await session.now())).items).toEqual([])
    expect(await codeOf(room.views.one(await session.now(), mine))).toBe('objection.unknown')
    const name = { ...TOLD, path: 'person/fullName', reason: 'personal' } as const
    await room.raising.raise(await session.now(), name)
    expect((await room.views.mine(await session.now())).items).toMatchObject([{ path: 'person/fullName' }])
  })

  test('监护人凭监护关系；终止之后不行', async () => {
    const person = await idOf(3)
    await desk.ledger.post([guardianship(person)])
    expect(await actFor(person)).toBe('done')
    const id = await room.raising.raise(await session.now(), TOLD)
    expect((await room.views.one(await session.now(), id)).raisedAs).toBe('guardian')
    await desk.ledger.post([guardianship(person, { change: 'end', fromDay: '2026-02-01' as Day })])
    expect(await codeOf(room.views.one(await session.now(), id))).toBe('acting.ended')
  })

  test('近亲属只能就死者的记录；没有死亡记录的不能', async () => {
    const person = await idOf(4)
    const kin = { capacity: 'relative', document: '亲属关系证明', scope: `${WHOLE},benefit,account,other` } as const
    await desk.ledger.post([mandate(person, kin)])
    expect(await actFor(person)).toBe('acting.unknown')
    await desk.ledger.post([death(person)])
    expect(await actFor(person)).toBe('done')
    const id = await room.raising.raise(await session.now(), TOLD)
    const one = await room.views.one(await session.now(), id)
    expect(one).toMatchObject({ raisedAs: 'relative', path: PATH })
    expect((await room.rights.request(await session.now(), { right: 'explain' })).raisedAs).toBe('relative')
    await desk.ledger.post([mandate(person, { ...kin, change: 'end' })])
    expect(await codeOf(room.raising.raise(await session.now(), { ...TOLD, path: 'person/sex' }))).toBe('acting.ended')
  })
})
