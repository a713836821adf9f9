import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, clerk, csv, FRONT_DESK, operator, type TestDesk, testDesk } from '../../test/desk.js'
import { ACCOUNTANT, CASHIER, CHIEF, FUND_ACCOUNT, fundPorts, levied, paymentOf } from '../../test/levy-desk.js'
import type { Actor } from '../access/actor.js'
import type { Day } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import { parsePeriod } from '../kernel/period.js'
import type { Refusal } from '../kernel/refusal.js'
import { factsOfPerson } from '../ledger/record-store.js'
import { recordOf } from '../records/record.js'
import { cellsOf, differenceOf, sumsBy } from './balance.js'
import { BalanceService } from './balance-service.js'
import { BankService } from './bank-service.js'
import { ClaimService } from './claim-service.js'
import { ContentService } from './content-service.js'
import { DeferralService } from './deferral-service.js'
import type { LevyEntry } from './levy-file.js'
import { nearCodes, nearNumbers } from './near-numbers.js'
import type { CollectionPorts } from './ports.js'
import { ReliefService } from './relief-service.js'
import { ReviewService } from './review-service.js'

const MONTH = parsePeriod('2026-02')
const CODE = '91110108QYT0000144'
const GROUND = '经与税务机关核对来函'
let db: TestDatabase
let desk: TestDesk
let ports: CollectionPorts
let employer: string
let paper: string

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  ports = fundPorts(desk, db)
  employer = await desk.employer(CODE)
  await desk.persons(
    [0, 1, 2, 3].map((n) => [citizen(n), '测试甲']),
    CODE,
  )
  const filer = operator('800', employer)
  const bytes = csv(
    '社会保障号码,姓名,缴费工资',
    [0, 1, 2, 3].map((n) => [citizen(n), '测试甲', '8000']),
  )
  const { submission } = await desk.filings.upload(filer, {
    employerId: employer,
    settlementMonth: MONTH,
    fileName: 'a',
    bytes,
  })
  await desk.passAll(await desk.filings.submit(filer, submission.id, { revision: 1, acceptedOnly: false }))
  paper = (await desk.ports.papers.receive('999901', 'attachment', Buffer.from('批复,一\n'))).documentId
})
afterAll(() => db.close())

const codeOf = async (doing: Promise<unknown>): Promise<string | undefined> =>
  doing.then(
    () => undefined,
    (thrown: Refusal) => thrown.entry?.code ?? String(thrown),
  )
const sum = async (table: string, what = 'employer_amount + person_amount') =>
  Number(
    (
      await db.admin.transaction({}, (trx) =>
        trx.rows<{ n: string }>(`select coalesce(sum(${what}), 0) as n from ledger.${table}`),
      )
    )[0]!.n,
  )
const payment = (n: number, change: Partial<LevyEntry> = {}) => {
  const whose = { creditCode: CODE, identityNumber: citizen(n), fullName: '测试甲', insurance: '210' }
  const arrivalDay = '2026-02-10' as Day
  return paymentOf({ levyVoucher: `3999991${n}`, ...whose, arrivalDay, ...change }, MONTH)
}
async function levy(batch: string, entries: readonly Omit<LevyEntry, 'row'>[]): Promise<void> {
  expect((await desk.passAll(await levied(desk, batch, entries))).state).toBe('posted')
}
/** One digit of the number written wrongly. */
const wrong = (n: number) => `${citizen(n).slice(0, 9)}${(Number(citizen(n)[9]) + 1) % 10}${citizen(n).slice(10)}`
const suspended = async () => (await desk.levies.suspense(FRONT_DESK)).items

describe('相近的号码', () => {
  test('差一位、相邻颠倒、少一位，都能找回原来的号码', () => {
    const today = '2026-03-16' as Day
    expect(nearNumbers(wrong(0), today).get(citizen(0))).toBe('oneDigit')
    const text = citizen(0)
    const at = [...text].findIndex((digit, i) => i > 5 && digit !== text[i + 1])
    const swapped = text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2)
    expect(nearNumbers(swapped, today).get(text)).toBe('swapped')
    expect(nearNumbers(text.slice(1), today).has(text)).toBe(true)
    expect(nearNumbers('无此号码', today).size).toBe(0)
    expect(nearCodes(`${CODE.slice(0, 5)}${CODE[5] === '1' ? '2' : '1'}${CODE.slice(6)}`)).toContain(CODE)
  })
})

article('M14-2(2)', '待认领的款项：有候选，经审核认领或退还，控制总额不变', () => {
  test('号码写错一位：候选有此人；认领后待认领红冲、实缴记账，一分不差', async () => {
    await levy('TF-1', [payment(0, { identityNumber: wrong(0) }), payment(1)])
    const before = (await sum('paid')) + (await sum('suspense'))
    const [item] = await suspended()
    const claims = new ClaimService(ports)
    const ref = { posting: item!.posting, ordinal: item!.ordinal }
    const { answer, persons } = await claims.candidates(FRONT_DESK, ref)
    expect(persons).toHaveLength(1)
    expect(answer.candidates[0]).toMatchObject({
      ...{ identityNumber: citizen(0), fullName: '测试甲', creditCode: CODE },
      due: { employerAmount: 4000, personAmount: 4000 },
    })
    const owner = { identityNumber: citizen(0), fullName: '测试甲', creditCode: CODE }
    expect(await codeOf(claims.claim(FRONT_DESK, { ...ref, explanation: GROUND }))).toBe('suspense.claim-unclear')
    const nobody = { ...owner, fullName: '别的名' }
    expect(await codeOf(claims.claim(FRONT_DESK, { ...ref, owner: nobody, explanation: GROUND }))).toBe(
      'suspense.no-such-person',
    )
    const detail = await claims.claim(FRONT_DESK, { ...ref, owner, explanation: GROUND })
    expect((await claims.claim(FRONT_DESK, { ...ref, owner, explanation: GROUND })).id).toBe(detail.id)
    const content = await new ContentService(desk.ports).page(FRONT_DESK, detail.id, 1)
    expect(JSON.stringify(content)).toContain(GROUND)
    expect((await desk.passAll(detail)).state).toBe('posted')
    expect([await sum('suspense'), (await sum('paid')) + (await sum('suspense'))]).toEqual([0, before])
    const [paid] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ fits_rule: boolean }>(`select fits_rule from ledger.paid where levy_voucher = '39999910'`),
    )
    expect(paid).toEqual({ fits_rule: true })
    expect(await codeOf(claims.candidates(FRONT_DESK, ref))).toBe('suspense.gone')
    expect(await codeOf(claims.claim(FRONT_DESK, { ...ref, owner, explanation: `${GROUND}再` }))).toBe('suspense.gone')
  })

  test('来文的险种不认识：须写明是哪一险种，写明之后记到该险种', async () => {
    await levy('TF-1b', [payment(3, { insurance: '999', levyVoucher: '39999919', arrivalDay: '2026-03-10' as Day })])
    const [item] = await suspended()
    const claims = new ClaimService(ports)
    const ref = { posting: item!.posting, ordinal: item!.ordinal, explanation: GROUND }
    const { posting, ordinal } = ref
    expect((await claims.candidates(FRONT_DESK, { posting, ordinal })).answer.item.insurance).toBe('999')
    const owner = { identityNumber: citizen(3), fullName: '测试甲', creditCode: CODE }
    expect(await codeOf(claims.claim(FRONT_DESK, { ...ref, owner }))).toBe('suspense.which-insurance')
    const detail = await claims.claim(FRONT_DESK, { ...ref, owner: { ...owner, insurance: '210' } })
    expect((await desk.passAll(detail)).state).toBe('posted')
    const paid = await db.admin.transaction({}, (trx) =>
      trx.rows(`select insurance, fits_rule from ledger.paid where levy_voucher = '39999919'`),
    )
    expect(paid).toEqual([{ insurance: '210', fits_rule: true }])
    expect(await suspended()).toEqual([])
  })

  test('两件同时认领同一笔：先记账的成立，后一件不记', async () => {
    await levy('TF-2', [payment(2, { identityNumber: wrong(2) })])
    const [item] = await suspended()
    const claims = new ClaimService(ports)
    const ref = { posting: item!.posting, ordinal: item!.ordinal }
    const owner = { identityNumber: citizen(2), fullName: '测试甲', creditCode: CODE }
    const a = await claims.claim(FRONT_DESK, { ...ref, owner, explanation: GROUND })
    const b = await claims.claim(FRONT_DESK, {
      ...ref,
      refund: { payer: '某公司', document: '退字1号' },
      explanation: GROUND,
    })
    expect((await desk.passAll(a)).state).toBe('posted')
    expect((await desk.passAll(b)).blocked?.zh).toContain('已由他件认领')
  })

  test('退还缴款人：待认领清零，退还的数目有据可查', async () => {
    await levy('TF-3', [payment(3, { identityNumber: 'X1', fullName: '无此人' })])
    const [item] = await suspended()
    const claims = new ClaimService(ports)
    const request = { posting: item!.posting, ordinal: item!.ordinal, refund: { payer: '某公司', document: '退字2号' } }
    const detail = await claims.claim(FRONT_DESK, { ...request, explanation: GROUND })
    expect((await desk.passAll(detail)).state).toBe('posted')
    expect(await suspended()).toEqual([])
    const totals = await ports.fundTotals!('2026-02-01' as Day, '2026-02-28' as Day)
    expect(totals.reduce((all, one) => all + one.refunded, 0)).toBe(8000)
  })
})

const idOf = async (number: string) =>
  (
    await db.admin.transaction({}, (trx) =>
      trx.rows<{ id: string }>('select person_id as id from desk.identity where digest = $1', [
        desk.ledger.vault.identityDigest(number),
      ]),
    )
  )[0]!.id
const seenBy = (scope: object) =>
  db.app.transaction(scope, (trx) => trx.rows('select 1 from ledger.relief')).then((rows) => rows.length)
/** 医疗保险的那一月，as the person's own record tells it. */
async function recordRow(number: string) {
  const id = await idOf(number)
  const { facts } = await db.app.transaction({ persons: [id] }, (trx) => factsOfPerson(trx, id, desk.ledger.vault))
  const { insurances } = recordOf(facts, desk.policy.book, { today: '2026-03-16' as Day })
  return insurances.find(({ insurance }) => insurance === '310')!.rows[0]!
}

article('BD-24', '减免、缓缴、核销都是有批复的事项；欠缴不会以别的方式消失', () => {
  const ask = { creditCode: CODE, reliefKind: 'writeOff' as const, document: '批字〔2026〕1号' }
  const item = (amount: number) => [{ insurance: '310' as const, contributionMonth: '2026-02', amount }]

  test('没有批复的原件、多于单位欠缴的，不接受；个人部分不在其内', async () => {
    const reliefs = new ReliefService(ports)
    const { arrears } = await reliefs.events(FRONT_DESK, CODE)
    const medical = arrears.find(({ insurance }) => insurance === '310')!
    expect(medical.room).toBe(medical.due)
    const none = { ...ask, documentId: '00000000-0000-4000-8000-000000000000', items: item(100) }
    expect(await codeOf(reliefs.relieve(FRONT_DESK, none))).toBe('paper.missing')
    const more = { ...ask, documentId: paper, items: item(medical.room + 1) }
    expect(await codeOf(reliefs.relieve(FRONT_DESK, more))).toBe('relief.more-than-arrears')
  })

  test('核销经四个环节；之后欠缴减少，列于单位名下；红冲之后恢复', async () => {
    const reliefs = new ReliefService(ports)
    const detail = await reliefs.relieve(FRONT_DESK, { ...ask, documentId: paper, items: item(10_000) })
    expect([detail.kind, detail.route.length]).toEqual(['relief', 4])
    expect((await desk.passAll(detail)).state).toBe('posted')
    const { events, arrears } = await reliefs.events(FRONT_DESK, CODE)
    const medical = arrears.find(({ insurance }) => insurance === '310')!
    expect(medical).toMatchObject({ relieved: 10_000, room: medical.due - 10_000 })
    const [event] = events.filter(({ kind }) => kind === 'relief')
    expect(event).toMatchObject({ reliefKind: 'writeOff', amount: 10_000, document: '批字〔2026〕1号' })
    const insured = await recordRow(citizen(0))
    expect(insured.arrears.from.map(({ term, value }) => [term, value])).toContainEqual([
      'employerWrittenOff',
      '批字〔2026〕1号',
    ])
    expect([insured.state, insured.paidInFull]).toEqual(['unpaid', false])
    expect(await seenBy({ employer: '999' }), '他人的单位看不到').toBe(0)
    expect([await seenBy({ employer }), await seenBy({ persons: [await idOf(citizen(0))] })]).toEqual([1, 1])
    const wrongEvent = { creditCode: CODE, kind: 'relief' as const, posting: event!.posting, ordinal: event!.ordinal }
    const back = await reliefs.correct(FRONT_DESK, {
      ...wrongEvent,
      reason: 'entryError',
      explanation: '批复有误已撤销',
    })
    expect((await desk.passAll(back)).state).toBe('awaitingRecheck')
    expect((await reliefs.events(FRONT_DESK, CODE)).events.filter(({ kind }) => kind === 'relief')).toEqual([])
    const again = { ...wrongEvent, reason: 'entryError' as const, explanation: '再红冲一次' }
    expect(await codeOf(reliefs.correct(FRONT_DESK, again))).toBe('employer-event.gone')
  })

  test('缓缴也可红冲', async () => {
    const reliefs = new ReliefService(ports)
    const deferral = await new DeferralService(ports).defer(FRONT_DESK, {
      ...{
        creditCode: CODE,
        insurances: ['110'],
        fromMonth: '2026-02',
        throughMonth: '2026-02',
        untilDay: '2026-12-31',
      },
      ...{ document: '缓字1号', documentId: paper },
    })
    expect((await desk.passAll(deferral)).state).toBe('posted')
    const [event] = (await reliefs.events(FRONT_DESK, CODE)).events.filter(({ kind }) => kind === 'deferral')
    const request = { creditCode: CODE, kind: 'deferral' as const, posting: event!.posting, ordinal: event!.ordinal }
    const back = await reliefs.correct(FRONT_DESK, { ...request, reason: 'sourceError', explanation: '批复撤回' })
    expect((await desk.passAll(back)).state).toBe('awaitingRecheck')
    expect((await reliefs.events(FRONT_DESK, CODE)).events.filter(({ kind }) => kind === 'deferral')).toEqual([])
  })
})

const HEAD = '专户账号,银行流水号,电子税票号,险种,金额,到账日期,存入日期'
const statement = (name: string, rows: readonly (readonly (string | number)[])[]) =>
  new BankService(ports).upload(CASHIER, { fileName: name, bytes: csv(HEAD, rows) })

async function pass(id: string, stage: 'review' | 'approval', by: Actor) {
  return new ReviewService(ports).pass(by, id, { stage, revision: 1 })
}

article('BD-20a', '征收的钱及时存入核定的专户，不存其他账户；逾期的列出', () => {
  test('不是核定的账户、日期颠倒、未来、重复流水的行不接受；超过期限的列出', async () => {
    const preview = await statement('坏', [
      ['1234567890', 'S1', '39999910', '210', '80', '2026-02-10', '2026-02-11'],
      [FUND_ACCOUNT, 'S2', '39999910', '210', '80', '2026-02-10', '2026-02-09'],
      [FUND_ACCOUNT, 'S3', '39999910', '210', '80', '2026-02-10', '2027-02-10'],
      [FUND_ACCOUNT, 'S4', '39999910', '210', '八十', '2026-02-10', '2026-02-11'],
      [FUND_ACCOUNT, 'S5', '39999910', '999', '80', '2026-02-10', '2026-02-11'],
      [FUND_ACCOUNT, 'S6', '39999910', '210', '80', '2026-02-10', '2026-02-20'],
      [FUND_ACCOUNT, 'S6', '39999910', '210', '80', '2026-02-10', '2026-02-11'],
    ])
    expect(preview.refusedRows.map(({ code }) => code)).toEqual([
      ...['bank.account-not-approved', 'bank.deposit-before-arrival', 'bank.future', 'amount.malformed'],
      ...['row.insurance', 'bank.serial-known'],
    ])
    expect(preview.late).toMatchObject([{ serial: 'S6', days: 10, isLate: true }])
  })
})

article('BD-20b', '出纳、会计、会计主管三人分设：录入、审核、审批各一人，月末依次签认', () => {
  test('出纳录入，会计审核，会计主管审批；其他岗位、同一人不得办理', async () => {
    const preview = await statement('好', [
      [FUND_ACCOUNT, 'B1', '39999910', '210', '80', '2026-02-10', '2026-02-11'],
      [FUND_ACCOUNT, 'B2', '39999911', '210', '80', '2026-02-10', '2026-02-12'],
      [FUND_ACCOUNT, 'B3', '39999912', '210', '80', '2026-02-10', '2026-02-11'],
    ])
    const { id } = preview.submission
    const sent = await new BankService(ports).submit(CASHIER, id, { revision: 1, acceptedOnly: false })
    expect(sent.route).toEqual(['review', 'approval'])
    expect(await codeOf(pass(id, 'review', clerk('920', 'reviewer')))).toBe('review.staff-only')
    expect(await codeOf(pass(id, 'review', clerk('910', 'accountant')))).toBe('review.same-person')
    await pass(id, 'review', ACCOUNTANT)
    expect(await codeOf(pass(id, 'approval', clerk('911', 'chiefAccountant')))).toBe('review.same-person')
    expect((await pass(id, 'approval', CHIEF)).state).toBe('posted')
    const again = await statement('再', [[FUND_ACCOUNT, 'B1', '39999910', '210', '80', '2026-02-10', '2026-02-11']])
    expect(again.refusedRows.map(({ code }) => code)).toEqual(['bank.serial-known'])
  })

  test('税务 = 银行 = 记账 + 待认领 + 退还，到每张税票；不平的列出', async () => {
    const balance = await new BalanceService(ports).show(ACCOUNTANT, '2026-02')
    expect(balance.total).toMatchObject({ tax: 32_000, bank: 24_000, posted: 24_000, suspense: 0, refunded: 8000 })
    expect(balance.differences).toEqual([])
    expect(balance.byInsurance).toMatchObject([{ key: '210', isBalanced: true }])
    await levy('TF-4', [
      payment(1, {
        levyVoucher: '39999920',
        arrivalDay: '2026-02-20' as Day,
        employerAmount: fen(100),
        personAmount: fen(0),
      }),
    ])
    const after = await new BalanceService(ports).show(ACCOUNTANT, '2026-02')
    expect(after.differences.map(({ levyVoucher, says }) => `${levyVoucher}:${says.zh}`)).toEqual([
      '39999920:专户没有这笔入账',
    ])
    expect(after.byDay.filter(({ isBalanced }) => !isBalanced).map(({ key }) => key)).toEqual(['2026-02-20'])
  })

  test('依次签认：轮次、同一人、数字变了、未说明、月份未完，都不许；签齐即结', async () => {
    const balances = new BalanceService(ports)
    const { figures } = await balances.show(CASHIER, '2026-02')
    const ask = { month: '2026-02', figures, note: '三月一日银行补入，差额一元' }
    expect(await codeOf(balances.sign(ACCOUNTANT, ask))).toBe('balance.out-of-turn')
    expect(await codeOf(balances.sign(CASHIER, { ...ask, figures: '0'.repeat(64) }))).toBe('balance.changed')
    expect(await codeOf(balances.sign(CASHIER, { month: '2026-02', figures }))).toBe('balance.unexplained')
    expect(await codeOf(balances.sign(CASHIER, { ...ask, month: '2026-03' }))).toBe('balance.month-not-over')
    await balances.sign(CASHIER, ask)
    expect(await codeOf(balances.sign(clerk('910', 'accountant'), ask))).toBe('review.same-person')
    await balances.sign(ACCOUNTANT, ask)
    const closed = await balances.sign(CHIEF, ask)
    expect([closed.isClosed, closed.signatures.length, closed.next]).toEqual([true, 3, undefined])
    expect(await codeOf(balances.sign(CHIEF, ask))).toBe('balance.out-of-turn')
    await levy('TF-5', [payment(2, { levyVoucher: '39999921', arrivalDay: '2026-02-21' as Day })])
    const reopened = await balances.show(CASHIER, '2026-02')
    expect([reopened.isClosed, reopened.next?.post]).toEqual([false, 'cashier'])
  })
})

describe('三方合到一起', () => {
  const at = { day: '2026-02-10' as Day, insurance: '110', levyVoucher: 'V', creditCode: 'A' }
  test('银行与记账依税票归到税务所指的单位；一处不平，合计也不平', () => {
    const cells = cellsOf([
      { ...at, tax: 100 },
      { ...at, creditCode: '', bank: 100 },
      { ...at, creditCode: 'B', posted: 60, suspense: 40 },
      { ...at, levyVoucher: 'W', tax: 5 },
    ])
    expect(cells).toHaveLength(2)
    expect(differenceOf(cells[0]!)).toBeUndefined()
    expect(differenceOf(cells[1]!)?.zh).toBe('征收文件中有，尚未记账')
    expect(sumsBy(cells, () => ({ key: 'x', label: 'x' }))[0]).toMatchObject({ tax: 105, bank: 100, isBalanced: false })
  })
})
