import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { subjectOf } from '../access/actor.js'
import type { IssuedPaper } from './issue-service.js'
import {
  DeskBenefitProofBody,
  DeskProofBody,
  DeskStatementBody,
  ExplainQuery,
  PapersAnswer,
  PaperView,
  PersonParam,
  ProofBody,
  SerialParam,
  StatementBody,
} from './statement-contract.js'
import type { StatementService } from './statement-service.js'

const tags = ['权益记录单']
const proofTags = ['参保缴费证明']
const benefitTags = ['待遇享受证明']
const Nothing = Type.Object({}, { additionalProperties: false })
const Pdf = Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary', description: 'application/pdf' })

/** 公众端口：本人的权益记录单。 */
export function statementRoutes(statements: StatementService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/api/my/statements',
      { schema: { summary: '已出具的权益记录单与可出具的年度', tags, response: { 200: PapersAnswer } } },
      async (request) => statements.list(await request.actorIn('citizen')),
    )
    app.post(
      '/api/my/statements',
      {
        schema: {
          summary: '出具年度权益记录单',
          tags,
          querystring: ExplainQuery,
          body: StatementBody,
          response: { 201: PaperView },
        },
      },
      async (request, reply) => {
        const actor = await request.actorIn('citizen')
        const { year } = request.body
        const paper = await statements.issue(actor, subjectOf(actor), { year, explain: request.query.explain })
        return reply.code(201).send(paperView(paper))
      },
    )
    const proof = { summary: '出具参保缴费证明', tags: proofTags, body: ProofBody, response: { 201: PaperView } }
    app.post('/api/my/contribution-proofs', { schema: proof }, async (request, reply) => {
      const actor = await request.actorIn('citizen')
      return reply.code(201).send(paperView(await statements.prove(actor, subjectOf(actor), request.body)))
    })
    const benefits = { summary: '出具待遇享受证明', tags: benefitTags, body: Nothing, response: { 201: PaperView } }
    app.post('/api/my/benefit-proofs', { schema: benefits }, async (request, reply) => {
      const actor = await request.actorIn('citizen')
      return reply.code(201).send(paperView(await statements.proveBenefits(actor, subjectOf(actor))))
    })
    app.get(
      '/api/my/statements/:serial/pdf',
      {
        schema: {
          summary: '取用已出具的记录单',
          tags,
          params: SerialParam,
          produces: ['application/pdf'],
          response: { 200: Pdf },
        },
      },
      async (request, reply) => {
        const { serial } = request.params
        const pdf = await statements.pdf(await request.actorIn('citizen'), serial)
        return sendPdf(reply, serial, pdf)
      },
    )
  }
}

/** 经办端口：窗口为参保人出具并打印。 */
export function deskStatementRoutes(statements: StatementService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/api/persons/:personId/statements',
      {
        schema: {
          summary: '为参保人出具年度权益记录单',
          tags,
          params: PersonParam,
          querystring: ExplainQuery,
          body: DeskStatementBody,
          produces: ['application/pdf'],
          response: { 200: Pdf },
        },
      },
      async (request, reply) => {
        const { year, purpose } = request.body
        const actor = await request.actorIn('staff')
        const { explain } = request.query
        const paper = await statements.issue(actor, request.params.personId, { year, purpose, explain })
        return sendPdf(reply, paper.serial, paper.pdf)
      },
    )
    const proof = {
      ...{ summary: '为参保人出具参保缴费证明', tags: proofTags, params: PersonParam, body: DeskProofBody },
      ...{ produces: ['application/pdf'], response: { 200: Pdf } },
    }
    app.post('/api/persons/:personId/contribution-proofs', { schema: proof }, async (request, reply) => {
      const actor = await request.actorIn('staff')
      const paper = await statements.prove(actor, request.params.personId, request.body)
      return sendPdf(reply, paper.serial, paper.pdf)
    })
    const benefits = {
      ...{ summary: '为参保人出具待遇享受证明', tags: benefitTags, params: PersonParam, body: DeskBenefitProofBody },
      ...{ produces: ['application/pdf'], response: { 200: Pdf } },
    }
    app.post('/api/persons/:personId/benefit-proofs', { schema: benefits }, async (request, reply) => {
      const actor = await request.actorIn('staff')
      const paper = await statements.proveBenefits(actor, request.params.personId, request.body.purpose)
      return sendPdf(reply, paper.serial, paper.pdf)
    })
  }
}

function paperView({ content, serial, validUntil, issuedAt }: IssuedPaper) {
  return { ...content, serial, issuedAt, validUntil, state: 'true' }
}

interface Sending {
  header(name: string, value: string): Sending
  type(type: string): Sending
  send(payload: unknown): unknown
}

function sendPdf(reply: Sending, serial: string, pdf: Uint8Array) {
  return reply
    .header('content-disposition', `inline; filename="quanyi-${serial}.pdf"`)
    .header('cache-control', 'no-store')
    .type('application/pdf')
    .send(Buffer.from(pdf)) as Uint8Array
}
