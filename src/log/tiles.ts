import { invariant } from '../kernel/invariant.js'
import { HASH_BYTES } from './hash.js'

/** 瓦片宽度。The tiles of c2sp.org/tlog-tiles are 256 hashes, or 256 entries, wide. */
export const TILE_WIDTH = 256
/** Levels of the tree within one tile. */
export const TILE_HEIGHT = 8
/** 条目长度上限（字节）。An entry's length is written in sixteen bits. */
export const MAX_ENTRY_BYTES = 0xffff

export const CHECKPOINT_PATH = 'checkpoint'

/** 瓦片坐标。`level` counts tiles, not tree levels; a full tile's hash is one hash of the tile above it. */
export interface TileAt {
  readonly level: number | 'entries'
  readonly index: number
  /** 1 to 256; below 256 the tile is partial. */
  readonly width: number
}

/** tile/<L>/<N>[.p/<W>], with N in groups of three digits: 1234067 is x001/x234/067. */
export function tilePath({ level, index, width }: TileAt): string {
  invariant(Number.isSafeInteger(index) && index >= 0, `no tile ${index}`)
  invariant(Number.isInteger(width) && width >= 1 && width <= TILE_WIDTH, `no tile is ${width} wide`)
  let path = String(index % 1000).padStart(3, '0')
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    path = `x${String(rest % 1000).padStart(3, '0')}/${path}`
  }
  return `tile/${level}/${path}${width < TILE_WIDTH ? `.p/${width}` : ''}`
}

/** 全部合法路径。Whatever else is asked of a store is not of this log. */
export function isLogPath(path: string): boolean {
  return (
    path === CHECKPOINT_PATH ||
    /^tile\/(entries|[1-5]?\d|6[0-3])\/(x\d{3}\/)*\d{3}(\.p\/([1-9]|[1-9]\d|1\d\d|2[0-4]\d|25[0-5]))?$/.test(path)
  )
}

/** How many hashes the tiles of a level hold in a tree of this size. */
export function countAt(level: number | 'entries', size: number): number {
  return level === 'entries' ? size : Math.floor(size / TILE_WIDTH ** level)
}

/** The tile of this level and index in a tree of this size; undefined where it has none. */
export function tileIn(size: number, level: number | 'entries', index: number): TileAt | undefined {
  const width = Math.min(TILE_WIDTH, countAt(level, size) - index * TILE_WIDTH)
  return width > 0 ? { level, index, width } : undefined
}

export function encodeHashes(hashes: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(hashes)
}

/** Undefined when the bytes are not exactly `width` hashes. */
export function decodeHashes(bytes: Uint8Array, width: number): Uint8Array[] | undefined {
  if (bytes.length !== width * HASH_BYTES) return undefined
  return Array.from({ length: width }, (_, i) => bytes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES))
}

/** 条目包。Each entry behind its length as a big-endian uint16. A longer entry is the caller's defect. */
export function encodeEntries(entries: readonly Uint8Array[]): Uint8Array {
  const bundle = Buffer.allocUnsafe(entries.reduce((total, entry) => total + 2 + entry.length, 0))
  let at = 0
  for (const entry of entries) {
    invariant(entry.length <= MAX_ENTRY_BYTES, `an entry of ${entry.length} bytes is over ${MAX_ENTRY_BYTES}`)
    bundle.writeUInt16BE(entry.length, at)
    bundle.set(entry, at + 2)
    at += 2 + entry.length
  }
  return bundle
}

/** Undefined when the bytes are not exactly `width` entries. */
export function decodeEntries(bytes: Uint8Array, width: number): Uint8Array[] | undefined {
  const entries: Uint8Array[] = []
  let at = 0
  while (at < bytes.length) {
    if (at + 2 > bytes.length) return undefined
    const end = at + 2 + bytes[at]! * 256 + bytes[at + 1]!
    if (end > bytes.length) return undefined
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  return entries.length === width ? entries : undefined
}
