import type { Instant } from '../kernel/day.js'
import type { Rows } from './account-store.js'
import type { StoredTerms } from './post-term.js'

/** 来由：carried out by three, the first of an installation, here before this ledger of grants, or a term that ran out. */
export type GrantKind = 'grant' | 'first' | 'adopted' | 'over'

/** 授权台账的一行。 */
export interface PostGrant {
  readonly grantId: string
  readonly accountId: string
  readonly personId: string
  readonly kind: GrantKind
  readonly terms: StoredTerms
  readonly before: readonly string[]
  /** '0' where nobody did. */
  readonly requestedBy: string
  readonly approvedBy: string
  readonly grantedBy: string
  readonly requestId: string | null
  readonly at: Instant
}

export interface StoredGrant extends PostGrant {
  readonly seal: Buffer | null
}

/** 封的内容：each part with its length, so that no two rows are sealed alike. */
export function grantText(one: PostGrant): string {
  const { grantId, accountId, personId, kind, terms, before, requestedBy, approvedBy, grantedBy, requestId, at } = one
  const parts = [grantId, accountId, personId, kind, ...terms.posts, ...terms.from, ...terms.through, ...before]
  const counts = [terms.posts.length, before.length]
  const all = [...parts, ...counts.map(String), requestedBy, approvedBy, grantedBy, requestId ?? '', `${at}`]
  return `post grant ${all.map((part) => `${part.length}:${part}`).join(' ')}`
}

export async function insertGrant(db: Rows, grant: PostGrant, seal: Buffer): Promise<void> {
  const { terms } = grant
  await db.rows(
    `insert into desk.post_grant (grant_id, account_id, person_id, posts, posts_before, requested_by, approved_by,
       granted_by, granted_at, kind, from_days, through_days, request_id, seal, ordinal)
     values ($1, $2, $3, $4, $5, $6, $7, $8, to_timestamp($9::bigint / 1000.0), $10, $11, $12, $13, $14,
       (select count(*) from desk.post_grant where account_id = $2))`,
    [
      ...[grant.grantId, grant.accountId, grant.personId, terms.posts, grant.before],
      ...[grant.requestedBy, grant.approvedBy, grant.grantedBy, grant.at, grant.kind],
      ...[terms.from, terms.through, grant.requestId, seal],
    ],
  )
}

interface GrantRow {
  readonly grant_id: string
  readonly account_id: string
  readonly person_id: string
  readonly kind: GrantKind
  readonly posts: string[]
  readonly from_days: string[]
  readonly through_days: string[]
  readonly posts_before: string[]
  readonly requested_by: string
  readonly approved_by: string
  readonly granted_by: string
  readonly request_id: string | null
  readonly at: string
  readonly seal: Buffer | null
}

const COLUMNS = `grant_id, account_id, person_id, kind, posts, from_days, through_days, posts_before, requested_by,
  approved_by, granted_by, request_id, (extract(epoch from granted_at) * 1000)::bigint as at, seal`

/** 各账户的台账，newest first. */
export async function grantsOf(db: Rows, accountIds: readonly string[]): Promise<Map<string, StoredGrant[]>> {
  const rows = await db.rows<GrantRow>(
    `select ${COLUMNS} from desk.post_grant where account_id = any ($1::uuid[]) order by granted_at desc, ordinal desc`,
    [accountIds],
  )
  const found = new Map<string, StoredGrant[]>()
  for (const row of rows) found.set(row.account_id, [...(found.get(row.account_id) ?? []), grantOf(row)])
  return found
}

/** 此制之前的账户只写入一次：false where that was done. */
export async function beginAdoption(db: Rows, at: Instant): Promise<boolean> {
  const rows = await db.rows(
    `insert into desk.authority_adoption (at) values (to_timestamp($1::bigint / 1000.0))
     on conflict do nothing returning at`,
    [at],
  )
  return rows.length === 1
}

/** 最近的一行。 */
export async function latestGrant(db: Rows, accountId: string): Promise<StoredGrant | undefined> {
  const rows = await db.rows<GrantRow>(
    `select ${COLUMNS} from desk.post_grant where account_id = $1 order by granted_at desc, ordinal desc limit 1`,
    [accountId],
  )
  return rows[0] && grantOf(rows[0])
}

function grantOf(row: GrantRow): StoredGrant {
  return {
    ...{ grantId: row.grant_id, accountId: row.account_id, personId: row.person_id, kind: row.kind },
    terms: { posts: row.posts, from: row.from_days, through: row.through_days },
    ...{ before: row.posts_before, requestedBy: row.requested_by, approvedBy: row.approved_by },
    ...{ grantedBy: row.granted_by, requestId: row.request_id, at: Number(row.at) as Instant, seal: row.seal },
  }
}
