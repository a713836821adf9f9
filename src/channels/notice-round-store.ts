import type { Trx } from '../db/database.js'

export const ROUNDS = ['arrears', 'entitlement', 'statement'] as const
export type RoundName = (typeof ROUNDS)[number]

/** 一轮按期的通知，做到哪里。 */
export interface NoticeRound {
  /** The month or year it is of. */
  readonly key: string
  readonly after: string
  readonly ended: boolean
}

/** Locked until the transaction ends: one works on a round at a time. */
export async function roundOf(trx: Trx, name: RoundName): Promise<NoticeRound | undefined> {
  const rows = await trx.rows<NoticeRound>(
    `select key, after_person::text as after, ended from desk.notice_round where name = $1 for update`,
    [name],
  )
  return rows[0]
}

export async function saveRound(trx: Trx, name: RoundName, { key, after, ended }: NoticeRound): Promise<void> {
  await trx.rows(
    `insert into desk.notice_round (name, key, after_person, ended) values ($1, $2, $3, $4)
     on conflict (name) do update set key = excluded.key, after_person = excluded.after_person, ended = excluded.ended`,
    [name, key, after, ended],
  )
}
