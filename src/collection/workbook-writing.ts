import { type Part, writeZip } from './zip-writing.js'

/** 要写的工作表。Every cell is text, and its column is formatted as text, so that a spreadsheet keeps long numbers whole. */
export interface SheetToWrite {
  readonly name: string
  readonly rows: readonly (readonly string[])[]
  /** 列宽，in characters. */
  readonly widths: readonly number[]
  readonly choices?: readonly Choice[]
  readonly frozen?: number
}

/** 下拉列表，in a column of the sheet, from a column of another. */
export interface Choice {
  readonly column: number
  readonly fromRow: number
  readonly throughRow: number
  readonly list: string
  readonly title: string
  readonly prompt: string
  /** 一格只取一个的，不在列表中的不让填. */
  readonly strict: boolean
}

export interface NamedList {
  readonly name: string
  readonly sheet: string
  readonly column: number
  readonly rows: number
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
/** 样式：0 as it comes, 1 text, 2 the header: text, bold, wrapped. */
const [TEXT, HEADER] = [1, 2]
/** What a prompt may hold. */
const PROMPT_MOST = 250

export function writeWorkbook(sheets: readonly SheetToWrite[], lists: readonly NamedList[]): Buffer {
  const numbered = sheets.map((sheet, i) => ({ sheet, id: i + 1 }))
  return writeZip([
    { name: '[Content_Types].xml', text: contentTypes(numbered.map(({ id }) => id)) },
    { name: '_rels/.rels', text: relations([['officeDocument', 'xl/workbook.xml']]) },
    { name: 'xl/workbook.xml', text: workbook(sheets, lists) },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: relations([
        ...numbered.map(({ id }) => ['worksheet', `worksheets/sheet${id}.xml`] as const),
        ['styles', 'styles.xml'],
      ]),
    },
    { name: 'xl/styles.xml', text: STYLES },
    ...numbered.map(({ sheet, id }): Part => ({ name: `xl/worksheets/sheet${id}.xml`, text: worksheet(sheet) })),
  ])
}

const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF7"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment wrapText="1" vertical="center"/></xf></cellXfs></styleSheet>`

function contentTypes(sheets: readonly number[]): string {
  const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const parts = sheets.map((id) => [`/xl/worksheets/sheet${id}.xml`, `${main}.worksheet+xml`])
  const all = [['/xl/workbook.xml', `${main}.sheet.main+xml`], ['/xl/styles.xml', `${main}.styles+xml`], ...parts]
  const overrides = all.map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`)
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`
}

function relations(of: readonly (readonly [string, string])[]): string {
  const each = of.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`
}

function workbook(sheets: readonly SheetToWrite[], lists: readonly NamedList[]): string {
  const named = lists.map(({ name, sheet, column, rows }) => {
    const letters = columnName(column)
    return `<definedName name="${name}">'${escaped(sheet)}'!$${letters}$2:$${letters}$${rows + 1}</definedName>`
  })
  const each = sheets.map(({ name }, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
  const names = named.length === 0 ? '' : `<definedNames>${named.join('')}</definedNames>`
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${each.join('')}</sheets>${names}</workbook>`
}

function worksheet({ rows, widths, choices = [], frozen = 0 }: SheetToWrite): string {
  const pane = `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/>`
  const views = `<sheetViews><sheetView workbookViewId="0">${frozen === 0 ? '' : pane}</sheetView></sheetViews>`
  const cols = widths.map(
    (width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" style="${TEXT}" customWidth="1"/>`,
  )
  const data = rows.map((cells, i) => rowOf(cells, i + 1, i < frozen ? HEADER : TEXT))
  const validations = choices.map(validation)
  const validated =
    validations.length === 0
      ? ''
      : `<dataValidations count="${validations.length}">${validations.join('')}</dataValidations>`
  return `${HEAD}<worksheet xmlns="${MAIN}">${views}<cols>${cols.join('')}</cols><sheetData>${data.join('')}</sheetData>${validated}</worksheet>`
}

function rowOf(cells: readonly string[], row: number, style: number): string {
  const each = cells.map((text, i) => {
    const at = `r="${columnName(i)}${row}" s="${style}"`
    return text === ''
      ? `<c ${at}/>`
      : `<c ${at} t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`
  })
  return `<row r="${row}">${each.join('')}</row>`
}

function validation({ column, fromRow, throughRow, list, title, prompt, strict }: Choice): string {
  const letters = columnName(column)
  const said = escaped([...prompt].slice(0, PROMPT_MOST).join(''))
  const shown = `showInputMessage="1" promptTitle="${escaped([...title].slice(0, 30).join(''))}" prompt="${said}"`
  const stop = `type="list" showErrorMessage="1" errorTitle="不在代码表中" error="请从下拉列表中选取，代码的含义见“代码表”页。"`
  return `<dataValidation ${strict ? stop : ''} allowBlank="1" ${shown} sqref="${letters}${fromRow}:${letters}${throughRow}">${strict ? `<formula1>${list}</formula1>` : ''}</dataValidation>`
}

/** A, B, …, Z, AA. */
export function columnName(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : columnName(Math.floor(column / 26) - 1) + columnName(column % 26)
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
