import { crc32, deflateRawSync } from 'node:zlib'

/** 压缩包的一个部件。What is stated may differ from what is true: that is what the tests of the reader need. */
export interface ZipPart {
  readonly name: string
  readonly data: string | Buffer
  readonly stored?: boolean
  /** Sizes and check sums as stated; the true ones when left out. */
  readonly statedSize?: number
  readonly statedCrc?: number
  readonly encrypted?: boolean
  readonly method?: number
  /** Points at the bytes of an earlier part instead of having its own. */
  readonly sameBytesAs?: string
}

/** 写压缩包。Small and honest by default; no dependency, so that it can lie where a library would not. */
export function zip(parts: readonly ZipPart[]): Buffer {
  const body: Buffer[] = []
  const directory: Buffer[] = []
  const offsets = new Map<string, number>()
  let offset = 0
  for (const part of parts) {
    const packed = pack(part)
    const at = part.sameBytesAs === undefined ? offset : offsets.get(part.sameBytesAs)!
    if (part.sameBytesAs === undefined) {
      const local = Buffer.concat([header(0x04034b50, packed, part), Buffer.from(part.name), packed.bytes])
      body.push(local)
      offsets.set(part.name, offset)
      offset += local.length
    }
    directory.push(Buffer.concat([header(0x02014b50, packed, part, at), Buffer.from(part.name)]))
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...body, central, end])
}

interface Packed {
  readonly bytes: Buffer
  readonly size: number
  readonly crc: number
  readonly method: number
}

function pack(part: ZipPart): Packed {
  const data = typeof part.data === 'string' ? Buffer.from(part.data) : part.data
  const bytes = part.stored ? data : deflateRawSync(data)
  return {
    bytes,
    size: part.statedSize ?? data.length,
    crc: part.statedCrc ?? crc32(data),
    method: part.method ?? (part.stored ? 0 : 8),
  }
}

/** The local header, or with `at` the longer one of the directory. */
function header(signature: number, packed: Packed, part: ZipPart, at?: number): Buffer {
  const central = at !== undefined
  const bytes = Buffer.alloc(central ? 46 : 30)
  const shift = central ? 2 : 0
  bytes.writeUInt32LE(signature, 0)
  if (central) bytes.writeUInt16LE(20, 4)
  bytes.writeUInt16LE(20, 4 + shift)
  bytes.writeUInt16LE(part.encrypted ? 0x0801 : 0x0800, 6 + shift)
  bytes.writeUInt16LE(packed.method, 8 + shift)
  bytes.writeUInt32LE(packed.crc, 14 + shift)
  bytes.writeUInt32LE(packed.bytes.length, 18 + shift)
  bytes.writeUInt32LE(packed.size, 22 + shift)
  bytes.writeUInt16LE(Buffer.byteLength(part.name), 26 + shift)
  if (central) bytes.writeUInt32LE(at, 42)
  return bytes
}
