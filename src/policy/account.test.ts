import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filesUnder } from '../../test/files.js'
import { fen, type Ppm, ppm, sum } from '../kernel/money.js'
import { accountYear } from './account.js'
import type { AccountCredit, InterestMethod } from './account-interest.js'
import { type AccountTerms, accountTerms } from './account-terms.js'
import { loadPolicyBook } from './book.js'

const city = loadPolicyBook(filesUnder(['policies'], /\.yaml$/)).area('999900')

function terms(rate: Ppm, method: InterestMethod): AccountTerms {
  const shipped = accountTerms(city, 2024)
  return { ...shipped, rate: { ...shipped.rate!, value: rate }, method: { ...shipped.method, value: method } }
}

const _aCredit = fc.record({
  month: fc.integer({ min: 1, max: 12 }),
  amount: fc.integer({ min: 0, max: 500_000 }).map(fen),
})
const aRate = fc.integer({ min: 0, max: 100_000 }).map(ppm)
const aBalance = fc.integer({ min: 0, max: 100_000_000 }).map(fen)
const aMethod = fc.constantFrom<InterestMethod>('yearly', 'monthlyProduct')
const NO_INTEREST = { term: 'backInterest', unit: 'fen', from: [] } as const
const equal = (amount: number): AccountCredit[] =>
  Array.from({ length: 12 }, (_, index) => ({ month: index + 1, amount: fen(amount) }))

function settled(...[of, input]: Parameters<typeof accountYear>) {
  const year = accountYear(of, input)
  if (year.state === 'awaitingRate') throw new Error('the year awaits its rate')
  return year
}

describe('个人账户一年', () => {
  const aMove = fc.record({
    month: fc.integer({ min: 1, max: 12 }),
    amount: fc.integer({ min: -50_000, max: 500_000 }).map(fen),
  })
  /** Credits may bear interest from another month than that of their entry, or bring interest of earlier years. */
  const aBearing = fc
    .record({
      ...{ move: aMove, bearsFrom: fc.option(fc.integer({ min: 1, max: 13 }), { nil: undefined }) },
      back: fc.nat(9_999),
    })
    .map(({ move, bearsFrom, back }) =>
      bearsFrom === undefined ? move : { ...move, bearsFrom, back: { ...NO_INTEREST, value: fen(back) } },
    )
  const someMoves = fc.array(aMove, { maxLength: 6 })
  const anyYear = fc
    .record({
      ...{
        rate: aRate,
        method: aMethod,
        openingBalance: aBalance,
        credits: fc.array(aBearing, { maxLength: 6 }),
        paidOut: someMoves,
      },
      ...{
        movedIn: someMoves,
        movedOut: someMoves,
        closedAfter: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
      },
    })
    .map(({ closedAfter, ...year }) => {
      const last = closedAfter ?? 12
      const within = (moves: AccountCredit[]) => moves.map((one) => ({ ...one, month: Math.min(one.month, last) }))
      const early = { credits: within(year.credits), movedIn: within(year.movedIn) }
      return { ...year, ...early, ...(closedAfter === undefined ? {} : { closedAfter }) }
    })

  /** The identity of every account-year; the control hands it another closing. */
  function holds(year: ReturnType<typeof settled>, closing: number): boolean {
    const plus = [year.openingBalance, year.interestOnOpening, year.yearCredits, year.interestOnCredits, year.movedIn]
    const minus = [year.paidOut, year.interestOnPaid, year.movedOut]
    const total = (parts: typeof plus) => sum(parts.map(({ value }) => value))
    return closing === total(plus) - total(minus)
  }

  test('恒等：储存额等于上年末、记账、转入与两项利息之和，减支出、转出与冲减的利息', () => {
    fc.assert(
      fc.property(anyYear, ({ rate, method, ...input }) => {
        const year = settled(terms(rate, method), input)
        expect(holds(year, year.closingBalance.value)).toBe(true)
        expect(year.closingBalance.from.map(({ value }) => value)).toHaveLength(8)
      }),
      { numRuns: 3000 },
    )
  })

  test('恒等能被打破（对照）：差一分即不成立', () => {
    const year = settled(accountTerms(city, 2024), { openingBalance: fen(5_000_000), credits: equal(96_000) })
    expect([0, 1, -1].map((off) => holds(year, year.closingBalance.value + off))).toEqual([true, false, false])
  })

  test('增减的先后不改变结果；更正又改回，不留痕迹', () => {
    const figures = (year: ReturnType<typeof settled>) =>
      [year.interestOnOpening, year.interestOnCredits, year.interestOnPaid, year.closingBalance].map(
        ({ value }) => value,
      )
    fc.assert(
      fc.property(anyYear, aMove, ({ rate, method, ...input }, wrong) => {
        const of = terms(rate, method)
        const plain = figures(settled(of, input))
        const turned = { ...input, credits: [...input.credits].reverse(), paidOut: [...input.paidOut].reverse() }
        expect(figures(settled(of, turned))).toEqual(plain)
        const month = Math.min(wrong.month, input.closedAfter ?? 12)
        const [entered, reversed] = [wrong.amount, -wrong.amount].map((amount) => ({ month, amount: fen(amount) }))
        expect(figures(settled(of, { ...input, credits: [entered!, ...input.credits, reversed!] }))).toEqual(plain)
      }),
      { numRuns: 1000 },
    )
  })

  test('记账越多，储存额越大；越早记账，利息不会更少', () => {
    fc.assert(
      fc.property(
        anyYear,
        fc.integer({ min: 1, max: 500_000 }),
        fc.integer({ min: 2, max: 12 }),
        (any, more, month) => {
          const { rate, method, ...input } = any
          const of = terms(rate, method)
          const last = Math.min(month, input.closedAfter ?? 12)
          const withCredit = (at: number) =>
            settled(of, { ...input, credits: [...input.credits, { month: at, amount: fen(more) }] }).closingBalance
              .value
          expect(withCredit(last)).toBeGreaterThan(settled(of, input).closingBalance.value)
          expect(withCredit(Math.max(1, last - 1))).toBeGreaterThanOrEqual(withCredit(last))
        },
      ),
      { numRuns: 1000 },
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
