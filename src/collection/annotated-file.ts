import iconv from 'iconv-lite'
import { type OutPart, zipped } from './zip-out.js'

/** 标注件的一行：the cells as they came, and what became of them. */
export interface AnnotatedRow {
  readonly cells: readonly string[]
  readonly verdict: string
  readonly remedy: string
  readonly refused: boolean
}

export type AnnotatedForm = 'csv' | 'xlsx'

export const VERDICT = '核验结果'
export const REMEDY = '处理办法'

/** 标注件，CSV：in the encoding of the original, GB18030 or UTF-8 with its mark. */
export async function* annotatedCsv(rows: AsyncIterable<AnnotatedRow>, gb18030: boolean): AsyncGenerator<Buffer> {
  if (!gb18030) yield Buffer.from('\ufeff')
  const encode = (text: string) => (gb18030 ? iconv.encode(text, 'gb18030') : Buffer.from(text))
  for await (const text of lines(rows)) yield encode(text)
}

const GATHERED = 500

async function* lines(rows: AsyncIterable<AnnotatedRow>): AsyncGenerator<string> {
  let waiting: string[] = []
  for await (const row of rows) {
    waiting.push(`${widened(row).map(quoted).join(',')}\r\n`)
    if (waiting.length < GATHERED) continue
    yield waiting.join('')
    waiting = []
  }
  yield waiting.join('')
}

/** 标注件，XLSX：every cell is text, so that no number loses its digits; refused rows are coloured. */
export function annotatedXlsx(rows: AsyncIterable<AnnotatedRow>): AsyncGenerator<Buffer> {
  return zipped([...FIXED, { name: 'xl/worksheets/sheet1.xml', text: sheet(rows) }])
}

async function* sheet(rows: AsyncIterable<AnnotatedRow>): AsyncGenerator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetData>`
  let n = 0
  for await (const row of rows) {
    const style = row.refused ? ' s="1"' : ''
    const cells = widened(row).map((cell) =>
      cell === ''
        ? `<c${style}/>`
        : `<c t="inlineStr"${style}><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`,
    )
    yield `<row r="${++n}">${cells.join('')}</row>`
  }
  yield '</sheetData></worksheet>'
}

function widened({ cells, verdict, remedy }: AnnotatedRow): string[] {
  return [...cells.map(guarded), verdict, remedy]
}

/** What a spreadsheet would run as a formula is quoted off; a plain number below zero is none. */
function guarded(cell: string): string {
  if (!/^[=+\-@\t\r]/.test(cell) || /^[+-]?\d[\d,]*(\.\d+)?$/.test(cell)) return cell
  return `'${cell}`
}

function quoted(cell: string): string {
  return /[",\r\n;\t|]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

function escaped(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot hold
  const sayable = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
  return sayable.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
const relations = (...all: string[]) =>
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`
const part = (name: string, text: string): OutPart => ({ name, text: [text] })

const FIXED: readonly OutPart[] = [
  part(
    '[Content_Types].xml',
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
  ),
  part('_rels/.rels', relations(relation('r1', 'officeDocument', 'xl/workbook.xml'))),
  part(
    'xl/workbook.xml',
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="标注件" sheetId="1" r:id="r1"/></sheets></workbook>`,
  ),
  part(
    'xl/_rels/workbook.xml.rels',
    relations(relation('r1', 'worksheet', 'worksheets/sheet1.xml'), relation('r2', 'styles', 'styles.xml')),
  ),
  part(
    'xl/styles.xml',
    `${XML}<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFE2D9"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fillId="2" applyFill="1"/></cellXfs></styleSheet>`,
  ),
]
