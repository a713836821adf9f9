import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Gate } from '../access/gate-service.js'
import type { Database } from '../db/database.js'
import { LogEntry, LogEntryQuery, LogPage, LogQuery } from './log-contract.js'
import { LogService } from './log-service.js'
import type { CollectionPorts } from './ports.js'

const tags = ['维护日志']

/** 维护日志。Mounted under /api of the staff listener. */
export function logRoutes(ports: CollectionPorts, gate: Gate, verify: Database): FastifyPluginAsyncTypebox {
  const log = new LogService(ports, gate, verify)
  return async (app) => {
    const page = { summary: '维护日志', tags, body: LogQuery, response: { 200: LogPage } }
    app.post('/desk/maintenance-log', { schema: page }, async (request) =>
      log.page(await request.actorIn('staff'), request.body),
    )

    const entry = { summary: '维护日志的一笔', tags, body: LogEntryQuery, response: { 200: LogEntry } }
    app.post('/desk/maintenance-log/entry', { schema: entry }, async (request) =>
      log.entry(await request.actorIn('staff'), request.body),
    )
  }
}
