import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { Gate } from '../access/gate-service.js'
import { Uuid } from './contract.js'
import { Door } from './door-service.js'
import { OfRevision } from './parameter-contract.js'
import type { CollectionPorts } from './ports.js'
import { RouteChangeService } from './route-change-service.js'
import { matrixOf } from './route-change-view-store.js'
import { RouteChange, RouteChangeList, RouteChangeRequest, RouteMatrix } from './route-contract.js'

const Id = Type.Object({ id: Uuid })
const Again = Type.Object({ resubmits: Type.Optional(Uuid) })
const tags = ['审核路线']

/** 审核路线：the matrix all staff read, and its changes. Staff listener, /api. */
export function routeChangeRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const [door, changes] = [new Door(ports, gate), new RouteChangeService(ports)]
  const answer = { tags, response: { 200: RouteChange } }
  return async (app) => {
    const matrix = { summary: '岗位、环节与种类', tags, response: { 200: RouteMatrix } }
    app.get('/desk/routes', { schema: matrix }, async (request) => {
      await door.ofSystem(await request.actorIn('staff'), 'parameter.read')
      return matrixOf(ports)
    })

    const list = { summary: '审核路线变更', tags, response: { 200: RouteChangeList } }
    app.get('/desk/route-changes', { schema: list }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofSystem(actor, 'parameter.read')
      return changes.list(actor)
    })

    const one = { summary: '一件审核路线变更', params: Id, ...answer }
    app.get('/desk/route-changes/:id', { schema: one }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofSystem(actor, 'parameter.read')
      return changes.show(actor, request.params.id)
    })

    const propose = { summary: '提出审核路线变更', querystring: Again, body: RouteChangeRequest, ...answer }
    app.post('/desk/route-changes', { schema: propose }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'route.propose')
      return changes.propose(actor, request.body, request.query.resubmits)
    })

    const apply = { summary: '施行审核路线变更', params: Id, body: OfRevision, ...answer }
    app.post('/desk/route-changes/:id/apply', { schema: apply }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'route.apply')
      return changes.apply(actor, request.params.id, request.body)
    })
  }
}
