import type { ByteSource } from '../archive/byte-source.js'
import type { ZipParts } from './zip-parts.js'

/** What a look at the beginning may want again: it is kept, and nothing behind it is. */
const HEAD = 4 * 1024 * 1024

/**
 * 压缩包部件，顺着读。A part can only be unpacked from its beginning on: reading goes forward, what was passed is
 * unpacked anew, and no more of it is held than one slice beside the head.
 */
export class PartSource implements ByteSource {
  readonly size: number
  private head: Buffer = Buffer.alloc(0)
  private chunks: AsyncIterator<Buffer>
  private waiting: Buffer = Buffer.alloc(0)
  private at = 0

  constructor(
    private readonly parts: ZipParts,
    private readonly name: string,
  ) {
    this.size = parts.size(name)
    this.chunks = this.begin()
  }

  async read(start: number, end: number): Promise<Buffer> {
    const until = Math.min(end, this.size)
    if (until <= this.head.length) return this.head.subarray(start, until)
    if (start < this.at) {
      this.chunks = this.begin()
      ;[this.waiting, this.at] = [Buffer.alloc(0), 0]
    }
    while (this.at < start) await this.take(start - this.at)
    const bytes = await this.take(until - this.at)
    if (start === 0 && bytes.length <= HEAD && bytes.length > this.head.length) this.head = bytes
    return bytes
  }

  private begin(): AsyncIterator<Buffer> {
    return this.parts.stream(this.name)[Symbol.asyncIterator]()
  }

  private async take(wanted: number): Promise<Buffer> {
    const pieces = [this.waiting]
    let held = this.waiting.length
    while (held < wanted) {
      const next = await this.chunks.next()
      if (next.done) break
      pieces.push(next.value)
      held += next.value.length
    }
    const all = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
    const bytes = all.subarray(0, wanted)
    this.waiting = all.subarray(wanted)
    this.at += bytes.length
    return bytes
  }
}
