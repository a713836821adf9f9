import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handClock, staff, testChance, testGuard, testLineSealer } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, FRONT_DESK, type TestDesk, testDesk } from '../../test/desk.js'
import { openGate } from '../access/gate-service.js'
import { IntakeService } from '../collection/intake-service.js'
import { type Day, type Instant, plusDays } from '../kernel/day.js'
import { OversightService } from './service.js'

let db: TestDatabase
let desk: TestDesk
let oversight: OversightService
/** One clock: noon of the day. */
const today = '2026-03-16' as Day
const NOON = Date.parse('2026-03-16T04:00:00Z') as Instant
let limit = 30

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  Object.assign(desk.ports, { clock: { now: () => NOON, today: () => today } })
  const gate = openGate({
    ...{ database: db.app, guard: testGuard(), sealer: testLineSealer, clock: handClock(), chance: testChance },
    conceal: (text) => text,
    alarm: () => undefined,
  })
  const agency = { code: '999901', name: '东城示例区', english: 'East' }
  oversight = new OversightService({
    ...{
      gate,
      clock: desk.ports.clock,
      agenciesUnder: () => [agency],
      agencyTree: () => [],
      highRiskKinds: () => [],
      zones: [],
      keeping: async () => [],
    },
    setting: (id) => (id === 'business.document-delay' ? limit : 0),
    evidence: () => ({ postings: 0, looks: 0, control: 0 }),
    papers: async () => ({ scanner: 'none', waiting: 0, notScanned: 0, readingMissed: true, openProblems: 0 }),
  })
})
afterAll(() => db.close())

let people = 300
async function entered(daysAgo?: number): Promise<string> {
  const id = randomUUID()
  const papers = [{ paper: 'identityDocument', received: true }]
  const documentDay = daysAgo === undefined ? {} : { documentDay: plusDays(today, -daysAgo) }
  await new IntakeService(desk.ports).take(FRONT_DESK, { id, kind: 'personRegistration', papers, ...documentDay })
  const made = await desk.registrations.registerPerson(
    { ...FRONT_DESK, intake: id },
    {
      ...{ identityNumber: citizen(people++), fullName: '测试丁', insurances: [], fromMonth: '2026-03' },
      ground: '窗口核验了本人的居民身份证',
    },
  )
  return made.id
}
const delays = async () => (await oversight.totals(staff(['supervisor'], '999901', '77'))).delays

article('M14-6a', '采集用时：自资料所载日期到录入，逐业务分布，超限的列出', () => {
  test('各段相加等于件数；超限的逐件列出，最久的在先；没有写明日期的以受理之日计', async () => {
    const [late, later] = [await entered(31), await entered(90)]
    for (const days of [undefined, 0, 3, 7, 8, 30]) await entered(days)
    const { kinds, over } = await delays()
    expect(kinds).toEqual([
      {
        ...{ agency: '999901', kind: 'personRegistration', submissions: 8 },
        ...{ sameDay: 2, withinWeek: 2, withinLimit: 2, overLimit: 2, median: 7, longest: 90 },
      },
    ])
    expect(over.map(({ submissionId, days }) => [submissionId, days])).toEqual([
      [later, 90],
      [late, 31],
    ])
    expect(over[1]).toMatchObject({ documentDay: plusDays(today, -31), entered: today })
    expect(JSON.stringify(await delays())).not.toContain('测试丁')
  })

  test('限度是设定：放宽即不再列出', async () => {
    limit = 90
    const { kinds, over } = await delays()
    expect(over).toEqual([])
    expect(kinds[0]).toMatchObject({ withinLimit: 4, overLimit: 0, submissions: 8 })
  })
})
