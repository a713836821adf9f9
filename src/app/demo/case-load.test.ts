import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDesk as accountDesk } from '../../../test/access.js'
import { type TestDatabase, testDatabase } from '../../../test/city.js'
import { type TestDesk, testDesk } from '../../../test/desk.js'
import { sampleOrigin } from '../../../test/sample-paper.js'
import { statementOf } from '../../certificates/statement-of-record.js'
import { statementPage } from '../../certificates/statement-page.js'
import type { Day } from '../../kernel/day.js'
import { parsePeriod } from '../../kernel/period.js'
import { findPersons } from '../../ledger/people-store.js'
import { PostingService } from '../../ledger/posting-service.js'
import { factsOfPerson } from '../../ledger/record-store.js'
import { recordOf } from '../../records/record.js'
import { type City, type CitySize, inventCity } from './city.js'
import { loadDemoCity } from './load.js'

const SIZE: CitySize = {
  ...{ seed: '例子', employers: 2, lives: 8, cases: true },
  ...{ from: parsePeriod('2019-01'), through: parsePeriod('2026-10') },
}

let db: TestDatabase
let desk: TestDesk
let city: City

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  const { ports, ledger } = desk
  const { vault, keys } = ledger
  const store = new Map<string, Uint8Array>()
  let marker: string | undefined
  const rooms = {
    ...{ collection: ports, accounts: accountDesk(db).accounts, post: db.post, demoKey: randomBytes(32) },
    papers: {
      put: async (name: string, sealed: Uint8Array) => void store.set(name, sealed),
      get: async (name: string) => Buffer.from(store.get(name) ?? []),
    },
    postingAt: (now: () => never) =>
      new PostingService({ post: db.post, keys, vault, now, releaseDigest: '00', writeLine: async () => undefined }),
    progress: {
      read: async () => marker,
      write: async (text: string) => {
        marker = text
      },
    },
  }
  await loadDemoCity(rooms as never, () => undefined, SIZE)
  city = inventCity(SIZE, desk.policy.book.area('999900'))
}, 600_000)
afterAll(() => db.close())

async function recordFor(key: string) {
  const all = [...city.cases!.workers, ...city.cases!.alone, ...city.cases!.residents]
  const life = all.find((one) => one.key === key) ?? city.lives[1]!
  const { vault } = desk.ledger
  const digest = vault.identityDigest(life.identityNumber)
  return desk.ports.app.transaction({}, async (trx) => {
    const { personId } = (await findPersons(trx, [digest])).get(digest.toString('hex'))!
    await trx.rows(`select set_config('quanyi.persons', $1, true)`, [personId])
    const { facts } = await factsOfPerson(trx, personId, vault)
    return recordOf(facts, desk.policy.book, { today: '2026-10-31' as Day })
  })
}

const count = async (sql: string) =>
  Number((await db.admin.transaction({}, (trx) => trx.rows<{ n: string }>(sql)))[0]!.n)

describe('各条规则的例子，都从柜台录入', () => {
  test('每份凭证都已记账', async () => {
    expect(await count('select count(*) as n from desk.voucher where posting_id is null')).toBe(0)
    expect(await count('select count(*) as n from ledger.deemed_period')).toBe(8)
    expect(await count('select count(distinct person_id) as n from ledger.benefit_payment')).toBeGreaterThanOrEqual(12)
  })

  test('退休：有视同年限，依规则核定，月月由个人账户支付，有调整', async () => {
    const { benefits, accounts } = await recordFor('pensioner-1')
    const pension = benefits.find(({ kind }) => kind === 'retirement')!
    expect(pension.items.map(({ item }) => item)).toEqual(
      expect.arrayContaining(['basicPension', 'accountPension', 'transitionalPension', 'adjustment']),
    )
    const drawn = pension.paidYears.reduce((sum, { fromAccount }) => sum + fromAccount.value, 0)
    expect(drawn).toBeGreaterThan(0)
    expect(accounts.some(({ insurance }) => insurance === '110')).toBe(true)
  })

  test('预发：计发基数尚未公布', async () => {
    const { benefits } = await recordFor('pensioner-6')
    expect(benefits[0]?.provisional).toBe(true)
  })

  test('个人账户将尽：余额近于零而不为负', async () => {
    const { accounts } = await recordFor('imported')
    const { balance } = accounts.find(({ insurance }) => insurance === '110')!
    expect(balance.value).toBeGreaterThanOrEqual(0)
    expect(balance.value).toBeLessThan(200_000)
  })

  test.each([
    ['late', 'survivors'],
    ['unemployed', 'unemployment'],
    ['injured', 'injury'],
    ['mother', 'maternity'],
  ])('%s：%s', async (key, kind) => {
    const { benefits } = await recordFor(key)
    expect(benefits.some((one) => one.kind === kind && one.paidYears.length > 0)).toBe(true)
  })

  test('机关事业单位职工有职业年金，灵活就业人员有养老与医疗，居民有补贴', async () => {
    const kinds = async (key: string) => (await recordFor(key)).insurances.map(({ insurance }) => insurance)
    expect(await kinds('official-1')).toEqual(expect.arrayContaining(['120', 'annuity']))
    expect(await kinds('flexible-1')).toEqual(expect.arrayContaining(['110', '310']))
    const resident = await recordFor('resident-1')
    expect(resident.subsidies.length).toBeGreaterThanOrEqual(4)
    expect(resident.accounts.find(({ insurance }) => insurance === '170')!.balance.value).toBeGreaterThan(0)
  })

  test('居民的记录单是城乡居民的一类：个人缴费、政府补贴与年数都在，账户等式成立', async () => {
    const data = statementOf(await recordFor('resident-1'), 2024, sampleOrigin())
    expect([data.group, data.insurances]).toEqual(['resident', []])
    const pension = data.residents.find(({ insurance }) => insurance === '170')!
    expect(pension.personPaid! > 0 && pension.government! > 0 && pension.paidYears! >= 1).toBe(true)
    const page = statementPage(data)
    expect(page.account.cells.length).toBe(5)
    expect(statementOf(await recordFor('flexible-1'), 2024, sampleOrigin()).group).toBe('employee') // control
  })

  test('转入与转出', async () => {
    expect((await recordFor('moved-in')).transfers.map(({ direction }) => direction)).toEqual(['in'])
    expect((await recordFor('moved-out')).transfers.map(({ direction }) => direction)).toEqual(['out'])
  })

  test('导入的历史有一处矛盾，记录写明存疑；其余各例一处也没有', async () => {
    expect(await count(`select count(*) as n from ledger.posting where kind = 'historyImport'`)).toBe(2)
    expect((await recordFor('contradicted')).doubts.length).toBeGreaterThan(0)
    const { workers, alone, residents } = city.cases!
    const others = [...workers, ...alone, ...residents].filter(({ key }) => key !== 'contradicted')
    for (const { key } of others)
      expect([key, (await recordFor(key)).doubts.map(({ key: what }) => what)]).toEqual([key, []])
  })
})
