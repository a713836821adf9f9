import type { OutgoingHttpHeaders } from 'node:http'
import { type TSchema, Type } from '@sinclair/typebox'
import type { FastifyReply } from 'fastify'
import { Charts, RecordSections } from './contract.js'
import { ExplainedRecordAnswer } from './explained-record-contract.js'

const REST = Type.Omit(ExplainedRecordAnswer, ['sections', 'charts'])

/**
 * 写成文字一次。Most of an answer is its sections, and as long as the same are told they are the same object: their JSON, by
 * the same schema as always, is kept as long as they are. All else of the answer is written anew each time.
 */
export class WrittenSections {
  private readonly texts = new WeakMap<object, Buffer>()

  /** In two pieces, as they lie: put together, each answer would be copied once more, whole. */
  by(reply: FastifyReply, answer: ExplainedRecordAnswer): FastifyReply {
    const write = (schema: TSchema, value: unknown) =>
      reply.compileSerializationSchema(schema)(value as Record<string, unknown>)
    const rest = Buffer.from(`${write(REST, answer).slice(0, -1)},`)
    const sections = this.sectionsOf(answer, write)
    const { raw } = reply.hijack()
    const length = { 'content-length': rest.length + sections.length }
    const headers = { ...reply.getHeaders(), ...length, 'content-type': 'application/json; charset=utf-8' }
    raw.writeHead(200, headers as OutgoingHttpHeaders)
    raw.write(rest)
    raw.end(sections)
    return reply
  }

  private sectionsOf(
    { sections, charts }: ExplainedRecordAnswer,
    write: (schema: TSchema, value: unknown) => string,
  ): Buffer {
    const known = this.texts.get(sections)
    if (known !== undefined) return known
    const drawn = charts === undefined ? '' : `,"charts":${write(Charts, charts)}`
    const text = Buffer.from(`"sections":${write(RecordSections, sections)}${drawn}}`)
    this.texts.set(sections, text)
    return text
  }
}
