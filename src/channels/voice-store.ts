import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'

export interface StoredCall {
  readonly call_id: string
  readonly session_id: string
  readonly caller: Buffer
  readonly caller_digest: Buffer
  readonly person_id: string | null
  readonly turn: number
  readonly state: Buffer
  readonly answer: Buffer
  readonly ended: boolean
  readonly seen_at: string
}

const COLUMNS = `call_id, session_id, caller, caller_digest, person_id, turn, state, answer, ended_at is not null as ended,
  (extract(epoch from seen_at) * 1000)::bigint as seen_at`

/** Locked: two inputs of one call are taken one after the other. */
export async function findCall(trx: Trx, callId: string): Promise<StoredCall | undefined> {
  const rows = await trx.rows<StoredCall>(`select ${COLUMNS} from desk.voice_call where call_id = $1 for update`, [
    callId,
  ])
  return rows[0]
}

export interface NewCall {
  readonly callId: string
  readonly sessionId: string
  readonly caller: Buffer
  readonly callerDigest: Buffer
  readonly state: Buffer
  readonly answer: Buffer
  readonly at: Instant
}

/** False where the call is known already. */
export async function insertCall(trx: Trx, call: NewCall): Promise<boolean> {
  const rows = await trx.rows(
    `insert into desk.voice_call (call_id, session_id, caller, caller_digest, turn, state, answer, began_at, seen_at)
     values ($1, $2, $3, $4, 0, $5, $6, to_timestamp($7::bigint / 1000.0), to_timestamp($7::bigint / 1000.0))
     on conflict do nothing returning call_id`,
    [call.callId, call.sessionId, call.caller, call.callerDigest, call.state, call.answer, call.at],
  )
  return rows.length === 1
}

export interface CallAfter {
  readonly callId: string
  readonly turn: number
  readonly state: Buffer
  readonly answer: Buffer
  readonly personId?: string | undefined
  readonly ended: boolean
  readonly at: Instant
}

export async function saveCall(trx: Trx, call: CallAfter): Promise<void> {
  await trx.rows(
    `update desk.voice_call set turn = $2, state = $3, answer = $4, person_id = coalesce($5::bigint, person_id),
       seen_at = to_timestamp($7::bigint / 1000.0),
       ended_at = case when $6 then to_timestamp($7::bigint / 1000.0) end
     where call_id = $1`,
    [call.callId, call.turn, call.state, call.answer, call.personId ?? null, call.ended, call.at],
  )
}
