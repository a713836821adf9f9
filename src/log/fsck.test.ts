import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { memoryStore } from './files.js'
import { fsck } from './fsck.js'
import { generateKeyPem, readKeyPem } from './keys.js'
import { openLog } from './log.js'

const ORIGIN = 'log.quanyi.example/ledger'
const key = readKeyPem('ed25519', ORIGIN, generateKeyPem('ed25519', randomBytes), randomBytes)
const GROUND = { origin: ORIGIN, profile: 'sm3' as const, verifiers: [key.verifier] }
const SIZE = 66_000

/** Enough entries for three levels of tiles: 257 full ones below, one full and one partial above, and one on top. */
let whole: ReadonlyMap<string, Uint8Array>

async function written(leaves: readonly string[]): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  const log = await openLog({ ...GROUND, store: memoryStore(files), signers: [key.signer] })
  await log.append(leaves.map((text) => new TextEncoder().encode(text)))
  return files
}

const STORY = Array.from({ length: SIZE }, (_, i) => `凭证 ${i}`)

beforeAll(async () => {
  whole = await written(STORY)
})

const damagesOf = async (files: Map<string, Uint8Array>) =>
  (await fsck({ ...GROUND, store: memoryStore(files) })).damages

function flipped(path: string, at: number): Map<string, Uint8Array> {
  const bytes = Uint8Array.from(whole.get(path)!)
  bytes[at]! ^= 1
  return new Map(whole).set(path, bytes)
}

describe('全树核查', () => {
  test('未动过的树，没有一处误报', async () => {
    const { head, damages } = await fsck({ ...GROUND, store: memoryStore(new Map(whole)) })
    expect(head?.size).toBe(SIZE)
    expect(damages).toEqual([])
    for (const size of [0, 1, 255, 256, 257, 700])
      expect(await damagesOf(await written(STORY.slice(0, size)))).toEqual([])
  })

  test.each([
    ['tile/0/000', 40, 1],
    ['tile/0/100', 8191, 25_855],
    ['tile/0/257.p/208', 32, 65_793],
    ['tile/1/000', 64, 2],
    ['tile/1/001.p/1', 3, 256],
    ['tile/2/000.p/1', 0, 0],
  ])('瓦片 %s 第 %i 字节：只报它，报到第 %i 个杂凑', async (path, at, index) => {
    expect(await damagesOf(flipped(path, at))).toEqual([{ path, kind: 'changed', index }])
  })

  test.each([
    ['tile/entries/000', 2, 0],
    ['tile/entries/200', 20, 51_201],
    ['tile/entries/257.p/208', 4, 65_792],
  ])('条目包 %s 第 %i 字节：报到第 %i 条', async (path, at, index) => {
    expect(await damagesOf(flipped(path, at))).toEqual([{ path, kind: 'changed', index }])
  })

  test('检查点上任何一个字节', async () => {
    const { length } = whole.get('checkpoint')!
    for (let at = 0; at < length; at++) {
      const [damage] = await damagesOf(flipped('checkpoint', at))
      expect(damage?.path).toBe('checkpoint')
    }
  })

  test.each(['checkpoint', 'tile/0/003', 'tile/1/000', 'tile/2/000.p/1', 'tile/entries/009'])(
    '%s 不在',
    async (path) => {
      const files = new Map(whole)
      files.delete(path)
      expect(await damagesOf(files)).toEqual([{ path, kind: 'missing' }])
    },
  )

  test('条目包长度不合', async () => {
    const files = new Map(whole).set('tile/entries/009', whole.get('tile/entries/009')!.subarray(1))
    expect(await damagesOf(files)).toEqual([{ path: 'tile/entries/009', kind: 'malformed' }])
  })

  test('连同瓦片一起重算的伪造，也报', async () => {
    const forged = await written(STORY.with(2_000, '伪造'))
    const signed = whole.get('checkpoint')!
    const paths = ['tile/entries/007', 'tile/0/007', 'tile/1/000', 'tile/2/000.p/1']
    for (let depth = 1; depth <= paths.length; depth++) {
      const files = new Map(whole)
      for (const path of paths.slice(0, depth)) files.set(path, forged.get(path)!)
      expect(await damagesOf(files)).not.toEqual([])
    }
    expect(await damagesOf(new Map(forged).set('checkpoint', signed))).not.toEqual([])
    expect(await damagesOf(forged)).toEqual([])
  })
})
