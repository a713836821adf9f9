import { Refusal } from '../kernel/refusal.js'
import { imageShape } from './paper-image.js'
import { pdfFault } from './paper-pdf.js'
import { EXTENSIONS, mediaTypeOf } from './paper-type.js'
import { zipEntries } from './paper-zip.js'
import {
  activePdf,
  bombPaper,
  brokenPaper,
  largePaper,
  secretPaper,
  twofoldPaper,
  typeDiffers,
  wrongPaperType,
} from './refusals-guard.js'

/** 收件的限度。Settings of the installation, asked for at each paper. */
export interface PaperLimits {
  readonly megabytes: number
  readonly megapixels: number
}

/** A packed part swells to so many times its size at most; a few hundred parts make a workbook. */
const MOST_ENTRIES = 2000
const MOST_RATIO = 200
const MEGABYTE = 1024 * 1024

/**
 * 收件的把关。Type by content and by what the file says it is, size, pictures too large to open, documents that do more than
 * show, files that are two in one, and what may not be kept here at all. Answers the media type.
 */
export function guardPaper(bytes: Uint8Array, limits: PaperLimits, fileName?: string): string {
  if (bytes.length > limits.megabytes * MEGABYTE) throw new Refusal(largePaper, { megabytes: limits.megabytes })
  const mediaType = mediaTypeOf(bytes)
  refuseOtherName(mediaType, fileName)
  refuseStateSecret(mediaType, bytes, fileName)
  if (mediaType.startsWith('image/')) guardImage(mediaType, bytes, limits.megapixels)
  else if (mediaType === 'application/pdf') guardPdf(bytes)
  else if (mediaType !== 'text/csv') guardZip(bytes, limits.megabytes)
  return mediaType
}

function refuseOtherName(mediaType: string, fileName: string | undefined): void {
  const said = /\.([a-z0-9]{1,8})$/i.exec(fileName ?? '')?.[1]?.toLowerCase()
  if (said !== undefined && EXTENSIONS[mediaType]?.includes(said) !== true) {
    throw new Refusal(typeDiffers, { said, found: EXTENSIONS[mediaType]?.[0] ?? mediaType })
  }
}

/** 国家秘密的标志：the grade and its star, as they must be printed. Such a paper is to be handled elsewhere. */
const SECRET = /(绝密|机密|秘密)\s*★/

function refuseStateSecret(mediaType: string, bytes: Uint8Array, fileName = ''): void {
  const texts = [fileName, ...(mediaType === 'text/csv' ? textsOf(bytes.subarray(0, MEGABYTE)) : [])]
  if (texts.some((text) => SECRET.test(text))) throw new Refusal(secretPaper, {})
}

function textsOf(bytes: Uint8Array): string[] {
  return ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'].map((encoding) => new TextDecoder(encoding).decode(bytes))
}

function guardImage(mediaType: string, bytes: Uint8Array, megapixels: number): void {
  const shape = imageShape(mediaType, bytes)
  if (shape === undefined || shape.width === 0 || shape.height === 0) throw new Refusal(brokenPaper, {})
  const { width, height, end } = shape
  if (width * height > megapixels * 1_000_000) throw new Refusal(bombPaper, { width, height, megapixels })
  if (end !== undefined && bytes.subarray(end).some((byte) => byte !== 0)) throw new Refusal(twofoldPaper, {})
}

function guardPdf(bytes: Uint8Array): void {
  const fault = pdfFault(bytes)
  if (fault === 'broken') throw new Refusal(brokenPaper, {})
  if (fault === 'trailing') throw new Refusal(twofoldPaper, {})
  if (fault !== undefined) throw new Refusal(activePdf, { fault })
}

function guardZip(bytes: Uint8Array, megabytes: number): void {
  const entries = zipEntries(bytes)
  if (entries === undefined) throw new Refusal(brokenPaper, {})
  if (entries.some(({ isEncrypted }) => isEncrypted)) throw new Refusal(activePdf, { fault: 'encrypted' })
  if (entries.some(({ name }) => /vbaProject|\.(exe|dll|js|vbs|html?)$/i.test(name))) {
    throw new Refusal(activePdf, { fault: 'script' })
  }
  const isKnown = entries.some(({ name }) => name === '[Content_Types].xml' || name === 'OFD.xml')
  if (!isKnown) throw new Refusal(wrongPaperType, {})
  const whole = entries.reduce((sum, entry) => sum + entry.whole, 0)
  const most = Math.min(bytes.length * MOST_RATIO, megabytes * MEGABYTE * 10)
  if (entries.length > MOST_ENTRIES || whole > most) throw new Refusal(brokenPaper, {})
}
