import { BatchService } from '../../archive/batch-service.js'
import { CatalogueService } from '../../archive/catalogue-service.js'
import { InspectionService } from '../../archive/inspection-service.js'
import { LoanService } from '../../archive/loan-service.js'
import { VendorService } from '../../archive/vendor-service.js'
import { type Day, plusDays } from '../../kernel/day.js'
import { demoScan } from './demo-image.js'
import type { Scene } from './scene-house.js'

const DAY = '2026-10-12' as Day

/** 上架与借阅：a few papers have numbers and boxes; one was lent and is overdue. */
const boxes: Scene = {
  ...{ name: 'boxes', zh: '档案上架与借阅', day: DAY },
  play: async (house) => {
    const { archive } = house.parts
    const [catalogue, keeper] = [new CatalogueService(archive), house.as('city-archive')]
    const { papers } = await catalogue.list(keeper, {})
    for (const [i, { documentId }] of papers.slice(0, 4).entries())
      await catalogue.place(keeper, documentId, {
        ...{ archiveNumber: `2026-DJ-000${i + 1}`, place: `一库 3 架 ${i < 2 ? 12 : 13} 盒`, reason: '整理上架' },
      })
    const [loans, purpose] = [new LoanService(archive), '核对历史缴费原件']
    if (papers.length > 0) await loans.lend(keeper, { archiveNumber: '2026-DJ-0001', borrower: 'east-review', purpose })
  },
}

const PAGES = 4

/** 外包扫描：a batch in the vendor's hands, two of its four pages scanned. */
const scanning: Scene = {
  ...{ name: 'scanning', zh: '外包扫描批次', day: 'now' },
  play: async (house) => {
    const { archive } = house.parts
    const [batches, vendor, keeper] = [new BatchService(archive), new VendorService(archive), house.as('city-archive')]
    const scan = await archive.papers.receive(keeper.agency!, 'agreement', demoScan(9), { fileName: '协议.png' })
    const { agreements } = await batches.agree(keeper, {
      ...{
        kind: 'scanVendor',
        documentId: scan.documentId,
        number: 'WB-2026-01',
        vendor: '示例档案服务有限公司',
        companion: 'city-archive-2',
        workers: ['scan-vendor'],
      },
      ...{ fromDay: plusDays(house.today, -30), throughDay: plusDays(house.today, 335) },
    })
    const agreementId = agreements.find(({ number }) => number === 'WB-2026-01')!.id
    const handed = { number: 'SM-2026-001', agreementId, what: '2019 年征缴凭证', pagesOut: PAGES }
    const { id } = await batches.handOver(keeper, handed)
    const worker = house.as('scan-vendor')
    await vendor.take(worker, id, PAGES)
    for (const page of [1, 2]) await vendor.scan(worker, id, page, { bytes: demoScan(page), fileName: `${page}.png` })
  },
}

/** 档案与数据库抽查：drawn, the first of them read and found to agree. */
const inspection: Scene = {
  ...{ name: 'inspection', zh: '档案与数据库抽查', day: 'now' },
  play: async (house) => {
    await house.parts.settle()
    const [inspections, inspector] = [new InspectionService(house.parts.archive), house.as('city-quality')]
    const [fromDay, throughDay] = ['2026-09-01', '2026-09-30']
    const { id } = await inspections.open(inspector, { agency: '999901', fromDay, throughDay, size: 6 })
    const { fields } = await inspections.item(inspector, id, 1)
    await inspections.read(inspector, id, 1, {
      ...{ hasOriginal: true, hasReview: true, note: '与申报表一致' },
      fields: fields.map(({ name }) => ({ name, verdict: 'agree' as const })),
    })
  },
}

export const ARCHIVE_SCENES: readonly Scene[] = [boxes, scanning, inspection]
