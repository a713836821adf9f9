import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { findFact, rowsOfPosting } from '../ledger/lookup-store.js'
import type { AgreedVoucher } from '../ledger/posting-service.js'
import { AgreedService, leafSteps, recheckDue } from './agreed-service.js'
import { requireApproval } from './approval-life.js'
import { type BatchLine, BatchService, totalsOf } from './batch-service.js'
import { CaseService } from './case-service.js'
import { type Case, hasTakenPart, stateOfCase } from './case-store.js'
import type { SubmissionDetail } from './contract.js'
import { makeCorrections } from './correction-making-store.js'
import type { CorrectableFact } from './lines.js'
import type { BatchPermit, BatchTotals, ExecuteRequest } from './maintenance-contract.js'
import { staleRow } from './making.js'
import type { CollectionPorts } from './ports.js'
import { changesOf } from './record-changes.js'
import { changedMeanwhile, missingSubmission, samePerson } from './refusals.js'
import { checkDiffers, otherList, tooManyRows } from './refusals-maintenance.js'
import { notAgreed } from './refusals-parameters.js'
import { insertTasks } from './task-store.js'
import { openBody } from './voucher-body.js'
import { findVouchers, type StoredVoucher, setPostings } from './voucher-store.js'

const CHANGED = { zh: '与试算时已不相同', en: 'no longer what it was in the dry run' }
const A_DAY = 24 * 3600 * 1000

interface Batch {
  readonly one: Case
  readonly voucher: StoredVoucher
  readonly lines: readonly BatchLine[]
}

/**
 * 成批变更的执行。The city's approval of exactly this list is a permit for one execution within so many days. All rows are
 * still what they were in the dry run, or nothing is posted; afterwards what was posted is held against the dry run.
 */
export class BatchExecuteService {
  private readonly cases: CaseService
  private readonly agreed: AgreedService
  private readonly batches: BatchService

  constructor(private readonly ports: CollectionPorts) {
    this.cases = new CaseService(ports)
    this.agreed = new AgreedService(ports)
    this.batches = new BatchService(ports)
  }

  async permit(actor: Actor, submissionId: string): Promise<BatchPermit> {
    const { one, voucher, lines } = await this.read(actor, submissionId)
    const state = stateOfCase(this.ports.routes, one)
    const approvedAt = ['agreed', 'posted', 'awaitingRecheck', 'recheckRefused'].includes(state)
      ? one.steps.at(-1)?.at
      : undefined
    const until =
      approvedAt === undefined ? undefined : approvedAt + this.ports.setting('business.batch-permit-life') * A_DAY
    return {
      ...{ id: submissionId, revision: one.revision.revision, state, rows: lines.length },
      ...{ most: this.ports.setting('business.batch-most-rows'), listDigest: voucher.bodyDigest.toString('hex') },
      ...totalsOf(lines),
      ...(approvedAt === undefined ? {} : { approvedAt, until: until! }),
      mayExecute:
        state === 'agreed' &&
        voucher.blocked === undefined &&
        !hasTakenPart(one, actor.personId) &&
        this.ports.clock.now() <= until!,
    }
  }

  /** Carried out twice it is posted once. */
  async execute(actor: Actor, submissionId: string, request: ExecuteRequest): Promise<SubmissionDetail> {
    const batch = await this.read(actor, submissionId)
    const { one, voucher, lines } = batch
    const current = one.revision.revision
    const state = stateOfCase(this.ports.routes, one)
    if (request.revision !== current) throw new Refusal(changedMeanwhile, { revision: request.revision, current })
    if (state !== 'agreed') throw new Refusal(notAgreed, { state })
    if (hasTakenPart(one, actor.personId)) throw new Refusal(samePerson, {})
    if (request.listDigest !== voucher.bodyDigest.toString('hex')) throw new Refusal(otherList, {})
    requireApproval(this.ports, one)
    const most = this.ports.setting('business.batch-most-rows')
    if (lines.length > most) throw new Refusal(tooManyRows, { rows: lines.length, most })
    await this.postOrBlock(actor, batch)
    return this.cases.show(actor, submissionId)
  }

  private read(actor: Actor, submissionId: string): Promise<Batch> {
    const { app, vault } = this.ports
    return app.transaction({}, async (trx) => {
      const one = await this.cases.getCase(trx, actor, submissionId)
      const [voucher] = await findVouchers(trx, one.vouchers)
      if (one.submission.kind !== 'batchChange' || voucher === undefined)
        throw new Refusal(missingSubmission, { id: submissionId })
      return { one, voucher, lines: openBody<BatchLine>(vault, voucher) }
    })
  }

  private async postOrBlock(actor: Actor, batch: Batch): Promise<void> {
    const { one, voucher, lines } = batch
    try {
      const postingId = await this.post(actor, batch)
      await this.checkAfter(postingId, lines)
      await this.ports.app.transaction({}, async (trx) => {
        await setPostings(trx, [{ voucher, postingId }])
        await insertTasks(
          trx,
          recheckDue(one).map((task) => this.agreed.taskOf(one, task)),
        )
        const facts = makeCorrections(lines).facts
        const changes = changesOf(one.submission.kind, one.revision.businessDay, facts)
        const cause = { voucherId: voucher.voucherId, by: one.revision.enteredBy, at: this.ports.clock.now() }
        if (changes.length > 0) await this.ports.recordsChanged(trx, changes, cause)
      })
    } catch (error) {
      if (error instanceof Refusal) await this.agreed.block(one, voucher, { zh: error.say('zh'), en: error.say('en') })
      throw error
    }
  }

  private async post(actor: Actor, { one, voucher, lines }: Batch): Promise<string> {
    const { posting, policy, clock } = this.ports
    const made = makeCorrections(lines)
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
      for (const line of lines) await this.requireSame(trx, one, line)
    })
    return postingId
  }

  /** 逐行：it stands as it stood, and the rules still make of it what the dry run told. */
  private async requireSame(trx: Trx, { employer }: Case, line: BatchLine): Promise<void> {
    const { row, original, reverses, replacement } = line
    const now = await findFact<CorrectableFact>(trx, 'due', original.personId, reverses)
    if (now === undefined || !sameAmounts(now, original)) throw staleRow(row, CHANGED)
    if (replacement === undefined || employer === undefined) return
    if (!sameAmounts(this.batches.again(employer, line)!, replacement)) throw staleRow(row, CHANGED)
  }

  /** 执行之后的核对：rows and sums of the posting are those of the dry run. */
  private async checkAfter(postingId: string, lines: readonly BatchLine[]): Promise<void> {
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

function sameAmounts(one: CorrectableFact, other: CorrectableFact): boolean {
  const told = (fact: CorrectableFact) =>
    fact.kind === 'due'
      ? [fact.declaredWage, fact.base, fact.employerAmount, fact.personAmount, fact.contributionMonth].join()
      : ''
  return told(one) === told(other)
}
