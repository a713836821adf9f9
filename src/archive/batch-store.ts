import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'

/** 外包批次的存取。 */
export interface StoredBatch {
  readonly batchId: string
  readonly agency: string
  readonly number: string
  readonly agreementId: string
  readonly agreement: string
  readonly what: string
  readonly pagesOut: number
  readonly scanned: number
  readonly handedAt: Instant
  readonly isTaken: boolean
  readonly pagesIn?: number | undefined
  readonly isAccepted: boolean
}

export interface StoredPage {
  readonly page: number
  readonly documentId: string
  readonly digest: Buffer
  readonly scannedAt: Instant
  /** What the check of this very image said. */
  readonly agrees?: boolean | undefined
  /** 抽检所见，where something was written. */
  readonly note?: string | undefined
}

/** False where the agency has a batch of this number. */
export async function insertBatch(
  trx: Trx,
  one: Pick<StoredBatch, 'batchId' | 'agency' | 'number' | 'agreementId' | 'what' | 'pagesOut'> & {
    readonly by: string
    readonly at: Instant
  },
): Promise<boolean> {
  const made = await trx.rows(
    `insert into archive.batch (batch_id, agency, number, agreement_id, what, pages_out, handed_by, handed_at)
     values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::float8 / 1000)) on conflict do nothing returning batch_id`,
    [one.batchId, one.agency, one.number, one.agreementId, one.what, one.pagesOut, one.by, one.at],
  )
  return made.length === 1
}

const SELECT = `select b.*, a.number || ' ' || a.vendor as agreement,
    (select count(*)::int from archive.batch_page p where p.batch_id = b.batch_id) as scanned
  from archive.batch b join archive.agreement a on a.agreement_id = b.agreement_id`

export async function listBatches(trx: Trx, agencies: readonly string[], limit: number): Promise<StoredBatch[]> {
  const rows = await trx.rows<Row>(
    `${SELECT} where b.agency = any ($1::text[]) order by b.accepted_at is not null, b.handed_at desc limit $2`,
    [agencies, limit],
  )
  return rows.map(batchOf)
}

/** What lies open with the workers of these agreements. */
export async function openBatches(trx: Trx, agreementIds: readonly string[]): Promise<StoredBatch[]> {
  const rows = await trx.rows<Row>(
    `${SELECT} where b.agreement_id = any ($1::uuid[]) and b.accepted_at is null order by b.handed_at`,
    [agreementIds],
  )
  return rows.map(batchOf)
}

export async function findBatch(trx: Trx, batchId: string, lock = false): Promise<StoredBatch | undefined> {
  const rows = await trx.rows<Row>(`${SELECT} where b.batch_id = $1${lock ? ' for update of b' : ''}`, [batchId])
  return rows[0] && batchOf(rows[0])
}

export async function pagesOf(trx: Trx, batchId: string): Promise<StoredPage[]> {
  const rows = await trx.rows<Row>(
    `select p.*, c.agrees, nullif(c.note, '') as check_note from archive.batch_page p
     left join archive.batch_check c on c.batch_id = p.batch_id and c.page = p.page and c.digest = p.digest
     where p.batch_id = $1 order by p.page`,
    [batchId],
  )
  return rows.map((row) => ({
    page: row['page'] as number,
    documentId: row['document_id'] as string,
    digest: row['digest'] as Buffer,
    scannedAt: (row['scanned_at'] as Date).getTime() as Instant,
    agrees: (row['agrees'] as boolean | null) ?? undefined,
    note: (row['check_note'] as string | null) ?? undefined,
  }))
}

/** Scanned again before acceptance, the newer image stands; the check of the older one no longer counts. */
export async function putPage(
  trx: Trx,
  one: { batchId: string; page: number; documentId: string; digest: Buffer; by: string; at: Instant },
): Promise<void> {
  await trx.rows(
    `insert into archive.batch_page (batch_id, page, document_id, digest, scanned_by, scanned_at)
     values ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000))
     on conflict (batch_id, page) do update set document_id = excluded.document_id, digest = excluded.digest,
       scanned_by = excluded.scanned_by, scanned_at = excluded.scanned_at`,
    [one.batchId, one.page, one.documentId, one.digest, one.by, one.at],
  )
}

export async function setTaken(trx: Trx, batchId: string, count: number, by: string, at: Instant): Promise<void> {
  await trx.rows(
    `update archive.batch set taken_count = $2, taken_by = $3, taken_at = to_timestamp($4::float8 / 1000)
     where batch_id = $1`,
    [batchId, count, by, at],
  )
}

export async function setReturned(trx: Trx, batchId: string, count: number, by: string, at: Instant): Promise<void> {
  await trx.rows(
    `update archive.batch set pages_in = $2, received_by = $3, returned_at = to_timestamp($4::float8 / 1000)
     where batch_id = $1`,
    [batchId, count, by, at],
  )
}

export async function setAccepted(trx: Trx, batchId: string, by: string, at: Instant): Promise<void> {
  await trx.rows(
    `update archive.batch set accepted_by = $2, accepted_at = to_timestamp($3::float8 / 1000) where batch_id = $1`,
    [batchId, by, at],
  )
}

export async function insertCheck(
  trx: Trx,
  one: { batchId: string; page: number; digest: Buffer; agrees: boolean; note: string; by: string; at: Instant },
): Promise<boolean> {
  const made = await trx.rows(
    `insert into archive.batch_check (batch_id, page, digest, agrees, note, by_person, at)
     values ($1, $2, $3, $4, $5, $6, to_timestamp($7::float8 / 1000)) on conflict do nothing returning page`,
    [one.batchId, one.page, one.digest, one.agrees, one.note, one.by, one.at],
  )
  return made.length === 1
}

type Row = Record<string, unknown>

function batchOf(row: Row): StoredBatch {
  return {
    batchId: row['batch_id'] as string,
    agency: row['agency'] as string,
    number: row['number'] as string,
    agreementId: row['agreement_id'] as string,
    agreement: row['agreement'] as string,
    what: row['what'] as string,
    pagesOut: row['pages_out'] as number,
    scanned: row['scanned'] as number,
    handedAt: (row['handed_at'] as Date).getTime() as Instant,
    isTaken: row['taken_at'] !== null,
    pagesIn: (row['pages_in'] as number | null) ?? undefined,
    isAccepted: row['accepted_at'] !== null,
  }
}
