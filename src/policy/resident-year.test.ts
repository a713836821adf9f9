import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { filesUnder } from '../../test/files.js'
import { type Fen, fen } from '../kernel/money.js'
import { parsePeriod } from '../kernel/period.js'
import { loadPolicyBook } from './book.js'
import { bandAmount, isOffered, parseBands, parseGrades } from './resident-grade.js'
import { RELIEF_KINDS, RESIDENT_GROUPS, type ReliefKind, type ResidentGroup, residentYear } from './resident-year.js'

const book = loadPolicyBook(filesUnder(['policies'], /\.yaml$/))
const city = book.area('999900')
const years = Array.from({ length: 10 }, (_, n) => 2018 + n)
const gradesOf = (year: number): Fen[] =>
  parseGrades('', city.text('resident-pension.grades', parsePeriod(`${year}-01`)).value).map(({ from }) => from)

const aYear = fc
  .constantFrom(...years)
  .chain((year) => fc.record({ year: fc.constant(year), grade: fc.constantFrom(...gradesOf(year)) }))
const relief = fc.option(fc.constantFrom(...(Object.keys(RELIEF_KINDS) as ReliefKind[])), { nil: undefined })
const group = fc.constantFrom(...(Object.keys(RESIDENT_GROUPS) as ResidentGroup[]))
const total = (parts: readonly { amount: { value: number } }[]) => parts.reduce((all, one) => all + one.amount.value, 0)

article('M14-6d', '居民的年度缴费、补贴与入账由规则算出', () => {
  test('个人与代缴合为档次；各级补贴合为补贴；养老全部入账', () => {
    fc.assert(
      fc.property(aYear, relief, fc.boolean(), fc.nat(100_000), ({ year, grade }, onBehalf, backPaid, aid) => {
        const one = residentYear(city, { insurance: '170', year, grade, onBehalf, backPaid, collectiveAid: fen(aid) })
        expect(one.person.value + one.onBehalf.value).toBe(grade)
        expect(one.person.value).toBeGreaterThanOrEqual(0)
        expect(total(one.subsidyBy)).toBe(one.subsidy.value)
        expect(one.toAccount.value).toBe(grade + aid + one.subsidy.value)
        if (backPaid) expect(one.subsidy.value).toBe(0)
        else expect(one.subsidy.value).toBeGreaterThan(0)
      }),
    )
  })

  test('居民医疗：各级补助合为补助，一分不入个人账户', () => {
    fc.assert(
      fc.property(fc.constantFrom(...years), group, relief, (year, grade, onBehalf) => {
        const one = residentYear(city, { insurance: '390', year, grade, onBehalf })
        expect(one.person.value + one.onBehalf.value).toBe(one.amount.value)
        expect(total(one.subsidyBy)).toBe(one.subsidy.value)
        expect(one.toAccount.value).toBe(0)
      }),
    )
  })

  test('档次高的补贴不少；各地补贴不低于全国最低标准', () => {
    const nation = book.area('000000')
    for (const [area, year] of [
      [city, 2018],
      [city, 2025],
      [book.area('110000'), 2025],
    ] as const) {
      const at = parsePeriod(`${year}-01`)
      const least = parseBands('', nation.text('resident-pension.subsidy-minimum', at).value)
      let before = 0
      for (const { from } of parseGrades('', area.text('resident-pension.grades', at).value)) {
        const { value } = residentYear(area, { insurance: '170', year, grade: from }).subsidy
        expect(value).toBeGreaterThanOrEqual(Math.max(before, bandAmount(least, from)))
        before = value
      }
    }
  })

  test('理由里有档次、补贴标准和它们的依据', () => {
    const one = residentYear(city, { insurance: '170', year: 2025, grade: fen(50_000) })
    expect(one.subsidy.from.map(({ parameter }) => parameter?.id)).toContain('resident-pension.subsidy')
    expect(one.toAccount.from.map(({ term }) => term)).toEqual([
      ...['personContribution', 'paidOnBehalf', 'collectiveAid', 'residentSubsidy'],
    ])
  })
})

describe('档次与补贴标准的写法', () => {
  test('单个金额、区间、空档', () => {
    const grades = parseGrades('a', '100 200-300 1000.5')
    expect([10_000, 19_999, 20_000, 30_000, 30_001, 100_050].map((grade) => isOffered(grades, fen(grade)))).toEqual([
      ...[true, false, true, true, false, true],
    ])
  })

  test('补贴取所达到的最高一段，最低一段以下没有', () => {
    const bands = parseBands('a', '500:60 100:30')
    expect([9_999, 10_000, 49_999, 50_000].map((grade) => bandAmount(bands, fen(grade)))).toEqual([
      0, 3_000, 3_000, 6_000,
    ])
  })

  test.each(['一百', '100-', '100-200-300', '-5', '1,000'])('“%s”不是档次', (text) => {
    expect(() => parseGrades('a', text)).toThrow('policy.malformed-list')
  })
  test.each(['100', '100:', '100:30:1', 'a:30'])('“%s”不是补贴标准', (text) => {
    expect(() => parseBands('a', text)).toThrow('policy.malformed-list')
  })
})
