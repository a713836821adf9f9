import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'

/** 本人选过的：topic by topic, wanted or not. */
export async function choicesOf(trx: Trx, personId: string): Promise<ReadonlyMap<string, boolean>> {
  const rows = await trx.rows<{ topic: string; wanted: boolean }>(
    'select topic, wanted from desk.sms_choice where person_id = $1',
    [personId],
  )
  return new Map(rows.map(({ topic, wanted }) => [topic, wanted]))
}

export async function saveChoice(
  trx: Trx,
  { personId, topic, wanted, at }: { personId: string; topic: string; wanted: boolean; at: Instant },
): Promise<void> {
  await trx.rows(
    `insert into desk.sms_choice (person_id, topic, wanted, chosen_at)
     values ($1, $2, $3, to_timestamp($4::bigint / 1000.0))
     on conflict (person_id, topic) do update set wanted = excluded.wanted, chosen_at = excluded.chosen_at`,
    [personId, topic, wanted, at],
  )
}
