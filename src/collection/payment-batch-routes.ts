import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { Gate } from '../access/gate-service.js'
import { SubmissionDetail, Uuid } from './contract.js'
import { Door } from './door-service.js'
import {
  BatchAsked,
  BatchPreview,
  BatchRequest,
  PaymentResult,
  PaymentResults,
  PostedBatches,
} from './payment-batch-contract.js'
import { PaymentBatchService } from './payment-batch-service.js'
import { PaymentResultService } from './payment-result-service.js'
import type { CollectionPorts } from './ports.js'
import { uploaded } from './uploaded.js'

const Id = Type.Object({ id: Uuid })
const tags = ['待遇支付']

/** 支付批次与回盘。Prepared by the entry desk, answered by the cashier, reviewed by others. Staff listener, /api. */
export function paymentBatchRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const door = new Door(ports, gate)
  const [batches, results] = [new PaymentBatchService(ports), new PaymentResultService(ports)]
  return async (app) => {
    const look = { summary: '支付批次：试算，与上月相比', tags, body: BatchAsked, response: { 200: BatchPreview } }
    app.post('/desk/payment-batches/preview', { schema: look }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'entry.submit')
      const { preview, persons } = await batches.preview(actor, request.body)
      await door.ofPersons(actor, 'entry.submit', async () => persons)
      return preview
    })

    const make = { summary: '编制支付批次', tags, body: BatchRequest, response: { 200: SubmissionDetail } }
    app.post('/desk/payment-batches', { schema: make }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'entry.submit')
      return batches.prepare(actor, request.body)
    })

    const posted = { summary: '已记账的支付批次与其回盘', tags, response: { 200: PostedBatches } }
    app.get('/desk/payment-batches', { schema: posted }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'payment.result')
      return results.posted(actor)
    })

    const take = { summary: '接收银行回盘', tags, params: Id, response: { 200: PaymentResult } }
    app.post('/desk/payment-batches/:id/results', { schema: take }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'payment.result')
      return results.take(actor, request.params.id, (await uploaded(request)).bytes)
    })

    const list = { summary: '银行回盘的情况', tags, params: Id, response: { 200: PaymentResults } }
    app.get('/desk/payment-batches/:id/results', { schema: list }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'payment.result')
      return results.results(actor, request.params.id)
    })
  }
}
