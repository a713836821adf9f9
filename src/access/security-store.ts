import type { Rows } from './account-store.js'
import type { Channel } from './actor.js'
import type { SignInWay } from './sign-in-way.js'

export interface OwnSession {
  readonly session_id: string
  readonly channel: Channel
  readonly way: SignInWay
  /** Milliseconds. */
  readonly started_at: string
  readonly seen_at: string
  readonly ends_at: string
  readonly address: Buffer | null
}

/** 本账户的会话，newest first; whether each still lives is for the reader to judge. */
export function sessionsOf(db: Rows, accountId: string): Promise<OwnSession[]> {
  return db.rows<OwnSession>(
    `select session_id, channel, way, (extract(epoch from started_at) * 1000)::bigint as started_at,
       (extract(epoch from seen_at) * 1000)::bigint as seen_at, (extract(epoch from ends_at) * 1000)::bigint as ends_at, address
     from desk.session where account_id = $1 order by started_at desc, session_id desc`,
    [accountId],
  )
}

export async function endSession(db: Rows, accountId: string, sessionId: string): Promise<boolean> {
  const rows = await db.rows(
    `delete from desk.session where account_id = $1 and session_id = $2 returning session_id`,
    [accountId, sessionId],
  )
  return rows.length === 1
}

/** All of the account's, but one where it is named. Answers how many ended. */
export async function endSessions(db: Rows, accountId: string, but?: string): Promise<number> {
  const rows = await db.rows(
    `delete from desk.session where account_id = $1 and session_id is distinct from $2::uuid returning session_id`,
    [accountId, but ?? null],
  )
  return rows.length
}

export async function setPassword(db: Rows, accountId: string, passwordHash: string): Promise<void> {
  await db.rows(`update desk.account set password_hash = $2 where account_id = $1 and state = 'active'`, [
    accountId,
    passwordHash,
  ])
}

export async function setTotpPending(db: Rows, accountId: string, secret: Buffer): Promise<void> {
  await db.rows(`update desk.account set totp_pending = $2 where account_id = $1`, [accountId, secret])
}

export async function totpPendingOf(db: Rows, accountId: string): Promise<Buffer | undefined> {
  const rows = await db.rows<{ totp_pending: Buffer | null }>(
    `select totp_pending from desk.account where account_id = $1`,
    [accountId],
  )
  return rows[0]?.totp_pending ?? undefined
}

/** The pending secret becomes the one asked for; the step it was proved with is spent. */
export async function takeTotpPending(db: Rows, accountId: string, step: number): Promise<void> {
  await db.rows(
    `update desk.account set totp_secret = totp_pending, totp_pending = null, last_totp_step = $2
     where account_id = $1 and totp_pending is not null`,
    [accountId, step],
  )
}

export async function removeTotp(db: Rows, accountId: string): Promise<void> {
  await db.rows(
    `update desk.account set totp_secret = null, totp_pending = null, last_totp_step = null where account_id = $1`,
    [accountId],
  )
}
