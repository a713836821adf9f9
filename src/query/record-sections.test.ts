import { afterAll, beforeAll, expect, test } from 'vitest'
import { citizen, operatorOf, staff } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { pathsIn } from '../../test/explained.js'
import { dueFact, employerFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import { type TestReading, testReading } from '../../test/reading.js'
import {
  BOOK,
  benefitPaymentFact,
  deemedFact,
  determinationFact,
  opening,
  transferFact,
} from '../../test/record-facts.js'
import type { Day } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { Fact } from '../ledger/fact.js'
import { factsOfPerson } from '../ledger/record-store.js'
import { closesThrough } from '../records/closing.js'

let db: TestDatabase
let reading: TestReading
let me: string

beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  me = await reading.person('110101196501129991', '测试待遇')
  const { ledger } = reading
  await ledger.post([employerFact('7', '91110108QYT0000144', '示例制造有限公司'), enrolmentFact(me, '7', '2024-01')])
  const month = { settlementMonth: '2024-06' as Period, contributionMonth: '2024-06' as Period }
  const subsidy: Fact = {
    ...{ kind: 'subsidy', line: 1, agency: '999901', area: '999900', personId: me, insurance: '110', ...month },
    ...{ subsidyKind: 'employment', payer: 'city', amount: fen(12_000), toAccount: fen(0), document: '示例' },
    arrivalDay: '2024-06-20' as Day,
  }
  await ledger.post([
    ...['2024-06', '2025-02'].flatMap((at) => [dueFact(me, at), paidFact(me, at)]),
    ...[subsidy, deemedFact(me, '1985-01', '1986-12', 24), transferFact(me, '2024-05')],
    opening({ personId: me, year: 2023, balance: fen(9_000_000), actualMonths: 120 }),
    determinationFact(me, '2025-03', { fromMonth: '2025-04' as Period, provisional: true }),
    benefitPaymentFact(me, '2025-04', { amount: fen(300_000), fromAccount: fen(80_000) }),
    ...[dueFact(me, '2025-08'), paidFact(me, '2025-08')], // after the retirement
  ])
  await reading.sequence()
})
afterAll(() => db.close())

const read = () => reading.records.record(citizen(me), me, {})
const code = (doing: Promise<unknown>) =>
  doing.then(
    () => 'answered',
    (error) => error.entry?.code ?? error,
  )

article(
  ['M14-2(2)', 'M14-2(3)', 'M14-2(4)', 'M14-15b'],
  '待遇、年限、账户、补贴、转移都在本人的记录里，每个数字都问得出理由',
  () => {
    test('各节都出示；路径各问得到', async () => {
      const { sections } = await read()
      const { benefits, years, accounts, deemed, subsidies, transfers, doubts } = sections
      expect(benefits![0]).toMatchObject({ kind: 'retirement', provisional: true, monthly: { value: 300_000 } })
      expect(benefits![0]!.monthly!.status).toBe('provisional')
      expect(benefits![0]!.paidYears).toMatchObject([{ year: 2025, paid: { value: 300_000 }, months: 1 }])
      expect(years).toMatchObject({ broughtIn: { value: 24 }, deemed: { value: 24 } })
      expect(accounts!.map(({ insurance }) => insurance)).toEqual(['110'])
      expect(accounts![0]!.years.find(({ year }) => year === 2024)).toMatchObject({ movedIn: { value: 1_000_000 } })
      expect([deemed!.length, subsidies!.length, transfers!.length]).toEqual([1, 1, 1])
      expect(doubts!.map(({ key }) => key)).toContain('afterRetirement')
      const others = { benefits, years, accounts, deemed, subsidies, transfers }
      const paths = pathsIn(others)
      expect(paths.length).toBeGreaterThan(20)
      for (const path of paths) {
        const told = await reading.records.explain(citizen(me), me, { path })
        expect(told.zh, path).not.toBe('')
      }
    })

    test('待确认的利率，写在它决定的数字旁', async () => {
      const { sections } = await read()
      const [last, settled] = sections.accounts![0]!.years.filter(({ year }) => year === 2025 || year === 2024)
      expect(last!.closing!.status).toBe('unconfirmed')
      expect(last!.credits.status).toBeUndefined()
      expect(settled!.closing!.status).toBeUndefined()
    })

    test('用人单位看不到待遇；审核人员为所办事项看得到', async () => {
      expect(await code(reading.records.record(operatorOf('7'), me, {}))).toBe('record.whole')
      expect(await code(reading.records.explain(operatorOf('7'), me, { path: 'benefit/1/monthly' }))).toBe(
        'record.whole',
      )
      const purpose = '办理待遇核定复核'
      const { sections } = await reading.records.record(staff(['reviewer']), me, { purpose })
      expect(sections.benefits).toHaveLength(1)
    })

    test('结息记账之后，年度即用它；其后迟到的到账使它重开', async () => {
      const { ledger } = reading
      const { facts, treeSize } = await db.app.transaction({ persons: [me] }, (trx) =>
        factsOfPerson(trx, me, ledger.vault),
      )
      const terms = { treeSize, policyDigest: '00', today: reading.clock.today() }
      const closes = closesThrough(facts, BOOK, '110', 2025, terms)
      const before = (await read()).sections.account!.years
      await ledger.post(closes)
      await reading.sequence()
      const closed = async () =>
        (await read()).sections.account!.years.filter((one) => one.closed).map(({ year }) => year)
      expect(await closed()).toEqual([2025, 2024])
      const after = (await read()).sections.account!.years
      expect(after.map(({ balance }) => balance.value)).toEqual(before.map(({ balance }) => balance.value))

      await ledger.post([paidFact(me, '2025-05')])
      expect(await closed()).toEqual([2024])
    })
  },
)
