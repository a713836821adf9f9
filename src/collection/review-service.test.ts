import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import {
  AGENCY,
  citizen,
  clerk,
  csv,
  FRONT_DESK,
  operator,
  REVIEWERS,
  type TestDesk,
  testDesk,
  testPolicy,
} from '../../test/desk.js'
import { parsePeriod } from '../kernel/period.js'
import type { Refusal } from '../kernel/refusal.js'

const MONTH = parsePeriod('2026-03')
const CODE = '91110108QYT0000144'
const HEADER = '社会保障号码,姓名,缴费工资'

let db: TestDatabase
let desk: TestDesk
let employer: string
const filer = () => operator('800', employer)

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  employer = await desk.employer(CODE)
})
afterAll(() => db.close())

const refusalOf = async (doing: Promise<unknown>) => {
  const error = await doing.then(
    () => undefined,
    (thrown: Refusal) => thrown,
  )
  return error?.entry?.code ?? error
}
const file = (rows: readonly (readonly (string | number)[])[], header = HEADER, month = MONTH) => ({
  employerId: employer,
  settlementMonth: month,
  fileName: '申报.csv',
  bytes: csv(header, rows),
})

article(['M14-7a', 'M14-7c', 'BD-16', 'N107-2b'], '审核：依次、分人、退回重报重审', () => {
  let next = 20
  beforeAll(() =>
    desk.persons(
      Array.from({ length: 12 }, (_, i) => [citizen(20 + i), '测试寅']),
      CODE,
    ),
  )
  const submitted = async () => {
    const { submission } = await desk.filings.upload(filer(), file([[citizen(next++), '测试寅', '8000']]))
    return desk.filings.submit(filer(), submission.id, { revision: 1, acceptedOnly: false })
  }
  const pass = { stage: 'initialReview', revision: 1 } as const

  test('无岗位、单位经办人、本单位经办人兼职的，都不得审核', async () => {
    const { id } = await submitted()
    expect(await refusalOf(desk.reviews.pass(FRONT_DESK, id, pass))).toBe('review.staff-only')
    expect(await refusalOf(desk.reviews.pass(filer(), id, pass))).toBe('review.staff-only')
    desk.operators.add(`901|${employer}`)
    expect(await refusalOf(desk.reviews.pass(REVIEWERS.initialReview, id, pass))).toBe('review.affiliated')
    desk.operators.clear()
    expect((await desk.reviews.pass(REVIEWERS.initialReview, id, pass)).state).toBe('recheck')
  })

  test('同一自然人换个账户也不得兼办两个环节', async () => {
    const { id } = await submitted()
    const both = clerk('910', 'initialReviewer', 'rechecker')
    await desk.reviews.pass(both, id, pass)
    const second = { ...both, accountId: 'another', sessionId: 'another' }
    expect(await refusalOf(desk.reviews.pass(second, id, { stage: 'recheck', revision: 1 }))).toBe('review.same-person')
    expect((await desk.cases.show(both, id)).abilities).not.toContain('pass')
  })

  test('录入的人不得审核自己录入的', async () => {
    const both = clerk('911', 'frontDesk', 'initialReviewer')
    const { submission } = await desk.filings.upload(both, file([[citizen(next++), '测试寅', '8000']]))
    await desk.filings.submit(both, submission.id, { revision: 1, acceptedOnly: false })
    expect(await refusalOf(desk.reviews.pass(both, submission.id, pass))).toBe('review.same-person')
  })

  test('两人同时办同一环节，只有一人办成', async () => {
    const { id } = await submitted()
    const two = [clerk('912', 'initialReviewer'), clerk('913', 'initialReviewer')]
    const outcomes = await Promise.all(two.map((one) => refusalOf(desk.reviews.pass(one, id, pass))))
    expect(outcomes.sort()).toEqual(['review.out-of-turn', undefined])
  })

  test('退回须重报；重报是新的一版，从头审核，旧版照存', async () => {
    const { id } = await submitted()
    const returned = await desk.reviews.return(REVIEWERS.initialReview, id, { ...pass, reason: '工资与上月相差过大' })
    expect(returned).toMatchObject({ state: 'returned' })
    expect((await desk.cases.show(filer(), id)).abilities).toEqual(['resubmit'])
    expect((await desk.cases.show(filer(), id)).steps[0]).toMatchObject({ reason: '工资与上月相差过大', by: '' })
    expect(await refusalOf(desk.reviews.pass(REVIEWERS.recheck, id, { stage: 'recheck', revision: 1 }))).toBe(
      'review.out-of-turn',
    )

    const bytes = csv(HEADER, [[citizen(next - 1), '测试寅', '7500']])
    const preview = await desk.filings.resubmit(filer(), id, { fileName: '改.csv', bytes })
    expect(preview.submission).toMatchObject({ id, revision: 2, state: 'draft' })
    const again = await desk.filings.submit(filer(), id, { revision: 2, acceptedOnly: false })
    expect(again).toMatchObject({ state: 'initialReview', steps: [], earlier: [{ revision: 1 }] })
    expect(again.earlier[0]!.steps).toHaveLength(1)
    expect(await refusalOf(desk.reviews.pass(REVIEWERS.initialReview, id, pass))).toBe('review.changed')
    expect((await desk.passAll(again)).state).toBe('posted')
  })

  test('留痕：记账的叶上有录入与各环节的人', async () => {
    const detail = await desk.passAll(await submitted())
    const rows = await db.admin.transaction({}, (trx) =>
      trx.rows<{ leaf: Buffer }>(
        'select leaf from ledger.posting where voucher_id in (select voucher_id from desk.voucher where submission_id = $1)',
        [detail.id],
      ),
    )
    const text = rows[0]!.leaf.toString()
    for (const person of ['entry', '800', '901', '903', AGENCY]) expect(text).toContain(person)
  })
})

describe('审定之后、记账之前', () => {
  beforeAll(() =>
    desk.persons(
      Array.from({ length: 6 }, (_, i) => [citizen(40 + i), '测试卯']),
      CODE,
    ),
  )
  const agreedButOne = async (rows: readonly (readonly string[])[]) => {
    const { submission } = await desk.filings.upload(filer(), file(rows))
    const detail = await desk.filings.submit(filer(), submission.id, { revision: 1, acceptedOnly: false })
    await desk.passAll(detail, 'recheck')
    return detail.id
  }
  const last = { stage: 'recheck', revision: 1 } as const

  test('规则变了，审定的数额不再相符，不记账，成任务，可重报', async () => {
    const id = await agreedButOne([[citizen(40), '测试卯', '8000']])
    const changed = testPolicy((path, text) =>
      path.includes('unemployment') ? text.replaceAll('0.5"', '0.6"').replaceAll(': 0.5', ': 0.6') : text,
    )
    const before = desk.policy
    desk.policy = changed
    const detail = await desk.reviews.pass(REVIEWERS.recheck, id, last)
    desk.policy = before
    expect(detail).toMatchObject({ state: 'agreed', posted: 0 })
    expect(detail.blocked?.zh).toContain('未记账')
    expect(
      (await desk.tasks.list(FRONT_DESK)).items.some(
        (task) => task.kind === 'voucherStale' && task.submissionId === id,
      ),
    ).toBe(true)
    expect((await desk.cases.show(filer(), id)).abilities).toEqual(['resubmit'])
  })

  test('对照：规则未变，照记', async () => {
    const id = await agreedButOne([[citizen(41), '测试卯', '8000']])
    expect((await desk.reviews.pass(REVIEWERS.recheck, id, last)).state).toBe('posted')
  })

  test('两份申报抢同一人同一月，只记一份', async () => {
    const [one, two] = [
      await agreedButOne([[citizen(42), '测试卯', '8000']]),
      await agreedButOne([[citizen(42), '测试卯', '8200']]),
    ]
    const passed = await Promise.all([one, two].map((id) => desk.reviews.pass(REVIEWERS.recheck, id, last)))
    expect(passed.map(({ state }) => state).sort()).toEqual(['agreed', 'posted'])
    const rows = await db.admin.transaction({}, (trx) =>
      trx.rows<{ n: number }>(
        `select count(*)::int as n from ledger.due d join desk.identity i using (person_id)
        where i.digest = $1 and contribution_month = 202603`,
        [desk.ledger.vault.identityDigest(citizen(42))],
      ),
    )
    expect(rows[0]!.n).toBe(4)
  })

  test('审定后、记账前停机：再次启动补记一次，不记两次', async () => {
    const id = await agreedButOne([[citizen(43), '测试卯', '8000']])
    const post = desk.ledger.posting.post
    desk.ledger.posting.post = async (...sent) => {
      await post.apply(desk.ledger.posting, sent)
      throw new Error('停机')
    }
    await expect(desk.reviews.pass(REVIEWERS.recheck, id, last)).rejects.toThrow('停机')
    desk.ledger.posting.post = post
    expect((await desk.cases.show(filer(), id)).state).toBe('agreed')
    await desk.agreed.postAgreed()
    expect((await desk.cases.show(filer(), id)).state).toBe('posted')
    expect(await desk.agreed.postAgreed(id)).toBe(0)
  })

  test('差异视图：险者在先，缺者在前', async () => {
    const february = parsePeriod('2026-02')
    const rows = [
      [citizen(44), '测试卯', '8000'],
      [citizen(45), '测试卯', '8000'],
    ]
    const first = await desk.filings.upload(filer(), file(rows, HEADER, february))
    await desk.passAll(await desk.filings.submit(filer(), first.submission.id, { revision: 1, acceptedOnly: false }))
    const { submission } = await desk.filings.upload(filer(), file([[citizen(44), '测试卯', '20000']]))
    await desk.filings.submit(filer(), submission.id, { revision: 1, acceptedOnly: false })
    const { against, rows: compared } = await desk.compares.compare(REVIEWERS.recheck, submission.id)
    expect(against).toBe('2026-02')
    expect(
      compared.map(({ difference, fullName, wageBefore, wageNow }) => [difference, fullName, wageBefore, wageNow]),
    ).toEqual([
      ['gone', '测试卯', 800_000, undefined],
      ['wageRose', '测试卯', 800_000, 2_000_000],
    ])
  })
})
