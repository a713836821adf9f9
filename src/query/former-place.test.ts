import { afterAll, beforeAll, expect, test } from 'vitest'
import { citizen, staff } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { dueFact, employerFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import { type TestReading, testReading } from '../../test/reading.js'
import { looksOf } from '../access/book-store.js'

const PURPOSE = '办理事项'
const [EAST, WEST, CITY] = ['999901', '999902', '999900']
const at = (agency: string, personId = '901') => staff(['frontDesk'], agency, personId)

let db: TestDatabase
let reading: TestReading
let me: string

beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  me = await reading.person('110101198001019970', '测试迁')
  const { ledger } = reading
  const [old, next] = [{ agency: EAST }, { agency: WEST, employerId: '8' }]
  await ledger.post([
    employerFact('7', '91110108QYT0000144', '示例制造有限公司'),
    { ...employerFact('8', '91110108QYT0000225', '示例贸易有限公司'), agency: WEST },
    enrolmentFact(me, '7', '2023-01', old),
    enrolmentFact(me, '7', '2024-03', { ...old, change: 'end' }),
    enrolmentFact(me, '8', '2024-03', next),
  ])
  await ledger.post([
    ...['2023-05', '2024-02'].flatMap((month) => [dueFact(me, month, old), paidFact(me, month, old)]),
    ...['2024-05'].flatMap((month) => [dueFact(me, month, next), paidFact(me, month, next)]),
  ])
  await reading.sequence()
})
afterAll(() => db.close())

const months = async (...of: Parameters<TestReading['records']['record']>) =>
  (await reading.records.record(...of)).sections
    .contributions!.flatMap(({ years }) => years.flatMap(({ rows }) => rows.map(({ month }) => month)))
    .sort()
const read = (agency: string) => reading.records.record(at(agency), me, { purpose: PURPOSE })
const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    (error) => error.entry?.code ?? error,
  )

article(['BQ-3', 'BQ-4a'], '现参保地看全部，曾参保地只看其本区期间，别的区不予办理并记下', () => {
  test('新区与市级看到全部月份；旧区只到转走之前，写明收窄到哪里、凭哪一条', async () => {
    const all = await months(at(WEST), me, { purpose: PURPOSE })
    expect(new Set(all)).toEqual(new Set(['2023-05', '2024-02', '2024-05']))
    expect(await months(at(CITY), me, { purpose: PURPOSE })).toEqual(all)
    expect(await months(citizen(me), me, {})).toEqual(all)
    const former = await read(EAST)
    expect(await months(at(EAST), me, { purpose: PURPOSE })).toEqual(all.filter((month) => month < '2024-03'))
    expect(former.narrowed).toMatchObject({ zh: '只含2023年1月至2024年2月' })
    expect(former.grounds.map(({ policy, article: id }) => [policy, id])).toEqual([
      ['desk.former-record', 'BQ-4a、M14-15a'],
    ])
    expect(former.sections.accounts).toBeUndefined()
    expect(former.sections.years).toBeUndefined()
    expect((await read(WEST)).narrowed).toBeUndefined()
  })

  test('从没管过的区：不予办理，留下一行；不说用途的，旧区也不予办理', async () => {
    const refused = async () => {
      const lines = await db.app.transaction({ persons: [me] }, (trx) => looksOf(trx, me, { most: 100 }))
      return lines.filter(({ outcome }) => outcome === 'refused').length
    }
    const before = await refused()
    expect(await codeOf(reading.records.record(at('999903', '903'), me, { purpose: PURPOSE }))).toBe('access.denied')
    expect(await codeOf(reading.records.record(at(EAST), me, {}))).toBe('access.denied')
    expect(await refused()).toBe(before + 2)
  })

  test('两区的前台都检索得到，别的区检索不到', async () => {
    const search = async (agency: string) => {
      const body = { name: '测试迁', birthDate: '1980-01-01', purpose: PURPOSE }
      return (await reading.persons.search(at(agency), body)).hits.length
    }
    expect([await search(EAST), await search(WEST), await search(CITY)]).toEqual([1, 1, 1])
    expect(await search('999903')).toBe(0)
  })
})
