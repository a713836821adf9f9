import type { Instant } from '../kernel/day.js'
import type { Rows } from './account-store.js'

/**
 * 记下这次登录的浏览器。True where the account has signed in before, and never from this one; the very first sign-in of an
 * account is no surprise to anybody.
 */
export async function noteDevice(db: Rows, accountId: string, deviceDigest: Buffer, at: Instant): Promise<boolean> {
  const rows = await db.rows<{ is_new: boolean; others: boolean }>(
    `insert into desk.known_device (account_id, device_digest, first_at, last_at)
     values ($1, $2, to_timestamp($3::bigint / 1000.0), to_timestamp($3::bigint / 1000.0))
     on conflict (account_id, device_digest) do update set last_at = excluded.last_at
     returning xmax = 0 as is_new, exists (select 1 from desk.known_device k where k.account_id = $1
       and k.device_digest <> $2) as others`,
    [accountId, deviceDigest, at],
  )
  return rows[0]?.is_new === true && rows[0].others
}
