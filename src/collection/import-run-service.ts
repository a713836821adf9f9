import type { ByteSource } from '../archive/byte-source.js'
import { Refusal } from '../kernel/refusal.js'
import { Draft, type DraftState, MOST_LINES } from './draft-store.js'
import type { FileReading, OpenedFile } from './file-reading-store.js'
import { type ImportAsked, readingFor } from './import-reading-store.js'
import {
  beginStretch,
  findImport,
  finishImport,
  type ImportRow,
  nextImport,
  noteProgress,
  setImportState,
} from './import-store.js'
import { revisionOf } from './new-revision-store.js'
import { noticeSentence } from './notices.js'
import type { CollectionPorts } from './ports.js'
import { deleteDraft, dropEmpty, insertRevision, setKind } from './submission-store.js'
import { BULK_LIMITS } from './table.js'
import { openJson, sealJson } from './voucher-body.js'

/** 停手的信号，looked at between thousands of rows. */
export interface Halt {
  halted: boolean
}

/** A file that broke its reader so many times at one place is left for people. */
const MOST_TRIES = 3
const BROKE_OFF = {
  code: 'import.broke-off',
  says: {
    zh: '读取时系统多次出错，已停在此处，已读的各行保留。请续做；仍不成的，请联系系统管理员。',
    en: 'The system broke off here several times; the rows read so far are kept. Resume it; if it breaks off again, ask the system administrator.',
  },
}

/** What is kept to go on from, beside the rows written. */
interface Kept {
  readonly draft: DraftState
  readonly reading: unknown
}

/**
 * 大件的读取。One file after another, a thousand rows to a transaction in which they are drafted and counted together:
 * whenever it is broken off, it goes on behind the last thousand, no row twice and none lost. Memory does not grow.
 */
export class ImportRunner {
  constructor(
    private readonly ports: CollectionPorts,
    private readonly alarm: (says: string) => void,
  ) {}

  /** Works until nothing waits, or a halt. */
  async advance(halt: Halt): Promise<void> {
    while (!halt.halted) {
      const job = await this.ports.app.transaction({}, (trx) => nextImport(trx))
      if (job === undefined) return
      await this.work(job, halt)
    }
  }

  private async work(job: ImportRow, halt: Halt): Promise<void> {
    const { app, vault, clock, largePapers } = this.ports
    if (job.tries >= MOST_TRIES) {
      await app.transaction({}, (trx) => setImportState(trx, job.jobId, 'failed', sealJson(vault, BROKE_OFF)))
      return
    }
    await app.transaction({}, (trx) => beginStretch(trx, job, clock.now()))
    try {
      await largePapers.use(job.paperDigest, (source) => this.read(job, source, halt))
    } catch (error) {
      if (error instanceof Refusal) await this.refuse(job, error)
      else this.alarm(`大件 ${job.jobId} 的读取中断，将自行续做：${String(error)}`)
    }
  }

  private async read(job: ImportRow, source: ByteSource, halt: Halt): Promise<void> {
    const { app, vault, ids } = this.ports
    const asked = openJson<ImportAsked>(vault, job.asked)
    const { reading, draft } = await app.transaction({}, async (trx) => ({
      reading: await readingFor(trx, this.ports, job, asked),
      draft: new Draft(trx, vault, () => ids.uuid(), placeOf(job)),
    }))
    const file = await reading.open(source, BULK_LIMITS)
    if (job.progress !== undefined) {
      const kept = openJson<Kept>(vault, job.progress)
      draft.restore(kept.draft)
      reading.restore(kept.reading)
    }
    const stretch = new Stretch(this.ports, job, { reading, file, draft })
    let waiting: unknown[] = []
    for await (const row of file.rows) {
      if (waiting.push(reading.read(row)) < MOST_LINES) continue
      if (halt.halted || !(await stretch.settle(waiting))) return
      waiting = []
    }
    if (waiting.length > 0 && !(await stretch.settle(waiting))) return
    await this.finish(job, asked, { reading, file, draft })
  }

  /** The rows have ended without a refusal: only now is there a revision, and anything to submit. */
  private async finish(job: ImportRow, asked: ImportAsked, { reading, file, draft }: Reading): Promise<void> {
    const { app, largePapers, clock } = this.ports
    const { kind, rows, summary } = reading.end()
    await app.transaction({}, async (trx) => {
      const now = await findImport(trx, job.jobId, true)
      if (now?.state !== 'running') return
      const insurances = await draft.within(trx).finish()
      const notices = file.notices().map(noticeSentence)
      await setKind(trx, job.submissionId, kind)
      const { paperDigest: digest, paperSize: size, mediaType, contentDigest } = job
      const { documentId } = await largePapers.list(trx, job.agency, kind, { digest, size, mediaType })
      const made = revisionOf(this.ports, asked.actor, {
        ...{ at: placeOf(job), contentDigest, documentId, fileName: asked.fileName, rowsIn: rows, draft },
        summary: { ...summary, insurances, notices, refusedBy: draft.refusedBy() },
        isSubmitted: false,
      })
      await insertRevision(trx, made)
      await finishImport(trx, job.jobId, 'done', clock.now())
    })
  }

  /** Damage at the end condemns the beginning too: nothing of it stays but the reason. */
  private async refuse(job: ImportRow, no: Refusal): Promise<void> {
    const { app, vault, clock } = this.ports
    const why = sealJson(vault, { code: no.entry.code, says: { zh: no.say('zh'), en: no.say('en') } })
    await app.transaction({}, async (trx) => {
      const now = await findImport(trx, job.jobId, true)
      if (now?.state !== 'running') return
      await deleteDraft(trx, job.submissionId, job.revision)
      await dropEmpty(trx, job.submissionId)
      await finishImport(trx, job.jobId, 'refused', clock.now(), why)
    })
  }
}

function placeOf({ submissionId, revision }: ImportRow) {
  return { submissionId, revision }
}

interface Reading {
  readonly reading: FileReading
  readonly file: OpenedFile
  readonly draft: Draft
}

/** 一次开工。Rows that were drafted before are only remembered; the others are drafted, a thousand to a transaction. */
class Stretch {
  private done = 0
  private readonly drafted: number

  constructor(
    private readonly ports: CollectionPorts,
    private readonly job: ImportRow,
    private readonly at: Reading,
  ) {
    this.drafted = job.rowsDone
  }

  /** False where somebody stopped it meanwhile. */
  async settle(entries: readonly unknown[]): Promise<boolean> {
    const upTo = this.done + entries.length
    const settled = upTo <= this.drafted ? await this.remember(entries) : await this.draft(entries, upTo)
    this.done = upTo
    return settled
  }

  private async remember(entries: readonly unknown[]): Promise<boolean> {
    const { reading } = this.at
    if (reading.remembersMatches) await this.ports.app.transaction({}, (trx) => reading.settle(trx, entries))
    return true
  }

  private async draft(entries: readonly unknown[], rowsDone: number): Promise<boolean> {
    const { reading, file, draft } = this.at
    const { jobId, employerId } = this.job
    const scope = employerId === undefined ? {} : { employer: employerId }
    return this.ports.app.transaction(scope, async (trx) => {
      const now = await findImport(trx, jobId, true)
      if (now?.state !== 'running' || now.rowsDone !== this.done) return false
      await reading.settle(trx, entries, draft.within(trx))
      await draft.flush()
      const { accepted, refused } = draft
      const share = Math.min(Math.floor(file.share() * 1_000_000), 999_999)
      const kept: Kept = { draft: draft.state(), reading: reading.state() }
      const progress = sealJson(this.ports.vault, kept)
      await noteProgress(trx, jobId, { rowsDone, accepted, refused, share, progress })
      return true
    })
  }
}
