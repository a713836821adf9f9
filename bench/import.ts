import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { SubmissionDetail } from '../src/collection/contract.js'
import { parsePeriod } from '../src/kernel/period.js'
import { FORMS } from '../src/ledger/forms.js'
import { copyColumns } from '../src/log/row-form.js'
import { citizen, csv, operator, type TestDesk, testDesk } from '../test/desk.js'
import { interleaved, type Measure, perSecond, rate } from './measure.js'
import type { BenchPlace } from './place.js'

const STAFF = 10_000
const CODE = '91110108QYT0000144'
const MONTHS = ['2025-10', '2025-11', '2025-12', '2026-01', '2026-02']

/** 从文件到记账：the whole way of a filing, held against COPY of the same fact rows in transactions of 1,000. */
export async function benchImport(place: BenchPlace): Promise<Measure> {
  const desk = testDesk(place)
  const employer = await desk.employer(CODE)
  const people = Array.from({ length: STAFF }, (_, i) => [citizen(i), `测试${NAMES[i % NAMES.length]}`])
  await desk.persons(people, CODE)
  await fileMonth(desk, employer, people, '2025-08')
  const lines = await factLines(place)
  let [month, offset] = [0, 0]
  const system = async () => {
    const from = await dueRows(place)
    const began = Date.now()
    await fileMonth(desk, employer, people, MONTHS[month++]!)
    return ((await dueRows(place)) - from) / ((Date.now() - began) / 1000)
  }
  const baseline = () => {
    offset += 1_000_000_000
    return rate(lines.length, () => rawCopy(place, lines, offset))
  }
  const { ratio, baseline: raw, system: measured } = await interleaved(MONTHS.length, baseline, system)
  return {
    name: '从文件到记账 import to posted',
    system: perSecond(measured, 'fact rows'),
    baseline: `raw COPY ${perSecond(raw, 'rows')}`,
    ratio,
    aim: 0.25,
    note: `a filing of ${STAFF} lines, uploaded as CSV, previewed, submitted, reviewed by two, posted`,
  }
}

const NAMES = ['甲', '乙', '丙', '丁', '戊', '己', '庚']

async function fileMonth(desk: TestDesk, employer: string, people: readonly string[][], month: string): Promise<void> {
  const rows = people.map(([number, name], i) => [number!, name!, `${6000 + (i % 500)}.00`])
  const filer = operator('800', employer)
  const preview = await desk.filings.upload(filer, {
    employerId: employer,
    settlementMonth: parsePeriod(month),
    fileName: '申报.csv',
    bytes: csv('社会保障号码,姓名,缴费工资', rows),
  })
  const { id, revision } = preview.submission
  const detail: SubmissionDetail = await desk.filings.submit(filer, id, { revision, acceptedOnly: false })
  await desk.passAll(detail)
  await desk.agreed.postAgreed(id)
}

async function dueRows(place: BenchPlace): Promise<number> {
  const rows = await place.admin.transaction({}, (trx) =>
    trx.rows<{ n: string }>('select count(*) as n from ledger.due where posting_id < 1000000000'),
  )
  return Number(rows[0]!.n)
}

async function factLines(place: BenchPlace): Promise<string[]> {
  return place.admin.transaction({}, async (trx) => {
    const source = trx.client.query(copyTo(`copy ledger.due (${copyColumns(FORMS.due)}) to stdout`))
    let text = ''
    for await (const chunk of source as AsyncIterable<Buffer>) text += chunk.toString()
    return text.split('\n').filter((line) => line !== '')
  })
}

/** The same rows under other posting ids, which are the second column. */
async function rawCopy(place: BenchPlace, lines: readonly string[], offset: number): Promise<void> {
  for (let i = 0; i < lines.length; i += 1000) {
    const chunk = lines.slice(i, i + 1000).map((line) => {
      const cells = line.split('\t')
      cells[1] = String(Number(cells[1]) + offset)
      return cells.join('\t')
    })
    await place.post.transaction({}, async (trx) => {
      const sink = trx.client.query(copyFrom(`copy ledger.due (${copyColumns(FORMS.due)}) from stdin`))
      await pipeline(Readable.from([Buffer.from(`${chunk.join('\n')}\n`)]), sink)
    })
  }
}
