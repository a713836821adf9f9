import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import type { DestructionStep } from './destruction.js'

/** 销毁案的存取。 */
export interface StoredCase {
  readonly caseId: string
  readonly number: string
  readonly agency: string
  readonly reason: string
  readonly madeAt: Instant
}

export interface StoredItem {
  readonly documentId: string
  readonly material: string
  readonly years: number
  readonly countedFrom: string
  readonly overOn: string
  readonly basis: string
}

export interface StoredStep {
  readonly step: DestructionStep
  readonly note: string
  readonly by: string
  readonly at: Instant
}

/** False where the number is taken. */
export async function insertCase(trx: Trx, one: StoredCase, items: readonly StoredItem[]): Promise<boolean> {
  const made = await trx.rows(
    `insert into archive.destruction (case_id, number, agency, reason, made_at)
     values ($1, $2, $3, $4, to_timestamp($5::float8 / 1000)) on conflict (number) do nothing returning case_id`,
    [one.caseId, one.number, one.agency, one.reason, one.madeAt],
  )
  if (made.length === 0) return false
  await trx.rows(
    `insert into archive.destruction_item (case_id, document_id, material, years, counted_from, over_on, basis)
     select $1, i.* from unnest($2::uuid[], $3::text[], $4::int[], $5::date[], $6::date[], $7::text[]) as i`,
    [
      ...[one.caseId, items.map((item) => item.documentId), items.map((item) => item.material)],
      ...[items.map((item) => item.years), items.map((item) => item.countedFrom)],
      ...[items.map((item) => item.overOn), items.map((item) => item.basis)],
    ],
  )
  return true
}

/** False where somebody took this step first: the place in the order is the lock. */
export async function insertStep(trx: Trx, caseId: string, ordinal: number, step: StoredStep): Promise<boolean> {
  const made = await trx.rows(
    `insert into archive.destruction_step (case_id, ordinal, step, note, by_person, at)
     values ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000)) on conflict do nothing returning ordinal`,
    [caseId, ordinal, step.step, step.note, step.by, step.at],
  )
  return made.length === 1
}

export async function listCases(trx: Trx, agencies: readonly string[], limit: number): Promise<StoredCase[]> {
  const rows = await trx.rows<Row>(
    'select * from archive.destruction where agency = any ($1::text[]) order by made_at desc limit $2',
    [agencies, limit],
  )
  return rows.map(caseOf)
}

export async function findCase(trx: Trx, agencies: readonly string[], caseId: string): Promise<StoredCase | undefined> {
  const rows = await trx.rows<Row>(
    'select * from archive.destruction where case_id = $1 and agency = any ($2::text[])',
    [caseId, agencies],
  )
  return rows[0] && caseOf(rows[0])
}

export async function itemsOf(trx: Trx, caseId: string): Promise<StoredItem[]> {
  const rows = await trx.rows<Row>('select * from archive.destruction_item where case_id = $1 order by document_id', [
    caseId,
  ])
  return rows.map((row) => ({
    documentId: row['document_id'] as string,
    material: row['material'] as string,
    years: row['years'] as number,
    countedFrom: row['counted_from'] as string,
    overOn: row['over_on'] as string,
    basis: row['basis'] as string,
  }))
}

export async function countItems(trx: Trx, caseIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await trx.rows<{ case_id: string; n: number }>(
    'select case_id, count(*)::int as n from archive.destruction_item where case_id = any ($1::uuid[]) group by case_id',
    [caseIds],
  )
  return new Map(rows.map(({ case_id, n }) => [case_id, n]))
}

export async function stepsOf(trx: Trx, caseIds: readonly string[]): Promise<Map<string, StoredStep[]>> {
  const rows = await trx.rows<Row>(
    'select * from archive.destruction_step where case_id = any ($1::uuid[]) order by case_id, ordinal',
    [caseIds],
  )
  const found = new Map<string, StoredStep[]>()
  for (const row of rows) {
    const id = row['case_id'] as string
    const [step, note, by] = [row['step'] as DestructionStep, row['note'] as string, row['by_person'] as string]
    found.set(id, [...(found.get(id) ?? []), { step, note, by, at: (row['at'] as Date).getTime() as Instant }])
  }
  return found
}

/** Papers of these that are destroyed, or stand in another case that was not refused. */
export async function takenPapers(trx: Trx, documentIds: readonly string[]): Promise<string[]> {
  const rows = await trx.rows<{ document_id: string }>(
    `select document_id from archive.destroyed where document_id = any ($1::uuid[])
     union
     select i.document_id from archive.destruction_item i where i.document_id = any ($1::uuid[])
       and not exists (select 1 from archive.destruction_step s where s.case_id = i.case_id and s.step = 'refusal')`,
    [documentIds],
  )
  return rows.map((row) => row.document_id)
}

/** 销毁登记。The file goes where no other paper of the same content is left. Answers the names of the files to remove. */
export async function insertDestroyed(trx: Trx, caseId: string, by: string, at: Instant): Promise<string[]> {
  const rows = await trx.rows<{ digest: Buffer; file_removed: boolean }>(
    `insert into archive.destroyed (document_id, case_id, digest, kind, size, file_removed, by_person, at)
     select d.document_id, i.case_id, d.digest, d.kind, d.size,
       not exists (select 1 from archive.document o where o.digest = d.digest
         and o.document_id not in (select document_id from archive.destruction_item where case_id = $1)
         and not exists (select 1 from archive.destroyed x where x.document_id = o.document_id)),
       $2, to_timestamp($3::float8 / 1000)
     from archive.destruction_item i join archive.document d on d.document_id = i.document_id
     where i.case_id = $1 returning digest, file_removed`,
    [caseId, by, at],
  )
  return rows.filter((row) => row.file_removed).map((row) => row.digest.toString('hex'))
}

/** Files that a case has removed and no paper of the same content has brought back. */
export async function removedFiles(trx: Trx): Promise<string[]> {
  const rows = await trx.rows<{ digest: Buffer }>(
    `select distinct x.digest from archive.destroyed x where x.file_removed and not exists (
       select 1 from archive.document d where d.digest = x.digest
         and not exists (select 1 from archive.destroyed y where y.document_id = d.document_id))`,
  )
  return rows.map((row) => row.digest.toString('hex'))
}

export async function destroyedOf(trx: Trx, caseId: string): Promise<Map<string, Instant>> {
  const rows = await trx.rows<{ document_id: string; at: Date }>(
    'select document_id, at from archive.destroyed where case_id = $1',
    [caseId],
  )
  return new Map(rows.map(({ document_id, at }) => [document_id, at.getTime() as Instant]))
}

type Row = Record<string, unknown>

function caseOf(row: Row): StoredCase {
  return {
    caseId: row['case_id'] as string,
    number: row['number'] as string,
    agency: row['agency'] as string,
    reason: row['reason'] as string,
    madeAt: (row['made_at'] as Date).getTime() as Instant,
  }
}
