import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { BatchAgainService } from './batch-again-service.js'
import { BatchExecuteService } from './batch-execute-service.js'
import { batchFileRoutes } from './batch-file-routes.js'
import { BatchService } from './batch-service.js'
import { SubmissionDetail, Uuid } from './contract.js'
import type { Door } from './door-service.js'
import {
  AgainRequest,
  BatchAgain,
  BatchDryRun,
  BatchLook,
  BatchPermit,
  BatchRequest,
  ExecuteRequest,
} from './maintenance-contract.js'
import type { CollectionPorts } from './ports.js'

const Id = Type.Object({ id: Uuid })
const Again = Type.Object({ resubmits: Type.Optional(Uuid) })
const tags = ['维护']

/** 成批变更：dry run, application, permit and execution. */
export function batchRoutes(ports: CollectionPorts, door: Door): FastifyPluginAsyncTypebox {
  const [batches, executions] = [new BatchService(ports), new BatchExecuteService(ports)]
  const looks = new BatchAgainService(ports)
  return async (app) => {
    await app.register(batchFileRoutes(ports, door))
    const look = { summary: '成批变更的试算', tags, body: BatchLook, response: { 200: BatchDryRun } }
    app.post('/desk/batch-changes/dry-run', { schema: look }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'correction.submit')
      const { answer, persons } = await batches.dryRun(request.body)
      await door.ofPersons(actor, 'correction.submit', async () => persons)
      return answer
    })

    const file = {
      summary: '申请成批变更',
      tags,
      body: BatchRequest,
      querystring: Again,
      response: { 200: SubmissionDetail },
    }
    app.post('/desk/batch-changes', { schema: file, attachValidation: true }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'correction.submit')
      door.within(request, 'batchChange')
      return batches.file(actor, request.body, request.query.resubmits)
    })

    const permit = { summary: '成批变更的许可', tags, params: Id, response: { 200: BatchPermit } }
    app.get('/desk/batch-changes/:id', { schema: permit }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofSubmission(actor, 'filing.read', request.params.id)
      return executions.permit(actor, request.params.id)
    })

    const again = { summary: '受阻的再看一次', tags, params: Id, body: AgainRequest, response: { 200: BatchAgain } }
    app.post('/desk/batch-changes/:id/again', { schema: again }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofRecheck(actor, request.params.id)
      return looks.look(actor, request.params.id, request.body)
    })

    const execute = {
      summary: '执行成批变更',
      tags,
      params: Id,
      body: ExecuteRequest,
      response: { 200: SubmissionDetail },
    }
    app.post('/desk/batch-changes/:id/execute', { schema: execute }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'correction.submit')
      return executions.execute(actor, request.params.id, request.body)
    })
  }
}
