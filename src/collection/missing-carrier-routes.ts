import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { organisationOf } from '../access/actor.js'
import type { Gate } from '../access/gate-service.js'
import { Door } from './door-service.js'
import { MISSING_CARRIERS_PATH, MissingCarriers } from './missing-carrier-contract.js'
import { MissingCarrierService } from './missing-carrier-service.js'
import type { CollectionPorts } from './ports.js'

/** 缺载体清查的地址。 */
export function missingCarrierRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const [door, service] = [new Door(ports, gate), new MissingCarrierService(ports)]
  return async (app) => {
    const schema = { summary: '缺载体的凭证', tags: ['档案'], response: { 200: MissingCarriers } }
    app.get(MISSING_CARRIERS_PATH, { schema }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'archive.read')
      return service.check(under(ports, organisationOf(actor)))
    })
  }
}

/** 本机构与所属：the city, whose code is that of its area, sees every agency of it. */
function under({ agencies, areaOf }: CollectionPorts, own: string): string[] {
  return agencies().flatMap(({ code }) => (code === own || areaOf(code) === own ? [code] : []))
}
