import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { codeOf } from '../../test/disclosure.js'
import { dueFact } from '../../test/ledger.js'
import { PEOPLE, type TestStatistics, testStatistics } from '../../test/statistics.js'
import type { StatisticView } from './contract.js'

const { query, approver, supervisor, both, clerk, eastQuery } = PEOPLE
let db: TestDatabase
let house: TestStatistics
let people: string[]
beforeAll(async () => {
  db = await testDatabase()
  house = testStatistics(db)
  const terms = { months: ['2025-08'] }
  people = await house.people({ ...terms, count: 30, employerId: '31', creditCode: '91110108QYT0000313' })
  await house.people({
    ...{ ...terms, count: 12, employerId: '32', creditCode: '91110108QYT0000321', agency: '999902', paid: [] },
  })
  await house.reading.sequence()
})
afterAll(() => db?.close())
beforeEach(() => house.clock.pass(1))

const ask = (change: object = {}) => ({ topic: 'enrolled' as const, month: '2025-08', ...change })
const totalOf = (view: StatisticView) =>
  view.tables[0]!.cells.find(({ agency, age, kind }) => agency === '*' && age === '*' && kind === '*')
const events = async () =>
  (
    await db.admin.transaction({}, (trx) =>
      trx.rows<{ n: number }>(`select count(*)::int as n from access.event where action like 'statistic%'`),
    )
  )[0]!.n

article(['WH-11a', 'BD-31a'], '常规统计', () => {
  test('没有依据的，拒绝并记下；有依据的，办了也记下；问两次只有一份', async () => {
    const before = await events()
    expect(await codeOf(house.make(clerk, ask()))).toBe('access.denied')
    expect(await events()).toBe(before + 1)
    const first = await house.make(query, ask())
    expect(await events()).toBeGreaterThan(before + 1)
    const again = await house.make(query, ask({ cutoff: first.cutoff }))
    expect([again.id, again.digest]).toEqual([first.id, first.digest])
  })

  test('各主题各有其数', async () => {
    const told = async (topic: string) => totalOf(await house.make(query, ask({ topic })))
    expect(await told('enrolled')).toMatchObject({ count: 42 })
    expect(await told('due')).toMatchObject({ count: 42, amount: 42 * 192_000 })
    expect(await told('paid')).toMatchObject({ count: 30, amount: 30 * 192_000 })
    expect((await told('employers'))?.suppressed).toBe(true)
    expect(await told('benefits')).toBeUndefined()
  })

  test('区级只见本区', async () => {
    expect(totalOf(await house.make(eastQuery, ask()))).toMatchObject({ count: 30 })
  })

  test('记着口径版本与截止叶；之后再记账，同一请求仍是同一个数', async () => {
    const first = await house.make(query, ask({ topic: 'due' }))
    expect(first.catalogue).toBe('1')
    await house.reading.ledger.post([dueFact(people[0]!, '2025-08', { employerId: '31', contributionKind: '2' })])
    await house.reading.sequence()
    expect(await house.statistics.recomputed(query, first.id)).toBe(true)
    const again = await house.make(query, ask({ topic: 'due', cutoff: first.cutoff }))
    expect(totalOf(again)).toEqual(totalOf(first))
    const now = await house.make(query, ask({ topic: 'due' }))
    expect(totalOf(now)!.amount).toBe(totalOf(first)!.amount! + 192_000)
    // 对照：改了存下的数，重算就对不上
    await db.admin.transaction({}, (trx) =>
      trx.rows(`update desk.statistic set digest = '\\x00' where statistic_id = $1`, [first.id]),
    )
    expect(await house.statistics.recomputed(query, first.id)).toBe(false)
  })

  test('未到的月份、没有口径的月份、超过现有的截止，各有说法', async () => {
    expect(await codeOf(house.make(query, ask({ month: '2030-01' })))).toBe('statistic.month-not-over')
    expect(await codeOf(house.make(query, ask({ month: '1999-01' })))).toBe('statistic.no-catalogue')
    expect(await codeOf(house.make(query, ask({ cutoff: 999_999 })))).toBe('statistic.beyond-tree')
  })
})

article(['BD-31b', 'WH-11c'], '草稿、批准、公布', () => {
  test('编制人不得自行批准；批准之后才可公布；公布之前公众看不到', async () => {
    const { id } = await house.make(both, ask({ month: '2025-09' }))
    const isPublic = async () => (await house.statistics.released()).items.some((one) => one.id === id)
    expect(await codeOf(house.statistics.step(both, id, 'approve', '同意'))).toBe('access.denied')
    expect(await codeOf(house.statistics.step(approver, id, 'publish', '公布'))).toBe('statistic.state')
    expect((await house.statistics.step(approver, id, 'approve', '同意')).state).toBe('approved')
    expect(await isPublic()).toBe(false)
    expect((await house.statistics.step(supervisor, id, 'publish', '公布')).state).toBe('public')
    expect(await isPublic()).toBe(true)
    expect(await codeOf(house.statistics.step(supervisor, id, 'publish', '公布'))).toBe('statistic.state')
  })

  test('同一指标同一月只公布一份；区级的不公布，以免相减', async () => {
    await house.reading.ledger.post([dueFact(people[2]!, '2025-07', { employerId: '31' })])
    await house.reading.sequence()
    const later = await house.make(both, ask({ month: '2025-09' }))
    await house.statistics.step(approver, later.id, 'approve', '同意')
    expect(await codeOf(house.statistics.step(supervisor, later.id, 'publish', '公布'))).toBe(
      'statistic.public-already',
    )
    const east = await house.make(eastQuery, ask({ month: '2025-11' }))
    await house.statistics.step(approver, east.id, 'approve', '同意')
    expect(await codeOf(house.statistics.step(supervisor, east.id, 'publish', '公布'))).toBe(
      'statistic.publish-by-city',
    )
  })

  test('草稿只有所列岗位看得到，别的区看不到', async () => {
    const { id } = await house.make(query, ask({ month: '2025-10' }))
    expect(await codeOf(house.statistics.show(clerk, id))).toBe('access.denied')
    expect(await codeOf(house.statistics.show(eastQuery, id))).toBe('statistic.unknown')
  })

  test('不足最小人数的一格都没有公布', async () => {
    const { tables, least } = await house.make(query, ask())
    const small = tables[0]!.cells.filter(({ count = 0 }) => count > 0 && count < least)
    expect(small).toEqual([])
    expect(tables[0]!.cells.some(({ suppressed }) => suppressed)).toBe(true)
  })
})

article('M14-22a', '法定报送自成一类', () => {
  test('只由市级编制，固定指标，由另一人批准、报送，记入登记簿', async () => {
    const asked = { month: '2025-08', receiver: '示例省社会保险局', basis: '107号文 二（四）联网监测' }
    expect(await codeOf(house.report(eastQuery, asked))).toBe('statistic.report-by-city')
    const made = await house.report(query, asked)
    expect(made.tables.map(({ topic }) => topic)).toHaveLength(6)
    expect(made.tables.flatMap(({ cells }) => cells).every(({ age, kind }) => age === '*' && kind === '*')).toBe(true)
    expect(await codeOf(house.statistics.step(approver, made.id, 'send', '报送'))).toBe('statistic.state')
    await house.statistics.step(approver, made.id, 'approve', '同意')
    expect(await codeOf(house.statistics.step(approver, made.id, 'publish', '公布'))).toBe('statistic.state')
    expect((await house.statistics.step(supervisor, made.id, 'send', '已报送')).state).toBe('sent')
    const [row] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ unit: string; result_hash: string }>(
        `select unit, result_hash from access.query_entry where kind = 'report' and inquiry_id = $1`,
        [made.id],
      ),
    )
    expect(row).toEqual({ unit: asked.receiver, result_hash: made.digest })
  })
})

article(['M14-17b'], '保密标识的人不计', () => {
  test('加上标识，少一人；去掉，又多一人', async () => {
    const count = async () => totalOf(await house.make(query, ask()))!.count!
    const before = await count()
    const mark = async (change: 'begin' | 'end') => {
      const place = { line: 1, agency: '999901', area: '999900', personId: people[1]! }
      const fact = { kind: 'protection', ...place, change, fromDay: '2025-01-01', ground: '公安特情', document: '函1' }
      await house.reading.ledger.post([fact as never])
      await house.reading.sequence()
    }
    await mark('begin')
    expect(await count()).toBe(before - 1)
    await mark('end')
    expect(await count()).toBe(before)
  })
})
