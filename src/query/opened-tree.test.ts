import { afterAll, beforeAll, expect, test } from 'vitest'
import { testActing } from '../../test/acting.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { dueFact, employerFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import { type TestReading, testReading } from '../../test/reading.js'
import type { Day } from '../kernel/day.js'
import type { Explanation } from './contract.js'
import { DifferenceService } from './difference-service.js'

let db: TestDatabase
let reading: TestReading
let desk: ReturnType<typeof testActing>
let agent: string
let person: string
let session: Awaited<ReturnType<typeof desk.enter>>
beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  desk = testActing(db, reading)
  agent = await reading.person('110101197501019975', '代理人甲')
  session = await desk.enter(agent)
  person = await reading.person('110101196501129967', '委托人乙')
  await reading.ledger.post([employerFact('7', '91110108QYT0000144', '示例制造有限公司')])
  await reading.ledger.post([
    enrolmentFact(person, '7', '2024-01'),
    dueFact(person, '2025-08'),
    paidFact(person, '2025-08'),
  ])
})
afterAll(() => db.close())

/** 代理人此刻的会话，on a mandate of this scope. */
async function acting(document: string, scope: string) {
  const mandate = { representativePersonId: agent, capacity: 'agent', scope, change: 'begin', document } as const
  const place = { line: 1, agency: '999901', area: '999900', fromDay: '2026-01-01' as Day }
  await reading.ledger.post([{ ...place, ...mandate, kind: 'mandate', personId: person }])
  const stands = (await desk.standing.of(agent)).find((one) => one.document === document)!
  await desk.acting.choose(await session.now(), stands.ref)
  return session.now()
}

const factsIn = (root: Explanation): number =>
  (root.fact === undefined ? 0 : 1) + root.from.reduce((sum, part) => sum + factsIn(part), 0)

article('M14-15c', '授权只开一类的，不能从推导里读到别的类别', () => {
  const path = 'account/2025/credits'
  const everything = async (document: string, scope: string) => {
    const actor = await acting(document, scope)
    const one = await reading.records.explain(actor, person, { path })
    const { explanations = {} } = await reading.records.record(actor, person, { explain: true })
    const differences = new DifferenceService(reading.ports, reading.records)
    const { tree } = await differences.difference(actor, person, { path, againstThrough: '2025-12' })
    return { one, explanations, tree }
  }

  test('只开个人账户：数与规则照讲，缴费的各月不出示，逐项、整份与对比都一样', async () => {
    const { one, explanations, tree } = await everything('授权书 甲', 'account,record.read')
    expect([one.text, one.from]).toEqual(['640.00元', []])
    expect(Object.keys(explanations)).toContain(path)
    expect(Object.values(explanations).reduce((sum, root) => sum + factsIn(root), 0)).toBe(0)
    expect(JSON.stringify(tree)).not.toContain('2025-08')
  })

  test('对照：缴费也开的，推导是整棵', async () => {
    const whole = 'registration,contribution,benefit,account,record.read'
    const { one, explanations } = await everything('授权书 乙', whole)
    expect(factsIn(one)).toBeGreaterThan(0)
    expect(Object.values(explanations).reduce((sum, root) => sum + factsIn(root), 0)).toBeGreaterThan(0)
  })
})
