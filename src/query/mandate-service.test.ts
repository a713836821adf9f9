import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handClock } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, FRONT_DESK, type TestDesk, testDesk } from '../../test/desk.js'
import type { Actor } from '../access/actor.js'
import { ContentService } from '../collection/content-service.js'
import { FactEntryService } from '../collection/fact-entry-service.js'
import { MandateService } from '../collection/mandate-service.js'
import type { Day } from '../kernel/day.js'
import type { Refusal } from '../kernel/refusal.js'
import { protectedAmong } from '../ledger/mandate-store.js'
import { StandingService } from './standing-service.js'

const CODE = '91110108QYT0000144'
let db: TestDatabase
let desk: TestDesk
let facts: FactEntryService
let mandates: MandateService
beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  facts = new FactEntryService(desk.ports)
  mandates = new MandateService(desk.ports)
  await desk.employer(CODE)
  await desk.persons(
    [0, 1, 2, 3, 4, 5, 6].map((n) => [citizen(n), `测试${'甲乙丙丁戊己庚'[n]}`]),
    CODE,
  )
})
afterAll(() => db.close())

const name = (n: number) => `测试${'甲乙丙丁戊己庚'[n]}`
async function personOf(n: number): Promise<string> {
  const [row] = await db.admin.transaction({}, (trx) =>
    trx.rows<{ id: string }>('select person_id as id from desk.identity where digest = $1', [
      desk.ledger.vault.identityDigest(citizen(n)),
    ]),
  )
  return row!.id
}
const self = async (n: number): Promise<Actor> => {
  const personId = await personOf(n)
  const sessionId = '0190d2a0-0000-7000-8000-000000000009'
  return { personId, realm: 'citizen', sessionId, accountId: `c${personId}`, posts: [], channel: 'web' }
}
const code = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    (thrown: Refusal) => thrown.entry?.code ?? thrown,
  )
const standing = async (n: number) => {
  const { app, vault, clock, setting } = desk.ports
  const port = new StandingService({ app, vault, clock: { ...handClock(), ...clock }, setting })
  return (await port.of(await personOf(n))).map(({ personId, capacity, opens }) => ({ personId, capacity, opens }))
}
const item = (principal: number, agent: number, change: object = {}) => ({
  ...{ identityNumber: citizen(principal), fullName: name(principal) },
  ...{ otherIdentityNumber: citizen(agent), otherFullName: name(agent), capacity: 'agent', change: 'begin' },
  ...{ scope: ['registration', 'contribution', 'record.read'], fromDay: '2026-03-01', document: '授权书 7 号' },
  ...change,
})
const register = (principal: number, agent: number, change: object = {}) =>
  facts.enter(FRONT_DESK, 'mandate', { items: [item(principal, agent, change)], ground: '核对授权委托书原件' } as never)

article('M14-15c', '窗口登记书面授权：两人在册，凭证经审核记账，才开查询之门', () => {
  test('送审之后还不成立，审定记账之后成立，范围如授权书', async () => {
    const detail = await register(0, 1)
    expect(await standing(1)).toEqual([])
    expect((await desk.passAll(detail)).state).toBe('posted')
    const principal = await personOf(0)
    const opens = ['registration', 'contribution', 'record.read']
    expect(await standing(1)).toEqual([{ personId: principal, capacity: 'agent', opens }])
  })

  test('同一份授权书再登记一次，不重复登记', async () => {
    expect(await code(register(0, 1))).toBe('fact.known-already')
  })

  test.each([
    ['代理人就是本人', { otherIdentityNumber: citizen(2), otherFullName: name(2) }, 'mandate.oneself'],
    ['没有写明事项', { scope: ['registration'] }, 'mandate.no-scope'],
    ['没有范围', { scope: undefined }, 'mandate.no-scope'],
    ['期满在起始之前', { throughDay: '2026-02-01' }, 'fact.backwards'],
    ['终止从未登记的', { change: 'end' }, 'fact.never-began'],
    ['月份倒着写', { fromMonth: '2025-08', throughMonth: '2025-07' }, 'mandate.months-backwards'],
    [
      '累计的账户而限月份',
      { scope: ['registration', 'account', 'record.read'], fromMonth: '2025-07' },
      'mandate.account-by-month',
    ],
    ['工资确认而限险种', { scope: ['contribution', 'wage.answer'], insurances: ['110'] }, 'mandate.wage-narrowed'],
    ['近亲属，而此人在世', { capacity: 'relative' }, 'mandate.principal-living'],
  ])('%s：不予受理', async (_, change, refused) => {
    expect(await code(register(2, 3, change))).toBe(refused)
  })

  test('本人在网上撤销：不经审核，即时终止；窗口所登记的也在其中', async () => {
    const principal = await self(0)
    const { given } = await mandates.list(principal)
    expect(given).toMatchObject([{ state: 'active', name: '测**', document: '授权书 7 号' }])
    await mandates.end(principal, given[0]!.ref)
    expect(await standing(1)).toEqual([])
    expect((await mandates.list(principal)).given[0]!.state).toBe('ended')
    expect(await code(mandates.end(principal, given[0]!.ref))).toBe('mandate.missing')
  })

  test('窗口登记时限了险种与月份：写在范围里，审核看得到，代办时照此收窄；不选的即不限', async () => {
    const document = '授权书 限 1 号'
    const to = { insurances: ['410', '110'], fromMonth: '2025-01', throughMonth: '2025-12' }
    const detail = await register(2, 3, { document, ...to })
    const told = '登记、缴费、查询；只含企业职工基本养老保险、工伤保险；只含2025年1月至2025年12月'
    expect(JSON.stringify(await new ContentService(desk.ports).page(FRONT_DESK, detail.id, 1))).toContain(told)
    await desk.passAll(detail)
    const { given } = await mandates.list(await self(2))
    expect(given[0]).toMatchObject({
      scope: ['registration', 'contribution', 'record.read'],
      narrowed: { zh: '只含企业职工基本养老保险、工伤保险；只含2025年1月至2025年12月' },
    })
    const { app, vault, clock, setting } = desk.ports
    const port = new StandingService({ app, vault, clock: { ...handClock(), ...clock }, setting })
    const narrowed = { insurances: ['110', '410'], from: '2025-01', through: '2025-12' }
    expect(await port.of(await personOf(3))).toMatchObject([
      { narrowed, says: expect.stringContaining('（只含企业职工') },
    ])
    await mandates.end(await self(2), given[0]!.ref)
    expect(await standing(3)).toEqual([])
    await desk.passAll(await register(2, 3, { document: '授权书 不限', insurances: [] }))
    expect((await port.of(await personOf(3)))[0]!.narrowed).toBeUndefined()
    await mandates.end(await self(2), (await mandates.list(await self(2))).given[0]!.ref)
  })

  test('别人的授权，撤销不了', async () => {
    await desk.passAll(await register(0, 1, { document: '授权书 8 号' }))
    const { given } = await mandates.list(await self(0))
    expect(await code(mandates.end(await self(4), given[0]!.ref))).toBe('mandate.missing')
    expect(await standing(1)).toHaveLength(1)
  })
})

describe('网上授权', () => {
  const scope = ['registration', 'record.read', 'statement.issue'] as const
  const grant = async (from: number, to: number, change: object = {}) =>
    mandates.grant(await self(from), {
      ...{ identityNumber: citizen(to), fullName: name(to), scope: [...scope], password: '-' },
      ...change,
    })

  test('给出之后等代理人接受；接受才成立；辞去即止', async () => {
    await grant(4, 5)
    expect(await standing(5)).toEqual([])
    const [received] = (await mandates.list(await self(5))).received
    expect(received).toMatchObject({ state: 'waiting', name: '测**' })
    await mandates.answer(await self(5), { ref: received!.ref, answer: 'accepted' })
    expect((await standing(5))[0]!.opens).toEqual([...scope, 'statement'])
    expect(await code(mandates.answer(await self(5), { ref: received!.ref, answer: 'accepted' }))).toBe(
      'mandate.missing',
    )
    await mandates.answer(await self(5), { ref: received!.ref, answer: 'declined' })
    expect(await standing(5)).toEqual([])
    expect((await mandates.list(await self(4))).given[0]!.state).toBe('declined')
  })

  test('限了险种与月份的：两边都看得到只含什么；核对与窗口一样', async () => {
    expect(await code(grant(5, 4, { fromMonth: '2025-08', throughMonth: '2025-07' }))).toBe('mandate.months-backwards')
    expect(await code(grant(5, 4, { scope: ['account', 'record.read'], throughMonth: '2025-07' }))).toBe(
      'mandate.account-by-month',
    )
    await grant(5, 4, { insurances: ['310'], fromMonth: '2025-07' })
    const told = { zh: '只含职工基本医疗保险；只含2025年7月起的月份' }
    expect((await mandates.list(await self(5))).given[0]!.narrowed).toMatchObject(told)
    const [received] = (await mandates.list(await self(4))).received
    expect(received!.narrowed).toMatchObject(told)
    await mandates.answer(await self(4), { ref: received!.ref, answer: 'accepted' })
    const { app, vault, clock, setting } = desk.ports
    const port = new StandingService({ app, vault, clock: { ...handClock(), ...clock }, setting })
    expect((await port.of(await personOf(4))).map(({ narrowed }) => narrowed)).toEqual([
      { insurances: ['310'], from: '2025-07' },
    ])
  })

  test('给别人的，第三人接受不了', async () => {
    await grant(4, 6)
    const [received] = (await mandates.list(await self(6))).received
    expect(await code(mandates.answer(await self(3), { ref: received!.ref, answer: 'accepted' }))).toBe(
      'mandate.missing',
    )
  })

  test('号码不在册与姓名不符，一个说法', async () => {
    const unknown = await code(grant(4, 5, { identityNumber: citizen(99) }))
    const misnamed = await code(grant(4, 5, { fullName: '测试错' }))
    expect([unknown, misnamed]).toEqual(['mandate.agent-unknown', 'mandate.agent-unknown'])
  })

  test('身后安排：说了不许，登记死亡之后近亲属不成立；对照：没说的成立', async () => {
    const dead = async (n: number) => {
      const what = { event: 'death', day: '2026-03-10', document: '死亡证明' }
      const who = { identityNumber: citizen(n), fullName: name(n) }
      await desk.passAll(
        await facts.enter(FRONT_DESK, 'lifeEvent', { items: [{ ...who, ...what }], ground: '死亡医学证明' } as never),
      )
    }
    await mandates.afterDeath(await self(2), false)
    expect((await mandates.list(await self(2))).relativesMay).toBe(false)
    for (const n of [2, 3]) {
      await dead(n)
      await desk.passAll(await register(n, 6, { capacity: 'relative', document: `亲属证明 ${n}` }))
    }
    expect(await standing(6)).toMatchObject([{ personId: await personOf(3), capacity: 'relative' }])
  })

  test('安排可以改回', async () => {
    const me = await self(1)
    await mandates.afterDeath(me, false)
    await mandates.afterDeath(me, true)
    expect((await mandates.list(me)).relativesMay).toBe(true)
  })
})

describe('保密标识', () => {
  test('市级审批之后成立，终止之后不再', async () => {
    const mark = (change: string) =>
      facts.enter(FRONT_DESK, 'protection', {
        items: [
          {
            ...{ identityNumber: citizen(6), fullName: name(6), change, fromDay: '2026-03-01' as Day },
            ...{ because: '司法机关的保护决定', document: '保护决定 1 号' },
          },
        ],
        ground: '核对决定书原件',
      } as never)
    const marked = async () => {
      const person = await personOf(6)
      return (await db.app.transaction({}, (trx) => protectedAmong(trx, [person]))).has(person)
    }
    expect(await code(mark('end'))).toBe('fact.never-began')
    const detail = await mark('begin')
    expect(detail.route).toEqual(['review', 'approval'])
    expect(await marked()).toBe(false)
    const approver: Actor = { ...FRONT_DESK, personId: '950', accountId: 'a950', posts: ['approver'], agency: '999900' }
    const passed = await desk.passAll(detail, 'approval')
    await desk.reviews.pass(approver, detail.id, { stage: 'approval', revision: passed.revision })
    await desk.agreed.postAgreed(detail.id)
    expect(await marked()).toBe(true)
    const [row] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ t: string }>('select t::text from ledger.protection t'),
    )
    expect(row!.t).not.toContain('保护决定的')
  })
})
