import { invariant } from '../kernel/invariant.js'
import { Refusal } from '../kernel/refusal.js'
import { decodeBase64, encodeBase64 } from './base64.js'
import { checkConsistency } from './check.js'
import { HASH_BYTES, type TreeHasher } from './hash.js'
import { openNote, type Signer, signNote, type Verifier } from './note.js'
import { foreignCheckpoint, malformedCheckpoint } from './refusals.js'
import type { TreeHead } from './tree.js'

/** 检查点（c2sp.org/tlog-checkpoint）。Which log, how many leaves, which root. */
export interface Checkpoint extends TreeHead {
  readonly origin: string
}

/** The text that is signed: origin, size and root in base64, a line each. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  invariant(origin !== '' && !/[\n\r]/.test(origin), 'an origin is one line')
  invariant(Number.isSafeInteger(size) && size >= 0 && root.length === HASH_BYTES, 'a checkpoint has a size and a root')
  return `${origin}\n${size}\n${encodeBase64(root)}\n`
}

/** Extension lines, which the format allows and advises against, are read over. */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split('\n')
  if (lines.pop() !== '' || lines.length < 3 || lines.includes('')) {
    throw new Refusal(malformedCheckpoint, { where: 'lines' })
  }
  const [origin, digits, base64] = lines as [string, string, string]
  const size = /^(0|[1-9]\d{0,15})$/.test(digits) ? Number(digits) : Number.NaN
  if (!Number.isSafeInteger(size)) throw new Refusal(malformedCheckpoint, { where: 'size' })
  const root = decodeBase64(base64)
  if (root === undefined || root.length !== HASH_BYTES) throw new Refusal(malformedCheckpoint, { where: 'root' })
  return { origin, size, root }
}

/** 采信检查点。Signed by a trusted key, and of this log; refuses otherwise. */
export function openCheckpoint(note: string, origin: string, verifiers: readonly Verifier[]): Checkpoint {
  const checkpoint = parseCheckpoint(openNote(note, verifiers).text)
  if (checkpoint.origin !== origin)
    throw new Refusal(foreignCheckpoint, { origin: checkpoint.origin, expected: origin })
  return checkpoint
}

/**
 * 签发检查点。Only with a proof that it continues the one signed last: two histories under one name are what a log must
 * never sign, so a proof that fails is a defect and stops the signing. The first checkpoint is of the empty tree.
 */
export async function signCheckpoint(
  hasher: TreeHasher,
  last: Checkpoint | undefined,
  next: Checkpoint,
  proof: readonly Uint8Array[],
  signers: readonly Signer[],
): Promise<string> {
  const before = last ?? { origin: next.origin, size: 0, root: hasher.empty }
  invariant(before.origin === next.origin, `“${next.origin}” does not continue “${before.origin}”`)
  invariant(
    checkConsistency(hasher, before, next, proof),
    `a checkpoint of size ${next.size} does not continue the one of size ${before.size} signed before`,
  )
  return signNote(formatCheckpoint(next), signers)
}
