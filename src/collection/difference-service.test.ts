import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, csv, FRONT_DESK, operator, type TestDesk, testDesk, testPolicy } from '../../test/desk.js'
import { parsePeriod } from '../kernel/period.js'
import type { Due } from '../ledger/fact.js'
import { contributionsOf } from '../ledger/lookup-store.js'
import type { DifferenceAnswer } from './difference-contract.js'
import { DifferenceService } from './difference-service.js'

const CODES = ['91110108QYT0000144', '91110105QYT000022K'] as const
const MONTHS = ['2026-01', '2026-02'] as const
const ASKED = { from: '2026-01', through: '2026-02', insurances: ['110'] as never }

let db: TestDatabase
let desk: TestDesk
let differences: DifferenceService
let inForce: TestDesk['policy']
/** The notice that came late: the ceiling from 2025-07 on was to be 30,000. */
const LATE = testPolicy((path, text) =>
  path.endsWith('demo-city/pension.yaml') ? text.replace('value: "28200"', 'value: "30000"') : text,
)

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  inForce = desk.policy
  // Postings of a test have no place in a tree yet: whoever streams is told to see them all.
  const everybody = { size: async () => 0, persons: allDues }
  differences = new DifferenceService({ ...desk.ports, everybody })
  const employers = [await desk.employer(CODES[0]), await desk.employer(CODES[1])]
  for (const [i, code] of CODES.entries()) {
    const people = [0, 1, 2].map((n) => [citizen(10 * i + n), '测试甲'])
    await desk.persons(people, code)
    for (const month of MONTHS) {
      const rows = people.map(([number, name], n) => [number!, name!, n === 0 ? '8000' : '40000', month])
      await fileMonth(employers[i]!, csv('社会保障号码,姓名,缴费工资,对应费款所属期', rows))
    }
  }
})
afterAll(() => db.close())

async function* allDues() {
  const rows = await db.verify.transaction({}, (trx) =>
    trx.rows<{ id: string }>('select distinct person_id as id from ledger.due order by 1'),
  )
  const months = MONTHS.map((month) => parsePeriod(month))
  for (const { id } of rows) {
    const facts = await db.verify.transaction({}, (trx) => contributionsOf<Due>(trx, 'due', [id], months))
    yield { personId: id, facts }
  }
}

async function fileMonth(employerId: string, bytes: Buffer) {
  const filer = operator('800', employerId)
  const input = { employerId, settlementMonth: parsePeriod('2026-03'), fileName: 'a.csv', bytes }
  const { submission } = await desk.filings.upload(filer, input)
  const detail = await desk.passAll(
    await desk.filings.submit(filer, submission.id, { revision: 1, acceptedOnly: false }),
  )
  expect(detail.state).toBe('posted')
}

const rows = () =>
  db.admin.transaction({}, (trx) =>
    trx.rows<{ k: string; base: string; e: string; p: string; n: number }>(
      `select contribution_kind as k, base, employer_amount as e, person_amount as p, count(*)::int as n
       from ledger.due where insurance = '110' and contribution_kind in ('4', '18') group by 1, 2, 3, 4 order by 1, 2`,
    ),
  )
async function under(policy: TestDesk['policy'], change: object = {}): Promise<DifferenceAnswer> {
  desk.policy = policy
  return differences.file(FRONT_DESK, { ...ASKED, ...change })
}

article(['M14-2(2)', 'M14-6d', 'M14-7a'], '基数通知来迟：成批补差，金额由规则算得，走四个环节', () => {
  test('规则未变，没有差额（对照）', async () => {
    expect(await under(inForce)).toMatchObject({ rows: 12, differing: 0, unchanged: 12, refused: 0, lines: 0 })
    expect(await under(inForce)).not.toHaveProperty('submission')
  })

  test('先预览：轧得平，一行不记', async () => {
    const answer = await under(LATE, { preview: true })
    expect(answer).toMatchObject({ rows: 12, differing: 8, unchanged: 4, refused: 0, persons: 4, lines: 8 })
    expect(answer.charged).toEqual({ employer: 8 * 28_800, person: 8 * 14_400 }) // 1800 元：16%、8%
    expect([answer.submission, await rows()]).toEqual([undefined, []])
  })

  test('一个单位：新的减旧的，恰好是差额；重复办理是同一件；记账之后再办，没有了', async () => {
    const answer = await under(LATE, { creditCode: CODES[0] })
    expect(answer).toMatchObject({ rows: 6, differing: 4, lines: 4 })
    const again = await under(LATE, { creditCode: CODES[0] })
    expect(again.submission!.id).toBe(answer.submission!.id)
    expect(answer.submission!.route).toEqual(['initialReview', 'review', 'recheck', 'approval'])
    expect((await desk.passAll(answer.submission!)).state).toBe('posted')
    expect(await rows()).toEqual([{ k: '4', base: '3000000', e: '28800', p: '14400', n: 4 }])
    expect(await under(LATE, { creditCode: CODES[0] })).toMatchObject({ rows: 6, differing: 0, unchanged: 6 })
  })

  test('全机构：只余另一单位的', async () => {
    const answer = await under(LATE)
    expect(answer).toMatchObject({ rows: 12, differing: 4, unchanged: 8 })
    expect((await desk.passAll(answer.submission!)).state).toBe('posted')
    const employers = await db.admin.transaction({}, (trx) =>
      trx.rows<{ n: number }>(
        "select count(*)::int as n from ledger.due where contribution_kind = '4' group by employer_id order by 1",
      ),
    )
    expect(employers).toEqual([{ n: 4 }, { n: 4 }])
  })

  test('参数改回去：恰好相反，是退收', async () => {
    const answer = await under(inForce)
    expect(answer.refunded).toEqual({ employer: -8 * 28_800, person: -8 * 14_400 })
    expect((await desk.passAll(answer.submission!)).state).toBe('posted')
    expect(await rows()).toEqual([
      { k: '18', base: '2820000', e: '-28800', p: '-14400', n: 8 },
      { k: '4', base: '3000000', e: '28800', p: '14400', n: 8 },
    ])
    expect(await under(inForce)).toMatchObject({ differing: 0 })
  })

  test('审核之间规则又变：不记账，说明原因', async () => {
    const answer = await under(LATE)
    desk.policy = inForce
    expect((await desk.passAll(answer.submission!)).state).toBe('agreed')
    expect((await desk.cases.show(FRONT_DESK, answer.submission!.id)).blocked?.zh).toContain('金额已变')
  })

  test('没有参数的，逐行说明，不算作未变', async () => {
    const none = testPolicy((path, text) =>
      path.endsWith('demo-city/pension.yaml')
        ? text.replace(/^ {4}- \{ since: 2025-07, until: 2026-06, value: "28200".*\n/m, '')
        : text,
    )
    const answer = await under(none)
    expect(answer).toMatchObject({ rows: 12, differing: 0, unchanged: 0, refused: 12, lines: 0 })
    expect(answer.refusedRows[0]).toMatchObject({ code: 'parameter.missing-version' })
    await expect(under(inForce, { from: '2026-04', through: '2026-04' })).rejects.toMatchObject({
      entry: { code: 'submission.future-month' },
    })
  })
})
