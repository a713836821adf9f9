import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { Rows } from './account-store.js'

/** 某人凭某一规则办理的最近一日。 */
export interface PostUse {
  readonly personId: string
  readonly policy: string
  readonly lastDay: Day
}

const IN_CITY = `(at at time zone 'Asia/Shanghai')::date`

/**
 * 自上次之后的查阅之书，归总成每人每规则一行。What was refused is no use. Read by the role that sees the whole book, and up to
 * where nothing older can still be committed.
 */
export async function usesSince(trx: Trx, from: string, until: string): Promise<PostUse[]> {
  const lines = (table: string) => `
    select actor_person_id, unnest(string_to_array(policies, ',')) as policy, max(${IN_CITY}) as day
    from ${table} where tx >= $1::xid8 and tx < $2::xid8 and realm = 'staff' and outcome <> 'refused' and policies <> ''
    group by 1, 2`
  const rows = await trx.rows<{ actor_person_id: string; policy: string; day: Day }>(
    `select actor_person_id, policy, max(day) as day from (
       ${lines('access.look')} union all ${lines('access.sealed_look')} union all ${lines('access.event')}) l
     group by 1, 2`,
    [from, until],
  )
  return rows.map(({ actor_person_id: personId, policy, day }) => ({ personId, policy, lastDay: day }))
}

export async function cursorOf(db: Rows): Promise<string | undefined> {
  const rows = await db.rows<{ until: string }>('select until_tx::text as until from desk.post_use_cursor')
  return rows[0]?.until
}

export async function keepUses(trx: Trx, uses: readonly PostUse[], until: string, at: Instant): Promise<void> {
  await trx.rows(
    `insert into desk.post_use (person_id, policy, last_day)
     select p, y, d from unnest($1::bigint[], $2::text[], $3::date[]) as u (p, y, d)
     on conflict (person_id, policy) do update set last_day = greatest(post_use.last_day, excluded.last_day)`,
    [uses.map(({ personId }) => personId), uses.map(({ policy }) => policy), uses.map(({ lastDay }) => lastDay)],
  )
  await trx.rows(
    `insert into desk.post_use_cursor (until_tx, noted_at) values ($1::xid8, to_timestamp($2::bigint / 1000.0))
     on conflict (one) do update set until_tx = excluded.until_tx, noted_at = excluded.noted_at`,
    [until, at],
  )
}

export async function usesOf(db: Rows, personIds: readonly string[]): Promise<PostUse[]> {
  const rows = await db.rows<{ person_id: string; policy: string; last_day: Day }>(
    'select person_id, policy, last_day from desk.post_use where person_id = any ($1::bigint[])',
    [personIds],
  )
  return rows.map(({ person_id: personId, policy, last_day: lastDay }) => ({ personId, policy, lastDay }))
}
