import type { RowForm } from '../log/row-form.js'

/**
 * 查阅证明。One line of the access book with all that shows, offline, that it stands in the signed tree: its cells and salt,
 * the way to the root of its batch, that root as the entry of the tree, and the tree's own proof. It tells nothing of any
 * other line, not even how many a person has.
 */
export interface LookProof {
  readonly form: 'quanyi-look-proof/1'
  readonly row: {
    readonly form: string
    readonly columns: readonly (readonly [name: string, kind: string])[]
    readonly cells: readonly (string | null)[]
  }
  /** Hex. */
  readonly salt: string
  readonly batch: {
    readonly index: number
    /** Hex hashes, the nearest first. */
    readonly path: readonly string[]
    /** The entry of the tree that states the batch's root, as text. */
    readonly entry: string
  }
  /** c2sp.org/tlog-proof of that entry. */
  readonly log: string
  /** 事由，供人阅读：kept concealed in the sealed line, so the proof covers its concealed form only. */
  readonly purpose: string
}

export function rowPart(form: RowForm, cells: readonly (string | null)[]): LookProof['row'] {
  return { form: form.name, columns: form.columns.map(({ name, kind }) => [name, kind] as const), cells }
}
