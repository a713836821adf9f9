import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { ActingAnswer, ActingBody, FirmBody, FirmsAnswer, HelperBody } from './acting-contract.js'
import type { ActingService } from './acting-service.js'
import { NO_STORE } from './security-headers.js'

const tags = ['会话']

/** 代为办理、请人协助、换单位：what the session is about just now. Mounted under /api of the public listener. */
export function actingRoutes(acting: ActingService): FastifyPluginAsyncTypebox {
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

    const firms = { summary: '受哪些单位委派', tags, response: { 200: FirmsAnswer } }
    app.get('/session/employers', { schema: firms }, async (request) => acting.firms(await request.actorIn('operator')))

    const firm = { summary: '换单位', tags, body: FirmBody, response: { 204: Type.Null() } }
    app.post('/session/employer', { schema: firm }, async (request, reply) => {
      await acting.chooseFirm(await request.actorIn('operator'), request.body.employer)
      return reply.code(204).send(null)
    })
  }
}
