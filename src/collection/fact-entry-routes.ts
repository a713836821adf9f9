import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { Action } from '../access/actions.js'
import type { Gate } from '../access/gate-service.js'
import { FactPreview } from './content-contract.js'
import { SubmissionDetail, Uuid } from './contract.js'
import { Door } from './door-service.js'
import { RegistrationPreview } from './entry-contract.js'
import { FACT_REQUESTS, type FactEntryKind, type FactRequests } from './fact-entry-contract.js'
import { FactEntryService } from './fact-entry-service.js'
import { SubmitRequest } from './filing-contract.js'
import { ImportJob } from './import-contract.js'
import { ImportService } from './import-service.js'
import { isKept, received } from './import-upload.js'
import { SUBMISSION_KINDS } from './kinds.js'
import { PaymentFileService } from './payment-file-service.js'
import { paymentTerms } from './payment-file-store.js'
import type { CollectionPorts } from './ports.js'

const Id = Type.Object({ id: Uuid })
/** 退回后重录时，写明原件。 */
const Again = Type.Object({ resubmits: Type.Optional(Uuid) })
const tags = ['录入']

/** 生存、转移与期初属登记，其余属录入。 */
const ACTION_OF: Readonly<Record<FactEntryKind, Action>> = {
  deemedPeriod: 'registration.submit',
  openingBalance: 'registration.submit',
  transfer: 'registration.submit',
  lifeEvent: 'registration.submit',
  personCategory: 'registration.submit',
  guardianship: 'registration.submit',
  mandate: 'mandate.manage',
  protection: 'protection.manage',
  benefitDetermination: 'entry.submit',
  benefitPayment: 'entry.submit',
  subsidy: 'entry.submit',
  residentPayment: 'entry.submit',
  benefitChange: 'entry.submit',
  entitlementCheck: 'entry.submit',
  specialWork: 'entry.submit',
  ruling: 'entry.submit',
}

/** 新事实的录入：each kind filed, or previewed as if it were. Mounted under /api of the staff listener. */
export function factEntryRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const facts = new FactEntryService(ports)
  const door = new Door(ports, gate)
  return async (app) => {
    for (const kind of Object.keys(FACT_REQUESTS) as FactEntryKind[]) {
      const body = FACT_REQUESTS[kind]
      const { zh } = SUBMISSION_KINDS[kind]
      const enter = { summary: zh, tags, body, querystring: Again, response: { 200: SubmissionDetail } }
      app.post(`/desk/facts/${kind}`, { schema: enter, attachValidation: true }, async (request) => {
        const actor = await request.actorIn('staff')
        await door.ofAgency(actor, ACTION_OF[kind])
        door.within(request, kind)
        return facts.enter(actor, kind, request.body as FactRequests[typeof kind], request.query.resubmits)
      })

      const look = { summary: `${zh}：预览`, tags, body, response: { 200: FactPreview } }
      app.post(`/desk/facts/${kind}/preview`, { schema: look, attachValidation: true }, async (request) => {
        const actor = await request.actorIn('staff')
        await door.ofAgency(actor, ACTION_OF[kind])
        door.within(request, kind)
        const asked = request.body as FactRequests[typeof kind]
        await door.ofPersons(actor, ACTION_OF[kind], () => facts.personsIn(asked))
        return facts.preview(actor, kind, asked)
      })
    }
    await app.register(paymentFileRoutes(ports, door))
  }
}

function paymentFileRoutes(ports: CollectionPorts, door: Door): FastifyPluginAsyncTypebox {
  const [payments, imports] = [new PaymentFileService(ports), new ImportService(ports)]
  return async (app) => {
    const file = { summary: '待遇支付批次：上传并预览', tags, response: { 200: RegistrationPreview, 202: ImportJob } }
    app.post('/desk/facts/benefitPayment/file', { schema: file }, async (request, reply) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'entry.submit')
      const given = await received(ports, request)
      const [{ fileName }, batch] = [given, paymentTerms(given.field)]
      if (!isKept(given)) return payments.upload(actor, { fileName, bytes: given.bytes, ...batch })
      return reply.code(202).send(await imports.begin(actor, { form: 'payment', fileName, batch }, given.kept))
    })

    const submit = {
      summary: '提交待遇支付批次',
      tags,
      params: Id,
      body: SubmitRequest,
      response: { 200: SubmissionDetail },
    }
    app.post('/desk/facts/benefitPayment/file/:id/submit', { schema: submit }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'entry.submit')
      return payments.submit(actor, request.params.id, request.body)
    })
  }
}
