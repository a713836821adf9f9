import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import type { Action } from '../access/actions.js'
import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Gate } from '../access/gate-service.js'
import { bytesAt, slicesOf } from '../archive/byte-source.js'
import { Refusal } from '../kernel/refusal.js'
import { Uuid } from './contract.js'
import { isKept, received } from './import-upload.js'
import {
  ExplainRequest,
  LEGACY_DIFFERENCES,
  LegacyList,
  LegacyListed,
  LegacyPersons,
  LegacyReport,
} from './legacy-contract.js'
import { LegacyService } from './legacy-service.js'
import { LegacyViewService } from './legacy-view-service.js'
import type { CollectionPorts } from './ports.js'
import { badSeries } from './refusals-legacy.js'

const Id = Type.Object({ id: Uuid })
const tags = ['遗留数据迁移']
const Kind = Type.Union([...Object.keys(LEGACY_DIFFERENCES), 'listed'].map((kind) => Type.Literal(kind)))
const After = Type.String({ pattern: '^[0-9a-f]{66}$' })

type Ask = (actor: Actor, action: Action, matter: string, subjects?: readonly string[]) => Promise<void>

/** 遗留数据迁移，on the staff listener. */
export function legacyRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const ask: Ask = (actor, action, matter, subjects = []) =>
    gate.pass(
      {
        ...{ actor, action, resource: { kind: 'Agency', agency: organisationOf(actor) } },
        ...{ purpose: action, matter, subjects },
      },
      async () => undefined,
    )
  return async (app) => {
    await app.register(packageRoutes(ports, ask))
    await app.register(detailRoutes(ports, ask))
  }
}

function packageRoutes(ports: CollectionPorts, ask: Ask): FastifyPluginAsyncTypebox {
  const legacy = new LegacyService(ports)
  return async (app) => {
    const list = { summary: '遗留数据包', tags, response: { 200: LegacyList } }
    app.get('/desk/legacy', { schema: list }, async (request) => {
      const actor = await request.actorIn('staff')
      await ask(actor, 'legacy.read', 'legacy')
      return legacy.list(actor)
    })

    const trial = { summary: '试装一个数据包', tags, response: { 200: LegacyReport } }
    app.post('/desk/legacy', { schema: trial }, async (request) => {
      const actor = await request.actorIn('staff')
      await ask(actor, 'legacy.load', 'legacy')
      return legacy.upload(actor, ...(await packageIn(ports, request)))
    })

    const one = { summary: '一包的试装报告', tags, params: Id, response: { 200: LegacyReport } }
    app.get('/desk/legacy/:id', { schema: one }, async (request) => {
      const actor = await request.actorIn('staff')
      await ask(actor, 'legacy.read', request.params.id)
      return legacy.show(actor, request.params.id)
    })

    for (const [move, summary] of [
      ['load', '照试装送审'],
      ['resume', '续做'],
      ['close', '了结'],
    ] as const) {
      const schema = { summary, tags, params: Id, response: { 200: LegacyReport } }
      app.post(`/desk/legacy/:id/${move}`, { schema }, async (request) => {
        const actor = await request.actorIn('staff')
        await ask(actor, move === 'close' ? 'legacy.close' : 'legacy.load', request.params.id)
        return legacy[move](actor, request.params.id)
      })
    }

    const explain = {
      summary: '说明列出的原因',
      tags,
      params: Id,
      body: ExplainRequest,
      response: { 200: LegacyReport },
    }
    app.post('/desk/legacy/:id/explain', { schema: explain }, async (request) => {
      const actor = await request.actorIn('staff')
      await ask(actor, 'legacy.load', request.params.id)
      return legacy.explain(actor, request.params.id, request.body)
    })
  }
}

function detailRoutes(ports: CollectionPorts, ask: Ask): FastifyPluginAsyncTypebox {
  const views = new LegacyViewService(ports)
  return async (app) => {
    const query = Type.Object(
      { kind: Type.Optional(Kind), after: Type.Optional(After) },
      { additionalProperties: false },
    )
    const persons = { summary: '有差异的人', tags, params: Id, querystring: query, response: { 200: LegacyPersons } }
    app.get('/desk/legacy/:id/persons', { schema: persons }, async (request) => {
      const actor = await request.actorIn('staff')
      await ask(actor, 'legacy.read', request.params.id)
      const { page, looked } = await views.persons(actor, request.params.id, request.query)
      if (looked.length > 0) await ask(actor, 'legacy.read', request.params.id, looked)
      return page
    })

    const behind = Type.Object(
      { after: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000_000 })) },
      { additionalProperties: false },
    )
    const listed = { summary: '列出的各行', tags, params: Id, querystring: behind, response: { 200: LegacyListed } }
    app.get('/desk/legacy/:id/listed', { schema: listed }, async (request) => {
      const actor = await request.actorIn('staff')
      await ask(actor, 'legacy.read', request.params.id)
      return views.listed(actor, request.params.id, request.query.after)
    })

    const csv = { summary: '列出的各行，供下载', tags, params: Id, produces: ['text/csv'] }
    app.get('/desk/legacy/:id/listed.csv', { schema: csv }, async (request, reply) => {
      const actor = await request.actorIn('staff')
      await ask(actor, 'legacy.read', request.params.id)
      await views.listed(actor, request.params.id)
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="legacy-listed.csv"')
        .send(Readable.from(views.listedCsv(actor, request.params.id)))
    })

    const source = { summary: '原数据包', tags, params: Id, produces: ['application/zip'] }
    app.get('/desk/legacy/:id/source', { schema: source }, async (request, reply) => {
      const actor = await request.actorIn('staff')
      await ask(actor, 'legacy.read', request.params.id)
      const paper = await views.source(actor, request.params.id)
      const body = Readable.from(slicesOf(paper.source))
      body.once('close', () => void paper.close())
      return reply.type('application/zip').header('content-disposition', 'attachment; filename="legacy.zip"').send(body)
    })
  }
}

/** 上传的数据包，and the name it goes by; small or large, it is kept first and read behind. */
async function packageIn(ports: CollectionPorts, request: FastifyRequest) {
  const file = await received(ports, request)
  const series = file.field('series').trim()
  if (series.length < 2 || series.length > 60 || /\p{Cc}/u.test(series)) throw new Refusal(badSeries, {})
  const most = ports.setting('system.import-most-megabytes') * 1024 * 1024
  const kept = isKept(file) ? file.kept : await ports.largePapers.receive(slicesOf(bytesAt(file.bytes)), most)
  return [{ series, fileName: file.fileName }, kept] as const
}
