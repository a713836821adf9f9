import { encode } from 'uqr'
import { invariant } from '../kernel/invariant.js'
import type { RandomBytes } from './check-code.js'

/** Crockford's base 32: a camera reads it, but a person could type it too. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 二维码凭据。128 random bits as 26 characters. */
export type QrToken = string & { readonly unit: 'qrToken' }

export function drawQrToken(random: RandomBytes): QrToken {
  const bytes = random(16)
  invariant(bytes.length === 16, 'a token is made of 16 bytes')
  let bits = 0n
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte)
  let token = ''
  for (let at = 125n; at >= 0n; at -= 5n) token += SIGNS[Number((bits >> at) & 31n)]
  return token as QrToken
}

export function parseQrToken(text: string): QrToken | undefined {
  const given = text.trim().toUpperCase()
  return /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(given) ? (given as QrToken) : undefined
}

/** 二维码所载网址。 */
export function qrUrl(base: string, token: QrToken): string {
  return `${base}/v/${token}`
}

/** Any mask makes a lawful QR of a random token; trying all eight costs more than setting half the paper. */
const MASK = 2

/** 二维码图。One path of an SVG, a run of dark modules at a time, so that it prints sharp at any size. */
export function qrSvg(url: string): string {
  const { data, size } = encode(url, { ecc: 'M', border: 0, maskPattern: MASK })
  let path = ''
  for (const [y, row] of data.entries()) {
    for (let x = 0; x < size; x++) {
      const from = x
      while (row[x]) x++
      if (x > from) path += `M${from} ${y}h${x - from}v1h-${x - from}z`
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${path}"/></svg>`
}
