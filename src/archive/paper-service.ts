import { createHash } from 'node:crypto'
import type { Database, Trx } from '../db/database.js'
import type { Clock } from '../kernel/clock.js'
import { invariant } from '../kernel/invariant.js'
import { Refusal } from '../kernel/refusal.js'
import type { Vault } from '../ledger/vault.js'
import type { PaperView } from './contract.js'
import { type Document, findByDigest, findDocument, insertDocument } from './document-store.js'
import type { PaperStore } from './paper-port.js'
import { mediaTypeOf } from './paper-type.js'
import { missingPaper } from './refusals.js'

export interface PaperPorts {
  readonly app: Database
  readonly vault: Vault
  readonly store: PaperStore
  readonly clock: Clock
  readonly ids: { uuid(): string }
}

/** 原始资料。Received papers are encrypted, kept outside the database and listed inside it (第六条). */
export class PaperService {
  constructor(private readonly ports: PaperPorts) {}

  /** 接收一份资料。The same content in the same agency is the same document. */
  async receive(agency: string, kind: string, bytes: Uint8Array): Promise<PaperView> {
    mediaTypeOf(bytes)
    await this.keep(bytes)
    return this.ports.app.transaction({}, async (trx) => {
      const known = await findByDigest(trx, agency, this.digestOf(bytes))
      const document = known ?? (await this.list(trx, agency, kind, bytes))
      const { documentId, mediaType, size } = document
      return { documentId, mediaType, size, again: known !== undefined }
    })
  }

  /** Puts the encrypted bytes on the disk. A paper that no document lists afterwards is only a file without a name. */
  async keep(bytes: Uint8Array): Promise<void> {
    await this.ports.store.put(this.digestOf(bytes).toString('hex'), this.ports.vault.sealBytes(bytes))
  }

  /** Lists a kept paper inside the caller's transaction. */
  async list(trx: Trx, agency: string, kind: string, bytes: Uint8Array): Promise<Document> {
    const document: Document = {
      documentId: this.ports.ids.uuid(),
      digest: this.digestOf(bytes),
      size: bytes.length,
      mediaType: mediaTypeOf(bytes),
      kind,
      agency,
      receivedAt: this.ports.clock.now(),
    }
    await insertDocument(trx, document)
    return document
  }

  async getDocument(trx: Trx, documentId: string): Promise<Document> {
    const found = await findDocument(trx, documentId)
    if (found === undefined) throw new Refusal(missingPaper, { document: documentId })
    return found
  }

  /** The paper itself. A listed paper whose file is gone or changed is an alarm, thrown as a defect. */
  async open(document: Document): Promise<Buffer> {
    const sealed = await this.ports.store.get(document.digest.toString('hex'))
    invariant(sealed !== undefined, `the file of document ${document.documentId} is gone`)
    const bytes = this.ports.vault.unsealBytes(undefined, sealed)
    invariant(this.digestOf(bytes).equals(document.digest), `the file of document ${document.documentId} was changed`)
    return bytes
  }

  /** 内容摘要：keyed, so that it names the content to nobody without the key. */
  digestOf(bytes: Uint8Array): Buffer {
    return this.ports.vault.digest(`paper:${createHash('sm3').update(bytes).digest('hex')}`)
  }
}
