import { expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { enrolmentFact, paidFact, registrationFact } from '../../test/ledger.js'
import {
  BOOK,
  benefitPaymentFact,
  deemedFact,
  determinationFact,
  ME,
  opening,
  postedFrom,
} from '../../test/record-facts.js'
import { PRINTER, sampleStamp, sampleStatement } from '../../test/sample-paper.js'
import type { Day } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import { recordOf } from '../records/record.js'
import { openPrinter } from './print.js'
import type { StatementOrigin } from './statement-of-record.js'
import { statementOf } from './statement-of-record.js'
import { statementPage } from './statement-page.js'

const ORIGIN: StatementOrigin = sampleStatement()
const BASE = [
  registrationFact(ME),
  enrolmentFact(ME, '7', '2023-01'),
  opening({ year: 2023, balance: fen(15_000_000) }),
]
const page = (more: Parameters<typeof postedFrom>[0]) =>
  statementPage(
    statementOf(recordOf(postedFrom([...BASE, ...more]), BOOK, { today: '2026-03-16' as Day }), 2024, ORIGIN),
  )

article(['N107-3g', 'M14-2(3)'], '记录单列示本年享受的待遇，与领取后的账户', () => {
  const drawn = [
    determinationFact(ME, '2024-01', { item: 'accountPension', amount: fen(107_914) }),
    benefitPaymentFact(ME, '2024-02', { amount: fen(107_914), fromAccount: fen(107_914) }),
  ]

  test('待遇：核定、月待遇、本年发放；没有待遇的不列', () => {
    const [benefit] = page(drawn).benefits
    expect(benefit!.title).toBe('企业职工基本养老保险待遇')
    expect(Object.fromEntries(benefit!.lines)).toMatchObject({ 月待遇合计: '1,079.14', 本年发放金额: '1,079.14' })
    expect(page([]).benefits).toEqual([]) // control
  })

  test('以该年末为准：次年的调整不印在本年的记录单上', () => {
    const later = determinationFact(ME, '2024-01', {
      item: 'pensionAdjustment',
      amount: fen(10_000),
      fromMonth: '2025-01' as Period,
    })
    const [benefit] = page([...drawn, later]).benefits
    expect(Object.fromEntries(benefit!.lines)).toMatchObject({ 月待遇合计: '1,079.14' })
    const inYear = { ...later, fromMonth: '2024-07' as Period }
    expect(Object.fromEntries(page([...drawn, inYear]).benefits[0]!.lines)).toMatchObject({ 月待遇合计: '1,179.14' }) // control
  })

  test('领取者的账户：等式里有支出，照样出具', () => {
    const { cells, says } = page(drawn).account
    expect(cells.map(([label]) => label)).toContain('支出与转出')
    expect(says).toContain('支出与转出')
    expect(page([paidFact(ME, '2024-05')]).account.cells).toHaveLength(5) // control
  })

  test('这些块都印得出，字体里没有缺字', async () => {
    const printer = openPrinter(PRINTER)
    const lump = { contributionKind: '19', settlementMonth: '2024-06' as Period }
    const all = page([...drawn, deemedFact(ME, '1985-01', '1986-12', 24), paidFact(ME, '2024-05', lump)])
    expect(JSON.stringify(all)).toContain('趸缴')
    expect((await printer.statement(all, sampleStamp())).length).toBeGreaterThan(10_000)
    printer.close()
  })

  test('缴费年限截至该年末：此后缴的、此后补的都不在内', () => {
    const paid = (month: string, settled = month) =>
      paidFact(ME, month, { settlementMonth: settled as Period, arrivalDay: `${settled}-20` as Day })
    const deemed = deemedFact(ME, '1985-01', '1986-12', 24)
    const total = (...more: ReturnType<typeof paid>[]) =>
      Object.fromEntries(page([deemed, paid('2024-05'), ...more]).benefits[0]!.lines)['累计缴费年限']
    expect(total(paid('2025-03'), paid('2024-06', '2025-04'))).toBe(total())
    expect(total(paid('2024-06'))).not.toBe(total()) // control
  })

  test('有视同的，缴费年限另成一块', () => {
    const [years] = page([deemedFact(ME, '1985-01', '1986-12', 24)]).benefits
    expect(Object.fromEntries(years!.lines)).toMatchObject({ 视同缴费年限: '02年00个月', 累计缴费年限: '07年00个月' })
  })
})
