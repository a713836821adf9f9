import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { dueFact, enrolmentFact, paidFact, registrationFact } from '../../test/ledger.js'
import { HAS_PDFTOTEXT, pdfText } from '../../test/pdf-text.js'
import { BOOK, ME, postedFrom } from '../../test/record-facts.js'
import { PRINTER, sampleOrigin, sampleStamp } from '../../test/sample-paper.js'
import type { Section } from '../access/sections.js'
import type { Day } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { Fact, Subsidy } from '../ledger/fact.js'
import { recordOf } from '../records/record.js'
import { narrowedTo } from './paper-scope-service.js'
import { openPrinter, type Printer } from './print.js'
import type { StatementClass } from './statement-data.js'
import { statementOf } from './statement-of-record.js'
import { statementPage } from './statement-page.js'

const enrolled = (insurance: string, from: string) => enrolmentFact(ME, '7', from, { insurance, employerId: undefined })
/** 居民养老的一年：what the person paid, with what was given. */
const paidFor = (year: number, amount = 50_000): Fact =>
  paidFact(ME, `${year}-12`, {
    ...{ insurance: '170', contributionKind: '41', source: 'resident', base: fen(amount), employerAmount: fen(0) },
    ...{ personAmount: fen(amount), employerToAccount: fen(0), personToAccount: fen(amount) },
  })
const given = (year: number, subsidyKind: Subsidy['subsidyKind'], amount: number): Subsidy => ({
  ...{ line: 1, agency: '999901', area: '999900', kind: 'subsidy', personId: ME, insurance: '170', subsidyKind },
  ...{ settlementMonth: `${year}-12` as Period, contributionMonth: `${year}-12` as Period, payer: 'county' },
  ...{ amount: fen(amount), toAccount: fen(amount), document: '示例 1 号', arrivalDay: `${year}-12-20` as Day },
})
const RESIDENT = [registrationFact(ME), enrolled('170', '2023-01'), paidFor(2023), paidFor(2024)]
const EMPLOYED = [enrolmentFact(ME, '7', '2024-03'), dueFact(ME, '2024-03'), paidFact(ME, '2024-03')]
const dataOf = (facts: readonly Fact[], ofBoth?: StatementClass) =>
  statementOf(recordOf(postedFrom(facts), BOOK, { today: '2026-03-16' as Day }), 2024, sampleOrigin(), ofBoth)
const page = (facts: readonly Fact[], ofBoth?: StatementClass) => statementPage(dataOf(facts, ofBoth))

let printer: Printer
beforeAll(() => {
  printer = openPrinter(PRINTER)
})
afterAll(() => printer.close())

article('N107-3g', '两类记录单：按本年参保分为城镇职工与城乡居民，各人都有', () => {
  test('只参加居民养老的：城乡居民，个人缴费、补助、补贴、代缴各列，年数按年计', () => {
    const one = page([
      ...RESIDENT,
      given(2024, 'government', 3_000),
      given(2024, 'collective', 1_000),
      given(2024, 'onBehalf', 10_000),
    ])
    expect([one.form, one.columns, one.months]).toEqual(['城乡居民', ['城乡居民基本养老保险'], []])
    expect(Object.fromEntries(one.rows)).toEqual({
      ...{ 参保状态: '参保缴费', 首次参保年月: '2023年1月', 个人缴费: '500.00', 集体补助: '10.00' },
      ...{ 政府补贴: '30.00', 政府代缴: '100.00', 累计缴费年数: '2' },
    })
    expect(one.accountTitle).toBe('城乡居民基本养老保险个人账户')
    expect(one.account.cells.length).toBeGreaterThan(0)
    const years = one.benefits.find(({ title }) => title === '养老保险缴费年限')!
    expect(Object.fromEntries(years.lines)).toMatchObject({ '居民养老保险缴费（单列）': '02年00个月' })
  })

  test('只参加职工保险的：城镇职工，没有城乡居民的字样', () => {
    const one = page([registrationFact(ME), ...EMPLOYED])
    expect([one.form, one.accountTitle]).toEqual(['城镇职工', '基本养老保险个人账户'])
    expect(one.columns).toContain('企业职工基本养老保险')
    expect(JSON.stringify(one)).not.toContain('城乡居民')
  })

  test.each([
    [undefined, '城镇职工', '城乡居民基本养老保险'],
    ['employee', '城镇职工', '城乡居民基本养老保险'],
    ['resident', '城乡居民', '企业职工基本养老保险'],
  ] as const)('一年兼有两类的，按设定（%s）：%s，另一类参保另列一块，一个不少', (ofBoth, form, other) => {
    const one = page([...RESIDENT, ...EMPLOYED], ofBoth)
    expect(one.form).toBe(form)
    const block = one.benefits.find(({ title }) => title === other)!
    expect(Object.fromEntries(block.lines)).toMatchObject({ 参保状态: '参保缴费', 个人缴费: expect.any(String) })
    expect(one.columns).not.toContain(other)
  })

  test('机关事业单位职工兼有居民医保的，也是兼有两类', () => {
    const official = enrolmentFact(ME, '7', '2024-01', { insurance: '120' })
    const facts = [registrationFact(ME), official, enrolled('390', '2024-01')]
    expect(page(facts).form).toBe('城镇职工')
    expect(page(facts, 'resident').form).toBe('城乡居民')
    expect(page([registrationFact(ME), enrolled('390', '2024-01')]).form).toBe('城乡居民') // control
  })

  test('本年没有缴费、没有在保的，用此前所参保的一类', () => {
    const ended = enrolmentFact(ME, '7', '2023-06', { insurance: '170', employerId: undefined, change: 'end' })
    expect(page([registrationFact(ME), enrolled('170', '2022-01'), ended]).form).toBe('城乡居民')
    expect(page([registrationFact(ME)]).form).toBe('城镇职工')
  })

  test('授权不及于缴费与账户的：只有参保状态与首次参保年月', () => {
    const shown: readonly Section[] = ['registration', 'benefit']
    const one = statementPage(narrowedTo(dataOf(RESIDENT), shown))
    expect(one.rows.map(([label]) => label)).toEqual(['参保状态', '首次参保年月'])
    expect(one.account).toEqual({ cells: [], says: '' })
    expect(JSON.stringify(one)).not.toContain('500.00')
  })

  test('印得出：字体不缺字，没有单位一栏，写着城乡居民', async () => {
    const pdf = await printer.statement(page(RESIDENT), sampleStamp())
    expect(pdf.length).toBeGreaterThan(10_000)
    if (!HAS_PDFTOTEXT) return
    const text = pdfText(pdf)
    for (const words of ['城乡居民', '累计缴费年数', '政府补贴']) expect(text).toContain(words)
    expect(text).not.toContain('单位编号')
    expect(pdfText(await printer.statement(page([registrationFact(ME), ...EMPLOYED]), sampleStamp()))).toContain(
      '单位编号',
    )
  })
})
