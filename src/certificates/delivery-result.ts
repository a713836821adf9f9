import { type Day, parseDay } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { PIECE_REASONS, RETURN_REASONS, type ReturnReason } from './delivery-words.js'
import { wrongResultFile } from './refusals-delivery.js'

/** 回执文件的列。 */
export const RESULT_COLUMNS = ['件号', '结果', '日期', '原因'] as const
type ResultColumn = (typeof RESULT_COLUMNS)[number]

/** 一行回执，as it reads; what is wrong with it beside the column it is wrong in. */
export type ResultRow = { readonly row: number; readonly serial: string } & (
  | { readonly outcome: 'received'; readonly on: Day }
  | { readonly outcome: 'returned'; readonly on: Day; readonly reason: ReturnReason }
  | { readonly wrong: WrongCell }
)

export interface WrongCell {
  readonly column: ResultColumn
  readonly code: string
  readonly sentence: { readonly zh: string; readonly en: string }
  readonly remedy: { readonly zh: string; readonly en: string }
}

const OUTCOMES: Readonly<Record<string, 'received' | 'returned'>> = {
  ...{ 妥投: 'received', 签收: 'received', 退回: 'returned', 退信: 'returned' },
}

/** 首行的列序。Refuses a file that lacks one. */
export function columnsIn(head: readonly string[]): ReadonlyMap<ResultColumn, number> {
  const cells = head.map((cell) => cell.trim())
  const missing = RESULT_COLUMNS.find((column) => !cells.includes(column))
  if (missing !== undefined) throw new Refusal(wrongResultFile, { missing })
  return new Map(RESULT_COLUMNS.map((column) => [column, cells.indexOf(column)]))
}

export function resultRow(row: number, cells: readonly string[], at: ReadonlyMap<ResultColumn, number>): ResultRow {
  const cell = (column: ResultColumn) => (cells[at.get(column)!] ?? '').trim()
  const serial = cell('件号')
  const outcome = OUTCOMES[cell('结果')]
  if (serial === '') return { row, serial, wrong: wrong('件号', 'empty', '没有件号', 'there is no serial') }
  if (outcome === undefined)
    return { row, serial, wrong: wrong('结果', 'outcome', '结果应为“妥投”或“退回”', 'the result must be 妥投 or 退回') }
  const on = dayIn(cell('日期'))
  if (on === undefined)
    return { row, serial, wrong: wrong('日期', 'day', '日期应如 2026-03-02', 'the day must be like 2026-03-02') }
  if (outcome === 'received') return { row, serial, outcome, on }
  const text = cell('原因')
  const reason = RETURN_REASONS.find((one) => one === text || PIECE_REASONS[one].zh === text)
  return { row, serial, outcome, on, reason: reason ?? 'otherReturn' }
}

function dayIn(text: string): Day | undefined {
  try {
    return parseDay(text.replaceAll('/', '-').replace(/-(\d)(?=-|$)/g, '-0$1'))
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

function wrong(column: ResultColumn, code: string, zh: string, en: string): WrongCell {
  return {
    ...{ column, code: `delivery-result.${code}`, sentence: { zh: `${zh}。`, en: `${capital(en)}.` } },
    remedy: {
      zh: '请照邮政的回执改正此行后重报。',
      en: 'Correct this row after the receipt of the post office and send it again.',
    },
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** 读得出、却对不上所寄的：told of the row by the same form. */
export const NOT_OURS = wrong('件号', 'unknown', '这一批里没有这个件号', 'no piece of this run has this serial')
export const TWICE = wrong('件号', 'twice', '这个件号在文件里出现了两次', 'this serial stands in the file twice')
export const TAKEN = wrong(
  '结果',
  'taken',
  '这一件的结果已登记，不必再报',
  'the outcome of this piece is already registered',
)
export const NOT_THE_LAST = wrong(
  '件号',
  'earlier',
  '这是此件前一次的件号，此件已改址再寄',
  'this is the serial of an earlier posting; the piece was posted again since',
)
export const WRONG_DAY = wrong(
  '日期',
  'when',
  '日期早于交寄之日，或晚于今天',
  'the day lies before the posting, or after today',
)
