import { createHmac } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import { safeText } from '../kernel/csv.js'

/** 名单的一列。`like` tells what its cells look like, so that it is known again when its heading was cut off. */
export interface ListColumn {
  readonly title: string
  readonly like: RegExp
  /** Names who the row is about: the marks of a row follow from it alone, so that they outlive the other columns. */
  readonly names?: boolean
}

export type Rows = readonly (readonly string[])[]

/**
 * 版式记号。The order of the columns, the order of the rows and a space behind one cell of some rows follow from the
 * ticket; what the rows say is never touched, and none is invented. Answers the heading and the rows as they are written.
 */
export function marked(key: Buffer, columns: readonly ListColumn[], rows: Rows): { head: string[]; rows: string[][] } {
  const order = columnOrder(key, columns.length)
  const naming = columns.findIndex(({ names }) => names === true)
  const placed = rows
    .map((row) => ({ row, sign: signOf(key, row[naming] ?? '') }))
    .sort((a, b) => a.sign.place - b.sign.place)
  return {
    head: order.map((i) => columns[i]!.title),
    rows: placed.map(({ row, sign }) => order.map((i) => (i === naming && sign.spaced ? `${row[i]} ` : row[i]!))),
  }
}

/** 嫌疑的一张：a ticket, its key and what it listed. */
export interface Candidate {
  readonly ticket: string
  readonly key: Buffer
  readonly columns: readonly ListColumn[]
}

/** 认出的把握：the odds, as a logarithm; a thousand to one against every guess made, and well before the next. */
const SURE = Math.log(1000)
const AHEAD = Math.log(20)
const [RIGHT, WRONG] = [Math.log(0.98 / 0.5), Math.log(0.02 / 0.5)]
const ROWS_LOOKED_AT = 100
/** Others are answered between as many candidates. */
const AT_ONCE = 20

/**
 * 泄露的文件出自哪一张导出单。Works without cover and heading, on a part of the rows, typed anew, with columns cut off as long
 * as the names are there, and in another order when the spaces are. Nothing where no candidate is sure enough: nobody is named
 * by a guess. The candidates come page by page, as many as there are; only the best two are remembered.
 */
export async function traced(
  file: Rows,
  pages: AsyncIterable<readonly Candidate[]> | Iterable<readonly Candidate[]>,
): Promise<{ readonly ticket: string | undefined; readonly candidates: number }> {
  const bodies = new Map<readonly ListColumn[], Rows>()
  let [first, second, guesses, seen] = [NOBODY, NOBODY, 0, 0]
  for await (const page of pages) {
    for (const one of page) {
      const body = bodies.get(one.columns) ?? bodyOf(file, one.columns).slice(0, ROWS_LOOKED_AT)
      bodies.set(one.columns, body)
      const found = { ticket: one.ticket, score: scoreOf(body, one) }
      if (found.score > first.score) [first, second] = [found, first]
      else if (found.score > second.score) second = found
      guesses += one.columns.length
      seen += 1
      if (seen % AT_ONCE === 0) await setImmediate()
    }
  }
  const isSure = first.score >= SURE + Math.log(guesses) && first.score - second.score >= AHEAD
  return { ticket: isSure ? first.ticket : undefined, candidates: seen }
}

const NOBODY = { ticket: '', score: Number.NEGATIVE_INFINITY }

/** As `traced`, of candidates at hand. */
export async function ticketOf(file: Rows, candidates: readonly Candidate[]): Promise<string | undefined> {
  return (await traced(file, [candidates])).ticket
}

function scoreOf(rows: Rows, { key, columns }: Candidate): number {
  if (rows.length === 0) return Number.NEGATIVE_INFINITY
  const width = rows[0]!.length
  const inPlace = width === columns.length ? ofColumns(rows, columnOrder(key, width), columns) : 0
  const naming = columns.find(({ names }) => names === true)
  const like = (at: number) => rows.filter((row) => naming?.like.test(row[at]!.trim())).length * 2 > rows.length
  const scores = Array.from({ length: width }, (_, at) => (like(at) ? ofNames(rows, at, key, inPlace) : 0))
  return Math.max(...scores)
}

function ofColumns(rows: Rows, order: readonly number[], columns: readonly ListColumn[]): number {
  return order.reduce((score, column, at) => {
    const fits = rows.filter((row) => columns[column]!.like.test((row[at] ?? '').trim())).length
    return score + (fits * 2 > rows.length ? RIGHT : WRONG)
  }, 0)
}

/** Were this the column of the names. Neighbours that say the same there tell nothing of the order. */
function ofNames(rows: Rows, at: number, key: Buffer, inPlace: number): number {
  const names = rows.map((row) => (row[at] ?? '').trim())
  const signs = names.map((name) => signOf(key, name))
  let score = inPlace
  for (const [i, { place }] of signs.entries())
    if (i > 0 && names[i] !== names[i - 1]) score += place > signs[i - 1]!.place ? RIGHT : WRONG
  return Math.max(score, 0) + spacing(rows, names, signs)
}

/** The spaces tell by themselves, whatever the order; a file that lost them all says nothing either way. Each name once. */
function spacing(rows: Rows, names: readonly string[], signs: readonly { readonly spaced: boolean }[]): number {
  const has = rows.map((row) => row.some((cell) => cell.endsWith(' ')))
  if (!has.includes(true)) return 0
  const once = new Map(names.map((name, i) => [name, signs[i]!.spaced === has[i] ? RIGHT : WRONG]))
  return [...once.values()].reduce((sum, one) => sum + one, 0)
}

/** 数据行：of the width most lines have, and no heading. */
function bodyOf(file: Rows, columns: readonly ListColumn[]): Rows {
  const titles = new Set(columns.map(({ title }) => title))
  const filled = file.map((row) => row.filter((cell) => cell.trim() !== '')).filter((row) => row.length > 0)
  const widths = new Map<number, number>()
  for (const { length } of filled) widths.set(length, (widths.get(length) ?? 0) + 1)
  const [[width] = [0]] = [...widths].sort(([, a], [, b]) => b - a)
  return filled.filter((row) => row.length === width && !row.every((cell) => titles.has(cell.trim())))
}

export function columnOrder(key: Buffer, count: number): number[] {
  const place = (i: number) => signed(key, `column ${i}`).readUInt32BE()
  return Array.from({ length: count }, (_, i) => i).sort((a, b) => place(a) - place(b))
}

/** By whom the row is about, whatever else is left of it. */
function signOf(key: Buffer, name: string): { place: number; spaced: boolean } {
  const sign = signed(key, `row ${safeText(name.trim())}`)
  return { place: sign.readUIntBE(0, 6), spaced: (sign[6]! & 1) === 1 }
}

function signed(key: Buffer, text: string): Buffer {
  return createHmac('sm3', key).update(text).digest()
}
