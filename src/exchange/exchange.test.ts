import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, clerk, csv, operator } from '../../test/desk.js'
import { message, type TestExchange, type TestPartner, testExchange } from '../../test/exchange.js'
import { refusalCode } from '../../test/refusal-code.js'
import { mod112 } from '../kernel/mod11-2.js'
import { ViewService } from './view-service.js'

const CODE = '91110108QYT0000144'
const PEOPLE = Array.from({ length: 12 }, (_, i) => [citizen(i + 1), `沈青${'甲乙丙丁戊己庚辛壬癸子丑'[i]}`] as const)

let db: TestDatabase
let exchange: TestExchange
let civil: TestPartner
let police: TestPartner
let market: TestPartner
let justice: TestPartner
let tax: TestPartner
let employerId: string
beforeAll(async () => {
  db = await testDatabase()
  exchange = testExchange(db)
  const { desk } = exchange
  employerId = await desk.employer(CODE)
  await desk.persons(
    PEOPLE.map((one) => [...one]),
    CODE,
  )
  civil = await exchange.partner('minzheng', 'civilAffairs', ['death'])
  police = await exchange.partner('gongan', 'publicSecurity', ['death', 'nameChange', 'birth'])
  market = await exchange.partner('shichang', 'marketRegulation', ['employer'])
  justice = await exchange.partner('sifa', 'justice', ['prison'])
  tax = await exchange.partner('shuiwu', 'tax', ['tax'])
}, 60_000)
afterAll(() => db.close())

const FRONT = { ...clerk('900', 'frontDesk'), sessionId: '0190d2a0-0000-7000-8000-000000000009' }
const death = (n: number, deathDay = '2026-02-03', change: object = {}) => ({
  identityNumber: PEOPLE[n]![0],
  fullName: PEOPLE[n]![1],
  deathDay,
  ...change,
})

async function differences(batchId?: string, state: 'open' | 'closed' = 'open') {
  const views = new ViewService(exchange.ports)
  return exchange.gate.pass(
    { actor: FRONT, action: 'exchange.read', resource: { kind: 'Agency', agency: '999901' }, purpose: '比对' },
    async (trx, door) =>
      (await views.listDifferences(trx, door, FRONT, { state, ...(batchId === undefined ? {} : { batchId }) })).items,
  )
}

async function stops(isOpen = true) {
  return exchange.gate.pass(
    { actor: FRONT, action: 'exchange.read', resource: { kind: 'Agency', agency: '999901' }, purpose: '停待核查' },
    async (trx, door) => (await exchange.views.listStops(trx, door, FRONT, isOpen)).items,
  )
}

const rows = <R extends object>(sql: string, values: unknown[] = []) =>
  db.admin.transaction({}, (trx) => trx.rows<R>(sql, values))
const batch = async (id: string) =>
  (await rows<Record<string, number>>('select * from desk.exchange_batch where batch_id = $1', [id]))[0]!
const facts = async () => (await rows<{ n: number }>('select count(*)::int as n from ledger.posting'))[0]!.n

article(['M14-5b', 'N107-2e'], '与部门通报核对：差异成案，从不改动记录', () => {
  test('死亡：相符的人、差一位的号码、别的姓名、查无此人、读不懂的行，各归其处', async () => {
    const before = await facts()
    const wrong = slip(PEOPLE[1]![0])
    const id = await exchange.take(
      message(police, 'death', 1, [
        death(0),
        { ...death(1), identityNumber: wrong },
        death(2, '2026-02-05', { fullName: '另一人' }),
        { identityNumber: citizen(900), fullName: '谁也不是', deathDay: '2026-02-01' },
        { identityNumber: '123', fullName: '号码不对', deathDay: '2026-02-01' },
        { ...death(3), deathDay: '2026-02-30' },
        { ...death(3), deathDay: '2099-01-01' },
        { fullName: PEOPLE[4]![1], birthDate: birthOf(4), deathDay: '2026-02-07' },
        { fullName: PEOPLE[4]![1], deathDay: '2026-02-07' },
      ]),
    )
    const { rows_in, matched, differing, refused, rows_done } = await batch(id)
    expect([rows_in, rows_done, matched, differing, refused]).toEqual([9, 9, 0, 5, 4])
    const found = await differences(id)
    expect(found.map(({ line, outcome, confidence }) => [line, outcome, confidence])).toEqual(
      expect.arrayContaining([
        [1, 'reported', 'high'],
        [2, 'oneDigitOff', 'medium'],
        [3, 'nameDiffers', 'medium'],
        [4, 'none', 'medium'],
        [8, 'reported', 'medium'],
      ]),
    )
    expect(found.find(({ line }) => line === 2)!.ours).toBe(PEOPLE[1]![0])
    expect(found.every(({ dueDay }) => dueDay > '2026-03-16')).toBe(true)
    expect(await facts()).toBe(before)
    const looks = await rows<{ n: number }>(`select count(*)::int as n from access.look where action = 'exchange.read'`)
    expect(looks[0]!.n).toBeGreaterThan(0)
  })

  test('同一来源再报同一事：已在办的不重复立案', async () => {
    const id = await exchange.take(message(police, 'death', 2, [death(0)]))
    const { matched, differing } = await batch(id)
    expect([matched, differing]).toEqual([1, 0])
  })

  test('改名：曾用名相符的把握高；已相符的不立案', async () => {
    const id = await exchange.take(
      message(police, 'nameChange', 1, [
        { identityNumber: PEOPLE[5]![0], fullName: '沈青新', formerName: PEOPLE[5]![1], changedDay: '2026-02-01' },
        { identityNumber: PEOPLE[6]![0], fullName: PEOPLE[6]![1], changedDay: '2026-02-01' },
      ]),
    )
    const [only, ...others] = await differences(id)
    expect(others).toEqual([])
    expect(only).toMatchObject({ outcome: 'valueDiffers', confidence: 'high', ours: PEOPLE[5]![1], theirs: '沈青新' })
    expect(only!.prefill).toMatchObject({ kind: 'personChange', values: { fullName: '沈青新' } })
  })

  test('税务明细：没有记账的、合计核对', async () => {
    const paid = {
      ...{ identityNumber: PEOPLE[7]![0], fullName: PEOPLE[7]![1], insurance: '110', contributionMonth: '2026-01' },
      ...{ employerAmount: 128_000, personAmount: 64_000, levyVoucher: '399', arrivalDay: '2026-02-10' },
    }
    const id = await exchange.take(
      message(tax, 'tax', 1, [paid, { ...paid, insurance: '999' }, { ...paid, employerAmount: 1.5 }]),
    )
    expect(await batch(id)).toMatchObject({ matched: 0, differing: 1, refused: 2, total: '448000' })
  })

  test('服刑：不领待遇的人，没有要办的', async () => {
    const prison = { identityNumber: PEOPLE[7]![0], fullName: PEOPLE[7]![1], fromDay: '2026-01-10' }
    const id = await exchange.take(message(justice, 'prison', 1, [prison]))
    expect(await batch(id)).toMatchObject({ matched: 1, differing: 0 })
  })

  test('出生：未登记的立案', async () => {
    const born = { identityNumber: citizen(901), fullName: '沈小宝', birthDate: birth(citizen(901)) }
    const id = await exchange.take(message(police, 'birth', 1, [born]))
    expect((await differences(id))[0]).toMatchObject({ outcome: 'none', field: 'registration' })
  })
})

article('M14-5c', '服务机构来文先入待核区，记下迟到，审核之前记录里没有', () => {
  // 医疗、药品、康复、辅具、金融机构。
  const SENDERS = ['yiyuan', 'yaodian', 'kangfu', 'fuju', 'yinhang']
  test.each(SENDERS)('%s 结算迟到十五日：记下谁送、何时收到', async (name) => {
    const clinic = await exchange.partner(name, 'serviceInstitution', ['service'])
    const before = await facts()
    const settled = { identityNumber: PEOPLE[8]![0], fullName: PEOPLE[8]![1], insurance: '310', day: '2026-02-10' }
    const id = await exchange.take(
      message(clinic, 'service', 1, [{ ...settled, amount: 56_700, document: 'QYT-JS-1' }]),
    )
    const told = { partner: name, late_days: 15, differing: 1, total: '56700', received_at: expect.any(Date) }
    expect(await batch(id)).toMatchObject(told)
    expect((await differences(id))[0]).toMatchObject({ field: 'service', prefill: { kind: 'benefitDetermination' } })
    expect(await facts()).toBe(before)
  })
})

article('M14-5d', '来文只经报送与审核才成为记录', () => {
  test('对方正确而说的是谁没有弄清：仍未办结；指错报送，不予办理', async () => {
    const one = (await differences()).find(({ field, outcome }) => field === 'death' && outcome === 'none')!
    await exchange.differences.decide(FRONT, one.id, { decision: 'theirsRight', note: '以户籍为准' })
    const still = (await differences()).find(({ id }) => id === one.id)!
    expect(still).toMatchObject({ toFile: true, decisions: [{ decision: 'theirsRight', note: '以户籍为准' }] })
    const { id: other } = (await exchange.desk.cases.list(FRONT, ['999901'])).items[0]!
    const wrong = { decision: 'theirsRight' as const, note: '以户籍为准', submissionId: other }
    expect(await refusalCode(exchange.differences.decide(FRONT, one.id, wrong))).toBe('exchange.other-submission')
  })

  test('本方正确：办结；同一来源再报，即为已知', async () => {
    const none = (await differences()).find(({ outcome }) => outcome === 'none')!
    await exchange.differences.decide(FRONT, none.id, { decision: 'oursRight', note: '查无此人，退回对方' })
    const again = exchange.differences.decide(FRONT, none.id, { decision: 'keepBoth', note: '再办一次' })
    expect(await refusalCode(again)).toBe('exchange.difference-missing')
    const same = { identityNumber: citizen(900), fullName: '谁也不是', deathDay: '2026-02-01' }
    expect(await batch(await exchange.take(message(police, 'death', 3, [same])))).toMatchObject({
      matched: 1,
      differing: 0,
    })
  })

  test('向本人核实：记下，仍未办结', async () => {
    const one = (await differences()).find(({ field }) => field === 'registration')!
    await exchange.differences.decide(FRONT, one.id, { decision: 'askPerson', note: '致电监护人核实' })
    expect((await differences()).find(({ id }) => id === one.id)).toMatchObject({ asked: true })
  })
})

describe('停待核查', () => {
  const personOf = async (n: number) => (await stops()).find(({ about }) => about.startsWith(PEOPLE[n]![1]))!
  const stopped = (personId: string) =>
    exchange.desk.ports.app.transaction({}, (trx) => exchange.desk.ports.stopsOf!(trx, [personId]))

  test('死亡通报一到即停；一方之言不作定论；差异须在停待核查中定', async () => {
    const stop = await personOf(0)
    expect((await stopped(stop.personId!)).get(stop.personId!)?.zh).toContain('停待核查')
    expect(await refusalCode(exchange.stops.confirm(FRONT, stop.id, { note: '一方所报' }))).toBe('exchange.one-source')
    const own = (await differences()).find(({ field, personId }) => field === 'death' && personId === stop.personId)!
    expect(own.stopped).toBe(true)
    const decide = exchange.differences.decide(FRONT, own.id, { decision: 'oursRight', note: '本方正确' })
    expect(await refusalCode(decide)).toBe('exchange.stop-first')
  })

  test('停着的人，申报不受理；给单位的话不露缘由', async () => {
    const by = operator('800', employerId)
    const bytes = csv('社会保障号码,姓名,缴费工资,对应费款所属期,缴费类型', [
      [...PEOPLE[0]!, '8000.00', '2026-03', '1'],
      [...PEOPLE[9]!, '8000.00', '2026-03', '1'],
    ])
    const preview = await exchange.desk.filings.upload(by, {
      employerId,
      settlementMonth: '2026-03' as never,
      fileName: '申报.csv',
      bytes,
    })
    expect(preview.submission).toMatchObject({ accepted: 1, refused: 1 })
    const [refused] = (await exchange.desk.cases.show(FRONT, preview.submission.id)).refusedRows
    expect(refused!.reason?.zh).toContain('停待核查')
    expect(JSON.stringify(await exchange.desk.cases.show(by, preview.submission.id))).not.toContain('死亡')
  })

  test('解除：差异随之办结，两处留痕，支付恢复', async () => {
    const stop = await personOf(4)
    await exchange.stops.release(FRONT, stop.id, { note: '本人当日到场，系同名' })
    expect((await stopped(stop.personId!)).size).toBe(0)
    expect(await refusalCode(exchange.stops.release(FRONT, stop.id, { note: '再解除一次' }))).toBe(
      'exchange.stop-missing',
    )
    const closed = (await differences(undefined, 'closed')).find(({ personId }) => personId === stop.personId)
    expect(closed).toMatchObject({ decision: 'oursRight' })
    const [line] = (await stops(false)).find(({ id }) => id === stop.id)!.decisions
    expect(line).toMatchObject({ decision: 'release', note: '本人当日到场，系同名' })
  })

  test('两方所报日期不一：须凭原始资料', async () => {
    await exchange.take(message(civil, 'death', 1, [death(2, '2026-02-06'), death(0)]))
    const stop = await personOf(2)
    expect(stop.sources).toHaveLength(2)
    expect(await refusalCode(exchange.stops.confirm(FRONT, stop.id, { note: '两方所报' }))).toBe(
      'exchange.sources-conflict',
    )
  })

  test('两方相合：确认成为报送，经审核记账之后，登录即止；冲销则恢复', async () => {
    const stop = await personOf(0)
    const personId = stop.personId!
    await account(personId)
    const { submissionId } = await exchange.stops.confirm(FRONT, stop.id, { note: '公安与民政两方相合' })
    const shown = await exchange.desk.cases.show(FRONT, submissionId)
    expect([shown.kind, shown.state]).toEqual(['lifeEvent', 'initialReview'])
    expect(await states(personId)).toEqual([['active', 1]])
    await exchange.desk.passAll(shown)
    expect(await states(personId)).toEqual([['blocked', 0]])
    expect((await stopped(personId)).size).toBe(1)
    expect(await refusalCode(exchange.stops.release(FRONT, stop.id, { note: '想解除' }))).toBe(
      'exchange.already-posted',
    )
    const [event] = await rows<{ posting_id: string; ordinal: number }>(
      'select posting_id, ordinal from ledger.life_event where person_id = $1',
      [personId],
    )
    const taken = await exchange.desk.corrections.correct(FRONT, {
      ...{
        personId,
        factKind: 'lifeEvent',
        posting: event!.posting_id,
        ordinal: event!.ordinal,
        reason: 'sourceError',
      },
      explanation: '户籍误注销，凭恢复户口证明更正',
    } as never)
    await exchange.desk.passAll(taken)
    expect(await states(personId)).toEqual([['active', 0]])
    expect((await stopped(personId)).size).toBe(0)
  })

  test('单位注销：停其申报，确认成为报送', async () => {
    const creditCode = CODE
    await exchange.take(
      message(market, 'employer', 1, [{ creditCode, name: '示例制造有限公司', state: 'cancelled', day: '2026-02-20' }]),
    )
    const stop = (await stops()).find(({ kind }) => kind === 'employerCancelled')!
    const by = operator('800', employerId)
    const upload = exchange.desk.filings.upload(by, {
      employerId,
      settlementMonth: '2026-03' as never,
      fileName: '甲.csv',
      bytes: Buffer.from('x'),
    })
    expect(await refusalCode(upload)).toBe('employer.stopped')
    const { submissionId } = await exchange.stops.confirm(FRONT, stop.id, { note: '工商登记已注销' })
    expect((await exchange.desk.cases.show(FRONT, submissionId)).kind).toBe('employerCancellation')
  })

  async function account(personId: string): Promise<void> {
    await rows(
      `insert into desk.account (account_id, person_id, realm, login_digest, state, created_at)
       values (gen_random_uuid(), $1, 'citizen', '\\x01', 'active', now())`,
      [personId],
    )
    await rows(
      `insert into desk.session (token_digest, session_id, account_id, person_id, realm, channel, started_at, seen_at, ends_at)
       select '\\x02', gen_random_uuid(), account_id, person_id, realm, 'web', now(), now(), now() from desk.account where person_id = $1`,
      [personId],
    )
  }

  const states = async (personId: string) =>
    (
      await rows<{ state: string; n: number }>(
        `select state, (select count(*)::int from desk.session s where s.person_id = a.person_id) as n
         from desk.account a where person_id = $1`,
        [personId],
      )
    ).map(({ state, n }) => [state, n])
})

describe('死亡之后多付的', () => {
  test('死亡次月起的列出，已退回的抵掉，付给遗属的不算', async () => {
    const { ledger, ports } = exchange.desk
    const digest = ledger.vault.identityDigest(PEOPLE[10]![0])
    const [{ person_id: personId }] = (await rows<{ person_id: string }>(
      'select person_id from desk.identity where digest = $1',
      [digest],
    )) as [{ person_id: string }]
    const place = { line: 1, agency: '999901', area: '999900', personId }
    const death = {
      ...place,
      kind: 'lifeEvent' as const,
      event: 'death' as const,
      day: '2026-01-15' as never,
      document: '甲',
    }
    const pay = (benefitMonth: string, amount: number, benefitKind = 'retirement') => ({
      ...{
        ...place,
        kind: 'benefitPayment' as const,
        insurance: '110',
        benefitKind,
        item: 'basicPension',
        benefitMonth,
      },
      ...{ payMonth: benefitMonth, amount, fromAccount: 0, batch: '甲', paidDay: '2026-03-05' },
    })
    const paid = [
      pay('2026-01', 300_000),
      pay('2026-02', 300_000),
      pay('2026-03', 300_000),
      pay('2026-03', -300_000),
      pay('2026-02', 9_000, 'survivors'),
    ]
    await ledger.post([death, ...paid] as never)
    await ports.app.transaction({}, (trx) => exchange.deaths.posted(trx, [death]))
    const list = await ports.app.transaction({}, (trx) =>
      exchange.deaths.overpaid(trx, ['999901'], async () => undefined),
    )
    expect(list).toMatchObject({ total: 300_000, items: [{ personId, month: '2026-02', amount: 300_000 }] })
  })
})

article('N107-5f', '交换日历：逾期未到的成为任务，只报一次', () => {
  test('应到未到', async () => {
    await exchange.partner('weijian', 'health', ['birth'], '2026-01-01')
    expect(await exchange.calendars.noticeMissed()).toBe(1)
    expect(await exchange.calendars.noticeMissed()).toBe(0)
    const { items } = await exchange.desk.tasks.list(FRONT)
    expect(items.find(({ kind }) => kind === 'exchangeMissed')?.says.zh).toContain('2026-01-01')
    const calendar = await exchange.desk.ports.app.transaction({}, (trx) =>
      exchange.calendars.calendar(trx, ['999901']),
    )
    expect(calendar.lines.find(({ partner }) => partner === 'weijian')).toMatchObject({ missed: true, batches: 0 })
    expect(calendar.lines.find(({ partner, matter }) => partner === 'gongan' && matter === 'death')).toMatchObject({
      missed: false,
      batches: 3,
    })
    expect(calendar.agencies[0]).toMatchObject({ agency: '999901', overdue: 0 })
  })
})

/** One digit written wrong. */
function slip(number: string): string {
  const digit = number[10] === '1' ? '2' : '1'
  const other = number.slice(0, 10) + digit + number.slice(11)
  return mod112(other) === other[17] ? slip(other) : other
}

function birth(number: string): string {
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
}

function birthOf(n: number): string {
  return birth(PEOPLE[n]![0])
}
