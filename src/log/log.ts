import type { Checkpoint } from './checkpoint.js'
import { LogDamaged } from './damage.js'
import { type HashProfile, sameBytes } from './hash.js'
import { type Reading, readingOf } from './reading.js'
import { CHECKPOINT_PATH } from './tiles.js'
import type { TreeHead } from './tree.js'
import { type Appended, begin, type LogSettings, openWriter } from './writer.js'

/** 存证树。Leaves in, proofs out. One writer at a time holds it; appends within one process queue up. */
export interface Log extends Reading {
  readonly origin: string
  readonly profile: HashProfile
  /** Leaves under the last signed checkpoint. */
  size(): number
  head(): Checkpoint
  /** The last checkpoint as a signed note. */
  checkpoint(): string
  /**
   * 追加。Durable and signed when it resolves. One that throws may yet have happened: the next append settles it first,
   * and `size()` tells afterwards; so does a log opened anew.
   */
  append(leaves: readonly Uint8Array[]): Promise<Appended>
}

/** 打开存证树。A new one begins with a signed checkpoint of the empty tree; damage is a defect (LogDamaged). */
export async function openLog(settings: LogSettings): Promise<Log> {
  const { origin, profile, store } = settings
  if (await store.isEmpty()) await begin(settings)
  const writer = await openWriter(settings)
  const reading = readingOf(profile, store, () => writer.state())
  await requireRemembered(settings.remembered, writer.state().head, reading.root)
  return {
    origin,
    profile,
    size: () => writer.state().head.size,
    head: () => writer.state().head,
    checkpoint: () => writer.state().note,
    append: writer.append,
    ...reading,
  }
}

async function requireRemembered(
  remembered: TreeHead | undefined,
  head: Checkpoint,
  rootAt: (size: number) => Promise<Uint8Array>,
): Promise<void> {
  if (remembered === undefined) return
  const kept = remembered.size <= head.size && sameBytes(await rootAt(remembered.size), remembered.root)
  if (!kept) throw new LogDamaged({ path: CHECKPOINT_PATH, kind: 'stray' })
}
