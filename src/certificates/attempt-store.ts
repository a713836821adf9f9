import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'

/** 次数限制。So many attempts of one subject within a window of so many milliseconds. */
export interface Limit {
  readonly subject: Uint8Array
  readonly most: number
  readonly window: number
}

/**
 * 计一次核验。Counts first and judges afterwards, under the rows' locks, so that attempts at the same moment cannot slip
 * past together. Returns whether all limits still hold.
 */
export async function countAttempt(trx: Trx, limits: readonly Limit[], now: Instant): Promise<boolean> {
  const inOrder = [...limits].sort((a, b) => Buffer.compare(a.subject, b.subject)) // one order of locks for everybody
  const rows = await trx.rows<{ within: boolean }>(
    `with wanted as (
       select subject, most, start_ms, size_ms
       from unnest($1::bytea[], $2::int[], $3::bigint[], $4::bigint[]) as w (subject, most, start_ms, size_ms)
     ), counted as (
       insert into desk.paper_attempt as a (subject, window_start, window_end, attempts)
       select subject, to_timestamp(start_ms / 1000.0), to_timestamp((start_ms + size_ms) / 1000.0), 1 from wanted
       on conflict (subject, window_start) do update set attempts = least(a.attempts + 1, 1000000)
       returning subject, attempts
     )
     select c.attempts <= w.most as within from counted c join wanted w using (subject)`,
    [
      inOrder.map((one) => one.subject),
      inOrder.map((one) => one.most),
      inOrder.map((one) => now - (now % one.window)),
      inOrder.map((one) => one.window),
    ],
  )
  return rows.every((row) => row.within)
}

/** A right answer is no guess: it does not use up the tries of its code. */
export async function forgiveAttempt(trx: Trx, { subject, window }: Limit, now: Instant): Promise<void> {
  await trx.rows(
    `update desk.paper_attempt set attempts = greatest(attempts - 1, 0)
     where subject = $1 and window_start = to_timestamp($2::bigint / 1000.0)`,
    [subject, now - (now % window)],
  )
}

/** 清除过时的计数。 */
export async function sweepAttempts(trx: Trx, now: Instant): Promise<number> {
  const rows = await trx.rows(
    `delete from desk.paper_attempt where window_end < to_timestamp($1::bigint / 1000.0) returning subject`,
    [now],
  )
  return rows.length
}
