import type { Realm } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'

export interface StoredToken {
  readonly token_id: string
  readonly account_id: string
  readonly person_id: string
  readonly realm: Exclude<Realm, 'staff'>
  readonly name: Buffer
  readonly scopes: string[]
  readonly made_at: string
  readonly ends_at: string
  readonly used_at: string | null
  readonly ended: boolean
}

const COLUMNS = `token_id, account_id, person_id, realm, name, scopes, (extract(epoch from made_at) * 1000)::bigint as made_at,
  (extract(epoch from ends_at) * 1000)::bigint as ends_at, (extract(epoch from used_at) * 1000)::bigint as used_at,
  ended_at is not null as ended`

export async function tokenByDigest(trx: Trx, digest: Buffer): Promise<StoredToken | undefined> {
  const rows = await trx.rows<StoredToken>(`select ${COLUMNS} from desk.access_token where token_digest = $1`, [digest])
  return rows[0]
}

export function tokensOf(trx: Trx, accountId: string): Promise<StoredToken[]> {
  return trx.rows<StoredToken>(
    `select ${COLUMNS} from desk.access_token where account_id = $1 order by made_at desc, token_id limit 50`,
    [accountId],
  )
}

export interface NewAccessToken {
  readonly tokenId: string
  readonly digest: Buffer
  readonly accountId: string
  readonly personId: string
  readonly realm: Realm
  readonly name: Buffer
  readonly scopes: readonly string[]
  readonly at: Instant
  readonly endsAt: Instant
}

export async function insertToken(trx: Trx, one: NewAccessToken): Promise<void> {
  await trx.rows(
    `insert into desk.access_token (token_id, token_digest, account_id, person_id, realm, name, scopes, made_at, ends_at)
     values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::bigint / 1000.0), to_timestamp($9::bigint / 1000.0))`,
    [...[one.tokenId, one.digest, one.accountId, one.personId, one.realm, one.name, one.scopes, one.at, one.endsAt]],
  )
}

export async function endToken(trx: Trx, accountId: string, tokenId: string, at: Instant): Promise<boolean> {
  const rows = await trx.rows(
    `update desk.access_token set ended_at = to_timestamp($3::bigint / 1000.0)
     where token_id = $1 and account_id = $2 and ended_at is null returning 1`,
    [tokenId, accountId, at],
  )
  return rows.length === 1
}

export async function touchToken(trx: Trx, tokenId: string, at: Instant): Promise<void> {
  await trx.rows('update desk.access_token set used_at = to_timestamp($2::bigint / 1000.0) where token_id = $1', [
    tokenId,
    at,
  ])
}

/** Two at once are made one after the other, so that the most there may be is kept. */
export async function lockTokens(trx: Trx, accountId: string): Promise<void> {
  await trx.rows('select pg_advisory_xact_lock(hashtextextended($1, 37))', [`tokens ${accountId}`])
}
