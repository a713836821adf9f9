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
  /** 销毁案的编号，once it was lawfully destroyed. */
  readonly destroyedBy?: string | undefined
}

interface DocumentRow {
  document_id: string
  digest: Buffer
  size: string
  media_type: string
  kind: string
  agency: string
  received_at: Date
  destroyed_by: string | null
}

const SELECT = `select d.*, c.number as destroyed_by from archive.document d
  left join archive.destroyed x on x.document_id = d.document_id
  left join archive.destruction c on c.case_id = x.case_id`

export async function insertDocument(trx: Trx, document: Document): Promise<void> {
  const { documentId, digest, size, mediaType, kind, agency, receivedAt } = document
  await trx.rows(
    `insert into archive.document (document_id, digest, size, media_type, kind, agency, received_at)
     values ($1, $2, $3, $4, $5, $6, to_timestamp($7::float8 / 1000))`,
    [documentId, digest, size, mediaType, kind, agency, receivedAt],
  )
}

export async function findDocument(trx: Trx, documentId: string): Promise<Document | undefined> {
  const rows = await trx.rows<DocumentRow>(`${SELECT} where d.document_id = $1`, [documentId])
  return rows[0] && documentOf(rows[0])
}

/** Several at once; what is not listed is left out. */
export async function findDocuments(trx: Trx, documentIds: readonly string[]): Promise<Document[]> {
  const rows = await trx.rows<DocumentRow>(`${SELECT} where d.document_id = any ($1::uuid[])`, [documentIds])
  return rows.map(documentOf)
}

export async function findByDigest(trx: Trx, agency: string, digest: Buffer): Promise<Document | undefined> {
  const rows = await trx.rows<DocumentRow>(
    `${SELECT} where d.digest = $2 and d.agency = $1 and x.document_id is null order by d.received_at limit 1`,
    [agency, digest],
  )
  return rows[0] && documentOf(rows[0])
}

/** 核验所看的一份：whether its file must be there. */
export interface ListedDocument extends Document {
  /** 另有一份同样的资料在册：the file is kept for that one. */
  readonly isShared: boolean
  /** 查出带毒而未存的. */
  readonly isInfected: boolean
}

/** 在册的资料，in the order of their numbers, from behind one of them. */
export async function documentsAfter(trx: Trx, after: string, most: number): Promise<ListedDocument[]> {
  const rows = await trx.rows<DocumentRow & { is_shared: boolean; is_infected: boolean }>(
    `select d.*, c.number as destroyed_by,
       exists (select 1 from archive.document o where o.digest = d.digest and o.document_id <> d.document_id
         and not exists (select 1 from archive.destroyed y where y.document_id = o.document_id)) as is_shared,
       exists (select 1 from archive.scan s where s.document_id = d.document_id and s.verdict = 'infected') as is_infected
     from archive.document d
     left join archive.destroyed x on x.document_id = d.document_id
     left join archive.destruction c on c.case_id = x.case_id
     where $1 = '' or d.document_id > nullif($1, '')::uuid order by d.document_id limit $2`,
    [after, most],
  )
  return rows.map((row) => ({ ...documentOf(row), isShared: row.is_shared, isInfected: row.is_infected }))
}

export async function countDocuments(trx: Trx): Promise<number> {
  const rows = await trx.rows<{ n: number }>('select count(*)::int as n from archive.document')
  return rows[0]!.n
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
    destroyedBy: row.destroyed_by ?? undefined,
  }
}
