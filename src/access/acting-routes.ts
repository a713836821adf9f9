import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { ActingAnswer, ActingBody, FirmBody, FirmsAnswer, HelperBody } from './acting-contract.js'
import type { ActingService } from './acting-service.js'
import type { PasskeyService } from './passkey-service.js'
import { EmptyBody, PasskeyOptions, ProofBody } from './security-contract.js'
import { NO_STORE } from './security-headers.js'
import { type ListenerSettings, siteOf } from './session-routes.js'
import type { StepUpService } from './step-up-service.js'

const tags = ['会话']

/** 协助结束时，本人拿什么证明是本人。 */
export interface HelpDesk {
  readonly settings: ListenerSettings
  readonly stepUp: Pick<StepUpService, 'prove'>
  readonly passkeys: Pick<PasskeyService, 'stepUpOptions'>
}

/** 代为办理、请人协助、换单位：what the session is about just now. Mounted under /api of the public listener. */
export function actingRoutes(acting: ActingService, desk: HelpDesk): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.addHook('onSend', async (_request, reply) => {
      reply.headers(NO_STORE)
    })
    const list = { summary: '可以代谁办理，此刻在代谁办理', tags, response: { 200: ActingAnswer } }
    app.get('/session/acting-for', { schema: list }, async (request) => acting.list(await request.actorIn('citizen')))

    const choose = { summary: '切换为代谁办理；不填则回到本人', tags, body: ActingBody, response: { 204: Type.Null() } }
    app.post('/session/acting-for', { schema: choose }, async (request, reply) => {
      await acting.choose(await request.actorIn('citizen'), request.body.ref)
      return reply.code(204).send(null)
    })

    const help = { summary: '请人在旁协助', tags, body: HelperBody, response: { 204: Type.Null() } }
    app.post('/session/helper', { schema: help }, async (request, reply) => {
      await acting.helped(await request.actorIn('citizen'), request.body)
      return reply.code(204).send(null)
    })

    await app.register(endHelpRoutes(acting, desk))

    const firms = { summary: '受哪些单位委派', tags, response: { 200: FirmsAnswer } }
    app.get('/session/employers', { schema: firms }, async (request) => acting.firms(await request.actorIn('operator')))

    const firm = { summary: '换单位', tags, body: FirmBody, response: { 204: Type.Null() } }
    app.post('/session/employer', { schema: firm }, async (request, reply) => {
      await acting.chooseFirm(await request.actorIn('operator'), request.body.employer)
      return reply.code(204).send(null)
    })
  }
}

/** 协助结束：with the person's own password or passkey. */
function endHelpRoutes(acting: ActingService, { settings, stepUp, passkeys }: HelpDesk): FastifyPluginAsyncTypebox {
  return async (app) => {
    const end = { summary: '协助结束：本人再次确认身份', tags, body: ProofBody, response: { 204: Type.Null() } }
    app.post('/session/helper/end', { schema: end }, async (request, reply) => {
      const actor = await request.actorIn('citizen')
      await acting.endHelp(actor, () => stepUp.prove(actor, request.body.proof, siteOf(request, settings)))
      return reply.code(204).send(null)
    })

    const ask = { summary: '协助结束时的通行密钥题目', tags, body: EmptyBody, response: { 200: PasskeyOptions } }
    app.post('/session/helper/end/options', { schema: ask }, async (request) => {
      const actor = await request.actorIn('citizen')
      return { options: await passkeys.stepUpOptions(actor, siteOf(request, settings)) }
    })
  }
}
