import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { type Actor, organisationOf, subjectOf } from '../access/actor.js'
import type { Gate } from '../access/gate-service.js'
import { ownRecord } from '../access/resource.js'
import { Uuid } from '../collection/contract.js'
import { uploaded } from '../collection/uploaded.js'
import { splitMessage } from '../exchange/message.js'
import { coversInsurance } from '../kernel/narrowing.js'
import {
  OpenTransfer,
  OverlapRequest,
  OwnTransfers,
  StopTransfer,
  TransferDetail,
  TransferList,
  TransferMoneyRequest,
  TransferPartners,
} from './contract.js'
import { TransferInService } from './in-service.js'
import { TransferOutService } from './out-service.js'
import { headOf } from './package.js'
import type { TransferPorts } from './ports.js'
import { sentMatter } from './transfer-words.js'
import { TransferViewService } from './view-service.js'

const Id = Type.Object({ id: Uuid })
const tags = ['关系转移']

/** 关系转移，on the staff listener: both directions, each step asked at the gate, each look on the record. */
export function transferRoutes(ports: TransferPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const services = {
    into: new TransferInService(ports),
    out: new TransferOutService(ports),
    views: new TransferViewService(ports),
  }
  const ask = (actor: Actor, matter: string, subjects: readonly string[] = []) =>
    gate.pass(
      {
        ...{ actor, action: 'transfer.handle', resource: { kind: 'Agency', agency: organisationOf(actor) } },
        ...{ purpose: 'transfer.handle', matter, subjects },
      },
      async () => undefined,
    )
  return async (app) => {
    await app.register(listRoutes(services, ask))
    await app.register(stepRoutes(services, ask))
    await app.register(fileRoutes(services, ask))
  }
}

interface Services {
  readonly into: TransferInService
  readonly out: TransferOutService
  readonly views: TransferViewService
}
type Ask = (actor: Actor, matter: string, subjects?: readonly string[]) => Promise<void>

function listRoutes({ into, views }: Services, ask: Ask): FastifyPluginAsyncTypebox {
  return async (app) => {
    const list = { summary: '关系转移：在办与办结', tags, response: { 200: TransferList } }
    app.get('/desk/transfers', { schema: list }, async (request) => {
      const actor = await request.actorIn('staff')
      await ask(actor, 'transfers')
      const { items, persons } = await views.list(actor)
      await ask(actor, 'transfers', persons)
      return { items }
    })

    const partners = { summary: '可往来的机构', tags, response: { 200: TransferPartners } }
    app.get('/desk/transfers/partners', { schema: partners }, async (request) => {
      await ask(await request.actorIn('staff'), 'transfers')
      return views.partners()
    })

    const open = { summary: '申请转入', tags, body: OpenTransfer, response: { 200: TransferDetail } }
    app.post('/desk/transfers', { schema: open }, async (request) => {
      const actor = await request.actorIn('staff')
      await ask(actor, 'transfers')
      const id = await into.apply(actor, request.body)
      await ask(actor, id, [await views.personOf(actor, id)])
      return views.show(actor, id)
    })

    const one = { summary: '一件转移', tags, params: Id, response: { 200: TransferDetail } }
    app.get('/desk/transfers/:id', { schema: one }, async (request) => {
      const actor = await request.actorIn('staff')
      await ask(actor, request.params.id)
      await ask(actor, request.params.id, [await views.personOf(actor, request.params.id)])
      return views.show(actor, request.params.id)
    })
  }
}

/** Each step of a case: asked at the gate with the person it is about, done, and the case shown as it then stands. */
function stepRoutes({ into, out, views }: Services, ask: Ask): FastifyPluginAsyncTypebox {
  const taken = async (actor: Actor, id: string, doing: () => Promise<unknown>) => {
    await ask(actor, id)
    await ask(actor, id, [await views.personOf(actor, id)])
    await doing()
    return views.show(actor, id)
  }
  return async (app) => {
    const answer = { tags, params: Id, response: { 200: TransferDetail } }
    const money = { summary: '资金到账或划出', body: TransferMoneyRequest, ...answer }
    app.post('/desk/transfers/:id/money', { schema: money }, async (request) => {
      const actor = await request.actorIn('staff')
      const { id } = request.params
      return taken(actor, id, async () => {
        const { direction } = await views.show(actor, id)
        return direction === 'in' ? into.money(actor, id, request.body) : out.money(actor, id, request.body)
      })
    })

    const overlap = { summary: '重叠月份的决定', body: OverlapRequest, ...answer }
    app.post('/desk/transfers/:id/overlap', { schema: overlap }, async (request) => {
      const actor = await request.actorIn('staff')
      return taken(actor, request.params.id, () => into.decide(actor, request.params.id, request.body))
    })

    const merge = { summary: '送审并入', ...answer }
    app.post('/desk/transfers/:id/merge', { schema: merge }, async (request) => {
      const actor = await request.actorIn('staff')
      return taken(actor, request.params.id, () => into.merge(actor, request.params.id))
    })

    const check = { summary: '再核一次', ...answer }
    app.post('/desk/transfers/:id/check', { schema: check }, async (request) => {
      const actor = await request.actorIn('staff')
      return taken(actor, request.params.id, () => out.check(actor, request.params.id))
    })

    const prepare = { summary: '编制信息表并送审', ...answer }
    app.post('/desk/transfers/:id/prepare', { schema: prepare }, async (request) => {
      const actor = await request.actorIn('staff')
      return taken(actor, request.params.id, () => out.prepare(actor, request.params.id))
    })

    const stop = { summary: '不予办理或退回', body: StopTransfer, ...answer }
    app.post('/desk/transfers/:id/stop', { schema: stop }, async (request) => {
      const actor = await request.actorIn('staff')
      return taken(actor, request.params.id, () => views.stop(actor, request.params.id, request.body))
    })
  }
}

function fileRoutes({ into, out, views }: Services, ask: Ask): FastifyPluginAsyncTypebox {
  return async (app) => {
    const receive = { summary: '收到对方文件：联系函、信息表或回执', tags, response: { 200: TransferDetail } }
    app.post('/desk/transfers/files', { schema: receive }, async (request) => {
      const actor = await request.actorIn('staff')
      await ask(actor, 'transfers')
      const bytes = Buffer.from((await uploaded(request)).bytes)
      const { kind } = headOf(splitMessage(bytes))
      const taking = {
        letter: () => out.letter(actor, bytes),
        information: () => into.information(actor, bytes),
        receipt: () => out.receipt(actor, bytes),
      }
      const id = await taking[kind]()
      await ask(actor, id, [await views.personOf(actor, id)])
      return views.show(actor, id)
    })

    const files = { letter: into.letter, receipt: into.told, information: out.information, supplement: out.supplement }
    for (const [name, summary] of [
      ['letter', '联系函'],
      ['information', '信息表'],
      ['receipt', '回执'],
      ['supplement', '补充信息表'],
    ] as const) {
      const schema = { summary: `${summary}文件`, tags, params: Id, produces: ['application/x-ndjson'] }
      app.post(`/desk/transfers/:id/${name}`, { schema }, async (request, reply) => {
        const actor = await request.actorIn('staff')
        const { id } = request.params
        await ask(actor, id)
        const person = await views.personOf(actor, id)
        const bytes = await files[name].call(
          (name === 'information' || name === 'supplement' ? out : into) as never,
          actor,
          id,
        )
        // Whatever was refused left nothing; what leaves has its look, and its entry in the register, before it goes.
        await ask(actor, sentMatter(id, name), [person])
        return reply
          .type('application/x-ndjson')
          .header('content-disposition', `attachment; filename="transfer-${name}.jsonl"`)
          .send(bytes)
      })
    }
  }
}

/** 本人的转移，on the public listener: one's own, and only while signed in as oneself. */
export function ownTransferRoutes(ports: TransferPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const views = new TransferViewService(ports)
  return async (app) => {
    const own = { summary: '本人的关系转移', tags, response: { 200: OwnTransfers } }
    app.get('/me/transfers', { schema: own }, async (request) => {
      const actor = await request.actorIn('citizen')
      const personId = subjectOf(actor)
      const sections = ['account'] as const
      const purpose = {
        action: 'record.read' as const,
        resource: ownRecord(personId),
        sections,
        purpose: 'transfer.own',
      }
      const ask = { actor, ...purpose, matter: 'transfers', subjects: [] }
      const { narrowed } = await gate.pass(ask, async (_, { decision }) => decision)
      const { items } = await views.own(personId)
      return { items: items.filter(({ insurance }) => coversInsurance(narrowed, insurance)) }
    })
  }
}
