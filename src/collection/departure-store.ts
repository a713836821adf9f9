import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'

/** 离岗的存取。 */
export interface Departure {
  readonly departureId: string
  readonly accountId: string
  readonly personId: string
  readonly agency: string
  readonly posts: readonly string[]
  readonly successorId?: string | undefined
  readonly claims: number
  readonly reason: Buffer
  readonly orderedBy: string
  readonly onDay: Day
  readonly at: Instant
}

/** False where this account has left already. */
export async function insertDeparture(trx: Trx, made: Departure): Promise<boolean> {
  const rows = await trx.rows(
    `insert into desk.departure (departure_id, account_id, person_id, agency, posts, successor_id, claims, reason,
       ordered_by, on_day, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, to_timestamp($11::float8 / 1000))
     on conflict do nothing returning departure_id`,
    [
      ...[made.departureId, made.accountId, made.personId, made.agency, [...made.posts], made.successorId ?? null],
      ...[made.claims, made.reason, made.orderedBy, made.onDay, made.at],
    ],
  )
  return rows.length === 1
}

/** 其中已离岗的。 */
export async function departedOf(trx: Trx, personIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await trx.rows<{ person_id: string }>(
    'select distinct person_id from desk.departure where person_id = any ($1::bigint[])',
    [personIds],
  )
  return new Set(rows.map(({ person_id }) => person_id))
}

/** Newest first. */
export async function departuresOf(trx: Trx, agency: string, limit: number): Promise<Departure[]> {
  const rows = await trx.rows<Record<string, unknown>>(
    'select * from desk.departure where agency = $1 order by at desc limit $2',
    [agency, limit],
  )
  return rows.map((row) => ({
    departureId: row['departure_id'] as string,
    accountId: row['account_id'] as string,
    personId: row['person_id'] as string,
    agency: row['agency'] as string,
    posts: row['posts'] as string[],
    successorId: (row['successor_id'] as string | null) ?? undefined,
    claims: row['claims'] as number,
    reason: row['reason'] as Buffer,
    orderedBy: row['ordered_by'] as string,
    onDay: row['on_day'] as Day,
    at: (row['at'] as Date).getTime() as Instant,
  }))
}
