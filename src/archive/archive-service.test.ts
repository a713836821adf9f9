import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keeper, type TestArchive, testArchive } from '../../test/archive.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { testDesk } from '../../test/desk.js'
import { pdf, png } from '../../test/paper-samples.js'
import type { Day } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { CatalogueService } from './catalogue-service.js'
import type { DestructionAct } from './destruction-contract.js'
import { DestructionService } from './destruction-service.js'
import { findDocument } from './document-store.js'
import { LoanService } from './loan-service.js'
import { ReadingService } from './reading-service.js'
import type { PaperScanner, ScanAnswer } from './scanner-port.js'
import { verifyPapers } from './verify-service.js'

let db: TestDatabase
let archive: TestArchive
let catalogue: CatalogueService
let destructions: DestructionService
let reading: ReadingService
let loans: LoanService

const ARCHIVIST = keeper('951', 'archivist')
const APPRAISERS = [keeper('952', 'reviewer'), keeper('953', 'rechecker')] as const
const APPROVER = keeper('954', 'approver')
const DESK = keeper('955', 'frontDesk')
const NOTE = '已逐份核对，同意'

beforeAll(async () => {
  db = await testDatabase()
  archive = testArchive(db, testDesk(db))
  catalogue = new CatalogueService(archive.ports)
  destructions = new DestructionService(archive.ports)
  reading = new ReadingService(archive.ports)
  loans = new LoanService(archive.ports)
})
afterAll(() => db.close())

const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    (thrown: unknown) => (thrown instanceof Refusal ? thrown.entry.code : String(thrown)),
  )
const rows = (sql: string, values: unknown[] = []) => db.admin.transaction({}, (trx) => trx.rows(sql, values))
const lines = async (personId: string, action: string) =>
  (await rows('select outcome from access.event where actor_person_id = $1 and action = $2 order by at', [
    personId,
    action,
  ])) as { outcome: string }[]

let made = 0
async function paper(kind: string, bytes: Buffer = pdf(`/Made ${made++}`)): Promise<string> {
  return (await archive.ports.papers.receive('999901', kind, bytes)).documentId
}

/** What came long ago: the day of receipt is put back by the superuser, for want of a century to wait. */
async function aged(kind: string, year: number, bytes?: Buffer): Promise<string> {
  const id = await paper(kind, bytes)
  await rows(`update archive.document set received_at = $2 where document_id = $1`, [id, `${year}-06-01`])
  return id
}

async function destroy(documentIds: string[], number: string): Promise<string> {
  const { id } = await destructions.propose(ARCHIVIST, { number, reason: '保管期满', documentIds })
  for (const appraiser of APPRAISERS) await destructions.take(appraiser, id, 'appraise', NOTE)
  await destructions.take(APPROVER, id, 'approve', NOTE)
  return (await destructions.take(ARCHIVIST, id, 'execute', NOTE)).state
}

article(['M14-13', 'WH-2(4)'], '资料目录：无依据的看不到，看了留行；档号与存放处改动留痕', () => {
  test('没有岗位，不予办理并留行；有岗位，照办并留行', async () => {
    const nobody = keeper('956', 'cashier')
    expect(await codeOf(catalogue.list(nobody, {}))).toBe('access.denied')
    expect(await lines('956', 'archive.read')).toEqual([{ outcome: 'refused' }])
    await paper('personRegistration')
    expect((await catalogue.list(DESK, {})).papers.length).toBeGreaterThan(0)
    expect(await lines('955', 'archive.read')).toEqual([{ outcome: 'done' }])
  })

  test('记档号与存放处：前台不能记；同样的再记一次，只有一条改动', async () => {
    const id = await paper('entitlementCheck')
    const place = { archiveNumber: '2026-YZ-0001', place: '一库3架12盒', reason: '整理上架' }
    expect(await codeOf(catalogue.place(DESK, id, place))).toBe('access.denied')
    await catalogue.place(ARCHIVIST, id, place)
    const again = await catalogue.place(ARCHIVIST, id, place)
    expect(again.changes.map(({ field, after, by }) => [field, after, by])).toEqual([
      ['archiveNumber', '2026-YZ-0001', '人员951'],
      ['place', '一库3架12盒', '人员951'],
    ])
    const moved = await catalogue.place(ARCHIVIST, id, { ...place, place: '二库', reason: '移库' })
    expect(moved.changes.at(-1)).toMatchObject({ field: 'place', before: '一库3架12盒', after: '二库', reason: '移库' })
    expect(moved.paper.retention).toMatchObject({ kind: 'fixed', years: 50, overOn: '2077-01-01' })
  })

  test('按档号、种类、摘要、凭证、存放处都找得到', async () => {
    const id = await paper('correction')
    await catalogue.place(ARCHIVIST, id, { archiveNumber: 'GZ-77', place: '九库', reason: '整理上架' })
    const { digest } = (await catalogue.show(DESK, id)).paper
    const voucher = '0190d2a0-0000-7000-8000-00000000aaaa'
    archive.ties.set(voucher, [id])
    const asked = [{ number: 'GZ-7' }, { place: '九' }, { digest: digest.slice(0, 12) }, { voucher }]
    for (const query of asked) {
      expect((await catalogue.list(DESK, query)).papers.map(({ documentId }) => documentId)).toEqual([id])
    }
    expect((await catalogue.list(DESK, { kind: 'accountReconciliation' })).papers.length).toBeGreaterThan(0)
    expect((await catalogue.list(keeper('957', 'frontDesk', 'reviewer'), { number: '%' })).papers).toEqual([])
  })

  test('调阅：资料上的每个人各得一行', async () => {
    const id = await paper('correction', pdf('/Two'))
    archive.persons.set(id, ['7001', '7002'])
    expect((await catalogue.open(DESK, id)).bytes.subarray(0, 5).toString()).toBe('%PDF-')
    expect(await rows('select person_id from access.look where matter = $1 order by person_id', [id])).toEqual([
      { person_id: '7001' },
      { person_id: '7002' },
    ])
  })
})

article(['M14-9(1)', 'M14-31'], '销毁：只凭案，期限已满、两人鉴定、另一人批准；未满或未列，不销', () => {
  test('期限未列的、永久的、未满的、借出的，都提不出', async () => {
    const propose = (documentIds: string[]) =>
      codeOf(destructions.propose(ARCHIVIST, { number: `X-${made++}`, reason: '保管期满', documentIds }))
    expect(await propose([await aged('monthlyFiling', 1900)])).toBe('archive.no-retention')
    expect(await propose([await aged('attachment', 1900)])).toBe('archive.no-retention')
    expect(await propose([await aged('employerRegistration', 1900)])).toBe('archive.permanent')
    expect(await propose([await aged('entitlementCheck', 1976)])).toBe('archive.period-not-over')
    expect(await propose([await aged('entitlementCheck', 1975)])).toBe('done')
    expect(await propose(['0190d2a0-0000-7000-8000-00000000ffff'])).toBe('paper.missing')
  })

  test('期限已满的：旧的排在最前，不被后来的许多份挡住；未满、永久、未列、已销毁的都不列', async () => {
    const [over, not, kept] = [await aged('audit', 1971), await aged('audit', 2020), await aged('succession', 1971)]
    await catalogue.place(ARCHIVIST, over, { archiveNumber: 'SJ-1971-01', place: '一库', reason: '整理上架' })
    const many = await rows(
      `insert into archive.document (document_id, kind, media_type, size, digest, agency, received_at)
       select gen_random_uuid(), kind, media_type, size, digest, agency, now()
       from archive.document, generate_series(1, 250) where document_id = $1 returning document_id`,
      [not],
    )
    const newest = (await catalogue.list(DESK, {})).papers
    const added = many.map((row) => (row as { document_id: string }).document_id)
    expect([many.length, newest.length, newest.some(({ documentId }) => documentId === over)]).toEqual([
      250,
      200,
      false,
    ])
    const { papers } = await catalogue.list(DESK, { over: true })
    const listed = papers.map(({ documentId }) => documentId)
    expect([over, not, kept].map((id) => listed.includes(id))).toEqual([true, false, false])
    expect(papers.every((one) => one.over && one.destroyedBy === undefined)).toBe(true)
    const days = papers.map(({ receivedAt }) => receivedAt)
    expect(days).toEqual([...days].sort((a, b) => a - b))
    await rows('delete from archive.document where document_id = any ($1::uuid[])', [added])
  })

  test('提不出的，以目录上的档号或摘要说是哪一份', async () => {
    const [named, plain] = [await aged('audit', 2015), await aged('audit', 2016)]
    await catalogue.place(ARCHIVIST, named, { archiveNumber: 'SJ-2015-09', place: '一库', reason: '整理上架' })
    const says = async (id: string) =>
      destructions.propose(ARCHIVIST, { number: `N-${id}`, reason: '保管期满', documentIds: [id] }).then(
        () => '',
        (no: Refusal) => no.say('zh'),
      )
    expect(await says(named)).toContain('SJ-2015-09')
    const { digest } = (await catalogue.show(DESK, plain)).paper
    expect(await says(plain)).toContain(digest.slice(0, 12))
  })

  test('他法的期限先于一般的：会计凭证一般无期限可查，依会计档案办法三十年', async () => {
    const [early, late] = [await aged('levyResult', 1994), await aged('levyResult', 1997)]
    const { paper: shown } = await catalogue.show(DESK, early)
    expect(shown.retention).toMatchObject({ material: 'accountingVoucher', isSpecial: true, overOn: '2025-01-01' })
    const propose = (id: string) =>
      codeOf(destructions.propose(ARCHIVIST, { number: `K-${id}`, reason: '保管期满', documentIds: [id] }))
    expect(await propose(late)).toBe('archive.period-not-over')
    expect(await propose(early)).toBe('done')
  })

  test('一人一环：提出的人不能鉴定，鉴定的人不能再鉴定或批准；批准须两人鉴定在先', async () => {
    const documentIds = [await aged('registrationCertificate', 1990), await aged('entitlementCheck', 1960)]
    const { id } = await destructions.propose(ARCHIVIST, { number: 'D-1', reason: '保管期满', documentIds })
    const take = (who: typeof ARCHIVIST, act: DestructionAct) => codeOf(destructions.take(who, id, act, NOTE))
    expect(await take(ARCHIVIST, 'appraise')).toBe('access.denied')
    expect(await take(APPROVER, 'approve')).toBe('archive.out-of-turn')
    expect(await take(ARCHIVIST, 'execute')).toBe('archive.out-of-turn')
    expect(await take(APPRAISERS[0], 'appraise')).toBe('done')
    expect(await take(APPRAISERS[0], 'appraise')).toBe('access.denied')
    expect(await take(APPRAISERS[1], 'appraise')).toBe('done')
    expect(await take(keeper('952', 'approver'), 'approve')).toBe('access.denied')
    expect(await take(DESK, 'approve')).toBe('access.denied')
    expect(await take(APPROVER, 'approve')).toBe('done')
    const [document] = documentIds
    const stored = await db.app.transaction({}, (trx) => findDocument(trx, document!))
    expect(await archive.store.get(stored!.digest.toString('hex'))).toBeDefined()
    expect(await take(ARCHIVIST, 'execute')).toBe('done')
    expect(await take(ARCHIVIST, 'execute')).toBe('archive.out-of-turn')
    expect(await archive.store.get(stored!.digest.toString('hex'))).toBeUndefined()
    const shown = await destructions.show(ARCHIVIST, id)
    expect(shown.steps.map(({ step }) => step)).toEqual(['proposal', 'appraisal', 'appraisal', 'approval', 'execution'])
    expect(shown.items.every(({ destroyedAt }) => destroyedAt !== undefined)).toBe(true)
    expect(await codeOf(catalogue.open(DESK, document!))).toBe('paper.destroyed')
    expect(await codeOf(destructions.propose(ARCHIVIST, { number: 'D-2', reason: '再来一次', documentIds }))).toBe(
      'archive.already-listed',
    )
  })

  test('别的机构还有同一内容的资料：登记销毁，文件留着', async () => {
    const bytes = pdf('/Shared')
    const id = await aged('audit', 1960, bytes)
    await archive.ports.papers.receive('999902', 'audit', bytes)
    expect(await destroy([id], 'D-3')).toBe('executed')
    const document = await db.app.transaction({}, (trx) => findDocument(trx, id))
    expect(await archive.store.get(document!.digest.toString('hex'))).toBeDefined()
    await destructions.sweep()
    expect(await archive.store.get(document!.digest.toString('hex'))).toBeDefined()
  })

  test('登记只增不改：应用改不了，属主也改不了', async () => {
    for (const table of ['destroyed', 'destruction_step', 'scan', 'reading']) {
      const doing = db.app.transaction({}, (trx) => trx.rows(`delete from archive.${table}`))
      await expect(doing, table).rejects.toMatchObject({ code: '42501' })
      const owned = db.admin.transaction({}, (trx) => trx.rows(`truncate archive.${table}`))
      await expect(owned, table).rejects.toMatchObject({ code: '42501' })
    }
  })
})

article('M14-9(2)', '可读性检查：逐年龄段抽样，失败成任务，逾期报警', () => {
  test('完好的、依法销毁的不报；不在的、被改的、打不开的各成一个任务', async () => {
    const [whole, gone, changed] = [await paper('audit'), await paper('audit'), await paper('audit')]
    const broken = await paper('audit', png(10, 10))
    const of = async (id: string) => (await db.app.transaction({}, (trx) => findDocument(trx, id)))!
    const name = async (id: string) => (await of(id)).digest.toString('hex')
    await archive.store.remove(await name(gone))
    const sealed = Buffer.from((await archive.store.get(await name(changed)))!)
    sealed[20]! ^= 1
    await archive.store.put(await name(changed), sealed)
    await rows(`update archive.document set media_type = 'image/jpeg' where document_id = $1`, [broken])
    const lost = await aged('audit', 1950)
    expect(await destroy([lost], 'D-4')).toBe('executed')
    expect(
      await Promise.all([whole, gone, changed, broken, lost].map(async (id) => reading.read(await of(id)))),
    ).toEqual(['readable', 'gone', 'changed', 'unreadable', 'destroyed'])
    const report = await verifyPapers(db.verify, { vault: archive.ports.vault, store: archive.store }, () => undefined)
    const findings = new Map(report.findings.map(({ key, kind }) => [key['document_id'], kind]))
    expect([gone, changed, whole, lost].map((id) => findings.get(id))).toEqual([
      'missing',
      'changed',
      undefined,
      undefined,
    ])
    expect(report.destroyed).toBeGreaterThan(0)
    const run = await reading.run('种子')
    expect(run.destroyed).toBeGreaterThan(0)
    const again = await reading.run('种子')
    expect([again.sampled, again.failed]).toEqual([run.sampled, run.failed])
    const { problems } = await reading.state(ARCHIVIST)
    const told = problems.map(({ documentId, kind, owner, dueDay }) => [documentId, kind, owner, dueDay])
    for (const [id, kind] of [
      [gone, 'gone'],
      [changed, 'changed'],
      [broken, 'unreadable'],
    ]) {
      expect(told.filter(([document]) => document === id)).toEqual([[id, kind, '档案管理', '2026-03-21']])
    }
    expect(told.some(([document]) => document === lost || document === whole)).toBe(false)
    await reading.closeProblem(ARCHIVIST, problems[0]!.id, '已由备份恢复')
    expect((await reading.state(ARCHIVIST)).problems.length).toBe(problems.length - 1)
  })

  test('到期做一次，没到期不做；逾期是警报', async () => {
    expect(await reading.runIfDue()).toBe(false)
    archive.today = '2026-04-16' as Day
    expect((await reading.due()).missed).toBe(false)
    archive.today = '2026-04-17' as Day
    expect((await reading.due()).missed).toBe(true)
    expect(await reading.runIfDue()).toBe(true)
    expect((await reading.due()).missed).toBe(false)
    archive.today = '2026-03-16' as Day
  })
})

describe('查毒：有毒的不收并上报，查不了的等着', () => {
  const scanner = (answer: () => ScanAnswer): PaperScanner => ({ name: 'test', scan: async () => answer() })

  test('有毒：不存、不列、上报', async () => {
    const infected = archive.ports.papers.with({ scanner: scanner(() => ({ verdict: 'infected', found: 'X-Virus' })) })
    const before = await rows('select count(*)::int as n from archive.document')
    expect(await codeOf(infected.receive('999901', 'audit', pdf('/Bad')))).toBe('paper.infected')
    expect(await rows('select count(*)::int as n from archive.document')).toEqual(before)
    expect(await rows('select found from archive.refused_paper')).toEqual([{ found: 'X-Virus' }])
    expect((await reading.state(ARCHIVIST)).problems.some(({ kind }) => kind === 'infected')).toBe(true)
  })

  test('查不了：收下等着，不能依据；查过之后可以', async () => {
    let answer: ScanAnswer = { verdict: 'unavailable', why: 'away' }
    const papers = archive.ports.papers.with({ scanner: scanner(() => answer) })
    const { documentId, waits } = await papers.receive('999901', 'audit', pdf('/Waiting'))
    expect(waits).toBe(true)
    const use = () => codeOf(db.app.transaction({}, (trx) => papers.requireUsable(trx, documentId)))
    expect(await use()).toBe('paper.waiting-for-scan')
    expect(await papers.scanWaiting()).toBe(0)
    answer = { verdict: 'clean' }
    expect(await papers.scanWaiting()).toBe(1)
    expect(await use()).toBe('done')
  })
})

article('M14-13', '借阅：一份一时只在一人手里，逾期列出', () => {
  test('借出、重借不成、逾期、归还', async () => {
    const id = await paper('card')
    await catalogue.place(ARCHIVIST, id, { archiveNumber: 'K-9', place: '一库', reason: '整理上架' })
    archive.accounts.set('east-desk', { personId: '955', agency: '999901', posts: ['frontDesk'] })
    const lend = { archiveNumber: 'K-9', borrower: 'east-desk', purpose: '核对原件' }
    expect(await codeOf(loans.lend(DESK, lend))).toBe('access.denied')
    expect(await codeOf(loans.lend(ARCHIVIST, { ...lend, archiveNumber: '没有' }))).toBe('archive.no-such-number')
    expect(await codeOf(loans.lend(ARCHIVIST, { ...lend, borrower: '没有' }))).toBe('archive.unknown-person')
    const { loans: out } = await loans.lend(ARCHIVIST, lend)
    expect(out[0]).toMatchObject({ borrower: '人员955', dueDay: '2026-03-26', isLate: false })
    expect(await codeOf(loans.lend(ARCHIVIST, lend))).toBe('archive.lent-already')
    await rows(`update archive.document set received_at = '1900-01-01' where document_id = $1`, [id])
    expect(
      await codeOf(destructions.propose(ARCHIVIST, { number: 'L-1', reason: '保管期满', documentIds: [id] })),
    ).toBe('archive.still-lent')
    archive.today = '2026-03-27' as Day
    expect((await loans.list(DESK)).loans[0]?.isLate).toBe(true)
    expect((await reading.state(DESK)).overdueLoans).toBe(1)
    archive.today = '2026-03-16' as Day
    expect((await loans.giveBack(ARCHIVIST, out[0]!.id)).loans[0]?.returnedTo).toBe('人员951')
    expect(await codeOf(loans.giveBack(ARCHIVIST, out[0]!.id))).toBe('archive.missing')
  })
})
