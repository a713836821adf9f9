import { isUtf8 } from 'node:buffer'
import { Refusal } from '../kernel/refusal.js'
import { brokenEncoding, mixedEncoding, nulInFile, unclearEncoding } from './refusals-files.js'
import type { Encoding } from './table.js'

const SLICE = 256 * 1024
const LF = 10

/** 文字编码已知的内容。`start` is where the text begins, behind a byte order mark. */
export interface EncodedText {
  readonly encoding: Encoding
  readonly start: number
}

/**
 * 判定文字编码。A byte order mark decides; else the whole content must be UTF-8, or UTF-16 by its pattern of zero bytes, or
 * GB18030. The rest is refused: a name read in the wrong encoding is another person's name.
 */
export function detectEncoding(bytes: Buffer): EncodedText {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return requireUtf8(bytes)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', start: 2 }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', start: 2 }
  if (bytes.includes(0)) return { encoding: utf16ByZeros(bytes), start: 0 }
  if (isUtf8(bytes)) {
    if (isUnclear(bytes)) throw new Refusal(unclearEncoding, {})
    return { encoding: 'utf-8', start: 0 }
  }
  refuseMixture(bytes)
  return { encoding: 'gb18030', start: 0 }
}

/** 逐段解码，严格：a byte that does not belong stops the reading and names its row. */
export function* decodeText(bytes: Buffer, { encoding, start }: EncodedText): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  for (let at = start; at < bytes.length; at += SLICE) {
    const last = at + SLICE >= bytes.length
    let text: string
    try {
      text = decoder.decode(bytes.subarray(at, at + SLICE), { stream: !last })
    } catch {
      throw new Refusal(brokenEncoding, { row: rowOfFault(bytes, encoding, start), encoding })
    }
    if (text.includes('\0')) throw new Refusal(nulInFile, { row: rowOfNul(bytes, encoding, start) })
    yield text
  }
}

function requireUtf8(bytes: Buffer): EncodedText {
  if (!isUtf8(bytes)) throw new Refusal(brokenEncoding, { row: rowOfFault(bytes, 'utf-8', 3), encoding: 'utf-8' })
  const nul = bytes.indexOf(0)
  if (nul >= 0) throw new Refusal(nulInFile, { row: rowAt(bytes, nul) })
  return { encoding: 'utf-8', start: 3 }
}

/** Digits and commas of UTF-16 carry a zero byte, always on the same side; anything else with zeros is damaged. */
function utf16ByZeros(bytes: Buffer): Encoding {
  const head = bytes.subarray(0, 4096)
  let [even, odd] = [0, 0]
  for (let i = 0; i < head.length; i++) {
    if (head[i] === 0) i % 2 === 0 ? even++ : odd++
  }
  const enough = head.length / 2 / 5
  if (bytes.length % 2 === 0 && even === 0 && odd >= enough) return 'utf-16le'
  if (bytes.length % 2 === 0 && odd === 0 && even >= enough) return 'utf-16be'
  throw new Refusal(nulInFile, { row: rowAt(bytes, bytes.indexOf(0)) })
}

/**
 * Chinese in UTF-8 has bytes from E0 up. Valid UTF-8 whose only foreign bytes lie below may be GB18030 by chance (the
 * notorious 联通 case), so it is not guessed at.
 */
function isUnclear(bytes: Buffer): boolean {
  let foreign = false
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! >= 0xe0) return false
    if (bytes[i]! >= 0x80) foreign = true
  }
  return foreign
}

/**
 * Not UTF-8 as a whole. If more than a twentieth of its non-ASCII lines are UTF-8 nevertheless, the file is a damaged
 * UTF-8 or two files joined; GB18030 would read those lines as other characters without complaint.
 */
function refuseMixture(bytes: Buffer): void {
  let [utf8, other, firstUtf8, firstOther, row] = [0, 0, 0, 0, 0]
  for (const line of linesOf(bytes, 0)) {
    row++
    if (isAscii(line)) continue
    if (!isUtf8(line)) {
      if (other++ === 0) firstOther = row
    } else if (!isUnclear(line) && utf8++ === 0) firstUtf8 = row
  }
  if (utf8 === 0 || utf8 * 20 < utf8 + other) return
  throw new Refusal(mixedEncoding, { row: utf8 >= other ? firstOther : firstUtf8 })
}

function isAscii(line: Buffer): boolean {
  for (let i = 0; i < line.length; i++) {
    if (line[i]! >= 0x80) return false
  }
  return true
}

function* linesOf(bytes: Buffer, start: number): Generator<Buffer> {
  let from = start
  while (from < bytes.length) {
    const end = bytes.indexOf(LF, from)
    yield bytes.subarray(from, end < 0 ? bytes.length : end)
    from = end < 0 ? bytes.length : end + 1
  }
}

/** Decoded leniently, the first character that came out broken: its line is the row a person looks for. */
function rowOfFault(bytes: Buffer, encoding: Encoding, start: number): number {
  const text = new TextDecoder(encoding).decode(bytes.subarray(start))
  return linesBefore(text, text.indexOf('\ufffd')) + 1
}

function rowOfNul(bytes: Buffer, encoding: Encoding, start: number): number {
  const text = new TextDecoder(encoding).decode(bytes.subarray(start))
  return linesBefore(text, text.indexOf('\0')) + 1
}

function linesBefore(text: string, offset: number): number {
  return text.slice(0, Math.max(offset, 0)).split('\n').length - 1
}

function rowAt(bytes: Buffer, offset: number): number {
  let row = 1
  for (let at = bytes.indexOf(LF); at >= 0 && at < offset; at = bytes.indexOf(LF, at + 1)) row++
  return row
}
