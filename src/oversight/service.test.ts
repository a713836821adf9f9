import { afterAll, beforeAll, expect, test } from 'vitest'
import { citizen as citizenActor, handClock, staff, testChance, testGuard, testLineSealer } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, type TestDesk, testDesk } from '../../test/desk.js'
import { openGate } from '../access/gate-service.js'
import type { Day } from '../kernel/day.js'
import { unhandledText } from '../objections/handler-watch-service.js'
import { BehindService } from './behind-service.js'
import { OversightService } from './service.js'

let db: TestDatabase
let desk: TestDesk
let oversight: OversightService
let behind: BehindService
let share = 0
let highShare = 0
let high: readonly string[] = []
const TREE = [{ code: '999900' }, { code: '999901', parent: '999900' }]

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  await desk.employer('91110108QYT0000144')
  await desk.persons(
    [
      [citizen(0), '测试甲'],
      [citizen(1), '测试乙'],
    ],
    '91110108QYT0000144',
  )
  const clock = handClock()
  const gate = openGate({
    ...{ database: db.app, guard: testGuard(), sealer: testLineSealer, clock, chance: testChance },
    conceal: (text) => text,
    alarm: () => undefined,
  })
  const agency = { code: '999901', name: '东城示例区', english: 'East' }
  const evidence = () => ({ postings: 2, looks: 0, control: 1 })
  const papers = async () => ({ scanner: 'none', waiting: 0, notScanned: 0, readingMissed: true, openProblems: 0 })
  const setting = (id: string) => (id === 'business.sampling-share-high' ? highShare : share)
  const highRiskKinds = () => high
  behind = new BehindService(gate)
  oversight = new OversightService({
    gate,
    clock,
    setting,
    highRiskKinds,
    zones: ['10.20.0.0/16'],
    keeping: async (codes) => codes.map((agency) => ({ agency, finding: 'noSteward' })),
    agenciesUnder: () => [agency],
    agencyTree: () => TREE,
    evidence,
    papers,
  })
})
afterAll(() => db.close())

article(['M14-3c', 'M14-17b'], '监督只见汇总，看了也留一行', () => {
  test('数目对得上，答复里没有任何人', async () => {
    const answer = await oversight.totals(staff(['supervisor'], '999901', '77'))
    const total = answer.months.reduce((sum, { submissions }) => sum + submissions, 0)
    expect(total).toBe(2)
    expect(answer.months.reduce((sum, { rowsIn }) => sum + rowsIn, 0)).toBe(3)
    const text = JSON.stringify(answer)
    for (const secret of [citizen(0), citizen(1), '测试甲', '91110108QYT0000144']) expect(text).not.toContain(secret)
    const lines = await db.admin.transaction({}, (trx) =>
      trx.rows(`select outcome from access.event where action = 'oversight.read' and actor_person_id = 77`),
    )
    expect(lines).toEqual([{ outcome: 'done' }])
  })

  test('事后抽查按比例由封签抽取，同一比例抽中的总是同样几件', async () => {
    const actor = staff(['auditor'], '999901', '81')
    const drawn = async (ppm: number) => {
      share = ppm
      return (await oversight.totals(actor)).sample.postings.map(({ voucherId }) => voucherId)
    }
    const [all, half] = [await drawn(1_000_000), await drawn(500_000)]
    expect(all.length).toBe(2)
    expect(await drawn(0)).toEqual([])
    expect(await drawn(500_000)).toEqual(half)
    expect(all).toEqual(expect.arrayContaining(half))
  })

  test('风险等级为高的种类照高的比例抽，一般的照一般的；对照：没有标为高的，一件也不多抽', async () => {
    const actor = staff(['auditor'], '999901', '81')
    const drawn = async () => (await oversight.totals(actor)).sample.postings.map(({ kind }) => kind)
    ;[share, highShare, high] = [0, 1_000_000, ['employerRegistration']]
    expect(await drawn()).toEqual(['employerRegistration'])
    ;[share, highShare, high] = [1_000_000, 0, ['employerRegistration']]
    expect(await drawn()).toEqual(['personRegistration'])
    ;[share, highShare, high] = [0, 1_000_000, []]
    expect(await drawn()).toEqual([])
    highShare = 0
  })

  test.each([
    ['前台', staff(['frontDesk'], '999901', '78')],
    ['系统管理员', staff(['systemAdmin'], '999900', '79')],
    ['参保人', citizenActor('80')],
  ])('%s看不到，被拒也留一行', async (_who, actor) => {
    await expect(oversight.totals(actor)).rejects.toMatchObject({ entry: { code: 'access.denied' } })
    const lines = await db.admin.transaction({}, (trx) =>
      trx.rows('select outcome from access.event where actor_person_id = $1', [actor.personId]),
    )
    expect(lines).toEqual([{ outcome: 'refused' }])
  })
})

article('M14-8b', '自查看得到业务专网的网段', () => {
  test('监督页写明工作端口答允哪些网段', async () => {
    expect((await oversight.totals(staff(['supervisor'], '999901', '77'))).zones).toEqual(['10.20.0.0/16'])
  })
})

article('M14-11a', '数据管理专人空缺，自查列为问题', () => {
  test('监督页逐机构列出，不指名', async () => {
    const { keeping } = await oversight.totals(staff(['supervisor'], '999901', '77'))
    expect(keeping).toEqual([{ agency: '999901', finding: 'noSteward' }])
  })
})

article('M14-17b', '数目之后的清单：与数目相等，只有编号；别的机构的看不到', () => {
  test('逐月的报送点得开，件数与所列的相等，答复里没有任何人', async () => {
    const actor = staff(['supervisor'], '999901', '83')
    const { months } = await oversight.totals(actor)
    for (const { agency, month, submissions } of months) {
      const listed = await behind.behind(actor, { agency, month, what: 'submissions' })
      expect([listed.total, listed.items.length]).toEqual([submissions, submissions])
      for (const secret of [citizen(0), '测试甲', '91110108QYT0000144'])
        expect(JSON.stringify(listed)).not.toContain(secret)
    }
    expect((await behind.behind(actor, { agency: '999901', what: 'suspense' })).total).toBe(0)
  })

  test('没有依据的拒绝并记下；没有写明月份或种类的不予办理', async () => {
    const code = (doing: Promise<unknown>) => doing.catch((error) => error.entry.code)
    const query = { agency: '999901', what: 'submissions' as const, month: '2026-01' }
    expect(await code(behind.behind(staff(['frontDesk'], '999901', '84'), query))).toMatch(/^access\./)
    expect(await code(behind.behind(staff(['supervisor'], '999902', '85'), query))).toMatch(/^access\./)
    const lines = await db.admin.transaction({}, (trx) =>
      trx.rows(`select outcome from access.event where action = 'oversight.read' and actor_person_id in (84, 85)`),
    )
    expect(lines).toEqual([{ outcome: 'refused' }, { outcome: 'refused' }])
    const actor = staff(['supervisor'], '999901', '86')
    for (const what of ['posted', 'tasks'] as const)
      expect(await code(behind.behind(actor, { agency: '999901', what }))).toBe('oversight.which-figure')
  })
})

article(['M14-26b', 'M14-3c'], '保密人员专办岗缺位：指出机构与由谁办理，不指出人', () => {
  const told = async () => (await oversight.totals(staff(['supervisor'], '999901', '77'))).unhandled
  const handlerAt = (agency: string, person: number) =>
    db.admin.transaction({}, (trx) =>
      trx.rows(
        `insert into desk.account (account_id, person_id, realm, login_digest, state, posts, agency, created_at)
         values (gen_random_uuid(), $1, 'staff', sha256(convert_to($2::text, 'UTF8')), 'active', '{protectedHandler}', $2, now())`,
        [person, agency],
      ),
    )

  test('没有有标识者的不提；上级有专办岗的由上级办理；都没有的说无人看得到；本机构有了就不再提', async () => {
    expect(await told()).toEqual([])
    const [row] = await db.admin.transaction({}, (trx) =>
      trx.rows<{ id: string }>('select person_id::text as id from desk.identity order by 1 limit 1'),
    )
    await desk.ledger.post([
      {
        ...{ kind: 'protection', personId: row!.id, change: 'begin', fromDay: '2026-03-01' as Day, line: 1 },
        ...{ agency: '999901', area: '999900', ground: '司法机关的保护决定', document: '保护决定 1 号' },
      },
    ])
    expect(await told()).toEqual([{ agency: '999901' }])
    expect(unhandledText({ agency: '999901' })).toContain('无人看得到')
    await handlerAt('999900', 9501)
    expect(await told()).toEqual([{ agency: '999901', by: '999900' }])
    expect(unhandledText({ agency: '999901', by: '999900' })).toContain('由上级机构 999900 的专办岗办理')
    await handlerAt('999901', 9502)
    expect(await told()).toEqual([])
  })
})
