import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { filesUnder } from '../../test/files.js'
import { parseDay, plusDays } from '../kernel/day.js'
import type { Explained } from '../kernel/explain.js'
import { type Fen, fen } from '../kernel/money.js'
import { parsePeriod, periodsFrom, plus } from '../kernel/period.js'
import type { Refusal } from '../kernel/refusal.js'
import type { Insurance } from '../kernel/terms.js'
import { loadPolicyBook } from './book.js'
import { type Amounts, type Charge, SIDES } from './charge.js'
import { CONTRIBUTION_KINDS, type ContributionKind, findContributionKind } from './charge-kinds.js'
import { chargeOf } from './charge-of.js'
import { standingOf } from './charge-standing.js'
import { type Contribution, type ContributionInput, contributionOf } from './contribution.js'
import { insurancesCharged } from './levy.js'

const book = loadPolicyBook(filesUnder(['policies'], /\.yaml$/))
const city = book.area('999900')
const months = [...periodsFrom(parsePeriod('2018-07'), parsePeriod('2026-06'))]

const amount = fc.integer({ min: 0, max: 5_000_000 }).map(fen)
const wage = fc.integer({ min: 0, max: 10_000_000 }).map(fen)
const kindOfPerson = fc.constantFrom('employee' as const, 'institution' as const)
const anInput = fc
  .tuple(fc.constantFrom(...months), wage, kindOfPerson, fc.integer({ min: 1, max: 8 }))
  .chain(([contributionMonth, declaredWage, personKind, injuryClass]) =>
    fc
      .constantFrom(...insurancesCharged(city, contributionMonth, personKind))
      .map((insurance): ContributionInput => ({ insurance, contributionMonth, declaredWage, personKind, injuryClass })),
  )

const amountsOf = (one: Record<keyof Amounts, Explained<Fen>>): Amounts => ({
  employer: one.employer.value,
  person: one.person.value,
  employerToAccount: one.employerToAccount.value,
  personToAccount: one.personToAccount.value,
})
const added = (before: Amounts, charges: readonly Charge[]): Amounts =>
  charges.reduce<Amounts>((all, one) => {
    const more = amountsOf(one)
    return {
      employer: fen(all.employer + more.employer),
      person: fen(all.person + more.person),
      employerToAccount: fen(all.employerToAccount + more.employerToAccount),
      personToAccount: fen(all.personToAccount + more.personToAccount),
    }
  }, before)
const due = (input: ContributionInput): Contribution => contributionOf(city, input)

article('M14-6d', '各种缴费类型的应缴都由规则算出', () => {
  test('补差加原应缴，正好是重新核定的应缴；补的不负，退的不正', () => {
    fc.assert(
      fc.property(anInput, fc.tuple(amount, amount, amount, amount), (input, [a, b, c, d]) => {
        const before: Amounts = { employer: a, person: b, employerToAccount: c, personToAccount: d }
        const charges = chargeOf(city, '13', { ...input, before })
        const money = (side: 'employer' | 'person') => charges.map((one) => [one.kind, one[side].value] as const)
        for (const [kind, value] of [...money('employer'), ...money('person')]) {
          expect(kind === '18' ? value <= 0 : value >= 0).toBe(true)
        }
        expect(added(before, charges)).toEqual(amountsOf(due(input)))
      }),
    )
  })

  test('基数改了又改回，一分不留', () => {
    fc.assert(
      fc.property(anInput, wage, (input, otherWage) => {
        const first = amountsOf(due(input))
        const there = added(first, chargeOf(city, '13', { ...input, declaredWage: otherWage, before: first }))
        const back = added(there, chargeOf(city, '13', { ...input, before: there }))
        expect(back).toEqual(first)
        expect(chargeOf(city, '13', { ...input, before: back })).toEqual([])
      }),
    )
  })

  test('一年分给两个单位，个人各项之和不变', () => {
    const year = [...periodsFrom(parsePeriod('2025-01'), parsePeriod('2025-12'))]
    fc.assert(
      fc.property(wage, fc.integer({ min: 0, max: 12 }), (declaredWage, changed) => {
        const total = (kinds: (n: number) => 'enterprise' | 'individualBusiness') =>
          year.reduce<Amounts>(
            (all, contributionMonth, n) => {
              const more = { employerKind: kinds(n), personKind: 'employee' as const }
              return added(all, chargeOf(city, '1', { ...more, insurance: '110', contributionMonth, declaredWage }))
            },
            { employer: fen(0), person: fen(0), employerToAccount: fen(0), personToAccount: fen(0) },
          )
        expect(total((n) => (n < changed ? 'enterprise' : 'individualBusiness'))).toEqual(total(() => 'enterprise'))
      }),
    )
  })

  test('补收与当时应缴相同，只是起息晚', () => {
    fc.assert(
      fc.property(anInput, fc.integer({ min: 1, max: 24 }), (input, later) => {
        const settlementMonth = plus(input.contributionMonth, later)
        const [then] = chargeOf(city, '1', input)
        const [now] = chargeOf(city, '2', { ...input, settlementMonth })
        for (const side of SIDES) expect(now![side].value).toBe(then![side].value)
        expect([then!.interestFrom.value, now!.interestFrom.value]).toEqual([input.contributionMonth, settlementMonth])
      }),
    )
  })

  test('每一行说得出理由：补差说出新旧两数，起息说出规则', () => {
    const before = { employer: fen(1), person: fen(1), employerToAccount: fen(0), personToAccount: fen(1) }
    const input = { insurance: '110' as Insurance, declaredWage: fen(800_000), personKind: 'employee' as const, before }
    const month = { contributionMonth: parsePeriod('2025-07'), settlementMonth: parsePeriod('2025-09') }
    const [one] = chargeOf(city, '13', { ...input, ...month })
    expect(one!.employer.from.map(({ term }) => term)).toEqual(['employerContribution', 'dueBefore'])
    expect(one!.interestFrom.from[0]).toMatchObject({ parameter: { id: 'account.back-pay-interest' } })
  })
})

article('M14-2(2)', '补贴与代缴另列，不是改了的缴费', () => {
  test('居民定额：个人所缴与他人所缴分开，合起来才是入账的全部', () => {
    const settlementMonth = parsePeriod('2025-10')
    const asked = { insurance: '170', year: 2025, grade: fen(50_000), onBehalf: 'destitute', settlementMonth } as const
    const [one] = chargeOf(city, '41', asked)
    expect([one!.person.value, one!.subsidy!.onBehalf.value, one!.subsidy!.government.value]).toEqual([
      20_000, 30_000, 8_000,
    ])
    expect([one!.personToAccount.value, one!.subsidy!.toAccount.value]).toEqual([20_000, 38_000])
    expect(one!.contributionMonth).toBe('2025-12')
  })

  test('年度过后才缴的是补缴年度，没有补贴', () => {
    const asked = { insurance: '170', year: 2024, grade: fen(50_000) } as const
    const subsidy = (month: string) =>
      chargeOf(city, '41', { ...asked, settlementMonth: parsePeriod(month) })[0]!.subsidy!.government.value
    expect([subsidy('2024-12'), subsidy('2025-01')]).toEqual([8_000, 0])
  })

  test.each([
    ['110', false, [80_000, 0, 0]],
    ['170', false, [80_000, 0, 80_000]],
    ['170', true, [0, 80_000, 80_000]],
  ] as const)('补助记录 %s，代缴 %s', (insurance, onBehalf, expected) => {
    const month = { contributionMonth: parsePeriod('2025-05'), amount: fen(80_000) }
    const [one] = chargeOf(city, '31', { insurance, onBehalf, ...month })
    const { government, onBehalf: instead, toAccount } = one!.subsidy!
    expect([government.value, instead.value, toAccount.value]).toEqual(expected)
    expect(SIDES.map((side) => one![side].value)).toEqual([0, 0, 0, 0])
  })
})

describe('缴费类型', () => {
  test('代码前的零不算；不在表中的没有', () => {
    expect(['1', '01', '18', '041', '5', '0', ''].map(findContributionKind)).toEqual([
      ...['1', '1', '18', '41'],
      ...[undefined, undefined, undefined],
    ])
  })

  test('每一类都算得出，或说得出为什么不算', () => {
    const before = { employer: fen(0), person: fen(0), employerToAccount: fen(0), personToAccount: fen(0) }
    const wageInput = { insurance: '110' as Insurance, declaredWage: fen(800_000), personKind: 'employee' as const }
    const settled = parsePeriod('2025-08')
    const monthOf = { same: 0, earlier: -1, later: 1, notLater: 0, any: 0 } as const
    for (const kind of Object.keys(CONTRIBUTION_KINDS) as ContributionKind[]) {
      const { computing, timing } = CONTRIBUTION_KINDS[kind]
      const contributionMonth = plus(settled, monthOf[timing])
      const input = { ...wageInput, contributionMonth, settlementMonth: settled, before, paid: before, amount: fen(1) }
      const fixed = { insurance: '170', year: 2025, grade: fen(50_000), settlementMonth: settled } as const
      const ask = () => chargeOf(city, kind, computing === 'fixed' ? fixed : input)
      if (computing === 'notComputed') expect(ask).toThrow('charge.kind-not-computed')
      else expect(ask().length).toBe(1)
    }
  })
})

test('不予办理说出哪一方、哪一类，中英文各自成句', () => {
  const month = { insurance: '110' as Insurance, contributionMonth: parsePeriod('2025-05') }
  const paid = { employer: fen(100), person: fen(50), employerToAccount: fen(0), personToAccount: fen(50) }
  const said = (ask: () => unknown): string[] => {
    try {
      ask()
      return []
    } catch (error) {
      return (['zh', 'en'] as const).map((language) => (error as Refusal).say(language))
    }
  }
  const refund = said(() => chargeOf(city, '18', { ...month, paid, refund: { ...paid, person: fen(51) } }))
  expect(refund).toEqual([
    '个人退收 0.51 元，多于该月实缴的 0.50 元。请核对退收金额。',
    'The refund of 0.51 yuan (person) is more than the 0.50 yuan that were paid for the month.',
  ])
  const wageInput = { ...month, declaredWage: fen(800_000), personKind: 'employee' as const }
  const [zh, en] = said(() => chargeOf(city, '12', { ...wageInput, settlementMonth: parsePeriod('2025-05') }))
  expect(zh).toContain('预缴的对应费款所属期应晚于费款所属期（2025-05）')
  expect(en).toContain('“prepaid” must be after the settlement month 2025-05')
})

describe('足额与否', () => {
  const both = fc.record({ employer: amount, person: amount })

  test('计入月份，当且仅当双方都足额且有应缴', () => {
    fc.assert(
      fc.property(both, both, (owed, paid) => {
        const { counts, arrears, over } = standingOf(owed, paid)
        const full = paid.employer >= owed.employer && paid.person >= owed.person
        expect(counts).toBe(full && owed.employer + owed.person + over.employer + over.person > 0)
        expect(arrears.employer - over.employer).toBe(owed.employer - paid.employer)
        expect(arrears.person - over.person).toBe(owed.person - paid.person)
      }),
    )
  })

  test('缓缴只在期内免作欠缴；期外与没有缓缴一样', () => {
    const deferral = { from: parseDay('2025-03-01'), through: parseDay('2025-08-31') }
    fc.assert(
      fc.property(both, both, fc.integer({ min: -400, max: 400 }), (owed, paid, days) => {
        const on = plusDays(deferral.from, days)
        const [within, without] = [standingOf(owed, paid, deferral, on), standingOf(owed, paid)]
        const inside = deferral.from <= on && on <= deferral.through
        if (!inside || without.counts || without.state === 'notDue') expect(within).toEqual(without)
        else expect([within.state, within.counts, within.arrears.employer]).toEqual(['deferred', false, 0])
      }),
    )
  })
})
