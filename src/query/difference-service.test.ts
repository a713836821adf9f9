import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { citizen, operatorOf, staff } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { filesUnder } from '../../test/files.js'
import { dueFact, paidFact } from '../../test/ledger.js'
import { type TestReading, testReading } from '../../test/reading.js'
import { looksOf } from '../access/book-store.js'
import { fen } from '../kernel/money.js'
import { loadPolicyBook } from '../policy/book.js'
import type { DifferenceNode } from './difference-contract.js'
import { DifferenceService } from './difference-service.js'
import { type RecordPorts, RecordService } from './record-service.js'

let db: TestDatabase
let reading: TestReading
let differences: DifferenceService
let me: string
let other: string
let before: number
const clerk = staff(['frontDesk'])
const purpose = '窗口说明'
const path = 'account/2025/closing'

beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  differences = new DifferenceService(reading.ports, reading.records)
  me = await reading.person('110101196501129991', '测试甲')
  other = await reading.person('110101196501129983', '测试别人')
  const first = await reading.ledger.post([dueFact(me, '2025-08'), paidFact(me, '2025-08')])
  await reading.sequence()
  before = (await reading.records.record(citizen(me), me, {})).asOf.knownAt
  const [negative, reverses] = [fen(-64_000), { posting: first, ordinal: 1 }]
  await reading.ledger.post([
    paidFact(me, '2025-08', { personAmount: negative, personToAccount: negative, reverses }),
    paidFact(me, '2025-08', { personAmount: fen(60_000), personToAccount: fen(60_000) }),
  ])
  await reading.sequence()
})
afterAll(() => db.close())

/** Lines of one millisecond have no order among them. */
beforeEach(() => reading.clock.pass(1))

const code = (doing: Promise<unknown>) =>
  doing.then(
    () => 'answered',
    (error) => error.entry?.code ?? error,
  )
const lastLook = async (person: string) =>
  (await db.app.transaction({ persons: [person] }, (trx) => looksOf(trx, person, { most: 100 })))[0]
const changes = ({ change, term, before, after, parts }: DifferenceNode): string[] => [
  `${change} ${term} ${before?.value ?? ''}→${after?.value ?? ''}`,
  ...parts.flatMap(changes),
]

article(['M14-15b', 'M14-26b'], '为什么变了：无依据不予办理并记一行，有依据则作答并记一行，再问一样作答', () => {
  test('别人、单位、无用途的窗口：不予办理', async () => {
    expect(await code(differences.difference(citizen(other), me, { path }))).toBe('access.denied')
    expect(await lastLook(me)).toMatchObject({ outcome: 'refused', actorPersonId: other })
    expect(await code(differences.difference(operatorOf('7'), me, { path }))).not.toBe('answered')
    expect(await code(differences.difference(clerk, me, { path }))).toBe('access.denied')
  })

  test('本人与窗口：作答，记一行；再问一次，答得一样', async () => {
    const query = { path, againstKnownAt: before }
    const told = await differences.difference(citizen(me), me, query)
    expect(await lastLook(me)).toMatchObject({ outcome: 'shown', actorPersonId: me, action: 'record.read' })
    expect(await differences.difference(citizen(me), me, query)).toEqual(told)
    expect((await differences.difference(clerk, me, { ...query, purpose })).tree).toEqual(told.tree)
  })
})

article('M14-6d', '更正之后，说得出由哪个数变为哪个数，因为哪一笔', () => {
  test('更正前后：同一月的实缴由旧数变为新数', async () => {
    const { tree, sentences } = await differences.difference(citizen(me), me, { path, againstKnownAt: before })
    expect(changes(tree)[0]).toBe('changed closingBalance 64400→60375')
    expect(changes(tree)).toContain('changed accountCredit 64000→60000')
    expect(changes(tree).join()).not.toContain('notionalRate')
    expect(sentences[0]).toMatch(/^本年末储存额由644\.00元变为603\.75元，因为/)
    expect(sentences.join('')).toContain('记账由640.00元变为600.00元')
  })

  test('对照：同一时刻没有变化', async () => {
    const { tree, sentences } = await differences.difference(citizen(me), me, { path })
    expect(changes(tree)).toEqual(['kept closingBalance 60375→60375'])
    expect(sentences).toEqual(['本年末储存额没有变，仍是603.75元。'])
  })

  test('截至不同月份：年度未完与已结之间', async () => {
    const query = { path: 'account/balance', againstThrough: '2025-11', language: 'en' as const }
    const { tree, sentences, before: then } = await differences.difference(citizen(me), me, query)
    expect(then.through).toBe('2025-11')
    expect(tree.change).toBe('changed')
    expect(sentences[0]).toMatch(/^The .* changed from 600\.00 yuan to 603\.75 yuan, because /)
  })

  test('参数的两个版本：事实没变，说得出哪个公布的数由多少变为多少', async () => {
    const files = filesUnder(['policies'], /\.ya?ml$/)
    const older = files.map(({ path: at, text }) => ({
      path: at,
      text: text.replace('value: "1.50"', 'value: "2.50"'),
    }))
    const ports: RecordPorts = {
      ...reading.ports,
      bookAt: async () => ({ book: loadPolicyBook(older), digest: '旧' }),
    }
    const between = new DifferenceService(ports, new RecordService(ports))
    const told = await between.difference(citizen(me), me, { path, againstParametersAt: 1 })
    expect(changes(told.tree)).toContain('changed notionalRate 25000→15000')
    expect(changes(told.tree).join()).not.toContain('accountCredit')
    expect(told.before.policyDigest).toBe('旧')
    expect(told.sentences.join('')).toContain('记账利率由2.5%（2025年1月起，待确认）变为1.5%（2025年1月起，待确认）')
  })

  test('较早时还没有的数字，说清楚；没有的数字不给', async () => {
    expect(await code(differences.difference(citizen(me), me, { path, againstKnownAt: 0 }))).toBe('figure.not-yet-then')
    expect(await code(differences.difference(citizen(me), me, { path: 'account/1999/closing' }))).toBe('figure.missing')
  })
})
