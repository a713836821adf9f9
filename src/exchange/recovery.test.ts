import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { AGENCY, citizen, clerk, REVIEWERS } from '../../test/desk.js'
import { type TestExchange, testExchange } from '../../test/exchange.js'
import { refusalCode } from '../../test/refusal-code.js'
import { FactEntryService } from '../collection/fact-entry-service.js'
import { type OverpaidPart, reckon, spread } from './recovery.js'
import type { RecoveryView } from './recovery-contract.js'
import { RecoveryService } from './recovery-service.js'
import { RecoveryViewService } from './recovery-view-service.js'

const CODE = '91110108QYT0000144'
const PEOPLE = Array.from({ length: 8 }, (_, i) => [citizen(i + 40), `祁远${'甲乙丙丁戊己庚辛'[i]}`] as const)
const SESSION = '0190d2a0-0000-7000-8000-000000000031'
const FRONT = { ...clerk('900', 'frontDesk'), sessionId: SESSION }
const ELSEWHERE = { ...clerk('930', 'frontDesk'), sessionId: SESSION, agency: '999902' }

let db: TestDatabase
let exchange: TestExchange
let recoveries: RecoveryService
let views: RecoveryViewService
let serial = 0
beforeAll(async () => {
  db = await testDatabase()
  exchange = testExchange(db)
  recoveries = new RecoveryService(exchange.ports)
  views = new RecoveryViewService(exchange.ports)
  await exchange.desk.employer(CODE)
  await exchange.desk.persons(
    PEOPLE.map((one) => [...one]),
    CODE,
  )
}, 60_000)
afterAll(() => db.close())

const rows = <R extends object>(sql: string, values: unknown[] = []) =>
  db.admin.transaction({}, (trx) => trx.rows<R>(sql, values))
const personOf = async (n: number): Promise<string> => {
  const digest = exchange.desk.ledger.vault.identityDigest(PEOPLE[n]![0])
  return (await rows<{ id: string }>('select person_id as id from desk.identity where digest = $1', [digest]))[0]!.id
}
const place = (personId: string) => ({ line: 1, agency: AGENCY, area: '999900', personId })
const pay = (personId: string, benefitMonth: string, amount: number, change: object = {}) => ({
  ...{ ...place(personId), kind: 'benefitPayment', insurance: '110', benefitKind: 'retirement', item: 'basicPension' },
  ...{ benefitMonth, payMonth: benefitMonth, amount, fromAccount: 0, batch: '甲', paidDay: `${benefitMonth}-05` },
  ...change,
})
/** 已故，三个月照付：二月与三月多付，其中个人账户养老金各一笔。 */
async function dead(n: number, more: readonly object[] = []): Promise<string> {
  const personId = await personOf(n)
  const account = { item: 'accountPension', fromAccount: 50_000 }
  const paid = ['2026-01', '2026-02', '2026-03'].flatMap((month) => [
    pay(personId, month, 300_000),
    pay(personId, month, 60_000, account),
  ])
  const bounced = [pay(personId, '2026-03', -60_000, { ...account, fromAccount: -50_000, batch: '甲-退' })]
  await exchange.desk.ledger.post([...paid, ...bounced, ...more] as never)
  const entry = new FactEntryService(exchange.desk.ports)
  const [identityNumber, fullName] = PEOPLE[n]!
  const items = [{ identityNumber, fullName, event: 'death' as const, day: '2026-01-15', document: '死亡证明' }]
  await exchange.desk.passAll(await entry.enter(FRONT, 'lifeEvent', { items, ground: '核对死亡证明原件' }))
  return personId
}
const show = (id: string, actor = FRONT): Promise<RecoveryView> =>
  exchange.gate.pass(
    {
      actor,
      action: 'exchange.read',
      resource: { kind: 'Agency', agency: actor.agency! },
      purpose: '追回',
      matter: id,
    },
    (trx, pass) => views.view(trx, pass, actor, id),
  )
const list = (state: 'open' | 'closed') =>
  exchange.gate.pass(
    { actor: FRONT, action: 'exchange.read', resource: { kind: 'Agency', agency: AGENCY }, purpose: '追回' },
    async (trx, pass) => (await views.list(trx, pass, FRONT, { state })).items,
  )
const paper = async () =>
  (await exchange.desk.ports.papers.receive(AGENCY, 'ruling', Buffer.from(`%PDF-1.4\n% 批复 ${++serial}\n%%EOF\n`)))
    .documentId
const posted = async (id: string) =>
  exchange.desk.passAll({ id, revision: (await exchange.desk.cases.show(FRONT, id)).revision })
const back = (amount: number, change: object = {}) =>
  ({ amount, way: 'returned', day: '2026-03-16', note: '家属转账退回', ...change }) as never

describe('怎样算得', () => {
  const fact = (month: string, amount: number, change: object = {}) =>
    ({ ...pay('1', month, amount, change), ref: { posting: String(++serial + 100), ordinal: 0 } }) as never
  const rulings = (version: number, finding: string, amount?: number) =>
    ({
      ...{ ...place('1'), kind: 'ruling', subject: 'overpaymentWriteOff', reference: 'ZH-1', version, finding, amount },
      ref: { posting: String(++serial + 100), ordinal: 0 },
    }) as never

  test('死亡当月照付；银行退回的不算多领；本案退回的算退回；遗属待遇不在其中', () => {
    const facts = [
      ...[fact('2026-01', 100), fact('2026-02', 100), fact('2026-03', 100), fact('2026-03', -100, { batch: '甲-退' })],
      ...[fact('2026-02', -30, { batch: 'ZH' }), fact('2026-02', 40, { benefitKind: 'survivors' })],
    ]
    const reckoned = reckon(facts, '2026-01-15' as never, 'ZH')
    expect(reckoned).toMatchObject({ found: 100, back: 30, writtenOff: 0, left: 70 })
    expect(reckoned.parts.map(({ month, paid, open }) => [month, paid, open])).toEqual([['2026-02', 100, 70]])
  })

  test('核销以最近一版为准；别案的编号不算', () => {
    const facts = [fact('2026-02', 100), rulings(1, 'granted', 60)]
    expect(reckon(facts, '2026-01-15' as never, 'ZH').left).toBe(40)
    expect(reckon([...facts, rulings(2, 'refused')], '2026-01-15' as never, 'ZH').left).toBe(100)
    expect(reckon(facts, '2026-01-15' as never, 'Z').left).toBe(100)
  })

  test('分到各月：先早后晚，一分不差，账户按比例、末笔补齐', () => {
    const part = (month: string, open: number, accountOpen: number) =>
      ({ month, insurance: '110', item: 'x', benefitKind: 'retirement', open, accountOpen }) as unknown as OverpaidPart
    const parts = [part('2026-02', 100, 33), part('2026-03', 100, 33)]
    for (let amount = 1; amount <= 200; amount++) {
      const taken = spread(parts, amount)
      expect(taken.reduce((sum, { take }) => sum + take, 0)).toBe(amount)
      expect(taken.every(({ take, takeFromAccount }) => takeFromAccount <= take)).toBe(true)
    }
    expect(spread(parts, 200).map(({ takeFromAccount }) => takeFromAccount)).toEqual([33, 33])
  })
})

article('N107-2e', '多领待遇成案追回，数由账本算得，步步留痕', () => {
  test('没有死亡、没有多付、别的辖区：不立案', async () => {
    const alive = await personOf(7)
    expect(await refusalCode(recoveries.open(FRONT, { personId: alive, note: '查无死亡' }))).toBe('exchange.no-death')
    const personId = await dead(0)
    expect(await refusalCode(recoveries.open(ELSEWHERE, { personId, note: '别的辖区' }))).toBe('exchange.no-death')
    const none = await personOf(6)
    const entry = new FactEntryService(exchange.desk.ports)
    const [identityNumber, fullName] = PEOPLE[6]!
    const items = [{ identityNumber, fullName, event: 'death' as const, day: '2026-01-15', document: '死亡证明' }]
    await exchange.desk.passAll(await entry.enter(FRONT, 'lifeEvent', { items, ground: '核对死亡证明原件' }))
    expect(await refusalCode(recoveries.open(FRONT, { personId: none, note: '没有多付' }))).toBe(
      'recovery.nothing-overpaid',
    )
  })

  test('立案、通知、分期、退回两次：各步的状态与余额', async () => {
    const personId = await personOf(0)
    const id = await recoveries.open(FRONT, { personId, note: '死亡通报之后仍支付' })
    expect(await recoveries.open(FRONT, { personId, note: '再立一次' })).toBe(id)
    const first = await show(id)
    expect(first).toMatchObject({ state: 'found', found: 660_000, left: 660_000, back: 0 })
    expect(first.parts.map(({ month, item, paid }) => [month, item, paid])).toEqual([
      ['2026-02', 'accountPension', 60_000],
      ['2026-02', 'basicPension', 300_000],
      ['2026-03', 'basicPension', 300_000],
    ])
    const early = recoveries.plan(FRONT, id, { instalments: [], note: '未通知', documentId: await paper() } as never)
    expect(await refusalCode(early)).toBe('recovery.notice-first')
    await recoveries.notice(FRONT, id, { receiver: '祁远乙（女儿）', note: '挂号信寄出' })
    expect(await show(id)).toMatchObject({ state: 'noticed', dueDay: '2026-04-15', overdue: false })
    const plan = async (instalments: object[]) =>
      recoveries.plan(FRONT, id, { instalments, note: '家属申请分期', documentId: await paper() } as never)
    const [one, two] = [
      { day: '2026-03-20', amount: 360_000 },
      { day: '2026-04-20', amount: 300_000 },
    ]
    expect(await refusalCode(plan([one, { ...two, amount: 1 }]))).toBe('recovery.plan-differs')
    expect(await refusalCode(plan([{ ...one, day: '2026-05-20' }, two]))).toBe('recovery.plan-backwards')
    await plan([one, two])
    expect((await show(id)).dueDay).toBe('2026-03-20')

    expect(await refusalCode(recoveries.repay(FRONT, id, back(660_001)))).toBe('recovery.more-than-left')
    expect(await refusalCode(recoveries.repay(FRONT, id, back(1, { day: '2026-03-17' })))).toBe('recovery.day-not-yet')
    const filed = await recoveries.repay(FRONT, id, back(360_000))
    expect(await recoveries.repay(FRONT, id, back(360_000))).toBe(filed)
    expect(await show(id)).toMatchObject({ state: 'noticed', left: 660_000, pending: 360_000 })
    const tooMuch = recoveries.repay(FRONT, id, back(300_001, { note: '第二次退回' }))
    expect(await refusalCode(tooMuch)).toBe('recovery.more-than-left')
    expect((await posted(filed)).state).toBe('posted')
    expect(await show(id)).toMatchObject({ state: 'repaying', back: 360_000, left: 300_000, pending: 0 })
    expect((await show(id)).dueDay).toBe('2026-04-20')
    const [account] = await rows<{ n: string }>(
      `select sum(from_account)::text as n from ledger.benefit_payment where person_id = $1 and batch like 'ZH-%'`,
      [personId],
    )
    expect(account!.n).toBe('-50000')

    await posted(await recoveries.repay(FRONT, id, back(300_000, { way: 'offset', note: '从丧葬补助金中抵扣' })))
    const last = await show(id)
    expect(last).toMatchObject({ state: 'repaid', back: 660_000, left: 0 })
    expect(last.acts.map(({ act }) => act)).toEqual(['opened', 'notice', 'plan', 'repayment', 'repayment'])
    expect(await refusalCode(recoveries.notice(FRONT, id, { receiver: '家属', note: '再通知一次' }))).toBe(
      'recovery.over',
    )
    expect((await list('closed')).map((line) => line.id)).toContain(id)
    expect((await list('open')).map((line) => line.id)).not.toContain(id)
    const overpaid = await exchange.desk.ports.app.transaction({}, (trx) =>
      exchange.deaths.overpaid(trx, [AGENCY], async () => undefined),
    )
    expect(overpaid.items.filter((line) => line.personId === personId)).toEqual([])
  })

  test('退回的报送被退件：金额不占用，也不算退回', async () => {
    const personId = await dead(1)
    const id = await recoveries.open(FRONT, { personId, note: '死亡通报之后仍支付' })
    const filed = await recoveries.repay(FRONT, id, back(660_000))
    const { revision } = await exchange.desk.cases.show(FRONT, filed)
    await exchange.desk.reviews.return(clerk('901', 'initialReviewer'), filed, {
      ...{ stage: 'initialReview', revision, reason: '凭据与金额不符' },
    } as never)
    expect(await show(id)).toMatchObject({ pending: 0, left: 660_000 })
    const again = await recoveries.repay(FRONT, id, back(660_000, { note: '重新提交的凭据' }))
    expect(again).not.toBe(filed)
  })

  test('核销须先通知、凭批复、经审核；审定之前不算', async () => {
    const personId = await dead(2)
    const id = await recoveries.open(FRONT, { personId, note: '死亡通报之后仍支付' })
    const off = {
      amount: 660_000,
      document: '示例市批复 1 号',
      because: '遗产不足且无继承人',
      documentId: await paper(),
    }
    expect(await refusalCode(recoveries.writeOff(FRONT, id, off))).toBe('recovery.notice-first')
    await recoveries.notice(FRONT, id, { receiver: '公告', note: '公告送达' })
    const filed = await recoveries.writeOff(FRONT, id, off)
    expect(await recoveries.writeOff(FRONT, id, off)).toBe(filed)
    expect(await show(id)).toMatchObject({ state: 'noticed', writtenOff: 0, left: 660_000, pending: 660_000 })
    expect(await refusalCode(recoveries.repay(FRONT, id, back(1)))).toBe('recovery.more-than-left')
    const { route, revision } = await exchange.desk.cases.show(FRONT, filed)
    expect(route).toEqual(['initialReview', 'review', 'recheck', 'approval'])
    for (const stage of ['initialReview', 'review', 'recheck'] as const)
      await exchange.desk.reviews.pass(REVIEWERS[stage], filed, { stage, revision })
    expect(await show(id)).toMatchObject({ state: 'noticed', writtenOff: 0, pending: 660_000 })
    await exchange.desk.reviews.pass(REVIEWERS.approval, filed, { stage: 'approval', revision })
    expect(await show(id)).toMatchObject({ state: 'writtenOff', writtenOff: 660_000, left: 0 })
    const [payment] = await rows<{ n: number }>(
      `select count(*)::int as n from ledger.benefit_payment where person_id = $1 and batch like 'ZH-%'`,
      [personId],
    )
    expect(payment!.n).toBe(0)
  })

  test('死亡登记冲销：案随即撤销；已退回的，月份又成为未付', async () => {
    const personId = await dead(3)
    const id = await recoveries.open(FRONT, { personId, note: '死亡通报之后仍支付' })
    await posted(await recoveries.repay(FRONT, id, back(360_000)))
    const [event] = await rows<{ posting_id: string; ordinal: number }>(
      'select posting_id, ordinal from ledger.life_event where person_id = $1',
      [personId],
    )
    const taken = await exchange.desk.corrections.correct(FRONT, {
      ...{ personId, factKind: 'lifeEvent', posting: event!.posting_id, ordinal: event!.ordinal },
      ...{ reason: 'sourceError', explanation: '户籍误注销，凭恢复户口证明更正' },
    } as never)
    expect((await show(id)).state).toBe('repaying')
    await exchange.desk.passAll(taken)
    expect(await show(id)).toMatchObject({ state: 'cancelled', overdue: false })
    expect((await show(id)).acts.at(-1)).toMatchObject({ act: 'cancelled', by: '' })
    expect(await refusalCode(recoveries.repay(FRONT, id, back(1)))).toBe('recovery.over')
  })

  test('别的辖区看不到，也办不了；看一眼即留一行', async () => {
    const personId = await dead(4)
    const id = await recoveries.open(FRONT, { personId, note: '死亡通报之后仍支付' })
    expect(await refusalCode(show(id, ELSEWHERE))).toBe('recovery.missing')
    expect(await refusalCode(recoveries.repay(ELSEWHERE, id, back(1)))).toBe('recovery.missing')
    const looks = () => rows<{ n: number }>(`select count(*)::int as n from access.look where matter = $1`, [id])
    const [before] = await looks()
    await show(id)
    expect((await looks())[0]!.n).toBeGreaterThan(before!.n)
  })
})
