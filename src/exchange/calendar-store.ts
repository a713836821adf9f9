import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { Matter } from './matters.js'

/** 交换日历的汇总：counts only, of nobody. */
export interface PartnerTotals {
  readonly partner: string
  readonly matter: Matter
  readonly lastAt: number
  readonly batches: number
  readonly rows: number
  readonly matched: number
  readonly differing: number
  readonly late: number
}

export async function partnerTotals(trx: Trx): Promise<PartnerTotals[]> {
  const rows = await trx.rows<Record<string, string> & { matter: Matter; last: Date }>(
    `select partner, matter, max(received_at) as last, count(*) as batches, sum(rows_done) as rows,
       sum(matched) as matched, sum(differing) as differing, count(*) filter (where late_days > 0) as late
     from desk.exchange_batch group by partner, matter order by partner, matter`,
  )
  return rows.map((row) => ({
    ...{ partner: row['partner']!, matter: row.matter, lastAt: row.last.getTime() },
    ...{ batches: Number(row['batches']), rows: Number(row['rows']), matched: Number(row['matched']) },
    ...{ differing: Number(row['differing']), late: Number(row['late']) },
  }))
}

export interface AgeTotals {
  readonly agency: string
  readonly open: number
  readonly overdue: number
  readonly oldest: Day | undefined
  readonly closed: number
}

export async function differenceAges(trx: Trx, agencies: readonly string[], today: Day): Promise<AgeTotals[]> {
  const rows = await trx.rows<{ agency: string; open: number; overdue: number; oldest: Day | null; closed: number }>(
    `select agency, count(*) filter (where closed_at is null)::int as open,
       count(*) filter (where closed_at is null and due_day < $2::date)::int as overdue,
       min((received_at at time zone 'Asia/Shanghai')::date) filter (where closed_at is null) as oldest,
       count(*) filter (where closed_at is not null)::int as closed
     from desk.exchange_difference where agency = any ($1::text[]) group by agency order by agency`,
    [agencies, today],
  )
  return rows.map(({ oldest, ...row }) => ({ ...row, oldest: oldest ?? undefined }))
}

/** False where it was noticed before. */
export async function insertMissed(
  trx: Trx,
  one: { partner: string; matter: Matter; dueDay: Day; at: Instant; taskId: string },
): Promise<boolean> {
  const rows = await trx.rows(
    `insert into desk.exchange_missed (partner, matter, due_day, noticed_at, task_id)
     values ($1, $2, $3, to_timestamp($4::float8 / 1000), $5) on conflict do nothing returning task_id`,
    [one.partner, one.matter, one.dueDay, one.at, one.taskId],
  )
  return rows.length === 1
}
