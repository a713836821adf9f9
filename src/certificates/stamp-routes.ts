import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { Gate } from '../access/gate-service.js'
import { Uuid } from '../collection/contract.js'
import { Door } from '../collection/door-service.js'
import type { CollectionPorts } from '../collection/ports.js'
import { Letter, StampQueue, StampQueueQuery, StampRegister, StampRequest, UseRequest } from './stamp-contract.js'
import { StampQueueService } from './stamp-queue-service.js'
import { StampService } from './stamp-service.js'

const Id = Type.Object({ id: Uuid })
const tags = ['印章']
const answer = { tags, response: { 200: StampRegister } }

/** 印章与告知书：the keeper stamps finished cases; who reads a case reads its letter. Staff listener, /api. */
export function stampRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const [stamps, queue, door] = [new StampService(ports), new StampQueueService(ports), new Door(ports, gate)]
  return async (app) => {
    app.get('/desk/stamps', { schema: { summary: '印章与用印登记', ...answer } }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'stamp.use')
      return stamps.register(actor)
    })

    const waiting = { summary: '待用印的件', tags, querystring: StampQueueQuery, response: { 200: StampQueue } }
    app.get('/desk/stamps/waiting', { schema: waiting }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'stamp.use')
      return queue.page(actor, request.query)
    })

    app.post('/desk/stamps', { schema: { summary: '启用印章', body: StampRequest, ...answer } }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'stamp.use')
      return stamps.setUp(actor, request.body)
    })

    app.post('/desk/stamps/uses', { schema: { summary: '用印', body: UseRequest, ...answer } }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'stamp.use')
      return stamps.use(actor, request.body)
    })

    const letter = { summary: '告知书', tags, params: Id, response: { 200: Letter } }
    app.get('/desk/letters/:id', { schema: letter }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofSubmission(actor, 'filing.read', request.params.id) // who may not see the case learns of no letter
      const { letter: told, persons } = await stamps.letter(actor, request.params.id)
      await door.ofSubmission(actor, 'filing.read', request.params.id, persons)
      return told
    })
  }
}
