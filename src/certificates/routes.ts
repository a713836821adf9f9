import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { CheckDesk } from './check-service.js'
import { checkPaper } from './check-service.js'
import { CheckAnswer, CheckRequest } from './contract.js'

/** 公开的核验页。 */
export function checkRoutes(desk: CheckDesk): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/api/check',
      {
        schema: {
          summary: '核验证明',
          description: '以流水号、校验码（或二维码）与证件号码末四位核验已出具的证明',
          body: CheckRequest,
          response: { 200: CheckAnswer },
        },
      },
      async ({ body, ip }, reply) => {
        reply.header('cache-control', 'no-store')
        return checkPaper(desk, body, ip)
      },
    )
  }
}
