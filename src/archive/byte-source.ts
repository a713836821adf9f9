/** 可随处取用的内容。A paper too large to be held whole is read a piece at a time, from wherever it lies. */
export interface ByteSource {
  readonly size: number
  /** The bytes from `start` up to `end`, which may lie behind the last one: then what there is. */
  read(start: number, end: number): Promise<Buffer>
}

/** 已在内存中的内容。 */
export function bytesAt(bytes: Buffer): ByteSource {
  return { size: bytes.length, read: async (start, end) => bytes.subarray(start, end) }
}

const SLICE = 256 * 1024

/** 从头到尾，逐段。 */
export async function* slicesOf(source: ByteSource, start = 0, slice = SLICE): AsyncGenerator<Buffer> {
  for (let at = start; at < source.size; at += slice) yield source.read(at, Math.min(at + slice, source.size))
}
