import type { SubmissionDetail } from '../src/collection/contract.js'
import { parsePeriod } from '../src/kernel/period.js'
import { citizen, csv, operator, type TestDesk, testDesk } from '../test/desk.js'
import { interleaved, type Measure, perSecond, rate } from './measure.js'
import type { BenchPlace } from './place.js'
import { dueRows, factLines, rawCopy } from './raw-copy.js'

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
