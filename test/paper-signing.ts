import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { houseSigner, selfSigned } from '../src/certificates/house-signer.js'
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
