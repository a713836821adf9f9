import { type Actor, organisationOf } from '../access/actor.js'
import { Refusal } from '../kernel/refusal.js'
import { isAmong } from '../ledger/alias-store.js'
import { leavesOf } from '../ledger/record-store.js'
import { requireApproval } from './approval-life.js'
import type { BatchFileLine } from './batch-line.js'
import { whyNotSame } from './batch-same-store.js'
import { CaseService } from './case-service.js'
import { type Case, hasTakenPart, stateOfCase } from './case-store.js'
import type { Sentence } from './kinds.js'
import type { AgainRequest, BatchAgain } from './maintenance-contract.js'
import type { CollectionPorts } from './ports.js'
import { changedMeanwhile, missingSubmission, samePerson, staffOnly } from './refusals.js'
import { nothingBlocked } from './refusals-batch.js'
import { notAgreed } from './refusals-parameters.js'
import { closeTasksOf } from './task-store.js'
import { openBody, sealJson } from './voucher-body.js'
import { clearBlocked, findVouchers, type StoredVoucher, setBlocked } from './voucher-store.js'

const SHOWN = 100
const CLEARED = {
  zh: '复核岗再看，受阻的原因已消除，可以按许可执行',
  en: 'Looked at again by the re-checking post: clear',
}

/**
 * 受阻的再看一次。What could not be carried out is held against the ledger once more, row by row, by the re-checking post and by
 * somebody who took no part. Where nothing stands in the way any more the voucher may be carried out under the same permit; where
 * something does, every row is told, so that the list can be filed anew without it. Nothing is posted here.
 */
export class BatchAgainService {
  private readonly cases: CaseService

  constructor(private readonly ports: CollectionPorts) {
    this.cases = new CaseService(ports)
  }

  async look(actor: Actor, submissionId: string, request: AgainRequest): Promise<BatchAgain> {
    const { app } = this.ports
    const { one, blocked } = await app.transaction({}, async (trx) => {
      const found = await this.cases.getCase(trx, actor, submissionId)
      const vouchers = await findVouchers(trx, found.vouchers)
      return {
        one: found,
        blocked: vouchers.filter((voucher) => voucher.postingId === undefined && voucher.blocked !== undefined),
      }
    })
    await this.refuse(actor, one, request)
    if (blocked.length === 0) throw new Refusal(nothingBlocked, {})
    const parts: BatchAgain['parts'] = []
    for (const voucher of blocked) parts.push(await this.lookAt(actor, one, voucher))
    return { parts }
  }

  private async refuse(actor: Actor, one: Case, { revision }: AgainRequest): Promise<void> {
    const { kind, submissionId } = one.submission
    if (kind !== 'batchChange') throw new Refusal(missingSubmission, { id: submissionId })
    if (!actor.posts.includes('rechecker')) throw new Refusal(staffOnly, {})
    const current = one.revision.revision
    if (revision !== current) throw new Refusal(changedMeanwhile, { revision, current })
    const state = stateOfCase(this.ports.routes, one)
    if (state !== 'agreed') throw new Refusal(notAgreed, { state })
    if (hasTakenPart(one, actor.personId) || (await this.hasExecuted(actor, one))) throw new Refusal(samePerson, {})
    requireApproval(this.ports, one)
  }

  private hasExecuted(actor: Actor, one: Case): Promise<boolean> {
    const postings = one.vouchers.flatMap(({ postingId }) => postingId ?? [])
    return this.ports.app.transaction({}, async (trx) => {
      const leaves = await leavesOf(trx, postings)
      const people = [...leaves.values()].flatMap(({ steps }) => steps.map(({ by }) => by))
      return isAmong(trx, actor.personId, [...new Set(people)])
    })
  }

  private async lookAt(actor: Actor, one: Case, voucher: StoredVoucher): Promise<BatchAgain['parts'][number]> {
    const { app, vault, clock } = this.ports
    const lines = openBody(vault, voucher) as unknown as readonly BatchFileLine[]
    return app.transaction({}, async (trx) => {
      const rows: { row: number; says: Sentence }[] = []
      for (const line of lines) {
        const says = await whyNotSame(trx, this.ports, one, line)
        if (says !== undefined) rows.push({ row: line.row, says })
      }
      const { part } = voucher
      if (rows.length === 0) {
        await clearBlocked(trx, voucher)
        const { submissionId } = one.submission
        const outcome = vault.seal(undefined, `${CLEARED.zh}（${organisationOf(actor)}）`)
        await closeTasksOf(trx, submissionId, 'voucherStale', {
          by: actor.personId,
          outcome,
          at: clock.now(),
          line: part,
        })
      } else await setBlocked(trx, voucher, sealJson(vault, inTheWay(rows)))
      return { part, clear: rows.length === 0, inTheWay: rows.length, rows: rows.slice(0, SHOWN) }
    })
  }
}

/** 受阻的原因，now told whole. */
function inTheWay(rows: readonly { readonly row: number; readonly says: Sentence }[]): Sentence {
  const [first] = rows
  const { row, says } = first!
  return {
    zh: `再看仍有 ${rows.length} 行不合（第 ${row} 行：${says.zh}）。请去掉或改正这些行之后重新报送。`,
    en: `Looked at again, ${rows.length} rows still do not hold (row ${row}: ${says.en}). Take them out or correct them, and file it anew.`,
  }
}
