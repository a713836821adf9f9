import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'

export interface StoredNumber {
  readonly person_id: string
  readonly number: Buffer
  readonly verified_at: string | null
  readonly asked_at: string
  readonly ended: boolean
}

const NUMBER = `select person_id, number, (extract(epoch from verified_at) * 1000)::bigint as verified_at,
    (extract(epoch from asked_at) * 1000)::bigint as asked_at, ended_at is not null as ended from desk.sms_number`

export async function numberOf(trx: Trx, personId: string): Promise<StoredNumber | undefined> {
  const rows = await trx.rows<StoredNumber>(`${NUMBER} where person_id = $1`, [personId])
  return rows[0]
}

/** Verified since then and not ended; several persons may share a phone, then none is told by it. */
export function numbersAt(trx: Trx, digest: Buffer, since: Instant): Promise<StoredNumber[]> {
  return trx.rows<StoredNumber>(
    `${NUMBER} where number_digest = $1 and verified_at >= to_timestamp($2::bigint / 1000.0) and ended_at is null limit 2`,
    [digest, since],
  )
}

/** 核实过、未停用的号码，by person after this one. */
export async function numbersAfter(
  trx: Trx,
  { after, since, most }: { readonly after: string; readonly since: Instant; readonly most: number },
): Promise<string[]> {
  const rows = await trx.rows<{ person_id: string }>(
    `select person_id::text as person_id from desk.sms_number n where n.person_id > $1
       and verified_at >= to_timestamp($2::bigint / 1000.0) and ended_at is null order by n.person_id limit $3`,
    [after, since, most],
  )
  return rows.map(({ person_id }) => person_id)
}

export interface AskedCode {
  readonly personId: string
  readonly number: Buffer
  readonly numberDigest: Buffer
  readonly codeDigest: Buffer
  readonly expires: Instant
  readonly at: Instant
}

export async function saveCode(trx: Trx, asked: AskedCode): Promise<void> {
  await trx.rows(
    `insert into desk.sms_number as n (person_id, number, number_digest, code_digest, code_expires, code_tries, asked_at)
     values ($1, $2, $3, $4, to_timestamp($5::bigint / 1000.0), 0, to_timestamp($6::bigint / 1000.0))
     on conflict (person_id) do update set number = excluded.number, number_digest = excluded.number_digest,
       code_digest = excluded.code_digest, code_expires = excluded.code_expires, code_tries = 0,
       asked_at = excluded.asked_at, ended_at = null,
       verified_at = case when n.number_digest = excluded.number_digest and n.ended_at is null then n.verified_at end`,
    [asked.personId, asked.number, asked.numberDigest, asked.codeDigest, asked.expires, asked.at],
  )
}

/** 试一次：counted before it is judged; right only in time, within the tries, and once. */
export async function tryCode(
  trx: Trx,
  { personId, codeDigest, most, at }: { personId: string; codeDigest: Buffer; most: number; at: Instant },
): Promise<boolean> {
  const rows = await trx.rows<{ code_digest: Buffer }>(
    `update desk.sms_number set code_tries = code_tries + 1 where person_id = $1 and code_digest is not null
       and code_expires > to_timestamp($3::bigint / 1000.0) and code_tries < $2 returning code_digest`,
    [personId, most, at],
  )
  if (rows[0] === undefined || !rows[0].code_digest.equals(codeDigest)) return false
  await trx.rows(
    `update desk.sms_number set verified_at = to_timestamp($2::bigint / 1000.0), code_digest = null, code_expires = null
     where person_id = $1`,
    [personId, at],
  )
  return true
}

export async function endNumber(trx: Trx, personId: string, at: Instant): Promise<void> {
  await trx.rows(
    `update desk.sms_number set ended_at = to_timestamp($2::bigint / 1000.0) where person_id = $1 and ended_at is null`,
    [personId, at],
  )
}

export interface NewMessage {
  readonly messageId: string
  readonly personId: string
  readonly kind: string
  readonly number: Buffer
  readonly body: Buffer
  readonly once: string
  readonly at: Instant
}

/** The same matter twice is one message. */
export async function insertMessage(trx: Trx, one: NewMessage): Promise<boolean> {
  const rows = await trx.rows(
    `insert into desk.sms_message (message_id, person_id, kind, number, body, state, due_at, once, made_at)
     values ($1, $2, $3, $4, $5, 'waiting', to_timestamp($7::bigint / 1000.0), $6, to_timestamp($7::bigint / 1000.0))
     on conflict do nothing returning 1`,
    [one.messageId, one.personId, one.kind, one.number, one.body, one.once, one.at],
  )
  return rows.length === 1
}

export interface DueMessage {
  readonly message_id: string
  readonly number: Buffer
  readonly body: Buffer
  readonly tries: number
}

/** 领取待发的：each by one worker, once; it is written down as being handed over before it is. */
export function takeDue(trx: Trx, now: Instant, most: number): Promise<DueMessage[]> {
  return trx.rows<DueMessage>(
    `update desk.sms_message set state = 'handing', tries = tries + 1, due_at = to_timestamp($1::bigint / 1000.0)
     where message_id in (select message_id from desk.sms_message where state = 'waiting'
       and due_at <= to_timestamp($1::bigint / 1000.0) order by due_at limit $2 for update skip locked)
     returning message_id, number, body, tries`,
    [now, most],
  )
}

export interface Outcome {
  readonly messageId: string
  readonly state: 'waiting' | 'handed' | 'failed' | 'unsure'
  readonly gatewayId?: string | undefined
  readonly problem?: string | undefined
  readonly at: Instant
}

export async function settle(trx: Trx, { messageId, state, gatewayId, problem, at }: Outcome): Promise<void> {
  await trx.rows(
    `update desk.sms_message set state = $2, gateway_id = $3, problem = $4, due_at = to_timestamp($5::bigint / 1000.0),
       done_at = case when $2 = 'waiting' then null else to_timestamp($5::bigint / 1000.0) end
     where message_id = $1 and state = 'handing'`,
    [messageId, state, gatewayId ?? null, problem ?? null, at],
  )
}

/** 交付中断的：was it taken or not? Where the gateway knows a repeat, again; where not, never by itself. */
export async function recoverHanding(trx: Trx, before: Instant, to: 'waiting' | 'unsure'): Promise<number> {
  const rows = await trx.rows(
    `update desk.sms_message set state = $2 where state = 'handing' and due_at < to_timestamp($1::bigint / 1000.0) returning 1`,
    [before, to],
  )
  return rows.length
}

export async function settleReceipt(trx: Trx, gatewayId: string, ok: boolean): Promise<void> {
  await trx.rows(
    `update desk.sms_message set state = case when $2 then 'delivered' else 'failed' end
     where gateway_id = $1 and state in ('handed', 'unsure')`,
    [gatewayId, ok],
  )
}

/** 停发：what waits for this person is not sent any more. */
export async function stopMessages(trx: Trx, personId: string): Promise<void> {
  await trx.rows(`update desk.sms_message set state = 'stopped' where person_id = $1 and state = 'waiting'`, [personId])
}

export async function insertInbound(
  trx: Trx,
  one: { readonly gatewayId: string; readonly numberDigest: Buffer; readonly at: Instant; readonly outcome: string },
): Promise<boolean> {
  const rows = await trx.rows(
    `insert into desk.sms_inbound (gateway_id, number_digest, at, outcome)
     values ($1, $2, to_timestamp($3::bigint / 1000.0), $4) on conflict do nothing returning 1`,
    [one.gatewayId, one.numberDigest, one.at, one.outcome],
  )
  return rows.length === 1
}

export function messagesOf(trx: Trx, personId: string, most: number) {
  return trx.rows<{ kind: string; state: string; made_at: string }>(
    `select kind, state, (extract(epoch from made_at) * 1000)::bigint as made_at from desk.sms_message
     where person_id = $1 order by made_at desc limit $2`,
    [personId, most],
  )
}

export async function placeSeen(trx: Trx, name: string): Promise<number | undefined> {
  const rows = await trx.rows<{ place: string }>('select place from desk.notice_cursor where name = $1 for update', [
    name,
  ])
  return rows[0] === undefined ? undefined : Number(rows[0].place)
}

export async function savePlace(trx: Trx, name: string, place: number): Promise<void> {
  await trx.rows(
    'insert into desk.notice_cursor (name, place) values ($1, $2) on conflict (name) do update set place = excluded.place',
    [name, place],
  )
}
