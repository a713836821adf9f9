import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, csv, FRONT_DESK, operator, type TestDesk, testDesk } from '../../test/desk.js'
import type { Day } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import { parsePeriod } from '../kernel/period.js'
import type { Refusal } from '../kernel/refusal.js'
import { type LevyEntry, writeLevyFile } from './levy-file.js'

const MONTH = parsePeriod('2026-03')
const CODE = '91110108QYT0000144'
const INSURANCES = ['110', '210', '310', '410'] as const

let db: TestDatabase
let desk: TestDesk
let employer: string

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  employer = await desk.employer(CODE)
  await desk.persons(
    [0, 1, 2, 3, 4, 5].map((n) => [citizen(n), '测试甲']),
    CODE,
  )
  const rows = [0, 1, 2, 3, 4, 5].map((n) => [citizen(n), '测试甲', '8000'])
  const filer = operator('800', employer)
  const bytes = csv('社会保障号码,姓名,缴费工资', rows)
  const { submission } = await desk.filings.upload(filer, {
    employerId: employer,
    settlementMonth: MONTH,
    fileName: 'a.csv',
    bytes,
  })
  await desk.passAll(await desk.filings.submit(filer, submission.id, { revision: 1, acceptedOnly: false }))
})
afterAll(() => db.close())

const refusalOf = async (doing: Promise<unknown>): Promise<Refusal | undefined> =>
  doing.then(
    () => undefined,
    (thrown: Refusal) => thrown,
  )

/** What was due of one person, as the tax authority would send it back. */
async function payments(n: number, change: Partial<LevyEntry> = {}): Promise<Omit<LevyEntry, 'row'>[]> {
  const rows = await db.admin.transaction({}, (trx) =>
    trx.rows<{ insurance: string; base: string; e: string; p: string }>(
      `select insurance, base, employer_amount as e, person_amount as p from ledger.due d join desk.identity i using (person_id)
       where i.digest = $1 and contribution_month = 202603 order by insurance`,
      [desk.ledger.vault.identityDigest(citizen(n))],
    ),
  )
  return rows.map(({ insurance, base, e, p }) => ({
    levyVoucher: `39999900${n}${insurance}`,
    creditCode: CODE,
    identityNumber: citizen(n),
    fullName: '测试甲',
    insurance,
    settlementMonth: MONTH,
    contributionMonth: MONTH,
    contributionKind: '1',
    base: fen(Number(base)),
    employerAmount: fen(Number(e)),
    personAmount: fen(Number(p)),
    arrivalDay: '2026-03-15' as Day,
    ...change,
  }))
}

const upload = (batch: string, entries: readonly Omit<LevyEntry, 'row'>[]) =>
  desk.levies.upload(FRONT_DESK, { fileName: `${batch}.csv`, bytes: Buffer.from(writeLevyFile(batch, entries)) })

async function post(batch: string, entries: readonly Omit<LevyEntry, 'row'>[]) {
  const preview = await upload(batch, entries)
  const { id, revision } = preview.submission
  const detail = await desk.passAll(await desk.levies.submit(FRONT_DESK, id, { revision, acceptedOnly: false }))
  expect(detail.state).toBe('posted')
  const [sums] = await db.admin.transaction({}, (trx) =>
    trx.rows<{ paid: string; suspense: string }>(
      `with mine as (select posting_id from ledger.posting where voucher_id in (select voucher_id from desk.voucher where submission_id = $1))
       select (select coalesce(sum(employer_amount + person_amount), 0) from ledger.paid join mine using (posting_id)) as paid,
         (select coalesce(sum(employer_amount + person_amount), 0) from ledger.suspense join mine using (posting_id)) as suspense`,
      [id],
    ),
  )
  return { preview, paid: Number(sums!.paid), suspense: Number(sums!.suspense) }
}

article('M14-2(2)', '到账的钱从不拒收：合规则的、不合规则的、不知归谁的，合计总等于控制总额', () => {
  test('与应缴一致的，记实缴；养老的个人缴费划入账户', async () => {
    const { preview, paid, suspense } = await post('TB-1', await payments(0))
    expect(preview).toMatchObject({ fitting: { rows: 4 }, differing: { rows: 0 }, suspense: { rows: 0 } })
    expect([paid, suspense]).toEqual([preview.controlTotal, 0])
    const rows = await db.admin.transaction({}, (trx) =>
      trx.rows('select insurance, fits_rule, person_to_account from ledger.paid order by insurance'),
    )
    expect(rows[0]).toEqual({ insurance: '110', fits_rule: true, person_to_account: '64000' })
  })

  test('不合规则的照记，成任务；不知归谁的待认领；轧得平', async () => {
    const short = (await payments(1)).map((one) => ({ ...one, personAmount: fen(Math.max(one.personAmount - 100, 0)) }))
    const [unknown] = await payments(2, { identityNumber: citizen(90), fullName: '无此人' })
    const [misnamed] = await payments(3, { fullName: '别的名' })
    const [stray] = await payments(4, { creditCode: '91110105QYT000022K' })
    const { preview, paid, suspense } = await post('TB-2', [...short, unknown!, misnamed!, stray!])
    expect(preview.suspense.rows).toBe(3)
    expect(preview.differing.rows).toBeGreaterThanOrEqual(2)
    expect(preview.fitting.amount + preview.differing.amount + preview.suspense.amount).toBe(preview.controlTotal)
    expect(paid + suspense).toBe(preview.controlTotal)
    expect(suspense).toBeGreaterThan(0)
    const { total, items } = await desk.levies.suspense(FRONT_DESK)
    expect(total).toBe(suspense)
    expect(items.map(({ reason }) => reason.zh).sort()).toEqual(
      ['单位未登记', '姓名与登记的不符', '证件号码未登记'].sort(),
    )
    const tasks = (await desk.tasks.list(FRONT_DESK)).items.filter(
      ({ submissionId }) => submissionId === preview.submission.id,
    )
    expect(tasks.filter(({ kind }) => kind === 'suspense')).toHaveLength(3)
    const closed = await desk.tasks.close(FRONT_DESK, tasks[0]!.id, { outcome: '已与税务核对' })
    expect(closed).toMatchObject({ state: 'closed', outcome: '已与税务核对' })
    expect((await refusalOf(desk.tasks.close(FRONT_DESK, tasks[0]!.id, { outcome: '再办' })))?.entry.code).toBe(
      'task.missing',
    )
  })

  test('退费是负行，自成一行；多退的成任务', async () => {
    const whole = await payments(5)
    await post('TB-3', whole)
    const back = whole.map((one) => ({
      ...one,
      levyVoucher: `T${one.levyVoucher}`,
      contributionKind: '18',
      employerAmount: fen(-one.employerAmount),
      personAmount: fen(-one.personAmount),
    }))
    const { preview, paid } = await post('TB-4', back)
    expect(preview).toMatchObject({ fitting: { rows: 4 }, refunds: { rows: 4, amount: preview.controlTotal } })
    expect(paid).toBe(preview.controlTotal)
    expect(paid).toBeLessThan(0)
    const again = await post(
      'TB-5',
      back.map((one) => ({ ...one, levyVoucher: `U${one.levyVoucher}` })),
    )
    expect(again.preview.differing.rows).toBeGreaterThan(0)
    expect(again.preview.differences[0]!.reason.zh).toContain('退费多于已缴')
  })

  test('同一月份缴两次：第二次照记，标明重复', async () => {
    const { preview } = await post('TB-6', await payments(0, { levyVoucher: 'again' }))
    expect(preview.differences.map(({ reason }) => reason.zh)).toContain('该月应缴已缴清，重复缴费')
  })
})

describe('控制记录', () => {
  test.each([
    ['少一行', (text: string) => text.replace('行数,4', '行数,5')],
    ['差一分', (text: string) => text.replace(/金额合计,(\d+)\.(\d)\d/, '金额合计,$1.$29')],
  ])('%s：整份不收，两个数都说出来', async (_says, spoil) => {
    const text = spoil(writeLevyFile('TB-7', await payments(2)))
    const refused = await refusalOf(desk.levies.upload(FRONT_DESK, { fileName: 'x.csv', bytes: Buffer.from(text) }))
    expect(refused?.entry.code).toBe('levy.control-total')
    expect(refused?.say('zh')).toMatch(/标明 \d 行、[\d.]+ 元，实有 4 行、[\d.]+ 元/)
  })

  test.each([
    ['没有控制记录', (text: string) => text.split('\r\n').slice(1).join('\r\n'), 'levy.control-record'],
    ['金额写坏', (text: string) => text.replace(/,8000\.00,/, ',8千,'), 'levy.malformed-row'],
    ['日期写坏', (text: string) => text.replace('2026-03-15', '2026-02-30'), 'levy.malformed-row'],
    ['不是表', () => '%PDF-1.4', 'paper.type'],
  ])('%s', async (_says, spoil, code) => {
    const text = spoil(writeLevyFile('TB-8', await payments(2)))
    const refused = await refusalOf(desk.levies.upload(FRONT_DESK, { fileName: 'x.csv', bytes: Buffer.from(text) }))
    expect([code, 'file.pdf']).toContain(refused?.entry.code)
    const left = await db.admin.transaction({}, (trx) =>
      trx.rows(`select 1 from desk.revision r join desk.submission s using (submission_id)
      where s.kind = 'levyResult' and r.submitted_at is null`),
    )
    expect(left).toEqual([])
  })

  test('同一文件再次送达，认得出来', async () => {
    const again = await upload('TB-1', await payments(0))
    expect(again).toMatchObject({ again: true, submission: { state: 'posted' } })
  })
})

test('单位看得到各月应缴与实缴', async () => {
  const { months } = await desk.follows.months(employer, MONTH, MONTH)
  expect(months[0]!.insurances.map(({ insurance }) => insurance)).toEqual([...INSURANCES])
  const pension = months[0]!.insurances[0]!
  expect(pension.persons).toBe(6)
  expect(pension.duePerson).toBe(6 * 64_000)
  expect(pension.paidPerson).toBeGreaterThan(0)
})
