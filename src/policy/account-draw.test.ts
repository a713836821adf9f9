import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filesUnder } from '../../test/files.js'
import { fen, type Ppm, ppm } from '../kernel/money.js'
import { accountYear } from './account.js'
import { drawn, drawnYear, paidOutOf } from './account-draw.js'
import { recomputedYear } from './account-recompute.js'
import { accountTerms } from './account-terms.js'
import { loadPolicyBook } from './book.js'
import { withInline } from './case-inline.js'

const book = loadPolicyBook(filesUnder(['policies'], /\.yaml$/))
const city = book.area('999900')
const monthly = (amount: number) => Array.from({ length: 12 }, (_, n) => ({ month: n + 1, amount: fen(amount) }))

describe('领取至零', () => {
  test('账户与统筹合为应发；账户不为负，也不透支', () => {
    const amounts = fc.integer({ min: 0, max: 500_000 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000 }).map(fen), amounts, amounts, (opening, due, credit) => {
        const [dues, credits] = [monthly(due), monthly(credit)]
        const months = drawnYear(opening, credits, dues)
        for (const { fromAccount, fromPool } of months) {
          expect(fromAccount.value + fromPool.value).toBe(due)
          expect(Math.min(fromAccount.value, fromPool.value)).toBeGreaterThanOrEqual(0)
        }
        const year = accountYear(accountTerms(city, 2024), {
          openingBalance: opening,
          credits,
          paidOut: paidOutOf(months),
        })
        expect(year.overdrawn).toBe(false)
        expect(year.closingBalance!.value).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 2000 },
    )
  })

  test('不看余额地支付，就会透支（对照）', () => {
    const year = accountYear(accountTerms(city, 2024), {
      openingBalance: fen(300_000),
      credits: [],
      paidOut: monthly(107_914),
    })
    expect([year.overdrawn, year.closingBalance!.value < 0]).toEqual([true, true])
  })

  test('余额已为负的，账户不再支付', () => {
    expect(drawn(fen(-5), fen(100)).fromAccount.value).toBe(0)
    expect(drawn(fen(-5), fen(100)).fromPool.value).toBe(100)
  })
})

describe('暂结与重算', () => {
  const rule = (rate: string) =>
    withInline(
      book,
      { 统筹区: '示例市', 'account.provisional-rate': [{ since: '2026-01', value: rate }] },
      undefined,
      '试算',
    ).area('999900')

  test('待公布的地方没有利率；暂用的地方用最近一次公布的，并注明', () => {
    expect(accountTerms(rule('none'), 2026).rate).toBeUndefined()
    const terms = accountTerms(rule('lastPublished'), 2026)
    expect([terms.rate?.value, terms.provisional]).toEqual([15_000, true])
    expect(terms.rate?.from.map(({ parameter }) => parameter?.id)).toEqual([
      'account.provisional-rate',
      'pension.notional-rate',
    ])
    expect(accountTerms(rule('lastPublished'), 2027).rate?.value).toBe(15_000)
    expect(accountTerms(rule('lastPublished'), 2024).provisional).toBe(false)
  })

  test('公布之前的年份不用以后的利率；从来没有公布的账户没有利率可暂用', () => {
    expect(accountTerms(rule('lastPublished'), 2015).rate).toBeUndefined()
    expect(accountTerms(rule('lastPublished').under(book.area('000000')), 2026, '310').rate).toBeUndefined()
  })

  test('重算的差额等于按公布利率结的与暂结的之差；仍未公布则无', () => {
    const before = accountTerms(rule('lastPublished'), 2026)
    const input = { openingBalance: fen(5_000_000), credits: monthly(96_000) }
    const year = accountYear(before, input)
    expect(year.state).toBe('provisional')
    const closing = year.closingBalance!.value
    expect(recomputedYear(before, input, { closing, terms: before })).toBeUndefined()
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90_000 }).map(ppm), (rate: Ppm) => {
        const { parameter } = accountTerms(city, 2024).rate!
        const terms = { ...before, provisional: false, rate: { ...given, value: rate, parameter } }
        const { year: after, difference } = recomputedYear(terms, input, { closing, terms: before })!
        expect(after.state).toBe('settled')
        expect(difference.value).toBe(after.closingBalance!.value - closing)
        expect(Math.sign(difference.value)).toBe(Math.sign(rate - 15_000))
      }),
    )
  })
})

const given = { term: 'notionalRate', unit: 'ppm', from: [] } as const
