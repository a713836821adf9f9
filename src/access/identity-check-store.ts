import type { Day, Instant } from '../kernel/day.js'
import type { Rows } from './account-store.js'
import type { Realm } from './actor.js'

export interface IdentityCheck {
  readonly checkId: string
  readonly personId: string
  readonly realm: Realm
  readonly purpose: 'activation' | 'reset' | 'queryPassword' | 'agentQuery'
  readonly way: 'handover' | 'mail' | 'card'
  readonly paperKind: string
  readonly paperDigest: Buffer
  readonly validUntil: Day | undefined
  readonly method: string
  readonly employerProof?: Buffer | undefined
  readonly checkedBy: string
  readonly agency: string
  readonly at: Instant
}

export async function insertIdentityCheck(db: Rows, check: IdentityCheck): Promise<void> {
  await db.rows(
    `insert into desk.identity_check (check_id, person_id, realm, purpose, way, paper_kind, paper_digest, valid_until,
       method, employer_proof, checked_by, agency, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8::date, $9, $10, $11, $12, to_timestamp($13::bigint / 1000.0))`,
    [
      ...[check.checkId, check.personId, check.realm, check.purpose, check.way, check.paperKind, check.paperDigest],
      ...[check.validUntil ?? null, check.method, check.employerProof ?? null, check.checkedBy, check.agency, check.at],
    ],
  )
}
