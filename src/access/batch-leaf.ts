import { invariant } from '../kernel/invariant.js'

/** Each by its place, from 1, kept for ever. */
const TABLES = ['access.look', 'access.event', 'access.query_entry', 'access.sealed_look'] as const
/** Those whose first key is a person's number. */
const OF_PERSON: readonly string[] = ['access.look', 'access.sealed_look']

/** 批叶的一行。Which line of which table, and the hash of its bytes. */
export interface BatchLine {
  readonly table: (typeof TABLES)[number]
  readonly owner: string
  readonly id: string
  readonly hash: Buffer
}

/** 批叶。All lines of a stretch of transactions: the tree commits to each of them by its hash. */
export interface BatchLeaf {
  readonly fromTx: string
  readonly untilTx: string
  readonly lines: readonly BatchLine[]
}

const FORM = 'quanyi-looks/1'
/** Fits an entry of the tree (65,535 bytes) with room for the header. */
export const MOST_LINES = 800
const LINE_BYTES = 1 + 16 + 16 + 32

export function encodeBatch(batch: BatchLeaf): Buffer {
  invariant(batch.lines.length <= MOST_LINES, `a batch has at most ${MOST_LINES} lines`)
  const header = Buffer.from(`${FORM}\n${batch.fromTx}\n${batch.untilTx}\n${batch.lines.length}\n`)
  return Buffer.concat([header, ...batch.lines.map(lineBytes)])
}

export function decodeBatch(bytes: Uint8Array): BatchLeaf {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const header = headerOf(buffer)
  const [form, fromTx, untilTx, count] = header.texts
  invariant(form === FORM && buffer.length === header.length + Number(count) * LINE_BYTES, 'a batch of an unknown form')
  const lines = Array.from({ length: Number(count) }, (_, i) => lineOf(buffer, header.length + i * LINE_BYTES))
  return { fromTx: fromTx!, untilTx: untilTx!, lines }
}

function headerOf(buffer: Buffer): { texts: string[]; length: number } {
  let at = -1
  for (let i = 0; i < 4; i++) at = buffer.indexOf(10, at + 1)
  return { texts: buffer.toString('latin1', 0, at).split('\n'), length: at + 1 }
}

function lineBytes({ table, owner, id, hash }: BatchLine): Buffer {
  const bytes = Buffer.alloc(LINE_BYTES)
  bytes[0] = TABLES.indexOf(table) + 1
  if (OF_PERSON.includes(table)) bytes.writeBigUInt64BE(BigInt(owner), 1)
  else bytes.write(owner.replaceAll('-', ''), 1, 'hex')
  bytes.write(id.replaceAll('-', ''), 17, 'hex')
  hash.copy(bytes, 33)
  return bytes
}

function lineOf(buffer: Buffer, at: number): BatchLine {
  const table = TABLES[buffer[at]! - 1]
  invariant(table !== undefined, 'a line of an unknown table')
  return {
    table,
    owner: OF_PERSON.includes(table) ? String(buffer.readBigUInt64BE(at + 1)) : uuid(buffer, at + 1),
    id: uuid(buffer, at + 17),
    hash: buffer.subarray(at + 33, at + 65),
  }
}

function uuid(buffer: Buffer, at: number): string {
  return buffer.toString('hex', at, at + 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
