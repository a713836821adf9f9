import { CsvError, Parser } from 'csv-parse'
import { type ByteSource, slicesOf } from '../archive/byte-source.js'
import { Refusal } from '../kernel/refusal.js'
import { decodeText, detectEncoding, type EncodedText } from './decode.js'
import { findFormulas } from './formula.js'
import { brokenFile, brokenQuote, longCell, tooManyColumns, tooManyRows } from './refusals-files.js'
import type { FileLimits, Row, Table } from './table.js'

const SEPARATORS = [',', '\t', ';', '|'] as const
const LONGEST_RECORD = 1024 * 1024
const LINE_ENDS = ['\n', '\r']

/** 读取 CSV。Encoding and separator are found from the content; every row is streamed. */
export async function openCsv(source: ByteSource, limits: FileLimits): Promise<Table> {
  const text = await detectEncoding(source)
  const separator = await separatorOf(source, text)
  const far = { bytes: 0 }
  return {
    kind: 'csv',
    encoding: text.encoding,
    separator,
    notices: [],
    rows: readRows(counted(source, far), text, separator, limits),
    share: () => far.bytes / source.size,
  }
}

/** How far the reading has come. */
function counted(source: ByteSource, far: { bytes: number }): ByteSource {
  return {
    size: source.size,
    read: (start, end) => {
      far.bytes = end
      return source.read(start, end)
    },
  }
}

async function* readRows(
  source: ByteSource,
  text: EncodedText,
  separator: string,
  limits: FileLimits,
): AsyncGenerator<Row> {
  const pump = new RecordPump(separator)
  let row = 0
  for await (const chunk of pieces(source, text)) {
    for (const cells of pump.take(chunk, row)) {
      if (++row > limits.rows + 1) throw new Refusal(tooManyRows, { limit: limits.rows })
      if (!isBlank(cells)) yield rowOf(row, cells, limits)
    }
  }
  for (const cells of pump.end(row)) {
    if (++row > limits.rows + 1) throw new Refusal(tooManyRows, { limit: limits.rows })
    if (!isBlank(cells)) yield rowOf(row, cells, limits)
  }
}

/** UTF-8 has been checked as a whole and goes on as bytes; other encodings are decoded piece by piece. */
function pieces(source: ByteSource, text: EncodedText): AsyncGenerator<Buffer | string> {
  return text.encoding === 'utf-8' ? slicesOf(source, text.start) : decodeText(source, text)
}

/** csv-parse, fed and emptied in step, so that a million rows never wait in a queue. */
class RecordPump {
  readonly #parser: Parser
  #error: Error | undefined
  /** How long the line is by now. */
  #line = 0

  constructor(separator: string) {
    this.#parser = new Parser({
      delimiter: separator,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: LONGEST_RECORD,
    })
    this.#parser.on('error', (error) => {
      this.#error = error
    })
  }

  *take(chunk: Buffer | string, rowsBefore: number): Generator<string[]> {
    this.#measure(chunk, rowsBefore)
    this.#parser.write(chunk)
    yield* this.#drain(rowsBefore)
  }

  /** The parser counts what stands in the cells, not the signs between them: a line of nothing else has no end, either. */
  #measure(chunk: Buffer | string, rowsBefore: number): void {
    const first = Math.min(...LINE_ENDS.map((end) => chunk.indexOf(end)).map((at) => (at < 0 ? chunk.length : at)))
    if (this.#line + first > LONGEST_RECORD) throw new Refusal(longCell, { row: rowsBefore + 1 })
    const last = Math.max(...LINE_ENDS.map((end) => chunk.lastIndexOf(end)))
    this.#line = last < 0 ? this.#line + chunk.length : chunk.length - last - 1
  }

  *end(rowsBefore: number): Generator<string[]> {
    this.#parser.end()
    yield* this.#drain(rowsBefore)
  }

  *#drain(rowsBefore: number): Generator<string[]> {
    let row = rowsBefore
    for (let cells = this.#parser.read(); cells !== null; cells = this.#parser.read()) {
      row++
      yield cells as string[]
    }
    const error = this.#error ?? this.#parser.errored
    if (error) throw asRefusal(error, row + 1)
  }
}

function asRefusal(error: Error, row: number): Error {
  if (!(error instanceof CsvError)) return error
  if (error.code === 'CSV_MAX_RECORD_SIZE') return new Refusal(longCell, { row })
  return error.code.includes('QUOTE') ? new Refusal(brokenQuote, { row }) : new Refusal(brokenFile, {})
}

function rowOf(row: number, cells: readonly string[], limits: FileLimits): Row {
  if (cells.length > limits.columns) throw new Refusal(tooManyColumns, { row, limit: limits.columns })
  for (const cell of cells) {
    if (cell.length > limits.cell) throw new Refusal(longCell, { row })
  }
  const formulas = findFormulas(cells)
  return formulas === undefined ? { row, cells } : { row, cells, formulas }
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '')
}

/** The sign that stands most often in the first line with text, outside quotes; a lone column needs none. */
async function separatorOf(source: ByteSource, { encoding, start }: EncodedText): Promise<string> {
  const head = new TextDecoder(encoding).decode(await source.read(start, 64 * 1024))
  const line = head.split(/[\r\n]+/).find((one) => one.trim() !== '') ?? ''
  const counts = SEPARATORS.map((sign) => line.replace(/"[^"]*"/g, '').split(sign).length)
  return SEPARATORS[counts.indexOf(Math.max(...counts))]!
}
