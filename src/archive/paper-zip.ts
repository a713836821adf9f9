/** 压缩包的目录。What the directory at its end declares; nothing is unpacked. */
export interface ZipEntry {
  readonly name: string
  readonly packed: number
  readonly whole: number
  readonly isEncrypted: boolean
}

const END = 0x06054b50
const ENTRY = 0x02014b50
const LONGEST_COMMENT = 65_535

/** Undefined where the bytes hold no directory, or one that does not read. */
export function zipEntries(bytes: Uint8Array): readonly ZipEntry[] | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = endOf(view)
  if (end === undefined) return undefined
  const count = view.readUInt16LE(end + 10)
  let at = view.readUInt32LE(end + 16)
  const entries: ZipEntry[] = []
  for (let n = 0; n < count; n++) {
    if (at + 46 > view.length || view.readUInt32LE(at) !== ENTRY) return undefined
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    entries.push({
      name: view.toString('utf8', at + 46, at + 46 + name),
      packed: view.readUInt32LE(at + 20),
      whole: view.readUInt32LE(at + 24),
      isEncrypted: (view.readUInt16LE(at + 8) & 1) === 1,
    })
    at += 46 + name + extra + comment
  }
  return entries
}

/** The record that ends the file: nothing but its own comment may follow it. */
function endOf(view: Buffer): number | undefined {
  const first = Math.max(0, view.length - 22 - LONGEST_COMMENT)
  for (let at = view.length - 22; at >= first; at--) {
    if (view.readUInt32LE(at) === END && at + 22 + view.readUInt16LE(at + 20) === view.length) return at
  }
  return undefined
}
