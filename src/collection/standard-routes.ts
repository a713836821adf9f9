import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { Realm } from '../access/actor.js'
import type { Gate } from '../access/gate-service.js'
import { Uuid } from './contract.js'
import { Door } from './door-service.js'
import { OfRevision } from './parameter-contract.js'
import type { CollectionPorts } from './ports.js'
import {
  StandardChange,
  StandardChangeList,
  StandardChangeRequest,
  StandardFiles,
  StandardView,
  TemplatePlace,
} from './standard-contract.js'
import { StandardService } from './standard-service.js'
import { catalogueCsv, standardView } from './standard-view-store.js'
import { templateCsv, templateXlsx } from './template.js'

const tags = ['采集标准']
const Id = Type.Object({ id: Uuid })
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** 采集标准的查看与模板：published to everybody who is signed in. `at` is the place on this listener. */
export function standardRoutes(
  ports: CollectionPorts,
  gate: Gate,
  at: string,
  realms: readonly Realm[],
): FastifyPluginAsyncTypebox {
  const door = new Door(ports, gate)
  const inForce = () => ports.policy().standard
  return async (app) => {
    app.get(at, { schema: { summary: '采集标准', tags, response: { 200: StandardView } } }, async (request) => {
      await door.ofSystem(await request.actorIn(...realms), 'parameter.read')
      const { standard, name } = inForce()
      return standardView(standard, name)
    })

    app.get(`${at}/catalogue`, { schema: { summary: '数据字典（逗号分隔）', tags } }, async (request, reply) => {
      await door.ofSystem(await request.actorIn(...realms), 'parameter.read')
      return reply
        .header('content-disposition', 'attachment; filename="catalogue.csv"')
        .type('text/csv; charset=utf-8')
        .send(catalogueCsv(inForce().standard))
    })

    const template = { summary: '下载模板', tags, params: TemplatePlace }
    app.get(`${at}/templates/:kind/:format`, { schema: template }, async (request, reply) => {
      await door.ofSystem(await request.actorIn(...realms), 'parameter.read')
      const { kind, format } = request.params
      const { standard } = inForce()
      const found = standard.templateOf(kind)
      const named = reply.header('content-disposition', `attachment; filename="${kind}.${format}"`)
      if (format === 'csv') return named.type('text/csv; charset=utf-8').send(templateCsv(found))
      return named.type(XLSX).send(templateXlsx(standard, found))
    })
  }
}

/** 采集标准的变更：市级。Mounted under /api of the staff listener. */
export function standardChangeRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const [door, changes] = [new Door(ports, gate), new StandardService(ports)]
  const one = { tags, response: { 200: StandardChange } }
  return async (app) => {
    const files = { summary: '采集标准的文本', tags, response: { 200: StandardFiles } }
    app.get('/desk/standard/files', { schema: files }, async (request) => {
      await door.ofSystem(await request.actorIn('staff'), 'parameter.read')
      return { files: ports.policy().standard.texts.map(({ path, text }) => ({ path, text })) }
    })

    const list = { summary: '采集标准的变更', tags, response: { 200: StandardChangeList } }
    app.get('/desk/standard/changes', { schema: list }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofSystem(actor, 'parameter.read')
      return changes.list(actor)
    })

    const propose = {
      ...{ ...one, summary: '提出采集标准变更', body: StandardChangeRequest },
      querystring: Type.Object({ resubmits: Type.Optional(Uuid) }),
    }
    app.post('/desk/standard/changes', { schema: propose }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'parameter.propose')
      return changes.propose(actor, request.body, request.query.resubmits)
    })

    const apply = { ...one, summary: '施行采集标准变更', params: Id, body: OfRevision }
    app.post('/desk/standard/changes/:id/apply', { schema: apply }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'parameter.apply')
      return changes.apply(actor, request.params.id, request.body)
    })
  }
}
