import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filesUnder } from '../../test/files.js'
import { type Explained, given } from '../kernel/explain.js'
import { type Fen, fen } from '../kernel/money.js'
import { type Period, parsePeriod, periodsFrom, plus } from '../kernel/period.js'
import { accountYear } from './account.js'
import { accountTerms } from './account-terms.js'
import { adjustmentOf } from './benefit-adjustment.js'
import { injuryDeathOf, injuryOf } from './benefit-injury.js'
import { maternityOf } from './benefit-maternity.js'
import { residentPensionOf } from './benefit-resident.js'
import { survivorsOf } from './benefit-survivors.js'
import { loadPolicyBook } from './book.js'
import { contributionOf } from './contribution.js'
import { pensionOf } from './pension.js'
import { residentYear } from './resident-year.js'

const book = loadPolicyBook(filesUnder(['policies'], /\.yaml$/))
const city = book.area('999900')
const NAMES = ['national', 'beijing', 'twoBases'] as const

const month = (from: string, through: string): fc.Arbitrary<Period> =>
  fc.constantFrom(...periodsFrom(parsePeriod(from), parsePeriod(through)))
const amount = (most: number) => fc.integer({ min: 1, max: most }).map(fen)

/** Every node once, whatever its depth. */
function nodesOf(roots: readonly Explained[]): Explained[] {
  const seen = new Set<Explained>()
  const todo = [...roots]
  for (let one = todo.pop(); one !== undefined; one = todo.pop()) {
    if (seen.has(one)) continue
    seen.add(one)
    todo.push(...one.from)
  }
  return [...seen]
}

/** The figures of an answer: its explained parts, lists of them included. */
function rootsOf(answer: object): Explained[] {
  return Object.values(answer).flatMap((part: unknown): Explained[] => {
    if (Array.isArray(part)) return part.flatMap((one) => rootsOf({ one }))
    if (typeof part !== 'object' || part === null) return []
    return 'term' in part && 'from' in part ? [part as Explained] : rootsOf(part)
  })
}

const WHOLE_UNITS: ReadonlySet<string> = new Set([
  'fen',
  'ppm',
  'index',
  'months',
  'days',
  'count',
  'tenths',
  'fenMonths',
])

function refuseLooseNodes(answer: object): void {
  const roots = rootsOf(answer)
  expect(roots.length).toBeGreaterThan(0)
  for (const { term, unit, value, basis, parameter, from } of nodesOf(roots)) {
    if (WHOLE_UNITS.has(unit)) expect(Number.isSafeInteger(value), `${term} ${value}`).toBe(true)
    if (basis !== undefined) {
      expect(basis.document.trim(), term).not.toBe('')
      expect(basis.article.trim(), term).not.toBe('')
    }
    if (parameter !== undefined) {
      for (const told of Object.values(parameter)) expect(String(told).trim(), `${term} ${parameter.id}`).not.toBe('')
      expect(Object.keys(parameter).sort()).toEqual(['area', 'basis', 'id', 'since', 'status'])
    }
    if (from.length > 1) expect(basis, `${term} computed without a citation`).toBeDefined()
  }
}

const sumOf = (parts: readonly Explained<Fen>[]) => parts.reduce((all, { value }) => all + value, 0)

const aPension = fc.record({
  formula: fc.constantFrom(...NAMES),
  bases: fc.array(amount(3_000_000), { minLength: 1, maxLength: 80 }),
  deemed: fc.integer({ min: 0, max: 60 }),
  balance: fc.integer({ min: 0, max: 90_000_000 }).map(fen),
})

function pensionBy(
  { formula, bases, deemed, balance }: typeof aPension extends fc.Arbitrary<infer T> ? T : never,
  shuffle = false,
) {
  const area = formula === 'national' ? city : city.overlaid(formulaOf(formula))
  const first = parsePeriod('2018-01')
  const paid = bases.map((base, n) => ({ month: plus(first, n), base }))
  const spans =
    deemed === 0
      ? []
      : [{ from: plus(parsePeriod('1992-10'), -deemed), through: parsePeriod('1992-09'), months: deemed }]
  return pensionOf(area, {
    birth: parsePeriod('1964-12'),
    group: 'man',
    retirement: parsePeriod('2025-01'),
    paid: shuffle ? [...paid].reverse() : paid,
    firstMonth: first,
    deemed: spans,
    accountBalance: given('accountBalance', 'fen', balance),
  })
}

function formulaOf(value: (typeof NAMES)[number]) {
  const [formula, through] = [
    city.parameter('pension.formula')!,
    book.area('110000').parameter('pension.transitional-through')!,
  ]
  return new Map([
    ['pension.formula', { ...formula, versions: formula.versions.map((one) => ({ ...one, value })) }],
    ['pension.transitional-through', through],
  ])
}

describe('推导说明', () => {
  test('浮点数、空的依据、缺项的参数，都会被看出来', () => {
    const leaf = given('declaredWage', 'fen', 1.5 as Fen)
    expect(() => refuseLooseNodes({ leaf })).toThrow('declaredWage 1.5')
    const uncited: Explained = {
      term: 'monthlyPension',
      unit: 'fen',
      value: 2,
      basis: { document: ' ', article: '1' },
      from: [],
    }
    expect(() => refuseLooseNodes({ uncited })).toThrow('monthlyPension')
    const parameter = { id: 'a.b', area: '000000', since: '2020-01', basis: '', status: 'final' } as const
    expect(() => refuseLooseNodes({ one: { ...leaf, value: 1, parameter } })).toThrow('a.b')
  })

  test('养老金：三种公式，整数、依据、参数俱全；各项与进位相加即合计；月份先后不论', () => {
    fc.assert(
      fc.property(aPension, (one) => {
        const pension = pensionBy(one)
        refuseLooseNodes(pension)
        const { basic, account, transitional, rounding, total } = pension
        expect(sumOf([basic, account, transitional, rounding])).toBe(total.value)
        expect(total.value % 10).toBe(0)
        expect(pension.years.value).toBe(one.bases.length + one.deemed)
        const other = pensionBy(one, true)
        expect([other.averageIndex.value, other.total.value]).toEqual([pension.averageIndex.value, total.value])
      }),
      { numRuns: 40 },
    )
  })

  test('应缴：单位、个人、划入都是整分，划入不多于所缴', () => {
    const kinds = fc.constantFrom('110', '210', '310', '410')
    fc.assert(
      fc.property(month('2018-07', '2027-06'), kinds, amount(9_000_000), (at, insurance, wage) => {
        const due = contributionOf(city, {
          ...{ insurance, contributionMonth: at, declaredWage: wage, personKind: 'employee', injuryClass: 3, age: 40 },
        })
        refuseLooseNodes(due)
        expect(due.personToAccount.value).toBeLessThanOrEqual(due.person.value)
        expect(due.employerToAccount.value).toBeLessThanOrEqual(due.employer.value)
      }),
      { numRuns: 60 },
    )
  })

  test('个人账户：各部分合为年末储存额；记账先后不论', () => {
    const entry = fc.record({ month: fc.integer({ min: 1, max: 12 }), amount: amount(500_000) })
    const entries = fc.array(entry, { maxLength: 14 })
    fc.assert(
      fc.property(
        fc.integer({ min: 2018, max: 2025 }),
        entries,
        entries,
        amount(50_000_000),
        (year, credits, paidOut, openingBalance) => {
          const terms = accountTerms(city, year)
          const one = accountYear(terms, { openingBalance, credits, paidOut })
          refuseLooseNodes(one)
          const { interestOnOpening: a, interestOnCredits: b, interestOnPaid: c, closingBalance } = one
          expect(closingBalance?.value).toBe(
            openingBalance + a!.value + one.yearCredits.value + b!.value - one.paidOut.value - c!.value,
          )
          const back = accountYear(terms, {
            openingBalance,
            credits: [...credits].reverse(),
            paidOut: [...paidOut].reverse(),
          })
          expect(back.closingBalance?.value).toBe(closingBalance?.value)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('调整与其他待遇：合计等于各项之和', () => {
    const at = parsePeriod('2025-03')
    fc.assert(
      fc.property(month('1935-01', '1964-06'), amount(2_000_000), fc.nat(500), (birth, money, months) => {
        const before = given('monthlyPension', 'fen', money)
        const adjusted = adjustmentOf(city, { year: 2025, birth, retirement: parsePeriod('2024-06'), before, months })
        refuseLooseNodes(adjusted)
        expect(sumOf([adjusted.fixed, adjusted.byYears, adjusted.byShare, adjusted.byAge])).toBe(adjusted.total.value)
        const resident = residentPensionOf(city, {
          birth,
          from: at,
          yearsPaid: 15 + (months % 20),
          accountBalance: before,
        })
        refuseLooseNodes(resident)
        expect(sumOf([resident.base, resident.account, resident.longPayment])).toBe(resident.total.value)
        refuseLooseNodes(injuryOf(city, 1 + (months % 10), money, at))
        refuseLooseNodes(injuryDeathOf(city, at, money, [{ relation: 'other', isAlone: true }]))
        refuseLooseNodes(survivorsOf(city, { deathMonth: at, months, drawnFrom: birth }))
        const birthLeave = {
          event: 'birth',
          month: at,
          isDifficult: true,
          children: 2,
          employerAverage: money,
        } as const
        refuseLooseNodes(maternityOf(city, birthLeave))
      }),
      { numRuns: 40 },
    )
  })

  test('居民缴费年度：入账等于各方之和', () => {
    const year = residentYear(city, { insurance: '170', year: 2025, grade: fen(50_000), collectiveAid: fen(1) })
    refuseLooseNodes(year)
    expect(sumOf([year.person, year.onBehalf, year.subsidy, year.collectiveAid])).toBe(year.toAccount.value)
  })

  test('死亡时养老金尚未起领的，不因此多得抚恤金', () => {
    const months = 240
    const never = survivorsOf(city, { deathMonth: parsePeriod('2025-03'), months })
    const notYet = survivorsOf(city, { deathMonth: parsePeriod('2025-03'), months, drawnFrom: parsePeriod('2025-04') })
    expect(notYet.grant.value).toBe(never.grant.value)
  })
})
