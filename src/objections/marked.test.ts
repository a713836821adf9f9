import { afterAll, beforeAll, expect, test } from 'vitest'
import { testActing } from '../../test/acting.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { AREA, citizen, clerk as clerkOf, operator as operatorOf, type TestDesk, testDesk } from '../../test/desk.js'
import { dueFact, paidFact } from '../../test/ledger.js'
import { insured, signedIn, testObjections } from '../../test/objecting.js'
import { codeOf } from '../../test/work-desk.js'
import type { Post } from '../access/posts.js'
import { findNamedPerson } from '../collection/entry-service.js'
import type { Day } from '../kernel/day.js'

const CODE = '91110108QYT0000144'
const PATH = 'contribution/110/2025-02/1/paidPerson'
const TOLD = { path: PATH, reason: 'amount', words: '二月份扣得比工资条上少。' } as const
const PLACE = { line: 1, agency: '999901', area: AREA }

let db: TestDatabase
let desk: TestDesk
let room: ReturnType<typeof testObjections>
let employerId: string
beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  room = testObjections(db, desk)
  employerId = await desk.employer(CODE)
  await desk.persons(
    [0, 1, 2, 3].map((n) => [citizen(n), '测试密']),
    CODE,
  )
  for (const n of [0, 1, 2, 3]) {
    const personId = await idOf(n)
    await desk.ledger.post([
      dueFact(personId, '2025-02', { employerId }),
      paidFact(personId, '2025-02', { employerId }),
    ])
  }
})
afterAll(() => db.close())

const clerk = (...of: Parameters<typeof clerkOf>) => signedIn(clerkOf(...of))
const idOf = async (n: number) =>
  (await findNamedPerson(desk.ports, { identityNumber: citizen(n), fullName: '测试密' })).personId
const mark = async (personId: string, change: 'begin' | 'end') =>
  desk.ledger.post([
    {
      ...{ ...PLACE, kind: 'protection', personId, change, fromDay: '2026-01-01' as Day },
      ...{ ground: '司法机关的保护决定', document: '保护决定 1 号' },
    },
  ])

article(['M14-26b', 'M14-16b'], '有保密标识者的异议与申请，只有专办岗看得到；单位问起，与陌生人一样', () => {
  test('核查岗看不到、办不了，专办岗可以；取消标识之后如常', async () => {
    const person = await idOf(0)
    const id = await room.raising.raise(insured(person), TOLD)
    await room.rights.request(insured(person), { right: 'explain' })
    const plain = { ...clerk('961', 'reviewer'), agency: AREA }
    const named = { ...plain, personId: '962', posts: ['reviewer', 'protectedHandler'] as readonly Post[] }
    const seen = async (by: typeof plain) => [
      (await room.views.atDesk(by, 'open')).items.filter((one) => one.id === id).length,
      (await room.rights.atDesk(by, true)).items.length,
      await codeOf(room.cases.show(by, id)),
    ]
    expect(await seen(plain)).toEqual([1, 1, 'done'])
    await mark(person, 'begin')
    expect(await seen(plain)).toEqual([0, 0, 'objection.unknown'])
    expect(await codeOf(room.handling.handle(plain, id, { act: 'accept' }))).toBe('objection.unknown')
    expect(await seen(named)).toEqual([1, 1, 'done'])
    await room.handling.handle(named, id, { act: 'accept' })
    expect((await room.views.one(insured(person), id)).state).not.toBe('submitted')
    await mark(person, 'end')
    expect(await seen(plain)).toEqual([1, 1, 'done'])
  })

  test('单位为有保密标识的职工提出，答复与陌生人一样；先前提的也不再出示；窗口不能代录', async () => {
    const person = await idOf(1)
    const boss = signedIn(operatorOf('970', employerId))
    const asked = { fullName: '测试密', insurance: '110', month: '2025-02', figure: 'base', ...TOLD } as const
    const own = { ...asked, identityNumber: citizen(1) }
    const id = await room.raising.ofEmployer(boss, own)
    await mark(person, 'begin')
    const stranger = await room.raising.ofEmployer(boss, { ...own, identityNumber: citizen(40) }).catch((e) => e.facts)
    const told = await room.raising.ofEmployer(boss, { ...own, figure: 'paidPerson' }).catch((e) => e.facts)
    expect(told).toEqual(stranger)
    expect((await room.views.ofEmployer(boss)).items).toEqual([])
    expect(await codeOf(room.views.one(boss, id))).toBe('objection.unknown')
    const counter = { personId: person, raisedAs: 'self', ...TOLD } as const
    expect(await codeOf(room.raising.atCounter(clerk('965', 'frontDesk'), counter))).toBe('access.denied')
    await mark(person, 'end')
    expect((await room.views.ofEmployer(boss)).items).toHaveLength(1)
  })

  test('工作人员不代录、不在办理台看、也不答复自己的', async () => {
    const person = await idOf(2)
    const self = {
      ...clerk('966', 'reviewer'),
      agency: AREA,
      personId: person,
      posts: ['frontDesk', 'reviewer'] as readonly Post[],
    }
    const counter = { personId: person, raisedAs: 'self', ...TOLD } as const
    expect(await codeOf(room.raising.atCounter(self, counter))).toBe('objection.stand-aside')
    const id = await room.raising.raise(insured(person), TOLD)
    expect(await codeOf(room.cases.show(self, id))).toBe('objection.stand-aside')
    const { id: right } = await room.rights.request(insured(person), { right: 'explain' })
    const answer = { answer: 'granted', reasons: '已说明。' } as const
    expect(await codeOf(room.rights.answer(self, right, answer))).toBe('objection.stand-aside')
    expect(await codeOf(room.rights.answer({ ...clerk('967', 'reviewer'), agency: AREA }, right, answer))).toBe('done')
  })
})

article('M14-15c', '只许查询的授权，不能撤回本人的异议，也不能补正', () => {
  test('看得到，撤不回；授权写明可提异议的，撤得回', async () => {
    const [agent, person] = [await idOf(3), await idOf(0)]
    const { vault, setting, clock } = desk.ports
    const acting = testActing(db, { ports: { vault, setting, clock, gate: room.gate } })
    const session = await acting.enter(agent)
    const id = (await room.views.mine(insured(person))).items[0]!.id
    const actBy = async (document: string, scope: string) => {
      const what = { representativePersonId: agent, capacity: 'agent', scope, change: 'begin', document } as const
      await desk.ledger.post([{ ...PLACE, kind: 'mandate', personId: person, fromDay: '2026-01-01' as Day, ...what }])
      const stands = (await acting.standing.of(agent)).find((one) => one.document === document)!
      await acting.acting.choose(await session.now(), stands.ref)
    }
    await actBy('授权书 甲', 'registration,contribution,record.read')
    expect((await room.views.one(await session.now(), id)).canWithdraw).toBe(false)
    expect(await codeOf(room.views.withdraw(await session.now(), id, undefined))).toBe('objection.unknown')
    await actBy('授权书 乙', 'registration,contribution,record.read,objection.raise')
    expect(await codeOf(room.views.withdraw(await session.now(), id, undefined))).toBe('done')
  })
})
