import type { Trx } from '../db/database.js'
import type { Day } from '../kernel/day.js'
import type { SubmissionKind } from './kinds.js'

/** 采集用时：days from the day of the paper to the day it was entered, of submissions entered since a day. Nobody is named. */
export interface DelayOfKind {
  readonly agency: string
  readonly kind: SubmissionKind
  readonly submissions: number
  /** 当日、七日内、限内、超限。 */
  readonly sameDay: number
  readonly withinWeek: number
  readonly withinLimit: number
  readonly overLimit: number
  readonly median: number
  readonly longest: number
}

export interface Delayed {
  readonly submissionId: string
  readonly agency: string
  readonly kind: SubmissionKind
  readonly documentDay: Day
  readonly entered: Day
  readonly days: number
}

export interface DelayAsk {
  readonly agencies: readonly string[]
  readonly since: Day
  readonly limit: number
}

/**
 * One row for a submission: its first submitted revision, so that a return does not shorten what was late. The day is the one
 * stated at the counter, else that of receipt, else that of the filing itself.
 */
const DELAYS = `with first as (
  select distinct on (r.submission_id) s.submission_id, s.agency, s.kind, (r.entered_at at time zone 'Asia/Shanghai')::date as entered,
    coalesce(r.document_day, (r.received_at at time zone 'Asia/Shanghai')::date, r.business_day) as document_day
  from desk.revision r join desk.submission s using (submission_id)
  where r.submitted_at is not null and s.agency = any ($1::text[])
  order by r.submission_id, r.revision),
delay as (select *, greatest(entered - document_day, 0) as days from first where entered >= $2::date)`

/** 各机构各业务的分布。 */
export function delaysByKind(trx: Trx, { agencies, since, limit }: DelayAsk): Promise<DelayOfKind[]> {
  return trx.rows(
    `${DELAYS} select agency, kind, count(*)::int as submissions, count(*) filter (where days = 0)::int as "sameDay",
       count(*) filter (where days between 1 and least(7, $3))::int as "withinWeek",
       count(*) filter (where days > 7 and days <= $3)::int as "withinLimit",
       count(*) filter (where days > $3)::int as "overLimit",
       percentile_disc(0.5) within group (order by days) as median, max(days) as longest
     from delay group by agency, kind order by "overLimit" desc, longest desc, agency, kind`,
    [agencies, since, limit],
  )
}

/** 超过限度的，longest first. */
export function delayedOver(trx: Trx, { agencies, since, limit }: DelayAsk, most: number): Promise<Delayed[]> {
  return trx.rows(
    `${DELAYS} select submission_id as "submissionId", agency, kind, document_day::text as "documentDay",
       entered::text as entered, days
     from delay where days > $3 order by days desc, submission_id limit $4`,
    [agencies, since, limit, most],
  )
}
