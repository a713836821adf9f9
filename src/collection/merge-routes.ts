import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { Gate } from '../access/gate-service.js'
import { SubmissionDetail, Uuid } from './contract.js'
import { Door } from './door-service.js'
import {
  CandidateQuery,
  Candidates,
  MergeLook,
  MergePreview,
  MergeRequest,
  MergeUndoRequest,
  SplitLook,
  SplitPreview,
  SplitRequest,
} from './maintenance-contract.js'
import { MergeCandidatesService } from './merge-candidates-service.js'
import { MergeService } from './merge-service.js'
import type { CollectionPorts } from './ports.js'
import { SplitService } from './split-service.js'

const Again = Type.Object({ resubmits: Type.Optional(Uuid) })
const tags = ['维护']
const answer = { tags, querystring: Again, response: { 200: SubmissionDetail } }

/** 合并、撤销合并与拆分。Mounted under /api of the staff listener. */
export function mergeRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const [merges, candidates, door] = [new MergeService(ports), new MergeCandidatesService(ports), new Door(ports, gate)]
  return async (app) => {
    const list = { summary: '疑似重复登记', tags, body: CandidateQuery, response: { 200: Candidates } }
    app.post('/desk/merges/candidates', { schema: list }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'correction.submit')
      const { found, persons } = await candidates.find(actor, request.body)
      await door.ofPersons(actor, 'correction.submit', async () => persons)
      return found
    })

    const look = { summary: '合并的预览', tags, body: MergeLook, response: { 200: MergePreview } }
    app.post('/desk/merges/preview', { schema: look }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'correction.submit')
      await door.ofPersons(actor, 'correction.submit', () => merges.personsIn(request.body))
      return merges.preview(request.body)
    })

    app.post(
      '/desk/merges',
      { schema: { summary: '合并重复登记', body: MergeRequest, ...answer }, attachValidation: true },
      async (request) => {
        const actor = await request.actorIn('staff')
        await door.ofAgency(actor, 'correction.submit')
        door.within(request, 'personMerge')
        return merges.merge(actor, request.body, request.query.resubmits)
      },
    )

    app.post(
      '/desk/merges/undo',
      { schema: { summary: '撤销合并', body: MergeUndoRequest, ...answer }, attachValidation: true },
      async (request) => {
        const actor = await request.actorIn('staff')
        await door.ofAgency(actor, 'correction.submit')
        door.within(request, 'mergeUndo')
        return merges.undo(actor, request.body, request.query.resubmits)
      },
    )
    await app.register(splitRoutes(ports, door))
  }
}

function splitRoutes(ports: CollectionPorts, door: Door): FastifyPluginAsyncTypebox {
  const splits = new SplitService(ports)
  return async (app) => {
    const look = { summary: '拆分的预览', tags, body: SplitLook, response: { 200: SplitPreview } }
    app.post('/desk/splits/preview', { schema: look }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'correction.submit')
      await door.ofPersons(actor, 'correction.submit', () => splits.personsIn(request.body))
      return splits.preview(request.body)
    })

    app.post(
      '/desk/splits',
      { schema: { summary: '拆分混合记录', body: SplitRequest, ...answer }, attachValidation: true },
      async (request) => {
        const actor = await request.actorIn('staff')
        await door.ofAgency(actor, 'correction.submit')
        door.within(request, 'personSplit')
        return splits.split(actor, request.body, request.query.resubmits)
      },
    )
  }
}
