import { isUtf8 } from 'node:buffer'
import { type BodyRow, headIn, LONGEST_LINE, NOT_UTF8, objectOf, type SignedHead, unreadableHead } from './message.js'

const LF = 10
const NOTHING = Buffer.alloc(0)

/** 逐行切开：whatever pieces the bytes come in, at most one line is held; of a line that is too long, nothing. */
export class LineCutter {
  private pieces: Buffer[] = []
  private size = 0
  private isOver = false
  private line = 0

  /** A piece that waits for the rest of its line is a copy of its own: the read it came in may go. */
  private hold(rest: Buffer): void {
    this.size += rest.length
    this.isOver ||= this.size > LONGEST_LINE
    if (this.isOver) this.pieces = []
    else if (rest.length > 0) this.pieces.push(Buffer.from(rest))
  }

  *take(bytes: Buffer): Generator<BodyRow> {
    let at = 0
    for (let end = bytes.indexOf(LF, at); end >= 0; end = bytes.indexOf(LF, at)) {
      yield this.rowOf(bytes.subarray(at, end))
      at = end + 1
    }
    this.hold(bytes.subarray(at))
  }

  /** A last line feed ends the last row and begins none. */
  *end(): Generator<BodyRow> {
    if (this.size > 0) yield this.rowOf(NOTHING)
  }

  private rowOf(rest: Buffer): BodyRow {
    this.size += rest.length
    const isOver = this.isOver || this.size > LONGEST_LINE
    const bytes = this.pieces.length === 0 ? rest : Buffer.concat([...this.pieces, rest])
    this.pieces = []
    this.size = 0
    this.isOver = false
    return { line: ++this.line, object: isOver ? undefined : objectOf(bytes) }
  }
}

/** 存下的来文的正文，逐行：its two first lines are the head and the signature. */
export async function* bodyRows(slices: AsyncIterable<Buffer>): AsyncGenerator<BodyRow> {
  const cutter = new LineCutter()
  const rowsOf = function* (rows: Iterable<BodyRow>): Generator<BodyRow> {
    for (const { line, object } of rows) if (line > 2) yield { line: line - 2, object }
  }
  for await (const slice of slices) yield* rowsOf(cutter.take(slice))
  yield* rowsOf(cutter.end())
}

/** 刚到的来文：its first two lines read, the rest still to come. */
export interface Feed extends SignedHead {
  /** The whole from its first byte, once through; `onBody` sees what belongs to the body, as it passes. */
  pass(onBody: (bytes: Buffer) => void, onEnd: () => void): AsyncGenerator<Buffer>
}

/** 拆出首行与签名行。Nothing in it is believed yet, and nothing of it is kept. */
export async function openFeed(source: AsyncIterable<Uint8Array>): Promise<Feed> {
  const chunks = source[Symbol.asyncIterator]()
  let held: Buffer = NOTHING
  let signed = headIn(held)
  while (signed === undefined) {
    const next = held.length > 2 * (LONGEST_LINE + 2) ? undefined : await chunks.next()
    if (next === undefined || next.done === true) return unreadableHead()
    held = Buffer.concat([held, next.value])
    signed = headIn(held)
  }
  const { head, signature, bodyAt } = signed
  if (!isUtf8(held.subarray(0, bodyAt))) unreadableHead(...NOT_UTF8)
  return { head, signature, pass: (onBody, onEnd) => passed(held, bodyAt, chunks, onBody, onEnd) }
}

async function* passed(
  begun: Buffer,
  bodyAt: number,
  rest: AsyncIterator<Uint8Array>,
  onBody: (bytes: Buffer) => void,
  onEnd: () => void,
): AsyncGenerator<Buffer> {
  onBody(begun.subarray(bodyAt))
  yield begun
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
    const bytes = Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength)
    onBody(bytes)
    yield bytes
  }
  onEnd()
}
