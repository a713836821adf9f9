import { weierstrass } from '@noble/curves/abstract/weierstrass.js'
import { SM2_CURVE, SM2_USER_ID } from '../../src/kernel/sm2-curve.js'
import { joined, numberOf } from './bytes.js'
import { sm3 } from './sm3.js'

const CURVE = SM2_CURVE
const Point = weierstrass(CURVE)
const USER = new TextEncoder().encode(SM2_USER_ID)

/** SM2 验签（GB/T 32918.2, 7.1），in the page itself. False for whatever is not a signature, of whatever shape. */
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
