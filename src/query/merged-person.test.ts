import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { citizen, operatorOf, staff } from '../../test/access.js'
import { mergeFacts, undoFacts } from '../../test/alias.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { factsIn } from '../../test/explained.js'
import { dueFact, employerFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import { type TestReading, testReading } from '../../test/reading.js'
import { looksOf } from '../access/book-store.js'
import { factsOfPerson } from '../ledger/record-store.js'
import { highestPlace } from '../ledger/sequence-store.js'

const [NEW, OLD, THIRD] = ['110101196501129991', '110101196501129983', '110101196501129967'] as const
let db: TestDatabase
let reading: TestReading
let kept: string
let merged: string
let third: string
let before: number
let merge: string
const clerk = staff(['frontDesk'])
const purpose = '窗口办理查询'

beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  merged = await reading.person(OLD, '测试旧号')
  kept = await reading.person(NEW, '测试新号')
  third = await reading.person(THIRD, '测试三号')
  const { ledger } = reading
  await ledger.post([
    employerFact('7', '91110108QYT0000144', '示例制造有限公司'),
    ...[kept, merged].map((id) => enrolmentFact(id, '7', '2024-01')),
  ])
  await ledger.post([dueFact(merged, '2025-07'), paidFact(merged, '2025-07')])
  await ledger.post([dueFact(kept, '2025-08'), paidFact(kept, '2025-08')])
  await ledger.post([dueFact(third, '2025-06'), paidFact(third, '2025-06')])
  await reading.sequence()
  before = await placed()
})
afterAll(() => db.close())
beforeEach(() => reading.clock.pass(1))

const placed = async () => (await db.verify.transaction({}, highestPlace)) + 1
const monthsOf = async (person: string, query: object = {}) => {
  const { sections } = await reading.records.record(citizen(person), person, query)
  return sections.account!.months.find(({ insurance }) => insurance === '110')?.actualMonths?.value ?? 0
}
const looks = (person: string) =>
  db.app.transaction({ persons: [person] }, (trx) => looksOf(trx, person, { most: 100 }))

article(['M14-11b', 'M14-6d'], '合并之后，凭任一编号看到的是同一份记录；撤销之后各归各', () => {
  test('合并之前是两个人（对照）', async () => {
    expect([await monthsOf(kept), await monthsOf(merged)]).toEqual([1, 1])
  })

  test('合并之后：记录折叠，以沿用编号的登记为准，逐数的理由指到各自的凭证', async () => {
    merge = await reading.ledger.post(mergeFacts(kept, merged))
    await reading.sequence()
    expect([await monthsOf(kept), await monthsOf(merged), await monthsOf(third)]).toEqual([2, 2, 1])
    const { sections } = await reading.records.record(citizen(merged), merged, {})
    expect(sections.registration!.person).toMatchObject({ fullName: '测试新号' })
    const why = await reading.records.explain(citizen(merged), merged, { path: 'account/balance' })
    expect(why.value).toBeGreaterThan(2 * 64_000)
    expect(new Set(factsIn(why).map(({ posting }) => posting)).size).toBe(2)
  })

  test('当时所知：合并之前仍是两个人', async () => {
    expect([await monthsOf(kept, { knownAt: before }), await monthsOf(merged, { knownAt: before })]).toEqual([1, 1])
  })

  test('凭旧号检索，得沿用的编号；单位名册上是一个人', async () => {
    const { hits } = await reading.persons.search(clerk, { purpose, identityNumber: OLD, birthDate: '1965-01-12' })
    expect(hits.map(({ personId }) => personId)).toEqual([kept])
    const { staff: members } = await reading.employers.staff(operatorOf('7'), { month: '2025-07' })
    expect(members.filter(({ fullName }) => fullName === '测试新号')).toHaveLength(1)
    expect(members.some(({ fullName }) => fullName === '测试旧号')).toBe(false)
  })

  test('谁看过：两个编号下各记一行，本人看到的一次算一行', async () => {
    const [ofKept, ofMerged] = [(await looks(kept)).length, (await looks(merged)).length]
    reading.clock.pass(1)
    await reading.records.record(clerk, kept, { purpose })
    expect([(await looks(kept)).length - ofKept, (await looks(merged)).length - ofMerged]).toEqual([1, 1])
    reading.clock.pass(1)
    const { looks: told } = await reading.persons.looks(citizen(merged))
    expect(told.filter((one) => one.purpose === purpose && one.action === 'record.read')).toHaveLength(1)
  })

  test('链：沿用者再并入第三人；新事实记在已并入的编号下，仍在其中', async () => {
    await reading.ledger.post(mergeFacts(third, kept))
    await reading.ledger.post([dueFact(merged, '2025-09'), paidFact(merged, '2025-09')])
    await reading.sequence()
    expect([await monthsOf(third), await monthsOf(kept), await monthsOf(merged)]).toEqual([4, 4, 4])
  })

  test('撤销中间一次：只分出那一个编号；合并期间的当时所知仍是合并的', async () => {
    const then = await placed()
    await reading.ledger.post(undoFacts(kept, merged, merge))
    await reading.sequence()
    expect([await monthsOf(third), await monthsOf(kept), await monthsOf(merged)]).toEqual([2, 2, 2])
    expect(await monthsOf(merged, { knownAt: then })).toBe(4)
  })

  test('未合并的人：仍是一条语句', async () => {
    const alone = await reading.person('110101196501129975', '测试独号')
    let statements = 0
    await db.app.transaction({ persons: [alone] }, async (trx) => {
      const counted = {
        ...trx.client,
        query: (...asked: unknown[]) => {
          statements++
          return trx.client.query(...(asked as [string]))
        },
      }
      await factsOfPerson({ ...trx, client: counted as never }, alone, reading.ledger.vault)
    })
    expect(statements).toBe(1)
  })
})
