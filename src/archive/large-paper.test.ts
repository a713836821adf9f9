import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { PAPER_DESK } from '../../test/desk.js'
import { testKeys } from '../../test/keys.js'
import type { Day, Instant } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { uuidV7 } from '../kernel/uuid.js'
import { Vault } from '../ledger/vault.js'
import type { ByteSource } from './byte-source.js'
import { LargePaperService } from './large-paper-service.js'
import { paperFiles, paperSpool } from './paper-files.js'
import { PaperService } from './paper-service.js'

let db: TestDatabase
let large: LargePaperService
let small: PaperService
const folder = mkdtempSync(join(tmpdir(), 'large-'))
const text = Buffer.from(`姓名,金额\n${'测试甲,1.00\n'.repeat(200_000)}`)
const MOST = 50 * 1024 * 1024

beforeAll(async () => {
  db = await testDatabase()
  const clock = { now: () => Date.now() as Instant, today: () => '2026-03-16' as Day }
  const ids = { uuid: () => uuidV7(Date.now() as Instant, randomBytes(10)) }
  const vault = new Vault(testKeys(), randomBytes)
  const common = { app: db.app, vault, clock, ids }
  large = new LargePaperService({ ...common, spool: paperSpool(folder), random: randomBytes, isScanned: false })
  small = new PaperService({ ...common, store: paperFiles(folder), ...PAPER_DESK })
})
afterAll(() => db.close())

async function* inPieces(bytes: Buffer, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}
const whole = (source: ByteSource) => source.read(0, source.size)
const files = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

article(['M14-2a', 'M14-6a'], '大件边收边存，加密，取回如初，动一处便打不开', () => {
  test('收下、取回、随处可读；小件也从此处读', async () => {
    const kept = await large.receive(inPieces(text, 70_001), MOST)
    expect(kept).toMatchObject({ size: text.length, mediaType: 'text/csv' })
    expect(kept.digest.equals(small.digestOf(text))).toBe(true)
    await large.use(kept.digest, async (source) => {
      expect((await whole(source)).equals(text)).toBe(true)
      expect((await source.read(1_048_570, 1_048_590)).equals(text.subarray(1_048_570, 1_048_590))).toBe(true)
    })
    await small.keep(Buffer.from('甲,乙'))
    const read = await large.use(small.digestOf(Buffer.from('甲,乙')), whole)
    expect(read.toString()).toBe('甲,乙')
    for (const file of files()) expect(readFileSync(file).includes('测试甲')).toBe(false)
  })

  test.each([
    ['改一个字节', (sealed: Buffer) => flip(sealed)],
    ['两段对调', (sealed: Buffer) => swap(sealed)],
    ['末段截去', (sealed: Buffer) => sealed.subarray(0, 28 + lengthOf(sealed))],
  ])('%s，打不开', async (_what, change) => {
    const { digest } = await large.receive(inPieces(text, 1 << 20), MOST)
    const path = join(folder, digest.toString('hex').slice(0, 2), digest.toString('hex'))
    const sealed = readFileSync(path)
    writeFileSync(path, change(sealed) ?? sealed)
    await expect(large.use(digest, whole)).rejects.toThrow(/does not open|in its place/)
  })

  test.each([1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20])('%d 字节', async (size) => {
    const bytes = Buffer.alloc(size, 'a')
    const { digest } = await large.receive(inPieces(bytes, 333_333), MOST)
    expect((await large.use(digest, whole)).equals(bytes)).toBe(true)
  })

  test('过大的，到限即止，不留残件', async () => {
    const before = files().length
    const no = await large.receive(inPieces(text, 70_001), 1024 * 1024).catch((error: unknown) => error)
    expect(no instanceof Refusal && no.entry.code).toBe('paper.too-large')
    expect(files().length).toBe(before)
  })
})

const lengthOf = (sealed: Buffer) => sealed.readUInt32BE(24)

function swap(sealed: Buffer): Buffer {
  const length = lengthOf(sealed)
  const [head, one, two] = [sealed.subarray(0, 28), sealed.subarray(28, 28 + length), sealed.subarray(28 + length)]
  return Buffer.concat([head, two.subarray(0, length), one, two.subarray(length)])
}

/** One bit of one byte, as a disk might turn it. */
function flip(sealed: Buffer): void {
  sealed[700] = sealed[700]! ^ 1
}
