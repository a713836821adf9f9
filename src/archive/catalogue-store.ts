import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'

/** 目录的查找。 */
export interface CatalogueFilter {
  readonly agencies: readonly string[]
  readonly number?: string | undefined
  readonly place?: string | undefined
  readonly kind?: string | undefined
  readonly digest?: string | undefined
  readonly ids?: readonly string[] | undefined
  readonly receivedBefore?: string | undefined
  /** 材料类别：only papers filed under one of these, by the general table or another law. */
  readonly materials?: readonly string[] | undefined
}

/** 目录的次序：the newest first, or the oldest that are still there, behind a paper. */
export type CatalogueOrder = 'newest' | { readonly oldestAfter?: CatalogueEntry | undefined }

export interface CatalogueEntry {
  readonly documentId: string
  readonly kind: string
  readonly mediaType: string
  readonly size: number
  readonly digest: string
  readonly agency: string
  readonly receivedAt: Instant
  readonly madeOn: string
  readonly material?: string | undefined
  readonly special?: string | undefined
  readonly archiveNumber?: string | undefined
  readonly place?: string | undefined
  readonly scan?: string | undefined
  readonly destroyedBy?: string | undefined
  readonly lent: boolean
}

/** Newest first. Text is found anywhere in a number or place, taken as it is written. */
export async function findPapers(
  trx: Trx,
  filter: CatalogueFilter,
  most: number,
  order: CatalogueOrder = 'newest',
): Promise<CatalogueEntry[]> {
  const { agencies, number, place, kind, digest, ids, receivedBefore, materials } = filter
  const after = order === 'newest' ? undefined : order.oldestAfter
  const rows = await trx.rows<Row>(
    `select d.*, (d.received_at at time zone 'Asia/Shanghai')::date as made_on, h.material, h.special,
       h.archive_number, h.place, c.number as destroyed_by,
       (select s.verdict from archive.scan s where s.document_id = d.document_id order by s.scan_id desc limit 1) as scan,
       exists (select 1 from archive.loan l
         where l.agency = d.agency and l.archive_number = h.archive_number and l.returned_at is null) as lent
     from archive.document d
     left join archive.holding h on h.document_id = d.document_id
     left join archive.destroyed x on x.document_id = d.document_id
     left join archive.destruction c on c.case_id = x.case_id
     where d.agency = any ($1::text[])
       and ($2::text is null or strpos(h.archive_number, $2) > 0)
       and ($3::text is null or strpos(h.place, $3) > 0)
       and ($4::text is null or d.kind = $4 or h.material = $4)
       and ($5::text is null or starts_with(encode(d.digest, 'hex'), $5))
       and ($6::uuid[] is null or d.document_id = any ($6::uuid[]))
       and ($7::date is null or d.received_at < $7::date)
       and ($8::text[] is null or h.material = any ($8::text[]) or h.special = any ($8::text[]))
       and ($9::float8 is null or (d.received_at, d.document_id) > (to_timestamp($9::float8 / 1000), $10::uuid))
       ${order === 'newest' ? '' : 'and x.document_id is null'}
     order by ${order === 'newest' ? 'd.received_at desc' : 'd.received_at'}, d.document_id limit $11`,
    [
      ...[agencies, number ?? null, place ?? null, kind ?? null, digest ?? null, ids ?? null],
      ...[receivedBefore ?? null, materials ?? null, after?.receivedAt ?? null, after?.documentId ?? null, most],
    ],
  )
  return rows.map(entryOf)
}

type Row = Record<string, unknown>

function entryOf(row: Row): CatalogueEntry {
  const text = (name: string) => (row[name] as string | null) ?? undefined
  return {
    documentId: row['document_id'] as string,
    kind: row['kind'] as string,
    mediaType: row['media_type'] as string,
    size: Number(row['size']),
    digest: (row['digest'] as Buffer).toString('hex'),
    agency: row['agency'] as string,
    receivedAt: (row['received_at'] as Date).getTime() as Instant,
    madeOn: row['made_on'] as string,
    material: text('material'),
    special: text('special'),
    archiveNumber: text('archive_number'),
    place: text('place'),
    scan: text('scan'),
    destroyedBy: text('destroyed_by'),
    lent: row['lent'] as boolean,
  }
}
