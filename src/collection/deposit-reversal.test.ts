import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, csv, type TestDesk, testDesk } from '../../test/desk.js'
import { ACCOUNTANT, CASHIER, CHIEF, FUND_ACCOUNT, filed, fundPorts, levied, paymentOf } from '../../test/levy-desk.js'
import type { Actor } from '../access/actor.js'
import type { Day } from '../kernel/day.js'
import { parsePeriod } from '../kernel/period.js'
import type { Refusal } from '../kernel/refusal.js'
import { BalanceService } from './balance-service.js'
import { BankService } from './bank-service.js'
import { ContentService } from './content-service.js'
import { DepositReversalService } from './deposit-reversal-service.js'
import type { LevyEntry } from './levy-file.js'
import type { CollectionPorts } from './ports.js'
import { ReviewService } from './review-service.js'

const MONTH = parsePeriod('2026-02')
const CODE = '91110108QYT0000144'
const GROUND = '银行来函：该笔串户，应予冲回'
let db: TestDatabase
let desk: TestDesk
let ports: CollectionPorts
let reversals: DepositReversalService

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  ports = fundPorts(desk, db)
  reversals = new DepositReversalService(ports)
  const employerId = await desk.employer(CODE)
  await desk.persons([[citizen(0), '测试甲']], CODE)
  await desk.passAll(await filed(desk, employerId, [[citizen(0), '测试甲', '8000']], MONTH))
  await levy('TF-1', { levyVoucher: '39999910' })
})
afterAll(() => db.close())

async function levy(batch: string, change: Partial<LevyEntry>): Promise<void> {
  const whose = { creditCode: CODE, identityNumber: citizen(0), fullName: '测试甲', insurance: '210', levyVoucher: '' }
  const entry = paymentOf({ ...whose, arrivalDay: '2026-02-10' as Day, ...change }, MONTH)
  expect((await desk.passAll(await levied(desk, batch, [entry]))).state).toBe('posted')
}
const HEAD = '专户账号,银行流水号,电子税票号,险种,金额,到账日期,存入日期'
const read = (serial: string, voucher: string, yuan: string, day = '2026-02-10') =>
  new BankService(ports).upload(CASHIER, {
    fileName: `${serial}.csv`,
    bytes: csv(HEAD, [[FUND_ACCOUNT, serial, voucher, '210', yuan, day, day]]),
  })
async function deposited(serial: string, voucher: string, yuan: string): Promise<void> {
  const { submission } = await read(serial, voucher, yuan)
  expect(submission.refused).toBe(0)
  await new BankService(ports).submit(CASHIER, submission.id, { revision: 1, acceptedOnly: false })
  expect((await approve(submission.id)).state).toBe('posted')
}
const pass = (id: string, stage: 'review' | 'approval', by: Actor) =>
  new ReviewService(ports).pass(by, id, { stage, revision: 1 })
async function approve(id: string) {
  await pass(id, 'review', ACCOUNTANT)
  return pass(id, 'approval', CHIEF)
}
const ask = (serial: string, change: object = {}) =>
  reversals.reverse(CASHIER, { account: FUND_ACCOUNT, serial, explanation: GROUND, ...change })
const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    (thrown: Refusal) => thrown.entry?.code ?? String(thrown),
  )
const rows = (serial: string) =>
  db.admin.transaction({}, (trx) =>
    trx.rows<{ amount: string; reversed: boolean }>(
      `select amount::text, reverses_posting is not null as reversed from ledger.bank_deposit where serial = $1
       order by posting_id, ordinal`,
      [serial],
    ),
  )
const bankSide = async () => (await new BalanceService(ports).show(ACCOUNTANT, MONTH)).total.bank

article('BD-20b', '入错的一笔专户入账：红冲那一行，出纳申请，会计与会计主管审批，两行都在', () => {
  test('没有依据、流水号不在、别的机构的：不受理', async () => {
    await deposited('W1', '39999988', '70')
    expect(await codeOf(ask('W1', { explanation: '    ' }))).toBe('maintenance.no-explanation')
    expect(await codeOf(ask('W9'))).toBe('bank.deposit-missing')
    expect(await codeOf(ask('W1', { account: '123' }))).toBe('bank.deposit-missing')
    const elsewhere = { ...CASHIER, agency: '999902' }
    const request = { account: FUND_ACCOUNT, serial: 'W1', explanation: GROUND }
    expect(await codeOf(reversals.reverse(elsewhere, request))).toBe('bank.deposit-missing')
    expect((await reversals.find(elsewhere, 'W1')).deposits).toEqual([])
  })

  test('有依据：另两人审批之后成立；送两次是同一件；两行都在，三方平衡少了这一笔，流水号可以重新入账', async () => {
    const before = await bankSide()
    const detail = await ask('W1')
    expect([detail.kind, detail.route]).toEqual(['bankStatement', ['review', 'approval']])
    expect((await ask('W1')).id).toBe(detail.id)
    const { content } = await new ContentService(ports).page(ACCOUNTANT, detail.id, 1)
    expect(content.lines[0]!.notes[0]!.zh).toContain(GROUND)
    expect(content.lines[0]!.fields.find(({ name }) => name === 'amount')?.before?.zh).toContain('70.00')
    expect(await bankSide()).toBe(before)
    expect(await codeOf(pass(detail.id, 'review', { ...ACCOUNTANT, personId: CASHIER.personId }))).toBe(
      'review.same-person',
    )
    expect((await approve(detail.id)).state).toBe('posted')
    expect(await rows('W1')).toEqual([
      { amount: '7000', reversed: false },
      { amount: '-7000', reversed: true },
    ])
    expect(await bankSide()).toBe(before - 7000)
    expect((await reversals.find(CASHIER, 'W1')).deposits).toEqual([])
    expect(await codeOf(ask('W1', { explanation: '再冲一次这一笔' }))).toBe('bank.deposit-missing')
    await deposited('W1', '39999910', '80')
    const balance = await new BalanceService(ports).show(ACCOUNTANT, MONTH)
    expect(balance.total).toMatchObject({ tax: 8000, bank: 8000, posted: 8000, isBalanced: true })
  })

  test('已记入各月的：不受理，说明先办什么；同一税票另有入账盖住的，可以红冲（对照）', async () => {
    const [found] = (await reversals.find(CASHIER, 'W1')).deposits
    expect(found?.why?.zh).toContain('80.00')
    expect(await codeOf(ask('W1'))).toBe('bank.deposit-used')
    await deposited('W2', '39999910', '80')
    expect((await reversals.find(CASHIER, 'W2')).deposits[0]).not.toHaveProperty('why')
    expect((await approve((await ask('W2')).id)).state).toBe('posted')
    expect(await bankSide()).toBe(8000)
  })

  test('审批期间钱才记入各月：记账时再看，不记，本件留在原处', async () => {
    await deposited('W3', '39999911', '80')
    const { id } = await ask('W3', { explanation: '银行来函：该笔重复' })
    await levy('TF-2', { levyVoucher: '39999911', contributionMonth: parsePeriod('2026-01') })
    const detail = await approve(id)
    expect([detail.state, detail.blocked?.zh.includes('先')]).toEqual(['agreed', true])
    expect(await rows('W3')).toHaveLength(1)
  })

  test('两件同时红冲同一笔：只成一件', async () => {
    await deposited('W4', '39999955', '10')
    const [one, two] = [await ask('W4'), await ask('W4', { explanation: '另一位出纳也发现了' })]
    const states = [(await approve(one.id)).state, (await approve(two.id)).state]
    expect(states).toEqual(['posted', 'agreed'])
    expect(await rows('W4')).toHaveLength(2)
  })
})
