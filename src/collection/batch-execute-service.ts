import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { rowsOfPosting } from '../ledger/lookup-store.js'
import type { AgreedVoucher } from '../ledger/posting-service.js'
import { AgreedService, leafSteps, recheckDue } from './agreed-service.js'
import { requireApproval } from './approval-life.js'
import { type BatchFileLine, factsOfStanding, isContact, isCorrection, isOfDue } from './batch-line.js'
import { requireSame } from './batch-same-store.js'
import { totalsOf } from './batch-service.js'
import { CaseService } from './case-service.js'
import { type Case, hasTakenPart, stateOfCase } from './case-store.js'
import { ContactService } from './contact-service.js'
import type { SubmissionDetail } from './contract.js'
import { makeCorrections } from './correction-making-store.js'
import type { CorrectionLine, Summary } from './lines.js'
import type { BatchPermit, BatchTotals, ExecuteRequest } from './maintenance-contract.js'
import type { Made } from './making.js'
import type { CollectionPorts } from './ports.js'
import { changesOf } from './record-changes.js'
import { changedMeanwhile, missingSubmission, samePerson } from './refusals.js'
import { checkDiffers, otherList, tooManyRows } from './refusals-maintenance.js'
import { notAgreed } from './refusals-parameters.js'
import { insertTasks } from './task-store.js'
import { openBody, openJson } from './voucher-body.js'
import { findVouchers, type StoredVoucher, setPostings } from './voucher-store.js'

const A_DAY = 24 * 3600 * 1000

/** 一次执行的凭证数：a request answers after so many; whoever asks again goes on behind them. */
const AT_ONCE = 5

interface Batch {
  readonly one: Case
  readonly vouchers: readonly StoredVoucher[]
}

/**
 * 成批变更的执行。The city's approval of exactly this list is a permit for its execution within so many days. It is carried out
 * voucher by voucher, a thousand rows each: all rows of one are still what they were in the dry run, or none of it is posted;
 * afterwards what was posted is held against the dry run. A list that was stopped goes on behind what is posted.
 */
export class BatchExecuteService {
  private readonly cases: CaseService
  private readonly agreed: AgreedService
  private readonly contacts: ContactService

  constructor(
    private readonly ports: CollectionPorts,
    private readonly atOnce: number = AT_ONCE,
  ) {
    this.cases = new CaseService(ports)
    this.agreed = new AgreedService(ports)
    this.contacts = new ContactService(ports)
  }

  async permit(actor: Actor, submissionId: string): Promise<BatchPermit> {
    const { one, vouchers } = await this.read(actor, submissionId)
    const state = stateOfCase(this.ports.routes, one)
    const approvedAt = ['agreed', 'posted', 'awaitingRecheck', 'recheckRefused'].includes(state)
      ? one.steps.at(-1)?.at
      : undefined
    const until =
      approvedAt === undefined ? undefined : approvedAt + this.ports.setting('business.batch-permit-life') * A_DAY
    const executed = vouchers.filter(({ postingId }) => postingId !== undefined).length
    const blocked = vouchers.filter(
      ({ postingId, blocked: why }) => postingId === undefined && why !== undefined,
    ).length
    const { batch: list } = openJson<Summary>(this.ports.vault, one.revision.summary)
    return {
      ...{ id: submissionId, revision: one.revision.revision, state, rows: one.revision.accepted },
      ...{ most: this.ports.setting('business.batch-most-rows'), listDigest: digestOf(vouchers) },
      ...this.totals(vouchers),
      ...(approvedAt === undefined ? {} : { approvedAt, until: until! }),
      ...{ vouchers: vouchers.length, executed, blocked },
      ...(list === undefined ? {} : { list }),
      mayLookAgain:
        state === 'agreed' && blocked > 0 && actor.posts.includes('rechecker') && !hasTakenPart(one, actor.personId),
      mayExecute:
        state === 'agreed' &&
        executed + blocked < vouchers.length &&
        !hasTakenPart(one, actor.personId) &&
        this.ports.clock.now() <= until!,
    }
  }

  /** Carried out twice it is posted once. */
  async execute(actor: Actor, submissionId: string, request: ExecuteRequest): Promise<SubmissionDetail> {
    const { one, vouchers } = await this.read(actor, submissionId)
    const current = one.revision.revision
    const state = stateOfCase(this.ports.routes, one)
    if (request.revision !== current) throw new Refusal(changedMeanwhile, { revision: request.revision, current })
    if (state !== 'agreed') throw new Refusal(notAgreed, { state })
    if (hasTakenPart(one, actor.personId)) throw new Refusal(samePerson, {})
    if (request.listDigest !== digestOf(vouchers)) throw new Refusal(otherList, {})
    requireApproval(this.ports, one)
    const most = this.ports.setting('business.batch-most-rows')
    if (one.revision.accepted > most) throw new Refusal(tooManyRows, { rows: one.revision.accepted, most })
    const waiting = vouchers.filter(({ postingId, blocked }) => postingId === undefined && blocked === undefined)
    for (const voucher of waiting.slice(0, this.atOnce)) {
      // One thousand rows that no longer hold do not keep the other thousands back; alone, its refusal is the answer.
      await this.postOrBlock(actor, one, voucher).catch((error: unknown) => {
        if (vouchers.length === 1 || !(error instanceof Refusal)) throw error
      })
    }
    return this.cases.show(actor, submissionId)
  }

  private read(actor: Actor, submissionId: string): Promise<Batch> {
    const { app } = this.ports
    return app.transaction({}, async (trx) => {
      const one = await this.cases.getCase(trx, actor, submissionId)
      if (one.submission.kind !== 'batchChange') throw new Refusal(missingSubmission, { id: submissionId })
      return { one, vouchers: await findVouchers(trx, one.vouchers) }
    })
  }

  private totals(vouchers: readonly StoredVoucher[]): { before: BatchTotals; after: BatchTotals } {
    const none = { rows: 0, employerAmount: 0, personAmount: 0 }
    const sums = { before: { ...none }, after: { ...none } }
    for (const voucher of vouchers) {
      const { before, after } = totalsOf(this.linesOf(voucher).filter(isOfDue))
      for (const name of ['rows', 'employerAmount', 'personAmount'] as const) {
        sums.before[name] += before[name]
        sums.after[name] += after[name]
      }
    }
    return sums
  }

  private linesOf(voucher: StoredVoucher): readonly BatchFileLine[] {
    return openBody(this.ports.vault, voucher) as unknown as readonly BatchFileLine[]
  }

  private async postOrBlock(actor: Actor, one: Case, voucher: StoredVoucher): Promise<void> {
    const lines = this.linesOf(voucher)
    try {
      const made = this.make(lines)
      const postingId = await this.post(actor, one, voucher, lines, made)
      await this.checkAfter(postingId, lines)
      await this.ports.app.transaction({}, async (trx) => {
        await setPostings(trx, [{ voucher, postingId }])
        if (await this.isLast(trx, one, voucher))
          await insertTasks(
            trx,
            recheckDue(one).map((task) => this.agreed.taskOf(one, task)),
          )
        await this.contacts.keepBatch(trx, one.submission.submissionId, lines.filter(isContact))
        const changes = changesOf(one.submission.kind, one.revision.businessDay, made.facts)
        const cause = { voucherId: voucher.voucherId, by: one.revision.enteredBy, at: this.ports.clock.now() }
        if (changes.length > 0) await this.ports.recordsChanged(trx, changes, cause)
      })
    } catch (error) {
      if (error instanceof Refusal) await this.agreed.block(one, voucher, { zh: error.say('zh'), en: error.say('en') })
      throw error
    }
  }

  /** 复核在全部执行之后，once for the whole list. */
  private async isLast(trx: Trx, one: Case, { voucherId }: StoredVoucher): Promise<boolean> {
    const others = (await findVouchers(trx, one.vouchers)).filter((other) => other.voucherId !== voucherId)
    return others.every(({ postingId }) => postingId !== undefined)
  }

  private make(lines: readonly BatchFileLine[]): Made {
    const corrections = makeCorrections(lines.filter(isCorrection))
    const standing = factsOfStanding(
      lines.filter((line): line is Exclude<BatchFileLine, CorrectionLine> => !isCorrection(line)),
    )
    return { ...corrections, facts: [...corrections.facts, ...standing] }
  }

  private async post(
    actor: Actor,
    one: Case,
    voucher: StoredVoucher,
    lines: readonly BatchFileLine[],
    made: Made,
  ): Promise<string> {
    const { posting, policy, clock } = this.ports
    const { personId: by, terminal } = actor
    const step = { stage: 'execution', verdict: 'executed', by, organisation: organisationOf(actor), at: clock.now() }
    const agreed: AgreedVoucher = {
      key: `${voucher.voucherId}:${voucher.revision}`,
      bodyDigest: voucher.bodyDigest,
      voucherId: voucher.voucherId,
      revision: voucher.revision,
      kind: one.submission.kind,
      agency: one.submission.agency,
      businessDay: clock.today(),
      policyDigest: policy().digest,
      steps: [...leafSteps(one), { ...step, post: actor.posts.join(','), terminal }],
      facts: made.facts,
    }
    const { postingId } = await posting.post(agreed, async (trx) => {
      await made.before?.(trx)
      for (const line of lines) await requireSame(trx, this.ports, one, line)
    })
    return postingId
  }

  /** 执行之后的核对：rows and sums of the posting are those of the dry run. */
  private async checkAfter(postingId: string, given: readonly BatchFileLine[]): Promise<void> {
    const lines = given.filter(isOfDue)
    if (lines.length === 0) return
    const persons = [...new Set(lines.map(({ original }) => original.personId))]
    const found = await this.ports.app.transaction({ persons }, (trx) => rowsOfPosting(trx, 'due', postingId))
    const { before, after } = totalsOf(lines)
    const told: BatchTotals = {
      rows: before.rows + after.rows,
      employerAmount: after.employerAmount - before.employerAmount,
      personAmount: after.personAmount - before.personAmount,
    }
    if (JSON.stringify(found) !== JSON.stringify(told))
      throw new Refusal(checkDiffers, { told: JSON.stringify(told), found: JSON.stringify(found) })
  }
}

/** 清单的摘要：of one voucher its own; of several, of theirs in order. */
function digestOf(vouchers: readonly StoredVoucher[]): string {
  if (vouchers.length === 1) return vouchers[0]!.bodyDigest.toString('hex')
  const hash = createHash('sm3')
  for (const { bodyDigest } of [...vouchers].sort((a, b) => a.part - b.part)) hash.update(bodyDigest)
  return hash.digest('hex')
}
