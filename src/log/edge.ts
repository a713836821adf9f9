import type { TreeHasher } from './hash.js'
import { TILE_WIDTH, type TileAt } from './tiles.js'
import { joinSubtrees, rootOf } from './tree.js'

/**
 * 树的右缘。The unfinished tile of every level, 0 to 255 hashes each: all that is needed to go on, and to know the root.
 * A value: growing gives a new edge and leaves the old one as it was.
 */
export interface Edge {
  readonly size: number
  readonly levels: readonly (readonly Uint8Array[])[]
}

export interface HashTile extends TileAt {
  readonly level: number
  readonly hashes: readonly Uint8Array[]
}

export const EMPTY_EDGE: Edge = { size: 0, levels: [] }

/** 续树。The edge after these leaves, and every tile they filled or widened. */
export function growEdge(
  hasher: TreeHasher,
  edge: Edge,
  leafHashes: readonly Uint8Array[],
): { edge: Edge; tiles: HashTile[] } {
  const levels: (readonly Uint8Array[])[] = []
  const tiles: HashTile[] = []
  let rising = leafHashes
  for (let level = 0; rising.length > 0 || level < edge.levels.length; level++) {
    const before = edge.levels[level] ?? []
    const hashes = rising.length === 0 ? before : [...before, ...rising]
    const finished: Uint8Array[] = []
    let index = Math.floor(edge.size / TILE_WIDTH ** (level + 1))
    let at = 0
    for (; at + TILE_WIDTH <= hashes.length; at += TILE_WIDTH) {
      const full = hashes.slice(at, at + TILE_WIDTH)
      tiles.push({ level, index: index++, width: TILE_WIDTH, hashes: full })
      finished.push(rootOf(hasher, full))
    }
    const rest = hashes.slice(at)
    if (rising.length > 0 && rest.length > 0) tiles.push({ level, index, width: rest.length, hashes: rest })
    levels.push(rest)
    rising = finished
  }
  return { edge: { size: edge.size + leafHashes.length, levels }, tiles }
}

/** The root of the whole tree, from its edge alone. */
export function rootOfEdge(hasher: TreeHasher, edge: Edge): Uint8Array {
  const peaks: Uint8Array[] = []
  for (const hashes of edge.levels.toReversed()) {
    let at = 0
    for (let width = TILE_WIDTH / 2; width >= 1; width /= 2) {
      if (hashes.length - at < width) continue
      peaks.push(rootOf(hasher, hashes.slice(at, at + width)))
      at += width
    }
  }
  return joinSubtrees(hasher, peaks)
}
