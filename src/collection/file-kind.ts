import { Refusal } from '../kernel/refusal.js'
import {
  archiveFile,
  emptyFile,
  encrypted,
  notXlsx,
  oldExcel,
  pdfFile,
  pictureFile,
  webPage,
} from './refusals-files.js'

const OLE2 = 'd0cf11e0a1b11ae1'
/** Beginnings of files that are no tables, in hexadecimal. */
const OTHERS = [
  ['25504446', pdfFile],
  ['89504e47', pictureFile],
  ['ffd8ff', pictureFile],
  ['47494638', pictureFile],
  ['52494646', pictureFile],
  ['49492a00', pictureFile],
  ['4d4d002a', pictureFile],
  ['0000001866747970', pictureFile],
  ['1f8b', archiveFile],
  ['52617221', archiveFile],
  ['377abcaf271c', archiveFile],
  ['504b0506', notXlsx],
  ['504b0708', notXlsx],
  ['7b5c727466', webPage],
] as const

/** 文件种类。Told by its content, never by its name; what is no table is refused with the way to make one. */
export function kindOf(bytes: Buffer): 'csv' | 'xlsx' {
  if (bytes.length === 0) throw new Refusal(emptyFile, {})
  const head = bytes.subarray(0, 16).toString('hex')
  if (head.startsWith('504b0304')) return 'xlsx'
  if (head.startsWith(OLE2)) throw new Refusal(isEncryptedOle(bytes) ? encrypted : oldExcel, {})
  for (const [magic, entry] of OTHERS) {
    if (head.startsWith(magic)) throw new Refusal(entry, {})
  }
  if (/^(?:\uFEFF|\xEF\xBB\xBF)?\s*<[!?a-z]/i.test(bytes.subarray(0, 64).toString('latin1')))
    throw new Refusal(webPage, {})
  return 'csv'
}

/** A workbook with a password lies in an OLE2 envelope that names its one stream. */
function isEncryptedOle(bytes: Buffer): boolean {
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
}
