import { weierstrass } from '@noble/curves/abstract/weierstrass.js'
import { joined, numberOf } from './bytes.js'
import { sm3 } from './sm3.js'

/** SM2 验签（GB/T 32918.2, 7.1），in the page itself. */
const CURVE = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
} as const
const Point = weierstrass(CURVE)
const USER = new TextEncoder().encode('1234567812345678')

/** False for whatever is not a signature, of whatever shape. */
export function verifySm2(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64 || publicKey.length !== 65 || publicKey[0] !== 4) return false
  const [r, s] = [numberOf(signature.subarray(0, 32)), numberOf(signature.subarray(32))]
  if (r < 1n || r >= CURVE.n || s < 1n || s >= CURVE.n || (r + s) % CURVE.n === 0n) return false
  try {
    const key = Point.fromBytes(publicKey)
    key.assertValidity()
    const sum = Point.BASE.multiplyUnsafe(s).add(key.multiplyUnsafe((r + s) % CURVE.n))
    return !sum.is0() && (digestOf(publicKey, message) + sum.x) % CURVE.n === r
  } catch {
    return false
  }
}

/** Binds to the usual user id, the curve and the key. */
function digestOf(publicKey: Uint8Array, message: Uint8Array): bigint {
  const bits = USER.length * 8
  const curve = [CURVE.a, CURVE.b, CURVE.Gx, CURVE.Gy].map(bytesOf)
  const z = sm3(joined(Uint8Array.of(bits >> 8, bits & 255), USER, ...curve, publicKey.subarray(1)))
  return numberOf(sm3(joined(z, message)))
}

function bytesOf(n: bigint): Uint8Array {
  return Uint8Array.from(n.toString(16).padStart(64, '0').match(/../g)!, (pair) => Number.parseInt(pair, 16))
}
