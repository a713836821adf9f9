import { expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { shippedStandard } from '../../test/standard.js'
import { bytesAt } from '../archive/byte-source.js'
import type { Day } from '../kernel/day.js'
import { mapHeader } from './header.js'
import { openForm } from './open-form.js'
import { openTable } from './open-table.js'
import { readXml } from './read-xml.js'
import { columnsOf, isInFile, rowFault } from './standard-gate.js'
import { FILE_LIMITS, type Row } from './table.js'
import { headingOf, templateCsv, templateFields, templateXlsx } from './template.js'
import { writeWorkbook } from './workbook-writing.js'
import { openZip } from './zip-parts.js'

const TODAY = '2026-03-16' as Day
const standard = shippedStandard()
const FILED = standard.kinds().filter(({ channels }) => channels.includes('file'))

async function partsOf(bytes: Buffer) {
  const parts = await openZip(bytesAt(bytes), FILE_LIMITS)
  const text = async (name: string) => {
    const pieces: Buffer[] = []
    for await (const piece of parts.stream(name)) pieces.push(piece)
    return Buffer.concat(pieces).toString()
  }
  /** A part that is no XML is refused here. */
  const parse = async (name: string) => {
    for await (const _ of readXml(parts.stream(name), {}));
  }
  return { names: parts.names(), text, parse }
}

/** The template as a clerk would fill it in: the same header, one row of the examples. */
function filledIn(kind: (typeof FILED)[number], change: Readonly<Record<string, string>> = {}): Buffer {
  const fields = templateFields(kind)
  const row = fields.map(({ id, example }) => change[id] ?? example)
  return writeWorkbook([{ name: '填报', rows: [fields.map(headingOf), row], widths: [], frozen: 1 }], [])
}

async function rowsIn(kind: (typeof FILED)[number], bytes: Buffer) {
  const form = await openForm(bytes, columnsOf(kind))
  const rows: Row[] = []
  for await (const row of form.rows) rows.push(row)
  return { form, rows, inFile: { ...kind, fields: kind.fields.filter(isInFile) } }
}

article('WH-5', '模板由采集标准而来，填好即为本系统所接受', () => {
  test.each(FILED)('$zh 的模板：列名认得，号码列是文本，代码表是下拉列表，附示例与说明', async (kind) => {
    const bytes = templateXlsx(standard, kind)
    const { names, text, parse } = await partsOf(bytes)
    for (const name of names) await parse(name)
    const workbook = await text('xl/workbook.xml')
    for (const sheet of ['填报', '示例', '说明']) expect(workbook).toContain(`name="${sheet}"`)
    const fill = await text('xl/worksheets/sheet1.xml')
    expect(fill.match(/<col [^>]*style="1"/g)).toHaveLength(templateFields(kind).length)
    expect(await text('xl/styles.xml')).toContain('<xf numFmtId="49"')
    const lists = templateFields(kind).filter(({ type }) => type === 'code')
    for (const { list } of lists) {
      expect(fill).toContain(`<formula1>codes_${list!.id}</formula1>`)
      expect(workbook).toContain(`name="codes_${list!.id}"`)
      for (const code of Object.keys(list!.values))
        expect(await text('xl/worksheets/sheet4.xml')).toContain(`>${code}<`)
    }
    const table = await openTable(bytes)
    const cells: string[][] = []
    for await (const row of table.rows) cells.push([...row.cells])
    const header = mapHeader(cells.at(-1)!, columnsOf(kind))
    expect(header.columns.size).toBe(templateFields(kind).length)
    expect(header.notices).toEqual([])
  })

  test.each(FILED.filter(({ received }) => !received))('$zh 填好示例，一行不拒；改坏一格即拒于其列', async (kind) => {
    const good = await rowsIn(kind, filledIn(kind))
    expect(good.rows.map((row) => rowFault(good.inFile, good.form.header, row, TODAY))).toEqual([undefined])
    const [tried, column, code] = kind.fields.some(({ id }) => id === 'identityNumber')
      ? ['identityNumber', '社会保障号码', 'identity.scientific-notation']
      : ['amount', '金额', 'field.scientific-notation']
    const bad = await rowsIn(kind, filledIn(kind, { [tried]: '1.10101E+17' }))
    const fault = rowFault(bad.inFile, bad.form.header, bad.rows[0]!, TODAY)
    expect(fault).toMatchObject({ row: 2, column, code })
    expect(fault!.sentence.zh + fault!.remedy.zh).toMatch(/Excel.*文本/)
  })

  test('十八位号码在文本列中一位不少；对照：数值列里后几位已丢', async () => {
    const kind = standard.kind('monthlyFiling')
    const good = await rowsIn(kind, filledIn(kind))
    expect(good.rows[0]!.cells[0]).toBe('110106199002289996')
    const asNumber = filledIn(kind).length > 0 ? String(Number('110106199002289996')) : ''
    expect(asNumber).not.toBe('110106199002289996')
  })

  test.each(FILED)('$zh 的 CSV 模板也认得', async (kind) => {
    const lines = templateCsv(kind).trim().split('\r\n')
    const header = mapHeader(lines.at(-1)!.replace('\ufeff', '').split(','), columnsOf(kind))
    expect(header.columns.size).toBe(templateFields(kind).length)
  })

  test('同一标准写出的模板逐字节相同', () => {
    const kind = standard.kind('monthlyFiling')
    expect(templateXlsx(standard, kind).equals(templateXlsx(standard, kind))).toBe(true)
  })
})
