import { createHash } from 'node:crypto'
import { weierstrass } from '@noble/curves/abstract/weierstrass.js'
import { invariant } from '../kernel/invariant.js'
import { SM2_CURVE, SM2_USER_ID } from '../kernel/sm2-curve.js'

const CURVE = SM2_CURVE
const Point = weierstrass(CURVE)
const N = CURVE.n
const BYTES = 32

/** 私钥。A scalar d with 1 ≤ d ≤ n−2, in 32 bytes. */
export type Sm2PrivateKey = Uint8Array & { readonly unit: 'sm2 private key' }

/** 公钥。A point on the curve, uncompressed: 0x04 ‖ x ‖ y, 65 bytes, checked. */
export type Sm2PublicKey = Uint8Array & { readonly unit: 'sm2 public key' }

/** 随机数来源。As many unguessable bytes as asked for; app hands in `crypto.randomBytes`. */
export type RandomBytes = (count: number) => Uint8Array

/** Undefined where the bytes are no private key. */
export function parsePrivateKey(bytes: Uint8Array): Sm2PrivateKey | undefined {
  if (bytes.length !== BYTES) return undefined
  const d = numberOf(bytes)
  return d >= 1n && d <= N - 2n ? (bytes as Sm2PrivateKey) : undefined
}

/** Undefined where the bytes are no uncompressed point of the curve. */
export function parsePublicKey(bytes: Uint8Array): Sm2PublicKey | undefined {
  if (bytes.length !== 1 + 2 * BYTES || bytes[0] !== 0x04) return undefined
  try {
    Point.fromBytes(bytes).assertValidity()
    return bytes as Sm2PublicKey
  } catch {
    return undefined
  }
}

export function generatePrivateKey(random: RandomBytes): Sm2PrivateKey {
  for (;;) {
    const key = parsePrivateKey(random(BYTES))
    if (key !== undefined) return key
  }
}

export function publicKeyOf(key: Sm2PrivateKey): Sm2PublicKey {
  return Point.BASE.multiply(numberOf(key)).toBytes(false) as Sm2PublicKey
}

/** 签名（GB/T 32918.2, 6.1）。r ‖ s in 64 bytes. A fresh k is drawn for each; numbers out of range are drawn anew. */
export function signSm2(
  key: Sm2PrivateKey,
  publicKey: Sm2PublicKey,
  message: Uint8Array,
  random: RandomBytes,
  userId: string = SM2_USER_ID,
): Uint8Array {
  const e = digestOf(publicKey, message, userId)
  const d = numberOf(key)
  for (;;) {
    const k = numberOf(random(BYTES))
    if (k < 1n || k >= N) continue
    const r = (e + Point.BASE.multiply(k).x) % N
    if (r === 0n || r + k === N) continue
    const s = (Point.Fn.inv(1n + d) * modN(k - r * d)) % N
    if (s !== 0n) return Buffer.concat([bytesOf(r), bytesOf(s)])
  }
}

/** 验签（GB/T 32918.2, 7.1）。False for whatever is not a signature, of whatever shape; it never throws. */
export function verifySm2(
  publicKey: Sm2PublicKey,
  message: Uint8Array,
  signature: Uint8Array,
  userId: string = SM2_USER_ID,
): boolean {
  if (signature.length !== 2 * BYTES || parsePublicKey(publicKey) === undefined) return false
  const [r, s] = [numberOf(signature.subarray(0, BYTES)), numberOf(signature.subarray(BYTES))]
  if (r < 1n || r >= N || s < 1n || s >= N) return false
  const t = (r + s) % N
  if (t === 0n) return false
  const sum = Point.BASE.multiplyUnsafe(s).add(Point.fromBytes(publicKey).multiplyUnsafe(t))
  if (sum.is0()) return false
  return (digestOf(publicKey, message, userId) + sum.x) % N === r
}

/** 用户杂凑值 Z（GB/T 32918.2, 5.5）。Binds the signature to the user id, the curve and the public key. */
export function userHash(publicKey: Sm2PublicKey, userId: string): Uint8Array {
  const id = new TextEncoder().encode(userId)
  const bits = id.length * 8
  invariant(bits <= 0xffff, 'a user id has at most 8,191 bytes')
  const hash = createHash('sm3')
    .update(Uint8Array.of(bits >> 8, bits & 0xff))
    .update(id)
  for (const constant of [CURVE.a, CURVE.b, CURVE.Gx, CURVE.Gy]) hash.update(bytesOf(constant))
  return hash.update(publicKey.subarray(1)).digest()
}

function digestOf(publicKey: Sm2PublicKey, message: Uint8Array, userId: string): bigint {
  return numberOf(createHash('sm3').update(userHash(publicKey, userId)).update(message).digest())
}

function modN(n: bigint): bigint {
  const rest = n % N
  return rest < 0n ? rest + N : rest
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
}

function bytesOf(n: bigint): Uint8Array {
  return Buffer.from(n.toString(16).padStart(2 * BYTES, '0'), 'hex')
}
