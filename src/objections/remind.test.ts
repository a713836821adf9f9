import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, type TestDesk, testDesk } from '../../test/desk.js'
import { dueFact, paidFact } from '../../test/ledger.js'
import { insured, signedIn, testObjections } from '../../test/objecting.js'
import { codeOf, hire, setClock } from '../../test/work-desk.js'
import type { Actor } from '../access/actor.js'
import { findNamedPerson } from '../collection/entry-service.js'
import { RemindService } from './remind-service.js'
import { unrestricted } from './restricted-service.js'

const CODE = '91110108QYT0000144'
const TOLD = { path: 'contribution/110/2025-02/1/paidPerson', reason: 'amount', words: '扣得比工资条上少。' } as const

let db: TestDatabase
let desk: TestDesk
let room: ReturnType<typeof testObjections>
let reminding: RemindService
let [handler, decider] = [] as unknown as [Actor, Actor]

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  room = testObjections(db, desk)
  reminding = new RemindService(room.ports)
  const employerId = await desk.employer(CODE)
  await desk.persons(
    [0, 1, 2].map((n) => [citizen(n), '测试期']),
    CODE,
  )
  for (const n of [0, 1, 2]) {
    const personId = await idOf(n)
    await desk.ledger.post([
      dueFact(personId, '2025-02', { employerId }),
      paidFact(personId, '2025-02', { employerId }),
    ])
  }
  handler = signedIn(await hire(db, '961', ['reviewer']))
  decider = signedIn(await hire(db, '962', ['approver']))
  setClock(desk, '2026-03-16T09:00:00+08:00')
})
afterAll(() => db.close())

const idOf = async (n: number) =>
  (await findNamedPerson(desk.ports, { identityNumber: citizen(n), fullName: '测试期' })).personId

article(['M14-16b', 'BQ-8b'], '到期之前提醒，逾期列入负责人的督办清单；收到与决定都告知本人', () => {
  test('提醒一次，逾期督办一次；等候补正的不提醒；办结之后不再督办', async () => {
    const mine = insured(await idOf(0))
    const id = await room.raising.raise(mine, TOLD)
    const waiting = await room.raising.raise(insured(await idOf(1)), TOLD)
    await room.handling.handle(handler, waiting, { act: 'askPapers', note: '请补交委托书。', basis: 'mandate' })
    expect(await reminding.advance()).toBe(0)
    setClock(desk, '2026-03-26T09:00:00+08:00')
    expect([await reminding.advance(), await reminding.advance()]).toEqual([1, 0])
    expect((await room.views.atDesk(decider, 'overdue')).items).toEqual([])
    setClock(desk, '2026-04-02T09:00:00+08:00')
    expect([await reminding.advance(), await reminding.advance()]).toEqual([1, 0])
    const { items } = await room.views.atDesk(decider, 'overdue')
    expect(items.map((one) => one.id)).toEqual([id])
    expect(items[0]!.steps.map(({ act }) => act)).toEqual(['raise', 'remind', 'escalate'])
    expect(items[0]!.steps.at(-1)?.says?.en).toContain('overdue')
    expect((await room.cases.show(handler, id)).acts).not.toContain('remind')
    await room.handling.handle(handler, id, { act: 'accept' })
    await room.handling.handle(handler, id, { act: 'check', note: '查对征收凭证。' })
    await room.handling.decide(decider, id, { outcome: 'notUpheld', reasons: '与征收凭证一致。' })
    expect((await room.views.atDesk(decider, 'overdue')).items).toEqual([])
    expect(room.told.filter(({ once }) => once === id).map(({ kind }) => kind)).toEqual([
      'objectionReceived',
      'objectionDecided',
    ])
    setClock(desk, '2026-03-16T09:00:00+08:00')
  })
})

article('M14-15b', '限制处理：准予之后不再以联系方式发通知', () => {
  test('准予之前照发，准予之后不发；不予办理的照发', async () => {
    const personId = await idOf(2)
    const notices = unrestricted(room.ports.notices)
    const tell = (once: string) =>
      db.app.transaction({ persons: [personId] }, (trx) => notices.tell(trx, personId, { kind: 'baseSet', once }))
    const got = () => room.told.filter((one) => one.kind === 'baseSet').map(({ once }) => once)
    const ask = () => room.rights.request(insured(personId), { right: 'restrict', extra: 'contact' })
    const first = await ask()
    await tell('a')
    await room.rights.answer(handler, first.id, { answer: 'refused', reasons: '现有一件补正须通知。' })
    await tell('b')
    const second = await ask()
    await room.rights.answer(handler, second.id, { answer: 'granted' })
    await tell('c')
    expect(got()).toEqual(['a', 'b'])
    const stands = async () => (await room.rights.mine(insured(personId))).items.find(({ id }) => id === second.id)!
    expect([(await stands()).canLift, (await stands()).liftedAt]).toEqual([true, undefined])
    expect(await codeOf(room.rights.lift(insured(await idOf(1)), second.id))).toBe('rights.unknown')
    expect(await codeOf(room.rights.lift(insured(personId), first.id))).toBe('rights.nothing-to-lift')
    await room.rights.lift(insured(personId), second.id)
    await tell('d')
    expect(got()).toEqual(['a', 'b', 'd'])
    expect((await stands()).canLift).toBe(false)
    expect((await stands()).liftedAt).toBe(desk.ports.clock.now())
    expect(await codeOf(room.rights.lift(insured(personId), second.id))).toBe('rights.nothing-to-lift')
  })
})
