import type { Trx } from '../db/database.js'

/** 已记账的一份凭证及其所依。 */
export interface PostedVoucher {
  readonly submissionId: string
  readonly revision: number
  readonly part: number
  readonly voucherId: string
  readonly postingId: string
  readonly kind: string
  readonly agency: string
  readonly lines: number
  readonly documentId: string | null
  readonly summary: Buffer
}

/** 已记账的凭证，in the order of posting after a place: read a page at a time. */
export async function postedVouchers(
  trx: Trx,
  agencies: readonly string[],
  after: string,
  limit: number,
): Promise<PostedVoucher[]> {
  return trx.rows<PostedVoucher>(
    `select v.submission_id as "submissionId", v.revision, v.part, v.voucher_id as "voucherId",
       v.posting_id as "postingId", s.kind, s.agency, v.lines, r.document_id as "documentId", r.summary
     from desk.voucher v join desk.submission s using (submission_id)
     join desk.revision r on r.submission_id = v.submission_id and r.revision = v.revision
     where v.posting_id > $2::bigint and s.agency = any ($1::text[]) order by v.posting_id limit $3`,
    [agencies, after, limit],
  )
}
