import { invariant } from '../kernel/invariant.js'
import type { TreeHasher } from './hash.js'

/** 叶的区间 [from, to)。A subtree of RFC 6962, complete or not. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** 完整子树。It holds the leaves from index × 2^level on, 2^level of them; once complete it never changes. */
export interface Subtree {
  readonly level: number
  readonly index: number
}

/** 树头。What a checkpoint says of a tree. */
export interface TreeHead {
  readonly size: number
  readonly root: Uint8Array
}

/** 树根。The Merkle tree hash of RFC 6962, 2.1 over leaf hashes; pairs level by level, an odd one out moves up. */
export function rootOf(hasher: TreeHasher, leafHashes: readonly Uint8Array[]): Uint8Array {
  if (leafHashes.length === 0) return hasher.empty
  let level: readonly Uint8Array[] = leafHashes
  while (level.length > 1) {
    const above: Uint8Array[] = []
    for (let i = 0; i + 1 < level.length; i += 2) above.push(hasher.node(level[i]!, level[i + 1]!))
    if (level.length % 2 === 1) above.push(level.at(-1)!)
    level = above
  }
  return level[0]!
}

/** 包含证明。The hashes beside the way from a leaf to the root, leaf first. */
export function proveInclusion(hasher: TreeHasher, leafHashes: readonly Uint8Array[], index: number): Uint8Array[] {
  return inclusionRanges(index, leafHashes.length).map(({ from, to }) => rootOf(hasher, leafHashes.slice(from, to)))
}

/** 一致性证明。That the first `older` leaves are the whole of the older tree. */
export function proveConsistency(hasher: TreeHasher, leafHashes: readonly Uint8Array[], older: number): Uint8Array[] {
  return consistencyRanges(older, leafHashes.length).map(({ from, to }) => rootOf(hasher, leafHashes.slice(from, to)))
}

/** Which ranges an inclusion proof consists of, the leaf's sibling first. */
export function inclusionRanges(index: number, size: number): Range[] {
  invariant(isIndex(index) && isIndex(size) && index < size, `no leaf ${index} in a tree of ${size}`)
  const path: Range[] = []
  let [from, to] = [0, size]
  while (to - from > 1) {
    const middle = from + splitOf(to - from)
    path.push(index < middle ? { from: middle, to } : { from, to: middle })
    if (index < middle) to = middle
    else from = middle
  }
  return path.reverse()
}

/** Which ranges a consistency proof consists of (RFC 6962, 2.1.2). An empty tree is consistent with all, by no proof. */
export function consistencyRanges(older: number, newer: number): Range[] {
  invariant(isIndex(older) && isIndex(newer) && older <= newer, `a tree of ${older} is not older than one of ${newer}`)
  if (older === 0 || older === newer) return []
  const path: Range[] = []
  let [from, to] = [0, newer]
  while (to !== older) {
    const middle = from + splitOf(to - from)
    path.push(older <= middle ? { from: middle, to } : { from, to: middle })
    if (older <= middle) to = middle
    else from = middle
  }
  if (from > 0) path.push({ from, to })
  return path.reverse()
}

/** The complete subtrees a range falls into, from left to right, each smaller than the one before. */
export function subtreesOf({ from, to }: Range): Subtree[] {
  const parts: Subtree[] = []
  let at = from
  while (at < to) {
    let [level, width] = [0, 1]
    while (width * 2 <= to - at) [level, width] = [level + 1, width * 2]
    invariant(at % width === 0, `leaves ${from} to ${to} are no subtree`)
    parts.push({ level, index: at / width })
    at += width
  }
  return parts
}

/** The hash over complete subtrees that stand side by side, each smaller than the one before. */
export function joinSubtrees(hasher: TreeHasher, hashes: readonly Uint8Array[]): Uint8Array {
  let joined: Uint8Array | undefined
  for (let i = hashes.length - 1; i >= 0; i--) {
    joined = joined === undefined ? hashes[i]! : hasher.node(hashes[i]!, joined)
  }
  return joined ?? hasher.empty
}

function isIndex(n: number): boolean {
  return Number.isSafeInteger(n) && n >= 0
}

/** The largest power of two below n. Plain arithmetic: bit operators would end at 2^31 leaves. */
function splitOf(n: number): number {
  let width = 1
  while (width * 2 < n) width *= 2
  return width
}
