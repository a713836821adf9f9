import type { Trx } from '../db/database.js'
import type { Case } from './case-store.js'
import type { CollectionPorts } from './ports.js'
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
