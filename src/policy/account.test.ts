import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filesUnder } from '../../test/files.js'
import { fen, type Ppm, ppm, sum } from '../kernel/money.js'
import {
  type AccountCredit,
  type AccountTerms,
  accountTerms,
  accountYear,
  type InterestMethod,
  pensionerYear,
} from './account.js'
import { loadPolicyBook } from './book.js'

const city = loadPolicyBook(filesUnder(['policies'], /\.yaml$/)).area('999900')

function terms(rate: Ppm, method: InterestMethod): AccountTerms {
  const shipped = accountTerms(city, 2024)
  return { ...shipped, rate: { ...shipped.rate!, value: rate }, method: { ...shipped.method, value: method } }
}

const aCredit = fc.record({
  month: fc.integer({ min: 1, max: 12 }),
  amount: fc.integer({ min: 0, max: 500_000 }).map(fen),
})
const aRate = fc.integer({ min: 0, max: 100_000 }).map(ppm)
const aBalance = fc.integer({ min: 0, max: 100_000_000 }).map(fen)
const aMethod = fc.constantFrom<InterestMethod>('yearly', 'monthlyProduct')
const equal = (amount: number): AccountCredit[] =>
  Array.from({ length: 12 }, (_, index) => ({ month: index + 1, amount: fen(amount) }))

function settled(...[of, input]: Parameters<typeof accountYear>) {
  const year = accountYear(of, input)
  if (year.state !== 'settled') throw new Error('the year awaits its rate')
  return year
}

describe('个人账户一年', () => {
  test('四项恒等：本年末储存额等于上年末储存额、当年记账、两项利息之和', () => {
    fc.assert(
      fc.property(
        aRate,
        aMethod,
        aBalance,
        fc.array(aCredit, { maxLength: 20 }),
        (rate, method, openingBalance, credits) => {
          const year = settled(terms(rate, method), { openingBalance, credits })
          const four = [year.openingBalance, year.yearCredits, year.interestOnOpening, year.interestOnCredits]
          expect(year.closingBalance.value).toBe(sum(four.map(({ value }) => value)))
          expect(year.closingBalance.from.map(({ value }) => value)).toEqual(four.map(({ value }) => value))
        },
      ),
    )
  })

  test('每月记账相等时，两种方法相差不过几分', () => {
    fc.assert(
      fc.property(aRate, fc.integer({ min: 0, max: 500_000 }), (rate, amount) => {
        const input = { openingBalance: fen(0), credits: equal(amount) }
        const [a, b] = [settled(terms(rate, 'yearly'), input), settled(terms(rate, 'monthlyProduct'), input)]
        const apart = Math.abs(a.interestOnCredits.value - b.interestOnCredits.value)
        expect(apart).toBeLessThanOrEqual(Math.ceil((12 * amount * rate * 0.0002) / 1e6) + 1) // |0.5415 − 13/24| < 0.0002
      }),
    )
  })

  test('各月记账不等时，两种方法确实不同（对照）', () => {
    const input = { openingBalance: fen(0), credits: [{ month: 12, amount: fen(1_000_000) }] }
    const [a, b] = [settled(terms(ppm(26_200), 'yearly'), input), settled(terms(ppm(26_200), 'monthlyProduct'), input)]
    expect([a.interestOnCredits.value, b.interestOnCredits.value]).toEqual([14_187, 2_183])
  })

  test('十二月末终止与整年相同；越晚终止利息越多', () => {
    fc.assert(
      fc.property(aRate, aBalance, fc.integer({ min: 1, max: 11 }), (rate, openingBalance, closedAfter) => {
        const of = terms(rate, 'monthlyProduct')
        const [early, later] = [closedAfter, closedAfter + 1].map((month) =>
          settled(of, { openingBalance, credits: [], closedAfter: month }),
        )
        expect(later!.interestOnOpening.value).toBeGreaterThanOrEqual(early!.interestOnOpening.value)
      }),
    )
    const input = { openingBalance: fen(5_000_000), credits: equal(96_000) }
    const [whole, december] = [input, { ...input, closedAfter: 12 }].map((one) =>
      settled(accountTerms(city, 2024), one),
    )
    expect(december!.closingBalance.value).toBe(whole!.closingBalance.value)
  })

  test('终止之后的记账不予办理', () => {
    const input = { openingBalance: fen(0), credits: equal(100), closedAfter: 6 }
    expect(() => accountYear(accountTerms(city, 2024), input)).toThrow('account.credit-after-close')
  })

  test('利率未公布的年份：只有本金，没有利息，也没有猜测', () => {
    const year = accountYear(accountTerms(city, 2026), {
      openingBalance: fen(100),
      credits: [{ month: 1, amount: fen(8) }],
    })
    expect(year.state).toBe('awaitingRate')
    expect(year.principal.value).toBe(108)
    expect([year.interestOnOpening, year.interestOnCredits, year.closingBalance]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(pensionerYear(accountTerms(city, 2026), fen(100), [])).toBeUndefined()
  })

  test('红冲与原记账同月，则利息相抵为零', () => {
    const credits = [
      { month: 3, amount: fen(96_001) },
      { month: 3, amount: fen(-96_001) },
    ]
    const year = settled(accountTerms(city, 2024), { openingBalance: fen(0), credits })
    expect([year.yearCredits.value, year.interestOnCredits.value, year.closingBalance.value]).toEqual([0, 0, 0])
    const negative = settled(accountTerms(city, 2024), { openingBalance: fen(0), credits: credits.slice(1) })
    const positive = settled(accountTerms(city, 2024), { openingBalance: fen(0), credits: credits.slice(0, 1) })
    expect(negative.interestOnCredits.value).toBe(-positive.interestOnCredits.value)
  })

  test('上年末储存额可追到上年的结息', () => {
    const last = settled(accountTerms(city, 2023), { openingBalance: fen(0), credits: equal(96_000) })
    const year = settled(accountTerms(city, 2024), { openingBalance: last.closingBalance, credits: [] })
    expect(year.openingBalance.value).toBe(last.closingBalance.value)
    expect(year.openingBalance.from[0]!.from.map(({ term }) => term)).toContain('interestOnCredits')
  })
})
