import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { type Actor, organisationOf } from '../access/actor.js'
import type { Gate } from '../access/gate-service.js'
import { parseDay } from '../kernel/day.js'
import { DayText, SubmissionDetail, Uuid } from './contract.js'
import { DepartureService } from './departure-service.js'
import { Door } from './door-service.js'
import type { CollectionPorts } from './ports.js'
import { StandInService } from './stand-in-service.js'
import {
  AtRevision,
  DepartRequest,
  EscalateRequest,
  PapersReceived,
  PapersRequest,
  StaffView,
  StandInRequest,
  WithdrawRequest,
  WorkReport,
} from './work-contract.js'
import { WorkReportService } from './work-report-service.js'
import { WorkService } from './work-service.js'

const Id = Type.Object({ id: Uuid })
const Person = Type.Object({ person: Type.String({ pattern: '^\\d{1,18}$' }) })
const tags = ['办理']

/** 办理的组织：claims, missing papers, escalation; absence, stand-ins, leavers; the report. Staff listener, /api. */
export function workRoutes(ports: CollectionPorts, gate: Gate): FastifyPluginAsyncTypebox {
  const door = new Door(ports, gate)
  return async (app) => {
    await app.register(caseRoutes(ports, door))
    await app.register(withdrawRoutes(ports, gate, (request) => request.actorIn('staff')))
    await app.register(staffRoutes(ports, door))
  }
}

/** 撤回，at the same address for employers and staff. */
export function withdrawRoutes(
  ports: CollectionPorts,
  gate: Gate,
  actorIn: (request: FastifyRequest) => Promise<Actor>,
): FastifyPluginAsyncTypebox {
  const [door, work] = [new Door(ports, gate), new WorkService(ports)]
  return async (app) => {
    const withdraw = { summary: '撤回', tags, params: Id, body: WithdrawRequest, response: { 200: SubmissionDetail } }
    app.post('/submissions/:id/withdraw', { schema: withdraw }, async (request) => {
      const actor = await actorIn(request)
      await door.ofSubmission(actor, 'filing.withdraw', request.params.id)
      return work.withdraw(actor, request.params.id, request.body)
    })
  }
}

function caseRoutes(ports: CollectionPorts, door: Door): FastifyPluginAsyncTypebox {
  const work = new WorkService(ports)
  const answer = { tags, params: Id, response: { 200: SubmissionDetail } }
  return async (app) => {
    app.post(
      '/desk/submissions/:id/claim',
      { schema: { summary: '认领', body: AtRevision, ...answer } },
      async (request) => {
        const actor = await request.actorIn('staff')
        await door.ofPresentStage(actor, request.params.id)
        return work.claim(actor, request.params.id, request.body)
      },
    )

    app.post(
      '/desk/submissions/:id/release',
      { schema: { summary: '交回', body: AtRevision, ...answer } },
      async (request) => {
        const actor = await request.actorIn('staff')
        await door.ofPresentStage(actor, request.params.id)
        return work.release(actor, request.params.id, request.body)
      },
    )

    const ask = { summary: '一次告知补正', body: PapersRequest, ...answer }
    app.post('/desk/submissions/:id/request-papers', { schema: ask }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofPresentStage(actor, request.params.id)
      return work.requestPapers(actor, request.params.id, request.body)
    })

    const receive = { summary: '收到补正', body: PapersReceived, ...answer }
    app.post('/desk/submissions/:id/receive-papers', { schema: receive }, async (request) => {
      const actor = await request.actorIn('staff')
      const isDesk = actor.posts.some((post) => post === 'frontDesk' || post === 'initialReviewer')
      if (isDesk) await door.ofAgency(actor, 'entry.submit')
      else await door.ofPresentStage(actor, request.params.id)
      return work.receivePapers(actor, request.params.id, request.body)
    })

    const escalate = { summary: '上呈', body: EscalateRequest, ...answer }
    app.post('/desk/submissions/:id/escalate', { schema: escalate }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofPresentStage(actor, request.params.id)
      return work.escalate(actor, request.params.id, request.body)
    })
  }
}

function staffRoutes(ports: CollectionPorts, door: Door): FastifyPluginAsyncTypebox {
  const [standIns, departures, reports] = [
    new StandInService(ports),
    new DepartureService(ports),
    new WorkReportService(ports),
  ]
  const answer = { tags, response: { 200: StaffView } }
  return async (app) => {
    app.get('/desk/staff', { schema: { summary: '人员与替岗', ...answer } }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'work.arrange')
      return standIns.staff(actor)
    })

    const arrange = { summary: '登记缺勤与替岗', body: StandInRequest, ...answer }
    app.post('/desk/stand-ins', { schema: arrange }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'work.arrange')
      return standIns.arrange(actor, request.body)
    })

    const end = { summary: '终止缺勤与替岗', params: Id, ...answer }
    app.post('/desk/stand-ins/:id/end', { schema: end }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'work.arrange')
      return standIns.end(actor, request.params.id)
    })

    const depart = { summary: '离岗', params: Person, body: DepartRequest, ...answer }
    app.post('/desk/staff/:person/depart', { schema: depart }, async (request) => {
      const actor = await request.actorIn('staff')
      const { person } = request.params
      await door.ofAccount(actor, 'staff.depart', person, await departures.agencyOf(person))
      await departures.depart(actor, person, request.body)
      return standIns.staff(actor)
    })

    const days = Type.Object({ from: DayText, through: DayText })
    const report = { summary: '移交与搁置', tags, querystring: days, response: { 200: WorkReport } }
    app.get('/desk/work-report', { schema: report }, async (request) => {
      const actor = await request.actorIn('staff')
      await door.ofAgency(actor, 'work.report', `${organisationOf(actor)} 移交与搁置`)
      return reports.report(actor, parseDay(request.query.from), parseDay(request.query.through))
    })
  }
}
