import type { Trx } from '../db/database.js'
import type { Period } from '../kernel/period.js'
import type { Vault } from '../ledger/vault.js'
import { casesOf, stateOfCase } from './case-store.js'
import type { SubmissionState } from './kinds.js'
import type { RegistrationLine } from './lines.js'
import type { ReviewRoutes } from './route-book.js'
import { listSubmissions } from './submission-store.js'
import { openBody } from './voucher-body.js'
import { findVoucher } from './voucher-store.js'

/** 已报而未记账的增减员。 */
export interface PendingChange {
  readonly submissionId: string
  readonly state: SubmissionState
  readonly change: 'join' | 'leave'
  readonly personId: string
  readonly fullName: string
  readonly identityNumber: string
  readonly fromMonth: Period
  readonly insurances: readonly string[]
}

const OVER: readonly SubmissionState[] = ['posted', 'returned', 'draft']
const LATEST = 50

/** 本单位的，newest first. */
export async function pendingChanges(
  trx: Trx,
  { vault, routes }: { readonly vault: Vault; readonly routes: ReviewRoutes },
  employerId: string,
): Promise<PendingChange[]> {
  const found: PendingChange[] = []
  for (const kind of ['staffChange', 'provenJoin'] as const) {
    const cases = await casesOf(trx, await listSubmissions(trx, { employerId, kind, limit: LATEST }))
    for (const one of cases) {
      const state = stateOfCase(routes, one)
      if (OVER.includes(state) || (state as string) === 'withdrawn') continue
      for (let part = 1; part <= one.revision.vouchers; part++) {
        const { submissionId } = one.submission
        const voucher = await findVoucher(trx, submissionId, one.revision.revision, part)
        const lines = voucher === undefined ? [] : openBody<RegistrationLine>(vault, voucher)
        found.push(...lines.map((line) => pendingOf(line, submissionId, state)))
      }
    }
  }
  return found
}

function pendingOf(line: RegistrationLine, submissionId: string, state: SubmissionState): PendingChange {
  const [first] = line.enrolments
  return {
    ...{ submissionId, state, personId: line.personId, fullName: line.fullName, identityNumber: line.identityNumber },
    change: first?.change === 'suspend' || first?.change === 'end' ? 'leave' : 'join',
    fromMonth: first!.fromMonth,
    insurances: line.enrolments.map(({ insurance }) => insurance),
  }
}
