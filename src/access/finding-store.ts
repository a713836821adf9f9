import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import type { Rows } from './account-store.js'

/** 绕过授权的改动：what stood in the table, and what it was brought back to. */
export interface RightFinding {
  readonly findingId: string
  readonly accountId: string
  readonly personId: string
  readonly agency: string
  readonly what: 'posts' | 'ungranted' | 'grant' | 'incompatible'
  readonly found: readonly string[]
  readonly restored: readonly string[]
  /** 封对不上的那一行. */
  readonly grantId: string | null
  readonly at: Instant
}

/** False where this row of the ledger was told already. */
export async function insertFinding(trx: Trx, one: RightFinding): Promise<boolean> {
  const rows = await trx.rows(
    `insert into desk.authority_finding (finding_id, account_id, person_id, agency, what, found, restored, grant_id, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, to_timestamp($9::bigint / 1000.0))
     on conflict do nothing returning finding_id`,
    [
      ...[one.findingId, one.accountId, one.personId, one.agency, one.what, one.found, one.restored],
      ...[one.grantId, one.at],
    ],
  )
  return rows.length === 1
}

/** Newest first. */
export async function findingsAcross(db: Rows, agencies: readonly string[], most: number): Promise<RightFinding[]> {
  const rows = await db.rows<Record<string, unknown>>(
    `select finding_id, account_id, person_id, agency, what, found, restored, grant_id,
       (extract(epoch from at) * 1000)::bigint as at
     from desk.authority_finding where agency = any ($1::text[]) order by at desc, finding_id desc limit $2`,
    [agencies, most],
  )
  return rows.map((row) => ({
    ...{ findingId: row['finding_id'] as string, accountId: row['account_id'] as string },
    ...{
      personId: row['person_id'] as string,
      agency: row['agency'] as string,
      what: row['what'] as RightFinding['what'],
    },
    ...{ found: row['found'] as string[], restored: row['restored'] as string[] },
    ...{ grantId: row['grant_id'] as string | null, at: Number(row['at']) as Instant },
  }))
}
