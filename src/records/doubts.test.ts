import { describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { dueFact, enrolmentFact, paidFact, registrationFact } from '../../test/ledger.js'
import {
  BOOK,
  benefitPaymentFact,
  deemedFact,
  determinationFact,
  lifeFact,
  ME,
  postedFrom,
  transferFact,
} from '../../test/record-facts.js'
import type { Day } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import { type Period, parsePeriod, periodsFrom } from '../kernel/period.js'
import type { Fact } from '../ledger/fact.js'
import { deemedBefore } from '../policy/pension-years.js'
import { findFigure } from './path.js'
import { pensionInputOf } from './pension-input.js'
import { recordOf } from './record.js'

const TODAY = '2026-03-16' as Day
const of = (facts: readonly Fact[]) => recordOf(postedFrom(facts), BOOK, { today: TODAY })
const keys = (facts: readonly Fact[]) => of(facts).doubts.map(({ key }) => key)
const month = (at: string, change = {}): Fact[] => [dueFact(ME, at, change), paidFact(ME, at, change)]
const months = (from: string, through: string, change = {}): Fact[] =>
  [...periodsFrom(parsePeriod(from), parsePeriod(through))].flatMap((at) => month(at, change))

article('M14-6d', '历史相互矛盾的，数字照事实列示，矛盾写明在旁，不作改动', () => {
  const enrolled = enrolmentFact(ME, '7', '2024-01')
  const left = enrolmentFact(ME, '7', '2025-01', { change: 'suspend' })
  const CASES: readonly (readonly [name: string, doubt: string, wrong: readonly Fact[], right: readonly Fact[]])[] = [
    ['参保之外的缴费', 'outsideEnrolment', [enrolled, left, ...month('2025-03')], [enrolled, ...month('2025-03')]],
    [
      '死亡之后的缴费',
      'afterDeath',
      [lifeFact(ME, '2025-02-03'), ...month('2025-03')],
      [lifeFact(ME, '2025-03-03'), ...month('2025-03')],
    ],
    [
      '死亡之后的养老金',
      'afterDeath',
      [lifeFact(ME, '2025-02-03'), determinationFact(ME, '2024-01'), benefitPaymentFact(ME, '2025-03')],
      [lifeFact(ME, '2025-03-03'), determinationFact(ME, '2024-01'), benefitPaymentFact(ME, '2025-03')],
    ],
    [
      '退休之后的缴费',
      'afterRetirement',
      [determinationFact(ME, '2025-02'), ...month('2025-03')],
      [determinationFact(ME, '2025-03'), ...month('2025-03')],
    ],
    [
      '两次退休',
      'twoRetirements',
      [determinationFact(ME, '2025-02'), determinationFact(ME, '2025-06')],
      [determinationFact(ME, '2025-02')],
    ],
    [
      '死在生之前',
      'deathBeforeBirth',
      [registrationFact(ME), lifeFact(ME, '1964-12-01')],
      [registrationFact(ME), lifeFact(ME, '1965-01-12')],
    ],
    ['两次死亡', 'twoDeaths', [lifeFact(ME, '2025-02-03'), lifeFact(ME, '2025-03-03')], [lifeFact(ME, '2025-02-03')]],
    [
      '视同与实缴重叠',
      'deemedOverlapsPaid',
      [deemedFact(ME, '2024-01', '2024-12', 12), ...month('2024-06')],
      [deemedFact(ME, '2023-01', '2023-12', 12), ...month('2024-06')],
    ],
    [
      '视同与视同重叠',
      'deemedOverlapsDeemed',
      [deemedFact(ME, '1984-01', '1984-12', 12), deemedFact(ME, '1984-12', '1985-03', 4)],
      [deemedFact(ME, '1984-01', '1984-11', 11), deemedFact(ME, '1984-12', '1985-03', 4)],
    ],
    [
      '一月缴在两处',
      'paidInTwoPlaces',
      [...month('2024-06'), ...month('2024-06', { employerId: '8', area: '110000' })],
      [...month('2024-06'), ...month('2024-07', { employerId: '8', area: '110000' })],
    ],
    [
      '转入与本地重叠',
      'paidInTwoPlaces',
      [...month('2019-06'), transferFact(ME, '2020-05')],
      [...month('2020-06'), transferFact(ME, '2020-05')],
    ],
    [
      '账户支出超过所有',
      'accountBelowZero',
      [...month('2024-06'), benefitPaymentFact(ME, '2024-07', { fromAccount: fen(64_001) })],
      [...month('2024-06'), benefitPaymentFact(ME, '2024-07', { fromAccount: fen(64_000) })],
    ],
    [
      '终止之后的记账',
      'creditAfterClose',
      [lifeFact(ME, '2024-07-01'), ...month('2024-06', { settlementMonth: '2024-08' })],
      [lifeFact(ME, '2024-08-01'), ...month('2024-06', { settlementMonth: '2024-08' })],
    ],
  ]

  test.each(CASES)('%s', (_name, doubt, wrong, right) => {
    expect(keys(wrong)).toContain(doubt)
    expect(keys(right)).not.toContain(doubt) // control
    const found = of(wrong).doubts.find(({ key }) => key === doubt)!
    expect(found.facts.length).toBeGreaterThan(0)
    expect(`${found.zh}${found.en}`).not.toMatch(/undefined|\{|\}/)
  })

  test('透支照事实列示，不截为零', () => {
    const wrong = [...month('2024-06'), benefitPaymentFact(ME, '2025-07', { fromAccount: fen(900_000) })]
    expect(of(wrong).account.at(-1)!.balance.value).toBeLessThan(0)
  })

  test('存疑所指的数字，都问得到', () => {
    const record = of([...month('2024-06'), benefitPaymentFact(ME, '2024-07', { fromAccount: fen(70_000) })])
    const paths = record.doubts.flatMap((one) => one.paths)
    expect(paths.length).toBeGreaterThan(0)
    for (const path of paths) expect(findFigure(record, path), path).toBeDefined()
  })

  test('历史补录不以参保登记为据', () => {
    const early = month('2020-03', { contributionKind: '23' })
    expect(keys([enrolled, ...early])).not.toContain('outsideEnrolment')
    expect(keys([enrolled, ...month('2020-03')])).toContain('outsideEnrolment') // control
  })
})

describe('缴费年限', () => {
  test('实缴、转入、视同相加，一月只计一次；趸缴单列', () => {
    const { years } = of([
      ...months('2019-07', '2020-06'),
      transferFact(ME, '2020-08'), // 2018-01 to 2019-12: six of its months were paid here as well
      deemedFact(ME, '1985-01', '1986-12', 24),
      ...month('2021-03', { contributionKind: '19', settlementMonth: '2021-05' }),
    ])
    const { stretches: _, ...figures } = years
    const values = Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, figure.value]))
    expect(values).toMatchObject({ actual: 30, broughtIn: 18, deemed: 24, lumpSum: 1, resident: 0 })
    expect(years.total.value).toBeGreaterThanOrEqual(54)
  })

  test('视同期间与实缴重叠的月份不计，其余的月份仍在原处', () => {
    const military = deemedFact(ME, '1992-01', '1993-12', 24)
    const record = of([registrationFact(ME), military, ...months('1993-07', '1993-12')])
    const { deemed } = pensionInputOf(record, 'man', '2025-12' as Period)
    expect(deemed).toMatchObject([{ from: '1992-01', through: '1993-06', months: 18 }])
    expect(deemedBefore(deemed, '1992-10' as Period)).toBe(9)
  })

  test('补差到齐之前，该月不计；补基数之后，以更正后的基数为准', () => {
    const difference = { contributionKind: '13', settlementMonth: '2025-09' as Period, base: fen(900_000) }
    const amounts = { employerAmount: fen(16_000), personAmount: fen(8_000), personToAccount: fen(8_000) }
    const due = dueFact(ME, '2025-07', { ...difference, ...amounts })
    const waiting = of([...month('2025-07'), due])
    expect([waiting.years.actual.value, waiting.insurances[0]!.rows[0]!.state]).toEqual([0, 'partlyPaid'])
    const settled = of([...month('2025-07'), due, paidFact(ME, '2025-07', { ...difference, ...amounts })])
    expect(settled.years.actual.value).toBe(1)
    expect(settled.insurances[0]!.rows[0]!.base.value).toBe(900_000)
  })
})

describe('待遇', () => {
  const retired = [
    registrationFact(ME),
    enrolmentFact(ME, '7', '2006-01'),
    ...months('2006-01', '2025-02'),
    determinationFact(ME, '2025-03', { amount: fen(1), fromMonth: '2025-04' as Period }),
    determinationFact(ME, '2025-03', { item: 'accountPension', amount: fen(2), fromMonth: '2025-04' as Period }),
    determinationFact(ME, '2025-03', { item: 'adjustment', amount: fen(30), fromMonth: '2026-01' as Period }),
    benefitPaymentFact(ME, '2025-04', { amount: fen(3), fromAccount: fen(2) }),
    benefitPaymentFact(ME, '2026-01', { amount: fen(33), fromAccount: fen(2) }),
  ]

  test('调整作为一项加上去，不改原核定；按年列支付', () => {
    const [benefit] = of(retired).benefits
    expect(benefit!.items.map(({ item, amount }) => [item, amount.value])).toEqual([
      ['basicPension', 1],
      ['accountPension', 2],
      ['adjustment', 30],
    ])
    expect(benefit!.monthly!.value).toBe(33)
    expect(benefit!.paidYears.map(({ year, paid }) => [year, paid.value])).toEqual([
      [2025, 3],
      [2026, 33],
    ])
  })

  test('核定之下有规则算得的数；两数不同，写为存疑，核定照旧', () => {
    const record = of(retired)
    const item = findFigure(record, 'benefit/1/1/amount')!
    expect(item).toMatchObject({ term: 'basicPension', value: 1 })
    expect(item.from[0]).toMatchObject({ term: 'basicPension' })
    expect(item.from[0]!.value).toBeGreaterThan(1)
    expect(record.doubts.map(({ key }) => key)).toContain('differsFromRule')
    const agreed = retired.map((fact) =>
      fact.kind === 'benefitDetermination' && fact.item === 'basicPension'
        ? { ...fact, amount: item.from[0]!.value as typeof fact.amount }
        : fact,
    )
    const about = of(agreed).doubts.filter(({ paths }) => paths.includes('benefit/1/1/amount'))
    expect(about).toEqual([]) // control
  })

  test('预发写明，不算与规则不符', () => {
    const facts = retired.map((fact) => (fact.kind === 'benefitDetermination' ? { ...fact, provisional: true } : fact))
    const record = of(facts)
    expect(record.benefits[0]!.provisional).toBe(true)
    expect(record.doubts.map(({ key }) => key)).not.toContain('differsFromRule')
  })
})
