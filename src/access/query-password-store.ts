import type { Instant } from '../kernel/day.js'
import type { Rows } from './account-store.js'

export interface StoredQueryPassword {
  readonly password_hash: string
  /** Milliseconds. */
  readonly set_at: string
}

export async function findQueryPassword(db: Rows, personId: string): Promise<StoredQueryPassword | undefined> {
  const rows = await db.rows<StoredQueryPassword>(
    `select password_hash, (extract(epoch from set_at) * 1000)::bigint as set_at
     from desk.query_password where person_id = $1`,
    [personId],
  )
  return rows[0]
}

export async function saveQueryPassword(db: Rows, personId: string, hash: string, at: Instant): Promise<void> {
  await db.rows(
    `insert into desk.query_password (person_id, password_hash, set_at) values ($1, $2, to_timestamp($3::bigint / 1000.0))
     on conflict (person_id) do update set password_hash = excluded.password_hash, set_at = excluded.set_at`,
    [personId, hash, at],
  )
}

export async function removeQueryPassword(db: Rows, personId: string): Promise<void> {
  await db.rows(`delete from desk.query_password where person_id = $1`, [personId])
}
