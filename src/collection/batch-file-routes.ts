import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { BatchFileService } from './batch-file-service.js'
import { SubmissionDetail, Uuid } from './contract.js'
import type { Door } from './door-service.js'
import { SubmitRequest } from './filing-contract.js'
import { ImportJob } from './import-contract.js'
import { received } from './import-upload.js'
import type { CollectionPorts } from './ports.js'

const Id = Type.Object({ id: Uuid })
const tags = ['维护']

/** 成批变更清单：uploaded and read by a job, then submitted as the draft it became. */
export function batchFileRoutes(ports: CollectionPorts, door: Door): FastifyPluginAsyncTypebox {
  const lists = new BatchFileService(ports)
  return async (app) => {
    const file = { summary: '成批变更清单：上传并试算', tags, response: { 202: ImportJob } }
    app.post('/desk/batch-changes/file', { schema: file }, async (request, reply) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'correction.submit')
      return reply.code(202).send(await lists.begin(actor, await received(ports, request)))
    })

    const submit = {
      summary: '提交成批变更清单',
      tags,
      params: Id,
      body: SubmitRequest,
      response: { 200: SubmissionDetail },
    }
    app.post('/desk/batch-changes/file/:id/submit', { schema: submit }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'correction.submit')
      return lists.submit(actor, request.params.id, request.body)
    })
  }
}
