/** 核验发现。One thing that is not as it was written: the table, the key and what was done to it. */
export interface Finding {
  readonly table: string
  readonly key: Readonly<Record<string, string | number>>
  readonly kind: 'changed' | 'added' | 'missing' | 'moved'
  /** What gave it away, for whoever investigates. */
  readonly how: string
}

/** 外部叶子。The entries of a tree as they stand outside the database, below a signed size. */
export interface LeafSource {
  size(): number
  entries(from: number, to: number): AsyncIterable<{ readonly index: number; readonly data: Uint8Array }>
}

/** 树的写入端。 */
export interface LeafSink extends LeafSource {
  append(leaves: readonly Uint8Array[]): Promise<unknown>
}

/** 核验进度。 */
export interface Progress {
  readonly done: number
  readonly of: number
  readonly rows: number
}
