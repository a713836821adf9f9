import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { filesUnder } from '../../test/files.js'
import { dueFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import { PRINTER, sampleOrigin, sampleStamp } from '../../test/sample-paper.js'
import type { Day } from '../kernel/day.js'
import { type Period, periodsFrom } from '../kernel/period.js'
import type { Fact, Posted } from '../ledger/fact.js'
import { loadPolicyBook } from '../policy/book.js'
import { recordOf } from '../records/record.js'
import { contentDigest } from './content.js'
import { openPrinter, type Printer } from './print.js'
import { annexOf } from './statement-annex.js'
import { statementOf } from './statement-of-record.js'
import { statementPage } from './statement-page.js'

let printer: Printer
beforeAll(() => {
  printer = openPrinter(PRINTER)
})
afterAll(() => printer.close())

const book = loadPolicyBook(filesUnder(['policies'], /\.ya?ml$/))
const facts: Posted<Fact>[] = [
  enrolmentFact('1', '7', '2023-01'),
  ...[...periodsFrom('2023-01' as Period, '2024-12' as Period)].flatMap((month) => [
    dueFact('1', month),
    paidFact('1', month),
  ]),
].map((fact, i) => ({ ...fact, ref: { posting: String(i + 1), ordinal: 0 } }))
const record = recordOf(facts, book, { today: '2026-03-02' as Day })
const page = (explain: boolean) =>
  statementPage(statementOf(record, 2024, { ...sampleOrigin(), ...(explain ? { annex: annexOf(record, 2024) } : {}) }))

const HAS_PDFTOTEXT = spawnSync('pdftotext', ['-v']).error === undefined

function textOf(pdf: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'paper-'))
  writeFileSync(join(folder, 'paper.pdf'), pdf)
  const text = execFileSync('pdftotext', ['-layout', join(folder, 'paper.pdf'), '-'], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  return text.replace(/[ 　]+/g, '')
}

article('M14-6d', '记录单的推导附页：年末储存额、月数、合计，各由什么得出', () => {
  test('附页的数就是记录的数：年末储存额、上年末、两项利息与利率都在', () => {
    const [account] = annexOf(record, 2024).figures
    const year = record.account.find((one) => one.year === 2024)!
    const rows = Object.fromEntries(account!.rows.filter(({ depth }) => depth <= 1).map((row) => [row.name, row.value]))
    const yuan = (amount: number) => `${(amount / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}元`
    expect(rows).toMatchObject({
      本年末储存额: yuan(year.closing!.value),
      上年末储存额: yuan(year.opening.value),
      上年末储存额利息: yuan(year.interestOnOpening!.value),
      当年记账金额: yuan(year.credits.value),
    })
    expect(account!.rows.find(({ name }) => name === '记账利率')).toMatchObject({ value: '2.62%' })
    expect(account!.rows.find(({ name }) => name === '记账利率')!.source).toContain('2024-01 起')
  })

  test('同类的行合在一起，写明几笔、共多少；月数按年', () => {
    const { figures } = annexOf(record, 2024)
    const rows = figures.flatMap((one) => one.rows)
    expect(rows.filter(({ name }) => name === '记账（12 笔）').length).toBeGreaterThan(0)
    expect(rows.map(({ name }) => name)).toContain('2023 年本年实缴月数')
    expect(rows.length).toBeLessThan(120)
  })

  test('不要附页的，内容摘要与原来一样；要了附页，摘要含附页', () => {
    expect(page(false)).not.toHaveProperty('annex')
    expect(contentDigest(page(true))).not.toEqual(contentDigest(page(false)))
    const changed = { ...page(true), annex: { figures: [] } }
    expect(contentDigest(changed)).not.toEqual(contentDigest(page(true)))
  })

  test.skipIf(!HAS_PDFTOTEXT)('印在纸上：另起一页，页码相连，有流水号与摘要', async () => {
    const pdf = await printer.statement(page(true), sampleStamp())
    const text = textOf(pdf)
    for (const part of ['推导附页', '记账利率', '2.62%', '第1页，共2页', '第2页，共2页']) expect(text).toContain(part)
    const plain = textOf(await printer.statement(page(false), sampleStamp()))
    expect(plain).not.toContain('推导附页')
    expect(plain).toContain('第1页，共1页')
  })
})
