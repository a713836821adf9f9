import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyReply } from 'fastify'
import { subjectOf } from '../access/actor.js'
import { uploaded } from '../collection/uploaded.js'
import type { DeliveryBatchService } from './delivery-batch-service.js'
import {
  BatchMade,
  BatchParam,
  DELIVERY_PATH,
  DeliveryBatches,
  DeliveryList,
  DeliveryRunView,
  FetchList,
  MakeBatch,
  MY_DELIVERY_PATH,
  MyDeliveries,
  OpenDelivery,
  PieceDetail,
  PieceList,
  PieceParam,
  PieceQuery,
  ResultsTaken,
  RunParam,
  TakeStep,
} from './delivery-contract.js'
import type { PieceService } from './delivery-piece-service.js'
import type { DeliveryService } from './delivery-service.js'

const tags = ['权益记录单寄送']
const Pdf = Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary', description: 'application/pdf' })
const Sealed = Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary', description: 'application/octet-stream' })
const pdf = { produces: ['application/pdf'], response: { 200: Pdf } }

export interface DeliveryRooms {
  readonly runs: DeliveryService
  readonly pieces: PieceService
  readonly batches: DeliveryBatchService
}

/** 公众端口：本人的记录单寄到哪里了。 */
export function myDeliveryRoutes(pieces: PieceService): FastifyPluginAsyncTypebox {
  return async (app) => {
    const mine = { summary: '本人权益记录单的寄送', tags, response: { 200: MyDeliveries } }
    app.get(MY_DELIVERY_PATH, { schema: mine }, async (request) => {
      const actor = await request.actorIn('citizen')
      return pieces.mine(actor, subjectOf(actor))
    })
  }
}

/** 经办端口：寄送批次。`woken` is told that there may be persons to gather. */
export function deliveryRoutes({ runs, pieces, batches }: DeliveryRooms, woken: () => void): FastifyPluginAsyncTypebox {
  return async (app) => {
    const list = { summary: '各批权益记录单寄送', tags, response: { 200: DeliveryList } }
    app.get(DELIVERY_PATH, { schema: list }, async (request) => runs.list(await request.actorIn('staff')))

    const open = { summary: '开年度寄送批次', tags, body: OpenDelivery, response: { 200: DeliveryRunView } }
    app.post(DELIVERY_PATH, { schema: open }, async (request) => {
      const run = await runs.open(await request.actorIn('staff'), request.body)
      woken()
      return run
    })

    const one = { summary: '一批寄送及其进度', tags, params: RunParam, response: { 200: DeliveryRunView } }
    app.get(`${DELIVERY_PATH}/:id`, { schema: one }, async (request) =>
      runs.show(await request.actorIn('staff'), request.params.id),
    )

    const cost = { summary: '寄送费用单', tags, params: RunParam, ...pdf }
    app.get(`${DELIVERY_PATH}/:id/cost`, { schema: cost }, async (request, reply) =>
      sendPdf(reply, 'cost', await runs.costSheet(await request.actorIn('staff'), request.params.id)),
    )
    await app.register(batchRoutes(batches))
    await app.register(pieceRoutes(pieces))
  }
}

function batchRoutes(batches: DeliveryBatchService): FastifyPluginAsyncTypebox {
  return async (app) => {
    const list = { summary: '一批寄送的各次交寄', tags, params: RunParam, response: { 200: DeliveryBatches } }
    app.get(`${DELIVERY_PATH}/:id/batches`, { schema: list }, async (request) =>
      batches.list(await request.actorIn('staff'), request.params.id),
    )
    const make = { summary: '成批交寄', tags, params: RunParam, body: MakeBatch, response: { 200: BatchMade } }
    app.post(`${DELIVERY_PATH}/:id/batches`, { schema: make }, async (request) =>
      batches.make(await request.actorIn('staff'), request.params.id, request.body.agreement),
    )
    const fetch = {
      ...{ summary: '领取交寄名单（密封）', tags, params: BatchParam, body: FetchList },
      ...{ produces: ['application/octet-stream'], response: { 200: Sealed } },
    }
    app.post(`${DELIVERY_PATH}/:id/batches/:batch/list`, { schema: fetch }, async (request, reply) => {
      const { id, batch } = request.params
      const actor = await request.actorIn('staff')
      const { bytes, name } = await batches.fetch(actor, id, batch, request.body.password)
      return reply
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'no-store')
        .type('application/octet-stream')
        .send(bytes) as unknown as Uint8Array
    })
    const envelopes = { summary: '打印一批的信封', tags, params: BatchParam, ...pdf }
    app.get(`${DELIVERY_PATH}/:id/batches/:batch/envelopes`, { schema: envelopes }, async (request, reply) => {
      const { id, batch } = request.params
      return sendPdf(reply, 'envelopes', await batches.envelopes(await request.actorIn('staff'), id, batch))
    })
    const results = { summary: '登记回执与退回', tags, params: RunParam, response: { 200: ResultsTaken } }
    app.post(`${DELIVERY_PATH}/:id/results`, { schema: results }, async (request) => {
      const actor = await request.actorIn('staff')
      const { bytes } = await uploaded(request)
      return batches.results(actor, request.params.id, bytes)
    })
  }
}

function pieceRoutes(pieces: PieceService): FastifyPluginAsyncTypebox {
  return async (app) => {
    const list = {
      ...{ summary: '一批寄送的各件', tags, params: RunParam },
      ...{ querystring: PieceQuery, response: { 200: PieceList } },
    }
    app.get(`${DELIVERY_PATH}/:id/pieces`, { schema: list }, async (request) =>
      pieces.list(await request.actorIn('staff'), request.params.id, request.query),
    )
    const one = { summary: '一件记录单及其步骤', tags, params: PieceParam, response: { 200: PieceDetail } }
    app.get(`${DELIVERY_PATH}/:id/pieces/:personId`, { schema: one }, async (request) => {
      const { id, personId } = request.params
      return pieces.show(await request.actorIn('staff'), id, personId)
    })
    const step = {
      ...{ summary: '办理一件记录单的一步', tags, params: PieceParam, body: TakeStep },
      response: { 200: PieceDetail },
    }
    app.post(`${DELIVERY_PATH}/:id/pieces/:personId/steps`, { schema: step }, async (request) => {
      const { id, personId } = request.params
      return pieces.take(await request.actorIn('staff'), id, personId, request.body)
    })
    for (const [what, summary] of [
      ['envelope', '打印一件的信封'],
      ['statement', '打印一件的记录单'],
    ] as const) {
      app.get(
        `${DELIVERY_PATH}/:id/pieces/:personId/${what}`,
        { schema: { summary, tags, params: PieceParam, ...pdf } },
        async (request, reply) => {
          const { id, personId } = request.params
          return sendPdf(reply, what, await pieces.pdf(await request.actorIn('staff'), id, personId, what))
        },
      )
    }
  }
}

function sendPdf(reply: FastifyReply, name: string, bytes: Uint8Array) {
  return reply
    .header('content-disposition', `inline; filename="quanyi-${name}.pdf"`)
    .header('cache-control', 'no-store')
    .type('application/pdf')
    .send(Buffer.from(bytes)) as unknown as Uint8Array
}
