import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import type { SubmissionKind } from './kinds.js'
import type { ListedAt, Submission } from './submission-store.js'
import { inOrder, NEWEST, RETURNED, WITHDRAWN } from './work-list-store.js'

/** 谁在找未用印的：of one agency, of some kinds where they are named, not handled by whoever asks. */
export interface UnstampedAsked {
  readonly agency: string
  readonly kinds?: readonly SubmissionKind[] | undefined
  /** 本人的各个编号. */
  readonly people: readonly string[]
}

/**
 * 未用印而办结的，一页：returned, or posted whole; oldest first. Whether a change of what was stored still waits for its re-check
 * is known from the ledger, so the caller asks for the state once more.
 */
export async function unstampedSubmissions(
  trx: Trx,
  { agency, kinds, people }: UnstampedAsked,
  after: ListedAt | undefined,
  limit: number,
): Promise<Submission[]> {
  return inOrder(
    trx,
    `select s.submission_id from desk.submission s join ${NEWEST}
     where s.agency = $1 and s.stamped_at is null and ($2::text[] is null or s.kind = any ($2))
       and ($4::float8 is null or (s.made_at, s.submission_id) > (to_timestamp($4::float8 / 1000), $5::uuid))
       and r.submitted_at is not null and not ${WITHDRAWN}
       and (${RETURNED} or (r.vouchers > 0 and not exists (select 1 from desk.voucher v
         where v.submission_id = r.submission_id and v.revision = r.revision and v.posting_id is null)))
       and r.entered_by <> all ($3::bigint[]) and not exists (select 1 from desk.review_step t
         where t.submission_id = r.submission_id and t.revision = r.revision and t.by_person = any ($3::bigint[]))
     order by s.made_at, s.submission_id limit $6`,
    [agency, kinds ?? null, people, after?.madeAt ?? null, after?.submissionId ?? null, limit],
  )
}

/** 记下已用印。 */
export async function markStamped(trx: Trx, submissionId: string, at: Instant): Promise<void> {
  await trx.rows('update desk.submission set stamped_at = to_timestamp($2::float8 / 1000) where submission_id = $1', [
    submissionId,
    at,
  ])
}
