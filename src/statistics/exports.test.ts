import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { codeOf } from '../../test/disclosure.js'
import { PEOPLE, type TestStatistics, testStatistics } from '../../test/statistics.js'
import type { ExportView, RequestExport } from './export-contract.js'
import { fileKey, openFile, sealFile } from './sealed-file.js'

const { query, approver, supervisor, eastDesk, eastReviewer, clerk } = PEOPLE
const codeAt = (i: number) => `91110108QYT00${String(5000 + i)}X`
const PASSWORD = '领取导出的口令，十二个字'
const FIRMS = 30
const EACH = 4
let db: TestDatabase
let house: TestStatistics
beforeAll(async () => {
  db = await testDatabase()
  house = testStatistics(db)
  for (let i = 0; i < FIRMS; i++)
    await house.people({
      count: EACH,
      employerId: String(500 + i),
      creditCode: codeAt(i),
      months: ['2025-08'],
      paid: [],
    })
  await house.people({ count: 40, employerId: '900', creditCode: codeAt(400), months: ['2025-08'], paid: [] })
  await house.reading.sequence()
})
afterAll(() => db?.close())
beforeEach(() => {
  for (const key of Object.keys(house.limits)) delete house.limits[key as never]
  house.clock.pass(1)
})

const ask = (change: Partial<RequestExport> = {}): RequestExport => ({
  ...{ list: 'employerPersons', creditCode: codeAt(400), from: '2025-01', through: '2025-12', format: 'csv' },
  ...{ purpose: '核对单位参保人员', ...change },
})
const one = async (sql: string) => (await db.admin.transaction({}, (trx) => trx.rows<{ n: number }>(sql)))[0]!.n

article(['WH-10(3)', 'M14-22a', 'M14-23'], '导出', () => {
  test('由口令得出钥匙不占住主线程：别人的请求照常得答', async () => {
    const turns: string[] = []
    const key = fileKey(PASSWORD, (bytes) => Buffer.alloc(bytes, 7)).then(() => turns.push('key'))
    setImmediate(() => turns.push('another request'))
    await key
    expect(turns).toEqual(['another request', 'key'])
    expect(await fileKey(PASSWORD, (bytes) => Buffer.alloc(bytes, 7))).toEqual(
      await fileKey(PASSWORD, (bytes) => Buffer.alloc(bytes, 7)),
    )
  })

  test('截短的、改了一个字节的、不是密封文件的：不启封', async () => {
    const random = (bytes: number) => Buffer.alloc(bytes, 3)
    const whole = sealFile(Buffer.from('名单'), await fileKey(PASSWORD, random), random)
    expect(openFile(whole, PASSWORD)?.toString()).toBe('名单')
    for (const at of [0, 5, 25, 33, whole.length - 1]) {
      const altered = Buffer.from(whole)
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at)
      expect([at, openFile(altered, PASSWORD)]).toEqual([at, undefined])
    }
    for (const length of [0, 3, 4, 20, 40, whole.length - 1])
      expect([length, openFile(whole.subarray(0, length), PASSWORD)]).toEqual([length, undefined])
  })

  test('没有依据的拒绝并记下；别区的单位不得；小名单直接生成，逐人留痕', async () => {
    house.limits['business.export-most-share'] = 1_000_000
    expect(await codeOf(house.exports.request(clerk, ask()))).toBe('access.denied')
    expect(await codeOf(house.exports.request(eastDesk, ask({ creditCode: '91110108QYT0009999' })))).toBe(
      'export.employer',
    )
    const looks = await one('select count(*)::int as n from access.look')
    const ticket = await house.exports.request(eastDesk, ask({ purpose: '核对单位参保人员' }))
    expect(await one('select count(*)::int as n from access.look')).toBe(looks + 40)
    await house.jobs.advance()
    const ready = await house.exports.one(eastDesk, ticket.id)
    expect([ready.state, ready.done, ready.rows]).toEqual(['ready', 40, 40])
    expect(await codeOf(house.exports.download(eastReviewer, ticket.id, PASSWORD))).toBe('export.unknown')
    const sealed = await house.exports.download(eastDesk, ticket.id, PASSWORD)
    expect(sealed.name).toBe(`${ticket.serial}.csv.qyx`)
    expect(sealed.bytes.toString('latin1')).not.toContain(ticket.serial)
    expect(openFile(sealed.bytes, `${PASSWORD}?`), 'the password is not the one').toBeUndefined()
    const bytes = openFile(sealed.bytes, PASSWORD)!
    expect(bytes.toString()).toContain(ticket.serial)
    expect(bytes.toString().split('\r\n')[0]).toMatch(/内部资料，不得外传｜.+｜2026.+｜用途：核对单位参保人员｜导出单/)
    expect(bytes.toString()).not.toMatch(/\d{17}/)
    house.clock.pass(8 * 24 * 3600)
    expect(await codeOf(house.exports.download(eastDesk, ticket.id, PASSWORD))).toBe('export.file-gone')
    expect(house.alarms).toEqual([])
  })

  test('超过行数的，由另一人批准后才开始；名单比批准的多了，不办', async () => {
    house.limits['business.export-most-share'] = 1_000_000
    house.limits['business.export-approval-over'] = 10
    const ticket = await house.exports.request(query, ask())
    expect(ticket.state).toBe('waiting')
    expect(await codeOf(house.exports.start(query, ticket.id))).toBe('export.state')
    expect(await codeOf(house.exports.decide(query, ticket.id, { verdict: 'approve', note: '同意' }))).toBe(
      'access.denied',
    )
    expect((await house.exports.decide(approver, ticket.id, { verdict: 'approve', note: '同意' })).state).toBe(
      'approved',
    )
    await house.people({ count: 1, employerId: '900', creditCode: codeAt(400), months: ['2025-08'], paid: [] })
    await house.reading.sequence()
    expect(await codeOf(house.exports.start(query, ticket.id))).toBe('export.beyond-approval')
    const again = await house.exports.request(query, ask())
    await house.exports.decide(supervisor, again.id, { verdict: 'approve', note: '同意' })
    expect((await house.exports.start(query, again.id)).state).toBe('running')
    expect(await codeOf(house.exports.start(query, again.id))).toBe('export.state')
    await house.jobs.advance()
    expect((await house.exports.one(query, again.id)).state).toBe('ready')
  })

  test('欠缴名单，存为 XLSX；剪去封面与页眉，凭版式认得导出单', async () => {
    house.limits['business.export-most-share'] = 1_000_000
    const lists = [ask({ list: 'arrears', format: 'xlsx' }), ask({ list: 'arrears', format: 'csv' }), ask()]
    const tickets: ExportView[] = []
    for (const asked of lists) tickets.push(await house.exports.request(eastDesk, asked))
    await house.jobs.advance()
    const fileOf = async (at: number) =>
      openFile((await house.exports.download(eastDesk, tickets[at]!.id, PASSWORD)).bytes, PASSWORD)!
    const xlsx = await fileOf(0)
    const shown = await house.exports.leak({ ...supervisor }, async () => xlsx)
    expect([shown.way, shown.ticket?.id]).toEqual(['marks', tickets[0]!.id])
    const csv = (await fileOf(1)).toString()
    const body = csv.split('\r\n').slice(2).join('\r\n')
    expect(body).not.toContain(tickets[1]!.serial)
    const found = await house.exports.leak(supervisor, async () => Buffer.from(body))
    expect([found.way, found.ticket?.id]).toEqual(['marks', tickets[1]!.id])
    expect(found.ticket?.requestedBy).toBe(`经办${eastDesk.personId}`)
    const strange = await house.exports.leak(supervisor, async () => Buffer.from('甲,乙\r\n1,2\r\n'))
    expect([strange.way, strange.ticket]).toEqual(['none', undefined])
    expect(await codeOf(house.exports.leak(eastDesk, async () => xlsx))).toBe('access.denied')
  })

  test('此后又出过两千多张导出单，仍认得；答复说核对了全部多少张', async () => {
    house.limits['business.export-most-share'] = 1_000_000
    const old = await house.exports.request(eastDesk, ask())
    await house.jobs.advance()
    const file = openFile((await house.exports.download(eastDesk, old.id, PASSWORD)).bytes, PASSWORD)!.toString()
    const later = 2600
    await db.admin.pool.query(
      `insert into desk.export_ticket (ticket_id, serial, agency, list, format, body, rows_expected, state, requested_by,
         requested_at, requested_on, digest)
       select gen_random_uuid(), agency || '-DC-2099-' || lpad(n::text, 6, '0'), agency, list, format, body, rows_expected,
         'expired', requested_by, requested_at + interval '1 day', requested_on, digest
       from desk.export_ticket, generate_series(1, $2::int) as n where ticket_id = $1`,
      [old.id, later],
    )
    const { rows: newest } = await db.admin.pool.query<{ ticket_id: string }>(
      'select ticket_id from desk.export_ticket order by requested_at desc limit 2000',
    )
    expect(newest.map(({ ticket_id }) => ticket_id)).not.toContain(old.id)
    const cut = file.split('\r\n').slice(2).join('\r\n')
    const found = await house.exports.leak(supervisor, async () => Buffer.from(cut))
    expect([found.way, found.ticket?.id]).toEqual(['marks', old.id])
    expect(found.candidates).toBeGreaterThan(later)
    const { rows: made } = await db.admin.pool.query('select 1 from desk.export_ticket where digest is not null')
    expect(found.candidates).toBe(made.length)
    // 只剩编号的也认得；删去那一张的记录（对照），谁也不指认。
    const [bare] = [await house.exports.leak(supervisor, async () => Buffer.from(`编号,${old.serial}\r\n甲,乙\r\n`))]
    expect([bare!.way, bare!.ticket?.id]).toEqual(['serial', old.id])
    await db.admin.pool.query('alter table desk.export_ticket disable trigger user')
    await db.admin.pool.query(`update desk.export_ticket set digest = null where ticket_id = $1`, [old.id])
    const gone = await house.exports.leak(supervisor, async () => Buffer.from(cut))
    expect([gone.way, gone.ticket, gone.candidates]).toEqual(['none', undefined, found.candidates - 1])
    await db.admin.pool.query(`delete from desk.export_ticket where serial like '%-DC-2099-%'`)
    await db.admin.pool.query('alter table desk.export_ticket enable trigger user')
  })

  test('每日次数、岗位行数有限，被拒的监督看得到', async () => {
    house.limits['business.export-most-share'] = 1_000_000
    house.limits['business.export-most-rows'] = 39
    expect(await codeOf(house.exports.request(eastReviewer, ask()))).toBe('export.rows')
    delete house.limits['business.export-most-rows']
    house.clock.pass(1)
    house.limits['business.export-per-day'] = 0
    expect(await codeOf(house.exports.request(eastReviewer, ask()))).toBe('export.per-day')
    const { attempts } = await house.exports.list(supervisor)
    expect(attempts.slice(0, 2).map(({ code }) => code)).toEqual(['export.per-day', 'export.rows'])
    expect((await house.exports.list(eastReviewer)).attempts).toEqual([])
  })
})

article('M14-22a', '一千次小额导出凑不成全库', () => {
  const reached = async (by: typeof eastReviewer, times: number) => {
    for (let i = 0; i < times; i++) {
      const asked = ask({ creditCode: codeAt(i % FIRMS) })
      await house.exports.request(by, asked).catch(() => undefined)
    }
    return one(`select count(distinct person_id)::int as n from desk.export_person where by_person = ${by.personId}`)
  }

  test('累计以并集计，到上限为止；上限关掉就凑得成（对照）', { timeout: 300_000 }, async () => {
    house.clock.pass(40 * 24 * 3600)
    house.limits['business.export-per-day'] = 100_000
    house.limits['business.export-most-share'] = 200_000
    const all = await one('select count(distinct person_id)::int as n from ledger.person_registration')
    const most = Math.floor(all * 0.2)
    const got = await reached(eastReviewer, 1000)
    expect(got).toBeGreaterThan(0)
    expect(got).toBeLessThanOrEqual(most)
    expect((await house.exports.list(supervisor)).attempts.some(({ code }) => code === 'export.cumulative')).toBe(true)
    house.limits['business.export-most-share'] = 1_000_000
    expect(await reached(eastReviewer, FIRMS)).toBe(FIRMS * EACH)
  })

  test('同一机构的几个账户轮着导出，合起来也到机构的上限为止；别的机构另计；上限关掉就再多一份（对照）', async () => {
    house.clock.pass(40 * 24 * 3600)
    house.limits['business.export-unit-most'] = 3 * EACH
    const codes: unknown[] = []
    for (const [i, by] of [eastReviewer, eastDesk, eastReviewer, eastDesk].entries())
      codes.push(await codeOf(house.exports.request(by, ask({ creditCode: codeAt(i) }))))
    expect(codes).toEqual(['done', 'done', 'done', 'export.cumulative'])
    const since = house.clock.today()
    expect(
      await one(
        `select count(distinct person_id)::int as n from desk.export_person where agency = '999901' and on_day = '${since}'`,
      ),
    ).toBe(3 * EACH)
    const again = await codeOf(house.exports.request(eastDesk, ask({ creditCode: codeAt(0) })))
    expect(again).toBe('done') // 已导出过的人不再多计
    expect(await codeOf(house.exports.request(query, ask({ creditCode: codeAt(3) })))).toBe('done')
    delete house.limits['business.export-unit-most']
    expect(await codeOf(house.exports.request(eastDesk, ask({ creditCode: codeAt(3) })))).toBe('done')
  })
})
