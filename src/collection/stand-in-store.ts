import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'

/** 缺勤与替岗。 */
export interface StandIn {
  readonly standInId: string
  readonly personId: string
  /** Who takes their work meanwhile; undefined where it goes back to everybody. */
  readonly delegateId?: string | undefined
  readonly agency: string
  readonly fromDay: Day
  readonly throughDay: Day
  readonly reason: Buffer
  readonly madeBy: string
  readonly madeAt: Instant
  readonly endedAt?: Instant | undefined
}

export async function insertStandIn(trx: Trx, made: StandIn): Promise<void> {
  await trx.rows(
    `insert into desk.stand_in (stand_in_id, person_id, delegate_id, agency, from_day, through_day, reason, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, to_timestamp($9::float8 / 1000))`,
    [
      ...[made.standInId, made.personId, made.delegateId ?? null, made.agency, made.fromDay, made.throughDay],
      ...[made.reason, made.madeBy, made.madeAt],
    ],
  )
}

/** 当日在效的，of these people. */
export async function standInsFor(trx: Trx, personIds: readonly string[], on: Day): Promise<StandIn[]> {
  const rows = await trx.rows<Row>(
    `select * from desk.stand_in where person_id = any ($1::bigint[]) and ended_at is null
       and from_day <= $2 and through_day >= $2`,
    [personIds, on],
  )
  return rows.map(standInOf)
}

/** 与这段时间相交、尚未终止的，as the one away or as the one who stands in. */
export async function standInsAcross(trx: Trx, personIds: readonly string[], from: Day, through: Day) {
  const rows = await trx.rows<Row>(
    `select * from desk.stand_in where (person_id = any ($1::bigint[]) or delegate_id = any ($1::bigint[]))
       and ended_at is null and from_day <= $3 and through_day >= $2`,
    [personIds, from, through],
  )
  return rows.map(standInOf)
}

export async function findStandIn(trx: Trx, standInId: string): Promise<StandIn | undefined> {
  const rows = await trx.rows<Row>('select * from desk.stand_in where stand_in_id = $1 for update', [standInId])
  return rows[0] && standInOf(rows[0])
}

/** Newest first. */
export async function listStandIns(trx: Trx, agency: string, limit: number): Promise<StandIn[]> {
  const rows = await trx.rows<Row>(
    'select * from desk.stand_in where agency = $1 order by made_at desc, stand_in_id desc limit $2',
    [agency, limit],
  )
  return rows.map(standInOf)
}

export async function endStandIns(trx: Trx, standInIds: readonly string[], at: Instant): Promise<void> {
  await trx.rows(
    `update desk.stand_in set ended_at = to_timestamp($2::float8 / 1000)
     where stand_in_id = any ($1::uuid[]) and ended_at is null`,
    [standInIds, at],
  )
}

type Row = Record<string, unknown>

function standInOf(row: Row): StandIn {
  return {
    standInId: row['stand_in_id'] as string,
    personId: row['person_id'] as string,
    delegateId: (row['delegate_id'] as string | null) ?? undefined,
    agency: row['agency'] as string,
    fromDay: row['from_day'] as Day,
    throughDay: row['through_day'] as Day,
    reason: row['reason'] as Buffer,
    madeBy: row['made_by'] as string,
    madeAt: (row['made_at'] as Date).getTime() as Instant,
    endedAt: (row['ended_at'] as Date | null)?.getTime() as Instant | undefined,
  }
}
