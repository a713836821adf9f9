import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { Action } from '../access/actions.js'
import { type Actor, organisationOf } from '../access/actor.js'
import type { Pass } from '../access/gate-service.js'
import { Uuid } from '../collection/contract.js'
import { streamed } from '../collection/uploaded.js'
import type { Trx } from '../db/database.js'
import { CalendarService } from './calendar-service.js'
import {
  ApprovePartner,
  BatchList,
  BatchResult,
  BatchView,
  DecideDifference,
  DecideStop,
  DifferenceList,
  DifferenceQuery,
  Estate,
  ExchangeCalendar,
  ManualCheck,
  OutsideList,
  OverpaidList,
  PartnerList,
  ProposePartner,
  StopList,
} from './contract.js'
import { DeathService } from './death-service.js'
import { DifferenceService } from './difference-service.js'
import { resultRows } from './download-service.js'
import { estateOf } from './estate-service.js'
import { OutsideService } from './outside-service.js'
import { PartnerService } from './partner-service.js'
import type { ExchangePorts } from './ports.js'
import { ReceiveService } from './receive-service.js'
import { recoveryRoutes } from './recovery-routes.js'
import { StopService } from './stop-service.js'
import { batchView, ViewService } from './view-service.js'

const Id = Type.Object({ id: Uuid })
const Person = Type.Object({ personId: Type.String({ pattern: '^\\d{1,18}$' }) })
const PartnerId = Type.Object({ partner: Type.String({ pattern: '^[a-z][a-z0-9-]{1,59}$' }) })
const State = Type.Object({
  state: Type.Union([Type.Literal('open'), Type.Literal('closed')], { default: 'open' }),
})
const Done = Type.Object({ done: Type.Boolean() })
const tags = ['交换']
const MIB = 1024 * 1024

type Work<R> = (trx: Trx, pass: Pass) => Promise<R>

/** Asks the gate for an act of exchange on this agency, or on the one whose matter it is. */
function doorOf({ gate }: ExchangePorts) {
  return <R>(actor: Actor, action: Action, matter: string, work: Work<R>, agency = organisationOf(actor)): Promise<R> =>
    gate.pass({ actor, action, resource: { kind: 'Agency', agency }, purpose: action, matter }, work)
}

/** 交换各地址，on the staff listener. `woken` is told that there may be work. */
export function exchangeRoutes(ports: ExchangePorts, woken: () => void): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(batchRoutes(ports, woken))
    await app.register(matterRoutes(ports))
    await app.register(partnerRoutes(ports))
    await app.register(afterRoutes(ports))
    await app.register(recoveryRoutes(ports))
  }
}

function batchRoutes(ports: ExchangePorts, woken: () => void): FastifyPluginAsyncTypebox {
  const door = doorOf(ports)
  const [receiving, views] = [new ReceiveService(ports), new ViewService(ports)]
  return async (app) => {
    const receive = { summary: '接收部门来文', tags, response: { 200: BatchView } }
    app.post('/desk/exchange/batches', { schema: receive }, async (request) => {
      const actor = await request.actorIn('staff')
      await door(actor, 'exchange.receive', 'exchange', async () => undefined)
      const most = ports.collection.setting('system.import-most-megabytes') * MIB
      const batch = await streamed(request, most, (feed) => receiving.receive(feed, { channel: 'desk', actor }))
      woken()
      return batchView(batch, new Map())
    })

    const list = { summary: '来文批次', tags, response: { 200: BatchList } }
    app.get('/desk/exchange/batches', { schema: list }, async (request) => {
      const actor = await request.actorIn('staff')
      return door(actor, 'exchange.read', 'batches', (trx) => views.batches(trx, actor))
    })

    const one = { summary: '一批来文的结果', tags, params: Id, response: { 200: BatchResult } }
    app.get('/desk/exchange/batches/:id', { schema: one }, async (request) => {
      const actor = await request.actorIn('staff')
      return door(actor, 'exchange.read', request.params.id, (trx) => views.result(trx, actor, request.params.id))
    })

    const rows = { summary: '一批来文逐行的结果（CSV）', tags, params: Id, produces: ['text/csv'] }
    app.get('/desk/exchange/batches/:id/rows', { schema: rows }, async (request, reply) => {
      const actor = await request.actorIn('staff')
      const { id } = request.params
      const batch = await door(actor, 'exchange.read', id, (trx) => views.getBatch(trx, actor, id))
      return reply
        .header('content-disposition', `attachment; filename="${batch.partner}-${batch.matter}-${batch.number}.csv"`)
        .type('text/csv; charset=utf-8')
        .send(Readable.from(resultRows(ports, batch)))
    })
  }
}

function matterRoutes(ports: ExchangePorts): FastifyPluginAsyncTypebox {
  const door = doorOf(ports)
  const [views, differences, stops] = [new ViewService(ports), new DifferenceService(ports), new StopService(ports)]
  return async (app) => {
    const list = { summary: '差异', tags, querystring: DifferenceQuery, response: { 200: DifferenceList } }
    app.get('/desk/exchange/differences', { schema: list }, async (request) => {
      const actor = await request.actorIn('staff')
      return door(actor, 'exchange.read', 'differences', (trx, pass) =>
        views.listDifferences(trx, pass, actor, request.query),
      )
    })

    const decide = { summary: '办理一项差异', tags, params: Id, body: DecideDifference, response: { 200: Done } }
    app.post('/desk/exchange/differences/:id/decide', { schema: decide }, async (request) => {
      const actor = await request.actorIn('staff')
      const { id } = request.params
      await door(actor, 'exchange.decide', id, async () => undefined)
      const { agency } = await differences.get(id)
      await door(actor, 'exchange.decide', id, async () => undefined, agency)
      await differences.decide(actor, id, request.body)
      return { done: true }
    })

    const stopList = { summary: '停待核查', tags, querystring: State, response: { 200: StopList } }
    app.get('/desk/exchange/stops', { schema: stopList }, async (request) => {
      const actor = await request.actorIn('staff')
      return door(actor, 'exchange.read', 'stops', (trx, pass) =>
        views.listStops(trx, pass, actor, request.query.state === 'open'),
      )
    })

    for (const move of ['confirm', 'release'] as const) {
      const summary = move === 'confirm' ? '确认停待核查，录入报送' : '解除停待核查'
      const schema = { summary, tags, params: Id, body: DecideStop, response: { 200: Done } }
      app.post(`/desk/exchange/stops/:id/${move}`, { schema }, async (request) => {
        const actor = await request.actorIn('staff')
        const { id } = request.params
        await door(actor, 'exchange.decide', id, async () => undefined)
        const { agency } = await stops.get(id)
        await door(actor, 'exchange.decide', id, async () => undefined, agency)
        await stops[move](actor, id, request.body)
        return { done: true }
      })
    }
  }
}

function partnerRoutes(ports: ExchangePorts): FastifyPluginAsyncTypebox {
  const door = doorOf(ports)
  const [partners, calendars] = [new PartnerService(ports), new CalendarService(ports)]
  return async (app) => {
    const list = { summary: '交换对方', tags, response: { 200: PartnerList } }
    app.get('/desk/exchange/partners', { schema: list }, async (request) => {
      const actor = await request.actorIn('staff')
      const action = actor.posts.includes('supervisor') ? 'exchange.approve' : 'exchange.partner'
      await door(actor, action, 'partners', async () => undefined)
      return partners.list()
    })

    const propose = {
      summary: '登记交换对方，待批准',
      tags,
      body: ProposePartner,
      response: { 200: Type.Object({ version: Type.Integer() }) },
    }
    app.post('/desk/exchange/partners', { schema: propose }, async (request) => {
      const actor = await request.actorIn('staff')
      await door(actor, 'exchange.partner', request.body.partner, async () => undefined)
      return partners.propose(actor, request.body)
    })

    const approve = { summary: '批准交换对方', tags, params: PartnerId, body: ApprovePartner, response: { 200: Done } }
    app.post('/desk/exchange/partners/:partner/approve', { schema: approve }, async (request) => {
      const actor = await request.actorIn('staff')
      const { partner } = request.params
      await door(actor, 'exchange.approve', partner, async () => undefined)
      await partners.approve(actor, partner, request.body.version)
      return { done: true }
    })

    const calendar = { summary: '交换日历与各机构差异的时长', tags, response: { 200: ExchangeCalendar } }
    app.get('/desk/exchange/calendar', { schema: calendar }, async (request) => {
      const actor = await request.actorIn('staff')
      const under = ports.agenciesUnder(organisationOf(actor))
      return door(actor, calendarAction(actor), 'calendar', (trx) => calendars.calendar(trx, under))
    })
  }
}

/** Figures of nobody: whoever enters or approves partners sees them, and whoever works the differences. */
function calendarAction({ posts }: Actor): Action {
  if (posts.includes('supervisor')) return 'exchange.approve'
  return posts.includes('systemAdmin') ? 'exchange.partner' : 'exchange.read'
}

function afterRoutes(ports: ExchangePorts): FastifyPluginAsyncTypebox {
  const door = doorOf(ports)
  const [deaths, outside] = [new DeathService(ports), new OutsideService(ports)]
  return async (app) => {
    const over = { summary: '死亡之后多付的待遇', tags, response: { 200: OverpaidList } }
    app.get('/desk/exchange/overpaid', { schema: over }, async (request) => {
      const actor = await request.actorIn('staff')
      const under = ports.agenciesUnder(organisationOf(actor))
      return door(actor, 'exchange.read', 'overpaid', (trx, pass) =>
        deaths.overpaid(trx, under, (ids) => pass.show(ids)),
      )
    })

    const estate = { summary: '遗属办理事项', tags, params: Person, response: { 200: Estate } }
    app.get('/desk/exchange/estates/:personId', { schema: estate }, async (request) => {
      const actor = await request.actorIn('staff')
      return estateOf(ports, actor, request.params.personId)
    })

    const checks = { summary: '联网核查的结果', tags, params: Id, response: { 200: OutsideList } }
    app.get('/desk/exchange/checks/:id', { schema: checks }, async (request) => {
      const actor = await request.actorIn('staff')
      const { id } = request.params
      await door(actor, 'exchange.read', id, async () => undefined)
      await door(actor, 'exchange.read', id, async () => undefined, await outside.agencyOf(actor, id))
      return outside.show(actor, id)
    })

    const byHand = { summary: '由人核查并附凭据', tags, params: Id, body: ManualCheck, response: { 200: OutsideList } }
    app.post('/desk/exchange/checks/:id/manual', { schema: byHand }, async (request) => {
      const actor = await request.actorIn('staff')
      const { id } = request.params
      await door(actor, 'exchange.decide', id, async () => undefined)
      await door(actor, 'exchange.decide', id, async () => undefined, await outside.agencyOf(actor, id))
      return outside.byHand(actor, id, request.body)
    })
  }
}
