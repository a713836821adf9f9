/**
 * 表格的一行。`row` is the number the person sees beside it in the file, from one; cells are text exactly as shown, an
 * empty cell is ''. Rows without any text are not given.
 */
export interface Row {
  readonly row: number
  readonly cells: readonly string[]
  /** Columns, from zero, that hold a formula or text a spreadsheet would run as one. */
  readonly formulas?: readonly number[]
}

/** 读表提示。What was left aside while reading, so that nothing goes unsaid. */
export interface Notice {
  readonly code:
    | 'hiddenSheets'
    | 'otherSheets'
    | 'hiddenRows'
    | 'mergedCells'
    | 'externalLinks'
    | 'unknownColumns'
    | 'rowsAboveHeader'
  readonly names?: readonly string[]
  readonly count?: number
}

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

/** 打开的表格。`notices` keeps growing until the rows have ended; a file may still be refused at its last byte. */
export interface Table {
  readonly kind: 'csv' | 'xlsx'
  /** Of CSV only. */
  readonly encoding?: Encoding
  readonly separator?: string
  /** Of XLSX only: the name of the sheet read. */
  readonly sheet?: string
  readonly notices: readonly Notice[]
  readonly rows: AsyncIterable<Row>
  /** 已读的份额，from 0 to 1: for whoever waits. */
  share(): number
}

/** 读表限度。 */
export interface FileLimits {
  readonly bytes: number
  readonly entries: number
  readonly ratio: number
  readonly streamed: number
  readonly columns: number
  readonly rows: number
  readonly cell: number
}

const MIB = 1024 * 1024

export const FILE_LIMITS: FileLimits = {
  bytes: 50 * MIB,
  entries: 200,
  ratio: 100,
  streamed: 500 * MIB,
  columns: 200,
  rows: 1_000_000,
  cell: 32 * 1024,
}

/** 大件的限度：read from the encrypted store a piece at a time, so only what one row may hold is limited as before. */
export const BULK_LIMITS: FileLimits = {
  ...FILE_LIMITS,
  bytes: 1024 * MIB,
  streamed: 2048 * MIB,
  rows: 2_000_000,
}

/** 列号的写法：0 is A, 26 is AA, as the spreadsheet heads them. */
export function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26))
  return column < 26 ? letter : columnLetters(Math.floor(column / 26) - 1) + letter
}
