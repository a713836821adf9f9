import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { clerk, FRONT_DESK, operator, REVIEWERS, type TestDesk } from '../../test/desk.js'
import { codeOf, setClock, submitted, workDesk } from '../../test/work-desk.js'
import { addWorkingDays, workingCalendar } from '../policy/working-days.js'
import { ContentService } from './content-service.js'
import { WorkReportService } from './work-report-service.js'
import { WorkService } from './work-service.js'

let db: TestDatabase
let desk: TestDesk
let work: WorkService
let employer: string
let next = 40

beforeAll(async () => {
  db = await testDatabase()
  ;({ desk, employer } = await workDesk(db, 40))
  work = new WorkService(desk.ports)
})
afterAll(() => db.close())

const one = () => submitted(desk, employer, next++)
const at = { revision: 1 }
const [first, other] = [REVIEWERS.initialReview, clerk('905', 'initialReviewer')]
const elsewhere = { ...clerk('906', 'initialReviewer'), agency: '999902' }
const pass = { stage: 'initialReview', revision: 1 } as const

article(['BD-12', 'M14-7c'], '认领：他人看得见谁在办；到时失效；不因此多得一步', () => {
  test('无岗位、他区、录入人，都不能认领；不是记名的环节也不能', async () => {
    const { id } = await one()
    expect(await codeOf(work.claim(FRONT_DESK, id, at))).toBe('review.staff-only')
    expect(await codeOf(work.claim(REVIEWERS.recheck, id, at))).toBe('review.staff-only')
    expect(await codeOf(work.claim(elsewhere, id, at))).toBe('review.elsewhere')
    expect(await codeOf(work.claim(operator('800', employer), id, at))).toBe('review.staff-only')
    expect(await codeOf(work.claim(first, id, { revision: 2 }))).toBe('review.changed')
    const both = clerk('930', 'frontDesk', 'initialReviewer')
    const own = await submitted(desk, employer, next++, both)
    expect(await codeOf(work.claim(both, own.id, at))).toBe('review.same-person')
  })

  test('认领之后他人不能办，看得见是谁；交回之后可以', async () => {
    const { id } = await one()
    expect(await work.claim(first, id, at)).toMatchObject({ claim: { by: '901', mine: true } })
    expect(await work.claim(first, id, at)).toMatchObject({ claim: { mine: true } })
    expect((await desk.cases.show(other, id)).claim).toMatchObject({ by: '901', mine: false })
    expect((await desk.cases.show(operator('800', employer), id)).claim).toBeUndefined()
    expect((await desk.cases.show(other, id)).abilities).toEqual(['compare'])
    expect(await codeOf(work.claim(other, id, at))).toBe('claim.held')
    expect(await codeOf(desk.reviews.pass(other, id, pass))).toBe('claim.held')
    expect(await codeOf(work.release(other, id, at))).toBe('claim.not-yours')
    const listed = (await desk.lists.inbox(other)).items.find((item) => item.id === id)
    expect(listed).toMatchObject({ claim: { by: '901', mine: false } })
    const released = await work.release(first, id, at)
    expect(released.acts.map(({ act }) => act)).toEqual(['claimed', 'released'])
    expect((await desk.reviews.pass(other, id, pass)).state).toBe('recheck')
  })

  test('到时失效，不必谁来交回', async () => {
    const { id } = await one()
    await work.claim(first, id, at)
    setClock(desk, '2026-03-16T17:01:00+08:00')
    expect(await codeOf(desk.reviews.pass(other, id, pass))).toBe('done')
    setClock(desk, '2026-03-16T09:00:00+08:00')
  })

  test('办完一步，认领即终；认领不使人再办一步', async () => {
    const both = clerk('931', 'initialReviewer', 'rechecker')
    const { id } = await one()
    await work.claim(both, id, at)
    await desk.reviews.pass(both, id, pass)
    expect((await desk.cases.show(REVIEWERS.recheck, id)).claim).toBeUndefined()
    expect(await codeOf(work.claim(both, id, at))).toBe('review.same-person')
  })

  test('两人同时认领，只有一人得', async () => {
    const { id } = await one()
    const outcomes = await Promise.all([first, other].map((who) => codeOf(work.claim(who, id, at))))
    expect(outcomes.sort()).toEqual(['claim.held', 'done'])
  })
})

article('BD-12', '补正一次告知，停表有据', () => {
  const items = [
    { item: '劳动合同复印件', basis: '社会保险经办条例' },
    { item: '工资发放凭证', basis: '社会保险经办条例' },
  ]

  test('告知之后待补正：不能通过，停表；收到之后照常，停的日子不计', async () => {
    const { id, due } = await one()
    expect(due).toMatchObject({ day: '2026-03-18', provisional: false, overdue: false })
    const asked = await work.requestPapers(first, id, { ...at, items })
    expect(asked).toMatchObject({ state: 'awaitingPapers', due: { stoppedSince: expect.any(Number) } })
    expect(asked.acts.at(-1)).toMatchObject({ act: 'papersRequested', items })
    expect(await codeOf(desk.reviews.pass(first, id, pass))).toBe('papers.awaited')
    expect((await desk.cases.show(operator('800', employer), id)).acts.at(-1)?.items).toEqual(items)

    setClock(desk, '2026-03-20T10:00:00+08:00')
    const paper = await desk.ports.papers.receive('999901', 'attachment', Buffer.from('%PDF-1.4\n%%EOF\n'))
    const received = { ...at, documentId: paper.documentId }
    expect(await codeOf(work.receivePapers({ ...FRONT_DESK, agency: '999902' }, id, received))).toBe('review.elsewhere')
    const back = await work.receivePapers(FRONT_DESK, id, received)
    expect(back).toMatchObject({ state: 'initialReview', due: { day: '2026-03-24', overdue: false } })
    expect(back.due?.stoppedSince).toBeUndefined()
    const { content } = await new ContentService(desk.ports).page(first, id, 1)
    expect(content.papers.map(({ documentId }) => documentId)).toContain(paper.documentId)
    expect(await codeOf(work.receivePapers(FRONT_DESK, id, received))).toBe('papers.not-awaited')
    setClock(desk, '2026-03-16T09:00:00+08:00')
  })

  test('第二次：说过的不再说；首次能说的不得再要；新情况须逐项写明', async () => {
    const { id } = await one()
    await work.requestPapers(first, id, { ...at, items })
    expect(await codeOf(work.requestPapers(first, id, { ...at, items }))).toBe('work.no-stage')
    const paper = await desk.ports.papers.receive('999901', 'attachment', Buffer.from('%PDF-1.4\n%%EOF\n'))
    await work.receivePapers(FRONT_DESK, id, { ...at, documentId: paper.documentId })
    const more = { item: '身份证复印件', basis: '社会保险经办条例' }
    expect(await codeOf(work.requestPapers(first, id, { ...at, items: [more] }))).toBe('papers.once')
    expect(await codeOf(work.requestPapers(first, id, { ...at, items: [items[0]!] }))).toBe('papers.asked-before')
    const fresh = { ...more, whyNew: '补交的合同上姓名与登记不一致' }
    expect(await codeOf(work.requestPapers(first, id, { ...at, items: [fresh] }))).toBe('done')
  })

  test('他区、无岗位的不能要求补正；没有的材料不能登记', async () => {
    const { id } = await one()
    expect(await codeOf(work.requestPapers(elsewhere, id, { ...at, items }))).toBe('review.elsewhere')
    expect(await codeOf(work.requestPapers(FRONT_DESK, id, { ...at, items }))).toBe('review.staff-only')
    await work.requestPapers(first, id, { ...at, items })
    const nothing = { ...at, documentId: '00000000-0000-7000-8000-000000000000' }
    expect(await codeOf(work.receivePapers(FRONT_DESK, id, nothing))).not.toBe('done')
    expect((await desk.reviews.return(first, id, { ...pass, reason: '逾期未补' })).state).toBe('returned')
  })
})

describe('撤回', () => {
  test('审核之前由录入人或本单位撤回；撤回之后无人能办；可以重报', async () => {
    const { id } = await one()
    expect(await codeOf(work.withdraw(clerk('932', 'frontDesk'), id, at))).toBe('withdraw.not-yours')
    expect(await codeOf(work.withdraw(operator('801', '777'), id, at))).toBe('submission.missing')
    expect((await desk.cases.show(FRONT_DESK, id)).abilities).toContain('withdraw')
    expect(await work.withdraw(FRONT_DESK, id, { ...at, reason: '录错月份' })).toMatchObject({ state: 'withdrawn' })
    expect(await codeOf(desk.reviews.pass(first, id, pass))).toBe('review.withdrawn')
    expect(await codeOf(work.claim(first, id, at))).toBe('work.no-stage')
    expect(await codeOf(work.withdraw(FRONT_DESK, id, at))).toBe('withdraw.too-late')
    expect((await desk.lists.inbox(first)).items.some((item) => item.id === id)).toBe(false)
    expect((await desk.cases.show(FRONT_DESK, id)).abilities).toEqual(['resubmit'])
    expect(await desk.agreed.postAgreed(id)).toBe(0)
  })

  test('单位撤回自己的', async () => {
    const own = await submitted(desk, employer, next++, operator('800', employer))
    expect((await work.withdraw(operator('800', employer), own.id, at)).state).toBe('withdrawn')
  })

  test('审核开始之后不能撤回', async () => {
    const { id } = await one()
    await desk.reviews.pass(first, id, pass)
    expect(await codeOf(work.withdraw(FRONT_DESK, id, at))).toBe('withdraw.too-late')
  })
})

describe('上呈', () => {
  const up = { ...at, reason: '工资与上年相差过大，拿不准' }

  test('呈市级：只有市级同岗位的人能办，本区的不再能办；环节不变、不少', async () => {
    const { id, route } = await one()
    const city = { ...clerk('940', 'initialReviewer'), agency: '999900' }
    expect((await desk.lists.inbox(city)).items.some((item) => item.id === id)).toBe(false)
    const gone = await work.escalate(first, id, { ...up, to: 'city' })
    expect(gone).toMatchObject({ state: 'initialReview', takenBy: '999900', route })
    expect(await codeOf(desk.reviews.pass(other, id, pass))).toBe('review.elsewhere')
    expect((await desk.lists.inbox(city)).items.some((item) => item.id === id)).toBe(true)
    expect((await desk.lists.inbox(first)).items.some((item) => item.id === id)).toBe(false)
    expect((await desk.reviews.pass(city, id, pass)).state).toBe('recheck')
    expect((await desk.cases.show(REVIEWERS.recheck, id)).takenBy).toBeUndefined()
  })

  test('呈负责人：由审批岗办理本环节；办过的仍不得再办', async () => {
    const { id } = await one()
    expect(await codeOf(work.escalate(elsewhere, id, { ...up, to: 'head' }))).toBe('review.elsewhere')
    await work.escalate(first, id, { ...up, to: 'head' })
    expect(await codeOf(desk.reviews.pass(first, id, pass))).toBe('review.staff-only')
    const head = clerk('941', 'approver', 'rechecker')
    expect((await desk.reviews.pass(head, id, pass)).state).toBe('recheck')
    expect(await codeOf(desk.reviews.pass(head, id, { stage: 'recheck', revision: 1 }))).toBe('review.same-person')
    expect(await codeOf(work.escalate(REVIEWERS.approval, id, { ...up, to: 'head' }))).toBe('review.staff-only')
  })
})

article('BQ-12b', '审核环节的期限按工作日；跨入没有日历的年份为暂定，录入后重算，前后都留', () => {
  test('节前收到', async () => {
    setClock(desk, '2026-09-30T15:00:00+08:00')
    const { due } = await one()
    expect(due).toEqual({ day: '2026-10-09', provisional: false, overdue: false, told: [] })
    setClock(desk, '2026-10-10T00:00:00+08:00')
    const listed = (await desk.lists.inbox(first)).items
    expect(listed.filter((item) => item.due?.overdue).length).toBeGreaterThan(0)
  })

  test('跨年：照收，标为暂定，不算逾期；次年日历录入后重算，两个都在', async () => {
    setClock(desk, '2026-12-30T15:00:00+08:00')
    const { id, due } = await one()
    expect(due).toEqual({ day: '2026-12-31', provisional: true, overdue: false, told: [] })
    setClock(desk, '2027-01-06T15:00:00+08:00')
    expect((await desk.cases.show(first, id)).due).toMatchObject({ provisional: true, overdue: false })

    const area = desk.policy.book.area('999900')
    const nation = desk.policy.book.area('000000')
    const of = (name: string) => nation.parameter(name)!
    const with2027 = (name: string, value: string) => {
      const parameter = of(name)
      const version = { ...parameter.versions.at(-1)!, since: '2027-01', until: '2027-12' as never, value }
      return [name, { ...parameter, versions: [version] }] as const
    }
    const days = [with2027('calendar.days-off', '2027-01-01..2027-01-03'), with2027('calendar.work-days', '2027-01-09')]
    const loaded = area.overlaid(new Map(days))
    const before = desk.policy
    desk.policy = { ...before, book: before.book.with(loaded) }
    expect(addWorkingDays(workingCalendar(loaded), '2026-12-30' as never, 2).day).toBe('2027-01-04')
    expect((await desk.cases.show(first, id)).due).toEqual({
      ...{ day: '2027-01-04', provisional: false, overdue: true, told: ['2026-12-31'] },
    })
    desk.policy = before
    setClock(desk, '2026-03-16T09:00:00+08:00')
  })
})

article('BD-12', '移交与搁置的报告', () => {
  test('移交过多、无人办理、逾期的列出；照常办的不列', async () => {
    const report = new WorkReportService(desk.ports)
    setClock(desk, '2026-05-11T09:00:00+08:00')
    const [idle, quick, moved] = [await one(), await one(), await one()]
    await desk.passAll(quick)
    for (let i = 0; i < 4; i++) {
      await work.claim(first, moved.id, at)
      await work.release(first, moved.id, at)
    }
    setClock(desk, '2026-05-15T09:00:00+08:00')
    const { rows, cases } = await report.report(REVIEWERS.approval, '2026-05-01' as never, '2026-05-31' as never)
    expect(cases).toBe(3)
    expect(rows.find(({ id }) => id === moved.id)).toMatchObject({ moves: 4 })
    expect(rows.find(({ id }) => id === idle.id)).toMatchObject({ moves: 0, idle: 4, overdue: true })
    expect(rows.some(({ id }) => id === quick.id)).toBe(false)
    const far = { ...REVIEWERS.approval, agency: '999902' }
    expect((await report.report(far, '2026-05-01' as never, '2026-05-31' as never)).cases).toBe(0)
  })
})
