import type { Instant } from '../kernel/day.js'
import type { Rows } from './account-store.js'

export interface NewLetter {
  readonly requestId: string
  readonly loginDigest: Buffer
  readonly number: Buffer
  readonly name: Buffer
  /** '0' where the person asked, signed in nowhere. */
  readonly requestedBy: string
  readonly checkId?: string | undefined
  readonly at: Instant
}

export async function insertLetter(db: Rows, letter: NewLetter): Promise<void> {
  await db.rows(
    `insert into desk.letter_request (request_id, login_digest, number, name, requested_by, check_id, asked_at)
     values ($1, $2, $3, $4, $5, $6, to_timestamp($7::bigint / 1000.0))`,
    [
      ...[letter.requestId, letter.loginDigest, letter.number, letter.name, letter.requestedBy],
      ...[letter.checkId ?? null, letter.at],
    ],
  )
}

export interface OpenLetter {
  readonly request_id: string
  readonly login_digest: Buffer
  readonly number: Buffer
  readonly name: Buffer
  readonly check_id: string | null
}

/** The oldest that waits and that nobody else is at; undefined when none does. */
export async function nextLetter(db: Rows): Promise<OpenLetter | undefined> {
  const rows = await db.rows<OpenLetter>(
    `select request_id, login_digest, number, name, check_id from desk.letter_request
     where done_at is null order by asked_at, request_id limit 1 for update skip locked`,
  )
  return rows[0]
}

/** 办结：the outcome stays, what was typed goes. */
export async function closeLetter(db: Rows, requestId: string, outcome: string, at: Instant): Promise<void> {
  await db.rows(
    `update desk.letter_request set done_at = to_timestamp($3::bigint / 1000.0), outcome = $2, number = '', name = ''
     where request_id = $1`,
    [requestId, outcome, at],
  )
}

export async function sentSince(db: Rows, loginDigest: Buffer, since: Instant): Promise<boolean> {
  const rows = await db.rows(
    `select 1 from desk.letter_request where login_digest = $1 and outcome = 'sent'
       and done_at > to_timestamp($2::bigint / 1000.0) limit 1`,
    [loginDigest, since],
  )
  return rows.length > 0
}
