import type { Database } from '../db/database.js'
import { horizon } from '../db/horizon.js'
import { invariant } from '../kernel/invariant.js'
import type { LeafSink } from '../log/finding.js'
import type { Keys } from './keys.js'
import { decodeLeaf, leafIsSealed } from './leaf.js'
import { highestPlace, insertPlaces, type Unsequenced, unsequenced } from './sequence-store.js'

const MOST = 2000

/**
 * 排序员。The single writer of the ledger's tree: takes what was committed, gives it places, lets the tree sign, then
 * notes the places. Unsealed postings get none. On restart the signed tree is right and the table is caught up to it.
 */
export class LedgerSequencer {
  private from = '0'

  constructor(
    private readonly post: Database,
    private readonly keys: Keys,
    private readonly tree: LeafSink,
    private readonly alarm: (says: string) => void,
  ) {}

  /** 接续：whatever the tree holds beyond the table is written into the table. */
  async resume(): Promise<void> {
    const known = await this.post.transaction({}, highestPlace)
    invariant(
      known < this.tree.size(),
      'the tree is shorter than the places noted in the database: it was put back to before',
    )
    for (let from = known + 1; from < this.tree.size(); from += MOST) {
      const ids: string[] = []
      for await (const entry of this.tree.entries(from, Math.min(from + MOST, this.tree.size()))) {
        ids.push(decodeLeaf(entry.data).postingId)
      }
      await this.post.transaction({}, (trx) => insertPlaces(trx, from, ids))
    }
  }

  /** 排一批。Returns how many found their place; call again while it is full. */
  async tick(): Promise<number> {
    const { rows, until } = await this.post.transaction({}, async (trx) => {
      const until = await horizon(trx)
      return { until, rows: await unsequenced(trx, this.from, MOST) }
    })
    const sealed = rows.filter((row) => this.isSealed(row))
    if (sealed.length > 0) {
      const first = this.tree.size()
      await this.tree.append(sealed.map((row) => row.leaf))
      await this.post.transaction({}, (trx) =>
        insertPlaces(
          trx,
          first,
          sealed.map((row) => row.posting_id),
        ),
      )
    }
    if (rows.length < MOST) this.from = until
    return sealed.length
  }

  private isSealed(row: Unsequenced): boolean {
    const { posting_id: id, key_epoch: epoch, leaf, seal } = row
    if (leafIsSealed(this.keys, { id, epoch, leaf, seal })) return true
    this.alarm(`posting ${row.posting_id} is not sealed by this system and gets no place in the tree`)
    return false
  }
}
