import type { Finding } from '../log/finding.js'

/** 事实之书的核验结果。 */
export interface LedgerReport {
  readonly findings: readonly Finding[]
  readonly postings: number
  readonly rows: number
  /** Posted and sealed, not yet in the tree when the snapshot was taken. */
  readonly pending: number
}
