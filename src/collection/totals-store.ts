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

export function openTasks(
  trx: Trx,
  agencies: readonly string[],
): Promise<{ agency: string; kind: string; n: number }[]> {
  return trx.rows(
    `select agency, kind, count(*)::int as n from desk.task
     where agency = any ($1::text[]) and closed_at is null group by 1, 2 order by 1, 2`,
    [agencies],
  )
}
