import type { Instant } from '../kernel/day.js'
import type { Rows } from './account-store.js'

/** 签署的情形：at activation, at the sign-in after a newer text, or openly for a demo's printed people. */
export type PledgeWay = 'activation' | 'signIn' | 'demo'

export interface Pledge {
  readonly accountId: string
  readonly personId: string
  readonly digest: string
  readonly version: string
  /** 所填的姓名，加密的。 */
  readonly nameTyped: Buffer
  readonly way: PledgeWay
  readonly at: Instant
}

/** False where this account has signed this text already. */
export async function insertPledge(db: Rows, one: Pledge): Promise<boolean> {
  const rows = await db.rows(
    `insert into desk.pledge (account_id, text_digest, version, person_id, name_typed, way, signed_at)
     values ($1, decode($2, 'hex'), $3, $4, $5, $6, to_timestamp($7::bigint / 1000.0))
     on conflict do nothing returning account_id`,
    [one.accountId, one.digest, one.version, one.personId, one.nameTyped, one.way, one.at],
  )
  return rows.length === 1
}

export async function hasPledged(db: Rows, accountId: string, digest: string): Promise<boolean> {
  const rows = await db.rows(`select 1 from desk.pledge where account_id = $1 and text_digest = decode($2, 'hex')`, [
    accountId,
    digest,
  ])
  return rows.length > 0
}

export interface PledgedAccount {
  readonly account_id: string
  readonly agency: string | null
  readonly name: Buffer | null
  readonly posts: string[]
  /** 最近签署的一版；none where nothing was signed. */
  readonly version: string | null
  readonly digest: string | null
  readonly way: PledgeWay | null
  readonly signed_at: Date | null
}

/** 可以登录的经办人员账户，each with what it signed last. */
export function pledgedAccounts(db: Rows, agencies: readonly string[], most: number): Promise<PledgedAccount[]> {
  return db.rows(
    `select a.account_id, a.agency, a.name, a.posts, p.version, encode(p.text_digest, 'hex') as digest, p.way, p.signed_at
     from desk.account a left join lateral (
       select version, text_digest, way, signed_at from desk.pledge p where p.account_id = a.account_id
       order by signed_at desc, version desc limit 1) p on true
     where a.realm = 'staff' and a.state <> 'blocked' and a.agency = any ($1::text[])
     order by a.agency, a.account_id limit $2`,
    [agencies, most],
  )
}
