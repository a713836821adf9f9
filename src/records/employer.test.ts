import { expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { dueFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import { fen } from '../kernel/money.js'
import { parsePeriod } from '../kernel/period.js'
import type { Fact, Posted } from '../ledger/fact.js'
import { employerView, staffView } from './employer.js'

const posted = (facts: readonly Fact[]): Posted<Fact>[] =>
  facts.map((fact, i) => ({ ...fact, ref: { posting: String(i + 1), ordinal: 0 } }))

/** Two persons, two employers; person 1 is with both in the month, person 2 with the other one only. */
const FACTS = posted([
  enrolmentFact('1', '501', '2024-01'),
  enrolmentFact('1', '502', '2024-10'),
  enrolmentFact('2', '502', '2024-10'),
  ...['501', '502'].flatMap((employerId) => [
    dueFact('1', '2024-11', { employerId }),
    paidFact('1', '2024-11', { employerId }),
  ]),
  dueFact('2', '2024-11', { employerId: '502' }),
])
const NOVEMBER = parsePeriod('2024-11')

article('M14-15e', '单位所见，由推导自身收窄，不靠取数时已经收窄', () => {
  test('职工：只有本单位的人、本单位的行', () => {
    expect(staffView(FACTS, '501', NOVEMBER).map(({ personId }) => personId)).toEqual(['1'])
    expect(staffView(FACTS, '502', NOVEMBER)).toMatchObject([
      { personId: '1', insurances: [{ enrolledFrom: '2024-10', paidPerson: 64_000, state: 'paid' }] },
      { personId: '2', insurances: [{ paidPerson: 0, state: 'unpaid' }] },
    ])
  })

  test('合计：只有本单位的钱', () => {
    const [month] = employerView(FACTS, '501')
    expect(month).toMatchObject({ persons: 1, paidPerson: 64_000, arrears: 0 })
    expect(employerView(FACTS, '502')).toMatchObject([{ persons: 2, paidPerson: 64_000, arrears: 192_000 }])
    expect(employerView(FACTS, '503')).toEqual([])
  })

  test('同月多缴的一份抵不了另一人的欠缴', () => {
    const extra = paidFact('1', '2024-11', { employerId: '502', personAmount: fen(64_000) })
    const [month] = employerView(
      [...FACTS, ...posted([extra]).map((one) => ({ ...one, ref: { posting: '99', ordinal: 0 } }))],
      '502',
    )
    expect(month).toMatchObject({ paidPerson: 128_000, arrears: 192_000 })
  })
})
