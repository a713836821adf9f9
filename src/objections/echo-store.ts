import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { EchoWay } from './words.js'

/** 更正告知的发出登记。 */
export interface EchoSent {
  readonly recipient: string
  readonly way: EchoWay
  readonly day: Day
  readonly by: string
  readonly at: Instant
}

/** False where it was sent before: one notice to each. */
export async function insertEcho(trx: Trx, objectionId: string, sent: EchoSent): Promise<boolean> {
  const rows = await trx.rows(
    `insert into desk.objection_echo (objection_id, recipient, way, day, by_person, at)
     values ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000)) on conflict do nothing returning 1`,
    [objectionId, sent.recipient, sent.way, sent.day, sent.by, sent.at],
  )
  return rows.length === 1
}

export async function echoesOf(trx: Trx, objectionId: string): Promise<Map<string, EchoSent>> {
  const rows = await trx.rows<{ recipient: string; way: EchoWay; day: string; by_person: string; at: Date }>(
    `select recipient, way, to_char(day, 'YYYY-MM-DD') as day, by_person, at from desk.objection_echo
     where objection_id = $1`,
    [objectionId],
  )
  return new Map(
    rows.map(({ recipient, way, day, by_person: by, at }) => [
      recipient,
      { recipient, way, day: day as Day, by, at: at.getTime() as Instant },
    ]),
  )
}
