import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, FRONT_DESK, type TestDesk, testDesk, testPolicy } from '../../test/desk.js'
import { filed, levied, paymentOf } from '../../test/levy-desk.js'
import { fen } from '../kernel/money.js'
import type { LevyEntry } from './levy-file.js'

const CODE = '91110108QYT0000144'
let db: TestDatabase
let desk: TestDesk
let employer: string

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  employer = await desk.employer(CODE)
  await desk.persons(
    [0, 1, 2].map((n) => [citizen(n), '测试甲']),
    CODE,
  )
})
afterAll(() => db.close())

const file = (rows: readonly (readonly string[])[]) => filed(desk, employer, rows)
const all = [0, 1, 2].map((n) => [citizen(n), '测试甲', '8000'])
const count = async (table: string) =>
  Number(
    (await db.admin.transaction({}, (trx) => trx.rows<{ n: string }>(`select count(*) as n from ledger.${table}`)))[0]!
      .n,
  )
const payment = (n: number, change: Partial<LevyEntry>) =>
  paymentOf({
    ...{ levyVoucher: `3999990${n}`, creditCode: CODE, identityNumber: citizen(n), fullName: '测试甲' },
    ...{ insurance: '210', ...change },
  })
const levy = (batch: string, entries: readonly Omit<LevyEntry, 'row'>[]) => levied(desk, batch, entries)

article('M14-2(2)', '一行不合，只搁置这一行，其余照记，合计说清；到账的按记账之时的规则与事实重新核对', () => {
  test('两件都有同一人同一月：先记的成立，后一件搁置那一行，成任务，其余记账', async () => {
    const one = await file([all[0]!])
    const three = await file(all)
    expect((await desk.passAll(one)).state).toBe('posted')
    const done = await desk.passAll(three)
    expect([done.state, done.blocked]).toEqual(['posted', undefined])
    expect(done.notices[0]!.zh).toContain('已接受 3 行 = 记账 2 行 + 搁置 1 行')
    const tasks = (await desk.tasks.list(FRONT_DESK)).items.filter(({ submissionId }) => submissionId === three.id)
    expect(tasks).toMatchObject([{ kind: 'voucherStale', row: 2 }])
    expect(await count('due')).toBe(3 * 4)
  })

  test('各行都不合：整份不记，一行也不搁置', async () => {
    const again = await file([all[0]!, all[1]!]).catch(() => undefined)
    expect(again).toBeUndefined()
    const rows = await db.admin.transaction({}, (trx) => trx.rows('select * from desk.set_aside'))
    expect(rows).toHaveLength(1)
  })

  test('预览时无此应缴，记账前应缴已立：按相符记，成任务说明', async () => {
    await desk.persons([[citizen(5), '测试甲']], CODE)
    const due = await file([[citizen(5), '测试甲', '8000']])
    const detail = await levy('TC-2', [payment(5, {})])
    expect((await desk.passAll(due)).state).toBe('posted')
    const [row] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ e: string; p: string }>(
        `select employer_amount as e, person_amount as p from ledger.due d join desk.identity i using (person_id)
         where i.digest = $1 and insurance = '210'`,
        [desk.ledger.vault.identityDigest(citizen(5))],
      ),
    )
    expect(row).toEqual({ e: '4000', p: '4000' })
    expect((await desk.passAll(detail)).state).toBe('posted')
    const [paid] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ fits_rule: boolean }>(`select fits_rule from ledger.paid where levy_voucher = '39999905'`),
    )
    expect(paid).toEqual({ fits_rule: true })
    const tasks = (await desk.tasks.list(FRONT_DESK)).items.filter(({ submissionId }) => submissionId === detail.id)
    expect(tasks.map(({ says }) => says.zh).join()).toContain('没有对应的应缴')
  })

  test('审定之后参数改了：依记账之时的规则划入账户，成任务说明；参数未改的没有任务（对照）', async () => {
    await desk.persons(
      [6, 7].map((n) => [citizen(n), '测试甲']),
      CODE,
    )
    const pension = { insurance: '110', employerAmount: fen(128_000), personAmount: fen(100_000) }
    const changed = await levy('TC-3', [payment(6, pension)])
    desk.policy = testPolicy((path, text) =>
      path.endsWith('national/pension.yaml')
        ? text.replace(/(pension\.account-share:[\s\S]*?since: 2006-01[^}]*?value: )"8"/, '$1"10"')
        : text,
    )
    expect((await desk.passAll(changed)).state).toBe('posted')
    desk.policy = testPolicy()
    expect((await desk.passAll(await levy('TC-4', [payment(7, pension)]))).state).toBe('posted')
    const credited = await db.admin.transaction({}, (trx) =>
      trx.rows(`select person_to_account::int as n from ledger.paid where insurance = '110' order by posting_id`),
    )
    expect(credited).toEqual([{ n: 80_000 }, { n: 64_000 }])
    const tasks = (await desk.tasks.list(FRONT_DESK)).items.filter(
      ({ kind, says }) => kind === 'voucherStale' && says.zh.includes('记入账户'),
    )
    expect(tasks.map(({ submissionId }) => submissionId)).toEqual([changed.id])
    expect(tasks[0]!.says.zh).toContain(
      '640.00 元”，记账时按现行规则与事实重新核对为“没有对应的应缴，记入账户 800.00 元',
    )
  })

  test('同一人同一月分在一件的两份凭证里：与依次记账的结果相同', async () => {
    await desk.persons([[citizen(8), '测试甲']], CODE)
    expect((await desk.passAll(await file([[citizen(8), '测试甲', '8000']]))).state).toBe('posted')
    const stranger = (n: number) => payment(9, { identityNumber: `无号${n}`, fullName: '无此人' })
    const entries = [
      payment(8, { levyVoucher: '39999981', personAmount: fen(0) }),
      ...Array.from({ length: 999 }, (_, n) => stranger(n)),
      payment(8, { levyVoucher: '39999982', employerAmount: fen(0) }),
    ]
    const sent = await levy('TC-5', entries)
    expect(sent.vouchers).toBe(2)
    expect((await desk.passAll(sent)).state).toBe('posted')
    const paid = await db.admin.transaction({}, (trx) =>
      trx.rows(`select levy_voucher as v, fits_rule as fits from ledger.paid
                where levy_voucher in ('39999981', '39999982') order by 1`),
    )
    expect(paid).toEqual([
      { v: '39999981', fits: false },
      { v: '39999982', fits: true },
    ])
    const tasks = (await desk.tasks.list(FRONT_DESK)).items
    expect(tasks.filter(({ submissionId, kind }) => submissionId === sent.id && kind === 'voucherStale')).toEqual([])
  })
})
