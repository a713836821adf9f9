import { expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { filesUnder } from '../../test/files.js'
import { dueFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import type { Day } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import type { Fact, Posted } from '../ledger/fact.js'
import { loadPolicyBook } from '../policy/book.js'
import { ALWAYS, whatIf } from './what-if.js'
import { WhatIfSums } from './what-if-sums.js'

const texts = filesUnder(['policies'], /\.ya?ml$/)
const bookWith = (file: string, from: string | RegExp, to: string) => {
  const changed = texts.map((one) => (one.path.endsWith(file) ? { ...one, text: one.text.replace(from, to) } : one))
  if (changed.every(({ text }, i) => text === texts[i]!.text)) throw new Error(`${from} is not in ${file}`)
  return loadPolicyBook(changed)
}
const NOW = loadPolicyBook(texts)
const ASOF = { today: '2026-03-16' as Day }
const low = { declaredWage: fen(200_000), base: fen(564_000), personAmount: fen(45_120), employerAmount: fen(90_240) }

const posted = (facts: readonly Fact[]): Posted<Fact>[] =>
  facts.map((fact, i) => ({ ...fact, ref: { posting: String(i + 1), ordinal: 0 } }))
const one = (...facts: readonly Fact[]) => posted([enrolmentFact('5', '7', '2023-01'), ...facts])
const run = (facts: readonly Posted<Fact>[], after: ReturnType<typeof loadPolicyBook>, span = ALWAYS) =>
  whatIf(facts, NOW, after, ASOF, span)

article(['M14-6d', 'WH-9(1)b'], '试算：同一批事实，换一本参数簿，差在哪里', () => {
  test('对照：参数不变，一处不差', () => {
    expect(run(one(dueFact('5', '2025-08', low), paidFact('5', '2024-03')), loadPolicyBook(texts))).toEqual([])
  })

  test('下限一改：低于下限的人变，别人不变；旁边是已记账的数', () => {
    const after = bookWith('demo-city/pension.yaml', 'value: "5640"', 'value: "5700"')
    expect(run(one(dueFact('5', '2025-08', low)), after)).toEqual([
      expect.objectContaining({ term: 'contributionBase', before: 564_000, after: 570_000, stored: 564_000 }),
      expect.objectContaining({ term: 'dueEmployer', before: 90_240, after: 91_200, stored: 90_240 }),
      expect.objectContaining({ term: 'duePerson', before: 45_120, after: 45_600, stored: 45_120 }),
    ])
    expect(run(one(dueFact('5', '2025-08')), after)).toEqual([])
    expect(run(one(dueFact('5', '2025-06', low)), after)).toEqual([])
  })

  test('月份在变更所及之外的，不去问', () => {
    const after = bookWith('demo-city/pension.yaml', 'value: "5640"', 'value: "5700"')
    const facts = one(dueFact('5', '2025-08', low))
    expect(run(facts, after, { from: '2025-07', through: '2026-06' })).toHaveLength(3)
    expect(run(facts, after, { from: '2026-07', through: '2027-06' })).toEqual([])
    expect(run(facts, after, { from: '2024-07', through: '2025-06' })).toEqual([])
  })

  test('记账利率一改：当年利息与其后各年的储存额都变，期初期末不重复计', () => {
    const published = /(- \{ since: 2023-01, until: 2023-12, value: )"[\d.]+"/
    const after = bookWith('national/pension.yaml', published, '$1"9"')
    const facts = one(paidFact('5', '2023-03'), paidFact('5', '2024-03'))
    const found = run(facts, after)
    const of = (term: string) => found.filter((figure) => figure.term === term)
    expect(of('interestOnCredits')).toHaveLength(1)
    expect(of('interestOnCredits')[0]!.after).toBeGreaterThan(of('interestOnCredits')[0]!.before!)
    expect(of('openingBalance')).toEqual([])
    expect(found.every(({ insurance }) => insurance === '110')).toBe(true)
  })

  test('暂行与未核实的版本，所及的数都带记号', () => {
    const after = bookWith(
      'demo-city/pension.yaml',
      'value: "5640", basis: 示例市（虚构）2025 年度缴费基数通知',
      'value: "5700", basis: 示例市（虚构）暂按, status: provisional',
    )
    const found = run(one(dueFact('5', '2025-08', low)), after)
    expect(found.map(({ provisional }) => provisional)).toEqual([true, true, true])
  })

  test('规则没有答案的一侧，写作没有，不写作零', () => {
    const after = bookWith('demo-city/pension.yaml', /.*since: 2025-07, until: 2026-06, value: "5640".*\n/, '')
    const found = run(one(dueFact('5', '2025-08', low)), after)
    expect(found.map(({ before, after: then }) => [before, then])).toEqual([
      [564_000, undefined],
      [90_240, undefined],
      [45_120, undefined],
    ])
  })
})

article('WH-9(1)b', '汇总：人数、处数、前后合计与分档，次序不论', () => {
  const figure = (before: number | undefined, after: number | undefined, stored?: number) => ({
    ...({ insurance: '110', term: 'duePerson', unit: 'fen', before, after, stored, provisional: false } as const),
  })

  test('合计与分档', () => {
    const sums = new WhatIfSums()
    sums.add([])
    sums.add([figure(100, 250, 100), figure(100, 90, 90)])
    sums.add([figure(500_000, 100, 100)])
    sums.add([figure(undefined, 30)])
    const { persons, affected, figures, terms, steps, largest } = sums.result()
    expect([persons, affected, figures, largest]).toEqual([4, 3, 4, 499_900])
    expect(terms).toEqual([
      expect.objectContaining({ persons: 3, figures: 4, before: 500_200, after: 470, stored: 290, unlike: 1, came: 1 }),
    ])
    expect(steps.map(({ from, less, more }) => [from, less, more])).toEqual([
      [0, 0, 1],
      [100, 0, 1],
      [1_000, 0, 0],
      [10_000, 0, 0],
      [100_000, 1, 0],
      [1_000_000, 0, 0],
    ])
  })

  test('人的次序不论', () => {
    const people = [[figure(1, 2)], [figure(100_000, 3)], [], [figure(5, undefined)]]
    const told = (order: typeof people) => {
      const sums = new WhatIfSums()
      for (const figures of order) sums.add(figures)
      return sums.result()
    }
    expect(told([...people].reverse())).toEqual(told(people))
  })
})
