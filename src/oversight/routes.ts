import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { BehindService } from './behind-service.js'
import { BEHIND_PATH, Behind, BehindQuery, OVERSIGHT_PATH, OversightAnswer } from './contract.js'
import type { OversightService } from './service.js'

/** 监督端口：汇总，与各数目之后的清单。 */
export function oversightRoutes(oversight: OversightService, behind: BehindService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      OVERSIGHT_PATH,
      { schema: { summary: '各机构逐月的汇总', tags: ['监督'], response: { 200: OversightAnswer } } },
      async (request) => oversight.totals(await request.actorIn('staff')),
    )

    const list = { summary: '一个数目之后的清单', tags: ['监督'], querystring: BehindQuery, response: { 200: Behind } }
    app.get(BEHIND_PATH, { schema: list }, async (request) =>
      behind.behind(await request.actorIn('staff'), request.query),
    )
  }
}
