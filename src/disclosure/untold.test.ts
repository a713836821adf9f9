import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { staff, testChance } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { codeOf, organRequest, PEOPLE, type TestDisclosure, testDisclosure } from '../../test/disclosure.js'
import { dueFact, employerFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import { looksOf } from '../access/book-store.js'
import { entriesOfInquiries } from '../access/query-entry-store.js'
import { SealService } from '../access/seal-service.js'
import type { Day } from '../kernel/day.js'
import { plusDays } from '../kernel/day.js'

const ONE = { fullName: '测试一', identityNumber: '110101196501129991' }
const { desk, desk2, approver, reviewer, auditor } = PEOPLE
const asker = staff(['query'], '999901', '41')
const sealer = staff(['queryApprover'], '999901', '42')
const provide = { verdict: 'provide' as const, reason: '依法提供' }

let db: TestDatabase
let house: TestDisclosure
let seals: SealService
let one: string
let papers: string[]
beforeAll(async () => {
  db = await testDatabase()
  house = testDisclosure(db)
  one = await house.reading.person(ONE.identityNumber, ONE.fullName)
  const { ledger } = house.reading
  await ledger.post([employerFact('7', '91110108QYT0000144', '示例制造有限公司'), enrolmentFact(one, '7', '2024-01')])
  await ledger.post([dueFact(one, '2025-08'), paidFact(one, '2025-08')])
  papers = await Promise.all(['公务证明', '专用表', '批准文书', '证甲', '证乙'].map((says) => house.paper(says)))
  seals = new SealService({
    ...{ gate: house.ports.gate, clock: house.clock, chance: testChance, longestDays: () => 180 },
    ...{ agencyName: (code) => code, agenciesOf: (agency) => [agency], staffNames: async () => new Map() },
  })
})
afterAll(async () => {
  house?.close()
  await db?.close()
})
beforeEach(() => house.clock.pass(1))

const looks = (today: Day = house.clock.today()) =>
  db.app.transaction({ persons: [one] }, (trx) => looksOf(trx, one, { most: 200, today }))
const received = async (mayTell: boolean) => {
  const { items } = await house.inquiries.receive(desk, { ...organRequest(papers, [ONE]), mayTell })
  return items[0]!.id
}
const sealed = async (caseId: string) => {
  const untilDay = plusDays(house.clock.today(), 30)
  const ask = { caseId, matter: '示侦〔2026〕7号', basis: '中华人民共和国刑事诉讼法 第五十四条', untilDay }
  const { proposalId } = await seals.propose(asker, ask)
  await seals.decide(sealer, proposalId, { decision: 'approve' })
  return untilDay
}

article(['M14-18', 'M14-21'], '不得告知的案件：从收件到登记簿，每一步都不露痕迹', () => {
  test('收件、看案、补收、决定、办理、取结果、查登记簿：本人那里一行也没有；期满之后以真实时间出现', async () => {
    const before = await looks()
    const id = await received(false)
    await house.inquiries.show(desk2, id)
    await house.inquiries.widen(desk2, id, { through: '2025-09', reason: '补充月份' })
    await house.deciding.decide(approver, id, provide)
    expect(await looks()).toEqual(before)

    const untilDay = await sealed(id)
    const done = await house.executing.execute(reviewer, id)
    await house.inquiries.output(auditorHere, id, done.outputs[0]!.id)
    const [entry] = await db.app.transaction({}, (trx) => entriesOfInquiries(trx, [id]))
    await house.register.show(asker, entry!.entryId)
    const byPerson = await house.register.search(asker, { identityNumber: ONE.identityNumber })
    expect(byPerson.items.map((line) => line.id)).toContain(entry!.entryId)
    await house.inquiries.acknowledge(desk2, id, { note: '已签收' })
    expect(await looks()).toEqual(before)

    const after = await looks(plusDays(untilDay, 1))
    const fresh = after.filter(({ lookId }) => before.every((old) => old.lookId !== lookId))
    expect([...new Set(fresh.map(({ action }) => action))].sort()).toEqual([
      ...['inquiry.execute', 'inquiry.read', 'register.read'],
    ])
    expect(fresh.filter(({ action }) => action === 'register.read')).toHaveLength(2)
    expect(fresh.every(({ at }) => at <= house.clock.now())).toBe(true)
  })

  test('没有封存令：办理不成，被拒的一步也不留人；封存令之前经手的各步记在事件里', async () => {
    const [before, events] = [await looks(), await eventsOf('inquiry.receive')]
    const id = await received(false)
    await house.deciding.decide(approver, id, provide)
    expect(await codeOf(house.executing.execute(reviewer, id))).toBe('seal.missing')
    expect(await codeOf(house.deciding.decide(approver, id, provide))).not.toBe('done')
    expect(await looks()).toEqual(before)
    expect(await eventsOf('inquiry.receive')).toBe(events + 1)
  })

  test('对照：可以告知的案件，收件、看案、办理各有一行', async () => {
    const before = await looks()
    const id = await received(true)
    await house.deciding.decide(approver, id, provide)
    await house.executing.execute(reviewer, id)
    const actions = new Set((await looks()).slice(0, -before.length || undefined).map(({ action }) => action))
    for (const action of ['inquiry.receive', 'inquiry.read', 'inquiry.decide', 'inquiry.execute'])
      expect(actions).toContain(action)
    expect(actions).not.toContain('register.read')
    await house.register.search(asker, { identityNumber: ONE.identityNumber })
    expect((await looks()).map(({ action }) => action)).toContain('register.read')
  })
})

article(['M14-26b', 'M14-20(1)'], '回避与保密：案件所查的人看不到、办不了；有保密标识者由专办岗办理', () => {
  test('被查的人在机构任职：看不到案件，查不到登记，不能决定、不能办理', async () => {
    const self = staff(['frontDesk', 'query', 'approver', 'reviewer'], '999901', one)
    const id = await received(true)
    const count = async () => (await house.inquiries.list(self)).items.length
    const all = (await house.inquiries.list(asker)).items.length
    expect(await codeOf(house.inquiries.show(self, id))).toBe('inquiry.unknown')
    expect(await codeOf(house.deciding.decide(self, id, provide))).toBe('inquiry.unknown')
    await house.deciding.decide(approver, id, provide)
    expect(await codeOf(house.executing.execute(self, id))).toBe('inquiry.unknown')
    await house.executing.execute(reviewer, id)
    const [entry] = await db.app.transaction({}, (trx) => entriesOfInquiries(trx, [id]))
    expect(await codeOf(house.register.show(self, entry!.entryId))).toBe('register.unknown')
    expect((await house.register.search(self, {})).items.map((line) => line.id)).not.toContain(entry!.entryId)
    expect((await house.register.search(asker, {})).items.map((line) => line.id)).toContain(entry!.entryId)
    expect([await count(), all]).toEqual([0, all])
    expect(all).toBeGreaterThan(0)
  })

  test('有保密标识者：不是专办岗的不能办理，也取不出结果；专办岗可以', async () => {
    const handler = { ...reviewer, posts: ['reviewer', 'protectedHandler'] as const }
    const id = await received(true)
    await house.deciding.decide(approver, id, provide)
    const mark = (change: 'begin' | 'end') =>
      house.reading.ledger.post([
        {
          ...{ kind: 'protection', personId: one, change, fromDay: '2026-03-01' as Day, line: 1 },
          ...{ agency: '999901', area: '999900', ground: '司法机关的保护决定', document: '保护决定 1 号' },
        },
      ])
    await mark('begin')
    expect(await codeOf(house.executing.execute(reviewer, id))).toBe('inquiry.named-post')
    const done = await house.executing.execute(handler, id)
    const outputId = done.outputs[0]!.id
    expect(await codeOf(house.inquiries.output(reviewer, id, outputId))).toBe('inquiry.named-post')
    expect((await house.inquiries.output(handler, id, outputId)).subarray(0, 4).toString()).toBe('%PDF')
    const found = async (by: typeof asker) =>
      (await house.register.search(by, { identityNumber: ONE.identityNumber })).items.length
    const [entry] = await db.app.transaction({}, (trx) => entriesOfInquiries(trx, [id]))
    const named = { ...asker, posts: ['query', 'protectedHandler'] as const }
    expect(await found(asker)).toBe(0)
    expect(await found(named)).toBeGreaterThan(0)
    expect((await house.register.show(asker, entry!.entryId)).subjects).toEqual([])
    expect((await house.register.show(named, entry!.entryId)).subjects).toHaveLength(1)
    await mark('end')
    expect((await house.inquiries.output(reviewer, id, outputId)).length).toBeGreaterThan(0)
  })
})

const auditorHere = { ...auditor, agency: '999901' }

async function eventsOf(action: string): Promise<number> {
  const rows = await db.admin.transaction({}, (trx) =>
    trx.rows<{ n: number }>('select count(*)::int as n from access.event where action = $1', [action]),
  )
  return rows[0]!.n
}
