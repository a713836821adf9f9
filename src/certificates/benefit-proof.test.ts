import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { enrolmentFact, registrationFact } from '../../test/ledger.js'
import { HAS_PDFTOTEXT, pdfText } from '../../test/pdf-text.js'
import {
  BOOK,
  benefitChangeFact,
  benefitPaymentFact,
  determinationFact,
  ME,
  postedFrom,
} from '../../test/record-facts.js'
import { PRINTER, sampleOrigin, sampleStamp } from '../../test/sample-paper.js'
import type { Day } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import { recordOf } from '../records/record.js'
import { benefitProofOf, hasBenefits } from './benefit-proof-of-record.js'
import { type BenefitProofPage, benefitProofPage } from './benefit-proof-page.js'
import { openPrinter, type Printer } from './print.js'

const BASE = [registrationFact(ME), enrolmentFact(ME, '7', '2003-01')]
const PENSION = determinationFact(ME, '2024-01', { item: 'accountPension', amount: fen(107_914) })
const PAID = benefitPaymentFact(ME, '2026-02', { amount: fen(107_914) })
const recordWith = (...more: Parameters<typeof postedFrom>[0]) =>
  recordOf(postedFrom([...BASE, ...more]), BOOK, { today: '2026-03-16' as Day })
const page = (...more: Parameters<typeof postedFrom>[0]): BenefitProofPage =>
  benefitProofPage(benefitProofOf(recordWith(...more), sampleOrigin()))
const changed = (change: 'suspend' | 'resume' | 'end', from: string) => benefitChangeFact(ME, change, from)

let printer: Printer
beforeAll(() => {
  printer = openPrinter(PRINTER)
})
afterAll(() => printer.close())

article('M14-15d', '待遇享受证明：享受什么、自何时、每月多少、发到哪月、现在的状态', () => {
  test('正常享受的：险种、待遇、发生年月、起始、月待遇、已发至', () => {
    expect(page(PENSION, PAID).rows).toEqual([
      ['企业职工基本养老保险', '基本养老金', '2024年1月', '2024年1月', '正常享受', '1,079.14', '2026年2月'],
    ])
    expect(page(PENSION, PAID).says).toContain('截至2026年2月')
  })

  test.each([
    ['暂停发放', [changed('suspend', '2026-01')], '0.00'],
    ['正常享受', [changed('suspend', '2025-11'), changed('resume', '2026-01')], '1,079.14'],
    ['已经终止', [changed('end', '2026-01')], '—'],
  ])('状态照记录：%s', (state, changes, monthly) => {
    const [row] = page(PENSION, PAID, ...changes).rows
    expect(row!.slice(4, 6)).toEqual([state, monthly])
  })

  test('次月才起的暂停还没有起：仍是正常享受', () => {
    expect(page(PENSION, changed('suspend', '2026-04')).rows[0]![4]).toBe('正常享受')
  })

  test('一次性的与只有发放记录的，不列月待遇；没有发过的不写已发至', () => {
    const once = determinationFact(ME, '2025-06', { item: 'funeralGrant', amount: fen(800_000), periodic: false })
    expect(page(once).rows[0]!.slice(4)).toEqual(['一次性待遇', '—', '—'])
    expect(page(PAID).rows[0]!.slice(4)).toEqual(['只有发放记录', '—', '2026年2月'])
  })

  test('全部退回的月份不算已发；预发的写明', () => {
    const back = benefitPaymentFact(ME, '2026-02', { amount: fen(-107_914) })
    expect(page(PENSION, PAID, back).rows[0]![6]).toBe('—')
    const before = benefitPaymentFact(ME, '2026-01', { amount: fen(107_914) })
    expect(page(PENSION, before, PAID, back).rows[0]![6]).toBe('2026年1月')
    expect(page({ ...PENSION, provisional: true }).rows[0]![5]).toBe('1,079.14（预发）')
  })

  test('没有待遇的，没有可证的；有的才有', () => {
    expect([hasBenefits(recordWith()), hasBenefits(recordWith(PENSION))]).toEqual([false, true])
  })

  test('印得出：字体不缺字，纸面上是这些话，号码只见头尾', async () => {
    const pdf = await printer.benefitProof(page(PENSION, PAID), sampleStamp())
    expect(pdf.length).toBeGreaterThan(10_000)
    if (!HAS_PDFTOTEXT) return
    const text = pdfText(pdf)
    for (const words of ['社会保险待遇享受证明', '正常享受', '1,079.14', '2026年2月', '特此证明'])
      expect(text).toContain(words)
    expect(text).not.toContain(sampleOrigin().person.identityNumber)
  })
})
