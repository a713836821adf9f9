import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { AGENCY, citizen, FRONT_DESK, type TestDesk, testDesk } from '../../test/desk.js'
import { pdf } from '../../test/paper-samples.js'
import { filedAs } from '../archive/material.js'
import type { ScanAnswer } from '../archive/scanner-port.js'
import { Refusal } from '../kernel/refusal.js'
import type { SubmissionDetail } from './contract.js'
import { isApplied, SUBMISSION_KINDS, type SubmissionKind } from './kinds.js'
import { MissingCarrierService } from './missing-carrier-service.js'
import { noGround } from './refusals-facts.js'
import { openJson, sealJson } from './voucher-body.js'

let db: TestDatabase
let desk: TestDesk
const CODE = '91110108QYT0000144'
const GROUND = { ground: '经核对用人单位报送的书面材料' }

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  await desk.employer(CODE)
  await desk.persons([[citizen(0), '测试甲']], CODE)
})
afterAll(() => db.close())

const rows = <R extends object>(sql: string, values: unknown[] = []) =>
  db.admin.transaction({}, (trx) => trx.rows<R>(sql, values))
const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    (thrown: unknown) => (thrown instanceof Refusal ? thrown.entry.code : String(thrown)),
  )
const enter = (month: string, change: object): Promise<SubmissionDetail> =>
  desk.entries.enter(FRONT_DESK, {
    ...{ identityNumber: citizen(0), fullName: '测试甲', creditCode: CODE, settlementMonth: '2026-03' },
    ...{ contributionMonth: month, contributionKind: '2', declaredWage: 800_000, insurances: ['110'] as never },
    ...change,
  })

article(['M14-6a', 'M14-13'], '没有凭证不成事实，没有资料或依据不成凭证，没有摘要不成资料', () => {
  test('录入时：既无资料又无依据的不受理；空白的依据不算', async () => {
    expect(await codeOf(enter('2026-01', {}))).toBe('entry.no-ground')
    expect(await codeOf(enter('2026-01', { ground: '    ' }))).toBe('entry.no-ground')
    expect(await codeOf(enter('2026-01', { documentId: '0190d2a0-0000-7000-8000-00000000ffff' }))).toBe('paper.missing')
  })

  const kinds = (Object.keys(SUBMISSION_KINDS) as SubmissionKind[]).filter((kind) => !isApplied(kind))
  test.each(kinds)('记账时：%s 的依据不在了，不记，写明原因', async (kind) => {
    const { id } = await enter('2026-02', GROUND)
    const [kept] = await rows<{ kind: string; summary: Buffer }>(
      'select s.kind, r.summary from desk.submission s join desk.revision r using (submission_id) where s.submission_id = $1',
      [id],
    )
    const { vault } = desk.ledger
    const { ground: _, ...bare } = openJson<{ ground?: string }>(vault, kept!.summary)
    await rows('update desk.revision set summary = $2 where submission_id = $1', [id, sealJson(vault, bare)])
    await rows('update desk.submission set kind = $2 where submission_id = $1', [id, kind])
    await agree(id)
    expect(await desk.agreed.postAgreed(id)).toBe(0)
    const [stored] = await rows<{ blocked: Buffer; posting_id: string | null }>(
      'select blocked, posting_id from desk.voucher where submission_id = $1',
      [id],
    )
    expect(stored!.posting_id).toBeNull()
    expect(openJson<{ zh: string }>(vault, stored!.blocked).zh).toBe(new Refusal(noGround, {}).say('zh'))
    await rows('update desk.submission set kind = $2 where submission_id = $1', [id, kept!.kind])
    await rows('update desk.revision set summary = $2 where submission_id = $1', [id, kept!.summary])
    await rows('update desk.voucher set blocked = null where submission_id = $1', [id])
  })

  test('对照：依据在的，记得上', async () => {
    const { id } = await enter('2026-02', GROUND)
    expect(await desk.agreed.postAgreed(id)).toBe(1)
  })
})

/** All steps of its route at once, so that only the carrier stands between it and the book. */
async function agree(id: string): Promise<void> {
  const { route } = await desk.cases.show(FRONT_DESK, id).catch(() => ({ route: [] as string[] }))
  const stages = route.length > 0 ? route : ['initialReview', 'review', 'recheck', 'approval']
  await rows('delete from desk.review_step where submission_id = $1', [id])
  for (const [i, stage] of stages.entries()) {
    await rows(
      `insert into desk.review_step (submission_id, revision, ordinal, stage, verdict, by_person, account, organisation, at)
       values ($1, 1, $2, $3, 'passed', $4, 'a', $5, now())`,
      [id, i + 1, stage, String(901 + i), AGENCY],
    )
  }
}

describe('查毒程序不在：资料等着，所依据的不能提交', () => {
  test('录入与上传的申报都等；查过之后办得成', async () => {
    let answer: ScanAnswer = { verdict: 'unavailable', why: 'away' }
    const papers = desk.ports.papers.with({ scanner: { name: 'test', scan: async () => answer } })
    const { documentId } = await papers.receive(AGENCY, 'attachment', pdf('/Waits'))
    expect(await codeOf(enter('2025-12', { documentId }))).toBe('paper.waiting-for-scan')
    answer = { verdict: 'clean' }
    await papers.scanWaiting()
    expect(await codeOf(enter('2025-12', { documentId }))).toBe('done')
    const [holding] = await rows('select material from archive.holding where document_id = $1', [documentId])
    expect(holding).toEqual({ material: filedAs('backPay')?.material })
  })
})

test('清查：缺载体的列得出来，不缺的不列', async () => {
  const service = new MissingCarrierService(desk.ports)
  const clean = await service.check([AGENCY])
  expect(clean).toMatchObject({ facts: 0, vouchers: [] })
  expect(clean.checked).toBeGreaterThan(2)
  const [file] = await rows<{ submission_id: string; document_id: string }>(
    'select r.submission_id, r.document_id from desk.revision r join desk.voucher v using (submission_id) where r.document_id is not null and v.posting_id is not null limit 1',
  )
  await rows(`update desk.revision set document_id = '0190d2a0-0000-7000-8000-00000000eeee' where submission_id = $1`, [
    file!.submission_id,
  ])
  const { vouchers } = await service.check([AGENCY])
  expect(vouchers.map(({ submissionId, why }) => [submissionId, why])).toEqual([[file!.submission_id, 'notListed']])
})
