import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyReply } from 'fastify'
import { batchRoutes } from './batch-routes.js'
import {
  ARCHIVE_PATHS,
  ArchiveState,
  Catalogue,
  CatalogueQuery,
  CloseProblem,
  Done,
  PaperDetail,
  PlaceRequest,
  RetentionTable,
  Uuid,
} from './catalogue-contract.js'
import { CatalogueService } from './catalogue-service.js'
import {
  DESTRUCTION_ACTS,
  DestructionDetail,
  DestructionList,
  DestructionNote,
  ProposeDestruction,
} from './destruction-contract.js'
import { DestructionService } from './destruction-service.js'
import { inspectionRoutes } from './inspection-routes.js'
import { keepingRoutes } from './keeping-routes.js'
import { LendRequest, LoanList } from './loan-contract.js'
import { LoanService } from './loan-service.js'
import type { ArchivePorts } from './ports-service.js'
import { ReadingService } from './reading-service.js'

const tags = ['档案']
const Id = Type.Object({ id: Uuid })

/** 档案室各地址，on the staff listener. */
export function archiveRoutes(ports: ArchivePorts): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(catalogueRoutes(ports))
    await app.register(readingRoutes(ports))
    await app.register(destructionRoutes(ports))
    await app.register(loanRoutes(ports))
    await app.register(batchRoutes(ports))
    await app.register(inspectionRoutes(ports))
    await app.register(keepingRoutes(ports))
  }
}

function catalogueRoutes(ports: ArchivePorts): FastifyPluginAsyncTypebox {
  const catalogue = new CatalogueService(ports)
  return async (app) => {
    const list = { summary: '资料目录', tags, querystring: CatalogueQuery, response: { 200: Catalogue } }
    app.get(ARCHIVE_PATHS.papers, { schema: list }, async (request) =>
      catalogue.list(await request.actorIn('staff'), request.query),
    )
    const one = { summary: '一份资料及其存放改动', tags, params: Id, response: { 200: PaperDetail } }
    app.get(ARCHIVE_PATHS.paper, { schema: one }, async (request) =>
      catalogue.show(await request.actorIn('staff'), request.params.id),
    )
    const place = { summary: '记档号与存放处', tags, params: Id, body: PlaceRequest, response: { 200: PaperDetail } }
    app.post(ARCHIVE_PATHS.place, { schema: place }, async (request) =>
      catalogue.place(await request.actorIn('staff'), request.params.id, request.body),
    )
    app.get(ARCHIVE_PATHS.file, { schema: { summary: '调阅一份资料', tags, params: Id } }, async (request, reply) => {
      const { mediaType, bytes, name } = await catalogue.open(await request.actorIn('staff'), request.params.id)
      return sendPaper(reply, name, mediaType, bytes)
    })
    const table = { summary: '保管期限表', tags, response: { 200: RetentionTable } }
    app.get(ARCHIVE_PATHS.retention, { schema: table }, async (request) =>
      catalogue.retention(await request.actorIn('staff')),
    )
  }
}

export function sendPaper(reply: FastifyReply, name: string, mediaType: string, bytes: Buffer): FastifyReply {
  return reply
    .header('content-disposition', `inline; filename="${name}"`)
    .header('cache-control', 'no-store')
    .type(mediaType)
    .send(bytes)
}

function readingRoutes(ports: ArchivePorts): FastifyPluginAsyncTypebox {
  const reading = new ReadingService(ports)
  return async (app) => {
    const state = { summary: '档案近况', tags, response: { 200: ArchiveState } }
    app.get(ARCHIVE_PATHS.state, { schema: state }, async (request) => reading.state(await request.actorIn('staff')))
    const run = { summary: '加做一次可读性检查', tags, response: { 200: ArchiveState } }
    app.post(ARCHIVE_PATHS.read, { schema: run }, async (request) => {
      const actor = await request.actorIn('staff')
      await reading.runNow(actor)
      return reading.state(actor)
    })
    const close = { summary: '办结一项档案问题', tags, params: Id, body: CloseProblem, response: { 200: Done } }
    app.post(ARCHIVE_PATHS.closeProblem, { schema: close }, async (request) => {
      await reading.closeProblem(await request.actorIn('staff'), request.params.id, request.body.outcome)
      return { done: true as const }
    })
  }
}

function destructionRoutes(ports: ArchivePorts): FastifyPluginAsyncTypebox {
  const destructions = new DestructionService(ports)
  return async (app) => {
    const list = { summary: '各件销毁案', tags, response: { 200: DestructionList } }
    app.get(ARCHIVE_PATHS.destructions, { schema: list }, async (request) =>
      destructions.list(await request.actorIn('staff')),
    )
    const propose = { summary: '提出销毁', tags, body: ProposeDestruction, response: { 200: DestructionDetail } }
    app.post(ARCHIVE_PATHS.destructions, { schema: propose }, async (request) =>
      destructions.propose(await request.actorIn('staff'), request.body),
    )
    const one = { summary: '一件销毁案与清册', tags, params: Id, response: { 200: DestructionDetail } }
    app.get(ARCHIVE_PATHS.destruction, { schema: one }, async (request) =>
      destructions.show(await request.actorIn('staff'), request.params.id),
    )
    const step = Type.Object({ id: Uuid, step: Type.Union(DESTRUCTION_ACTS.map((act) => Type.Literal(act))) })
    const take = {
      summary: '销毁案的一步',
      tags,
      params: step,
      body: DestructionNote,
      response: { 200: DestructionDetail },
    }
    app.post(ARCHIVE_PATHS.destructionStep, { schema: take }, async (request) => {
      const { id, step: act } = request.params
      return destructions.take(await request.actorIn('staff'), id, act, request.body.note)
    })
  }
}

function loanRoutes(ports: ArchivePorts): FastifyPluginAsyncTypebox {
  const loans = new LoanService(ports)
  return async (app) => {
    const list = { summary: '借阅', tags, response: { 200: LoanList } }
    app.get(ARCHIVE_PATHS.loans, { schema: list }, async (request) => loans.list(await request.actorIn('staff')))
    const lend = { summary: '借出', tags, body: LendRequest, response: { 200: LoanList } }
    app.post(ARCHIVE_PATHS.loans, { schema: lend }, async (request) =>
      loans.lend(await request.actorIn('staff'), request.body),
    )
    const back = { summary: '归还', tags, params: Id, response: { 200: LoanList } }
    app.post(ARCHIVE_PATHS.returned, { schema: back }, async (request) =>
      loans.giveBack(await request.actorIn('staff'), request.params.id),
    )
  }
}
