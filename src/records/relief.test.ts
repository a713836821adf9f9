import { expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { filesUnder } from '../../test/files.js'
import { dueFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import type { Day } from '../kernel/day.js'
import { type Fen, fen } from '../kernel/money.js'
import { type Period, parsePeriod } from '../kernel/period.js'
import type { Fact, Posted, Relief } from '../ledger/fact.js'
import { loadPolicyBook } from '../policy/book.js'
import { employerView, paymentFigure, staffView } from './employer.js'
import { recordOf } from './record.js'

const BOOK = loadPolicyBook(filesUnder(['policies'], /\.ya?ml$/))
const ON = '2025-06-16' as Day
const MONTH = parsePeriod('2025-01')
const E = '501'

const posted = (facts: readonly Fact[]): Posted<Fact>[] =>
  facts.map((fact, i) => ({ ...fact, ref: { posting: String(i + 1), ordinal: 0 } }))
const relief = (amount: number, change: Partial<Relief> = {}): Relief => ({
  ...{ kind: 'relief', line: 1, agency: '999901', area: '999900', employerId: E, insurance: '110' },
  ...{ reliefKind: 'writeOff', contributionMonth: MONTH, amount: fen(amount), document: '批字〔2025〕1号', ...change },
})
/** The employer owes 1280 yuan for the month, the person 640. */
const month = (paid: { employer: number; person: number } | undefined, ...more: Fact[]): Posted<Fact>[] =>
  posted([
    enrolmentFact('1', E, '2024-01'),
    dueFact('1', '2025-01', { employerId: E }),
    ...(paid === undefined
      ? []
      : [
          paidFact('1', '2025-01', {
            ...{ employerId: E, employerAmount: fen(paid.employer), personAmount: fen(paid.person) },
          }),
        ]),
    ...more,
  ])
const stateOf = (facts: readonly Posted<Fact>[]) => {
  const own = recordOf(facts, BOOK, { today: ON }).insurances.find(({ insurance }) => insurance === '110')!
  return { row: own.rows[0]!, months: own.months!.actual.value }
}
const ofEmployer = (facts: readonly Posted<Fact>[]) =>
  employerView(facts, E, ON).find(({ insurance }) => insurance === '110')!
const arrearsOf = (facts: readonly Posted<Fact>[]) =>
  paymentFigure(facts, E, { month: MONTH, insurance: '110', name: 'arrears' }, { book: BOOK, on: ON })!

article('BD-24', '减免与核销只及于单位部分：单位欠缴减少，个人部分仍在，月份未缴足不计', () => {
  test('个人已缴、单位未缴而核销：此人的月份写明缘由与批复，不计月', () => {
    const paid = { employer: 0, person: 64_000 }
    const { row, months } = stateOf(month(paid, relief(128_000)))
    expect([row.state, row.paidInFull, months]).toEqual(['relieved', false, 0])
    expect(row.arrears.from.map(({ term, value }) => [term, value])).toContainEqual([
      'employerWrittenOff',
      '批字〔2025〕1号',
    ])
    expect(stateOf(month(paid)).row.state).toBe('partlyPaid') // control: nothing was let off
    const elsewhere = [
      relief(1, { employerId: '502' }),
      relief(1, { insurance: '310' }),
      relief(1, { contributionMonth: '2025-02' as Period }),
    ]
    expect(stateOf(month(paid, ...elsewhere)).row.state).toBe('partlyPaid')
    expect(staffView(month(paid, relief(1)), E, MONTH, ON)[0]!.insurances[0]!.state).toBe('relieved')
  })

  test('个人部分没有缴的，仍是欠缴；减免的批复在其由中；缴足的月份不提减免', () => {
    const { row } = stateOf(month(undefined, relief(128_000, { reliefKind: 'reduction' })))
    expect([row.state, row.arrears.value]).toEqual(['unpaid', 192_000])
    expect(row.arrears.from.map(({ term }) => term)).toContain('employerReduced')
    const whole = stateOf(month({ employer: 128_000, person: 64_000 }, relief(1)))
    expect([whole.row.state, whole.months, whole.row.arrears.from.length]).toEqual(['paid', 1, 4])
  })

  test('单位的欠缴：减去减免，不多于单位部分所缺；逐笔写明', () => {
    const facts = month(undefined, relief(28_000), relief(100_000, { document: '批字〔2025〕2号' }))
    expect(ofEmployer(facts)).toMatchObject({ arrears: 64_000, relieved: 128_000 })
    const told = arrearsOf(facts)
    expect([told.value, told.from.map(({ term, value }) => [term, value]).slice(1)]).toEqual([
      64_000,
      [
        ['arrearsBeforeRelief', 192_000],
        ['reliefAmount', 28_000],
        ['reliefAmount', 100_000],
      ],
    ])
    // 减免之后单位又缴了：the person's part stays owed whatever was let off.
    const late = month({ employer: 128_000, person: 0 }, relief(128_000))
    expect([ofEmployer(late).arrears, arrearsOf(late).value as Fen]).toEqual([64_000, 64_000])
  })

  test('红冲之后，如同没有减免', () => {
    const facts = month({ employer: 0, person: 64_000 }, relief(128_000))
    const { ref, ...fact } = facts.at(-1)! as Posted<Relief>
    const back: Posted<Fact> = {
      ...{ ...fact, amount: fen(-fact.amount), reverses: ref },
      ref: { posting: '99', ordinal: 0 },
    }
    expect(stateOf([...facts, back]).row.state).toBe('partlyPaid')
    expect(ofEmployer([...facts, back])).toMatchObject({ arrears: 128_000 })
  })
})
