import type { Actor } from '../access/actor.js'
import { CaseService } from '../collection/case-service.js'
import type { AskedRevision } from '../collection/exchange-port.js'
import type { SubmissionKind } from '../collection/kinds.js'
import type { Line } from '../collection/lines.js'
import { openBody, openJson, sealJson } from '../collection/voucher-body.js'
import { findVoucher } from '../collection/voucher-store.js'
import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import { Refusal } from '../kernel/refusal.js'
import type { ManualCheck, OutsideList } from './contract.js'
import { askOutside, type OutsideAnswer, type OutsideSubject } from './outside.js'
import {
  answerByHand,
  answerCheck,
  type Check,
  checksToAsk,
  countChecks,
  insertChecks,
  isPrepared,
  listChecks,
  postponeCheck,
} from './outside-store.js'
import { subjectsIn } from './outside-subjects.js'
import type { ExchangePorts } from './ports.js'
import { outsideDiffers, outsideMissing, outsideOwnEntry, outsideWaiting } from './refusals-outside.js'

/** 须联网核查的报送：where a number or a code comes in or changes. */
const CHECKED: ReadonlySet<SubmissionKind> = new Set([
  ...(['personRegistration', 'personChange', 'employerRegistration', 'employerChange'] as const),
])

const SIDE_BY_SIDE = 8
/** Asked while somebody waits; the rest is the job's. */
const ASKED_AT_ONCE = 200
const SHOWN = 200
const MINUTE = 60_000

/**
 * 联网核查。Every number and credit code of a registration or a change is asked of the department that knows; the answer
 * stays with the case. Where nobody answers the case waits: it is asked again by itself, and never counts as agreed.
 */
export class OutsideService {
  private readonly cases: CaseService

  constructor(private readonly ports: ExchangePorts) {
    this.cases = new CaseService(ports.collection)
  }

  /** Lists what is to be asked of these, and asks as much as can be asked while somebody waits. */
  async prepare(revisions: readonly AskedRevision[]): Promise<void> {
    const asked = revisions.filter(({ kind }) => CHECKED.has(kind))
    if (asked.length === 0) return
    for (const one of asked) await this.list(one)
    await this.ask(
      ASKED_AT_ONCE,
      asked.map(({ submissionId }) => submissionId),
    )
  }

  /** 末环节之前。 */
  async require(trx: Trx, { submissionId, revision, kind }: AskedRevision): Promise<void> {
    if (!CHECKED.has(kind)) return
    const { total, waiting, agreeing } = await countChecks(trx, submissionId, revision)
    if (waiting > 0) throw new Refusal(outsideWaiting, { waiting, total })
    if (agreeing === total) return
    const lines = (await listChecks(trx, submissionId, revision, 5)).flatMap(({ answer, line }) =>
      answer === 'agrees' ? [] : [line],
    )
    throw new Refusal(outsideDiffers, { lines: [...new Set(lines)].join('、') })
  }

  /** 再问：what is due to be asked again. Answers how many were answered. */
  async ask(most: number, submissionIds?: readonly string[]): Promise<number> {
    const { app, clock } = this.ports.collection
    const waiting = await app.transaction({}, (trx) => checksToAsk(trx, clock.now(), most, submissionIds))
    const queue = waiting.values()
    let answered = 0
    const hand = async () => {
      for (const check of queue) if (await this.askOne(check)) answered++
    }
    await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, waiting.length) }, hand))
    return answered
  }

  async show(actor: Actor, submissionId: string): Promise<OutsideList> {
    const { revision, kind } = await this.cases.show(actor, submissionId)
    await this.prepare([{ submissionId, revision, kind }])
    return this.ports.collection.app.transaction({}, async (trx) => {
      const checks = await listChecks(trx, submissionId, revision, SHOWN)
      return { ...(await countChecks(trx, submissionId, revision)), items: checks.map(viewOf) }
    })
  }

  /** 本件在哪个机构，whose staff may look. */
  async agencyOf(actor: Actor, submissionId: string): Promise<string> {
    const { app } = this.ports.collection
    return (await app.transaction({}, (trx) => this.cases.getCase(trx, actor, submissionId))).submission.agency
  }

  /** 由人核查，凭另附的原始资料；not by whoever entered it. */
  async byHand(
    actor: Actor,
    submissionId: string,
    { line, answer, note, documentId }: ManualCheck,
  ): Promise<OutsideList> {
    const { app, vault, clock, papers } = this.ports.collection
    await app.transaction({}, async (trx) => {
      const one = await this.cases.getCase(trx, actor, submissionId)
      if (one.revision.enteredBy === actor.personId) throw new Refusal(outsideOwnEntry, {})
      await papers.getDocument(trx, documentId)
      const at = { submissionId, revision: one.revision.revision, line }
      const given = { answer, note: vault.seal(undefined, note), documentId, by: actor.personId, at: clock.now() }
      if (!(await answerByHand(trx, at, given))) throw new Refusal(outsideMissing, {})
    })
    return this.show(actor, submissionId)
  }

  private async list({ submissionId, revision, kind }: AskedRevision): Promise<void> {
    const { app, vault, clock } = this.ports.collection
    if (!CHECKED.has(kind)) return
    await app.transaction({}, async (trx) => {
      if (await isPrepared(trx, submissionId, revision)) return
      for (let part = 1; ; part++) {
        const voucher = await findVoucher(trx, submissionId, revision, part)
        if (voucher === undefined) return
        const subjects = subjectsIn(openBody<Line>(vault, voucher))
        const checks = subjects.map(({ line, ...subject }) => ({
          line,
          kind: subject.kind,
          subject: sealJson(vault, subject),
        }))
        await insertChecks(trx, { submissionId, revision, now: clock.now() }, checks)
      }
    })
  }

  private async askOne(check: Check): Promise<boolean> {
    const { app, vault, clock, setting } = this.ports.collection
    const subject = openJson<OutsideSubject>(vault, check.subject)
    const given = await this.safely(subject)
    await app.transaction({}, async (trx) => {
      const now = clock.now()
      if (given.answer !== 'unavailable')
        return answerCheck(trx, check, {
          ...given,
          field: given.answer === 'differs' ? given.field : undefined,
          at: now,
        })
      const nextAt = (now + setting('system.outside-retry') * MINUTE) as Instant
      return postponeCheck(trx, check, given.reason.slice(0, 200), nextAt)
    })
    return given.answer !== 'unavailable'
  }

  /** Whatever goes wrong on the way is no answer. */
  private async safely(subject: OutsideSubject): Promise<OutsideAnswer> {
    try {
      return await askOutside(this.ports.outside, subject)
    } catch (error) {
      return { answer: 'unavailable', reason: error instanceof Error ? error.name : 'error' }
    }
  }
}

function viewOf({ line, kind, answer, field, method, reason, tries, answeredAt }: Check): OutsideList['items'][number] {
  return {
    ...{ line, kind, state: answer ?? ('waiting' as const), tries },
    ...(field === undefined ? {} : { field }),
    ...(method === undefined ? {} : { method }),
    ...(reason === undefined ? {} : { reason }),
    ...(answeredAt === undefined ? {} : { answeredAt }),
  }
}
