import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, FRONT_DESK, REVIEWERS, type TestDesk, testDesk } from '../../test/desk.js'
import type { Refusal } from '../kernel/refusal.js'
import type { CorrectionRequest } from './entry-contract.js'

const CODE = '91110108QYT0000144'
const PERSON = { identityNumber: citizen(0), fullName: '测试𠮷' }

let db: TestDatabase
let desk: TestDesk

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  await desk.employer(CODE)
  await desk.persons(
    [
      [citizen(0), '测试𠮷'],
      [citizen(1), '测试乙'],
    ],
    CODE,
  )
})
afterAll(() => db.close())

const refusalOf = async (doing: Promise<unknown>): Promise<Refusal | undefined> =>
  doing.then(
    () => undefined,
    (thrown: Refusal) => thrown,
  )
const codeOf = async (doing: Promise<unknown>) => (await refusalOf(doing))?.entry.code
const rows = <R extends object>(sql: string, values: unknown[] = []) =>
  db.admin.transaction({}, (trx) => trx.rows<R>(sql, values))
const enter = (change: object = {}) =>
  desk.entries.enter(FRONT_DESK, {
    ...PERSON,
    creditCode: CODE,
    settlementMonth: '2026-03',
    contributionMonth: '2026-03',
    contributionKind: '1',
    declaredWage: 800_000,
    insurances: ['110'] as never,
    ground: '经核对用人单位报送的书面材料',
    ...change,
  })

describe('个人缴费录入', () => {
  test('录入、两人审核、记账；同样的录入两次只成一份', async () => {
    const [one, two] = await Promise.all([enter(), enter()])
    expect(one.id).toBe(two.id)
    expect(one).toMatchObject({ kind: 'singleContribution', state: 'review', route: ['review', 'recheck'] })
    expect((await desk.passAll(one)).state).toBe('posted')
    expect(await rows('select insurance, person_amount from ledger.due')).toEqual([
      { insurance: '110', person_amount: '64000' },
    ])
  })

  test('补缴走四个环节', async () => {
    const detail = await enter({ contributionMonth: '2026-01', contributionKind: '2' })
    expect(detail).toMatchObject({ kind: 'backPay', route: ['initialReview', 'review', 'recheck', 'approval'] })
    expect((await desk.passAll(detail)).state).toBe('posted')
  })

  test.each([
    ['未来的月份', { settlementMonth: '2026-04', contributionMonth: '2026-04' }, 'submission.future-month'],
    ['未登记的人', { identityNumber: citizen(80) }, 'entry.refused'],
    ['姓名不符', { fullName: '别人' }, 'entry.refused'],
    ['未参保的险种', { insurances: ['510'] }, 'entry.refused'],
    ['已有应缴', { declaredWage: 900_000 }, 'entry.refused'],
    ['不在此录入的缴费类型', { contributionKind: '31' }, 'entry.refused'],
    ['不由规则算出的缴费类型', { contributionKind: '23' }, 'charge.kind-not-computed'],
    ['早先月份用了正常应缴', { contributionMonth: '2026-02' }, 'charge.month-does-not-fit'],
    ['负的工资', { declaredWage: -1 }, 'entry.refused'],
    ['未登记的单位', { creditCode: '91110105QYT000022K' }, 'employer.unknown'],
    [
      '没有的资料',
      { documentId: '00000000-0000-7000-8000-000000000000', contributionMonth: '2026-02', contributionKind: '2' },
      'paper.missing',
    ],
  ])('%s，不予接受', async (_says, change, code) => {
    const refused = await refusalOf(enter(change))
    expect(refused?.entry.code).toBe(code)
    expect(refused?.say('zh')).toMatch(/请|更正/)
  })

  test('退回后重录，是同一件的新版', async () => {
    const first = await enter({ contributionMonth: '2026-02', contributionKind: '2' })
    await desk.reviews.return(REVIEWERS.initialReview, first.id, {
      stage: 'initialReview',
      revision: 1,
      reason: '工资有误',
    })
    const change = { contributionMonth: '2026-02', contributionKind: '2', declaredWage: 810_000 }
    const kept = { settlementMonth: '2026-03', insurances: ['110'] as never, ground: '经核对用人单位报送的书面材料' }
    const request = { ...PERSON, creditCode: CODE, ...kept, ...change }
    const second = await desk.entries.enter(FRONT_DESK, request, first.id)
    expect(second).toMatchObject({ id: first.id, revision: 2, state: 'initialReview' })
  })
})

article(['M14-2(1)', 'M14-6a'], '登记：一人一档，新旧号码是一人，重复登记不办', () => {
  test('十五位与十八位是同一个人', async () => {
    const eighteen = citizen(0)
    const fifteen = eighteen.slice(0, 6) + eighteen.slice(8, 17)
    const code = await codeOf(
      desk.registrations.registerPerson(FRONT_DESK, {
        identityNumber: fifteen,
        fullName: '测试𠮷',
        ground: '经核对用人单位报送的书面材料',
        insurances: [],
        fromMonth: '2026-03',
      }),
    )
    expect(code).toBe('entry.refused')
  })

  test('已登记的人到新单位参保：并入原来的人，不另立一人', async () => {
    await desk.employer('91110105QYT000022K')
    const who = { ...PERSON, creditCode: '91110105QYT000022K', insurances: ['110'] as never, fromMonth: '2026-03' }
    const request = { ...who, ground: '经核对用人单位报送的书面材料' }
    const detail = await desk.passAll(await desk.registrations.registerPerson(FRONT_DESK, request))
    expect(detail.state).toBe('posted')
    const found = await rows<{ n: number }>(
      `select count(distinct person_id)::int as n from ledger.enrolment join desk.identity i using (person_id) where i.digest = $1`,
      [desk.ledger.vault.identityDigest(citizen(0))],
    )
    expect(found).toEqual([{ n: 1 }])
    expect(await codeOf(desk.registrations.registerPerson(FRONT_DESK, { ...request, fromMonth: '2026-04' }))).toBe(
      'entry.refused',
    )
  })

  test('两件登记抢同一号码：只成一人，另一件说明原因', async () => {
    const request = {
      identityNumber: citizen(7),
      fullName: '测试新',
      insurances: ['110'] as never,
      fromMonth: '2026-03',
      creditCode: CODE,
      ground: '经核对用人单位报送的书面材料',
    }
    const one = await desk.registrations.registerPerson(FRONT_DESK, request)
    const two = await desk.registrations.registerPerson(FRONT_DESK, { ...request, mobilePhone: '13900000001' })
    expect(one.id).not.toBe(two.id)
    const states = await Promise.all([one, two].map(async (detail) => (await desk.passAll(detail)).state))
    expect(states.sort()).toEqual(['agreed', 'posted'])
    expect(
      await rows('select 1 from desk.identity where digest = $1', [desk.ledger.vault.identityDigest(citizen(7))]),
    ).toHaveLength(1)
  })

  test('成批登记：逐行说明，行数对得上', async () => {
    const text = [
      '社会保障号码,姓名,参保年月,参保险种,性别,出生日期',
      `${citizen(30)},测试丙,2026-03,110,,`,
      `${citizen(30)},测试丙,2026-03,110,,`,
      `${citizen(31)},,2026-03,110,,`,
      `${citizen(32)},测试丁,2026-03,999,,`,
      `${citizen(1)},测试乙,2026-03,,,`,
    ].join('\n')
    const preview = await desk.registrations.uploadPersons(FRONT_DESK, { fileName: 'a.csv', bytes: Buffer.from(text) })
    expect(preview.submission).toMatchObject({ rowsIn: 5, accepted: 1, refused: 4 })
    expect(preview.refusedRows.map(({ code }) => code)).toEqual([
      'row.repeated',
      'name.missing',
      'row.insurance',
      'entry.refused',
    ])
  })

  test('停保之后不能再停，未停不能续', async () => {
    const base = {
      identityNumber: citizen(1),
      fullName: '测试乙',
      creditCode: CODE,
      insurances: ['110'] as never,
      reason: '222',
      ground: '经核对用人单位报送的书面材料',
    }
    const change = (one: string, fromMonth: string) =>
      desk.registrations.changeEnrolment(FRONT_DESK, { ...base, change: one as never, fromMonth })
    expect(await codeOf(change('resume', '2026-03'))).toBe('entry.refused')
    expect((await desk.passAll(await change('suspend', '2026-03'))).state).toBe('posted')
    expect(await codeOf(change('suspend', '2026-03'))).toBe('entry.refused')
    expect((await desk.passAll(await change('resume', '2026-03'))).state).toBe('posted')
  })

  test('单位：同样的登记不再办，变更是新的一版', async () => {
    const request = {
      creditCode: CODE,
      name: '示例制造有限公司',
      employerType: '10',
      industryCode: 'C35',
      injuryClass: 3,
      injuryFloat: 1_000_000,
      status: 'active' as never,
      ground: '经核对用人单位报送的书面材料',
    }
    expect(await codeOf(desk.registrations.registerEmployer(FRONT_DESK, { ...request, fromMonth: '2025-01' }))).toBe(
      'employer.registered',
    )
    const detail = await desk.registrations.registerEmployer(FRONT_DESK, {
      ...request,
      injuryClass: 4,
      fromMonth: '2026-04',
    })
    expect((await desk.passAll(detail)).state).toBe('posted')
    expect(
      await rows('select distinct employer_id from ledger.employer_registration where credit_code = $1', [CODE]),
    ).toHaveLength(1)
  })
})

article('M14-7a', '更正：红冲与新行同时记账，一行只能红冲一次', () => {
  let fact: { person_id: string; posting_id: string; ordinal: number }
  const request = (change: Partial<CorrectionRequest> = {}): CorrectionRequest => ({
    personId: fact.person_id,
    factKind: 'due',
    posting: fact.posting_id,
    ordinal: fact.ordinal,
    reason: 'entryError',
    explanation: '工资录入有误，附工资表',
    ...change,
  })
  beforeAll(async () => {
    ;[fact] = (await rows<typeof fact>(
      'select person_id, posting_id::text, ordinal from ledger.due where contribution_month = 202601 and reverses_posting is null',
    )) as [typeof fact]
  })

  test('原行金额取反，新行依规则算得，同一次记账', async () => {
    const detail = await desk.corrections.correct(FRONT_DESK, request({ replacement: { declaredWage: 1_000_000 } }))
    expect(detail.route).toEqual(['initialReview', 'review', 'recheck', 'approval'])
    const rival = await desk.corrections.correct(FRONT_DESK, request({ replacement: { declaredWage: 900_000 } }))
    expect((await desk.passAll(detail)).state).toBe('awaitingRecheck')
    const after = await rows(
      'select base, person_amount, reverses_posting::text as r from ledger.due where contribution_month = 202601 order by posting_id, ordinal',
    )
    expect(after).toEqual([
      { base: '800000', person_amount: '64000', r: null },
      { base: '-800000', person_amount: '-64000', r: fact.posting_id },
      { base: '1000000', person_amount: '80000', r: null },
    ])
    expect((await desk.passAll(rival)).state).toBe('agreed')
    expect((await desk.cases.show(FRONT_DESK, rival.id)).blocked?.zh).toContain('红冲过')
    expect(await codeOf(desk.corrections.correct(FRONT_DESK, request()))).toBe('reversal.twice')
  })

  test('红冲行不能红冲；没有的行、没有变化的更正，不予接受', async () => {
    const [reversal] = await rows<typeof fact>(
      'select person_id, posting_id::text, ordinal from ledger.due where reverses_posting is not null',
    )
    const at = { posting: reversal!.posting_id, ordinal: reversal!.ordinal }
    expect(await codeOf(desk.corrections.correct(FRONT_DESK, request(at)))).toBe('reversal.of-reversal')
    expect(await codeOf(desk.corrections.correct(FRONT_DESK, request({ posting: '999999999' })))).toBe(
      'reversal.missing',
    )
    const [fresh] = await rows<typeof fact>(
      'select person_id, posting_id::text, ordinal from ledger.due where base = 1000000',
    )
    const same = { posting: fresh!.posting_id, ordinal: fresh!.ordinal, replacement: { declaredWage: 1_000_000 } }
    expect(await codeOf(desk.corrections.correct(FRONT_DESK, request(same)))).toBe('correction.nothing-changes')
  })
})
