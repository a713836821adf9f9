import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, FRONT_DESK, type TestDesk, testDesk } from '../../test/desk.js'
import { mod112 } from '../kernel/mod11-2.js'
import type { Refusal } from '../kernel/refusal.js'
import type { SubmissionDetail } from './contract.js'
import { EmployerChangeService } from './employer-change-service.js'
import type { PersonRegistrationRequest } from './entry-contract.js'
import { findNamedPerson } from './entry-service.js'
import { FactEntryService } from './fact-entry-service.js'
import { PersonChangeService } from './person-change-service.js'

const ONE = '91110108QYT0000144'
const TWO = '91110105QYT000022K'
const GROUND = '核对原件，予以登记'
const PAPER = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

let db: TestDatabase
let desk: TestDesk
let facts: FactEntryService
let persons: PersonChangeService
let employers: EmployerChangeService
let documentId: string

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  facts = new FactEntryService(desk.ports)
  persons = new PersonChangeService(desk.ports)
  employers = new EmployerChangeService(desk.ports)
  await desk.employer(ONE)
  await desk.employer(TWO)
  await desk.persons(
    [0, 1, 2].map((n) => [citizen(n), `测试${'甲乙丙'[n]}`]),
    ONE,
  )
  documentId = await paper()
})
afterAll(() => db.close())

async function paper(): Promise<string> {
  await desk.ports.papers.keep(PAPER)
  const kept = await db.app.transaction({}, (trx) => desk.ports.papers.list(trx, '999901', 'evidence', PAPER))
  return kept.documentId
}

const refusalOf = (doing: Promise<unknown>): Promise<Refusal | undefined> =>
  doing.then(
    () => undefined,
    (thrown: Refusal) => thrown,
  )
const rows = <R extends object>(sql: string, values: unknown[] = []) =>
  db.admin.transaction({}, (trx) => trx.rows<R>(sql, values))
const post = async (filed: Promise<SubmissionDetail>) => (await desk.passAll(await filed)).state
const register = (change: Partial<PersonRegistrationRequest> & { identityNumber: string; fullName: string }) =>
  desk.registrations.registerPerson(FRONT_DESK, { insurances: [], fromMonth: '2026-03', ground: GROUND, ...change })
const idOf = async (identityNumber: string, fullName: string) =>
  (await findNamedPerson(desk.ports, { identityNumber, fullName })).personId

/** 虚构的号码，born on a day of choice. */
function born(day: string, sequence = 996): string {
  const body = `110101${day.replaceAll('-', '')}${sequence}`
  return body + mod112(body)
}

article(['WH-2(1)'], '人员各类：各类须备的须备，一人可以有几类，各有起止', () => {
  const child = born('2015-05-05')
  const parent = born('1985-05-05')

  test('未成年人没有监护人：选了类别的不予登记，没选的登记成任务', async () => {
    const refused = await refusalOf(register({ identityNumber: child, fullName: '测试童', categories: ['minor'] }))
    expect(refused?.say('zh')).toContain('监护人')
    const other = born('2016-06-06')
    expect(await post(register({ identityNumber: other, fullName: '测试幼', insurances: ['390'] as never }))).toBe(
      'posted',
    )
    expect(await rows(`select kind from desk.task where kind = 'noGuardian'`)).toHaveLength(1)
  })

  test('先登记监护人（不参保），再登记未成年学生：类别与监护一次记下', async () => {
    const guardian = { guardianNumber: parent, guardianName: '测试母' }
    const told = {
      identityNumber: child,
      fullName: '测试童',
      categories: ['minor', 'student'] as never,
      proof: '出生医学证明',
    }
    const early = await refusalOf(register({ ...told, ...guardian, insurances: ['390'] as never }))
    expect(early?.say('zh')).toContain('监护人尚未登记')
    await post(register({ identityNumber: parent, fullName: '测试母' }))
    expect(await post(register({ ...told, ...guardian, insurances: ['390'] as never }))).toBe('posted')
    const ward = await idOf(child, '测试童')
    expect(
      await rows('select category, change from ledger.person_category where person_id = $1 order by 1', [ward]),
    ).toEqual([
      { category: 'minor', change: 'begin' },
      { category: 'student', change: 'begin' },
    ])
    expect(await rows('select guardian_person_id from ledger.guardianship where person_id = $1', [ward])).toEqual([
      { guardian_person_id: await idOf(parent, '测试母') },
    ])
    const again = await refusalOf(register({ ...told, ...guardian, insurances: ['390'] as never }))
    expect(again?.say('zh')).toContain('重复登记')
  })

  test.each([
    ['在职职工没有单位', { categories: ['working'] }, '用人单位'],
    ['供养亲属却参保', { categories: ['dependant'], insurances: ['390'], proof: '证' }, '不参保缴费'],
    ['被征地农民没有证明', { categories: ['landLost'] }, '证明文书'],
    ['居民却写了单位', { categories: ['resident'], creditCode: ONE }, '不由用人单位登记'],
    ['持身份证的不是外国人', { categories: ['foreigner'] }, '不是外国人'],
    ['成年人选了未成年', { categories: ['minor'] }, '已成年'],
    ['监护人只写了号码', { guardianNumber: parent }, '一并填写'],
    ['监护没有证明', { guardianNumber: parent, guardianName: '测试母' }, '证明文书'],
  ])('%s：不予登记，说明缺什么', async (_says, change, word) => {
    const refused = await refusalOf(
      register({ identityNumber: born('1990-01-01'), fullName: '测试某', ...(change as object) }),
    )
    expect(refused?.entry.code).toBe('entry.refused')
    expect(refused?.say('zh')).toContain(word)
  })

  test('外国人凭外国人社会保障号码登记', async () => {
    const number = '911840197907040011'
    expect(
      await post(
        register({
          identityNumber: number,
          fullName: 'Test Person',
          sex: '1',
          nationality: 'USA',
          categories: ['foreigner'],
        }),
      ),
    ).toBe('posted')
  })

  test('成批登记的表也认得类别与监护；不认得的逐行说明', async () => {
    const text = [
      '社会保障号码,姓名,参保年月,人员类别,证明文书编号,监护人证件号码,监护人姓名',
      `${born('2014-04-04')},测试孩,2026-03,未成年人、在校学生,出生证1,${parent},测试母`,
      `${born('1991-04-04')},测试供,2026-03,供养亲属,供养证2,,`,
      `${born('1992-04-04')},测试错,2026-03,不知何类,,,`,
      `${born('2013-04-04')},测试孤,2026-03,未成年人,,${born('1950-01-01')},没登记`,
    ].join('\r\n')
    const preview = await desk.registrations.uploadPersons(FRONT_DESK, {
      fileName: '各类.csv',
      bytes: Buffer.from(text),
    })
    expect(preview.submission).toMatchObject({ rowsIn: 4, accepted: 2, refused: 2 })
    expect(preview.refusedRows.map(({ row, column }) => [row, column])).toEqual([
      [4, '人员类别'],
      [5, expect.any(String)],
    ])
  })
})

describe('人员类别与监护关系的起止', () => {
  const ward = { identityNumber: born('2012-02-02'), fullName: '测试囡' }
  const guardian = { otherIdentityNumber: citizen(1), otherFullName: '测试乙' }
  const span = (change: 'begin' | 'end', fromDay: string, more: object = {}) =>
    facts.enter(FRONT_DESK, 'guardianship', {
      items: [{ ...ward, ...guardian, change, fromDay, document: '示家〔2026〕1号', ...more }],
      ground: GROUND,
    })

  test('开始、重复开始、结束、再结束；监护自己、生前、将来，都不予登记', async () => {
    await post(register({ ...ward, insurances: ['390'] as never }))
    expect((await refusalOf(span('end', '2026-03-01')))?.entry.code).toBe('fact.never-began')
    expect(await post(span('begin', '2026-03-01'))).toBe('posted')
    expect((await refusalOf(span('begin', '2026-03-10')))?.entry.code).toBe('fact.known-already')
    expect(await post(span('end', '2026-03-11'))).toBe('posted')
    expect((await refusalOf(span('end', '2026-03-12')))?.entry.code).toBe('fact.never-began')
    const own = { otherIdentityNumber: ward.identityNumber, otherFullName: ward.fullName }
    expect((await refusalOf(span('begin', '2026-03-12', own)))?.entry.code).toBe('fact.own-guardian')
    expect((await refusalOf(span('begin', '2027-01-01')))?.entry.code).toBe('fact.in-future')
    expect((await refusalOf(span('begin', '2011-01-01')))?.entry.code).toBe('fact.before-birth')
  })

  test('监护人自己未成年、已死亡的，不予登记；审核期间死亡的，不记；在世成年的照办', async () => {
    const young = { otherIdentityNumber: born('2009-09-09'), otherFullName: '测试少' }
    await post(
      register({ identityNumber: young.otherIdentityNumber, fullName: '测试少', insurances: ['390'] as never }),
    )
    const minor = await refusalOf(span('begin', '2026-03-14', young))
    expect([minor?.entry.code, minor?.say('zh').includes('未成年')]).toEqual(['fact.guardian-minor', true])
    const inForm = { guardianNumber: young.otherIdentityNumber, guardianName: '测试少', proof: '证' }
    const other = { identityNumber: born('2018-08-08'), fullName: '测试弟', categories: ['minor'], ...inForm }
    expect((await refusalOf(register(other as never)))?.say('zh')).toContain('还未成年')

    const old = { otherIdentityNumber: born('1940-04-04'), otherFullName: '测试爷' }
    await post(register({ identityNumber: old.otherIdentityNumber, fullName: '测试爷', insurances: ['390'] as never }))
    const waiting = await span('begin', '2026-03-15', old)
    const died = { identityNumber: old.otherIdentityNumber, fullName: '测试爷', event: 'death', day: '2026-03-12' }
    await post(
      facts.enter(FRONT_DESK, 'lifeEvent', { items: [{ ...died, document: '证明' }], ground: GROUND } as never),
    )
    const blocked = await desk.passAll(waiting)
    expect([blocked.state, blocked.blocked?.zh.includes('2026-03-12')]).toEqual(['agreed', true])
    expect((await refusalOf(span('begin', '2026-03-15', old)))?.entry.code).toBe('fact.guardian-dead')
    expect(await post(span('begin', '2026-03-10', old))).toBe('posted')
    expect(await post(span('end', '2026-03-12', old))).toBe('posted')
  })

  test('两件同时开始同一监护：只成一件，另一件说明已有登记', async () => {
    const one = await span('begin', '2026-03-13')
    const two = await span('begin', '2026-03-13', { document: '示家〔2026〕2号' })
    const states = [(await desk.passAll(one)).state, (await desk.passAll(two)).state]
    expect(states).toEqual(['posted', 'agreed'])
  })
})

article(['WH-7(3)', 'M14-7a'], '个人基本信息变更：四个环节，旧号码仍找得到人，别人的号码不得改来', () => {
  const change = (changes: object, told = { identityNumber: citizen(0), fullName: '测试甲' }) =>
    persons.change(FRONT_DESK, {
      ...told,
      changes,
      reason: 'documentChanged',
      explanation: '公安机关更名证明',
      documentId,
    } as never)

  test('改名：新名找得到，旧名不再相符，四个环节', async () => {
    const before = await idOf(citizen(0), '测试甲')
    const filed = await change({ fullName: '测试改名' })
    expect(filed.route).toEqual(['initialReview', 'review', 'recheck', 'approval'])
    expect((await desk.passAll(filed)).state).toBe('posted')
    expect(await idOf(citizen(0), '测试改名')).toBe(before)
    expect((await refusalOf(idOf(citizen(0), '测试甲')))?.say('zh')).toContain('不符')
    expect(await rows('select 1 from ledger.person_registration where person_id = $1', [before])).toHaveLength(2)
  })

  test('换号：新旧号码都是同一人，出生日期随号码', async () => {
    const before = await idOf(citizen(0), '测试改名')
    const next = born('1961-03-03')
    expect(await post(change({ identityNumber: next }, { identityNumber: citizen(0), fullName: '测试改名' }))).toBe(
      'posted',
    )
    expect(await idOf(next, '测试改名')).toBe(before)
    expect(await idOf(citizen(0), '测试改名')).toBe(before)
    expect(
      await rows(
        'select birth_date::text from ledger.person_registration where person_id = $1 order by posting_id desc limit 1',
        [before],
      ),
    ).toEqual([{ birth_date: '1961-03-03' }])
  })

  test.each([
    ['别人的号码', { identityNumber: citizen(1) }, 'person.number-taken'],
    ['什么也没改', { fullName: '测试丙' }, 'correction.nothing-changes'],
    ['出生日期与号码不合', { birthDate: '1999-09-09' }, 'entry.refused'],
    ['性别与号码不合', { sex: '9' }, 'entry.refused'],
    ['参加工作早于出生', { workStartDate: '1900-01-01' }, 'entry.refused'],
    ['校验位错的号码', { identityNumber: '110101199001019991' }, expect.stringMatching(/^identity\./)],
    ['校验不过的卡号', { bankAccount: '6222020000000000001' }, expect.stringMatching(/^contact\.|bank/)],
  ])('%s：不予接受', async (_says, changes, code) => {
    const refused = await refusalOf(change(changes, { identityNumber: citizen(2), fullName: '测试丙' }))
    expect(refused?.entry.code).toEqual(code)
  })

  test('两件变更抢先后：后一件所据已变，不记', async () => {
    const told = { identityNumber: citizen(2), fullName: '测试丙' }
    const one = await change({ nationality: 'HKG' }, told)
    const two = await change({ workStartDate: '1985-07-01' }, told)
    expect((await desk.passAll(one)).state).toBe('posted')
    expect((await desk.passAll(two)).state).toBe('agreed')
  })
})

article(['WH-2(1)', 'BD-22'], '单位变更、注销与承继：职工不因此少一个月', () => {
  const active = (code: string, month = '2026-04-01') =>
    rows<{ n: number }>(
      `select count(distinct person_id)::int as n from ledger.enrolment e where employer_id = (select employer_id from ledger.employer_registration where credit_code = $1 limit 1)
         and change = 'enrol' and not exists (select 1 from ledger.enrolment l where l.person_id = e.person_id and l.employer_id = e.employer_id
           and l.insurance = e.insurance and l.change = 'suspend' and l.from_month <= to_char($2::date, 'YYYYMM')::int)`,
      [code, month],
    ).then(([row]) => row!.n)

  test('换信用代码：新旧代码都认得是这个单位', async () => {
    const next = '91371000QYT000049G'
    const refused = await refusalOf(
      employers.change(FRONT_DESK, {
        creditCode: ONE,
        fromMonth: '2026-03',
        changes: { creditCode: TWO },
        ground: GROUND,
      }),
    )
    expect(refused?.say('zh')).toContain('另一单位')
    const noGround = await refusalOf(
      employers.change(FRONT_DESK, { creditCode: ONE, fromMonth: '2026-03', changes: { name: '示例改名有限公司' } }),
    )
    expect(noGround?.entry.code).toBe('employer.no-ground')
    const code = employers.change(FRONT_DESK, {
      creditCode: ONE,
      fromMonth: '2026-03',
      changes: { creditCode: next },
      ground: GROUND,
    })
    expect(await post(code)).toBe('posted')
    expect(await employers.agencyOf(next)).toBe('999901')
    expect(await employers.agencyOf(ONE)).toBe('999901')
    expect(
      await post(
        employers.change(FRONT_DESK, {
          creditCode: ONE,
          fromMonth: '2026-03',
          changes: { name: '示例改名有限公司', injuryClass: 4 },
          ground: GROUND,
        }),
      ),
    ).toBe('posted')
    const same = await refusalOf(
      employers.change(FRONT_DESK, {
        creditCode: ONE,
        fromMonth: '2026-03',
        changes: { injuryClass: 4 },
        ground: GROUND,
      }),
    )
    expect(same?.entry.code).toBe('employer.registered')
  })

  test('承继：职工转入承继的单位，两边的月份接上', async () => {
    const before = await active(ONE)
    expect(before).toBeGreaterThan(0)
    const filed = employers.succeed(FRONT_DESK, {
      creditCode: TWO,
      predecessorCode: ONE,
      fromMonth: '2026-04',
      moveStaff: true,
      document: '示市监〔2026〕3号',
      documentId,
    })
    expect(await post(filed)).toBe('posted')
    expect(await active(ONE)).toBe(0)
    expect(await active(TWO)).toBe(before)
    expect(await rows('select count(*)::int as n from ledger.succession')).toEqual([{ n: 1 }])
  })

  test('注销：还有在保职工的，须选择同时停保', async () => {
    const cancel = (endStaff: boolean) =>
      employers.cancel(FRONT_DESK, { creditCode: TWO, fromMonth: '2026-05', reason: 'dissolved', endStaff, documentId })
    expect((await refusalOf(cancel(false)))?.say('zh')).toContain('名职工在保')
    expect(await post(cancel(true))).toBe('posted')
    expect(await active(TWO, '2026-05-01')).toBe(0)
    expect((await refusalOf(cancel(true)))?.say('zh')).toContain('已注销')
  })
})
