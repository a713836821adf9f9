import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keeper, type TestArchive, testArchive } from '../../test/archive.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { testDesk } from '../../test/desk.js'
import { dueFact } from '../../test/ledger.js'
import { pdf } from '../../test/paper-samples.js'
import { Refusal } from '../kernel/refusal.js'
import { leavesOf } from '../ledger/record-store.js'
import { errorRate } from './error-rate.js'
import { drawFacts } from './fact-draw.js'
import type { FieldVerdict } from './inspection-contract.js'
import { InspectionService } from './inspection-service.js'

let db: TestDatabase
let archive: TestArchive
let inspections: InspectionService
let inspectionId: string
let persons: string[]
let documentId: string

const INSPECTOR = keeper('971', 'qualityInspector')
const SECOND = keeper('972', 'qualityInspector')
const SIZE = 5

beforeAll(async () => {
  db = await testDatabase()
  const desk = testDesk(db)
  archive = testArchive(db, desk)
  inspections = new InspectionService(archive.ports)
  persons = await desk.ledger.newPersons(4)
  const posting = await desk.ledger.post(persons.flatMap((id) => [dueFact(id, '2026-01'), dueFact(id, '2026-02')]))
  const leaf = (await db.app.transaction({}, (trx) => leavesOf(trx, [posting]))).get(posting)!
  documentId = (await archive.ports.papers.receive('999901', 'monthlyFiling', pdf())).documentId
  archive.ties.set(leaf.voucherId, [documentId])
  archive.persons.set(documentId, persons)
})
afterAll(() => db.close())

const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    (thrown: unknown) => (thrown instanceof Refusal ? thrown.entry.code : String(thrown)),
  )
const asked = { agency: '999901', fromDay: '2026-03-01', throughDay: '2026-03-31', size: SIZE }
const reading = (base: FieldVerdict) => ({
  ...{ hasOriginal: true, hasReview: true, note: '' },
  fields: [
    { name: 'base', verdict: base },
    { name: 'personAmount', verdict: 'agree' as const },
  ],
})

article(['WH-14(check1)', 'WH-14(check2)'], '档案与数据库抽查：随机抽取，逐栏对照，有不符的由第二人复读', () => {
  test('不是质量检查岗，不予办理并留行；没有记录的期间抽不出', async () => {
    for (const post of ['frontDesk', 'auditor', 'approver', 'systemAdmin'] as const) {
      expect(await codeOf(inspections.open(keeper('973', post), asked)), post).toBe('access.denied')
    }
    const lines = await db.admin.transaction({}, (trx) =>
      trx.rows(`select outcome from access.event where actor_person_id = 973 and action = 'archive.inspect'`),
    )
    expect(lines).toHaveLength(4)
    expect(
      await codeOf(inspections.open(INSPECTOR, { ...asked, fromDay: '2020-01-01', throughDay: '2020-01-31' })),
    ).toBe('archive.nothing-to-draw')
    expect(await codeOf(inspections.open(INSPECTOR, { ...asked, agency: '999902' }))).toBe('access.denied')
  })

  test('抽出若干项，种子在案；只看得到抽中的', async () => {
    const opened = await inspections.open(INSPECTOR, asked)
    inspectionId = opened.id
    expect(opened).toMatchObject({ population: 8, drawn: SIZE })
    expect(opened.seed).toMatch(/^[0-9a-f]{32}$/)
    expect(new Set(opened.items.map(({ ordinal }) => ordinal)).size).toBe(SIZE)
    expect(await codeOf(inspections.item(INSPECTOR, inspectionId, SIZE + 1))).toBe('archive.missing')
  })

  test('扫描件与数据并排；看一项，那个人得一行；打开扫描件，其上各人都得一行', async () => {
    const seen = await inspections.item(INSPECTOR, inspectionId, 1)
    expect(seen.fields.map(({ name }) => name)).toEqual(['base', 'personAmount'])
    expect(seen.papers.map((paper) => paper.documentId)).toEqual([documentId])
    expect(seen.reviewers).toHaveLength(1)
    const looks = () =>
      db.admin.transaction({}, (trx) =>
        trx.rows(
          `select distinct person_id from access.look where actor_person_id = 971 and action = 'archive.inspect'`,
        ),
      )
    expect(await looks()).toHaveLength(1)
    const { bytes } = await inspections.paper(INSPECTOR, inspectionId, 1, documentId)
    expect(bytes.subarray(0, 4).toString()).toBe('%PDF')
    expect(await looks()).toHaveLength(persons.length)
    const stranger = (await archive.ports.papers.receive('999901', 'audit', pdf('/Other'))).documentId
    expect(await codeOf(inspections.paper(INSPECTOR, inspectionId, 1, stranger))).toBe('archive.missing')
  })

  test('各栏须答全；有不符的只由第二人复读，以复读为准；读完才能结案', async () => {
    const read = (who: typeof INSPECTOR, item: number, base: FieldVerdict) =>
      codeOf(inspections.read(who, inspectionId, item, reading(base)))
    const short = { ...reading('agree'), fields: [{ name: 'base', verdict: 'agree' as const }] }
    expect(await codeOf(inspections.read(INSPECTOR, inspectionId, 1, short))).toBe('archive.wrong-fields')
    expect(await read(INSPECTOR, 1, 'agree')).toBe('done')
    expect(await read(SECOND, 1, 'agree')).toBe('archive.second-reader')
    expect(await read(INSPECTOR, 2, 'differ')).toBe('done')
    expect(await read(INSPECTOR, 2, 'agree')).toBe('archive.second-reader')
    expect(await read(SECOND, 2, 'differ')).toBe('done')
    expect(await read(INSPECTOR, 3, 'differ')).toBe('done')
    expect(await codeOf(inspections.close(INSPECTOR, inspectionId))).toBe('archive.not-all-read')
    expect(await read(SECOND, 3, 'agree')).toBe('done')
    for (const item of [4, 5]) expect(await read(SECOND, item, 'agree')).toBe('done')
    const { result } = await inspections.close(INSPECTOR, inspectionId)
    expect(result).toMatchObject({ read: 5, wrong: 1, fieldsRead: 10, fieldsWrong: 1, noOriginal: 0 })
    expect(result.error).toEqual(errorRate(1, 5))
    expect(await read(SECOND, 1, 'agree')).toBe('archive.second-reader')
    expect(await codeOf(inspections.close(INSPECTOR, inspectionId))).toBe('archive.out-of-turn')
  })
})

describe('威尔逊区间，整数算得', () => {
  test.each([
    [1, 5, 200_000, 36_223, 624_465],
    [10, 100, 100_000, 55_229, 174_366],
    [0, 50, 0, 0, 71_348],
    [50, 50, 1_000_000, 928_652, 1_000_000],
  ])('%i / %i', (wrong, drawn, rate, low, high) => {
    const found = errorRate(wrong, drawn)
    expect(found.rate).toBe(rate)
    expect(Math.abs(found.low - low)).toBeLessThanOrEqual(2)
    expect(Math.abs(found.high - high)).toBeLessThanOrEqual(2)
  })

  test('区间总含估计值，在零与一之间；样本越多越窄', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.nat(1000), (drawn, k) => {
        const wrong = k % (drawn + 1)
        const [one, more] = [errorRate(wrong, drawn), errorRate(wrong * 10, drawn * 10)]
        expect(one.low <= one.rate && one.rate <= one.high && one.low >= 0 && one.high <= 1_000_000).toBe(true)
        expect(more.high - more.low).toBeLessThanOrEqual(one.high - one.low)
      }),
    )
  })
})

test('每项事实机会相等，同一种子抽同样的，不重复', () => {
  const postings = [
    { posting: '1', rows: 1 },
    { posting: '2', rows: 998 },
    { posting: '3', rows: 1 },
  ]
  expect(drawFacts(postings, 50, '甲')).toEqual(drawFacts(postings, 50, '甲'))
  expect(drawFacts(postings, 50, '甲')).not.toEqual(drawFacts(postings, 50, '乙'))
  const all = drawFacts(postings, 5000, '甲').map(({ posting, ordinal }) => `${posting}/${ordinal}`)
  expect(new Set(all).size).toBe(1000)
  expect(all).toEqual(expect.arrayContaining(['1/0', '2/0', '2/997', '3/0']))
})
