import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, FRONT_DESK, type TestDesk, testDesk, testPolicy } from '../../test/desk.js'
import type { Day } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import { parsePeriod } from '../kernel/period.js'
import type { Refusal } from '../kernel/refusal.js'
import { factsOfPerson } from '../ledger/record-store.js'
import { recordOf } from '../records/record.js'
import type { SingleContributionRequest } from './entry-contract.js'
import { type LevyEntry, writeLevyFile } from './levy-file.js'

const CODE = '91110108QYT0000144'
const MARCH = parsePeriod('2026-03')

let db: TestDatabase
let desk: TestDesk

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  await desk.employer(CODE)
  await desk.persons(
    [0, 1, 2, 3, 4, 5].map((n) => [citizen(n), '测试甲']),
    CODE,
  )
})
afterAll(() => db.close())

type Change = Partial<SingleContributionRequest>
const asked = (n: number, contributionKind: string, change: Change = {}): SingleContributionRequest => ({
  ...{ identityNumber: citizen(n), fullName: '测试甲', creditCode: CODE, contributionKind },
  ...{ settlementMonth: '2026-03', contributionMonth: '2026-01', insurances: ['110'] as never },
  ground: '经核对用人单位报送的书面材料',
  ...change,
})
const wage = (declaredWage: number, change: Change = {}): Change => ({ declaredWage, ...change })
async function post(request: SingleContributionRequest) {
  const detail = await desk.passAll(await desk.entries.enter(FRONT_DESK, request))
  expect(detail.state).toBe('posted')
  return detail
}
const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    (thrown: Refusal) => thrown.entry.code,
  )
async function personOf(n: number): Promise<string> {
  const [row] = await db.admin.transaction({}, (trx) =>
    trx.rows<{ id: string }>('select person_id as id from desk.identity where digest = $1', [
      desk.ledger.vault.identityDigest(citizen(n)),
    ]),
  )
  return row!.id
}
async function duesOf(n: number, month = '2026-01') {
  const rows = await db.admin.transaction({}, (trx) =>
    trx.rows<{ k: string; base: string; e: string; p: string; a: string }>(
      `select contribution_kind as k, base, employer_amount as e, person_amount as p, person_to_account as a
       from ledger.due where person_id = (select person_id from desk.identity where digest = $1)
         and contribution_month = $2 and insurance = '110' order by posting_id, ordinal`,
      [desk.ledger.vault.identityDigest(citizen(n)), month.replace('-', '')],
    ),
  )
  return rows.map(({ k, base, e, p, a }) => [k, Number(base), Number(e), Number(p), Number(a)])
}
async function recordFor(n: number) {
  const person = await personOf(n)
  const { facts } = await db.app.transaction({ persons: [person] }, (trx) =>
    factsOfPerson(trx, person, desk.ledger.vault),
  )
  return recordOf(facts, desk.policy.book, { today: '2026-03-16' as Day })
}

article(['M14-2(2)', 'M14-6d'], '各种缴费类型，应缴都由规则算得', () => {
  test('补基数：新工资算得的减已有的；再办一次，没有差额', async () => {
    await post(asked(0, '2', wage(800_000)))
    const more = asked(0, '13', wage(1_000_000))
    const preview = await desk.entries.preview(FRONT_DESK, more)
    expect(preview.lines[0]).toMatchObject({ says: { zh: '补基数' } })
    expect(preview.lines[0]!.computed.map(({ text }) => text.zh)).toEqual(['320.00', '160.00', '160.00'])
    expect(await duesOf(0)).toHaveLength(1) // a preview files nothing
    const detail = await post(more)
    expect(detail).toMatchObject({ kind: 'backPay', route: ['initialReview', 'review', 'recheck', 'approval'] })
    expect(await duesOf(0)).toEqual([
      ['2', 800_000, 128_000, 64_000, 64_000],
      ['13', 1_000_000, 32_000, 16_000, 16_000],
    ])
    expect(await codeOf(desk.entries.enter(FRONT_DESK, more))).toBe('entry.refused')
  })

  test('补基数，工资少了的是退收；基数是新的', async () => {
    await post(asked(1, '2', wage(800_000)))
    await post(asked(1, '13', wage(700_000)))
    expect((await duesOf(1))[1]).toEqual(['18', 700_000, -16_000, -8_000, -8_000])
    const [row] = (await recordFor(1)).insurances.find(({ insurance }) => insurance === '110')!.rows
    expect(row).toMatchObject({ base: { value: 700_000 }, duePerson: { value: 56_000 } })
  })

  test('同一差额报了两件，先记的算数，后记的不记', async () => {
    await post(asked(2, '2', wage(800_000)))
    const first = await desk.entries.enter(FRONT_DESK, asked(2, '13', wage(900_000)))
    const second = await desk.entries.enter(FRONT_DESK, asked(2, '4', wage(900_000)))
    expect((await desk.passAll(first)).state).toBe('posted')
    expect((await desk.passAll(second)).state).toBe('agreed')
    expect((await desk.cases.show(FRONT_DESK, second.id)).blocked?.zh).toContain('金额已变')
    expect(await duesOf(2)).toHaveLength(2)
  })

  test('补比例：工资仍用已申报的；规则未变，没有差额', async () => {
    await post(asked(3, '2', wage(800_000)))
    expect(await codeOf(desk.entries.enter(FRONT_DESK, asked(3, '20')))).toBe('entry.refused')
    const policy = desk.policy
    desk.policy = testPolicy((path, text) =>
      path.endsWith('demo-city/pension.yaml')
        ? text.replace('until: 2027-06, value: "16"', 'until: 2027-06, value: "17"')
        : text,
    )
    await post(asked(3, '20'))
    desk.policy = policy
    expect((await duesOf(3))[1]).toEqual(['20', 800_000, 8_000, 0, 0])
  })

  test('退收：已有的应缴全部退回；退后不再补差，可以重新补收', async () => {
    await post(asked(3, '18'))
    const dues = await duesOf(3)
    expect(dues[2]).toEqual(['18', 0, -136_000, -64_000, -64_000])
    expect(await codeOf(desk.entries.enter(FRONT_DESK, asked(3, '18', { settlementMonth: '2026-02' })))).toBe(
      'entry.refused',
    )
    expect(await codeOf(desk.entries.enter(FRONT_DESK, asked(3, '13', wage(900_000))))).toBe('entry.refused')
    await post(asked(3, '14', wage(900_000)))
    expect((await duesOf(3)).reduce((sum, [, , , person]) => sum + (person as number), 0)).toBe(72_000)
  })

  test('预缴：以后的月份，到规则公布为止；预缴过的月份不再申报', async () => {
    const ahead = (contributionMonth: string) => asked(4, '12', wage(800_000, { contributionMonth }))
    expect((await post(ahead('2026-06'))).kind).toBe('singleContribution')
    expect(await duesOf(4, '2026-06')).toEqual([['12', 800_000, 128_000, 64_000, 64_000]])
    expect(await codeOf(desk.entries.enter(FRONT_DESK, ahead('2027-07')))).toBe('parameter.missing-version')
    expect(await codeOf(desk.entries.enter(FRONT_DESK, ahead('2026-03')))).toBe('charge.month-does-not-fit')
    expect(
      await codeOf(desk.entries.enter(FRONT_DESK, asked(4, '12', wage(900_000, { contributionMonth: '2026-06' })))),
    ).toBe('entry.refused')
  })

  test.each([
    ['没有应缴可补', asked(5, '13', wage(900_000)), 'entry.refused'],
    ['没有应缴可退', asked(5, '18'), 'entry.refused'],
    ['退收写了工资', asked(0, '18', wage(1)), 'entry.refused'],
    ['补收没有工资', asked(5, '2'), 'entry.refused'],
    ['居民定额', asked(5, '41', wage(1)), 'entry.refused'],
    ['没有的类型', asked(5, '99', wage(1)), 'entry.refused'],
  ])('%s，不予接受', async (_says, request, code) => {
    expect(await codeOf(desk.entries.enter(FRONT_DESK, request))).toBe(code)
    expect(await codeOf(desk.entries.preview(FRONT_DESK, request))).toBe(code)
  })
})

describe('部分缴费', () => {
  let batch = 0
  async function arrive(change: Partial<LevyEntry>) {
    const entry = {
      ...{ levyVoucher: `5999990${++batch}`, creditCode: CODE, identityNumber: citizen(5), fullName: '测试甲' },
      ...{ insurance: '110', settlementMonth: MARCH, contributionMonth: MARCH, contributionKind: '1' },
      ...{ base: fen(800_000), employerAmount: fen(128_000), personAmount: fen(64_000) },
      ...{ arrivalDay: '2026-03-15' as Day, ...change },
    }
    const bytes = Buffer.from(writeLevyFile(`P${batch}`, [entry]))
    const { submission } = await desk.levies.upload(FRONT_DESK, { fileName: 'a.csv', bytes })
    const detail = await desk.levies.submit(FRONT_DESK, submission.id, { revision: 1, acceptedOnly: false })
    expect((await desk.passAll(detail)).state).toBe('posted')
  }
  const standing = async () => {
    const pension = (await recordFor(5)).insurances.find(({ insurance }) => insurance === '110')!
    const row = pension.rows.find(({ month }) => month === MARCH)!
    return [row.state, row.arrears.value, pension.months!.actual.value]
  }

  article('M14-2(2)', '足额到账的月份才计；退费之后不再计', () => {
    test('先到一半，不计；余款到了，计；退了，不再计', async () => {
      await post(asked(5, '1', wage(800_000, { contributionMonth: '2026-03' })))
      expect(await standing()).toEqual(['unpaid', 192_000, 0])
      await arrive({ employerAmount: fen(128_000), personAmount: fen(20_000) })
      expect(await standing()).toEqual(['partlyPaid', 44_000, 0])
      await arrive({ employerAmount: fen(0), personAmount: fen(44_000) })
      expect(await standing()).toEqual(['paid', 0, 1])
      await arrive({ contributionKind: '18', employerAmount: fen(-128_000), personAmount: fen(-64_000) })
      expect(await standing()).toEqual(['unpaid', 192_000, 0])
    })
  })
})
