import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../kernel/refusal.js'
import { requirePlain } from './formula.js'
import { openTable } from './open-table.js'
import { FILE_LIMITS, type FileLimits, type Row } from './table.js'

const HEAD = '社会保障号码,姓名,缴费工资'
const LINE = '110101196501129991,沈秋禾,8000.00'

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
    if (error instanceof Refusal) return `${error.entry.code}${'row' in error.facts ? `@${error.facts.row}` : ''}`
    throw error
  }
}

const bom = (...bytes: number[]) => Buffer.from(bytes)
const utf16 = (text: string, form: 'utf-16le' | 'utf-16be') => iconv.encode(text, form)

describe('CSV 的文字编码', () => {
  const text = `${HEAD}\r\n${LINE}\r\n110102197003059987,𠮷田·禾,7162.50\r\n`
  test.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 带 BOM', Buffer.concat([bom(0xef, 0xbb, 0xbf), Buffer.from(text)]), 'utf-8'],
    ['GB18030（𠮷为四字节）', iconv.encode(text, 'gb18030'), 'gb18030'],
    ['UTF-16 LE 带 BOM', Buffer.concat([bom(0xff, 0xfe), utf16(text, 'utf-16le')]), 'utf-16le'],
    ['UTF-16 BE 带 BOM', Buffer.concat([bom(0xfe, 0xff), utf16(text, 'utf-16be')]), 'utf-16be'],
    ['UTF-16 LE 无 BOM', utf16(text, 'utf-16le'), 'utf-16le'],
    ['UTF-16 BE 无 BOM', utf16(text, 'utf-16be'), 'utf-16be'],
  ])('%s', async (_what, bytes, encoding) => {
    const table = await readAll(bytes)
    expect(table.encoding).toBe(encoding)
    expect(table.rows).toEqual([
      { row: 1, cells: HEAD.split(',') },
      { row: 2, cells: LINE.split(',') },
      { row: 3, cells: ['110102197003059987', '𠮷田·禾', '7162.50'] },
    ])
  })

  test.each([
    [
      'UTF-8 带 BOM 而有坏字节',
      Buffer.concat([bom(0xef, 0xbb, 0xbf), Buffer.from(`${HEAD}\n`), bom(0xff)]),
      'file.encoding-broken@2',
    ],
    [
      'UTF-8 的一行坏了',
      Buffer.concat([Buffer.from(`${HEAD}\n${LINE}\n`), bom(0xe6, 0xb2), Buffer.from(`\n${LINE}`)]),
      'file.encoding-mixed@3',
    ],
    [
      'UTF-8 与 GB18030 拼接',
      Buffer.concat([Buffer.from(`${HEAD}\n`), iconv.encode(`${LINE}\n`, 'gb18030')]),
      'file.encoding-mixed@2',
    ],
    [
      'GB18030 的坏字节',
      Buffer.concat([iconv.encode(`${HEAD}\n${LINE}\n`, 'gb18030'), bom(0xff, 0x0a)]),
      'file.encoding-broken@3',
    ],
    [
      'GB18030 在字中间断了',
      iconv
        .encode(HEAD + LINE, 'gb18030')
        .subarray(0, -9)
        .subarray(0, 3),
      'file.encoding-broken@1',
    ],
    ['只有两字节的外文，分不清', Buffer.from([0xc4, 0xa3, 0x2c, 0x31]), 'file.encoding-unclear'],
    ['NUL', Buffer.from(`${HEAD}\n${LINE}\n1\0,2,3`), 'file.nul@3'],
    ['NUL（BOM 之后）', Buffer.from(`\ufeff${HEAD}\n1\0,2,3`), 'file.nul@2'],
    ['UTF-16 里的 NUL', Buffer.concat([bom(0xff, 0xfe), utf16(`${HEAD}\n1\0,2`, 'utf-16le')]), 'file.nul@2'],
    [
      'UTF-16 半个生僻字',
      Buffer.concat([bom(0xff, 0xfe), utf16(`${HEAD}\n`, 'utf-16le'), bom(0x42, 0xd8, 0x0a, 0)]),
      'file.encoding-broken@2',
    ],
    [
      'UTF-16 单个字节结尾',
      Buffer.concat([bom(0xff, 0xfe), utf16(`${HEAD}\n`, 'utf-16le'), bom(0x31)]),
      'file.encoding-broken@2',
    ],
    ['UTF-32', Buffer.from([0x31, 0, 0, 0, 0x2c, 0, 0, 0]), 'file.nul@1'],
  ])('%s：不猜，拒绝', async (_what, bytes, code) => {
    expect(await fate(bytes)).toBe(code)
  })
})

describe('CSV 的行与格', () => {
  test.each([',', '\t', ';', '|'])('分隔符“%s”', async (sign) => {
    const table = await readAll(Buffer.from(`${HEAD}\n${LINE}`.replaceAll(',', sign)))
    expect(table.separator).toBe(sign)
    expect(table.rows[1]!.cells).toEqual(LINE.split(','))
  })

  test('换行 LF、CRLF、CR 混用，空行不给出但照计行号', async () => {
    const { rows } = await readAll(Buffer.from(`${HEAD}\n\r\n${LINE}\r,,\n${LINE}`))
    expect(rows.map(({ row }) => row)).toEqual([1, 3, 5])
  })

  test('引号内的逗号、换行与双引号', async () => {
    const { rows } = await readAll(Buffer.from('a,b\n"x,1","y\n""z"""\nc,d'))
    expect(rows.map(({ cells }) => cells)).toEqual([
      ['a', 'b'],
      ['x,1', 'y\n"z"'],
      ['c', 'd'],
    ])
    expect(rows.map(({ row }) => row)).toEqual([1, 2, 3])
  })

  test.each([
    ['引号没有关', `${HEAD}\n${LINE}\n"110101,x,y\n${LINE}`, 'file.quote@3'],
    ['引号后有字', `${HEAD}\n"a"b,c,d`, 'file.quote@2'],
    ['引号在字中间', `${HEAD}\na"b",c,d`, 'file.quote@2'],
    ['单元格过长', `${HEAD}\n${'1'.repeat(40_000)},a,b`, 'file.cell-too-long@2'],
    ['没有尽头的引号', `${HEAD}\n"${'1,'.repeat(700_000)}`, 'file.cell-too-long@2'],
    ['201 列', `${'a,'.repeat(200)}b`, 'file.too-many-columns@1'],
  ])('%s', async (_what, text, code) => {
    expect(await fate(Buffer.from(text))).toBe(code)
  })

  test('行数与字节数到限为止', async () => {
    const bytes = Buffer.from(`${HEAD}\n${`${LINE}\n`.repeat(4)}`)
    expect(await fate(bytes, { ...FILE_LIMITS, rows: 4 })).toBe('read')
    expect(await fate(bytes, { ...FILE_LIMITS, rows: 3 })).toBe('file.too-many-rows')
    expect(await fate(bytes, { ...FILE_LIMITS, bytes: bytes.length })).toBe('read')
    expect(await fate(bytes, { ...FILE_LIMITS, bytes: bytes.length - 1 })).toBe('file.too-large')
  })

  test('超限的上传不会被收完', async () => {
    let given = 0
    async function* endless() {
      for (;;) yield Buffer.alloc(1024 * 1024, 49 + (given++ % 2))
    }
    await expect(openTable(endless())).rejects.toThrow('file.too-large')
    expect(given).toBe(51)
  })

  test.each(['=1+1', '+8613800000000', '-1+2', '@SUM(A1)', ' =1', '＝1+1', '-'])('“%s”按公式逐行拒绝', async (cell) => {
    const { rows } = await readAll(Buffer.from(`a,b\nx,${cell}\ny,-12.50`))
    expect(rows[1]).toEqual({ row: 2, cells: ['x', cell], formulas: [1] })
    expect(() => requirePlain(rows[1]!)).toThrow('row.formula')
    expect(() => requirePlain(rows[2]!)).not.toThrow()
  })

  test('任何文字的表格写出再读回，一格不差', async () => {
    const cell = fc.string({ unit: fc.constantFrom(...'沈𠮷a1,;"\n\r\t| ') })
    const tables = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(tables, async (table) => {
        const text = [
          '社保,姓名',
          ...table.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')),
        ]
        const { rows } = await readAll(Buffer.from(text.join('\r\n')))
        const full = table.flatMap((cells, i) =>
          cells.every((one) => one.trim() === '') ? [] : [{ row: i + 2, cells }],
        )
        expect(rows.slice(1).map(({ row, cells }) => ({ row, cells }))).toEqual(full)
      }),
    )
  })

  test('任何字节要么读完，要么被有名目地拒绝', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(await fate(Buffer.from(bytes))).toMatch(/^(read|file\.)/)
      }),
      { numRuns: 500 },
    )
  })
})
