import { Refusal } from '../kernel/refusal.js'
import { checkConsistency, checkInclusion } from './check.js'
import { LogDamaged } from './damage.js'
import type { TileStore } from './files.js'
import { type HashProfile, hasherOf, sameBytes, type TreeHasher } from './hash.js'
import { type TileReader, tileReader } from './reader.js'
import { noSuchEntry } from './refusals.js'
import type { LogState } from './state.js'
import { TILE_WIDTH, tilePath } from './tiles.js'
import { consistencyRanges, inclusionRanges, type Range, type TreeHead } from './tree.js'

/** 查树。Whatever is asked beyond the end is refused `log.no-such-entry`; a tile that does not fit is LogDamaged. */
export interface Reading {
  /** The root of the first `size` leaves. */
  root(size?: number): Promise<Uint8Array>
  inclusionProof(index: number, size?: number): Promise<Uint8Array[]>
  consistencyProof(older: number, newer?: number): Promise<Uint8Array[]>
  /** One entry, checked up to the signed root. */
  entry(index: number): Promise<Uint8Array>
  /** Entries [from, to), each checked against its leaf hash; `fsck` checks those too. */
  entries(from: number, to: number): AsyncGenerator<{ index: number; data: Uint8Array }>
}

/** Proofs are read from the tiles and checked against the signed root before anybody gets them. */
export function readingOf(profile: HashProfile, store: TileStore, state: () => LogState): Reading {
  const hasher = hasherOf(profile)
  const now = (): Moment => ({ hasher, head: state().head, reader: tileReader(hasher, store, state().head.size) })
  return {
    root: async (size) => rootAt(now(), size),
    inclusionProof: async (index, size) => inclusionAt(now(), index, size),
    async consistencyProof(older, newer) {
      const moment = now()
      const to = newer ?? moment.head.size
      const newerRoot = await rootAt(moment, to)
      requireWithin(older, to + 1, to)
      const olderRoot = await rootAt(moment, older)
      const proof = await hashesOf(moment.reader, consistencyRanges(older, to))
      requireTrue(checkConsistency(hasher, { size: older, root: olderRoot }, { size: to, root: newerRoot }, proof))
      return proof
    },
    async entry(index) {
      const moment = now()
      await inclusionAt(moment, index)
      for await (const { data } of entriesAt(moment, index, index + 1)) return data
      throw new Error(`entry ${index} was there a moment ago`)
    },
    entries: (from, to) => entriesAt(now(), from, to),
  }
}

/** What one question is answered from: a head, and a reader of its tree. */
interface Moment {
  readonly hasher: TreeHasher
  readonly head: TreeHead
  readonly reader: TileReader
}

async function rootAt({ hasher, head, reader }: Moment, size: number = head.size): Promise<Uint8Array> {
  requireWithin(size, head.size + 1, head.size)
  if (size === head.size) return head.root
  const root = await reader.range({ from: 0, to: size })
  const proof = await hashesOf(reader, consistencyRanges(size, head.size))
  requireTrue(checkConsistency(hasher, { size, root }, head, proof))
  return root
}

async function inclusionAt(moment: Moment, index: number, size: number = moment.head.size): Promise<Uint8Array[]> {
  const root = await rootAt(moment, size)
  requireWithin(index, size, size)
  const proof = await hashesOf(moment.reader, inclusionRanges(index, size))
  const leafHash = (await moment.reader.hashes(0, Math.floor(index / TILE_WIDTH)))[index % TILE_WIDTH]!
  requireTrue(checkInclusion(moment.hasher, { leafHash, index, head: { size, root }, proof }))
  return proof
}

async function* entriesAt(
  { hasher, head, reader }: Moment,
  from: number,
  to: number,
): AsyncGenerator<{ index: number; data: Uint8Array }> {
  requireWithin(from, head.size + 1, head.size)
  requireWithin(to, head.size + 1, head.size)
  for (let bundle = Math.floor(from / TILE_WIDTH); bundle * TILE_WIDTH < to; bundle++) {
    const first = bundle * TILE_WIDTH
    const [datas, leafHashes] = await Promise.all([reader.entries(bundle), reader.hashes(0, bundle)])
    for (let i = Math.max(0, from - first); i < datas.length && first + i < to; i++) {
      const [index, data] = [first + i, datas[i]!]
      if (!sameBytes(hasher.leaf(data), leafHashes[i]!)) {
        const path = tilePath({ level: 'entries', index: bundle, width: datas.length })
        throw new LogDamaged({ path, kind: 'changed', index })
      }
      yield { index, data }
    }
  }
}

function hashesOf(reader: TileReader, ranges: readonly Range[]): Promise<Uint8Array[]> {
  return Promise.all(ranges.map(reader.range))
}

function requireWithin(index: number, end: number, size: number): void {
  const within = Number.isSafeInteger(index) && index >= 0 && index < end
  if (!within) throw new Refusal(noSuchEntry, { index, size })
}

function requireTrue(holds: boolean): void {
  if (!holds) throw new LogDamaged({ path: 'tile', kind: 'changed' })
}
