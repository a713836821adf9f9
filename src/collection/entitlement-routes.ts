import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Gate } from '../access/gate-service.js'
import { Door } from './door-service.js'
import { CheckFile, DueChecks, DueQuery, Proposed } from './entitlement-contract.js'
import { EntitlementFileService } from './entitlement-file-service.js'
import { EntitlementService } from './entitlement-service.js'
import type { CollectionPorts } from './ports.js'
import { uploaded } from './uploaded.js'

const tags = ['领取资格认证']

/** 领取资格认证：who runs out, what is proposed, results by file. Staff listener, /api. */
export function entitlementRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const door = new Door(ports, gate)
  const [checks, files] = [new EntitlementService(ports), new EntitlementFileService(ports)]
  return async (app) => {
    const due = { summary: '认证到期名单', tags, querystring: DueQuery, response: { 200: DueChecks } }
    app.get('/desk/entitlement-checks/due', { schema: due }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'entry.submit')
      const answer = await checks.due(actor, request.query.month)
      await door.ofPersons(actor, 'entry.submit', async () => answer.persons)
      return answer.due
    })

    const propose = { summary: '建议暂停：到期未认证的各成任务', tags, response: { 200: Proposed } }
    app.post('/desk/entitlement-checks/proposals', { schema: propose }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'entry.submit')
      const { proposed, persons } = await checks.propose(actor)
      await door.ofPersons(actor, 'entry.submit', async () => persons)
      return proposed
    })

    const file = { summary: '接收认证结果文件', tags, response: { 200: CheckFile } }
    app.post('/desk/entitlement-checks/file', { schema: file }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'entry.submit')
      return files.take(actor, (await uploaded(request)).bytes)
    })
  }
}
