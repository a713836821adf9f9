import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { EXTENSIONS } from '../archive/paper-type.js'
import { SubmissionContent } from './content-contract.js'
import { ContentService } from './content-service.js'
import { Uuid } from './contract.js'
import type { Door } from './door-service.js'
import type { CollectionPorts } from './ports.js'

const tags = ['经办']
const MOST_PAGES = 1_000_000

/** 审核所见：what stands and what comes, and the papers. Each person on the page gets a line before the answer leaves. */
export function contentRoutes(ports: CollectionPorts, door: Door): FastifyPluginAsyncTypebox {
  const contents = new ContentService(ports)
  return async (app) => {
    const content = {
      summary: '报送内容，现有与报来并排',
      tags,
      params: Type.Object({ id: Uuid }),
      querystring: Type.Object({ page: Type.Integer({ minimum: 1, maximum: MOST_PAGES, default: 1 }) }),
      response: { 200: SubmissionContent },
    }
    app.get('/desk/submissions/:id/content', { schema: content }, async (request) => {
      const actor = await request.actorIn('staff')
      const seen = await contents.page(actor, request.params.id, request.query.page)
      await door.ofSubmission(actor, 'filing.read', request.params.id, seen.persons)
      return seen.content
    })

    const paper = {
      summary: '报送所附的原始资料',
      tags,
      params: Type.Object({ id: Uuid, documentId: Uuid }),
    }
    app.get('/desk/submissions/:id/papers/:documentId', { schema: paper }, async (request, reply) => {
      const actor = await request.actorIn('staff')
      const { id, documentId } = request.params
      await door.ofSubmission(actor, 'filing.read', id, await contents.personsIn(actor, id))
      const { mediaType, bytes } = await contents.paper(actor, id, documentId)
      return reply
        .header('content-disposition', `inline; filename="${documentId}.${EXTENSIONS[mediaType]?.[0] ?? 'bin'}"`)
        .header('cache-control', 'no-store')
        .type(mediaType)
        .send(bytes)
    })
  }
}
