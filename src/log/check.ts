import { HASH_BYTES, sameBytes, type TreeHasher } from './hash.js'
import type { TreeHead } from './tree.js'

/** 包含证明的声称。That this leaf stands at this index of that tree. */
export interface InclusionClaim {
  readonly leafHash: Uint8Array
  readonly index: number
  readonly head: TreeHead
  readonly proof: readonly Uint8Array[]
}

/**
 * 核验包含证明。Knows nothing of how proofs are made; the way of RFC 9162, 2.1.3.2. A proof with a hash too many, too
 * few or of the wrong length is false, like one with a wrong hash.
 */
export function checkInclusion(hasher: TreeHasher, { leafHash, index, head, proof }: InclusionClaim): boolean {
  if (!isCount(index) || !isCount(head.size) || index >= head.size) return false
  if (!allHashes([leafHash, head.root, ...proof])) return false
  const walk = walkFrom(index, head.size - 1)
  let root = leafHash
  for (const beside of proof) {
    if (walk.last === 0) return false
    root = step(walk) === 'left' ? hasher.node(beside, root) : hasher.node(root, beside)
  }
  return walk.last === 0 && sameBytes(root, head.root)
}

/** 核验一致性证明。That the newer tree begins with the whole of the older one; the way of RFC 9162, 2.1.4.2. */
export function checkConsistency(
  hasher: TreeHasher,
  older: TreeHead,
  newer: TreeHead,
  proof: readonly Uint8Array[],
): boolean {
  if (!isCount(older.size) || !isCount(newer.size) || older.size > newer.size) return false
  if (!allHashes([older.root, newer.root, ...proof])) return false
  if (older.size === newer.size) return proof.length === 0 && sameBytes(older.root, newer.root)
  if (older.size === 0) return proof.length === 0 && sameBytes(older.root, hasher.empty)
  const path = isPowerOfTwo(older.size) ? [older.root, ...proof] : proof
  const [first, ...rest] = path
  if (first === undefined) return false

  const walk = walkFrom(older.size - 1, newer.size - 1)
  while (walk.at % 2 === 1) up(walk)
  let [olderRoot, newerRoot] = [first, first]
  for (const beside of rest) {
    if (walk.last === 0) return false
    if (step(walk) === 'left') {
      olderRoot = hasher.node(beside, olderRoot)
      newerRoot = hasher.node(beside, newerRoot)
    } else newerRoot = hasher.node(newerRoot, beside)
  }
  return walk.last === 0 && sameBytes(olderRoot, older.root) && sameBytes(newerRoot, newer.root)
}

/** A place in the tree on the way up, and the last place of its level. */
interface Walk {
  at: number
  last: number
}

function walkFrom(at: number, last: number): Walk {
  return { at, last }
}

function up(walk: Walk): void {
  walk.at = Math.floor(walk.at / 2)
  walk.last = Math.floor(walk.last / 2)
}

/** On which side the next proof hash stands, and on to the level above it. */
function step(walk: Walk): 'left' | 'right' {
  const side = walk.at % 2 === 1 || walk.at === walk.last ? 'left' : 'right'
  if (side === 'left') while (walk.at % 2 === 0 && walk.at !== 0) up(walk)
  up(walk)
  return side
}

function isPowerOfTwo(n: number): boolean {
  let width = 1
  while (width < n) width *= 2
  return width === n
}

function isCount(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0
}

function allHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every((hash) => hash.length === HASH_BYTES)
}
