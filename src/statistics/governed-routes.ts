import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { Uuid } from '../collection/contract.js'
import { AdHocList, AdHocView, DecideAdHoc, RequestAdHoc } from './ad-hoc-contract.js'
import { AdHocService } from './ad-hoc-service.js'
import { StatisticNote } from './contract.js'
import { IndicatorBook, IndicatorCaseView, IndicatorNote, ProposeIndicators } from './indicator-contract.js'
import { IndicatorService } from './indicator-service.js'
import type { StatisticsPorts } from './ports.js'

const Id = Type.Object({ id: Uuid })
const tags = ['统计与导出']

/** 临时统计，on the staff listener. */
export function adHocRoutes(ports: StatisticsPorts): FastifyPluginAsyncTypebox {
  const adHoc = new AdHocService(ports)
  return async (app) => {
    const list = { summary: '临时统计', tags, response: { 200: AdHocList } }
    app.get('/desk/ad-hoc-statistics', { schema: list }, async (request) => adHoc.list(await request.actorIn('staff')))

    const ask = { summary: '提出临时统计', tags, body: RequestAdHoc, response: { 200: AdHocView } }
    app.post('/desk/ad-hoc-statistics', { schema: ask }, async (request) =>
      adHoc.request(await request.actorIn('staff'), request.body),
    )

    const step = { tags, params: Id, response: { 200: AdHocView } }
    app.get('/desk/ad-hoc-statistics/:id', { schema: { ...step, summary: '一件临时统计' } }, async (request) =>
      adHoc.show(await request.actorIn('staff'), request.params.id),
    )
    const decide = { ...step, summary: '批准或不予办理临时统计', body: DecideAdHoc }
    app.post('/desk/ad-hoc-statistics/:id/decide', { schema: decide }, async (request) =>
      adHoc.decide(await request.actorIn('staff'), request.params.id, request.body),
    )
    app.post('/desk/ad-hoc-statistics/:id/run', { schema: { ...step, summary: '生成临时统计' } }, async (request) =>
      adHoc.run(await request.actorIn('staff'), request.params.id),
    )
    const withdraw = { ...step, summary: '撤回临时统计', body: StatisticNote }
    app.post('/desk/ad-hoc-statistics/:id/withdraw', { schema: withdraw }, async (request) =>
      adHoc.withdraw(await request.actorIn('staff'), request.params.id, request.body.note),
    )
    const release = { ...step, summary: '提请公布临时统计' }
    app.post('/desk/ad-hoc-statistics/:id/release', { schema: release }, async (request) =>
      adHoc.release(await request.actorIn('staff'), request.params.id),
    )
  }
}

/** 指标口径及其变更案，on the staff listener. */
export function indicatorRoutes(ports: StatisticsPorts): FastifyPluginAsyncTypebox {
  const indicators = new IndicatorService(ports)
  return async (app) => {
    const book = { summary: '指标口径', tags, response: { 200: IndicatorBook } }
    app.get('/desk/indicators', { schema: book }, async (request) => indicators.book(await request.actorIn('staff')))

    const propose = { summary: '提出口径变更', tags, body: ProposeIndicators, response: { 200: IndicatorCaseView } }
    app.post('/desk/indicators/cases', { schema: propose }, async (request) =>
      indicators.propose(await request.actorIn('staff'), request.body),
    )

    const turns = {
      review: '审核口径变更',
      approve: '批准口径变更',
      return: '退回口径变更',
      withdraw: '撤回口径变更',
    } as const
    for (const turn of ['review', 'approve', 'return', 'withdraw'] as const) {
      const schema = {
        summary: turns[turn],
        tags,
        params: Id,
        body: IndicatorNote,
        response: { 200: IndicatorCaseView },
      }
      app.post(`/desk/indicators/cases/:id/${turn}`, { schema }, async (request) =>
        indicators.turn(await request.actorIn('staff'), request.params.id, turn, request.body.note),
      )
    }
  }
}
