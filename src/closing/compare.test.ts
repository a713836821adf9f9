import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { book, close, type Hall, life, openHall } from '../../test/closing-hall.js'
import { dueFact, paidFact } from '../../test/ledger.js'
import type { Day } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import { parsePeriod } from '../kernel/period.js'
import { compareAll } from './compare-service.js'

let hall: Hall
beforeAll(async () => {
  hall = await openHall({}, 40)
  await hall.post(hall.persons.flatMap((id) => life(id, '2024-10')))
  await close(hall, 2024)
}, 60_000)
afterAll(() => hall?.db.close())

const compare = (year?: number) =>
  compareAll(
    { verify: hall.db.verify, today: '2026-03-02' as Day, policyAt: async () => ({ book, digest: 'digest' }) },
    year,
  )

/** As a superuser can, behind every wall. */
async function tamper(sql: string): Promise<void> {
  await hall.db.admin.transaction({}, async (trx) => {
    await trx.rows(`set local session_replication_role = replica`)
    await trx.rows(sql)
  })
}

article(['M14-6d', 'M14-2(4)'], '所存的推导，随时可由事实重算比对', () => {
  test('干净的账：一处不报', async () => {
    const report = await compare()
    expect(report).toMatchObject({ differing: 0, differences: [], staleRows: 0, persons: 40, closes: 40, dues: 120 })
  })

  test('迟到的事实尚未重结：待重结，不算不符；重结之后，两样都没有', async () => {
    const [late] = hall.persons
    const paid = paidFact(late!, '2024-09', { settlementMonth: parsePeriod('2024-12'), contributionKind: '2' })
    await hall.post([paid])
    expect(await compare()).toMatchObject({ differing: 0, stale: [{ person: late, insurance: '110', of: '2024' }] })
    expect(await close(hall, 2024)).toMatchObject({ rows: 1 })
    expect(await compare()).toMatchObject({ differing: 0, staleRows: 0, closes: 40 })
  })

  test('超级用户改了一行结息：指明人、年、列与出处', async () => {
    const person = hall.persons[7]!
    const where = `person_id = ${person} and year = 2024`
    await tamper(`update ledger.account_close set closing = closing + 100, credits = credits + 100 where ${where}`)
    const report = await compare()
    const place = { table: 'ledger.account_close', person, insurance: '110', of: '2024' }
    expect(report.differences).toMatchObject([
      { ...place, column: 'credits', stored: '192100', derived: '192000' },
      { ...place, column: 'closing' },
    ])
    expect(report.differences[0]!.posting).toMatch(/^\d+$/)
    expect((await compare(2023)).differing).toBe(0)
    expect(JSON.stringify(report)).not.toMatch(/测试|身份|fullName/)
    await tamper(`update ledger.account_close set closing = closing - 100, credits = credits - 100 where ${where}`)
    expect((await compare()).differing).toBe(0)
  })

  test('改了事实而结息未改：也看得出来', async () => {
    const where = `person_id = ${hall.persons[3]!} and contribution_month = 202411`
    await tamper(`update ledger.paid set person_to_account = person_to_account + 1 where ${where}`)
    expect((await compare()).differences.map(({ column }) => column)).toContain('credits')
    await tamper(`update ledger.paid set person_to_account = person_to_account - 1 where ${where}`)
  })

  test('应缴与规则不符：指明列', async () => {
    const person = hall.persons[5]!
    await hall.post([dueFact(person, '2024-08', { personAmount: fen(64_001) })])
    expect((await compare()).differences).toMatchObject([
      { table: 'ledger.due', person, of: '2024-08', column: 'personAmount', stored: '64001', derived: '64000' },
    ])
  })
})
