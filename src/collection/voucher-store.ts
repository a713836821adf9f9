import type { Trx } from '../db/database.js'
import { APPLIED_KINDS } from './kinds.js'

/** 凭证与未接受行的存取。Bodies are encrypted before they come here. */
export interface VoucherRow {
  readonly submissionId: string
  readonly revision: number
  readonly part: number
  readonly voucherId: string
  readonly lines: number
  readonly body: Buffer
  readonly bodyDigest: Buffer
}

export interface StoredVoucher extends VoucherRow {
  readonly postingId?: string | undefined
  readonly blocked?: Buffer | undefined
}

export async function insertVoucher(trx: Trx, made: VoucherRow): Promise<void> {
  await trx.rows(
    `insert into desk.voucher (submission_id, revision, part, voucher_id, lines, body, body_digest)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [made.submissionId, made.revision, made.part, made.voucherId, made.lines, made.body, made.bodyDigest],
  )
}

export async function findVoucher(
  trx: Trx,
  submissionId: string,
  revision: number,
  part: number,
): Promise<StoredVoucher | undefined> {
  const rows = await trx.rows<Row>(
    'select * from desk.voucher where submission_id = $1 and revision = $2 and part = $3',
    [submissionId, revision, part],
  )
  return rows[0] && voucherOf(rows[0])
}

/** These parts of these revisions, with their bodies. */
export async function findVouchers(
  trx: Trx,
  parts: readonly Pick<VoucherRow, 'submissionId' | 'revision' | 'part'>[],
): Promise<StoredVoucher[]> {
  const rows = await trx.rows<Row>(
    `select v.* from desk.voucher v
     join unnest($1::uuid[], $2::int[], $3::int[]) as asked (submission_id, revision, part)
       using (submission_id, revision, part)
     order by submission_id, revision, part`,
    [
      parts.map(({ submissionId }) => submissionId),
      parts.map(({ revision }) => revision),
      parts.map(({ part }) => part),
    ],
  )
  return rows.map(voucherOf)
}

/** Voucher ids of an earlier revision, by part: a resubmission keeps them. */
export async function voucherIdsOf(trx: Trx, submissionId: string): Promise<Map<number, string>> {
  const rows = await trx.rows<{ part: number; voucher_id: string }>(
    'select distinct on (part) part, voucher_id from desk.voucher where submission_id = $1 order by part, revision desc',
    [submissionId],
  )
  return new Map(rows.map(({ part, voucher_id }) => [part, voucher_id]))
}

export interface VoucherState {
  readonly submissionId: string
  readonly revision: number
  readonly part: number
  readonly posted: boolean
  readonly postingId?: string | undefined
  readonly blocked?: Buffer | undefined
}

/** Which vouchers of these submissions stand posted or blocked; bodies are not fetched. */
export async function voucherStates(trx: Trx, submissionIds: readonly string[]): Promise<VoucherState[]> {
  const rows = await trx.rows<{
    submission_id: string
    revision: number
    part: number
    posted: boolean
    posting_id: string | null
    blocked: Buffer | null
  }>(
    `select submission_id, revision, part, posting_id is not null as posted, posting_id, blocked
     from desk.voucher where submission_id = any ($1::uuid[]) order by submission_id, revision, part`,
    [submissionIds],
  )
  return rows.map(({ submission_id, posting_id, blocked, ...rest }) => ({
    ...rest,
    submissionId: submission_id,
    postingId: posting_id ?? undefined,
    blocked: blocked ?? undefined,
  }))
}

/**
 * Submissions whose newest revision was submitted and has vouchers neither posted nor blocked; parameters wait to be
 * applied. Of the small ones, or of those with more vouchers than that; in the order of their ids, behind one of them.
 */
export async function waitingSubmissions(
  trx: Trx,
  limit: number,
  of: { readonly most?: number; readonly above?: number; readonly after?: string | undefined } = {},
): Promise<string[]> {
  const rows = await trx.rows<{ submission_id: string }>(
    `select distinct v.submission_id from desk.voucher v join desk.revision r using (submission_id, revision)
     join desk.submission s using (submission_id)
     where s.kind <> all ($2::text[]) and v.posting_id is null and v.blocked is null and r.submitted_at is not null
       and ($3::int is null or r.vouchers <= $3) and ($4::int is null or r.vouchers > $4)
       and ($5::uuid is null or v.submission_id > $5)
       and not exists (select 1 from desk.revision n where n.submission_id = v.submission_id and n.revision > v.revision)
     order by v.submission_id limit $1`,
    [limit, [...APPLIED_KINDS], of.most ?? null, of.above ?? null, of.after ?? null],
  )
  return rows.map((row) => row.submission_id)
}

/** 记账 → 报送。 */
export async function submissionsOfPostings(trx: Trx, postings: readonly string[]): Promise<Map<string, string>> {
  const rows = await trx.rows<{ posting: string; submission: string }>(
    `select posting_id::text as posting, submission_id as submission from desk.voucher
     where posting_id = any ($1::bigint[])`,
    [postings],
  )
  return new Map(rows.map(({ posting, submission }) => [posting, submission]))
}

/** 凭证 → 记账号。 */
export async function setPostings(
  trx: Trx,
  posted: readonly { readonly voucher: VoucherRow; readonly postingId: string }[],
): Promise<void> {
  await trx.rows(
    `update desk.voucher v set posting_id = p.posting_id, blocked = null
     from unnest($1::uuid[], $2::int[], $3::int[], $4::bigint[]) as p (submission_id, revision, part, posting_id)
     where v.submission_id = p.submission_id and v.revision = p.revision and v.part = p.part`,
    [
      posted.map(({ voucher }) => voucher.submissionId),
      posted.map(({ voucher }) => voucher.revision),
      posted.map(({ voucher }) => voucher.part),
      posted.map(({ postingId }) => postingId),
    ],
  )
}

export async function setBlocked(
  trx: Trx,
  { submissionId, revision, part }: VoucherRow,
  blocked: Buffer,
): Promise<void> {
  await trx.rows(
    `update desk.voucher set blocked = $4
     where submission_id = $1 and revision = $2 and part = $3 and posting_id is null`,
    [submissionId, revision, part, blocked],
  )
}

/** 解除受阻：what blocked it is gone; it may be carried out again. */
export async function clearBlocked(trx: Trx, { submissionId, revision, part }: VoucherRow): Promise<void> {
  await trx.rows(
    `update desk.voucher set blocked = null
     where submission_id = $1 and revision = $2 and part = $3 and posting_id is null`,
    [submissionId, revision, part],
  )
}

export interface RefusedPart {
  readonly submissionId: string
  readonly revision: number
  readonly part: number
  readonly rows: number
  readonly body: Buffer
}

export async function insertRefusedPart(trx: Trx, made: RefusedPart): Promise<void> {
  await trx.rows(
    'insert into desk.refused_part (submission_id, revision, part, rows, body) values ($1, $2, $3, $4, $5)',
    [made.submissionId, made.revision, made.part, made.rows, made.body],
  )
}

export async function refusedParts(trx: Trx, submissionId: string, revision: number, most: number): Promise<Buffer[]> {
  const rows = await trx.rows<{ body: Buffer }>(
    'select body from desk.refused_part where submission_id = $1 and revision = $2 order by part limit $3',
    [submissionId, revision, most],
  )
  return rows.map((row) => row.body)
}

export async function countRefusedParts(trx: Trx, submissionId: string, revision: number): Promise<number> {
  const rows = await trx.rows<{ n: number }>(
    'select count(*)::int as n from desk.refused_part where submission_id = $1 and revision = $2',
    [submissionId, revision],
  )
  return rows[0]!.n
}

/** 一千行未接受的；undefined behind the last. */
export async function refusedPart(
  trx: Trx,
  submissionId: string,
  revision: number,
  part: number,
): Promise<Buffer | undefined> {
  const rows = await trx.rows<{ body: Buffer }>(
    'select body from desk.refused_part where submission_id = $1 and revision = $2 and part = $3',
    [submissionId, revision, part],
  )
  return rows[0]?.body
}

type Row = Record<string, unknown>

function voucherOf(row: Row): StoredVoucher {
  return {
    submissionId: row['submission_id'] as string,
    revision: row['revision'] as number,
    part: row['part'] as number,
    voucherId: row['voucher_id'] as string,
    lines: row['lines'] as number,
    body: row['body'] as Buffer,
    bodyDigest: row['body_digest'] as Buffer,
    postingId: (row['posting_id'] as string | null) ?? undefined,
    blocked: (row['blocked'] as Buffer | null) ?? undefined,
  }
}
