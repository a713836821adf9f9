import { Refusal } from '../kernel/refusal.js'
import { tooLarge } from './refusals-files.js'

/** 收取上传的字节。Stops at the limit without taking the rest. */
export async function collectBytes(source: AsyncIterable<Uint8Array> | Uint8Array, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  const take = (chunk: Uint8Array) => {
    size += chunk.byteLength
    if (size > limit) throw new Refusal(tooLarge, { megabytes: Math.floor(limit / 1024 / 1024) })
    chunks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
  }
  if (source instanceof Uint8Array) take(source)
  else for await (const chunk of source) take(chunk)
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size)
}
