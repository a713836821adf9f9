import type { Trx } from '../db/database.js'

/** 凭证所依据的原始资料：the documents behind a voucher, by their ids in the archive. */
export async function documentIdsOf(trx: Trx, voucherIds: readonly string[]): Promise<Map<string, string[]>> {
  if (voucherIds.length === 0) return new Map()
  const rows = await trx.rows<{ voucher_id: string; document_id: string }>(
    `select v.voucher_id, r.document_id from desk.voucher v
     join desk.revision r on r.submission_id = v.submission_id and r.revision = v.revision
     where v.voucher_id = any ($1::uuid[]) and r.document_id is not null`,
    [voucherIds],
  )
  const documents = new Map<string, string[]>()
  for (const { voucher_id, document_id } of rows) {
    documents.set(voucher_id, [...(documents.get(voucher_id) ?? []), document_id])
  }
  return documents
}

/** 某份资料所支撑的凭证，and the submissions they stand in. */
export async function vouchersOnPapers(
  trx: Trx,
  documentIds: readonly string[],
): Promise<{ documentId: string; submissionId: string; revision: number; voucherId: string; part: number }[]> {
  if (documentIds.length === 0) return []
  return trx.rows(
    `select r.document_id as "documentId", v.submission_id as "submissionId", v.revision, v.voucher_id as "voucherId", v.part
     from desk.revision r join desk.voucher v on v.submission_id = r.submission_id and v.revision = r.revision
     where r.document_id = any ($1::uuid[]) order by v.submission_id, v.revision, v.part`,
    [documentIds],
  )
}
