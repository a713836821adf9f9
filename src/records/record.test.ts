import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { filesUnder } from '../../test/files.js'
import { dueFact, paidFact } from '../../test/ledger.js'
import type { Day } from '../kernel/day.js'
import type { Explained } from '../kernel/explain.js'
import { type Fen, fen, sum } from '../kernel/money.js'
import { type Period, parsePeriod, periodsFrom } from '../kernel/period.js'
import type { Due, Enrolment, Fact, OpeningBalance, Paid, Posted } from '../ledger/fact.js'
import { loadPolicyBook } from '../policy/book.js'
import { findFigure, rowPath } from './path.js'
import { recordOf } from './record.js'
import type { RightsRecord } from './rights-record.js'

const BOOK = loadPolicyBook(filesUnder(['policies'], /\.ya?ml$/))
const ASOF = { today: '2026-03-16' as Day }
const ME = '5'

/** Each fact in a posting of its own, in the order given. */
function posted(facts: readonly Fact[], from = 1): Posted<Fact>[] {
  return facts.map((fact, i) => ({ ...fact, ref: { posting: String(from + i), ordinal: 0 } }))
}

/** 红冲：the same row with negated amounts, naming the row it cancels. */
function reversalOf({ ref, ...fact }: Posted<Fact>): Fact {
  const negated = Object.fromEntries(
    Object.entries(fact).map(([key, value]) => [key, typeof value === 'number' && key !== 'line' ? -value : value]),
  )
  return { ...negated, reverses: ref } as unknown as Fact
}

const of = (facts: readonly Posted<Fact>[], asOf: Parameters<typeof recordOf>[2] = ASOF) => recordOf(facts, BOOK, asOf)
const pension = (record: RightsRecord) => record.insurances.find(({ insurance }) => insurance === '110')!
const actualMonths = (record: RightsRecord) => pension(record).months!.actual.value
const opening = (change: Partial<OpeningBalance> = {}): OpeningBalance => ({
  ...{ kind: 'openingBalance', line: 1, agency: '999901', area: '999900', personId: ME, insurance: '110' },
  ...{ year: 2022, balance: fen(5_000_000), actualMonths: 60 },
  ...change,
})
const enrolment = (change: Partial<Enrolment> = {}): Enrolment => ({
  ...{ kind: 'enrolment', line: 1, agency: '999901', area: '999900', personId: ME, insurance: '110', employerId: '7' },
  ...{ change: 'enrol', fromMonth: parsePeriod('2023-01'), reason: '11', personKind: 'employee' },
  ...change,
})

/** Every figure of a record, without where it comes from: what corrections and splits must leave alone. */
function figuresOf(record: RightsRecord): unknown {
  const value = (figure: Explained | undefined) => figure?.value
  return {
    insurances: record.insurances.map(({ insurance, rows, years, months }) => ({
      insurance,
      rows: rows.map((row) => ({
        ...{ path: rowPath(row), state: row.state, paidInFull: row.paidInFull, backPay: row.backPay },
        base: row.base.value,
        sides: [row.dueEmployer, row.duePerson, row.paidEmployer, row.paidPerson].map(value),
        apart: [row.arrears, row.difference].map(value),
      })),
      years: years.map((one) => [
        one.year,
        ...[one.paidMonths, one.arrearsMonths, one.employer, one.person].map(value),
      ]),
      months: [value(months?.actual), value(months?.arrears)],
    })),
    account: record.account.map((one) => [
      ...[one.year, one.state],
      ...[one.opening, one.credits, one.interestOnOpening, one.interestOnCredits, one.closing, one.balance].map(value),
    ]),
  }
}

const MONTHS = [...periodsFrom(parsePeriod('2023-01'), parsePeriod('2026-02'))]
const aLife = fc
  .array(
    fc.record({
      month: fc.constantFrom(...MONTHS),
      insurance: fc.constantFrom('110', '210'),
      employerId: fc.constantFrom('7', '8'),
      late: fc.constantFrom(0, 0, 0, 1),
      paid: fc.constantFrom('full', 'full', 'part', 'none', 'alone'),
      amount: fc.integer({ min: 2, max: 300_000 }),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map((months) => {
    const facts = months.flatMap(({ month, insurance, employerId, late, paid, amount }): Fact[] => {
      const settlementMonth = (late === 0 ? month : '2026-02') as Period
      const sides = { employerAmount: fen(amount * 2), personAmount: fen(amount), personToAccount: fen(amount) }
      const shared = { insurance, employerId, settlementMonth, ...sides }
      const short = paid === 'part' ? { personAmount: fen(amount - 1), personToAccount: fen(amount - 1) } : {}
      return [
        ...(paid === 'alone' ? [] : [dueFact(ME, month, shared)]),
        ...(paid === 'none' ? [] : [paidFact(ME, month, { ...shared, ...short })]),
      ]
    })
    return posted(facts)
  })
const paidsIn = (facts: readonly Posted<Fact>[]) => facts.filter((fact) => fact.kind === 'paid') as Posted<Paid>[]
const withPaid = aLife.filter((facts) => paidsIn(facts).length > 0)

article(['M14-2(4)', 'M14-6d'], '年限与个人账户只由事实推导：同样的事实，同样的数字', () => {
  test('事实先来后到，数字与理由都不变', () => {
    const shuffled = aLife.chain((facts) => fc.tuple(fc.constant(facts), fc.shuffledSubarray(facts, sameLength(facts))))
    fc.assert(
      fc.property(shuffled, ([facts, other]) => {
        expect(figuresOf(of(other))).toEqual(figuresOf(of(facts)))
        const [one, two] = [of(facts).account.at(-1)?.balance, of(other).account.at(-1)?.balance]
        expect(JSON.stringify(two)).toBe(JSON.stringify(one))
      }),
      { numRuns: 60 },
    )
  })

  test('更正再改回，数字不留痕迹；只更正不改回，则有变化', () => {
    fc.assert(
      fc.property(withPaid, fc.nat(), (facts, nth) => {
        const row = paidsIn(facts)[nth % paidsIn(facts).length]!
        const { ref: _, ...original } = row
        const wrong = { ...original, personAmount: fen(row.personAmount + 1), personToAccount: fen(1) }
        const first = posted([reversalOf(row), wrong], 1000)
        const second = posted([reversalOf(first[1]!), original], 2000)
        expect(figuresOf(of([...facts, ...first, ...second]))).toEqual(figuresOf(of(facts)))
        expect(figuresOf(of([...facts, ...first]))).not.toEqual(figuresOf(of(facts)))
      }),
      { numRuns: 60 },
    )
  })

  test('冲销被冲销，原行复立', () => {
    const facts = posted([dueFact(ME, '2025-01'), paidFact(ME, '2025-01')])
    const reversal = posted([reversalOf(facts[1]!)], 10)
    expect(actualMonths(of([...facts, ...reversal]))).toBe(0)
    const undone = posted([reversalOf(reversal[0]!)], 20)
    expect(figuresOf(of([...facts, ...reversal, ...undone]))).toEqual(figuresOf(of(facts)))
  })

  test('一笔分作两笔到账，数字不变', () => {
    fc.assert(
      fc.property(withPaid, fc.nat(), fc.nat(), (facts, nth, cut) => {
        const { ref, ...whole } = paidsIn(facts)[nth % paidsIn(facts).length]!
        const part = (amount: Fen) => fen(amount === 0 ? 0 : cut % amount)
        const { employerAmount, personAmount, personToAccount } = whole
        const sides = {
          employerAmount: part(employerAmount),
          personAmount: part(personAmount),
          personToAccount: part(personToAccount),
        }
        const rest = {
          employerAmount: fen(employerAmount - sides.employerAmount),
          personAmount: fen(personAmount - sides.personAmount),
          personToAccount: fen(personToAccount - sides.personToAccount),
        }
        const others = facts.filter((fact) => fact.ref !== ref)
        const split = posted(
          [
            { ...whole, ...sides },
            { ...whole, ...rest },
          ],
          1000,
        )
        expect(figuresOf(of([...others, ...split]))).toEqual(figuresOf(of(facts)))
      }),
      { numRuns: 60 },
    )
  })

  test('四项恒等；年度未完或利率未公布，不出利息', () => {
    fc.assert(
      fc.property(aLife, fc.integer({ min: 0, max: 9_000_000 }), (facts, balance) => {
        const { account } = of([...facts, ...posted([opening({ balance: fen(balance) })], 500)])
        for (const [i, one] of account.entries()) {
          if (i > 0) expect(one.opening.value).toBe(account[i - 1]!.balance.value)
          const interests = [one.interestOnOpening, one.interestOnCredits].map((part) => part?.value)
          if (one.state === 'settled') {
            expect(one.closing!.value).toBe(sum([one.opening.value, one.credits.value, ...(interests as Fen[])]))
          } else {
            expect([...interests, one.closing]).toEqual([undefined, undefined, undefined])
            expect(one.balance.value).toBe(one.opening.value + one.credits.value)
          }
        }
        expect(account.map(({ year, state }) => [year, state])).toEqual([
          ...[2023, 2024, 2025].map((year) => [year, 'settled']),
          [2026, 'running'],
        ])
      }),
      { numRuns: 60 },
    )
  })
})

/** A shuffle of the whole, not of a part. */
function sameLength(facts: readonly unknown[]) {
  return { minLength: facts.length, maxLength: facts.length }
}

describe('个人账户', () => {
  const credited = (year: number) => posted([paidFact(ME, `${year}-12`)])

  test('年度已完而利率未公布：写明未公布，不推算；其后各年也不计息', () => {
    const { account } = of(credited(2026), { today: '2028-03-01' as Day })
    expect(account.map(({ year, state }) => [year, state])).toEqual([
      [2026, 'rateNotPublished'],
      [2027, 'rateNotPublished'],
      [2028, 'running'],
    ])
    expect(account.every(({ closing, rate }) => closing === undefined && rate === undefined)).toBe(true)
    expect(of(credited(2024), { today: '2028-03-01' as Day }).account[0]!.state).toBe('settled') // control
  })

  test('前一年利率未公布，后一年已公布：后一年的上年末储存额还不知道，也不计息', () => {
    const without2024 = filesUnder(['policies'], /\.ya?ml$/).map(({ path, text }) => ({
      path,
      text: text.replace(/^.*since: 2024-01, until: 2024-12, value: "2\.62".*$/m, ''),
    }))
    const facts = [...credited(2023), ...credited(2025)]
    const states = (book: typeof BOOK) => recordOf(facts, book, ASOF).account.map(({ state }) => state)
    expect(states(loadPolicyBook(without2024))).toEqual(['settled', 'rateNotPublished', 'rateNotPublished', 'running'])
    expect(states(BOOK)).toEqual(['settled', 'settled', 'settled', 'running']) // control
  })

  test('补缴从结算的月份起计息，不从所属的月份起', () => {
    const late = posted([paidFact(ME, '2024-01', { settlementMonth: parsePeriod('2024-12') })])
    const interest = (facts: readonly Posted<Fact>[]) => of(facts).account[0]!.interestOnCredits!.value
    expect(interest(late)).toBe(140) // 640.00 × 2.62% × 1/12
    expect(interest(posted([paidFact(ME, '2024-01')]))).toBe(1677) // 640.00 × 2.62% × 12/12
  })

  test('2025 年利率未经确认，随数字写明', () => {
    const year = of(credited(2025)).account[0]!
    expect(year.rate?.parameter).toMatchObject({ status: 'unconfirmed', since: '2025-01' })
    expect(of(credited(2024)).account[0]!.rate?.parameter?.status).toBe('final')
  })

  test('期初储存额与月数接着算，期初以前结算的不重复计', () => {
    const inside = [dueFact(ME, '2022-05'), paidFact(ME, '2022-05')]
    const after = [dueFact(ME, '2023-05'), paidFact(ME, '2023-05')]
    const record = of(posted([opening(), ...inside, ...after]))
    expect(record.account[0]).toMatchObject({ year: 2023, opening: { value: 5_000_000 }, credits: { value: 64_000 } })
    expect(actualMonths(record)).toBe(61)
  })

  test('没有参数的统筹区：不计息，不报错', () => {
    const record = of(posted([paidFact(ME, '2024-05', { area: '123456' })]))
    expect(record.account[0]).toMatchObject({ state: 'rateNotPublished', balance: { value: 64_000 } })
    expect(pension(record).keeping).toMatchObject({ side: 'unknown', connected: true })
  })
})

article('M14-2(2)', '应缴与实缴分列：只有缴足的月份计入年限，到账的钱才进账户', () => {
  const due = (month: string, change = {}) => dueFact(ME, month, change)
  const paid = (month: string, change = {}) => paidFact(ME, month, change)

  test('申报而未到账：欠缴一月，不计月，不记账', () => {
    const record = of(posted([due('2025-01')]))
    expect(pension(record).rows[0]).toMatchObject({ state: 'unpaid', arrears: { value: 192_000 } })
    expect([actualMonths(record), pension(record).months!.arrears.value, record.account]).toEqual([0, 1, []])
  })

  test('少缴一分，不计月', () => {
    const record = of(posted([due('2025-01'), paid('2025-01', { employerAmount: fen(127_999) })]))
    expect(pension(record).rows[0]).toMatchObject({ state: 'partlyPaid', arrears: { value: 1 } })
    expect(actualMonths(record)).toBe(0)
    expect(actualMonths(of(posted([due('2025-01'), paid('2025-01')])))).toBe(1) // control
  })

  test('两单位同月各缴一次：钱各记各的，月只计一次', () => {
    const second = { employerId: '8' }
    const record = of(posted([due('2025-01'), paid('2025-01'), due('2025-01', second), paid('2025-01', second)]))
    expect(pension(record).rows.map(({ index, employerId }) => [index, employerId])).toEqual([
      [1, '7'],
      [2, '8'],
    ])
    expect(actualMonths(record)).toBe(1)
    expect(record.account[0]!.credits.value).toBe(128_000)
  })

  test('补缴：月份按对应所属期计，钱按结算月份记', () => {
    const late = { settlementMonth: '2025-03' as Period, contributionKind: '2' }
    const record = of(posted([due('2024-11', late), paid('2024-11', late)]))
    expect(pension(record).years.map(({ year, paidMonths }) => [year, paidMonths.value])).toEqual([[2024, 1]])
    expect(record.account.map(({ year }) => year)).toEqual([2025, 2026])
    expect(pension(record).rows[0]!.backPay).toBe(true)
  })

  test('退费之后，该月不再足额，账户相应减少', () => {
    const [employerAmount, personAmount, personToAccount] = [fen(-128_000), fen(-64_000), fen(-64_000)]
    const refund = { contributionKind: '18', employerAmount, personAmount, personToAccount }
    const record = of(posted([due('2025-01'), paid('2025-01'), paid('2025-01', refund)]))
    expect([actualMonths(record), record.account[0]!.balance.value]).toEqual([0, 0])
    expect(pension(record).refunds).toHaveLength(1)
  })

  test('截至某月：其后的月份不在其中', () => {
    const facts = posted([due('2025-01'), paid('2025-01'), due('2025-02'), paid('2025-02')])
    const record = of(facts, { ...ASOF, through: parsePeriod('2025-01') })
    expect([actualMonths(record), record.account.at(-1)!.state]).toEqual([1, 'running'])
  })
})

article('WH-2(2)', '五险各有其行，注明谁保管', () => {
  const KEEPERS = {
    ...{ '110': 'humanResources', '210': 'humanResources', '410': 'humanResources' },
    ...{ '310': 'medicalSecurity', '510': 'medicalSecurity' },
  } as const
  test.each(Object.entries(KEEPERS))('%s：应缴与实缴各有其行，由%s保管', (insurance, side) => {
    const from = { insurance, source: '征收机构' }
    const facts = posted([dueFact(ME, '2019-06', { insurance }), paidFact(ME, '2019-06', from)])
    const found = of(facts).insurances.find((one) => one.insurance === insurance)!
    expect(found.rows).toHaveLength(1)
    const [due, paid] = facts as [Posted<Due>, Posted<Paid>]
    expect(found.rows[0]!.duePerson.value).toBe(due.personAmount)
    expect(found.rows[0]!.paidPerson.value).toBe(paid.personAmount)
    expect(found.keeping.side).toBe(side)
  })

  test('对照：不在册的险种，说不出谁保管，写作不明', () => {
    const facts = posted([paidFact(ME, '2019-06', { insurance: '999', source: '征收机构' })])
    expect(of(facts).insurances.find(({ insurance }) => insurance === '999')!.keeping.side).toBe('unknown')
  })
})

describe('经办归属', () => {
  const medical = (record: RightsRecord) => record.insurances.find(({ insurance }) => insurance === '310')

  test('医保归医疗保障部门：未接入时写明未接入，没有零', () => {
    const found = medical(of(posted([enrolment(), paidFact(ME, '2025-01')])))!
    expect(found.keeping).toMatchObject({ side: 'medicalSecurity', connected: false })
    expect([found.months, found.rows]).toEqual([undefined, []])
  })

  test('已接入：写明来源与截止日期', () => {
    const paid = paidFact(ME, '2025-01', { insurance: '310', source: '医疗保障经办机构' })
    const found = medical(of(posted([paid])))!
    expect(found.keeping).toMatchObject({ connected: true, source: '医疗保障经办机构', cutOff: '2025-01-20' })
    expect(found.months!.actual.value).toBe(1)
  })
})

article('M14-6d', '每个数字都说得出理由', () => {
  const facts = posted([enrolment(), dueFact(ME, '2025-08', { declaredWage: fen(500_000) }), paidFact(ME, '2025-08')])
  const record = of(facts)

  test('从应缴到规则、参数版本、条款与事实', () => {
    const due = findFigure(record, 'contribution/110/2025-08/1/duePerson')!
    expect(due).toMatchObject({ term: 'duePerson', value: 64_000, fact: { posting: '2', ordinal: 0 } })
    const all = flat(due)
    expect(all.map(({ term }) => term)).toEqual(
      expect.arrayContaining(['personContribution', 'contributionBase', 'declaredWage', 'baseFloor', 'personRate']),
    )
    expect(all.find(({ term }) => term === 'baseFloor')!.parameter).toMatchObject({
      ...{ id: 'pension.base-floor', area: '999900', since: '2025-07', status: 'final' },
    })
    expect(all.some(({ basis }) => basis?.document === '社会保险法')).toBe(true)
  })

  test('账户余额一直说到到账的那一笔', () => {
    const refs = flat(findFigure(record, 'account/balance')!).flatMap(({ fact }) => (fact === undefined ? [] : [fact]))
    expect(refs).toContainEqual({ posting: '3', ordinal: 0 })
  })

  test.each(['', 'account', 'account/2025', 'account/2025/toString', 'contribution/110/2025-08/1/dues', 'nothing/1'])(
    '没有的路径“%s”没有数字',
    (path) => expect(findFigure(record, path)).toBeUndefined(),
  )
})

function flat(figure: Explained): Explained[] {
  return [figure, ...figure.from.flatMap(flat)]
}
