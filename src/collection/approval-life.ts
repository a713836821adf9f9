import { Refusal } from '../kernel/refusal.js'
import { isMaintenance, type SubmissionKind } from './kinds.js'
import type { CollectionPorts } from './ports.js'
import { approvalRanOut } from './refusals-maintenance.js'

const A_DAY = 24 * 3600 * 1000

/** 批准有效期。A change of what is stored is made between its approval and the end of so many days, or not at all. */
export function requireApproval(
  { setting, clock }: Pick<CollectionPorts, 'setting' | 'clock'>,
  {
    submission,
    steps,
  }: { readonly submission: { readonly kind: SubmissionKind }; readonly steps: readonly { at: number }[] },
): void {
  const approved = steps.at(-1)?.at
  if (!isMaintenance(submission.kind) || approved === undefined) return
  const life = submission.kind === 'batchChange' ? 'business.batch-permit-life' : 'business.maintenance-approval-life'
  const days = setting(life)
  if (clock.now() > approved + days * A_DAY) throw new Refusal(approvalRanOut, { days })
}
