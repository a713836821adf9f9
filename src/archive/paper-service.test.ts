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
import { paperFiles } from './paper-files.js'
import { PaperService } from './paper-service.js'

let db: TestDatabase
let papers: PaperService
const folder = mkdtempSync(join(tmpdir(), 'papers-'))
const TEXT = '社会保障号码,姓名\n110101196501129991,测试甲'
const bytes = Buffer.from(TEXT)

beforeAll(async () => {
  db = await testDatabase()
  const clock = { now: () => Date.now() as Instant, today: () => '2026-03-16' as Day }
  const ids = { uuid: () => uuidV7(Date.now() as Instant, randomBytes(10)) }
  const vault = new Vault(testKeys(), randomBytes)
  papers = new PaperService({ app: db.app, vault, store: paperFiles(folder), clock, ids, ...PAPER_DESK })
})
afterAll(() => db.close())

const filesIn = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(path, entry.name)) : [join(path, entry.name)],
  )

article(['M14-2a', 'M14-6a'], '原始资料：每项记录能指到载体；加密存放，取回如初', () => {
  test('收下、列目、取回；同一份再送是同一份', async () => {
    const first = await papers.receive('999901', 'proof', bytes)
    const again = await papers.receive('999901', 'proof', bytes)
    expect(first).toMatchObject({ again: false, mediaType: 'text/csv', size: bytes.length })
    expect(again).toMatchObject({ again: true, documentId: first.documentId })
    const document = await db.app.transaction({}, (trx) => papers.getDocument(trx, first.documentId))
    expect((await papers.open(document)).toString()).toBe(TEXT)
  })

  test('盘上不见明文，文件名不是内容的摘要', async () => {
    const files = filesIn(folder)
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) expect(readFileSync(file).includes('测试甲')).toBe(false)
    const { createHash } = await import('node:crypto')
    const plain = createHash('sm3').update(bytes).digest('hex')
    expect(files.some((file) => file.includes(plain))).toBe(false)
  })

  test('盘上的文件被改，取回时必被发现', async () => {
    const { documentId } = await papers.receive('999901', 'proof', Buffer.from('另一份,资料'))
    const document = await db.app.transaction({}, (trx) => papers.getDocument(trx, documentId))
    expect((await papers.open(document)).toString()).toBe('另一份,资料')
    const [file] = filesIn(folder).filter((path) => path.includes(document.digest.toString('hex')))
    const sealed = readFileSync(file!)
    sealed[20]! ^= 1
    writeFileSync(file!, sealed)
    await expect(papers.open(document)).rejects.toThrow(/does not open/)
  })

  test.each([
    ['空文件', Buffer.alloc(0), 'paper.empty'],
    ['程序', Buffer.from('MZ\x90\x00\x03'), 'paper.type'],
    ['脚本', Buffer.from('#!/bin/sh\nrm'), 'paper.type'],
    ['网页', Buffer.from('<html><script>'), 'paper.type'],
    ['过大', Buffer.alloc(50 * 1024 * 1024 + 1, 65), 'paper.too-large'],
  ])('%s，不收', async (_says, wrong, code) => {
    const thrown = await papers.receive('999901', 'proof', wrong).catch((error: unknown) => error)
    expect(thrown instanceof Refusal && thrown.entry.code).toBe(code)
  })
})
