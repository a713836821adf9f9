import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { citizen, clerk, FRONT_DESK, REVIEWERS, type TestDesk, testDesk } from '../../test/desk.js'
import { codeOf, hire, setClock, submitted } from '../../test/work-desk.js'
import type { Actor } from '../access/actor.js'
import { DepartureService } from './departure-service.js'
import { StandInService } from './stand-in-service.js'
import { WorkService } from './work-service.js'

let db: TestDatabase
let desk: TestDesk
let work: WorkService
let standIns: StandInService
let departures: DepartureService
let employer: string
let next = 140
/** Each test has its own people, since an absence stays. */
let person = 1000
let head: Actor

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  employer = await desk.employer('91110108QYT0000144')
  await desk.persons(
    Array.from({ length: 20 }, (_, i) => [citizen(140 + i), '测试寅']),
    '91110108QYT0000144',
  )
  setClock(desk, '2026-03-16T09:00:00+08:00')
  work = new WorkService(desk.ports)
  standIns = new StandInService(desk.ports)
  departures = new DepartureService(desk.ports)
  head = await hire(db, '990', ['approver'])
})
afterAll(() => db.close())

const one = () => submitted(desk, employer, next++)
const at = { revision: 1 }
const pass = { stage: 'initialReview', revision: 1 } as const
const days = { fromDay: '2026-03-16', throughDay: '2026-03-20', reason: '年休假' }
const newcomer = (...posts: Actor['posts']) => hire(db, `${person++}`, posts)

article(['M14-7c', 'BD-12'], '缺勤与替岗：有起止、同岗位、不另给权限，谁也不因此在一件中办两步', () => {
  test('不能替自己；他区、别岗、不相干的人都不行；别人的由负责人登记', async () => {
    const [me, same, otherPost] = [await newcomer('reviewer'), await newcomer('reviewer'), await newcomer('rechecker')]
    const away = await hire(db, `${person++}`, ['reviewer'], '999902')
    const arrange = (who: Actor, rest: object) => codeOf(standIns.arrange(who, { ...days, ...rest }))
    expect(await arrange(me, { delegate: me.personId })).toBe('stand-in.oneself')
    expect(await arrange(me, { delegate: otherPost.personId })).toBe('stand-in.other-post')
    expect(await arrange(me, { delegate: away.personId })).toBe('stand-in.other-post')
    expect(await arrange(me, { delegate: '424242' })).toBe('stand-in.other-post')
    expect(await arrange(me, { person: same.personId })).toBe('stand-in.others')
    expect(await arrange(head, { person: '424242' })).toBe('staff.missing')
    expect(await arrange(head, { person: same.personId })).toBe('done')
    expect(await arrange(me, { delegate: same.personId })).toBe('stand-in.crossing')
  })

  test('日子不对的不收：从前的、倒着的、太长的、不是日子的', async () => {
    const me = await newcomer('reviewer')
    const on = (fromDay: string, throughDay: string) => codeOf(standIns.arrange(me, { ...days, fromDay, throughDay }))
    expect(await on('2026-03-15', '2026-03-20')).toBe('stand-in.days')
    expect(await on('2026-03-20', '2026-03-19')).toBe('stand-in.days')
    expect(await on('2026-03-16', '2027-03-16')).toBe('stand-in.days')
    expect(await on('2026-02-30', '2026-03-20')).toBe('day.malformed')
  })

  test('所认领的由替岗人办；无替岗人的交回大家；期满复原', async () => {
    const [me, mate, third] = [
      await newcomer('initialReviewer'),
      await newcomer('initialReviewer'),
      await newcomer('initialReviewer'),
    ]
    const { id } = await one()
    await work.claim(me, id, at)
    expect(await codeOf(desk.reviews.pass(mate, id, pass))).toBe('claim.held')
    const { standIns: listed } = await standIns.arrange(me, { ...days, delegate: mate.personId })
    expect(listed[0]).toMatchObject({ state: 'now', abilities: ['end'] })
    expect(await codeOf(desk.reviews.pass(third, id, pass))).toBe('claim.held')
    expect((await desk.reviews.pass(mate, id, pass)).state).toBe('recheck')

    const second = await one()
    const alone = await newcomer('initialReviewer')
    await work.claim(alone, second.id, at)
    const { standIns: mine } = await standIns.arrange(alone, days)
    expect((await desk.cases.show(third, second.id)).abilities).toContain('pass')
    await standIns.end(alone, mine[0]!.id)
    expect(await codeOf(desk.reviews.pass(third, second.id, pass))).toBe('claim.held')
    expect(await codeOf(standIns.end(alone, mine[0]!.id))).toBe('stand-in.missing')
  })

  test('别人不能终止我的；替岗人自己不在的不行；不能转手再替', async () => {
    const [a, b, c] = [await newcomer('reviewer'), await newcomer('reviewer'), await newcomer('reviewer')]
    const { standIns: listed } = await standIns.arrange(a, { ...days, delegate: b.personId })
    expect(await codeOf(standIns.end(c, listed[0]!.id))).toBe('stand-in.others')
    expect(await codeOf(standIns.arrange(b, { ...days, delegate: c.personId }))).toBe('stand-in.crossing')
    expect(await codeOf(standIns.arrange(c, { ...days, delegate: a.personId }))).toBe('stand-in.crossing')
  })

  test('替岗不使人办两步：录入人、办过前一步的人替岗也不行', async () => {
    const both = await newcomer('frontDesk', 'initialReviewer')
    const me = await newcomer('initialReviewer')
    const own = await submitted(desk, employer, next++, both)
    await work.claim(me, own.id, at)
    await standIns.arrange(me, { ...days, delegate: both.personId })
    expect(await codeOf(desk.reviews.pass(both, own.id, pass))).toBe('review.same-person')
    expect((await desk.cases.show(both, own.id)).abilities).not.toContain('pass')

    const [two, checker] = [await newcomer('initialReviewer', 'rechecker'), await newcomer('rechecker')]
    const { id } = await one()
    await desk.reviews.pass(two, id, pass)
    await work.claim(checker, id, at)
    await standIns.arrange(checker, { ...days, delegate: two.personId })
    expect(await codeOf(desk.reviews.pass(two, id, { stage: 'recheck', revision: 1 }))).toBe('review.same-person')
  })
})

article(['BD-28a', 'M14-7c'], '离岗：岗位、会话、认领与替岗同时终止，在办的转派或交回', () => {
  const reason = '调离本单位'
  const countOf = async (sql: string, id: string) => {
    const rows = await db.admin.transaction({}, (trx) => trx.rows<{ n: number }>(sql, [id]))
    return rows[0]!.n
  }

  test('转派给同岗位的人；会话立即失效；再办一次不成', async () => {
    const [leaver, heir, third] = [
      await newcomer('initialReviewer'),
      await newcomer('initialReviewer'),
      await newcomer('initialReviewer'),
    ]
    const { id } = await one()
    await work.claim(leaver, id, at)
    await standIns.arrange(leaver, { ...days, fromDay: '2026-03-18', delegate: heir.personId })
    const sessions = `select count(*)::int as n from desk.session where person_id = $1`
    expect(await countOf(sessions, leaver.personId)).toBe(1)

    await departures.depart(head, leaver.personId, { successor: heir.personId, reason })
    expect(await countOf(sessions, leaver.personId)).toBe(0)
    expect(
      await countOf(`select cardinality(posts) as n from desk.account where person_id = $1`, leaver.personId),
    ).toBe(0)
    expect(
      await countOf(
        `select count(*)::int as n from desk.stand_in where person_id = $1 and ended_at is null`,
        leaver.personId,
      ),
    ).toBe(0)
    const shown = await desk.cases.show(heir, id)
    expect(shown).toMatchObject({ claim: { mine: true } })
    expect(shown.acts.at(-1)).toMatchObject({ act: 'reassigned', by: '990', to: heir.personId })
    expect(await codeOf(desk.reviews.pass(third, id, pass))).toBe('claim.held')
    expect((await desk.reviews.pass(heir, id, pass)).state).toBe('recheck')
    expect(await codeOf(departures.depart(head, leaver.personId, { reason }))).toBe('staff.gone')
    const { departures: told } = await standIns.staff(head)
    expect(told[0]).toMatchObject({ claims: 1, reason, by: '990', posts: [{ zh: '初审' }] })
  })

  test('接手的人办过或录入的，不转派给他，交回大家', async () => {
    const both = await newcomer('frontDesk', 'initialReviewer')
    const leaver = await newcomer('initialReviewer')
    const own = await submitted(desk, employer, next++, both)
    await work.claim(leaver, own.id, at)
    await departures.depart(head, leaver.personId, { successor: both.personId, reason })
    const shown = await desk.cases.show(REVIEWERS.initialReview, own.id)
    expect(shown.claim).toBeUndefined()
    expect(shown.acts.at(-1)).toMatchObject({ act: 'released' })
    expect(await codeOf(desk.reviews.pass(both, own.id, pass))).toBe('review.same-person')
    expect(await codeOf(desk.reviews.pass(REVIEWERS.initialReview, own.id, pass))).toBe('done')
  })

  test('接手的须同岗位；不能由离岗者自己接；没有这人的不成', async () => {
    const [leaver, otherPost] = [await newcomer('reviewer'), await newcomer('rechecker')]
    const to = (successor: string) => codeOf(departures.depart(head, leaver.personId, { successor, reason }))
    expect(await to(leaver.personId)).toBe('stand-in.oneself')
    expect(await to(otherPost.personId)).toBe('stand-in.other-post')
    expect(await codeOf(departures.depart(head, '424242', { reason }))).toBe('staff.missing')
  })

  test('离岗者录入而被退回的，由同机构前台接着重报；他区的、别岗的不行', async () => {
    const leaver = await newcomer('frontDesk')
    const own = await submitted(desk, employer, next++, leaver)
    await desk.reviews.return(REVIEWERS.initialReview, own.id, { ...pass, reason: '工资不实' })
    const abilities = async (who: Actor) => (await desk.cases.show(who, own.id)).abilities
    expect(await abilities(FRONT_DESK)).toEqual(['compare'])
    await departures.depart(head, leaver.personId, { reason })
    expect(await abilities(FRONT_DESK)).toEqual(['resubmit'])
    expect(await abilities({ ...FRONT_DESK, agency: '999902' })).toEqual(['compare'])
    expect(await abilities(REVIEWERS.initialReview)).toEqual(['compare'])
  })

  test('没有一件丢失：离岗者名下的，各归一处', async () => {
    const leaver = await newcomer('initialReviewer')
    const ids = [(await one()).id, (await one()).id]
    for (const id of ids) await work.claim(leaver, id, at)
    await departures.depart(head, leaver.personId, { reason })
    const inbox = await desk.lists.inbox(clerk('901', 'initialReviewer'))
    for (const id of ids) expect(inbox.items.find((item) => item.id === id)?.claim).toBeUndefined()
    expect(inbox.items.filter(({ id }) => ids.includes(id))).toHaveLength(2)
    expect(await codeOf(work.claim(FRONT_DESK, ids[0]!, at))).toBe('review.staff-only')
  })
})
