import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '../access/actor.js'
import { NO_STORE } from '../access/security-headers.js'
import { PapersAnswer, SerialParam } from '../certificates/statement-contract.js'
import { LooksAnswer } from '../query/contract.js'
import { EmployerPaymentsAnswer, MonthsQuery } from '../query/employer-contract.js'
import { ExplainedRecordAnswer, ExplainedRecordQuery } from '../query/explained-record-contract.js'
import { ContentService } from './content-service.js'
import { ITEM_KEYS } from './items.js'
import { KioskContent } from './kiosk-contract.js'
import { kioskLine } from './kiosk-lines-service.js'
import type { ChannelPorts } from './ports.js'
import {
  OPEN_PATHS,
  type Scope,
  TOKEN_PATHS,
  TokenBody,
  TokenMade,
  TokenParams,
  TokensAnswer,
} from './token-contract.js'
import { TokenService } from './token-service.js'

const own = ['令牌']
const open = ['开放接口']
const security = [{ token: [] as string[] }]
const Pdf = Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary', description: 'application/pdf' })

/** 令牌的管理：with a session, never with a token. */
export function tokenRoutes(
  ports: ChannelPorts,
  stepUp: (actor: Actor, password: string) => Promise<void>,
): FastifyPluginAsyncTypebox {
  const tokens = new TokenService(ports)
  return async (app) => {
    const all = { tags: own, response: { 200: TokensAnswer } }
    app.get(TOKEN_PATHS.tokens, { schema: { ...all, summary: '本人的令牌' } }, async (request) =>
      tokens.list(await request.actorIn('citizen', 'operator')),
    )
    const made = { tags: own, summary: '新建令牌：只示一次', body: TokenBody, response: { 201: TokenMade } }
    app.post(TOKEN_PATHS.tokens, { schema: made }, async (request, reply) => {
      const actor = await request.actorIn('citizen', 'operator')
      const { password, ...asked } = request.body
      await stepUp(actor, password)
      return reply
        .code(201)
        .headers(NO_STORE)
        .send(await tokens.make(actor, asked))
    })
    app.post(TOKEN_PATHS.end, { schema: { ...all, summary: '收回令牌', params: TokenParams } }, async (request) =>
      tokens.end(await request.actorIn('citizen', 'operator'), request.params.token),
    )
  }
}

/** 开放接口：凭令牌取用自己的。The same services, the same gate, the channel `api`. */
export function openRoutes(ports: ChannelPorts): FastifyPluginAsyncTypebox {
  const tokens = new TokenService(ports)
  const content = new ContentService(ports)
  const { records, persons, employers, statements } = ports
  const actorOf = (request: FastifyRequest, scope: Scope) =>
    tokens.actorOf(request.headers.authorization, scope, request.ip.replace(/^::ffff:/, ''))
  return async (app) => {
    app.addHook('onSend', async (_request, reply) => {
      reply.headers(NO_STORE)
    })
    const record = { summary: '本人的权益记录', tags: open, security, querystring: ExplainedRecordQuery }
    app.get(OPEN_PATHS.record, { schema: { ...record, response: { 200: ExplainedRecordAnswer } } }, async (request) => {
      const actor = await actorOf(request, 'record')
      return records.record(actor, actor.personId, request.query)
    })
    const items = { summary: '本人记录的要项，与终端、热线所告知的相同', tags: open, security }
    app.get(OPEN_PATHS.content, { schema: { ...items, response: { 200: KioskContent } } }, async (request) => {
      const figures = await content.own(await actorOf(request, 'record'), ITEM_KEYS)
      return { lines: figures.map(kioskLine) }
    })
    const looks = { summary: '谁查过我的记录', tags: open, security, response: { 200: LooksAnswer } }
    app.get(OPEN_PATHS.looks, { schema: looks }, async (request) => persons.looks(await actorOf(request, 'looks')))
    const papers = { summary: '已出具的权益记录单', tags: open, security, response: { 200: PapersAnswer } }
    app.get(OPEN_PATHS.statements, { schema: papers }, async (request) =>
      statements.list(await actorOf(request, 'statements')),
    )
    const pdf = { summary: '一份权益记录单', tags: open, security, params: SerialParam, produces: ['application/pdf'] }
    app.get(OPEN_PATHS.statementPdf, { schema: { ...pdf, response: { 200: Pdf } } }, async (request, reply) => {
      const bytes = await statements.pdf(await actorOf(request, 'statements'), request.params.serial)
      return reply.type('application/pdf').send(Buffer.from(bytes)) as unknown as Uint8Array
    })
    const payments = { summary: '本单位的缴费', tags: open, security, querystring: MonthsQuery }
    app.get(
      OPEN_PATHS.payments,
      { schema: { ...payments, response: { 200: EmployerPaymentsAnswer } } },
      async (request) => employers.payments(await actorOf(request, 'payments'), request.query),
    )
  }
}
