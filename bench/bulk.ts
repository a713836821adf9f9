import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ImportRunner } from '../src/collection/import-run-service.js'
import { ImportService } from '../src/collection/import-service.js'
import { parsePeriod, periodsFrom } from '../src/kernel/period.js'
import { citizen, FRONT_DESK, type TestDesk, testDesk } from '../test/desk.js'
import { type Measure, perSecond, rate } from './measure.js'
import type { BenchPlace } from './place.js'
import { dueRows, factLines, rawCopy } from './raw-copy.js'

const CODE = '91110108QYT0000144'
const MONTHS = [...periodsFrom(parsePeriod('2025-04'), parsePeriod('2026-03'))]
const MIB = 1024 * 1024

/**
 * 大件从上传到记账：a file of a million rows (or as many as are asked for), kept, read, submitted, reviewed and posted, held
 * against COPY of the same fact rows. What memory it took at most is told, too.
 */
export async function benchBulk(place: BenchPlace): Promise<Measure> {
  const rows = Number(process.env['QUANYI_BENCH_ROWS'] ?? 1_000_000)
  const desk = testDesk(place, { folder: mkdtempSync(join(tmpdir(), `bench-${randomBytes(4).toString('hex')}-`)) })
  await desk.employer(CODE)
  const staff = Math.ceil(rows / MONTHS.length)
  for (let from = 0; from < staff; from += 10_000) {
    const people = Array.from({ length: Math.min(10_000, staff - from) }, (_, i) => [citizen(from + i), '测试甲'])
    await desk.persons(people, CODE)
  }
  const memory = watch()
  const began = Date.now()
  const { read, posted } = await fileAndPost(desk, rows, staff)
  const facts = await dueRows(place)
  const seconds = (Date.now() - began) / 1000
  const peak = memory.stop()
  const lines = await factLines(place, 200_000)
  const raw = await rate(lines.length, () => rawCopy(place, lines, 1_000_000_000))
  const system = facts / seconds
  return {
    name: '大件从上传到记账 bulk import to posted',
    system: perSecond(system, 'fact rows'),
    baseline: `raw COPY ${perSecond(raw, 'rows')}`,
    ratio: system / raw,
    aim: 0.25,
    note: `${rows.toLocaleString('en-US')} rows: read ${read} s, posted ${posted} s; memory at most ${peak} MB, ${memory.before} MB before`,
  }
}

async function fileAndPost(desk: TestDesk, rows: number, staff: number) {
  const imports = new ImportService(desk.ports)
  const kept = await desk.ports.largePapers.receive(file(rows, staff), 2048 * MIB)
  const plan = { form: 'filings', fileName: '多家.csv', settlementMonth: parsePeriod('2026-03') } as const
  const began = Date.now()
  const job = await imports.begin(FRONT_DESK, plan, kept)
  await new ImportRunner(desk.ports, (says) => console.error(says)).advance({ halted: false })
  const read = Math.round((Date.now() - began) / 1000)
  const { revision, refused } = await desk.cases.show(FRONT_DESK, job.submissionId)
  await desk.cases.send(FRONT_DESK, job.submissionId, { revision, acceptedOnly: refused > 0 })
  await desk.passAll({ id: job.submissionId, revision })
  const reviewed = Date.now()
  await desk.agreed.postAgreed(job.submissionId)
  return { read, posted: Math.round((Date.now() - reviewed) / 1000) }
}

/** Written as it is sent, by person and month. */
async function* file(rows: number, staff: number): AsyncGenerator<Buffer> {
  yield Buffer.from('统一社会信用代码,社会保障号码,姓名,缴费工资,对应费款所属期\r\n')
  for (let from = 0; from < rows; from += 1000) {
    const lines = Array.from({ length: Math.min(1000, rows - from) }, (_, n) => {
      const [who, month] = [(from + n) % staff, MONTHS[Math.floor((from + n) / staff)]!]
      return `${CODE},${citizen(who)},测试甲,${6000 + (who % 500)}.00,${month}\r\n`
    })
    yield Buffer.from(lines.join(''))
  }
}

function watch() {
  const before = Math.round(process.memoryUsage().rss / MIB)
  let peak = 0
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss)
  }, 100)
  return {
    before,
    stop: () => {
      clearInterval(timer)
      return Math.round(peak / MIB)
    },
  }
}
