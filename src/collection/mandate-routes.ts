import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { Actor } from '../access/actor.js'
import type { Gate } from '../access/gate-service.js'
import { ownRecord } from '../access/resource.js'
import type { StepUp } from './contact-routes.js'
import { AfterDeathBody, AnswerBody, EndBody, GrantBody, MandatesAnswer } from './mandate-contract.js'
import { MandateService } from './mandate-service.js'
import type { CollectionPorts } from './ports.js'

const tags = ['代为办理']

/** 本人的授权：given, received, ended, and what holds after death. Always one's own, whoever one acts for just now. */
export function mandateRoutes(ports: CollectionPorts, gate: Gate, stepUp: StepUp): FastifyPluginAsyncTypebox {
  const mandates = new MandateService(ports)
  const own = async (actor: Actor): Promise<void> => {
    const { personId } = actor
    const ask = { actor, action: 'mandate.manage' as const, resource: ownRecord(personId), subjects: [personId] }
    await gate.pass({ ...ask, sections: ['registration'], purpose: 'mandate.manage' }, async () => undefined)
  }
  return async (app) => {
    const list = { summary: '给出的与受托的授权', tags, response: { 200: MandatesAnswer } }
    app.get('/my/mandates', { schema: list }, async (request) => {
      const actor = await request.actorIn('citizen')
      await own(actor)
      return mandates.list(actor)
    })

    const grant = { summary: '授权给另一名参保人', tags, body: GrantBody, response: { 200: MandatesAnswer } }
    app.post('/my/mandates', { schema: grant }, async (request) => {
      const actor = await request.actorIn('citizen')
      await own(actor)
      await stepUp(actor, request.body.password)
      await mandates.grant(actor, request.body)
      return mandates.list(actor)
    })

    const end = { summary: '撤销授权：即时生效', tags, body: EndBody, response: { 200: MandatesAnswer } }
    app.post('/my/mandates/end', { schema: end }, async (request) => {
      const actor = await request.actorIn('citizen')
      await own(actor)
      await mandates.end(actor, request.body.ref)
      return mandates.list(actor)
    })

    const answer = { summary: '接受或辞去授权', tags, body: AnswerBody, response: { 204: Type.Null() } }
    app.post('/my/mandates/answer', { schema: answer }, async (request, reply) => {
      const actor = await request.actorIn('citizen')
      await own(actor)
      await mandates.answer(actor, request.body)
      return reply.code(204).send(null)
    })

    const after = { summary: '身后近亲属可否查询', tags, body: AfterDeathBody, response: { 200: MandatesAnswer } }
    app.post('/my/mandates/after-death', { schema: after }, async (request) => {
      const actor = await request.actorIn('citizen')
      await own(actor)
      await stepUp(actor, request.body.password)
      await mandates.afterDeath(actor, request.body.relativesMay)
      return mandates.list(actor)
    })
  }
}
