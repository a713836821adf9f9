import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { SEAL_PATHS, SealBody, SealDecision, SealEndBody, SealParams, SealsAnswer, SealView } from './seal-contract.js'
import type { SealService } from './seal-service.js'

/** 依法封存的申请、批准与解除。 */
export function sealRoutes(seals: SealService): FastifyPluginAsyncTypebox {
  const tags = ['查询登记']
  return async (app) => {
    app.get(
      SEAL_PATHS.all,
      { schema: { summary: '封存一览', tags, response: { 200: SealsAnswer } } },
      async (request) => seals.list(await request.actorIn('staff')),
    )
    app.post(
      SEAL_PATHS.all,
      { schema: { summary: '申请封存', tags, body: SealBody, response: { 200: SealView } } },
      async (request) => seals.propose(await request.actorIn('staff'), request.body),
    )
    app.post(
      SEAL_PATHS.one,
      {
        schema: {
          summary: '批准或不予批准封存',
          tags,
          params: SealParams,
          body: SealDecision,
          response: { 200: SealView },
        },
      },
      async (request) => seals.decide(await request.actorIn('staff'), request.params.proposalId, request.body),
    )
    app.post(
      SEAL_PATHS.end,
      { schema: { summary: '提前解除封存', tags, params: SealParams, body: SealEndBody, response: { 200: SealView } } },
      async (request) => seals.end(await request.actorIn('staff'), request.params.proposalId, request.body.reason),
    )
  }
}
