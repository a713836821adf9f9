import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { ProgressAnswer, ProgressRequest } from '../collection/intake-contract.js'
import { askProgress, type ProgressDesk } from './progress-service.js'

/** 公开的办理进度查询。 */
export function progressRoutes(desk: ProgressDesk): FastifyPluginAsyncTypebox {
  return async (app) => {
    const schema = {
      summary: '办理进度',
      description: '以受理单编号与证件号码（或统一社会信用代码）末四位查询',
      body: ProgressRequest,
      response: { 200: ProgressAnswer },
    }
    app.post('/api/progress', { schema }, async ({ body, ip }, reply) => {
      reply.header('cache-control', 'no-store')
      return askProgress(desk, body, ip)
    })
  }
}
