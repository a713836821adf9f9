import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { staff } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { codeOf } from '../../test/disclosure.js'
import { dueFact } from '../../test/ledger.js'
import { PEOPLE, type TestStatistics, testStatistics } from '../../test/statistics.js'
import type { AdHocView, RequestAdHoc } from './ad-hoc-contract.js'
import { StatisticJobService } from './statistic-job-service.js'

const { query, approver, supervisor, both, clerk, eastQuery, eastReviewer } = PEOPLE
let db: TestDatabase
let house: TestStatistics
let people: string[]
beforeAll(async () => {
  db = await testDatabase()
  house = testStatistics(db)
  const terms = { months: ['2025-08'] }
  people = await house.people({ ...terms, count: 40, employerId: '61', creditCode: '91110108QYT0000617' })
  await house.people({
    ...{ ...terms, count: 1, employerId: '62', creditCode: '91110108QYT0000625', agency: '999902' },
  })
  await house.reading.sequence()
})
afterAll(() => db?.close())
beforeEach(() => {
  for (const key of Object.keys(house.limits)) delete house.limits[key as never]
  for (const one of Object.values(PEOPLE)) house.inPost.set(one.accountId, one)
  house.clock.pass(1)
})

const ask = (change: Partial<RequestAdHoc> = {}): RequestAdHoc => ({
  ...{ measure: 'enrolled', month: '2025-08', dimensions: ['sex'], filter: {}, insurances: ['110'] },
  ...{ receiver: '示例市人力资源和社会保障局规划处', purposeKind: 'decision', purpose: '测算参保结构' },
  ...change,
})
const approve = { verdict: 'approve', note: '用途正当，同意' } as const
const approved = async (change: Partial<RequestAdHoc> = {}, by = query) => {
  const { id } = await house.adHoc.request(by, ask(change))
  await house.adHoc.decide(approver, id, approve)
  return id
}
async function made(change: Partial<RequestAdHoc> = {}, by = query): Promise<AdHocView> {
  const id = await approved(change, by)
  await house.adHoc.run(by, id)
  await house.jobs.advance()
  return house.adHoc.show(by, id)
}
const cellsOf = ({ result }: AdHocView) => result!.tables[0]!.cells
const wholeOf = (view: AdHocView) =>
  cellsOf(view).find((cell) =>
    [cell.agency, cell.age, cell.kind, cell.sex, cell.employerType].every((one) => one === '*'),
  )
const rowsOf = <T extends object>(sql: string, values: readonly unknown[] = []) =>
  db.admin.transaction({}, (trx) => trx.rows<T>(sql, values))

article(['WH-11b', 'M14-17a'], '临时统计：申请、批准、生成', () => {
  test('没有依据的，拒绝并记下；有依据的，办了、记入登记簿；生成两次只有一份', async () => {
    const denied = `select count(*)::int as n from access.event where action = 'adHoc.request' and outcome <> 'shown'`
    const [before] = await rowsOf<{ n: number }>(denied)
    expect(await codeOf(house.adHoc.request(clerk, ask()))).toBe('access.denied')
    expect((await rowsOf<{ n: number }>(denied))[0]!.n).toBe(before!.n + 1)
    const view = await made()
    expect([view.state, view.job?.state]).toEqual(['made', 'done'])
    expect(wholeOf(view)).toMatchObject({ insurance: '110', count: 41 })
    expect(view.result).toMatchObject({ catalogue: '1', least: 5 })
    const [entry] = await rowsOf<object>(
      'select kind, unit, subjects, result_hash from access.query_entry where inquiry_id = $1',
      [view.id],
    )
    expect(entry).toEqual({
      ...{ kind: 'department', unit: view.receiver, subjects: '', result_hash: view.result!.digest },
    })
    expect(await codeOf(house.adHoc.run(query, view.id))).toBe('ad-hoc.state')
    await house.jobs.advance()
    const [count] = await rowsOf<{ n: number }>(
      'select count(*)::int as n from access.query_entry where inquiry_id = $1',
      [view.id],
    )
    expect(count!.n).toBe(1)
  })

  test('申请人不得自行批准，同一自然人换个账户也不行；别区的、别的岗位的也不得批准', async () => {
    const { id } = await house.adHoc.request(both, ask())
    expect(await codeOf(house.adHoc.decide(both, id, approve))).toBe('access.denied')
    const again = { ...both, accountId: 'other', posts: ['queryApprover' as const] }
    expect(await codeOf(house.adHoc.decide(again, id, approve))).toBe('access.denied')
    expect(await codeOf(house.adHoc.decide(eastReviewer, id, approve))).toBe('ad-hoc.unknown')
    expect(await codeOf(house.adHoc.decide(staff(['queryApprover'], '999901', '79'), id, approve))).toBe(
      'ad-hoc.unknown',
    )
    expect(await codeOf(house.adHoc.decide(supervisor, id, approve))).toBe('access.denied')
    expect(await codeOf(house.adHoc.run(both, id))).toBe('ad-hoc.state')
    const refused = await house.adHoc.decide(approver, id, { verdict: 'refuse', note: '用途不明' })
    expect([refused.state, refused.steps.at(-1)?.note]).toEqual(['refused', '用途不明'])
    expect(await codeOf(house.adHoc.run(both, id))).toBe('ad-hoc.state')
  })

  test('只由申请人生成、撤回；批准过期的不办；撤回之后不能再批', async () => {
    const id = await approved()
    expect(await codeOf(house.adHoc.run(both, id))).toBe('ad-hoc.not-yours')
    house.clock.pass(31 * 24 * 3600)
    expect(await codeOf(house.adHoc.run(query, id))).toBe('ad-hoc.approval-over')
    expect((await house.adHoc.withdraw(query, id, '不再需要')).state).toBe('withdrawn')
    expect(await codeOf(house.adHoc.decide(approver, id, approve))).toBe('ad-hoc.state')
  })

  test('词表之外的、别区的、分得过多过细的，各有说法', async () => {
    const codeFor = (change: object) => codeOf(house.adHoc.request(query, ask(change as never)))
    expect(await codeFor({ filter: { kind: ['nobody'] } })).toBe('ad-hoc.vocabulary')
    expect(await codeFor({ filter: { kind: ['constructor'] } })).toBe('ad-hoc.vocabulary')
    expect(await codeFor({ insurances: ['999'] })).toBe('ad-hoc.vocabulary')
    expect(await codeFor({ measure: 'employers', dimensions: ['sex'] })).toBe('ad-hoc.vocabulary')
    expect(await codeFor({ dimensions: ['agency', 'age', 'kind', 'sex'] })).toBe('ad-hoc.dimensions')
    house.limits['business.ad-hoc-cells'] = 30
    expect(await codeFor({ dimensions: ['agency', 'age', 'kind'] })).toBe('ad-hoc.too-fine')
    expect(await codeFor({ month: '2030-01' })).toBe('statistic.month-not-over')
    const abroad = ask({ filter: { agency: ['999902'] } })
    expect(await codeOf(house.adHoc.request(eastQuery, abroad))).toBe('ad-hoc.agency')
  })

  test('区级只见本区，别区的申请看不到', async () => {
    const east = await made({}, eastQuery)
    expect(wholeOf(east)!.count ?? 'suppressed').toSatisfy((count) => count === 40 || count === 'suppressed')
    expect(new Set(cellsOf(east).map(({ agency }) => agency))).toEqual(new Set(['*']))
    const { id } = await house.adHoc.request(query, ask())
    expect(await codeOf(house.adHoc.show(eastQuery, id))).toBe('ad-hoc.unknown')
  })
})

article(['BD-31b', 'M14-17b'], '攻击：差分、单人、保密标识', () => {
  test('只有一人的机构：按它筛选，什么也不列', async () => {
    const view = await made({ filter: { agency: ['999902'] }, dimensions: ['age', 'sex'] })
    expect(cellsOf(view).length).toBeGreaterThan(0)
    expect(cellsOf(view).every(({ suppressed, count }) => suppressed === true && count === undefined)).toBe(true)
  })

  test('两次申请相差一人：先问全市，再问东城，第二次不列；第一次没问过就列（对照）', async () => {
    const sexOf = (view: AdHocView) => cellsOf(view).find(({ sex, agency }) => sex === '1' && agency === '*')?.count
    const month = '2025-09'
    expect(sexOf(await made({ month }))).toBe(21)
    const after = await made({ month, filter: { agency: ['999901'] } })
    expect([wholeOf(after)!.count, sexOf(after)]).toEqual([undefined, undefined])
    const fresh = await made({ month: '2025-10', filter: { agency: ['999901'] } })
    expect(sexOf(fresh)).toBe(20)
    // 反过来也一样：东城的已经列出，全市的就不列
    expect(sexOf(await made({ month: '2025-10' }))).toBeUndefined()
  })

  test('有保密标识的人哪里也不计', async () => {
    const month = '2025-11'
    const before = wholeOf(await made({ month, dimensions: [] }))!.count!
    const place = { line: 1, agency: '999901', area: '999900', personId: people[0]! }
    const mark = { kind: 'protection', ...place, fromDay: '2025-01-01', ground: '公安特情', document: '函2' }
    await house.reading.ledger.post([{ ...mark, change: 'begin' } as never])
    await house.reading.sequence()
    expect(wholeOf(await made({ month, dimensions: [] }))!.count).toBe(before - 1)
    await house.reading.ledger.post([{ ...mark, change: 'end' } as never])
    await house.reading.sequence()
  })

  test('已列出的表多到核对不过来，就不办', async () => {
    house.limits['business.ad-hoc-groups'] = 1
    const view = await made({ month: '2025-12', dimensions: ['age', 'sex'] })
    expect([view.state, view.job?.why?.code]).toEqual(['approved', 'ad-hoc.too-many-beside'])
  })
})

article(['WH-11b'], '后台任务：取消、重启、离岗、时限', () => {
  test('取消的任务什么也不留；别人不能取消；之后可以再生成一次', async () => {
    const id = await approved({ month: '2026-01' })
    const { job } = await house.adHoc.run(query, id)
    expect(job).toMatchObject({ state: 'waiting', canCancel: true })
    expect(await codeOf(house.adHoc.run(query, id))).toBe('ad-hoc.state')
    expect(await codeOf(house.adHoc.withdraw(query, id, '撤回'))).toBe('ad-hoc.state')
    expect(await codeOf(house.desk.cancel(both, job!.id))).toBe('statistic-job.not-yours')
    expect(await codeOf(house.desk.cancel(eastQuery, job!.id))).toBe('statistic-job.unknown')
    expect((await house.desk.cancel(query, job!.id)).state).toBe('cancelled')
    await house.jobs.advance()
    expect(await codeOf(house.desk.cancel(query, job!.id))).toBe('statistic-job.state')
    const view = await house.adHoc.show(query, id)
    expect([view.state, view.result]).toEqual(['approved', undefined])
    const left = await rowsOf('select 1 from desk.ad_hoc_result where ad_hoc_id = $1', [id])
    const bodies = await rowsOf('select 1 from desk.statistic_job where job_id = $1 and length(body) > 0', [job!.id])
    expect([left, bodies]).toEqual([[], []])
    await house.adHoc.run(query, id)
    await house.jobs.advance()
    expect((await house.adHoc.show(query, id)).state).toBe('made')
  })

  test('做到一半被取消：结果与结束一起写，都不留', async () => {
    const id = await approved({ month: '2026-01', dimensions: ['age'] })
    const { job } = await house.adHoc.run(query, id)
    const ports = { ...house.ports, setting: cancelsAt('business.statistic-least', job!.id) }
    await new StatisticJobService(ports).advance()
    expect((await house.desk.show(query, job!.id)).state).toBe('cancelled')
    expect((await house.adHoc.show(query, id)).state).toBe('approved')
    expect(await rowsOf('select 1 from access.query_entry where inquiry_id = $1', [id])).toEqual([])
  })

  test('停机打断的，重启之后从头做完', async () => {
    const id = await approved({ month: '2026-02' })
    const { job } = await house.adHoc.run(query, id)
    await rowsOf(`update desk.statistic_job set state = 'running', done = 7 where job_id = $1`, [job!.id])
    await new StatisticJobService(house.ports).advance()
    expect(await house.desk.show(query, job!.id)).toMatchObject({ state: 'done', done: 41 })
  })

  test('批准人离岗：批准失效，另由在岗的人批准；申请人离岗：不再进行', async () => {
    const id = await approved({ month: '2026-03' })
    const { job } = await house.adHoc.run(query, id)
    house.inPost.set(approver.accountId, { ...approver, posts: ['cashier'] })
    await house.jobs.advance()
    expect((await house.desk.show(query, job!.id)).why?.code).toBe('ad-hoc.approver-gone')
    expect((await house.adHoc.show(query, id)).state).toBe('lapsed')
    expect(await codeOf(house.adHoc.run(query, id))).toBe('ad-hoc.state')
    await house.adHoc.decide(both, id, approve)
    await house.adHoc.run(query, id)
    house.inPost.delete(query.accountId)
    await house.jobs.advance()
    const [last] = (await house.desk.list(both)).items
    expect(last).toMatchObject({ state: 'failed', why: { code: 'statistic-job.asker-gone' } })
    house.inPost.set(query.accountId, { ...query, posts: ['cashier'] })
    await house.adHoc.run(query, id)
    await house.jobs.advance()
    expect((await house.adHoc.show(both, id)).job?.why?.code).toBe('access.denied')
  })

  test('超过时限的停下', async () => {
    house.limits['business.ad-hoc-minutes'] = -1
    const view = await made({ month: '2026-03', dimensions: ['kind'] })
    expect([view.state, view.job?.why?.code]).toEqual(['approved', 'ad-hoc.too-long'])
  })
})

article(['WH-11b', 'WH-11c', 'BD-31b'], '结果：限于内部，有期限，公布须经批准', () => {
  test('到期清除各格；到期之后不能提请公布', async () => {
    const view = await made({ dimensions: ['age'] })
    house.clock.pass(31 * 24 * 3600)
    const later = await house.adHoc.show(query, view.id)
    expect([later.result!.tables, later.result!.digest]).toEqual([[], view.result!.digest])
    expect(await codeOf(house.adHoc.release(query, view.id))).toBe('ad-hoc.result-gone')
  })

  test('提请公布：成为草稿，由别人批准、公布，之前公众看不到', async () => {
    const view = await made({ dimensions: ['kind'], filter: { sex: ['1'] } })
    expect(await codeOf(house.adHoc.release(both, view.id))).toBe('ad-hoc.not-yours')
    expect((await house.adHoc.release(query, view.id)).state).toBe('released')
    const draft = (await house.statistics.list(query)).items.find(({ kind }) => kind === 'adHoc')!
    const isPublic = async () => (await house.statistics.released()).items.some(({ id }) => id === draft.id)
    expect([draft.state, await isPublic()]).toEqual(['draft', false])
    await house.statistics.step(approver, draft.id, 'approve', '同意')
    await house.statistics.step(supervisor, draft.id, 'publish', '公布')
    expect(await isPublic()).toBe(true)
    const shown = (await house.statistics.released()).items.find(({ id }) => id === draft.id)
    expect(shown!.scope).toEqual({ zh: '按人员身份分；只统计：性别 男', en: 'by Kind of person; only: Sex male' })
    expect(await codeOf(house.adHoc.release(query, view.id))).toBe('ad-hoc.state')
  })

  test('再记了账，数按那时的截止叶；所列的仍可相对', async () => {
    const first = await made({ measure: 'due', dimensions: ['sex'], month: '2025-08' })
    await house.reading.ledger.post([dueFact(people[1]!, '2025-08', { employerId: '61', contributionKind: '2' })])
    await house.reading.sequence()
    const second = await made({ measure: 'due', dimensions: ['sex'], month: '2025-08' })
    expect(wholeOf(second)!.amount).toBe(wholeOf(first)!.amount! + 192_000)
    expect(second.result!.cutoff).toBeGreaterThan(first.result!.cutoff)
  })
})

/** 读到这项设定时，任务恰被取消。 */
function cancelsAt(at: string, jobId: string): TestStatistics['ports']['setting'] {
  return (id, variant) => {
    if (id === at) void house.desk.cancel(query, jobId)
    return house.ports.setting(id, variant)
  }
}
