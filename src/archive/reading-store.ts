import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'

/** 可读性检查的存取。 */
export const READING_OUTCOMES = ['readable', 'gone', 'changed', 'unreadable', 'destroyed'] as const
export type ReadingOutcome = (typeof READING_OUTCOMES)[number]

export interface Drawn {
  readonly documentId: string
  readonly ageClass: number
}

/** 逐年龄段抽样。The same seed draws the same papers: by a digest of seed and number, so many of each class. */
export async function drawPapers(
  trx: Trx,
  { seed, at, step, each }: { seed: string; at: Instant; step: number; each: number },
): Promise<Drawn[]> {
  const rows = await trx.rows<{ document_id: string; age_class: number }>(
    `select document_id, age_class from (
       select document_id, age_class,
         row_number() over (partition by age_class order by sha256(convert_to($1 || document_id::text, 'UTF8'))) as place
       from (select document_id,
           (extract(year from age(to_timestamp($2::float8 / 1000), received_at))::int / $3::int) as age_class
         from archive.document) aged
     ) ranked where place <= $4 order by age_class, place`,
    [seed, at, step, each],
  )
  return rows.map((row) => ({ documentId: row.document_id, ageClass: row.age_class }))
}

export interface StoredRun {
  readonly runId: string
  readonly day: string
  readonly seed: string
  readonly sampled: number
  readonly failed: number
  readonly destroyed: number
  readonly at: Instant
}

export async function insertRun(
  trx: Trx,
  run: StoredRun,
  results: readonly (Drawn & { readonly outcome: ReadingOutcome })[],
): Promise<void> {
  await trx.rows(
    `insert into archive.reading (run_id, day, seed, sampled, failed, destroyed, at)
     values ($1, $2, $3, $4, $5, $6, to_timestamp($7::float8 / 1000))`,
    [run.runId, run.day, run.seed, run.sampled, run.failed, run.destroyed, run.at],
  )
  await trx.rows(
    `insert into archive.reading_result (run_id, document_id, age_class, outcome)
     select $1, r.* from unnest($2::uuid[], $3::int[], $4::text[]) as r`,
    [
      ...[run.runId, results.map(({ documentId }) => documentId)],
      ...[results.map(({ ageClass }) => ageClass), results.map(({ outcome }) => outcome)],
    ],
  )
}

export async function lastRun(trx: Trx): Promise<StoredRun | undefined> {
  const rows = await trx.rows<Record<string, unknown>>('select * from archive.reading order by at desc limit 1')
  const row = rows[0]
  return (
    row && {
      runId: row['run_id'] as string,
      day: row['day'] as string,
      seed: row['seed'] as string,
      sampled: row['sampled'] as number,
      failed: row['failed'] as number,
      destroyed: row['destroyed'] as number,
      at: (row['at'] as Date).getTime() as Instant,
    }
  )
}

/** The day the oldest paper came, for who has never read any. */
export async function firstPaperDay(trx: Trx): Promise<string | undefined> {
  const rows = await trx.rows<{ day: string | null }>(
    `select (min(received_at) at time zone 'Asia/Shanghai')::date as day from archive.document`,
  )
  return rows[0]?.day ?? undefined
}
