import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { xlsx, xlsxOf, xlsxParts } from '../../test/xlsx-writer.js'
import { zip } from '../../test/zip-writer.js'
import { Refusal } from '../kernel/refusal.js'
import { openTable } from './open-table.js'
import { FILE_LIMITS, type FileLimits, type Row } from './table.js'

async function readAll(bytes: Buffer, limits?: FileLimits) {
  const table = await openTable(bytes, limits)
  const rows: Row[] = []
  for await (const row of table.rows) rows.push(row)
  return { ...table, rows }
}

async function fate(bytes: Buffer, limits?: FileLimits): Promise<string> {
  try {
    await readAll(bytes, limits)
    return 'read'
  } catch (error) {
    if (error instanceof Refusal) return error.entry.code
    throw error
  }
}

const PLAIN = [
  ['社会保障号码', '姓名', '缴费工资'],
  ['110101196501129991', '𠮷田 & 禾', '8000.00'],
]
const oneRow = (cells: string, more: object = {}) =>
  xlsx({ sheets: [{ xml: `<sheetData><row r="1">${cells}</row></sheetData>` }], ...more })
const styles = (formats: string, ...ids: number[]) =>
  `<styleSheet><numFmts>${formats}</numFmts><cellXfs>${ids.map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`

describe('XLSX 读得出', () => {
  test.each([false, true])('内联文字（strict: %s）', async (strict) => {
    const table = await readAll(xlsx({ sheets: [{ name: '申报', rows: PLAIN }], strict }))
    expect(table).toMatchObject({ kind: 'xlsx', sheet: '申报', notices: [] })
    expect(table.rows).toEqual([
      { row: 1, cells: PLAIN[0] },
      { row: 2, cells: PLAIN[1] },
    ])
  })

  test('共享文字：分段相连，注音不算', async () => {
    const sharedStrings =
      '<sst><si><t>沈</t></si><si><r><t>秋</t></r><r><t xml:space="preserve"> 禾</t></r><rPh><t>qiu</t></rPh></si></sst>'
    const { rows } = await readAll(oneRow('<c t="s"><v>1</v></c><c t="s"><v>0</v></c>', { sharedStrings }))
    expect(rows[0]!.cells).toEqual(['秋 禾', '沈'])
  })

  test('跳过的格补空，空行不给出但照计行号', async () => {
    const xml =
      '<sheetData><row r="2"><c r="C2"><v>1</v></c></row><row r="3"><c s="1"/></row><row r="7"><c r="A7"><v>2</v></c></row></sheetData>'
    const { rows } = await readAll(xlsx({ sheets: [{ xml }] }))
    expect(rows).toEqual([
      { row: 2, cells: ['', '', '1'] },
      { row: 7, cells: ['2'] },
    ])
  })

  test.each([
    ['8000', '8000'],
    ['8000.5', '8000.5'],
    ['7.0000000000000007E-2', '0.07'],
    ['4.0999999999999996', '4.1'],
    ['7162.4399999999996', '7162.44'],
    ['5.0E3', '5000'],
    ['-12.5', '-12.5'],
    ['110101650112999', '110101650112999'],
    ['110101196501129991', '1.10101E+17'],
    ['1.1010119650112899E+17', '1.10101E+17'],
    ['1000000000000000', '1E+15'],
    ['abc', 'abc'],
  ])('数值 %s 读作 %s', async (raw, text) => {
    const { rows } = await readAll(oneRow(`<c><v>${raw}</v></c>`))
    expect(rows[0]!.cells).toEqual([text])
  })

  test.each([
    [14, '', '45870', '2025-08-01'],
    [17, '', '45870', '2025-08'],
    [57, '', '45870', '2025-08'],
    [58, '', '45870', '2025-08-01'],
    [200, '<numFmt numFmtId="200" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>', '45870', '2025-08'],
    [200, '<numFmt numFmtId="200" formatCode="[$-804]yyyy\\-mm\\-dd;@"/>', '45870', '2025-08-01'],
    [200, '<numFmt numFmtId="200" formatCode="[Red]0.00&quot;day&quot;"/>', '45870', '45870'],
    [14, '', '59', '1900-02-28'],
    [14, '', '60', '1900-02-29'],
    [14, '', '61', '1900-03-01'],
    [14, '', '45870.5', '2025-08-01 12:00:00'],
    [0, '', '45870', '45870'],
  ])('格式 %s%s 的 %s 读作 %s', async (id, formats, raw, text) => {
    const { rows } = await readAll(oneRow(`<c s="1"><v>${raw}</v></c>`, { styles: styles(formats, 0, id) }))
    expect(rows[0]!.cells).toEqual([text])
  })

  test('1904 年起算的日期', async () => {
    const { rows } = await readAll(oneRow('<c s="0"><v>44408</v></c>', { styles: styles('', 14), date1904: true }))
    expect(rows[0]!.cells).toEqual(['2025-08-01'])
  })

  test('公式格标明，逐行由人改正', async () => {
    const { rows } = await readAll(oneRow('<c><v>1</v></c><c><f>A1*2</f><v>2</v></c><c><f>NA()</f></c>'))
    expect(rows[0]).toEqual({ row: 1, cells: ['1', '2', ''], formulas: [1, 2] })
  })

  test('隐藏的表、别的表、隐藏的行、合并的格，一一告知', async () => {
    const xml =
      '<sheetData><row r="1" hidden="1"><c><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    const table = await readAll(
      xlsx({ sheets: [{ name: '底稿', state: 'veryHidden' }, { name: '申报', xml }, { name: '说明' }] }),
    )
    expect(table.sheet).toBe('申报')
    expect(table.notices).toEqual([
      { code: 'hiddenSheets', names: ['底稿'] },
      { code: 'otherSheets', names: ['说明'] },
      { code: 'hiddenRows', count: 1 },
      { code: 'mergedCells', count: 1 },
    ])
  })
})

const BOMB = Buffer.alloc(20 * 1024 * 1024, 32)
const DTD = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
const parts = xlsxParts({ sheets: [{ rows: PLAIN }] })
const renamed = (name: string) => zip([...parts, { name, data: 'x' }])
const stored = (data: string) =>
  zip(parts.map((one) => (one.name.includes('sheet1') ? { ...one, data, stored: true } : one)))
const sheetOf = (xml: string) => xlsx({ sheets: [{ xml }] })

article('M14-6b', '上传的工作簿先查后读：异常的一律不读', () => {
  test.each<[string, () => Buffer, string]>([
    ['压缩比异常', () => zip([...parts, { name: 'xl/media/x.bin', data: BOMB }]), 'file.bomb'],
    [
      '标小的大小',
      () => zip(parts.map((one) => (one.name.includes('sheet1') ? { ...one, statedSize: 10 } : one))),
      'file.lying-size',
    ],
    [
      '标大的大小',
      () => zip(parts.map((one) => (one.name.includes('sheet1') ? { ...one, statedSize: 9999 } : one))),
      'file.lying-size',
    ],
    [
      '校验和不符',
      () => zip(parts.map((one) => (one.name.includes('sheet1') ? { ...one, statedCrc: 1 } : one))),
      'file.broken',
    ],
    [
      '部件过多',
      () => zip([...parts, ...Array.from({ length: 200 }, (_, i) => ({ name: `x/${i}`, data: '' }))]),
      'file.too-many-entries',
    ],
    ['重名部件', () => renamed('xl/workbook.xml'), 'file.unsafe-archive'],
    ['大小写不同的重名', () => renamed('XL/Workbook.xml'), 'file.unsafe-archive'],
    ['越界的名字', () => renamed('../../etc/passwd'), 'file.unsafe-archive'],
    ['绝对的名字', () => renamed('/etc/passwd'), 'file.unsafe-archive'],
    ['反斜线的名字', () => renamed('xl\\x'), 'file.unsafe-archive'],
    [
      '重叠的部件',
      () => zip([...parts, { name: 'xl/again.xml', data: parts[1]!.data, sameBytesAs: parts[1]!.name }]),
      'file.unsafe-archive',
    ],
    ['加密部件', () => zip([...parts, { name: 'x', data: 'x', encrypted: true }]), 'file.encrypted'],
    ['别的压缩法', () => zip([...parts, { name: 'x', data: 'x', method: 12 }]), 'file.broken'],
    ['宏', () => renamed('xl/vbaProject.bin'), 'file.macros'],
    ['工作簿里的 DTD', () => xlsx({ sheets: [{}], prolog: DTD }), 'file.dtd'],
    ['共享文字里的 DTD', () => xlsx({ sheets: [{ rows: PLAIN }], sharedStrings: `${DTD}<sst/>` }), 'file.dtd'],
    ['样式里的 DTD', () => xlsx({ sheets: [{ rows: PLAIN }], styles: `${DTD}<styleSheet/>` }), 'file.dtd'],
    ['外部实体', () => xlsx({ sheets: [{}], prolog: '<!DOCTYPE x SYSTEM "http://example.invalid/x">' }), 'file.dtd'],
    ['未定义的实体', () => sheetOf('<sheetData><row><c t="str"><v>&x;</v></c></row></sheetData>'), 'file.broken'],
    ['标签不配对', () => sheetOf('<sheetData><row></sheetData>'), 'file.broken'],
    [
      '不是 UTF-8',
      () => zip(parts.map((one) => (one.name.includes('sheet1') ? { ...one, data: Buffer.from([0x3c, 0xff]) } : one))),
      'file.broken',
    ],
    ['没有工作簿', () => zip([{ name: 'word/document.xml', data: '<x/>' }]), 'file.not-xlsx'],
    ['关系指向虚无', () => xlsx({ sheets: [{ rows: PLAIN }], without: ['xl/workbook.xml'] }), 'file.not-xlsx'],
    ['全部隐藏', () => xlsx({ sheets: [{ state: 'hidden' }] }), 'file.no-visible-sheet'],
    ['行号倒退', () => sheetOf('<sheetData><row r="2"/><row r="1"/></sheetData>'), 'file.broken-sheet'],
    ['格号重复', () => oneRow('<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>'), 'file.broken-sheet'],
    ['格号与行号不符', () => oneRow('<c r="A2"><v>1</v></c>'), 'file.broken-sheet'],
    ['共享文字越界', () => oneRow('<c t="s"><v>5</v></c>'), 'file.broken-sheet'],
    ['共享文字为原型名', () => oneRow('<c t="s"><v>__proto__</v></c>'), 'file.broken-sheet'],
    ['201 列', () => oneRow('<c r="GS1"><v>1</v></c>'), 'file.too-many-columns'],
    ['单元格过长', () => oneRow(`<c t="str"><v>${'字'.repeat(33_000)}</v></c>`), 'file.cell-too-long'],
    ['没有尽头的注释', () => stored(`<worksheet><!--${'ab1'.repeat(700_000)}--></worksheet>`), 'file.cell-too-long'],
    ['压缩包截断', () => xlsxOf(PLAIN).subarray(0, -30), 'file.broken'],
    ['旧版 xls', () => Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'file.old-excel'],
    [
      '加密的 xlsx',
      () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      'file.encrypted',
    ],
    ['PDF', () => Buffer.from('%PDF-1.7'), 'file.pdf'],
    ['PNG', () => Buffer.from('89504e470d0a1a0a', 'hex'), 'file.picture'],
    ['网页', () => Buffer.from('\ufeff <html><table>'), 'file.web-page'],
    ['gzip', () => Buffer.from('1f8b0800', 'hex'), 'file.archive'],
    ['空文件', () => Buffer.alloc(0), 'file.empty'],
  ])('%s', async (_what, make, code) => {
    expect(await fate(make())).toBe(code)
  })

  test('对照：不动手脚的同一文件读得出', async () => {
    expect(await fate(zip(parts))).toBe('read')
  })

  test('解压总量到限为止，不论各部件怎么说', async () => {
    const rows = Array.from({ length: 500 }, (_, i) => [`${i * 7919}`, `${i * 104729}`])
    expect(await fate(xlsxOf(rows), { ...FILE_LIMITS, streamed: 10_000 })).toBe('file.bomb')
    expect(await fate(xlsxOf(rows), { ...FILE_LIMITS, rows: 499 })).toBe('read')
    expect(await fate(xlsxOf(rows), { ...FILE_LIMITS, rows: 498 })).toBe('file.too-many-rows')
  })

  test('在任何一处截断、改动任何一个字节：要么读完，要么被有名目地拒绝', async () => {
    const whole = xlsxOf(PLAIN)
    for (let end = 1; end < whole.length; end += 7) {
      expect(await fate(whole.subarray(0, end))).toMatch(/^(read|file\.)/)
    }
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bytes = Buffer.from(whole)
        bytes[at] = bytes[at]! ^ change
        expect(await fate(bytes)).toMatch(/^(read|file\.)/)
      }),
      { numRuns: 400 },
    )
  })
})
