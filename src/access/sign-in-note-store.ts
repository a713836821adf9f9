import type { Instant } from '../kernel/day.js'
import { uuidV7 } from '../kernel/uuid.js'
import type { Rows } from './account-store.js'
import type { Channel } from './actor.js'
import type { SignInWay } from './sign-in-way.js'

export interface SignInNote {
  readonly accountId: string
  readonly noteId: string
  readonly at: Instant
  readonly outcome: 'done' | 'failed'
  readonly channel: Channel
  readonly way: SignInWay
  readonly address: Buffer
}

/**
 * One more note of an account; those older than `until` go. They are found by their ids, which are in the order of time: an
 * account with many notes takes no longer than one with none.
 */
export async function insertNote(db: Rows, note: SignInNote, until: Instant): Promise<void> {
  const { accountId, noteId, at, outcome, channel, way, address } = note
  await db.rows(
    `with old as (delete from desk.sign_in_note where account_id = $1 and note_id < $8::uuid)
     insert into desk.sign_in_note (account_id, note_id, at, outcome, channel, way, address)
     values ($1, $2, to_timestamp($3::bigint / 1000.0), $4, $5, $6, $7)`,
    [accountId, noteId, at, outcome, channel, way, address, uuidV7(until, new Uint8Array(10))],
  )
}

export interface StoredNote {
  /** Milliseconds. */
  readonly at: string
  readonly outcome: 'done' | 'failed'
  readonly channel: Channel
  readonly way: SignInWay
  readonly address: Buffer
}

export function notesOf(db: Rows, accountId: string, most: number): Promise<StoredNote[]> {
  return db.rows<StoredNote>(
    `select (extract(epoch from at) * 1000)::bigint as at, outcome, channel, way, address from desk.sign_in_note
     where account_id = $1 order by note_id desc limit $2`,
    [accountId, most],
  )
}
