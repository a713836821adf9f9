import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'

/** 原始资料目录的存取。 */
export interface Document {
  readonly documentId: string
  readonly digest: Buffer
  readonly size: number
  readonly mediaType: string
  readonly kind: string
  readonly agency: string
  readonly receivedAt: Instant
}

interface DocumentRow {
  document_id: string
  digest: Buffer
  size: string
  media_type: string
  kind: string
  agency: string
  received_at: Date
}

export async function insertDocument(trx: Trx, document: Document): Promise<void> {
  const { documentId, digest, size, mediaType, kind, agency, receivedAt } = document
  await trx.rows(
    `insert into archive.document (document_id, digest, size, media_type, kind, agency, received_at)
     values ($1, $2, $3, $4, $5, $6, to_timestamp($7::float8 / 1000))`,
    [documentId, digest, size, mediaType, kind, agency, receivedAt],
  )
}

export async function findDocument(trx: Trx, documentId: string): Promise<Document | undefined> {
  const rows = await trx.rows<DocumentRow>('select * from archive.document where document_id = $1', [documentId])
  return rows[0] && documentOf(rows[0])
}

export async function findByDigest(trx: Trx, agency: string, digest: Buffer): Promise<Document | undefined> {
  const rows = await trx.rows<DocumentRow>(
    'select * from archive.document where digest = $2 and agency = $1 order by received_at limit 1',
    [agency, digest],
  )
  return rows[0] && documentOf(rows[0])
}

function documentOf(row: DocumentRow): Document {
  return {
    documentId: row.document_id,
    digest: row.digest,
    size: Number(row.size),
    mediaType: row.media_type,
    kind: row.kind,
    agency: row.agency,
    receivedAt: row.received_at.getTime() as Instant,
  }
}
