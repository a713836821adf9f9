import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { AREA, citizen, clerk, FRONT_DESK, REVIEWERS, type TestDesk, testDesk, testPolicy } from '../../test/desk.js'
import type { Actor } from '../access/actor.js'
import type { Day } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import { parsePeriod, periodsFrom } from '../kernel/period.js'
import type { Refusal } from '../kernel/refusal.js'
import type { Paid } from '../ledger/fact.js'
import type { CheckRequest } from './check-contract.js'
import { CheckService } from './check-service.js'
import type { SubmissionDetail } from './contract.js'
import type { FactRequests } from './fact-entry-contract.js'
import { FactEntryService } from './fact-entry-service.js'
import type { Stage } from './kinds.js'

const CODE = '91110108QYT0000144'
/** Men born in January 1970: 55 in January 2025. */
const MAN = (n: number) => ({ identityNumber: citizen(13_441 + 4 * n), fullName: `测试${'甲乙丙丁戊己'[n]}` })
const GROUND = { ground: '经办人核对档案原件' }

let db: TestDatabase
let desk: TestDesk
let facts: FactEntryService
let checks: CheckService

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  facts = new FactEntryService(desk.ports)
  checks = new CheckService(desk.ports)
  await desk.employer(CODE)
  await desk.persons(
    Array.from({ length: 6 }, (_, n) => [MAN(n).identityNumber, MAN(n).fullName, '2019-01']),
    CODE,
  )
  for (const n of [0, 1, 2]) await history(n)
})
afterAll(() => db.close())

async function personOf(n: number): Promise<string> {
  const digest = desk.ports.vault.identityDigest(MAN(n).identityNumber)
  const rows = await db.admin.transaction({}, (trx) =>
    trx.rows<{ id: string }>('select person_id as id from desk.identity where digest = $1', [digest]),
  )
  return rows[0]!.id
}

/** Twenty years brought in, and 2019 to 2025 paid. */
async function history(n: number): Promise<void> {
  const personId = await personOf(n)
  const opening = { ...MAN(n), insurance: '110' as const, year: 2018, balance: 6_000_000, actualMonths: 240 }
  await desk.passAll(await facts.enter(FRONT_DESK, 'openingBalance', { items: [opening], ...GROUND }))
  const paid = [...periodsFrom(parsePeriod('2019-01'), parsePeriod('2025-03'))].map(
    (month): Paid => ({
      ...{ kind: 'paid', line: 1, personId, agency: '999901', area: AREA, insurance: '110' },
      ...{ settlementMonth: month, contributionMonth: month, contributionKind: '1', base: fen(600_000) },
      ...{ employerAmount: fen(96_000), personAmount: fen(48_000), employerToAccount: fen(0) },
      ...{ personToAccount: fen(48_000), source: 'tax', levyVoucher: `V${month}`, fitsRule: true },
      arrivalDay: `${month}-20` as Day,
    }),
  )
  await desk.ledger.post(paid)
}

const codeOf = (doing: Promise<unknown>): Promise<string | undefined> =>
  doing.then(
    () => undefined,
    (thrown: Refusal) => thrown.entry.code,
  )
const work = (n: number, change: object = {}): FactRequests['specialWork'] => ({
  items: [
    {
      ...{ ...MAN(n), workKind: 'underground', fromMonth: '1990-01', throughMonth: '1999-12' },
      ...{ document: `特殊工种岗位证明 ${n} 号`, ...change },
    },
  ],
  ...GROUND,
})
const retire = (n: number, eventMonth = '2025-03', variant = 'man+hazardous') =>
  facts.enter(FRONT_DESK, 'benefitDetermination', {
    items: [
      {
        ...{ ...MAN(n), insurance: '110', benefitKind: 'retirement', variant, eventMonth },
        document: `示人社退〔2025〕${n + 1} 号`,
      },
    ],
    ...GROUND,
  })
const pass = (actor: Actor, { id, revision }: SubmissionDetail, stage: Stage) =>
  desk.reviews.pass(actor, id, { stage, revision })

async function sheetFor(actor: Actor, { id, revision }: SubmissionDetail, stage: Stage, change: object = {}) {
  const { items } = await checks.show(actor, id, stage)
  const filled = items.map(({ row, item, database }) => ({
    ...{ row, item, file: database, handbook: database, ticked: true },
    ...((change as Record<string, object>)[item] ?? {}),
  }))
  const request: CheckRequest = { stage, revision, handbook: { issued: true }, items: filled }
  return { request, fill: (more: Partial<CheckRequest> = {}) => checks.fill(actor, id, { ...request, ...more }) }
}

article(['BD-9a', 'BD-9b', 'BD-9c'], '特殊工种：一岗双核，三方比对，其后才是核准', () => {
  test('没有核对表，初审不得通过；有了才行，复核另由一人另填一份', async () => {
    const filed = await facts.enter(FRONT_DESK, 'specialWork', work(0))
    expect(filed.route).toEqual(['initialReview', 'recheck', 'approval'])
    expect(await codeOf(pass(REVIEWERS.initialReview, filed, 'initialReview'))).toBe('sheet.missing')
    const first = await sheetFor(REVIEWERS.initialReview, filed, 'initialReview')
    expect((await first.fill()).isComplete).toBe(true)
    expect((await pass(REVIEWERS.initialReview, filed, 'initialReview')).state).toBe('recheck')
    expect(await codeOf(pass(REVIEWERS.recheck, filed, 'recheck'))).toBe('sheet.missing')
    const second = await sheetFor(REVIEWERS.recheck, filed, 'recheck')
    await second.fill()
    expect((await pass(REVIEWERS.recheck, filed, 'recheck')).state).toBe('approval')
    expect((await pass(REVIEWERS.approval, filed, 'approval')).state).toBe('posted')
  })

  test('同一自然人以两个账户办理两核：不予办理；核准也须另一人', async () => {
    const filed = await facts.enter(FRONT_DESK, 'specialWork', work(3))
    const first = await sheetFor(REVIEWERS.initialReview, filed, 'initialReview')
    await first.fill()
    await pass(REVIEWERS.initialReview, filed, 'initialReview')
    const other = { ...clerk(REVIEWERS.initialReview.personId, 'rechecker'), accountId: 'account-second' }
    const again = await sheetFor(other, filed, 'recheck')
    expect(await codeOf(again.fill())).toBe('review.same-person')
    expect(await codeOf(pass(other, filed, 'recheck'))).toBe('review.same-person')
    await (await sheetFor(REVIEWERS.recheck, filed, 'recheck')).fill()
    await pass(REVIEWERS.recheck, filed, 'recheck')
    const third = clerk(REVIEWERS.recheck.personId, 'approver')
    expect(await codeOf(pass(third, filed, 'approval'))).toBe('review.same-person')
  })

  test('填表的人不是通过的人：不予办理', async () => {
    const filed = await facts.enter(FRONT_DESK, 'specialWork', work(4))
    await (await sheetFor(clerk('950', 'initialReviewer'), filed, 'initialReview')).fill()
    expect(await codeOf(pass(REVIEWERS.initialReview, filed, 'initialReview'))).toBe('sheet.of-another')
  })

  describe('三方比对', () => {
    let filed: SubmissionDetail
    beforeAll(async () => {
      filed = await facts.enter(FRONT_DESK, 'specialWork', work(5))
    })
    const tried = async (change: object, more: Partial<CheckRequest> = {}) => {
      const sheet = await sheetFor(REVIEWERS.initialReview, filed, 'initialReview', change)
      await sheet.fill(more)
      return codeOf(pass(REVIEWERS.initialReview, filed, 'initialReview'))
    }

    test.each([
      ['档案一栏未填', { stretch: { file: '' } }],
      ['手册一栏未填', { stretch: { handbook: '' } }],
      ['没有打勾', { months: { ticked: false } }],
      ['档案与数据库不同', { birthDate: { file: '1970-01-02' } }],
      [
        '差异写明以档案为准',
        { birthDate: { file: '1970-01-02', resolution: { stands: 'file', reason: '档案最早记载' } } },
      ],
    ])('%s：不得通过', async (_says, change) => {
      expect(await tried(change)).toBe('sheet.open')
    })

    test('手册未曾发放须写缘由；写了，手册一栏可以空着', async () => {
      const empty = { handbook: { issued: false } }
      const sheet = await sheetFor(REVIEWERS.initialReview, filed, 'initialReview')
      expect(await codeOf(sheet.fill(empty))).toBe('sheet.handbook-reason')
      const bare = Object.fromEntries(sheet.request.items.map(({ item }) => [item, { handbook: '' }]))
      const reason = { handbook: { issued: false, reason: '当年未发放缴费手册' } }
      const resolved = { stands: 'database', reason: '身份证件与户籍为准' }
      const change = { ...bare, birthDate: { handbook: '', file: '1970-01-02', resolution: resolved } }
      expect(await tried(change, reason)).toBeUndefined()
    })
  })

  test('不符合的退回，写明理由', async () => {
    const filed = await facts.enter(FRONT_DESK, 'specialWork', work(1, { workKind: 'toxic' }))
    const back = { stage: 'initialReview' as const, revision: filed.revision, reason: '档案无此工种记载' }
    expect((await desk.reviews.return(REVIEWERS.initialReview, filed.id, back)).state).toBe('returned')
  })
})

article(['BD-9a', 'BD-8'], '特殊工种提前退休：没有已记账的认定，哪条路都不行', () => {
  test('录入：没有认定的人，不予核定；有认定的，才可核定', async () => {
    expect(await codeOf(retire(1))).toBe('retirement.no-hazardous-work')
    expect(await codeOf(retire(1, '2025-03', 'man'))).toBe('retirement.too-early')
    const determined = await retire(0)
    expect((await desk.passAll(determined)).state).toBe('posted')
  })

  test('年龄与年限不合的，不予核定', async () => {
    expect(await codeOf(retire(0, '2024-12'))).toBe('retirement.hazardous-too-early')
    await desk.passAll(await facts.enter(FRONT_DESK, 'specialWork', work(2, { throughMonth: '1998-11' })))
    expect(await codeOf(retire(2))).toBe('retirement.no-hazardous-work')
  })

  test('参数改成零个月，没有认定仍不予核定', async () => {
    const kept = desk.policy
    desk.policy = testPolicy((path, text) =>
      path.endsWith('benefits-retirement.yaml')
        ? text.replace(/heavy: "120", underground: "108", toxic: "96"/, 'heavy: "0", underground: "0", toxic: "0"')
        : text,
    )
    expect(await codeOf(retire(1))).toBe('retirement.no-hazardous-work')
    expect((await retire(2)).state).toBe('initialReview')
    desk.policy = kept
  })

  test('更正：核定与认定都不能改写，只能整行红冲；认定红冲之后，未记账的核定不再成立', async () => {
    await desk.passAll(await facts.enter(FRONT_DESK, 'specialWork', work(1)))
    const waiting = await retire(1)
    const [row] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ posting: string; ordinal: number }>(
        `select posting_id::text as posting, ordinal from ledger.special_work
         where person_id = $1 and from_month = 199001`,
        [waitingPerson],
      ),
    )
    const at = { personId: waitingPerson, factKind: 'specialWork' as const, ...row!, reason: 'entryError' as const }
    const request = { ...at, explanation: '认定依据有误' }
    expect(await codeOf(desk.corrections.correct(FRONT_DESK, { ...request, replacement: { base: 1 } }))).toBe(
      'correction.reversed-whole',
    )
    await desk.passAll(await desk.corrections.correct(FRONT_DESK, request))
    expect((await desk.passAll(waiting).catch(() => desk.cases.show(FRONT_DESK, waiting.id))).state).not.toBe('posted')
  })

  let waitingPerson = ''
  beforeAll(async () => {
    waitingPerson = await personOf(1)
  })
})

article('BD-8', '待遇核定：档案与数据库逐项并列、逐项打勾，有差异即止', () => {
  test('没有核对表、没有打勾、有差异，审核都不得通过', async () => {
    const filed = await retire(2, '2025-03', 'man').catch(() => undefined)
    expect(filed).toBeUndefined()
    await desk.passAll(
      await facts.enter(FRONT_DESK, 'specialWork', work(2, { fromMonth: '2000-01', throughMonth: '2009-12' })),
    )
    const detail = await retire(2)
    await pass(REVIEWERS.initialReview, detail, 'initialReview')
    expect(await codeOf(pass(REVIEWERS.review, detail, 'review'))).toBe('sheet.missing')
    const wrong = await sheetFor(REVIEWERS.review, detail, 'review', { actualMonths: { file: '200' } })
    expect((await wrong.fill()).items.some(({ fault }) => fault?.zh.includes('差异'))).toBe(true)
    expect(await codeOf(pass(REVIEWERS.review, detail, 'review'))).toBe('sheet.open')
    const settled = { actualMonths: { file: '200', resolution: { stands: 'database', reason: '以数据库为准' } } }
    await (await sheetFor(REVIEWERS.review, detail, 'review', settled)).fill()
    expect(await codeOf(pass(REVIEWERS.review, detail, 'review'))).toBe('sheet.open')
    const right = await sheetFor(REVIEWERS.review, detail, 'review')
    await right.fill()
    expect((await pass(REVIEWERS.review, detail, 'review')).state).toBe('recheck')
  })
})
