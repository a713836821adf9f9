import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, csv, FRONT_DESK, operator, REVIEWERS, type TestDesk, testDesk } from '../../test/desk.js'
import { parsePeriod } from '../kernel/period.js'
import type { Refusal } from '../kernel/refusal.js'
import { OwnListService } from './own-list-service.js'

const MONTH = parsePeriod('2026-03')
const CODE = '91110108QYT0000144'
const OTHER_CODE = '91110105QYT000022K'
const HEADER = '社会保障号码,姓名,缴费工资'

let db: TestDatabase
let desk: TestDesk
let employer: string
let other: string
const filer = () => operator('800', employer)

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  employer = await desk.employer(CODE)
  other = await desk.employer(OTHER_CODE)
  await desk.persons(
    Array.from({ length: 12 }, (_, i) => [citizen(i), `测试${'甲乙丙丁戊己庚辛壬癸子丑'[i]}`]),
    CODE,
  )
  await desk.persons([[citizen(50), '在别处']], OTHER_CODE)
})
afterAll(() => db.close())

const refusalOf = async (doing: Promise<unknown>) => {
  const error = await doing.then(
    () => undefined,
    (thrown: Refusal) => thrown,
  )
  return error?.entry?.code ?? error
}
const file = (rows: readonly (readonly (string | number)[])[], header = HEADER, month = MONTH) => ({
  employerId: employer,
  settlementMonth: month,
  fileName: '申报.csv',
  bytes: csv(header, rows),
})
const dues = (month = '202603') =>
  db.admin.transaction({}, (trx) =>
    trx.rows<{
      insurance: string
      base: string
      employer_amount: string
      person_amount: string
      person_to_account: string
    }>(
      `select insurance, base, employer_amount, person_amount, person_to_account from ledger.due
       where employer_id = $1 and contribution_month = $2 order by person_id, insurance`,
      [employer, month],
    ),
  )

describe('月度申报：从文件到记账', () => {
  test('预览、提交、两人审核、记账', async () => {
    const preview = await desk.filings.upload(filer(), file([[citizen(0), '测试甲', '8000.00']]))
    expect(preview.refusedRows).toEqual([])
    expect(preview.submission).toMatchObject({
      state: 'draft',
      rowsIn: 1,
      accepted: 1,
      refused: 0,
      abilities: ['submit'],
    })
    expect(preview.insurances.map(({ insurance }) => insurance)).toEqual(['110', '210', '310', '410'])
    expect(await dues()).toEqual([])

    const { id, revision } = preview.submission
    const submitted = await desk.filings.submit(filer(), id, { revision, acceptedOnly: false })
    expect(submitted.state).toBe('initialReview')
    const inbox = await desk.lists.inbox(REVIEWERS.initialReview)
    expect(inbox.items.map((one) => one.id)).toContain(id)
    const posted = await desk.passAll(submitted)
    expect(posted).toMatchObject({ state: 'posted', posted: 1, vouchers: 1 })
    const rows = await dues()
    expect(rows.map(({ insurance }) => insurance)).toEqual(['110', '210', '310', '410'])
    expect(rows[0]).toMatchObject({ base: '800000', person_amount: '64000', person_to_account: '64000' })
    expect(rows.slice(1).every(({ person_to_account }) => person_to_account === '0')).toBe(true)
  })

  test('同一文件再次送达，认得出来，不再办', async () => {
    const again = await desk.filings.upload(filer(), file([[citizen(0), '测试甲', '8000.00']]))
    expect(again).toMatchObject({ again: true, submission: { state: 'posted' } })
    await desk.agreed.postAgreed(again.submission.id)
    expect(await dues()).toHaveLength(4)
  })

  test('两人同时送同一文件，只成一份', async () => {
    const one = file([[citizen(1), '测试乙', '9000.00']])
    const both = await Promise.all([
      desk.filings.upload(filer(), one),
      desk.filings.upload(operator('801', employer), one),
    ])
    expect(new Set(both.map(({ submission }) => submission.id)).size).toBe(1)
  })

  test('已记账的月份不再申报', async () => {
    const preview = await desk.filings.upload(filer(), file([[citizen(0), '测试甲', '8100.00']]))
    expect(preview.refusedRows[0]).toMatchObject({ row: 2, code: 'row.filed-already' })
    const { id, revision } = preview.submission
    expect(await refusalOf(desk.filings.submit(filer(), id, { revision, acceptedOnly: true }))).toBe(
      'submission.nothing-accepted',
    )
  })

  test('部分未接受的，须确认只申报已接受的部分；行数总是对得上', async () => {
    const rows = [
      [citizen(2), '测试丙', '8000'],
      ['123', '坏号码', '8000'],
      [citizen(2), '测试丙', '9000'],
      [citizen(3), '测试丁', '八千'],
    ]
    const { submission, refusedRows } = await desk.filings.upload(filer(), file(rows))
    expect(submission).toMatchObject({ rowsIn: 4, accepted: 1, refused: 3 })
    expect(refusedRows.map(({ code }) => code)).toEqual(['identity.wrong-length', 'row.repeated', 'amount.malformed'])
    for (const { sentence, remedy } of refusedRows)
      expect([sentence.zh, remedy.zh].every((text) => text.endsWith('。'))).toBe(true)
    const { id, revision } = submission
    expect(await refusalOf(desk.filings.submit(filer(), id, { revision, acceptedOnly: false }))).toBe(
      'submission.confirm-part',
    )
    expect((await desk.filings.submit(filer(), id, { revision, acceptedOnly: true })).state).toBe('initialReview')
    expect(await refusalOf(desk.filings.submit(filer(), id, { revision, acceptedOnly: true }))).toBe(
      'submission.not-draft',
    )
  })

  test.each([
    ['GB18030', (text: string) => Buffer.from(new Uint8Array(gb(text)))],
    ['UTF-8 BOM', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['UTF-16', (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])],
  ])('编码：%s', async (_name, encode) => {
    const text = csv('AAC002,AAC003,AAC040', [[citizen(4), '测试戊', '8000']]).toString()
    const preview = await desk.filings.upload(filer(), { ...file([]), bytes: encode(text) })
    expect(preview.submission).toMatchObject({ accepted: 1, refused: 0 })
  })

  test('更早的月份走补缴的路线', async () => {
    const rows = [[citizen(5), '测试己', '8000', '2026-02']]
    const { submission } = await desk.filings.upload(filer(), file(rows, `${HEADER},对应费款所属期`))
    expect(submission.kind).toBe('backPay')
    const detail = await desk.filings.submit(filer(), submission.id, { revision: 1, acceptedOnly: false })
    expect(detail.route).toEqual(['initialReview', 'review', 'recheck', 'approval'])
  })

  test('别的单位的报送，看不见也提不了', async () => {
    const { submission } = await desk.filings.upload(filer(), file([[citizen(6), '测试庚', '8000']]))
    const stranger = operator('802', other)
    expect(await refusalOf(desk.cases.show(stranger, submission.id))).toBe('submission.missing')
    expect(await refusalOf(desk.filings.submit(stranger, submission.id, { revision: 1, acceptedOnly: false }))).toBe(
      'submission.missing',
    )
    expect(await refusalOf(desk.filings.upload(stranger, file([[citizen(6), '测试庚', '8001']])))).toBe(
      'employer.unknown',
    )
    expect(await new OwnListService(desk.ports).list(stranger as never)).toEqual({ waiting: [], items: [] })
  })
})

article(['M14-6d', 'WH-6(1)'], '数额由规则算出：所填与规则不符的，两个数都说出来', () => {
  test('单位应缴、个人应缴与基数', async () => {
    const header = `${HEADER},缴费基数,个人应缴金额`
    const rows = [
      [citizen(7), '测试辛', '1.00', '1.00', ''],
      [citizen(8), '测试壬', '8000', '8000', '1.00'],
    ]
    const { refusedRows } = await desk.filings.upload(filer(), file(rows, header))
    expect(refusedRows.map(({ code, column }) => [code, column])).toEqual([
      ['row.amount-differs', '缴费基数'],
      ['row.amount-differs', '个人应缴金额'],
    ])
    expect(refusedRows[1]!.sentence.zh).toMatch(/1\.00 元.*\d+\.\d\d 元/)
  })

  test('对照：所填与规则一致的，接受', async () => {
    const first = await desk.filings.upload(filer(), file([[citizen(8), '测试壬', '8000.01']]))
    const person = first.insurances.reduce((sum, one) => sum + one.personAmount, 0)
    const rows = [[citizen(8), '测试壬', '8000.01', (person / 100).toFixed(2)]]
    const { submission } = await desk.filings.upload(filer(), file(rows, `${HEADER},个人应缴金额`))
    expect(submission.refused).toBe(0)
  })
})

article(['M14-22b', 'M14-15e'], '申报不是查询：对单位，凡涉人员状态的拒绝都是同一句话', () => {
  const cases: [string, string, string][] = [
    ['未登记', citizen(70), '查无此人'],
    ['姓名不符', citizen(9), '别的名字'],
    ['在别的单位', citizen(50), '在别处'],
    ['已退休', citizen(10), '测试子'],
    ['已死亡', citizen(11), '测试丑'],
  ]
  beforeAll(async () => {
    const ends = [
      [10, '测试子', '251'],
      [11, '测试丑', '211'],
    ] as const
    for (const [n, fullName, reason] of ends) {
      const insurances = ['110', '210', '310', '410'] as never
      const request = {
        identityNumber: citizen(n),
        fullName,
        creditCode: CODE,
        insurances,
        change: 'end' as never,
        fromMonth: '2026-01',
        reason,
        ground: '经核对用人单位报送的书面材料',
      }
      await desk.passAll(await desk.registrations.changeEnrolment(FRONT_DESK, request))
    }
  })

  test('单位看到的逐字相同；经办人看得到各自的原因', async () => {
    const rows = cases.map(([, number, name]) => [number, name, '8000'])
    const { submission, refusedRows } = await desk.filings.upload(filer(), file(rows))
    expect(submission).toMatchObject({ accepted: 0, refused: cases.length })
    const says = refusedRows.map(({ row: _, ...said }) => JSON.stringify(said))
    expect(new Set(says).size).toBe(1)
    expect(says[0]).toContain('row.person-not-matched')
    const download = await desk.cases.refusedRows(filer(), submission.id)
    expect(new Set(download.map(({ row: _, ...said }) => JSON.stringify(said)))).toEqual(new Set(says))

    const clerkSees = await desk.cases.refusedRows(FRONT_DESK, submission.id)
    expect(clerkSees.map(({ reason }) => reason?.zh)).toEqual([
      '证件号码未登记',
      '姓名与登记的不符',
      '该月在其他单位参保',
      '已办理退休',
      '已死亡终止',
    ])
  })

  test('对照：经办人的原因各不相同，可见同一句话不是因为原因相同', async () => {
    const { submission } = await desk.filings.upload(
      filer(),
      file(cases.map(([, number, name]) => [number, name, '8000'])),
    )
    const reasons = await desk.cases.refusedRows(FRONT_DESK, submission.id)
    expect(new Set(reasons.map(({ reason }) => reason?.zh)).size).toBe(cases.length)
  })
})

describe('库中不见明文', () => {
  test('工作台与档案各表，都找不到姓名与号码', async () => {
    const tables = ['submission', 'revision', 'voucher', 'refused_part', 'review_step', 'task', 'identity']
    for (const table of tables) {
      const rows = await db.admin.transaction({}, (trx) =>
        trx.rows<{ text: string }>(`select t::text as text from desk.${table} t`),
      )
      const all = rows.map(({ text }) => text).join('\n')
      const hex = (text: string) => Buffer.from(text).toString('hex')
      for (const secret of [citizen(0), '测试甲', '申报.csv', '工资与上月']) {
        expect(all.includes(secret) || all.includes(hex(secret)), `${table}: ${secret}`).toBe(false)
      }
    }
  })
})

function gb(text: string): number[] {
  const table: Record<string, number[]> = { 测: [0xb2, 0xe2], 试: [0xca, 0xd4], 戊: [0xce, 0xec] }
  return [...text].flatMap((sign) => table[sign] ?? [sign.charCodeAt(0)])
}
