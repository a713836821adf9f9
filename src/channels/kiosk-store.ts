import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'

export interface StoredTerminal {
  readonly terminal_id: string
  readonly name: string
  readonly agency: string
  readonly prints_left: number
  readonly joined: boolean
  readonly ended: boolean
  readonly printed: number
}

const TERMINAL = `select t.terminal_id, t.name, t.agency, t.prints_left, t.joined_at is not null as joined,
    t.ended_at is not null as ended,
    (select count(*)::int from desk.kiosk_print p where p.terminal_id = t.terminal_id) as printed
  from desk.kiosk_terminal t`

export async function terminalByKey(trx: Trx, keyDigest: Buffer): Promise<StoredTerminal | undefined> {
  const rows = await trx.rows<StoredTerminal>(`${TERMINAL} where t.key_digest = $1 and t.ended_at is null`, [keyDigest])
  return rows[0]
}

export function terminals(trx: Trx): Promise<StoredTerminal[]> {
  return trx.rows<StoredTerminal>(`${TERMINAL} order by t.ended_at is not null, t.agency, t.name`)
}

export interface NewTerminal {
  readonly terminalId: string
  readonly name: string
  readonly agency: string
  readonly codeDigest: Buffer
  readonly codeExpires: Instant
  readonly prints: number
  readonly by: string
  readonly at: Instant
}

export async function insertTerminal(trx: Trx, one: NewTerminal): Promise<void> {
  await trx.rows(
    `insert into desk.kiosk_terminal (terminal_id, name, agency, code_digest, code_expires, prints_left, registered_by,
       registered_at)
     values ($1, $2, $3, $4, to_timestamp($5::bigint / 1000.0), $6, $7, to_timestamp($8::bigint / 1000.0))`,
    [one.terminalId, one.name, one.agency, one.codeDigest, one.codeExpires, one.prints, one.by, one.at],
  )
}

/** The code is taken away as the key is given: it joins one terminal once. */
export async function joinTerminal(trx: Trx, codeDigest: Buffer, keyDigest: Buffer, at: Instant): Promise<boolean> {
  const rows = await trx.rows(
    `update desk.kiosk_terminal set key_digest = $2, code_digest = null, joined_at = to_timestamp($3::bigint / 1000.0)
     where code_digest = $1 and code_expires > to_timestamp($3::bigint / 1000.0) and ended_at is null
     returning terminal_id`,
    [codeDigest, keyDigest, at],
  )
  return rows.length === 1
}

export async function endTerminal(trx: Trx, terminalId: string, at: Instant): Promise<boolean> {
  const rows = await trx.rows(
    `update desk.kiosk_terminal set ended_at = to_timestamp($2::bigint / 1000.0), key_digest = null, code_digest = null
     where terminal_id = $1 and ended_at is null returning terminal_id`,
    [terminalId, at],
  )
  return rows.length === 1
}

export async function refillTerminal(trx: Trx, terminalId: string, prints: number, at: Instant): Promise<boolean> {
  const rows = await trx.rows(
    `update desk.kiosk_terminal set prints_left = $2, refilled_at = to_timestamp($3::bigint / 1000.0)
     where terminal_id = $1 and ended_at is null returning terminal_id`,
    [terminalId, prints, at],
  )
  return rows.length === 1
}

export async function insertVisit(
  trx: Trx,
  visit: { readonly sessionId: string; readonly terminalId: string; readonly personId: string; readonly at: Instant },
): Promise<void> {
  await trx.rows(
    `insert into desk.kiosk_session (session_id, terminal_id, person_id, began_at)
     values ($1, $2, $3, to_timestamp($4::bigint / 1000.0))`,
    [visit.sessionId, visit.terminalId, visit.personId, visit.at],
  )
}

/** The visit as long as it has not ended, and only on the terminal where it began. */
export async function isVisiting(trx: Trx, sessionId: string, terminalId: string): Promise<boolean> {
  const rows = await trx.rows(
    'select 1 from desk.kiosk_session where session_id = $1 and terminal_id = $2 and ended_at is null',
    [sessionId, terminalId],
  )
  return rows.length === 1
}

/** 上一位：a terminal serves one person; whoever went without ending is gone when the next card is put in. */
export async function endVisitsAt(trx: Trx, terminalId: string, at: Instant): Promise<void> {
  await trx.rows(
    `update desk.kiosk_session set ended_at = to_timestamp($2::bigint / 1000.0), end_reason = 'card'
     where terminal_id = $1 and ended_at is null`,
    [terminalId, at],
  )
}

export async function endVisit(trx: Trx, sessionId: string, reason: string, at: Instant): Promise<void> {
  await trx.rows(
    `update desk.kiosk_session set ended_at = to_timestamp($3::bigint / 1000.0), end_reason = $2
     where session_id = $1 and ended_at is null`,
    [sessionId, reason, at],
  )
}
