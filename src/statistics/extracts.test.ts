import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { codeOf } from '../../test/disclosure.js'
import { PEOPLE, type TestStatistics, testStatistics } from '../../test/statistics.js'
import { parsePeriod } from '../kernel/period.js'
import type { MakeStatistic } from './contract.js'
import type { RequestExtract } from './extract-contract.js'
import { inRange } from './extract-rows-service.js'
import { openFile } from './sealed-file.js'

const { query, approver, supervisor, both, clerk } = PEOPLE
const PASSWORD = '提取口令-2026-甲乙丙'
let db: TestDatabase
let house: TestStatistics
beforeAll(async () => {
  db = await testDatabase()
  house = testStatistics(db)
  house.limits['business.extract-most-share'] = 1_000_000
  const born = (i: number) => (i === 0 ? '1925-03-01' : `${1966 + (i % 30)}-03-01`)
  await house.people({ count: 60, employerId: '41', creditCode: '91110108QYT0000414', months: ['2025-08'], born })
  await house.reading.sequence()
})
afterAll(() => db?.close())
beforeEach(() => house.clock.pass(1))

const request = (change: Partial<RequestExtract> = {}): RequestExtract => ({
  ...{ receiver: '示例市人力资源和社会保障局规划处', purposeKind: 'decision', purpose: '测算缴费基数分布' },
  ...{ insurance: '110', from: '2025-01', through: '2025-12', agency: '999900', identified: false },
  ...change,
})
const duty = { document: '社会保险法', article: '第七十九条', why: '监督检查须核对到人' }

function sizesOf(rows: readonly string[][]): Map<string, number> {
  const groups = new Map<string, number>()
  for (const row of rows) groups.set(row.slice(1, 5).join(), (groups.get(row.slice(1, 5).join()) ?? 0) + 1)
  return groups
}

async function made(change: Partial<RequestExtract> = {}) {
  const { id } = await house.extracts.request(query, request(change))
  await house.extracts.decide(approver, id, { verdict: 'approve', note: '同意提取' })
  if (change.identified) await house.extracts.decide(supervisor, id, { verdict: 'approve', note: '同意' }, true)
  const view = await sealed(id)
  const { bytes } = await house.extracts.download(query, id)
  const rows = openFile(bytes, PASSWORD)!
    .toString()
    .trim()
    .split('\r\n')
    .slice(1)
    .map((row) => row.split(','))
  return { id, view, bytes, rows }
}

/** 提出、后台做完、再看。 */
async function sealed(id: string) {
  await house.extracts.seal(query, id, PASSWORD)
  await house.jobs.advance()
  return house.extracts.show(query, id)
}

article(['M14-17a', 'M14-17b'], '去标识化提取', () => {
  test('没有依据的拒绝；申请人不得自行批准；未批准的不生成', async () => {
    expect(await codeOf(house.extracts.request(clerk, request()))).toBe('access.denied')
    const { id } = await house.extracts.request(both, request())
    expect(await codeOf(house.extracts.decide(both, id, { verdict: 'approve', note: '同意' }))).toBe('access.denied')
    expect(await codeOf(house.extracts.seal(both, id, PASSWORD))).toBe('extract.state')
  })

  test('概化到 k：每组不少于 k 人，孤单的一人抑制并计数', async () => {
    const { view, rows } = await made()
    const { facts } = view.file!
    const groups = sizesOf(rows)
    expect(Math.min(...groups.values())).toBe(facts.k)
    expect(facts.k).toBeGreaterThanOrEqual(facts.least)
    expect([rows.length, facts.rows + facts.suppressedPersons]).toEqual([facts.rows, 60])
    expect(facts.suppressedPersons).toBeGreaterThan(0)
  })

  test('不概化，就有一组只有一人（对照）', async () => {
    house.limits['business.extract-least'] = 1
    const { rows } = await made()
    delete house.limits['business.extract-least']
    expect(Math.min(...sizesOf(rows).values())).toBe(1)
  })

  test('没有姓名、号码；假名各次不同；密封、有期限、记入登记簿', async () => {
    const [one, other] = [await made(), await made()]
    const text = one.rows.flat().join()
    expect(text).not.toContain('测试')
    expect(one.rows.flatMap(([, ...told]) => told).join()).not.toMatch(/\d{15}/)
    const names = new Set(one.rows.map(([name]) => name))
    expect(names.size).toBe(one.rows.length)
    expect(other.rows.some(([name]) => names.has(name!))).toBe(false)
    expect(openFile(one.bytes, `${PASSWORD}x`)).toBeUndefined()
    expect(one.bytes.includes(Buffer.from('年龄段'))).toBe(false)
    const [row] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ kind: string; subjects: string; result_hash: string }>(
        'select kind, subjects, result_hash from access.query_entry where inquiry_id = $1',
        [one.id],
      ),
    )
    expect(row).toEqual({ kind: 'department', subjects: '', result_hash: one.view.file!.digest })
    expect(await codeOf(house.extracts.seal(query, one.id, PASSWORD))).toBe('extract.state')
    expect(await codeOf(house.extracts.download(both, one.id))).toBe('extract.file-gone')
    house.clock.pass(40 * 24 * 3600)
    expect(await codeOf(house.extracts.download(query, one.id))).toBe('extract.file-gone')
  })

  test('含识别信息：写明法定职责并另由行政监督批准，缺一不可；逐人留痕', async () => {
    expect(await codeOf(house.extracts.request(query, request({ identified: true })))).toBe('extract.duty')
    const develop = { identified: true, purposeKind: 'development', duty } as const
    expect(await codeOf(house.extracts.request(query, request(develop)))).toBe('extract.duty')
    const { id } = await house.extracts.request(query, request({ identified: true, duty }))
    await house.extracts.decide(approver, id, { verdict: 'approve', note: '同意提取' })
    expect(await codeOf(house.extracts.seal(query, id, PASSWORD))).toBe('extract.state')
    expect(await codeOf(house.extracts.decide(approver, id, { verdict: 'approve', note: '同意' }, true))).toBe(
      'access.denied',
    )
    const { rows, view } = await made({ identified: true, duty })
    expect(rows.flat().join()).toContain('测试')
    const [lines] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ n: number }>(`select count(*)::int as n from access.look where matter = $1 and outcome = 'shown'`, [
        view.serial,
      ]),
    )
    expect(lines!.n).toBe(60)
  })
})

article(['M14-17b', 'M14-22a'], '两次提取相减，减不出一个人', () => {
  const FIRM = { employerId: '42', creditCode: '91110108QYT0000422' }
  const born = (i: number) => `${i % 2 === 0 ? 1980 : 1970}-03-01`
  const peopleIn = (insurance: string) =>
    db.admin.transaction({}, (trx) =>
      trx.rows<{ told: string; n: number }>(
        `select told, count(*)::int as n from desk.extract_member where insurance = $1 group by extract_id, told`,
        [insurance],
      ),
    )

  test('加了一人再提一次：各组之差或者为零，或者不少于 k；多概化一级，或者不给那一组', async () => {
    await house.people({ ...FIRM, count: 30, months: ['2026-01'], born })
    await house.reading.sequence()
    const range = { from: '2026-01', through: '2026-01' } as const
    const first = await made(range)
    expect(first.view.file!.facts.rows).toBe(30)
    await house.people({ employerId: '43', creditCode: '91110108QYT0000430', count: 1, months: ['2026-01'], born })
    await house.reading.sequence()
    const second = await made(range)
    const [before, after] = [sizesOf(first.rows), sizesOf(second.rows)]
    expect([before.size, [...after.values()]]).toEqual([2, [15]])
    for (const [group, size] of after) {
      const apart = Math.abs(size - (before.get(group) ?? 0))
      expect([group, apart === 0 || apart >= 5]).toEqual([group, true])
    }
    expect(second.view.file!.facts.suppressedPersons).toBeGreaterThan(0)
    const same = await made(range)
    expect(sizesOf(same.rows)).toEqual(after)
    expect((await peopleIn('110')).every(({ n }) => n >= 1)).toBe(true)
  })

  test('对照：不与以前的相核对，差的就是那一个人', async () => {
    const count = async () => (await inAll()).length
    const all = await count()
    await house.people({ employerId: '44', creditCode: '91110108QYT0000449', count: 1, months: ['2026-01'], born })
    await house.reading.sequence()
    expect(await count()).toBe(all + 1)
  })

  test('核对要分的类太多：不办，说得出', async () => {
    house.limits['business.extract-classes'] = 0
    const { id } = await house.extracts.request(query, request({ from: '2026-01', through: '2026-01' }))
    await house.extracts.decide(approver, id, { verdict: 'approve', note: '同意提取' })
    const { state, job } = await sealed(id)
    delete house.limits['business.extract-classes']
    expect([state, job?.state, job?.why?.code]).toEqual(['approved', 'failed', 'extract.too-many-earlier'])
  })

  async function inAll(): Promise<string[]> {
    const [from, through] = [parsePeriod('2026-01'), parsePeriod('2026-01')]
    const range = { from, through, insurance: '110', agencies: new Set(['999900', '999901', '999902']) }
    const found: string[] = []
    for await (const { personId } of inRange(db.verify, range as never, () => '10')) found.push(personId)
    return found
  }
})

article('M14-22a', '提取不得及于全库', () => {
  test('超过全部参保人的比例即拒绝', async () => {
    house.limits['business.extract-most-share'] = 500_000
    const { id } = await house.extracts.request(query, request())
    await house.extracts.decide(approver, id, { verdict: 'approve', note: '同意提取' })
    const { state, job } = await sealed(id)
    expect([state, job?.state, job?.why?.code]).toEqual(['approved', 'failed', 'extract.too-large'])
    house.limits['business.extract-most-share'] = 1_000_000
  })
})

article('M14-17b', '提取与已公布的统计表相减，也得不出不足 k 人的一段', () => {
  const month = '2024-11'
  const aged = (i: number) => `${2024 - (i < 20 ? 57 : i < 38 ? 62 : 67)}-03-01`

  test('公布之后提取：及于那一段的组不给，再概化；没有公布，就给得出（对照）', async () => {
    await house.people({ employerId: '46', creditCode: '91110108QYT0000465', count: 40, months: [month], born: aged })
    await house.reading.sequence()
    const before = (await made({ from: month, through: month, agency: '999900' })).rows
    expect(new Set(before.map((row) => row[1]))).toEqual(new Set(['50-59', '60-69']))
    await db.admin.transaction({}, (trx) => trx.rows('alter table desk.extract_member disable trigger user'))
    await db.admin.transaction({}, (trx) => trx.rows('delete from desk.extract_member'))
    await db.admin.transaction({}, (trx) => trx.rows('alter table desk.extract_member enable trigger user'))
    await publish('due', month)
    const after = await made({ from: month, through: month, agency: '999900' })
    expect(after.rows).toHaveLength(40)
    expect(new Set(after.rows.map((row) => row[1]))).toEqual(new Set(['*']))
  })
})

/** 市级编制、批准、公布一张表。 */
async function publish(topic: 'due', month: string): Promise<void> {
  const { id } = await house.make(query, { topic, month, agency: '999900' } as MakeStatistic)
  await house.statistics.step(approver, id, 'approve', '同意')
  await house.statistics.step(supervisor, id, 'publish', '公布')
}
