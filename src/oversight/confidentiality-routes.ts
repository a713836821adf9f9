import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CONFIDENTIALITY_PATH, ConfidentialityAnswer } from './confidentiality-contract.js'
import type { ConfidentialityService } from './confidentiality-service.js'

/** 保密协议与保密承诺的台账。 */
export function confidentialityRoutes(service: ConfidentialityService): FastifyPluginAsyncTypebox {
  return async (app) => {
    const list = { summary: '保密协议与保密承诺的台账', tags: ['监督'], response: { 200: ConfidentialityAnswer } }
    app.get(CONFIDENTIALITY_PATH, { schema: list }, async (request) => service.list(await request.actorIn('staff')))
  }
}
