import { afterAll, beforeAll, expect, test } from 'vitest'
import { citizen as citizenActor } from '../../test/access.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, clerk, FRONT_DESK, REVIEWERS } from '../../test/desk.js'
import {
  ADMIN,
  APPROVER,
  CITY,
  FLOOR,
  MAINTAINER,
  REVIEWER,
  type TestParameters,
  testParameters,
} from '../../test/parameters.js'
import type { ParameterChangeRequest } from '../collection/parameter-contract.js'
import { ParameterService } from '../collection/parameter-service.js'
import { ReviewService } from '../collection/review-service.js'
import { parsePeriod } from '../kernel/period.js'
import { leavesOf } from '../ledger/record-store.js'

const CODE = '91110108QYT0000144'
let db: TestDatabase
let on: TestParameters
let me: string

beforeAll(async () => {
  db = await testDatabase()
  on = await testParameters(db)
  const { desk } = on
  await desk.employer(CODE)
  await desk.persons(
    [
      [citizen(1), '测试甲'],
      [citizen(2), '测试乙'],
    ],
    CODE,
  )
  for (const [n, wage] of [
    [1, 200_000],
    [2, 900_000],
  ] as const) {
    const who = { identityNumber: citizen(n), fullName: n === 1 ? '测试甲' : '测试乙', creditCode: CODE }
    const month = { settlementMonth: '2025-08', contributionMonth: '2025-08', contributionKind: '1' }
    const entry = {
      ...who,
      ...month,
      declaredWage: wage,
      insurances: ['110' as const],
      ground: '经核对用人单位报送的书面材料',
    }
    await desk.passAll(await desk.entries.enter(FRONT_DESK, entry))
  }
  const rows = await db.admin.transaction({}, (trx) =>
    trx.rows<{ id: string }>('select person_id as id from ledger.due where base = 564000'),
  )
  me = rows[0]!.id
}, 60_000)
afterAll(() => db.close())

const code = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    (error) => error.entry?.code ?? String(error),
  )
const change = (part: Partial<ParameterChangeRequest['changes'][number]>): ParameterChangeRequest => ({
  ...FLOOR,
  changes: [{ ...FLOOR.changes[0]!, ...part }],
})
const texts = async () => {
  const rows = await db.admin.transaction({}, (trx) =>
    trx.rows<{ n: number }>('select count(*)::int as n from ledger.policy_text'),
  )
  return rows[0]!.n
}
const byRule = async (knownAt?: number) => {
  const path = 'contribution/110/2025-08/1/base'
  const told = await on.records.explain(citizenActor(me), me, {
    path,
    ...(knownAt === undefined ? {} : { knownAt }),
  })
  const floor = told.from[0]!.from.find(({ term }) => term === 'baseFloor')!
  return { stored: told.value, byRule: told.from[0]!.value, basis: floor.parameter?.basis }
}
async function agreed(request: ParameterChangeRequest): Promise<string> {
  const { id } = await on.parameters.propose(MAINTAINER, request)
  await on.reviews.pass(REVIEWER, id, { stage: 'review', revision: 1 })
  await on.tryOut(id)
  await on.reviews.pass(APPROVER, id, { stage: 'approval', revision: 1 })
  return id
}

article(['WH-2(3)', 'WH-9(1)b', 'M14-26b'], '提出、试算、审核、审批、施行：各由不同的人，施行之后记录即用新版', () => {
  let id = ''

  test('提出：写明前后，尚未生效；送两次只成一件', async () => {
    const made = await on.parameters.propose(MAINTAINER, FLOOR)
    id = made.id
    expect(made).toMatchObject({ state: 'review', route: ['review', 'approval'], whatIf: { state: 'none' } })
    expect(made.differences).toEqual([
      expect.objectContaining({
        parameter: 'pension.base-floor',
        before: expect.objectContaining({ value: '5640' }),
        after: expect.objectContaining({ value: '5700', basis: FLOOR.changes[0]!.basis }),
      }),
    ])
    expect((await on.parameters.propose(MAINTAINER, FLOOR)).id).toBe(id)
    expect((await on.parameters.list([CITY])).items.map((one) => one.id)).toEqual([id])
    const shown = await on.books.parameter([CITY], CITY, 'pension.base-floor')
    expect(shown.pending).toEqual([{ submission: id, state: 'review', since: '2025-07' }])
    expect(shown.versions.find(({ since }) => since === '2025-07')!.value).toBe('5640.00')
  })

  test('提出人不得审核；没有试算不得审批', async () => {
    const both = { ...MAINTAINER, posts: ['reviewer' as const] }
    expect(await code(on.reviews.pass(both, id, { stage: 'review', revision: 1 }))).toBe('review.same-person')
    await on.reviews.pass(REVIEWER, id, { stage: 'review', revision: 1 })
    expect(await code(on.reviews.pass(APPROVER, id, { stage: 'approval', revision: 1 }))).toBe(
      'parameter.what-if-missing',
    )
    const again = { ...REVIEWER, posts: ['approver' as const] }
    await on.tryOut(id)
    expect(await code(on.reviews.pass(again, id, { stage: 'approval', revision: 1 }))).toBe('review.same-person')
  })

  test('试算：几人、几处、前后合计，没有姓名', async () => {
    const { whatIf } = await on.parameters.show(MAINTAINER, id)
    expect(whatIf.state).toBe('done')
    expect(whatIf.result).toMatchObject({ persons: 2, affected: 1, figures: 3, largest: 6000 })
    expect(whatIf.result!.terms).toEqual([
      expect.objectContaining({
        term: 'contributionBase',
        before: 564_000,
        after: 570_000,
        stored: 564_000,
        unlike: 1,
      }),
      expect.objectContaining({ term: 'dueEmployer', before: 90_240, after: 91_200 }),
      expect.objectContaining({ term: 'duePerson', before: 45_120, after: 45_600 }),
    ])
    expect(whatIf.result!.steps.filter(({ more }) => more > 0)).toEqual([
      { from: 1000, until: 10_000, less: 0, more: 1 },
    ])
    expect(JSON.stringify(whatIf)).not.toMatch(/测试|1101/)
  })

  test('审批之后只是待施行：清扫不记账，参数照旧；别人施行不了', async () => {
    await on.reviews.pass(APPROVER, id, { stage: 'approval', revision: 1 })
    expect(await on.desk.agreed.postAgreed()).toBe(0)
    expect((await on.parameters.show(ADMIN, id)).abilities).toEqual(['apply'])
    expect(await byRule()).toEqual({ stored: 564_000, byRule: 564_000, basis: '示例市（虚构）2025 年度缴费基数通知' })
    for (const other of [MAINTAINER, REVIEWER, APPROVER]) {
      expect(await code(on.applying.apply(other, id, { revision: 1 }))).toBe('review.staff-only')
    }
    const acted = { ...ADMIN, personId: REVIEWER.personId }
    expect(await code(on.applying.apply(acted, id, { revision: 1 }))).toBe('review.same-person')
    expect(await code(on.reviews.pass(ADMIN, id, { stage: 'approval', revision: 1 }))).toBe('review.staff-only')
  })

  test('施行：不必重启，记录按新版推导，已记账的数不动；问从前仍是从前的版本', async () => {
    await on.sequence()
    const { asOf } = await on.records.record(citizenActor(me), me, {})
    const count = await texts()
    const done = await on.applying.apply(ADMIN, id, { revision: 1 })
    expect(done).toMatchObject({ state: 'posted', abilities: [], applied: { by: ADMIN.personId } })
    expect(done.whatIf.state, '审定所凭的试算仍看得到').toBe('done')
    expect(await byRule()).toEqual({ stored: 564_000, byRule: 570_000, basis: FLOOR.changes[0]!.basis })
    await on.sequence()
    expect(await byRule(asOf.knownAt)).toMatchObject({ byRule: 564_000 })
    expect((await on.applying.apply(ADMIN, id, { revision: 1 })).posting).toBe(done.posting)
    expect(await texts()).toBe(count + 1)
    const [leaf] = [...(await leaves(done.posting!))]
    expect(leaf).toEqual(['entry', 'review', 'approval', 'application'])
  })

  test('参数簿写明哪次记账、何时、由谁施行', async () => {
    const { versions, pending } = await on.books.parameter([CITY], CITY, 'pension.base-floor')
    const [old, fresh] = ['2024-07', '2025-07'].map((month) => versions.find(({ since }) => since === month)!)
    expect(fresh).toMatchObject({
      value: '5700.00',
      status: 'final',
      origin: { fromRelease: false, by: ADMIN.personId },
    })
    expect(old).toMatchObject({ value: '5400.00', origin: { fromRelease: true } })
    expect(pending).toEqual([])
  })
})

article('WH-2(3)', '政策、业务、系统三类参数，各有维护人、审批路线与施行日期', () => {
  test('参数簿里三类都在，每一版写明起月、依据、状态与哪次记账', async () => {
    const { parameters, route, areas } = await on.books.book([CITY], '000000')
    expect(new Set(parameters.map(({ sort }) => sort))).toEqual(new Set(['policy', 'business', 'system']))
    expect(route).toEqual(['review', 'approval'])
    expect(areas.map(({ code }) => code)).toEqual(expect.arrayContaining(['000000', '110000', CITY]))
    for (const { id, keeper, versions } of parameters) {
      expect([id, keeper !== '']).toEqual([id, true])
      for (const { since, basis, history, origin, says } of versions) {
        expect([id, since !== '', basis !== '', says.zh !== '']).toEqual([id, true, true, true])
        if (!history) expect([id, since, origin?.fromRelease]).toEqual([id, since, true])
      }
    }
  })

  test('选项与类别以词示人，不见代码', async () => {
    const { versions } = await on.books.parameter([CITY], CITY, 'pension.employer-rate')
    expect(versions[0]!.says.zh).toContain('企业 20%；')
    const rounding = await on.books.parameter([CITY], '000000', 'contribution.rounding')
    expect(rounding.versions[0]!.says).toEqual({ zh: '四舍五入', en: 'rounded half up' })
  })

  test('没有的参数，按名字拒绝', async () => {
    expect(await code(on.books.parameter([CITY], CITY, 'pension.nothing'))).toBe('parameter.missing')
    expect(await code(on.books.book([CITY], '123456'))).toBe('policy.unknown-area')
  })
})

async function leaves(posting: string): Promise<string[][]> {
  const found = await db.app.transaction({}, (trx) => leavesOf(trx, [posting]))
  return [...found.values()].map(({ steps }) => steps.map(({ stage }) => stage))
}

article(['WH-9(1)b', 'M14-7c'], '内容变了、规则变了，试算与审定都要重来', () => {
  test('试算之后另有变更施行：原试算不再算数；各改各的，都能施行', async () => {
    const first = await on.parameters.propose(MAINTAINER, change({ value: '5710' }))
    await on.reviews.pass(REVIEWER, first.id, { stage: 'review', revision: 1 })
    await on.tryOut(first.id)
    const other = await agreed(change({ parameter: 'pension.base-ceiling', value: '28300' }))
    await on.applying.apply(ADMIN, other, { revision: 1 })
    expect(await code(on.reviews.pass(APPROVER, first.id, { stage: 'approval', revision: 1 }))).toBe(
      'parameter.what-if-missing',
    )
    await on.tryOut(first.id)
    await on.reviews.pass(APPROVER, first.id, { stage: 'approval', revision: 1 })
    expect((await on.applying.apply(ADMIN, first.id, { revision: 1 })).state).toBe('posted')
    expect(await byRule()).toMatchObject({ byRule: 571_000 })
    expect((await on.books.parameter([CITY], CITY, 'pension.base-ceiling')).versions.at(-2)!.value).toBe('28300.00')
  })

  test('同一版本被另一件先改：不施行，写明缘由，可另行提出', async () => {
    const [one, two] = [await agreed(change({ value: '5720' })), await agreed(change({ value: '5730' }))]
    await on.applying.apply(ADMIN, one, { revision: 1 })
    expect(await code(on.applying.apply(ADMIN, two, { revision: 1 }))).toBe('parameter.collides')
    const shown = await on.parameters.show(MAINTAINER, two)
    expect(shown).toMatchObject({ state: 'agreed', blocked: true, abilities: ['resubmit'] })
    expect(shown.blockedSays!.zh).toContain('5720')
    expect(await byRule()).toMatchObject({ byRule: 572_000 })
    const next = await on.parameters.propose(MAINTAINER, change({ value: '5740' }), two)
    expect(next).toMatchObject({ id: two, revision: 2, state: 'review' })
  })

  test('两人同时施行同一件，只记一次；同时施行两件，一件先成，另一件稍后再办', async () => {
    const one = await agreed(change({ parameter: 'pension.base-ceiling', value: '28310' }))
    const before = await texts()
    const both = await Promise.all([1, 2].map(() => on.applying.apply(ADMIN, one, { revision: 1 })))
    expect([new Set(both.map(({ posting }) => posting)).size, await texts()]).toEqual([1, before + 1])
    const two = await agreed(change({ parameter: 'pension.base-ceiling', value: '28320' }))
    const three = await agreed(
      change({ parameter: 'pension.base-floor', since: '2024-07', until: '2025-06', value: '5410' }),
    )
    const codes = await Promise.all([two, three].map((id) => code(on.applying.apply(ADMIN, id, { revision: 1 }))))
    expect(codes.filter((one) => one !== 'done').every((one) => one === 'parameter.rules-moved')).toBe(true)
    expect(codes).toContain('done')
    for (const id of [two, three]) {
      expect((await on.applying.apply(ADMIN, id, { revision: 1 })).state).toBe('posted')
    }
    const at = (parameter: string, month: string) => on.rules.book.area(CITY).fen(parameter, parsePeriod(month)).value
    expect([at('pension.base-ceiling', '2025-08'), at('pension.base-floor', '2024-08')]).toEqual([2_832_000, 541_000])
  })

  test('退回之后重提是新的一版，须重新审核', async () => {
    const { id } = await on.parameters.propose(
      MAINTAINER,
      change({ parameter: 'pension.base-ceiling', value: '28400' }),
    )
    await on.reviews.return(REVIEWER, id, { stage: 'review', revision: 1, reason: '通知文号不对' })
    expect((await on.parameters.show(MAINTAINER, id)).abilities).toEqual(['resubmit'])
    const again = await on.parameters.propose(
      MAINTAINER,
      change({ parameter: 'pension.base-ceiling', value: '28500' }),
      id,
    )
    expect(again).toMatchObject({ id, revision: 2, state: 'review', steps: [] })
  })
})

article(['WH-2(3)', 'WH-9(1)b'], '不成立的提议都说得出所以，一件也不留下', () => {
  test.each([
    ['没有的参数', { parameter: 'pension.nothing' }, 'parameter.unknown'],
    ['没有的统筹区', { area: '123456' }, 'policy.unknown-area'],
    ['没有变更', { value: '5720' }, 'parameter.nothing-changes'],
    ['与别的版本重叠', { since: '2025-09' }, 'policy.overlapping-versions'],
    ['止月在起月之前', { until: '2025-01' }, 'policy.malformed-file'],
    ['按年公布而没有止月', { until: undefined as never }, 'policy.malformed-file'],
    ['不合单位', { value: '百分之八' }, 'policy.malformed-file'],
    ['值与按类取值都写了', { by: { enterprise: '1' } }, 'entry.refused'],
    ['没有依据', { basis: '  ' }, 'policy.malformed-file'],
    ['依据里夹了 YAML', { basis: '} ]\nx: [', value: '99.999' }, 'policy.malformed-file'],
  ] as const)('%s', async (_, part, expected) => {
    const before = (await on.parameters.list([CITY])).items.length
    const request = change(part)
    expect(await code(on.parameters.propose(MAINTAINER, request))).toBe(expected)
    expect((await on.parameters.list([CITY])).items.length).toBe(before)
  })

  test('依据里写了 YAML 的记号：照原样成为文字，不成为结构', async () => {
    const basis = '"}, { since: 2030-01, value: "1", basis: x }\n# 注'
    const made = await on.parameters.propose(MAINTAINER, change({ value: '5999', basis }))
    expect(made.differences).toHaveLength(1)
    expect(made.differences[0]!.after!.basis).toBe(basis)
  })

  test('同一版本写两次', async () => {
    const twice = { ...FLOOR, changes: [FLOOR.changes[0]!, { ...FLOOR.changes[0]!, value: '5900' }] }
    expect(await code(on.parameters.propose(MAINTAINER, twice))).toBe('parameter.proposed-twice')
  })
})

article('WH-9(1)b', '对照：去掉一道关，上面的保证就不成立', () => {
  test('这道关随审核路线的末环走：末环是复核，复核就须先有试算', async () => {
    const { steps } = on.ports.routes.parameterChange
    const recheck = { ...steps[1]!, stage: 'recheck', post: 'rechecker' } as const
    const parameterChange = { steps: [steps[0]!, recheck], handOver: {} }
    const ports = { ...on.ports, routes: { ...on.ports.routes, parameterChange } }
    const { id } = await new ParameterService(ports).propose(MAINTAINER, change({ value: '5760' }))
    const loose = new ReviewService(ports)
    await loose.pass(REVIEWER, id, { stage: 'review', revision: 1 })
    const rechecker = { ...clerk('899', 'rechecker'), agency: CITY }
    expect(await code(loose.pass(rechecker, id, { stage: 'recheck', revision: 1 }))).toBe('parameter.what-if-missing')
  })

  test('普通报送不经施行：审定即记账，审批不问试算', async () => {
    const who = { identityNumber: citizen(2), fullName: '测试乙', creditCode: CODE }
    const month = { settlementMonth: '2025-09', contributionMonth: '2025-09', contributionKind: '1' }
    const entered = await on.desk.entries.enter(FRONT_DESK, {
      ...{
        ...who,
        ...month,
        declaredWage: 900_000,
        insurances: ['110' as const],
        ground: '经核对用人单位报送的书面材料',
      },
    })
    const done = await on.desk.passAll(entered)
    expect([done.state, Object.values(REVIEWERS).length]).toEqual(['posted', 4])
  })

  test('试算断在半途：没有结果，可以再问', async () => {
    const cut = new ParameterService({
      ...on.ports,
      everybody: {
        size: async () => 5,
        persons: async function* () {
          yield { personId: '1', facts: [] }
          throw new Error('断了')
        },
      },
    })
    const { id } = await cut.propose(MAINTAINER, change({ value: '5770' }))
    await cut.tryOut(MAINTAINER, id, { revision: 1 })
    await cut.whatIfs.settled()
    expect((await cut.show(MAINTAINER, id)).whatIf.state).toBe('failed')
    expect((await on.tryOut(id)).whatIf.state).toBe('done')
  })
})
