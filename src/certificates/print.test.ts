import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { HAS_PDFTOTEXT, pdfText as textOf } from '../../test/pdf-text.js'
import { PRINTER, sampleOrigin, sampleProof, sampleStamp, sampleStatement } from '../../test/sample-paper.js'
import { fen } from '../kernel/money.js'
import { Refusal } from '../kernel/refusal.js'
import { contentDigest } from './content.js'
import { canDraw, glyphsOf } from './glyphs.js'
import { PAPER_FORMS } from './paper-form.js'
import { openPrinter, type Printer } from './print.js'
import { proofPage } from './proof-page.js'
import type { PensionAccountYear } from './statement-data.js'
import { statementPage } from './statement-page.js'

let printer: Printer
beforeAll(() => {
  printer = openPrinter(PRINTER)
})
afterAll(() => printer.close())

const statement = (changes = {}) => printer.statement(statementPage(sampleStatement(changes)), sampleStamp())

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    if (error instanceof Refusal) return `${error.entry.code} ${error.say('zh')}`
    throw error
  }
  return 'nothing refused'
}

article('N107-3g', '权益记录单（城镇职工）', () => {
  test('成为一份 PDF，同样的内容得到同样的字节', async () => {
    const [once, again] = [await statement(), await statement()]
    expect(Buffer.from(once.subarray(0, 5)).toString()).toBe('%PDF-')
    expect(Buffer.from(once).equals(again)).toBe(true)
    expect(Buffer.from(once).equals(await statement({ year: 2023 }))).toBe(false)
  })

  test.skipIf(!HAS_PDFTOTEXT)('纸面有题名、四项等式、生僻字与校验印记，号码脱敏', async () => {
    const text = textOf(await statement())
    for (const part of ['2024年度社会保险个人权益记录单', '城镇职工', '吉𠮷·样例', '999900********9967']) {
      expect(text).toContain(part)
    }
    for (const figure of ['50,000.00', '11,760.00', '1,310.00', '165.32', '63,235.32', '23,520.00']) {
      expect(text).toContain(figure)
    }
    for (const mark of ['K7M2-9QXB-4TRW', '不作为待遇计发凭证', '第1页，共1页', '数据未接入'])
      expect(text).toContain(mark)
    expect(text).not.toContain('199003079967')
    expect(text).toContain('准许出具的条文《社会保险个人权益记录管理办法》第15条')
  })

  test.skipIf(!HAS_PDFTOTEXT)('记账利率未公布的年度如实写明，不推测', async () => {
    const account: PensionAccountYear = { state: 'rateUnpublished', opening: fen(6_323_532), credited: fen(1_200_000) }
    const text = textOf(await statement({ year: 2026, account }))
    expect(text).toContain('2026年度个人账户记账利率尚未公布')
    expect(text).toContain('63,235.32')
    expect(text).not.toContain('75,235.32')
    expect(statementPage(sampleStatement({ account })).account.cells.map(([, value]) => value)).toEqual([
      '63,235.32',
      '12,000.00',
      '—',
      '—',
      '—',
    ])
  })

  test('各项之和不等于年末储存额，不得出具', () => {
    const { account } = sampleStatement()
    const wrong = { ...account, closing: fen(6_323_533) } as PensionAccountYear
    expect(() => statementPage(sampleStatement({ account }))).not.toThrow()
    expect(() => statementPage(sampleStatement({ account: wrong }))).toThrow(/the terms of the account/)
  })

  test.skipIf(!HAS_PDFTOTEXT)('内容多时续页，页码仍全', async () => {
    const lines = Array.from({ length: 90 }, (_, i) => [`第${i}项`, String(i)] as const)
    const text = textOf(await statement({ benefits: [{ title: '医疗保险待遇享受情况', source: '医保部门', lines }] }))
    expect(text).toContain('第1页，共2页')
    expect(text).toContain('第2页，共2页')
  })
})

article('BQ-6', '版式的摘要：改动一处即不同，只及所改的', () => {
  test('改了待遇享受证明的版式，记录单的不变；改了共用的，都变', () => {
    const altered = (name: string) => {
      const templates = new Map([
        ...PRINTER.templates,
        [name, Buffer.concat([PRINTER.templates.get(name)!, Buffer.from(' ')])],
      ])
      const other = openPrinter({ ...PRINTER, templates })
      return PAPER_FORMS.map((form) => Buffer.compare(other.templateDigest(form), printer.templateDigest(form)) !== 0)
    }
    expect(altered('benefit.typ')).toEqual([false, false, true])
    expect(altered('paper.typ')).toEqual([true, true, true])
    expect(altered('letter.typ')).toEqual([false, false, false])
  })
})

article('M14-15d', '书面证明', () => {
  test.skipIf(!HAS_PDFTOTEXT)('参保缴费证明', async () => {
    const text = textOf(await printer.proof(proofPage(sampleProof()), sampleStamp()))
    for (const part of ['社会保险参保缴费证明', '2024年1月至2025年12月', '吉𠮷', '特此证明'])
      expect(text).toContain(part)
    expect(text).toContain('准许出具的条文《社会保险个人权益记录管理办法》第15条')
  })

  test.skipIf(!HAS_PDFTOTEXT)('条文照决定所写，几部文件都列出，不使一页的纸成为两页', async () => {
    const articles = ['M14-15c', 'M14-15d', 'N107-3f', 'BQ-5(2)']
    const [one = '', several = ''] = (await Promise.all([statement(), statement({ articles })])).map((pdf) =>
      textOf(pdf).replace(/\s+/g, ''),
    )
    for (const text of [one, several]) expect(text).toContain('第1页，共1页')
    expect(several).toContain('《社会保险个人权益记录管理办法》第15条')
    expect(several).toContain('《北京市社会保险个人权益记录查询使用管理办法》第5条第2项')
    expect(one).not.toContain('《北京市')
  })

  test('字库中没有的字，止而不印', async () => {
    const rare = statementPage(sampleStatement(sampleOrigin('李\u{3FFFD}')))
    expect(await codeOf(printer.statement(rare, sampleStamp()))).toMatch(/^paper\.missing-glyph .*U\+3FFFD/)
    expect(
      await codeOf(printer.statement(statementPage(sampleStatement(sampleOrigin('李\n四'))), sampleStamp())),
    ).toMatch(/^paper\.missing-glyph .*U\+000A/)
  })

  test('𠮷 只在后备字库中：没有后备即止', async () => {
    const [regular, bold] = PRINTER.fonts.map((font) => glyphsOf([font]))
    expect([canDraw(regular!, '𠮷'), canDraw(bold!, '𠮷')]).toEqual([false, false])
    expect(canDraw(glyphsOf(PRINTER.fonts), '𠮷')).toBe(true)
    const poor = openPrinter({ ...PRINTER, fonts: PRINTER.fonts.slice(0, 2) })
    expect(await codeOf(poor.statement(statementPage(sampleStatement()), sampleStamp()))).toContain('𠮷')
    poor.close()
  })
})

describe('纸面不执行任何内容', () => {
  const TRAPS = [
    '#panic("x")',
    '#read("paper.typ")',
    '$ x $',
    '*粗* _斜_',
    '=cmd|calc',
    '\\ ] } `raw` <label> @ref',
    '// 注',
  ]

  test.skipIf(!HAS_PDFTOTEXT).each(TRAPS)('%s 照印', async (trap) => {
    const employer = { name: trap, number: trap }
    const text = textOf(
      await printer.statement(statementPage(sampleStatement({ ...sampleOrigin(trap), employer })), sampleStamp()),
    )
    expect(text.split(trap.replaceAll(' ', '')).length).toBeGreaterThanOrEqual(4)
  })
})

describe('内容摘要', () => {
  test('同文同摘要，改一字即不同，移位亦不同', () => {
    const digest = (changes = {}) => contentDigest(statementPage(sampleStatement(changes))).toString('hex')
    expect(digest()).toBe(digest())
    expect(digest({ year: 2023 })).not.toBe(digest())
    expect(contentDigest({ a: ['x', 'y'] })).not.toEqual(contentDigest({ a: ['xy'] }))
    expect(contentDigest({ b: '1', a: '2' })).toEqual(contentDigest({ a: '2', b: '1' }))
  })
})
