import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { memoryStore, type TileStore } from './files.js'
import { hasherOf } from './hash.js'
import { generateKeyPem, readKeyPem } from './keys.js'
import { openLog } from './log.js'
import { fileStore } from './store.js'
import { proveConsistency, proveInclusion, rootOf } from './tree.js'

const ORIGIN = 'log.quanyi.example/ledger'
const hasher = hasherOf('sm3')
const ed25519 = readKeyPem('ed25519', ORIGIN, generateKeyPem('ed25519', randomBytes), randomBytes)
const leaf = (i: number, story = '') => new TextEncoder().encode(`凭证 ${i}${story}`)
const leaves = (from: number, to: number, story = '') =>
  Array.from({ length: to - from }, (_, i) => leaf(from + i, story))
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

function settings(store: TileStore) {
  const keys = { signers: [ed25519.signer], verifiers: [ed25519.verifier] }
  return { origin: ORIGIN, profile: 'sm3' as const, store, ...keys }
}

describe('追加与证明', () => {
  test('分批写入的树，与一次写成的相同，证明都对', async () => {
    const log = await openLog(settings(memoryStore()))
    let size = 0
    for (const step of [1, 2, 252, 1, 1, 255, 257, 600, 0, 1]) {
      const { firstIndex } = await log.append(leaves(size, size + step))
      expect(firstIndex).toBe(size)
      size += step
      expect(hex(await log.root())).toBe(hex(rootOf(hasher, leaves(0, size).map(hasher.leaf))))
    }
    const hashes = leaves(0, size).map(hasher.leaf)
    for (const index of [0, 1, 255, 256, 511, 1000, size - 1]) {
      expect(Buffer.from(await log.entry(index))).toEqual(Buffer.from(leaf(index)))
      expect((await log.inclusionProof(index)).map(hex)).toEqual(proveInclusion(hasher, hashes, index).map(hex))
      const older = hashes.slice(0, index + 1)
      expect((await log.inclusionProof(index, index + 1)).map(hex)).toEqual(
        proveInclusion(hasher, older, index).map(hex),
      )
      expect((await log.consistencyProof(index + 1)).map(hex)).toEqual(
        proveConsistency(hasher, hashes, index + 1).map(hex),
      )
    }
    const read: string[] = []
    for await (const { index, data } of log.entries(250, 520)) read.push(`${index} ${new TextDecoder().decode(data)}`)
    expect(read).toEqual(leaves(250, 520).map((data, i) => `${250 + i} ${new TextDecoder().decode(data)}`))
  })

  test('越界的编号与大小，不予办理', async () => {
    const log = await openLog(settings(memoryStore()))
    await log.append(leaves(0, 3))
    await expect(log.entry(3)).rejects.toThrow('log.no-such-entry')
    await expect(log.inclusionProof(0, 4)).rejects.toThrow('log.no-such-entry')
    await expect(log.inclusionProof(2, 2)).rejects.toThrow('log.no-such-entry')
    await expect(log.consistencyProof(4)).rejects.toThrow('log.no-such-entry')
    await expect(log.root(-1)).rejects.toThrow('log.no-such-entry')
    expect(() => log.append([new Uint8Array(0x10000)])).toThrow('invariant')
    expect(log.size()).toBe(3)
  })

  test('同时追加，排队写入', async () => {
    const log = await openLog(settings(memoryStore()))
    const done = await Promise.all([0, 1, 2, 3, 4].map((i) => log.append(leaves(i * 100, i * 100 + 100))))
    expect(done.map(({ firstIndex }) => firstIndex)).toEqual([0, 100, 200, 300, 400])
    expect(hex(await log.root())).toBe(hex(rootOf(hasher, leaves(0, 500).map(hasher.leaf))))
  })
})

/** Counts the files written and dies before the n-th; with `after`, the n-th is written and then it dies. */
function dying(store: TileStore, n: number, after = false): TileStore {
  let count = 0
  return {
    ...store,
    async write(files) {
      for (const file of files) {
        count++
        if (count === n && !after) throw new Error('停电')
        await store.write([file])
        if (count === n) throw new Error('停电')
      }
    },
  }
}

describe('写到一半断电', () => {
  const cases = [0, 3, 255, 256, 300].flatMap((size) => [1, 2, 254, 600].map((more) => ({ size, more })))

  test.each(cases)('原有 $size 条，再写 $more 条：无论断在哪个文件，重开即可用', async ({ size, more }) => {
    for (let n = 1, died = true; died; n++) {
      for (const after of [false, true]) {
        const files = new Map<string, Uint8Array>()
        const steady = memoryStore(files)
        const first = await openLog(settings(steady))
        await first.append(leaves(0, size))
        const before = first.head()

        const broken = await openLog(settings(dying(steady, n, after)))
        died = await broken.append(leaves(size, size + more, '未成')).then(
          () => false,
          () => true,
        )
        if (!died) break

        const again = await openLog({ ...settings(steady), remembered: before })
        const stands = again.size() === size ? '' : '未成'
        expect([size, size + more]).toContain(again.size())
        if (!(after && again.size() > size)) expect(hex(await again.root())).toBe(hex(before.root))
        const next = again.size()
        await again.append(leaves(next, size + more + 7, '另一批'))
        const whole = [...leaves(0, size), ...leaves(size, next, stands), ...leaves(next, size + more + 7, '另一批')]
        expect(hex(await again.root())).toBe(hex(rootOf(hasher, whole.map(hasher.leaf))))
        expect(hex(await again.entry(size + more + 6))).toBe(hex(whole.at(-1)!))
      }
    }
  })

  test('对照：检查点若先于瓦片落盘，断电之后就打不开', async () => {
    const files = new Map<string, Uint8Array>()
    const log = await openLog(settings(memoryStore(files)))
    await log.append(leaves(0, 3))
    const tilesOfThree = new Map(files)
    await log.append(leaves(3, 5))
    const store = memoryStore(tilesOfThree.set('checkpoint', files.get('checkpoint')!))
    await expect(openLog(settings(store))).rejects.toThrow('is missing')
  })

  test('存放处谎称已写：读不回瓦片，就不签检查点', async () => {
    const files = new Map<string, Uint8Array>()
    const store = memoryStore(files)
    const lying: TileStore = { ...store, write: (all) => store.write(all.filter(({ path }) => !/^tile.0/.test(path))) }
    await (await openLog(settings(store))).append(leaves(0, 3))
    const log = await openLog(settings(lying))
    await expect(log.append(leaves(3, 5))).rejects.toThrow('is missing')
    expect((await openLog(settings(store))).size()).toBe(3)
  })

  test('同一进程里接着追加：已签的检查点先发布，绝不另签一段历史', async () => {
    const files = new Map<string, Uint8Array>()
    const steady = memoryStore(files)
    await (await openLog(settings(steady))).append(leaves(0, 3))
    const log = await openLog(settings(dying(steady, 3)))
    await expect(log.append(leaves(3, 5))).rejects.toThrow('停电')
    expect(log.size()).toBe(3)
    const { firstIndex } = await log.append(leaves(5, 6))
    expect(firstIndex).toBe(5)
    expect(hex(await log.root())).toBe(hex(rootOf(hasher, leaves(0, 6).map(hasher.leaf))))
  })
})

describe('打开时', () => {
  async function written(size: number) {
    const files = new Map<string, Uint8Array>()
    const log = await openLog(settings(memoryStore(files)))
    await log.append(leaves(0, size))
    return { files, log }
  }

  test('检查点不在、被改、换了密钥：不打开', async () => {
    const { files } = await written(5)
    const note = files.get('checkpoint')!
    const other = readKeyPem('ed25519', ORIGIN, generateKeyPem('ed25519', randomBytes), randomBytes)
    const strange = { ...settings(memoryStore(files)), verifiers: [other.verifier] }
    await expect(openLog(strange)).rejects.toThrow('checkpoint is unsigned')
    files.set('checkpoint', note.with(ORIGIN.length + 1, 0x34))
    await expect(openLog(settings(memoryStore(files)))).rejects.toThrow('checkpoint is unsigned')
    files.delete('checkpoint')
    await expect(openLog(settings(memoryStore(files)))).rejects.toThrow('checkpoint is missing')
  })

  test.each(['tile/0/001.p/44', 'tile/1/000.p/1', 'tile/entries/001.p/44'])('%s 被改或不在：不打开', async (path) => {
    const { files } = await written(300)
    const bytes = files.get(path)!
    files.set(path, bytes.with(10, bytes[10]! ^ 1))
    await expect(openLog(settings(memoryStore(files)))).rejects.toThrow(/is changed/)
    files.delete(path)
    await expect(openLog(settings(memoryStore(files)))).rejects.toThrow(/is missing/)
  })

  test('整个目录退回旧时：记得更晚检查点的人不让打开', async () => {
    const { files, log } = await written(5)
    const old = new Map(files)
    const { head } = await log.append(leaves(5, 9))
    await expect(openLog({ ...settings(memoryStore(old)), remembered: head })).rejects.toThrow('stray')
    expect((await openLog({ ...settings(memoryStore(files)), remembered: head })).size()).toBe(9)
    expect((await openLog(settings(memoryStore(old)))).size()).toBe(5)
  })

  test('另有一人在写：后写者停下，不签第二段历史', async () => {
    const { files, log } = await written(5)
    const rival = await openLog(settings(memoryStore(files)))
    await rival.append(leaves(5, 7, '乙'))
    await expect(log.append(leaves(5, 8))).rejects.toThrow('stray')
  })
})

test('目录存放：重开仍在，整瓦既成则零瓦不留，不剩临时文件', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'quanyi-log-'))
  try {
    const log = await openLog(settings(fileStore(directory)))
    await log.append(leaves(0, 200))
    await log.append(leaves(200, 700))
    const again = await openLog(settings(fileStore(directory)))
    expect(again.checkpoint()).toBe(log.checkpoint())
    expect(Buffer.from(await again.entry(199))).toEqual(Buffer.from(leaf(199)))
    const found = await readdir(directory, { recursive: true, withFileTypes: true })
    const names = found.filter((one) => one.isFile()).map((one) => relative(directory, join(one.parentPath, one.name)))
    expect(names.sort()).toEqual([
      'checkpoint',
      'tile/0/000',
      'tile/0/001',
      'tile/0/002.p/188',
      'tile/1/000.p/2',
      'tile/entries/000',
      'tile/entries/001',
      'tile/entries/002.p/188',
    ])
    await expect(fileStore(directory).read('../secret')).rejects.toThrow('invariant')
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
})
