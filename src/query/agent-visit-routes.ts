import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { NO_STORE } from '../access/security-headers.js'
import { AGENT_VISIT_PATHS, AgentVisitAnswer, AgentVisitBody } from './agent-visit-contract.js'
import type { AgentVisitService } from './agent-visit-service.js'
import { PersonParams } from './contract.js'

const tags = ['代为办理']

/** 经办端口：代理人当面到场的查询。 */
export function agentVisitRoutes(visits: AgentVisitService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.addHook('onSend', async (_request, reply) => {
      reply.headers(NO_STORE)
    })
    const now = { summary: '此刻在为哪位代理人查询', tags, response: { 200: AgentVisitAnswer } }
    app.get(AGENT_VISIT_PATHS.now, { schema: now }, async (request) => visits.now(await request.actorIn('staff')))

    const begin = {
      ...{ summary: '核验代理人的证件与登记，开始代为查询', tags },
      ...{ params: PersonParams, body: AgentVisitBody, response: { 204: Type.Null() } },
    }
    app.post(AGENT_VISIT_PATHS.begin, { schema: begin }, async (request, reply) => {
      await visits.begin(await request.actorIn('staff'), request.params.personId, request.body)
      return reply.code(204).send(null)
    })

    const end = { summary: '代理人离开，结束代为查询', tags, response: { 204: Type.Null() } }
    app.post(AGENT_VISIT_PATHS.end, { schema: end }, async (request, reply) => {
      await visits.end(await request.actorIn('staff'))
      return reply.code(204).send(null)
    })
  }
}
