import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, clerk, csv, FRONT_DESK, REVIEWERS, type TestDesk, testDesk } from '../../test/desk.js'
import { dueFact, paidFact } from '../../test/ledger.js'
import { png } from '../../test/paper-samples.js'
import { refusalCode } from '../../test/refusal-code.js'
import { fen } from '../kernel/money.js'
import { findPersons } from '../ledger/people-store.js'
import { AnnotatedService } from './annotated-service.js'
import { BatchAgainService } from './batch-again-service.js'
import { BatchExecuteService } from './batch-execute-service.js'
import { BatchFileService } from './batch-file-service.js'
import type { BatchKind } from './batch-kinds.js'
import type { ImportJob } from './import-contract.js'
import { ImportRunner } from './import-run-service.js'
import { ImportService } from './import-service.js'
import { RecheckService } from './recheck-service.js'

const CODES = ['91110108QYT0000144', '91110105QYT000022K'] as const
const STAFF = 110
const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'].map((month) => `2025-${month}`)
const WHO = Array.from({ length: STAFF }, (_, n) => [citizen(n + 200), `测试${'甲乙丙丁'[n % 4]}`] as const)
const CITY = { ...clerk('970', 'approver'), agency: '999900' }
const HAND = { ...clerk('971', 'initialReviewer'), terminal: '10.0.0.71' }
const OTHER = { ...clerk('990', 'frontDesk'), agency: '999902' }
const DUE = '社会保障号码,姓名,统一社会信用代码,险种,对应费款所属期,缴费工资'

let db: TestDatabase
let desk: TestDesk
let lists: BatchFileService
let imports: ImportService
let documentId: string
let ids: string[]
let employerId: string
const alarms: string[] = []
beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  lists = new BatchFileService(desk.ports)
  imports = new ImportService(desk.ports)
  employerId = await desk.employer(CODES[0])
  await desk.employer(CODES[1], { name: '示例劳务有限公司' })
  await desk.persons(
    WHO.map((one) => [...one]),
    CODES[0],
  )
  documentId = (await desk.ports.papers.receive('999901', 'attachment', png(40, 40))).documentId
  const digests = WHO.map(([number]) => desk.ports.vault.identityDigest(number))
  const found = await db.app.transaction({}, (trx) => findPersons(trx, digests))
  ids = digests.map((digest) => found.get(digest.toString('hex'))!.personId)
}, 60_000)
afterAll(() => db.close())

const fields = (kind: string, change: Record<string, string> = {}) => {
  const all: Record<string, string> = {
    ...{ kind, reason: 'policyChange', explanation: '按新公布的规定成批变更', documentId },
    ...change,
  }
  return (name: string) => all[name] ?? ''
}
const begin = (kind: BatchKind, bytes: Buffer, change: Record<string, string> = {}, actor = FRONT_DESK) =>
  lists.begin(actor, { fileName: '清单.csv', bytes, field: fields(kind, change) })
const run = (halt = { halted: false }) => new ImportRunner(desk.ports, (says) => alarms.push(says)).advance(halt)
/** 读完、提交、审定。 */
async function approved(job: ImportJob, acceptedOnly = false): Promise<string> {
  await run()
  const id = job.submissionId
  await lists.submit(FRONT_DESK, id, { revision: 1, acceptedOnly })
  for (const stage of ['initialReview', 'review'] as const)
    await desk.reviews.pass(REVIEWERS[stage], id, { stage, revision: 1 })
  await desk.reviews.pass(CITY, id, { stage: 'approval', revision: 1 })
  return id
}
async function execute(id: string, atOnce = 5, actor = HAND) {
  const executions = new BatchExecuteService(desk.ports, atOnce)
  const { listDigest } = await executions.permit(actor, id)
  return executions.execute(actor, id, { revision: 1, listDigest })
}
const permit = (id: string) => new BatchExecuteService(desk.ports).permit(HAND, id)
const rows = <R extends object>(sql: string, values: unknown[] = []) =>
  db.admin.transaction({}, (trx) => trx.rows<R>(sql, values))
const count = async (table: string) =>
  (await rows<{ n: number }>(`select count(*)::int as n from ledger.${table}`))[0]!.n
const refusedIn = async (job: ImportJob) =>
  (await desk.cases.show(FRONT_DESK, job.submissionId)).refusedRows.map(({ row, code }) => [row, code])

article(['WH-9(3)c', 'WH-9(1)a'], '成批变更清单：流式试算，市级批准，分份执行，停下可续', () => {
  test('应缴：一千一百行读成两份；逐份执行，每次一份，执行两遍只记一次；最后才复核', async () => {
    await desk.ledger.post(
      ids.flatMap((id) =>
        MONTHS.map((month) => dueFact(id, month, { employerId, base: fen(700_000), personAmount: fen(56_000) })),
      ),
    )
    const list = WHO.flatMap(([number, name]) =>
      MONTHS.map((month) => [number, name, CODES[0], '110', month, '8000.00']),
    )
    const wrong = [
      [WHO[0]![0], WHO[0]![1], CODES[0], '110', '2025-12', '8000.00'],
      ['1.10101E+17', WHO[1]![1], CODES[0], '110', '2025-01', '8000.00'],
      [WHO[2]![0], '别的人', CODES[0], '110', '2025-11', '8000.00'],
      [WHO[3]![0], WHO[3]![1], CODES[0], '110', '2025-01', '8000.00'],
      [WHO[4]![0], WHO[4]![1], CODES[0], '110', '2025-01-99', '8000.00'],
    ]
    const before = await count('due')
    const job = await begin('due', csv(DUE, [...list, ...wrong] as string[][]))
    const id = await approved(job, true)
    const detail = await desk.cases.show(FRONT_DESK, id)
    expect([detail.rowsIn, detail.accepted, detail.refused, detail.vouchers]).toEqual([1105, 1100, 5, 2])
    expect((await refusedIn(job)).map(([, code]) => code)).toEqual(
      expect.arrayContaining(['batch.not-there', 'row.person-not-matched', 'batch.row-twice']),
    )
    expect(await count('due')).toBe(before)
    expect(await desk.agreed.postAgreed(id)).toBe(0)
    expect(await permit(id)).toMatchObject({
      ...{ vouchers: 2, executed: 0, mayExecute: true, rows: 1100 },
      ...{ before: { rows: 1100 }, after: { rows: 1100 }, list: { kind: 'due', documentId } },
    })
    expect((await execute(id, 1)).state).toBe('agreed')
    expect(await permit(id)).toMatchObject({ executed: 1, mayExecute: true })
    expect(await count('due')).toBe(before + 2000)
    expect((await execute(id, 1)).state).toBe('awaitingRecheck')
    expect(await count('due')).toBe(before + 2200)
    expect(await refusalCode(execute(id))).toBe('parameter.not-agreed')
    const tasks = await rows(`select 1 as n from desk.task where submission_id = $1 and kind = 'recheckDue'`, [id])
    expect(tasks).toHaveLength(1)
    const look = { revision: 1, verdict: 'agreed' as const, finding: '与清单相符' }
    const rechecked = await new RecheckService(desk.ports).take(clerk('972', 'rechecker'), id, look)
    expect(rechecked.state).toBe('posted')
  }, 60_000)

  test('标注件：原件各行都在，未接受的写明原因', async () => {
    const list = [
      [WHO[5]![0], WHO[5]![1], CODES[0], '110', '2025-02', '9000.00'],
      [WHO[6]![0], WHO[6]![1], CODES[0], '110', '2024-02', '9000.00'],
    ]
    const job = await begin('due', csv(DUE, list))
    await run()
    const file = await new AnnotatedService(desk.ports).open(FRONT_DESK, job.submissionId, 'csv', async () => undefined)
    let text = ''
    for await (const piece of file.bytes) text += piece.toString('utf8')
    expect(text).toContain(WHO[5]![0])
    expect(text).toContain('没有与该行相符的一条记录')
  })

  test('其中一份有一行已变：那一份不记，别的照记', async () => {
    const list = WHO.flatMap(([number, name]) =>
      MONTHS.map((month) => [number, name, CODES[0], '110', month, '9000.00']),
    )
    const id = await approved(await begin('due', csv(DUE, list)))
    const [row] = await rows<{ posting_id: string; ordinal: number }>(
      `select posting_id::text, ordinal from ledger.due t where person_id = $1 and contribution_month = '202501' and
         declared_wage = 800000 and not exists (select from ledger.due r where r.reverses_posting = t.posting_id and
         r.reverses_ordinal = t.ordinal) and t.reverses_posting is null`,
      [ids[STAFF - 1]],
    )
    const one = { personId: ids[STAFF - 1]!, factKind: 'due' as const, posting: row!.posting_id, ordinal: row!.ordinal }
    const why = { reason: 'entryError' as const, explanation: '单独更正了其中一行', documentId }
    await desk.passAll(await desk.corrections.correct(FRONT_DESK, { ...one, ...why }))
    const before = await count('due')
    await execute(id)
    expect(await count('due')).toBe(before + 2000)
    expect(await permit(id)).toMatchObject({ vouchers: 2, executed: 1, blocked: 1, mayExecute: false })
  }, 60_000)

  test('实缴的所属期、参保年月：红冲与新行在同一笔；晚于应缴的年月不受理', async () => {
    await desk.ledger.post([
      paidFact(ids[0]!, '2025-03', { levyVoucher: '39901' }),
      paidFact(ids[1]!, '2025-03', { levyVoucher: '39902' }),
    ])
    const paid = await begin(
      'paidMonth',
      csv('社会保障号码,姓名,险种,对应费款所属期,电子税票号,应为对应费款所属期', [
        [...WHO[0]!, '110', '2025-03', '39901', '2025-04'],
        [...WHO[1]!, '110', '2025-03', '39902', '2025-03'],
      ]),
    )
    const paidId = await approved(paid, true)
    expect(await refusedIn(paid)).toEqual([[3, 'batch.nothing-differs']])
    expect((await execute(paidId)).state).toBe('awaitingRecheck')
    const months = await rows<{ m: string; n: string }>(
      `select contribution_month::text as m, sum(person_amount)::text as n from ledger.paid where levy_voucher = '39901'
       group by 1 order by 1`,
    )
    expect(months.map(({ m, n }) => [m, n === '0'])).toEqual([
      ['202503', true],
      ['202504', false],
    ])
    const begun = await begin(
      'enrolmentMonth',
      csv('社会保障号码,姓名,险种,统一社会信用代码,参保年月,应为参保年月', [
        [...WHO[0]!, '210', CODES[0], '2025-01', '2024-11'],
        [...WHO[1]!, '110', CODES[0], '2025-01', '2025-06'],
        [...WHO[2]!, '110', CODES[1], '2025-01', '2024-06'],
      ]),
    )
    const begunId = await approved(begun, true)
    expect(await refusedIn(begun)).toEqual([
      [3, 'batch.after-dues'],
      [4, 'batch.not-there'],
    ])
    await execute(begunId)
    const enrolled = await rows<{ m: string }>(
      `select from_month::text as m from ledger.enrolment t where person_id = $1 and insurance = '210' and
         reverses_posting is null and not exists (select from ledger.enrolment r where r.reverses_posting = t.posting_id
         and r.reverses_ordinal = t.ordinal)`,
      [ids[0]],
    )
    expect(enrolled).toEqual([{ m: '202411' }])
  })

  test('个人与单位的联系方式、单位登记：空的照旧；改过的不再照清单改', async () => {
    const contact = await begin(
      'contact',
      csv('社会保障号码,姓名,手机号码,通讯地址', [
        [...WHO[0]!, '13800000001', '示例市新街 1 号'],
        [...WHO[1]!, '12', '示例市新街 2 号'],
        [...WHO[2]!, '', ''],
      ]),
    )
    const contactId = await approved(contact, true)
    expect((await refusedIn(contact)).map(([row]) => row)).toEqual([3, 4])
    expect((await execute(contactId)).state).toBe('awaitingRecheck')
    expect(await count('person_contact')).toBe(1)
    expect(await rows('select 1 as n from desk.contact_change where person_id = $1', [ids[0]])).toHaveLength(1)

    const firms = csv('统一社会信用代码,自何月起,单位名称', [
      [CODES[0], '2026-03', '示例制造（新街）有限公司'],
      [CODES[1], '2026-03', '示例劳务（新街）有限公司'],
    ])
    const firmsId = await approved(await begin('employer', firms))
    const other = await approved(
      await begin('employer', csv('统一社会信用代码,自何月起,单位名称', [[CODES[1], '2026-03', '示例劳务二有限公司']])),
    )
    expect((await execute(firmsId)).state).toBe('awaitingRecheck')
    expect(await refusalCode(execute(other))).toMatch(/stale|voucher/)
    const names = await rows<{ name: string }>(
      `select name from ledger.employer_registration where from_month = '202603' order by credit_code`,
    )
    expect(names.map(({ name }) => name).sort()).toEqual(
      ['示例制造（新街）有限公司', '示例劳务（新街）有限公司'].sort(),
    )
    const phones = csv('统一社会信用代码,联系电话,通讯地址', [[CODES[0], '010-66668888', '示例市新街 3 号']])
    expect((await execute(await approved(await begin('employerContact', phones)))).state).toBe('awaitingRecheck')
    expect(await count('employer_contact')).toBe(1)
  })

  test('受阻的由复核岗再看：原因还在的，逐行说明；原因消除的，按原许可执行，然后复核', async () => {
    const RECHECKER = clerk('972', 'rechecker')
    const again = (id: string, actor = RECHECKER, revision = 1) =>
      new BatchAgainService(desk.ports).look(actor, id, { revision })
    const change = (phone: string, road: string) =>
      csv('统一社会信用代码,联系电话,通讯地址', [[CODES[1], phone, `示例市${road}`]])
    const standing = await approved(await begin('employerContact', change('010-66660001', '一街')))
    expect((await execute(standing)).state).toBe('awaitingRecheck')
    const waiting = await approved(await begin('employerContact', change('010-66660002', '二街')))
    expect(await refusalCode(again(waiting))).toBe('batch.nothing-blocked')
    const between = await approved(await begin('employerContact', change('010-66660003', '三街')))
    await execute(between)
    expect(await refusalCode(execute(waiting))).toMatch(/stale/)
    expect(await permit(waiting)).toMatchObject({ blocked: 1, mayExecute: false, mayLookAgain: false })
    expect(await new BatchExecuteService(desk.ports).permit(RECHECKER, waiting)).toMatchObject({ mayLookAgain: true })
    // What stands in the way is still there: told row by row, and nothing may be carried out.
    expect(await again(waiting)).toMatchObject({
      parts: [{ part: 1, clear: false, inTheWay: 1, rows: [{ says: { zh: expect.stringContaining('已不相同') } }] }],
    })
    expect((await desk.cases.show(FRONT_DESK, waiting)).blocked?.zh).toContain('重新报送')
    expect(await permit(waiting)).toMatchObject({ blocked: 1, mayExecute: false })
    // Back to what it was: now it holds again.
    const back = csv('统一社会信用代码,通讯地址,联系电话', [[CODES[1], '示例市一街', '010-66660001']])
    await execute(await approved(await begin('employerContact', back)))
    expect(await refusalCode(again(waiting, clerk('902', 'rechecker')))).toBe('review.same-person')
    expect(await refusalCode(again(waiting, FRONT_DESK))).toBe('review.staff-only')
    expect(await refusalCode(again(waiting, RECHECKER, 2))).toBe('review.changed')
    expect(await again(waiting)).toEqual({ parts: [{ part: 1, clear: true, inTheWay: 0, rows: [] }] })
    const tasks = await rows(
      `select 1 as n from desk.task where submission_id = $1 and kind = 'voucherStale' and closed_at is null`,
      [waiting],
    )
    expect(tasks).toEqual([])
    expect((await execute(waiting)).state).toBe('awaitingRecheck')
    const look = { revision: 1, verdict: 'agreed' as const, finding: '与清单相符' }
    expect((await new RecheckService(desk.ports).take(RECHECKER, waiting, look)).state).toBe('posted')
  }, 60_000)

  test('别的辖区、缺依据、不认识的种类、太长的清单：不受理', async () => {
    const one = csv('统一社会信用代码,自何月起,单位名称', [[CODES[0], '2026-03', '别的辖区所改']])
    const other = await begin('employer', one, {}, OTHER)
    await run()
    expect((await desk.cases.show(OTHER, other.submissionId)).refusedRows[0]!.code).toBe('batch.other-district')
    expect(await refusalCode(begin('employer', one, { explanation: '短' }))).toBe('batch.incomplete-grounds')
    expect(await refusalCode(begin('employer', one, { reason: 'noSuch' }))).toBe('batch.incomplete-grounds')
    expect(await refusalCode(begin('employer', one, { documentId: '1' }))).toBe('batch.incomplete-grounds')
    expect(await refusalCode(begin('nothing' as BatchKind, one))).toBe('batch.unknown-kind')
    expect(
      await refusalCode(lists.submit(OTHER, other.submissionId, { revision: 1, acceptedOnly: true })),
    ).toBeDefined()
    const few = {
      ...desk.ports,
      setting: (name: never) => (name === 'business.batch-most-rows' ? 1 : desk.ports.setting(name)),
    }
    const long = await begin(
      'employer',
      csv('统一社会信用代码,自何月起,单位名称', [
        [CODES[0], '2026-03', '甲有限公司'],
        [CODES[1], '2026-03', '乙有限公司'],
      ]),
    )
    await new ImportRunner(few as never, (says) => alarms.push(says)).advance({ halted: false })
    expect(await imports.show(FRONT_DESK, long.id)).toMatchObject({ state: 'refused', why: { code: 'batch.too-many' } })
  })

  test('读到一半停下，再续：不多不少', async () => {
    const list = WHO.flatMap(([number, name]) =>
      MONTHS.map((month) => [number, name, CODES[0], '110', month, '9500.00']),
    )
    const job = await begin('due', csv(DUE, list), { explanation: '停下再续的一批' })
    const halt = { halted: false }
    const reading = run(halt)
    while ((await imports.show(FRONT_DESK, job.id)).rows < 1000) await new Promise((done) => setTimeout(done, 2))
    await imports.move(FRONT_DESK, job.id, 'stop').catch(() => undefined)
    halt.halted = true
    await reading
    const { state } = await imports.show(FRONT_DESK, job.id)
    if (state === 'stopped') await imports.move(FRONT_DESK, job.id, 'resume')
    await run()
    const { rowsIn, accepted, refused } = await desk.cases.show(FRONT_DESK, job.submissionId)
    expect([rowsIn, accepted + refused]).toEqual([1100, 1100])
    expect(alarms).toEqual([])
  }, 60_000)
})
