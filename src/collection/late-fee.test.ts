import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, csv, FRONT_DESK, operator, type TestDesk, testDesk } from '../../test/desk.js'
import type { Day } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import { parsePeriod } from '../kernel/period.js'
import type { Refusal } from '../kernel/refusal.js'
import type { Fact, Posted } from '../ledger/fact.js'
import { factsOfEmployer, factsOfPerson } from '../ledger/record-store.js'
import { employerView, lateFeesOf } from '../records/employer.js'
import { recordOf } from '../records/record.js'
import { DeferralService } from './deferral-service.js'
import { LateFeeService } from './late-fee-service.js'
import { type LevyEntry, writeLevyFile } from './levy-file.js'

const CODES = ['91110108QYT0000144', '91110105QYT000022K'] as const
const JANUARY = parsePeriod('2026-01')

let db: TestDatabase
let desk: TestDesk
const employers: string[] = []
const persons: string[] = []

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  for (const [i, code] of CODES.entries()) {
    employers.push(await desk.employer(code))
    await desk.persons([[citizen(i), '测试甲']], code)
    const input = { employerId: employers[i]!, settlementMonth: JANUARY, fileName: 'a.csv' }
    const bytes = csv('社会保障号码,姓名,缴费工资', [[citizen(i), '测试甲', '8000']])
    const filer = operator('800', employers[i]!)
    const { submission } = await desk.filings.upload(filer, { ...input, bytes })
    await desk.passAll(await desk.filings.submit(filer, submission.id, { revision: 1, acceptedOnly: false }))
    const [row] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ id: string }>('select person_id as id from desk.identity where digest = $1', [
        desk.ledger.vault.identityDigest(citizen(i)),
      ]),
    )
    persons.push(row!.id)
  }
})
afterAll(() => db.close())

let batch = 0
async function levy(n: number, change: Partial<LevyEntry> = {}) {
  const entry = {
    ...{ levyVoucher: `6999990${n}`, creditCode: CODES[n]!, identityNumber: citizen(n), fullName: '测试甲' },
    ...{ insurance: '110', settlementMonth: JANUARY, contributionMonth: JANUARY, contributionKind: '1' },
    ...{ base: fen(800_000), employerAmount: fen(128_000), personAmount: fen(64_000) },
    ...{ arrivalDay: '2026-03-07' as Day, ...change },
  }
  const bytes = Buffer.from(writeLevyFile(`L${++batch}`, [entry]))
  const { submission } = await desk.levies.upload(FRONT_DESK, { fileName: 'a.csv', bytes })
  return desk.levies.submit(FRONT_DESK, submission.id, { revision: 1, acceptedOnly: false })
}
const fees = () =>
  db.admin.transaction({}, (trx) =>
    trx.rows(`select employer_id as employer, contribution_month as month, arrears, from_day, paid_day, days, amount
              from ledger.late_fee order by posting_id, ordinal`),
  )
async function factsFor(n: number): Promise<readonly Posted<Fact>[]> {
  const { vault } = desk.ledger
  return (await db.app.transaction({ persons: [persons[n]!] }, (trx) => factsOfPerson(trx, persons[n]!, vault))).facts
}
const ofEmployer = (n: number) =>
  db.app.transaction({ employer: employers[n]! }, (trx) => factsOfEmployer(trx, employers[n]!, JANUARY, JANUARY))
const stateOf = async (n: number, today: string) =>
  recordOf(await factsFor(n), desk.policy.book, { today: today as Day }).insurances.find(
    ({ insurance }) => insurance === '110',
  )!.rows[0]!

article(['M14-2(2)', 'M14-6d'], '滞纳金：由规则算得，是单位的，不入任何人的记录', () => {
  test('到账迟了二十天：预览与记账相同，逐日万分之五', async () => {
    const detail = await levy(0)
    const preview = await new LateFeeService(desk.ports).preview(FRONT_DESK, detail.id)
    expect(preview).toMatchObject({ count: 1, total: 1_920, items: [{ days: 20, arrears: 192_000 }] })
    expect(preview.items[0]!.computed.says.zh).toContain('滞纳金')
    expect(JSON.stringify(preview)).not.toContain('测试甲')
    expect(await fees()).toEqual([])
    expect((await desk.passAll(detail)).state).toBe('posted')
    expect(await fees()).toEqual([
      {
        ...{ employer: employers[0], month: 202601, arrears: '192000', from_day: '2026-02-16', paid_day: '2026-03-07' },
        ...{ days: 20, amount: '1920' },
      },
    ])
  })

  test('多到的钱不计滞纳金；按期到的不计', async () => {
    const count = (await fees()).length
    expect((await desk.passAll(await levy(0, { levyVoucher: '69999911' }))).state).toBe('posted')
    const early = { insurance: '210', base: fen(800_000), employerAmount: fen(1), personAmount: fen(1) }
    expect((await desk.passAll(await levy(0, { ...early, arrivalDay: '2026-02-15' as Day }))).state).toBe('posted')
    expect((await fees()).length).toBe(count)
  })

  test('个人的事实、记录与各数，没有滞纳金；单位的有（对照）', async () => {
    const facts = await factsFor(0)
    expect(facts.map(({ kind }) => kind)).not.toContain('lateFee')
    const record = JSON.stringify(recordOf(facts, desk.policy.book, { today: '2026-03-16' as Day }))
    expect(/"lateFee"|滞纳金|"value":1920\b/.test(record)).toBe(false)
    expect(/"value":192000\b/.test(record)).toBe(true) // what was paid is there
    const own = await ofEmployer(0)
    expect(lateFeesOf(own, employers[0]!)).toMatchObject([{ amount: 1_920, insurance: '110', days: 20 }])
    expect(employerView(own, employers[0]!, '2026-03-16' as Day)[0]).toMatchObject({ paidPerson: 128_000 })
  })

  test('行级权限：个人范围与别家单位看不到滞纳金，本单位看得到（对照）', async () => {
    const seen = (scope: object) =>
      db.app.transaction(scope, (trx) => trx.rows('select 1 from ledger.late_fee')).then((found) => found.length)
    expect(await seen({ persons: [persons[0]!] })).toBe(0)
    expect(await seen({ employer: employers[1]! })).toBe(0)
    expect(await seen({ employer: employers[0]! })).toBe(1)
    for (const sql of [
      'update ledger.late_fee set amount = 0',
      'delete from ledger.late_fee',
      'truncate ledger.late_fee',
    ])
      await expect(db.admin.transaction({}, (trx) => trx.rows(sql))).rejects.toThrow('只增不改')
  })
})

article(['M14-2(2)', 'M14-7a'], '缓缴：经批准的单位事项，期内不作欠缴，也不计滞纳金', () => {
  const request = async (change: object = {}) => {
    const bytes = Buffer.from(`文号,内容\n缓〔2026〕1号,同意缓缴${JSON.stringify(change).length}\n`)
    const paper = await desk.ports.papers.receive('999901', 'attachment', bytes)
    return {
      ...{ creditCode: CODES[1], insurances: ['110'] as never, fromMonth: '2026-01', throughMonth: '2026-02' },
      ...{ untilDay: '2026-03-05', document: '缓〔2026〕1号', documentId: paper.documentId, ...change },
    }
  }

  test('未批准：欠缴（对照）', async () => {
    expect(await stateOf(1, '2026-03-01')).toMatchObject({ state: 'unpaid', arrears: { value: 192_000 } })
  })

  test('四个环节之后：期内记为缓缴，期满仍未缴的是欠缴；月份不计', async () => {
    const deferrals = new DeferralService(desk.ports)
    const detail = await deferrals.defer(FRONT_DESK, await request())
    expect(detail).toMatchObject({ kind: 'deferral', route: ['initialReview', 'review', 'recheck', 'approval'] })
    expect((await desk.passAll(detail)).state).toBe('posted')
    expect(await stateOf(1, '2026-03-05')).toMatchObject({
      state: 'deferred',
      paidInFull: false,
      arrears: { value: 0 },
    })
    const told = (await stateOf(1, '2026-03-05')).arrears.from.map(({ term, value }) => [term, value])
    expect(told).toContainEqual(['deferredUntil', '2026-03-05'])
    expect(await stateOf(1, '2026-03-06')).toMatchObject({ state: 'unpaid', arrears: { value: 192_000 } })
    const view = async (today: string) => employerView(await ofEmployer(1), employers[1]!, today as Day)
    const find = async (today: string) => (await view(today)).find(({ insurance }) => insurance === '110')
    expect(await find('2026-03-05')).toMatchObject({ arrears: 0, deferredUntil: '2026-03-05' })
    expect(await find('2026-03-06')).toMatchObject({ arrears: 192_000 })
    expect(await stateOf(0, '2026-03-05')).toMatchObject({ state: 'overpaid' }) // another employer's deferral is not his
  })

  test('缓缴期内的日子不计滞纳金：二十天里只计两天', async () => {
    expect((await desk.passAll(await levy(1))).state).toBe('posted')
    expect((await fees()).at(-1)).toMatchObject({ employer: employers[1], days: 2, amount: '192' })
    expect(await stateOf(1, '2026-03-05')).toMatchObject({ state: 'paid', paidInFull: true })
  })

  test.each([
    ['月份倒置', { throughMonth: '2025-12' }, 'entry.refused'],
    ['缓缴至在所缓之月', { untilDay: '2026-02-20' }, 'entry.refused'],
    ['已经登记', { document: '缓〔2026〕1号之二' }, 'entry.refused'],
    ['没有的单位', { creditCode: '92371002QYT000030D' }, 'employer.unknown'],
    ['没有的资料', { throughMonth: '2026-01', documentId: '00000000-0000-7000-8000-000000000000' }, 'paper.missing'],
  ])('%s，不予接受', async (_says, change, code) => {
    const refused = await new DeferralService(desk.ports).defer(FRONT_DESK, await request(change)).then(
      () => undefined,
      (thrown: Refusal) => thrown.entry.code,
    )
    expect(refused).toBe(code)
  })
})
