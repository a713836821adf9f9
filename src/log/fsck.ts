import type { Checkpoint } from './checkpoint.js'
import { type Damage, LogDamaged } from './damage.js'
import { rootOfEdge } from './edge.js'
import type { TileStore } from './files.js'
import { type HashProfile, hasherOf, sameBytes, type TreeHasher } from './hash.js'
import type { Verifier } from './note.js'
import { readTile } from './reader.js'
import { loadCheckpoint } from './state.js'
import { countAt, decodeEntries, decodeHashes, TILE_WIDTH, type TileAt, tileIn, tilePath } from './tiles.js'
import { rootOf } from './tree.js'

export interface FsckSettings {
  readonly origin: string
  readonly profile: HashProfile
  readonly store: TileStore
  readonly verifiers: readonly Verifier[]
  /** Told after each bundle. */
  readonly progress?: ((entries: number, size: number) => void) | undefined
}

export interface FsckReport {
  /** Undefined when the checkpoint itself cannot be relied on; then nothing else was checked. */
  readonly head: Checkpoint | undefined
  readonly damages: readonly Damage[]
}

/**
 * 全树核查。Re-derives the whole tree from the entries and compares every file with it. The signed root is what is
 * trusted: from it down, each tile is held to the hash that its parent gives, and each entry to its leaf hash. Damage is
 * named by file, and by leaf where it lies in an entry.
 */
export async function fsck({ origin, profile, store, verifiers, progress }: FsckSettings): Promise<FsckReport> {
  const damages: Damage[] = []
  const report = (damage: Damage) => void damages.push(damage)
  const head = await orReport(report, async () => (await loadCheckpoint(store, origin, verifiers)).head)
  if (head === undefined) return { head, damages }
  const walk: Walk = { hasher: hasherOf(profile), store, size: head.size, report, progress }
  await checkEdge(walk, head)
  return { head, damages }
}

interface Walk {
  readonly hasher: TreeHasher
  readonly store: TileStore
  readonly size: number
  readonly report: (damage: Damage) => void
  readonly progress: FsckSettings['progress']
}

/** What the entries below a tile make it, as far as they could be read, and what the file says. */
interface Compared {
  readonly tile: TileAt & { readonly level: number }
  readonly stored: readonly Uint8Array[] | undefined
  readonly derived: readonly (Uint8Array | undefined)[]
}

/** What a parent says a tile hashes to: certain where the signed root vouches for the parent, a hint where not. */
type Vouched =
  | { readonly certain: true; readonly hash: Uint8Array }
  | { readonly certain: false; readonly hash: Uint8Array | undefined }

/** The unfinished tiles have no parent: together they make the signed root. */
async function checkEdge(walk: Walk, head: Checkpoint): Promise<void> {
  const { hasher, size, report } = walk
  const levels: TileAt[] = []
  for (let level = 0; countAt(level, size) > 0; level++) {
    const index = Math.floor(countAt(level, size) / TILE_WIDTH)
    levels.push(tileIn(size, level, index) ?? { level, index, width: 0 })
  }
  const partial = levels.filter(({ width }) => width > 0) as Compared['tile'][]
  const stored = new Map<number, readonly Uint8Array[] | undefined>()
  for (const tile of partial) stored.set(tile.level, await readHashes(walk, tile))
  const whole = [...stored.values()].every((hashes) => hashes !== undefined)
  const edge = { size, levels: levels.map(({ level }) => stored.get(level as number) ?? []) }
  const trusted = whole && sameBytes(rootOfEdge(hasher, edge), head.root)

  let named = false
  for (const tile of partial) {
    const hashes = stored.get(tile.level)
    const below = await checkBelow(walk, tile, hashes, trusted)
    if (!trusted) named = reportDifference(walk, { tile, stored: hashes, derived: below }) || named
  }
  if (trusted || named || !whole) return
  report({ path: 'tile', kind: 'changed' })
}

/** One full tile under the hash its parent gives. Returns the hash the entries give. */
async function checkTile(walk: Walk, tile: Compared['tile'], vouched: Vouched): Promise<Uint8Array | undefined> {
  const { hasher, report } = walk
  const stored = await readHashes(walk, tile)
  const fits = stored !== undefined && vouched.hash !== undefined && sameBytes(rootOf(hasher, stored), vouched.hash)
  const derived = await checkBelow(walk, tile, stored, fits)
  const root = derived.every((hash) => hash !== undefined) ? rootOf(hasher, derived as Uint8Array[]) : undefined
  if (fits) return root
  const named = reportDifference(walk, { tile, stored, derived })
  const rewritten = vouched.certain && root !== undefined && !sameBytes(root, vouched.hash)
  if (rewritten && !named && stored !== undefined) report({ path: tilePath(tile), kind: 'changed' })
  if (rewritten && tile.level === 0) report({ path: tilePath({ ...tile, level: 'entries' }), kind: 'changed' })
  return root
}

/** What lies under a tile: the entries, or full tiles. Returns the hashes they give. */
async function checkBelow(
  walk: Walk,
  tile: Compared['tile'],
  stored: readonly Uint8Array[] | undefined,
  trusted: boolean,
): Promise<(Uint8Array | undefined)[]> {
  if (tile.level === 0) return checkBundle(walk, tile, trusted ? stored : undefined)
  const derived: (Uint8Array | undefined)[] = []
  for (let i = 0; i < tile.width; i++) {
    const below = { level: tile.level - 1, index: tile.index * TILE_WIDTH + i, width: TILE_WIDTH }
    const hash = stored?.[i]
    derived.push(await checkTile(walk, below, trusted && hash ? { hash, certain: true } : { hash, certain: false }))
  }
  return derived
}

async function checkBundle(
  { hasher, store, size, report, progress }: Walk,
  tile: TileAt,
  expected: readonly Uint8Array[] | undefined,
): Promise<(Uint8Array | undefined)[]> {
  const bundle: TileAt = { ...tile, level: 'entries' }
  const entries = await orReport(report, () => readTile(store, decodeEntries, bundle))
  progress?.(tile.index * TILE_WIDTH + tile.width, size)
  if (entries === undefined) return new Array<undefined>(tile.width).fill(undefined)
  const hashes = entries.map(hasher.leaf)
  expected?.forEach((hash, i) => {
    if (sameBytes(hash, hashes[i]!)) return
    report({ path: tilePath(bundle), kind: 'changed', index: tile.index * TILE_WIDTH + i })
  })
  return hashes
}

/** A tile that nothing vouches for is held to what lies below it; the first hash that differs is named. */
function reportDifference({ report }: Walk, { tile, stored, derived }: Compared): boolean {
  if (stored === undefined) return false
  const at = derived.findIndex((hash, i) => hash !== undefined && !sameBytes(hash, stored[i]!))
  if (at >= 0) report({ path: tilePath(tile), kind: 'changed', index: tile.index * TILE_WIDTH + at })
  return at >= 0
}

function readHashes({ store, report }: Walk, tile: TileAt): Promise<readonly Uint8Array[] | undefined> {
  return orReport(report, () => readTile(store, decodeHashes, tile))
}

async function orReport<T>(report: (damage: Damage) => void, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof LogDamaged)) throw error
    report(error.damage)
    return undefined
  }
}
