import { Refusal } from '../kernel/refusal.js'
import { missingGlyph } from './refusals.js'

/** 字库。The characters that at least one font of a printer can draw: one bit a code point. */
export type Glyphs = Uint8Array

const CODE_POINTS = 0x110000

/** Reads the character maps (cmap, formats 4 and 12) of TrueType fonts. */
export function glyphsOf(fonts: readonly Uint8Array[]): Glyphs {
  const glyphs = new Uint8Array(CODE_POINTS / 8)
  for (const font of fonts) {
    const bytes = new DataView(font.buffer, font.byteOffset, font.byteLength)
    const cmap = tableAt(bytes, 'cmap')
    for (let i = 0; i < bytes.getUint16(cmap + 2); i++) {
      const table = cmap + bytes.getUint32(cmap + 8 + i * 8)
      const format = bytes.getUint16(table)
      if (format === 4) readSegments(bytes, table, glyphs)
      if (format === 12) readGroups(bytes, table, glyphs)
    }
  }
  return glyphs
}

export function canDraw(glyphs: Glyphs, sign: string): boolean {
  const code = sign.codePointAt(0) ?? 0
  return code >= 0x20 && (glyphs[code >> 3]! & (1 << (code & 7))) !== 0
}

/** 缺字即止。Refuses on the first character of a page that no font has; the paper is never printed with a box in it. */
export function requireGlyphs(glyphs: Glyphs, page: unknown): void {
  if (typeof page === 'string') {
    for (const sign of page) if (!canDraw(glyphs, sign)) throw new Refusal(missingGlyph, { sign, text: page })
  } else if (typeof page === 'object' && page !== null) {
    for (const part of Object.values(page)) requireGlyphs(glyphs, part)
  }
}

function tableAt(bytes: DataView, tag: string): number {
  for (let i = 0; i < bytes.getUint16(4); i++) {
    const entry = 12 + i * 16
    const name = String.fromCharCode(...[0, 1, 2, 3].map((at) => bytes.getUint8(entry + at)))
    if (name === tag) return bytes.getUint32(entry + 8)
  }
  throw new Error(`the font has no ${tag} table`)
}

/** Format 4: segments of the first plane; a segment with an offset points into a list of glyph numbers, 0 for none. */
function readSegments(bytes: DataView, table: number, glyphs: Glyphs): void {
  const count = bytes.getUint16(table + 6) / 2
  const [ends, starts] = [table + 14, table + 16 + count * 2]
  const [deltas, offsets] = [starts + count * 2, starts + count * 4]
  for (let i = 0; i < count; i++) {
    const [start, end] = [bytes.getUint16(starts + i * 2), bytes.getUint16(ends + i * 2)]
    const [delta, offset] = [bytes.getUint16(deltas + i * 2), bytes.getUint16(offsets + i * 2)]
    for (let code = start; code <= end && code < 0xffff; code++) {
      const at = offsets + i * 2 + offset + (code - start) * 2
      const glyph = offset === 0 ? (code + delta) & 0xffff : bytes.getUint16(at)
      if (glyph !== 0) mark(glyphs, code)
    }
  }
}

/** Format 12: groups of code points in all planes. */
function readGroups(bytes: DataView, table: number, glyphs: Glyphs): void {
  for (let i = 0; i < bytes.getUint32(table + 12); i++) {
    const group = table + 16 + i * 12
    const first = bytes.getUint32(group + 8)
    for (let code = bytes.getUint32(group); code <= bytes.getUint32(group + 4); code++) {
      if (first + code - bytes.getUint32(group) !== 0) mark(glyphs, code)
    }
  }
}

function mark(glyphs: Glyphs, code: number): void {
  glyphs[code >> 3]! |= 1 << (code & 7)
}
