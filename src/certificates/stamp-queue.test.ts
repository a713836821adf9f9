import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, clerk, FRONT_DESK, REVIEWERS, type TestDesk, testDesk } from '../../test/desk.js'
import { copySubmission } from '../../test/many-submissions.js'
import { FactEntryService } from '../collection/fact-entry-service.js'
import type { Refusal } from '../kernel/refusal.js'
import { StampQueueService } from './stamp-queue-service.js'
import { StampService } from './stamp-service.js'

const CODE = '91110108QYT0000144'
const WHO = { identityNumber: citizen(1), fullName: '测试甲' }
const KEEPER = clerk('941', 'stampKeeper')
const MANY = 3000

let db: TestDatabase
let desk: TestDesk
let stamps: StampService
let queue: StampQueueService
beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  stamps = new StampService(desk.ports)
  queue = new StampQueueService(desk.ports)
  await desk.employer(CODE)
  await desk.persons([[WHO.identityNumber, WHO.fullName]], CODE)
  await stamps.setUp(KEEPER, { name: '示例市社会保险业务专用章' })
})
afterAll(() => db.close())

let serial = 0
const filed = () =>
  new FactEntryService(desk.ports).enter(FRONT_DESK, 'specialWork', {
    items: [
      { ...WHO, workKind: 'heavy', fromMonth: '1990-01', throughMonth: '1999-12', document: `证明 ${++serial} 号` },
    ],
    ground: '经办人核对档案原件',
  })
async function returned() {
  const { id, revision } = await filed()
  await desk.reviews.return(REVIEWERS.initialReview, id, { stage: 'initialReview', revision, reason: '档案没有记载' })
  return id
}
const idsOf = (items: readonly { submission: string }[]) => items.map(({ submission }) => submission)

article('BD-19', '待用印的件：办结而未用印的都在，先来的在前，逐页翻到底', () => {
  test('只列办结而未用印、自己没有办过的；有告知书的可以单列；用了印即不再列', async () => {
    const [waiting, open] = [await returned(), await filed()]
    const { items } = await queue.page(KEEPER, {})
    expect(idsOf(items)).toContain(waiting)
    expect(idsOf(items)).not.toContain(open.id)
    expect(items.map(({ kind }) => kind)).toContain('personRegistration')
    const letters = await queue.page(KEEPER, { letters: 'only' })
    expect(new Set(letters.items.map(({ kind }) => kind))).toEqual(new Set(['specialWork']))
    const maker = { ...KEEPER, personId: REVIEWERS.initialReview.personId }
    expect(idsOf((await queue.page(maker, {})).items)).not.toContain(waiting)
    await stamps.use(KEEPER, { submission: waiting })
    expect(idsOf((await queue.page(KEEPER, { letters: 'only' })).items)).not.toContain(waiting)
  })

  test('改了已存的，复核之前不算办结；退回后重报的，回到在办', async () => {
    const { id, revision } = await filed()
    await desk.reviews.return(REVIEWERS.initialReview, id, { stage: 'initialReview', revision, reason: '档案没有记载' })
    await new FactEntryService(desk.ports).enter(
      FRONT_DESK,
      'specialWork',
      {
        items: [{ ...WHO, workKind: 'heavy', fromMonth: '1990-01', throughMonth: '1998-12', document: '证明 补 号' }],
        ground: '经办人核对档案原件',
      },
      id,
    )
    expect(idsOf((await queue.page(KEEPER, { letters: 'only' })).items)).not.toContain(id)
  })

  test(`${MANY} 件之中：不漏不重，先来的在前，一页的时间不随件数增长`, async () => {
    const first = await returned()
    await copySubmission(db, first, MANY)
    const seen: string[] = []
    let after: string | undefined
    let slowest = 0
    do {
      const began = performance.now()
      const page = await queue.page(KEEPER, { letters: 'only', ...(after === undefined ? {} : { after }) })
      slowest = Math.max(slowest, performance.now() - began)
      seen.push(...idsOf(page.items))
      after = page.next
    } while (after !== undefined)
    expect(new Set(seen).size).toBe(seen.length)
    const [{ n }] = (await db.admin.transaction({}, (trx) =>
      trx.rows<{ n: number }>(
        `select count(*)::int as n from desk.submission where kind = 'specialWork' and stamped_at is null`,
      ),
    )) as [{ n: number }]
    const open = 2 // one was never decided, one was filed anew
    expect(seen).toHaveLength(n - open)
    const made = await db.admin.transaction({}, (trx) =>
      trx.rows<{ id: string }>(
        'select submission_id as id from desk.submission where submission_id = any ($1::uuid[]) order by made_at, submission_id',
        [seen],
      ),
    )
    expect(seen).toEqual(made.map(({ id }) => id))
    expect(slowest).toBeLessThan(3000)
    console.info(`the slowest of ${Math.ceil(seen.length / 50)} pages took ${Math.round(slowest)} ms`)
  }, 120_000)

  test('从哪一件之后：没有的、别的机构的，说没有这件', async () => {
    const code = (after: string, actor = KEEPER) =>
      queue.page(actor, { after }).then(
        () => 'done',
        (thrown: Refusal) => thrown.entry.code,
      )
    expect(await code('0190d2a0-0000-7000-8000-00000000abcd')).toBe('submission.missing')
    expect(await code(await returned(), { ...KEEPER, agency: '999902' })).toBe('submission.missing')
  })
})
