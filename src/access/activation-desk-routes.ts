import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { CounterActivation, CounterAnswer, OperatorActivation } from './activation-contract.js'
import type { ActivationService } from './activation-service.js'
import { NO_STORE } from './security-headers.js'

const tags = ['实名激活']
const OfPerson = Type.Object({ personId: Type.String({ pattern: '^\\d{1,18}$' }) })

/** 窗口的实名激活。Mounted under /api of the staff listener. */
export function activationDeskRoutes(activation: ActivationService): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.addHook('onSend', async (_request, reply) => {
      reply.headers(NO_STORE)
    })
    const person = {
      ...{ summary: '核验身份后为参保人发码、寄码或取消查询密码', tags, params: OfPerson },
      ...{ body: CounterActivation, response: { 200: CounterAnswer } },
    }
    app.post('/desk/persons/:personId/activation', { schema: person }, async (request) =>
      activation.atCounter(await request.actorIn('staff'), request.params.personId, request.body),
    )

    const operator = {
      ...{ summary: '核验身份与单位证明后为单位经办人发码', tags },
      ...{ body: OperatorActivation, response: { 200: CounterAnswer } },
    }
    app.post('/desk/operator-activation', { schema: operator }, async (request) =>
      activation.forOperator(await request.actorIn('staff'), request.body),
    )
  }
}
