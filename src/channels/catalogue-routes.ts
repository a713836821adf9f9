import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { CATALOGUE_PATH, CatalogueAnswer } from './catalogue-contract.js'

/** 公示：谁可以经哪个渠道查什么，open to everybody. */
export function catalogueRoutes(catalogue: () => CatalogueAnswer): FastifyPluginAsyncTypebox {
  return async (app) => {
    const schema = { summary: '可查项目的公示', tags: ['查询'], response: { 200: CatalogueAnswer } }
    app.get(CATALOGUE_PATH, { schema }, async () => catalogue())
  }
}
