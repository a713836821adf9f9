import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { Gate } from '../access/gate-service.js'
import {
  CatalogueChangeRequest,
  CatalogueHistory,
  CataloguePage,
  CataloguePlace,
  CatalogueQuery,
  EntryPlace,
} from './catalogue-contract.js'
import { CatalogueService } from './catalogue-service.js'
import { SubmissionDetail, Uuid } from './contract.js'
import { Door } from './door-service.js'
import type { CollectionPorts } from './ports.js'

const Again = Type.Object({ resubmits: Type.Optional(Uuid) })
const tags = ['目录']

/** 目录与定点机构：read like the parameters, proposed by the same post, reviewed by others. Staff listener, /api. */
export function catalogueRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const [catalogues, door] = [new CatalogueService(ports), new Door(ports, gate)]
  return async (app) => {
    const page = {
      ...{ summary: '目录的现行内容', tags, params: CataloguePlace, querystring: CatalogueQuery },
      response: { 200: CataloguePage },
    }
    app.get('/desk/catalogues/:catalogue', { schema: page }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofSystem(actor, 'parameter.read')
      return catalogues.page(actor, request.params.catalogue, request.query)
    })

    const history = { summary: '一个编码的来历', tags, params: EntryPlace, response: { 200: CatalogueHistory } }
    app.get('/desk/catalogues/:catalogue/:code', { schema: history }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofSystem(actor, 'parameter.read')
      return catalogues.history(actor, request.params.catalogue, request.params.code)
    })

    const propose = {
      ...{ summary: '提出目录变更', tags, body: CatalogueChangeRequest, querystring: Again },
      response: { 200: SubmissionDetail },
    }
    app.post('/desk/catalogues/changes', { schema: propose }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'parameter.propose')
      return catalogues.propose(actor, request.body, request.query.resubmits)
    })
  }
}
