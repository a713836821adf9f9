import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { Uuid } from '../collection/contract.js'
import { CLOSE_ABILITIES, CLOSINGS_PATH, CloseRun, CloseRuns, ProposeClose } from './contract.js'
import type { ClosingService } from './service.js'

const Id = Type.Object({ id: Uuid })
const tags = ['年度结息']
const SAYS = { approve: '批准', withdraw: '撤回', stop: '停下', resume: '续做' } as const

/** 年度结息各地址，on the staff listener. `woken` is told that there may be work. */
export function closingRoutes(closings: ClosingService, woken: () => void): FastifyPluginAsyncTypebox {
  return async (app) => {
    const list = { summary: '各批年度结息', tags, response: { 200: CloseRuns } }
    app.get(CLOSINGS_PATH, { schema: list }, async (request) => closings.list(await request.actorIn('staff')))

    const one = { summary: '一批年度结息及其进度', tags, params: Id, response: { 200: CloseRun } }
    app.get(`${CLOSINGS_PATH}/:id`, { schema: one }, async (request) =>
      closings.show(await request.actorIn('staff'), request.params.id),
    )

    const propose = { summary: '提出年度结息', tags, body: ProposeClose, response: { 200: CloseRun } }
    app.post(CLOSINGS_PATH, { schema: propose }, async (request) =>
      closings.propose(await request.actorIn('staff'), request.body.year),
    )

    for (const move of CLOSE_ABILITIES) {
      const schema = { summary: SAYS[move], tags, params: Id, response: { 200: CloseRun } }
      app.post(`${CLOSINGS_PATH}/:id/${move}`, { schema }, async (request) => {
        const run = await closings.move(await request.actorIn('staff'), request.params.id, move)
        woken()
        return run
      })
    }
  }
}
