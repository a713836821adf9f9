import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { dueFact, employerFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import { type TestReading, testReading } from '../../test/reading.js'
import { determinationFact } from '../../test/record-facts.js'
import type { Notices } from '../access/notice-port.js'
import type { Day } from '../kernel/day.js'
import { fen } from '../kernel/money.js'
import type { Period } from '../kernel/period.js'
import type { Fact } from '../ledger/fact.js'
import { NoticeRounds, type RoundPorts } from './notice-round-service.js'
import { smsNotices } from './notice-service.js'
import { saveChoice } from './sms-choice-store.js'

let db: TestDatabase
let reading: TestReading
let serial = 0
const EMPLOYER = '7'
const PLACE = { line: 1, agency: '999901', area: '999900' }

beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  await reading.ledger.post([employerFact(EMPLOYER, '91110108QYT0000144', '示例甲公司')])
}, 120_000)
afterAll(() => db.close())
beforeEach(async () => {
  const { clock } = reading
  clock.pass((Date.UTC(2026, 2, 2, 1) - clock.now()) / 1000)
  await admin('delete from desk.sms_message')
  await admin('delete from desk.sms_number')
  await admin('delete from desk.notice_round')
  await admin('delete from desk.close_run')
})

const admin = <R extends object>(sql: string, values: unknown[] = []) =>
  db.admin.transaction({}, (trx) => trx.rows<R>(sql, values))

/** 一个核实过号码的人, and what is in the record. */
async function person(facts: (id: string) => readonly Fact[] = () => [], isVerified = true): Promise<string> {
  serial += 1
  const birthday = String((serial % 28) + 1).padStart(2, '0')
  const id = await reading.person(`1101011990${String((serial % 12) + 1).padStart(2, '0')}${birthday}9977`, '测试甲')
  const own = facts(id)
  if (own.length > 0) await reading.ledger.post(own)
  const { vault } = reading.ledger
  const number = `1390000${String(serial).padStart(4, '0')}`
  await admin(
    `insert into desk.sms_number (person_id, number, number_digest, verified_at, asked_at)
     values ($1, $2, $3, ${isVerified ? 'to_timestamp($4::bigint / 1000.0)' : 'null'}, to_timestamp($4::bigint / 1000.0))`,
    [id, vault.seal(undefined, number), vault.digest(`mobile ${number}`), reading.clock.now()],
  )
  return id
}

function ports(): RoundPorts {
  const { clock } = reading
  const { vault } = reading.ledger
  const { setting, book } = reading.ports
  return { app: db.app, clock, vault, setting, records: reading.records, city: '999900', book }
}

const notices = (): Notices =>
  smsNotices({ ...ports(), ids: { uuid: () => randomUUID() } } as Parameters<typeof smsNotices>[0])
const rounds = (told: Notices = notices()) => new NoticeRounds(ports(), told)
const kinds = async (id?: string) =>
  (
    await admin<{ kind: string; person_id: string }>('select kind, person_id::text from desk.sms_message order by kind')
  ).flatMap(({ kind, person_id }) => (id === undefined || person_id === id ? [kind] : []))

const enrolled = (id: string) => enrolmentFact(id, EMPLOYER, '2025-12')
const due = (id: string, month: string) => dueFact(id, month, { employerId: EMPLOYER })
const paid = (id: string, month: string) => paidFact(id, month, { employerId: EMPLOYER })

article(['N107-3b'], '欠缴：期限过了仍未缴足的，告知一次', () => {
  test('已缴的、期限未到的不告知；未缴的告知，再轮到不重复', async () => {
    const owes = await person((id) => [enrolled(id), due(id, '2026-01')])
    const short = await person((id) => [
      enrolled(id),
      due(id, '2026-01'),
      { ...paid(id, '2026-01'), personAmount: fen(0), personToAccount: fen(0) },
    ])
    const paidUp = await person((id) => [enrolled(id), due(id, '2026-01'), paid(id, '2026-01')])
    const notYet = await person((id) => [enrolled(id), due(id, '2026-02')])
    await rounds().advance()
    expect([await kinds(owes), await kinds(short)]).toEqual([['monthInArrears'], ['monthInArrears']])
    expect([await kinds(paidUp), await kinds(notYet)]).toEqual([[], []])
    expect(await rounds().advance()).toBe(0)
    reading.clock.pass(14 * 86_400) // 二月的期限也过了
    await rounds().advance()
    expect([await kinds(owes), await kinds(notYet)]).toEqual([['monthInArrears'], ['monthInArrears']])
  })

  test('缓缴期内不是欠缴；到期仍未缴的告知', async () => {
    const document = '示例缓缴批复 1 号'
    await reading.ledger.post([
      {
        ...{ ...PLACE, kind: 'deferral', employerId: EMPLOYER, insurance: '110', document },
        ...{ fromMonth: '2026-01', throughMonth: '2026-01', untilDay: '2026-03-10' },
      } as never,
    ])
    const off = await person((id) => [enrolled(id), due(id, '2026-01')])
    await rounds().advance()
    expect(await kinds(off)).toEqual([])
    reading.clock.pass(14 * 86_400)
    await rounds().advance()
    expect(await kinds(off)).toEqual(['monthInArrears'])
  })

  test('没有核实号码的、停了的、不要这一类的，不告知', async () => {
    const facts = (id: string) => [enrolled(id), due(id, '2025-12')]
    const unverified = await person(facts, false)
    const stopped = await person(facts)
    await admin('update desk.sms_number set ended_at = now() where person_id = $1', [stopped])
    const unwilling = await person(facts)
    const choice = { personId: unwilling, topic: 'contributions', wanted: false, at: reading.clock.now() } as const
    await db.app.transaction({}, (trx) => saveChoice(trx, choice))
    const told = await person(facts) // 对照
    await rounds().advance()
    expect(await kinds()).toEqual(['monthInArrears'])
    expect(await kinds(told)).toEqual(['monthInArrears'])
    expect([await kinds(unverified), await kinds(stopped), await kinds(unwilling)]).toEqual([[], [], []])
  })

  test('一批之后停机，由其后继续，谁也不漏、不重', async () => {
    for (let n = 0; n < 52; n++) await person((id) => [enrolled(id), due(id, '2025-12')])
    let left = 3
    const breaking: Notices = {
      tell: async (trx, id, notice) => {
        if (left-- === 0) throw new Error('the machine stopped')
        await notices().tell(trx, id, notice)
      },
    }
    await expect(rounds(breaking).advance()).rejects.toThrow('the machine stopped')
    expect(await kinds()).toEqual([])
    await rounds().advance()
    expect(await kinds()).toHaveLength(50)
    await rounds().advance()
    expect(await kinds()).toHaveLength(52)
  })
})

article(['N107-3b', 'M14-2(3)'], '资格认证将到期：提前告知一次；已过期、未通过、已停发的不在其中', () => {
  const pension = (fromMonth: string) => (id: string) => [
    determinationFact(id, fromMonth, {
      insurance: '410',
      benefitKind: 'injury',
      item: 'injuryAllowance',
      variant: '8',
    }),
  ]
  const check = (id: string, result: 'passed' | 'failed', through: string): Fact => ({
    ...{ ...PLACE, kind: 'entitlementCheck', personId: id, method: 'counter', result, document: '示例认证 1 号' },
    ...{ checkedDay: '2026-02-20' as Day, validThrough: through as Day },
  })

  test('下月到期的告知；早已到期的、还早的、已再认证的、未通过的不告知', async () => {
    const soon = await person(pension('2025-04'))
    const lapsed = await person(pension('2024-01'))
    const early = await person(pension('2025-09'))
    const again = await person((id) => [...pension('2025-04')(id), { ...check(id, 'passed', '2027-02-28'), line: 2 }])
    const failed = await person((id) => [...pension('2025-04')(id), { ...check(id, 'failed', '2026-02-20'), line: 2 }])
    await rounds().advance()
    expect(await kinds(soon)).toEqual(['entitlementDue'])
    for (const id of [lapsed, early, again, failed]) expect(await kinds(id)).toEqual([])
    reading.clock.pass(31 * 86_400)
    await rounds().advance()
    expect(await kinds(soon)).toEqual(['entitlementDue'])
  })

  test('已暂停的不告知', async () => {
    const stopped = await person((id) => [
      ...pension('2025-04')(id),
      {
        ...{ ...PLACE, line: 2, kind: 'benefitChange', personId: id, insurance: '410', benefitKind: 'injury' },
        ...{ change: 'suspend', fromMonth: '2026-02' as Period, reason: 'check', document: '示例停发 1 号' },
      } as Fact,
    ])
    await rounds().advance()
    expect(await kinds(stopped)).toEqual([])
  })
})

article(['N107-3b', 'M14-15b'], '年度记录单：结息办结之后告知；选了邮寄而地址不全的，另行告知', () => {
  const close = (state: string, year = 2025) =>
    admin(
      `insert into desk.close_run (run_id, year, agency, state, proposed_by, proposed_at)
       values ($1, $2, '999900', $3, 1, now())`,
      [randomUUID(), year, state],
    )
  const lived = (id: string) => [enrolled(id), due(id, '2025-12'), paid(id, '2025-12')]
  const post = (id: string, change: object): Fact => ({
    ...{ ...PLACE, line: 9, kind: 'personContact', personId: id, mobilePhone: '13900000000', delivery: 'post' },
    ...change,
  })

  test('没有办结的不告知；办结了，当年有记录的告知一次，再办一批不重复', async () => {
    const has = await person(lived)
    const hasNot = await person()
    await close('running')
    await rounds().advance()
    expect(await kinds()).toEqual([])
    await admin(`update desk.close_run set state = 'done'`)
    await rounds().advance()
    expect([await kinds(has), await kinds(hasNot)]).toEqual([['statementReady'], []])
    await admin('delete from desk.notice_round')
    await rounds().advance()
    expect(await kinds(has)).toEqual(['statementReady'])
  })

  test('邮寄：没有地址、没有邮编的，另告知地址不全；有的、不要邮寄的不', async () => {
    const address = { mailingAddress: '示例市东区试验路1号', postalCode: '999900' }
    const none = await person((id) => [...lived(id), post(id, {})])
    const noCode = await person((id) => [...lived(id), post(id, { mailingAddress: address.mailingAddress })])
    const whole = await person((id) => [...lived(id), post(id, address)])
    const digital = await person((id) => [...lived(id), post(id, { delivery: 'digital' })])
    await close('done')
    await rounds().advance()
    const both = ['addressMissing', 'statementReady']
    expect([await kinds(none), await kinds(noCode)]).toEqual([both, both])
    expect([await kinds(whole), await kinds(digital)]).toEqual([['statementReady'], ['statementReady']])
  })
})

article(['N107-3b', 'WH-19a'], '死后不发；有保密标识的只发安全提醒', () => {
  const facts = (id: string) => [enrolled(id), due(id, '2025-12')]
  const dead = (id: string): Fact => ({
    ...{ ...PLACE, line: 8, kind: 'lifeEvent', personId: id, event: 'death' },
    ...{ day: '2026-01-20' as Day, document: '示例死亡证明 1 号' },
  })
  const marked = (id: string): Fact => ({
    ...{ ...PLACE, line: 8, kind: 'protection', personId: id, change: 'begin' },
    ...{ fromDay: '2026-01-01' as Day, ground: '示例', document: '示例保密决定 1 号' },
  })

  test('死者一条不发；死亡登记撤销之后照发', async () => {
    const gone = await person((id) => [...facts(id), dead(id)])
    const alive = await person(facts) // 对照
    await rounds().advance()
    await tell(gone, 'passwordChanged')
    expect([await kinds(gone), await kinds(alive)]).toEqual([[], ['monthInArrears']])
    const [row] = await admin<{ posting_id: string; ordinal: number }>(
      'select posting_id::text, ordinal from ledger.life_event where person_id = $1',
      [gone],
    )
    await reading.ledger.post([
      { ...dead(gone), reverses: { posting: row!.posting_id, ordinal: row!.ordinal } } as never,
    ])
    await tell(gone, 'passwordChanged')
    expect(await kinds(gone)).toEqual(['passwordChanged'])
  })

  test('保密人员：欠缴不发，密码重新设定照发；解除之后照发', async () => {
    const hidden = await person((id) => [...facts(id), marked(id)])
    await rounds().advance()
    await tell(hidden, 'baseSet')
    await tell(hidden, 'passwordChanged')
    expect(await kinds(hidden)).toEqual(['passwordChanged'])
    await reading.ledger.post([{ ...marked(hidden), change: 'end' } as never])
    await tell(hidden, 'baseSet')
    expect(await kinds(hidden)).toEqual(['baseSet', 'passwordChanged'])
  })

  test('告知之后，事务原来看得到的仍看得到', async () => {
    const [one, other] = [await person(facts), await person(facts)]
    const seen = await db.app.transaction({ persons: [other] }, async (trx) => {
      await notices().tell(trx, one, { kind: 'baseSet', once: 'scope' })
      return trx.rows<{ id: string }>('select distinct person_id::text as id from ledger.due')
    })
    expect(seen).toEqual([{ id: other }])
  })

  const tell = (id: string, kind: 'passwordChanged' | 'baseSet') =>
    db.app.transaction({}, (trx) => notices().tell(trx, id, { kind, once: 'now' }))
})
