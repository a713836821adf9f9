import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { Refusal } from '../kernel/refusal.js'
import { numberTooLarge, unstorableText } from './refusals.js'

/** Half of a surrogate pair, or a control character other than a tab or a new line. */
const UNSTORABLE = /\p{Cs}|[^\P{Cc}\t\n\r]/u

/**
 * 存不下的字。What no database keeps as it came is refused at the door, wherever it stands in the path, the query or the
 * body: kept, it would be something else than was sent.
 */
export function refuseUnstorable(app: FastifyInstance): void {
  app.addHook('preValidation', ({ params, query, body }, _reply, done) => {
    const field = findUnstorable(params) ?? findUnstorable(query) ?? findUnstorable(body)
    done(field === undefined ? undefined : new Refusal(unstorableText, { field }))
  })
}

/** 无穷大不是数。The validator lets `1e400` pass as a whole number, since its limits hold for finite numbers only. */
export function refuseInfinite(app: FastifyInstance): void {
  app.addHook('preHandler', ({ params, query }, _reply, done) => {
    const all = Object.entries({ ...Object(params), ...Object(query) })
    const infinite = all.find(([, value]) => typeof value === 'number' && !Number.isFinite(value))
    done(infinite === undefined ? undefined : new Refusal(numberTooLarge, { field: infinite[0] }))
  })
}

/**
 * The name of the field, not what is in it. Without recursion: how deep a body goes is the sender's choice. What comes as
 * bytes, whole or still on its way, is for its reader to look through.
 */
function findUnstorable(part: unknown): string | undefined {
  const waiting: { readonly field: string; readonly value: unknown }[] = [{ field: '', value: part }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { field, value } = next
    if (typeof value === 'string' && UNSTORABLE.test(value)) return field
    if (typeof value !== 'object' || value === null || Buffer.isBuffer(value) || value instanceof Readable) continue
    for (const [key, inner] of Object.entries(value)) {
      waiting.push({ field: Array.isArray(value) ? field : UNSTORABLE.test(key) ? '' : key.slice(0, 60), value: inner })
    }
  }
  return undefined
}
