import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { AGENCY, citizen, clerk, type TestDesk, testDesk } from '../../test/desk.js'
import { dueFact, paidFact } from '../../test/ledger.js'
import { insured, signedIn, testObjections } from '../../test/objecting.js'
import { codeOf, hire, setClock } from '../../test/work-desk.js'
import type { Actor } from '../access/actor.js'
import { findNamedPerson } from '../collection/entry-service.js'
import { CaseService } from './case-service.js'

const CODE = '91110108QYT0000144'
const PATH = 'contribution/110/2025-02/1/paidPerson'

let db: TestDatabase
let desk: TestDesk
let room: ReturnType<typeof testObjections>
let handler: Actor

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  room = testObjections(db, desk)
  const employerId = await desk.employer(CODE)
  await desk.persons(
    [0, 1].map((n) => [citizen(n), '测试存']),
    CODE,
  )
  for (const n of [0, 1]) {
    const personId = await idOf(n)
    await desk.ledger.post([
      dueFact(personId, '2025-02', { employerId }),
      paidFact(personId, '2025-02', { employerId }),
    ])
  }
  handler = signedIn(await hire(db, '961', ['reviewer']))
  // 901 had a part in everybody's registration; these had none.
  await hire(db, '962', ['approver'])
  setClock(desk, '2026-03-16T09:00:00+08:00')
})
afterAll(() => db.close())

const idOf = async (n: number) =>
  (await findNamedPerson(desk.ports, { identityNumber: citizen(n), fullName: '测试存' })).personId
const proof = async (text: string) =>
  (await desk.ports.papers.receive(AGENCY, 'objection', Buffer.from(`%PDF-1.4\n${text}\n%%EOF`), { fileName: 'a.pdf' }))
    .documentId

async function looks(personId: string): Promise<number> {
  const [row] = await db.admin.transaction({}, (trx) =>
    trx.rows<{ n: number }>(
      `select count(*)::int as n from access.look where person_id = $1 and action = 'objection.read' and outcome = 'shown'
       and actor_person_id = $2`,
      [personId, handler.personId],
    ),
  )
  return row!.n
}

article(['M14-16a', 'M14-16b'], '先查机构自己所存的：争议事项的凭证与原件列在当时与现在的数旁边', () => {
  test('列出争议的数所据的凭证；推导里的事实也带凭证', async () => {
    const id = await room.raising.raise(insured(await idOf(0)), {
      path: PATH,
      reason: 'amount',
      words: '扣得少了一些。',
    })
    const one = await room.cases.show(handler, id)
    expect(one.held.length).toBeGreaterThan(0)
    expect(one.held.every(({ of, voucher }) => of === 'both' && voucher.reviewers !== undefined)).toBe(true)
    const facts = (root: (typeof one.explained)[string] | undefined): unknown[] =>
      root === undefined ? [] : [...(root.fact ? [root.fact.voucher] : []), ...root.from.flatMap(facts)]
    for (const side of ['asThen', 'asNow']) {
      const found = facts(one.explained[side])
      expect(found.length).toBeGreaterThan(0)
      expect(found.every((voucher) => voucher !== undefined)).toBe(true)
    }
    const english = await room.cases.show(handler, id, 'en')
    expect(english.explained['asThen']?.value).toBe(one.explained['asThen']?.value)
    expect(JSON.stringify(english.explained)).not.toBe(JSON.stringify(one.explained))
  })

  test('所附的材料可以调阅，写入查阅记录；别的资料不行，别区的人不行；资料上另有他人的，各写一行', async () => {
    const [personId, other] = [await idOf(1), await idOf(0)]
    const [documentId, elsewhere] = [await proof('工资条'), await proof('别人的')]
    const told = { path: PATH, reason: 'amount', words: '工资条上不是这个。', documentId } as const
    const id = await room.raising.raise(insured(personId), told)
    const [before, others] = [await looks(personId), await looks(other)]
    const both = new CaseService({ ...room.ports, paperPersons: async () => [other] })
    const { mediaType, bytes } = await both.paper(handler, id, documentId)
    expect([mediaType, bytes.toString().includes('工资条')]).toEqual(['application/pdf', true])
    expect(await looks(personId)).toBeGreaterThan(before)
    expect(await looks(other)).toBe(others + 1)
    expect(await codeOf(room.cases.paper(handler, id, elsewhere))).toBe('objection.no-such-paper')
    const stranger = signedIn(await hire(db, '963', ['reviewer'], '999902'))
    expect(await codeOf(room.cases.paper(stranger, id, documentId))).toBe('objection.unknown')
    expect(await codeOf(room.cases.paper(signedIn(clerk('964', 'query')), id, documentId))).toBe('access.denied')
  })

  test('登记的原始资料，从争议的姓名一项就能调出', async () => {
    const id = await room.raising.raise(insured(await idOf(0)), {
      ...{ path: 'person/fullName', reason: 'personal', words: '姓名写错了一字。' },
    })
    const { held } = await room.cases.show(handler, id)
    const [document] = held.flatMap(({ voucher }) => voucher.documents)
    expect(document?.documentId).toBeDefined()
    const { bytes } = await room.cases.paper(handler, id, document!.documentId!)
    expect(bytes.length).toBeGreaterThan(0)
  })
})
