import { crc32, deflateRawSync } from 'node:zlib'

/** 压缩包的一个部件。 */
export interface Part {
  readonly name: string
  readonly text: string
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
/** 1980-01-01：the same parts are the same bytes, whenever they are written. */
const DAY = 0x21
/** Names are UTF-8. */
const FLAGS = 0x0800

/** 写压缩包：a few small parts, each deflated; what a workbook is made of. */
export function writeZip(parts: readonly Part[]): Buffer {
  const [body, directory]: [Buffer[], Buffer[]] = [[], []]
  let offset = 0
  for (const { name, text } of parts) {
    const data = Buffer.from(text)
    const packed = { name: Buffer.from(name), bytes: deflateRawSync(data), size: data.length, crc: crc32(data) }
    const local = Buffer.concat([headerOf(packed), packed.name, packed.bytes])
    directory.push(Buffer.concat([headerOf(packed, offset), packed.name]))
    body.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...body, central, end])
}

interface Packed {
  readonly name: Buffer
  readonly bytes: Buffer
  readonly size: number
  readonly crc: number
}

/** The local header, or with an offset the longer one of the directory. */
function headerOf({ name, bytes, size, crc }: Packed, offset?: number): Buffer {
  const shift = offset === undefined ? 0 : 2
  const header = Buffer.alloc(offset === undefined ? 30 : 46)
  header.writeUInt32LE(offset === undefined ? LOCAL : CENTRAL, 0)
  if (offset !== undefined) header.writeUInt16LE(20, 4)
  header.writeUInt16LE(20, 4 + shift)
  header.writeUInt16LE(FLAGS, 6 + shift)
  header.writeUInt16LE(8, 8 + shift)
  header.writeUInt16LE(DAY, 12 + shift)
  header.writeUInt32LE(crc, 14 + shift)
  header.writeUInt32LE(bytes.length, 18 + shift)
  header.writeUInt32LE(size, 22 + shift)
  header.writeUInt16LE(name.length, 26 + shift)
  if (offset !== undefined) header.writeUInt32LE(offset, 42)
  return header
}
