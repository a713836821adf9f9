import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { ARCHIVE_PATHS, Uuid } from './catalogue-contract.js'
import {
  InspectionDetail,
  InspectionItem,
  InspectionList,
  InspectionRequest,
  ReadingRequest,
} from './inspection-contract.js'
import { InspectionService } from './inspection-service.js'
import type { ArchivePorts } from './ports-service.js'

const tags = ['档案']
const Id = Type.Object({ id: Uuid })
const ItemNumber = Type.Integer({ minimum: 1, maximum: 1000 })
const Item = Type.Object({ id: Uuid, item: ItemNumber })

/** 档案与数据库抽查各地址。 */
export function inspectionRoutes(ports: ArchivePorts): FastifyPluginAsyncTypebox {
  const inspections = new InspectionService(ports)
  return async (app) => {
    const list = { summary: '抽查案', tags, response: { 200: InspectionList } }
    app.get(ARCHIVE_PATHS.inspections, { schema: list }, async (request) =>
      inspections.list(await request.actorIn('staff')),
    )
    const open = { summary: '开一件抽查案', tags, body: InspectionRequest, response: { 200: InspectionDetail } }
    app.post(ARCHIVE_PATHS.inspections, { schema: open }, async (request) =>
      inspections.open(await request.actorIn('staff'), request.body),
    )
    const one = { summary: '抽查案与结果', tags, params: Id, response: { 200: InspectionDetail } }
    app.get(ARCHIVE_PATHS.inspection, { schema: one }, async (request) =>
      inspections.show(await request.actorIn('staff'), request.params.id),
    )
    const item = { summary: '抽中的一项', tags, params: Item, response: { 200: InspectionItem } }
    app.get(ARCHIVE_PATHS.inspectionItem, { schema: item }, async (request) =>
      inspections.item(await request.actorIn('staff'), request.params.id, request.params.item),
    )
    const read = {
      summary: '记一次读数',
      tags,
      params: Item,
      body: ReadingRequest,
      response: { 200: InspectionDetail },
    }
    app.post(ARCHIVE_PATHS.inspectionItem, { schema: read }, async (request) =>
      inspections.read(await request.actorIn('staff'), request.params.id, request.params.item, request.body),
    )
    const paper = { summary: '抽中一项的原始资料', tags, params: Type.Object({ ...Item.properties, documentId: Uuid }) }
    app.get(ARCHIVE_PATHS.inspectionPaper, { schema: paper }, async (request, reply) => {
      const { id, item: n, documentId } = request.params
      const { mediaType, bytes } = await inspections.paper(await request.actorIn('staff'), id, n, documentId)
      return reply.header('cache-control', 'no-store').type(mediaType).send(bytes)
    })
    const close = { summary: '抽查案结案', tags, params: Id, response: { 200: InspectionDetail } }
    app.post(ARCHIVE_PATHS.inspectionClose, { schema: close }, async (request) =>
      inspections.close(await request.actorIn('staff'), request.params.id),
    )
  }
}
