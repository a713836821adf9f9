import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { type Actor, subjectOf } from '../access/actor.js'
import type { Gate } from '../access/gate-service.js'
import { ownRecord, type Resource } from '../access/resource.js'
import type { StepUpProof } from '../access/security-contract.js'
import {
  DeskContactRequest,
  DeskEmployerContactRequest,
  EmployerContactRequest,
  EmployerContactView,
  OwnContactRequest,
  PersonContactView,
} from './contact-contract.js'
import { ContactService } from './contact-service.js'
import type { CollectionPorts } from './ports.js'
import { type GateTerms, requestWithin, requirePlace } from './standard-gate.js'

const tags = ['联系方式']
const Purpose = Type.Object({ purpose: Type.String({ minLength: 2, maxLength: 200 }) })
const OfPerson = Type.Object({ personId: Type.String({ pattern: '^\\d{1,18}$' }) })
const OfEmployer = Type.Object({ employerId: Type.String({ pattern: '^\\d{1,18}$' }) })
const PURPOSE = 'contact.change'

/** 再次确认身份：whoever changes the own contact types the password once more, or answers with a passkey of the page's site. */
export type StepUp = (actor: Actor, proof: string | StepUpProof, origin?: string) => Promise<void>

/** 联系方式之门：one question to the gate, and the act behind it. */
class ContactDoor {
  readonly contacts: ContactService

  constructor(
    readonly ports: CollectionPorts,
    private readonly gate: Gate,
  ) {
    this.contacts = new ContactService(ports)
  }

  async ofPerson(actor: Actor, personId: string, purpose: string): Promise<void> {
    const of = async (): Promise<Resource> => {
      if (actor.realm === 'citizen') return ownRecord(personId)
      return { kind: 'Record', person: personId, ...(await this.contacts.keepersOf(personId)) }
    }
    const asked = { actor, action: 'contact.change', purpose, sections: ['registration'] } as const
    await this.gate.pass({ ...asked, subjects: [personId], resource: await of() }, async () => undefined)
  }

  async ofEmployer(actor: Actor, employerId: string, purpose: string): Promise<void> {
    const agency = await this.contacts.agencyOf(employerId)
    const resource = { kind: 'Employer', employer: employerId, agency } as const
    await this.gate.pass(
      { actor, action: 'contact.change', purpose, sections: ['registration'], resource },
      async () => undefined,
    )
  }

  within(request: FastifyRequest, kind: string, channel: GateTerms['channel']): void {
    const { policy, clock } = this.ports
    requestWithin(request, { standard: policy().standard.standard, kind, today: clock.today(), channel })
  }
}

/** 公众端口：本人与单位。 */
export function publicContactRoutes(ports: CollectionPorts, gate: Gate, stepUp: StepUp): FastifyPluginAsyncTypebox {
  const door = new ContactDoor(ports, gate)
  const { contacts } = door
  return async (app) => {
    const own = { summary: '本人的联系方式', tags, response: { 200: PersonContactView } }
    app.get('/contact', { schema: own }, async (request) => {
      const actor = await request.actorIn('citizen')
      const subject = subjectOf(actor)
      await door.ofPerson(actor, subject, PURPOSE)
      return contacts.ofPerson(subject, subject === actor.personId && actor.actingFor === undefined)
    })

    const change = { ...own, summary: '变更本人的联系方式：即时保存', body: OwnContactRequest }
    app.post('/contact', { schema: change, attachValidation: true }, async (request) => {
      const actor = await request.actorIn('citizen')
      const subject = subjectOf(actor)
      await door.ofPerson(actor, subject, PURPOSE)
      const channel = actor.channel === 'kiosk' ? 'kiosk' : 'citizen'
      door.within(request, 'contactChange', channel)
      const { password = '', passkey, ...told } = request.body
      await stepUp(actor, passkey === undefined ? { password } : { passkey }, request.headers.origin)
      await contacts.changePerson(actor, { personId: subject, change: told, channel, shownInPerson: false })
      return contacts.ofPerson(subject, subject === actor.personId)
    })

    const employers = { summary: '本单位的联系方式', tags, response: { 200: EmployerContactView } }
    app.get('/employer/contact', { schema: employers }, async (request) => {
      const actor = await request.actorIn('operator')
      const employerId = actor.employerId ?? '0'
      await door.ofEmployer(actor, employerId, PURPOSE)
      return contacts.ofEmployer(employerId)
    })

    const changed = { ...employers, summary: '变更本单位的联系方式：即时保存', body: EmployerContactRequest }
    app.post('/employer/contact', { schema: changed, attachValidation: true }, async (request) => {
      const actor = await request.actorIn('operator')
      const employerId = actor.employerId ?? '0'
      await door.ofEmployer(actor, employerId, PURPOSE)
      door.within(request, 'employerContact', 'employer')
      await contacts.changeEmployer(actor, { employerId, change: request.body, channel: 'employer' })
      return contacts.ofEmployer(employerId)
    })
  }
}

/** 窗口受理。Mounted under /api of the staff listener. */
export function deskContactRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const door = new ContactDoor(ports, gate)
  const { contacts } = door
  return async (app) => {
    const person = { summary: '参保人的联系方式', tags, params: OfPerson, response: { 200: PersonContactView } }
    const look = { ...person, querystring: Purpose }
    app.get('/desk/persons/:personId/contact', { schema: look }, async (request) => {
      const actor = await request.actorIn('staff')
      const { personId } = request.params
      await door.ofPerson(actor, personId, request.query.purpose)
      return contacts.ofPerson(personId, false)
    })

    const change = { ...person, summary: '窗口变更参保人的联系方式：即时保存', body: DeskContactRequest }
    app.post('/desk/persons/:personId/contact', { schema: change, attachValidation: true }, async (request) => {
      const actor = await request.actorIn('staff')
      requirePlace(request)
      const { personId } = request.params
      await door.ofPerson(actor, personId, purposeOf(request.body))
      door.within(request, 'contactChange', 'form')
      const { purpose, shownInPerson, documentId, ...change } = request.body
      await contacts.changePerson(actor, { personId, change, channel: 'form', shownInPerson, purpose, documentId })
      return contacts.ofPerson(personId, false)
    })

    const employer = { summary: '单位的联系方式', tags, params: OfEmployer, response: { 200: EmployerContactView } }
    app.get(
      '/desk/employers/:employerId/contact',
      { schema: { ...employer, querystring: Purpose } },
      async (request) => {
        const actor = await request.actorIn('staff')
        await door.ofEmployer(actor, request.params.employerId, request.query.purpose)
        return contacts.ofEmployer(request.params.employerId)
      },
    )

    const changed = { ...employer, summary: '窗口变更单位的联系方式：即时保存', body: DeskEmployerContactRequest }
    app.post('/desk/employers/:employerId/contact', { schema: changed, attachValidation: true }, async (request) => {
      const actor = await request.actorIn('staff')
      requirePlace(request)
      const { employerId } = request.params
      await door.ofEmployer(actor, employerId, purposeOf(request.body))
      door.within(request, 'employerContact', 'form')
      const { purpose, ...change } = request.body
      await contacts.changeEmployer(actor, { employerId, change, channel: 'form', purpose })
      return contacts.ofEmployer(employerId)
    })
  }
}

/** Before the contract was held against it: what is no purpose is none. */
function purposeOf(body: unknown): string {
  const given = (body as { purpose?: unknown } | null | undefined)?.purpose
  return typeof given === 'string' ? given : ''
}
