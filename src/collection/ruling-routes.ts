import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { organisationOf } from '../access/actor.js'
import type { Gate } from '../access/gate-service.js'
import { Door } from './door-service.js'
import type { CollectionPorts } from './ports.js'
import { RulingList, RulingQuery } from './ruling-contract.js'
import { RulingService } from './ruling-service.js'

/** 认定与审核的台账。Its entries come by /desk/facts/ruling. Staff listener, /api. */
export function rulingRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const [door, rulings] = [new Door(ports, gate), new RulingService(ports)]
  return async (app) => {
    const schema = { summary: '认定与审核的台账', tags: ['认定与审核'], querystring: RulingQuery }
    app.get('/desk/rulings', { schema: { ...schema, response: { 200: RulingList } } }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'entry.submit')
      const own = organisationOf(actor)
      const isCity = ports.areaOf(own) === own
      const under = ports.agencies().filter(({ code }) => code === own || (isCity && ports.areaOf(code) === own))
      return rulings.list(
        under.map(({ code }) => code),
        request.query,
      )
    })
  }
}
