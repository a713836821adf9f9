import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { ChannelPorts } from './ports.js'
import {
  HOTLINE_PATHS,
  LanguageQuery,
  NewOrderBody,
  OrderAnswer,
  OrderContent,
  OrderParams,
  OrdersAnswer,
  StepBody,
} from './work-order-contract.js'
import { WorkOrderService } from './work-order-service.js'

const tags = ['热线']

/** 热线坐席：工单的受理、转办、答复与办结。 */
export function workOrderRoutes(ports: ChannelPorts): FastifyPluginAsyncTypebox {
  const orders = new WorkOrderService(ports)
  return async (app) => {
    app.get(
      HOTLINE_PATHS.orders,
      { schema: { summary: '工单', tags, response: { 200: OrdersAnswer } } },
      async (request) => orders.list(await request.actorIn('staff')),
    )
    app.post(
      HOTLINE_PATHS.orders,
      { schema: { summary: '受理来电，开工单', tags, body: NewOrderBody, response: { 200: OrderAnswer } } },
      async (request) => orders.open(await request.actorIn('staff'), request.body),
    )
    const one = { tags, params: OrderParams, response: { 200: OrderAnswer } }
    app.get(HOTLINE_PATHS.order, { schema: { ...one, summary: '一张工单' } }, async (request) =>
      orders.show(await request.actorIn('staff'), request.params.number),
    )
    app.post(
      HOTLINE_PATHS.steps,
      { schema: { ...one, summary: '工单的补记、转办、答复、办结', body: StepBody } },
      async (request) => orders.step(await request.actorIn('staff'), request.params.number, request.body),
    )
    app.post(
      HOTLINE_PATHS.content,
      {
        schema: {
          summary: '为已核验身份的来电人查询',
          tags,
          params: OrderParams,
          querystring: LanguageQuery,
          response: { 200: OrderContent },
        },
      },
      async (request) =>
        orders.record(await request.actorIn('staff'), request.params.number, request.query.language ?? 'zh'),
    )
  }
}
