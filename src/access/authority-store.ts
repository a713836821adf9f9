import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { Rows } from './account-store.js'

export type RequestKind = 'open' | 'change' | 'end' | 'unused'
export type StepName = 'approved' | 'refused' | 'executed' | 'withdrawn'

/** 授权申请，as stored: what people wrote stays encrypted. */
export interface AuthorityRequest {
  readonly requestId: string
  readonly kind: RequestKind
  readonly agency: string
  readonly accountId: string | null
  readonly personId: string
  readonly login: Buffer | null
  readonly name: Buffer
  readonly posts: readonly string[]
  readonly before: readonly string[]
  readonly baseGrant: string | null
  readonly from: Day | null
  readonly through: Day | null
  readonly reason: Buffer
  readonly proof: Buffer
  /** 所报内容的摘要. */
  readonly content: Buffer
  readonly requestedBy: string
  readonly at: Instant
}

export interface AuthorityStep {
  readonly step: StepName
  readonly by: string
  readonly note: Buffer
  readonly at: Instant
}

export interface StoredRequest extends AuthorityRequest {
  readonly steps: readonly AuthorityStep[]
}

export async function insertRequest(trx: Trx, one: AuthorityRequest): Promise<void> {
  await trx.rows(
    `insert into desk.authority_request (request_id, kind, agency, account_id, person_id, login, name, posts, posts_before,
       base_grant, from_day, through_day, reason, proof, content, requested_by, requested_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, to_timestamp($17::bigint / 1000.0))`,
    [
      ...[one.requestId, one.kind, one.agency, one.accountId, one.personId, one.login, one.name, one.posts, one.before],
      ...[one.baseGrant, one.from, one.through, one.reason, one.proof, one.content, one.requestedBy, one.at],
    ],
  )
}

/** 一件一件地办：two who act on the same request wait for each other. */
export async function lockRequest(trx: Trx, requestId: string): Promise<void> {
  await trx.rows('select pg_advisory_xact_lock(hashtextextended($1, 72))', [requestId])
}

export async function insertStep(
  trx: Trx,
  requestId: string,
  { step, by, note, at }: AuthorityStep,
  account: string,
): Promise<void> {
  await trx.rows(
    `insert into desk.authority_step (request_id, ordinal, step, by_person, by_account, note, at)
     values ($1, (select count(*) from desk.authority_step where request_id = $1), $2, $3, $4, $5,
       to_timestamp($6::bigint / 1000.0))`,
    [requestId, step, by, account, note, at],
  )
}

interface RequestRow {
  readonly request_id: string
  readonly kind: RequestKind
  readonly agency: string
  readonly account_id: string | null
  readonly person_id: string
  readonly login: Buffer | null
  readonly name: Buffer
  readonly posts: string[]
  readonly posts_before: string[]
  readonly base_grant: string | null
  readonly from_day: Day | null
  readonly through_day: Day | null
  readonly reason: Buffer
  readonly proof: Buffer
  readonly content: Buffer
  readonly requested_by: string
  readonly at: string
}

const COLUMNS = `request_id, kind, agency, account_id, person_id, login, name, posts, posts_before, base_grant, from_day,
  through_day, reason, proof, content, requested_by, (extract(epoch from requested_at) * 1000)::bigint as at`

export async function findRequest(db: Rows, requestId: string): Promise<StoredRequest | undefined> {
  const rows = await db.rows<RequestRow>(`select ${COLUMNS} from desk.authority_request where request_id = $1`, [
    requestId,
  ])
  return (await withSteps(db, rows))[0]
}

/** 各机构的申请，newest first. */
export async function requestsAcross(db: Rows, agencies: readonly string[], most: number): Promise<StoredRequest[]> {
  const rows = await db.rows<RequestRow>(
    `select ${COLUMNS} from desk.authority_request where agency = any ($1::text[])
     order by requested_at desc, request_id desc limit $2`,
    [agencies, most],
  )
  return withSteps(db, rows)
}

interface StepRow {
  readonly request_id: string
  readonly step: StepName
  readonly by_person: string
  readonly note: Buffer
  readonly at: string
}

async function withSteps(db: Rows, rows: readonly RequestRow[]): Promise<StoredRequest[]> {
  const steps = await db.rows<StepRow>(
    `select request_id, step, by_person, note, (extract(epoch from at) * 1000)::bigint as at from desk.authority_step
     where request_id = any ($1::uuid[]) order by request_id, ordinal`,
    [rows.map(({ request_id }) => request_id)],
  )
  return rows.map((row) => ({
    ...requestOf(row),
    steps: steps
      .filter(({ request_id }) => request_id === row.request_id)
      .map(({ step, by_person: by, note, at }) => ({ step, by, note, at: Number(at) as Instant })),
  }))
}

function requestOf(row: RequestRow): AuthorityRequest {
  return {
    ...{ requestId: row.request_id, kind: row.kind, agency: row.agency, accountId: row.account_id },
    ...{ personId: row.person_id, login: row.login, name: row.name, posts: row.posts, before: row.posts_before },
    ...{ baseGrant: row.base_grant, from: row.from_day, through: row.through_day, reason: row.reason },
    ...{ proof: row.proof, content: row.content, requestedBy: row.requested_by, at: Number(row.at) as Instant },
  }
}

/** 各账户最近一次登录, as far back as such notes are kept. */
export async function lastSignIns(db: Rows, accountIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await db.rows<{ account_id: string; at: string }>(
    `select account_id, (extract(epoch from max(at)) * 1000)::bigint as at from desk.sign_in_note
     where account_id = any ($1::uuid[]) and outcome = 'done' group by account_id`,
    [accountIds],
  )
  return new Map(rows.map(({ account_id, at }) => [account_id, Number(at)]))
}
