import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { StopKind } from './words.js'

/** 停待核查的存取。 */
export interface Stop {
  readonly stopId: string
  readonly kind: StopKind
  readonly personId?: string | undefined
  readonly employerId?: string | undefined
  readonly agency: string
  readonly partner: string
  readonly batchId: string
  readonly line: number
  readonly reportedDay: Day
  readonly raisedAt: number
  readonly decision?: 'confirmed' | 'released' | undefined
  readonly decidedAt?: number | undefined
  readonly liftedAt?: number | undefined
}

export async function insertStop(trx: Trx, one: Omit<Stop, 'decision' | 'decidedAt' | 'liftedAt'>): Promise<void> {
  await trx.rows(
    `insert into desk.exchange_stop (stop_id, kind, person_id, employer_id, agency, partner, batch_id, line, reported_day,
       raised_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, to_timestamp($10::float8 / 1000)) on conflict do nothing`,
    [
      ...[one.stopId, one.kind, one.personId ?? null, one.employerId ?? null, one.agency, one.partner, one.batchId],
      ...[one.line, one.reportedDay, one.raisedAt],
    ],
  )
}

/** 现停着的：not lifted, of these persons. */
export async function stopsInForce(trx: Trx, personIds: readonly string[]): Promise<Stop[]> {
  if (personIds.length === 0) return []
  const rows = await trx.rows<StopRow>(
    `select * from desk.exchange_stop where person_id = any ($1::bigint[]) and lifted_at is null order by raised_at`,
    [personIds],
  )
  return rows.map(stopOf)
}

export async function stopsOfEmployers(trx: Trx, employerIds: readonly string[]): Promise<Stop[]> {
  if (employerIds.length === 0) return []
  const rows = await trx.rows<StopRow>(
    `select * from desk.exchange_stop where employer_id = any ($1::bigint[]) and lifted_at is null order by raised_at`,
    [employerIds],
  )
  return rows.map(stopOf)
}

/** 关于这个人死亡的各方通报, lifted or not, none that was released. */
export async function deathReportsOf(trx: Trx, personId: string): Promise<Stop[]> {
  const rows = await trx.rows<StopRow>(
    `select * from desk.exchange_stop where person_id = $1 and kind = 'death' and decision is distinct from 'released'
     order by raised_at`,
    [personId],
  )
  return rows.map(stopOf)
}

export async function findStop(trx: Trx, stopId: string, lock = false): Promise<Stop | undefined> {
  const rows = await trx.rows<StopRow>(
    `select * from desk.exchange_stop where stop_id = $1 ${lock ? 'for update' : ''}`,
    [stopId],
  )
  return rows[0] && stopOf(rows[0])
}

export async function listStops(trx: Trx, agencies: readonly string[], open: boolean, limit: number): Promise<Stop[]> {
  const rows = await trx.rows<StopRow>(
    `select * from desk.exchange_stop where agency = any ($1::text[]) and (decision is null) = $2
     order by raised_at ${open ? '' : 'desc'} limit $3`,
    [agencies, open, limit],
  )
  return rows.map(stopOf)
}

/** 确认的仍停着；解除的即解除。 */
export async function decideStops(
  trx: Trx,
  stopIds: readonly string[],
  decision: 'confirmed' | 'released',
  at: Instant,
): Promise<void> {
  await trx.rows(
    `update desk.exchange_stop set decision = $2, decided_at = to_timestamp($3::float8 / 1000),
       lifted_at = case when $2 = 'released' then to_timestamp($3::float8 / 1000) else lifted_at end
     where stop_id = any ($1::uuid[])`,
    [stopIds, decision, at],
  )
}

/** 死亡登记冲销之后，各方的通报一并解除。 */
export async function liftDeathStops(trx: Trx, personId: string, at: Instant): Promise<void> {
  await trx.rows(
    `update desk.exchange_stop set lifted_at = to_timestamp($2::float8 / 1000)
     where person_id = $1 and kind = 'death' and lifted_at is null`,
    [personId, at],
  )
}

interface StopRow {
  stop_id: string
  kind: StopKind
  person_id: string | null
  employer_id: string | null
  agency: string
  partner: string
  batch_id: string
  line: number
  reported_day: Day
  raised_at: Date
  decision: 'confirmed' | 'released' | null
  decided_at: Date | null
  lifted_at: Date | null
}

function stopOf(row: StopRow): Stop {
  return {
    ...{ stopId: row.stop_id, kind: row.kind, agency: row.agency, partner: row.partner, batchId: row.batch_id },
    ...{ personId: row.person_id ?? undefined, employerId: row.employer_id ?? undefined, line: row.line },
    ...{ reportedDay: row.reported_day, raisedAt: row.raised_at.getTime(), decision: row.decision ?? undefined },
    ...{ decidedAt: row.decided_at?.getTime(), liftedAt: row.lifted_at?.getTime() },
  }
}
