import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { organisationOf } from '../access/actor.js'
import type { Gate } from '../access/gate-service.js'
import { PaperView } from '../archive/contract.js'
import { Uuid } from './contract.js'
import { Door } from './door-service.js'
import { ExpertList, ExpertRequest, OpinionList, OpinionRequest, OpinionView } from './expert-contract.js'
import { ExpertService } from './expert-service.js'
import type { CollectionPorts } from './ports.js'
import { uploaded } from './uploaded.js'

const Id = Type.Object({ id: Uuid })
const tags = ['专家']

/** 专家秘书处：for the named post alone; each look is a line. Staff listener, /api. */
export function expertRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const [experts, door] = [new ExpertService(ports), new Door(ports, gate)]
  return async (app) => {
    app.get(
      '/desk/experts',
      { schema: { summary: '专家名册', tags, response: { 200: ExpertList } } },
      async (request) => {
        const actor = await request.actorIn('staff')
        await door.ofAgency(actor, 'expert.read')
        return experts.list(actor)
      },
    )

    const enter = { summary: '专家入册', tags, body: ExpertRequest, response: { 200: ExpertList } }
    app.post('/desk/experts', { schema: enter }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'expert.manage')
      return experts.enter(actor, request.body)
    })

    const leave = { summary: '专家离册', tags, params: Id, response: { 200: ExpertList } }
    app.post('/desk/experts/:id/leave', { schema: leave }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'expert.manage')
      return experts.leave(actor, request.params.id)
    })

    await app.register(opinionRoutes(ports, door, experts))
  }
}

function opinionRoutes(ports: CollectionPorts, door: Door, experts: ExpertService): FastifyPluginAsyncTypebox {
  return async (app) => {
    const paper = { summary: '接收签署的意见书', tags, response: { 200: PaperView } }
    app.post('/desk/experts/papers', { schema: paper }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'expert.manage')
      const { bytes } = await uploaded(request)
      return ports.papers.receive(organisationOf(actor), 'expertOpinion', bytes)
    })

    const sign = { summary: '登记签署的意见', tags, body: OpinionRequest, response: { 200: OpinionView } }
    app.post('/desk/experts/opinions', { schema: sign, attachValidation: true }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'expert.manage')
      door.within(request, 'expertOpinion')
      return experts.sign(actor, request.body)
    })

    const list = { summary: '已登记的意见', tags, response: { 200: OpinionList } }
    app.get('/desk/experts/opinions', { schema: list }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'expert.read')
      return experts.opinions(actor)
    })

    app.get(
      '/desk/experts/opinions/:id/paper',
      { schema: { summary: '意见书原件', tags, params: Id } },
      async (request, reply) => {
        const actor = await request.actorIn('staff')
        await door.ofAgency(actor, 'expert.read')
        const { personId, mediaType, bytes } = await experts.paper(actor, request.params.id)
        await door.ofPersons(actor, 'expert.read', async () => [personId])
        return reply.header('cache-control', 'no-store').type(mediaType).send(bytes)
      },
    )
  }
}
