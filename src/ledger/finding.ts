/** 核验发现。One thing that is not as it was posted: the table, the key and what was done to it. */
export interface Finding {
  readonly table: string
  readonly key: Readonly<Record<string, string | number>>
  readonly kind: 'changed' | 'added' | 'missing' | 'moved'
  /** What gave it away, for whoever investigates. */
  readonly how: string
}

/** 外部叶子。The entries of the tree as they stand outside the database, below a signed size. */
export interface LeafSource {
  size(): number
  entries(from: number, until: number): AsyncIterable<Uint8Array>
}

export interface Progress {
  readonly done: number
  readonly of: number
  readonly rows: number
}

export interface LedgerReport {
  readonly findings: readonly Finding[]
  readonly postings: number
  readonly rows: number
  /** Posted and sealed, not yet in the tree when the snapshot was taken. */
  readonly pending: number
}
