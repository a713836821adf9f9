import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { subjectOf } from '../access/actor.js'
import { PersonParams } from './contract.js'
import { DeskDifferenceQuery, DIFFERENCE_PATHS, DifferenceAnswer, DifferenceQuery } from './difference-contract.js'
import type { DifferenceService } from './difference-service.js'

const tags = ['查询']
const response = { 200: DifferenceAnswer }

/** 公众端口：本人的数为什么变了。 */
export function publicDifferenceRoutes(differences: DifferenceService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      DIFFERENCE_PATHS.mine,
      { schema: { summary: '为什么变了', tags, querystring: DifferenceQuery, response } },
      async (request) => {
        const actor = await request.actorIn('citizen')
        return differences.difference(actor, subjectOf(actor), request.query)
      },
    )
  }
}

/** 经办端口：窗口为参保人说明。 */
export function staffDifferenceRoutes(differences: DifferenceService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      DIFFERENCE_PATHS.person,
      { schema: { summary: '为什么变了', tags, params: PersonParams, querystring: DeskDifferenceQuery, response } },
      async (request) => {
        const actor = await request.actorIn('staff')
        return differences.difference(actor, request.params.personId, request.query)
      },
    )
  }
}
