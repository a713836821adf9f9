import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LookSequencer } from '../src/access/batch-service.js'
import { type LookLine, openLineSealer } from '../src/access/book.js'
import { writeLooks } from '../src/access/book-store.js'
import type { LookProof } from '../src/access/look-proof.js'
import type { TreesAnswer } from '../src/access/look-proof-contract.js'
import { proveLook } from '../src/access/look-proof-service.js'
import type { Instant } from '../src/kernel/day.js'
import { memoryStore } from '../src/log/files.js'
import { generateKeyPem, readKeyPem } from '../src/log/keys.js'
import { type Log, openLog } from '../src/log/log.js'
import { checkLook } from '../web/proof/check-look.js'
import { sm3 } from '../web/proof/sm3.js'
import { article } from './article.js'
import { type TestDatabase, testDatabase } from './city.js'
import { testKeys } from './keys.js'

const ORIGIN = 'quanyi.example/quanyi/access-sm3'
const keys = testKeys()
const pair = readKeyPem('sm2', ORIGIN, generateKeyPem('sm2', randomBytes), randomBytes)
const tree: TreesAnswer['trees'][number] = { name: 'access', origin: ORIGIN, keys: [pair.publicText], checkpoint: '' }
let db: TestDatabase
let log: Log
const mine: string[] = []

const look = (personId: string): LookLine => ({
  ...{ personId, lookId: randomUUID(), at: 1_790_000_000_000 as Instant, actorPersonId: '9', realm: 'staff' },
  ...{
    organisation: '999901',
    channel: 'counter',
    action: 'record.read',
    sections: ['contribution'],
    outcome: 'shown',
  },
  ...{ policies: ['query.record'], articles: ['BQ-4a'], purpose: '窗口查询', matter: '办理' },
})

beforeAll(async () => {
  db = await testDatabase()
  log = await openLog({
    ...{ origin: ORIGIN, profile: 'sm3' as const, store: memoryStore() },
    ...{ signers: [pair.signer], verifiers: [pair.verifier] },
  })
  const sequencer = new LookSequencer(db.post, keys, log, (says) => expect.fail(says))
  for (const size of [1, 2, 3, 7, 40]) {
    const lines = [...Array.from({ length: size }, () => look('77')), look('101')]
    mine.push(lines.at(-1)!.lookId)
    await db.app.transaction({}, (trx) => writeLooks(trx, openLineSealer(keys), lines))
    for (let got = 0; got < lines.length; ) got += await sequencer.tick()
  }
})
afterAll(() => db.close())

const proofOf = (lookId: string, person = '101') =>
  db.app.transaction({ persons: [person] }, (trx) =>
    proveLook({ keys, tree: log, reveal: (text) => text }, trx, [person], lookId),
  )

article(['M14-21', 'M14-26b'], '谁查过我的记录：每一行都有可离线核验的证明', () => {
  test('网页里的 SM3 与密码库逐长一致', () => {
    for (let length = 0; length < 200; length++) {
      const bytes = randomBytes(length)
      expect(Buffer.from(sm3(bytes)).toString('hex')).toBe(createHash('sm3').update(bytes).digest('hex'))
    }
  })

  test('每一行的证明只凭文件与公钥成立，不到 4 KB，且不露别人的行', async () => {
    for (const lookId of mine) {
      const text = JSON.stringify(await proofOf(lookId))
      expect(text.length).toBeLessThan(4096)
      expect(text).not.toContain('"77"')
      expect(checkLook(text, tree)).toMatchObject({
        holds: true,
        line: { organisation: '999901', action: 'record.read', purpose: '窗口查询', outcome: 'shown' },
      })
    }
  })

  test('别人的行取不到证明', async () => {
    await expect(proofOf(mine[0]!, '77')).rejects.toMatchObject({ entry: { code: 'look.missing' } })
  })

  test('改动证明里任何一处，都不成立', async () => {
    const proof = await proofOf(mine[3]!)
    const changed: ((one: LookProof) => unknown)[] = [
      (one) => ({
        ...one,
        row: { ...one.row, cells: one.row.cells.map((cell) => (cell === '999901' ? '999902' : cell)) },
      }),
      (one) => ({ ...one, salt: `00${one.salt.slice(2)}` }),
      (one) => ({ ...one, batch: { ...one.batch, index: one.batch.index - 1 } }),
      (one) => ({ ...one, batch: { ...one.batch, path: one.batch.path.slice(1) } }),
      (one) => ({ ...one, batch: { ...one.batch, entry: one.batch.entry.replace(/[0-9a-f]\n$/, 'x\n') } }),
      (one) => ({ ...one, log: one.log.replace(/index (\d+)/, (_, n: string) => `index ${Number(n) + 2}`) }),
      (one) => ({ ...one, log: one.log.replace(`\n${log.size()}\n`, `\n${log.size() + 1}\n`) }),
      (one) => ({ ...one, log: one.log.replace(ORIGIN, `${ORIGIN}x`) }),
    ]
    for (const change of changed) {
      const text = JSON.stringify(change(proof))
      expect(text).not.toBe(JSON.stringify(proof))
      expect(checkLook(text, tree).holds).toBe(false)
    }
    for (const nonsense of ['', '{}', 'null', '[]', '{"form":"quanyi-look-proof/1"}'])
      expect(checkLook(nonsense, tree).holds).toBe(false)
  })

  test('别的系统的公钥不认', async () => {
    const other = readKeyPem('sm2', ORIGIN, generateKeyPem('sm2', randomBytes), randomBytes)
    const text = JSON.stringify(await proofOf(mine[0]!))
    expect(checkLook(text, { ...tree, keys: [other.publicText] })).toEqual({ holds: false, step: 'signature' })
  })
})
