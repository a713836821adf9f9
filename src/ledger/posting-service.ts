import type { Database, Trx } from '../db/database.js'
import { inOrder } from '../db/piped.js'
import type { Day, Instant } from '../kernel/day.js'
import { invariant } from '../kernel/invariant.js'
import { Refusal } from '../kernel/refusal.js'
import { hasherOf } from '../log/hash.js'
import { copyLine, sealRow } from '../log/row-form.js'
import { rootOf } from '../log/tree.js'
import type { Fact, FactKind } from './fact.js'
import { FORMS } from './forms.js'
import type { Keys } from './keys.js'
import { encodeLeaf, type Leaf, type LeafStep, sealLeaf } from './leaf.js'
import { copyRows, insertPosting, takeKey } from './posting-store.js'
import { keyReused } from './refusals.js'
import { cellsOf } from './rows.js'
import type { Vault } from './vault.js'

/** 已审定的凭证。What a room hands over once everybody on the route has agreed. */
export interface AgreedVoucher {
  /** 幂等键：voucher and revision. */
  readonly key: string
  /** Digest of the agreed content; the same key with another body is refused. */
  readonly bodyDigest: Buffer
  readonly voucherId: string
  readonly revision: number
  readonly kind: string
  readonly agency: string
  readonly businessDay: Day
  readonly policyDigest: string
  readonly steps: readonly LeafStep[]
  readonly facts: readonly Fact[]
}

export interface PostingPorts {
  readonly post: Database
  readonly keys: Keys
  readonly vault: Vault
  readonly now: () => Instant
  readonly releaseDigest: string
  /** 查阅之书的一行, in the same transaction. */
  readonly writeLine: (trx: Trx, leaf: Leaf) => Promise<void>
}

export interface Posting {
  readonly postingId: string
  readonly again: boolean
}

const MOST_ROWS = 6000

/** 记账。The only way a fact comes to be: look, refuse or open, seal, write. Sent twice is posted once. */
export class PostingService {
  constructor(private readonly ports: PostingPorts) {}

  /** `before` prepares inside the same transaction what the facts need (keys of new persons, identities). */
  post(voucher: AgreedVoucher, before?: (trx: Trx) => Promise<void>): Promise<Posting> {
    return this.ports.post.transaction({}, (trx) => this.postIn(trx, voucher, before))
  }

  async postIn(trx: Trx, voucher: AgreedVoucher, before?: (trx: Trx) => Promise<void>): Promise<Posting> {
    invariant(voucher.facts.length <= MOST_ROWS, `a posting has at most ${MOST_ROWS} rows`)
    const postingId = await takeKey(trx, voucher.key, voucher.bodyDigest)
    if (typeof postingId !== 'string') {
      if (!postingId.body_digest.equals(voucher.bodyDigest)) throw new Refusal(keyReused, { key: voucher.key })
      return { postingId: postingId.posting_id, again: true }
    }
    // Keys of new persons are made before their names are sealed; all else is sealed first, and the last look is taken late.
    const needsKeys = voucher.facts.some(({ kind }) => kind === 'personRegistration')
    if (needsKeys) await before?.(trx)
    const { lines, root } = this.sealAll(postingId, voucher.facts)
    if (!needsKeys) await before?.(trx)
    const leaf = this.leafOf(postingId, voucher, root)
    const bytes = encodeLeaf(leaf)
    await inOrder(trx, [
      () => insertPosting(trx, leaf, bytes, sealLeaf(this.ports.keys, leaf.keyEpoch, bytes)),
      ...[...lines].map(
        ([kind, copied]) =>
          () =>
            copyRows(trx, kind, copied),
      ),
      () => this.ports.writeLine(trx, leaf),
    ])
    return { postingId, again: false }
  }

  private sealAll(postingId: string, facts: readonly Fact[]) {
    const { keys, vault } = this.ports
    const lines = new Map<FactKind, string[]>()
    const hashes = facts.map((fact, ordinal) => {
      const form = FORMS[fact.kind]
      const cells = cellsOf(fact, { posting: postingId, ordinal }, vault)
      const { hash, seal } = sealRow(keys, keys.epoch, `${postingId}/${ordinal}`, form, cells)
      const line = copyLine(form, cells, keys.epoch, seal)
      const listed = lines.get(fact.kind)
      if (listed === undefined) lines.set(fact.kind, [line])
      else listed.push(line)
      return hash
    })
    return { lines, root: Buffer.from(rootOf(hasherOf('sm3'), hashes)) }
  }

  private leafOf(postingId: string, voucher: AgreedVoucher, root: Buffer): Leaf {
    const { key, voucherId, revision, kind, agency, businessDay, policyDigest, steps } = voucher
    return {
      postingId,
      voucherId,
      revision,
      kind,
      agency,
      businessDay,
      key,
      policyDigest,
      steps,
      postedAt: this.ports.now(),
      releaseDigest: this.ports.releaseDigest,
      keyEpoch: this.ports.keys.epoch,
      rowCount: voucher.facts.length,
      rowRoot: root.toString('hex'),
    }
  }
}
