import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import type { ChannelDifference } from './compare.js'

export interface PersonDifference extends ChannelDifference {
  readonly person: string
}

export interface ComparisonRun {
  readonly runId: string
  readonly beganAt: Instant
  readonly endedAt: Instant
  readonly persons: number
  readonly figures: number
  readonly channels: readonly string[]
  readonly differences: readonly PersonDifference[]
}

/** Of a flood of differences so many are kept; the count is whole. */
const MOST_KEPT = 500

export async function insertRun(trx: Trx, run: ComparisonRun): Promise<void> {
  await trx.rows(
    `insert into desk.channel_comparison (run_id, began_at, ended_at, persons, figures, differing, channels, differences)
     values ($1, to_timestamp($2::bigint / 1000.0), to_timestamp($3::bigint / 1000.0), $4, $5, $6, $7, $8)`,
    [
      ...[run.runId, run.beganAt, run.endedAt, run.persons, run.figures, run.differences.length, run.channels],
      JSON.stringify(run.differences.slice(0, MOST_KEPT)),
    ],
  )
}

export interface StoredRun {
  readonly began_at: string
  readonly persons: number
  readonly figures: number
  readonly differing: number
  readonly channels: string[]
  readonly differences: PersonDifference[]
}

export function latestRuns(trx: Trx, most: number): Promise<StoredRun[]> {
  return trx.rows<StoredRun>(
    `select (extract(epoch from began_at) * 1000)::bigint as began_at, persons, figures, differing, channels, differences
     from desk.channel_comparison order by began_at desc limit $1`,
    [most],
  )
}
