import { Value } from '@sinclair/typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, FRONT_DESK, type TestDesk, testDesk } from '../../test/desk.js'
import { codeOf } from '../../test/work-desk.js'
import { EmployerChangeService } from './employer-change-service.js'
import { CorrectionRequest, SingleContributionRequest } from './entry-contract.js'

const CODE = '91110108QYT0000144'
const GROUND = '经核对用人单位报送的书面材料'
/** 示例市 2025 年度的上下限，as the notice prints them, in fen. */
const [FLOOR, CEILING] = [564_000, 2_820_000]

let db: TestDatabase
let desk: TestDesk
let employers: EmployerChangeService

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  employers = new EmployerChangeService(desk.ports)
  await desk.employer(CODE)
  await desk.persons(
    Array.from({ length: 6 }, (_, n) => [citizen(n), `测试${'甲乙丙丁戊己'[n]}`]),
    CODE,
  )
})
afterAll(() => db.close())

const request = (n: number, declaredWage: number, insurance = '110') => ({
  ...{ identityNumber: citizen(n), fullName: `测试${'甲乙丙丁戊己'[n]}`, creditCode: CODE },
  ...{ settlementMonth: '2026-03', contributionMonth: '2026-03', contributionKind: '1', declaredWage },
  insurances: [insurance] as never,
  ground: GROUND,
})
const enter = async (n: number, wage: number, insurance = '110') =>
  desk.passAll(await desk.entries.enter(FRONT_DESK, request(n, wage, insurance)))
const lastDue = async () => {
  const [row] = await db.admin.transaction({}, (trx) =>
    trx.rows<{ wage: number; base: number; employer: number }>(
      `select declared_wage::int as wage, base::int as base, employer_amount::int as employer
       from ledger.due order by posting_id desc, ordinal limit 1`,
    ),
  )
  return row!
}

article('BD-23', '基数限于当期公布的上下限之内，所报工资照存；哪里都没有另填基数与费率之处', () => {
  test.each([
    ['低于下限', 0, 100_000, FLOOR],
    ['高于上限', 1, 9_000_000, CEILING],
    ['对照：在限内的照所报', 2, 800_000, 800_000],
  ])('%s', async (_says, n, wage, base) => {
    expect((await enter(n, wage)).state).toBe('posted')
    expect(await lastDue()).toMatchObject({ wage, base })
  })

  test('请求里写上基数、费率、金额或浮动系数的，一律不收；对照：不写的收', () => {
    const entry = request(3, 800_000)
    const row = {
      personId: '1',
      factKind: 'due',
      posting: '1',
      ordinal: 0,
      reason: 'entryError',
      explanation: '说明如下',
    }
    const correction = { ...row, replacement: { declaredWage: 800_000 } }
    expect([Value.Check(SingleContributionRequest, entry), Value.Check(CorrectionRequest, correction)]).toEqual([
      true,
      true,
    ])
    for (const name of [
      'base',
      'rate',
      'employerRate',
      'personRate',
      'injuryFloat',
      'employerAmount',
      'personAmount',
    ]) {
      expect(Value.Check(SingleContributionRequest, { ...entry, [name]: 1 }), name).toBe(false)
      expect(Value.Check(CorrectionRequest, { ...correction, [name]: 1 }), name).toBe(false)
    }
  })
})

article('BD-23', '工伤费率由行业风险类别与浮动档而来，只随审定的单位变更而变', () => {
  const change = (changes: object) =>
    employers.change(FRONT_DESK, { creditCode: CODE, fromMonth: '2026-03', changes, ground: GROUND })

  test('三类行业按 0.7%，一个人改不动：没有审定之前，费率不变', async () => {
    await enter(3, 1_000_000, '410')
    expect((await lastDue()).employer).toBe(7_000)
    const filed = await change({ injuryClass: 5, injuryFloat: 500_000 })
    await enter(4, 1_000_000, '410')
    expect((await lastDue()).employer).toBe(7_000)
    const self = { ...FRONT_DESK, posts: ['initialReviewer' as const] }
    const pass = { stage: filed.route[0]!, revision: 1 }
    expect(await codeOf(desk.reviews.pass(self, filed.id, pass))).toBe('review.same-person')
    await desk.passAll(filed)
    await enter(5, 1_000_000, '410')
    expect((await lastDue()).employer).toBe(5_500) // 五类 1.1%，下浮到 50%
  })

  test('不在公布的浮动档里的系数，不予接受；一类行业不下浮', async () => {
    const code = 'contribution.float-not-allowed'
    expect(await codeOf(change({ injuryFloat: 700_000 }))).toBe(code)
    expect(await codeOf(change({ injuryClass: 1, injuryFloat: 500_000 }))).toBe(code)
    const fresh = { creditCode: '91371000QYT000049G', injuryClass: 1 }
    expect(await codeOf(desk.employer(fresh.creditCode, { ...fresh, injuryFloat: 800_000 }))).toBe(code)
    expect(await desk.employer(fresh.creditCode, { ...fresh, injuryFloat: 1_200_000 })).toMatch(/^\d+$/)
  })
})
