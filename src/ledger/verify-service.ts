import type { Database, Trx } from '../db/database.js'
import type { Finding, LeafSource, Progress } from '../log/finding.js'
import { dataKey, decrypt } from './cipher.js'
import type { LedgerReport } from './finding.js'
import { type FactForm, FORMS } from './forms.js'
import type { Keys } from './keys.js'
import { decodeLeaf, type Leaf, leafIsSealed } from './leaf.js'
import { highestPlace } from './sequence-store.js'
import { checkRows, classify, placeOf, type Suspicion, sealHolds } from './verify-rows-service.js'
import {
  countRows,
  leavesAt,
  personIds,
  personKeys,
  postingsBeyond,
  postingsOf,
  rowsOf,
  type StoredPosting,
  type StoredRow,
  strayRows,
} from './verify-store.js'

const BATCH = 400
const FACT_FORMS = Object.values(FORMS)

/**
 * 核验事实之书。Re-derives every seal, root and leaf and holds them against the tree outside the database; memory is
 * constant in the number of rows. The size was read before the snapshot, so writes going on raise nothing.
 */
export async function verifyLedger(
  verify: Database,
  keys: Keys,
  leaves: LeafSource,
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<LedgerReport> {
  const size = leaves.size()
  return verify.transaction({}, async (trx) => {
    await trx.rows('set transaction isolation level repeatable read, read only')
    const walk = new Walk(trx, keys, leaves, size)
    await walk.batches(onProgress)
    const pending = await walk.beyond()
    await walk.strays()
    await walk.keysOfPersons()
    return { findings: await walk.findings(), postings: size, rows: walk.rows, pending }
  })
}

class Walk {
  rows = 0
  private highest = -1
  private readonly byForm = new Map<FactForm, number>()
  private readonly suspicion: Suspicion = { suspects: [], vacant: [], findings: [] }
  private readonly pendingIds = new Set<string>()

  constructor(
    private readonly trx: Trx,
    private readonly keys: Keys,
    private readonly leaves: LeafSource,
    private readonly size: number,
  ) {}

  async batches(onProgress: (progress: Progress) => void): Promise<void> {
    this.highest = await highestPlace(this.trx)
    for (let from = 0; from < this.size; from += BATCH) {
      const until = Math.min(from + BATCH, this.size)
      const batch: Leaf[] = []
      const bytes: Buffer[] = []
      for await (const entry of this.leaves.entries(from, until)) {
        bytes.push(Buffer.from(entry.data))
        batch.push(decodeLeaf(entry.data))
      }
      await this.headers(from, until, batch, bytes)
      await this.factRows(batch)
      onProgress({ done: until, of: this.size, rows: this.rows })
    }
  }

  private async headers(from: number, until: number, batch: readonly Leaf[], bytes: readonly Buffer[]): Promise<void> {
    const stored = new Map(
      (
        await postingsOf(
          this.trx,
          batch.map((leaf) => leaf.postingId),
        )
      ).map((p) => [p.posting_id, p]),
    )
    const places = new Map((await leavesAt(this.trx, from, until)).map((l) => [Number(l.leaf_index), l.posting_id]))
    batch.forEach((leaf, i) => {
      const posting = stored.get(leaf.postingId)
      if (posting === undefined)
        this.found('ledger.posting', { posting_id: leaf.postingId }, 'missing', 'in the tree, not in the database')
      else this.header(leaf, bytes[i]!, posting)
      const placed = places.get(from + i)
      if (placed === undefined && from + i > this.highest) return // the table is caught up to the tree in a moment
      if (placed !== leaf.postingId) {
        const kind = placed === undefined ? 'missing' : 'changed'
        this.found('ledger.leaf', { leaf_index: from + i }, kind, 'differs from the tree')
      }
    })
  }

  private header(leaf: Leaf, bytes: Buffer, posting: StoredPosting): void {
    const key = { posting_id: leaf.postingId }
    if (posting.leaf !== bytes.toString('hex'))
      this.found('ledger.posting', key, 'changed', 'leaf bytes differ from the tree')
    else if (posting.columns !== columnsOf(leaf))
      this.found('ledger.posting', key, 'changed', 'columns differ from the leaf')
    else if (!this.sealed(posting)) this.found('ledger.posting', key, 'changed', 'the leaf seal does not hold')
    if (posting.idempotent !== leaf.key) {
      const kind = posting.idempotent === null ? 'missing' : 'changed'
      this.found('ledger.idempotency', { key: leaf.key }, kind, 'differs from the leaf')
    }
    if (posting.indexes.length > 1) this.found('ledger.leaf', key, 'added', 'a posting has one place only')
  }

  private async factRows(batch: readonly Leaf[]): Promise<void> {
    const grouped = new Map<string, StoredRow[]>(batch.map((leaf) => [leaf.postingId, []]))
    for (const form of FACT_FORMS) {
      const rows = await rowsOf(this.trx, form, [...grouped.keys()])
      this.byForm.set(form, (this.byForm.get(form) ?? 0) + rows.length)
      this.rows += rows.length
      for (const row of rows) grouped.get(placeOf(row).posting)!.push(row)
    }
    for (const leaf of batch) checkRows(this.keys, leaf, grouped.get(leaf.postingId)!, this.suspicion)
  }

  /** Postings not in the tree: sealed ones are on their way, others are forged. */
  async beyond(): Promise<number> {
    for (const posting of await postingsBeyond(this.trx, this.size)) {
      if (this.sealed(posting)) this.pendingIds.add(posting.posting_id)
      else this.found('ledger.posting', { posting_id: posting.posting_id }, 'added', 'not in the tree and not sealed')
    }
    return this.pendingIds.size
  }

  /** Rows that no posting of the tree accounts for. Only looked for where the counts say that there are some. */
  async strays(): Promise<void> {
    for (const form of FACT_FORMS) {
      if ((await countRows(this.trx, form)) === (this.byForm.get(form) ?? 0)) continue
      for (const row of await strayRows(this.trx, form, this.size)) {
        const place = placeOf(row)
        if (this.pendingIds.has(place.posting) && sealHolds(this.keys, row)) continue
        this.suspicion.suspects.push({ row, place })
      }
    }
  }

  async keysOfPersons(): Promise<void> {
    for (let after = '0'; ; ) {
      const rows = await personKeys(this.trx, after, 2000)
      for (const row of rows) {
        const key = { person_id: row.person_id }
        if (row.wrapped === null)
          this.found('desk.person_key', key, 'missing', 'no case of lawful destruction names it')
        else if (decrypt(dataKey(this.keys.wrap(row.wrapping_epoch!)), row.wrapped) === undefined)
          this.found('desk.person_key', key, 'changed', 'does not unwrap')
      }
      if (rows.length < 2000) return
      after = rows.at(-1)!.person_id
    }
  }

  async findings(): Promise<readonly Finding[]> {
    const persons = this.suspicion.suspects.length === 0 ? [] : await personIds(this.trx, 5000)
    return [...this.suspicion.findings, ...classify(this.keys, this.suspicion, persons)]
  }

  private sealed(posting: StoredPosting): boolean {
    const { posting_id: id, key_epoch: epoch } = posting
    return leafIsSealed(this.keys, {
      id,
      epoch,
      leaf: Buffer.from(posting.leaf, 'hex'),
      seal: Buffer.from(posting.seal, 'hex'),
    })
  }

  private found(table: string, key: Finding['key'], kind: Finding['kind'], how: string): void {
    this.suspicion.findings.push({ table, key, kind, how })
  }
}

function columnsOf(leaf: Leaf): string {
  return [
    leaf.voucherId,
    leaf.revision,
    leaf.kind,
    leaf.agency,
    leaf.businessDay,
    leaf.postedAt,
    leaf.policyDigest,
    leaf.releaseDigest,
    leaf.rowCount,
    leaf.rowRoot,
    leaf.keyEpoch,
  ].join('|')
}
