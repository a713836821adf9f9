import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { Barred } from './ports.js'

/** 死亡之后的存取。 */
export interface Death {
  readonly personId: string
  readonly day: Day
  readonly agency: string
  readonly endedAt: number
  readonly barred: readonly Barred[]
  readonly sessions: number
  readonly takenBackAt?: number | undefined
}

export async function findDeath(trx: Trx, personId: string, lock = false): Promise<Death | undefined> {
  const rows = await trx.rows<DeathRow>(
    `select * from desk.exchange_death where person_id = $1 ${lock ? 'for update' : ''}`,
    [personId],
  )
  return rows[0] && deathOf(rows[0])
}

export async function putDeath(trx: Trx, one: Omit<Death, 'takenBackAt'>): Promise<void> {
  await trx.rows(
    `insert into desk.exchange_death (person_id, death_day, agency, ended_at, barred, sessions)
     values ($1, $2, $3, to_timestamp($4::float8 / 1000), $5, $6)
     on conflict (person_id) do update set death_day = excluded.death_day, agency = excluded.agency,
       ended_at = excluded.ended_at, barred = excluded.barred, sessions = excluded.sessions, taken_back_at = null`,
    [one.personId, one.day, one.agency, one.endedAt, JSON.stringify(one.barred), one.sessions],
  )
}

export async function takeDeathBack(trx: Trx, personId: string, at: Instant): Promise<void> {
  await trx.rows(
    'update desk.exchange_death set taken_back_at = to_timestamp($2::float8 / 1000) where person_id = $1',
    [personId, at],
  )
}

/** 本辖区已死亡的人，newest first. */
export async function listDeaths(trx: Trx, agencies: readonly string[], limit: number): Promise<Death[]> {
  const rows = await trx.rows<DeathRow>(
    `select * from desk.exchange_death where agency = any ($1::text[]) and taken_back_at is null
     order by ended_at desc limit $2`,
    [agencies, limit],
  )
  return rows.map(deathOf)
}

interface DeathRow {
  person_id: string
  death_day: Day
  agency: string
  ended_at: Date
  barred: readonly Barred[]
  sessions: number
  taken_back_at: Date | null
}

function deathOf(row: DeathRow): Death {
  return {
    ...{ personId: row.person_id, day: row.death_day, agency: row.agency, endedAt: row.ended_at.getTime() },
    ...{ barred: row.barred, sessions: row.sessions, takenBackAt: row.taken_back_at?.getTime() },
  }
}
