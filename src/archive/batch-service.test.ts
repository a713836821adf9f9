import { afterAll, beforeAll, expect, test } from 'vitest'
import { keeper, type TestArchive, testArchive } from '../../test/archive.js'
import { article } from '../../test/article.js'
import { type TestDatabase, testDatabase } from '../../test/city.js'
import { testDesk } from '../../test/desk.js'
import { png } from '../../test/paper-samples.js'
import type { Day } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import { BatchService } from './batch-service.js'
import { VendorService } from './vendor-service.js'

let db: TestDatabase
let archive: TestArchive
let inside: BatchService
let vendor: VendorService
let agreementId: string
let batchId: string
let documentId: string

const ARCHIVIST = keeper('961', 'archivist')
const WORKER = keeper('962', 'scanVendor')
const OTHER = keeper('963', 'scanVendor')
const PAGES = 3

beforeAll(async () => {
  db = await testDatabase()
  archive = testArchive(db, testDesk(db))
  inside = new BatchService(archive.ports)
  vendor = new VendorService(archive.ports)
  documentId = (await archive.ports.papers.receive('999901', 'agreement', png(60, 60))).documentId
  const account = (personId: string, ...posts: string[]) => ({ personId, agency: '999901', posts })
  archive.accounts.set('keeper', account('961', 'archivist'))
  archive.accounts.set('vendor', account('962', 'scanVendor'))
  archive.accounts.set('other', account('963', 'scanVendor'))
})
afterAll(() => db.close())

const codeOf = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    (thrown: unknown) => (thrown instanceof Refusal ? thrown.entry.code : String(thrown)),
  )
const image = (n: number) => ({ bytes: png(100 + n, 100), fileName: `${n}.png` })
const agreement = (number: string, workers: string[], change: object = {}) => ({
  ...{
    kind: 'scanVendor' as const,
    number,
    vendor: '示例档案服务有限公司',
    fromDay: '2026-03-01',
    throughDay: '2026-03-31',
  },
  ...{ companion: 'keeper', workers, documentId, ...change },
})

article(
  ['BD-32', 'M14-11d', 'WH-2(4)', 'WH-7b'],
  '外包整理与扫描：按批交接，数目相符，抽检合格，缺页不收，收后不改',
  () => {
    test('协议由档案岗登记；外包人员须有外包岗位，陪同须是本机构的', async () => {
      expect(await codeOf(inside.agree(WORKER, agreement('X', ['vendor'])))).toBe('access.denied')
      expect(await codeOf(inside.agree(ARCHIVIST, agreement('X', ['keeper'])))).toBe('archive.unknown-person')
      expect(await codeOf(inside.agree(ARCHIVIST, agreement('X', ['vendor'], { companion: 'vendor' })))).toBe(
        'archive.unknown-person',
      )
      expect(await codeOf(inside.agree(ARCHIVIST, agreement('X', ['vendor'], { companion: undefined })))).toBe(
        'archive.agreement-needs-companion',
      )
      expect(await codeOf(inside.agree(ARCHIVIST, agreement('X', ['vendor'], { kind: 'printingFirm' })))).toBe(
        'archive.agreement-workers',
      )
      const { agreements } = await inside.agree(ARCHIVIST, agreement('WB-1', ['vendor']))
      expect(agreements).toMatchObject([{ number: 'WB-1', companion: '人员961', inForce: true, ending: true }])
      agreementId = agreements[0]!.id
      await inside.agree(ARCHIVIST, agreement('WB-2', ['other']))
    })

    test('交出一批，编号不重；只有这份协议的人看得到', async () => {
      const batch = { number: 'P-1', agreementId, what: '2019 年征缴凭证', pagesOut: PAGES }
      const made = await inside.handOver(ARCHIVIST, batch)
      batchId = made.id
      expect(made).toMatchObject({ state: 'handedOver', missing: [1, 2, 3] })
      expect(await codeOf(inside.handOver(ARCHIVIST, batch))).toBe('archive.number-taken')
      const printing = await inside.agree(ARCHIVIST, agreement('YZ-1', [], { kind: 'printingFirm' }))
      const other = printing.agreements.find((one) => one.number === 'YZ-1')!.id
      expect(await codeOf(inside.handOver(ARCHIVIST, { ...batch, number: 'P-9', agreementId: other }))).toBe(
        'archive.agreement-not-scanning',
      )
      expect((await vendor.list(WORKER)).batches.map(({ id }) => id)).toEqual([batchId])
      expect((await vendor.list(OTHER)).batches).toEqual([])
      expect(await codeOf(vendor.show(OTHER, batchId))).toBe('archive.not-your-batch')
      expect(await codeOf(vendor.list(ARCHIVIST))).toBe('access.denied')
      expect(await codeOf(inside.list(WORKER))).toBe('access.denied')
      expect(await codeOf(inside.page(WORKER, batchId, 1))).toBe('access.denied')
    })

    test('点收数目不符不办；点收之前不能送影像', async () => {
      expect(await codeOf(vendor.scan(WORKER, batchId, 1, image(1)))).toBe('archive.out-of-turn')
      expect(await codeOf(vendor.take(WORKER, batchId, PAGES - 1))).toBe('archive.wrong-count')
      expect((await vendor.take(WORKER, batchId, PAGES)).state).toBe('scanning')
      expect(await codeOf(vendor.take(WORKER, batchId, PAGES))).toBe('archive.out-of-turn')
    })

    test('扫描即记摘要；重扫以后者为准，先前的抽检作废；名实不符的不收', async () => {
      const first = await vendor.scan(WORKER, batchId, 1, image(1))
      await inside.check(ARCHIVIST, batchId, { page: 1, agrees: true, note: '' })
      const second = await vendor.scan(WORKER, batchId, 1, image(9))
      expect(second.pages[0]?.digest).not.toBe(first.pages[0]?.digest)
      expect(second.pages[0]?.agrees).toBeUndefined()
      await vendor.scan(WORKER, batchId, 2, image(2))
      expect(await codeOf(vendor.scan(WORKER, batchId, 4, image(4)))).toBe('archive.no-such-page')
      expect(await codeOf(vendor.scan(WORKER, batchId, 3, { ...image(3), fileName: 'a.pdf' }))).toBe(
        'paper.type-differs',
      )
    })

    test('缺页不能接收；收回数目不符不办；没有抽检或抽检不合格不能接收', async () => {
      expect(await codeOf(inside.takeBack(ARCHIVIST, batchId, PAGES + 1))).toBe('archive.wrong-count')
      expect((await inside.takeBack(ARCHIVIST, batchId, PAGES)).state).toBe('returned')
      expect(await codeOf(inside.accept(ARCHIVIST, batchId))).toBe('archive.page-missing')
      const { pages } = await vendor.scan(WORKER, batchId, 3, image(3))
      const drawn = pages.filter((page) => page.drawn).map(({ page }) => page)
      expect(drawn.length).toBe(1)
      expect(await codeOf(inside.accept(ARCHIVIST, batchId))).toBe('archive.not-checked')
      const other = [1, 2, 3].find((page) => page !== drawn[0])!
      await inside.check(ARCHIVIST, batchId, { page: drawn[0]!, agrees: true, note: '清晰' })
      await inside.check(ARCHIVIST, batchId, { page: other, agrees: false, note: '歪斜' })
      expect(await codeOf(inside.accept(ARCHIVIST, batchId))).toBe('archive.not-checked')
      const seen = (page: number) => inside.check(ARCHIVIST, batchId, { page, agrees: true, note: '' })
      expect(await codeOf(seen(drawn[0]!)), '同样的结论再送一次，不另记').toBe('done')
      expect(await codeOf(seen(other)), '不同的结论不能悄悄不记').toBe('archive.checked-already')
      const told = (await vendor.show(WORKER, batchId)).pages.find(({ page }) => page === other)
      expect([told?.agrees, told?.note]).toEqual([false, '歪斜'])
      await vendor.scan(WORKER, batchId, other, image(30))
      expect((await inside.page(ARCHIVIST, batchId, other)).mediaType).toBe('image/png')
      expect((await inside.accept(ARCHIVIST, batchId)).state).toBe('accepted')
    })

    test('接收之后：外包人员看不到，影像谁也改不了；对照：未接收的改得了', async () => {
      expect((await vendor.list(WORKER)).batches).toEqual([])
      expect(await codeOf(vendor.scan(WORKER, batchId, 1, image(5)))).toBe('archive.not-your-batch')
      const change = (id: string) =>
        db.app.transaction({}, (trx) => trx.rows('update archive.batch_page set page = page where batch_id = $1', [id]))
      await expect(change(batchId)).rejects.toMatchObject({ code: '42501' })
      const open = await inside.handOver(ARCHIVIST, { number: 'P-2', agreementId, what: '另一批', pagesOut: 1 })
      await vendor.take(WORKER, open.id, 1)
      await vendor.scan(WORKER, open.id, 1, image(7))
      await change(open.id)
    })

    test('没有扫描件的协议登记不了；对照：已有的协议抹去扫描件，账户当即不能办理，补上又能', async () => {
      const bare = agreement('WB-9', ['other'], { documentId: undefined })
      expect(await codeOf(inside.agree(ARCHIVIST, bare))).toBe('archive.agreement-needs-scan')
      const scan = (id: string | null) =>
        db.admin.transaction({}, (trx) =>
          trx.rows('update archive.agreement set document_id = $2 where agreement_id = $1', [agreementId, id]),
        )
      await scan(null)
      expect(await codeOf(vendor.list(WORKER))).toBe('archive.agreement-over')
      await scan(documentId)
      expect(await codeOf(vendor.list(WORKER))).toBe('done')
      const [shown] = (await inside.agreements(ARCHIVIST)).agreements.filter(({ number }) => number === 'WB-1')
      expect(shown).toMatchObject({ documentId, fromDay: '2026-03-01', throughDay: '2026-03-31', companion: '人员961' })
    })

    test('到期的当日之后、终止的下一个请求起，账户什么也不能办', async () => {
      archive.today = '2026-04-01' as Day
      expect(await codeOf(vendor.list(WORKER))).toBe('archive.agreement-over')
      archive.today = '2026-03-31' as Day
      expect(await codeOf(vendor.list(WORKER))).toBe('done')
      await inside.end(ARCHIVIST, agreementId)
      expect(await codeOf(vendor.list(WORKER))).toBe('archive.agreement-over')
      expect(
        await codeOf(inside.handOver(ARCHIVIST, { number: 'P-3', agreementId, what: '再一批', pagesOut: 1 })),
      ).toBe('archive.agreement-over')
      expect(await codeOf(inside.end(ARCHIVIST, agreementId))).toBe('archive.missing')
    })
  },
)
