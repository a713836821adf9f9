import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { staff } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { codeOf } from '../../test/disclosure.js'
import { PEOPLE, type TestStatistics, testStatistics } from '../../test/statistics.js'
import type { ProposeIndicators } from './indicator-contract.js'

const { query, approver, supervisor, both, clerk, eastQuery } = PEOPLE
let db: TestDatabase
let house: TestStatistics
beforeAll(async () => {
  db = await testDatabase()
  house = testStatistics(db)
  await house.people({ count: 20, employerId: '71', creditCode: '91110108QYT0000713', months: ['2026-03'] })
  await house.reading.sequence()
})
afterAll(() => db?.close())
beforeEach(() => house.clock.pass(1))

const told = {
  ...{ zh: '在保人数', en: 'Persons insured', basis: '示人社发〔2026〕7 号', owner: '市级经办机构' },
  ownerEn: 'City agency',
  definition: { zh: '当月末参保状态为参保的人', en: 'Persons whose enrolment stands at the end of the month' },
  period: { zh: '当月末', en: 'End of the month' },
}
const propose = (change: Partial<ProposeIndicators> = {}): ProposeIndicators => ({
  ...{ since: '2026-04', reason: '示人社发〔2026〕7 号', changes: [{ id: 'enrolled', change: 'change', told }] },
  ...change,
})
const note = '核对无误'
const versions = async () => (await house.indicators.book(query)).versions.map(({ version }) => version)

article('BD-31a', '指标口径由案件变更', () => {
  test('没有依据的，拒绝并记下；提出、审核、批准三人，缺一不可；办两次只有一版', async () => {
    expect(await codeOf(house.indicators.propose(clerk, propose()))).toBe('access.denied')
    expect(await codeOf(house.indicators.propose(eastQuery, propose()))).toBe('access.denied')
    const { id } = await house.indicators.propose(both, propose())
    expect(await codeOf(house.indicators.turn(both, id, 'review', note))).toBe('access.denied')
    expect(await codeOf(house.indicators.turn(supervisor, id, 'approve', note))).toBe('indicator.state')
    expect(await codeOf(house.indicators.turn(supervisor, id, 'review', note))).toBe('access.denied')
    await house.indicators.turn(approver, id, 'review', note)
    const same = staff(['queryApprover', 'supervisor'], '999900', approver.personId)
    expect(await codeOf(house.indicators.turn(same, id, 'approve', note))).toBe('access.denied')
    expect(await versions()).toEqual(['1'])
    const done = await house.indicators.turn(supervisor, id, 'approve', note)
    expect([done.state, done.can]).toEqual(['approved', []])
    expect(await versions()).toEqual(['2', '1'])
    expect(await codeOf(house.indicators.turn(supervisor, id, 'approve', note))).toBe('access.denied')
    const third = staff(['supervisor'], '999900', '80')
    expect(await codeOf(house.indicators.turn(third, id, 'approve', note))).toBe('indicator.state')
    const [row] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ n: number }>(
        `select count(*)::int as n from access.event where action like 'indicator%' and outcome <> 'shown'`,
      ),
    )
    expect(row!.n).toBeGreaterThanOrEqual(6)
  })

  test('自所定的月份起施行：以前的月份仍用旧版，数记着各自的版本', async () => {
    const march = await house.make(query, { topic: 'enrolled', month: '2026-03' })
    house.clock.pass(31 * 24 * 3600)
    const april = await house.make(query, { topic: 'enrolled', month: '2026-04' })
    expect([march.catalogue, april.catalogue]).toEqual(['1', '2'])
    expect([march.tables[0]!.name.zh, april.tables[0]!.name.zh]).toEqual(['参保人数', '在保人数'])
    expect((await house.statistics.show(query, march.id)).tables[0]!.name.zh).toBe('参保人数')
    expect(await house.statistics.recomputed(query, march.id)).toBe(true)
    const { versions: all } = await house.indicators.book(query)
    expect(all.find(({ isCurrent }) => isCurrent)!.version).toBe('2')
    expect(all[0]!.serial).toMatch(/^999900-KJ-2026-/)
  })

  test('年龄段、增删指标也由案件：删了的算不出，补了又算得出', async () => {
    const pass = async (change: Partial<ProposeIndicators>) => {
      const { id } = await house.indicators.propose(query, propose(change))
      await house.indicators.turn(approver, id, 'review', note)
      return house.indicators.turn(supervisor, id, 'approve', note)
    }
    const dropped = await pass({ since: '2026-05', ages: [0, 30, 60], changes: [{ id: 'balances', change: 'drop' }] })
    expect([dropped.before.length, dropped.after.length, dropped.agesAfter]).toEqual([6, 5, [0, 30, 60]])
    expect((await house.indicators.book(query)).absent).toEqual(['balances'])
    house.clock.pass(31 * 24 * 3600)
    const may = await house.make(query, { topic: 'enrolled', month: '2026-05' })
    expect(may.ages).toEqual(['0-29', '30-59', '60+'])
    expect(await codeOf(house.make(query, { topic: 'balances', month: '2026-05' }))).toBe('statistic.no-catalogue')
    await pass({ since: '2026-06', changes: [{ id: 'balances', change: 'add', told }] })
    house.clock.pass(31 * 24 * 3600)
    expect((await house.make(query, { topic: 'balances', month: '2026-06' })).catalogue).toBe('4')
  })

  test('不溯及既往；没有改动、增已有的、删没有的，各有说法', async () => {
    const codeFor = (change: Partial<ProposeIndicators>) =>
      codeOf(house.indicators.propose(query, propose({ since: '2027-01', ...change })))
    expect(await codeFor({ since: '2026-06' })).toBe('indicator.since')
    expect(await codeFor({ changes: [] })).toBe('indicator.wrong')
    expect(await codeFor({ changes: [{ id: 'due', change: 'add', told }] })).toBe('indicator.wrong')
    expect(await codeFor({ changes: [{ id: 'due', change: 'change' }] })).toBe('indicator.wrong')
    expect(await codeFor({ changes: [{ id: 'due', change: 'drop', told }] })).toBe('indicator.wrong')
    const twice = { id: 'due', change: 'drop' } as const
    expect(await codeFor({ changes: [twice, twice] })).toBe('indicator.wrong')
    expect(await codeFor({ ages: [0, 30, 30] })).toBe('indicator.wrong')
    expect(await codeFor({ ages: [5, 30] })).toBe('indicator.wrong')
  })

  test('两件同时在办：先批准的成版，后一件不是据它改的，不予批准；可以退回、撤回', async () => {
    const [one, other] = [
      await house.indicators.propose(query, propose({ since: '2027-01', ages: [0, 40] })),
      await house.indicators.propose(query, propose({ since: '2027-02', ages: [0, 50] })),
    ]
    for (const { id } of [one, other]) await house.indicators.turn(approver, id, 'review', note)
    await house.indicators.turn(supervisor, one.id, 'approve', note)
    expect(await codeOf(house.indicators.turn(supervisor, other.id, 'approve', note))).toBe('indicator.catalogue-moved')
    expect((await house.indicators.turn(supervisor, other.id, 'return', '据旧版')).state).toBe('returned')
    const last = await house.indicators.propose(query, propose({ since: '2027-03', ages: [0, 60] }))
    expect(await codeOf(house.indicators.turn(both, last.id, 'withdraw', note))).toBe('indicator.not-yours')
    expect((await house.indicators.turn(query, last.id, 'withdraw', note)).state).toBe('withdrawn')
  })
})
