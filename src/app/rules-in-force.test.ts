import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { citizen } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { dueFact, enrolmentFact } from '../../test/ledger.js'
import { testReading } from '../../test/reading.js'
import { fen } from '../kernel/money.js'
import type { PolicyText } from '../ledger/fact.js'
import { RecordService } from '../query/record-service.js'
import { policyDigest, shippedTexts } from './release.js'
import { type RulesInForce, rulesInForce } from './rules-in-force.js'

const FILE = 'demo-city/pension.yaml'
let db: TestDatabase
let reading: ReturnType<typeof testReading>
let records: RecordService
let rules: RulesInForce
let me: string

const facts = (texts: readonly { kind: PolicyText['textKind']; path: string; text: string }[]): PolicyText[] =>
  texts.map(({ kind, path, text }, i) => ({ kind: 'policyText', line: i + 1, textKind: kind, path, text }))

beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  const shipped = await shippedTexts(join(import.meta.dirname, '..', '..'))
  await reading.ledger.post(facts(shipped), { kind: 'policyRelease' })
  rules = await rulesInForce(db.app, shipped)
  const live = {
    book: () => rules.book,
    digest: () => rules.digest,
    bookAt: (...asked: Parameters<RulesInForce['bookAt']>) => rules.bookAt(...asked),
  }
  records = new RecordService({ ...reading.ports, ...live })
  me = await reading.person('110101196501129991', '测试𠮷')
  const wage = {
    declaredWage: fen(200_000),
    base: fen(564_000),
    personAmount: fen(45_120),
    employerAmount: fen(90_240),
  }
  await reading.ledger.post([enrolmentFact(me, '7', '2025-01'), dueFact(me, '2025-08', wage)])
  await reading.sequence()
})
afterAll(() => db.close())

const base = (knownAt?: number) =>
  records.explain(citizen(me), me, {
    path: 'contribution/110/2025-08/1/base',
    ...(knownAt === undefined ? {} : { knownAt }),
  })
const asOf = async (knownAt?: number) =>
  (await records.record(citizen(me), me, knownAt === undefined ? {} : { knownAt })).asOf
const change = async (from: string, to: string) => {
  const text = rules.texts.find(({ path }) => path === FILE)!.text
  await reading.ledger.post(facts([{ kind: 'parameters', path: FILE, text: text.replace(from, to) }]), {
    kind: 'parameterChange',
  })
  await reading.sequence()
}

article(['WH-2(3)', 'WH-9(2)'], '参数随记账施行，按当时所知仍用当时的参数', () => {
  test('新版记账之后，不必重启即用新版；问从前，用从前的版本', async () => {
    const before = await asOf()
    expect((await base()).from[0]).toMatchObject({ value: 564_000 })
    await change('value: "5640"', 'value: "5700"')
    expect((await base()).from[0], '未重读之前照旧').toMatchObject({ value: 564_000 })
    await rules.reload()
    expect((await base()).from[0]).toMatchObject({ value: 570_000 })
    expect((await base(before.knownAt)).from[0]).toMatchObject({ value: 564_000 })
    const now = await asOf()
    expect([(await asOf(before.knownAt)).policyDigest, (await asOf(now.knownAt)).policyDigest]).toEqual([
      before.policyDigest,
      now.policyDigest,
    ])
    expect(now.policyDigest).not.toBe(before.policyDigest)
    expect(now.policyDigest).toBe(policyDigest(rules.texts))
  })

  test('树里还一份规则都没有的时候：没有参数，不猜', async () => {
    const empty = await db.app.transaction({}, (trx) => rules.bookAt(trx, 0))
    expect(empty.book.areas()).toEqual([])
    expect((await asOf(0)).policyDigest).toBe(empty.digest)
  })

  test('同一树长再问，是同一本参数簿；再改一次，又是一本', async () => {
    const at = (size: number) => db.app.transaction({}, (trx) => rules.bookAt(trx, size))
    const { knownAt } = await asOf()
    expect(await at(knownAt)).toBe(await at(knownAt))
    await change('value: "5700"', 'value: "5720"')
    await rules.reload()
    const later = await asOf()
    expect((await at(later.knownAt)).digest).toBe(rules.digest)
    expect((await at(knownAt)).digest).not.toBe(rules.digest)
  })
})
