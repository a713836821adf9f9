import { afterAll, beforeAll, expect, test } from 'vitest'
import { citizen, operatorOf } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { dueFact, employerFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import { type TestReading, testReading } from '../../test/reading.js'
import { looksOf } from '../access/book-store.js'
import type { Day } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import { parsePeriod, periodsFrom } from '../kernel/period.js'

/** 一人三单位：A 2024-01 至 2024-12，B 2024-10 至 2025-12（与 A 重叠三个月），C 自 2026-01。 */
const SPELLS = [
  ['501', '2024-01', '2024-12', 400_000],
  ['502', '2024-10', '2025-12', 600_000],
  ['503', '2026-01', '2026-02', 900_000],
] as const
const LATE = { amount: fen(1_944), levyVoucher: '399999000777' }
let db: TestDatabase
let reading: TestReading
let me: string

beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  me = await reading.person('110101196501129991', '测试三家')
  const codes = ['91110108QYT0000144', '91110105QYT000022K', '92371002QYT000030D']
  await reading.ledger.post([
    ...SPELLS.map(([employer], i) => employerFact(employer, codes[i]!, `示例单位${i + 1}`)),
    ...SPELLS.map(([employer, from]) => enrolmentFact(me, employer, from)),
    enrolmentFact(me, '501', '2025-01', { change: 'suspend' }),
    enrolmentFact(me, '502', '2026-01', { change: 'suspend' }),
  ])
  for (const [employerId, from, through, base] of SPELLS) {
    const change = { employerId, base: fen(base), personAmount: fen(base / 10), employerAmount: fen(base / 5) }
    const months = [...periodsFrom(parsePeriod(from), parsePeriod(through))]
    await reading.ledger.post(months.flatMap((month) => [dueFact(me, month, change), paidFact(me, month, change)]))
  }
})
afterAll(() => db.close())

const staffOf = (employer: string, month: string) =>
  reading.employers.staff(operatorOf(employer), { month: parsePeriod(month) })
const paymentsOf = (employer: string, from: string, through: string) =>
  reading.employers.payments(operatorOf(employer), { from: parsePeriod(from), through: parsePeriod(through) })

article('M14-15e', '单位只见职工在本单位期间的登记与缴费：三家单位，一段重叠', () => {
  test('重叠的月份，各家只见各家的', async () => {
    for (const [employer, from, , base] of SPELLS.slice(0, 2)) {
      const { staff } = await staffOf(employer, '2024-11')
      expect(staff).toEqual([
        {
          fullName: '测试三家',
          identityNumber: '110101********9991',
          insurances: [
            {
              ...{ insurance: '110', enrolledFrom: from, base, state: 'paid' },
              ...{ dueEmployer: base / 5, duePerson: base / 10, paidEmployer: base / 5, paidPerson: base / 10 },
            },
          ],
        },
      ])
    }
  })

  test.each([
    ['501', '2025-01'],
    ['502', '2024-09'],
    ['502', '2026-01'],
    ['503', '2025-12'],
  ])('单位 %s 看不到 %s：此前此后，一个字也没有', async (employer, month) => {
    expect((await staffOf(employer, month)).staff).toEqual([])
  })

  test('没有别家的名称、首次参保、现在的状态、联系方式、银行账号', async () => {
    const text = JSON.stringify(await staffOf('502', '2024-11'))
    for (const hidden of ['示例单位1', '示例单位3', '501', '503', '2024-01', '13900000000', '110101196501129991']) {
      expect(text).not.toContain(hidden)
    }
    const whole = JSON.stringify(await reading.records.record(citizen(me), me, {}))
    for (const shown of ['示例单位1', '示例单位3', '2024-01']) expect(whole).toContain(shown) // control
  })

  test('合计里没有别家的钱', async () => {
    const { employer, months } = await paymentsOf('502', '2024-01', '2026-02')
    expect(employer).toEqual({ name: '示例单位2', creditCode: '91110105QYT000022K' })
    expect(months.map(({ month }) => month)).toEqual([...periodsFrom(parsePeriod('2024-10'), parsePeriod('2025-12'))])
    expect(months.every((one) => one.persons === 1 && one.paidPerson === 60_000 && one.arrears === 0)).toBe(true)
  })

  test('合计的数展开到本单位的各行与规则，没有别家、没有姓名', async () => {
    const why = (employer: string, path: string) => reading.employers.explain(operatorOf(employer), { path })
    const due = await why('502', 'payments/2024-11/all/due')
    expect(due).toMatchObject({ term: 'monthDue', value: 600_000 / 5 + 600_000 / 10 })
    const text = JSON.stringify(due)
    expect(text).toContain('employerRate')
    for (const hidden of ['测试三家', '9991', '示例单位', '"voucher"']) expect(text).not.toContain(hidden)
    expect(await why('501', 'payments/2024-11/110/paid')).toMatchObject({ value: 400_000 / 5 + 400_000 / 10 })
    await expect(why('501', 'payments/2025-01/all/due')).rejects.toThrow('figure.missing')
  })

  test('滞纳金单列、缓缴写明，只给本单位看；个人的记录里没有', async () => {
    const place = { line: 1, agency: '999901', area: '999900', employerId: '502', insurance: '110' }
    const [month, through] = [parsePeriod('2024-11'), parsePeriod('2024-12')]
    const days = { fromDay: '2024-12-16' as Day, paidDay: '2024-12-20' as Day, days: 5 }
    await reading.ledger.post([
      { kind: 'lateFee', ...place, ...days, contributionMonth: month, arrears: fen(777_700), ...LATE },
      {
        kind: 'deferral',
        ...place,
        fromMonth: month,
        throughMonth: through,
        untilDay: '2025-03-31' as Day,
        document: '缓1',
      },
    ])
    const { lateFees, deferrals, months } = await paymentsOf('502', '2024-11', '2024-11')
    expect(lateFees).toEqual([{ insurance: '110', month, ...days, arrears: 777_700, ...LATE }])
    expect(deferrals).toEqual([
      { insurance: '110', fromMonth: month, throughMonth: through, untilDay: '2025-03-31', document: '缓1' },
    ])
    expect(months[0]).toMatchObject({ arrears: 0 })
    expect(await paymentsOf('501', '2024-11', '2024-11')).toMatchObject({ lateFees: [], deferrals: [] })
    expect((await paymentsOf('502', '2024-10', '2024-10')).lateFees).toEqual([])
    const whole = JSON.stringify(await reading.records.record(citizen(me), me, {}))
    for (const hidden of ['7777', '1944', '滞纳', 'lateFee']) expect(whole).not.toContain(hidden)
  })

  test('看了谁，记在谁名下；看合计不看人，记一件事', async () => {
    const lines = () => db.app.transaction({ persons: [me] }, (trx) => looksOf(trx, me, { most: 100 }))
    const before = (await lines()).length
    await paymentsOf('502', '2024-10', '2024-12')
    expect((await lines()).length).toBe(before)
    reading.clock.pass(1)
    await staffOf('502', '2024-11')
    const [line, ...older] = await lines()
    expect([older.length, line]).toMatchObject([
      before,
      { action: 'employer.staff', outcome: 'shown', organisation: '502', policies: ['employer.staff'] },
    ])
  })

  test('参保人自己不能以单位身份查询；月份过长不予受理', async () => {
    await expect(reading.employers.staff(citizen(me), { month: '2024-11' })).rejects.toThrow('access.denied')
    await expect(paymentsOf('502', '2020-01', '2026-02')).rejects.toMatchObject({ entry: { code: 'months.too-many' } })
  })
})
