import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'

/** 联网核查的存取。 */
export interface Check {
  readonly submissionId: string
  readonly revision: number
  readonly line: number
  readonly kind: 'identity' | 'creditCode'
  readonly subject: Buffer
  readonly answer?: 'agrees' | 'differs' | 'unknown' | undefined
  readonly field?: string | undefined
  readonly method?: 'online' | 'manual' | undefined
  readonly reason?: string | undefined
  readonly tries: number
  readonly answeredAt?: number | undefined
}

type Key = Pick<Check, 'submissionId' | 'revision' | 'line' | 'kind'>

export async function insertChecks(
  trx: Trx,
  at: { submissionId: string; revision: number; now: Instant },
  many: readonly Pick<Check, 'line' | 'kind' | 'subject'>[],
): Promise<void> {
  await trx.rows(
    `insert into desk.exchange_check (submission_id, revision, line, kind, subject, next_at, made_at)
     select $1, $2, line, kind, subject, to_timestamp($3::float8 / 1000), to_timestamp($3::float8 / 1000)
     from unnest($4::int[], $5::text[], $6::bytea[]) as c (line, kind, subject) on conflict do nothing`,
    [
      ...[at.submissionId, at.revision, at.now],
      ...[many.map(({ line }) => line), many.map(({ kind }) => kind), many.map(({ subject }) => subject)],
    ],
  )
}

/** Waiting and due to be asked; the longest waiting first. */
export async function checksToAsk(
  trx: Trx,
  now: Instant,
  limit: number,
  submissionIds?: readonly string[],
): Promise<Check[]> {
  const rows = await trx.rows<CheckRow>(
    `select * from desk.exchange_check where answer is null and next_at <= to_timestamp($1::float8 / 1000)
       and ($3::uuid[] is null or submission_id = any ($3)) order by next_at, submission_id, line limit $2`,
    [now, limit, submissionIds ?? null],
  )
  return rows.map(checkOf)
}

export async function isPrepared(trx: Trx, submissionId: string, revision: number): Promise<boolean> {
  const rows = await trx.rows('select 1 from desk.exchange_check where submission_id = $1 and revision = $2 limit 1', [
    submissionId,
    revision,
  ])
  return rows.length > 0
}

export interface CheckCounts {
  readonly total: number
  readonly waiting: number
  readonly agreeing: number
}

export async function countChecks(trx: Trx, submissionId: string, revision: number): Promise<CheckCounts> {
  const rows = await trx.rows<CheckCounts>(
    `select count(*)::int as total, count(*) filter (where answer is null)::int as waiting,
       count(*) filter (where answer = 'agrees')::int as agreeing
     from desk.exchange_check where submission_id = $1 and revision = $2`,
    [submissionId, revision],
  )
  return rows[0]!
}

/** What waits or does not agree stands first. */
export async function listChecks(trx: Trx, submissionId: string, revision: number, limit: number): Promise<Check[]> {
  const rows = await trx.rows<CheckRow>(
    `select * from desk.exchange_check where submission_id = $1 and revision = $2
     order by answer is not distinct from 'agrees', line limit $3`,
    [submissionId, revision, limit],
  )
  return rows.map(checkOf)
}

export async function answerCheck(
  trx: Trx,
  { submissionId, revision, line, kind }: Key,
  given: { answer: NonNullable<Check['answer']>; field?: string | undefined; at: Instant },
): Promise<void> {
  await trx.rows(
    `update desk.exchange_check set answer = $5, field = $6, method = 'online', reason = null, tries = tries + 1,
       answered_at = to_timestamp($7::float8 / 1000)
     where submission_id = $1 and revision = $2 and line = $3 and kind = $4 and answer is null`,
    [submissionId, revision, line, kind, given.answer, given.field ?? null, given.at],
  )
}

/** 没有答复：asked again later. */
export async function postponeCheck(
  trx: Trx,
  { submissionId, revision, line, kind }: Key,
  reason: string,
  nextAt: Instant,
): Promise<void> {
  await trx.rows(
    `update desk.exchange_check set tries = tries + 1, reason = $5, next_at = to_timestamp($6::float8 / 1000)
     where submission_id = $1 and revision = $2 and line = $3 and kind = $4 and answer is null`,
    [submissionId, revision, line, kind, reason, nextAt],
  )
}

export interface ByHand {
  readonly answer: 'agrees' | 'differs'
  readonly note: Buffer
  readonly documentId: string
  readonly by: string
  readonly at: Instant
}

/** 由人核查。False where there is no such line, or it agreed already. */
export async function answerByHand(
  trx: Trx,
  at: Pick<Check, 'submissionId' | 'revision' | 'line'>,
  given: ByHand,
): Promise<boolean> {
  const rows = await trx.rows(
    `update desk.exchange_check set answer = $4, field = null, method = 'manual', note = $5, document_id = $6, by_person = $7,
       answered_at = to_timestamp($8::float8 / 1000), reason = null
     where submission_id = $1 and revision = $2 and line = $3 and answer is distinct from 'agrees' returning line`,
    [at.submissionId, at.revision, at.line, given.answer, given.note, given.documentId, given.by, given.at],
  )
  return rows.length > 0
}

interface CheckRow {
  submission_id: string
  revision: number
  line: number
  kind: 'identity' | 'creditCode'
  subject: Buffer
  answer: Check['answer'] | null
  field: string | null
  method: 'online' | 'manual' | null
  reason: string | null
  tries: number
  answered_at: Date | null
}

function checkOf(row: CheckRow): Check {
  return {
    ...{ submissionId: row.submission_id, revision: row.revision, line: row.line, kind: row.kind },
    ...{ subject: row.subject, answer: row.answer ?? undefined, field: row.field ?? undefined, tries: row.tries },
    ...{ method: row.method ?? undefined, reason: row.reason ?? undefined },
    answeredAt: row.answered_at?.getTime(),
  }
}
