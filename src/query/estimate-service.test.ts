import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { citizen, operatorOf, staff } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { dueFact, employerFact, enrolmentFact, paidFact, registrationFact } from '../../test/ledger.js'
import { type TestReading, testReading } from '../../test/reading.js'
import { looksOf } from '../access/book-store.js'
import type { Day } from '../kernel/day.js'
import { type Period, periodsFrom } from '../kernel/period.js'
import type { LifeEvent } from '../ledger/fact.js'
import { statutoryRetirement } from '../policy/retirement.js'
import { pensionInputOf } from '../records/pension-input.js'
import type { Explanation } from './contract.js'
import { EstimateService } from './estimate-service.js'

let db: TestDatabase
let reading: TestReading
let estimates: EstimateService
let man: string
let woman: string
let stranger: string
const clerk = staff(['frontDesk'])
const purpose = '窗口测算'

beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  estimates = new EstimateService(reading.ports, reading.records)
  man = await reading.person('110101197205129991', '测试男')
  woman = await reading.person('110101198208129983', '测试女')
  stranger = await reading.person('110101199001019990', '测试无')
  await reading.ledger.post([registrationFact(woman, { sex: '2', birthDate: '1982-08-12' as never })])
  await reading.ledger.post([employerFact('7', '91110108QYT0000144', '示例制造有限公司')])
  for (const person of [man, woman]) {
    await reading.ledger.post([enrolmentFact(person, '7', '2019-01')])
    const months = [...periodsFrom('2019-01' as Period, '2026-02' as Period)]
    await reading.ledger.post(months.flatMap((month) => [dueFact(person, month), paidFact(person, month)]))
  }
  await reading.sequence()
}, 60_000)
afterAll(() => db.close())

/** Lines of one millisecond have no order among them. */
beforeEach(() => reading.clock.pass(1))

const code = (doing: Promise<unknown>) =>
  doing.then(
    () => 'answered',
    (error) => error.entry?.code ?? error,
  )
const lastLook = async (person: string) =>
  (await db.app.transaction({ persons: [person] }, (trx) => looksOf(trx, person, { most: 100 })))[0]

article(
  ['M14-15a', 'M14-15b', 'M14-26b'],
  '待遇测算：无依据不予办理并记一行，有依据则作答并记一行，再问一样作答',
  () => {
    test('别人、单位、无用途的窗口：不予办理', async () => {
      expect(await code(estimates.estimate(citizen(woman), man, {}))).toBe('access.denied')
      expect(await lastLook(man)).toMatchObject({ outcome: 'refused', actorPersonId: woman })
      expect(await code(estimates.estimate(operatorOf('7'), man, {}))).toBe('record.whole')
      expect(await code(estimates.estimate(clerk, man, {}))).toBe('access.denied')
      expect(await code(estimates.explain(citizen(woman), man, { path: 'total' }))).toBe('access.denied')
    })

    test('本人与窗口：作答，记一行；再问一次，答得一样', async () => {
      const told = await estimates.estimate(citizen(man), man, {})
      expect(await lastLook(man)).toMatchObject({ outcome: 'shown', actorPersonId: man, action: 'record.read' })
      expect(await estimates.estimate(citizen(man), man, {})).toEqual(told)
      reading.clock.pass(1)
      const atDesk = await estimates.estimate(clerk, man, { purpose })
      expect(atDesk.pension).toEqual(told.pension)
      expect(await lastLook(man)).toMatchObject({ outcome: 'shown', actorPersonId: clerk.personId })
    })
  },
)

article('M14-6d', '待遇测算由记录、规则和写明的假设得出', () => {
  test('什么时候、多少、年限、账户、图，都有；须知说清是测算', async () => {
    const told = await estimates.estimate(citizen(man), man, {})
    const area = reading.ports.book().area('999900')
    expect(told.when.statutory.value).toBe(statutoryRetirement(area, 'man', '1972-05' as Period).value)
    expect(told.assumptions).toMatchObject({ group: 'man', baseGrowth: 0, wageGrowth: 0, monthsPerYear: 12 })
    expect(
      told.points.some(
        ({ month, total }) => month === told.assumptions.retirement && total === told.pension.total.value,
      ),
    ).toBe(true)
    expect(told.balances[0]).toMatchObject({ month: '2019-12', assumed: false })
    expect(told.balances.at(-1)).toMatchObject({ balance: told.balance.value, assumed: true })
    const published = told.caveats.find(({ parameters }) =>
      parameters.some(({ id }) => id === 'pension.calculation-base'),
    )
    expect(published!.zh).toContain('还没有公布')
    expect(told.spoken).toMatch(/^如果20\d\d年\d+月退休，每月养老金测算为\d+元.*这是测算，不是核定。$/)
    expect(told.grounds).toMatchObject([{ article: 'M14-15b' }])
  })

  test('每个数都能追问，树里有测算假设，也有到账的凭证', async () => {
    const { when, months, pension, balance } = await estimates.estimate(citizen(man), man, { wageGrowth: 20_000 })
    for (const { path, text } of Object.values({ ...when, ...months, ...pension, balance })) {
      const told = await estimates.explain(citizen(man), man, { path, wageGrowth: 20_000 })
      expect([told.text, path]).toEqual([text, path])
    }
    const told = await estimates.explain(citizen(man), man, { path: 'total' })
    expect(nodes(told).some(({ zh, parameter }) => zh.startsWith('测算假设') && parameter === undefined)).toBe(true)
    expect(nodes(told).some(({ fact }) => fact?.voucher !== undefined)).toBe(true)
    expect(await code(estimates.explain(citizen(man), man, { path: 'constructor' }))).toBe('figure.missing')
  })

  test('缴费以记录为起点：测算的月数是已有的加上将来的', async () => {
    const none = await estimates.estimate(citizen(man), man, { monthsPerYear: 0 })
    const { record } = await db.app.transaction({ persons: [man] }, (trx) => reading.records.derive(trx, man, {}))
    expect(none.months.years.value).toBe(pensionInputOf(record, 'man', '2026-03' as Period).paid.length)
    expect(none.isEligible).toBe(false)
    expect(none.spoken).toContain('那时不能按月领取')
  })

  test('女职工先选原法定退休年龄，不代为推断；与性别不符的不予办理', async () => {
    expect(await code(estimates.estimate(citizen(woman), woman, {}))).toBe('estimate.choose-group')
    expect(await code(estimates.estimate(citizen(woman), woman, { group: 'man' }))).toBe('estimate.group-does-not-fit')
    const told = await estimates.estimate(citizen(woman), woman, { group: 'woman50', language: 'en' })
    expect(told.bounds.groups).toEqual(['woman55', 'woman50'])
    expect(told.spoken).toContain('This is an estimate, not a determination.')
  })

  test('没有养老参保、已经死亡的，说出原因', async () => {
    expect(await code(estimates.estimate(citizen(stranger), stranger, {}))).toBe('estimate.no-pension')
    const died = await reading.person('110101196001019990', '测试殁')
    await reading.ledger.post([enrolmentFact(died, '7', '2019-01')])
    await reading.ledger.post([lifeEnded(died)])
    expect(await code(estimates.estimate(citizen(died), died, {}))).toBe('estimate.life-ended')
  })

  test('做不到的月份，说出是哪一项', async () => {
    expect(await code(estimates.estimate(citizen(man), man, { retirement: '2050-01' }))).toBe('retirement.too-late')
    expect(await code(estimates.estimate(citizen(man), man, { base: 500_000 }))).toBe('answered')
  })
})

function lifeEnded(personId: string): LifeEvent {
  const { agency, area, line } = registrationFact(personId)
  return {
    personId,
    agency,
    area,
    line,
    kind: 'lifeEvent',
    event: 'death',
    day: '2025-01-02' as Day,
    document: '死亡证明',
  }
}

function nodes(root: Explanation): Explanation[] {
  return [root, ...root.from.flatMap(nodes)]
}
