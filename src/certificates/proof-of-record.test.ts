import { expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { filesUnder } from '../../test/files.js'
import { dueFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import { sampleOrigin } from '../../test/sample-paper.js'
import type { Day } from '../kernel/day.js'
import { type Period, periodsFrom } from '../kernel/period.js'
import type { EmployerRegistration, Fact, Posted } from '../ledger/fact.js'
import { loadPolicyBook } from '../policy/book.js'
import { recordOf } from '../records/record.js'
import { proofOf, provableSpan, provableYears } from './proof-of-record.js'

const book = loadPolicyBook(filesUnder(['policies'], /\.ya?ml$/))
const month = (text: string) => text as Period
const record = (facts: readonly Fact[]) =>
  recordOf(facts.map((fact, i) => ({ ...fact, ref: { posting: String(i + 1), ordinal: 0 } })) as Posted<Fact>[], book, {
    today: '2024-06-10' as Day,
  })
const EMPLOYERS = [
  { employerId: '7', name: '示例甲厂', fromMonth: '2020-01' },
  { employerId: '7', name: '示例甲公司', fromMonth: '2024-02' },
] as unknown as Posted<EmployerRegistration>[]
const months = (from: string, through: string) => [...periodsFrom(month(from), month(through))]
const lived = record([
  enrolmentFact('1', '7', '2023-01'),
  ...months('2023-01', '2024-04').flatMap((one) => [dueFact('1', one), paidFact('1', one)]),
  dueFact('1', month('2024-05')),
])
const rows = (from: string, through: string) =>
  proofOf(lived, { from: month(from), through: month(through) }, EMPLOYERS, sampleOrigin()).rows

article('BQ-5(1)', '参保缴费证明：期间之内的月数与单位，都是记录的数', () => {
  test('只数期间之内到账的月，欠着的不数；单位用当时的名称', () => {
    const pension = rows('2023-11', '2024-05').find(({ months }) => months !== 0 && months !== undefined)!
    expect(pension).toMatchObject({ state: 'enrolled', firstEnrolled: '2023-01', months: 6 })
    expect(pension.employer).toBe('示例甲厂、示例甲公司')
    expect(rows('2023-11', '2023-12')).toContainEqual({ ...pension, months: 2, employer: '示例甲厂' })
  })

  test('没有参保、没有缴费的险种不写月数，也不写零', () => {
    const others = rows('2023-01', '2024-06').filter(({ state }) => state !== 'enrolled')
    expect(others.length).toBeGreaterThan(0)
    expect(others.every((row) => row.months === undefined && row.employer === undefined)).toBe(true)
  })

  test('可证的期间自首月至本月；什么也没有的人，没有可证的期间', () => {
    expect(provableSpan(lived)).toEqual({ from: '2023-01', through: '2024-06' })
    expect(provableYears({ from: month('2022-12'), through: month('2024-01') })).toEqual([2024, 2023, 2022])
    expect(provableSpan(record([]))).toBeUndefined()
  })
})
