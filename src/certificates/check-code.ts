/** 随机字节的来源，由 app 给出。 */
export type RandomBytes = (count: number) => Uint8Array

/** 校验码的字符：digits and capitals without 0 O 1 I L, which are taken for one another. Thirty-one of them, a prime. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const LENGTH = 12

/** 校验码。Eleven random characters (54 bits) and one check character. */
export type CheckCode = string & { readonly unit: 'checkCode' }

export function drawCheckCode(random: RandomBytes): CheckCode {
  let body = ''
  while (body.length < LENGTH - 1) {
    for (const byte of random(16)) if ((byte & 31) < SIGNS.length) body += SIGNS[byte & 31]
  }
  return closed(body.slice(0, LENGTH - 1)) as CheckCode
}

/**
 * 解析键入的校验码。Spaces, hyphens, case and full width do not matter. Undefined where it cannot be one: every single
 * wrong character and every two exchanged ones are noticed, since the weights 1 to 12 differ modulo the prime 31.
 */
export function parseCheckCode(text: string): CheckCode | undefined {
  const code = text.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
  const isWhole = code.length === LENGTH && [...code].every((sign) => SIGNS.includes(sign))
  return isWhole && weighed(code) === 0 ? (code as CheckCode) : undefined
}

/** 校验码的书写：four by four. */
export function checkCodeText(code: CheckCode): string {
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`
}

/** The last character weighs 12; 13 is the inverse of 12 modulo 31 (12 × 13 = 156 = 5 × 31 + 1). */
function closed(body: string): string {
  return body + SIGNS[((31 - weighed(body)) * 13) % 31]
}

function weighed(code: string): number {
  let sum = 0
  for (let i = 0; i < code.length; i++) sum += (i + 1) * SIGNS.indexOf(code[i]!)
  return sum % 31
}
