import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../src/db/database.js'
import { type Embedded, startEmbedded } from '../src/db/embedded.js'
import { migrate } from '../src/db/migrate.js'
import { LedgerSequencer } from '../src/ledger/sequence-service.js'
import { verifyLedger } from '../src/ledger/verify-service.js'
import { article } from './article.js'
import { clusterHome } from './cluster-home.js'
import { fixedKeys } from './keys.js'
import { killFamily } from './kill-family.js'
import { memoryTree } from './memory-tree.js'

const ROUNDS = 30
const PASSWORDS = { quanyi_app: 'a', quanyi_post: 'p', quanyi_verify: 'v' }
const WORKER = join(process.cwd(), 'dist', 'test', 'kill-worker.js')

let home: string
let embedded: Embedded
let folder: string

beforeAll(async () => {
  home = clusterHome(`kill-${process.pid}`)
  await mkdir(home, { recursive: true })
})
afterAll(async () => {
  await embedded?.stop()
  await rm(home, { recursive: true, force: true })
})

async function fresh(name: string): Promise<void> {
  folder = join(home, name)
  await mkdir(folder, { recursive: true })
  for (const file of ['sent', 'acknowledged']) await writeFile(join(folder, file), '')
  await start(name)
  await migrate(embedded.adminUrl, join(process.cwd(), 'migrations'), PASSWORDS)
}

const start = async (name: string) => {
  embedded = await startEmbedded({ home: join(home, `${name}-pg`), password: 'x' })
}

function worker(name: string, options = ''): ChildProcess {
  return spawn(process.execPath, [WORKER, roleUrl('quanyi_post'), folder, name, '8', options], { stdio: 'ignore' })
}

function roleUrl(role: keyof typeof PASSWORDS): string {
  const url = new URL(embedded.adminUrl)
  url.username = role
  url.password = PASSWORDS[role]
  return url.toString()
}

const killServer = () => killFamily(embedded.process!.pid!)

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const lines = async (file: string) => (await readFile(join(folder, file), 'utf8')).split('\n').filter((l) => l !== '')

async function stored(): Promise<Map<string, number>> {
  const client = new pg.Client({ connectionString: embedded.adminUrl })
  await client.connect()
  const { rows } = await client.query<{ key: string; rows: number }>(
    `select i.key, (select count(*)::int from ledger.due d where d.posting_id = i.posting_id) as rows
     from ledger.idempotency i join ledger.posting p using (posting_id)`,
  )
  const all = await client.query<{ n: number }>('select count(*)::int as n from ledger.due')
  await client.end()
  expect(all.rows[0]!.n, 'no row of a posting that was never made').toBe(rows.reduce((sum, row) => sum + row.rows, 0))
  return new Map(rows.map((row) => [row.key, row.rows]))
}

async function lost(): Promise<string[]> {
  const kept = await stored()
  for (const [key, rows] of kept) expect(rows, `${key} is whole`).toBe(2)
  return (await lines('acknowledged')).filter((key) => !kept.has(key))
}

article(['M14-4a', 'M14-7a'], '随时断电：已回执的不丢，记过的不重', () => {
  test(`杀 ${ROUNDS} 次：数据库与程序轮流`, { timeout: 280_000 }, async () => {
    await fresh('sure')
    let client = worker('w0')
    for (let round = 1; round <= ROUNDS; round++) {
      await pause(150 + Math.floor(Math.random() * 350))
      if (round % 3 === 0) {
        client.kill('SIGKILL')
        client = worker(`w${round}`)
      } else {
        killServer()
        client.kill('SIGKILL')
        await start('sure')
        expect(await lost(), `round ${round}`).toEqual([])
        client = worker(`w${round}`)
      }
    }
    client.kill('SIGKILL')
    await pause(200)
    expect(await lost()).toEqual([])
    expect((await lines('acknowledged')).length).toBeGreaterThan(ROUNDS)
    await verifiesClean()
    await embedded.stop()
  })

  test('对照：不等落盘就回执，杀几次便丢', { timeout: 120_000 }, async () => {
    await fresh('unsure')
    let gone = 0
    for (let round = 1; round <= 12 && gone === 0; round++) {
      const client = worker(`u${round}`, '-c synchronous_commit=off')
      await pause(700 + Math.floor(Math.random() * 300))
      killServer()
      client.kill('SIGKILL')
      await start('unsure')
      gone = (await lost()).length
    }
    expect(gone).toBeGreaterThan(0)
  })
})

async function verifiesClean(): Promise<void> {
  const [post, verify] = [openDatabase(roleUrl('quanyi_post'), 2), openDatabase(roleUrl('quanyi_verify'), 2)]
  const tree = memoryTree()
  const sequencer = new LedgerSequencer(post, fixedKeys(), tree, () => undefined)
  while ((await sequencer.tick()) > 0);
  const report = await verifyLedger(verify, fixedKeys(), tree)
  await post.close()
  await verify.close()
  expect(report.findings).toEqual([])
  expect(report.postings).toBe((await stored()).size)
}
