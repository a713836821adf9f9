import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { organisationOf } from '../access/actor.js'
import { Uuid } from './catalogue-contract.js'
import { PaperView } from './contract.js'
import { KEEPING_PATHS, KeepingCheck, KeepingEnd, KeepingList, KeepingRequest } from './keeping-contract.js'
import { KeepingService } from './keeping-service.js'
import type { ArchivePorts } from './ports-service.js'
import { fileOf } from './upload.js'

const tags = ['档案']
const params = Type.Object({ id: Uuid })
const response = { 200: KeepingList }

/** 保管台账各地址，on the staff listener. */
export function keepingRoutes(ports: ArchivePorts): FastifyPluginAsyncTypebox {
  const keeping = new KeepingService(ports)
  return async (app) => {
    app.get(KEEPING_PATHS.keeping, { schema: { summary: '保管台账', tags, response } }, async (request) =>
      keeping.list(await request.actorIn('staff')),
    )
    const paper = { summary: '接收台账的文书', tags, response: { 200: PaperView } }
    app.post(KEEPING_PATHS.papers, { schema: paper }, async (request) => {
      const actor = await request.actorIn('staff')
      await keeping.mayKeep(actor)
      const { fileName, bytes } = await fileOf(request)
      return ports.papers.receive(organisationOf(actor), 'keeping', bytes, { fileName })
    })
    const made = { summary: '登记保管台账', tags, body: KeepingRequest, response }
    app.post(KEEPING_PATHS.keeping, { schema: made }, async (request) =>
      keeping.register(await request.actorIn('staff'), request.body),
    )
    const check = { summary: '保管检查', tags, params, body: KeepingCheck, response }
    app.post(KEEPING_PATHS.check, { schema: check }, async (request) =>
      keeping.check(await request.actorIn('staff'), request.params.id, request.body),
    )
    const retire = { summary: '停用保管台账的一项', tags, params, body: KeepingEnd, response }
    app.post(KEEPING_PATHS.retire, { schema: retire }, async (request) =>
      keeping.retire(await request.actorIn('staff'), request.params.id, request.body.why),
    )
  }
}
