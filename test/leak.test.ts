import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import iconv from 'iconv-lite'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type City, DEMO_CITY, inventCity } from '../src/app/demo/city.js'
import { demoSample } from '../src/app/demo/sample.js'
import type { PapersAnswer } from '../src/certificates/statement-contract.js'
import { parsePeriod } from '../src/kernel/period.js'
import type { SearchAnswer } from '../src/query/contract.js'
import { article } from './article.js'
import { needleFinder, needlesOf } from './needles.js'
import { type ServedCity, serveCity } from './served.js'
import { Visitor } from './visitor.js'

const SIZE = { ...DEMO_CITY, employers: 5, lives: 24, through: parsePeriod('2019-10') }

let served: ServedCity
let city: City
let admin: pg.Client
let find: ReturnType<typeof needleFinder>
beforeAll(async () => {
  served = await serveCity(SIZE)
  city = inventCity(SIZE, served.served.rooms.rules.book.area('999900'))
  find = needleFinder(needlesOf(secretsOf()))
  admin = new pg.Client({ connectionString: served.house.adminUrl })
  await admin.connect()
  await live()
}, 180_000)
afterAll(async () => {
  await admin?.end()
  await served?.close()
})

/** What nobody may read there: of the insured, of operators and of staff. A name of two characters proves nothing. */
function secretsOf(): string[] {
  const ofLives = city.lives.flatMap(({ identityNumber, fullName, mobilePhone, bankAccount, mailingAddress }) => [
    ...[identityNumber, fullName, mobilePhone, bankAccount, mailingAddress],
  ])
  const ofAccounts = served.people.flatMap(({ identityNumber, name }) => [identityNumber, name])
  const ofPasswords = served.people.flatMap(({ password, totpSecret }) => [password, totpSecret])
  const all = [...ofLives, ...ofAccounts, ...ofPasswords].filter((text) => text !== undefined)
  return all.filter((text) => [...text].length >= 3)
}

/** A day's work: everything that takes a name or a number from somebody, right and wrong. */
async function live(): Promise<void> {
  const [li] = city.lives
  const { fullName: name, identityNumber } = li!
  const [citizen, operator, desk] = [served.publicUrl, served.publicUrl, served.staffUrl].map((url) => new Visitor(url))
  const wrong = { realm: 'citizen', login: identityNumber, password: `${name}${identityNumber}` }
  expect((await citizen!.ask({ method: 'POST', path: '/api/sign-in', body: wrong })).status).toBe(401)
  await operator!.signIn(served.person('operator-2'))
  await desk!.signIn(served.person('east-desk'))
  await citizen!.signIn(await whenAllowed(identityNumber))

  const { bytes } = demoSample(city, { kind: 'filing', employer: 2, month: SIZE.through })
  await operator!.upload('/api/filings', `${name}等-${identityNumber}.csv`, bytes, { settlementMonth: SIZE.through })
  const odd = Buffer.from(`社会保障号码,姓名,缴费工资\r\n${identityNumber},${name}误,八千元`)
  await operator!.upload('/api/filings', '误.csv', odd, { settlementMonth: SIZE.through })

  const purpose = `核对${name}（${identityNumber}）的缴费`
  const { hits } = await desk!.post<SearchAnswer>('/api/persons/search', { name, identityNumber, purpose })
  await desk!.get(`/api/persons/${hits[0]!.personId}/record?purpose=${encodeURIComponent(purpose)}`)
  await desk!.ask({ method: 'POST', path: '/api/persons/search', body: { name, identityNumber: '1', purpose } })
  await desk!
    .upload('/api/desk/papers', `${name}.txt`, Buffer.from(`申请人${name}，证件号码${identityNumber}，附件如下`))
    .catch(String)
  await citizen!.get('/api/my/record')
  const { years } = await citizen!.get<PapersAnswer>('/api/my/statements')
  await citizen!.post('/api/my/statements', { year: years[0] })
  await served.served.sequencing.settle()
}

/** One failed try makes the next wait; its right password may come a moment later. */
async function whenAllowed(login: string) {
  await new Promise((resolve) => setTimeout(resolve, 1500))
  return served.person(login)
}

/** 每一个表的每一行，as COPY writes it out for the superuser: tables of every schema but the server's own. */
async function tablesWith(): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  )
  expect(rows.length).toBeGreaterThan(30)
  const found: string[] = []
  for (const { name } of rows) {
    const chunks: Buffer[] = []
    for await (const chunk of admin.query(copyTo(`copy (select * from ${name}) to stdout`)))
      chunks.push(chunk as Buffer)
    const needle = find(Buffer.concat(chunks))
    if (needle !== undefined) found.push(`${name}: ${needle.what} (${needle.writing})`)
  }
  return found
}

interface Scan {
  readonly found: string[]
  readonly files: number
  readonly bytes: number
}

/** 每一个文件：data, statistics, WAL, trees, papers, keys; only the server's own program is left out. */
async function filesWith(): Promise<Scan> {
  await admin.query('analyze')
  await admin.query('checkpoint')
  const { home } = served.house.place
  const names = (await readdir(home, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((name) => !relative(home, name).startsWith(join('postgres', 'native')))
  const found: string[] = []
  let bytes = 0
  for (const name of names) {
    const hay = await readFile(name).catch(() => Buffer.alloc(0))
    bytes += hay.length
    const needle = find(hay)
    if (needle !== undefined) found.push(`${relative(home, name)}: ${needle.what} (${needle.writing})`)
  }
  return { found, files: names.length, bytes }
}

article(['WH-17', 'M14-25a', 'M14-26c'], '加密：偷走数据库与磁盘的人，读不到一个人', () => {
  test('每个模式的每个表，没有一个号码、姓名、电话、账号、住址、密码', async () => {
    expect(await tablesWith()).toEqual([])
  })

  test('数据、统计、预写日志，以及写下的每个文件，也没有', async () => {
    const { found, files, bytes } = await filesWith()
    expect(found).toEqual([])
    expect(files).toBeGreaterThan(500)
    expect(bytes).toBeGreaterThan(30_000_000)
  })
})

describe('对照：放进一处明文，就找得到', () => {
  const [li] = ['李晓萍']

  test('表里的一行，库里的一页，日志里的一条', async () => {
    await admin.query('create table desk.planted (told text, written bytea)')
    await admin.query('insert into desk.planted values ($1, $2)', [`经办备注：${li}来过`, Buffer.from('无关')])
    expect(await tablesWith()).toEqual([`desk.planted: ${li} (UTF-8)`])
    const { found } = await filesWith()
    expect(found.some((text) => text.includes('pg_wal'))).toBe(true)
    expect(found.some((text) => text.includes(join('pgdata', 'base')))).toBe(true)
    await admin.query('update desk.planted set told = $1, written = $2', ['无关', Buffer.from(`备注${li}`)])
    expect(await tablesWith()).toEqual([`desk.planted: ${li} (hex of UTF-8)`])
  })

  test('文件里，无论用哪种编码写', async () => {
    const text = `缴费人${city.lives[3]!.identityNumber}与${city.lives[2]!.fullName}`
    const writings = ['utf8', 'utf16le', 'utf16-be', 'gb18030', 'base64']
    for (const writing of writings) {
      const bytes =
        writing === 'base64' ? Buffer.from(Buffer.from(text).toString('base64')) : iconv.encode(text, writing)
      const path = join(served.house.place.papers, `planted-${writing}`)
      await writeFile(path, Buffer.concat([Buffer.alloc(70_001, 0xa5), bytes]))
    }
    const { found } = await filesWith()
    for (const writing of writings)
      expect(
        found.some((text) => text.includes(`planted-${writing}`)),
        writing,
      ).toBe(true)
  })
})
