import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { COMPARISONS_PATH, ComparisonsAnswer } from './comparison-contract.js'
import type { ComparisonService } from './comparison-service.js'

/** 监督所见：the nightly comparisons of the channels. */
export function comparisonRoutes(comparisons: ComparisonService): FastifyPluginAsyncTypebox {
  return async (app) => {
    const schema = { summary: '各渠道内容的逐夜比对', tags: ['监督'], response: { 200: ComparisonsAnswer } }
    app.get(COMPARISONS_PATH, { schema }, async (request) => comparisons.latest(await request.actorIn('staff')))
  }
}
