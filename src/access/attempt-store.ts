import type { Instant } from '../kernel/day.js'
import type { Rows } from './account-store.js'
import type { TryLimits } from './limits.js'

/** A day without tries forgets. */
const FORGET = '24 hours'

/**
 * 取号。Counts the try before it is judged, so that many at once gain nothing; seconds to wait when it may not be judged
 * at all. A success forgets it again.
 */
export async function takeTry(
  db: Rows,
  subject: Buffer,
  now: Instant,
  { free, firstWait, longestWait }: TryLimits,
): Promise<{ readonly wait: number }> {
  const taken = await db.rows(
    `with moment as (select to_timestamp($2::bigint / 1000.0) as now)
     insert into desk.attempt as a (subject, failures, last_at) select $1, 1, now from moment
     on conflict (subject) do update set
       failures = ${FAILURES},
       wait_until = case when ${FAILURES} >= $3::int then excluded.last_at + interval '1 millisecond' *
         least($5::bigint, $4::bigint * power(2, least(${FAILURES} - $3::int, 10))) end,
       last_at = excluded.last_at
     where a.wait_until is null or a.wait_until <= excluded.last_at
     returning failures`,
    [subject, now, free, firstWait, longestWait],
  )
  if (taken.length === 1) return { wait: 0 }
  const rows = await db.rows<{ wait: number }>(
    `select greatest(1, ceil(extract(epoch from wait_until - to_timestamp($2::bigint / 1000.0))))::int as wait
     from desk.attempt where subject = $1`,
    [subject, now],
  )
  return { wait: rows[0]?.wait ?? 1 }
}

const FAILURES = `case when a.last_at < excluded.last_at - interval '${FORGET}' then 1 else a.failures + 1 end`

export async function forgetTries(db: Rows, subject: Buffer): Promise<void> {
  await db.rows(`delete from desk.attempt where subject = $1`, [subject])
}

interface Counted {
  readonly subject: Buffer
  readonly now: Instant
  readonly most: number
  readonly window: number
}

/** 一段时间内的计数：over the most, the rest of the window is to be waited for. */
export async function countAt(db: Rows, { subject, now, most, window }: Counted): Promise<{ readonly wait: number }> {
  const rows = await db.rows<{ failures: number }>(
    `insert into desk.attempt as a (subject, failures, last_at) values ($1, 1, to_timestamp($2::bigint / 1000.0))
     on conflict (subject) do update set failures = a.failures + 1, last_at = excluded.last_at returning failures`,
    [subject, now],
  )
  const over = (rows[0]?.failures ?? 1) > most
  return { wait: over ? Math.max(1, Math.ceil((window - (now % window)) / 1000)) : 0 }
}

export async function uncountAt(db: Rows, subject: Buffer): Promise<void> {
  await db.rows(`update desk.attempt set failures = greatest(failures - 1, 0) where subject = $1`, [subject])
}

/** 清扫：what a day forgot anyway. */
export async function deleteOldTries(db: Rows, now: Instant): Promise<void> {
  await db.rows(
    `delete from desk.attempt where last_at < to_timestamp($1::bigint / 1000.0) - interval '${FORGET}'
       and (wait_until is null or wait_until < to_timestamp($1::bigint / 1000.0))`,
    [now],
  )
}

export async function insertCode(
  db: Rows,
  accountId: string,
  codeDigest: Buffer,
  at: Instant,
  expires: Instant,
): Promise<void> {
  await db.rows(
    `insert into desk.activation (account_id, code_digest, issued_at, expires_at)
     values ($1, $2, to_timestamp($3::bigint / 1000.0), to_timestamp($4::bigint / 1000.0))
     on conflict (account_id) do update set code_digest = excluded.code_digest, issued_at = excluded.issued_at,
       expires_at = excluded.expires_at`,
    [accountId, codeDigest, at, expires],
  )
}

/** Takes the code away if it fits and is in time: it works once, also when two come at the same moment. */
export async function redeemCode(db: Rows, accountId: string, codeDigest: Buffer, now: Instant): Promise<boolean> {
  const rows = await db.rows(
    `delete from desk.activation where account_id = $1 and code_digest = $2
       and expires_at > to_timestamp($3::bigint / 1000.0) returning account_id`,
    [accountId, codeDigest, now],
  )
  return rows.length === 1
}
