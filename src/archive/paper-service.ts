import type { Database, Trx } from '../db/database.js'
import { inOrder } from '../db/piped.js'
import { together } from '../db/together.js'
import type { Clock } from '../kernel/clock.js'
import type { Day } from '../kernel/day.js'
import { invariant } from '../kernel/invariant.js'
import { Refusal } from '../kernel/refusal.js'
import type { Vault } from '../ledger/vault.js'
import type { Setting } from '../policy/house-setting.js'
import type { PaperView } from './contract.js'
import { type Document, findByDigest, findDocument, insertDocument } from './document-store.js'
import { noteHolding } from './holding-store.js'
import { paperDigest, unsealedPaper } from './opened-paper.js'
import { guardPaper } from './paper-guard.js'
import type { PaperStore } from './paper-port.js'
import { mediaTypeOf } from './paper-type.js'
import { insertProblem } from './problem-store.js'
import { missingPaper } from './refusals.js'
import { infectedPaper, lostPaper, waitingPaper } from './refusals-guard.js'
import { insertRefusedPaper, insertScan, lastVerdict, type Verdict, waitingPapers } from './scan-store.js'
import type { PaperScanner } from './scanner-port.js'

export interface PaperPorts {
  readonly app: Database
  readonly vault: Vault
  readonly store: PaperStore
  readonly scanner: PaperScanner
  readonly clock: Clock
  readonly ids: { uuid(): string }
  readonly setting: Setting
  /** 自今日起若干工作日之后的那一天. */
  readonly dueDay: (workingDays: number) => Day
}

/** What the sender says of a paper: its name tells a type, too. */
export interface Told {
  readonly fileName?: string | undefined
}

/** 原始资料。Received papers are guarded, scanned, encrypted, kept outside the database and listed inside it (第六条). */
export class PaperService {
  /** What the scanner said of bytes that are kept and not yet listed. */
  private readonly verdicts = new WeakMap<Uint8Array, Verdict>()

  constructor(private readonly ports: PaperPorts) {}

  get scanner(): PaperScanner {
    return this.ports.scanner
  }

  get dueDay(): PaperPorts['dueDay'] {
    return this.ports.dueDay
  }

  /** 同一收件处，whose clock or store is another: history is loaded by a clock of its own. */
  with(change: Partial<PaperPorts>): PaperService {
    return new PaperService({ ...this.ports, ...change })
  }

  /** 接收一份资料。The same content in the same agency is the same document. */
  async receive(agency: string, kind: string, bytes: Uint8Array, { fileName }: Told = {}): Promise<PaperView> {
    const { setting, app } = this.ports
    const limits = {
      megabytes: setting('system.paper-most-megabytes'),
      megapixels: setting('system.paper-most-megapixels'),
    }
    guardPaper(bytes, limits, fileName)
    await this.keep(bytes, agency)
    return app.transaction({}, async (trx) => {
      const known = await findByDigest(trx, agency, this.digestOf(bytes))
      const document = known ?? (await this.list(trx, agency, kind, bytes))
      const { documentId, mediaType, size } = document
      const waits = (await lastVerdict(trx, documentId)) === 'waiting'
      return { documentId, mediaType, size, again: known !== undefined, waits }
    })
  }

  /**
   * Scans the bytes and puts them encrypted on the disk. What is infected is not kept, and reported. A paper that no
   * document lists afterwards is only a file without a name.
   */
  async keep(bytes: Uint8Array, agency = ''): Promise<void> {
    const answer = await this.ports.scanner.scan(bytes)
    if (answer.verdict === 'infected') {
      await this.report(bytes, agency, answer.found)
      throw new Refusal(infectedPaper, { found: answer.found })
    }
    this.verdicts.set(bytes, answer.verdict === 'unavailable' ? 'waiting' : answer.verdict)
    await this.ports.store.put(this.digestOf(bytes).toString('hex'), this.ports.vault.sealBytes(bytes))
  }

  /** Lists a kept paper inside the caller's transaction. What was not scanned on its way in waits for the scanner. */
  async list(trx: Trx, agency: string, kind: string, bytes: Uint8Array): Promise<Document> {
    const at = this.ports.clock.now()
    const document: Document = {
      documentId: this.ports.ids.uuid(),
      digest: this.digestOf(bytes),
      size: bytes.length,
      mediaType: mediaTypeOf(bytes),
      kind,
      agency,
      receivedAt: at,
    }
    const verdict = this.verdicts.get(bytes) ?? 'waiting'
    const { documentId } = document
    await inOrder(trx, [
      () => insertDocument(trx, document),
      () => insertScan(trx, { documentId, scanId: this.ports.ids.uuid(), verdict, at }),
      () => noteHolding(trx, documentId, kind, at),
    ])
    return document
  }

  async getDocument(trx: Trx, documentId: string): Promise<Document> {
    const found = await findDocument(trx, documentId)
    if (found === undefined) throw new Refusal(missingPaper, { document: documentId })
    return found
  }

  /** 可以依据的资料：listed, scanned, and there. What rests on any other is not submitted and not posted. */
  async requireUsable(trx: Trx, documentId: string): Promise<Document> {
    const [document, verdict] = await together(trx, [
      (t) => this.getDocument(t, documentId),
      (t) => lastVerdict(t, documentId),
    ])
    if (document.destroyedBy !== undefined) throw new Refusal(lostPaper, { case: document.destroyedBy })
    if (verdict === 'waiting' || verdict === 'infected') throw new Refusal(waitingPaper, {})
    return document
  }

  /** 被引用：a paper is of the kind of the business that first rests on it; its retention follows from that. */
  async cite(trx: Trx, documentId: string, kind: string): Promise<void> {
    await this.requireUsable(trx, documentId)
    await noteHolding(trx, documentId, kind, this.ports.clock.now())
  }

  /** The paper itself. A listed paper whose file is gone or changed is an alarm, thrown as a defect. */
  async open(document: Document): Promise<Buffer> {
    if (document.destroyedBy !== undefined) throw new Refusal(lostPaper, { case: document.destroyedBy })
    const sealed = await this.ports.store.get(document.digest.toString('hex'))
    invariant(sealed !== undefined, `the file of document ${document.documentId} is gone`)
    const bytes = await unsealedPaper(this.ports.vault, sealed)
    invariant(this.digestOf(bytes).equals(document.digest), `the file of document ${document.documentId} was changed`)
    return bytes
  }

  /** 补查：what came while the scanner was away. Answers how many have a verdict now; stops where it is still away. */
  async scanWaiting(most = 100): Promise<number> {
    const { app, scanner, clock, ids, store } = this.ports
    let done = 0
    for (const documentId of await app.transaction({}, (trx) => waitingPapers(trx, most))) {
      const document = await app.transaction({}, (trx) => this.getDocument(trx, documentId))
      const bytes = await this.open(document)
      const answer = await scanner.scan(bytes)
      if (answer.verdict === 'unavailable') break
      const found = answer.verdict === 'infected' ? answer.found : undefined
      if (found !== undefined) await this.report(bytes, document.agency, found, documentId)
      const scan = { documentId, scanId: ids.uuid(), verdict: answer.verdict, found, at: clock.now() }
      await app.transaction({}, (trx) => insertScan(trx, scan))
      if (found !== undefined) await store.remove(document.digest.toString('hex'))
      done++
    }
    return done
  }

  /** 内容摘要：keyed, so that it names the content to nobody without the key. */
  digestOf(bytes: Uint8Array): Buffer {
    return paperDigest(this.ports.vault, bytes)
  }

  private async report(bytes: Uint8Array, agency: string, found: string, documentId?: string): Promise<void> {
    const { app, clock, ids, setting, dueDay } = this.ports
    const at = clock.now()
    const due = dueDay(setting('business.archive-problem-days'))
    await app.transaction({}, async (trx) => {
      const refused = { refusalId: ids.uuid(), agency, digest: this.digestOf(bytes), size: bytes.length, found, at }
      await insertRefusedPaper(trx, refused)
      await insertProblem(trx, {
        ...{ problemId: ids.uuid(), agency, kind: 'infected', documentId, found },
        ...{ ownerPost: 'archivist', dueDay: due, openedAt: at },
      })
    })
  }
}
