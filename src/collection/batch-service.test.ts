import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, clerk, FRONT_DESK, REVIEWERS, type TestDesk, testDesk } from '../../test/desk.js'
import { dueFact } from '../../test/ledger.js'
import { png } from '../../test/paper-samples.js'
import type { Day, Instant } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import type { Refusal } from '../kernel/refusal.js'
import { findPersons } from '../ledger/people-store.js'
import { BatchExecuteService } from './batch-execute-service.js'
import { BatchService } from './batch-service.js'
import { RecheckService } from './recheck-service.js'

const CODE = '91110108QYT0000144'
const WHO = (n: number) => ({ identityNumber: citizen(n), fullName: `测试${'甲乙丙丁戊己庚辛'[n]}` })
const CITY = { ...clerk('970', 'approver'), agency: '999900' }
const HAND = { ...clerk('971', 'initialReviewer'), terminal: '10.0.0.71' }
const GROUNDS = { reason: 'policyChange' as const, explanation: '按新公布的基数上下限成批重算' }

let db: TestDatabase
let desk: TestDesk
let batches: BatchService
let executions: BatchExecuteService
let documentId: string
let employerId: string
let month = 0
/** Every test has a month of its own. */
const now = () => `2025-${String(month).padStart(2, '0')}`
beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  batches = new BatchService(desk.ports)
  executions = new BatchExecuteService(desk.ports)
  employerId = await desk.employer(CODE)
  await desk.persons(
    Array.from({ length: 8 }, (_, n) => [WHO(n).identityNumber, WHO(n).fullName]),
    CODE,
  )
  documentId = (await desk.ports.papers.receive('999901', 'attachment', png(40, 40))).documentId
})
afterAll(() => db.close())
beforeEach(async () => {
  month++
  const persons = await Promise.all([0, 1, 2].map(idOf))
  // What was filed stands on another base than the rules make of the wage.
  await desk.ledger.post(
    persons.map((id) => dueFact(id, now(), { employerId, base: fen(700_000), personAmount: fen(56_000) })),
  )
})

const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => undefined,
    (thrown: Refusal) => thrown.entry?.code ?? thrown,
  )
const idOf = async (n: number) => {
  const digest = desk.ports.vault.identityDigest(WHO(n).identityNumber)
  return (await db.app.transaction({}, (trx) => findPersons(trx, [digest]))).get(digest.toString('hex'))!.personId
}
const selection = () => ({ creditCode: CODE, selection: { from: now(), through: now(), act: 'recompute' as const } })
const listed = (wages: (number | undefined)[]) => ({
  creditCode: CODE,
  rows: wages.map((declaredWage, n) => ({
    ...WHO(n),
    ...{ insurance: '110' as const, contributionMonth: now() },
    ...(declaredWage === undefined ? {} : { declaredWage }),
  })),
})
const approved = async (look: object = selection()) => {
  const filed = await batches.file(FRONT_DESK, { ...(look as ReturnType<typeof selection>), ...GROUNDS, documentId })
  for (const stage of ['initialReview', 'review'] as const)
    await desk.reviews.pass(REVIEWERS[stage], filed.id, { stage, revision: 1 })
  await desk.reviews.pass(CITY, filed.id, { stage: 'approval', revision: 1 })
  return filed.id
}
const dues = () =>
  db.admin.transaction({}, (trx) =>
    trx.rows<{ base: string; r: string | null }>(
      `select base, reverses_posting::text as r from ledger.due where contribution_month = $1 order by posting_id, ordinal`,
      [now().replace('-', '')],
    ),
  )
const execute = async (id: string, actor = HAND, change: object = {}, services = executions) => {
  const { listDigest } = await executions.permit(HAND, id)
  return services.execute(actor, id, { revision: 1, listDigest, ...change })
}

article(['WH-9(3)c', 'WH-9(1)a'], '成批变更：试算，区申请，市批准所列清单，凭一次性许可执行，执行后核对', () => {
  test('试算：逐行前后与合计，一行不记；清单与条件二者取一', async () => {
    const { answer, persons } = await batches.dryRun(selection())
    expect(answer.rows).toHaveLength(3)
    expect(answer.rows[0]).toMatchObject({ before: { base: 700_000 }, after: { base: 800_000 } })
    expect(answer.before.personAmount).toBe(3 * 56_000)
    expect(answer.after.personAmount).toBe(3 * 64_000)
    expect(persons).toHaveLength(3)
    expect(JSON.stringify(answer)).not.toContain(WHO(0).identityNumber)
    expect(await codeOf(batches.dryRun({ creditCode: CODE }))).toBe('batch.rows-or-selection')
    expect(await dues()).toHaveLength(3)
  })

  test('清单：不成立的行逐行说明，其余照列；行数进出相等', async () => {
    const look = listed([900_000, undefined, 800_000])
    look.rows.push({ ...WHO(5), insurance: '110', contributionMonth: now(), declaredWage: 1 })
    look.rows.push({
      identityNumber: citizen(900),
      fullName: '测试无人',
      insurance: '110',
      contributionMonth: now(),
    } as never)
    const { answer } = await batches.dryRun(look)
    expect([answer.rows.length, answer.refused.length]).toEqual([3, 2])
    expect(answer.rows[1]!.after).toBeUndefined()
    expect(answer.refused.map(({ row, code }) => [row, code])).toEqual([
      [4, 'batch.no-due'],
      [5, 'entry.refused'],
    ])
  })

  test('区的审批人批不了；未经市级批准不能执行', async () => {
    const filed = await batches.file(FRONT_DESK, { ...selection(), ...GROUNDS, documentId })
    for (const stage of ['initialReview', 'review'] as const)
      await desk.reviews.pass(REVIEWERS[stage], filed.id, { stage, revision: 1 })
    const district = desk.reviews.pass(REVIEWERS.approval, filed.id, { stage: 'approval', revision: 1 })
    expect(await codeOf(district)).not.toBeUndefined()
    expect(await codeOf(execute(filed.id))).toBe('parameter.not-agreed')
    expect(await dues()).toHaveLength(3)
  })

  test('批准之后不自动记账；参与过的人、别的清单不能执行；执行一次记一次', async () => {
    const id = await approved()
    expect(await desk.agreed.postAgreed(id)).toBe(0)
    expect(await codeOf(execute(id, FRONT_DESK as never))).toBe('review.same-person')
    expect(await codeOf(execute(id, HAND, { listDigest: '0'.repeat(64) }))).toBe('batch.other-list')
    expect((await execute(id)).state).toBe('awaitingRecheck')
    expect((await dues()).map(({ base }) => base)).toEqual([
      ...['700000', '700000', '700000'],
      ...['-700000', '800000', '-700000', '800000', '-700000', '800000'],
    ])
    expect(await codeOf(execute(id))).toBe('parameter.not-agreed')
    const rechecks = new RecheckService(desk.ports)
    const look = { revision: 1, verdict: 'agreed' as const, finding: '与清单相符' }
    expect(await codeOf(rechecks.take({ ...HAND, posts: ['rechecker'] }, id, look))).toBe('review.same-person')
    expect((await rechecks.take(clerk('972', 'rechecker'), id, look)).state).toBe('posted')
  })

  test('有一行与试算时已不相同：全部不记，成为任务', async () => {
    const id = await approved()
    const person = await idOf(1)
    const [row] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ posting_id: string; ordinal: number }>(
        'select posting_id::text, ordinal from ledger.due where person_id = $1 and contribution_month = $2',
        [person, now().replace('-', '')],
      ),
    )
    const why = { reason: 'entryError' as const, explanation: '单独更正了其中一行', documentId }
    const one = { personId: person, factKind: 'due' as const, posting: row!.posting_id, ordinal: row!.ordinal }
    await desk.passAll(await desk.corrections.correct(FRONT_DESK, { ...one, ...why }))
    const before = await dues()
    expect(await codeOf(execute(id))).toBe('reversal.twice')
    expect(await dues()).toEqual(before)
    expect((await desk.cases.show(FRONT_DESK, id)).blocked).toBeDefined()
  })

  test('许可过期、超过行数：不执行', async () => {
    const id = await approved()
    const days = desk.ports.setting('business.batch-permit-life')
    const late = { ...desk.ports.clock, now: () => (Date.now() + (days + 1) * 86_400_000) as Instant }
    const expired = new BatchExecuteService({ ...desk.ports, clock: late })
    expect(await codeOf(execute(id, HAND, {}, expired))).toBe('maintenance.approval-ran-out')
    const few = (name: never, variant?: string) =>
      name === ('business.batch-most-rows' as never) ? 2 : desk.ports.setting(name, variant)
    const capped = new BatchExecuteService({ ...desk.ports, setting: few as never })
    expect(await codeOf(execute(id, HAND, {}, capped))).toBe('batch.too-many')
    expect(await dues()).toHaveLength(3)
  })

  test('同时执行两次：只记一次', async () => {
    const id = await approved()
    const both = await Promise.all([codeOf(execute(id)), codeOf(execute(id, clerk('973', 'frontDesk') as never))])
    expect(both.filter((code) => code === undefined).length).toBeGreaterThanOrEqual(1)
    expect(await dues()).toHaveLength(9)
  })
})

test('按条件选的一批，略去有保密标识的；对照：没有标识时在其中', async () => {
  const personId = await idOf(0)
  const chosen = async () => (await batches.dryRun(selection())).persons.includes(personId)
  const mark = (change: 'begin' | 'end') =>
    desk.ledger.post([
      {
        ...{ line: 1, agency: '999901', area: '999900', kind: 'protection', personId, change, document: '决定 1 号' },
        ...{ fromDay: '2026-01-01' as Day, ground: '保护决定' },
      },
    ])
  expect(await chosen()).toBe(true)
  await mark('begin')
  expect(await chosen()).toBe(false)
  await mark('end')
  expect(await chosen()).toBe(true)
})
