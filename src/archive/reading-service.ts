import { type Actor, organisationOf } from '../access/actor.js'
import { POSTS } from '../access/posts.js'
import { type Day, plusDays } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import type { ArchiveState } from './catalogue-contract.js'
import { type Document, findDocuments } from './document-store.js'
import { ArchiveDoor } from './door-service.js'
import { countOverdue } from './loan-store.js'
import { imageShape } from './paper-image.js'
import { mediaTypeOf } from './paper-type.js'
import { zipEntries } from './paper-zip.js'
import type { ArchivePorts } from './ports-service.js'
import type { ProblemKind } from './problem.js'
import { closeProblem, insertProblem, listProblems } from './problem-store.js'
import { drawPapers, firstPaperDay, insertRun, lastRun, type ReadingOutcome, type StoredRun } from './reading-store.js'
import { missingCase } from './refusals-archive.js'
import { countByVerdict } from './scan-store.js'

const LISTED = 200

/** 可读性检查（第九条第二项）。A drawn sample of each age is opened; what fails is a task with owner and date. */
export class ReadingService {
  private readonly door: ArchiveDoor

  constructor(private readonly ports: ArchivePorts) {
    this.door = new ArchiveDoor(ports.gate)
  }

  /** 到期即做：true where a run was due and made. */
  async runIfDue(): Promise<boolean> {
    const { missed, nextBy } = await this.due()
    if (!missed && nextBy !== this.ports.clock.today()) return false
    await this.run()
    return true
  }

  /** 抽样打开。The seed stands in the run, so that anybody can draw the same papers again. */
  async run(seed = Buffer.from(this.ports.chance.bytes(16)).toString('hex')): Promise<StoredRun> {
    const { app, clock, ids, setting } = this.ports
    const at = clock.now()
    const [step, each] = [setting('business.reading-age-step'), setting('business.reading-sample')]
    const drawn = await app.transaction({}, (trx) => drawPapers(trx, { seed, at, step, each }))
    const documents = await app.transaction({}, (trx) =>
      findDocuments(
        trx,
        drawn.map(({ documentId }) => documentId),
      ),
    )
    const byId = new Map(documents.map((document) => [document.documentId, document]))
    const results: { documentId: string; ageClass: number; outcome: ReadingOutcome }[] = []
    for (const one of drawn) results.push({ ...one, outcome: await this.read(byId.get(one.documentId)!) })
    const failures = results.filter(({ outcome }) => isFailure(outcome))
    const destroyed = results.filter(({ outcome }) => outcome === 'destroyed').length
    const run: StoredRun = {
      ...{ runId: ids.uuid(), day: clock.today(), seed, at },
      ...{ sampled: results.length, failed: failures.length, destroyed },
    }
    const dueDay = this.ports.dueDay(setting('business.archive-problem-days'))
    await app.transaction({}, async (trx) => {
      await insertRun(trx, run, results)
      for (const { documentId, outcome } of failures) {
        const { agency } = byId.get(documentId)!
        await insertProblem(trx, {
          ...{ problemId: ids.uuid(), agency, kind: outcome as ProblemKind, documentId, found: run.runId },
          ...{ ownerPost: 'archivist', dueDay, openedAt: at },
        })
      }
    })
    return run
  }

  /** 打开一份。Lawfully destroyed is an answer of its own; whatever else does not open is a failure. */
  async read(document: Document): Promise<ReadingOutcome> {
    if (document.destroyedBy !== undefined) return 'destroyed'
    const sealed = await this.ports.store.get(document.digest.toString('hex'))
    if (sealed === undefined) return 'gone'
    const bytes = await this.ports.papers.open(document).catch(() => undefined)
    if (bytes === undefined) return 'changed'
    return opens(document.mediaType, bytes) ? 'readable' : 'unreadable'
  }

  async state(actor: Actor): Promise<ArchiveState> {
    const agencies = this.ports.agenciesUnder(organisationOf(actor))
    const today = this.ports.clock.today()
    const reading = await this.due()
    return this.door.pass(actor, 'archive.read', { matter: 'state' }, async (trx) => {
      const problems = await listProblems(trx, agencies, true, LISTED)
      return {
        scanner: this.ports.scannerName,
        scans: await countByVerdict(trx),
        reading,
        problems: problems.map(({ problemId: id, kind, agency, documentId, found, ownerPost, dueDay }) => ({
          ...{ id, kind, agency, found, dueDay, owner: POSTS[ownerPost].zh, isLate: dueDay < today },
          ...(documentId === undefined ? {} : { documentId }),
        })),
        overdueLoans: await countOverdue(trx, agencies, today),
        mayKeep: this.door.would(actor, 'archive.keep', {}),
      }
    })
  }

  /** 监督所见：counts only. */
  async standing(agencies: readonly string[]) {
    const { missed, nextBy } = await this.due()
    const [scans, problems] = await this.ports.app.transaction({}, async (trx) => [
      await countByVerdict(trx),
      await listProblems(trx, agencies, true, LISTED),
    ])
    return {
      ...{ scanner: this.ports.scannerName, waiting: scans.waiting, notScanned: scans.notScanned },
      ...{ readingMissed: missed, openProblems: problems.length },
      ...(nextBy === undefined ? {} : { readingNextBy: nextBy }),
    }
  }

  async closeProblem(actor: Actor, problemId: string, outcome: string): Promise<void> {
    const agencies = this.ports.agenciesUnder(organisationOf(actor))
    await this.door.pass(actor, 'archive.keep', { matter: problemId }, async (trx) => {
      const at = this.ports.clock.now()
      const closed = await closeProblem(trx, { problemId, agencies, by: actor.personId, outcome, at })
      if (!closed) throw new Refusal(missingCase, {})
    })
  }

  /** 人工加做一次。 */
  async runNow(actor: Actor): Promise<void> {
    await this.door.pass(actor, 'archive.keep', { matter: 'reading' }, async () => undefined)
    await this.run()
  }

  /** 上次、下次与是否逾期：a missed run is an alarm on the oversight page. */
  async due(): Promise<ArchiveState['reading']> {
    const interval = this.ports.setting('business.reading-interval')
    const [last, first] = await this.ports.app.transaction({}, async (trx) => [
      await lastRun(trx),
      await firstPaperDay(trx),
    ])
    const since = last?.day ?? first
    if (since === undefined) return { missed: false }
    const nextBy = plusDays(since as Day, interval)
    const told = last && { day: last.day, seed: last.seed, sampled: last.sampled, failed: last.failed }
    return {
      missed: nextBy < this.ports.clock.today(),
      nextBy,
      ...(told === undefined ? {} : { last: { ...told, destroyed: last!.destroyed } }),
    }
  }
}

function isFailure(outcome: ReadingOutcome): boolean {
  return outcome !== 'readable' && outcome !== 'destroyed'
}

function opens(mediaType: string, bytes: Buffer): boolean {
  try {
    if (mediaTypeOf(bytes) !== mediaType) return false
  } catch {
    return false
  }
  if (mediaType.startsWith('image/')) return imageShape(mediaType, bytes) !== undefined
  if (mediaType === 'application/pdf') return bytes.includes('%%EOF')
  return mediaType.startsWith('text/') || zipEntries(bytes) !== undefined
}
