import { afterAll, beforeAll, expect, test } from 'vitest'
import { citizen, operatorOf } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { dueFact, employerFact, enrolmentFact } from '../../test/ledger.js'
import { type TestReading, testReading } from '../../test/reading.js'
import type { Actor } from '../access/actor.js'
import type { Day } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import type { Ruling } from '../ledger/fact.js'

const PLACE = { line: 1, agency: '999901', area: '999900' }
let db: TestDatabase
let reading: TestReading
let me: string
let other: string

const ruling = (change: Partial<Ruling>): Ruling => ({
  ...{ ...PLACE, kind: 'ruling', personId: me, subject: 'injury', reference: '工认 1 号', version: 1 },
  ...{ finding: 'pending', receivedDay: '2025-03-01' as Day, document: '收件回执 1 号', ...change },
})

beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  me = await reading.person('110101196501129991', '测试认定')
  other = await reading.person('110101196501129983', '测试旁人')
  const { ledger } = reading
  await ledger.post([
    employerFact('7', '91110108QYT0000144', '示例制造有限公司'),
    ...[me, other].flatMap((one) => [enrolmentFact(one, '7', '2024-01'), dueFact(one, '2025-02')]),
  ])
  await ledger.post([ruling({})])
  const decided = { decidedDay: '2025-03-20' as Day, version: 2 }
  const because = '事故发生在休假期间'
  await ledger.post([ruling({ ...decided, finding: 'refused', because, document: '不予认定决定 1 号' })])
  const fees = { subject: 'feeReview', reference: '审 7 号', receivedDay: '2025-05-06' as Day } as const
  await ledger.post([
    ruling({
      ...fees,
      finding: 'granted',
      decidedDay: '2025-05-20' as Day,
      amount: fen(123_456),
      document: '审定单 7 号',
    }),
  ])
  await ledger.post([ruling({ subject: 'elsewhere', reference: '异 3 号', receivedDay: '2025-06-02' as Day })])
  await reading.sequence()
})
afterAll(() => db.close())

const read = async (personId: string, query: object = {}, actor: Actor = citizen(personId)) =>
  (await reading.records.record(actor, personId, query)).sections.rulings

article(
  ['M14-2(4)', 'M14-15b', 'BD-10', 'BD-14', 'BD-27'],
  '认定与审核的结果，本人在自己的记录里看得到，用话说明',
  () => {
    test('每件一条，以最新一版为准；不予认定的写着理由；审定的金额问得出出处', async () => {
      const found = await read(me)
      expect(found).toMatchObject([
        { subject: 'elsewhere', finding: 'pending', receivedDay: '2025-06-02', earlier: [] },
        { subject: 'feeReview', finding: 'granted', decidedDay: '2025-05-20', amount: { path: 'ruling/2/amount' } },
        { subject: 'injury', finding: 'refused', because: '事故发生在休假期间', document: '不予认定决定 1 号' },
      ])
      const why = await reading.records.explain(citizen(me), me, { path: 'ruling/2/amount' })
      expect(JSON.stringify(why)).toContain('审定金额')
    })

    test('改判的，先前的决定仍看得到，不再作数', async () => {
      const changed = {
        version: 3,
        finding: 'granted',
        decidedDay: '2025-04-10' as Day,
        because: '补充证人证言',
      } as const
      const before = await read(me)
      await reading.ledger.post([ruling({ ...changed, document: '认定决定 2 号' })])
      await reading.sequence()
      expect((await read(me))!.find(({ subject }) => subject === 'injury')).toMatchObject({
        ...{ finding: 'granted', decidedDay: '2025-04-10' },
        earlier: [{ finding: 'refused', decidedDay: '2025-03-20' }],
      })
      expect(before!.find(({ subject }) => subject === 'injury')!.earlier).toEqual([])
    })

    test('对照：没有申请过的人没有这一节；单位看不到；以更早的月份为准时，尚未收到的不在其中', async () => {
      expect(await read(other)).toBeUndefined()
      const refused = await read(me, {}, operatorOf('7')).catch((error) => error.entry?.code)
      expect(refused).toBe('record.whole')
      expect((await read(me, { through: '2025-04' }))!.map(({ subject }) => subject)).toEqual(['injury'])
      expect((await read(me, { section: 'rulings' }))!).toHaveLength(3)
    })
  },
)
