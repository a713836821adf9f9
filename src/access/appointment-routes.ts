import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { AppointBody, AppointmentsAnswer, AppointmentsQuery, DismissBody } from './appointment-contract.js'
import type { AppointmentService } from './appointment-service.js'

const tags = ['单位经办人']

/** 单位经办人的委派，在窗口凭单位证明办理。Mounted under /api of the staff listener. */
export function appointmentRoutes(appointments: AppointmentService): FastifyPluginAsyncTypebox {
  return async (app) => {
    const list = {
      summary: '一个单位委派的经办人',
      tags,
      querystring: AppointmentsQuery,
      response: { 200: AppointmentsAnswer },
    }
    app.get('/desk/appointments', { schema: list }, async (request) =>
      appointments.list(await request.actorIn('staff'), request.query.creditCode),
    )
    const appoint = { summary: '委派', tags, body: AppointBody, response: { 204: Type.Null() } }
    app.post('/desk/appointments', { schema: appoint }, async (request, reply) => {
      await appointments.appoint(await request.actorIn('staff'), request.body)
      return reply.code(204).send(null)
    })
    const dismiss = { summary: '终止委派：即时生效', tags, body: DismissBody, response: { 204: Type.Null() } }
    app.post('/desk/appointments/end', { schema: dismiss }, async (request, reply) => {
      await appointments.dismiss(await request.actorIn('staff'), request.body)
      return reply.code(204).send(null)
    })
  }
}
