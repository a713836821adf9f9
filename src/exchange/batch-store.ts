import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { Matter } from './matters.js'

/** 批次的存取。 */
export interface Batch {
  readonly batchId: string
  readonly partner: string
  readonly matter: Matter
  readonly number: number
  readonly agency: string
  readonly agreement: string
  readonly basis: string
  readonly from: Day
  readonly through: Day
  readonly rowsIn: number
  readonly total: number
  readonly digest: Buffer
  readonly documentId: string
  readonly channel: 'desk' | 'wire'
  readonly receivedBy?: string | undefined
  readonly receivedAt: number
  readonly expectedOn?: Day | undefined
  readonly lateDays: number
  readonly rowsDone: number
  readonly matched: number
  readonly differing: number
  readonly refused: number
  readonly finishedAt?: number | undefined
}

export type NewBatch = Omit<Batch, 'rowsDone' | 'matched' | 'differing' | 'refused' | 'finishedAt'>

export interface Counted {
  readonly matched: number
  readonly differing: number
  readonly refused: number
}

/** False where this number is there already: whoever was first has it. */
export async function insertBatch(trx: Trx, one: NewBatch): Promise<boolean> {
  const rows = await trx.rows(
    `insert into desk.exchange_batch (batch_id, partner, matter, number, agency, agreement, basis, period_from,
       period_through, rows_in, total, digest, document_id, channel, received_by, received_at, expected_on, late_days)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, to_timestamp($16::float8 / 1000), $17, $18)
     on conflict do nothing returning batch_id`,
    [
      ...[one.batchId, one.partner, one.matter, one.number, one.agency, one.agreement, one.basis, one.from],
      ...[one.through, one.rowsIn, one.total, one.digest, one.documentId, one.channel, one.receivedBy ?? null],
      ...[one.receivedAt, one.expectedOn ?? null, one.lateDays],
    ],
  )
  return rows.length === 1
}

export async function findBatch(trx: Trx, batchId: string): Promise<Batch | undefined> {
  const rows = await trx.rows<BatchRow>('select * from desk.exchange_batch where batch_id = $1', [batchId])
  return rows[0] && batchOf(rows[0])
}

/** The batch of this number, and the newest number of the matter. */
export async function numbersOf(trx: Trx, partner: string, matter: Matter, number: number) {
  const rows = await trx.rows<BatchRow>(
    `select * from desk.exchange_batch where partner = $1 and matter = $2 and number = $3`,
    [partner, matter, number],
  )
  const last = await trx.rows<{ number: number | null; day: Date | null }>(
    `select max(number) as number, max(received_at) as day from desk.exchange_batch where partner = $1 and matter = $2`,
    [partner, matter],
  )
  return { same: rows[0] && batchOf(rows[0]), last: last[0]?.number ?? 0, lastAt: last[0]?.day?.getTime() }
}

/** How many came by wire since then. */
export async function postedSince(trx: Trx, partner: string, since: Instant): Promise<number> {
  const rows = await trx.rows<{ n: number }>(
    `select count(*)::int as n from desk.exchange_batch
     where partner = $1 and channel = 'wire' and received_at > to_timestamp($2::float8 / 1000)`,
    [partner, since],
  )
  return rows[0]!.n
}

/** Newest first, of these agencies. */
export async function listBatches(trx: Trx, agencies: readonly string[], limit: number): Promise<Batch[]> {
  const rows = await trx.rows<BatchRow>(
    'select * from desk.exchange_batch where agency = any ($1::text[]) order by received_at desc limit $2',
    [agencies, limit],
  )
  return rows.map(batchOf)
}

export async function nextUnfinished(trx: Trx): Promise<Batch | undefined> {
  const rows = await trx.rows<BatchRow>(
    'select * from desk.exchange_batch where finished_at is null order by received_at, batch_id limit 1',
  )
  return rows[0] && batchOf(rows[0])
}

/** Locks the batch and says how far it is; whoever works on it is alone. */
export async function lockedProgress(trx: Trx, batchId: string): Promise<Batch | undefined> {
  const rows = await trx.rows<BatchRow>(
    'select * from desk.exchange_batch where batch_id = $1 and finished_at is null for update skip locked',
    [batchId],
  )
  return rows[0] && batchOf(rows[0])
}

export async function addProgress(trx: Trx, batchId: string, rows: number, counted: Counted): Promise<void> {
  await trx.rows(
    `update desk.exchange_batch set rows_done = rows_done + $2, matched = matched + $3, differing = differing + $4,
       refused = refused + $5 where batch_id = $1`,
    [batchId, rows, counted.matched, counted.differing, counted.refused],
  )
}

export async function finishBatch(trx: Trx, batchId: string, at: Instant): Promise<void> {
  await trx.rows('update desk.exchange_batch set finished_at = to_timestamp($2::float8 / 1000) where batch_id = $1', [
    batchId,
    at,
  ])
}

export async function insertRefusedPart(trx: Trx, batchId: string, part: number, rows: number, body: Buffer) {
  await trx.rows('insert into desk.exchange_refused (batch_id, part, rows, body) values ($1, $2, $3, $4)', [
    ...[batchId, part, rows, body],
  ])
}

export async function refusedPartsOf(trx: Trx, batchId: string, limit: number): Promise<Buffer[]> {
  const rows = await trx.rows<{ body: Buffer }>(
    'select body from desk.exchange_refused where batch_id = $1 order by part limit $2',
    [batchId, limit],
  )
  return rows.map(({ body }) => body)
}

export interface Rejection {
  readonly rejectionId: string
  readonly partner: string
  readonly digest: Buffer
  readonly channel: 'desk' | 'wire'
  readonly code: string
  readonly says: { readonly zh: string; readonly en: string }
  readonly by?: string | undefined
  readonly agency: string
  readonly at: number
}

export async function insertRejection(trx: Trx, one: Rejection): Promise<void> {
  await trx.rows(
    `insert into desk.exchange_rejection (rejection_id, partner, digest, channel, code, says, by_person, agency, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, to_timestamp($9::float8 / 1000))`,
    [
      ...[one.rejectionId, one.partner, one.digest, one.channel, one.code, JSON.stringify(one.says)],
      ...[one.by ?? null, one.agency, one.at],
    ],
  )
}

export async function listRejections(trx: Trx, agencies: readonly string[], limit: number): Promise<Rejection[]> {
  const rows = await trx.rows<Record<string, never>>(
    'select * from desk.exchange_rejection where agency = any ($1::text[]) order by at desc limit $2',
    [agencies, limit],
  )
  return rows.map((row: Record<string, unknown>) => ({
    ...{ rejectionId: row['rejection_id'] as string, partner: row['partner'] as string, code: row['code'] as string },
    ...{ digest: row['digest'] as Buffer, channel: row['channel'] as 'desk', says: row['says'] as Rejection['says'] },
    ...{ agency: row['agency'] as string, at: (row['at'] as Date).getTime() },
    by: (row['by_person'] as string | null) ?? undefined,
  }))
}

interface BatchRow {
  batch_id: string
  partner: string
  matter: Matter
  number: number
  agency: string
  agreement: string
  basis: string
  period_from: Day
  period_through: Day
  rows_in: number
  total: string
  digest: Buffer
  document_id: string
  channel: 'desk' | 'wire'
  received_by: string | null
  received_at: Date
  expected_on: Day | null
  late_days: number
  rows_done: number
  matched: number
  differing: number
  refused: number
  finished_at: Date | null
}

function batchOf(row: BatchRow): Batch {
  return {
    ...{ batchId: row.batch_id, partner: row.partner, matter: row.matter, number: row.number, agency: row.agency },
    ...{ agreement: row.agreement, basis: row.basis, from: row.period_from, through: row.period_through },
    ...{ rowsIn: row.rows_in, total: Number(row.total), digest: row.digest, documentId: row.document_id },
    ...{ channel: row.channel, receivedBy: row.received_by ?? undefined, receivedAt: row.received_at.getTime() },
    ...{ expectedOn: row.expected_on ?? undefined, lateDays: row.late_days, rowsDone: row.rows_done },
    ...{ matched: row.matched, differing: row.differing, refused: row.refused },
    finishedAt: row.finished_at?.getTime(),
  }
}
