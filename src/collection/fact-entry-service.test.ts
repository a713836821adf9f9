import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, csv, FRONT_DESK, REVIEWERS, type TestDesk, testDesk } from '../../test/desk.js'
import type { Refusal } from '../kernel/refusal.js'
import { ContentService } from './content-service.js'
import type { FactEntryKind, FactRequests } from './fact-entry-contract.js'
import { FactEntryService } from './fact-entry-service.js'
import { PaymentFileService } from './payment-file-service.js'

const CODE = '91110108QYT0000144'
/** Born 1960-01-01 and after; each test has people of its own. */
const WHO = (n: number) => ({ identityNumber: citizen(n), fullName: `测试${'甲乙丙丁戊己庚辛壬癸'[n]}` })
const GROUND = { ground: '经办人核对档案原件' }

let db: TestDatabase
let desk: TestDesk
let facts: FactEntryService
let contents: ContentService

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  facts = new FactEntryService(desk.ports)
  contents = new ContentService(desk.ports)
  await desk.employer(CODE)
  await desk.persons(
    Array.from({ length: 10 }, (_, n) => [WHO(n).identityNumber, WHO(n).fullName]),
    CODE,
  )
})
afterAll(() => db.close())

const enter = <K extends FactEntryKind>(kind: K, request: FactRequests[K]) => facts.enter(FRONT_DESK, kind, request)
const post = async <K extends FactEntryKind>(kind: K, request: FactRequests[K]) =>
  desk.passAll(await enter(kind, request))
const refusalOf = (doing: Promise<unknown>): Promise<Refusal | undefined> =>
  doing.then(
    () => undefined,
    (thrown: Refusal) => thrown,
  )
const codeOf = async (doing: Promise<unknown>) => (await refusalOf(doing))?.entry.code
const rows = (sql: string) => db.admin.transaction({}, (trx) => trx.rows<Record<string, unknown>>(sql))

const deemed = (n: number, change: object = {}): FactRequests['deemedPeriod'] => ({
  items: [
    {
      ...WHO(n),
      ...{ insurance: '110', deemedKind: 'continuousService', document: '档案第 12 号' },
      ...{ fromMonth: '1980-03', throughMonth: '1992-09' },
      ...change,
    },
  ],
  ...GROUND,
})
const death = (n: number, day: string): FactRequests['lifeEvent'] => ({
  items: [{ ...WHO(n), event: 'death', day, document: '死亡证明 1 号' }],
  ...GROUND,
})
const injury = (n: number, change: object = {}): FactRequests['benefitDetermination'] => ({
  items: [
    {
      ...WHO(n),
      ...{ insurance: '410', benefitKind: 'injury', variant: '8', eventMonth: '2025-06', document: '工伤认定 5 号' },
      elsewhere: { item: 'injuryAllowance', amount: 310_000, periodic: true, fromMonth: '2025-07' },
      ...change,
    },
  ],
  ...GROUND,
})
const payment = (n: number, change: object = {}): FactRequests['benefitPayment'] => ({
  items: [
    {
      ...WHO(n),
      ...{ insurance: '410', benefitKind: 'injury', item: 'injuryAllowance', benefitMonth: '2025-07' },
      ...{ amount: 310_000, fromAccount: 0, ...change },
    },
  ],
  ...{ payMonth: '2025-08', paidDay: '2025-08-05', batch: 'B-2025-08' },
  ...GROUND,
})

article(['M14-6a', 'M14-7a'], '新事实：有依据才受理，各环节齐了才记账，送两次只办一次', () => {
  test('没有资料也没有依据：不予受理', async () => {
    const { ground: _, ...bare } = deemed(0)
    expect(await codeOf(enter('deemedPeriod', bare))).toBe('entry.no-ground')
  })

  test('视同期间走四个环节，月数由起止算得', async () => {
    const [one, two] = [await enter('deemedPeriod', deemed(0)), await enter('deemedPeriod', deemed(0))]
    expect(one.id).toBe(two.id)
    expect(one.route).toEqual(['initialReview', 'review', 'recheck', 'approval'])
    expect((await desk.passAll(one)).state).toBe('posted')
    expect(await rows('select from_month, through_month, months from ledger.deemed_period')).toEqual([
      { from_month: 198003, through_month: 199209, months: 151 },
    ])
  })

  test('期初、转移、补贴、居民缴费、支付，各记其事实', async () => {
    const opening = {
      items: [{ ...WHO(1), insurance: '110' as const, year: 2018, balance: 1_234_567, actualMonths: 120 }],
    }
    expect((await post('openingBalance', { ...opening, ...GROUND })).state).toBe('posted')
    const move = {
      ...{ insurance: '110' as const, direction: 'in' as const, month: '2025-09', otherArea: '371000' },
      ...{ otherAgency: '威海市社会保险服务中心', fromMonth: '2010-01', throughMonth: '2012-12', months: 36 },
      ...{ toAccount: 800_000, pooled: 1_200_000, document: '联系函 3 号' },
    }
    expect((await post('transfer', { items: [{ ...WHO(1), ...move }], ...GROUND })).state).toBe('posted')
    expect((await post('benefitDetermination', injury(2))).state).toBe('posted')
    expect((await post('benefitPayment', payment(2))).state).toBe('posted')
    expect(await rows('select amount::int, from_account::int from ledger.benefit_payment')).toEqual([
      { amount: 310_000, from_account: 0 },
    ])
  })

  test('居民年缴：一行实缴在十二月，政府补贴另立一行，都进个人账户', async () => {
    const who = { ...WHO(3), insurances: ['170'] as never, fromMonth: '2020-01' }
    const { creditCode: _, ...enrolment } = { ...who, ...GROUND, change: 'enrol', reason: '111', creditCode: '' }
    await desk.passAll(await desk.registrations.changeEnrolment(FRONT_DESK, enrolment as never))
    const paid = { ...WHO(3), insurance: '170' as const, year: 2025, grade: 100_000, levyVoucher: 'V1' }
    const posted = await post('residentPayment', { items: [paid], arrivalDay: '2025-12-01', ...GROUND })
    expect(posted.state).toBe('posted')
    const [row] = await rows(
      `select contribution_month, base::int, person_amount::int, person_to_account::int, fits_rule from ledger.paid where insurance = '170'`,
    )
    expect(row).toEqual({
      ...{
        contribution_month: 202512,
        base: 100_000,
        person_amount: 100_000,
        person_to_account: 100_000,
        fits_rule: true,
      },
    })
    const [subsidy] = await rows('select amount = to_account as saved, amount > 0 as given from ledger.subsidy')
    expect(subsidy).toEqual({ saved: true, given: true })
  })
})

article('M14-6b', '与已知事实相抵触的，采集时即不予接受；说出行、栏目与怎么办', () => {
  beforeAll(async () => {
    expect((await post('lifeEvent', death(4, '2025-10-11'))).state).toBe('posted')
    expect((await post('benefitDetermination', injury(5))).state).toBe('posted')
  })

  const BAD: readonly [says: string, doing: () => Promise<unknown>, code: string, column: string][] = [
    ['出生之前死亡', () => enter('lifeEvent', death(6, '1959-12-31')), 'fact.impossible-death', '日期'],
    ['将来死亡', () => enter('lifeEvent', death(6, '2026-03-17')), 'fact.impossible-death', '日期'],
    ['死亡两次', () => enter('lifeEvent', death(4, '2025-10-12')), 'fact.known-already', '事项'],
    [
      '未满十六岁的视同',
      () => enter('deemedPeriod', deemed(6, { fromMonth: '1975-12' })),
      'fact.too-young',
      '起始年月',
    ],
    [
      '个人缴费开始之后的连续工龄',
      () => enter('deemedPeriod', deemed(6, { throughMonth: '1992-10' })),
      'fact.deemed-too-late',
      '终止年月',
    ],
    ['视同重叠', () => enter('deemedPeriod', deemed(0, { fromMonth: '1990-01' })), 'fact.deemed-overlaps', '起始年月'],
    ['起止颠倒', () => enter('deemedPeriod', deemed(6, { throughMonth: '1979-01' })), 'fact.backwards', '终止年月'],
    ['没有核定的支付', () => enter('benefitPayment', payment(6)), 'fact.not-determined', '待遇所属年月'],
    [
      '核定之前的支付',
      () => enter('benefitPayment', payment(5, { benefitMonth: '2025-06' })),
      'fact.not-determined',
      '待遇所属年月',
    ],
    [
      '死亡之后的核定',
      () =>
        enter(
          'benefitDetermination',
          injury(4, {
            eventMonth: '2025-12',
            elsewhere: { item: 'injuryAllowance', amount: 1, periodic: true, fromMonth: '2026-01' },
          }),
        ),
      'fact.after-death',
      '发生年月',
    ],
    [
      '同一事件核定两次',
      () => enter('benefitDetermination', injury(5, { document: '工伤认定 6 号' })),
      'fact.second-retirement',
      '发生年月',
    ],
    [
      '账户支付多于金额',
      () => enter('benefitPayment', payment(5, { fromAccount: 310_001 })),
      'fact.bad-amount',
      '由个人账户支付',
    ],
    [
      '早于法定年龄的退休',
      () =>
        enter(
          'benefitDetermination',
          injury(1, {
            ...{ benefitKind: 'retirement', insurance: '110', variant: 'man', eventMonth: '2019-12' },
            elsewhere: undefined,
          }),
        ),
      'retirement.too-early',
      '全行',
    ],
    [
      '没有规则的金额',
      () => enter('benefitDetermination', injury(5, { benefitKind: 'unemployment', insurance: '210' })),
      'entry.refused',
      '全行',
    ],
  ]
  test.each(BAD)('%s', async (_says, doing, code, column) => {
    const refused = await refusalOf(doing())
    expect(refused?.entry.code).toBe(code)
    expect(refused?.say('zh')).toContain('第 1 行')
    expect(refused?.say('zh')).toContain(column)
    expect(refused?.say('zh')).toMatch(/请/)
    expect(refused?.say('en')).toMatch(/^Row 1/)
  })

  test.each([
    ['对照：十六岁的当月', () => enter('deemedPeriod', deemed(6, { fromMonth: '1976-01' }))],
    [
      '对照：军龄可在个人缴费之后',
      () => enter('deemedPeriod', deemed(7, { deemedKind: 'military', throughMonth: '1993-10' })),
    ],
    ['对照：今天死亡', () => enter('lifeEvent', death(6, '2026-03-16'))],
    ['对照：核定当月的支付', () => enter('benefitPayment', payment(5))],
  ])('%s，照常受理', async (_says, doing) => {
    expect((await doing()).state).toBe('initialReview')
  })

  test('死亡之后：申报、录入、增员都不予接受；死亡当月照常', async () => {
    const { id: _, ...employer } = { id: 0, creditCode: CODE }
    const single = (contributionMonth: string) =>
      desk.entries.enter(FRONT_DESK, {
        ...{ ...WHO(4), ...employer, settlementMonth: '2026-03', contributionMonth, contributionKind: '2' },
        ...{ declaredWage: 800_000, insurances: ['110'] as never, ground: '经核对用人单位报送的书面材料' },
      })
    expect((await refusalOf(single('2025-11')))?.say('zh')).toContain('死亡')
    expect((await single('2025-10')).kind).toBe('backPay')
    const employerId = (await rows('select employer_id from ledger.employer_registration'))[0]!['employer_id'] as string
    const file = csv('社会保障号码,姓名,缴费工资', [
      [WHO(4).identityNumber, WHO(4).fullName, 8000],
      [WHO(8).identityNumber, WHO(8).fullName, 8000],
    ])
    const preview = await desk.filings.upload(FRONT_DESK, {
      ...{ employerId, settlementMonth: '2026-03' as never, fileName: 'a.csv', bytes: file },
    })
    expect(preview.submission).toMatchObject({ accepted: 1, refused: 1 })
    const shown = await desk.cases.show(FRONT_DESK, preview.submission.id)
    expect(shown.refusedRows[0]?.reason?.zh).toBe('已死亡终止')
  })

  test('预审之后才有的抵触，记账时再看一眼：不记，写明原因', async () => {
    const late = await enter(
      'benefitDetermination',
      injury(9, {
        eventMonth: '2026-02',
        elsewhere: { item: 'injuryAllowance', amount: 1, periodic: true, fromMonth: '2026-02' },
      }),
    )
    expect((await post('lifeEvent', death(9, '2026-01-05'))).state).toBe('posted')
    expect((await desk.passAll(late)).state).toBe('agreed')
    expect((await desk.cases.show(FRONT_DESK, late.id)).blocked?.zh).toContain('死亡')
  })

  test('到账的钱从不拒收：死亡之后到账的居民缴费照记，另成任务', async () => {
    const paid = { ...WHO(4), insurance: '170' as const, year: 2025, grade: 100_000, levyVoucher: 'V9' }
    const posted = await post('residentPayment', { items: [paid], arrivalDay: '2025-12-09', ...GROUND })
    expect(posted.state).toBe('posted')
    const tasks = await desk.tasks.list(FRONT_DESK)
    expect(tasks.items.some(({ says, kind }) => kind === 'paidDiffers' && says.zh.includes('死亡'))).toBe(true)
    expect(await rows(`select fits_rule from ledger.paid where levy_voucher = 'V9'`)).toEqual([{ fits_rule: false }])
  })
})

describe('待遇支付批次文件', () => {
  test('逐行核对：收下的加未收的等于全部，未收的说明行与栏目', async () => {
    const service = new PaymentFileService(desk.ports)
    const line = (n: number, month: string, amount = '3100.00') => [
      WHO(n).identityNumber,
      WHO(n).fullName,
      '410',
      '工伤',
      'injuryAllowance',
      month,
      amount,
    ]
    const bytes = csv('社会保障号码,姓名,险种,待遇种类,待遇项目,待遇所属年月,金额', [
      line(5, '2025-08'),
      line(5, '2025-05'),
      line(6, '2025-08'),
      line(5, '2025-09', '三千'),
      [citizen(80), '查无此人', '410', '工伤', 'injuryAllowance', '2025-08', '1'],
      [...line(5, '2025-09').slice(0, 3), '没有的种类', 'injuryAllowance', '2025-09', '1'],
    ])
    const batch = { payMonth: '2025-09', paidDay: '2025-09-05', batch: 'B-2025-09' }
    const preview = await service.upload(FRONT_DESK, { fileName: '支付.csv', bytes, ...batch })
    expect(preview.submission).toMatchObject({ rowsIn: 6, accepted: 1, refused: 5 })
    expect(preview.refusedRows.map(({ row, code }) => [row, code])).toEqual([
      ...[
        [3, 'fact.not-determined'],
        [4, 'fact.not-determined'],
        [5, 'amount.malformed'],
      ],
      ...[
        [6, 'row.person-not-matched'],
        [7, 'row.benefit-kind'],
      ],
    ])
    const { id, revision } = preview.submission
    const sent = await service.submit(FRONT_DESK, id, { revision, acceptedOnly: true })
    expect((await desk.passAll(sent)).state).toBe('posted')
    expect((await service.upload(FRONT_DESK, { fileName: '支付.csv', bytes, ...batch })).again).toBe(true)
  })
})

article('M14-7b', '审核人看得到内容：现有与报来并排，资料在旁', () => {
  test('支付：核定的金额与支付的金额', async () => {
    expect(await codeOf(enter('benefitPayment', payment(5, { amount: 300_000 })))).toBe('payment.not-by-rule')
    const filed = await enter('benefitPayment', payment(5))
    const { content, persons } = await contents.page(REVIEWERS.initialReview, filed.id, 1)
    expect(persons).toHaveLength(1)
    const amount = content.lines[0]!.fields.find(({ name }) => name === 'amount')
    expect(amount).toMatchObject({ before: { zh: '3,100.00' }, after: { zh: '3,100.00' }, changed: false })
    expect(amount?.risk).toBeUndefined()
    expect(content.lines[0]!.notes[0]!.zh).toContain('依据')
  })

  test('更正：原行与红冲，写着是谁', async () => {
    const [row] = await rows(`select person_id::text, posting_id::text, ordinal from ledger.deemed_period`)
    const at = {
      personId: row!['person_id'] as string,
      posting: row!['posting_id'] as string,
      ordinal: row!['ordinal'] as number,
    }
    const request = {
      ...at,
      factKind: 'deemedPeriod' as const,
      reason: 'entryError' as const,
      explanation: '档案记载有误',
    }
    expect(await codeOf(desk.corrections.correct(FRONT_DESK, { ...request, replacement: { base: 1 } }))).toBe(
      'correction.reversed-whole',
    )
    const filed = await desk.corrections.correct(FRONT_DESK, request)
    const { content } = await contents.page(REVIEWERS.initialReview, filed.id, 1)
    expect(content.lines[0]).toMatchObject({ fullName: WHO(0).fullName, says: { zh: '更正视同缴费期间' } })
    expect(content.lines[0]!.fields.every(({ changed }) => changed)).toBe(true)
    expect((await desk.passAll(filed)).state).toBe('awaitingRecheck')
    expect((await enter('deemedPeriod', deemed(0, { document: '档案第 13 号' }))).state).toBe('initialReview')
  })

  test('申报：一页五十行，上月的应缴在旁；资料只给本件所附的', async () => {
    const employerId = (await rows('select employer_id from ledger.employer_registration'))[0]!['employer_id'] as string
    const people = Array.from({ length: 60 }, (_, n) => [citizen(100 + n), `测试员${n}`.slice(0, 3)])
    await desk.persons(people, CODE)
    const file = csv(
      '社会保障号码,姓名,缴费工资',
      people.map(([number, name]) => [number!, name!, 8000]),
    )
    const preview = await desk.filings.upload(FRONT_DESK, {
      ...{ employerId, settlementMonth: '2026-03' as never, fileName: 'b.csv', bytes: file },
    })
    const { id } = preview.submission
    const first = await contents.page(REVIEWERS.initialReview, id, 1)
    const second = await contents.page(REVIEWERS.initialReview, id, 2)
    expect([first.content.pages, first.content.lines.length, second.content.lines.length]).toEqual([2, 50, 10])
    expect(second.persons).toHaveLength(10)
    const [paper] = first.content.papers
    expect(paper).toMatchObject({ mediaType: 'text/csv', size: file.length, fileName: 'b.csv' })
    expect(await contents.personsIn(REVIEWERS.initialReview, id)).toHaveLength(60)
    const opened = await contents.paper(REVIEWERS.initialReview, id, paper!.documentId)
    expect(opened.bytes.equals(file)).toBe(true)
    const other = await enter('lifeEvent', death(8, '2026-03-01'))
    expect(await codeOf(contents.paper(REVIEWERS.initialReview, other.id, paper!.documentId))).toBe('paper.missing')
  })
})
