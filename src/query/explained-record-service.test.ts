import { afterAll, beforeAll, expect, test } from 'vitest'
import { citizen, staff } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { pathsIn } from '../../test/explained.js'
import { dueFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import { type TestReading, testReading } from '../../test/reading.js'
import { type Period, periodsFrom } from '../kernel/period.js'
import type { Explanation } from './contract.js'
import type { ExplainedRecordQuery } from './explained-record-contract.js'

let db: TestDatabase
let reading: TestReading
let me: string
let long: string
const clerk = staff(['frontDesk'])

beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  me = await reading.person('110101196501129991', '测试甲')
  long = await reading.person('110101196501129983', '测试长')
  await reading.ledger.post([enrolmentFact(me, '7', '2024-01'), dueFact(me, '2024-08'), paidFact(me, '2024-08')])
  await reading.ledger.post([dueFact(me, '2025-08'), paidFact(me, '2025-08'), dueFact(me, '2025-09')])
  const months = [...periodsFrom('2006-01' as Period, '2026-02' as Period)]
  await reading.ledger.post(months.flatMap((month) => [dueFact(long, month), paidFact(long, month)]))
}, 60_000)
afterAll(() => db.close())

const mine = (query: ExplainedRecordQuery, person = me) => reading.records.record(citizen(person), person, query)
const code = (doing: Promise<unknown>) =>
  doing.then(
    () => 'answered',
    (error) => error.entry?.code ?? error,
  )

article('M14-6d', '连同推导：答复里的每个数字都带着它的树', () => {
  test('不要就没有；要了就一个不少，与逐个追问的一样', async () => {
    expect((await mine({})).explanations).toBeUndefined()
    const { sections, explanations } = await mine({ explain: true })
    const paths = pathsIn(sections).filter((path) => !/^(contribution|refund)\//.test(path))
    expect(paths.length).toBeGreaterThan(15)
    for (const path of paths) expect(Object.keys(explanations!), path).toContain(path)
    for (const row of pathsIn(sections).filter((path) => path.startsWith('contribution/'))) {
      expect(Object.keys(explanations!)).toContain(`${row}/duePerson`)
    }
    const asked = await reading.records.explain(citizen(me), me, { path: 'account/2025/closing' })
    const given = explanations!['account/2025/closing']!
    expect([given.text, given.basis, given.from.length]).toEqual([asked.text, asked.basis, asked.from.length])
  })

  test('参数带起月与来源，事实只写所在，不带凭证', async () => {
    const { explanations } = await mine({ explain: true, section: 'account' })
    const told = JSON.stringify(explanations)
    expect(told).toContain('"since":"2025-01"')
    expect(told).toContain('"fact":{"posting"')
    expect(told).not.toContain('voucherId')
  })

  test('只要一节、一年', async () => {
    const { sections, explanations } = await mine({ explain: true, section: 'account', year: 2024 })
    expect(Object.keys(sections)).toEqual(['account'])
    expect(sections.account!.years.map(({ year }) => year)).toEqual([2024])
    expect(Object.keys(explanations!).some((path) => path.startsWith('contribution/'))).toBe(false)
    const { contributions } = (await mine({ year: 2025 })).sections
    expect(contributions!.flatMap(({ years }) => years.map(({ year }) => year))).toEqual([2025])
  })

  test('一生的推导太长：说清按节按年取，不截断', async () => {
    expect(await code(mine({ explain: true }, long))).toBe('record.too-much-to-explain')
    expect(await code(mine({ explain: true, section: 'contributions', year: 2025 }, long))).toBe('answered')
    expect(await code(mine({ explain: true, section: 'account' }, long))).toBe('answered')
  })

  test('已在别的路径讲过的，只写路径，不重复；那条路径确在答复里', async () => {
    const { explanations } = await mine({ explain: true, section: 'account' })
    const referred = Object.values(explanations!).flatMap(referencesIn)
    expect(referred.length).toBeGreaterThan(0)
    for (const path of referred) expect(Object.keys(explanations!), path).toContain(path)
  })

  test('窗口也可以连同推导', async () => {
    const told = await reading.records.record(clerk, me, { purpose: '窗口说明', explain: true, section: 'account' })
    expect(Object.keys(told.explanations!)).toContain('account/balance')
  })
})

function referencesIn({ path, from }: Explanation): string[] {
  return [...(path === undefined ? [] : [path]), ...from.flatMap(referencesIn)]
}
