import { Refusal } from '../kernel/refusal.js'
import { emptyPaper, largePaper, wrongPaperType } from './refusals.js'

export const MOST_MEGABYTES = 50

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const SIGNS: readonly (readonly [media: string, bytes: readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  [XLSX, [0x50, 0x4b, 0x03, 0x04]],
]

/** 资料的类型，以内容为准。What a file is called is not asked; programs, pages and empty files are refused. */
export function mediaTypeOf(bytes: Uint8Array): string {
  if (bytes.length === 0) throw new Refusal(emptyPaper, {})
  if (bytes.length > MOST_MEGABYTES * 1024 * 1024) throw new Refusal(largePaper, { megabytes: MOST_MEGABYTES })
  const found = SIGNS.find(([, sign]) => sign.every((byte, i) => bytes[i] === byte))
  if (found !== undefined) return found[0]
  if (looksLikeText(bytes)) return 'text/csv'
  throw new Refusal(wrongPaperType, {})
}

/** Text in any of the encodings files come in: UTF-16 by its mark, else no control bytes and no program or page. */
function looksLikeText(bytes: Uint8Array): boolean {
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (marked) return true
  const head = bytes.subarray(0, 4096)
  if (head.some((byte) => byte < 9 || (byte > 13 && byte < 32))) return false
  const text = Buffer.from(head).toString('latin1').trimStart()
  return !/^(<|#!|MZ|%!|\{\\rtf)/i.test(text)
}
