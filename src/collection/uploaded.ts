import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../kernel/refusal.js'
import { brokenForm, noFile } from './refusals.js'

/** 上传的一份文件，及随之填写的字段。 */
export interface Uploaded {
  readonly fileName: string
  readonly bytes: Buffer
  readonly field: (name: string) => string
}

/** Reads the one file of a multipart request whole; its size is limited by the listener and again by the reader. */
export async function uploaded(request: FastifyRequest): Promise<Uploaded> {
  if (!request.isMultipart()) throw new Refusal(noFile, {})
  const { file, fields } = await partsOf(request)
  if (file === undefined) throw new Refusal(noFile, {})
  return { ...file, field: (name) => fields.get(name) ?? '' }
}

/** 边收边办：the one file of a multipart request as it comes, never held whole. `work` says how much of it is taken. */
export async function streamed<R>(
  request: FastifyRequest,
  most: number,
  work: (file: AsyncIterable<Buffer>) => Promise<R>,
): Promise<R> {
  if (!request.isMultipart()) throw new Refusal(noFile, {})
  let done: { readonly answer: R } | undefined
  const own = new OwnFaults(request)
  try {
    for await (const part of request.parts({ limits: { fileSize: most + 1 } })) {
      if (part.type !== 'file') continue
      if (done !== undefined) part.file.resume()
      else done = { answer: await own.noted(part.file, work(part.file as AsyncIterable<Buffer>)) }
    }
  } catch (error) {
    // The rest of the file is let run out: the next request on this connection stands behind it.
    request.raw.unpipe()
    request.raw.resume()
    if (own.has(error) || error instanceof Refusal || (error as { statusCode?: number }).statusCode !== undefined)
      throw error
    throw new Refusal(brokenForm, {})
  }
  if (done === undefined) throw new Refusal(noFile, {})
  return done.answer
}

/** 自己的差错：what failed while the bytes came as they should is no broken form, and is told and logged as ours. */
export class OwnFaults {
  private readonly noticed = new Set<unknown>()

  constructor(private readonly request: FastifyRequest) {}

  async noted<R>(file: Readable, work: Promise<R>): Promise<R> {
    try {
      return await work
    } catch (error) {
      const { raw } = this.request
      const isCut = file.errored !== null || (raw.destroyed && !raw.complete)
      if (!isCut) this.noticed.add(error)
      throw error
    }
  }

  has(error: unknown): boolean {
    return this.noticed.has(error)
  }
}

async function partsOf(request: FastifyRequest) {
  let file: { fileName: string; bytes: Buffer } | undefined
  const fields = new Map<string, string>()
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') file = { fileName: part.filename.slice(0, 200), bytes: await part.toBuffer() }
      else fields.set(part.fieldname, String(part.value))
    }
  } catch (error) {
    // Limits have a status of their own; anything else that happens here is a form that does not read.
    if ((error as { statusCode?: number }).statusCode !== undefined) throw error
    throw new Refusal(brokenForm, {})
  }
  return { file, fields }
}
