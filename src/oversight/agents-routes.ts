import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AGENTS_PATH, AgentsAnswer } from './agents-contract.js'
import type { AgentsService } from './agents-service.js'

/** 监督端口：受多人委托的代理人。 */
export function agentsRoutes(agents: AgentsService): FastifyPluginAsyncTypebox {
  return async (app) => {
    const list = { summary: '受多名无关系者委托的代理人', tags: ['监督'], response: { 200: AgentsAnswer } }
    app.get(AGENTS_PATH, { schema: list }, async (request) => agents.list(await request.actorIn('staff')))
  }
}
