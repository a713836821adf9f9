import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { Action } from '../access/actions.js'
import { type Actor, organisationOf } from '../access/actor.js'
import type { Pass } from '../access/gate-service.js'
import { Uuid } from '../collection/contract.js'
import type { Trx } from '../db/database.js'
import type { ExchangePorts } from './ports.js'
import {
  AgreePlan,
  GiveNotice,
  OpenRecovery,
  RecoveryList,
  RecoveryQuery,
  RecoveryView,
  TakeRepayment,
  WriteOff,
} from './recovery-contract.js'
import { RecoveryService } from './recovery-service.js'
import { RecoveryViewService } from './recovery-view-service.js'

const Id = Type.Object({ id: Uuid })
const tags = ['交换']
const AT = '/desk/exchange/recoveries'

/** 追回多领待遇。Every act answers the matter as it then stands, seen once more through the gate. */
export function recoveryRoutes(ports: ExchangePorts): FastifyPluginAsyncTypebox {
  const [recoveries, views] = [new RecoveryService(ports), new RecoveryViewService(ports)]
  const door = <R>(
    actor: Actor,
    action: Action,
    matter: string,
    work: (trx: Trx, pass: Pass) => Promise<R>,
    agency = organisationOf(actor),
  ) => ports.gate.pass({ actor, action, resource: { kind: 'Agency', agency }, purpose: action, matter }, work)
  const view = (actor: Actor, id: string) =>
    door(actor, 'exchange.read', id, (trx, pass) => views.view(trx, pass, actor, id))
  const doing = async (actor: Actor, id: string, work: () => Promise<unknown>): Promise<RecoveryView> => {
    const { agency } = await door(actor, 'exchange.decide', id, (trx) => views.get(trx, actor, id))
    if (agency !== organisationOf(actor)) await door(actor, 'exchange.decide', id, async () => undefined, agency)
    await work()
    return view(actor, id)
  }
  return async (app) => {
    const list = { summary: '追回多领待遇的各案', tags, querystring: RecoveryQuery, response: { 200: RecoveryList } }
    app.get(AT, { schema: list }, async (request) => {
      const actor = await request.actorIn('staff')
      return door(actor, 'exchange.read', 'recoveries', (trx, pass) => views.list(trx, pass, actor, request.query))
    })

    const open = { summary: '多领待遇追回立案', tags, body: OpenRecovery, response: { 200: RecoveryView } }
    app.post(AT, { schema: open }, async (request) => {
      const actor = await request.actorIn('staff')
      await door(actor, 'exchange.decide', 'recovery', async () => undefined)
      return view(actor, await recoveries.open(actor, request.body))
    })

    const one = { summary: '一件追回案', tags, params: Id, response: { 200: RecoveryView } }
    app.get(`${AT}/:id`, { schema: one }, async (request) => view(await request.actorIn('staff'), request.params.id))

    const notice = { summary: '责令退回的通知', tags, params: Id, body: GiveNotice, response: { 200: RecoveryView } }
    app.post(`${AT}/:id/notices`, { schema: notice }, async (request) => {
      const [actor, { id }] = [await request.actorIn('staff'), request.params]
      return doing(actor, id, () => recoveries.notice(actor, id, request.body))
    })

    const plan = { summary: '还款协议', tags, params: Id, body: AgreePlan, response: { 200: RecoveryView } }
    app.post(`${AT}/:id/plans`, { schema: plan }, async (request) => {
      const [actor, { id }] = [await request.actorIn('staff'), request.params]
      return doing(actor, id, () => recoveries.plan(actor, id, request.body))
    })

    const back = { summary: '退回或抵扣的报送', tags, params: Id, body: TakeRepayment, response: { 200: RecoveryView } }
    app.post(`${AT}/:id/repayments`, { schema: back }, async (request) => {
      const [actor, { id }] = [await request.actorIn('staff'), request.params]
      return doing(actor, id, () => recoveries.repay(actor, id, request.body))
    })

    const off = { summary: '多领待遇核销的报送', tags, params: Id, body: WriteOff, response: { 200: RecoveryView } }
    app.post(`${AT}/:id/write-offs`, { schema: off }, async (request) => {
      const [actor, { id }] = [await request.actorIn('staff'), request.params]
      return doing(actor, id, () => recoveries.writeOff(actor, id, request.body))
    })
  }
}
