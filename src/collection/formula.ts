import { Refusal } from '../kernel/refusal.js'
import { formulaCell } from './refusals-files.js'
import { columnLetters, type Row } from './table.js'

/** 公式样的文字。What a spreadsheet would run: = + - @ in front, full-width ones too; a plain negative number is none. */
export function looksLikeFormula(cell: string): boolean {
  const first = cell.charCodeAt(0)
  if (first >= 0x30 && first <= 0x39) return false
  return /^[\s\u00a0]*[=+\-@＝＋－＠]/.test(cell) && !/^-\d+(?:\.\d+)?$/.test(cell)
}

export function findFormulas(cells: readonly string[]): number[] | undefined {
  let found: number[] | undefined
  for (let i = 0; i < cells.length; i++) {
    if (cells[i] !== '' && looksLikeFormula(cells[i]!)) {
      found ??= []
      found.push(i)
    }
  }
  return found
}

/** 单元格须为数值或文字。Refuses a row with a formula by its row and column. */
export function requirePlain(row: Row): void {
  const column = row.formulas?.[0]
  if (column !== undefined) throw new Refusal(formulaCell, { row: row.row, column: columnLetters(column) })
}
