import type { Gate } from '../access/gate-service.js'
import type { Database } from '../db/database.js'
import type { Clock } from '../kernel/clock.js'
import type { PostingService } from '../ledger/posting-service.js'
import type { PolicyBook } from '../policy/book.js'

/** 参数簿, and the digest by which a row names it. */
export interface BookAndDigest {
  readonly book: PolicyBook
  readonly digest: string
}

/** 结息之室所需。 */
export interface ClosingPorts {
  readonly gate: Gate
  readonly app: Database
  /** Reads everybody, opens nobody. */
  readonly verify: Database
  readonly posting: PostingService
  /** 现行参数，and those posted below a place of the tree. */
  readonly policy: () => BookAndDigest
  readonly policyAt: (treeSize: number) => Promise<BookAndDigest>
  readonly clock: Clock
  readonly ids: { uuid(): string }
  readonly areaOf: (agency: string) => string
  readonly staffNames: (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  readonly alarm: (says: string) => void
}
