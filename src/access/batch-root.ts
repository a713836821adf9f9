import { invariant } from '../kernel/invariant.js'
import { hasherOf } from '../log/hash.js'
import { proveInclusion, rootOf } from '../log/tree.js'
import type { BatchLeaf } from './batch-leaf.js'

/**
 * 批次之根。Stands in the tree right after the leaf that lists a batch, and says the same by one hash: so that a person can
 * be given the way from one line to the tree without seeing whose the other lines are.
 */
export interface BatchRoot {
  readonly count: number
  readonly root: Uint8Array
}

const FORM = 'quanyi-looks-root/1'
const SM3 = hasherOf('sm3')

export function batchRootOf({ lines }: Pick<BatchLeaf, 'lines'>): BatchRoot {
  return {
    count: lines.length,
    root: rootOf(
      SM3,
      lines.map(({ hash }) => hash),
    ),
  }
}

export function encodeBatchRoot({ count, root }: BatchRoot): Buffer {
  return Buffer.from(`${FORM}\n${count}\n${Buffer.from(root).toString('hex')}\n`)
}

/** Undefined where the entry is something else: the list itself. */
export function decodeBatchRoot(bytes: Uint8Array): BatchRoot | undefined {
  const [form, count, root] = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 256))
    .toString('latin1')
    .split('\n')
  if (form !== FORM) return undefined
  invariant(/^\d+$/.test(count ?? '') && /^[0-9a-f]{64}$/.test(root ?? ''), 'the root of a batch is malformed')
  return { count: Number(count), root: Buffer.from(root!, 'hex') }
}

/** 批内的路径：the hashes beside one line, up to the root of its batch. */
export function pathInBatch({ lines }: Pick<BatchLeaf, 'lines'>, index: number): Uint8Array[] {
  return proveInclusion(
    SM3,
    lines.map(({ hash }) => hash),
    index,
  )
}
