import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { filesUnder } from '../../test/files.js'
import { dueFact, paidFact } from '../../test/ledger.js'
import {
  BOOK,
  benefitPaymentFact,
  lifeFact,
  ME,
  opening,
  postedFrom,
  reversalOf,
  transferFact,
} from '../../test/record-facts.js'
import type { Day } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import { type Period, parsePeriod, periodsFrom } from '../kernel/period.js'
import type { AccountClose, Fact, Posted } from '../ledger/fact.js'
import { loadPolicyBook } from '../policy/book.js'
import type { AccountYearRecord } from './account-record.js'
import { closeOf, closesThrough, sameFigures } from './closing.js'
import { findFigure } from './path.js'
import { recordOf } from './record.js'

const TODAY = '2026-03-16' as Day
const of = (facts: readonly Posted<Fact>[], today = TODAY, leafOf?: (posting: string) => number | undefined) =>
  recordOf(facts, BOOK, { today, leafOf })
const pension = (facts: readonly Posted<Fact>[], today = TODAY) => of(facts, today).account

/** closing = opening + interest on opening + credits + interest on credits − paid out − its interest + in − out. */
function isBalanced(year: AccountYearRecord): boolean {
  const { opening, credits, interestOnOpening, interestOnCredits, paidOut, interestOnPaid, movedIn, movedOut } = year
  const plus = [opening, interestOnOpening, credits, interestOnCredits, movedIn].map((part) => part?.value ?? 0)
  const minus = [paidOut, interestOnPaid, movedOut].map((part) => part?.value ?? 0)
  const sum = (parts: readonly number[]) => parts.reduce((all, part) => all + part, 0)
  return year.balance.value === sum(plus) - sum(minus)
}

article(['M14-2(4)', 'M14-6d'], '个人账户的每一年都是一道等式，支出、转移与终止在内', () => {
  const month = fc.constantFrom(...periodsFrom(parsePeriod('2020-01'), parsePeriod('2025-12')))
  const amount = fc.integer({ min: 1, max: 900_000 }).map(fen)
  const movement = fc.oneof(
    fc.tuple(month, amount).map(([at, personToAccount]) => paidFact(ME, at, { personToAccount })),
    fc.tuple(month, amount).map(([at, fromAccount]) => benefitPaymentFact(ME, at, { fromAccount })),
    fc
      .tuple(month, amount, fc.constantFrom('in' as const, 'out' as const))
      .map(([at, toAccount, direction]) => transferFact(ME, at, { toAccount, direction })),
  )
  const life = fc.option(month.map((at) => lifeFact(ME, `${at}-10`)))
  const history = fc
    .tuple(fc.array(movement, { minLength: 1, maxLength: 25 }), life)
    .map(([moves, end]) => postedFrom([...moves, ...(end === null ? [] : [end])]))

  test('任何增减、任何终止：恒等式都成立，上年末接下年初', () => {
    fc.assert(
      fc.property(history, (facts) => {
        for (const { years } of of(facts).accounts) {
          for (const [i, year] of years.entries()) {
            expect(isBalanced(year), JSON.stringify(year.year)).toBe(true)
            if (i > 0) expect(year.opening.value).toBe(years[i - 1]!.balance.value)
          }
        }
      }),
      { numRuns: 80 },
    )
  })

  test('事实先来后到，账户、年限与存疑都不变；更正再改回，不留痕迹', () => {
    const figures = (facts: readonly Posted<Fact>[]) => JSON.stringify({ ...of(facts), registration: undefined })
    const shuffled = history.chain((facts) =>
      fc.tuple(
        fc.constant(facts),
        fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length }),
        fc.nat(),
      ),
    )
    fc.assert(
      fc.property(shuffled, ([facts, other, nth]) => {
        expect(figures(other)).toBe(figures(facts))
        const one = facts[nth % facts.length]!
        const taken = postedFrom([reversalOf(one)], 500)
        const back = postedFrom([reversalOf(taken[0]!)], 600)
        expect(figures([...facts, ...taken, ...back])).toBe(figures(facts))
      }),
      { numRuns: 40 },
    )
  })

  test('领取的钱从账户出，少计相应的利息；退休不终止账户', () => {
    const paid = [...periodsFrom(parsePeriod('2024-01'), parsePeriod('2024-12'))].map((at) =>
      benefitPaymentFact(ME, at, { fromAccount: fen(107_914) }),
    )
    const [year] = pension(postedFrom([opening({ year: 2023, balance: fen(15_000_000) }), ...paid]))
    expect(year).toMatchObject({ paidOut: { value: 1_294_968 }, interestOnPaid: { value: 18_378 } })
    expect(year!.closing!.value).toBe(14_079_654) // 150,000 − 12,949.68 + 3,746.22
  })

  test('死亡：账户于当月终止，只计到当月的利息；其后支付不再计息', () => {
    const facts = [
      opening({ year: 2023, balance: fen(6_000_000) }),
      lifeFact(ME, '2024-06-11'),
      benefitPaymentFact(ME, '2025-02', {
        fromAccount: fen(6_078_600),
        benefitKind: 'survivors',
        item: 'accountReturned',
      }),
    ]
    const [account] = of(postedFrom(facts)).accounts
    expect(account!.ended).toMatchObject({ month: '2024-06', why: 'death' })
    expect(account!.years.map(({ year, balance }) => [year, balance.value])).toEqual([
      [2024, 6_078_600], // 60,000 × 2.62 % × 6/12 = 786.00
      [2025, 0],
    ])
    const alive = of(postedFrom(facts.slice(0, 1))).account[0]!
    expect(alive.interestOnOpening!.value).toBe(157_200) // control
  })

  test('转出：账户终止；再有钱进来，账户接着走', () => {
    const moved = [
      opening({ year: 2023 }),
      transferFact(ME, '2024-05', { direction: 'out', toAccount: fen(5_000_000) }),
    ]
    expect(of(postedFrom(moved)).accounts[0]!.ended).toMatchObject({ why: 'transferredOut' })
    const again = of(postedFrom([...moved, paidFact(ME, '2024-09')])).accounts[0]!
    expect([again.ended, again.years.length]).toEqual([undefined, 3])
  })

  test('居民账户：本人、补贴、代缴都记入；路径各问得到', () => {
    const common = { line: 1, agency: '999901', area: '999900', personId: ME, insurance: '170' }
    const month = { settlementMonth: '2025-06' as Period, contributionMonth: '2025-12' as Period }
    const subsidy: Fact = {
      ...{ ...common, ...month, kind: 'subsidy', subsidyKind: 'government', payer: 'county', document: '' },
      ...{ amount: fen(9_000), toAccount: fen(9_000), arrivalDay: '2025-06-20' as Day },
    }
    const own = { contributionKind: '41', employerId: undefined, employerAmount: fen(0), personAmount: fen(200_000) }
    const paid = paidFact(ME, '2025-12', { ...common, ...month, ...own, personToAccount: fen(200_000) })
    const record = of(postedFrom([paid, subsidy]))
    expect(record.account).toEqual([])
    expect(findFigure(record, 'accounts/170/2025/credits')).toMatchObject({ value: 209_000 })
    expect(findFigure(record, 'subsidy/1/amount')).toMatchObject({ value: 9_000 })
    expect(record.years.resident.value).toBe(12)
    expect(findFigure(record, 'years/total')).toMatchObject({ value: 0 })
  })
})

describe('年度结息', () => {
  const facts = postedFrom([
    opening({ year: 2022 }),
    ...['2023-05', '2024-05', '2025-05'].flatMap((at) => [dueFact(ME, at), paidFact(ME, at)]),
  ])
  const terms = { treeSize: 100, policyDigest: 'p', today: TODAY }
  const closes = closesThrough(facts, BOOK, '110', 2025, terms)
  const leafOf = (posting: string) => Number(posting)
  const kept = postedFrom(closes as Fact[], 80) as Posted<AccountClose>[]

  test('只由事实推导：与记录所示同数；未完的年度没有', () => {
    expect(closes.map(({ year, paidMonths, totalMonths }) => [year, paidMonths, totalMonths])).toEqual([
      [2023, 1, 61],
      [2024, 1, 62],
      [2025, 1, 63],
    ])
    expect(closes.map(({ closing }) => closing)).toEqual(
      pension(facts)
        .slice(0, 3)
        .map(({ closing }) => closing!.value),
    )
    expect(closeOf(facts, BOOK, '110', 2026, terms)).toBeUndefined()
    expect(sameFigures(closes[0]!, closeOf([...facts].reverse(), BOOK, '110', 2023, terms)!)).toBe(true)
  })

  test('盖得住全部记账的结，年度即用它；理由照旧说得出', () => {
    const record = of([...facts, ...kept], TODAY, leafOf)
    expect(record.account.slice(0, 3).map(({ close }) => close)).toEqual(kept.map(({ ref }) => ref))
    const closing = findFigure(record, 'account/2024/closing')!
    expect(closing.fact).toEqual(kept[1]!.ref)
    expect(closing.from.map(({ term }) => term)).toContain('yearCredits')
    expect(record.account.map(({ balance }) => balance.value)).toEqual(
      pension(facts).map(({ balance }) => balance.value),
    )
  })

  test('迟到的事实只重开它触及的年度', () => {
    const late = postedFrom([paidFact(ME, '2024-08')], 150)
    const { account } = of([...facts, ...kept, ...late], TODAY, leafOf)
    expect(account.map(({ close }) => close !== undefined)).toEqual([true, false, false, false])
    expect(account[1]!.closing!.value).toBe(pension([...facts, ...late])[1]!.closing!.value)
    expect(account[1]!.closing!.value).not.toBe(closes[1]!.closing) // control
  })

  test('利率与结息时不同，年度重新推导', () => {
    const changed = loadPolicyBook(
      filesUnder(['policies'], /\.ya?ml$/).map(({ path, text }) => ({
        path,
        text: text.replace(/(since: 2024-01, until: 2024-12, value: )"2\.62"/, '$1"3.00"'),
      })),
    )
    const { account } = recordOf([...facts, ...kept], changed, { today: TODAY, leafOf })
    expect(account.map(({ close }) => close !== undefined)).toEqual([true, false, false, false])
  })
})
