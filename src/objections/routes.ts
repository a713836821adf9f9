import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { PaperView } from '../archive/contract.js'
import { Uuid } from '../collection/contract.js'
import { uploaded } from '../collection/uploaded.js'
import { CaseService } from './case-service.js'
import {
  CaseQuery,
  CorrectRequest,
  CounterRaiseRequest,
  closed,
  DecideRequest,
  EchoAnswer,
  EchoSentRequest,
  EmployerRaiseRequest,
  HandleRequest,
  ObjectionCase,
  ObjectionCounts,
  ObjectionList,
  ObjectionView,
  RaiseRequest,
  SupplyRequest,
  WithdrawRequest,
} from './contract.js'
import { CountsService } from './counts-service.js'
import { EchoService } from './echo-service.js'
import { HandleService } from './handle-service.js'
import type { ObjectionPorts } from './ports.js'
import { RaiseService } from './raise-service.js'
import { RightsAnswerRequest, RightsList, RightsRequest, RightsView } from './rights-contract.js'
import { RightsService } from './rights-service.js'
import { ViewService } from './view-service.js'

const Id = Type.Object({ id: Uuid })
const PaperParams = Type.Object({ id: Uuid, documentId: Uuid })
const State = Type.Object(
  { state: Type.Union([Type.Literal('open'), Type.Literal('closed')], { default: 'open' }) },
  closed,
)
const ListState = Type.Object(
  { state: Type.Union([Type.Literal('open'), Type.Literal('overdue'), Type.Literal('closed')], { default: 'open' }) },
  closed,
)
const tags = ['异议']

/** 公众端口：本人（与代其办理的人），和用人单位。 */
export function publicObjectionRoutes(ports: ObjectionPorts): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(sideRoutes(ports, 'citizen', '/me/objections'))
    await app.register(sideRoutes(ports, 'operator', '/employer/objections'))
    await app.register(rightsRoutes(ports))
  }
}

/** 两端同样的各条：list, one, papers, withdraw, supply; each side raises in its own way. */
function sideRoutes(
  ports: ObjectionPorts,
  realm: 'citizen' | 'operator',
  base: '/me/objections' | '/employer/objections',
): FastifyPluginAsyncTypebox {
  const [raising, views] = [new RaiseService(ports), new ViewService(ports)]
  const who = realm === 'citizen' ? '本人' : '本单位'
  return async (app) => {
    const list = { summary: `${who}提出的异议`, tags, response: { 200: ObjectionList } }
    app.get(base, { schema: list }, async (request) => {
      const actor = await request.actorIn(realm)
      return realm === 'citizen' ? views.mine(actor) : views.ofEmployer(actor)
    })

    const one = { summary: '一件异议的进度', tags, params: Id, response: { 200: ObjectionView } }
    app.get(`${base}/:id`, { schema: one }, async (request) =>
      views.one(await request.actorIn(realm), request.params.id),
    )

    const raise = { summary: '提出异议', tags, response: { 201: ObjectionView } }
    if (realm === 'citizen') {
      app.post(base, { schema: { ...raise, body: RaiseRequest } }, async (request, reply) => {
        const actor = await request.actorIn(realm)
        return reply.code(201).send(await views.one(actor, await raising.raise(actor, request.body)))
      })
    } else {
      app.post(base, { schema: { ...raise, body: EmployerRaiseRequest } }, async (request, reply) => {
        const actor = await request.actorIn(realm)
        return reply.code(201).send(await views.one(actor, await raising.ofEmployer(actor, request.body)))
      })
    }

    const paper = { summary: '上传异议的材料', tags, response: { 200: PaperView } }
    app.post(`${base}/papers`, { schema: paper }, async (request) => {
      const actor = await request.actorIn(realm)
      await (realm === 'citizen' ? views.mine(actor) : views.ofEmployer(actor))
      return received(ports, request, ports.collection.agencies()[0]?.code ?? '')
    })

    const supply = { summary: '补正', tags, params: Id, body: SupplyRequest, response: { 200: ObjectionView } }
    app.post(`${base}/:id/supply`, { schema: supply }, async (request) =>
      views.supply(await request.actorIn(realm), request.params.id, request.body),
    )

    const withdraw = { summary: '撤回', tags, params: Id, body: WithdrawRequest, response: { 200: ObjectionView } }
    app.post(`${base}/:id/withdraw`, { schema: withdraw }, async (request) =>
      views.withdraw(await request.actorIn(realm), request.params.id, request.body.note),
    )
  }
}

function rightsRoutes(ports: ObjectionPorts): FastifyPluginAsyncTypebox {
  const rights = new RightsService(ports)
  return async (app) => {
    const list = { summary: '本人的个人信息权利申请', tags, response: { 200: RightsList } }
    app.get('/me/rights', { schema: list }, async (request) => rights.mine(await request.actorIn('citizen')))

    const ask = { summary: '行使个人信息权利', tags, body: RightsRequest, response: { 201: RightsView } }
    app.post('/me/rights', { schema: ask }, async (request, reply) =>
      reply.code(201).send(await rights.request(await request.actorIn('citizen'), request.body)),
    )

    const lift = { summary: '解除限制处理', tags, params: Id, response: { 200: RightsView } }
    app.post('/me/rights/:id/lift', { schema: lift }, async (request) =>
      rights.lift(await request.actorIn('citizen'), request.params.id),
    )

    const copy = { summary: '本人信息的副本（JSON）', tags, produces: ['application/json'] }
    app.get('/me/rights/copy', { schema: copy }, async (request, reply) =>
      reply
        .header('content-disposition', 'attachment; filename="quanyi-copy.json"')
        .header('cache-control', 'no-store')
        .type('application/json; charset=utf-8')
        .send(JSON.stringify(await rights.copy(await request.actorIn('citizen')))),
    )
  }
}

/** 经办端口。 */
export function deskObjectionRoutes(ports: ObjectionPorts): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(deskRaiseRoutes(ports))
    await app.register(deskHandleRoutes(ports))
    await app.register(deskRightsRoutes(ports))
  }
}

function deskRaiseRoutes(ports: ObjectionPorts): FastifyPluginAsyncTypebox {
  const [raising, views, cases, counts] = [
    new RaiseService(ports),
    new ViewService(ports),
    new CaseService(ports),
    new CountsService(ports),
  ]
  return async (app) => {
    const list = {
      summary: '异议：待办、逾期督办与办结',
      tags,
      querystring: ListState,
      response: { 200: ObjectionList },
    }
    app.get('/desk/objections', { schema: list }, async (request) =>
      views.atDesk(await request.actorIn('staff'), request.query.state),
    )

    const raise = { summary: '窗口代录书面异议', tags, body: CounterRaiseRequest, response: { 201: ObjectionCase } }
    app.post('/desk/objections', { schema: raise }, async (request, reply) => {
      const actor = await request.actorIn('staff')
      return reply.code(201).send(await cases.show(actor, await raising.atCounter(actor, request.body)))
    })

    const count = { summary: '异议的件数、时长与逾期', tags, response: { 200: ObjectionCounts } }
    app.get('/desk/objections/counts', { schema: count }, async (request) =>
      counts.counts(await request.actorIn('staff')),
    )
  }
}

function deskHandleRoutes(ports: ObjectionPorts): FastifyPluginAsyncTypebox {
  const [cases, handling, echoes] = [new CaseService(ports), new HandleService(ports), new EchoService(ports)]
  return async (app) => {
    const answer = { tags, params: Id, response: { 200: ObjectionCase } }
    const done = { tags, params: Id, response: { 200: Type.Object({ done: Type.Boolean() }) } }
    const one = { summary: '一件异议', ...answer, querystring: CaseQuery }
    app.get('/desk/objections/:id', { schema: one }, async (request) =>
      cases.show(await request.actorIn('staff'), request.params.id, request.query.language),
    )

    const paper = { summary: '调阅异议所涉的原件或所附的材料', tags, params: PaperParams }
    app.get('/desk/objections/:id/papers/:documentId', { schema: paper }, async (request, reply) => {
      const { id, documentId } = request.params
      const { mediaType, bytes } = await cases.paper(await request.actorIn('staff'), id, documentId)
      return reply.header('cache-control', 'no-store').type(mediaType).send(bytes)
    })

    const handle = { summary: '核查的一步', ...done, body: HandleRequest }
    app.post('/desk/objections/:id/handle', { schema: handle }, async (request) => {
      const actor = await request.actorIn('staff')
      await handling.handle(actor, request.params.id, request.body)
      return { done: true }
    })

    const decide = { summary: '决定', ...done, body: DecideRequest }
    app.post('/desk/objections/:id/decide', { schema: decide }, async (request) => {
      const actor = await request.actorIn('staff')
      await handling.decide(actor, request.params.id, request.body)
      return { done: true }
    })

    const correct = { summary: '据决定提交更正', ...done, body: CorrectRequest }
    app.post('/desk/objections/:id/correct', { schema: correct }, async (request) => {
      const actor = await request.actorIn('staff')
      await handling.correct(actor, request.params.id, request.body)
      return { done: true }
    })

    const echo = { summary: '更正的回声：曾得到原数据的各方', tags, params: Id, response: { 200: EchoAnswer } }
    app.get('/desk/objections/:id/echo', { schema: echo }, async (request) =>
      echoes.of(await request.actorIn('staff'), request.params.id),
    )

    const sent = {
      summary: '登记更正告知已发出',
      tags,
      params: Id,
      body: EchoSentRequest,
      response: { 200: EchoAnswer },
    }
    app.post('/desk/objections/:id/echo', { schema: sent }, async (request) =>
      echoes.sent(await request.actorIn('staff'), request.params.id, request.body),
    )
  }
}

function deskRightsRoutes(ports: ObjectionPorts): FastifyPluginAsyncTypebox {
  const rights = new RightsService(ports)
  return async (app) => {
    const list = { summary: '个人信息权利申请', tags, querystring: State, response: { 200: RightsList } }
    app.get('/desk/rights', { schema: list }, async (request) =>
      rights.atDesk(await request.actorIn('staff'), request.query.state === 'open'),
    )

    const answer = { summary: '答复', tags, params: Id, body: RightsAnswerRequest, response: { 200: RightsView } }
    app.post('/desk/rights/:id/answer', { schema: answer }, async (request) =>
      rights.answer(await request.actorIn('staff'), request.params.id, request.body),
    )
  }
}

async function received(ports: ObjectionPorts, request: FastifyRequest, agency: string): Promise<PaperView> {
  const { bytes, fileName } = await uploaded(request)
  return ports.collection.papers.receive(agency, 'objection', bytes, { fileName })
}
