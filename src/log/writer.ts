import { invariant } from '../kernel/invariant.js'
import { type Checkpoint, signCheckpoint } from './checkpoint.js'
import { LogDamaged } from './damage.js'
import type { StoredFile, TileStore } from './files.js'
import { type HashProfile, hasherOf, sameBytes } from './hash.js'
import type { Signer, Verifier } from './note.js'
import { tileReader } from './reader.js'
import { extend, type LogState, loadState } from './state.js'
import { CHECKPOINT_PATH, MAX_ENTRY_BYTES } from './tiles.js'
import { consistencyRanges, type TreeHead } from './tree.js'

export interface LogSettings {
  /** Which log, for ever: one line, such as `ledger.quanyi.example/999900`. */
  readonly origin: string
  readonly profile: HashProfile
  readonly store: TileStore
  readonly signers: readonly Signer[]
  /** The keys a stored checkpoint is trusted by; they include those of the signers, and older ones after a change. */
  readonly verifiers: readonly Verifier[]
  /** A head known from elsewhere, as the database keeps it: a log put back to before it does not open. */
  readonly remembered?: TreeHead | undefined
}

export interface Appended {
  readonly firstIndex: number
  readonly checkpoint: string
  readonly head: Checkpoint
}

export interface Writer {
  state(): LogState
  append(leaves: readonly Uint8Array[]): Promise<Appended>
}

export async function openWriter({ origin, profile, store, signers, verifiers }: LogSettings): Promise<Writer> {
  const hasher = hasherOf(profile)
  let state = await loadState(hasher, store, origin, verifiers)
  let doubtful = false
  let unpublished: string | undefined
  let turn: Promise<unknown> = Promise.resolve()

  /** After a failed append: what was signed is published, then everything is read anew. */
  async function settle(): Promise<void> {
    if (!doubtful) return
    if (unpublished !== undefined) await store.write([checkpointFile(unpublished)])
    unpublished = undefined
    state = await loadState(hasher, store, origin, verifiers)
    doubtful = false
  }

  async function grow(leaves: readonly Uint8Array[]): Promise<Appended> {
    await settle()
    const firstIndex = state.head.size
    if (leaves.length === 0) return { firstIndex, checkpoint: state.note, head: state.head }
    await requireOnlyWriter(store, state.note)
    const next = extend(hasher, state, leaves)
    doubtful = true
    await store.write(next.bundles)
    await store.write(next.tiles)
    const reader = tileReader(hasher, store, next.head.size)
    const proof = await Promise.all(consistencyRanges(firstIndex, next.head.size).map(reader.range))
    const note = await signCheckpoint(hasher, state.head, next.head, proof, signers)
    unpublished = note
    await store.write([checkpointFile(note)])
    state = { note, head: next.head, edge: next.edge, tail: next.tail }
    unpublished = undefined
    doubtful = false
    await store.dropPartials(next.filled)
    return { firstIndex, checkpoint: note, head: next.head }
  }

  return {
    state: () => state,
    append(leaves) {
      const tooLong = leaves.find(({ length }) => length > MAX_ENTRY_BYTES)
      invariant(tooLong === undefined, `an entry of ${tooLong?.length} bytes is over ${MAX_ENTRY_BYTES}`)
      const mine = turn.then(() => grow(leaves))
      turn = mine.catch(() => undefined)
      return mine
    },
  }
}

/** Two writers would sign two histories; whoever finds the other's checkpoint stops. */
async function requireOnlyWriter(store: TileStore, note: string): Promise<void> {
  const stored = await store.read(CHECKPOINT_PATH)
  const mine = stored !== undefined && sameBytes(stored, new TextEncoder().encode(note))
  if (!mine) throw new LogDamaged({ path: CHECKPOINT_PATH, kind: 'stray' })
}

/** A new log: the signed checkpoint of the empty tree. */
export async function begin({ origin, profile, store, signers }: LogSettings): Promise<void> {
  const hasher = hasherOf(profile)
  const note = await signCheckpoint(hasher, undefined, { origin, size: 0, root: hasher.empty }, [], signers)
  await store.write([checkpointFile(note)])
}

function checkpointFile(note: string): StoredFile {
  return { path: CHECKPOINT_PATH, bytes: new TextEncoder().encode(note) }
}
