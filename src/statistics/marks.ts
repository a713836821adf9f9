import { createHmac } from 'node:crypto'
import { safeText } from '../kernel/csv.js'

/** 名单的一列。`like` tells what its cells look like, so that it is known again when its heading was cut off. */
export interface ListColumn {
  readonly title: string
  readonly like: RegExp
}

export type Rows = readonly (readonly string[])[]

/**
 * 版式记号。The order of the columns, the order of the rows and a space behind one cell of some rows follow from the
 * ticket; what the rows say is never touched, and none is invented. Answers the heading and the rows as they are written.
 */
export function marked(key: Buffer, columns: readonly ListColumn[], rows: Rows): { head: string[]; rows: string[][] } {
  const order = columnOrder(key, columns.length)
  const placed = rows.map((row) => ({ row, sign: signOf(key, row) })).sort((a, b) => a.sign.place - b.sign.place)
  return {
    head: order.map((i) => columns[i]!.title),
    rows: placed.map(({ row, sign }) => order.map((i) => (i === 0 && sign.spaced ? `${row[0]} ` : row[i]!))),
  }
}

/** 嫌疑的一张：a ticket, its key and what it listed. */
export interface Candidate {
  readonly ticket: string
  readonly key: Buffer
  readonly columns: readonly ListColumn[]
}

/** 认出的把握：the odds, as a logarithm; a thousand to one at least, and well before the next. */
const SURE = Math.log(1000)
const AHEAD = Math.log(20)
const [RIGHT, WRONG] = [Math.log(0.98 / 0.5), Math.log(0.02 / 0.5)]
const ROWS_LOOKED_AT = 150

/**
 * 泄露的文件出自哪一张导出单。Works without cover and heading, on a part of the rows, and in another order when the spaces
 * are still there. Nothing where no candidate is sure enough: nobody is named by a guess.
 */
export function ticketOf(file: Rows, candidates: readonly Candidate[]): string | undefined {
  const scored = candidates
    .map((one) => ({ ticket: one.ticket, score: scoreOf(file, one) }))
    .sort((a, b) => b.score - a.score)
  const [first, second] = scored
  if (first === undefined || first.score < SURE) return undefined
  return second !== undefined && first.score - second.score < AHEAD ? undefined : first.ticket
}

function scoreOf(file: Rows, { key, columns }: Candidate): number {
  const rows = bodyOf(file, columns).slice(0, ROWS_LOOKED_AT)
  if (rows.length === 0) return Number.NEGATIVE_INFINITY
  const order = columnOrder(key, columns.length)
  const signs = rows.map((row) => signOf(key, row))
  let score = 0
  for (const [at, column] of order.entries()) {
    const fits = rows.filter((row) => columns[column]!.like.test((row[at] ?? '').trim())).length
    score += fits * 2 > rows.length ? RIGHT : WRONG
  }
  for (const [i, { place }] of signs.entries()) if (i > 0) score += place >= signs[i - 1]!.place ? RIGHT : WRONG
  return score > 0 ? score + spacing(rows, signs) : Math.max(score, 0) + spacing(rows, signs)
}

/** The spaces tell by themselves, whatever the order; a file that lost them all says nothing either way. */
function spacing(rows: Rows, signs: readonly { readonly spaced: boolean }[]): number {
  const has = rows.map((row) => row.some((cell) => cell.endsWith(' ')))
  if (!has.includes(true)) return 0
  return signs.reduce((sum, { spaced }, i) => sum + (spaced === has[i] ? RIGHT : WRONG), 0)
}

/** 数据行：as wide as the list, and no heading. */
function bodyOf(file: Rows, columns: readonly ListColumn[]): Rows {
  const titles = new Set(columns.map(({ title }) => title))
  const wide = file.filter((row) => row.filter((cell) => cell.trim() !== '').length === columns.length)
  return wide.filter((row) => row.filter((cell) => titles.has(cell.trim())).length < 2)
}

export function columnOrder(key: Buffer, count: number): number[] {
  const place = (i: number) => signed(key, `column ${i}`).readUInt32BE()
  return Array.from({ length: count }, (_, i) => i).sort((a, b) => place(a) - place(b))
}

/** By what the row says, whichever way its columns stand. */
function signOf(key: Buffer, row: readonly string[]): { place: number; spaced: boolean } {
  const said = row.map((cell) => safeText(cell.trim())).sort()
  const sign = signed(key, `row ${said.join('\u0001')}`)
  return { place: sign.readUIntBE(0, 6), spaced: (sign[6]! & 1) === 1 }
}

function signed(key: Buffer, text: string): Buffer {
  return createHmac('sm3', key).update(text).digest()
}
