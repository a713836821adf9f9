import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { Uuid } from '../collection/contract.js'
import { type SlipPorts, SlipService } from './slip-service.js'

const Pdf = Type.Unsafe<Uint8Array>({ type: 'string', format: 'binary', description: 'application/pdf' })

/** 经办端口：印一份异议转办单；each is entered in the register. */
export function slipRoutes(ports: SlipPorts): FastifyPluginAsyncTypebox {
  const slips = new SlipService(ports)
  return async (app) => {
    const slip = {
      ...{ summary: '印制异议转办单，并登记', tags: ['异议'], params: Type.Object({ id: Uuid }) },
      ...{ produces: ['application/pdf'], response: { 200: Pdf } },
    }
    app.post('/desk/objections/:id/slip', { schema: slip }, async (request, reply) => {
      const { serial, pdf } = await slips.print(await request.actorIn('staff'), request.params.id)
      return reply
        .header('content-disposition', `inline; filename="quanyi-slip-${serial}.pdf"`)
        .header('cache-control', 'no-store')
        .type('application/pdf')
        .send(Buffer.from(pdf) as Uint8Array)
    })
  }
}
