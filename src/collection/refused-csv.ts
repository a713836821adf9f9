import { csvOf } from '../kernel/csv.js'
import type { RefusedRow } from './kinds.js'

const HEADER = ['行', '列', '代码', '问题', '办法', '原因（仅供经办）']

/** 未接受的行，供下载。Opens in a spreadsheet as text: a cell that begins like a formula is quoted off. */
export function refusedCsv(rows: readonly RefusedRow[]): string {
  const lines = rows.map(({ row, column, code, sentence, remedy, reason }) => [
    ...[String(row), column, code, sentence.zh, remedy.zh],
    ...(reason === undefined ? [] : [reason.zh]),
  ])
  const shown = rows.some(({ reason }) => reason !== undefined) ? HEADER : HEADER.slice(0, 5)
  return csvOf([shown, ...lines])
}
