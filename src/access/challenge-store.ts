import type { Instant } from '../kernel/day.js'
import type { Rows } from './account-store.js'

export interface Challenge {
  readonly digest: Buffer
  readonly purpose: string
  /** Whose it is, where it was asked by somebody signed in. */
  readonly accountId?: string | undefined
  readonly body: Buffer
  readonly expires: Instant
}

export async function insertChallenge(
  db: Rows,
  { digest, purpose, accountId, body, expires }: Challenge,
): Promise<void> {
  await db.rows(
    `insert into desk.challenge (digest, purpose, account_id, body, expires_at)
     values ($1, $2, $3, $4, to_timestamp($5::bigint / 1000.0))`,
    [digest, purpose, accountId ?? null, body, expires],
  )
}

export interface TakenChallenge {
  readonly account_id: string | null
  readonly body: Buffer
}

/** Taken away as it is read: it answers once, also when two come at the same moment; late ones answer nothing. */
export async function takeChallenge(
  db: Rows,
  digest: Buffer,
  purpose: string,
  now: Instant,
): Promise<TakenChallenge | undefined> {
  const rows = await db.rows<TakenChallenge>(
    `delete from desk.challenge where digest = $1 and purpose = $2 and expires_at > to_timestamp($3::bigint / 1000.0)
     returning account_id, body`,
    [digest, purpose, now],
  )
  return rows[0]
}

export async function deleteLateChallenges(db: Rows, now: Instant): Promise<void> {
  await db.rows(`delete from desk.challenge where expires_at <= to_timestamp($1::bigint / 1000.0)`, [now])
}
