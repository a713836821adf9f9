import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { citizen } from '../../test/access.js'
import { testActing } from '../../test/acting.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { dueFact, employerFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import { mandateActing } from '../../test/mandate-acting.js'
import { type TestReading, testReading } from '../../test/reading.js'
import { benefitPaymentFact, determinationFact, opening } from '../../test/record-facts.js'
import type { Actor } from '../access/actor.js'
import { looksOf } from '../access/book-store.js'
import type { Day } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { Subsidy } from '../ledger/fact.js'
import { DifferenceService } from './difference-service.js'
import { EstimateService } from './estimate-service.js'

const NUMBER = '110101196501129991'
const PLACE = { line: 1, agency: '999901', area: '999900' }
const CLASSES = 'registration,contribution,benefit,account,record.read'
const BY_MONTH = 'registration,contribution,benefit,record.read,from:2025-07,through:2025-08'
const PATHS = {
  pension: 'contribution/110/2025-07/1/paidPerson',
  injury: 'contribution/410/2025-07/1/paidEmployer',
  earlier: 'contribution/110/2024-12/1/paidPerson',
} as const

let db: TestDatabase
let reading: TestReading
let estimates: EstimateService
let me: string
let acting: (scope: string) => Promise<Actor>

const subsidy = (insurance: string, month: string): Subsidy => ({
  ...{ ...PLACE, kind: 'subsidy', personId: me, insurance, subsidyKind: 'government', payer: 'city' },
  ...{ amount: fen(100), toAccount: fen(0), document: `补贴 ${insurance}`, arrivalDay: `${month}-20` as Day },
  ...{ settlementMonth: month as Period, contributionMonth: month as Period },
})

beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  const desk = testActing(db, reading)
  me = await reading.person(NUMBER, '测试委托')
  const agent = await reading.person('110101197501019975', '代理人甲')
  const injury = { insurance: '410', personAmount: fen(0), personToAccount: fen(0), employerAmount: fen(7_777) }
  await reading.ledger.post([
    employerFact('7', '91110108QYT0000144', '示例制造有限公司'),
    ...[enrolmentFact(me, '7', '2024-01'), enrolmentFact(me, '7', '2024-02', { insurance: '410' })],
    ...['2024-12', '2025-07', '2025-08', '2025-10'].flatMap((month) => [dueFact(me, month), paidFact(me, month)]),
    ...[dueFact(me, '2025-07', injury), paidFact(me, '2025-07', injury)],
    opening({ personId: me, year: 2023, balance: fen(9_876_500), actualMonths: 120 }),
    determinationFact(me, '2025-06'),
    ...['2025-07', '2025-09'].map((month) => benefitPaymentFact(me, month, { item: 'basicPension' })),
    ...[subsidy('410', '2025-07'), subsidy('110', '2025-08')],
  ])
  await reading.sequence()
  estimates = new EstimateService(reading.ports, reading.records)
  acting = mandateActing({ desk, reading, agent, person: me })
})
afterAll(() => db?.close())
beforeEach(() => reading.clock.pass(1))

const read = async (scope: string) => reading.records.record(await acting(scope), me, { explain: true })
const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => 'answered',
    (error) => error.entry?.code ?? error,
  )
const explain = async (scope: string, path: string) =>
  codeOf(reading.records.explain(await acting(scope), me, { path }))

/** 整份记录里的每一条路径，as the person has them. */
async function whole(): Promise<string[]> {
  const { explanations } = await reading.records.record(citizen(me), me, { explain: true })
  return Object.keys(explanations!)
}

/** 路径说的险种与月份，read from the path and from nothing else. */
const ofPath = (path: string) => ({
  insurance: /\/(110|410)\//.exec(`${path}/`)?.[1],
  month: /\/(\d{4}-\d{2})\//.exec(path)?.[1],
})

article('M14-15c', '授权只限险种的：别的险种在屏幕、推导、凭证里都不出现；对照：不限的都看得到', () => {
  const ONLY = `${CLASSES},insurance:410`

  test('只限工伤保险：登记、缴费、补贴只有工伤；没有养老的待遇、账户与年限', async () => {
    const { sections, explanations, narrowed, charts } = await read(ONLY)
    expect(narrowed).toEqual({ zh: '只含工伤保险', en: 'only work-injury insurance' })
    expect(sections.contributions!.map(({ insurance }) => insurance)).toEqual(['410'])
    expect(sections.registration!.enrolments.map(({ insurance }) => insurance)).toEqual(['410'])
    expect(sections.registration!.employers.map(({ insurance }) => insurance)).toEqual(['410'])
    expect(sections.subsidies!.map(({ insurance }) => insurance)).toEqual(['410'])
    expect([sections.benefits, sections.years, sections.account!.balance]).toEqual([undefined, undefined, undefined])
    expect([sections.account!.years, charts!.balances]).toEqual([[], []])
    expect(Object.keys(explanations!).filter((path) => ofPath(path).insurance === '110')).toEqual([])
    expect(JSON.stringify({ sections, explanations })).not.toMatch(/98,?765|[^,\d]640\.00|1,280\.00/)
  })

  test('对照：不限险种的，养老的数都在', async () => {
    const { sections, explanations, narrowed } = await read(CLASSES)
    expect(narrowed).toBeUndefined()
    expect(sections.contributions!.map(({ insurance }) => insurance)).toContain('110')
    expect(JSON.stringify({ sections, explanations })).toMatch(/98,?765/)
    expect(await explain(CLASSES, PATHS.pension)).toBe('answered')
  })

  test('逐条去问：所出示的都问得到，其余的一条也问不到', async () => {
    const { explanations } = await read(ONLY)
    const open = new Set(Object.keys(explanations!))
    expect(open).toContain(PATHS.injury)
    const actor = await acting(ONLY)
    for (const path of await whole()) {
      const got = await codeOf(reading.records.explain(actor, me, { path }))
      expect([path, got]).toEqual([path, open.has(path) ? 'answered' : 'figure.missing'])
    }
  })

  test('补贴的路径与整份记录里的一样，不因略去而错位', async () => {
    const mine = (await reading.records.record(citizen(me), me, {})).sections.subsidies!
    const own = mine.find(({ insurance }) => insurance === '410')!
    const { sections } = await read(ONLY)
    expect(sections.subsidies!.map(({ amount }) => [amount.path, amount.value])).toEqual([
      [own.amount.path, own.amount.value],
    ])
    const pension = `${CLASSES},insurance:110`
    const other = (await read(pension)).sections.subsidies!
    expect(other.map(({ amount }) => amount.path)).toEqual(
      mine.filter(({ insurance }) => insurance === '110').map(({ amount }) => amount.path),
    )
  })

  test('凭证：工伤的看得到，养老的看不到', async () => {
    const facts = await db.admin.transaction({}, (trx) =>
      trx.rows<{ posting: string; ordinal: number; insurance: string }>(
        `select posting_id as posting, ordinal, insurance from ledger.paid where person_id = $1`,
        [me],
      ),
    )
    const actor = await acting(ONLY)
    for (const { insurance, posting, ordinal } of facts)
      expect(await codeOf(reading.records.voucher(actor, me, { posting, ordinal }))).toBe(
        insurance === '410' ? 'answered' : 'fact.missing',
      )
    expect(new Set(facts.map(({ insurance }) => insurance))).toEqual(new Set(['110', '410']))
  })
})

article('M14-15c', '授权只限月份的：各月之外与累计的数都不出现；一年的合计只由所含的月份得来', () => {
  test('只限两个月：缴费两行、合计两个月、待遇一个月；没有首次参保、累计月数', async () => {
    const { sections, explanations } = await read(BY_MONTH)
    const pension = sections.contributions!.find(({ insurance }) => insurance === '110')!
    expect(pension.years.flatMap(({ rows }) => rows.map(({ month }) => month)).sort()).toEqual(['2025-07', '2025-08'])
    expect(pension.years).toMatchObject([{ year: 2025, person: { value: 128_000 }, paidMonths: { value: 2 } }])
    expect(sections.registration!.enrolments.map(({ firstMonth, since }) => [firstMonth, since])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ])
    for (const { from, through } of sections.registration!.employers)
      expect([from, through]).toEqual(['2025-07', '2025-08'])
    expect(sections.benefits).toMatchObject([
      { items: [], paidYears: [{ year: 2025, months: 1, paid: { value: 100_000 } }] },
    ])
    expect([sections.account, sections.years]).toEqual([undefined, undefined])
    expect(sections.subsidies!.map(({ month }) => month)).toEqual(['2025-07', '2025-08'])
    for (const path of Object.keys(explanations!)) {
      const { month } = ofPath(path)
      if (month !== undefined) expect(['2025-07', '2025-08']).toContain(month)
    }
  })

  test('年度合计与别的月份一条也问不到；对照：不限月份的问得到', async () => {
    const { explanations } = await read(BY_MONTH)
    const open = new Set(Object.keys(explanations!))
    const actor = await acting(BY_MONTH)
    for (const path of await whole()) {
      const got = await codeOf(reading.records.explain(actor, me, { path }))
      expect([path, got]).toEqual([path, open.has(path) ? 'answered' : 'figure.missing'])
    }
    expect(open).not.toContain(PATHS.earlier)
    expect(await explain('registration,contribution,record.read', PATHS.earlier)).toBe('answered')
  })

  test('写了年限与个人账户而又限月份的（不经核对的旧记录）：这一类不开', async () => {
    const { sections } = await read(`${CLASSES},from:2025-07`)
    expect([sections.account, sections.years, sections.accounts]).toEqual([undefined, undefined, undefined])
    expect((await read(CLASSES)).sections.account).toBeDefined()
  })

  test('推导只讲所含月份的凭证行', async () => {
    const { explanations } = await read(BY_MONTH)
    const rows = await db.admin.transaction({}, (trx) =>
      trx.rows<{ place: string }>(
        `select posting_id || '/' || ordinal as place from ledger.paid
         where person_id = $1 and contribution_month not in (202507, 202508)`,
        [me],
      ),
    )
    const hidden = new Set(rows.map(({ place }) => place))
    expect(hidden.size).toBe(2)
    const places = [...JSON.stringify(explanations).matchAll(/"posting":"(\d+)","ordinal":(\d+)/g)]
    expect(places.length).toBeGreaterThan(4)
    expect(places.filter(([, posting, ordinal]) => hidden.has(`${posting}/${ordinal}`))).toEqual([])
  })
})

describe('收不窄的，不出示；写在哪里', () => {
  test('测算要用全部记录：限了险种的不予测算；对照：不限的可以', async () => {
    const body = { retirementMonth: '2026-12' } as never
    const narrowed = await codeOf(estimates.estimate(await acting(`${CLASSES},insurance:110`), me, body))
    expect(narrowed).toBe('acting.narrowed')
    expect(await codeOf(estimates.estimate(await acting(CLASSES), me, body))).not.toBe('acting.narrowed')
  })

  test('两时之差：限外的数一样问不到', async () => {
    const differences = new DifferenceService(reading.ports, reading.records)
    const ask = async (scope: string, path: string) =>
      codeOf(differences.difference(await acting(scope), me, { path, againstThrough: '2025-09' }))
    expect(await ask(`${CLASSES},insurance:410`, PATHS.pension)).toBe('figure.missing')
    expect(await ask(CLASSES, PATHS.pension)).toBe('answered')
  })

  test('查阅之书与代办的页面都写着只含什么', async () => {
    const actor = await acting(`${CLASSES},insurance:410`)
    await reading.records.record(actor, me, {})
    const [line] = await db.app.transaction({ persons: [me] }, (trx) => looksOf(trx, me, { most: 10 }))
    expect(reading.ledger.vault.reveal(line!.purpose)).toMatch(/^代理人 代理人甲 凭 授权书 \d+ 号（只含工伤保险）$/)
    expect(actor.actingFor!.narrowed).toEqual({ insurances: ['410'] })
  })

  test('读不懂的收窄，什么险种也不开', async () => {
    const { sections } = await read(`${CLASSES},insurance:999`)
    expect(sections.contributions).toEqual([])
    expect(sections.registration!.enrolments).toEqual([])
  })
})
