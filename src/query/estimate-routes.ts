import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { subjectOf } from '../access/actor.js'
import { Explanation, PersonParams } from './contract.js'
import {
  DeskEstimateBody,
  DeskEstimateFigureBody,
  ESTIMATE_PATHS,
  EstimateAnswer,
  EstimateBody,
  EstimateFigureBody,
} from './estimate-contract.js'
import type { EstimateService } from './estimate-service.js'

const tags = ['测算']

/** 公众端口：本人的待遇测算。 */
export function publicEstimateRoutes(estimates: EstimateService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      ESTIMATE_PATHS.mine,
      { schema: { summary: '本人的待遇测算', tags, body: EstimateBody, response: { 200: EstimateAnswer } } },
      async (request) => {
        const actor = await request.actorIn('citizen')
        return estimates.estimate(actor, subjectOf(actor), request.body)
      },
    )
    app.post(
      ESTIMATE_PATHS.myFigure,
      { schema: { summary: '测算的数怎么来', tags, body: EstimateFigureBody, response: { 200: Explanation } } },
      async (request) => {
        const actor = await request.actorIn('citizen')
        return estimates.explain(actor, subjectOf(actor), request.body)
      },
    )
  }
}

/** 经办端口：窗口为参保人测算。 */
export function staffEstimateRoutes(estimates: EstimateService): FastifyPluginAsyncTypebox {
  return async (app) => {
    const params = PersonParams
    app.post(
      ESTIMATE_PATHS.person,
      { schema: { summary: '为参保人测算', tags, params, body: DeskEstimateBody, response: { 200: EstimateAnswer } } },
      async (request) => estimates.estimate(await request.actorIn('staff'), request.params.personId, request.body),
    )
    app.post(
      ESTIMATE_PATHS.figure,
      {
        schema: {
          summary: '测算的数怎么来',
          tags,
          params,
          body: DeskEstimateFigureBody,
          response: { 200: Explanation },
        },
      },
      async (request) => estimates.explain(await request.actorIn('staff'), request.params.personId, request.body),
    )
  }
}
