import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filesUnder } from '../../test/files.js'
import { fen } from '../kernel/money.js'
import { parsePeriod, periodsFrom, plus } from '../kernel/period.js'
import { loadPolicyBook } from './book.js'
import { type CountedYears, contributionYears, type YearsInput } from './years.js'
import type { DeemedStretch } from './years-deemed.js'
import type { PlacedMonth } from './years-duplicate.js'

const city = loadPolicyBook(filesUnder(['policies'], /\.yaml$/)).area('999900')
const [FIRST, AT] = [parsePeriod('2000-01'), parsePeriod('2030-12')]
const month = fc.integer({ min: 0, max: 240 }).map((n) => plus(FIRST, n))

const aPaid: fc.Arbitrary<PlacedMonth> = fc.record({
  contributionMonth: month,
  paidInFull: fc.boolean(),
  place: fc.constantFrom('甲市', '乙市', '丙市'),
  lumpSum: fc.boolean(),
  toAccount: fc.integer({ min: 0, max: 50_000 }).map(fen),
})
const aStretch: fc.Arbitrary<DeemedStretch> = fc
  .record({
    kind: fc.constantFrom('continuousService', 'military', 'publicService', 'hazardousConversion', 'other'),
    from: month,
    length: fc.integer({ min: 1, max: 36 }),
    document: fc.constantFrom('核定表', ''),
  })
  .map(({ from, length, ...rest }) => ({ ...rest, from, through: plus(from, length - 1), months: length }))
const anInput: fc.Arbitrary<YearsInput> = fc.record({
  paid: fc.array(aPaid, { maxLength: 60 }),
  resident: fc.array(fc.record({ contributionMonth: month, paidInFull: fc.boolean() }), { maxLength: 30 }),
  deemed: fc.array(aStretch, { maxLength: 4 }),
  at: fc.constant(AT),
})

function figures({ actual, lumpSum, deemed, converted, total, resident, ...rest }: CountedYears) {
  const { residentRefunds, interruptions, duplicates } = rest
  return {
    ...{ actual: actual.value, lumpSum: lumpSum.value, deemed: deemed.value, converted: converted.value },
    ...{ total: total.value, resident: resident.value, residentRefunds, interruptions, duplicates },
  }
}

describe('缴费年限', () => {
  test('一个自然月只计一次：实际、趸缴、视同合起来不多于经历的月份', () => {
    fc.assert(
      fc.property(anInput, (input) => {
        const { actual, lumpSum, deemed } = figures(contributionYears(city, input))
        const lived = new Set([
          ...input.paid.filter(({ paidInFull }) => paidInFull).map(({ contributionMonth }) => contributionMonth),
          ...(input.deemed ?? [])
            .filter(({ document, kind }) => document !== '' && kind !== 'hazardousConversion')
            .flatMap(({ from, through }) => [...periodsFrom(from, through)]),
        ])
        expect(actual + lumpSum + deemed).toBeLessThanOrEqual(lived.size)
      }),
      { numRuns: 2000 },
    )
  })

  test('事实的先后不改变任何一个数', () => {
    fc.assert(
      fc.property(anInput, fc.infiniteStream(fc.nat()), (input, order) => {
        const turned = <T>(list: readonly T[] = []) =>
          list
            .map((one) => ({ one, key: order.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ one }) => one)
        const other = {
          ...input,
          paid: turned(input.paid),
          resident: turned(input.resident),
          deemed: turned(input.deemed),
        }
        expect(figures(contributionYears(city, other))).toEqual(figures(contributionYears(city, input)))
      }),
      { numRuns: 1000 },
    )
  })

  test('多缴一个月不会使年限变短；重复一笔没有影响', () => {
    fc.assert(
      fc.property(anInput, aPaid, (input, more) => {
        const before = figures(contributionYears(city, input))
        const after = figures(contributionYears(city, { ...input, paid: [...input.paid, more] }))
        expect(after.total).toBeGreaterThanOrEqual(before.total)
        const again = {
          ...input,
          paid: [...input.paid, ...input.paid.slice(0, 1).map((one) => ({ ...one, toAccount: fen(0) }))],
        }
        expect(figures(contributionYears(city, again))).toEqual(before)
      }),
      { numRuns: 1000 },
    )
  })

  test('一年分在两地缴，与在一地缴，年限相同', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 11 }), (k) => {
        const year = (places: (n: number) => string): PlacedMonth[] =>
          Array.from({ length: 12 }, (_, n) => ({
            contributionMonth: plus(FIRST, n),
            paidInFull: true,
            place: places(n),
          }))
        const [one, two] = [year(() => '甲市'), year((n) => (n < k ? '甲市' : '乙市'))]
        const [a, b] = [one, two].map((paid) => figures(contributionYears(city, { paid, at: AT })))
        expect(b).toEqual(a)
      }),
    )
  })

  test('居民的月份从不进入累计', () => {
    fc.assert(
      fc.property(anInput, (input) => {
        const { resident: _, ...without } = input
        expect(figures(contributionYears(city, input)).total).toBe(figures(contributionYears(city, without)).total)
      }),
    )
  })

  test('重复的月份：保留一地，其余各地退回划入账户的金额', () => {
    const at = (place: string, toAccount: number): PlacedMonth => ({
      ...{ contributionMonth: FIRST, paidInFull: true, place, toAccount: fen(toAccount) },
    })
    const paid = [at('甲市', 100), at('乙市', 80), at('乙市', 5)]
    const { duplicates } = contributionYears(city, { paid, agreedPlaces: ['甲市'], at: AT })
    expect(duplicates).toEqual([
      { month: FIRST, kept: '甲市', agreed: true, refunded: [{ place: '乙市', toAccount: 85 }] },
    ])
    expect(contributionYears(city, { paid, at: AT }).duplicates[0]!.agreed).toBe(false)
  })

  test('说明里有逐月的事实和没有证明的期间', () => {
    const fact = { posting: '7', ordinal: 1 }
    const stretch: DeemedStretch = {
      kind: 'military',
      from: FIRST,
      through: plus(FIRST, 11),
      months: 12,
      document: ' ',
    }
    const years = contributionYears(city, {
      paid: [{ contributionMonth: FIRST, paidInFull: true, place: '', fact }],
      deemed: [stretch],
      at: AT,
    })
    expect(years.actual.from).toMatchObject([{ term: 'monthCounted', value: FIRST, fact }])
    expect([years.deemed.value, years.undocumented]).toEqual([0, [stretch]])
    expect(years.total.from.map(({ term }) => term)).toEqual(['actualMonths', 'deemedMonths'])
  })
})
