import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, FRONT_DESK, type TestDesk, testDesk } from '../../test/desk.js'
import { parsePeriod } from '../kernel/period.js'
import type { Refusal } from '../kernel/refusal.js'
import { factsOfPerson } from '../ledger/record-store.js'
import { recordOf } from '../records/record.js'
import type { FactEntryKind, FactRequests } from './fact-entry-contract.js'
import { FactEntryService } from './fact-entry-service.js'

const CODE = '91110108QYT0000144'
const WHO = (n: number) => ({ identityNumber: citizen(n), fullName: `测试${'甲乙丙丁戊己庚辛壬癸'[n]}` })
const GROUND = { ground: '经办人核对证明原件' }
const OF = { insurance: '410' as const, benefitKind: 'injury' as const }

let db: TestDatabase
let desk: TestDesk
let facts: FactEntryService
let serial = 0

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  facts = new FactEntryService(desk.ports)
  await desk.employer(CODE)
  await desk.persons(
    Array.from({ length: 10 }, (_, n) => [WHO(n).identityNumber, WHO(n).fullName]),
    CODE,
  )
  for (const n of [0, 1, 2, 3, 4, 5]) await post('benefitDetermination', allowance(n))
})
afterAll(() => db.close())

const enter = <K extends FactEntryKind>(kind: K, request: FactRequests[K]) => facts.enter(FRONT_DESK, kind, request)
const post = async <K extends FactEntryKind>(kind: K, request: FactRequests[K]) =>
  desk.passAll(await enter(kind, request))
const codeOf = (doing: Promise<unknown>): Promise<string | undefined> =>
  doing.then(
    () => undefined,
    (thrown: Refusal) => thrown.entry.code,
  )
const allowance = (n: number): FactRequests['benefitDetermination'] => ({
  items: [
    {
      ...{ ...WHO(n), ...OF, variant: '8', eventMonth: '2025-06', document: '工伤认定 5 号' },
      elsewhere: { item: 'injuryAllowance', amount: 310_000, periodic: true, fromMonth: '2025-07' },
    },
  ],
  ...GROUND,
})
type Change = FactRequests['benefitChange']['items'][number]
const change = (n: number, what: Change['change'], fromMonth: string, reason: Change['reason']) => ({
  items: [{ ...WHO(n), ...OF, change: what, fromMonth, reason, document: `通知 ${++serial} 号` }],
  ...GROUND,
})
const payment = (n: number, benefitMonth: string, amount = 310_000): FactRequests['benefitPayment'] => ({
  items: [{ ...WHO(n), ...OF, item: 'injuryAllowance', benefitMonth, amount, fromAccount: 0 }],
  ...{ payMonth: '2026-03', paidDay: '2026-03-05', batch: `B-${++serial}` },
  ...GROUND,
})
const check = (n: number, checkedDay: string, more: object = {}): FactRequests['entitlementCheck'] => ({
  items: [{ ...WHO(n), method: 'counter', result: 'passed', checkedDay, document: '认证表 1 号', ...more }],
  ...GROUND,
})
async function monthlyOf(n: number) {
  const digest = desk.ports.vault.identityDigest(WHO(n).identityNumber)
  const [row] = await db.admin.transaction({}, (trx) =>
    trx.rows<{ id: string }>('select person_id as id from desk.identity where digest = $1', [digest]),
  )
  const { facts: known } = await desk.ports.app.transaction({ persons: [row!.id] }, (trx) =>
    factsOfPerson(trx, row!.id, desk.ports.vault),
  )
  const { book } = desk.policy
  return recordOf(known, book, { today: desk.ports.clock.today(), through: parsePeriod('2026-03') }).benefits[0]!
}

article(['M14-6a', 'M14-7a', 'M14-2(3)'], '待遇的停、复、终：有依据才受理，审定才生效，送两次只办一次', () => {
  test('没有依据：不予受理', async () => {
    const { ground: _, ...bare } = change(0, 'suspend', '2026-01', 'noCheck')
    expect(await codeOf(enter('benefitChange', bare))).toBe('entry.no-ground')
  })

  test('暂停记账之后，月待遇为零，写明自何月起；恢复之后又有了', async () => {
    const asked = change(0, 'suspend', '2026-01', 'noCheck')
    const [one, two] = [await enter('benefitChange', asked), await enter('benefitChange', asked)]
    expect(one.id).toBe(two.id)
    expect((await monthlyOf(0)).monthly?.value).toBe(310_000)
    expect((await desk.passAll(one)).state).toBe('posted')
    const suspended = await monthlyOf(0)
    expect(suspended.monthly?.value).toBe(0)
    expect(suspended.monthly?.from.map(({ term, value }) => [term, value])).toContainEqual([
      'benefitSuspendedFrom',
      '2026-01',
    ])
    expect((await post('benefitChange', change(0, 'resume', '2026-03', 'checkPassed'))).state).toBe('posted')
    expect((await monthlyOf(0)).monthly?.value).toBe(310_000)
  })

  test('终止之后没有月待遇，写明最后一月', async () => {
    expect((await post('benefitChange', change(1, 'end', '2026-02', 'lostGround'))).state).toBe('posted')
    const ended = await monthlyOf(1)
    expect([ended.monthly, ended.through]).toEqual([undefined, '2026-01'])
  })
})

describe('不能成立的变动', () => {
  test.each([
    ['终止两次', () => change(1, 'end', '2026-03', 'lostGround'), 'benefit.already-ended'],
    ['终止之后恢复', () => change(1, 'resume', '2026-03', 'cleared'), 'benefit.already-ended'],
    ['未曾暂停而恢复', () => change(2, 'resume', '2026-03', 'cleared'), 'benefit.not-suspended'],
    ['开始之前暂停', () => change(2, 'suspend', '2025-06', 'noCheck'), 'benefit.not-begun'],
    ['没有此项待遇', () => change(6, 'suspend', '2026-01', 'noCheck'), 'benefit.not-begun'],
    ['早于前一次变动', () => change(0, 'suspend', '2026-02', 'noCheck'), 'benefit.before-last-change'],
    ['将来的月份', () => change(2, 'suspend', '2026-05', 'noCheck'), 'fact.in-future'],
    ['原因不合', () => change(2, 'suspend', '2026-01', 'released'), 'benefit.wrong-reason'],
  ] as const)('%s', async (_says, made, code) => {
    expect(await codeOf(enter('benefitChange', made()))).toBe(code)
  })

  test('对照：同样的暂停，照常受理；再暂停一次，不予受理', async () => {
    expect((await post('benefitChange', change(2, 'suspend', '2026-02', 'noCheck'))).state).toBe('posted')
    expect(await codeOf(enter('benefitChange', change(2, 'suspend', '2026-03', 'noCheck')))).toBe(
      'benefit.already-suspended',
    )
  })

  test('两人同时报暂停：只记一次，另一件写明原因', async () => {
    const [one, two] = [
      await enter('benefitChange', change(3, 'suspend', '2026-01', 'noCheck')),
      await enter('benefitChange', change(3, 'suspend', '2026-02', 'comparison')),
    ]
    const states = await Promise.all([desk.passAll(one), desk.passAll(two)])
    expect(states.map(({ state }) => state).sort()).toEqual(['agreed', 'posted'])
  })
})

article(['BD-25', 'BD-26'], '支付：依核定的金额，发应发的月份，一次', () => {
  test.each([
    ['暂停的月份', () => payment(2, '2026-02'), 'payment.not-payable'],
    ['金额多于核定', () => payment(4, '2025-08', 310_001), 'payment.not-by-rule'],
    ['金额少于核定', () => payment(4, '2025-08', 309_999), 'payment.not-by-rule'],
    ['没有核定的人', () => payment(6, '2025-08'), 'fact.not-determined'],
    ['退回未付的', () => payment(4, '2025-08', -310_000), 'payment.returns-too-much'],
  ] as const)('%s，不予受理', async (_says, made, code) => {
    expect(await codeOf(enter('benefitPayment', made()))).toBe(code)
  })

  test('因未认证暂停而恢复的月份补发；服刑的不补', async () => {
    expect((await post('benefitPayment', payment(0, '2026-01'))).state).toBe('posted')
    await post('benefitChange', change(5, 'suspend', '2026-01', 'imprisonment'))
    await post('benefitChange', change(5, 'resume', '2026-03', 'released'))
    expect(await codeOf(enter('benefitPayment', payment(5, '2026-01')))).toBe('payment.not-payable')
    expect((await enter('benefitPayment', payment(5, '2026-03'))).state).toBe('initialReview')
  })

  test('重复支付：已付的不再受理；同时在办的两件，只记一件', async () => {
    expect(await codeOf(enter('benefitPayment', payment(0, '2026-01')))).toBe('payment.paid-already')
    const [one, two] = [
      await enter('benefitPayment', payment(4, '2025-09')),
      await enter('benefitPayment', payment(4, '2025-09')),
    ]
    const done = await Promise.all([desk.passAll(one), desk.passAll(two)])
    expect(done.map(({ state }) => state).sort()).toEqual(['agreed', 'posted'])
    const [sum] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ n: string }>(`select sum(amount) as n from ledger.benefit_payment where benefit_month = 202509`),
    )
    expect(Number(sum!.n)).toBe(310_000)
  })

  test('死亡在审核之中记账：死后的月份不再付', async () => {
    const late = await enter('benefitPayment', payment(3, '2025-12'))
    const after = await enter('benefitPayment', payment(4, '2026-02'))
    const death = { items: [{ ...WHO(4), event: 'death' as const, day: '2026-01-20', document: '死亡证明 1 号' }] }
    await post('lifeEvent', { ...death, ...GROUND })
    expect((await desk.passAll(late)).state).toBe('posted')
    expect((await desk.passAll(after)).state).toBe('agreed')
    expect((await desk.cases.show(FRONT_DESK, after.id)).blocked?.zh).toContain('死亡')
  })
})

describe('领取资格认证', () => {
  test('有效期依设定算得，记入事实', async () => {
    expect((await post('entitlementCheck', check(0, '2026-02-28'))).state).toBe('posted')
    const [row] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ until: string }>(`select valid_through::text as until from ledger.entitlement_check`),
    )
    expect(row!.until).toBe('2027-02-28')
  })

  test.each([
    ['将来的日期', () => check(0, '2026-03-17'), 'fact.in-future'],
    ['同日同法两次', () => check(0, '2026-02-28'), 'fact.known-already'],
    ['不领待遇的人', () => check(7, '2026-02-28'), 'fact.not-determined'],
    ['死亡之后通过', () => check(4, '2026-02-28'), 'fact.after-death'],
  ] as const)('%s，不予受理', async (_says, made, code) => {
    expect(await codeOf(enter('entitlementCheck', made()))).toBe(code)
  })
})
