import { afterAll, beforeAll, expect, test } from 'vitest'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { clerk, REVIEWERS, type TestDesk, testDesk } from '../../test/desk.js'
import type { Refusal } from '../kernel/refusal.js'
import type { CatalogueChangeRequest } from './catalogue-contract.js'
import { CatalogueService } from './catalogue-service.js'
import { ContentService } from './content-service.js'

const MAINTAINER = clerk('930', 'parameterMaintainer')

let db: TestDatabase
let desk: TestDesk
let catalogues: CatalogueService

beforeAll(async () => {
  db = await testDatabase()
  desk = testDesk(db)
  catalogues = new CatalogueService(desk.ports)
})
afterAll(() => db.close())

const codeOf = (doing: Promise<unknown>): Promise<string | undefined> =>
  doing.then(
    () => undefined,
    (thrown: Refusal) => thrown.entry.code,
  )
type Change = CatalogueChangeRequest['changes'][number]
const drug = (change: Partial<Change> = {}): CatalogueChangeRequest => ({
  catalogue: 'drug',
  changes: [
    {
      code: 'QY0001',
      change: 'add',
      fromDay: '2026-01-01',
      name: '示例片',
      category: '乙类',
      selfPay: 100_000,
      ...change,
    },
  ],
  ...{ document: '示医保发〔2026〕1 号', explanation: '依文件调整目录' },
})
const propose = (request: CatalogueChangeRequest) => catalogues.propose(MAINTAINER, request)
const post = async (request: CatalogueChangeRequest) => desk.passAll(await propose(request))
const page = (find = '') => catalogues.page(MAINTAINER, 'drug', { find, page: 1 })

article(['BD-5', 'BD-6', 'BD-7', 'BD-13'], '目录与定点机构：增、改、删都凭文件、经审核，前后均在', () => {
  test('没有记账之前不在目录；提两次是一件；审核、审批各一人', async () => {
    const [one, two] = [await propose(drug()), await propose(drug())]
    expect(one.id).toBe(two.id)
    expect(one.route).toEqual(['review', 'approval'])
    expect((await page()).total).toBe(0)
    const { revision } = one
    const twice = { ...REVIEWERS.approval, personId: REVIEWERS.review.personId }
    await desk.reviews.pass(REVIEWERS.review, one.id, { stage: 'review', revision })
    expect(await codeOf(desk.reviews.pass(twice, one.id, { stage: 'approval', revision }))).toBe('review.same-person')
    await desk.reviews.pass(REVIEWERS.approval, one.id, { stage: 'approval', revision })
    expect((await page('示例')).items).toMatchObject([
      { code: 'QY0001', selfPay: 100_000, document: '示医保发〔2026〕1 号' },
    ])
  })

  test.each([
    ['已有的再增', drug(), 'catalogue.known-already'],
    ['没有的变更', drug({ code: 'QY0009', change: 'change' }), 'catalogue.unknown'],
    ['没有的删除', drug({ code: 'QY0009', change: 'delete' }), 'catalogue.unknown'],
    ['改了等于没改', drug({ change: 'change' }), 'catalogue.nothing-changes'],
    ['早于现行的生效日', drug({ change: 'change', fromDay: '2025-12-31', selfPay: 0 }), 'catalogue.earlier'],
  ])('%s，不予受理', async (_says, request, code) => {
    expect(await codeOf(propose(request))).toBe(code)
  })

  test('同一编码在一份里出现两次，不予受理', async () => {
    const { changes, ...rest } = drug({ code: 'QY0002' })
    expect(await codeOf(propose({ ...rest, changes: [...changes, ...changes] }))).toBe('catalogue.code-twice')
  })

  test('变更：审核人看得到前后；记账后来历里三行，删除之后目录里没有', async () => {
    const changed = await propose(drug({ change: 'change', fromDay: '2026-02-01', selfPay: 50_000 }))
    const { content } = await new ContentService(desk.ports).page(REVIEWERS.review, changed.id, 1)
    const field = content.lines[0]!.fields.find(({ name }) => name === 'selfPay')
    expect(field).toMatchObject({ before: { zh: '10%' }, after: { zh: '5%' }, changed: true })
    await desk.passAll(changed)
    await post(drug({ change: 'delete', fromDay: '2026-03-01' }))
    const { items } = await catalogues.history(MAINTAINER, 'drug', 'QY0001')
    expect(items.map(({ change, selfPay }) => [change, selfPay])).toEqual([
      ['add', 100_000],
      ['change', 50_000],
      ['delete', 100_000],
    ])
    expect((await page()).total).toBe(0)
  })

  test('两份同时增加同一编码：只记一份，另一份写明原因', async () => {
    const [one, two] = [
      await propose(drug({ code: 'QY0003' })),
      await propose(drug({ code: 'QY0003', name: '另一示例片' })),
    ]
    const done = await Promise.all([desk.passAll(one), desk.passAll(two)])
    expect(done.map(({ state }) => state).sort()).toEqual(['agreed', 'posted'])
  })

  test('目录改不了：没有更改、删除的权限', async () => {
    const attempt = desk.ports.app.transaction({}, (trx) =>
      trx.rows(`update ledger.catalogue_entry set name = '改了' where code = 'QY0003'`),
    )
    await expect(attempt).rejects.toThrow(/permission denied/)
  })
})
