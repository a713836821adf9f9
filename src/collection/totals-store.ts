import type { Trx } from '../db/database.js'

/** 汇总所用的读取。Counts and days only: nothing here names a person, an employer or an amount of one. */

export interface MonthOfWork {
  readonly agency: string
  readonly month: string
  readonly submissions: number
  readonly rows_in: number
  readonly refused: number
  readonly posted: number
  readonly returned: number
  readonly days: number | null
}

/** 各机构逐月的报送：rows taken and refused, vouchers posted, returns, and mean days from entry to the last review. */
export function monthsOfWork(trx: Trx, agencies: readonly string[], since: string): Promise<MonthOfWork[]> {
  return trx.rows(
    `select s.agency, to_char(r.entered_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month,
       count(*)::int as submissions, sum(r.rows_in)::int as rows_in, sum(r.refused)::int as refused,
       count(*) filter (where exists (select 1 from desk.voucher v where v.submission_id = r.submission_id
         and v.revision = r.revision and v.posting_id is not null))::int as posted,
       coalesce(sum(w.returned), 0)::int as returned,
       avg(extract(epoch from w.last - r.entered_at) / 86400)::float8 as days
     from desk.revision r join desk.submission s using (submission_id)
     left join lateral (select max(t.at) as last, count(*) filter (where t.verdict = 'returned') as returned
       from desk.review_step t where t.submission_id = r.submission_id and t.revision = r.revision) w on true
     where s.agency = any ($1::text[]) and r.entered_at >= $2::date
     group by 1, 2 order by 2 desc, 1`,
    [agencies, since],
  )
}

/** 一个数目之后的报送：of one agency and month, what was counted, the newest first. */
export interface CountedSubmission {
  readonly id: string
  readonly kind: string
  readonly at: Date
  readonly rows: number
  readonly refused: number
  readonly returned: number
  readonly posted: boolean
}
export type Counted = 'submissions' | 'refused' | 'returned' | 'posted'

export function submissionsOfMonth(
  trx: Trx,
  { agency, month, what, limit }: { agency: string; month: string; what: Counted; limit: number },
): Promise<(CountedSubmission & { total: number })[]> {
  return trx.rows(
    `with counted as (
       select s.submission_id as id, s.kind, r.entered_at as at, r.rows_in as rows, r.refused,
         (select count(*)::int from desk.review_step t where t.submission_id = r.submission_id
           and t.revision = r.revision and t.verdict = 'returned') as returned,
         exists (select 1 from desk.voucher v where v.submission_id = r.submission_id
           and v.revision = r.revision and v.posting_id is not null) as posted
       from desk.revision r join desk.submission s using (submission_id)
       where s.agency = $1 and to_char(r.entered_at at time zone 'Asia/Shanghai', 'YYYY-MM') = $2)
     select *, count(*) over ()::int as total from counted
     where case $3 when 'refused' then refused > 0 when 'returned' then returned > 0 when 'posted' then posted else true end
     order by at desc, id limit $4`,
    [agency, month, what, limit],
  )
}

/** 一个数目之后的任务，the oldest first. */
export function tasksCounted(
  trx: Trx,
  { agency, kind, limit }: { agency: string; kind: string; limit: number },
): Promise<{ id: string | null; at: Date; total: number }[]> {
  return trx.rows(
    `select submission_id as id, opened_at as at, count(*) over ()::int as total from desk.task
     where agency = $1 and kind = $2 and closed_at is null order by opened_at, task_id limit $3`,
    [agency, kind, limit],
  )
}

export function openTasks(
  trx: Trx,
  agencies: readonly string[],
): Promise<{ agency: string; kind: string; n: number }[]> {
  return trx.rows(
    `select agency, kind, count(*)::int as n from desk.task
     where agency = any ($1::text[]) and closed_at is null
       and (person_id is null or ledger.protected_among(array[person_id]) = '{}')
     group by 1, 2 order by 1, 2`,
    [agencies],
  )
}
