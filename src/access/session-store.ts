import type { Instant } from '../kernel/day.js'
import type { Rows } from './account-store.js'
import type { Capacity, Channel, Realm } from './actor.js'
import type { SignInWay } from './sign-in-way.js'

export interface SessionRow {
  readonly tokenDigest: Buffer
  readonly sessionId: string
  readonly accountId: string
  readonly personId: string
  readonly realm: Realm
  readonly channel: Channel
  readonly at: Instant
  readonly endsAt: Instant
  readonly way?: SignInWay | undefined
  /** 登录时的网络地址，加密的。 */
  readonly address?: Buffer | undefined
}

export async function insertSession(db: Rows, row: SessionRow): Promise<void> {
  await db.rows(
    `insert into desk.session (token_digest, session_id, account_id, person_id, realm, channel, started_at, seen_at, ends_at,
       way, address)
     values ($1, $2, $3, $4, $5, $6, to_timestamp($7::bigint / 1000.0), to_timestamp($7::bigint / 1000.0),
       to_timestamp($8::bigint / 1000.0), $9, $10)`,
    [
      ...[row.tokenDigest, row.sessionId, row.accountId, row.personId, row.realm, row.channel],
      ...[row.at, row.endsAt, row.way ?? 'password', row.address ?? null],
    ],
  )
}

export interface LiveSession {
  readonly session_id: string
  readonly account_id: string
  readonly person_id: string
  readonly realm: Realm
  readonly channel: Channel
  readonly seen_at: string
  readonly ends_at: string
  readonly state: string
  readonly name: Buffer | null
  readonly agency: string | null
  readonly employer_id: string | null
  readonly posts: string[]
  /** 台账最近一行所授，with its days; null where nothing was ever granted. */
  readonly granted: string[] | null
  readonly granted_from: string[] | null
  readonly granted_through: string[] | null
  /** Posts held by the same natural person on any account, and whether one of these is an employer's operator. */
  readonly all_posts: string[]
  readonly is_operator: boolean
  /** 经办人员已签署的承诺书，by digest; null for everybody else. */
  readonly pledges: string[] | null
  /** 此刻为谁办理，凭什么；the facts behind it are read anew at every request. */
  readonly acting_capacity: Capacity | null
  readonly acting_person: string | null
  readonly acting_mandate: string | null
  readonly acting_note: Buffer | null
  readonly acting_agent: string | null
  /** 所选的单位，及其委派的起止；an appointment that ended is no row. */
  readonly chosen_employer: string | null
  readonly chosen_from: string | null
  readonly chosen_through: string | null
  /** 行的版本，of the session and of its account: any change to either is another. */
  readonly version: string
}

const VERSION = `s.xmin || ' ' || a.xmin`

/** One round trip a request: the session, its account, and what else the same natural person holds. */
export async function findSession(db: Rows, tokenDigest: Buffer): Promise<LiveSession | undefined> {
  const rows = await db.rows<LiveSession>(
    `select s.session_id, s.account_id, s.person_id, s.realm, s.channel,
       (extract(epoch from s.seen_at) * 1000)::bigint as seen_at, (extract(epoch from s.ends_at) * 1000)::bigint as ends_at,
       a.state, a.name, a.agency, a.employer_id, a.posts,
       case when s.realm = 'staff' then array(select encode(v.text_digest, 'hex') from desk.pledge v
         where v.account_id = s.account_id) end as pledges,
       g.posts as granted, g.from_days as granted_from, g.through_days as granted_through,
       array(select distinct p from desk.account o, unnest(o.posts) p where o.person_id = a.person_id) as all_posts,
       exists (select 1 from desk.account o where o.person_id = a.person_id and o.realm = 'operator'
         and o.state <> 'blocked') as is_operator,
       s.acting_capacity, s.acting_person, s.acting_mandate, s.acting_note, s.acting_agent,
       s.chosen_employer, p.from_day as chosen_from, p.through_day as chosen_through, ${VERSION} as version
     from desk.session s join desk.account a using (account_id)
     left join desk.appointment p on p.account_id = s.account_id and p.employer_id = s.chosen_employer and p.ended_at is null
     left join lateral (select posts, from_days, through_days from desk.post_grant
       where a.realm = 'staff' and account_id = a.account_id order by granted_at desc, ordinal desc limit 1) g on true
     where s.token_digest = $1`,
    [tokenDigest],
    'access.session',
  )
  return rows[0]
}

const CHANGED = 'QY002'

/** 会话仍如所见。Stops the transaction where the session or its account is no longer what was read, or is gone. */
export async function requireSession(db: Rows, tokenDigest: Buffer, version: string): Promise<void> {
  await db.rows(
    `select case when not exists (select 1 from desk.session s join desk.account a using (account_id)
       where s.token_digest = $1 and ${VERSION} = $2) then desk.refuse_session() end`,
    [tokenDigest, version],
    'access.same-session',
  )
}

/** Whether it was `requireSession` that stopped the transaction. */
export function hasSessionChanged(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === CHANGED
}

export interface ActingRow {
  readonly capacity: Capacity
  readonly personId: string
  readonly mandate: string | null
  readonly note: Buffer | null
  /** 窗口上到场的代理人. */
  readonly agent?: string
}

/** 为谁办理：null for oneself again. */
export async function setActing(db: Rows, sessionId: string, row: ActingRow | null): Promise<void> {
  await db.rows(
    `update desk.session set acting_capacity = $2, acting_person = $3, acting_mandate = $4, acting_note = $5,
       acting_agent = $6
     where session_id = $1`,
    [
      ...[sessionId, row?.capacity ?? null, row?.personId ?? null, row?.mandate ?? null, row?.note ?? null],
      row?.agent ?? null,
    ],
  )
}

/** 所选的单位：null for the account's own. */
export async function setChosenEmployer(db: Rows, sessionId: string, employerId: string | null): Promise<void> {
  await db.rows(`update desk.session set chosen_employer = $2 where session_id = $1`, [sessionId, employerId])
}

export async function touchSession(db: Rows, tokenDigest: Buffer, now: Instant): Promise<void> {
  await db.rows(
    `update desk.session set seen_at = to_timestamp($2::bigint / 1000.0)
     where token_digest = $1 and seen_at < to_timestamp($2::bigint / 1000.0)`,
    [tokenDigest, now],
  )
}

export async function deleteSession(db: Rows, tokenDigest: Buffer): Promise<void> {
  await db.rows(`delete from desk.session where token_digest = $1`, [tokenDigest])
}

export async function deleteSessionsOf(db: Rows, personId: string, realm: Realm): Promise<void> {
  await db.rows(`delete from desk.session where person_id = $1 and realm = $2`, [personId, realm])
}

export async function deleteEnded(db: Rows, now: Instant): Promise<void> {
  await db.rows(`delete from desk.session where ends_at <= to_timestamp($1::bigint / 1000.0)`, [now])
}
