import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { type Actor, organisationOf } from '../access/actor.js'
import type { Gate } from '../access/gate-service.js'
import { PaperView } from '../archive/contract.js'
import { Uuid } from './contract.js'
import { Door } from './door-service.js'
import { ParameterApplyService } from './parameter-apply-service.js'
import { ParameterBookService } from './parameter-book-service.js'
import {
  OfRevision,
  ParameterBook,
  ParameterChange,
  ParameterChangeList,
  ParameterChangeRequest,
  ParameterPlace,
  ParameterQuery,
  ParameterView,
} from './parameter-contract.js'
import { ParameterService } from './parameter-service.js'
import type { CollectionPorts } from './ports.js'
import { uploaded } from './uploaded.js'

const Id = Type.Object({ id: Uuid })
const Again = Type.Object({ resubmits: Type.Optional(Uuid) })
const tags = ['参数']

/** 参数：read by all staff, proposed by one post, tried, reviewed by others, applied by another. Staff listener, /api. */
export function parameterRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const door = new Door(ports, gate)
  const parameters = new ParameterService(ports)
  return async (app) => {
    await app.register(bookRoutes(ports, door))
    await app.register(changeRoutes(ports, door, parameters))
    app.addHook('onClose', () => parameters.whatIfs.settled())
  }
}

/** Parameters are the city's: a district reads those of its city. */
function cityOf({ areaOf }: CollectionPorts, actor: Actor): string {
  return areaOf(organisationOf(actor))
}

function bookRoutes(ports: CollectionPorts, door: Door): FastifyPluginAsyncTypebox {
  const books = new ParameterBookService(ports)
  return async (app) => {
    const book = { summary: '参数簿', tags, querystring: ParameterQuery, response: { 200: ParameterBook } }
    app.get('/desk/parameters', { schema: book }, async (request) => {
      const actor = await readerOf(request, door)
      const city = cityOf(ports, actor)
      return books.book([city], request.query.area ?? city)
    })

    const one = { summary: '一个参数', tags, params: ParameterPlace, response: { 200: ParameterView } }
    app.get('/desk/parameters/:area/:parameter', { schema: one }, async (request) => {
      const actor = await readerOf(request, door)
      return books.parameter([cityOf(ports, actor)], request.params.area, request.params.parameter)
    })
  }
}

function changeRoutes(ports: CollectionPorts, door: Door, parameters: ParameterService): FastifyPluginAsyncTypebox {
  const applying = new ParameterApplyService(ports, parameters)
  const answer = { tags, response: { 200: ParameterChange } }
  return async (app) => {
    const list = { summary: '参数变更', tags, response: { 200: ParameterChangeList } }
    app.get('/desk/parameter-changes', { schema: list }, async (request) => {
      const actor = await readerOf(request, door)
      return parameters.list([cityOf(ports, actor)])
    })

    app.get(
      '/desk/parameter-changes/:id',
      { schema: { summary: '一件参数变更', params: Id, ...answer } },
      async (request) => parameters.show(await readerOf(request, door), request.params.id),
    )

    const propose = { summary: '提出参数变更', querystring: Again, body: ParameterChangeRequest, ...answer }
    app.post('/desk/parameter-changes', { schema: propose }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'parameter.propose')
      return parameters.propose(actor, request.body, request.query.resubmits)
    })

    const paper = { summary: '接收参数变更的依据文件', tags, response: { 200: PaperView } }
    app.post('/desk/parameter-changes/papers', { schema: paper }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'parameter.propose')
      const { bytes } = await uploaded(request)
      return ports.papers.receive(organisationOf(actor), 'attachment', bytes)
    })

    const tryOut = { summary: '试算', params: Id, body: OfRevision, ...answer }
    app.post('/desk/parameter-changes/:id/what-if', { schema: tryOut }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'parameter.whatIf')
      return parameters.tryOut(actor, request.params.id, request.body)
    })

    const apply = { summary: '施行', params: Id, body: OfRevision, ...answer }
    app.post('/desk/parameter-changes/:id/apply', { schema: apply }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'parameter.apply')
      return applying.apply(actor, request.params.id, request.body)
    })
  }
}

async function readerOf(request: FastifyRequest, door: Door): Promise<Actor> {
  const actor = await request.actorIn('staff')
  await door.ofSystem(actor, 'parameter.read')
  return actor
}
