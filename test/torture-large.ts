import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LargePaperService } from '../src/archive/large-paper-service.js'
import { paperSpool } from '../src/archive/paper-files.js'
import { openTable } from '../src/collection/open-table.js'
import { BULK_LIMITS } from '../src/collection/table.js'
import { zipped } from '../src/collection/zip-out.js'
import type { Database } from '../src/db/database.js'
import type { Day, Instant } from '../src/kernel/day.js'
import { Refusal } from '../src/kernel/refusal.js'
import { Vault } from '../src/ledger/vault.js'
import { citizen } from './desk.js'
import { fixedKeys } from './keys.js'

/** 大刑：`npm run torture`。The truly large ones, through the encrypted store as an upload comes; time and memory are told. */
const MIB = 1024 * 1024
const folder = mkdtempSync(join(tmpdir(), 'torture-'))
const clock = { now: () => Date.now() as Instant, today: () => '2026-03-16' as Day }
const papers = new LargePaperService({
  app: undefined as unknown as Database,
  vault: new Vault(fixedKeys(), randomBytes),
  spool: paperSpool(folder),
  random: randomBytes,
  clock,
  ids: { uuid: () => '' },
  isScanned: false,
})

async function* rows(count: number): AsyncGenerator<Buffer> {
  yield Buffer.from('社会保障号码,姓名,缴费工资\n')
  for (let i = 0; i < count; i += 1000) {
    const lines = Array.from({ length: 1000 }, (_, n) => `${citizen(i + n)},测试甲,${6000 + ((i + n) % 500)}.00\n`)
    yield Buffer.from(lines.join(''))
  }
}

async function* filled(mebibytes: number, byte: string, head = ''): AsyncGenerator<Buffer> {
  yield Buffer.from(head)
  for (let i = 0; i < mebibytes; i++) yield Buffer.alloc(MIB, byte)
}

async function* sharedStrings(count: number): AsyncGenerator<string> {
  yield '<sst>'
  for (let i = 0; i < count; i++) yield `<si><t>${(i * 2_654_435_761) % 4_294_967_296}</t></si>`
  yield '</sst>'
}

function workbook(strings: number): AsyncGenerator<Buffer> {
  const relations = (inner: string) => [`<Relationships>${inner}</Relationships>`]
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="x/${type}" Target="${target}"/>`
  return zipped([
    { name: '_rels/.rels', text: relations(relation('r1', 'officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/workbook.xml',
      text: ['<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>'],
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: relations(relation('r1', 'worksheet', 's.xml') + relation('r2', 'sharedStrings', 't.xml')),
    },
    { name: 'xl/s.xml', text: ['<worksheet><sheetData/></worksheet>'] },
    { name: 'xl/t.xml', text: sharedStrings(strings) },
  ])
}

const SETS: readonly (readonly [what: string, make: () => AsyncIterable<Buffer>, fate: string])[] = [
  ['十万行', () => rows(100_000), 'read'],
  ['百万行', () => rows(1_000_000), 'read'],
  ['一格 100 MB', () => filled(100, 'a', '姓名\n'), 'file.cell-too-long'],
  ['引号内 100 MB', () => filled(100, 'a', '姓名\n"'), 'file.cell-too-long'],
  ['一行 100 MB 逗号', () => filled(100, ',', '姓名\n'), 'file.cell-too-long'],
  ['100 MB 换行', () => filled(100, '\n'), 'file.too-many-rows'],
  ['共享文字一千万条', () => workbook(10_000_000), 'file.bomb'],
]

let peak = 0
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss)
}, 50)

for (const [what, make, fate] of SETS.filter(([what]) => what.includes(process.argv[2] ?? ''))) {
  peak = 0
  const began = Date.now()
  const { digest, size } = await papers.receive(make(), 1024 * MIB)
  const [received, kept] = [Date.now() - began, Math.round(peak / MIB)]
  let [count, code] = [0, 'read']
  try {
    await papers.use(digest, async (source) => {
      for await (const _ of (await openTable(source, BULK_LIMITS)).rows) count++
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    code = error.entry.code
  }
  const seconds = ((Date.now() - began - received) / 1000).toFixed(1)
  const told = `${Math.round(size / MIB)} MB，收存 ${(received / 1000).toFixed(1)} s（${kept} MB），读 ${seconds} s，${count} 行，${code}`
  console.log(`${what}：${told}，内存至多 ${Math.round(peak / MIB)} MB`)
  if (code !== fate) process.exitCode = 1
}
clearInterval(watch)
rmSync(folder, { recursive: true })
