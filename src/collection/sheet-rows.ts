import { Refusal } from '../kernel/refusal.js'
import { dateText, numberText } from './cell-text.js'
import { findFormulas } from './formula.js'
import type { XmlListener } from './read-xml.js'
import { brokenSheet, longCell, tooManyColumns, tooManyRows } from './refusals-files.js'
import type { FileLimits, Row } from './table.js'
import type { Workbook } from './workbook.js'

/** 工作表逐行收集。Listens to a sheet's XML and gathers whole rows; `take` empties the basket. */
export class SheetRows implements XmlListener {
  hiddenRows = 0
  mergedCells = 0
  readonly #workbook: Workbook
  readonly #limits: FileLimits
  #ready: Row[] = []
  #count = 0
  #row = 0
  #cells: string[] = []
  #formulas: number[] = []
  #cell: { column: number; type: string; style: number; text: string } | undefined
  #inText = false
  #inPhonetic = false

  constructor(workbook: Workbook, limits: FileLimits) {
    this.#workbook = workbook
    this.#limits = limits
  }

  take(): Row[] {
    const rows = this.#ready
    this.#ready = []
    return rows
  }

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    switch (tag) {
      case 'row':
        this.#openRow(attributes)
        return
      case 'c':
        this.#openCell(attributes)
        return
      case 'f':
        if (this.#cell !== undefined) this.#formulas.push(this.#cell.column)
        return
      case 'v':
      case 't':
        this.#inText = this.#cell !== undefined && !this.#inPhonetic
        return
      case 'rPh':
        this.#inPhonetic = true
        return
      case 'mergeCell':
        this.mergedCells++
    }
  }

  text(said: string): void {
    if (!this.#inText || this.#cell === undefined) return
    this.#cell.text += said
    if (this.#cell.text.length > this.#limits.cell) throw new Refusal(longCell, { row: this.#row })
  }

  close(tag: string): void {
    if (tag === 'v' || tag === 't') this.#inText = false
    else if (tag === 'rPh') this.#inPhonetic = false
    else if (tag === 'c') this.#closeCell()
    else if (tag === 'row') this.#closeRow()
  }

  #openRow({ r, hidden }: Readonly<Record<string, string>>): void {
    const row = r === undefined ? this.#row + 1 : /^\d{1,7}$/.test(r) ? Number(r) : 0
    if (row <= this.#row) throw new Refusal(brokenSheet, { row: this.#row + 1 })
    if (hidden === '1' || hidden === 'true') this.hiddenRows++
    this.#row = row
    this.#cells = []
    this.#formulas = []
  }

  #openCell({ r, t, s }: Readonly<Record<string, string>>): void {
    const column = r === undefined ? this.#cells.length : columnOf(r, this.#row)
    if (column < this.#cells.length) throw new Refusal(brokenSheet, { row: this.#row })
    this.#cell = { column, type: t ?? 'n', style: Number(s ?? '0'), text: '' }
  }

  #closeCell(): void {
    const cell = this.#cell
    this.#cell = undefined
    if (cell === undefined) return
    const text = this.#textOf(cell.type, cell.style, cell.text)
    if (text === '' && this.#formulas.at(-1) !== cell.column) return
    if (cell.column >= this.#limits.columns) {
      throw new Refusal(tooManyColumns, { row: this.#row, limit: this.#limits.columns })
    }
    while (this.#cells.length < cell.column) this.#cells.push('')
    this.#cells.push(text)
  }

  #textOf(type: string, style: number, raw: string): string {
    if (raw === '') return ''
    if (type === 's') {
      const text = /^\d+$/.test(raw) ? this.#workbook.sharedStrings[Number(raw)] : undefined
      if (text === undefined) throw new Refusal(brokenSheet, { row: this.#row })
      return text
    }
    if (type === 'b') return raw === '1' ? 'TRUE' : 'FALSE'
    if (type !== 'n') return raw
    const form = this.#workbook.dateForms[style]
    return form === undefined ? numberText(raw) : dateText(raw, form, this.#workbook.since1904)
  }

  #closeRow(): void {
    const [row, cells] = [this.#row, this.#cells]
    const formulas = [...this.#formulas, ...(findFormulas(cells) ?? [])]
    if (formulas.length === 0 && cells.every((cell) => cell.trim() === '')) return
    if (++this.#count > this.#limits.rows + 1) throw new Refusal(tooManyRows, { limit: this.#limits.rows })
    this.#ready.push(formulas.length === 0 ? { row, cells } : { row, cells, formulas })
  }
}

/** The column of a reference such as AB12, whose digits must be the row it lies in. */
function columnOf(reference: string, row: number): number {
  const match = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference)
  if (match === null || Number(match[2]) !== row) throw new Refusal(brokenSheet, { row })
  let column = 0
  for (const letter of match[1]!) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}
