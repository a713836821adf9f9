import { decodeBase64, encodeBase64 } from './base64.js'
import { parsePrivateKey, parsePublicKey, publicKeyOf, type Sm2PrivateKey, type Sm2PublicKey } from './sm2.js'

/** SM2 的编码：DER signatures and PEM keys, as other software writes them. Keys have one length, so one frame of bytes. */
const PRIVATE_HEAD = Buffer.from('308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420', 'hex')
const PRIVATE_MIDDLE = Buffer.from('a144034200', 'hex')
const PUBLIC_HEAD = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex')

/** PKCS#8. */
export function privateKeyPem(key: Sm2PrivateKey): string {
  return pemOf('PRIVATE KEY', Buffer.concat([PRIVATE_HEAD, key, PRIVATE_MIDDLE, publicKeyOf(key)]))
}

/** SubjectPublicKeyInfo. */
export function publicKeyPem(key: Sm2PublicKey): string {
  return pemOf('PUBLIC KEY', Buffer.concat([PUBLIC_HEAD, key]))
}

/** Undefined unless the text is exactly one key in the form this file writes, and its public half belongs to it. */
export function parsePrivateKeyPem(pem: string): Sm2PrivateKey | undefined {
  const der = derOf('PRIVATE KEY', pem)
  const key = der && parsePrivateKey(der.subarray(PRIVATE_HEAD.length, PRIVATE_HEAD.length + 32))
  return key && privateKeyPem(key).trim() === pem.trim().replaceAll('\r\n', '\n') ? key : undefined
}

export function parsePublicKeyPem(pem: string): Sm2PublicKey | undefined {
  const der = derOf('PUBLIC KEY', pem)
  const key = der && parsePublicKey(der.subarray(PUBLIC_HEAD.length))
  return key && publicKeyPem(key).trim() === pem.trim().replaceAll('\r\n', '\n') ? key : undefined
}

/** r ‖ s as SEQUENCE { INTEGER r, INTEGER s }. */
export function signatureToDer(raw: Uint8Array): Uint8Array {
  const body = Buffer.concat([integer(raw.subarray(0, 32)), integer(raw.subarray(32))])
  return Buffer.concat([Uint8Array.of(0x30, body.length), body])
}

/** Strict: undefined unless the bytes are the one DER encoding of two integers of at most 32 bytes, with nothing after. */
export function signatureFromDer(der: Uint8Array): Uint8Array | undefined {
  if (der.length < 8 || der[2] !== 0x02) return undefined
  const middle = 4 + der[3]!
  const raw = Buffer.concat([pad(der.subarray(4, middle)), pad(der.subarray(middle + 2))])
  return raw.length === 64 && Buffer.compare(signatureToDer(raw), der) === 0 ? raw : undefined
}

function integer(bytes: Uint8Array): Uint8Array {
  let from = 0
  while (from < bytes.length - 1 && bytes[from] === 0) from++
  const significant = bytes.subarray(from)
  const sign = significant[0]! >= 0x80 ? [0] : []
  return Uint8Array.of(0x02, significant.length + sign.length, ...sign, ...significant)
}

function pad(integerBytes: Uint8Array): Uint8Array {
  const significant = integerBytes[0] === 0 ? integerBytes.subarray(1) : integerBytes
  return Buffer.concat([new Uint8Array(Math.max(0, 32 - significant.length)), significant])
}

function pemOf(label: string, der: Uint8Array): string {
  const lines = encodeBase64(der).match(/.{1,64}/g)!
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}

function derOf(label: string, pem: string): Uint8Array | undefined {
  const body = new RegExp(`^-----BEGIN ${label}-----\n([A-Za-z0-9+/=\n]+)\n-----END ${label}-----$`)
  const match = body.exec(pem.trim().replaceAll('\r\n', '\n'))
  return match === null ? undefined : decodeBase64(match[1]!.replaceAll('\n', ''))
}
