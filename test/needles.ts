import iconv from 'iconv-lite'

/** 一根针：what must not be found, and in which writing it was looked for. */
export interface Needle {
  readonly what: string
  readonly writing: string
  readonly bytes: Buffer
}

const WRITINGS: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text),
  'UTF-16LE': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16BE': (text) => Buffer.from(text, 'utf16le').swap16(),
  GB18030: (text) => iconv.encode(text, 'gb18030'),
  // COPY writes a bytea as hexadecimal digits: clear text in one would look so.
  'hex of UTF-8': (text) => Buffer.from(Buffer.from(text).toString('hex')),
  'base64, first': (text) => base64(text, 0),
  'base64, second': (text) => base64(text, 1),
  'base64, third': (text) => base64(text, 2),
}

/** Base64 of a text that begins so many bytes after a group of three: the signs that its neighbours cannot change. */
function base64(text: string, after: number): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(after), Buffer.from(text)])
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString('base64')
  return Buffer.from(whole.slice(after === 0 ? 0 : 4))
}

/** Every text in every writing; what looks the same in two of them stands once. */
export function needlesOf(texts: Iterable<string>): Needle[] {
  const needles = new Map<string, Needle>()
  for (const what of new Set(texts)) {
    for (const [writing, write] of Object.entries(WRITINGS)) {
      const bytes = write(what)
      const key = bytes.toString('latin1')
      if (bytes.length >= 6 && !needles.has(key)) needles.set(key, { what, writing, bytes })
    }
  }
  return [...needles.values()]
}

/**
 * 大海捞针。Looks for all needles in one pass: a table of the three bytes that needles begin with rules out nearly every
 * place, and only what is left is compared.
 */
export function needleFinder(needles: readonly Needle[]): (hay: Buffer) => Needle | undefined {
  const begins = new Uint8Array(1 << 24)
  const byStart = new Map<number, Needle[]>()
  for (const needle of needles) {
    const start = needle.bytes.readUIntBE(0, 3)
    begins[start] = 1
    byStart.set(start, [...(byStart.get(start) ?? []), needle])
  }
  return (hay) => {
    let window = 0
    for (let i = 0; i < hay.length; i++) {
      window = ((window << 8) | hay[i]!) & 0xffffff
      if (begins[window] === 0 || i < 2) continue
      const at = i - 2
      for (const needle of byStart.get(window)!) {
        if (hay.subarray(at, at + needle.bytes.length).equals(needle.bytes)) return needle
      }
    }
    return undefined
  }
}
