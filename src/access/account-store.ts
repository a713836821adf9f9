import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import type { Realm } from './actor.js'

/** What a store reads and writes with: a transaction, or for one lone read the pool. */
export type Rows = Pick<Trx, 'rows'>

export interface Account {
  readonly account_id: string
  readonly person_id: string
  readonly realm: Realm
  readonly state: 'pending' | 'active' | 'blocked'
  readonly name: Buffer | null
  readonly password_hash: string | null
  readonly totp_secret: Buffer | null
  readonly agency: string | null
  readonly employer_id: string | null
  readonly posts: string[]
}

export interface AccountRow {
  readonly accountId: string
  readonly personId: string
  readonly realm: Realm
  readonly loginDigest: Buffer
  readonly name: Buffer | null
  readonly agency: string | null
  readonly employerId: string | null
  readonly posts: readonly string[]
  readonly createdAt: Instant
}

const COLUMNS = `account_id, person_id, realm, state, name, password_hash, totp_secret, agency, employer_id, posts`

export async function findByLogin(db: Rows, realm: Realm, loginDigest: Buffer): Promise<Account | undefined> {
  const rows = await db.rows<Account>(`select ${COLUMNS} from desk.account where realm = $1 and login_digest = $2`, [
    realm,
    loginDigest,
  ])
  return rows[0]
}

export async function findAccount(db: Rows, accountId: string): Promise<Account | undefined> {
  const rows = await db.rows<Account>(`select ${COLUMNS} from desk.account where account_id = $1`, [accountId])
  return rows[0]
}

/** 经办人员账户数。 */
export async function staffCount(db: Rows): Promise<number> {
  const rows = await db.rows<{ n: number }>(`select count(*)::int as n from desk.account where realm = 'staff'`)
  return rows[0]?.n ?? 0
}

export function accountsOf(db: Rows, persons: readonly string[]): Promise<Account[]> {
  return db.rows(`select ${COLUMNS} from desk.account where person_id = any ($1::bigint[]) order by account_id`, [
    persons,
  ])
}

export function accountsAfter(db: Rows, personId: string, most: number): Promise<Account[]> {
  return db.rows(
    `select ${COLUMNS} from desk.account where person_id in (
       select person_id from desk.account where person_id > $1 and realm <> 'citizen' group by person_id
       order by person_id limit $2) order by person_id`,
    [personId, most],
  )
}

/** False when the person has an account in this realm already, or the sign-in name is taken. */
export async function insertAccount(db: Rows, row: AccountRow): Promise<boolean> {
  const rows = await db.rows(
    `insert into desk.account (account_id, person_id, realm, login_digest, state, name, agency, employer_id, posts, created_at)
     values ($1, $2, $3, $4, 'pending', $5, $6, $7, $8, to_timestamp($9::bigint / 1000.0))
     on conflict do nothing returning account_id`,
    [
      ...[row.accountId, row.personId, row.realm, row.loginDigest, row.name, row.agency, row.employerId],
      ...[row.posts, row.createdAt],
    ],
  )
  return rows.length === 1
}

export async function setCredentials(
  db: Rows,
  accountId: string,
  passwordHash: string,
  totpSecret: Buffer | null,
): Promise<void> {
  await db.rows(
    `update desk.account set password_hash = $2, totp_secret = $3, last_totp_step = null, state = 'active'
     where account_id = $1 and state <> 'blocked'`,
    [accountId, passwordHash, totpSecret],
  )
}

/** One natural person at a time: grants and new accounts of a person wait for each other. */
export async function lockPersons(db: Rows, persons: readonly string[]): Promise<void> {
  const sorted = [...persons].sort()
  for (const person of sorted) await db.rows(`select pg_advisory_xact_lock($1::bigint)`, [person])
}

export async function setPosts(db: Rows, accountId: string, posts: readonly string[]): Promise<void> {
  await db.rows(`update desk.account set posts = $2 where account_id = $1`, [accountId, posts])
}

export async function blockAccounts(db: Rows, accountIds: readonly string[]): Promise<void> {
  await db.rows(`update desk.account set state = 'blocked' where account_id = any ($1::uuid[])`, [accountIds])
  await db.rows(`delete from desk.session where account_id = any ($1::uuid[])`, [accountIds])
}

/** 机构的经办人员，in order of account. */
export function staffOf(db: Rows, agency: string): Promise<Account[]> {
  return db.rows(`select ${COLUMNS} from desk.account where realm = 'staff' and agency = $1 order by account_id`, [
    agency,
  ])
}

/** 各机构的经办人员。 */
export function staffAcross(db: Rows, agencies: readonly string[]): Promise<Account[]> {
  return db.rows(
    `select ${COLUMNS} from desk.account where realm = 'staff' and agency = any ($1::text[]) order by agency, account_id`,
    [agencies],
  )
}

/** 经办人员，逐段取，in order of account. */
export function staffAfter(db: Rows, accountId: string, most: number): Promise<Account[]> {
  return db.rows(
    `select ${COLUMNS} from desk.account where realm = 'staff' and account_id > $1 order by account_id limit $2`,
    [accountId, most],
  )
}

/** 重新启用：pending, with nothing of the credentials it had. */
export async function reopenAccount(db: Rows, accountId: string): Promise<void> {
  await db.rows(
    `update desk.account set state = 'pending', password_hash = null, totp_secret = null, last_totp_step = null
     where account_id = $1 and state = 'blocked'`,
    [accountId],
  )
}

/** 离岗：the posts end, the account is closed, and every session of the staff member dies at once. */
export async function endAccount(db: Rows, accountId: string, personId: string): Promise<void> {
  await db.rows(`update desk.account set posts = '{}', state = 'blocked' where account_id = $1`, [accountId])
  await db.rows(`delete from desk.session where person_id = $1 and realm = 'staff'`, [personId])
}

/** A one-time password's step counts once, also when two come at the same moment. */
export async function claimTotpStep(db: Rows, accountId: string, step: number): Promise<boolean> {
  const rows = await db.rows(
    `update desk.account set last_totp_step = $2
     where account_id = $1 and coalesce(last_totp_step, 0) < $2 returning account_id`,
    [accountId, step],
  )
  return rows.length === 1
}

/** 有保密人员专办岗的机构：of accounts that can sign in. */
export async function handlerAgencies(db: Rows): Promise<Set<string>> {
  const rows = await db.rows<{ agency: string }>(
    `select distinct agency from desk.account
     where realm = 'staff' and state = 'active' and 'protectedHandler' = any (posts) and agency is not null`,
  )
  return new Set(rows.map(({ agency }) => agency))
}
