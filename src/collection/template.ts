import type { Standard } from '../policy/standard.js'
import { type CodeList, FIELD_TYPES, LEVELS, type StandardField, type StandardKind } from '../policy/standard-field.js'
import { isInFile } from './standard-gate.js'
import { type Choice, type NamedList, type SheetToWrite, writeWorkbook } from './workbook-writing.js'

/** 下载的模板，由采集标准而来：a header the reader knows, drop-down lists, text columns, an example, notes and codes. */
const PREPARED_ROWS = 5000
const SHEETS = { fill: '填报', example: '示例', notes: '说明', codes: '代码表' } as const
/** 征收结果文件的首行是控制记录。 */
const CONTROL = ['批次号', '', '行数', '', '金额合计', '']
const EXAMPLE_CONTROL = ['批次号', '20260310001', '行数', '1', '金额合计', '1920.00']

export function templateFields({ fields }: StandardKind): readonly StandardField[] {
  return fields.filter(isInFile)
}

/** 列名，如 *姓名(AAC003)：the star is for “must be filled in”. */
export function headingOf({ names, code, required, requiredIn }: StandardField): string {
  const star = required || requiredIn === 'file' ? '*' : ''
  return `${star}${names[0]}${code === undefined ? '' : `(${code})`}`
}

export function templateXlsx(standard: Standard, kind: StandardKind): Buffer {
  const fields = templateFields(kind)
  const lists = listsOf(fields)
  const header = fields.map(headingOf)
  const above = kind.received ? [CONTROL] : []
  const widths = fields.map(({ most = 14, type }) =>
    type === 'identity' || type === 'creditCode' ? 22 : Math.min(30, most + 4),
  )
  const named = lists.map(({ id, values }, i): NamedList => {
    return { name: `codes_${id}`, sheet: SHEETS.codes, column: i * 2, rows: Object.keys(values).length }
  })
  const example = [...(kind.received ? [EXAMPLE_CONTROL] : []), header, fields.map(({ example: one }) => one)]
  const sheets: SheetToWrite[] = [
    {
      ...{ name: SHEETS.fill, rows: [...above, header], widths, frozen: above.length + 1 },
      choices: fields.flatMap((field, column) => choiceOf(field, column, above.length + 2)),
    },
    { name: SHEETS.example, rows: example, widths, frozen: above.length + 1 },
    { name: SHEETS.notes, rows: notesOf(standard, kind, fields), widths: [22, 12, 8, 40, 40, 20, 26], frozen: 3 },
    ...(lists.length === 0
      ? []
      : [{ name: SHEETS.codes, rows: codeRows(lists), widths: lists.flatMap(() => [14, 34]), frozen: 1 }]),
  ]
  return writeWorkbook(sheets, named)
}

/** 逗号分隔的模板：the header alone, with the mark by which Excel reads it as UTF-8. */
export function templateCsv(kind: StandardKind): string {
  const rows = [...(kind.received ? [CONTROL] : []), templateFields(kind).map(headingOf)]
  return `\ufeff${rows.map((cells) => cells.join(',')).join('\r\n')}\r\n`
}

function listsOf(fields: readonly StandardField[]): CodeList[] {
  const lists = fields.flatMap(({ list }) => (list === undefined ? [] : [list]))
  return lists.filter((list, i) => lists.findIndex(({ id }) => id === list.id) === i)
}

function choiceOf({ list, type, zh, hint }: StandardField, column: number, fromRow: number): Choice[] {
  if (list === undefined) return []
  const codes = Object.entries(list.values).map(([code, { zh }]) => `${code} ${zh}`)
  const several = type === 'codes' ? '可填几个，以顿号分隔。' : ''
  const prompt = `${hint === undefined ? '' : `${hint.zh}。`}${several}${codes.join('；')}`
  const rows = { fromRow, throughRow: fromRow + PREPARED_ROWS - 1 }
  return [{ column, ...rows, list: `codes_${list.id}`, title: zh, prompt, strict: type === 'code' }]
}

function notesOf(standard: Standard, kind: StandardKind, fields: readonly StandardField[]): string[][] {
  return [
    [`${kind.zh}：采集标准 ${standard.version}`],
    ['请在“填报”页填写，不要改动列名；号码、金额与年月各列已设为文本，请勿改为数值。带 * 的列须填。'],
    ['列', '部颁代码', '须填', '怎样填', '提示', '审核级别', '凭什么填'],
    ...fields.map((field) => [
      ...[field.names[0]!, field.code ?? '', field.required || field.requiredIn === 'file' ? '是' : ''],
      ...[FIELD_TYPES[field.type].zh, field.hint?.zh ?? '', LEVELS[field.level].zh, field.proof.zh],
    ]),
  ]
}

/** Two columns a list: codes, and what they are called. */
function codeRows(lists: readonly CodeList[]): string[][] {
  const longest = Math.max(...lists.map(({ values }) => Object.keys(values).length))
  const head = lists.flatMap(({ id, code }) => [code ?? id, '说法'])
  const body = Array.from({ length: longest }, (_, i) =>
    lists.flatMap(({ values }) => {
      const entry = Object.entries(values)[i]
      return entry === undefined ? ['', ''] : [entry[0], entry[1].zh]
    }),
  )
  return [head, ...body]
}
