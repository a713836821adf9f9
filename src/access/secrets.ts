import { createHash } from 'node:crypto'
import { authenticator } from 'otplib'
import type { Chance } from '../kernel/clock.js'
import type { Instant } from '../kernel/day.js'

/** 带钥摘要与加密，由 app 以其密钥提供。Sign-in names are digested, names shown and secrets encrypted. */
export interface Secrets {
  digest(text: string): Buffer
  encrypt(text: string): Buffer
  decrypt(bytes: Buffer): string
}

/** 令牌：256 random bits. The database has its SM3 only, so a stolen table signs nobody in. */
export function newToken(chance: Chance): string {
  return Buffer.from(chance.bytes(32)).toString('base64url')
}

export function tokenDigest(token: string): Buffer {
  return createHash('sm3').update(token).digest()
}

/** 防跨站令牌。Follows from the session's token, which no other site can read. */
export function csrfOf(token: string): string {
  return createHash('sm3').update(`quanyi-csrf ${token}`).digest('base64url')
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** 激活码：60 random bits in three groups of four, without the letters that look like digits. */
export function newCode(chance: Chance): string {
  const signs = [...chance.bytes(12)].map((byte) => CROCKFORD[byte % 32]).join('')
  return `${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8)}`
}

/** As typed by a person: case, hyphens, spaces and look-alike letters do not matter. */
export function plainCode(text: string): string {
  return text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
}

/** 动态口令密钥：160 random bits in base 32. */
export function newTotpSecret(chance: Chance): string {
  return [...chance.bytes(32)].map((byte) => BASE32[byte % 32]).join('')
}

export function totpUri(login: string, secret: string): string {
  return authenticator.keyuri(login, '权益', secret)
}

const STEP = 30_000

/** Which step of time this one-time password belongs to, one to either side allowed; undefined when to none. */
export function totpStep(secret: string, password: string, now: Instant): number | undefined {
  if (!/^\d{6}$/.test(password)) return undefined
  const delta = authenticator.clone({ epoch: now, window: 1 }).checkDelta(password, secret)
  return delta === null ? undefined : Math.floor(now / STEP) + delta
}

/** The one-time password of this moment: for the demo's printed people and for tests. */
export function totpAt(secret: string, now: Instant): string {
  return authenticator.clone({ epoch: now }).generate(secret)
}
