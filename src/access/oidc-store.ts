import type { Instant } from '../kernel/day.js'
import type { Rows } from './account-store.js'

export async function linkedAccount(db: Rows, issuer: string, subject: Buffer): Promise<string | undefined> {
  const rows = await db.rows<{ account_id: string }>(
    `select account_id from desk.oidc_link where issuer = $1 and subject_digest = $2`,
    [issuer, subject],
  )
  return rows[0]?.account_id
}

export interface NewLink {
  readonly issuer: string
  readonly subject: Buffer
  readonly accountId: string
  readonly personId: string
  readonly at: Instant
}

/** False when the subject is linked already, or the account to another one of this issuer. */
export async function insertLink(db: Rows, { issuer, subject, accountId, personId, at }: NewLink): Promise<boolean> {
  const rows = await db.rows(
    `insert into desk.oidc_link (issuer, subject_digest, account_id, person_id, linked_at)
     values ($1, $2, $3, $4, to_timestamp($5::bigint / 1000.0)) on conflict do nothing returning account_id`,
    [issuer, subject, accountId, personId, at],
  )
  return rows.length === 1
}

export async function issuersOf(db: Rows, accountId: string): Promise<string[]> {
  const rows = await db.rows<{ issuer: string }>(`select issuer from desk.oidc_link where account_id = $1`, [accountId])
  return rows.map(({ issuer }) => issuer)
}

export async function deleteLink(db: Rows, issuer: string, accountId: string): Promise<boolean> {
  const rows = await db.rows(`delete from desk.oidc_link where issuer = $1 and account_id = $2 returning account_id`, [
    issuer,
    accountId,
  ])
  return rows.length === 1
}

/** 由可信平台证实的本人：a pending account begins to be used, with no password of its own. */
export async function activateByPlatform(db: Rows, accountId: string): Promise<void> {
  await db.rows(`update desk.account set state = 'active' where account_id = $1 and state = 'pending'`, [accountId])
}
