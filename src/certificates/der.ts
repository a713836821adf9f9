/** DER 的标记。 */
export const INTEGER = 0x02
export const OCTETS = 0x04
const OBJECT_ID = 0x06
export const SEQUENCE = 0x30
export const SET = 0x31
/** [0], constructed. */
export const CONTEXT = 0xa0

/** 一个 DER 元素：tag, length and what is in it. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = Buffer.concat(parts)
  const { length } = body
  const long = length < 0x80 ? 0 : length < 0x100 ? 1 : length < 0x10000 ? 2 : 3
  const head = Buffer.alloc(2 + long)
  head[0] = tag
  if (long === 0) head[1] = length
  else {
    head[1] = 0x80 | long
    head.writeUIntBE(length, 2, long)
  }
  return Buffer.concat([head, body])
}

/** 对象标识，as "1.2.840.113549". */
export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number)
  return der(OBJECT_ID, Uint8Array.from([first * 40 + second, ...others].flatMap(base128)))
}

function base128(value: number): number[] {
  const digits = [value % 128]
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) digits.unshift(0x80 | (rest % 128))
  return digits
}
