import type { X509Certificate } from 'node:crypto'
import { Refusal } from '../kernel/refusal.js'
import { isSignedBy, type ReadCms, readCms } from './cms.js'
import { encryptedFile, fileTooLarge, notPdf } from './refusals-signature.js'

/** 电子文件上的签名如何：`appended` is whole, with something added behind it; `foreign` is another's. */
export const SIGNATURE_STATES = ['whole', 'appended', 'changed', 'foreign', 'unsigned'] as const
export type SignatureState = (typeof SIGNATURE_STATES)[number]

export interface FoundSignature {
  readonly state: SignatureState
  /** By which of the house's certificates, where it is one. */
  readonly certificate?: X509Certificate
  /** 流水号 and time as they stand in what was signed. */
  readonly serial?: string
  readonly signedAt?: string
}

const MEGABYTE = 1024 * 1024
/** A file may carry signatures of many; those beyond are not ours. */
const MOST_SIGNATURES = 8
/** 取其最能说明的一个。 */
const ORDER: readonly SignatureState[] = ['whole', 'appended', 'foreign', 'changed', 'unsigned']

/** 核对签名。Refuses what is no PDF, too large or encrypted; whatever else is sent has an answer. */
export function checkSignatures(file: Buffer, ours: readonly X509Certificate[], most: number): FoundSignature {
  if (file.length > most * MEGABYTE) throw new Refusal(fileTooLarge, { most })
  if (file.toString('latin1', 0, 5) !== '%PDF-') throw new Refusal(notPdf, {})
  if (/\/Encrypt\s+\d+ \d+ R/.test(file.toString('latin1', Math.max(0, file.length - 2048))))
    throw new Refusal(encryptedFile, {})
  const found = rangesIn(file).map((range) => judged(file, range, ours))
  return found.sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))[0] ?? { state: 'unsigned' }
}

interface Range {
  readonly at: number
  readonly from: number
  readonly to: number
  readonly end: number
}

const RANGE = /\/ByteRange\s{0,4}\[\s{0,4}0\s{1,4}(\d{1,9})\s{1,4}(\d{1,9})\s{1,4}(\d{1,9})\s{0,64}\]/

function rangesIn(file: Buffer): Range[] {
  const found: Range[] = []
  for (let at = file.indexOf('/ByteRange'); at >= 0 && found.length < MOST_SIGNATURES; ) {
    const [, from, to, rest] = RANGE.exec(file.toString('latin1', at, at + 160)) ?? []
    if (rest !== undefined) found.push({ at, from: Number(from), to: Number(to), end: Number(to) + Number(rest) })
    at = file.indexOf('/ByteRange', at + 1)
  }
  return found
}

/** One signature: what it covers must be the whole file but for the signature itself, which is hex and nothing else. */
function judged(file: Buffer, range: Range, ours: readonly X509Certificate[]): FoundSignature {
  const { from, to, end } = range
  if (from < 1 || to <= from || end > file.length) return { state: 'changed' }
  const der = derIn(file.toString('latin1', from, to))
  const read = der === undefined ? undefined : readCms(der.bytes)
  if (der === undefined || read === undefined) return { state: 'changed' }
  const bytes = Buffer.concat([file.subarray(0, from), file.subarray(to, end)])
  const certificate = ours.find((one) => isSignedBy(read, one, bytes))
  if (certificate === undefined) return { state: isAnothers(read, bytes) ? 'foreign' : 'changed' }
  if (!der.isPadded || !read.isPlain || read.chain[0]?.raw.equals(certificate.raw) !== true) return { state: 'changed' }
  return { state: end === file.length ? 'whole' : 'appended', certificate, ...saidIn(file, range) }
}

/** Whole, but by a certificate that is not ours. */
function isAnothers(read: ReadCms, bytes: Buffer): boolean {
  return read.chain.some((one) => isSignedBy(read, one, bytes))
}

/** The signature proper, and whether nothing but zeros fills up its place. */
function derIn(text: string): { readonly bytes: Buffer; readonly isPadded: boolean } | undefined {
  if (!/^<(?:[0-9a-fA-F]{2}){8,}>$/.test(text)) return undefined
  const bytes = Buffer.from(text.slice(1, -1), 'hex')
  const long = bytes[1]! & 0x80 ? bytes[1]! & 0x7f : 0
  if (bytes[0] !== 0x30 || long > 3) return undefined
  const length = long === 0 ? bytes[1]! : bytes.readUIntBE(2, long)
  const end = 2 + long + length
  return end > bytes.length
    ? undefined
    : { bytes: bytes.subarray(0, end), isPadded: bytes.subarray(end).every((one) => one === 0) }
}

/** What our own dictionary says of the paper; it stands before the signature and is covered by it. */
function saidIn(file: Buffer, { at }: Range): Pick<FoundSignature, 'serial' | 'signedAt'> {
  const said = file.toString('latin1', file.lastIndexOf('/Type /Sig', at), at)
  const [serial, day] = [
    /\/Reason <feff([0-9a-f]{4,200})>/.exec(said)?.[1],
    /\/M \(D:(\d{14})\+08'00'\)/.exec(said)?.[1],
  ]
  return {
    ...(serial === undefined ? {} : { serial: Buffer.from(serial, 'hex').swap16().toString('utf16le') }),
    ...(day === undefined ? {} : { signedAt: day.replace(/(....)(..)(..)(..)(..)(..)/, '$1-$2-$3 $4:$5:$6') }),
  }
}
