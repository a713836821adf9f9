import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { OVERSIGHT_PATH, OversightAnswer } from './contract.js'
import type { OversightService } from './service.js'

/** 监督端口：汇总。 */
export function oversightRoutes(oversight: OversightService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      OVERSIGHT_PATH,
      { schema: { summary: '各机构逐月的汇总', tags: ['监督'], response: { 200: OversightAnswer } } },
      async (request) => oversight.totals(await request.actorIn('staff')),
    )
  }
}
