import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'

/** 查毒结果的存取。 */
export type Verdict = 'clean' | 'waiting' | 'notScanned' | 'infected'

export interface Scan {
  readonly documentId: string
  readonly scanId: string
  readonly verdict: Verdict
  readonly found?: string | undefined
  readonly at: Instant
}

export async function insertScan(trx: Trx, { documentId, scanId, verdict, found, at }: Scan): Promise<void> {
  await trx.rows(
    `insert into archive.scan (document_id, scan_id, verdict, found, at)
     values ($1, $2, $3, $4, to_timestamp($5::float8 / 1000))`,
    [documentId, scanId, verdict, found ?? null, at],
  )
}

/** The last word on a paper; a paper of the time before there was a scanner has none. */
export async function lastVerdict(trx: Trx, documentId: string): Promise<Verdict | undefined> {
  const rows = await trx.rows<{ verdict: Verdict }>(
    'select verdict from archive.scan where document_id = $1 order by scan_id desc limit 1',
    [documentId],
  )
  return rows[0]?.verdict
}

/** What waits to be scanned, oldest first. */
export async function waitingPapers(trx: Trx, limit: number): Promise<string[]> {
  const rows = await trx.rows<{ document_id: string }>(
    `select document_id from (
       select distinct on (document_id) document_id, verdict, scan_id from archive.scan order by document_id, scan_id desc
     ) last where verdict = 'waiting' order by scan_id limit $1`,
    [limit],
  )
  return rows.map((row) => row.document_id)
}

export async function countByVerdict(trx: Trx): Promise<Record<Verdict, number>> {
  const rows = await trx.rows<{ verdict: Verdict; n: number }>(
    `select verdict, count(*)::int as n from (
       select distinct on (document_id) verdict from archive.scan order by document_id, scan_id desc
     ) last group by verdict`,
  )
  return { clean: 0, waiting: 0, notScanned: 0, infected: 0, ...Object.fromEntries(rows.map((r) => [r.verdict, r.n])) }
}

export async function insertRefusedPaper(
  trx: Trx,
  refused: { refusalId: string; agency: string; digest: Buffer; size: number; found: string; at: Instant },
): Promise<void> {
  const { refusalId, agency, digest, size, found, at } = refused
  await trx.rows(
    `insert into archive.refused_paper (refusal_id, agency, digest, size, found, at)
     values ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000))`,
    [refusalId, agency, digest, size, found, at],
  )
}
