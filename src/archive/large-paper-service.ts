import { createHash } from 'node:crypto'
import type { Database, Trx } from '../db/database.js'
import type { Clock } from '../kernel/clock.js'
import { invariant } from '../kernel/invariant.js'
import { Refusal } from '../kernel/refusal.js'
import type { Random } from '../ledger/keys.js'
import type { Vault } from '../ledger/vault.js'
import { type ByteSource, bytesAt } from './byte-source.js'
import { type Document, findDocument, insertDocument } from './document-store.js'
import { noteHolding } from './holding-store.js'
import { isInPieces, openPieces, PieceSealer } from './large-paper.js'
import type { PaperReader, PaperSpool } from './paper-port.js'
import { mediaTypeOf } from './paper-type.js'
import { largePaper, missingPaper } from './refusals.js'
import { insertScan } from './scan-store.js'

export interface LargePaperPorts {
  readonly app: Database
  readonly vault: Vault
  readonly spool: PaperSpool
  readonly random: Random
  readonly clock: Clock
  readonly ids: { uuid(): string }
  /** 是否接了查毒程序：a large paper waits for it, as it is not held whole on its way in. */
  readonly isScanned: boolean
}

/** 收下的一件：what it is known by. `content` is the plain digest, for whoever keys it for a use of their own. */
export interface KeptPaper {
  readonly digest: Buffer
  readonly content: string
  readonly size: number
  readonly mediaType: string
}

const MIB = 1024 * 1024
const HEAD = 64 * 1024

/** 大件的收取与取用。What is uploaded goes to the encrypted store as it comes; what is read comes a piece at a time. */
export class LargePaperService {
  constructor(private readonly ports: LargePaperPorts) {}

  /** 边收边存。Refused at the limit without taking the rest; a broken upload leaves nothing behind. */
  async receive(source: AsyncIterable<Uint8Array>, most: number): Promise<KeptPaper> {
    const { spool, vault, random } = this.ports
    const writer = await spool.create()
    try {
      const [sealer, hash] = [new PieceSealer(vault, random(16)), createHash('sm3')]
      let size = 0
      let head: Buffer = Buffer.alloc(0)
      for await (const bytes of source) {
        size += bytes.byteLength
        if (size > most) throw new Refusal(largePaper, { megabytes: Math.floor(most / MIB) })
        if (head.length < HEAD) head = Buffer.concat([head, bytes.subarray(0, HEAD - head.length)])
        hash.update(bytes)
        for (const piece of sealer.take(bytes)) await writer.append(piece)
      }
      const mediaType = mediaTypeOf(head)
      for (const piece of sealer.end()) await writer.append(piece)
      const content = hash.digest('hex')
      const digest = vault.digest(`paper:${content}`)
      await writer.keep(digest.toString('hex'))
      return { digest, content, size, mediaType }
    } catch (error) {
      await writer.discard()
      throw error
    }
  }

  /** 列目, inside the caller's transaction. Where there is a scanner it waits for its verdict, and what rests on it waits, too. */
  async list(trx: Trx, agency: string, kind: string, kept: Omit<KeptPaper, 'content'>): Promise<Document> {
    const { ids, clock, isScanned } = this.ports
    const { digest, size, mediaType } = kept
    const at = clock.now()
    const document = { documentId: ids.uuid(), digest, size, mediaType, kind, agency, receivedAt: at }
    await insertDocument(trx, document)
    const verdict = isScanned ? 'waiting' : 'notScanned'
    await insertScan(trx, { documentId: document.documentId, scanId: ids.uuid(), verdict, at })
    await noteHolding(trx, document.documentId, kind, at)
    return document
  }

  async getDocument(trx: Trx, documentId: string): Promise<Document> {
    const found = await findDocument(trx, documentId)
    if (found === undefined) throw new Refusal(missingPaper, { document: documentId })
    return found
  }

  /** 逐段取用，however it was kept. Whatever was changed on the disk does not open; a file that is gone is an alarm. */
  async use<R>(digest: Buffer, work: (source: ByteSource) => Promise<R>): Promise<R> {
    const paper = await this.take(digest)
    try {
      return await work(paper.source)
    } finally {
      await paper.close()
    }
  }

  /** 同上，for whoever closes it when the last piece has gone out. */
  async take(digest: Buffer): Promise<{ readonly source: ByteSource; close(): Promise<void> }> {
    const name = digest.toString('hex')
    const reader = await this.ports.spool.open(name)
    invariant(reader !== undefined, `the file of paper ${name} is gone`)
    try {
      return { source: await this.open(reader), close: () => reader.close() }
    } catch (error) {
      await reader.close()
      throw error
    }
  }

  private async open(reader: PaperReader): Promise<ByteSource> {
    const { vault } = this.ports
    if (isInPieces(await reader.read(0, 8))) return openPieces(vault, reader)
    return bytesAt(vault.unsealBytes(undefined, await reader.read(0, reader.size)))
  }
}
