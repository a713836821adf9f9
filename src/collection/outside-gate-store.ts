import type { Trx } from '../db/database.js'
import { Refusal } from '../kernel/refusal.js'
import type { Case } from './case-store.js'
import type { CollectionPorts } from './ports.js'
import { employerStopped } from './refusals-stop.js'
import type { Submission } from './submission-store.js'

/** 联网核查先问起来：before a step is taken, outside its transaction, since a department may be slow. */
export async function prepareChecks(
  { exchange }: CollectionPorts,
  seen: readonly Submission[],
  items: readonly { readonly id: string; readonly revision: number }[],
): Promise<void> {
  const revisions = new Map(items.map(({ id, revision }) => [id, revision]))
  await exchange?.prepareChecks(
    seen.map(({ submissionId, kind }) => ({ submissionId, kind, revision: revisions.get(submissionId) ?? 0 })),
  )
}

/** 末环节通过之前：every number and code was answered, and agrees. */
export async function requireChecked(
  trx: Trx,
  { exchange }: CollectionPorts,
  { submission, revision }: Case,
): Promise<void> {
  const { submissionId, kind } = submission
  await exchange?.requireChecked(trx, { submissionId, kind, revision: revision.revision })
}

/** 停待核查的单位，不受理其申报；the sentence says who reported what. */
export async function refuseStoppedEmployer(
  trx: Trx,
  { exchange }: CollectionPorts,
  employerId: string,
): Promise<void> {
  const stop = (await exchange?.employerStopsOf(trx, [employerId]))?.get(employerId)
  if (stop !== undefined) throw new Refusal(employerStopped, { why: stop.zh, whyEn: stop.en })
}
