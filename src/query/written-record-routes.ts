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

  /** The answer, and with it what writes it. */
  by(reply: FastifyReply, answer: ExplainedRecordAnswer): ExplainedRecordAnswer {
    const write = (schema: TSchema, value: unknown) =>
      reply.compileSerializationSchema(schema)(value as Record<string, unknown>)
    reply.type('application/json; charset=utf-8')
    const serialize = () => {
      const rest = write(REST, answer)
      return Buffer.concat([Buffer.from(`${rest.slice(0, -1)},`), this.sectionsOf(answer, write)])
    }
    // A serializer may give bytes as well; its type says text only.
    reply.serializer(serialize as unknown as () => string)
    return answer
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
