import { LogDamaged } from './damage.js'
import type { TileStore } from './files.js'
import type { TreeHasher } from './hash.js'
import {
  countAt,
  decodeEntries,
  decodeHashes,
  TILE_HEIGHT,
  TILE_WIDTH,
  type TileAt,
  tileIn,
  tilePath,
} from './tiles.js'
import { joinSubtrees, type Range, rootOf, type Subtree, subtreesOf } from './tree.js'

/** 读树。The tree of one size as its tiles show it. Each tile is read once in a reader's life; make one per question. */
export interface TileReader {
  hashes(level: number, index: number): Promise<readonly Uint8Array[]>
  entries(index: number): Promise<readonly Uint8Array[]>
  /** The hash of a range of leaves; the whole range is the root. */
  range(range: Range): Promise<Uint8Array>
}

export function tileReader(hasher: TreeHasher, store: TileStore, size: number): TileReader {
  const seen = new Map<string, Promise<readonly Uint8Array[]>>()
  const once = (path: string, read: () => Promise<readonly Uint8Array[]>) => {
    const known = seen.get(path) ?? read()
    seen.set(path, known)
    return known
  }
  const hashes = (level: number, index: number) =>
    once(`${level}/${index}`, () => readTile(store, decodeHashes, tileAt(size, level, index)))
  const subtree = async ({ level, index }: Subtree) => {
    const tileLevel = Math.floor(level / TILE_HEIGHT)
    const width = 2 ** (level % TILE_HEIGHT)
    const at = (index * width) % TILE_WIDTH
    const tile = await hashes(tileLevel, Math.floor((index * width) / TILE_WIDTH))
    return rootOf(hasher, tile.slice(at, at + width))
  }
  return {
    hashes,
    entries: (index) => readTile(store, decodeEntries, tileAt(size, 'entries', index)),
    range: async (range) => joinSubtrees(hasher, await Promise.all(subtreesOf(range).map(subtree))),
  }
}

type Decode = (bytes: Uint8Array, width: number) => Uint8Array[] | undefined

/** A partial tile may have given way to the full one, whose beginning is the same. */
export async function readTile(store: TileStore, decode: Decode, tile: TileAt): Promise<readonly Uint8Array[]> {
  const path = tilePath(tile)
  const bytes = await store.read(path)
  if (bytes !== undefined) {
    const parts = decode(bytes, tile.width)
    if (parts === undefined) throw new LogDamaged({ path, kind: 'malformed' })
    return parts
  }
  const full = tile.width < TILE_WIDTH ? await store.read(tilePath({ ...tile, width: TILE_WIDTH })) : undefined
  const parts = full && decode(full, TILE_WIDTH)
  if (parts === undefined) throw new LogDamaged({ path, kind: 'missing' })
  return parts.slice(0, tile.width)
}

function tileAt(size: number, level: number | 'entries', index: number): TileAt {
  const tile = tileIn(size, level, index)
  if (tile === undefined) throw new Error(`a tree of ${size} has ${countAt(level, size)} hashes at level ${level}`)
  return tile
}
