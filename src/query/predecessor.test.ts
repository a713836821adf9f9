import { afterAll, beforeAll, expect, test } from 'vitest'
import { operatorOf, staff } from '../../test/access.js'
import { testActing } from '../../test/acting.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { dueFact, employerFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import { type TestReading, testReading } from '../../test/reading.js'
import type { Actor } from '../access/actor.js'
import { AppointmentService } from '../access/appointment-service.js'
import { type Period, parsePeriod } from '../kernel/period.js'
import type { Succession } from '../ledger/fact.js'

const CODES = ['91110108QYT0000144', '91110105QYT000022K', '92371002QYT000030D'] as const
let db: TestDatabase
let reading: TestReading
let desk: ReturnType<typeof testActing>
let appointments: AppointmentService
let me: string
beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  desk = testActing(db, reading)
  const employers: Record<string, string> = { [CODES[0]]: '501', [CODES[1]]: '502', [CODES[2]]: '503' }
  appointments = new AppointmentService({
    ...desk.ports,
    employerByCode: async (code) =>
      employers[code] === undefined ? undefined : { employerId: employers[code]!, name: code, agency: '999901' },
  })
  me = await reading.person('110101196501129991', '测试职工')
  await reading.ledger.post([
    ...['501', '502', '503'].map((employer, i) => employerFact(employer, CODES[i]!, `示例单位${i + 1}`)),
    ...[enrolmentFact(me, '501', '2025-01'), enrolmentFact(me, '502', '2025-07')],
  ])
  for (const [employerId, month] of [
    ['501', '2025-06'],
    ['501', '2025-07'],
    ['502', '2025-07'],
  ] as const) {
    await reading.ledger.post([dueFact(me, month, { employerId }), paidFact(me, month, { employerId })])
  }
})
afterAll(() => db.close())

const code = (doing: Promise<unknown>) =>
  doing.then(
    () => 'answered',
    (error) => error.entry?.code ?? error,
  )
const SPAN = { from: parsePeriod('2025-01'), through: parsePeriod('2025-12') }
const succession = (): Succession => ({
  ...{ line: 1, agency: '999901', area: '999900', kind: 'succession', employerId: '502', predecessorId: '501' },
  ...{ fromMonth: '2025-07' as Period, document: '合并协议 1 号' },
})

article('M14-15e', '承继的单位只凭承继登记读被承继单位的账，只及承继之前的月份', () => {
  const read = (actor: Actor) => reading.employers.payments(actor, { ...SPAN, predecessor: CODES[0] })
  test('没有承继登记：不予查询；登记之后，只见承继之前', async () => {
    expect(await code(read(operatorOf('502')))).toBe('succession.missing')
    const posting = await reading.ledger.post([succession()])
    const answer = await read(operatorOf('502'))
    expect(answer.months.map(({ month }) => month)).toEqual(['2025-06'])
    expect(answer.employer.creditCode).toBe(CODES[0])
    expect(answer.predecessors).toEqual([{ name: '示例单位1', creditCode: CODES[0], until: '2025-07' }])
    const staffOf = (month: string) =>
      reading.employers.staff(operatorOf('502'), { month, predecessor: CODES[0] } as never)
    expect((await staffOf('2025-06')).staff).toHaveLength(1)
    expect(await code(staffOf('2025-07'))).toBe('succession.after')
    expect(await code(read(operatorOf('503')))).toBe('succession.missing')
    await reading.ledger.post([{ ...succession(), reverses: { posting, ordinal: 0 } }])
    expect(await code(read(operatorOf('502')))).toBe('succession.missing')
  })
})

article('M14-15e', '一名经办人可受多个单位委派，各凭证明与期限；终止委派，开着的会话即失其权', () => {
  const clerk = staff(['frontDesk'])
  const from = '2026-01-01'
  const payments = async (now: () => Promise<Actor>) => {
    const actor = await now()
    return (await reading.employers.payments(actor, SPAN)).employer.creditCode
  }
  test('没有委派的单位换不过去；委派之后换得过去，看到的是那个单位', async () => {
    const person = await reading.person('110101196501129983', '测试经办')
    const operator = await desk.enter(person, 'operator', '501')
    const choose = async (employer: string) => code(desk.acting.chooseFirm(await operator.now(), employer))
    expect(await payments(operator.now)).toBe(CODES[0])
    expect(await choose('502')).toBe('employer.not-appointed')
    const order = { login: operator.login, creditCode: CODES[1], proof: '营业执照与委托书 1 号', from }
    expect(await code(appointments.appoint(staff(['reviewer']), order))).toBe('access.denied')
    await appointments.appoint(clerk, order)
    expect(await code(appointments.appoint(clerk, order))).toBe('appointment.known-already')
    expect((await desk.acting.firms(await operator.now())).firms.map(({ employer }) => employer)).toEqual([
      '501',
      '502',
    ])
    expect(await choose('502')).toBe('answered')
    expect(await payments(operator.now)).toBe(CODES[1])

    await appointments.dismiss(clerk, { login: operator.login, creditCode: CODES[1] })
    expect(await code(payments(operator.now))).toBe('access.denied')
    expect((await operator.now()).employerId).toBeUndefined()
    expect(await choose('501')).toBe('answered')
    expect(await payments(operator.now)).toBe(CODES[0])
    await appointments.dismiss(clerk, { login: operator.login, creditCode: CODES[0] })
    expect(await code(payments(operator.now))).toBe('access.denied')
  })

  test('期满即止；颠倒的期限、没有的登录名与单位，不予办理', async () => {
    const person = await reading.person('110101196501129975', '测试经办二')
    const operator = await desk.enter(person, 'operator', '501')
    const order = { login: operator.login, creditCode: CODES[2], proof: '委托书 2 号', from }
    expect(await code(appointments.appoint(clerk, { ...order, through: '2025-01-01' }))).toBe('appointment.backwards')
    expect(await code(appointments.appoint(clerk, { ...order, login: 'nobody' }))).toBe('appointment.missing')
    expect(await code(appointments.appoint(clerk, { ...order, creditCode: 'NONE' }))).toBe('appointment.missing')
    await appointments.appoint(clerk, { ...order, through: '2026-03-02' })
    await desk.acting.chooseFirm(await operator.now(), '503')
    expect(await payments(operator.now)).toBe(CODES[2])
    reading.clock.pass(60 * 60 * 15)
    const again = await desk.enter(await reading.person('110101196501129967', '测试经办三'), 'operator', '501')
    await appointments.appoint(clerk, { ...order, login: again.login, through: '2026-03-03' })
    expect(await code(desk.acting.chooseFirm(await again.now(), '503'))).toBe('answered')
    reading.clock.pass(60)
    expect((await desk.acting.firms(await again.now())).firms.map(({ employer }) => employer)).toEqual(['501', '503'])
  })
})
