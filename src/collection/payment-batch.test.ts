import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, csv, FRONT_DESK, type TestDesk, testDesk } from '../../test/desk.js'
import { memoryTree } from '../../test/memory-tree.js'
import type { Day } from '../kernel/day.js'
import type { Refusal } from '../kernel/refusal.js'
import { streamPersons } from '../ledger/person-stream-store.js'
import { LedgerSequencer } from '../ledger/sequence-service.js'
import type { FactEntryKind, FactRequests } from './fact-entry-contract.js'
import { FactEntryService } from './fact-entry-service.js'
import type { Sentence } from './kinds.js'
import type { BatchAsked } from './payment-batch-contract.js'
import { PaymentBatchService } from './payment-batch-service.js'
import { PaymentResultService } from './payment-result-service.js'
import type { CollectionPorts } from './ports.js'

const CODE = '91110108QYT0000144'
const WHO = (n: number) => ({ identityNumber: citizen(n), fullName: `测试${'甲乙丙丁戊己庚辛壬癸'[n]}` })
const GROUND = { ground: '经办人核对证明原件' }
const OF = { insurance: '410' as const, benefitKind: 'injury' as const }
const HEAD = '社会保障号码,待遇项目,待遇所属年月,金额,结果,原因'

let db: TestDatabase
let desk: TestDesk
let facts: FactEntryService
let batches: PaymentBatchService
let results: PaymentResultService
const stopped = new Map<string, Sentence>()

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  const sequencer = new LedgerSequencer(db.post, desk.ledger.keys, memoryTree(), () => undefined)
  const persons: CollectionPorts['everybody']['persons'] = async function* (kinds = []) {
    while (await isUnplaced()) await sequencer.tick()
    yield* streamPersons(db.verify, { kinds })
  }
  Object.assign(desk.ports, { everybody: { ...desk.ports.everybody, persons }, stopsOf: async () => stopped })
  facts = new FactEntryService(desk.ports)
  batches = new PaymentBatchService(desk.ports)
  results = new PaymentResultService(desk.ports)
  await desk.employer(CODE)
  await desk.persons(
    Array.from({ length: 8 }, (_, n) => [WHO(n).identityNumber, WHO(n).fullName]),
    CODE,
  )
  for (const n of [0, 1, 2, 3]) await post('benefitDetermination', allowance(n, '2026-01'))
})
afterAll(() => db.close())

/** What other tests of the cluster hold open keeps a posting from its place for a moment. */
const isUnplaced = async () => {
  const rows = await db.admin.transaction({}, (trx) =>
    trx.rows<{ n: number }>(
      `select count(*)::int as n from ledger.posting p where not exists (
         select 1 from ledger.leaf l where l.posting_id = p.posting_id and l.leaf_index is not null)`,
    ),
  )
  return rows[0]!.n > 0
}
const post = async <K extends FactEntryKind>(kind: K, request: FactRequests[K]) =>
  desk.passAll(await facts.enter(FRONT_DESK, kind, request))
const codeOf = (doing: Promise<unknown>): Promise<string | undefined> =>
  doing.then(
    () => undefined,
    (thrown: Refusal) => thrown.entry.code,
  )
const allowance = (n: number, fromMonth: string): FactRequests['benefitDetermination'] => ({
  items: [
    {
      ...{ ...WHO(n), ...OF, variant: '8', eventMonth: '2025-06', document: '工伤认定 5 号' },
      elsewhere: { item: 'injuryAllowance', amount: 100_000 + n, periodic: true, fromMonth },
    },
  ],
  ...GROUND,
})
const asked = (payMonth: string): BatchAsked => ({ payMonth, ...OF })
const prepare = (payMonth: string, paidDay = `${payMonth}-25`) =>
  batches.prepare(FRONT_DESK, { ...asked(payMonth), paidDay })
const personOf = async (n: number): Promise<string> => {
  const digest = desk.ports.vault.identityDigest(WHO(n).identityNumber)
  const rows = await db.admin.transaction({}, (trx) =>
    trx.rows<{ id: string }>('select person_id as id from desk.identity where digest = $1', [digest]),
  )
  return rows[0]!.id
}
const paidOf = (where: string) =>
  db.admin.transaction({}, (trx) =>
    trx.rows<{ month: number; amount: number }>(
      `select benefit_month as month, sum(amount)::int as amount from ledger.benefit_payment where ${where}
       group by 1 order by 1`,
    ),
  )

article(['BD-25', 'BD-26', 'M14-2(3)'], '支付批次由核定算得，金额不由人填', () => {
  test('将来的月份不编制；没有可付的不编制', async () => {
    expect(await codeOf(prepare('2026-04'))).toBe('payment.batch-month')
    expect(await codeOf(prepare('2025-12'))).toBe('payment.batch-empty')
  })

  test('有保密标识的照付、照计，不列其名；专办岗看得到；对照：没有标识时列出', async () => {
    const personId = await personOf(0)
    const place = { line: 1, agency: '999901', area: '999900' }
    const mark = (change: 'begin' | 'end') =>
      desk.ledger.post([
        {
          ...{ ...place, kind: 'protection', personId, change, fromDay: '2026-01-01' as Day },
          ...{ ground: '保护决定', document: '保护决定 1 号' },
        },
      ])
    const shown = async (actor = FRONT_DESK) => {
      const { preview, persons } = await batches.preview(actor, asked('2026-01'))
      return [preview.persons, preview.total, preview.shown.length, persons.includes(personId)]
    }
    const whole = await shown()
    expect(whole).toEqual([4, 400_006, 4, true])
    await mark('begin')
    expect(await shown()).toEqual([4, 400_006, 3, false])
    expect(await shown({ ...FRONT_DESK, posts: ['protectedHandler'] })).toEqual(whole)
    await mark('end')
    expect(await shown()).toEqual(whole)
  })

  test('试算：人数、金额、新增；编制两次是同一件', async () => {
    const { preview, persons } = await batches.preview(FRONT_DESK, asked('2026-01'))
    expect(preview).toMatchObject({ persons: 4, rows: 4, total: 400_006, lastPersons: 0 })
    expect(preview.counts).toEqual([{ difference: 'fresh', persons: 4, amount: 400_006 }])
    expect(persons).toHaveLength(4)
    const [one, two] = await Promise.all([prepare('2026-01'), prepare('2026-01')])
    expect(one.id).toBe(two.id)
    expect((await desk.passAll(one)).state).toBe('posted')
    expect(await paidOf('true')).toEqual([{ month: 202601, amount: 400_006 }])
    expect(await codeOf(prepare('2026-01'))).toBe('payment.batch-empty')
  })

  test('停付的人不在其中，列明缘由；死亡、暂停的与上月相比列为险', async () => {
    stopped.set(await personOf(1), { zh: '疑似死亡，待核查。', en: 'signs of death.' })
    await post('lifeEvent', {
      items: [{ ...WHO(2), event: 'death', day: '2026-01-20', document: '证明 1 号' }],
      ...GROUND,
    })
    const suspend = { ...WHO(3), ...OF, change: 'suspend' as const, fromMonth: '2026-02', reason: 'noCheck' as const }
    await post('benefitChange', { items: [{ ...suspend, document: '通知 1 号' }], ...GROUND })
    const { preview } = await batches.preview(FRONT_DESK, asked('2026-02'))
    expect(preview).toMatchObject({ persons: 1, total: 100_000, lastPersons: 4, leftOutPersons: 1 })
    expect(preview.leftOut.map(({ why }) => why.zh)).toEqual(['疑似死亡，待核查。'])
    expect(preview.shown.map(({ difference, why }) => [difference, why?.zh]).sort()).toEqual([
      ['gone', '已暂停'],
      ['gone', '已死亡'],
      ['same', undefined],
    ])
    const made = await prepare('2026-02')
    expect([made.rowsIn, made.accepted, made.refused]).toEqual([2, 1, 1])
    expect(made.refusedRows[0]).toMatchObject({ code: 'payment.stopped', sentence: { zh: '疑似死亡，待核查。' } })
    expect((await desk.passAll(made)).state).toBe('posted')
  })

  test('核查了结、恢复发放之后，下一批补付停着的月份', async () => {
    stopped.clear()
    const resume = { ...WHO(3), ...OF, change: 'resume' as const, fromMonth: '2026-03', reason: 'checkPassed' as const }
    await post('benefitChange', { items: [{ ...resume, document: '通知 2 号' }], ...GROUND })
    const { preview } = await batches.preview(FRONT_DESK, asked('2026-03'))
    expect(preview.shown.map(({ difference, months, after }) => [difference, months, after]).sort()).toEqual([
      ['fresh', 2, 200_002],
      ['fresh', 2, 200_006],
      ['same', 1, 100_000],
    ])
  })

  test('在办的一批没有办结，不编制另一批；送审之中停付的，记账时拦下', async () => {
    const made = await prepare('2026-03')
    await post('benefitDetermination', allowance(5, '2026-03'))
    expect(await codeOf(prepare('2026-03'))).toBe('payment.batch-open')
    for (const n of [0, 1, 3]) stopped.set(await personOf(n), { zh: '疑似死亡，待核查。', en: 'signs of death.' })
    expect((await desk.passAll(made)).state).toBe('agreed')
    expect((await desk.cases.show(FRONT_DESK, made.id)).blocked?.zh).toContain('停付核查')
    stopped.clear()
  })
})

describe('送审之中停付一人', () => {
  test('只搁置此人的一行，成任务；其余照付，合计说清；了结之后另行补付', async () => {
    const item = (n: number) => ({
      ...{ ...WHO(n), ...OF, item: 'injuryAllowance', benefitMonth: '2026-03' },
      ...{ amount: 100_000 + n, fromAccount: 0 },
    })
    const pay = (...of: number[]) =>
      facts.enter(FRONT_DESK, 'benefitPayment', {
        ...{ payMonth: '2026-03', paidDay: '2026-03-15', batch: `T-${of.join('-')}`, items: of.map(item), ...GROUND },
      })
    const made = await pay(0, 3, 5)
    stopped.set(await personOf(3), { zh: '疑似死亡，待核查。', en: 'signs of death.' })
    const done = await desk.passAll(made)
    expect([done.state, done.blocked]).toEqual(['posted', undefined])
    expect(done.notices[0]!.zh).toContain('已接受 3 行 = 记账 2 行 + 搁置 1 行')
    expect(done.notices[0]!.zh).toContain('停付核查')
    expect(await paidOf('benefit_month = 202603')).toEqual([{ month: 202603, amount: 200_005 }])
    const tasks = (await desk.tasks.list(FRONT_DESK)).items.filter(({ submissionId }) => submissionId === made.id)
    expect(tasks).toMatchObject([{ kind: 'voucherStale', row: 2 }])
    stopped.clear()
    const { preview } = await batches.preview(FRONT_DESK, asked('2026-03'))
    expect(preview.shown.some(({ after }) => after === 200_006)).toBe(true)
    expect((await desk.passAll(await pay(3))).state).toBe('posted')
    expect(await paidOf('benefit_month = 202603')).toEqual([{ month: 202603, amount: 300_008 }])
  })
})

describe('银行回盘', () => {
  let batch: string
  beforeAll(async () => {
    await post('benefitDetermination', allowance(6, '2026-02'))
    const [row] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ id: string }>(
        `select s.submission_id as id from desk.submission s join desk.voucher v using (submission_id)
         where s.kind = 'benefitPayment' and v.posting_id is not null order by s.made_at limit 1`,
      ),
    )
    batch = row!.id
  })
  const line = (n: number, outcome: string, amount = (1000 + n / 100).toFixed(2), month = '2026-01') => [
    ...[WHO(n).identityNumber, 'injuryAllowance', month, amount, outcome, '账号不符'],
  ]

  test('未记账的批次不能回盘', async () => {
    const made = await facts.enter(FRONT_DESK, 'entitlementCheck', {
      items: [{ ...WHO(0), method: 'counter', result: 'passed', checkedDay: '2026-03-01', document: '表 1 号' }],
      ...GROUND,
    })
    expect(await codeOf(results.take(FRONT_DESK, made.id, csv(HEAD, [line(0, '成功')])))).toBe('payment.not-posted')
  })

  test('收、付、退与不受理相加等于来文；退回成红字报送与任务；同一文件只收一次', async () => {
    const bytes = csv(HEAD, [
      line(0, '成功'),
      line(1, '失败'),
      line(2, '成功', '1.00'),
      line(3, '好像成功'),
      line(7, '成功'),
      line(0, '成功'),
    ])
    const taken = await results.take(FRONT_DESK, batch, bytes)
    expect(taken).toMatchObject({ rowsIn: 6, paid: 1, failed: 1, refused: 4, again: false })
    expect(taken.refusedRows.map(({ row, code }) => [row, code])).toEqual([
      [4, 'row.payment-amount'],
      [5, 'field.not-in-list'],
      [6, 'row.not-in-batch'],
      [7, 'row.named-twice'],
    ])
    expect((await results.take(FRONT_DESK, batch, bytes)).again).toBe(true)
    const tasks = await desk.tasks.list(FRONT_DESK)
    expect(tasks.items.filter(({ kind }) => kind === 'paymentFailed')).toHaveLength(1)
    const posted = await desk.passAll({ id: taken.filed!, revision: 1 })
    expect(posted.state).toBe('posted')
    expect(await paidOf(`person_id = ${await personOf(1)}`)).toEqual([{ month: 202601, amount: 0 }])
    expect((await results.results(FRONT_DESK, batch)).unanswered).toBe(2)
  })

  test('退回记账之后又成未付，下一批补付；同一笔不能退两次', async () => {
    const again = await results.take(FRONT_DESK, batch, csv(HEAD, [line(1, '退回')]))
    expect(again).toMatchObject({ failed: 0, refused: 1 })
    expect(again.refusedRows[0]?.code).toBe('payment.returns-too-much')
    const { preview } = await batches.preview(FRONT_DESK, asked('2026-03'))
    expect(preview.shown.some(({ months, after }) => months === 3 && after === 300_003)).toBe(true)
  })
})
