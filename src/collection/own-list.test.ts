import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, csv, operator, REVIEWERS, type TestDesk, testDesk } from '../../test/desk.js'
import { copySubmission } from '../../test/many-submissions.js'
import { parsePeriod } from '../kernel/period.js'
import type { Refusal } from '../kernel/refusal.js'
import { OwnListService } from './own-list-service.js'
import { WorkService } from './work-service.js'

const CODE = '91110108QYT0000144'
const OTHER = '91110105QYT000022K'
const MANY = 3000
let db: TestDatabase
let desk: TestDesk
let own: OwnListService
let employer: string
let other: string
beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  own = new OwnListService(desk.ports)
  employer = await desk.employer(CODE)
  other = await desk.employer(OTHER)
  await desk.persons([[citizen(1), '测试甲']], CODE)
})
afterAll(() => db.close())

const filer = () => operator('800', employer) as ReturnType<typeof operator> & { employerId: string }
const stranger = () => operator('802', other) as ReturnType<typeof operator> & { employerId: string }
let wage = 8000
async function drafted(): Promise<string> {
  const bytes = csv('社会保障号码,姓名,缴费工资', [[citizen(1), '测试甲', String(++wage)]])
  const file = { employerId: employer, fileName: '工资.csv', bytes, settlementMonth: parsePeriod('2026-03') }
  return (await desk.filings.upload(filer(), file)).submission.id
}
async function submitted(): Promise<string> {
  const id = await drafted()
  await desk.filings.submit(filer(), id, { revision: 1, acceptedOnly: false })
  return id
}
const idsOf = (items: readonly { id: string }[] = []) => items.map(({ id }) => id)

describe('本单位的报送：待续办的在前，其余逐页翻到底', () => {
  test('退回的、没有提交的列在待续办；在办的、撤回的不列；别的单位什么也看不到', async () => {
    const [draft, open, back, gone] = [await drafted(), await submitted(), await submitted(), await submitted()]
    const withdrawing = { revision: 1, reason: '填错了月份' }
    await new WorkService(desk.ports).withdraw(filer(), gone, withdrawing)
    await desk.reviews.return(REVIEWERS.initialReview, back, {
      stage: 'initialReview',
      revision: 1,
      reason: '与合同不符',
    })
    const { waiting, items, next } = await own.list(filer())
    expect(idsOf(waiting)).toEqual([draft, back])
    expect(idsOf(items).slice(0, 4)).toEqual([gone, back, open, draft])
    expect(next).toBeUndefined()
    expect(await own.list(stranger())).toEqual({ waiting: [], items: [] })
  })

  test(`${MANY} 件之中：不漏不重，新的在前，最早退回的仍列在待续办`, async () => {
    const before = (await own.list(filer())).items.length
    await copySubmission(db, await submitted(), MANY)
    const seen: string[] = []
    let at: string | undefined
    let slowest = 0
    do {
      const began = performance.now()
      const page = await own.list(filer(), at === undefined ? {} : { before: at })
      slowest = Math.max(slowest, performance.now() - began)
      if (at === undefined) expect(page.waiting).toHaveLength(2)
      else expect(page).not.toHaveProperty('waiting')
      seen.push(...idsOf(page.items))
      at = page.next
    } while (at !== undefined)
    expect(seen).toHaveLength(before + 1 + MANY)
    expect(new Set(seen).size).toBe(seen.length)
    expect(slowest).toBeLessThan(3000)
    console.info(`the slowest of ${Math.ceil(seen.length / 100)} pages took ${Math.round(slowest)} ms`)
  }, 120_000)

  test('从别的单位的一件、或没有的一件之后：说没有这件，不说是谁的', async () => {
    const code = (doing: Promise<unknown>) =>
      doing.then(
        () => 'done',
        (thrown: Refusal) => thrown.entry.code,
      )
    expect(await code(own.list(stranger(), { before: await drafted() }))).toBe('submission.missing')
    expect(await code(own.list(filer(), { before: '0190d2a0-0000-7000-8000-00000000abcd' }))).toBe('submission.missing')
  })
})
