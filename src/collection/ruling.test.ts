import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { AGENCY, citizen, clerk, FRONT_DESK, REVIEWERS, type TestDesk, testDesk } from '../../test/desk.js'
import type { Actor } from '../access/actor.js'
import { Refusal } from '../kernel/refusal.js'
import type { SubmissionDetail } from './contract.js'
import type { FactRequests } from './fact-entry-contract.js'
import { FactEntryService } from './fact-entry-service.js'
import { wrongWith } from './route-book.js'
import { RulingService } from './ruling-service.js'

const CODE = '91110108QYT0000144'
const WHO = (n: number) => ({ identityNumber: citizen(n), fullName: `测试${'甲乙丙丁戊己庚辛'[n]}` })
/** Another three: a clerk and reviewers who took no part in what was decided first. */
const OTHERS = {
  desk: clerk('950', 'frontDesk'),
  initialReview: clerk('951', 'initialReviewer'),
  review: clerk('952', 'reviewer'),
}
type Item = FactRequests['ruling']['items'][number]

let db: TestDatabase
let desk: TestDesk
let facts: FactEntryService
let rulings: RulingService
let serial = 0

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  facts = new FactEntryService(desk.ports)
  rulings = new RulingService(desk.ports)
  await desk.employer(CODE)
  await desk.persons(
    Array.from({ length: 8 }, (_, n) => [WHO(n).identityNumber, WHO(n).fullName]),
    CODE,
  )
})
afterAll(() => db.close())

const codeOf = (doing: Promise<unknown>): Promise<string | undefined> =>
  doing.then(
    () => undefined,
    (thrown: unknown) => (thrown instanceof Refusal ? thrown.entry.code : String(thrown)),
  )
async function paper(): Promise<string> {
  const bytes = Buffer.from(`%PDF-1.4\n% 认定书 ${++serial}\n%%EOF\n`)
  return (await desk.ports.papers.receive(AGENCY, 'ruling', bytes)).documentId
}
const PENDING = { subject: 'injury', finding: 'pending', receivedDay: '2026-03-02', document: '受理通知书' } as const
const GRANTED = { ...PENDING, finding: 'granted', decidedDay: '2026-03-12', document: '认定书 1 号' } as const
const item = (n: number, change: object): Item => ({ ...WHO(n), reference: `GS-${n}`, ...PENDING, ...change }) as Item
const GROUND = { ground: '收到申请，材料待补' }
const enter = async (n: number, change: object, actor: Actor = FRONT_DESK) =>
  facts.enter(actor, 'ruling', { items: [item(n, change)], documentId: await paper() })
const posted = async (n: number, change: object) => desk.passAll(await enter(n, change))
const passBy = async (who: typeof OTHERS, { id, revision }: SubmissionDetail) => {
  await desk.reviews.pass(who.initialReview, id, { stage: 'initialReview', revision })
  return desk.reviews.pass(who.review, id, { stage: 'review', revision })
}

article(['BD-10', 'BD-14'], '认定与批准：有文书才受理，两人审核才成立，送两次只办一次', () => {
  test('作出结果没有文书的，依据说明不能代替；只受理的可以', async () => {
    const asked = { items: [item(0, GRANTED)], ...GROUND }
    expect(await codeOf(facts.enter(FRONT_DESK, 'ruling', asked))).toBe('ruling.no-paper')
    expect((await facts.enter(FRONT_DESK, 'ruling', { items: [item(0, {})], ...GROUND })).state).toBe('initialReview')
  })

  test('录入之外两个不同的人审核之后才记账；录入的人不能审核；少于两个环节的路线不成立', async () => {
    const filed = await enter(1, { ...GRANTED, subject: 'specialIllness' })
    const { id, revision } = filed
    const self = clerk(FRONT_DESK.personId, 'initialReviewer')
    expect(await codeOf(desk.reviews.pass(self, id, { stage: 'initialReview', revision }))).toBe('review.same-person')
    await desk.reviews.pass(REVIEWERS.initialReview, id, { stage: 'initialReview', revision })
    const twice = clerk(REVIEWERS.initialReview.personId, 'reviewer')
    expect(await codeOf(desk.reviews.pass(twice, id, { stage: 'review', revision }))).toBe('review.same-person')
    expect((await desk.reviews.pass(REVIEWERS.review, id, { stage: 'review', revision })).state).toBe('posted')
    const { standard } = desk.ports.policy().standard
    expect(wrongWith('ruling', { stages: ['review'] }, standard)).toBe('needs at least two stages')
    expect(wrongWith('ruling', { stages: ['review', 'approval'] }, standard)).toBeUndefined()
  })

  test('同一内容送两次是一件', async () => {
    const asked = { items: [item(2, { ...GRANTED, subject: 'elsewhere' })], documentId: await paper() }
    const [one, two] = [await facts.enter(FRONT_DESK, 'ruling', asked), await facts.enter(FRONT_DESK, 'ruling', asked)]
    expect(two.id).toBe(one.id)
  })
})

article('BD-10', '工伤认定：记收到之日与期限，不予认定、逾期须写明理由', () => {
  test('受理即在台账上计时；作出之后离开，逾期的留在逾期名单', async () => {
    await posted(3, {})
    const [open] = (await rulings.list([AGENCY], {})).items.filter(({ reference }) => reference === 'GS-3')
    expect(open).toMatchObject({ finding: 'pending', receivedDay: '2026-03-02', dueDay: '2026-05-01', late: false })
    await posted(3, { ...GRANTED })
    expect((await rulings.list([AGENCY], {})).items.map(({ reference }) => reference)).not.toContain('GS-3')
    await posted(4, { receivedDay: '2025-11-03' })
    const late = await rulings.list([AGENCY], { show: 'late', subject: 'injury' })
    expect(late.items).toMatchObject([{ reference: 'GS-4', version: 1, late: true, dueDay: '2026-01-02' }])
    expect(await rulings.list(['999902'], { show: 'all' })).toEqual({ all: 0, items: [] })
    expect(JSON.stringify(late)).not.toContain('测试')
  })

  test('逾期作出、不予认定没有理由的，不行；写明理由的可以', async () => {
    const late = { ...GRANTED, receivedDay: '2025-11-03' }
    expect(await codeOf(enter(4, late))).toBe('ruling.no-reason')
    const refused = { ...GRANTED, finding: 'refused' }
    expect(await codeOf(enter(5, refused))).toBe('ruling.no-reason')
    expect(await codeOf(enter(5, { ...refused, because: '   ' }))).toBe('ruling.no-reason')
    expect((await posted(5, { ...refused, because: '不在工作时间和工作场所' })).state).toBe('posted')
  })

  test('日期不合的，各有说法', async () => {
    expect(await codeOf(enter(6, { receivedDay: '2026-03-17' }))).toBe('fact.in-future')
    expect(await codeOf(enter(6, { ...GRANTED, decidedDay: '2026-03-01' }))).toBe('fact.backwards')
    expect(await codeOf(enter(6, { finding: 'granted' }))).toBe('ruling.undated')
    expect(await codeOf(enter(6, { decidedDay: '2026-03-12' }))).toBe('ruling.undated')
    await posted(6, {})
    expect(await codeOf(enter(6, { ...GRANTED, receivedDay: '2026-03-10' }))).toBe('ruling.other-receipt')
    expect(await codeOf(enter(6, { document: '又一次受理' }))).toBe('ruling.pending-again')
  })
})

article('BD-27', '医疗费审核：每次结果各为一版，改动须由别人另案办理', () => {
  const FEES = { ...GRANTED, subject: 'feeReview', amount: 123_456, reference: 'YF-7' }

  test('审定须有金额；别的事项没有金额', async () => {
    expect(await codeOf(enter(7, { ...FEES, amount: undefined }))).toBe('ruling.amount')
    expect(await codeOf(enter(7, { ...GRANTED, amount: 1 }))).toBe('ruling.amount')
  })

  test('改动须有理由；先前录入、审核过的人都不能参与；换了人成为第二版，第一版照存', async () => {
    await posted(7, FEES)
    const change = { ...FEES, amount: 100_000, because: '一张票据重复计入' }
    expect(await codeOf(enter(7, { ...change, because: undefined }, OTHERS.desk))).toBe('ruling.no-reason')
    expect(await codeOf(enter(7, change))).toBe('ruling.same-people')
    expect(await codeOf(enter(7, change, clerk(REVIEWERS.review.personId, 'frontDesk')))).toBe('ruling.same-people')
    const filed = await enter(7, change, OTHERS.desk)
    const { id, revision } = filed
    const stage = 'initialReview' as const
    expect(await codeOf(desk.reviews.pass(REVIEWERS.initialReview, id, { stage, revision }))).toBe('ruling.same-people')
    expect((await passBy(OTHERS, filed)).state).toBe('posted')
    const rows = await db.admin.transaction({}, (trx) =>
      trx.rows(`select version, amount from ledger.ruling where reference = 'YF-7' order by version`),
    )
    expect(rows.map((row) => Object.values(row as object).map(Number))).toEqual([
      [1, 123_456],
      [2, 100_000],
    ])
    expect((await rulings.list([AGENCY], { show: 'all', subject: 'feeReview' })).items).toMatchObject([{ version: 2 }])
  })

  test('两人同时改，后记账的不成；红冲也不成', async () => {
    const [a, b] = [clerk('960', 'frontDesk'), clerk('961', 'frontDesk')]
    const first = { ...FEES, amount: 90_000, because: '复查核减' }
    const [one, two] = [await enter(7, first, a), await enter(7, { ...first, amount: 80_000 }, b)]
    const more = (n: number) => ({
      ...OTHERS,
      initialReview: clerk(`${970 + n}`, 'initialReviewer'),
      review: clerk(`${980 + n}`, 'reviewer'),
    })
    expect((await passBy(more(1), one)).state).toBe('posted')
    const late = await passBy(more(2), two)
    expect(late.state).toBe('agreed')
    expect(late.blocked?.zh).toContain('第 4 版')
    const [row] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ personId: string; posting: string; ordinal: number }>(
        `select person_id as "personId", posting_id as posting, ordinal from ledger.ruling where reference = 'YF-7' and version = 1`,
      ),
    )
    const undo = { ...row!, factKind: 'ruling' as const, reason: 'entryError' as const, explanation: '红冲一试看看' }
    expect(await codeOf(desk.corrections.correct(FRONT_DESK, undo))).toBe('ruling.no-reversal')
  })
})
