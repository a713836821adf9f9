import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, rm } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Embedded, startEmbedded } from '../src/db/embedded.js'
import { migrate } from '../src/db/migrate.js'
import { article } from './article.js'
import { clusterHome } from './cluster-home.js'
import { killFamily } from './kill-family.js'

const [READS, KILLS, CLIENTS, PERSONS, PORT] = [10_000, 50, 8, 20, 20_000 + (process.pid % 20_000)]
const PASSWORDS = { quanyi_app: 'a', quanyi_post: 'p', quanyi_verify: 'v' }
const WORKER = join(process.cwd(), 'dist', 'test', 'read-worker.js')

let home: string
let embedded: Embedded
let server: ChildProcess
const agent = new Agent({ keepAlive: false })

beforeAll(async () => {
  home = clusterHome(`reads-${process.pid}`)
  await mkdir(home, { recursive: true })
  await startDatabase()
  await migrate(embedded.adminUrl, join(process.cwd(), 'migrations'), PASSWORDS)
})
afterAll(async () => {
  server?.kill('SIGKILL')
  await embedded?.stop()
  await rm(home, { recursive: true, force: true })
})

async function startDatabase(): Promise<void> {
  embedded = await startEmbedded({ home, password: 'x' })
}

function startServer(options = ''): void {
  const url = new URL(embedded.adminUrl)
  url.username = 'quanyi_app'
  url.password = PASSWORDS.quanyi_app
  server = spawn(process.execPath, [WORKER, url.toString(), String(PORT), options], { stdio: 'ignore' })
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** True only when the whole answer came, with this request's own number in it. */
function read(number: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(`http://127.0.0.1:${PORT}/${1 + (Number(number) % PERSONS)}/${number}`, { agent }, (answer) => {
      let text = ''
      answer.on('data', (part: Buffer) => {
        text += part.toString()
      })
      answer.on('end', () => resolve(answer.statusCode === 200 && text.includes(`"number":"${number}"`)))
      answer.on('error', () => resolve(false))
    })
    request.on('error', () => resolve(false))
    request.setTimeout(5000, () => request.destroy())
  })
}

async function untilAnswered(): Promise<void> {
  while (!(await read('0'))) await pause(50)
}

/** The lines in the book, by the number of the request; a number twice is a line too many. */
async function linesOf(from: number): Promise<Map<string, number>> {
  const client = new pg.Client({ connectionString: embedded.adminUrl })
  await client.connect()
  const { rows } = await client.query<{ matter: string; n: number }>(
    `select matter, count(*)::int as n from access.look where matter::int >= $1 group by matter`,
    [from],
  )
  await client.end()
  return new Map(rows.map(({ matter, n }) => [matter, n]))
}

/** Clients that go on asking until told to stop; each request has a number of its own. */
function reading(first: number) {
  const [sent, answered] = [new Set<string>(), new Set<string>()]
  let [next, stopped] = [first, false]
  const clients = Array.from({ length: CLIENTS }, async () => {
    while (!stopped) {
      const number = String(next++)
      sent.add(number)
      if (await read(number)) answered.add(number)
      else await pause(20)
    }
  })
  const stop = async () => {
    stopped = true
    await Promise.all(clients)
  }
  return {
    sent,
    answered,
    stop,
    until: async (reads: number) => {
      while (answered.size < reads) await pause(50)
    },
  }
}

article(['M14-21', 'M14-26b'], '每一次看，都先有一行：不多一行，不少一行', () => {
  test(`${READS} 次查看，${READS} 行`, { timeout: 600_000 }, async () => {
    startServer()
    await untilAnswered()
    const run = reading(1_000_000)
    await run.until(READS)
    await run.stop()
    const lines = await linesOf(1_000_000)
    expect(run.answered.size).toBe(run.sent.size)
    expect(lines.size).toBe(run.sent.size)
    expect([...lines.values()].every((n) => n === 1)).toBe(true)
  })

  test(`其间杀 ${KILLS} 次：收到的回答 ≤ 行数 ≤ 发出的请求`, { timeout: 600_000 }, async () => {
    const run = reading(2_000_000)
    for (let kill = 1; kill <= KILLS; kill++) {
      await run.until(run.answered.size + 20)
      if (kill % 5 === 0) {
        killFamily(embedded.process!.pid!)
        server.kill('SIGKILL')
        await startDatabase()
      } else {
        server.kill('SIGKILL')
      }
      startServer()
    }
    await run.until(run.answered.size + 20)
    await run.stop()
    const lines = await linesOf(2_000_000)
    expect([...run.answered].filter((number) => !lines.has(number))).toEqual([])
    expect([...lines.keys()].filter((number) => !run.sent.has(number))).toEqual([])
    expect([...lines.values()].filter((n) => n !== 1)).toEqual([])
    expect(run.answered.size).toBeGreaterThan(KILLS * 20)
  })

  test('对照：不等落盘就回答，杀几次便有回答而无行', { timeout: 300_000 }, async () => {
    server.kill('SIGKILL')
    let unwritten = 0
    for (let round = 0; round < 12 && unwritten === 0; round++) {
      startServer('-c synchronous_commit=off')
      await untilAnswered()
      const run = reading(3_000_000 + round * 100_000)
      await run.until(60)
      killFamily(embedded.process!.pid!)
      server.kill('SIGKILL')
      await run.stop()
      await startDatabase()
      const lines = await linesOf(3_000_000)
      unwritten = [...run.answered].filter((number) => !lines.has(number)).length
    }
    expect(unwritten).toBeGreaterThan(0)
  })
})
