import { Refusal } from '../kernel/refusal.js'
import { zipEntries } from './paper-zip.js'
import { emptyPaper, wrongPaperType } from './refusals.js'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const OFD = 'application/ofd'
const SIGNS: readonly (readonly [media: string, bytes: readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['image/tiff', [0x4d, 0x4d, 0x00, 0x2a]],
]
const ZIP = [0x50, 0x4b, 0x03, 0x04]

/** 资料的类型 → 文件名的后缀，the first of them is what a download is called. */
export const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  'application/pdf': ['pdf'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/tiff': ['tif', 'tiff'],
  [OFD]: ['ofd'],
  [XLSX]: ['xlsx'],
  'text/csv': ['csv', 'txt'],
}

/** 资料的类型，以内容为准。Programs, pages and empty files are refused. */
export function mediaTypeOf(bytes: Uint8Array): string {
  if (bytes.length === 0) throw new Refusal(emptyPaper, {})
  const begins = (sign: readonly number[]) => sign.every((byte, i) => bytes[i] === byte)
  const found = SIGNS.find(([, sign]) => begins(sign))
  if (found !== undefined) return found[0]
  if (begins(ZIP)) return zippedType(bytes)
  if (looksLikeText(bytes)) return 'text/csv'
  throw new Refusal(wrongPaperType, {})
}

/** A workbook, unless its directory says it is a page layout (OFD). What is inside either is its reader's to judge. */
function zippedType(bytes: Uint8Array): string {
  return zipEntries(bytes)?.some(({ name }) => name === 'OFD.xml') === true ? OFD : XLSX
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
