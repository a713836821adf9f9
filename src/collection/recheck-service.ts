import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import { isAmong } from '../ledger/alias-store.js'
import type { Recheck } from '../ledger/fact.js'
import { rechecksOf, waitInLine } from '../ledger/lookup-store.js'
import { leavesOf } from '../ledger/record-store.js'
import { CaseService } from './case-service.js'
import { type Case, hasTakenPart, stateOfCase } from './case-store.js'
import type { SubmissionDetail } from './contract.js'
import { isMaintenance, STATES } from './kinds.js'
import type { RecheckRequest } from './maintenance-contract.js'
import type { CollectionPorts } from './ports.js'
import { changedMeanwhile, samePerson, staffOnly } from './refusals.js'
import { notToRecheck } from './refusals-maintenance.js'
import { closeTasksOf, insertTasks } from './task-store.js'
import { sealJson } from './voucher-body.js'
import { voucherStates } from './voucher-store.js'

/** 维护复核的记账种类。 */
export const RECHECK_POSTING = 'maintenanceRecheck'

/**
 * 维护复核。After what was stored was changed, somebody who took no part looks at it once more; the verdict is a small
 * posting of its own that names the change. One that is refused becomes a task to correct it.
 */
export class RecheckService {
  private readonly cases: CaseService

  constructor(private readonly ports: CollectionPorts) {
    this.cases = new CaseService(ports)
  }

  async take(actor: Actor, submissionId: string, request: RecheckRequest): Promise<SubmissionDetail> {
    const one = await this.ports.app.transaction({}, (trx) => this.cases.getCase(trx, actor, submissionId))
    this.refuse(actor, one, request)
    const postings = await this.postingsOf(submissionId)
    await this.refuseExecutor(actor, postings)
    const { posting, ids, clock, policy } = this.ports
    const { agency, area } = one.submission
    const finding = request.finding.trim()
    const body = JSON.stringify([postings, request.verdict, finding, actor.personId])
    const agreed = {
      key: `recheck:${submissionId}:${one.revision.revision}`,
      bodyDigest: createHash('sm3').update(body).digest(),
      voucherId: ids.uuid(),
      ...{ revision: 1, kind: RECHECK_POSTING, agency, businessDay: clock.today(), policyDigest: policy().digest },
      steps: [this.stepOf(actor, request.verdict)],
      facts: postings.map((recheckedPosting, i): Recheck => {
        return { kind: 'recheck', line: i + 1, agency, area, recheckedPosting, verdict: request.verdict, finding }
      }),
    }
    await posting.post(agreed, (trx) => this.onlyOnce(trx, one, postings))
    await this.tasks(actor, one, request.verdict, finding)
    return this.cases.show(actor, submissionId)
  }

  /** 各版所记都要复核：of a list filed anew, also what an earlier revision had carried out. */
  private postingsOf(submissionId: string): Promise<string[]> {
    return this.ports.app.transaction({}, async (trx) => {
      const all = (await voucherStates(trx, [submissionId])).flatMap(({ postingId }) => postingId ?? [])
      const looked = await rechecksOf(trx, all)
      return all.filter((posting) => !looked.has(posting))
    })
  }

  private refuse(actor: Actor, one: Case, { revision }: RecheckRequest): void {
    const state = stateOfCase(this.ports.routes, one)
    if (actor.realm !== 'staff' || !actor.posts.includes('rechecker')) throw new Refusal(staffOnly, {})
    if (!isMaintenance(one.submission.kind) || state !== 'awaitingRecheck')
      throw new Refusal(notToRecheck, STATES[state])
    const current = one.revision.revision
    if (revision !== current) throw new Refusal(changedMeanwhile, { revision, current })
    if (hasTakenPart(one, actor.personId)) throw new Refusal(samePerson, {})
  }

  /** 执行成批变更的人也参与了，as the leaf tells. */
  private async refuseExecutor(actor: Actor, postings: readonly string[]): Promise<void> {
    const acted = await this.ports.app.transaction({}, async (trx) => {
      const leaves = await leavesOf(trx, postings)
      const people = [...leaves.values()].flatMap(({ steps }) => steps.map(({ by }) => by))
      return isAmong(trx, actor.personId, [...new Set(people)])
    })
    if (acted) throw new Refusal(samePerson, {})
  }

  private async onlyOnce(trx: Trx, one: Case, postings: readonly string[]): Promise<void> {
    await waitInLine(trx, [`recheck:${one.submission.submissionId}`])
    if ((await rechecksOf(trx, postings)).size > 0) throw new Refusal(notToRecheck, STATES.posted)
  }

  private stepOf(actor: Actor, verdict: string) {
    const { personId: by, terminal } = actor
    const organisation = organisationOf(actor)
    return { stage: 'recheck', verdict, by, organisation, at: this.ports.clock.now(), post: 'rechecker', terminal }
  }

  private async tasks(actor: Actor, { submission }: Case, verdict: string, finding: string): Promise<void> {
    const { app, ids, vault, clock } = this.ports
    const { submissionId, agency } = submission
    const says = { zh: `复核不同意：${finding}`, en: `The re-check refused: ${finding}` }
    const task = { taskId: ids.uuid(), kind: 'recheckRefused' as const, agency, submissionId, line: 1 }
    const told = { says: sealJson(vault, says), openedAt: clock.now() }
    const closing = { by: actor.personId, outcome: vault.seal(undefined, finding), at: clock.now() }
    await app.transaction({}, async (trx) => {
      await closeTasksOf(trx, submissionId, 'recheckDue', closing)
      if (verdict === 'refused') await insertTasks(trx, [{ ...task, ...told }])
    })
  }
}
