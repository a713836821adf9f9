import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import {
  AgreementList,
  AgreementRequest,
  BatchDetail,
  BatchList,
  BatchRequest,
  CheckRequest,
  CountRequest,
  PageNumber,
} from './batch-contract.js'
import { BatchService } from './batch-service.js'
import { ARCHIVE_PATHS, Uuid } from './catalogue-contract.js'
import type { ArchivePorts } from './ports-service.js'
import { fileOf } from './upload.js'
import { VendorService } from './vendor-service.js'

const tags = ['档案']
const Id = Type.Object({ id: Uuid })
const Page = Type.Object({ id: Uuid, page: PageNumber })

/** 外包整理与扫描：the insider's side and, apart from it, the vendor's. */
export function batchRoutes(ports: ArchivePorts): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(agreementRoutes(ports))
    await app.register(insideRoutes(ports))
    await app.register(vendorRoutes(ports))
  }
}

function agreementRoutes(ports: ArchivePorts): FastifyPluginAsyncTypebox {
  const batches = new BatchService(ports)
  return async (app) => {
    const list = { summary: '外包协议', tags, response: { 200: AgreementList } }
    app.get(ARCHIVE_PATHS.agreements, { schema: list }, async (request) =>
      batches.agreements(await request.actorIn('staff')),
    )
    const agree = { summary: '登记外包协议', tags, body: AgreementRequest, response: { 200: AgreementList } }
    app.post(ARCHIVE_PATHS.agreements, { schema: agree }, async (request) =>
      batches.agree(await request.actorIn('staff'), request.body),
    )
    const end = { summary: '终止外包协议', tags, params: Id, response: { 200: AgreementList } }
    app.post(ARCHIVE_PATHS.endAgreement, { schema: end }, async (request) =>
      batches.end(await request.actorIn('staff'), request.params.id),
    )
  }
}

function insideRoutes(ports: ArchivePorts): FastifyPluginAsyncTypebox {
  const batches = new BatchService(ports)
  return async (app) => {
    const list = { summary: '外包批次', tags, response: { 200: BatchList } }
    app.get(ARCHIVE_PATHS.batches, { schema: list }, async (request) => batches.list(await request.actorIn('staff')))
    const hand = { summary: '交出一批', tags, body: BatchRequest, response: { 200: BatchDetail } }
    app.post(ARCHIVE_PATHS.batches, { schema: hand }, async (request) =>
      batches.handOver(await request.actorIn('staff'), request.body),
    )
    const one = { summary: '一批及其各页', tags, params: Id, response: { 200: BatchDetail } }
    app.get(ARCHIVE_PATHS.batch, { schema: one }, async (request) =>
      batches.show(await request.actorIn('staff'), request.params.id),
    )
    const back = { summary: '收回纸件', tags, params: Id, body: CountRequest, response: { 200: BatchDetail } }
    app.post(ARCHIVE_PATHS.batchReturn, { schema: back }, async (request) =>
      batches.takeBack(await request.actorIn('staff'), request.params.id, request.body.pages),
    )
    const check = { summary: '抽检一页', tags, params: Id, body: CheckRequest, response: { 200: BatchDetail } }
    app.post(ARCHIVE_PATHS.batchCheck, { schema: check }, async (request) =>
      batches.check(await request.actorIn('staff'), request.params.id, request.body),
    )
    const accept = { summary: '接收一批', tags, params: Id, response: { 200: BatchDetail } }
    app.post(ARCHIVE_PATHS.batchAccept, { schema: accept }, async (request) =>
      batches.accept(await request.actorIn('staff'), request.params.id),
    )
    app.get(
      ARCHIVE_PATHS.batchPage,
      { schema: { summary: '一页影像', tags, params: Page } },
      async (request, reply) => {
        const { id, page } = request.params
        const { mediaType, bytes } = await batches.page(await request.actorIn('staff'), id, page)
        return reply.header('cache-control', 'no-store').type(mediaType).send(bytes)
      },
    )
  }
}

function vendorRoutes(ports: ArchivePorts): FastifyPluginAsyncTypebox {
  const vendor = new VendorService(ports)
  return async (app) => {
    const list = { summary: '交给我的批次', tags, response: { 200: BatchList } }
    app.get(ARCHIVE_PATHS.vendorBatches, { schema: list }, async (request) =>
      vendor.list(await request.actorIn('staff')),
    )
    const one = { summary: '交给我的一批', tags, params: Id, response: { 200: BatchDetail } }
    app.get(`${ARCHIVE_PATHS.vendorBatches}/:id`, { schema: one }, async (request) =>
      vendor.show(await request.actorIn('staff'), request.params.id),
    )
    const take = { summary: '点收一批', tags, params: Id, body: CountRequest, response: { 200: BatchDetail } }
    app.post(ARCHIVE_PATHS.vendorTake, { schema: take }, async (request) =>
      vendor.take(await request.actorIn('staff'), request.params.id, request.body.pages),
    )
    const scan = { summary: '送一页影像', tags, params: Page, response: { 200: BatchDetail } }
    app.post(ARCHIVE_PATHS.vendorPage, { schema: scan }, async (request) => {
      const actor = await request.actorIn('staff')
      const { id, page } = request.params
      await vendor.show(actor, id)
      return vendor.scan(actor, id, page, await fileOf(request))
    })
  }
}
