import type { FastifyRequest } from 'fastify'
import { Refusal } from '../kernel/refusal.js'
import { brokenUpload, noUpload } from './refusals.js'

/** 上传的一份文件。The listener limits its size; what does not read is refused. */
export async function fileOf(request: FastifyRequest): Promise<{ fileName: string; bytes: Buffer }> {
  if (!request.isMultipart()) throw new Refusal(noUpload, {})
  let file: { fileName: string; bytes: Buffer } | undefined
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') file = { fileName: part.filename.slice(0, 200), bytes: await part.toBuffer() }
    }
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode !== undefined) throw error
    throw new Refusal(brokenUpload, {})
  }
  if (file === undefined) throw new Refusal(noUpload, {})
  return file
}
