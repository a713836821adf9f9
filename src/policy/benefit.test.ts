import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { filesUnder } from '../../test/files.js'
import { given } from '../kernel/explain.js'
import { fen } from '../kernel/money.js'
import { parsePeriod } from '../kernel/period.js'
import { TERMS } from '../kernel/terms.js'
import { adjustmentOf, adjustmentsOf, afterAdjustment } from './benefit-adjustment.js'
import { injuryDeathOf, injuryOf, injuryTopUp, nursingFee } from './benefit-injury.js'
import { BENEFIT_ITEMS, isBenefitItem } from './benefit-items.js'
import { maternityOf } from './benefit-maternity.js'
import { residentPensionOf } from './benefit-resident.js'
import { parseSteps, stepValue } from './benefit-steps.js'
import { survivorsOf } from './benefit-survivors.js'
import { monthsLeft, unemploymentMonths, unemploymentOf } from './benefit-unemployment.js'
import { loadPolicyBook } from './book.js'

const book = loadPolicyBook(filesUnder(['policies'], /\.yaml$/))
const [city, beijing, nation] = ['999900', '110000', '000000'].map((code) => book.area(code)) as [
  ReturnType<typeof book.area>,
  ReturnType<typeof book.area>,
  ReturnType<typeof book.area>,
]
const at = parsePeriod
const yuan = (amount: number) => fen(amount * 100)
const balance = given('accountBalance', 'fen', yuan(13_900))
const loss = { lossMonth: at('2025-03'), carriedMonths: 0, isInvoluntary: true, isRegistered: true }

describe('待遇项目目录', () => {
  test('每项的名称就是术语目录的同名一条', () => {
    for (const [key, { zh, en }] of Object.entries(BENEFIT_ITEMS)) {
      expect(TERMS[key as keyof typeof TERMS]).toMatchObject({ zh, en })
    }
    expect([isBenefitItem('basicPension'), isBenefitItem('toString')]).toEqual([true, false])
  })
})

article('M14-6d', '各项待遇由规则算出', () => {
  test('示例市 2019—2025 年各项齐全', () => {
    for (let year = 2019; year <= 2025; year++) {
      const month = at(`${year}-03`)
      const pension = given('monthlyPension', 'fen', yuan(4000))
      const person = { birth: at('1955-06'), retirement: at('2015-06'), before: pension, months: 300, year }
      const found = [
        adjustmentOf(city, person).total,
        survivorsOf(city, { deathMonth: month, months: 240 }).grant,
        residentPensionOf(city, { birth: at('1955-01'), from: month, yearsPaid: 18, accountBalance: balance }).total,
        unemploymentOf(city, { ...loss, lossMonth: month, paidMonths: 60 }).amount,
        injuryOf(city, 3, yuan(7000), month).lumpSum,
        nursingFee(city, 'mostly', month),
        injuryDeathOf(city, month, yuan(7000), []).grant,
      ]
      for (const { value } of found) expect(value).toBeGreaterThan(0)
    }
  })

  test('失业领取月数：缴得久不少领，至多二十四个月', () => {
    const months = fc.integer({ min: 12, max: 480 })
    fc.assert(
      fc.property(fc.constantFrom(nation, beijing), months, fc.nat(24), (area, paid, carried) => {
        const of = (paidMonths: number, carriedMonths: number) =>
          unemploymentMonths(area, { ...loss, paidMonths, carriedMonths }).value
        expect(of(paid + 1, carried)).toBeGreaterThanOrEqual(of(paid, carried))
        expect(of(paid, carried)).toBe(Math.min(24, of(paid, 0) + carried))
      }),
    )
  })

  test('剩余月数不为负', () => {
    const entitled = unemploymentMonths(city, { ...loss, paidMonths: 24 })
    expect([0, 5, 12, 13].map((used) => monthsLeft(entitled, used).value)).toEqual([12, 7, 0, 0])
  })

  test('历年调整逐年相加，原核定不变', () => {
    const before = given('monthlyPension', 'fen', yuan(4000))
    const person = { birth: at('1960-06'), retirement: at('2020-06'), before, months: 360 }
    const items = adjustmentsOf(city, person, 2025)
    expect(items.map(({ year }) => year)).toEqual([2021, 2022, 2023, 2024, 2025])
    const after = items.reduce(afterAdjustment, before)
    expect(after.value).toBe(before.value + items.reduce((sum, { total }) => sum + total.value, 0))
    expect(before.value).toBe(400_000)
    expect(items[1]!.byShare.value).toBeGreaterThan(adjustmentOf(city, { ...person, year: 2022 }).byShare.value)
    expect(new Set(items.map(({ document }) => document)).size).toBe(5)
    expect(adjustmentsOf(city, person, 2020)).toEqual([])
  })

  test('伤残等级高，补助与津贴不少；差额不为负', () => {
    const lumps = Array.from({ length: 10 }, (_, n) => injuryOf(nation, n + 1, yuan(6000), at('2025-03')))
    const sums = lumps.map(({ lumpSum }) => lumpSum.value)
    expect([...sums].sort((a, b) => b - a)).toEqual(sums)
    expect(lumps.map(({ payer }) => payer?.value)).toEqual([
      ...Array(4).fill('fromFund'),
      ...Array(2).fill('fromEmployer'),
      ...Array(4).fill(undefined),
    ])
    const pension = given('monthlyPension', 'fen', yuan(5500))
    expect(injuryTopUp(lumps[0]!.allowance!, pension).value).toBe(0)
  })

  test('供养亲属各一份，按所给的次序', () => {
    const dependants = [
      { relation: 'spouse', isAlone: false },
      { relation: 'other', isAlone: true },
    ] as const
    const death = injuryDeathOf(city, at('2025-03'), yuan(7000), dependants)
    expect(death.dependants.map(({ value }) => value)).toEqual([280_000, 280_000])
  })

  test('生育津贴按天数，流产不加难产与多胎的天数', () => {
    const of = (event: 'birth' | 'lateAbortion', isDifficult: boolean, children: number) =>
      maternityOf(nation, { event, month: at('2025-03'), isDifficult, children, employerAverage: yuan(9000) })
    expect(of('birth', true, 3).days.value).toBe(98 + 15 + 30)
    expect(of('lateAbortion', true, 3).days.value).toBe(42)
    expect(of('lateAbortion', true, 3).allowance.value).toBe(42 * 30_000)
  })

  test('余额一次性支付给继承人；没有余额的为零', () => {
    const death = { deathMonth: at('2025-03'), months: 240 }
    expect(survivorsOf(city, { ...death, accountBalance: balance }).account.value).toBe(1_390_000)
    expect(survivorsOf(city, death).account.value).toBe(0)
  })
})

describe('未考得的不作推算，并说出缺哪个参数', () => {
  const pension = given('monthlyPension', 'fen', yuan(4000))
  const person = { birth: at('1955-06'), retirement: at('2015-06'), before: pension, months: 300, year: 2025 }
  test.each([
    ['adjustment.retired-through', () => adjustmentOf(beijing, person)],
    ['survivors.monthly-income', () => survivorsOf(beijing, { deathMonth: at('2025-03'), months: 240 })],
    ['unemployment.monthly-amount', () => unemploymentOf(beijing, { ...loss, paidMonths: 60 })],
    ['injury.urban-income', () => injuryDeathOf(beijing, at('2025-03'), yuan(7000), [])],
  ])('%s', (parameter, attempt) => {
    expect(attempt).toThrow(expect.objectContaining({ facts: expect.objectContaining({ parameter }) }))
  })
})

describe('分级标准的写法', () => {
  test('不到第一级没有；到哪级用哪级', () => {
    const steps = parseSteps('x', '1:12 5:18 10:24')
    expect([0, 1, 4, 5, 10, 99].map((reached) => stepValue(steps, reached))).toEqual([undefined, 12, 12, 18, 24, 24])
  })

  test.each(['', '1', '1:', '5:18 1:12', '1:12 1:18', '1:1.5', 'a:1', '-1:2'])('看不懂的（%s）不予办理', (text) => {
    expect(() => parseSteps('x', text)).toThrow('policy.malformed-list')
  })
})
