import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { FactKind } from '../ledger/fact.js'
import type { ReadingRequest } from './inspection-contract.js'
import type { PlacedFact } from './ports.js'

/** 抽查案的存取。 */
export interface StoredInspection {
  readonly inspectionId: string
  readonly agency: string
  readonly fromDay: Day
  readonly throughDay: Day
  readonly seed: string
  readonly population: number
  readonly drawn: number
  readonly openedBy: string
  readonly openedAt: Instant
  readonly closedAt?: Instant | undefined
}

export interface StoredItem extends PlacedFact {
  readonly item: number
}

export interface StoredReading extends ReadingRequest {
  readonly item: number
  readonly reader: 1 | 2
  readonly by: string
  readonly at: Instant
}

export async function insertInspection(trx: Trx, one: StoredInspection, items: readonly PlacedFact[]): Promise<void> {
  await trx.rows(
    `insert into archive.inspection (inspection_id, agency, from_day, through_day, seed, population, drawn, opened_by,
       opened_at) values ($1, $2, $3, $4, $5, $6, $7, $8, to_timestamp($9::float8 / 1000))`,
    [
      ...[one.inspectionId, one.agency, one.fromDay, one.throughDay, one.seed],
      ...[one.population, one.drawn, one.openedBy, one.openedAt],
    ],
  )
  await trx.rows(
    `insert into archive.inspection_item (inspection_id, item, posting_id, ordinal, fact_kind, subject)
     select $1, row_number() over (), i.* from unnest($2::bigint[], $3::int[], $4::text[], $5::bigint[]) as i`,
    [
      ...[one.inspectionId, items.map(({ posting }) => posting), items.map(({ ordinal }) => ordinal)],
      ...[items.map(({ kind }) => kind), items.map(({ personId }) => personId)],
    ],
  )
}

export async function listInspections(
  trx: Trx,
  agencies: readonly string[],
  limit: number,
): Promise<StoredInspection[]> {
  const rows = await trx.rows<Row>(
    'select * from archive.inspection where agency = any ($1::text[]) order by opened_at desc limit $2',
    [agencies, limit],
  )
  return rows.map(inspectionOf)
}

export async function findInspection(
  trx: Trx,
  agencies: readonly string[],
  inspectionId: string,
): Promise<StoredInspection | undefined> {
  const rows = await trx.rows<Row>(
    'select * from archive.inspection where inspection_id = $1 and agency = any ($2::text[])',
    [inspectionId, agencies],
  )
  return rows[0] && inspectionOf(rows[0])
}

export async function itemsOf(trx: Trx, inspectionId: string): Promise<StoredItem[]> {
  const rows = await trx.rows<Row>('select * from archive.inspection_item where inspection_id = $1 order by item', [
    inspectionId,
  ])
  return rows.map((row) => ({
    item: row['item'] as number,
    posting: row['posting_id'] as string,
    ordinal: row['ordinal'] as number,
    kind: row['fact_kind'] as FactKind,
    personId: row['subject'] as string,
  }))
}

export async function readingsOf(trx: Trx, inspectionId: string): Promise<StoredReading[]> {
  const rows = await trx.rows<Row>(
    'select * from archive.inspection_reading where inspection_id = $1 order by item, reader',
    [inspectionId],
  )
  return rows.map((row) => ({
    item: row['item'] as number,
    reader: row['reader'] as 1 | 2,
    hasOriginal: row['has_original'] as boolean,
    hasReview: row['has_review'] as boolean,
    fields: row['fields'] as ReadingRequest['fields'],
    note: row['note'] as string,
    by: row['by_person'] as string,
    at: (row['at'] as Date).getTime() as Instant,
  }))
}

/** False where somebody read it first. */
export async function insertReading(trx: Trx, inspectionId: string, one: StoredReading): Promise<boolean> {
  const made = await trx.rows(
    `insert into archive.inspection_reading (inspection_id, item, reader, has_original, has_review, fields, note,
       by_person, at) values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, to_timestamp($9::float8 / 1000))
     on conflict do nothing returning item`,
    [
      ...[inspectionId, one.item, one.reader, one.hasOriginal, one.hasReview],
      ...[JSON.stringify(one.fields), one.note, one.by, one.at],
    ],
  )
  return made.length === 1
}

export async function setClosed(trx: Trx, inspectionId: string, by: string, at: Instant): Promise<boolean> {
  const rows = await trx.rows(
    `update archive.inspection set closed_at = to_timestamp($3::float8 / 1000), closed_by = $2
     where inspection_id = $1 and closed_at is null returning inspection_id`,
    [inspectionId, by, at],
  )
  return rows.length === 1
}

type Row = Record<string, unknown>

function inspectionOf(row: Row): StoredInspection {
  return {
    inspectionId: row['inspection_id'] as string,
    agency: row['agency'] as string,
    fromDay: row['from_day'] as Day,
    throughDay: row['through_day'] as Day,
    seed: row['seed'] as string,
    population: row['population'] as number,
    drawn: row['drawn'] as number,
    openedBy: row['opened_by'] as string,
    openedAt: (row['opened_at'] as Date).getTime() as Instant,
    closedAt: (row['closed_at'] as Date | null)?.getTime() as Instant | undefined,
  }
}
