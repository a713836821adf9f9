import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, clerk, FRONT_DESK, REVIEWERS, type TestDesk, testDesk } from '../../test/desk.js'
import { dueFact } from '../../test/ledger.js'
import { png } from '../../test/paper-samples.js'
import type { Instant } from '../kernel/day.js'
import type { Refusal } from '../kernel/refusal.js'
import { findPersons } from '../ledger/people-store.js'
import { leavesOf } from '../ledger/record-store.js'
import { RecheckService } from './recheck-service.js'
import { ReviewService } from './review-service.js'

const CODE = '91110108QYT0000144'
const WHO = (n: number) => ({ identityNumber: citizen(n), fullName: `测试${'甲乙丙丁戊'[n]}` })
const SECOND = { ...clerk('953', 'rechecker'), terminal: '10.0.0.53' }

let db: TestDatabase
let desk: TestDesk
let rechecks: RecheckService
let documentId: string
beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  rechecks = new RecheckService(desk.ports)
  await desk.employer(CODE)
  await desk.persons(
    Array.from({ length: 5 }, (_, n) => [WHO(n).identityNumber, WHO(n).fullName]),
    CODE,
  )
  documentId = (await desk.ports.papers.receive('999901', 'attachment', png(40, 40))).documentId
})
afterAll(() => db.close())

const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => undefined,
    (thrown: Refusal) => thrown.entry?.code ?? thrown,
  )
const idOf = async (n: number) => {
  const digest = desk.ports.vault.identityDigest(WHO(n).identityNumber)
  return (await db.app.transaction({}, (trx) => findPersons(trx, [digest]))).get(digest.toString('hex'))!.personId
}
/** A correction of one due row of this person, filed from a terminal. */
const correction = async (n: number, services = desk) => {
  const personId = await idOf(n)
  const posting = await desk.ledger.post([dueFact(personId, '2025-05')])
  const row = { personId, factKind: 'due' as const, posting, ordinal: 0 }
  const why = { reason: 'courtDocument' as const, explanation: '判决书认定该月未缴', documentId }
  return services.corrections.correct({ ...FRONT_DESK, terminal: '10.0.0.7' }, { ...row, ...why })
}
const recheck = (id: string, actor = SECOND, verdict: 'agreed' | 'refused' = 'agreed') =>
  rechecks.take(actor, id, { revision: 1, verdict, finding: '与原件相符' })

article(['WH-9(3)a', 'M14-7c', 'M14-11c'], '维护：先批准，再修改，修改之后由未参与的人复核', () => {
  test('记账之后是“已修改，待复核”；参与过的人、别的岗位、别的环节都不能复核', async () => {
    const done = await desk.passAll(await correction(0))
    expect(done.state).toBe('awaitingRecheck')
    expect(await codeOf(recheck(done.id, REVIEWERS.recheck as never))).toBe('review.same-person')
    expect(await codeOf(recheck(done.id, clerk('954', 'approver') as never))).toBe('review.staff-only')
    const waiting = await correction(1)
    expect(await codeOf(recheck(waiting.id))).toBe('recheck.not-waiting')
    expect((await desk.cases.show(SECOND, done.id)).abilities).toContain('recheck')
    expect((await desk.cases.show(REVIEWERS.recheck, done.id)).abilities).not.toContain('recheck')
  })

  test('同意：另成一笔小凭证，写明所复核的记账；再复核一次不成立', async () => {
    const done = await desk.passAll(await correction(2))
    const due = async () => (await desk.tasks.list(FRONT_DESK)).items.filter((task) => task.submissionId === done.id)
    expect((await due()).map(({ kind }) => kind)).toEqual(['recheckDue'])
    expect((await recheck(done.id)).state).toBe('posted')
    expect(await due()).toEqual([])
    expect(await codeOf(recheck(done.id, clerk('955', 'rechecker') as never))).toBe('recheck.not-waiting')
    const rows = await db.admin.transaction({}, (trx) =>
      trx.rows<{ posting_id: string; kind: string; verdict: string }>(
        'select r.posting_id, p.kind, r.verdict from ledger.recheck r join ledger.posting p using (posting_id)',
      ),
    )
    expect(rows).toMatchObject([{ kind: 'maintenanceRecheck', verdict: 'agreed' }])
    const leaf = (await db.app.transaction({}, (trx) => leavesOf(trx, [rows[0]!.posting_id]))).get(rows[0]!.posting_id)!
    expect(leaf.steps).toMatchObject([{ stage: 'recheck', by: '953', post: 'rechecker', terminal: '10.0.0.53' }])
  })

  test('叶子写明各人的岗位与终端', async () => {
    const [row] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ posting_id: string }>("select posting_id from ledger.posting where kind = 'correction' limit 1"),
    )
    const leaf = (await db.app.transaction({}, (trx) => leavesOf(trx, [row!.posting_id]))).get(row!.posting_id)!
    expect(leaf.steps[0]).toMatchObject({ stage: 'entry', by: '900', post: 'frontDesk', terminal: '10.0.0.7' })
    expect(leaf.steps.map(({ post }) => post).slice(1)).toEqual([
      'initialReviewer',
      'reviewer',
      'rechecker',
      'approver',
    ])
  })

  test('两人同时复核：只成一次', async () => {
    const { id } = await desk.passAll(await correction(3))
    const both = await Promise.all([
      codeOf(recheck(id)),
      codeOf(recheck(id, clerk('956', 'rechecker') as never, 'refused')),
    ])
    expect(both.filter((code) => code === undefined)).toHaveLength(1)
  })

  test('不同意：成为更正任务，状态写明', async () => {
    const { id } = await desk.passAll(await correction(4))
    expect((await recheck(id, SECOND, 'refused')).state).toBe('recheckRefused')
    const tasks = (await desk.tasks.list(FRONT_DESK)).items.filter(({ kind }) => kind === 'recheckRefused')
    expect(tasks.some(({ submissionId }) => submissionId === id)).toBe(true)
  })

  test('批准逾期：不记账，成为任务（对照：期内照记）', async () => {
    const filed = await correction(0)
    const days = desk.ports.setting('business.maintenance-approval-life')
    const early = { ...desk.ports.clock, now: () => (Date.now() - (days + 1) * 86_400_000) as Instant }
    const stopped = { ...desk.ports, clock: early, posting: { post: () => Promise.reject(new Error('down')) } as never }
    await desk.passAll(filed, 'approval')
    const late = new ReviewService(stopped).pass(REVIEWERS.approval, filed.id, { stage: 'approval', revision: 1 })
    await expect(late).rejects.toThrow('down')
    expect(await desk.agreed.postAgreed(filed.id)).toBe(0)
    const { state, blocked } = await desk.cases.show(FRONT_DESK, filed.id)
    expect([state, blocked?.zh]).toMatchObject(['agreed', expect.stringContaining('批准失效')])
  })
})
