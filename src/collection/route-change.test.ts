import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, clerk, REVIEWERS } from '../../test/desk.js'
import { ADMIN, APPROVER, CITY, MAINTAINER, REVIEWER, testParameters } from '../../test/parameters.js'
import { codeOf, submitted } from '../../test/work-desk.js'
import { STAGES } from './kinds.js'
import type { CollectionPorts } from './ports.js'
import { ReviewService } from './review-service.js'
import { highRiskKinds } from './risk.js'
import { RouteChangeService } from './route-change-service.js'
import { matrixOf } from './route-change-view-store.js'
import type { RouteEntryGiven } from './route-contract.js'
import { RouteReleaseService } from './route-release-service.js'
import { entriesIn, withEntry, withNewKinds } from './route-text.js'

let db: TestDatabase
let on: Awaited<ReturnType<typeof testParameters>>
let ports: CollectionPorts
let changes: RouteChangeService
let reviews: ReviewService
let employer: string
let next = 240

beforeAll(async () => {
  db = await testDatabase()
  on = await testParameters(db)
  Object.defineProperty(on.desk.ports, 'routes', { get: () => on.rules.routes })
  Object.defineProperty(on.ports, 'routes', { get: () => on.rules.routes })
  ports = on.ports
  changes = new RouteChangeService(ports)
  reviews = new ReviewService(ports)
  employer = await on.desk.employer('91110108QYT0000144')
  await on.desk.persons(
    Array.from({ length: 20 }, (_, i) => [citizen(240 + i), '测试寅']),
    '91110108QYT0000144',
  )
}, 60_000)
afterAll(() => db.close())

const request = (...entries: RouteEntryGiven[]) => ({ changes: entries, explanation: '风险较高，加一个环节' })
const longer: RouteEntryGiven = { kind: 'monthlyFiling', stages: ['initialReview', 'review', 'recheck'] }
const agreed = async (entry: RouteEntryGiven) => {
  const { id } = await changes.propose(MAINTAINER, request(entry))
  await reviews.pass(REVIEWER, id, { stage: 'review', revision: 1 })
  await reviews.pass(APPROVER, id, { stage: 'approval', revision: 1 })
  return id
}
const apply = async (entry: RouteEntryGiven) => changes.apply(ADMIN, await agreed(entry), { revision: 1 })
const pass = { stage: 'initialReview', revision: 1 } as const

article('BQ-14a', '审核路线是市级定的数据，改它也要审核；已起办的照起办时的办完', () => {
  test('提出、审核、审批、施行，四个人；施行即生效，无须重启；已起办的不变', async () => {
    const begun = await submitted(on.desk, employer, next++)
    expect(begun.route).toEqual(['initialReview', 'recheck'])
    const { id, changes: told } = await changes.propose(MAINTAINER, request(longer))
    expect(told[0]).toMatchObject({ kind: 'monthlyFiling', after: [{}, { stage: 'review', post: 'reviewer' }, {}] })
    expect(await codeOf(changes.apply(ADMIN, id, { revision: 1 }))).toBe('route.not-agreed')
    const self = { ...MAINTAINER, posts: ['reviewer'] as const }
    expect(await codeOf(reviews.pass(self, id, { stage: 'review', revision: 1 }))).toBe('review.same-person')
    await reviews.pass(REVIEWER, id, { stage: 'review', revision: 1 })
    await reviews.pass(APPROVER, id, { stage: 'approval', revision: 1 })
    expect(on.rules.routes.monthlyFiling.steps).toHaveLength(2)
    expect(await codeOf(changes.apply(APPROVER, id, { revision: 1 }))).toBe('review.staff-only')
    const acted = { ...APPROVER, posts: ['systemAdmin'] as const }
    expect(await codeOf(changes.apply(acted, id, { revision: 1 }))).toBe('review.same-person')
    expect((await changes.apply(ADMIN, id, { revision: 1 })).state).toBe('posted')
    expect((await changes.apply(ADMIN, id, { revision: 1 })).state).toBe('posted')

    expect(on.rules.routes.monthlyFiling.steps.map(({ stage }) => stage)).toEqual(longer.stages)
    const fresh = await submitted(on.desk, employer, next++)
    expect(fresh.route).toEqual(longer.stages)
    await on.desk.reviews.pass(REVIEWERS.initialReview, begun.id, pass)
    expect((await on.desk.cases.show(REVIEWERS.recheck, begun.id)).state).toBe('recheck')
    await on.desk.reviews.pass(REVIEWERS.initialReview, fresh.id, pass)
    expect((await on.desk.cases.show(REVIEWERS.review, fresh.id)).state).toBe('review')
    const facts = await db.admin.transaction({}, (trx) =>
      trx.rows<{ n: number }>(
        `select count(*)::int as n from ledger.policy_text t join ledger.posting p using (posting_id)
         where t.kind = 'routes' and p.kind = 'routeChange'`,
      ),
    )
    expect(facts[0]!.n).toBe(1)
  })

  test('不成立的路线不收：一个环节、次序颠倒、非审核岗、没有的机构、没有变更、写两次', async () => {
    const propose = (...entries: RouteEntryGiven[]) => codeOf(changes.propose(MAINTAINER, request(...entries)))
    expect(await propose({ kind: 'levyResult', stages: ['review'] })).toBe('route.wrong')
    expect(await propose({ kind: 'levyResult', stages: [] })).toBe('route.wrong')
    expect(await propose({ kind: 'levyResult', stages: ['recheck', 'review'] })).toBe('route.wrong')
    const two = { kind: 'levyResult', stages: ['initialReview', 'recheck'] } as const
    const stages: RouteEntryGiven['stages'] = [...two.stages]
    expect(await propose({ ...two, stages, posts: { recheck: 'systemAdmin' } })).toBe('route.wrong')
    expect(await propose({ ...two, stages, posts: { approval: 'approver' } })).toBe('route.wrong')
    expect(await propose({ ...two, stages, at: { recheck: '110000' } })).toBe('route.wrong')
    const itself = [{ agency: '999902', stage: 'recheck' as const, to: '999902' }]
    expect(await propose({ ...two, stages, handOver: itself })).toBe('route.wrong')
    expect(await propose({ ...two, stages })).toBe('route.nothing-changes')
    expect(await propose({ ...two, stages, at: { recheck: 'city' } }, { ...two, stages })).toBe('route.proposed-twice')
  })

  test('两件改同一类：后施行的不再相符，不记', async () => {
    const stages: RouteEntryGiven['stages'] = ['initialReview', 'review', 'recheck']
    const [one, other] = [
      await agreed({ kind: 'employerChange', stages }),
      await agreed({ kind: 'employerChange', stages: [...stages, 'approval'] }),
    ]
    expect((await changes.apply(ADMIN, one, { revision: 1 })).state).toBe('posted')
    expect(await codeOf(changes.apply(ADMIN, other, { revision: 1 }))).toBe('route.collides')
    expect((await changes.show(MAINTAINER, other)).abilities).toEqual(['resubmit'])
    expect(on.rules.routes.employerChange.steps).toHaveLength(3)
  })
})

article(['M14-7c', 'BQ-14a'], '小机构把环节交给市级或邻区：环节不少，只在接手的机构办', () => {
  test('交给邻区：邻区办得，本区与市级办不得；岗位不符也不得', async () => {
    await apply({
      kind: 'enrolmentChange',
      stages: ['initialReview', 'recheck'],
      handOver: [{ agency: '999901', stage: 'recheck', to: '999902' }],
    })
    await apply({
      kind: 'monthlyFiling',
      stages: ['initialReview', 'recheck'],
      handOver: [{ agency: '999901', stage: 'recheck', to: '999902' }],
    })
    const { id, places, route } = await submitted(on.desk, employer, next++)
    expect(route).toEqual(['initialReview', 'recheck'])
    expect(places[1]).toMatchObject({ stage: 'recheck', agency: '999902' })
    await on.desk.reviews.pass(REVIEWERS.initialReview, id, pass)
    const [near, city] = [
      { ...clerk('950', 'rechecker'), agency: '999902' },
      { ...clerk('951', 'rechecker'), agency: CITY },
    ]
    const last = { stage: 'recheck', revision: 1 } as const
    const listed = async (who: typeof near) => (await on.desk.lists.inbox(who)).items.some((item) => item.id === id)
    expect([await listed(near), await listed(city), await listed(REVIEWERS.recheck as typeof near)]).toEqual([
      true,
      false,
      false,
    ])
    expect(await codeOf(on.desk.reviews.pass(REVIEWERS.recheck, id, last))).toBe('review.elsewhere')
    expect(await codeOf(on.desk.reviews.pass(city, id, last))).toBe('review.elsewhere')
    const wrong = { ...clerk('952', 'reviewer'), agency: '999902' }
    expect(await codeOf(on.desk.reviews.pass(wrong, id, last))).toBe('review.staff-only')
    const did = { ...REVIEWERS.initialReview, posts: ['rechecker'] as const, agency: '999902' }
    expect(await codeOf(on.desk.reviews.pass(did, id, last))).toBe('review.same-person')
    expect((await on.desk.reviews.pass(near, id, last)).state).toBe('posted')
  })

  test('交给市级；另一区的不受影响', async () => {
    await apply({ kind: 'monthlyFiling', stages: ['initialReview', 'recheck'], at: { recheck: 'city' } })
    const { id } = await submitted(on.desk, employer, next++)
    await on.desk.reviews.pass(REVIEWERS.initialReview, id, pass)
    const city = { ...clerk('951', 'rechecker'), agency: CITY }
    expect((await on.desk.lists.inbox(city)).items.map((item) => item.id)).toContain(id)
    expect((await on.desk.reviews.pass(city, id, { stage: 'recheck', revision: 1 })).state).toBe('posted')
    await apply({ kind: 'monthlyFiling', stages: ['initialReview', 'recheck'] })
  })

  test('路线另定的岗位办理：会计审核，审核岗不得', async () => {
    await apply({ kind: 'monthlyFiling', stages: ['initialReview', 'review'], posts: { review: 'accountant' } })
    const { id } = await submitted(on.desk, employer, next++)
    await on.desk.reviews.pass(REVIEWERS.initialReview, id, pass)
    const at = { stage: 'review', revision: 1 } as const
    expect(await codeOf(on.desk.reviews.pass(REVIEWERS.review, id, at))).toBe('review.staff-only')
    const accountant = clerk('953', 'accountant')
    expect((await on.desk.cases.list(accountant, ['999901'])).items.map((item) => item.id)).toContain(id)
    expect((await on.desk.cases.list(clerk('954', 'cashier'), ['999901'])).items.map((item) => item.id)).not.toContain(
      id,
    )
    expect((await on.desk.reviews.pass(accountant, id, at)).state).toBe('posted')
    await apply({ kind: 'monthlyFiling', stages: ['initialReview', 'recheck'] })
  })
})

article(['M14-7b', 'BD-3'], '岗位、环节与种类一表列明，各有书面职责；风险高的环节多', () => {
  test('每一类、每一步都在表上', () => {
    const matrix = matrixOf(ports)
    expect(matrix.kinds.map(({ kind }) => kind).sort()).toEqual(Object.keys(ports.routes).sort())
    expect(matrix.kinds.find(({ kind }) => kind === 'correction')).toMatchObject({ risk: 'high' })
    expect(matrix.kinds.find(({ kind }) => kind === 'bankStatement')?.steps.map(({ post }) => post)).toEqual([
      'accountant',
      'chiefAccountant',
    ])
    const posts = new Set(matrix.posts.map(({ post }) => post))
    for (const { steps } of matrix.kinds) for (const { post } of steps) expect(posts.has(post)).toBe(true)
    for (const { duty } of [...matrix.posts, ...matrix.stages]) expect(duty.zh.length).toBeGreaterThan(5)
  })

  test('风险等级为高的：四个环节一个不少，必收材料或依据，事后抽查的比例高于一般', () => {
    const { kinds } = matrixOf(ports)
    const high = kinds.filter(({ risk }) => risk === 'high')
    const rest = kinds.filter(({ risk }) => risk !== 'high')
    expect(high.map(({ kind }) => kind)).toEqual(highRiskKinds(ports.routes))
    for (const kind of ['backPay', 'correction', 'benefitDetermination', 'openingBalance', 'relief', 'provenJoin'])
      expect(high.map((one) => one.kind)).toContain(kind)
    const most = Math.max(...rest.map(({ sampleShare }) => sampleShare))
    for (const { kind, steps, proofs, sampleShare } of high) {
      expect(steps, kind).toHaveLength(Object.keys(STAGES).length)
      expect(proofs.length, kind).toBeGreaterThan(0)
      expect(sampleShare, kind).toBeGreaterThan(most)
    }
  })

  test('加了环节，风险随之为高，抽查比例随之提高；改回来，随之降下', async () => {
    const told = () => matrixOf(ports).kinds.find(({ kind }) => kind === 'monthlyFiling')!
    const before = told()
    await apply({ kind: 'monthlyFiling', stages: ['initialReview', 'review', 'recheck', 'approval'] })
    expect(told().risk).toBe('high')
    expect(told().sampleShare).toBeGreaterThan(before.sampleShare)
    expect(highRiskKinds(ports.routes)).toContain('monthlyFiling')
    await apply({ kind: 'monthlyFiling', stages: ['initialReview', 'recheck'] })
    expect(told()).toEqual(before)
  })
})

describe('随版本发布的路线', () => {
  const text =
    '# 说明\nlevyResult:\n  stages: [initialReview, recheck]\n# 再说\nrelief:\n  stages: [review, approval]\n'

  test('改一类，其余连同注释照旧；新种类随版本来，旧的不动', () => {
    const changed = withEntry(text, 'relief', { stages: ['initialReview', 'approval'] })
    expect(changed).toContain('# 说明')
    expect(entriesIn(changed).get('levyResult')).toEqual({ stages: ['initialReview', 'recheck'] })
    expect(changed).toContain('stages: [ initialReview, approval ]')
    const shipped = `${text.replace('[review, approval]', '[initialReview, approval]')}transfer:\n  stages: [review, approval]\n`
    const merged = entriesIn(withNewKinds(text, shipped))
    expect(merged.get('relief')).toEqual({ stages: ['review', 'approval'] })
    expect(merged.get('transfer')).toEqual({ stages: ['review', 'approval'] })
  })

  test('版本改了路线：只提出，一次；本地改过、版本未改的不提', async () => {
    const release = new RouteReleaseService(ports)
    const shipped = on.shippedRoutes
    expect(await release.propose(shipped, CITY)).toEqual([])
    const later = withEntry(shipped, 'lifeEvent', { stages: ['initialReview', 'recheck'] })
    expect(await release.propose(later, CITY)).toEqual(['lifeEvent'])
    expect(await release.propose(later, CITY)).toEqual([])
    expect(on.rules.routes.lifeEvent.steps).toHaveLength(3)
    const { items } = await changes.list(MAINTAINER)
    expect(items[0]).toMatchObject({ fromRelease: true, state: 'review' })
  })
})
