import type { Instant } from '../kernel/day.js'
import type { Rows } from './account-store.js'
import type { Realm } from './actor.js'

/** 草稿之盐，made at the first asking; the same ever after, until it is deleted. */
export async function saltOf(
  db: Rows,
  whose: { readonly personId: string; readonly realm: Realm },
  fresh: Uint8Array,
  now: Instant,
): Promise<Buffer> {
  const rows = await db.rows<{ salt: Buffer }>(
    `insert into desk.draft_salt as s (person_id, realm, salt, made_at) values ($1, $2, $3, to_timestamp($4::float8 / 1000))
     on conflict (person_id, realm) do update set salt = s.salt returning salt`,
    [whose.personId, whose.realm, fresh, now],
  )
  return rows[0]!.salt
}
