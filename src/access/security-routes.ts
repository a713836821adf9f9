import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import type { Actor } from './actor.js'
import type { OidcService } from './oidc-service.js'
import type { PasskeyService } from './passkey-service.js'
import {
  EmptyBody,
  OidcBegun,
  OidcUnlink,
  PasskeyNew,
  PasskeyOptions,
  PasskeyRemove,
  PasswordChange,
  ProofBody,
  QueryPasswordChange,
  SecurityView,
  SessionEnd,
  type StepUpProof,
  TotpConfirm,
  TotpSecretTold,
} from './security-contract.js'
import { NO_STORE } from './security-headers.js'
import type { SecurityService } from './security-service.js'
import { type ListenerSettings, siteOf } from './session-routes.js'
import type { StepUpService } from './step-up-service.js'
import { bind } from './way-routes.js'

export interface SecurityDesk {
  readonly settings: ListenerSettings
  readonly security: SecurityService
  readonly passkeys: PasskeyService
  readonly oidc: OidcService
  readonly stepUp: StepUpService
}

const tags = ['账户安全']
const done = { 204: Type.Null() }

/** 安全设置：the signed-in person's own. What would outlive a stolen session asks for the password or a passkey again. */
export function securityRoutes(desk: SecurityDesk): FastifyPluginAsyncTypebox {
  const { security, oidc } = desk
  return async (app) => {
    app.addHook('onSend', async (_request, reply) => {
      reply.headers(NO_STORE)
    })
    const view = { summary: '我的账户安全', tags, response: { 200: SecurityView } }
    app.get('/security', { schema: view }, async (request) => {
      const actor = await request.actorIn('citizen')
      const own = await security.view(actor)
      const platforms = await security.pass(actor, 'view', (trx) => oidc.linkedTo(trx, actor.accountId))
      return { ...own, platforms }
    })

    const one = { summary: '结束一个会话', tags, body: SessionEnd, response: done }
    app.post('/security/sessions/end', { schema: one }, async (request, reply) => {
      await security.endSession(await request.actorIn('citizen'), request.body.id)
      return reply.code(204).send(null)
    })

    const others = { summary: '结束其他全部会话', tags, body: EmptyBody, response: done }
    app.post('/security/sessions/end-others', { schema: others }, async (request, reply) => {
      await security.endOthers(await request.actorIn('citizen'))
      return reply.code(204).send(null)
    })
    await app.register(secretRoutes(desk))
    await app.register(passkeyRoutes(desk))
    await app.register(platformRoutes(desk))
  }
}

/** 密码、动态口令、查询密码。 */
function secretRoutes(desk: SecurityDesk): FastifyPluginAsyncTypebox {
  const { security } = desk
  return async (app) => {
    const password = { summary: '更改登录密码', tags, body: PasswordChange, response: done }
    app.post('/security/password', { schema: password }, async (request, reply) => {
      const actor = await proved(desk, request, request.body.proof)
      await security.changePassword(actor, request.body.password)
      return reply.code(204).send(null)
    })

    const totp = {
      summary: '开通动态口令：给出密钥，仅此一次',
      tags,
      body: ProofBody,
      response: { 200: TotpSecretTold },
    }
    app.post('/security/totp', { schema: totp }, async (request) => {
      const actor = await proved(desk, request, request.body.proof)
      return { totpUri: await security.offerTotp(actor) }
    })

    const confirm = { summary: '以一个口令证实，即日起登录时要用', tags, body: TotpConfirm, response: done }
    app.post('/security/totp/confirm', { schema: confirm }, async (request, reply) => {
      await security.confirmTotp(await request.actorIn('citizen'), request.body.oneTimePassword)
      return reply.code(204).send(null)
    })

    const off = { summary: '停用动态口令', tags, body: ProofBody, response: done }
    app.post('/security/totp/remove', { schema: off }, async (request, reply) => {
      await security.removeTotp(await proved(desk, request, request.body.proof))
      return reply.code(204).send(null)
    })

    const query = { summary: '设定或更改查询密码', tags, body: QueryPasswordChange, response: done }
    app.post('/security/query-password', { schema: query }, async (request, reply) => {
      const actor = await proved(desk, request, request.body.proof)
      await security.setQueryPassword(actor, request.body.digits)
      return reply.code(204).send(null)
    })

    const gone = { summary: '取消查询密码', tags, body: ProofBody, response: done }
    app.post('/security/query-password/remove', { schema: gone }, async (request, reply) => {
      await security.removeQueryPassword(await proved(desk, request, request.body.proof))
      return reply.code(204).send(null)
    })
  }
}

function passkeyRoutes(desk: SecurityDesk): FastifyPluginAsyncTypebox {
  const { security, passkeys, settings } = desk
  return async (app) => {
    const ask = { summary: '登记通行密钥的题目', tags, body: ProofBody, response: { 200: PasskeyOptions } }
    app.post('/security/passkeys/options', { schema: ask }, async (request) => {
      const actor = await proved(desk, request, request.body.proof)
      await security.pass(actor, 'passkey', async () => undefined)
      return { options: await passkeys.registerOptions(actor, siteOf(request, settings)) }
    })

    const add = { summary: '登记通行密钥', tags, body: PasskeyNew, response: done }
    app.post('/security/passkeys', { schema: add }, async (request, reply) => {
      const actor = await request.actorIn('citizen')
      await security.pass(actor, 'passkey', async () => undefined)
      await passkeys.register(actor, request.body.made, request.body.name, siteOf(request, settings))
      return reply.code(204).send(null)
    })

    const remove = { summary: '删除通行密钥', tags, body: PasskeyRemove, response: done }
    app.post('/security/passkeys/remove', { schema: remove }, async (request, reply) => {
      const actor = await proved(desk, request, request.body.proof)
      await security.pass(actor, 'passkey', async () => undefined)
      await passkeys.remove(actor, request.body.id)
      return reply.code(204).send(null)
    })

    const again = { summary: '以通行密钥再次确认身份的题目', tags, body: EmptyBody, response: { 200: PasskeyOptions } }
    app.post('/security/step-up/options', { schema: again }, async (request) => {
      const actor = await request.actorIn('citizen')
      await security.pass(actor, 'step-up', async () => undefined)
      return { options: await passkeys.stepUpOptions(actor, siteOf(request, settings)) }
    })
  }
}

function platformRoutes(desk: SecurityDesk): FastifyPluginAsyncTypebox {
  const { security, oidc, settings } = desk
  return async (app) => {
    const link = { summary: '关联外部身份平台：去往何处', tags, body: OidcUnlink, response: { 200: OidcBegun } }
    app.post('/security/platforms/link', { schema: link }, async (request, reply) => {
      const actor = await proved(desk, request, request.body.proof)
      await security.pass(actor, 'platform', async () => undefined)
      const { url, binding } = await oidc.start(request.body.provider, actor)
      bind(reply, settings, binding)
      return { url }
    })

    const unlink = { summary: '解除关联', tags, body: OidcUnlink, response: done }
    app.post('/security/platforms/unlink', { schema: unlink }, async (request, reply) => {
      const actor = await proved(desk, request, request.body.proof)
      await security.pass(actor, 'platform', (trx) => oidc.unlink(trx, actor.accountId, request.body.provider))
      return reply.code(204).send(null)
    })
  }
}

/** 再次确认之后的本人。 */
async function proved({ stepUp, settings }: SecurityDesk, request: FastifyRequest, proof: StepUpProof): Promise<Actor> {
  const actor = await request.actorIn('citizen')
  await stepUp.prove(actor, proof, siteOf(request, settings))
  return actor
}
