import { Value } from '@sinclair/typebox/value'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { staff, testDesk as testAccess } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { AREA, citizen, clerk, FRONT_DESK, type TestDesk, testDesk } from '../../test/desk.js'
import { dueFact } from '../../test/ledger.js'
import { png } from '../../test/paper-samples.js'
import { looksOf } from '../access/book-store.js'
import type { Day } from '../kernel/day.js'
import type { Refusal } from '../kernel/refusal.js'
import { findPersons } from '../ledger/people-store.js'
import { CorrectionRequest } from './entry-contract.js'
import type { LogEntry } from './log-contract.js'
import { LogService } from './log-service.js'
import { MergeRequest } from './maintenance-contract.js'
import { MergeService } from './merge-service.js'
import { RecheckService } from './recheck-service.js'
import { SplitService } from './split-service.js'

const CODE = '91110108QYT0000144'
const WHO = (n: number) => ({ identityNumber: citizen(n), fullName: `测试${'甲乙丙丁戊己'[n]}` })
const AUDITOR = staff(['auditor'], '999901', '980')
const ALWAYS = { purpose: '年度自查', from: '2000-01-01', through: '2099-12-31' }

let db: TestDatabase
let desk: TestDesk
let log: LogService
let corrected: string
let reversedPosting: string
beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  log = new LogService(desk.ports, testAccess(db).gate, db.verify)
  const employerId = await desk.employer(CODE)
  await desk.persons(
    Array.from({ length: 6 }, (_, n) => [WHO(n).identityNumber, WHO(n).fullName]),
    CODE,
  )
  const { documentId } = await desk.ports.papers.receive('999901', 'attachment', png(40, 40))
  const personId = await idOf(0)
  reversedPosting = await desk.ledger.post([dueFact(personId, '2025-05', { employerId })])
  const row = { personId, factKind: 'due' as const, posting: reversedPosting, ordinal: 0 }
  const why = { reason: 'courtDocument' as const, explanation: '判决书认定工资有误', documentId }
  const counter = { ...FRONT_DESK, terminal: '10.0.0.7' }
  const filed = await desk.corrections.correct(counter, { ...row, ...why, replacement: { declaredWage: 900_000 } })
  corrected = (await desk.passAll(filed)).id
  const look = { revision: 1, verdict: 'agreed' as const, finding: '与判决书相符' }
  await new RecheckService(desk.ports).take(clerk('953', 'rechecker'), corrected, look)
  const grounds = { reason: 'mergeDuplicates' as const, explanation: '同一人两个号码', documentId }
  const merge = { kept: WHO(1), merged: WHO(2), document: '申请 1 号', ...grounds }
  await desk.passAll(await new MergeService(desk.ports).merge(FRONT_DESK, merge))
  const choice = { from: '2025-05', through: '2025-05' }
  const wrong = { reason: 'wrongPerson' as const, explanation: '记在别人名下', documentId }
  await desk.passAll(
    await new SplitService(desk.ports).split(FRONT_DESK, { person: WHO(0), to: WHO(3), choice, ...wrong }),
  )
})
afterAll(() => db.close())

const idOf = async (n: number) => {
  const digest = desk.ports.vault.identityDigest(WHO(n).identityNumber)
  return (await db.app.transaction({}, (trx) => findPersons(trx, [digest]))).get(digest.toString('hex'))!.personId
}
const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => undefined,
    (thrown: Refusal) => thrown.entry?.code ?? thrown,
  )
const all = async (query: object = {}, actor = AUDITOR): Promise<LogEntry[]> => {
  const entries: LogEntry[] = []
  for (let before: string | undefined; ; ) {
    const page = await log.page(actor, { ...ALWAYS, ...query, ...(before === undefined ? {} : { before }) })
    entries.push(...page.entries)
    if (page.next === undefined) return entries
    before = page.next
  }
}
const postings = () =>
  db.admin.transaction({}, (trx) =>
    trx.rows<{ posting_id: string; kind: string; row_count: number }>(
      'select posting_id::text, kind, row_count from ledger.posting order by posting_id desc',
    ),
  )

article(['M14-12', 'M14-26b'], '维护日志：凭岗位与用途查看，所见之人各记一行', () => {
  test('没有岗位、没有用途、别的区：不予办理或不见', async () => {
    expect(await codeOf(log.page(staff(['frontDesk'], '999901', '981'), ALWAYS))).toBe('access.denied')
    expect(await codeOf(log.page(AUDITOR, { ...ALWAYS, purpose: '' }))).toBe('access.denied')
    expect(await all({}, staff(['auditor'], '999902', '982'))).toEqual([])
  })

  test('看到的人，名下各有一行', async () => {
    const person = await idOf(0)
    const looks = () => db.app.transaction({ persons: [person] }, (trx) => looksOf(trx, person, { most: 100 }))
    const before = (await looks()).length
    await log.page(AUDITOR, { ...ALWAYS, kind: 'correction' })
    expect((await looks()).length).toBe(before + 1)
    expect((await looks())[0]).toMatchObject({ action: 'maintenance.read', outcome: 'shown' })
  })
})

article(['M14-12', 'WH-9(2)', 'BD-30a'], '维护日志由记账推导：时间、内容前后、原因、方法、责任人，一笔不漏', () => {
  test('每一笔记账都在其中，任取一笔都能打开', async () => {
    const stored = await postings()
    const told = await all()
    expect(told.map(({ posting }) => posting)).toEqual(stored.map(({ posting_id }) => posting_id))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...stored), async ({ posting_id, row_count, kind }) => {
        const entry = await log.entry(AUDITOR, { purpose: '抽查', posting: posting_id, page: 1 })
        expect(entry).toMatchObject({ posting: posting_id, total: row_count, kind })
        expect(entry.rows.length).toBeGreaterThan(0)
      }),
      { numRuns: 15 },
    )
  })

  test('五要素缺一不可：没有原因代码、说明、原件或所改的行，请求不成立', async () => {
    const person = { identityNumber: 'x', fullName: 'x' }
    const grounds = {
      reason: 'entryError',
      explanation: '录入有误',
      documentId: '00000000-0000-4000-8000-000000000000',
    }
    const merge = { kept: person, merged: person, document: '1', ...grounds }
    const row = {
      personId: '1',
      factKind: 'due',
      posting: '1',
      ordinal: 0,
      reason: 'entryError',
      explanation: '录入有误',
    }
    expect([Value.Check(MergeRequest, merge), Value.Check(CorrectionRequest, row)]).toEqual([true, true])
    for (const name of Object.keys(merge))
      expect(Value.Check(MergeRequest, { ...merge, [name]: undefined }), name).toBe(false)
    for (const name of Object.keys(row))
      expect(Value.Check(CorrectionRequest, { ...row, [name]: undefined }), name).toBe(false)
    const blank = desk.corrections.correct(FRONT_DESK, {
      ...row,
      explanation: '     ',
      personId: await idOf(0),
      posting: reversedPosting,
    } as never)
    expect(await codeOf(blank)).toBe('maintenance.no-explanation')
  })

  test('更正：前后逐栏，原因代码与说明，各责任人的岗位、机构、终端，依据与复核', async () => {
    const [entry] = await all({ kind: 'correction' })
    const [row] = entry!.rows
    expect(row!.fields.find(({ name }) => name === 'declaredWage')).toMatchObject({
      before: { zh: expect.stringContaining('8,000') },
      after: { zh: expect.stringContaining('9,000') },
      changed: true,
    })
    expect(row!.reverses).toBe(`${reversedPosting}/0`)
    expect(entry!.reasons[0]!.zh).toContain('司法文书')
    expect(entry!.reasons[0]!.zh).toContain('判决书认定工资有误')
    expect(entry!.method.zh).toBe('红冲并重记')
    expect(entry!.steps.map(({ says }) => says.zh)).toEqual(['申请（录入）', '初审', '审核', '复核', '审批'])
    expect(entry!.steps[0]).toMatchObject({ by: '900', terminal: '10.0.0.7', organisation: '999901' })
    expect(entry!.steps[0]!.posts.map(({ zh }) => zh)).toEqual(['前台采集'])
    expect(entry!.evidence).toHaveLength(1)
    expect(entry!.recheck).toMatchObject({ verdict: { zh: '复核同意' }, finding: '与判决书相符' })
    expect(entry!.bodyDiffers).toBe(false)
    expect(JSON.stringify(entry)).not.toContain(WHO(0).identityNumber)
  })

  test('拆分写明从谁到谁；合并写明两个编号', async () => {
    const [split] = await all({ kind: 'personSplit' })
    expect(split!.rows[0]!.fields.find(({ name }) => name === 'personId')).toMatchObject({
      before: { zh: expect.stringContaining('测试甲') },
      after: { zh: expect.stringContaining('测试丁') },
    })
    const [merge] = await all({ kind: 'personMerge' })
    expect(merge!.rows.flatMap(({ fields }) => fields.map(({ name }) => name))).toContain('otherPersonId')
  })

  test('按人、按行、按责任人、按日期检索', async () => {
    const ofPerson = await all({ person: WHO(0), changesOnly: true })
    expect(ofPerson.map(({ kind }) => kind)).toEqual(['personSplit', 'correction'])
    const ofFact = await all({ fact: { posting: reversedPosting, ordinal: 0 } })
    expect(ofFact.map(({ kind }) => kind)).toEqual(['correction', 'monthlyFiling'])
    const ofStaff = await all({ staff: '953' })
    expect(ofStaff.map(({ kind }) => kind)).toEqual(['maintenanceRecheck'])
    expect(await all({ from: '2001-01-01', through: '2001-12-31' })).toEqual([])
  })

  test('正文被改：写明与记账不符，不用它的原因（对照：未改时相符）', async () => {
    const [posting] = (await postings()).filter(({ kind }) => kind === 'correction')
    await db.admin.transaction({}, (trx) =>
      trx.rows(
        'update desk.voucher set body = (select body from desk.voucher where posting_id <> $1 limit 1) where posting_id = $1',
        [posting!.posting_id],
      ),
    )
    const torn = await log.entry(AUDITOR, { purpose: '抽查', posting: posting!.posting_id, page: 1 })
    expect([torn.bodyDiffers, torn.reasons]).toEqual([true, []])
    await db.admin.transaction({}, (trx) =>
      trx.rows(
        `update desk.voucher v set body = o.body, body_digest = o.body_digest
         from (select body, body_digest from desk.voucher where posting_id <> $1 limit 1) o where v.posting_id = $1`,
        [posting!.posting_id],
      ),
    )
    const entry = await log.entry(AUDITOR, { purpose: '抽查', posting: posting!.posting_id, page: 1 })
    expect(entry.bodyDiffers).toBe(true)
  })
})

article(['M14-26b', 'M14-12'], '维护日志：监护人、代理人、近亲属写明姓名；其中有保密标识的，整行不给', () => {
  test('代理人标识之前之后，专办岗仍看得到；内部编号从不出现', async () => {
    const [personId, agent] = [await idOf(4), await idOf(5)]
    const place = { line: 1, agency: '999901', area: AREA, fromDay: '2026-01-01' as Day }
    const what = { capacity: 'agent', scope: '', change: 'begin', document: '委托书 9 号' } as const
    const posting = await desk.ledger.post([
      { ...place, ...what, kind: 'mandate', personId, representativePersonId: agent },
    ])
    const rows = async (actor = AUDITOR) =>
      (await log.entry(actor, { purpose: '抽查', posting, page: 1 })).rows.map(({ fields }) => fields)
    const [fields] = await rows()
    expect(fields!.find(({ name }) => name === 'otherPersonId')).toMatchObject({
      label: { zh: '代理人或近亲属' },
      after: { zh: expect.stringContaining('测试己') },
    })
    expect(fields!.map(({ after }) => after?.zh)).not.toContain(agent)
    expect(fields!.map(({ name }) => name)).not.toContain('representativePersonId')
    const mark = { ground: '司法机关的保护决定', document: '保护决定 1 号', change: 'begin' } as const
    await desk.ledger.post([{ ...place, ...mark, kind: 'protection', personId: agent }])
    expect(await rows()).toEqual([])
    expect(await rows(staff(['auditor', 'protectedHandler'], '999901', '983'))).toHaveLength(1)
  })
})
