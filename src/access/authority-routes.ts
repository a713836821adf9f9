import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  AccountParams,
  AccountsAnswer,
  AUTHORITY_PATHS as AT,
  CodeAnswer,
  Decision,
  Executed,
  RequestBody,
  RequestParams,
  RequestsAnswer,
  RequestView,
  SignatureParams,
  SignatureView,
  SignBody,
  SignedList,
} from './authority-contract.js'
import type { AuthorityService } from './authority-service.js'
import type { AuthorityViewService } from './authority-view-service.js'
import { NO_STORE } from './security-headers.js'
import type { SignatureService } from './signature-service.js'

export interface AuthorityRoom {
  readonly requests: AuthorityService
  readonly views: AuthorityViewService
  readonly signatures: SignatureService
}

const tags = ['人员与授权']

/** 人员与授权：清单、申请、批准、执行、签署。On the staff listener. */
export function authorityRoutes({ requests, views, signatures }: AuthorityRoom): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.addHook('onSend', async (_request, reply) => {
      reply.headers(NO_STORE)
    })
    const list = { summary: '人员与岗位清单', tags, response: { 200: AccountsAnswer } }
    app.get(AT.accounts, { schema: list }, async (request) => views.accounts(await request.actorIn('staff')))

    const all = { summary: '授权申请一览', tags, response: { 200: RequestsAnswer } }
    app.get(AT.requests, { schema: all }, async (request) => views.requests(await request.actorIn('staff')))

    const propose = { summary: '提出授权申请', tags, body: RequestBody, response: { 200: RequestView } }
    app.post(AT.requests, { schema: propose }, async (request) =>
      requests.request(await request.actorIn('staff'), request.body),
    )

    const params = RequestParams
    const decide = { summary: '批准或不予批准授权', tags, params, body: Decision, response: { 200: RequestView } }
    app.post(AT.decision, { schema: decide }, async (request) =>
      requests.decide(await request.actorIn('staff'), request.params.requestId, request.body),
    )

    const execute = { summary: '执行授权', tags, params, response: { 200: Executed } }
    app.post(AT.execution, { schema: execute }, async (request) =>
      requests.execute(await request.actorIn('staff'), request.params.requestId),
    )

    const withdraw = { summary: '撤回授权申请', tags, params, response: { 200: RequestView } }
    app.post(AT.withdrawal, { schema: withdraw }, async (request) =>
      requests.withdraw(await request.actorIn('staff'), request.params.requestId),
    )

    const code = { summary: '再发一次经办人员的激活码', tags, params: AccountParams, response: { 200: CodeAnswer } }
    app.post(AT.code, { schema: code }, async (request) =>
      requests.codeAgain(await request.actorIn('staff'), request.params.accountId),
    )

    const sign = { summary: '签署权限清单', tags, body: SignBody, response: { 200: SignatureView } }
    app.post(AT.signatures, { schema: sign }, async (request) =>
      signatures.sign(await request.actorIn('staff'), request.body.digest),
    )

    const signed = { summary: '所签权限清单的原样', tags, params: SignatureParams, response: { 200: SignedList } }
    app.get(AT.signature, { schema: signed }, async (request) =>
      signatures.signed(await request.actorIn('staff'), request.params.signatureId),
    )
  }
}
