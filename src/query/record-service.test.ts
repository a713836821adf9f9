import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { citizen, operatorOf, staff } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { factsIn, pathsIn } from '../../test/explained.js'
import { dueFact, employerFact, enrolmentFact, paidFact } from '../../test/ledger.js'
import { type TestReading, testReading } from '../../test/reading.js'
import { looksOf } from '../access/book-store.js'
import { fen } from '../kernel/money.js'

const NUMBER = '110101196501129991'
let db: TestDatabase
let reading: TestReading
let me: string
let other: string
let theirs: string
const clerk = staff(['frontDesk'])
const purpose = '窗口办理查询'

beforeAll(async () => {
  db = await testDatabase()
  reading = testReading(db)
  me = await reading.person(NUMBER, '测试𠮷')
  other = await reading.person('110101196501129983', '测试别人')
  const { ledger } = reading
  await ledger.post([employerFact('7', '91110108QYT0000144', '示例制造有限公司'), enrolmentFact(me, '7', '2024-01')])
  await ledger.post([dueFact(me, '2025-08'), paidFact(me, '2025-08'), dueFact(me, '2025-09')])
  theirs = await ledger.post([dueFact(other, '2025-08'), enrolmentFact(other, '7', '2024-01')])
})
afterAll(() => db.close())

const code = (doing: Promise<unknown>) =>
  doing.then(
    () => 'answered',
    (error) => error.entry?.code ?? error,
  )
/** Lines of one millisecond have no order among them. */
beforeEach(() => reading.clock.pass(1))
const looks = (person: string) =>
  db.app.transaction({ persons: [person] }, (trx) => looksOf(trx, person, { most: 100 }))
const lastLook = async (person: string) => (await looks(person))[0]

article(['M14-15b', 'M14-26b', 'M14-23'], '本人查询本人的记录：有依据则出示并记一行，无依据则不予办理并记一行', () => {
  test('本人：三类都出示，依据与条款写明，一行先于作答', async () => {
    const answer = await reading.records.record(citizen(me), me, {})
    expect(answer.grounds).toEqual([
      { policy: 'citizen.record', says: '参保人凭有效身份查询本人的权益记录', article: 'M14-15b' },
    ])
    expect(Object.keys(answer.sections)).toEqual(['registration', 'contributions', 'account', 'years', 'accounts'])
    expect(await lastLook(me)).toMatchObject({ outcome: 'shown', actorPersonId: me, policies: ['citizen.record'] })
  })

  test('号码一律遮盖；余额、月数、单位名称在其中', async () => {
    const { sections, asOf, charts, abilities } = await reading.records.record(citizen(me), me, {})
    expect(JSON.stringify(sections)).not.toContain(NUMBER)
    expect(sections.registration!.person).toMatchObject({ fullName: '测试𠮷', identityNumber: '110101********9991' })
    expect(sections.registration!.enrolments[0]).toMatchObject({ state: 'enrolled', employerName: '示例制造有限公司' })
    expect(sections.account!.balance).toMatchObject({ value: 64_400, text: '644.00元', path: 'account/balance' })
    expect(sections.account!.months[0]).toMatchObject({ actualMonths: { value: 1 }, arrearsMonths: { value: 1 } })
    expect(asOf).toMatchObject({ latest: true, today: '2026-03-02' })
    expect(charts!.contributions).toEqual([{ insurance: '110', year: 2025, employer: 128_000, person: 64_000 }])
    expect(abilities).toMatchObject({ canSeeLooks: true, canPrintStatement: true, canCorrect: false })
  })

  test('别人：不予办理，记在被查者名下', async () => {
    expect(await code(reading.records.record(citizen(other), me, {}))).toBe('access.denied')
    expect(await lastLook(me)).toMatchObject({ outcome: 'refused', actorPersonId: other })
  })

  test('窗口：须有用途；别的区看不到', async () => {
    expect(await code(reading.records.record(clerk, me, { purpose }))).toBe('answered')
    expect(await code(reading.records.record(clerk, me, {}))).toBe('access.denied')
    expect(await code(reading.records.record(staff(['frontDesk'], '999902'), me, { purpose }))).toBe('access.denied')
    expect(await code(reading.records.record(staff(['systemAdmin']), me, { purpose }))).toBe('access.denied')
  })

  test('医保另有经办：写明未接入，没有数字可点', async () => {
    const { sections } = await reading.records.record(citizen(me), me, {})
    const medical = sections.account!.months.find(({ insurance }) => insurance === '310')!
    expect(medical.keeper).toMatchObject({ side: 'medicalSecurity', connected: false, correctableHere: false })
    expect(medical.actualMonths).toBeUndefined()
  })
})

article('M14-15e', '单位凭在本单位期间之依据，看不到整份记录', () => {
  test('规则允许的是本单位期间，整份不出示，记一行', async () => {
    expect(await code(reading.records.record(operatorOf('7'), me, {}))).toBe('record.whole')
    expect(await lastLook(me)).toMatchObject({ outcome: 'refused', realm: 'operator', policies: ['employer.record'] })
    expect(await code(reading.records.explain(operatorOf('7'), me, { path: 'account/balance' }))).toBe('record.whole')
    expect(await code(reading.records.record(operatorOf('8'), me, {}))).toBe('access.denied')
  })
})

article('M14-6d', '每个数字都可展开，直到事实与凭证', () => {
  test('出示的每条路径都有解释', async () => {
    const { sections } = await reading.records.record(citizen(me), me, {})
    const paths = pathsIn(sections).map((path) =>
      path.startsWith('contribution/') || path.startsWith('refund/') ? `${path}/duePerson` : path,
    )
    expect(paths.length).toBeGreaterThan(15)
    for (const path of paths) {
      const told = await reading.records.explain(citizen(me), me, { path })
      expect(told.zh, path).not.toBe('')
    }
  })

  test('到账的钱写明凭证、环节与所属月份；经办人姓名只给经办机构看', async () => {
    const path = 'account/balance'
    const [fact] = factsIn(await reading.records.explain(citizen(me), me, { path }))
    expect(fact!.voucher).toMatchObject({ kind: 'monthlyFiling', agency: '999901', contributionMonth: '2025-08' })
    expect(fact!.voucher!.reviewers).toEqual([expect.objectContaining({ posts: [], organisation: '999901' })])
    for (const told of ['by', 'name']) expect(fact!.voucher!.reviewers[0]).not.toHaveProperty(told)
    const [forStaff] = factsIn(await reading.records.explain(clerk, me, { path, purpose }))
    expect(forStaff!.voucher!.reviewers[0]).toMatchObject({ stage: 'initialReview', by: '1', name: '经办1' })
  })

  test('英文', async () => {
    const told = await reading.records.explain(citizen(me), me, { path: 'account/balance', language: 'en' })
    expect(told.text).toBe('644.00 yuan')
  })

  test('没有的数字、别人的凭证，都不给', async () => {
    expect(await code(reading.records.explain(citizen(me), me, { path: 'account/1999/closing' }))).toBe(
      'figure.missing',
    )
    expect(await code(reading.records.voucher(citizen(me), me, { posting: theirs, ordinal: 0 }))).toBe('fact.missing')
    expect(await code(reading.records.voucher(citizen(other), other, { posting: theirs, ordinal: 0 }))).toBe('answered')
  })
})

describe('更正之后，仍可按当时所知查看', () => {
  test('红冲并重记：现在看是新数，按当时的树看是旧数', async () => {
    const person = await reading.person('110101196501139990', '测试更正')
    const facts = [dueFact(person, '2025-08'), paidFact(person, '2025-08')]
    const first = await reading.ledger.post(facts)
    await reading.sequence()
    const read = (knownAt?: number) =>
      reading.records.record(citizen(person), person, knownAt === undefined ? {} : { knownAt })
    const before = await read()
    const [negative, reverses] = [fen(-64_000), { posting: first, ordinal: 1 }]
    await reading.ledger.post([
      paidFact(person, '2025-08', { personAmount: negative, personToAccount: negative, reverses }),
      paidFact(person, '2025-08', { personAmount: fen(60_000), personToAccount: fen(60_000) }),
    ])
    await reading.sequence()

    const [now, then] = [await read(), await read(before.asOf.knownAt)]
    expect(then.sections).toEqual(before.sections)
    expect(then.asOf).toMatchObject({ latest: false, knownAt: before.asOf.knownAt })
    expect(now.asOf.latest).toBe(true)
    const balance = ({ sections }: typeof now) => sections.account!.balance!.value
    expect([balance(then), balance(now)]).toEqual([64_400, 60_375])
    expect(now.sections.contributions![0]!.years[0]!.rows[0]).toMatchObject({ state: 'partlyPaid', arrears: 4_000 })
    expect((await read(0)).sections.contributions).toEqual([])
  })
})
