import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { filesUnder } from '../../test/files.js'
import { type Explained, given } from '../kernel/explain.js'
import { type Fen, fen } from '../kernel/money.js'
import { monthsBetween, type Period, parsePeriod, periodsFrom, plus, yearOf } from '../kernel/period.js'
import type { AreaPolicy } from './area.js'
import { loadPolicyBook } from './book.js'
import { parseParameter } from './parameter.js'
import { type BaseMonth, type PensionInput, pensionOf, recomputed } from './pension.js'
import { divisorOf } from './pension-divisor.js'
import { deemedBefore, inYears } from './pension-years.js'

const book = loadPolicyBook(filesUnder(['policies'], /\.yaml$/))
const city = book.area('999900')
const beijing = book.area('110000')
const at = parsePeriod

/** 每月基数为上年平均工资的同一倍数。 */
function months(area: AreaPolicy, from: string, through: string, factor = 1): BaseMonth[] {
  return [...periodsFrom(at(from), at(through))].map((month) => {
    const wage = area.fen('pension.average-wage', at(`${yearOf(month) - 1}-12`)).value
    return { month, base: fen(Math.round(wage * factor)) }
  })
}

function input(more: Partial<PensionInput> = {}): PensionInput {
  const retirement = more.retirement ?? at('2025-05')
  return {
    birth: at('1965-04'),
    group: 'man',
    retirement,
    paid: months(city, '2018-07', '2025-04'),
    firstMonth: at('2018-07'),
    deemed: [],
    accountBalance: given('accountBalance', 'fen', fen(6_000_000)),
    ...more,
  }
}

const parts = (area: AreaPolicy, of: PensionInput) => {
  const { basic, account, transitional, total } = pensionOf(area, of)
  return [basic, account, transitional, total].map(({ value }) => value)
}
const noLess = (one: number[], other: number[]) => one.every((value, i) => value >= other[i]!)

/** 统筹区另加一个参数的一个版本。 */
function having(area: AreaPolicy, id: string, value: string, since: string, until?: string): AreaPolicy {
  const { what, term, unit, axis } = area.parameter(id)!
  const version = { since, ...(until === undefined ? {} : { until }), value, basis: '试' }
  return area.overlaid(new Map([[id, parseParameter('试', id, { what, term, unit, axis, versions: [version] })]]))
}

article('M14-6d', '月养老金由规则算出', () => {
  test('缴费基数高，养老金不低；次序不影响', () => {
    const own = fc.array(fc.integer({ min: 0, max: 4_000_000 }), { minLength: 82, maxLength: 82 })
    const raised = fc.tuple(fc.integer({ min: 0, max: 81 }), fc.integer({ min: 0, max: 1_000_000 }))
    fc.assert(
      fc.property(fc.constantFrom(city, beijing), own, raised, (area, bases, [which, more]) => {
        const paid = [...periodsFrom(at('2018-07'), at('2025-04'))].map((month, i) => ({ month, base: fen(bases[i]!) }))
        const better = paid.map((one, i) => (i === which ? { ...one, base: fen(one.base + more) } : one))
        const before = parts(area, input({ paid }))
        expect(noLess(parts(area, input({ paid: better })), before)).toBe(true)
        expect(parts(area, input({ paid: [...paid].reverse() }))).toEqual(before)
      }),
      { numRuns: 40 },
    )
  })

  test('多缴一个月，养老金不低：按实缴平均的按同一水平，按应缴平均的按任何基数', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 3_000_000 }), (count, base) => {
        const all = months(city, '2018-07', '2025-04')
        const fewer = parts(city, input({ paid: all.slice(0, count) }))
        expect(noLess(parts(city, input({ paid: all.slice(0, count + 1) })), fewer)).toBe(true)
        const some = months(beijing, '2018-07', '2025-04').filter((_, i) => i % 3 !== 0)
        const filled = [...some, { month: at('2018-07'), base: fen(base) }]
        expect(noLess(parts(beijing, input({ paid: filled })), parts(beijing, input({ paid: some })))).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  test('储存额多，养老金不低，且只动个人账户养老金', () => {
    fc.assert(
      fc.property(fc.nat(50_000_000), fc.nat(1_000_000), (balance, more) => {
        const [one, two] = [balance, balance + more].map((value) =>
          parts(city, input({ accountBalance: given('accountBalance', 'fen', fen(value)) })),
        )
        expect(noLess(two!, one!)).toBe(true)
        expect([two![0], two![2]]).toEqual([one![0], one![2]])
      }),
    )
  })

  test('晚退休一个月，计发月数不增，同样的储存额领得不少', () => {
    const ages = Array.from({ length: 361 }, (_, n) => 480 + n)
    const divisors = ages.map((age) => divisorOf(city, plus(at('2026-01'), -age), at('2026-01')).value)
    for (const [i, value] of divisors.entries()) expect(value).toBeLessThanOrEqual(divisors[i - 1] ?? value)
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 35 }), (late) => {
        const of = (retirement: Period) => pensionOf(city, input({ retirement })).account.value
        expect(of(plus(at('2025-05'), late + 1))).toBeGreaterThanOrEqual(of(plus(at('2025-05'), late)))
      }),
    )
  })

  test('封顶以上的基数不再增加指数；没有封顶的会增加（对照）', () => {
    const [high, higher] = [4, 9].map((factor) => input({ paid: months(city, '2018-07', '2025-04', factor) }))
    expect(pensionOf(city, high!).averageIndex.value).toBe(3_000_000)
    expect(pensionOf(city, higher!).averageIndex.value).toBe(3_000_000)
    const open = having(city, 'pension.index-cap', '2000', '2006-01')
    expect(pensionOf(open, high!).averageIndex.value).toBe(4_000_000)
    expect(pensionOf(open, higher!).averageIndex.value).toBe(9_000_000)
  })

  test('说得出理由：每个参数有出处，每个缴费月份在内，再说一遍还是一样', () => {
    const posting = '11111111-1111-7111-8111-111111111111'
    const paid = months(city, '2018-07', '2025-04').map((one, ordinal) => ({ ...one, fact: { posting, ordinal } }))
    const { total } = pensionOf(city, input({ paid }))
    const nodes = allNodes(total)
    const parameters = new Set(nodes.flatMap(({ parameter }) => (parameter === undefined ? [] : [parameter.id])))
    for (const id of [
      'pension.calculation-base',
      'pension.average-wage',
      'pension.divisor',
      'pension.total-rounding',
    ]) {
      expect(parameters).toContain(id)
    }
    for (const { unit, value } of nodes) if (unit === 'index') expect((value as number) % 100).toBe(0)
    const facts = new Set(nodes.flatMap(({ fact }) => (fact === undefined ? [] : [fact.ordinal])))
    expect(facts.size).toBe(paid.length)
    expect(JSON.stringify(total)).toBe(JSON.stringify(pensionOf(city, input({ paid })).total))
  })
})

test('示例市 2018-07 至 2027-01 每月退休、三类人都算得出', () => {
  for (const retirement of periodsFrom(at('2018-07'), at('2027-01'))) {
    for (const [group, age] of [
      ['man', 722],
      ['woman55', 663],
      ['woman50', 605],
    ] as const) {
      const paid = months(city, '2003-07', plus(retirement, -1))
      const of = input({ group, birth: plus(retirement, -age), retirement, paid, firstMonth: at('2003-07') })
      const { total, provisional, shortfall } = pensionOf(city, of)
      expect(total.value).toBeGreaterThan(0)
      expect([provisional, shortfall.value]).toEqual([retirement >= '2026-01', 0])
    }
  }
})

describe('预发与重算', () => {
  const late = input({ birth: at('1966-01'), retirement: at('2026-05'), paid: months(city, '2018-07', '2026-04') })

  test('计发基数未公布，用上年的并标明预发；公布后差额逐月补发', () => {
    const before = pensionOf(city, late)
    expect(before.provisional).toBe(true)
    expect(before.base.value).toBe(945_000)
    const published = having(city, 'pension.calculation-base', '9800', '2026-01', '2026-12')
    const { pension, monthlyDifference, arrears } = recomputed(published, before, late, 7)
    expect(pension.provisional).toBe(false)
    expect(monthlyDifference.value).toBe(pension.total.value - before.total.value)
    expect(monthlyDifference.value).toBeGreaterThan(0)
    expect(arrears.value).toBe(7 * monthlyDifference.value)
    expect(recomputed(city, before, late, 7).arrears.value).toBe(0)
  })

  test('第一个公布年度之前没有可暂用的，不作推算', () => {
    expect(() => pensionOf(city, input({ retirement: at('2017-12') }))).toThrow('parameter.missing-version')
  })
})

describe('年限', () => {
  test('两位小数四舍五入；十二分之一不取整', () => {
    expect(inYears(61, 'twoDecimals')).toEqual({ numerator: 508, denominator: 100 })
    expect(inYears(1, 'twoDecimals').numerator).toBe(8)
    expect(inYears(62, 'twoDecimals').numerator).toBe(517)
    expect(inYears(61, 'exactTwelfths')).toEqual({ numerator: 61, denominator: 12 })
  })

  test('视同期间跨过界线的，按月分开；多折算的月数归在起点一边', () => {
    const span = (from: string, through: string, count: number) => ({
      from: at(from),
      through: at(through),
      months: count,
    })
    const monthsBefore = (...spans: ReturnType<typeof span>[]) => deemedBefore(spans, at('1992-10'))
    expect(monthsBefore(span('1990-01', '1992-09', 33))).toBe(33)
    expect(monthsBefore(span('1992-10', '1993-09', 12))).toBe(0)
    expect(monthsBefore(span('1992-01', '1993-03', 15))).toBe(9)
    expect(monthsBefore(span('1992-01', '1993-03', 18))).toBe(12)
  })

  test('北京公式：1992-10 以后、窗口以内的视同计入 Gs，以后的不计入过渡性养老金', () => {
    const wages = having(beijing, 'pension.average-wage', '10000', '1991-01')
    const paid = months(wages, '1998-07', '2025-04')
    const of = (from: string, through: string) => {
      const count = monthsBetween(at(from), at(through)) + 1
      const deemed = [{ from: at(from), through: at(through), months: count }]
      return pensionOf(wages, input({ paid, firstMonth: at('1998-07'), deemed })).transitional.value
    }
    expect(of('1991-10', '1992-09')).toBe(12_049)
    expect(of('1997-07', '1998-06')).toBe(12_049)
    expect(of('1998-07', '1999-06')).toBe(0)
  })
})

function allNodes(node: Explained): Explained[] {
  return [node, ...node.from.flatMap(allNodes)]
}

test('合计不小于各项之和，进位不足一角', () => {
  fc.assert(
    fc.property(fc.nat(90_000_000), (balance) => {
      const one = pensionOf(city, input({ accountBalance: given('accountBalance', 'fen', fen(balance) as Fen) }))
      const over = one.total.value - one.basic.value - one.account.value - one.transitional.value
      expect(over).toBeGreaterThanOrEqual(0)
      expect(over).toBeLessThan(10)
      expect(one.total.value % 10).toBe(0)
      expect(one.rounding.value).toBe(over)
    }),
  )
})
