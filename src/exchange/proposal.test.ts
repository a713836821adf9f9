import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { AGENCY, citizen, clerk } from '../../test/desk.js'
import { message, type TestExchange, type TestPartner, testExchange } from '../../test/exchange.js'
import { refusalCode } from '../../test/refusal-code.js'
import type { SubmissionDetail } from '../collection/contract.js'
import type { DecideDifference, DifferenceView } from './contract.js'
import { extractOf } from './proposal.js'
import { ViewService } from './view-service.js'

const CODE = '91110108QYT0000144'
const PEOPLE = Array.from({ length: 12 }, (_, i) => [citizen(i + 60), `裴清${'甲乙丙丁戊己庚辛壬癸子丑'[i]}`] as const)
const FRONT = { ...clerk('900', 'frontDesk'), sessionId: '0190d2a0-0000-7000-8000-000000000032' }

let db: TestDatabase
let exchange: TestExchange
let partners: Record<'police' | 'market' | 'office' | 'justice' | 'tax' | 'clinic' | 'civil', TestPartner>
const numbers = new Map<string, number>()
beforeAll(async () => {
  db = await testDatabase()
  exchange = testExchange(db)
  await exchange.desk.employer(CODE)
  await exchange.desk.persons(
    PEOPLE.map((one) => [...one]),
    CODE,
  )
  partners = {
    police: await exchange.partner('gongan', 'publicSecurity', ['death', 'nameChange', 'birth']),
    market: await exchange.partner('shichang', 'marketRegulation', ['employer']),
    office: await exchange.partner('bianban', 'establishmentOffice', ['institution']),
    justice: await exchange.partner('sifa', 'justice', ['prison']),
    tax: await exchange.partner('shuiwu', 'tax', ['tax']),
    clinic: await exchange.partner('yiyuan', 'serviceInstitution', ['service']),
    civil: await exchange.partner('minzheng', 'civilAffairs', ['death']),
  }
}, 60_000)
afterAll(() => db.close())

const rows = <R extends object>(sql: string, values: unknown[] = []) =>
  db.admin.transaction({}, (trx) => trx.rows<R>(sql, values))
async function all(): Promise<DifferenceView[]> {
  const views = new ViewService(exchange.ports)
  return exchange.gate.pass(
    { actor: FRONT, action: 'exchange.read', resource: { kind: 'Agency', agency: AGENCY }, purpose: '比对' },
    async (trx, door) => [
      ...(await views.listDifferences(trx, door, FRONT, { state: 'open' })).items,
      ...(await views.listDifferences(trx, door, FRONT, { state: 'closed' })).items,
    ],
  )
}
/** 来一份一行的来文，answers the difference it makes. */
async function told(who: keyof typeof partners, matter: string, row: object): Promise<DifferenceView> {
  const key = `${who}/${matter}`
  numbers.set(key, (numbers.get(key) ?? 0) + 1)
  const batchId = await exchange.take(message(partners[who], matter as never, numbers.get(key)!, [row]))
  const found = (await all()).find((one) => one.batchId === batchId)
  if (found === undefined) throw new Error(`no difference: ${JSON.stringify(row)}`)
  return found
}
const decide = (one: DifferenceView, change: Partial<DecideDifference> = {}) =>
  exchange.differences.decide(FRONT, one.id, { decision: 'theirsRight', note: '经核对以来文为准', ...change })
async function filed(one: DifferenceView, change: Partial<DecideDifference> = {}): Promise<SubmissionDetail> {
  await decide(one, change)
  const after = (await all()).find(({ id }) => id === one.id)!
  expect(after).toMatchObject({ decision: 'theirsRight', toFile: false })
  return exchange.desk.cases.show(FRONT, after.decisions.at(-1)!.submissionId!)
}
/** 更正属维护：posted, and then re-checked by somebody else. */
const post = async (detail: SubmissionDetail) =>
  expect((await exchange.desk.passAll(detail)).state).toBe(detail.kind === 'correction' ? 'awaitingRecheck' : 'posted')
const named = (n: number, change: object = {}) => ({
  ...{ identityNumber: PEOPLE[n]![0], fullName: PEOPLE[n]![1] },
  ...change,
})
const personOf = async (number: string) => {
  const digest = exchange.desk.ledger.vault.identityDigest(number)
  return (await rows<{ id: string }>('select person_id as id from desk.identity where digest = $1', [digest]))[0]?.id
}
const paperOf = async ({ id }: SubmissionDetail) => {
  const [row] = await rows<{ d: string }>('select document_id as d from desk.revision where submission_id = $1', [id])
  const { papers, app } = exchange.desk.ports
  const document = await app.transaction({}, (trx) => papers.getDocument(trx, row!.d))
  return Buffer.from(await papers.open(document)).toString()
}

describe('来文摘录', () => {
  test('只有这一行；公式与逗号都成文字', () => {
    const bulletin = { partnerName: '示例市公安', matter: 'nameChange' as const, number: 3, line: 7, agreement: 'QYT' }
    const row = { texts: { fullName: '=cmd|1', formerName: '甲,乙' }, amounts: {} }
    const text = extractOf({ ...bulletin, basis: '条例第八条', digest: 'ab' }, row as never).toString()
    expect(text).toContain("姓名,'=cmd|1")
    expect(text).toContain('"甲,乙"')
    expect(text.split('\r\n')).toHaveLength(1 + 7 + 2 + 1)
  })
})

article(['M14-5d', 'N107-2e'], '对方正确：所比的每一项都成为应有的报送，附来文，审核记账之后记录才变', () => {
  test('同时办五次，各写各的说明：只录入一件，其余看到已办结', async () => {
    const one = await told('police', 'nameChange', {
      ...{ ...named(11), fullName: '裴新丑', formerName: PEOPLE[11]![1], changedDay: '2026-01-05' },
    })
    const before = await rows<{ id: string }>('select submission_id as id from desk.submission')
    const doing = Array.from({ length: 5 }, (_, i) => refusalCode(decide(one, { note: `经核对以来文为准之${i}` })))
    const codes = (await Promise.all(doing)).map((code) => code ?? 'done').sort()
    expect(codes).toEqual(['done', ...Array.from({ length: 4 }, () => 'exchange.difference-missing')])
    expect(await rows('select 1 from desk.submission')).toHaveLength(before.length + 1)
  })

  test('姓名：附来文摘录；审核之前不变，之后变；再办一次不再录入', async () => {
    const one = await told('police', 'nameChange', {
      ...{ ...named(0), fullName: '裴清新', formerName: PEOPLE[0]![1], changedDay: '2026-02-01' },
    })
    expect(one.prefill).toMatchObject({ kind: 'personChange', filed: true, wants: [] })
    const detail = await filed(one)
    expect(detail).toMatchObject({ kind: 'personChange', state: 'initialReview' })
    const paper = await paperOf(detail)
    expect(paper).toContain('裴清新')
    expect(paper).toContain('姓名与号码变更')
    const versions = async () =>
      rows('select 1 as n from ledger.person_registration where person_id = $1', [await personOf(PEOPLE[0]![0])])
    expect(await versions()).toHaveLength(1)
    expect(await refusalCode(decide(one))).toBe('exchange.difference-missing')
    await post(detail)
    expect(await versions()).toHaveLength(2)
  })

  test('自己的凭据优先于摘录', async () => {
    const one = await told('police', 'nameChange', {
      ...{ ...named(1), fullName: '裴清改', formerName: PEOPLE[1]![1], changedDay: '2026-02-01' },
    })
    const bytes = Buffer.from('%PDF-1.4\n% 户口簿\n%%EOF\n')
    const { documentId } = await exchange.desk.ports.papers.receive(AGENCY, 'personChange', bytes)
    expect(await paperOf(await filed(one, { documentId }))).toContain('户口簿')
  })

  test('号码差一位：照所报的号码变更；所报不是真号码的，说明为何不能，什么也不录入', async () => {
    const wrong = slip(PEOPLE[2]![0])
    const one = await told('police', 'death', { ...named(2), identityNumber: wrong, deathDay: '2026-02-03' })
    expect(one).toMatchObject({ outcome: 'oneDigitOff', field: 'number', prefill: { kind: 'personChange' } })
    expect(await refusalCode(decide(one))).toMatch(/^identity\./)
    expect((await all()).find(({ id }) => id === one.id)).toMatchObject({ decisions: [], toFile: false })
  })

  test('出生：未登记的成为个人登记；出生日期与号码相左的，说明为何不能', async () => {
    const number = citizen(903)
    const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
    const born = { identityNumber: number, fullName: '裴小宝', birthDate }
    const detail = await filed(await told('police', 'birth', born))
    expect(detail.kind).toBe('personRegistration')
    await post(detail)
    expect(await personOf(number)).toBeDefined()
    const other = await told('police', 'birth', named(3, { birthDate: '1970-01-02' }))
    expect(other.field).toBe('birthDate')
    expect(await refusalCode(decide(other))).toBe('entry.refused')
    expect((await all()).find(({ id }) => id === other.id)).toMatchObject({ decisions: [], toFile: false })
  })

  test('单位：未登记的先补所缺各项；名称变更；已注销的恢复', async () => {
    const fresh = { creditCode: '91110108QYT0020280', name: '示例新设有限公司', state: 'active', day: '2026-02-02' }
    const one = await told('market', 'employer', fresh)
    expect(one.prefill.wants).toEqual(['employerType', 'industryCode', 'injuryClass', 'injuryFloat'])
    await decide(one)
    expect((await all()).find(({ id }) => id === one.id)).toMatchObject({ toFile: true })
    const fill = { employerType: '10', industryCode: 'C35', injuryClass: 3, injuryFloat: 1_000_000 }
    const detail = await filed(one, { fill })
    await post(detail)
    const renamed = await told('market', 'employer', { ...fresh, name: '示例更名有限公司', state: 'changed' })
    expect(renamed.field).toBe('employerName')
    await post(await filed(renamed))
    await exchange.desk.employer(fresh.creditCode, { name: '示例更名有限公司', status: 'ended', fromMonth: '2026-03' })
    const alive = { ...fresh, name: '示例更名有限公司', state: 'active', day: '2026-03-02' }
    const reopened = await told('market', 'employer', alive)
    expect(reopened).toMatchObject({ field: 'employerState', ours: 'ended' })
    const correction = await filed(reopened)
    expect(correction.kind).toBe('correction')
    await post(correction)
    await expect(told('market', 'employer', { ...alive, day: '2026-03-03' })).rejects.toThrow('no difference')
  })

  test('单位类型：机构编制部门所报', async () => {
    const row = { creditCode: CODE, name: '示例制造有限公司', employerType: '30', state: 'active', day: '2026-02-02' }
    const one = await told('office', 'institution', row)
    expect(one.field).toBe('employerType')
    const detail = await filed(one)
    expect(detail.kind).toBe('employerChange')
    await post(detail)
  })

  test('死亡日期不一：同一笔里改日期，其间不曾复活', async () => {
    const personId = (await personOf(PEOPLE[4]![0]))!
    const death = { line: 1, agency: AGENCY, area: '999900', personId, kind: 'lifeEvent', event: 'death' }
    await exchange.desk.ledger.post([{ ...death, day: '2026-01-15', document: '甲' }] as never)
    const deathFact = { ...death, day: '2026-01-15', document: '甲' } as never
    await exchange.desk.ports.app.transaction({}, (trx) => exchange.deaths.posted(trx, [deathFact]))
    const one = await told('civil', 'death', named(4, { deathDay: '2026-01-20' }))
    expect(one).toMatchObject({ outcome: 'dateConflicts', stopped: false })
    const detail = await filed(one)
    expect(detail.kind).toBe('correction')
    await post(detail)
    const [known] = await rows<{ day: string; back: string | null }>(
      'select death_day::text as day, taken_back_at::text as back from desk.exchange_death where person_id = $1',
      [personId],
    )
    expect(known).toEqual({ day: '2026-01-20', back: null })
    await expect(told('civil', 'death', named(4, { deathDay: '2026-01-20' }))).rejects.toThrow('no difference')
  })

  test('到账：未记账的成为征收结果；数额不同的成为更正', async () => {
    const paid = {
      ...{ ...named(5), creditCode: CODE, insurance: '110', contributionMonth: '2026-01' },
      ...{ employerAmount: 128_000, personAmount: 64_000, levyVoucher: '3990001', arrivalDay: '2026-02-10' },
    }
    const detail = await filed(await told('tax', 'tax', paid))
    expect(detail.kind).toBe('levyResult')
    await post(detail)
    const other = await told('tax', 'tax', { ...paid, employerAmount: 128_100 })
    expect(other).toMatchObject({ outcome: 'valueDiffers', prefill: { kind: 'correction' } })
    await post(await filed(other))
    await expect(told('tax', 'tax', { ...paid, employerAmount: 128_100 })).rejects.toThrow('no difference')
  })

  test('服刑：自所填的月份起暂停；没填月份的仍待录入；没有在发的，说明为何不能', async () => {
    const personId = (await personOf(PEOPLE[6]![0]))!
    const place = { line: 1, agency: AGENCY, area: '999900', personId, insurance: '110', benefitKind: 'retirement' }
    const pension = {
      ...{ ...place, kind: 'benefitDetermination', item: 'basicPension', variant: '', eventMonth: '2025-06' },
      ...{ periodic: true, fromMonth: '2025-07', amount: 300_000, provisional: false, document: '甲' },
    }
    await exchange.desk.ledger.post([pension] as never)
    const one = await told('justice', 'prison', named(6, { fromDay: '2026-01-10' }))
    expect(one.prefill).toMatchObject({ kind: 'benefitChange', wants: ['fromMonth'] })
    await decide(one)
    expect((await all()).find(({ id }) => id === one.id)).toMatchObject({ toFile: true })
    expect(await refusalCode(decide(one, { fill: { fromMonth: '2025-01' } }))).toBe('benefit.not-begun')
    await post(await filed(one, { fill: { fromMonth: '2026-02' } }))
    await expect(told('justice', 'prison', named(6, { fromDay: '2026-01-10' }))).rejects.toThrow('no difference')
  })

  test('医疗结算：未记的成为待遇核定；金额不同的成为更正', async () => {
    const settled = { ...named(7), insurance: '310', day: '2026-02-10', amount: 56_700, document: 'QYT-JS-7' }
    const detail = await filed(await told('clinic', 'service', settled))
    expect(detail.kind).toBe('benefitDetermination')
    await post(detail)
    const other = await told('clinic', 'service', { ...settled, amount: 56_800 })
    await post(await filed(other))
    const amounts = await rows<{ n: string }>(
      'select sum(amount)::text as n from ledger.benefit_determination where person_id = $1',
      [await personOf(PEOPLE[7]![0])],
    )
    expect(amounts[0]!.n).toBe('56800')
  })

  test('说的是谁还没有弄清的，从不代为录入', async () => {
    const nobody = { ...named(0), identityNumber: citizen(990), fullName: '谁也不是', deathDay: '2026-02-01' }
    const one = await told('civil', 'death', nobody)
    expect(one.prefill.filed).toBe(false)
    await decide(one)
    expect((await all()).find(({ id }) => id === one.id)).toMatchObject({ toFile: true })
  })
})

/** One digit written wrong: never a real number, the check digit sees to that. */
function slip(number: string): string {
  return number.slice(0, 10) + (number[10] === '1' ? '2' : '1') + number.slice(11)
}
