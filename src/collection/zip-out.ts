import { crc32, createDeflateRaw } from 'node:zlib'

/** 压缩包的一个部件，边出边写。 */
export interface OutPart {
  readonly name: string
  readonly text: AsyncIterable<string> | Iterable<string>
}

const FLAGS = 0x0808
const GATHERED = 64 * 1024

/** 边压边写。Nothing is held but the piece at hand: sizes and check sums follow each part, as the format allows. */
export async function* zipped(parts: Iterable<OutPart>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = []
  let at = 0
  for (const { name, text } of parts) {
    const [encoded, told] = [Buffer.from(name), { crc: 0, packed: 0, size: 0 }]
    const local = Buffer.concat([headerOf(0x04034b50, encoded, told), encoded])
    yield local
    for await (const packed of deflated(text, told)) yield packed
    const after = Buffer.alloc(16)
    after.writeUInt32LE(0x08074b50, 0)
    writeSizes(after, 4, told)
    yield after
    directory.push(Buffer.concat([headerOf(0x02014b50, encoded, told, at), encoded]))
    at += local.length + told.packed + after.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(at, 16)
  yield Buffer.concat([central, end])
}

interface Told {
  crc: number
  packed: number
  size: number
}

async function* deflated(text: OutPart['text'], told: Told): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw()
  const fed = (async () => {
    for await (const piece of gathered(text)) {
      const bytes = Buffer.from(piece)
      told.crc = crc32(bytes, told.crc)
      told.size += bytes.length
      if (!deflate.write(bytes)) await new Promise((resolve) => deflate.once('drain', resolve))
    }
    deflate.end()
  })().catch((error: Error) => deflate.destroy(error))
  for await (const packed of deflate as AsyncIterable<Buffer>) {
    told.packed += packed.length
    yield packed
  }
  await fed
}

async function* gathered(text: OutPart['text']): AsyncGenerator<string> {
  let waiting = ''
  for await (const piece of text) {
    waiting += piece
    if (waiting.length < GATHERED) continue
    yield waiting
    waiting = ''
  }
  if (waiting !== '') yield waiting
}

function headerOf(signature: number, name: Buffer, told: Told, at?: number): Buffer {
  const central = at !== undefined
  const header = Buffer.alloc(central ? 46 : 30)
  const shift = central ? 2 : 0
  header.writeUInt32LE(signature, 0)
  if (central) header.writeUInt16LE(20, 4)
  header.writeUInt16LE(20, 4 + shift)
  header.writeUInt16LE(FLAGS, 6 + shift)
  header.writeUInt16LE(8, 8 + shift)
  header.writeUInt16LE(0x21, 12 + shift)
  if (central) writeSizes(header, 16, told)
  header.writeUInt16LE(name.length, 26 + shift)
  if (central) header.writeUInt32LE(at, 42)
  return header
}

function writeSizes(into: Buffer, at: number, { crc, packed, size }: Told): void {
  into.writeUInt32LE(crc, at)
  into.writeUInt32LE(packed, at + 4)
  into.writeUInt32LE(size, at + 8)
}
