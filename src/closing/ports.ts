import type { Gate } from '../access/gate-service.js'
import type { Database } from '../db/database.js'
import type { Clock } from '../kernel/clock.js'
import type { PostingService } from '../ledger/posting-service.js'
import type { PolicyBook } from '../policy/book.js'
import type { DeriveCloses } from './derive.js'

/** 结息之室所需。 */
export interface ClosingPorts {
  readonly gate: Gate
  readonly app: Database
  /** Reads everybody, opens nobody. */
  readonly verify: Database
  readonly posting: PostingService
  readonly policy: () => { readonly book: PolicyBook; readonly digest: string }
  readonly derive: DeriveCloses
  readonly clock: Clock
  readonly ids: { uuid(): string }
  readonly areaOf: (agency: string) => string
  readonly staffNames: (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  readonly alarm: (says: string) => void
}
