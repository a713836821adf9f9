/** 密码杂凑算法 SM3（GB/T 32905）。In the page itself, so that a proof is checked without asking anybody. */
const START = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e] as const
const BLOCK = 64

export function sm3(message: Uint8Array): Uint8Array {
  const state = Uint32Array.from(START)
  const padded = pad(message)
  for (let at = 0; at < padded.length; at += BLOCK) compress(state, new DataView(padded.buffer, at, BLOCK))
  const out = new DataView(new ArrayBuffer(32))
  state.forEach((word, i) => {
    out.setUint32(4 * i, word)
  })
  return new Uint8Array(out.buffer)
}

/** A one bit, zeros, and the length in bits as 64-bit number. */
function pad(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array(Math.ceil((message.length + 9) / BLOCK) * BLOCK)
  padded.set(message)
  padded[message.length] = 0x80
  new DataView(padded.buffer).setBigUint64(padded.length - 8, BigInt(message.length) * 8n)
  return padded
}

function compress(state: Uint32Array, block: DataView): void {
  const words = expand(block)
  let [a, b, c, d, e, f, g, h] = [...state] as [number, number, number, number, number, number, number, number]
  for (let j = 0; j < 64; j++) {
    const turned = rotate(j < 16 ? 0x79cc4519 : 0x7a879d8a, j % 32)
    const ss1 = rotate((rotate(a, 12) + e + turned) >>> 0, 7)
    const ss2 = ss1 ^ rotate(a, 12)
    const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c)
    const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g)
    const tt1 = (ff + d + ss2 + (words[j]! ^ words[j + 4]!)) >>> 0
    const tt2 = (gg + h + ss1 + words[j]!) >>> 0
    ;[a, b, c, d] = [tt1, a, rotate(b, 9), c]
    ;[e, f, g, h] = [p0(tt2), e, rotate(f, 19), g]
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = state[i]! ^ word
}

function expand(block: DataView): Uint32Array {
  const words = new Uint32Array(68)
  for (let j = 0; j < 16; j++) words[j] = block.getUint32(4 * j)
  for (let j = 16; j < 68; j++) {
    const x = words[j - 16]! ^ words[j - 9]! ^ rotate(words[j - 3]!, 15)
    words[j] = x ^ rotate(x, 15) ^ rotate(x, 23) ^ rotate(words[j - 13]!, 7) ^ words[j - 6]!
  }
  return words
}

function p0(x: number): number {
  return (x ^ rotate(x, 9) ^ rotate(x, 17)) >>> 0
}

function rotate(x: number, by: number): number {
  return by === 0 ? x >>> 0 : ((x << by) | (x >>> (32 - by))) >>> 0
}
