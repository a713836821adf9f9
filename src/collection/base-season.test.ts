import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { AREA, citizen, csv, FRONT_DESK, operator, type TestDesk, testDesk } from '../../test/desk.js'
import type { Actor } from '../access/actor.js'
import type { Day } from '../kernel/day.js'
import type { Refusal } from '../kernel/refusal.js'
import { seasonOn } from '../policy/base-season.js'
import { BaseDeclaringService } from './base-declaring-service.js'
import { BaseSheetService } from './base-sheet-service.js'
import { ContentService } from './content-service.js'
import { DuesService } from './dues-service.js'

const CODE = '91110108QYT0000144'
const OTHER = '91110105QYT000022K'
const PAPER = Buffer.from('职工,签名\n测试甲,测试甲\n')
let db: TestDatabase
let desk: TestDesk
let employer: string
let filer: Actor

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  employer = await desk.employer(CODE)
  await desk.employer(OTHER)
  await desk.persons(
    [0, 1, 2, 3].map((n) => [citizen(n), '测试甲']),
    CODE,
  )
  await desk.persons([[citizen(9), '测试乙']], OTHER)
  filer = operator('800', employer)
})
afterAll(() => db.close())

const codeOf = async (doing: Promise<unknown>): Promise<string | undefined> =>
  doing.then(
    () => undefined,
    (thrown: Refusal) => thrown.entry?.code ?? String(thrown),
  )
const portsOn = (day: string) => ({ ...desk.ports, clock: { ...desk.ports.clock, today: () => day as Day } })
const on = (day: string) => ({
  sheets: new BaseSheetService(portsOn(day)),
  declares: new BaseDeclaringService(portsOn(day)),
  dues: new DuesService(portsOn(day)),
})
const as = (personId: string): Actor => ({
  ...{ personId, realm: 'citizen', sessionId: 's', accountId: `c-${personId}`, posts: [], channel: 'web' },
})
const persons = () =>
  db.admin.transaction({}, (trx) =>
    trx.rows<{ person_id: string; fact: string }>(
      `select person_id, declared_wage::text as fact from ledger.base_declaration order by posting_id, ordinal`,
    ),
  )

describe('申报季', () => {
  const area = () => desk.policy.book.area(AREA)
  test('未到开放之日，办理的是上一年度，且为逾期；其间为开放；截止之后逾期', () => {
    expect(seasonOn(area(), '2026-08-31' as Day)).toMatchObject({
      payYear: 2025,
      isLate: true,
      nextOpens: '2026-09-01',
    })
    expect(seasonOn(area(), '2026-09-01' as Day)).toMatchObject({
      ...{ payYear: 2026, isLate: false, fromMonth: '2026-07', throughMonth: '2027-06', closes: '2026-12-31' },
    })
    expect(seasonOn(area(), '2027-01-01' as Day)).toMatchObject({ payYear: 2026, isLate: true })
  })
  test('各地另定：全国的设定与示例市的不同', () => {
    const national = desk.policy.book.area('000000')
    expect(seasonOn(national, '2026-06-01' as Day)).toMatchObject({ payYear: 2026, opens: '2026-06-01', isLate: false })
  })
})

article('M14-5c', '单位按年申报职工工资，先在底稿，经职工确认与审核才成为事实', () => {
  let keys: string[]

  test('名册是本月在保的职工；文件逐行接受或不接受，零以下、非本单位、重复各有其由', async () => {
    const { sheets } = on('2025-10-10')
    const { sheet, persons: seen } = await sheets.sheet(employer)
    expect([sheet.rows.length, seen.length]).toEqual([4, 4])
    expect(sheet.rows.every(({ identityNumber }) => identityNumber.includes('*'))).toBe(true)
    keys = sheet.rows.map(({ key }) => key)
    const file = csv('社会保障号码,姓名,缴费工资', [
      [citizen(0), '测试甲', '1000'],
      [citizen(1), '测试甲', '-5'],
      [citizen(9), '测试乙', '8000'],
      [citizen(2), '别的名', '8000'],
      [citizen(0), '测试甲', '2000'],
      [citizen(3), '测试甲', '一万'],
    ])
    const read = await sheets.upload(filer, employer, 2025, file)
    expect([read.rowsIn, read.accepted, read.refusedRows.length]).toEqual([6, 1, 5])
    expect(read.refusedRows.map(({ code }) => code).sort()).toEqual(
      [
        'amount.malformed',
        'amount.malformed',
        'row.person-not-matched',
        'row.person-not-matched',
        'row.repeated',
      ].sort(),
    )
    expect(read.refusedRows.every(({ reason }) => reason === undefined)).toBe(true)
    const low = read.sheet.rows.find(({ wage }) => wage === 100_000)!
    keys = [low.key, ...keys.filter((key) => key !== low.key)]
    expect(low.bases[0]).toMatchObject({ insurance: '110', effect: 'floor' })
  })

  test('手工填报：别人的行、别的年度不接受', async () => {
    const { sheets } = on('2025-10-10')
    const wages = keys.map((key) => ({ key, wage: 900_000 }))
    expect(await codeOf(sheets.enter(filer, employer, { payYear: 2026, wages }))).toBe('base.season-not-open')
    const strange = [{ key: 'f'.repeat(24), wage: 1 }]
    expect(await codeOf(sheets.enter(filer, employer, { payYear: 2025, wages: strange }))).toBe('base.not-your-staff')
    const sheet = await sheets.enter(filer, employer, { payYear: 2025, wages: wages.slice(0, 3) })
    expect(sheet.rows.filter(({ wage }) => wage === 900_000)).toHaveLength(3)
  })

  test('职工只确认所见的工资；有异议须说理由；单位改了，答复作废', async () => {
    const { declares, sheets } = on('2025-10-10')
    const rows = await db.admin.transaction({}, (trx) =>
      trx.rows<{ person_id: string; row_key: string }>(
        'select person_id, row_key from desk.base_wage where declared_wage = 900000 order by row_key',
      ),
    )
    const [one, two] = rows
    const ask = { key: one!.row_key, payYear: 2025, wage: 900_000, verdict: 'confirmed' as const }
    expect(await codeOf(declares.answer(as(one!.person_id), { ...ask, wage: 900_001 }))).toBe('base.wage-changed')
    expect(await codeOf(declares.answer(as(two!.person_id), ask))).toBe('base.wage-changed')
    const mine = await declares.answer(as(one!.person_id), ask)
    expect(mine.items).toMatchObject([{ verdict: 'confirmed', wage: 900_000, employerName: '示例制造有限公司' }])
    const no = { ...ask, key: two!.row_key, verdict: 'disputed' as const }
    expect(await codeOf(declares.answer(as(two!.person_id), no))).toBe('base.dispute-without-reason')
    await declares.answer(as(two!.person_id), { ...no, reason: '实发九千五百元' })
    const { sheet } = await sheets.sheet(employer)
    expect(sheet.rows.find(({ key }) => key === two!.row_key)).toMatchObject({
      verdict: 'disputed',
      reason: '实发九千五百元',
    })
    const again = await sheets.enter(filer, employer, { payYear: 2025, wages: [{ key: two!.row_key, wage: 950_000 }] })
    expect(again.rows.find(({ key }) => key === two!.row_key)?.verdict).toBeUndefined()
  })

  test('提交：未确认者列为未接受；有异议者单位不得担保；同样再送是同一件；审定后成为事实', async () => {
    const { declares, sheets } = on('2025-10-10')
    const detail = await declares.submit(filer, employer, { payYear: 2025 })
    expect([detail.kind, detail.accepted, detail.refused]).toEqual(['baseDeclaration', 1, 3])
    expect(new Set(detail.refusedRows.map(({ code }) => code))).toEqual(new Set(['base.not-confirmed', 'base.no-wage']))
    const content = await new ContentService(desk.ports).page(FRONT_DESK, detail.id, 1)
    expect(JSON.stringify(content)).toContain('职工确认之日')
    expect((await desk.passAll(detail)).state).toBe('posted')
    expect((await persons()).map(({ fact }) => fact)).toEqual(['900000'])
    expect(await codeOf(declares.submit(filer, employer, { payYear: 2025 }))).toBe('base.nothing-to-declare')
    const disputing = (await sheets.sheet(employer)).sheet.rows.find(({ wage }) => wage === 950_000)!
    const [row] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ person_id: string }>('select person_id from desk.base_wage where row_key = $1', [disputing.key]),
    )
    const answer = { key: disputing.key, payYear: 2025, wage: 950_000, verdict: 'disputed' as const, reason: '不对' }
    await declares.answer(as(row!.person_id), answer)
    expect(await codeOf(sheets.vouch(filer, employer, 2025, PAPER))).toBe('base.disputed')
    await declares.answer(as(row!.person_id), { ...answer, verdict: 'confirmed' })
    const vouched = await sheets.vouch(filer, employer, 2025, PAPER)
    expect(vouched.rows.filter((one) => one.vouched).length).toBeGreaterThan(0)
    const second = await declares.submit(filer, employer, { payYear: 2025 })
    const same = await declares.submit(filer, employer, { payYear: 2025 }).catch((thrown: Refusal) => thrown.entry.code)
    expect(same).toBe('base.nothing-to-declare')
    expect((await desk.passAll(second)).state).toBe('posted')
  })

  test('更改已有的申报：原行红冲、新行同时记；逾期须写理由', async () => {
    const late = on('2026-03-16')
    const { sheet } = await late.sheets.sheet(employer)
    const first = sheet.rows.find(({ declared }) => declared === 900_000)!
    await late.sheets.enter(filer, employer, { payYear: 2025, wages: [{ key: first.key, wage: 1_000_000 }] })
    await late.sheets.vouch(filer, employer, 2025, PAPER)
    expect(await codeOf(late.declares.submit(filer, employer, { payYear: 2025 }))).toBe('base.late-without-reason')
    const before = (await persons()).length
    const detail = await late.declares.submit(filer, employer, { payYear: 2025, lateReason: '原报有误' })
    expect((await desk.passAll(detail)).state).toBe('posted')
    expect((await persons()).slice(before).map(({ fact }) => fact)).toEqual(['-900000', '1000000'])
  })
})

article('M14-2(2)', '按申报工资生成应缴，没有基数的人不会悄悄漏掉', () => {
  test('预览即一份申报：有工资的成行，没有的列为未接受；单位可以改；别人的行不接受', async () => {
    const { dues } = on('2026-03-16')
    const preview = await dues.propose(filer, employer, { settlementMonth: '2026-03', wages: [] })
    expect([preview.submission.accepted, preview.submission.refused]).toEqual([3, 1])
    expect(preview.refusedRows[0]!.code).toBe('row.no-wage')
    const { sheet } = await on('2026-03-16').sheets.sheet(employer)
    const missing = sheet.rows.find(({ declared }) => declared === undefined)!
    const whole = await dues.propose(filer, employer, {
      settlementMonth: '2026-03',
      wages: [{ key: missing.key, wage: 800_000 }],
    })
    expect([whole.submission.accepted, whole.submission.refused]).toEqual([4, 0])
    const strange = { settlementMonth: '2026-03', wages: [{ key: 'a'.repeat(24), wage: 1 }] }
    expect(await codeOf(dues.propose(filer, employer, strange))).toBe('base.not-your-staff')
    expect(await codeOf(dues.propose(filer, employer, { settlementMonth: '2026-04', wages: [] }))).toBe(
      'submission.future-month',
    )
    expect(await codeOf(dues.propose(filer, employer, { settlementMonth: '2020-01', wages: [] }))).toBe(
      'dues.nobody-enrolled',
    )
    const rest = sheet.rows.filter(({ key }) => key !== missing.key)
    const changed = await dues.propose(filer, employer, {
      ...{ settlementMonth: '2026-03', wages: [{ key: rest[1]!.key, wage: 1_234_500 }] },
      leaveOut: [missing.key, rest[0]!.key],
      added: [
        { identityNumber: citizen(9), fullName: '测试乙', wage: 700_000 },
        { identityNumber: citizen(2), fullName: '"甲",\n', wage: 700_000, contributionMonth: '2026-02' },
      ],
    })
    expect([changed.submission.accepted, changed.submission.refused]).toEqual([2, 2])
    expect(changed.notices[0]!.zh).toContain('不列入的 2 人')
    expect(changed.notices[1]!.zh).toContain('表头以上')
    expect(changed.lines.map(({ declaredWage }) => declaredWage)).toContain(1_234_500)
    const everybody = sheet.rows.map(({ key }) => key)
    const nobody = { settlementMonth: '2026-03', wages: [], leaveOut: everybody }
    expect(await codeOf(dues.propose(filer, employer, nobody))).toBe('dues.all-left-out')
    const unknown = { settlementMonth: '2026-03', wages: [], leaveOut: ['b'.repeat(24)] }
    expect(await codeOf(dues.propose(filer, employer, unknown))).toBe('base.not-your-staff')
    const sent = await desk.filings.submit(filer, whole.submission.id, { revision: 1, acceptedOnly: false })
    expect((await desk.passAll(sent)).state).toBe('posted')
    expect(await codeOf(dues.propose(filer, employer, { settlementMonth: '2026-03', wages: [] }))).toBe(
      'dues.all-filed',
    )
  })
})
