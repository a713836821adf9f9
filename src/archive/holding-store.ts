import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import { filedAs } from './material.js'

/** 馆藏的存取：where a paper is filed and stands. */
export interface Holding {
  readonly documentId: string
  readonly material?: string | undefined
  readonly special?: string | undefined
  readonly archiveNumber?: string | undefined
  readonly place?: string | undefined
}

/** Files a paper under its kind; the first business that rests on it decides, and a kind without a row leaves it open. */
export async function noteHolding(trx: Trx, documentId: string, kind: string, at: Instant): Promise<void> {
  const filed = filedAs(kind)
  if (filed === undefined) return
  await trx.rows(
    `insert into archive.holding (document_id, material, special, changed_at)
     values ($1, $2, $3, to_timestamp($4::float8 / 1000))
     on conflict (document_id) do update set material = excluded.material, special = excluded.special
       where archive.holding.material is null`,
    [documentId, filed.material, filed.special ?? null, at],
  )
}

export async function findHoldings(trx: Trx, documentIds: readonly string[]): Promise<Map<string, Holding>> {
  const rows = await trx.rows<Row>('select * from archive.holding where document_id = any ($1::uuid[])', [documentIds])
  return new Map(rows.map((row) => [row.document_id, holdingOf(row)]))
}

export interface HoldingChange {
  readonly changeId: string
  readonly documentId: string
  readonly field: 'archiveNumber' | 'place'
  readonly before?: string | undefined
  readonly after?: string | undefined
  readonly reason: string
  readonly by: string
  readonly at: Instant
}

/** What stands now, and beside it who changed it from what. */
export async function changeHolding(trx: Trx, holding: Holding, changes: readonly HoldingChange[]): Promise<void> {
  const { documentId, archiveNumber = null, place = null } = holding
  const at = changes[0]?.at ?? 0
  await trx.rows(
    `insert into archive.holding (document_id, archive_number, place, changed_at)
     values ($1, $2, $3, to_timestamp($4::float8 / 1000))
     on conflict (document_id) do update set archive_number = $2, place = $3, changed_at = excluded.changed_at`,
    [documentId, archiveNumber, place, at],
  )
  for (const change of changes) {
    await trx.rows(
      `insert into archive.holding_change (change_id, document_id, field, before, after, reason, by_person, at)
       values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::float8 / 1000))`,
      [
        ...[change.changeId, change.documentId, change.field, change.before ?? null, change.after ?? null],
        ...[change.reason, change.by, change.at],
      ],
    )
  }
}

export async function changesOf(trx: Trx, documentId: string): Promise<HoldingChange[]> {
  const rows = await trx.rows<Record<string, unknown>>(
    'select * from archive.holding_change where document_id = $1 order by at, field',
    [documentId],
  )
  return rows.map((row) => ({
    changeId: row['change_id'] as string,
    documentId: row['document_id'] as string,
    field: row['field'] as HoldingChange['field'],
    before: (row['before'] as string | null) ?? undefined,
    after: (row['after'] as string | null) ?? undefined,
    reason: row['reason'] as string,
    by: row['by_person'] as string,
    at: (row['at'] as Date).getTime() as Instant,
  }))
}

interface Row {
  document_id: string
  material: string | null
  special: string | null
  archive_number: string | null
  place: string | null
}

function holdingOf(row: Row): Holding {
  return {
    documentId: row.document_id,
    material: row.material ?? undefined,
    special: row.special ?? undefined,
    archiveNumber: row.archive_number ?? undefined,
    place: row.place ?? undefined,
  }
}
