import { Refusal } from '../kernel/refusal.js'
import { type Checkpoint, openCheckpoint } from './checkpoint.js'
import { LogDamaged } from './damage.js'
import { type Edge, growEdge, rootOfEdge } from './edge.js'
import type { StoredFile, TileStore } from './files.js'
import { sameBytes, type TreeHasher } from './hash.js'
import { readNoteBytes, type Verifier } from './note.js'
import { tileReader } from './reader.js'
import { CHECKPOINT_PATH, countAt, encodeEntries, encodeHashes, TILE_WIDTH, type TileAt, tilePath } from './tiles.js'

/** 树的现状。What the last signed checkpoint says, and what is needed to go on from it. A value, never changed. */
export interface LogState {
  readonly note: string
  readonly head: Checkpoint
  readonly edge: Edge
  /** The entries of the unfinished bundle. */
  readonly tail: readonly Uint8Array[]
}

/** The files a longer tree needs, and what it will be once they are signed. */
export interface Extension {
  readonly bundles: readonly StoredFile[]
  readonly tiles: readonly StoredFile[]
  /** Tiles that became full, whose partial forms are no longer needed. */
  readonly filled: readonly TileAt[]
  readonly head: Checkpoint
  readonly edge: Edge
  readonly tail: readonly Uint8Array[]
}

/** 复原。From the signed checkpoint and the tiles it vouches for, and from nothing else; otherwise LogDamaged. */
export async function loadState(
  hasher: TreeHasher,
  store: TileStore,
  origin: string,
  verifiers: readonly Verifier[],
): Promise<LogState> {
  const { note, head } = await loadCheckpoint(store, origin, verifiers)
  const reader = tileReader(hasher, store, head.size)
  const levels: (readonly Uint8Array[])[] = []
  for (let level = 0; countAt(level, head.size) > 0; level++) {
    const count = countAt(level, head.size)
    levels.push(count % TILE_WIDTH === 0 ? [] : await reader.hashes(level, Math.floor(count / TILE_WIDTH)))
  }
  const edge = { size: head.size, levels }
  if (!sameBytes(rootOfEdge(hasher, edge), head.root)) throw new LogDamaged({ path: 'tile', kind: 'changed' })

  const last = Math.floor(head.size / TILE_WIDTH)
  const tail = head.size % TILE_WIDTH === 0 ? [] : await reader.entries(last)
  tail.forEach((entry, i) => {
    if (sameBytes(hasher.leaf(entry), levels[0]![i]!)) return
    const path = tilePath({ level: 'entries', index: last, width: tail.length })
    throw new LogDamaged({ path, kind: 'changed', index: last * TILE_WIDTH + i })
  })
  return { note, head, edge, tail }
}

export async function loadCheckpoint(
  store: TileStore,
  origin: string,
  verifiers: readonly Verifier[],
): Promise<{ note: string; head: Checkpoint }> {
  const bytes = await store.read(CHECKPOINT_PATH)
  if (bytes === undefined) throw new LogDamaged({ path: CHECKPOINT_PATH, kind: 'missing' })
  try {
    const note = readNoteBytes(bytes)
    return { note, head: openCheckpoint(note, origin, verifiers) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const kind = error.entry.code === 'checkpoint.foreign' ? 'stray' : 'unsigned'
    throw new LogDamaged({ path: CHECKPOINT_PATH, kind })
  }
}

/** 续写。Nothing is written or signed here. */
export function extend(hasher: TreeHasher, state: LogState, leaves: readonly Uint8Array[]): Extension {
  const grown = growEdge(hasher, state.edge, leaves.map(hasher.leaf))
  const entries = [...state.tail, ...leaves]
  const bundles: StoredFile[] = []
  const firstBundle = Math.floor(state.head.size / TILE_WIDTH)
  const filled: TileAt[] = grown.tiles.filter(({ width }) => width === TILE_WIDTH)
  for (let at = 0; at < entries.length; at += TILE_WIDTH) {
    const part = entries.slice(at, at + TILE_WIDTH)
    const tile: TileAt = { level: 'entries', index: firstBundle + at / TILE_WIDTH, width: part.length }
    bundles.push({ path: tilePath(tile), bytes: encodeEntries(part) })
    if (tile.width === TILE_WIDTH) filled.push(tile)
  }
  return {
    bundles,
    tiles: grown.tiles.map((tile) => ({ path: tilePath(tile), bytes: encodeHashes(tile.hashes) })),
    filled: filled.filter(({ level, index }) => index === Math.floor(countAt(level, state.head.size) / TILE_WIDTH)),
    head: { origin: state.head.origin, size: grown.edge.size, root: rootOfEdge(hasher, grown.edge) },
    edge: grown.edge,
    tail: entries.slice(entries.length - (entries.length % TILE_WIDTH)),
  }
}
