import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { organisationOf } from '../access/actor.js'
import type { Gate } from '../access/gate-service.js'
import { NO_STORE } from '../access/security-headers.js'
import { Uuid } from './contract.js'
import { Door } from './door-service.js'
import {
  IntakeRequest,
  IntakeView,
  OfKind,
  OutageAccounts,
  OutageBlockDetail,
  OutageBlockList,
  OutageBlockRequest,
  PaperList,
  ReceiptView,
  SlipPlace,
  TypedView,
  VoidRequest,
} from './intake-contract.js'
import { IntakeService } from './intake-service.js'
import { OutageService } from './outage-service.js'
import type { CollectionPorts } from './ports.js'
import { ReceiptService } from './receipt-service.js'

const Id = Type.Object({ id: Uuid })
const tags = ['受理']

/** 受理、受理单与应急受理凭单。Mounted under /api of the staff listener. */
export function intakeRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const [intakes, receipts, door] = [new IntakeService(ports), new ReceiptService(ports), new Door(ports, gate)]
  return async (app) => {
    const list = { summary: '应收材料', tags, querystring: OfKind, response: { 200: PaperList } }
    app.get('/desk/intake-papers', { schema: list }, async (request) => {
      await door.ofAgency(await request.actorIn('staff'), 'entry.submit')
      return intakes.papers(request.query.kind)
    })

    const take = { summary: '受理登记', tags, body: IntakeRequest, response: { 200: IntakeView } }
    app.post('/desk/intakes', { schema: take }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'entry.submit')
      return intakes.take(actor, request.body)
    })

    const receipt = { summary: '受理单', tags, params: Id, response: { 200: ReceiptView } }
    app.get('/desk/submissions/:id/receipt', { schema: receipt }, async (request, reply) => {
      const actor = await request.actorIn('staff')
      const { id } = request.params
      await door.ofSubmission(actor, 'filing.read', id, await receipts.personsIn(actor, id))
      reply.headers(NO_STORE)
      return receipts.show(actor, id)
    })

    const typed = { summary: '所录的内容，重新录入时用', tags, params: Id, response: { 200: TypedView } }
    app.get('/desk/submissions/:id/typed', { schema: typed }, async (request, reply) => {
      const actor = await request.actorIn('staff')
      const { id } = request.params
      await door.ofAgency(actor, 'entry.submit')
      await door.ofSubmission(actor, 'filing.read', id, await receipts.personsIn(actor, id))
      reply.headers(NO_STORE)
      return receipts.typed(actor, id)
    })

    await app.register(outageRoutes(ports, door))
  }
}

function outageRoutes(ports: CollectionPorts, door: Door): FastifyPluginAsyncTypebox {
  const outages = new OutageService(ports)
  return async (app) => {
    const print = { summary: '印制应急受理凭单', tags, body: OutageBlockRequest, response: { 200: OutageBlockDetail } }
    app.post('/desk/outage-blocks', { schema: print }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'entry.submit')
      return outages.print(actor, request.body)
    })

    const all = { summary: '本机构的应急受理凭单', tags, response: { 200: OutageBlockList } }
    app.get('/desk/outage-blocks', { schema: all }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'entry.submit')
      return outages.list(actor)
    })

    const one = { summary: '一本应急受理凭单', tags, params: Id, response: { 200: OutageBlockDetail } }
    app.get('/desk/outage-blocks/:id', { schema: one }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'entry.submit')
      return outages.show(actor, request.params.id)
    })

    const gone = { summary: '作废一张凭单', tags, params: SlipPlace, body: VoidRequest }
    app.post(
      '/desk/outage-slips/:slip/void',
      { schema: { ...gone, response: { 200: OutageBlockDetail } } },
      async (request) => {
        const actor = await request.actorIn('staff')
        await door.ofAgency(actor, 'entry.submit')
        return outages.makeVoid(actor, request.params.slip, request.body.reason)
      },
    )

    const accounts = { summary: '应急受理凭单的核对', tags, response: { 200: OutageAccounts } }
    app.get('/desk/outage-accounts', { schema: accounts }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'oversight.read')
      const own = organisationOf(actor)
      const isCity = ports.areaOf(own) === own
      const under = ports.agencies().filter(({ code }) => code === own || (isCity && ports.areaOf(code) === own))
      return outages.accounts(under.map(({ code }) => code))
    })
  }
}
