import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import type { Vault } from '../ledger/vault.js'
import type { RefusedRow } from './kinds.js'
import { openJson, sealJson } from './voucher-body.js'

/** 一次回盘。 */
export interface StoredResult {
  readonly submissionId: string
  readonly part: number
  readonly documentId: string
  readonly rowsIn: number
  readonly paid: number
  readonly failed: number
  readonly refused: number
  readonly filed?: string | undefined
  readonly by: string
  readonly at: Instant
  readonly refusedRows: readonly RefusedRow[]
}

export async function insertResult(trx: Trx, vault: Vault, one: Omit<StoredResult, 'part'>): Promise<number> {
  const { submissionId, documentId, rowsIn, paid, failed, refused, filed, by, at, refusedRows } = one
  const [row] = await trx.rows<{ part: number }>(
    `insert into desk.payment_result (submission_id, part, document_id, rows_in, paid, failed, refused, filed_submission,
       by_person, at, body)
     select $1, coalesce(max(part), 0) + 1, $2, $3, $4, $5, $6, $7, $8, to_timestamp($9::float8 / 1000), $10
     from desk.payment_result where submission_id = $1 returning part`,
    [submissionId, documentId, rowsIn, paid, failed, refused, filed ?? null, by, at, sealJson(vault, refusedRows)],
  )
  return row!.part
}

interface Row {
  part: number
  document_id: string
  rows_in: number
  paid: number
  failed: number
  refused: number
  filed_submission: string | null
  by_person: string
  at: Date
  body: Buffer
}

/** 各批次的回盘，as counts. */
export async function answersOf(
  trx: Trx,
  submissionIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly answers: number; readonly paid: number; readonly failed: number }>> {
  const rows = await trx.rows<{ id: string; answers: number; paid: number; failed: number }>(
    `select submission_id as id, count(*)::int as answers, sum(paid)::int as paid, sum(failed)::int as failed
     from desk.payment_result where submission_id = any ($1::uuid[]) group by submission_id`,
    [submissionIds],
  )
  return new Map(rows.map(({ id, ...counts }) => [id, counts]))
}

export async function resultsOf(trx: Trx, vault: Vault, submissionId: string): Promise<StoredResult[]> {
  const rows = await trx.rows<Row>('select * from desk.payment_result where submission_id = $1 order by part', [
    submissionId,
  ])
  return rows.map((row) => ({
    ...{ submissionId, part: row.part, documentId: row.document_id, rowsIn: row.rows_in },
    ...{ paid: row.paid, failed: row.failed, refused: row.refused, filed: row.filed_submission ?? undefined },
    ...{ by: row.by_person, at: row.at.getTime() as Instant, refusedRows: openJson<RefusedRow[]>(vault, row.body) },
  }))
}
