import { createHmac, hash, type KeyObject } from 'node:crypto'
import { invariant } from '../kernel/invariant.js'

/** 单元的种类。How a stored value is written into the bytes that are sealed. */
export type CellKind = 'id' | 'int' | 'money' | 'month' | 'text' | 'secret' | 'bytes' | 'day' | 'instant' | 'bool'

export interface Column {
  readonly name: string
  readonly kind: CellKind
}

/** 行式。The form of a row under seal: its name and version are kept for ever, so that old rows stay checkable. */
export interface RowForm {
  readonly name: string
  readonly table: string
  readonly columns: readonly Column[]
}

/** A cell as PostgreSQL writes it in text: digits, text, hex of bytes, day, milliseconds, t/f; null is null. */
export type Cell = string | null

const TAGS: Readonly<Record<CellKind, number>> = {
  id: 1,
  int: 1,
  money: 1,
  month: 1,
  text: 2,
  secret: 3,
  bytes: 3,
  day: 4,
  instant: 5,
  bool: 6,
}

let room = Buffer.allocUnsafe(64 * 1024)
const HEADS = new Map<string, string>()

/**
 * 规范编码：form, then per column a tag, a length and the stored bytes; null has its own tag. Valid until the next call.
 * Nearly every cell is ASCII, so bytes are gathered as characters and written once; what is not ASCII is written apart.
 */
export function encodeRow(form: RowForm, cells: readonly Cell[]): Buffer {
  invariant(cells.length === form.columns.length, `${form.name} has ${form.columns.length} columns`)
  let gathered = headOf(form)
  let at = 0
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!
    const kind = form.columns[i]!.kind
    if (cell === null) gathered += '\0'
    else if (kind === 'bytes' || kind === 'secret') at = putBytes(putAscii(at, take()), TAGS[kind], cell)
    else if (isAscii(cell)) gathered += prefix(TAGS[kind], cell.length) + cell
    else at = putText(putAscii(at, take()), TAGS[kind], cell)
  }
  at = putAscii(at, gathered)
  return room.subarray(0, at)

  function take(): string {
    const taken = gathered
    gathered = ''
    return taken
  }
}

function headOf({ name }: RowForm): string {
  const known = HEADS.get(name)
  if (known !== undefined) return known
  const head = prefix(2, name.length) + name
  HEADS.set(name, head)
  return head
}

const SHORT = Array.from({ length: 256 }, (_, n) => `\0\0\0${String.fromCharCode(n)}`)

function prefix(tag: number, length: number): string {
  if (length < 256) return String.fromCharCode(tag) + SHORT[length]!
  return String.fromCharCode(tag, length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255)
}

function putAscii(at: number, text: string): number {
  ensure(at + text.length)
  return at + room.write(text, at, 'latin1')
}

function putText(at: number, tag: number, text: string): number {
  ensure(at + 5 + text.length * 3)
  const length = room.write(text, at + 5, 'utf8')
  room[at] = tag
  room.writeUInt32BE(length, at + 1)
  return at + 5 + length
}

function putBytes(at: number, tag: number, hex: string): number {
  ensure(at + 5 + hex.length / 2)
  room[at] = tag
  const length = room.write(hex, at + 5, 'hex')
  invariant(length * 2 === hex.length, 'bytes are even hex')
  room.writeUInt32BE(length, at + 1)
  return at + 5 + length
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false
  return true
}

function ensure(size: number): void {
  if (size <= room.length) return
  const larger = Buffer.allocUnsafe(size * 2)
  room.copy(larger)
  room = larger
}

/** 封签所用的密钥。The database never holds them; each row names its epoch. */
export interface SealKeys {
  readonly epoch: number
  seal(epoch: number): KeyObject
  readonly salt: KeyObject
}

export interface Sealed {
  /** SM3(0x00 ‖ salt ‖ bytes): what the posting's root is made of. */
  readonly hash: Buffer
  /** HMAC-SM3 over the same. */
  readonly seal: Buffer
}

/** 封签。The salt is derived from where the row stands and never stored, so a hash held outside tells nothing. */
export function sealRow(keys: SealKeys, epoch: number, place: string, form: RowForm, cells: readonly Cell[]): Sealed {
  const framed = framedRow(keys, place, form, cells)
  return { hash: hash('sm3', framed, 'buffer'), seal: sealOf(keys, epoch, framed) }
}

/** The seal alone, for a row whose hash is made when it finds its place in the tree. */
export function sealOnly(keys: SealKeys, epoch: number, place: string, form: RowForm, cells: readonly Cell[]): Buffer {
  return sealOf(keys, epoch, framedRow(keys, place, form, cells))
}

function framedRow(keys: SealKeys, place: string, form: RowForm, cells: readonly Cell[]): Buffer {
  const salt = createHmac('sm3', keys.salt).update(place).digest()
  const row = encodeRow(form, cells)
  const framed = Buffer.allocUnsafe(33 + row.length)
  framed[0] = 0
  salt.copy(framed, 1)
  row.copy(framed, 33)
  return framed
}

function sealOf(keys: SealKeys, epoch: number, framed: Buffer): Buffer {
  return createHmac('sm3', keys.seal(epoch)).update(framed).digest()
}

/** COPY 文本行。One line of COPY's text format from the cells, the epoch and the seal. */
export function copyLine(form: RowForm, cells: readonly Cell[], epoch: number, seal: Buffer): string {
  let line = ''
  for (let i = 0; i < cells.length; i++) line += `${copyCell(form.columns[i]!.kind, cells[i]!)}\t`
  return `${line}${epoch}\t\\\\x${seal.toString('hex')}\n`
}

function copyCell(kind: CellKind, cell: Cell): string {
  if (cell === null) return '\\N'
  if (kind === 'bytes' || kind === 'secret') return `\\\\x${cell}`
  if (kind === 'text')
    return cell.replace(/[\\\t\n\r]/g, (c) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[c]!)
  return cell
}

/** The columns of COPY in the order of `copyLine`. */
export function copyColumns(form: RowForm): string {
  return [...form.columns.map((column) => column.name), 'key_epoch', 'seal'].join(', ')
}

/** A select list that gives every column as its cell, then epoch and seal (hex). */
export function cellColumns(form: RowForm): string {
  const cell = ({ name, kind }: Column) => {
    if (kind === 'bytes' || kind === 'secret') return `encode(${name}, 'hex')`
    if (kind === 'instant') return `(extract(epoch from ${name}) * 1000)::bigint`
    return name
  }
  return [...form.columns.map(cell), 'key_epoch', `encode(seal, 'hex')`].join(', ')
}
