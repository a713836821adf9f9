import type { FastifyPluginAsync } from 'fastify'
import type { Gate } from '../access/gate-service.js'
import { mergeRoutes } from './merge-routes.js'
import type { CollectionPorts } from './ports.js'

/** 维护之室的各路：merging and splitting, re-checks and batch changes. */
export function maintenanceRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsync {
  return async (app) => {
    await app.register(mergeRoutes(ports, gate))
  }
}
