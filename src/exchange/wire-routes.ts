import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Refusal } from '../kernel/refusal.js'
import { Receipt } from './contract.js'
import type { ExchangePorts } from './ports.js'
import { ReceiveService } from './receive-service.js'
import { unreadableBatch } from './refusals.js'

/** 对方直接送来，on the staff listener within its network zones. No session: the signature says who it is, the agreement what. */
export function wireRoutes(ports: ExchangePorts, woken: () => void): FastifyPluginAsyncTypebox {
  const receiving = new ReceiveService(ports)
  return async (app) => {
    // As it comes: how much of it is taken is for the receiving to say.
    app.addContentTypeParser('application/x-ndjson', (_request, payload, done) => done(null, payload))
    const schema = {
      summary: '对方以签名直接送来的批次',
      description: '正文为 application/x-ndjson：首行、签名行、逐行正文，见 docs/exchange.md。',
      tags: ['交换'],
      consumes: ['application/x-ndjson'],
      response: { 200: Receipt },
    }
    app.post('/exchange/batches', { schema, bodyLimit: Number.MAX_SAFE_INTEGER }, async (request) => {
      const feed = request.body
      if (!(feed instanceof Readable)) {
        const why = '内容类型须为 application/x-ndjson'
        throw new Refusal(unreadableBatch, { why, whyEn: 'its content type must be application/x-ndjson' })
      }
      const batch = await receiving
        .receive(feed, { channel: 'wire', address: request.ip })
        // The rest of what was refused is let run out, so that the answer reaches its sender.
        .finally(() => feed.resume())
      woken()
      const { batchId, matter, number, rowsIn, digest, receivedAt } = batch
      return { batch: batchId, matter, number, rows: rowsIn, digest: digest.toString('hex'), receivedAt }
    })
  }
}
