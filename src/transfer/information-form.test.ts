import { describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { dueFact, paidFact } from '../../test/ledger.js'
import { BOOK, ME, opening, postedFrom } from '../../test/record-facts.js'
import type { Day } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import { type Period, parsePeriod, periodsFrom } from '../kernel/period.js'
import type { Fact } from '../ledger/fact.js'
import { recordOf } from '../records/record.js'
import { countedMonths } from './in-service.js'
import { overlapping, transferHistory } from './information-form.js'

const months = (from: string, through: string) => [...periodsFrom(parsePeriod(from), parsePeriod(through))]
const paid = (month: string, base = 500_000, change: object = {}): Fact[] => {
  const parts = { base: fen(base), employerAmount: fen(base * 0.16), personAmount: fen(base * 0.08) }
  const told = { ...parts, personToAccount: fen(base * 0.08), ...change }
  return [dueFact(ME, month, told), paidFact(ME, month, told)]
}
const history = (facts: readonly Fact[]) =>
  transferHistory(recordOf(postedFrom(facts), BOOK, { today: '2026-03-16' as Day }), '110')
const told = (facts: readonly Fact[]) =>
  history(facts).rows.map(({ year, from, through, base, months: count, backPay }) => [
    year,
    from,
    through,
    base,
    count,
    backPay,
  ])

article(['M14-10a'], '关系转移信息表：一年一行，断缴、改基数、补缴各分行', () => {
  test('连续的一年是一行；基数一变、月份一断，另起一行', () => {
    const facts = [
      ...months('2023-01', '2023-06').flatMap((month) => paid(month, 500_000)),
      ...months('2023-07', '2023-09').flatMap((month) => paid(month, 600_000)),
      ...months('2023-11', '2024-02').flatMap((month) => paid(month, 600_000)),
    ]
    expect(told(facts)).toEqual([
      [2023, '2023-01', '2023-06', 500_000, 6, false],
      [2023, '2023-07', '2023-09', 600_000, 3, false],
      [2023, '2023-11', '2023-12', 600_000, 2, false],
      [2024, '2024-01', '2024-02', 600_000, 2, false],
    ])
  })

  test('补缴的记在实际缴费之年，排在该年之首', () => {
    const late = { settlementMonth: parsePeriod('2024-03') }
    const facts = [
      ...months('2024-01', '2024-03').flatMap((month) => paid(month)),
      ...months('2022-05', '2022-06').flatMap((month) => paid(month, 400_000, late)),
    ]
    expect(told(facts)).toEqual([
      [2024, '2022-05', '2022-06', 400_000, 2, true],
      [2024, '2024-01', '2024-03', 500_000, 3, false],
    ])
  })

  test('应缴而没有到账的月份不写', () => {
    const owed = dueFact(ME, '2024-02')
    expect(told([...paid('2024-01'), owed])).toEqual([[2024, '2024-01', '2024-01', 500_000, 1, false]])
  })
})

describe('转移资金', () => {
  test('统筹部分按 1998 年以来的缴费工资之和的 12%；账户是所记的储存额', () => {
    const { money, months: count } = history(months('2024-01', '2024-12').flatMap((month) => paid(month, 500_000)))
    expect(count).toBe(12)
    expect(money.wages).toBe(6_000_000)
    expect(money.pooled).toBe(720_000)
    expect(money.total).toBe(money.account + money.pooled)
    expect(money.since2006).toBe(money.account)
  })

  test('三段之和恒等于储存额；没有月份的人没有资金', () => {
    const facts = [opening({ year: 2022 }), ...months('2023-01', '2024-12').flatMap((month) => paid(month))]
    const { money } = history(facts)
    expect(money.before1998 + money.from1998 + money.since2006).toBe(money.account)
    expect(history([]).money.total).toBe(0)
  })
})

test('重叠的月份逐月列出；不重叠的不列', () => {
  const own = new Set(['2023-02', '2023-05'] as Period[])
  const rows = [{ from: '2023-01' as Period, through: '2023-03' as Period }]
  expect(overlapping(rows, own)).toEqual(['2023-02'])
  expect(overlapping(rows, new Set())).toEqual([])
})

article('M14-10a', '重叠月份：全部保留对方而无间断的，由记录逐月去重；有缺的，本地已缴的月份一概不再计', () => {
  test('逐种情形', () => {
    const span = { first: '2025-01', last: '2025-12', months: 12 }
    expect(countedMonths(span, { all: 3, kept: 0 })).toBe(12)
    expect(countedMonths(span, { all: 3, kept: 1 })).toBe(9)
    expect(countedMonths({ ...span, months: 11 }, { all: 3, kept: 0 })).toBe(8)
  })
})
