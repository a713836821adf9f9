import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { Gate } from '../access/gate-service.js'
import { batchRoutes } from './batch-routes.js'
import { SubmissionDetail, Uuid } from './contract.js'
import { Door } from './door-service.js'
import { RecheckRequest } from './maintenance-contract.js'
import { mergeRoutes } from './merge-routes.js'
import type { CollectionPorts } from './ports.js'
import { RecheckService } from './recheck-service.js'

const Id = Type.Object({ id: Uuid })
const tags = ['维护']

/** 维护之室的各路：merging and splitting, re-checks and batch changes. */
export function maintenanceRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const [rechecks, door] = [new RecheckService(ports), new Door(ports, gate)]
  return async (app) => {
    const look = { summary: '维护复核', tags, params: Id, body: RecheckRequest, response: { 200: SubmissionDetail } }
    app.post('/desk/submissions/:id/recheck', { schema: look }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofRecheck(actor, request.params.id)
      return rechecks.take(actor, request.params.id, request.body)
    })
    await app.register(mergeRoutes(ports, gate))
    await app.register(batchRoutes(ports, door))
  }
}
