import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Gate } from '../access/gate-service.js'
import { catalogueRoutes } from './catalogue-routes.js'
import { checkRoutes } from './check-routes.js'
import { entitlementRoutes } from './entitlement-routes.js'
import { expertRoutes } from './expert-routes.js'
import { paymentBatchRoutes } from './payment-batch-routes.js'
import type { CollectionPorts } from './ports.js'
import { rulingRoutes } from './ruling-routes.js'

/** 待遇业务：batches, checks, check sheets, experts, catalogues. Mounted under /api of the staff listener. */
export function benefitRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(paymentBatchRoutes(ports, gate))
    await app.register(entitlementRoutes(ports, gate))
    await app.register(rulingRoutes(ports, gate))
    await app.register(checkRoutes(ports, gate))
    await app.register(expertRoutes(ports, gate))
    await app.register(catalogueRoutes(ports, gate))
  }
}
