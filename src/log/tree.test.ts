import { describe, expect, test } from 'vitest'
import { checkConsistency, checkInclusion } from './check.js'
import { hasherOf } from './hash.js'
import { proveConsistency, proveInclusion, rootOf } from './tree.js'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))
const sm3 = hasherOf('sm3')
const sha256 = hasherOf('sha256')

/** The eight inputs of the reference implementation of certificate transparency, and the roots published with them. */
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

describe('公布的树根（SHA-256）', () => {
  test('空树', () => {
    expect(hex(rootOf(sha256, []))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })

  test.each(ROOTS.map((root, i) => ({ size: i + 1, root })))('$size 叶', ({ size, root }) => {
    const leaves = INPUTS.slice(0, size).map((input) => sha256.leaf(bytesOf(input)))
    expect(hex(rootOf(sha256, leaves))).toBe(root)
  })
})

test('SM3 的叶与节点：首字节不同', () => {
  expect(hex(sm3.empty)).toBe('1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b')
  const [left, right] = [sm3.leaf(bytesOf('61')), sm3.leaf(bytesOf('62'))]
  expect(hex(sm3.node(left, right))).not.toBe(hex(sm3.leaf(Buffer.concat([left, right]))))
})

/** The definition of RFC 6962, 2.1, word for word; slow, and sharing nothing with what it judges. */
function oracle(data: readonly Uint8Array[]): Uint8Array {
  if (data.length === 0) return sm3.empty
  if (data.length === 1) return sm3.leaf(data[0]!)
  const k = half(data.length)
  return sm3.node(oracle(data.slice(0, k)), oracle(data.slice(k)))
}

function oraclePath(m: number, data: readonly Uint8Array[]): Uint8Array[] {
  if (data.length === 1) return []
  const k = half(data.length)
  if (m < k) return [...oraclePath(m, data.slice(0, k)), oracle(data.slice(k))]
  return [...oraclePath(m - k, data.slice(k)), oracle(data.slice(0, k))]
}

function oracleSubproof(m: number, data: readonly Uint8Array[], whole: boolean): Uint8Array[] {
  if (m === data.length) return whole ? [] : [oracle(data)]
  const k = half(data.length)
  if (m <= k) return [...oracleSubproof(m, data.slice(0, k), whole), oracle(data.slice(k))]
  return [...oracleSubproof(m - k, data.slice(k), false), oracle(data.slice(0, k))]
}

const half = (n: number) => 2 ** Math.ceil(Math.log2(n) - 1)

const DATA = Array.from({ length: 64 }, (_, i) => new TextEncoder().encode(`叶 ${i}`))
const LEAVES = DATA.map(sm3.leaf)
const ORACLE_ROOTS = Array.from({ length: 65 }, (_, size) => oracle(DATA.slice(0, size)))
const head = (size: number) => ({ size, root: ORACLE_ROOTS[size]! })

describe('0 至 64 叶的全部证明，与定义逐一相符', () => {
  test('树根', () => {
    for (let size = 0; size <= 64; size++)
      expect(hex(rootOf(sm3, LEAVES.slice(0, size)))).toBe(hex(ORACLE_ROOTS[size]!))
  })

  test('包含证明', () => {
    for (let size = 1; size <= 64; size++) {
      for (let index = 0; index < size; index++) {
        const proof = proveInclusion(sm3, LEAVES.slice(0, size), index)
        expect(proof.map(hex)).toEqual(oraclePath(index, DATA.slice(0, size)).map(hex))
        expect(checkInclusion(sm3, { leafHash: LEAVES[index]!, index, head: head(size), proof })).toBe(true)
      }
    }
  })

  test('一致性证明', () => {
    for (let newer = 0; newer <= 64; newer++) {
      for (let older = 0; older <= newer; older++) {
        const proof = proveConsistency(sm3, LEAVES.slice(0, newer), older)
        if (older > 0) expect(proof.map(hex)).toEqual(oracleSubproof(older, DATA.slice(0, newer), true).map(hex))
        expect(checkConsistency(sm3, head(older), head(newer), proof)).toBe(true)
      }
    }
  })
})

/** Every way a list of hashes can be spoilt by one step. */
function spoilt(proof: readonly Uint8Array[]): Uint8Array[][] {
  const other = sm3.leaf(Uint8Array.of(7))
  const flipped = proof.map((_, at) => proof.map((hash, i) => (i === at ? flip(hash, (at * 13) % 256) : hash)))
  const dropped = proof.map((_, at) => proof.filter((_, i) => i !== at))
  const swapped = proof.slice(1).map((_, at) => proof.with(at, proof[at + 1]!).with(at + 1, proof[at]!))
  const added = [...proof, undefined].map((_, at) => [...proof.slice(0, at), other, ...proof.slice(at)])
  const cut = proof.map((_, at) => proof.with(at, proof[at]!.subarray(0, 31)))
  return [...flipped, ...dropped, ...swapped, ...added, ...cut]
}

function flip(bytes: Uint8Array, bit: number): Uint8Array {
  const flipped = Uint8Array.from(bytes)
  flipped[bit >> 3]! ^= 1 << (bit & 7)
  return flipped
}

describe('改动过的证明一概不认', () => {
  test('包含证明：哈希、编号、大小、树根、内容', () => {
    let refused = 0
    for (const size of [2, 3, 7, 8, 33, 64]) {
      for (let index = 0; index < size; index += 3) {
        const proof = proveInclusion(sm3, LEAVES.slice(0, size), index)
        const claim = { leafHash: LEAVES[index]!, index, head: head(size), proof }
        expect(checkInclusion(sm3, claim)).toBe(true)
        const false_ = [
          ...spoilt(proof).map((proof) => ({ ...claim, proof })),
          ...[-1, index + 1, index + 2, size, 0.5, Number.NaN].map((index) => ({ ...claim, index })),
          ...[-1, 0, index].map((size) => ({ ...claim, head: { ...claim.head, size } })),
          { ...claim, head: { size, root: flip(claim.head.root, index) } },
          { ...claim, leafHash: flip(claim.leafHash, index) },
        ]
        for (const mutant of false_) expect(checkInclusion(sm3, mutant)).toBe(false)
        refused += false_.length
      }
    }
    expect(refused).toBeGreaterThan(1000)
  })

  test('一致性证明：哈希、大小、树根', () => {
    let refused = 0
    for (const newer of [2, 3, 8, 13, 32, 63]) {
      for (let older = 1; older < newer; older += 2) {
        const proof = proveConsistency(sm3, LEAVES.slice(0, newer), older)
        const [from, to] = [head(older), head(newer)]
        const spoiltHeads = [
          [{ ...from, root: flip(from.root, older) }, to],
          [from, { ...to, root: flip(to.root, older) }],
          [to, from],
          [{ ...from, size: newer }, to],
        ] as const
        for (const mutant of spoilt(proof)) expect(checkConsistency(sm3, from, to, mutant)).toBe(false)
        for (const [a, b] of spoiltHeads) expect(checkConsistency(sm3, a, b, proof)).toBe(false)
        refused += spoilt(proof).length + spoiltHeads.length
      }
    }
    expect(refused).toBeGreaterThan(1000)
  })

  test('空树只与空树根相合', () => {
    expect(checkConsistency(sm3, { size: 0, root: LEAVES[0]! }, head(5), [])).toBe(false)
    expect(checkConsistency(sm3, head(0), head(5), [LEAVES[0]!])).toBe(false)
  })
})
