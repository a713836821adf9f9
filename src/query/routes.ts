import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { type Actor, subjectOf } from '../access/actor.js'
import type { Presumed } from '../access/presumed.js'
import {
  DeskFactQuery,
  DeskFigureQuery,
  Explanation,
  FactParams,
  FigureQuery,
  LooksAnswer,
  OriginalParams,
  PersonFactParams,
  PersonParams,
  QUERY_PATHS,
  SearchAnswer,
  SearchBody,
  VoucherView,
} from './contract.js'
import {
  EmployerPaymentsAnswer,
  EmployerStaffAnswer,
  MonthQuery,
  MonthsQuery,
  PaymentFigureQuery,
} from './employer-contract.js'
import type { EmployerService } from './employer-service.js'
import { DeskExplainedRecordQuery, ExplainedRecordAnswer, ExplainedRecordQuery } from './explained-record-contract.js'
import type { PersonService } from './person-service.js'
import type { RecordService } from './record-service.js'
import { WrittenSections } from './written-record-routes.js'

export interface QueryRooms {
  readonly records: RecordService
  readonly persons: PersonService
  readonly employers: EmployerService
}

const tags = ['查询']

/** 公众端口：本人，与用人单位。 */
export function publicQueryRoutes(rooms: QueryRooms): FastifyPluginAsyncTypebox {
  const { records, persons } = rooms
  const written = new WrittenSections()
  return async (app) => {
    await app.register(employerQueryRoutes(rooms))
    app.get(
      QUERY_PATHS.myRecord,
      {
        schema: {
          summary: '查询本人的权益记录',
          tags,
          querystring: ExplainedRecordQuery,
          response: { 200: ExplainedRecordAnswer },
        },
      },
      async (request, reply) => {
        const answer = await again(request, (by, me) => records.recordAgain(by, me, request.query))
        if (answer !== undefined) return written.by(reply, answer)
        const actor = await request.actorIn('citizen')
        return written.by(reply, await records.record(actor, subjectOf(actor), request.query))
      },
    )
    app.get(
      QUERY_PATHS.myFigure,
      { schema: { summary: '为什么是这个数', tags, querystring: FigureQuery, response: { 200: Explanation } } },
      async (request) => {
        const told = await again(request, (by, me) => records.explainAgain(by, me, request.query))
        if (told !== undefined) return told
        const actor = await request.actorIn('citizen')
        return records.explain(actor, subjectOf(actor), request.query)
      },
    )
    app.get(
      QUERY_PATHS.myVoucher,
      { schema: { summary: '一行所在的凭证', tags, params: FactParams, response: { 200: VoucherView } } },
      async (request) => {
        const actor = await request.actorIn('citizen')
        return records.voucher(actor, subjectOf(actor), request.params)
      },
    )
    app.get(
      QUERY_PATHS.myLooks,
      { schema: { summary: '谁查过我的记录', tags, response: { 200: LooksAnswer } } },
      async (request) => persons.looks(await request.actorIn('citizen')),
    )
  }
}

type Again<R> = (by: { actor: Actor; presumed: Presumed }, me: string) => Promise<R | undefined>

/** 再看一次：whoever is presumed looks at their own; undefined where the session or the record must be read first. */
async function again<R>(request: FastifyRequest, look: Again<R>): Promise<R | undefined> {
  const presumed = request.presumedIn?.('citizen')
  return presumed && look({ actor: presumed.actor, presumed }, presumed.actor.personId)
}

/** 公众端口：单位经办人看本单位的。 */
function employerQueryRoutes({ employers }: QueryRooms): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      QUERY_PATHS.employerPayments,
      {
        schema: {
          summary: '本单位缴费情况',
          tags,
          querystring: MonthsQuery,
          response: { 200: EmployerPaymentsAnswer },
        },
      },
      async (request) => employers.payments(await request.actorIn('operator'), request.query),
    )
    app.get(
      QUERY_PATHS.employerFigure,
      {
        schema: {
          summary: '本单位缴费的一个数怎样得来',
          tags,
          querystring: PaymentFigureQuery,
          response: { 200: Explanation },
        },
      },
      async (request) => employers.explain(await request.actorIn('operator'), request.query),
    )
    app.get(
      QUERY_PATHS.employerStaff,
      {
        schema: {
          summary: '职工在本单位期间的登记与缴费',
          tags,
          querystring: MonthQuery,
          response: { 200: EmployerStaffAnswer },
        },
      },
      async (request) => employers.staff(await request.actorIn('operator'), request.query),
    )
  }
}

/** 经办端口：窗口查询。 */
export function staffQueryRoutes({ records, persons }: QueryRooms): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      QUERY_PATHS.search,
      { schema: { summary: '检索参保人', tags, body: SearchBody, response: { 200: SearchAnswer } } },
      async (request) => persons.search(await request.actorIn('staff'), request.body),
    )
    app.get(
      QUERY_PATHS.record,
      {
        schema: {
          summary: '查询参保人的权益记录',
          tags,
          params: PersonParams,
          querystring: DeskExplainedRecordQuery,
          response: { 200: ExplainedRecordAnswer },
        },
      },
      async (request) => records.record(await request.actorIn('staff'), request.params.personId, request.query),
    )
    app.get(
      QUERY_PATHS.figure,
      {
        schema: {
          summary: '为什么是这个数',
          tags,
          params: PersonParams,
          querystring: DeskFigureQuery,
          response: { 200: Explanation },
        },
      },
      async (request) => records.explain(await request.actorIn('staff'), request.params.personId, request.query),
    )
    const original = { summary: '调阅一行所据的原始资料', tags, params: OriginalParams, querystring: DeskFactQuery }
    app.get(QUERY_PATHS.original, { schema: original }, async (request, reply) => {
      const { personId, ...fact } = request.params
      const actor = await request.actorIn('staff')
      const { mediaType, bytes } = await records.original(actor, personId, fact, request.query.purpose)
      return reply.header('cache-control', 'no-store').type(mediaType).send(bytes)
    })
    app.get(
      QUERY_PATHS.voucher,
      {
        schema: {
          summary: '一行所在的凭证',
          tags,
          params: PersonFactParams,
          querystring: DeskFactQuery,
          response: { 200: VoucherView },
        },
      },
      async (request) => {
        const { personId, posting, ordinal } = request.params
        return records.voucher(await request.actorIn('staff'), personId, { posting, ordinal }, request.query.purpose)
      },
    )
  }
}
