// 与 Directus 并排量度：node scripts/ready.mjs && node bench/directus/run.mjs <where Directus is installed> [rounds] [milliseconds]
import { Agent } from 'node:http'
import { cpus, loadavg, totalmem } from 'node:os'
import { resolve } from 'node:path'
import pg from 'pg'
import { ask, CLIENTS, oneByOne, openHouse, signInAll } from '../../dist/bench/asking.js'
import { closedLoop, interleaved, perSecond } from '../../dist/bench/measure.js'
import { openDirectus } from './house.mjs'

const [folder, rounds = '7', milliseconds = '4000'] = process.argv.slice(2)
if (folder === undefined) throw new Error('用法：node bench/directus/run.mjs <装有 Directus 的目录> [几轮] [每轮毫秒]')

const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })
const closing = []
try {
  const { house, close } = await openHouse()
  closing.push(close)
  const database = new pg.Pool({ connectionString: house.adminUrl, max: 2 })
  closing.push(() => database.end())
  const cookies = await signInAll(house, house.short)
  const requests = cookies.map((cookie) => ({ url: `${house.publicUrl}/api/my/record`, headers: { cookie } }))
  const own = await reading('quanyi', requests)
  const records = await Promise.all(requests.map(async ({ url, headers }) => (await fetch(url, { headers })).json()))
  const directus = await openDirectus(resolve(folder), house.adminUrl, records)
  closing.push(directus.close)
  await refusesOthers(directus.items)
  const other = await reading('Directus', directus.items)
  for (const { rate } of [own, other]) await rate()
  const looks = async () => (await database.query('select count(*)::int as n from access.look')).rows[0].n
  await saysLines(own, looks)
  await saysLines(other, directus.activities)
  const found = await interleaved(Number(rounds), other.rate, own.rate)
  console.log(`quanyi ${perSecond(found.system, 'reads')}; Directus ${perSecond(found.baseline, 'reads')}`)
  console.log(`quanyi / Directus, median of ${rounds} neighbouring pairs: ${found.ratio.toFixed(2)}`)
  console.log(await machine(database, directus.version))
} finally {
  agent.destroy()
  for (const close of closing.reverse()) await close()
}

/** 读：the first of each person is told apart from the next, as nobody else asks. */
async function reading(name, requests) {
  const one = (n) => ask(agent, requests[n].url, requests[n].headers)
  const kilobytes = ((await one(0)) / 1024).toFixed(1)
  const [first, again] = [await oneByOne(one), await oneByOne(one)].map((took) => took.toFixed(1))
  console.log(`${name}: ${kilobytes} KB; one at a time: first ${first} ms, again ${again} ms`)
  return { name, one, rate: () => closedLoop(CLIENTS, Number(milliseconds), one) }
}

/** 留痕：what is counted grows by so much while everybody reads ten times. */
async function saysLines({ name, one }, count) {
  const before = await count()
  const tenTimes = async (_, n) => {
    for (let i = 0; i < 10; i++) await one(n)
  }
  await Promise.all(Array.from({ length: CLIENTS }, tenTimes))
  console.log(`${name}: ${(await count()) - before} lines written about ${10 * CLIENTS} reads`)
}

/** The comparison is void if permissions do not bite: one's own item is read, another's is refused. */
async function refusesOthers([mine, theirs]) {
  const status = async (url) => (await fetch(url, { headers: mine.headers })).status
  const found = [await status(mine.url), await status(theirs.url)]
  if (found[0] !== 200 || found[1] !== 403) throw new Error(`own item ${found[0]}, another's ${found[1]}`)
}

async function machine(database, version) {
  const { rows } = await database.query('show server_version')
  const memory = Math.round(totalmem() / 2 ** 30)
  const programs = `Node ${process.versions.node}, PostgreSQL ${rows[0].server_version}, ${version}`
  return `${cpus()[0].model.trim()}, ${cpus().length} cores, ${memory} GB, load ${loadavg()[0].toFixed(1)}; ${programs}`
}
