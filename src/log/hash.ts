import { hash } from 'node:crypto'
import { invariant } from '../kernel/invariant.js'

/** 杂凑算法。One for the life of a log: SM3 (GB/T 32905), or SHA-256 so that tools from abroad can read it. */
export type HashProfile = 'sm3' | 'sha256'

/** Bytes of one hash, the same in both profiles. */
export const HASH_BYTES = 32

/** 树的杂凑。RFC 6962, 2.1: leaves and nodes are hashed under different first bytes, so that neither passes for the other. */
export interface TreeHasher {
  readonly profile: HashProfile
  /** The root of a tree without leaves: the hash of nothing. */
  readonly empty: Uint8Array
  /** H(0x00 ‖ data) */
  leaf(data: Uint8Array): Uint8Array
  /** H(0x01 ‖ left ‖ right) */
  node(left: Uint8Array, right: Uint8Array): Uint8Array
}

const HASHERS: Readonly<Record<HashProfile, TreeHasher>> = { sm3: makeHasher('sm3'), sha256: makeHasher('sha256') }

export function hasherOf(profile: HashProfile): TreeHasher {
  return HASHERS[profile]
}

/** The two scratch buffers are filled and hashed in one synchronous step, so sharing them is safe. */
function makeHasher(profile: HashProfile): TreeHasher {
  const nodeInput = new Uint8Array(1 + 2 * HASH_BYTES)
  nodeInput[0] = 0x01
  let leafInput = new Uint8Array(4096)
  return {
    profile,
    empty: hash(profile, new Uint8Array(0), 'buffer'),
    leaf(data) {
      if (leafInput.length <= data.length) leafInput = new Uint8Array(data.length * 2 + 1)
      leafInput.set(data, 1)
      return hash(profile, leafInput.subarray(0, data.length + 1), 'buffer')
    },
    node(left, right) {
      invariant(left.length === HASH_BYTES && right.length === HASH_BYTES, 'a node is made of two whole hashes')
      nodeInput.set(left, 1)
      nodeInput.set(right, 1 + HASH_BYTES)
      return hash(profile, nodeInput, 'buffer')
    },
  }
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
