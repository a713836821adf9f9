import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl'
import { type ByteSource, slicesOf } from '../archive/byte-source.js'
import { Refusal } from '../kernel/refusal.js'
import { bomb, brokenFile, encrypted, lyingSize, tooManyEntries, unsafeArchive } from './refusals-files.js'
import type { FileLimits } from './table.js'

/** Small parts may be all zeros and compress past any ratio; what they unpack to harms nobody. */
const SMALL = 1024 * 1024
const LOCAL_HEADER = 30

/** 压缩包的部件。Streams are counted together against one budget, whatever the archive says of itself. */
export interface ZipParts {
  names(): string[]
  has(name: string): boolean
  stream(name: string): AsyncGenerator<Buffer>
  /** What the part unpacks to, in bytes; held to it while it is read. */
  size(name: string): number
  /** How much of a part has been given, from 0 to 1. */
  share(name: string): number
}

/** 打开压缩包。Everything the directory states is checked before a byte is unpacked; sizes and CRC are held to it after. */
export async function openZip(source: ByteSource, limits: FileLimits): Promise<ZipParts> {
  const options = { lazyEntries: true, strictFileNames: true, autoClose: false }
  const zip = await orBroken(fromRandomAccessReaderPromise(new SourceReader(source), source.size, options))
  const entries = await listEntries(zip, limits)
  requireApart([...entries.values()])
  const budget = { left: limits.streamed }
  const given = new Map<string, number>()
  const tell = (name: string, bytes: number) => given.set(name, (given.get(name) ?? 0) + bytes)
  return {
    names: () => [...entries.keys()],
    has: (name) => entries.has(name),
    stream: (name) => streamEntry(zip, entries.get(name)!, budget, limits, tell),
    size: (name) => entries.get(name)?.uncompressedSize ?? 0,
    share: (name) => (given.get(name) ?? 0) / Math.max(entries.get(name)?.uncompressedSize ?? 0, 1),
  }
}

async function listEntries(zip: ZipFile, limits: FileLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.entries) throw new Refusal(tooManyEntries, { limit: limits.entries })
  const entries = new Map<string, Entry>()
  const seen = new Set<string>()
  let declared = 0
  try {
    for await (const entry of zip.eachEntry()) {
      declared += entry.uncompressedSize
      requireHarmless(entry, declared, limits)
      const name = entry.fileName.normalize('NFC').toLowerCase()
      if (seen.has(name)) throw new Refusal(unsafeArchive, {})
      seen.add(name)
      entries.set(entry.fileName, entry)
      if (entries.size > limits.entries) throw new Refusal(tooManyEntries, { limit: limits.entries })
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(
      /relative path|absolute path|characters in fileName/.test(String(error)) ? unsafeArchive : brokenFile,
      {},
    )
  }
  return entries
}

function requireHarmless(entry: Entry, declared: number, limits: FileLimits): void {
  if (entry.isEncrypted()) throw new Refusal(encrypted, {})
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw new Refusal(brokenFile, {})
  const swollen = entry.uncompressedSize > SMALL && entry.uncompressedSize > entry.compressedSize * limits.ratio
  if (swollen || declared > limits.streamed) throw bombRefusal(limits)
}

/** Two entries over the same bytes unpack the same bomb many times. */
function requireApart(entries: readonly Entry[]): void {
  const inOrder = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)
  let end = 0
  for (const entry of inOrder) {
    if (entry.relativeOffsetOfLocalHeader < end) throw new Refusal(unsafeArchive, {})
    end = entry.relativeOffsetOfLocalHeader + LOCAL_HEADER + entry.fileNameLength + entry.compressedSize
  }
}

async function* streamEntry(
  zip: ZipFile,
  entry: Entry,
  budget: { left: number },
  limits: FileLimits,
  tell: (name: string, bytes: number) => void,
): AsyncGenerator<Buffer> {
  let crc = 0
  try {
    for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
      budget.left -= chunk.length
      if (budget.left < 0) throw bombRefusal(limits)
      crc = crc32(chunk, crc)
      tell(entry.fileName, chunk.length)
      yield chunk
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(/bytes in the stream/.test(String(error)) ? lyingSize : brokenFile, {})
  }
  if (crc !== entry.crc32) throw new Refusal(brokenFile, {})
}

/** Reads the archive from wherever its bytes lie. */
class SourceReader extends RandomAccessReader {
  constructor(private readonly source: ByteSource) {
    super()
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const { source } = this
    return Readable.from(slicesOf({ size: end, read: (from, to) => source.read(from, to) }, start))
  }
}

function bombRefusal(limits: FileLimits): Refusal<{ megabytes: number }> {
  return new Refusal(bomb, { megabytes: Math.floor(limits.streamed / 1024 / 1024) })
}

async function orBroken<T>(opening: Promise<T>): Promise<T> {
  try {
    return await opening
  } catch {
    throw new Refusal(brokenFile, {})
  }
}
