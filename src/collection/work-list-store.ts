import type { Trx } from '../db/database.js'
import { findSubmissions, type ListedAt, type Submission } from './submission-store.js'

/** 在办清单的存取。Of each submission only its newest revision counts: what was returned or filed anew is over. */
export const NEWEST = `desk.revision r on r.submission_id = s.submission_id and not exists (
  select 1 from desk.revision n where n.submission_id = r.submission_id and n.revision > r.revision)`
/** Whatever is not posted has a voucher that is not, and there is an index of those. */
const WAITING = '(select v.submission_id from desk.voucher v where v.posting_id is null)'
export const RETURNED = `exists (select 1 from desk.review_step t where t.submission_id = r.submission_id
  and t.revision = r.revision and t.verdict = 'returned')`
export const WITHDRAWN = `exists (select 1 from desk.case_act a where a.submission_id = r.submission_id
  and a.revision = r.revision and a.act = 'withdrawn')`

const AWAITS_PAPERS = `coalesce((select a.act from desk.case_act a where a.submission_id = r.submission_id
  and a.revision = r.revision and a.act in ('papersRequested', 'papersReceived') order by a.at desc limit 1) = 'papersRequested', false)`

/**
 * 在办的，一页：submitted, neither returned nor withdrawn, with vouchers not yet posted; that came to this agency, or whose
 * route or escalation brings a step to it. Oldest first.
 */
export async function openSubmissions(
  trx: Trx,
  { agency, isCity }: { readonly agency: string; readonly isCity: boolean },
  after: ListedAt | undefined,
  limit: number,
): Promise<Submission[]> {
  return inOrder(
    trx,
    `select s.submission_id from desk.submission s join ${NEWEST}
     where s.submission_id in ${WAITING}
       and r.submitted_at is not null and not ${RETURNED} and not ${WITHDRAWN}
       and exists (select 1 from desk.voucher v where v.submission_id = r.submission_id and v.revision = r.revision
         and v.posting_id is null)
       and (s.agency = $1 or r.route like '%:' || $1 || '%' or ($2 and r.route like '%:city%')
         or exists (select 1 from desk.case_act a where a.submission_id = s.submission_id and a.to_agency = $1))
       and ($4::float8 is null or (s.made_at, s.submission_id) > (to_timestamp($4::float8 / 1000), $5::uuid))
     order by s.made_at, s.submission_id limit $3`,
    [agency, isCity, limit, after?.madeAt ?? null, after?.submissionId ?? null],
  )
}

/** 谁的待续办：the numbers of one person, who may be of the front desk. */
export interface GoesOn {
  readonly agency: string
  readonly people: readonly string[]
  readonly isFrontDesk: boolean
}

/**
 * 待续办的：drafts, what was returned, withdrawn or could not be posted, of this person; at the front desk also of those who
 * left the agency, and whatever waits for papers. However many others were filed since. Oldest first.
 */
export async function unfinishedSubmissions(
  trx: Trx,
  { agency, people, isFrontDesk }: GoesOn,
  limit: number,
): Promise<Submission[]> {
  return inOrder(
    trx,
    `select s.submission_id from desk.submission s join ${NEWEST} where s.submission_id in ${WAITING} and ((
         (r.entered_by = any ($2::bigint[]) or ($3 and s.agency = $1 and exists (
           select 1 from desk.departure d where d.person_id = r.entered_by)))
         and (r.submitted_at is null or ${RETURNED} or ${WITHDRAWN} or exists (
           select 1 from desk.voucher v where v.submission_id = r.submission_id and v.revision = r.revision
             and v.posting_id is null and v.blocked is not null)))
       or ($3 and s.agency = $1 and ${AWAITS_PAPERS} and not ${RETURNED} and not ${WITHDRAWN}))
     order by s.made_at, s.submission_id limit $4`,
    [agency, people, isFrontDesk, limit],
  )
}

/** 单位的待续办：whoever of it entered them, or filed them for it at a counter. Oldest first. */
export async function unfinishedOfEmployer(trx: Trx, employerId: string, limit: number): Promise<Submission[]> {
  return inOrder(
    trx,
    `select s.submission_id from desk.submission s join ${NEWEST} where s.employer_id = $1
       and s.submission_id in ${WAITING} and not ${WITHDRAWN}
       and (r.submitted_at is null or ${RETURNED} or ${AWAITS_PAPERS} or exists (
         select 1 from desk.voucher v where v.submission_id = r.submission_id and v.revision = r.revision
           and v.posting_id is null and v.blocked is not null))
     order by s.made_at, s.submission_id limit $2`,
    [employerId, limit],
  )
}

/** 依查得的先后取齐。 */
export async function inOrder(trx: Trx, sql: string, values: readonly unknown[]): Promise<Submission[]> {
  const rows = await trx.rows<{ submission_id: string }>(sql, [...values])
  const ids = rows.map(({ submission_id }) => submission_id)
  const found = new Map((await findSubmissions(trx, ids)).map((one) => [one.submissionId, one]))
  return ids.flatMap((id) => found.get(id) ?? [])
}
