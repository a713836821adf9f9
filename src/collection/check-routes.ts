import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { Gate } from '../access/gate-service.js'
import { CheckQuery, CheckRequest, CheckSheet } from './check-contract.js'
import { CheckService } from './check-service.js'
import { Uuid } from './contract.js'
import { Door } from './door-service.js'
import type { CollectionPorts } from './ports.js'

const Id = Type.Object({ id: Uuid })
const tags = ['经办']

/** 核对表：read with the submission, filled in by whoever may take the stage. Staff listener, /api. */
export function checkRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const [checks, door] = [new CheckService(ports), new Door(ports, gate)]
  return async (app) => {
    const show = { summary: '核对表', tags, params: Id, querystring: CheckQuery, response: { 200: CheckSheet } }
    app.get('/desk/submissions/:id/check-sheet', { schema: show }, async (request) => {
      const actor = await request.actorIn('staff')
      const { id } = request.params
      await door.ofSubmission(actor, 'filing.read', id, await checks.personsIn(actor, id))
      return checks.show(actor, id, request.query.stage)
    })

    const fill = { summary: '填写核对表', tags, params: Id, body: CheckRequest, response: { 200: CheckSheet } }
    app.post('/desk/submissions/:id/check-sheet/fill', { schema: fill }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofStage(actor, request.params.id, request.body.stage)
      return checks.fill(actor, request.params.id, request.body)
    })
  }
}
