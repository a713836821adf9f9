import type { Actor } from '../access/actor.js'
import { organisationOf } from '../access/actor.js'
import type { Draft } from './draft-store.js'
import type { Summary } from './lines.js'
import type { CollectionPorts } from './ports.js'
import type { Revision } from './submission-store.js'
import { sealJson } from './voucher-body.js'

export interface Drafted {
  readonly at: { readonly submissionId: string; readonly revision: number }
  readonly contentDigest: Buffer
  readonly documentId?: string | undefined
  readonly fileName?: string | undefined
  readonly summary: Summary
  readonly rowsIn: number
  readonly draft: Pick<Draft, 'accepted' | 'refused' | 'vouchers' | 'employerTotal' | 'personTotal'>
  /** An entry by form is submitted as it is made; a file is previewed first. */
  readonly isSubmitted: boolean
}

/** 一版的表头：what was drafted, by whom, when. */
export function revisionOf({ vault, clock, policy }: CollectionPorts, actor: Actor, drafted: Drafted): Revision {
  const { accepted, refused, vouchers, employerTotal, personTotal } = drafted.draft
  const now = clock.now()
  return {
    ...drafted.at,
    contentDigest: drafted.contentDigest,
    documentId: drafted.documentId,
    fileName: drafted.fileName === undefined ? undefined : vault.seal(undefined, drafted.fileName),
    summary: sealJson(vault, drafted.summary),
    rowsIn: drafted.rowsIn,
    accepted,
    refused,
    vouchers,
    employerTotal,
    personTotal,
    businessDay: clock.today(),
    enteredBy: actor.personId,
    enteredRealm: actor.realm,
    enteredAccount: actor.accountId,
    enteredOrganisation: organisationOf(actor),
    enteredPosts: actor.posts.join(','),
    enteredTerminal: actor.terminal,
    enteredAt: now,
    submittedAt: drafted.isSubmitted ? now : undefined,
    standard: policy().standard.name,
  }
}
