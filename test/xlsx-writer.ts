import { type ZipPart, zip } from './zip-writer.js'

/** 测试用的工作表。A cell is plain text, or the XML of a whole `<c>` element when it begins with one. */
export interface SheetPlan {
  readonly name?: string
  readonly state?: 'hidden' | 'veryHidden'
  readonly rows?: readonly (readonly string[])[]
  /** The whole of sheetData and what follows it, instead of rows. */
  readonly xml?: string
}

export interface WorkbookPlan {
  readonly sheets: readonly SheetPlan[]
  readonly sharedStrings?: string
  readonly styles?: string
  readonly date1904?: boolean
  /** Strict workbooks use other namespaces and the same names. */
  readonly strict?: boolean
  readonly prolog?: string
  readonly more?: readonly ZipPart[]
  readonly without?: readonly string[]
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const STRICT_MAIN = 'http://purl.oclc.org/ooxml/spreadsheetml/main'
const STRICT_RELATIONS = 'http://purl.oclc.org/ooxml/officeDocument/relationships'

export function xlsx(plan: WorkbookPlan): Buffer {
  return zip(xlsxParts(plan))
}

/** 一张表的工作簿。 */
export function xlsxOf(rows: readonly (readonly string[])[]): Buffer {
  return xlsx({ sheets: [{ rows }] })
}

export function xlsxParts(plan: WorkbookPlan): ZipPart[] {
  const [main, relations] = plan.strict ? [STRICT_MAIN, STRICT_RELATIONS] : [MAIN, RELATIONS]
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`
  const sheets = plan.sheets.map((sheet, i) => {
    const state = sheet.state === undefined ? '' : ` state="${sheet.state}"`
    return `<sheet name="${sheet.name ?? `Sheet${i + 1}`}" sheetId="${i + 1}"${state} r:id="r${i + 1}"/>`
  })
  const parts: ZipPart[] = [
    {
      name: '_rels/.rels',
      data: `<Relationships>${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      data: `<?xml version="1.0" encoding="UTF-8"?>${plan.prolog ?? ''}<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr${plan.date1904 ? ' date1904="1"' : ''}/><sheets>${sheets.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: `<Relationships>${plan.sheets.map((_, i) => relation(`r${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`)).join('')}${relation('s', 'sharedStrings', '/xl/sharedStrings.xml')}${relation('t', 'styles', 'styles.xml')}</Relationships>`,
    },
    ...plan.sheets.map((sheet, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, data: sheetXml(sheet, main) })),
  ]
  if (plan.sharedStrings !== undefined) parts.push({ name: 'xl/sharedStrings.xml', data: plan.sharedStrings })
  if (plan.styles !== undefined) parts.push({ name: 'xl/styles.xml', data: plan.styles })
  return [...parts.filter(({ name }) => !plan.without?.includes(name)), ...(plan.more ?? [])]
}

function sheetXml({ rows = [], xml }: SheetPlan, main: string): string {
  const data = xml ?? `<sheetData>${rows.map(rowXml).join('')}</sheetData>`
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${main}">${data}</worksheet>`
}

function rowXml(cells: readonly string[], index: number): string {
  return `<row r="${index + 1}">${cells.map(cellXml).join('')}</row>`
}

function cellXml(text: string): string {
  if (text.startsWith('<c')) return text
  if (text === '') return '<c/>'
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  return `<c t="inlineStr"><is><t>${escaped}</t></is></c>`
}
