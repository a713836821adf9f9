import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto'
import { invariant } from '../kernel/invariant.js'

/** 数据密钥。32 secret bytes, from which the SM4 key and the HMAC key are derived. */
export interface DataKey {
  readonly enc: Buffer
  readonly mac: Buffer
}

export function dataKey(secret: Uint8Array): DataKey {
  invariant(secret.length === 32, 'a data key has 32 bytes')
  const derive = (use: string) => createHmac('sm3', secret).update(use).digest()
  return { enc: derive('quanyi/sm4-ctr').subarray(0, 16), mac: derive('quanyi/hmac-sm3') }
}

/** 加密：SM4-CTR, then HMAC-SM3 over iv and ciphertext. Returns iv(16) ‖ ciphertext ‖ tag(32). */
export function encrypt(key: DataKey, iv: Uint8Array, plain: Uint8Array): Buffer {
  invariant(iv.length === 16, 'an iv has 16 bytes')
  const cipher = createCipheriv('sm4-ctr', key.enc, iv)
  const body = Buffer.concat([iv, cipher.update(plain), cipher.final()])
  return Buffer.concat([body, createHmac('sm3', key.mac).update(body).digest()])
}

/** 解密。Undefined where the tag does not hold: the caller says what that means. */
export function decrypt(key: DataKey, sealed: Uint8Array): Buffer | undefined {
  if (sealed.length < 48) return undefined
  const body = sealed.subarray(0, sealed.length - 32)
  const tag = createHmac('sm3', key.mac).update(body).digest()
  if (!timingSafeEqual(tag, sealed.subarray(sealed.length - 32))) return undefined
  const decipher = createDecipheriv('sm4-ctr', key.enc, body.subarray(0, 16))
  return Buffer.concat([decipher.update(body.subarray(16)), decipher.final()])
}
