import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { Gate } from '../access/gate-service.js'
import { chargeRoutes } from './charge-routes.js'
import { SubmissionDetail, Uuid } from './contract.js'
import { CorrectionService } from './correction-service.js'
import { Door } from './door-service.js'
import {
  CorrectionRequest,
  EmployerRegistrationRequest,
  EnrolmentChangeRequest,
  PersonRegistrationRequest,
  RegistrationPreview,
} from './entry-contract.js'
import { factEntryRoutes } from './fact-entry-routes.js'
import { SubmitRequest } from './filing-contract.js'
import { ImportJob } from './import-contract.js'
import { ImportService } from './import-service.js'
import { isKept, received } from './import-upload.js'
import type { CollectionPorts } from './ports.js'
import { registrationChangeRoutes } from './registration-change-routes.js'
import { RegistrationService } from './registration-service.js'

const Id = Type.Object({ id: Uuid })
/** 退回后重录时，写明原件。 */
const Again = Type.Object({ resubmits: Type.Optional(Uuid) })
const tags = ['录入']

/** 录入台：contributions, corrections, registrations and enrolments typed by clerks. Mounted under /api of the staff listener. */
export function entryRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const corrections = new CorrectionService(ports)
  const registrations = new RegistrationService(ports)
  const door = new Door(ports, gate)
  const answer = { querystring: Again, response: { 200: SubmissionDetail }, tags }
  return async (app) => {
    const correct = { summary: '更正（红冲）', body: CorrectionRequest, ...answer }
    app.post('/desk/corrections', { schema: correct, attachValidation: true }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'correction.submit')
      door.within(request, 'correction')
      return corrections.correct(actor, request.body, request.query.resubmits)
    })

    const employer = { summary: '单位登记', body: EmployerRegistrationRequest, ...answer }
    app.post('/desk/employers', { schema: employer, attachValidation: true }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'registration.submit')
      door.within(request, 'employerRegistration')
      return registrations.registerEmployer(actor, request.body, request.query.resubmits)
    })

    const person = { summary: '个人登记', body: PersonRegistrationRequest, ...answer }
    app.post('/desk/persons', { schema: person, attachValidation: true }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'registration.submit')
      door.within(request, 'personRegistration')
      return registrations.registerPerson(actor, request.body, request.query.resubmits)
    })

    const enrolment = { summary: '参保变动', body: EnrolmentChangeRequest, ...answer }
    app.post('/desk/enrolments', { schema: enrolment, attachValidation: true }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'registration.submit')
      door.within(request, 'enrolmentChange')
      return registrations.changeEnrolment(actor, request.body, request.query.resubmits)
    })

    await app.register(chargeRoutes(ports, door))
    await app.register(registrationChangeRoutes(ports, door))
    await app.register(personFileRoutes(ports, registrations, door))
    await app.register(factEntryRoutes(ports, gate))
  }
}

function personFileRoutes(
  ports: CollectionPorts,
  registrations: RegistrationService,
  door: Door,
): FastifyPluginAsyncTypebox {
  return async (app) => {
    const file = { summary: '成批个人登记：上传并预览', tags, response: { 200: RegistrationPreview, 202: ImportJob } }
    app.post('/desk/persons/file', { schema: file }, async (request, reply) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'registration.submit')
      const given = await received(ports, request)
      if (!isKept(given)) return registrations.uploadPersons(actor, given)
      const plan = { form: 'registration', fileName: given.fileName } as const
      return reply.code(202).send(await new ImportService(ports).begin(actor, plan, given.kept))
    })

    const submit = {
      summary: '提交成批个人登记',
      tags,
      params: Id,
      body: SubmitRequest,
      response: { 200: SubmissionDetail },
    }
    app.post('/desk/persons/file/:id/submit', { schema: submit }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'registration.submit')
      return registrations.submit(actor, request.params.id, request.body)
    })
  }
}
