import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { SubmissionDetail, Uuid } from './contract.js'
import type { Door } from './door-service.js'
import { EmployerChangeService } from './employer-change-service.js'
import { PersonChangeService } from './person-change-service.js'
import type { CollectionPorts } from './ports.js'
import {
  EmployerCancellationRequest,
  EmployerChangeRequest,
  PersonChangeRequest,
  SuccessionRequest,
} from './registration-change-contract.js'

/** 退回后重录时，写明原件。 */
const Again = Type.Object({ resubmits: Type.Optional(Uuid) })
const tags = ['录入']

/** 登记的变更：what a person or an employer is, changed by whoever has them in charge. Mounted under /api of the staff listener. */
export function registrationChangeRoutes(ports: CollectionPorts, door: Door): FastifyPluginAsyncTypebox {
  const persons = new PersonChangeService(ports)
  const employers = new EmployerChangeService(ports)
  const answer = { querystring: Again, response: { 200: SubmissionDetail }, tags }
  return async (app) => {
    const person = { summary: '个人基本信息变更', body: PersonChangeRequest, ...answer }
    app.post('/desk/persons/change', { schema: person, attachValidation: true }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'registration.submit')
      door.within(request, 'personChange')
      return persons.change(actor, request.body, request.query.resubmits)
    })

    const change = { summary: '单位变更', body: EmployerChangeRequest, ...answer }
    app.post('/desk/employers/change', { schema: change, attachValidation: true }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'registration.submit')
      door.within(request, 'employerChange')
      await door.inAgency(actor, 'registration.submit', await employers.agencyOf(request.body.creditCode))
      return employers.change(actor, request.body, request.query.resubmits)
    })

    const cancel = { summary: '单位注销', body: EmployerCancellationRequest, ...answer }
    app.post('/desk/employers/cancellation', { schema: cancel, attachValidation: true }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'registration.submit')
      door.within(request, 'employerCancellation')
      await door.inAgency(actor, 'registration.submit', await employers.agencyOf(request.body.creditCode))
      return employers.cancel(actor, request.body, request.query.resubmits)
    })

    const succeed = { summary: '单位承继', body: SuccessionRequest, ...answer }
    app.post('/desk/employers/succession', { schema: succeed, attachValidation: true }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'registration.submit')
      door.within(request, 'succession')
      await door.inAgency(actor, 'registration.submit', await employers.agencyOf(request.body.creditCode))
      return employers.succeed(actor, request.body, request.query.resubmits)
    })
  }
}
