import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ImportRunner } from '../src/collection/import-run-service.js'
import { ImportService } from '../src/collection/import-service.js'
import { parsePeriod, periodsFrom } from '../src/kernel/period.js'
import { citizen, FRONT_DESK, type TestDesk, testDesk } from '../test/desk.js'
import { type Measure, perSecond, rate } from './measure.js'
import { MemoryWatch } from './memory.js'
import type { BenchPlace } from './place.js'
import { dueRows, factLines, rawCopy } from './raw-copy.js'

/** 小件与大件：the small one first, so that what the large one takes beyond it is what grows with the rows. */
const CODES = { small: '91110108QYT0000144', large: '91110108QYT0020018' } as const
const SMALL_ROWS = 100_000
const MONTHS = [...periodsFrom(parsePeriod('2025-04'), parsePeriod('2026-03'))]
const MIB = 1024 * 1024

/** 一件：whose rows, how many, and the number of its first person among the invented ones. */
interface Sent {
  readonly code: string
  readonly rows: number
  readonly first: number
}

/**
 * 大件从上传到记账：a file of a million rows (or as many as are asked for), kept, read, looked at, submitted, reviewed and
 * posted, held against COPY of the same fact rows. A tenth of it goes before, and the memory of both is told: what a file
 * takes must not grow with its rows.
 */
export async function benchBulk(place: BenchPlace): Promise<Measure> {
  const rows = Number(process.env['QUANYI_BENCH_ROWS'] ?? 1_000_000)
  const desk = testDesk(place, { folder: mkdtempSync(join(tmpdir(), `bench-${randomBytes(4).toString('hex')}-`)) })
  const small = { code: CODES.small, rows: SMALL_ROWS, first: 0 }
  const large = { code: CODES.large, rows, first: staffOf(small) }
  for (const sent of [small, large]) await employ(desk, sent)
  const little = await fileAndPost(desk, small)
  const before = await dueRows(place)
  const began = Date.now()
  const { read, posted, memory } = await fileAndPost(desk, large)
  const facts = (await dueRows(place)) - before
  const seconds = (Date.now() - began) / 1000
  const lines = await factLines(place, 200_000)
  const raw = await rate(lines.length, () => rawCopy(place, lines, 1_000_000_000))
  const system = facts / seconds
  const growth = (['rss', 'heap', 'alive'] as const).map((what) => memory.most(what) - little.memory.most(what))
  const counted = (n: number) => n.toLocaleString('en-US')
  return {
    name: '大件从上传到记账 bulk import to posted',
    system: perSecond(system, 'fact rows'),
    baseline: `raw COPY ${perSecond(raw, 'rows')}`,
    ratio: system / raw,
    aim: 0.25,
    note:
      `${counted(rows)} rows: read ${read} s, posted ${posted} s. 内存 memory in MB (process / heap at most / heap alive after): ` +
      `${counted(SMALL_ROWS)} rows ${little.memory.told()}; ${counted(rows)} rows ${memory.told()}; ` +
      `growth of the most ${growth.join(' / ')}`,
  }
}

function staffOf({ rows }: Pick<Sent, 'rows'>): number {
  return Math.ceil(rows / MONTHS.length)
}

async function employ(desk: TestDesk, sent: Sent): Promise<void> {
  await desk.employer(sent.code)
  const staff = staffOf(sent)
  for (let from = 0; from < staff; from += 10_000) {
    const size = Math.min(10_000, staff - from)
    const people = Array.from({ length: size }, (_, i) => [citizen(sent.first + from + i), '测试甲'])
    await desk.persons(people, sent.code)
  }
}

async function fileAndPost(desk: TestDesk, sent: Sent) {
  const imports = new ImportService(desk.ports)
  const memory = new MemoryWatch()
  const kept = await memory.during('upload', () => desk.ports.largePapers.receive(file(sent), 2048 * MIB))
  const plan = { form: 'filings', fileName: '多家.csv', settlementMonth: parsePeriod('2026-03') } as const
  const began = Date.now()
  const job = await imports.begin(FRONT_DESK, plan, kept)
  const runner = new ImportRunner(desk.ports, (says) => console.error(says))
  await memory.during('check', () => runner.advance({ halted: false }))
  const read = Math.round((Date.now() - began) / 1000)
  const id = job.submissionId
  const { revision } = await memory.during('preview', async () => {
    const shown = await desk.cases.show(FRONT_DESK, id)
    await desk.cases.send(FRONT_DESK, id, { revision: shown.revision, acceptedOnly: shown.refused > 0 })
    await desk.passAll({ id, revision: shown.revision })
    return shown
  })
  const reviewed = Date.now()
  await memory.during('post', () => desk.agreed.postAgreed(id))
  const { state, rowsIn } = await desk.cases.show(FRONT_DESK, id)
  if (state !== 'posted') throw new Error(`the file of ${rowsIn} rows (revision ${revision}) is ${state}, not posted`)
  return { read, posted: Math.round((Date.now() - reviewed) / 1000), memory }
}

/** Written as it is sent, by person and month. */
async function* file({ code, rows, first }: Sent): AsyncGenerator<Buffer> {
  yield Buffer.from('统一社会信用代码,社会保障号码,姓名,缴费工资,对应费款所属期\r\n')
  const staff = staffOf({ rows })
  for (let from = 0; from < rows; from += 1000) {
    const lines = Array.from({ length: Math.min(1000, rows - from) }, (_, n) => {
      const [who, month] = [(from + n) % staff, MONTHS[Math.floor((from + n) / staff)]!]
      return `${code},${citizen(first + who)},测试甲,${6000 + (who % 500)}.00,${month}\r\n`
    })
    yield Buffer.from(lines.join(''))
  }
}
