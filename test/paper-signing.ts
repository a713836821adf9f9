import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { selfSigned } from '../src/app/self-signed.js'
import { houseSigner } from '../src/certificates/house-signer.js'
import type { PrinterSettings } from '../src/certificates/print.js'
import type { Instant } from '../src/kernel/day.js'

export const SIGNED_AT = Date.UTC(2026, 2, 15, 4) as Instant

/** 测试用的签名者：its own key and certificate each time. */
export function signingForTests(): NonNullable<PrinterSettings['signing']> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const subject = { name: '测试文书签名', organisation: 'quanyi.example.cn' }
  const certificate = selfSigned(privateKey, subject, SIGNED_AT, Buffer.concat([Buffer.of(1), randomBytes(15)]))
  return { signer: houseSigner(privateKey, [certificate]), name: '示例市社会保险经办中心', now: () => SIGNED_AT }
}

/** The file with one digit of a figure changed, somewhere before the signature. */
export function withOtherDigit(file: Uint8Array, at: number): Buffer {
  const other = Buffer.from(file)
  other[at] = other[at]! ^ 1
  return other
}

/** What the signature covers, and the signature, cut out by the range the file itself names. */
export function cut(file: Uint8Array): { readonly bytes: Buffer; readonly cms: Buffer } {
  const whole = Buffer.from(file)
  const [from = 0, to = 0] = /\/ByteRange \[0 (\d+) (\d+)/.exec(whole.toString('latin1'))!.slice(1).map(Number)
  const cms = Buffer.from(whole.toString('latin1', from + 1, to - 1), 'hex')
  const length = cms.readUInt16BE(2) + 4
  return { bytes: Buffer.concat([whole.subarray(0, from), whole.subarray(to)]), cms: cms.subarray(0, length) }
}
