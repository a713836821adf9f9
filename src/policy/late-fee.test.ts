import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { filesUnder } from '../../test/files.js'
import { type Day, daysBetween, parseDay, plusDays } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import { loadPolicyBook } from './book.js'
import { lateDays, lateFee } from './late-fee.js'

const book = loadPolicyBook(filesUnder(['policies'], /\.yaml$/))
const nation = book.area('000000')
const CHANGE = parseDay('2011-07-01')
const aDay = fc.integer({ min: 0, max: 9_000 }).map((n) => plusDays(parseDay('2001-01-01'), n))
const arrears = fc.integer({ min: 0, max: 1_000_000_000 }).map(fen)

/** Day by day, in ten-thousandths of a fen's thousandths: nothing is shared with the rule but the two rates. */
function dayByDay(owed: number, lastDay: Day, paidDay: Day, isFree: (day: Day) => boolean): number {
  let weight = 0n
  for (let day = plusDays(lastDay, 1); day <= paidDay; day = plusDays(day, 1)) {
    if (!isFree(day)) weight += day < CHANGE ? 20n : 5n
  }
  return Number((BigInt(owed) * weight * 2n + 10_000n) / 20_000n)
}

article('M14-6d', '滞纳金由规则逐日算出', () => {
  test('与逐日相加相同', () => {
    fc.assert(
      fc.property(arrears, aDay, fc.integer({ min: 0, max: 1_500 }), (owed, lastDay, late) => {
        const paidDay = plusDays(lastDay, late)
        const fee = lateFee(nation, { arrears: owed, lastDay, paidDay })
        expect(fee.value).toBe(dayByDay(owed, lastDay, paidDay, () => false))
      }),
      { numRuns: 60 },
    )
  })

  test('缓缴期内的日子一天不计，其外一天不少', () => {
    const spans = fc.tuple(aDay, fc.integer({ min: 0, max: 300 }), fc.integer({ min: -200, max: 300 }), fc.nat(300))
    fc.assert(
      fc.property(arrears, spans, (owed, [lastDay, late, start, length]) => {
        const paidDay = plusDays(lastDay, late)
        const deferral = { from: plusDays(lastDay, start), through: plusDays(lastDay, start + length) }
        const isFree = (day: Day) => deferral.from <= day && day <= deferral.through
        const input = { arrears: owed, lastDay, paidDay, deferral }
        expect(lateFee(nation, input).value).toBe(dayByDay(owed, lastDay, paidDay, isFree))
      }),
      { numRuns: 60 },
    )
  })

  test('迟一日不少于早一日；不迟则无', () => {
    fc.assert(
      fc.property(arrears, aDay, fc.integer({ min: -50, max: 200 }), (owed, lastDay, late) => {
        const fee = (days: number) =>
          lateFee(nation, { arrears: owed, lastDay, paidDay: plusDays(lastDay, days) }).value
        expect(fee(late + 1)).toBeGreaterThanOrEqual(fee(late))
        if (late <= 0) expect(fee(late)).toBe(0)
      }),
      { numRuns: 60 },
    )
  })
})

describe('滞纳金的理由', () => {
  test('跨过费率变动的，两段各有天数与费率，依据各自的条文', () => {
    const input = { arrears: fen(1_000_000), lastDay: parseDay('2011-06-15'), paidDay: parseDay('2011-07-20') }
    const { from, value, basis } = lateFee(nation, input)
    expect(value).toBe(40_000) // 1万元：15 日 × 0.2% + 20 日 × 0.05%
    expect(basis).toEqual({ document: '社会保险法', article: '86' })
    expect(from.map(({ term, value: one }) => [term, one])).toEqual([
      ['arrearsAmount', 1_000_000],
      ...[
        ['lateDays', 15],
        ['lateFeeRate', 2_000],
      ],
      ...[
        ['lateDays', 20],
        ['lateFeeRate', 500],
      ],
      ['rounding', 'halfUp'],
    ])
    expect(lateDays(input)).toBe(daysBetween(input.lastDay, input.paidDay))
  })
})
