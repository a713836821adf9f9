import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, clerk, FRONT_DESK, type TestDesk, testDesk } from '../../test/desk.js'
import { Refusal } from '../kernel/refusal.js'
import { EmployerChangeService } from './employer-change-service.js'
import { getEmployer } from './entry-service.js'
import type { EmployerEvents } from './relief-contract.js'
import { ReliefService } from './relief-service.js'

const [ONE, TWO, THREE] = ['91110108QYT0000144', '91110105QYT000022K', '91371000QYT000049G'] as const
const GROUND = '核对原件，予以办理'
const PAPER = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
type Event = EmployerEvents['events'][number]

let db: TestDatabase
let desk: TestDesk
let employers: EmployerChangeService
let reliefs: ReliefService
let documentId: string

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  employers = new EmployerChangeService(desk.ports)
  reliefs = new ReliefService(desk.ports)
  for (const code of [ONE, TWO, THREE]) await desk.employer(code)
  await desk.persons(
    [0, 1].map((n) => [citizen(n), `测试${'甲乙'[n]}`]),
    ONE,
  )
  await desk.ports.papers.keep(PAPER)
  documentId = (await db.app.transaction({}, (trx) => desk.ports.papers.list(trx, '999901', 'evidence', PAPER)))
    .documentId
})
afterAll(() => db.close())

const codeOf = (doing: Promise<unknown>): Promise<string | undefined> =>
  doing.then(
    () => undefined,
    (thrown: unknown) => (thrown instanceof Refusal ? thrown.entry.code : String(thrown)),
  )
const eventsOf = async (code: string, kind: Event['kind']) =>
  (await reliefs.events(FRONT_DESK, code)).events.filter((one) => one.kind === kind)
const correct = (creditCode: string, { kind, posting, ordinal }: Event, explanation = '登记时认错了单位') =>
  reliefs.correct(FRONT_DESK, { creditCode, kind, posting, ordinal, reason: 'entryError', explanation })
const rows = <R extends object>(sql: string, values: unknown[] = []) =>
  db.admin.transaction({}, (trx) => trx.rows<R>(sql, values))
const tasks = () => rows(`select line from desk.task where kind = 'employerCorrected' order by line`)
const succeed = (creditCode: string, predecessorCode: string, moveStaff: boolean, fromMonth = '2026-03') =>
  employers.succeed(FRONT_DESK, {
    ...{ creditCode, predecessorCode, fromMonth, moveStaff, documentId },
    document: `示市监〔2026〕${fromMonth} 号`,
  })

article(['M14-12', 'M14-7a'], '单位承继的红冲：其后的事实先改正，才可红冲', () => {
  test('没有的、已红冲的事项，不行；红冲走最长的路线，改后再复核；送两次是一次', async () => {
    await desk.passAll(await succeed(THREE, TWO, false))
    const [event] = await eventsOf(THREE, 'succession')
    expect(await codeOf(correct(THREE, { ...event!, ordinal: 77 }))).toBe('employer-event.gone')
    const filed = await correct(THREE, event!)
    expect((await correct(THREE, event!)).id).toBe(filed.id)
    expect(filed.route).toHaveLength(4)
    expect((await desk.passAll(filed)).state).toBe('awaitingRecheck')
    expect(await eventsOf(THREE, 'succession')).toEqual([])
    expect(await codeOf(correct(THREE, event!, '再红冲一次'))).toBe('employer-event.gone')
    expect(await rows('select count(*)::int as n from ledger.succession')).toEqual([{ n: 2 }])
  })

  test('随承继转入的职工还在承继单位的，先更正他们的参保变动；后来又被承继的，先红冲后一次', async () => {
    await desk.passAll(await succeed(TWO, ONE, true))
    const [event] = await eventsOf(TWO, 'succession')
    expect(await codeOf(correct(TWO, event!))).toBe('employer-correction.moved-staff')
    const moved = await rows<{ personId: string; posting: string; ordinal: number }>(
      `select person_id as "personId", posting_id as posting, ordinal from ledger.enrolment where reason in ('141', '241')
         and reverses_posting is null order by posting_id, ordinal`,
    )
    expect(moved.length).toBeGreaterThan(1)
    for (const row of moved) {
      const asked = { ...row, factKind: 'enrolment' as const, reason: 'entryError' as const }
      const undone = await desk.corrections.correct(FRONT_DESK, { ...asked, explanation: '承继有误，撤回转移' })
      await desk.passAll(undone)
    }
    await desk.passAll(await succeed(THREE, TWO, false, '2026-04'))
    expect(await codeOf(correct(TWO, event!))).toBe('employer-correction.succession-followed')
    const [later] = await eventsOf(THREE, 'succession')
    await desk.passAll(await correct(THREE, later!))
    expect((await desk.passAll(await correct(TWO, event!))).state).toBe('awaitingRecheck')
    expect(await eventsOf(TWO, 'succession')).toEqual([])
  })

  test('审核期间又有人转入的，记账时再看一次，不记', async () => {
    await desk.passAll(await succeed(THREE, ONE, false, '2026-05'))
    const [event] = await eventsOf(THREE, 'succession')
    const filed = await correct(THREE, event!)
    await desk.passAll(await succeed(THREE, ONE, true, '2026-05'))
    const late = await rows('select 1 from ledger.enrolment where reason = $1 and from_month = 202605', ['141'])
    expect(late.length).toBeGreaterThan(0)
    const blocked = await desk.passAll(filed)
    expect(blocked.state).toBe('agreed')
    expect(blocked.blocked?.zh).toContain('请先更正他们的参保变动')
    expect(await eventsOf(THREE, 'succession')).not.toEqual([])
  })
})

article(['M14-12', 'M14-7a'], '单位登记与变更的红冲：回到先前的登记，其后的业务成任务', () => {
  test('有职工、有应缴的单位，整个登记不得红冲；没有的可以，红冲之后查无此单位，代码可另登记', async () => {
    const [first] = await eventsOf(ONE, 'employerRegistration')
    expect(await codeOf(correct(ONE, first!))).toBe('employer-correction.registration-used')
    const code = '93371082QYT000102Y'
    const spare = await desk.employer(code)
    const [only] = await eventsOf(code, 'employerRegistration')
    await desk.passAll(await correct(code, only!))
    expect(await codeOf(getEmployer(desk.ports, code))).toBe('employer.unknown')
    await desk.employer(code, { name: '示例新设有限公司' })
    expect((await getEmployer(desk.ports, code)).id).not.toBe(spare)
  })

  test('变更错了：先红冲最近的一次；红冲之后回到先前的登记，错算的应缴成任务', async () => {
    const change = (changes: object, fromMonth: string) =>
      employers.change(FRONT_DESK, { creditCode: ONE, fromMonth, changes, ground: GROUND })
    await desk.passAll(await change({ injuryClass: 6 }, '2026-02'))
    await desk.passAll(await change({ name: '示例改名有限公司' }, '2026-03'))
    const [, second, third] = await eventsOf(ONE, 'employerRegistration')
    expect(await codeOf(correct(ONE, second!))).toBe('employer-correction.later-registration')
    await desk.passAll(await correct(ONE, third!))
    expect((await getEmployer(desk.ports, ONE)).name).not.toBe('示例改名有限公司')
    expect(await tasks()).toEqual([])
    await desk.passAll(await desk.entries.enter(FRONT_DESK, contribution()))
    await desk.passAll(await correct(ONE, second!))
    expect((await getEmployer(desk.ports, ONE)).versions).toHaveLength(1)
    expect(await tasks()).toEqual([{ line: 1 }])
  })

  test('别的机构的经办人看不到，也改不了', async () => {
    const stranger = { ...clerk('999', 'frontDesk'), agency: '999902' }
    expect(await codeOf(reliefs.events(stranger, ONE))).toBe('employer.unknown')
  })
})

const contribution = () => ({
  ...{ identityNumber: citizen(0), fullName: '测试甲', creditCode: ONE, contributionMonth: '2026-03' },
  ...{ settlementMonth: '2026-03', contributionKind: '1', declaredWage: 800_000, insurances: ['410' as const] },
  ground: GROUND,
})
