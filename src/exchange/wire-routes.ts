import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Refusal } from '../kernel/refusal.js'
import { Receipt } from './contract.js'
import type { ExchangePorts } from './ports.js'
import { ReceiveService } from './receive-service.js'
import { unreadableBatch } from './refusals.js'

const MOST_BYTES = 50 * 1024 * 1024

/** 对方直接送来，on the staff listener within its network zones. No session: the signature says who it is, the agreement what. */
export function wireRoutes(ports: ExchangePorts, woken: () => void): FastifyPluginAsyncTypebox {
  const receiving = new ReceiveService(ports)
  return async (app) => {
    app.addContentTypeParser(
      'application/x-ndjson',
      { parseAs: 'buffer', bodyLimit: MOST_BYTES },
      (_request, body, done) => {
        done(null, body)
      },
    )
    const schema = {
      summary: '对方以签名直接送来的批次',
      description: '正文为 application/x-ndjson：首行、签名行、逐行正文，见 docs/exchange.md。',
      tags: ['交换'],
      consumes: ['application/x-ndjson'],
      response: { 200: Receipt },
    }
    app.post('/exchange/batches', { schema, bodyLimit: MOST_BYTES }, async (request) => {
      const bytes = request.body
      if (!Buffer.isBuffer(bytes)) {
        const why = '内容类型须为 application/x-ndjson'
        throw new Refusal(unreadableBatch, { why, whyEn: 'its content type must be application/x-ndjson' })
      }
      const batch = await receiving.receive(bytes, { channel: 'wire', address: request.ip })
      woken()
      const { batchId, matter, number, rowsIn, digest, receivedAt } = batch
      return { batch: batchId, matter, number, rows: rowsIn, digest: digest.toString('hex'), receivedAt }
    })
  }
}
