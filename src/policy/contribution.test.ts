import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filesUnder } from '../../test/files.js'
import type { Explained } from '../kernel/explain.js'
import { fen, ppm } from '../kernel/money.js'
import { parsePeriod, periodsFrom } from '../kernel/period.js'
import { Refusal } from '../kernel/refusal.js'
import { EMPLOYEE_INSURANCES, type Insurance } from '../kernel/terms.js'
import { loadPolicyBook } from './book.js'
import { accountCredit, type ContributionInput, contributionBase, contributionOf } from './contribution.js'
import { EMPLOYER_KINDS, type EmployerKind, insurancesCharged, keeperOf } from './levy.js'

const book = loadPolicyBook(filesUnder(['policies'], /\.yaml$/))
const city = book.area('999900')
const beijing = book.area('110000')
const months = [...periodsFrom(parsePeriod('2018-07'), parsePeriod('2027-06'))]
const at = parsePeriod

function due(insurance: Insurance, month: string, wage: number, more: Partial<ContributionInput> = {}) {
  const contributionMonth = parsePeriod(month)
  return { insurance, contributionMonth, declaredWage: fen(wage), personKind: 'employee', ...more } as const
}

const aMonth = fc.constantFrom(...months)
const aWage = fc.integer({ min: 0, max: 10_000_000 })
const anInput = fc
  .tuple(
    aMonth,
    aWage,
    fc.integer({ min: 1, max: 8 }),
    fc.constantFrom(...(Object.keys(EMPLOYER_KINDS) as EmployerKind[])),
  )
  .chain(([month, wage, injuryClass, employerKind]) =>
    fc
      .constantFrom(...insurancesCharged(city, month))
      .map((insurance): ContributionInput => due(insurance, month, wage, { injuryClass, employerKind })),
  )

describe('示例市在 2018-07 至 2027-06 各项参数齐全', () => {
  test('每月每险种，职工与灵活就业人员，各类单位、各风险类别，都算得出', () => {
    for (const month of months) {
      for (const insurance of insurancesCharged(city, month)) {
        for (let injuryClass = 1; injuryClass <= 8; injuryClass++) {
          const { base, employer } = contributionOf(city, due(insurance, month, 800_000, { injuryClass }))
          expect(base.value).toBe(800_000)
          expect(employer.value).toBeGreaterThan(0)
        }
        expect(['humanResources', 'medicalSecurity']).toContain(keeperOf(city, insurance, month).value)
      }
      for (const insurance of insurancesCharged(city, month, 'flexible')) {
        const one = contributionOf(city, due(insurance, month, 800_000, { personKind: 'flexible' }))
        expect(one.employer.value).toBe(0)
        expect(one.person.value).toBeGreaterThan(one.personToAccount.value)
      }
    }
  })

  test('机关事业单位工作人员每月每险种都算得出；年金全部入账', () => {
    for (const contributionMonth of months) {
      for (const insurance of insurancesCharged(city, contributionMonth, 'institution')) {
        const input = { insurance, contributionMonth, declaredWage: fen(800_000), injuryClass: 1, age: 40 }
        const one = contributionOf(city, { ...input, personKind: 'institution' })
        expect(one.employer.value).toBeGreaterThan(0)
        if (insurance === 'annuity') {
          expect(one.employerToAccount.value).toBe(one.employer.value)
          expect(one.personToAccount.value).toBe(one.person.value)
        }
        expect(['humanResources', 'medicalSecurity']).toContain(keeperOf(city, insurance, contributionMonth).value)
      }
      expect(insurancesCharged(city, contributionMonth, 'resident')).toEqual(['170', '390'])
    }
  })

  test.each(['2018-06', '2027-07'])('在外一个月（%s）即不作推算', (month) => {
    expect(() => contributionOf(city, due('110', month, 800_000))).toThrow('parameter.missing-version')
  })

  test('生育保险 2020-01 并入医疗保险，此后不再单独征缴', () => {
    expect(insurancesCharged(city, at('2019-12'))).toEqual(['110', '210', '310', '410', '510'])
    expect(insurancesCharged(city, at('2020-01'))).toEqual(['110', '210', '310', '410'])
    expect(insurancesCharged(city, at('2020-01'), 'flexible')).toEqual(['110', '310'])
    expect(() => contributionOf(city, due('510', '2020-01', 800_000))).toThrow('contribution.not-charged')
  })
})

describe('应缴金额的性质', () => {
  test('基数在上下限之间；限内即申报工资', () => {
    fc.assert(
      fc.property(anInput, (input) => {
        const { base } = contributionOf(city, input)
        const [wage, floor, ceiling] = base.from.map(({ value }) => value as number) as [number, number, number]
        expect(wage).toBe(input.declaredWage)
        expect(base.value).toBeGreaterThanOrEqual(floor)
        expect(base.value).toBeLessThanOrEqual(ceiling)
        if (wage >= floor && wage <= ceiling) expect(base.value).toBe(wage)
      }),
    )
  })

  test('工资不减，则各项不减', () => {
    fc.assert(
      fc.property(anInput, fc.integer({ min: 0, max: 1_000_000 }), (input, more) => {
        const [less, greater] = [input, { ...input, declaredWage: fen(input.declaredWage + more) }].map((one) =>
          contributionOf(city, one),
        )
        for (const side of ['base', 'employer', 'person', 'personToAccount'] as const) {
          expect(greater![side].value).toBeGreaterThanOrEqual(less![side].value)
        }
      }),
    )
  })

  test('个人缴费等于各因子相乘；划入个人账户不多于所缴；定额不入账户', () => {
    fc.assert(
      fc.property(anInput, (input) => {
        const one = contributionOf(city, input)
        expect(one.personToAccount.value).toBeLessThanOrEqual(one.person.value)
        expect(one.employerToAccount.value).toBe(0)
        const flat = input.insurance === '310' ? 300 : 0
        const saves = input.insurance === '110' || input.insurance === '310'
        expect(one.personToAccount.value).toBe(saves ? one.person.value - flat : 0)
      }),
    )
  })

  test('说出来的理由与数值一致：每个节点再说一遍仍是同值，参数都有依据', () => {
    const walk = (node: Explained): Explained[] => [node, ...node.from.flatMap(walk)]
    fc.assert(
      fc.property(anInput, (input) => {
        const [first, again] = [contributionOf(city, input), contributionOf(city, input)]
        for (const side of ['base', 'employer', 'person', 'personToAccount'] as const) {
          const [nodes, twice] = [walk(first[side]), walk(again[side])]
          expect(nodes.map(({ value }) => value)).toEqual(twice.map(({ value }) => value))
          for (const { parameter } of nodes) if (parameter !== undefined) expect(parameter.basis).not.toBe('')
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('工伤保险', () => {
  test('基准费率、浮动系数、阶段性系数相乘后只取一次尾数', () => {
    const one = contributionOf(city, due('410', '2021-01', 812_345, { injuryClass: 2, injuryFloat: ppm(800_000) }))
    expect(one.employer.value).toBe(1300) // 8123.45 × 0.4% × 80% × 50% = 12.997…
    expect(one.person.value).toBe(0)
    const terms = one.employer.from.map(({ term }) => term)
    expect(terms).toEqual(['contributionBase', 'injuryBaseRate', 'injuryFloat', 'injuryStageFactor', 'rounding'])
  })

  test.each([undefined, 0, 9, 1.5])('风险类别 %s 不予办理', (injuryClass) => {
    const more = injuryClass === undefined ? {} : { injuryClass }
    expect(() => contributionOf(city, due('410', '2021-01', 800_000, more))).toThrow('contribution.injury-class-needed')
  })

  test('一类行业不下浮', () => {
    const down = { injuryClass: 1, injuryFloat: ppm(500_000) }
    expect(() => contributionOf(city, due('410', '2021-01', 800_000, down))).toThrow('contribution.float-not-allowed')
    expect(contributionOf(city, due('410', '2021-01', 800_000, { ...down, injuryClass: 2 })).employer.value).toBe(800)
  })
})

describe('医疗保险个人账户', () => {
  const medical = (month: string, more: Partial<ContributionInput> = {}) =>
    contributionOf(city, due('310', month, 800_000, more)).employerToAccount

  test('改革以前按年龄段从单位缴费划入，段首即算；改革以后只划入个人所缴', () => {
    expect([34, 35, 44, 45, 80].map((age) => medical('2022-12', { age }).value)).toEqual([
      ...[4_800, 8_800, 8_800, 12_800, 12_800],
    ])
    expect(medical('2023-01', { age: 45 }).value).toBe(0)
  })

  test('没有给年龄的不推算单位划入部分；灵活就业人员没有单位部分', () => {
    expect(medical('2022-12').value).toBe(0)
    expect(medical('2022-12', { age: 45, personKind: 'flexible' }).value).toBe(0)
  })

  test('理由里有年龄段与比例', () => {
    const ids = medical('2022-12', { age: 45 }).from.map(({ parameter }) => parameter?.id)
    expect(ids).toContain('medical.age-bands')
    expect(ids).toContain('medical.employer-account-share')
  })
})

describe('北京市', () => {
  test('2001—2005 年记账 11%，个人费率各步未考得，故个人缴费不作推算', () => {
    expect(accountCredit(beijing, '110', at('2004-05'), fen(100_000)).value).toBe(11_000)
    expect(() => contributionOf(beijing, due('110', '2004-05', 100_000))).toThrow('parameter.missing-version')
  })

  test('起月未考得的年份只供查阅，不参与计算', () => {
    expect(beijing.parameter('pension.base-floor')!.history).toHaveLength(9)
    expect(() => contributionBase(beijing, '110', at('1995-06'), fen(50_000))).toThrow('parameter.missing-version')
  })

  test('缺参数的不予办理说出参数、地区与月份', () => {
    try {
      contributionOf(beijing, due('310', '2021-09', 800_000))
      expect.unreachable()
    } catch (error) {
      const said = (error as Refusal).say('zh')
      expect(error).toBeInstanceOf(Refusal)
      for (const part of ['北京市', '2021-09', '医疗保险单位费率', 'medical.employer-rate'])
        expect(said).toContain(part)
    }
  })

  test('2020 年起生育并入医疗；各险种名目齐全', () => {
    expect(insurancesCharged(beijing, at('2026-01'))).toEqual(EMPLOYEE_INSURANCES.filter((code) => code !== '510'))
    expect(() => contributionOf(beijing, due('510', '2021-01', 800_000))).toThrow('contribution.not-charged')
  })
})
