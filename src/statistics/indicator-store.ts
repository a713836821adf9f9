import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import type { Period } from '../kernel/period.js'
import { type Catalogue, versionOf } from './catalogue.js'
import type { IndicatorCaseState } from './indicator-words.js'

/** 指标口径的变更案。 */
export interface IndicatorCase {
  readonly id: string
  readonly serial: string
  readonly agency: string
  readonly fromVersion: string
  readonly since: Period
  readonly reason: string
  readonly body: Catalogue
  readonly digest: string
  readonly proposedBy: string
  readonly proposedAt: Instant
  readonly steps: readonly IndicatorStep[]
}

export interface IndicatorStep {
  readonly state: Exclude<IndicatorCaseState, 'proposed'>
  readonly note: string
  readonly by: string
  readonly at: Instant
}

export function caseState({ steps }: Pick<IndicatorCase, 'steps'>): IndicatorCaseState {
  return steps.at(-1)?.state ?? 'proposed'
}

/** 历版口径：what was shipped, and what was agreed by case, the oldest first. */
export async function cataloguesNow(trx: Trx, shipped: readonly Catalogue[]): Promise<Catalogue[]> {
  const rows = await trx.rows<{ body: Record<string, unknown> }>('select body from desk.indicator_version')
  return [...shipped, ...rows.map(({ body }) => versionOf(body))].sort((a, b) => (a.since < b.since ? -1 : 1))
}

/** 排队：one at a time changes the catalogue. */
export async function lockCatalogue(trx: Trx): Promise<void> {
  await trx.rows('select pg_advisory_xact_lock(7373)')
}

export async function insertVersion(trx: Trx, body: Catalogue, caseId: string, at: Instant): Promise<void> {
  await trx.rows(
    `insert into desk.indicator_version (version, since, case_id, body, made_at)
     values ($1, $2, $3, $4, to_timestamp($5::bigint / 1000.0))`,
    [body.version, body.since, caseId, JSON.stringify(body), at],
  )
}

export async function insertCase(trx: Trx, one: Omit<IndicatorCase, 'steps'>): Promise<void> {
  await trx.rows(
    `insert into desk.indicator_case (case_id, serial, agency, from_version, since, reason, body, digest, proposed_by, proposed_at)
     values ($1, $2, $3, $4, $5, $6, $7, decode($8, 'hex'), $9, to_timestamp($10::bigint / 1000.0))`,
    [
      ...[one.id, one.serial, one.agency, one.fromVersion, one.since, one.reason, JSON.stringify(one.body)],
      ...[one.digest, one.proposedBy, one.proposedAt],
    ],
  )
}

export async function insertCaseStep(trx: Trx, id: string, { state, note, by, at }: IndicatorStep): Promise<void> {
  await trx.rows(
    `insert into desk.indicator_case_step (case_id, ordinal, state, note, by_person, at)
     select $1, coalesce(max(ordinal), 0) + 1, $2, $3, $4, to_timestamp($5::bigint / 1000.0)
     from desk.indicator_case_step where case_id = $1`,
    [id, state, note, by, at],
  )
}

export async function findCase(trx: Trx, id: string): Promise<IndicatorCase | undefined> {
  return (await casesWhere(trx, 'case_id = $1', [id]))[0]
}

export function indicatorCases(trx: Trx, most: number): Promise<IndicatorCase[]> {
  return casesWhere(trx, `true order by proposed_at desc, case_id limit ${Math.trunc(most)}`, [])
}

async function casesWhere(trx: Trx, where: string, values: readonly unknown[]): Promise<IndicatorCase[]> {
  const rows = await trx.rows<Row>(
    `select case_id, serial, agency, from_version, since, reason, body, encode(digest, 'hex') as digest, proposed_by,
       proposed_at from desk.indicator_case where ${where}`,
    values,
  )
  const steps = await trx.rows<StepRow>(
    'select * from desk.indicator_case_step where case_id = any ($1::uuid[]) order by case_id, ordinal',
    [rows.map(({ case_id }) => case_id)],
  )
  return rows.map((row) => ({
    ...{ id: row.case_id, serial: row.serial, agency: row.agency, fromVersion: row.from_version, since: row.since },
    ...{ reason: row.reason, body: versionOf(row.body), digest: row.digest, proposedBy: row.proposed_by },
    proposedAt: row.proposed_at.getTime() as Instant,
    steps: steps
      .filter(({ case_id }) => case_id === row.case_id)
      .map(({ state, note, by_person, at }) => ({ state, note, by: by_person, at: at.getTime() as Instant })),
  }))
}

interface Row {
  readonly case_id: string
  readonly serial: string
  readonly agency: string
  readonly from_version: string
  readonly since: Period
  readonly reason: string
  readonly body: Record<string, unknown>
  readonly digest: string
  readonly proposed_by: string
  readonly proposed_at: Date
}

interface StepRow {
  readonly case_id: string
  readonly state: IndicatorStep['state']
  readonly note: string
  readonly by_person: string
  readonly at: Date
}
