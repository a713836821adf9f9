import { describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { filesUnder } from '../../test/files.js'
import { type Explained, given } from '../kernel/explain.js'
import { type Fen, fen, ppm } from '../kernel/money.js'
import { type Period, periodsFrom, plus, yearOf } from '../kernel/period.js'
import { loadPolicyBook } from './book.js'
import { estimateOf } from './estimate.js'
import type { Assumptions, EstimateInput } from './estimate-input.js'
import { type PensionInput, pensionOf } from './pension.js'
import { statutoryRetirement } from './retirement.js'

const book = loadPolicyBook(filesUnder(['policies'], /\.ya?ml$/))
const city = book.area('999900')
const month = (text: string) => text as Period
const yuan = (amount: number) => fen(amount * 100)

const NOW = month('2026-11')
const paid = [...periodsFrom(month('2019-01'), month('2026-10'))].map((one) => ({ month: one, base: yuan(8_000) }))
const balance = given('accountBalance', 'fen', yuan(60_000))
const pension: PensionInput = {
  ...{ birth: month('1972-05'), group: 'man', retirement: NOW, paid, firstMonth: month('2019-01') },
  ...{ deemed: [{ from: month('1992-01'), through: month('1996-12'), months: 60 }], broughtMonths: 100 },
  accountBalance: balance,
}
const input: EstimateInput = {
  ...{ now: NOW, birth: pension.birth, pension },
  account: {
    year: 2026,
    opening: given('closingBalance', 'fen', yuan(53_600)),
    credits: new Map([[2026, Array.from({ length: 10 }, (_, i) => ({ month: i + 1, amount: yuan(640) }))]]),
  },
}
const plain: Assumptions = { group: 'man', baseGrowth: ppm(0), wageGrowth: ppm(0), monthsPerYear: 12 }
const estimate = (over: Partial<Assumptions> = {}, from: EstimateInput = input) =>
  estimateOf(city, from, { ...plain, ...over })
const total = (over: Partial<Assumptions> = {}) => estimate(over).figures.total.value

article('M14-6d', '待遇测算：数由规则和写明的假设算出，不由人填写', () => {
  test('法定退休年月与退休规则算的是同一个', () => {
    const { figures, assumptions } = estimate()
    expect(figures.statutory.value).toBe(statutoryRetirement(city, 'man', pension.birth).value)
    expect(assumptions.retirement).toBe(figures.statutory.value)
  })

  test('没有将来的事，就等于按规则核算的养老金，没有假设在里面', () => {
    const now = month('2025-08')
    const known = { ...pension, birth: month('1964-12'), retirement: now, paid: paid.filter((one) => one.month < now) }
    const told = estimate({}, { ...input, now, birth: known.birth, pension: known })
    const ruled = pensionOf(city, known)
    expect(told.assumptions.retirement).toBe(now)
    expect(told.figures.total.value).toBe(ruled.total.value)
    expect(told.figures.balance).toBe(balance)
    expect(termsIn(told.figures.total)).not.toContain('assumedRetirement')
    expect(told.used.assumed.size).toBe(0)
  })

  test('每个假设都是树里的一个节点，且从不冒充公布的参数', () => {
    const { figures, used } = estimate({ wageGrowth: ppm(20_000), baseGrowth: ppm(10_000) })
    const nodes = nodesIn(figures.total)
    const assumed = nodes.filter(({ term }) => term.startsWith('assumed'))
    expect(new Set(assumed.map(({ term }) => term))).toEqual(
      new Set([
        ...['assumedRetirement', 'assumedBase', 'assumedBaseGrowth', 'assumedMonthsPerYear', 'assumedFutureMonths'],
        ...['assumedWageGrowth', 'assumedNotionalRate', 'assumedAmount'],
      ]),
    )
    expect(assumed.every(({ parameter, fact }) => parameter === undefined && fact === undefined)).toBe(true)
    expect([...used.assumed.keys()]).toEqual(
      expect.arrayContaining(['pension.calculation-base', 'pension.average-wage', 'pension.notional-rate']),
    )
  })

  test('还没公布的数由最后公布的逐年增长：与手算相同', () => {
    const { figures, assumptions } = estimate({ wageGrowth: ppm(20_000) })
    const last = city.fen('pension.calculation-base', month('2025-12')).value
    const years = yearOf(assumptions.retirement) - 2025
    let grown: number = last
    for (let n = 0; n < years; n++) grown = Math.round(grown * 1.02)
    expect(figures.base.value).toBe(grown)
    expect(figures.inTodaysTerms!.value).toBeLessThan(figures.total.value)
  })

  test('账户：假设的记账利率下，一年的储存额与手算相同', () => {
    const told = estimate({ notionalRate: ppm(20_000), base: yuan(8_000) })
    const end = told.balances.find((one) => one.month === '2026-12')!
    const product = Array.from({ length: 12 }, (_, i) => 640 * (12 - i)).reduce((sum, one) => sum + one, 0)
    const interest = Math.round(53_600 * 0.02 * 100) + Math.round(((product * 0.02) / 12) * 100)
    expect(end.balance).toBe((53_600 + 640 * 12) * 100 + interest)
    expect(told.balances.at(-1)).toEqual({
      month: plus(told.assumptions.retirement, -1),
      balance: told.figures.balance.value,
    })
  })
})

describe('测算的性质', () => {
  const bases = [4_000, 6_000, 8_000, 12_000, 20_000, 30_000, 60_000].map(yuan)

  test('缴费基数高，养老金不会少；在上下限之间更多', () => {
    const totals = bases.map((base) => total({ base }))
    expect(totals).toEqual([...totals].sort((a, b) => a - b))
    expect(totals[3]!).toBeGreaterThan(totals[2]!)
    expect(totals[6]).toBe(total({ base: yuan(90_000) }))
  })

  test('每年多缴几个月，年限和账户不会少', () => {
    const told = [0, 3, 6, 9, 12].map((monthsPerYear) => estimate({ monthsPerYear }).figures)
    const [years, accounts] = [told.map((one) => one.years.value), told.map((one) => one.balance.value)]
    expect(years).toEqual([...years].sort((a, b) => a - b))
    expect(accounts).toEqual([...accounts].sort((a, b) => a - b))
    expect(new Set(years).size).toBe(5)
  })

  test('晚退休，点点递增；所选的点就在曲线上', () => {
    const { points, figures, assumptions, window } = estimate()
    expect(points.map((point) => point.month)).toEqual([...periodsFrom(window.first, window.last)])
    expect(points.find((point) => point.month === assumptions.retirement)!.total).toBe(figures.total.value)
    const totals = points.map((point) => point.total)
    expect(totals).toEqual([...totals].sort((a, b) => a - b))
  })

  test('利率、工资增长假设高，账户或养老金不会少', () => {
    expect(estimate({ notionalRate: ppm(50_000) }).figures.balance.value).toBeGreaterThan(
      estimate({ notionalRate: ppm(10_000) }).figures.balance.value,
    )
    expect(total({ wageGrowth: ppm(40_000) })).toBeGreaterThan(total())
  })

  test('替代率是养老金与退休前基数之比', () => {
    const { figures } = estimate()
    const ratio = (figures.total.value * 10_000) / 800_000
    expect(figures.replacement!.value).toBe(Math.round(ratio) * 100)
  })

  test('七十三个退休年月一起算，也不让人等', () => {
    const young: EstimateInput = { ...input, birth: month('1996-05'), pension: { ...pension, birth: month('1996-05') } }
    const begin = performance.now()
    expect(estimate({ wageGrowth: ppm(20_000) }, young).points).toHaveLength(73)
    expect(performance.now() - begin).toBeLessThan(2_000)
  })
})

describe('做不到的组合，说出是哪一项', () => {
  const short: EstimateInput = { ...input, pension: { ...pension, deemed: [], broughtMonths: 0 } }

  test.each([
    ['早于最早', { retirement: month('2031-01') }, input, 'retirement.too-early'],
    ['晚于最晚', { retirement: month('2045-01') }, input, 'retirement.too-late'],
    ['提前而年限不够', { retirement: month('2032-06') }, short, 'retirement.too-few-months'],
    ['月数不对', { monthsPerYear: 13 }, input, 'estimate.months-per-year'],
    ['没有基数', {}, { ...input, pension: { ...pension, paid: [] } }, 'estimate.base-needed'],
  ] as const)('%s', (_what, over, from, code) => {
    expect(() => estimate(over, from)).toThrow(code)
  })

  test('本地没有的参数，按名字拒绝，不去猜', () => {
    const bare = loadPolicyBook([
      ...filesUnder(['policies/national'], /\.ya?ml$/),
      { path: 'policies/empty/area.yaml', text: 'area: { code: "990000", zh: 无参数市, en: No parameters }' },
    ]).area('990000')
    expect(() => estimateOf(bare, input, plain)).toThrow('parameter.missing-version')
  })

  test('到法定年月年限还不够：照样算，写明还差几个月，点上标明', () => {
    const told = estimate({ monthsPerYear: 0 }, short)
    expect(told.isEligible).toBe(false)
    expect(told.figures.shortfall.value).toBe(told.figures.minimum.value - told.figures.years.value)
    expect(told.points.every((point) => !point.isEligible)).toBe(true)
  })

  test('法定年月已过，从本月起选', () => {
    const late = { ...input, birth: month('1964-12'), pension: { ...pension, birth: month('1964-12') } }
    const { window, points } = estimate({}, late)
    expect([window.first, window.last, points.length]).toEqual([NOW, NOW, 1])
    expect(() => estimate({ retirement: month('2025-01') }, late)).toThrow('estimate.month-gone-by')
  })
})

function nodesIn(root: Explained): Explained[] {
  const seen = new Set<Explained>()
  const walk = (node: Explained): void => {
    if (seen.has(node)) return
    seen.add(node)
    node.from.forEach(walk)
  }
  walk(root)
  return [...seen]
}

function termsIn(root: Explained<Fen>): string[] {
  return nodesIn(root).map(({ term }) => term)
}

test('每年缴几个月，就真的每年几个月', () => {
  const { figures } = estimate({ monthsPerYear: 6 })
  const months = nodesIn(figures.total).filter(({ term }) => term === 'yearBases')
  const full = months.filter(({ from }) => from.length === 6)
  expect(full.length).toBeGreaterThan(3)
})
