import type { FastifyRequest } from 'fastify'
import type { KeptPaper } from '../archive/large-paper-service.js'
import { Refusal } from '../kernel/refusal.js'
import type { CollectionPorts } from './ports.js'
import { brokenForm, noFile } from './refusals.js'
import { OwnFaults, type Uploaded } from './uploaded.js'

/** 收到的一份文件：small enough to be read while its sender waits, or kept already, to be read by a job. */
export type Received = Uploaded | KeptUpload

export interface KeptUpload extends Omit<Uploaded, 'bytes'> {
  readonly kept: KeptPaper
}

/**
 * 边收边存。Up to the set size a file is held and read at once, as ever; what goes on beyond it streams into the encrypted
 * store and is never held whole. `mayKeep` is asked before anything is stored, by the fields that stood before the file.
 */
export async function received(
  { setting, largePapers }: CollectionPorts,
  request: FastifyRequest,
  mayKeep: (field: Uploaded['field']) => Promise<void> = async () => undefined,
): Promise<Received> {
  if (!request.isMultipart()) throw new Refusal(noFile, {})
  const from = setting('system.import-from-kilobytes') * 1024
  const most = setting('system.import-most-megabytes') * 1024 * 1024
  const fields = new Map<string, string>()
  const field = (name: string) => fields.get(name) ?? ''
  let file: Received | undefined
  const own = new OwnFaults(request)
  try {
    for await (const part of request.parts({ limits: { fileSize: most + 1 } })) {
      if (part.type !== 'file') {
        fields.set(part.fieldname, String(part.value))
        continue
      }
      const fileName = part.filename.slice(0, 200)
      const chunks = (part.file as AsyncIterable<Buffer>)[Symbol.asyncIterator]()
      const head = await upTo(from, chunks)
      const small = Buffer.concat(head.bytes)
      if (!head.ended) await own.noted(part.file, mayKeep(field))
      file = head.ended
        ? { fileName, field, bytes: small }
        : { fileName, field, kept: await own.noted(part.file, largePapers.receive(followed(small, chunks), most)) }
    }
  } catch (error) {
    // The rest of the file is let run out: the next request on this connection stands behind it.
    request.raw.unpipe()
    request.raw.resume()
    if (own.has(error) || error instanceof Refusal || (error as { statusCode?: number }).statusCode !== undefined)
      throw error
    throw new Refusal(brokenForm, {})
  }
  if (file === undefined) throw new Refusal(noFile, {})
  return file
}

export function isKept(file: Received): file is KeptUpload {
  return 'kept' in file
}

async function upTo(most: number, chunks: AsyncIterator<Buffer>) {
  const bytes: Buffer[] = []
  for (let size = 0; size <= most; ) {
    const next = await chunks.next()
    if (next.done) return { bytes, ended: true }
    bytes.push(next.value)
    size += next.value.length
  }
  return { bytes, ended: false }
}

async function* followed(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield head
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}
