import { isUtf8 } from 'node:buffer'
import { type ByteSource, slicesOf } from '../archive/byte-source.js'
import { Refusal } from '../kernel/refusal.js'
import { brokenEncoding, mixedEncoding, nulInFile, unclearEncoding } from './refusals-files.js'
import type { Encoding } from './table.js'

const LF = 10
/** A line is judged for itself up to here; what is longer is judged in parts. */
const LONGEST_LINE = 1024 * 1024

/** 文字编码已知的内容。`start` is where the text begins, behind a byte order mark. */
export interface EncodedText {
  readonly encoding: Encoding
  readonly start: number
}

/**
 * 判定文字编码。A byte order mark decides; else the whole content must be UTF-8, or UTF-16 by its pattern of zero bytes, or
 * GB18030. The rest is refused: a name read in the wrong encoding is another person's name. Read through once, or twice
 * where it is not UTF-8, and never held whole.
 */
export async function detectEncoding(source: ByteSource): Promise<EncodedText> {
  const head = await source.read(0, 4096)
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', start: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', start: 2 }
  const marked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf
  const seen = await scan(source, marked ? 3 : 0)
  if (marked) {
    if (!seen.utf8) throw new Refusal(brokenEncoding, { row: await rowOfFault(source, 'utf-8', 3), encoding: 'utf-8' })
    if (seen.nulRow !== undefined) throw new Refusal(nulInFile, { row: seen.nulRow })
    return { encoding: 'utf-8', start: 3 }
  }
  if (seen.nulRow !== undefined) return { encoding: utf16ByZeros(head, source.size, seen.nulRow), start: 0 }
  if (seen.utf8) {
    if (seen.foreign && !seen.high) throw new Refusal(unclearEncoding, {})
    return { encoding: 'utf-8', start: 0 }
  }
  await refuseMixture(source)
  return { encoding: 'gb18030', start: 0 }
}

/** 逐段解码，严格：a byte that does not belong stops the reading and names its row. */
export async function* decodeText(source: ByteSource, { encoding, start }: EncodedText): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  const decode = async (bytes?: Buffer) => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
    } catch {
      throw new Refusal(brokenEncoding, { row: await rowOfFault(source, encoding, start), encoding })
    }
  }
  let row = 1
  const checked = (text: string) => {
    const nul = text.indexOf('\0')
    if (nul >= 0) throw new Refusal(nulInFile, { row: row + linesIn(text, nul) })
    row += linesIn(text, text.length)
    return text
  }
  for await (const bytes of slicesOf(source, start)) yield checked(await decode(bytes))
  const rest = checked(await decode())
  if (rest !== '') yield rest
}

interface Scanned {
  utf8: boolean
  /** The row of the first zero byte. */
  nulRow: number | undefined
  /** Any byte above ASCII, and any from E0 up. */
  foreign: boolean
  high: boolean
}

async function scan(source: ByteSource, start: number): Promise<Scanned> {
  const seen: Scanned = { utf8: true, nulRow: undefined, foreign: false, high: false }
  let row = 1
  let carried: Buffer = Buffer.alloc(0)
  for await (const bytes of slicesOf(source, start)) {
    if (seen.nulRow === undefined) {
      const nul = bytes.indexOf(0)
      if (nul >= 0) seen.nulRow = row + newlines(bytes, nul)
      else row += newlines(bytes, bytes.length)
    }
    markForeign(seen, bytes)
    if (!seen.utf8) continue
    const joined = carried.length === 0 ? bytes : Buffer.concat([carried, bytes])
    const end = wholeCharacters(joined)
    seen.utf8 = isUtf8(joined.subarray(0, end))
    carried = joined.subarray(end)
  }
  if (carried.length > 0) seen.utf8 = false
  return seen
}

function markForeign(seen: Scanned, bytes: Buffer): void {
  if (seen.high) return
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! < 0x80) continue
    seen.foreign = true
    if (bytes[i]! < 0xe0) continue
    seen.high = true
    return
  }
}

/** How far the characters are whole: up to three bytes at the end may begin one that goes on in the next slice. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return bytes.length
    if (byte < 0xc0) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return back < length ? bytes.length - back : bytes.length
  }
  return bytes.length
}

/** Digits and commas of UTF-16 carry a zero byte, always on the same side; anything else with zeros is damaged. */
function utf16ByZeros(head: Buffer, size: number, nulRow: number): Encoding {
  let [even, odd] = [0, 0]
  for (let i = 0; i < head.length; i++) {
    if (head[i] === 0) i % 2 === 0 ? even++ : odd++
  }
  const enough = head.length / 2 / 5
  if (size % 2 === 0 && even === 0 && odd >= enough) return 'utf-16le'
  if (size % 2 === 0 && odd === 0 && even >= enough) return 'utf-16be'
  throw new Refusal(nulInFile, { row: nulRow })
}

/**
 * Chinese in UTF-8 has bytes from E0 up. Valid UTF-8 whose only foreign bytes lie below may be GB18030 by chance (the
 * notorious 联通 case), so it is not guessed at.
 */
function isUnclear(line: Buffer): boolean {
  for (let i = 0; i < line.length; i++) {
    if (line[i]! >= 0xe0) return false
  }
  return true
}

/**
 * Not UTF-8 as a whole. If more than a twentieth of its non-ASCII lines are UTF-8 nevertheless, the file is a damaged
 * UTF-8 or two files joined; GB18030 would read those lines as other characters without complaint.
 */
async function refuseMixture(source: ByteSource): Promise<void> {
  let [utf8, other, firstUtf8, firstOther, row] = [0, 0, 0, 0, 0]
  const judge = (line: Buffer) => {
    row++
    if (isAscii(line)) return
    if (!isUtf8(line)) {
      if (other++ === 0) firstOther = row
    } else if (!isUnclear(line) && utf8++ === 0) firstUtf8 = row
  }
  let rest: Buffer = Buffer.alloc(0)
  for await (const bytes of slicesOf(source)) {
    const joined = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    let from = 0
    for (let end = joined.indexOf(LF); end >= 0; end = joined.indexOf(LF, from)) {
      judge(joined.subarray(from, end))
      from = end + 1
    }
    rest = joined.subarray(from)
    if (rest.length <= LONGEST_LINE) continue
    judge(rest)
    rest = Buffer.alloc(0)
  }
  if (rest.length > 0) judge(rest)
  if (utf8 === 0 || utf8 * 20 < utf8 + other) return
  throw new Refusal(mixedEncoding, { row: utf8 >= other ? firstOther : firstUtf8 })
}

function isAscii(line: Buffer): boolean {
  for (let i = 0; i < line.length; i++) {
    if (line[i]! >= 0x80) return false
  }
  return true
}

/** Decoded leniently, the first character that came out broken: its line is the row a person looks for. */
async function rowOfFault(source: ByteSource, encoding: Encoding, start: number): Promise<number> {
  const decoder = new TextDecoder(encoding)
  let row = 1
  for await (const bytes of slicesOf(source, start)) {
    const text = decoder.decode(bytes, { stream: true })
    const fault = text.indexOf('\ufffd')
    if (fault >= 0) return row + linesIn(text, fault)
    row += linesIn(text, text.length)
  }
  return row
}

function linesIn(text: string, end: number): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

function newlines(bytes: Buffer, end: number): number {
  let lines = 0
  for (let at = bytes.indexOf(LF); at >= 0 && at < end; at = bytes.indexOf(LF, at + 1)) lines++
  return lines
}
