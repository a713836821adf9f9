import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { clerk, FRONT_DESK, REVIEWERS, type TestDesk } from '../../test/desk.js'
import { submitted, workDesk } from '../../test/work-desk.js'
import type { Instant } from '../kernel/day.js'
import { TaskService } from './task-service.js'
import { insertTasks } from './task-store.js'
import { sealJson } from './voucher-body.js'
import { WorkListService } from './work-list-service.js'
import { WorkService } from './work-service.js'

/** A list this short is full after a few cases, as a long one is after some months. */
const SHORT = 3
let db: TestDatabase
let desk: TestDesk
let lists: WorkListService
let work: WorkService
let employer: string
let next = 40

beforeAll(async () => {
  db = await testDatabase()
  ;({ desk, employer } = await workDesk(db, 30))
  lists = new WorkListService(desk.ports, SHORT)
  work = new WorkService(desk.ports)
})
afterAll(() => db.close())

const one = () => submitted(desk, employer, next++)
const first = REVIEWERS.initialReview
const back = (id: string) =>
  desk.reviews.return(first, id, { stage: 'initialReview', revision: 1, reason: '材料与申报不符' })
const inboxOf = async () => (await lists.inbox(first)).items.map(({ id }) => id)
const unfinishedOf = async (who = FRONT_DESK) => (await lists.unfinished(who)).items.map(({ id }) => id)

article(['M14-7a', 'BD-12'], '待办清单：退回、撤回、已办结的再多，也不把新到的挤出清单', () => {
  test('退回与撤回的占满一页之后，新到的仍列出；不再列出已了的', async () => {
    for (let i = 0; i < SHORT + 1; i++) await back((await one()).id)
    const gone = await one()
    await work.withdraw(FRONT_DESK, gone.id, { revision: 1, reason: '录错' })
    const fresh = await one()
    expect(await inboxOf()).toEqual([fresh.id])
  })

  test('别的环节在办的再多，也一直找到轮到本人的；列不下的说明还有', async () => {
    for (let i = 0; i < SHORT + 1; i++) {
      const { id } = await one()
      await desk.reviews.pass(first, id, { stage: 'initialReview', revision: 1 })
    }
    const mine = [await one(), await one(), await one()].map(({ id }) => id)
    const before = await inboxOf()
    expect(before).toHaveLength(SHORT)
    expect((await lists.inbox(first)).more).toBe(true)
    await back(before[0]!)
    const after = await lists.inbox(first)
    expect(after.items.map(({ id }) => id)).toEqual(mine)
    expect(after.more).toBeUndefined()
  })

  test('退回的、撤回的、待补正的，录入的人都找得到；别人的不列；补正由前台收', async () => {
    const own = clerk('931', 'frontDesk')
    const [returned, withdrawn, waiting] = [
      await submitted(desk, employer, next++, own),
      await submitted(desk, employer, next++, own),
      await submitted(desk, employer, next++, own),
    ]
    await back(returned.id)
    await work.withdraw(own, withdrawn.id, { revision: 1, reason: '录错' })
    const items = [{ item: '劳动合同', basis: '采集标准' }]
    await work.requestPapers(first, waiting.id, { revision: 1, items })
    expect(await unfinishedOf(own)).toEqual([returned.id, withdrawn.id, waiting.id])
    expect(await unfinishedOf(clerk('932', 'frontDesk'))).toEqual([waiting.id])
    expect(await unfinishedOf(clerk('933', 'initialReviewer'))).toEqual([])
    expect(await unfinishedOf({ ...clerk('934', 'frontDesk'), agency: '999902' })).toEqual([])
  })
})

article(['M14-11b', 'M14-2(2)'], '任务清单：一种任务再多，也不挡住别的一种', () => {
  const add = (kind: 'paidDiffers' | 'exchangeMissed', many: number, from: number) =>
    db.app.transaction({}, (trx) =>
      insertTasks(
        trx,
        Array.from({ length: many }, (_, i) => ({
          ...{ taskId: desk.ports.ids.uuid(), kind, agency: '999901', line: i },
          ...{ says: sealJson(desk.ports.vault, { zh: '待办', en: 'to do' }), openedAt: (from + i) as Instant },
        })),
      ),
    )

  test('实缴不符占满之后，交换逾期仍看得见；列不下的种类说得出；办结的，新的在前', async () => {
    await add('paidDiffers', SHORT + 2, 1_000)
    await add('exchangeMissed', 1, 9_000)
    const tasks = new TaskService(desk.ports, SHORT)
    const { items, more } = await tasks.list(FRONT_DESK)
    const count = (kind: string) => items.filter((task) => task.kind === kind).length
    expect([count('paidDiffers'), count('exchangeMissed')]).toEqual([SHORT, 1])
    expect(more).toEqual(['paidDiffers'])
    for (const { id } of items) await tasks.close(FRONT_DESK, id, { outcome: '已处理' })
    const left = await tasks.list(FRONT_DESK)
    expect([left.items.length, left.more]).toEqual([2, undefined])
    await tasks.close(FRONT_DESK, left.items[0]!.id, { outcome: '已处理' })
    const closed = await tasks.list(FRONT_DESK, false)
    expect(closed.items[0]!.closedAt).toBe(Math.max(...closed.items.map(({ closedAt }) => closedAt!)))
  })
})
