import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { FactPreview } from './content-contract.js'
import { SubmissionDetail, Uuid } from './contract.js'
import { DeferralService } from './deferral-service.js'
import { DifferenceAnswer, DifferenceRequest } from './difference-contract.js'
import { DifferenceService } from './difference-service.js'
import type { Door } from './door-service.js'
import { DeferralRequest, SingleContributionRequest } from './entry-contract.js'
import { EntryService } from './entry-service.js'
import type { CollectionPorts } from './ports.js'

const tags = ['录入']

/** 应缴的录入：one person's contribution of any kind, differences after a late notice, deferrals. */
export function chargeRoutes(ports: CollectionPorts, door: Door): FastifyPluginAsyncTypebox {
  const [entries, differences, deferrals] = [
    new EntryService(ports),
    new DifferenceService(ports),
    new DeferralService(ports),
  ]
  const again = Type.Object({ resubmits: Type.Optional(Uuid) })
  const answer = { querystring: again, response: { 200: SubmissionDetail }, tags }
  return async (app) => {
    const single = { summary: '个人缴费录入', body: SingleContributionRequest, ...answer }
    app.post('/desk/contributions', { schema: single, attachValidation: true }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'entry.submit')
      door.within(request, 'singleContribution')
      return entries.enter(actor, request.body, request.query.resubmits)
    })

    const look = {
      summary: '个人缴费录入：预览',
      tags,
      body: SingleContributionRequest,
      response: { 200: FactPreview },
    }
    app.post('/desk/contributions/preview', { schema: look, attachValidation: true }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'entry.submit')
      door.within(request, 'singleContribution')
      await door.ofPersons(actor, 'entry.submit', () => entries.personsIn(request.body))
      return entries.preview(actor, request.body)
    })

    const differ = { summary: '成批补差', body: DifferenceRequest, tags, response: { 200: DifferenceAnswer } }
    app.post('/desk/differences', { schema: differ }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'entry.submit')
      return differences.file(actor, request.body)
    })

    const defer = { summary: '缓缴', body: DeferralRequest, ...answer }
    app.post('/desk/deferrals', { schema: defer, attachValidation: true }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'entry.submit')
      door.within(request, 'deferral')
      return deferrals.defer(actor, request.body, request.query.resubmits)
    })
  }
}
