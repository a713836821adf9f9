import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { VoiceTopic } from './voice-machine.js'

export interface StoredOrder {
  readonly order_id: string
  readonly number: string
  readonly call_id: string | null
  readonly person_id: string | null
  readonly caller: Buffer | null
  readonly topic: VoiceTopic
  readonly due_day: Day
  readonly due_provisional: boolean
  readonly opened_at: string
  /** The agency and the act of its last step. */
  readonly agency: string
  readonly act: StepAct
}

export const STEP_ACTS = ['opened', 'noted', 'passed', 'answered', 'closed'] as const
export type StepAct = (typeof STEP_ACTS)[number]

export interface StoredStep {
  readonly ordinal: number
  readonly act: StepAct
  readonly agency: string
  readonly body: Buffer
  readonly by_person: string | null
  readonly at: string
}

const ORDER = `select o.order_id, o.number, o.call_id, o.person_id, o.caller, o.topic, o.due_day, o.due_provisional,
    (extract(epoch from o.opened_at) * 1000)::bigint as opened_at, s.agency, s.act
  from desk.work_order o join lateral (
    select agency, act from desk.work_order_step where order_id = o.order_id order by ordinal desc limit 1) s on true`

export async function findOrder(trx: Trx, number: string): Promise<StoredOrder | undefined> {
  await trx.rows('select pg_advisory_xact_lock(hashtextextended($1, 37))', [`work-order ${number}`])
  const rows = await trx.rows<StoredOrder>(`${ORDER} where o.number = $1`, [number])
  return rows[0]
}

/** Open ones by their due day, then the closed, newest first. */
export function ordersOf(trx: Trx, agencies: readonly string[], most: number): Promise<StoredOrder[]> {
  return trx.rows<StoredOrder>(
    `${ORDER} where s.agency = any ($1) order by s.act = 'closed', case when s.act = 'closed' then null else o.due_day end,
       o.opened_at desc limit $2`,
    [agencies, most],
  )
}

export function stepsOf(trx: Trx, orderId: string): Promise<StoredStep[]> {
  return trx.rows<StoredStep>(
    `select ordinal, act, agency, body, by_person, (extract(epoch from at) * 1000)::bigint as at
     from desk.work_order_step where order_id = $1 order by ordinal`,
    [orderId],
  )
}

export interface NewOrder {
  readonly orderId: string
  readonly number: string
  readonly callId?: string | undefined
  readonly personId?: string | undefined
  readonly caller?: Buffer | undefined
  readonly topic: VoiceTopic
  readonly agency: string
  readonly dueDay: Day
  readonly provisional: boolean
  readonly openedBy?: string | undefined
  readonly at: Instant
}

export async function insertOrder(trx: Trx, order: NewOrder): Promise<void> {
  await trx.rows(
    `insert into desk.work_order (order_id, number, call_id, person_id, caller, topic, agency, due_day, due_provisional,
       opened_by, opened_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, to_timestamp($11::bigint / 1000.0))`,
    [
      ...[order.orderId, order.number, order.callId ?? null, order.personId ?? null, order.caller ?? null, order.topic],
      ...[order.agency, order.dueDay, order.provisional, order.openedBy ?? null, order.at],
    ],
  )
}

export interface NewStep {
  readonly orderId: string
  readonly act: StepAct
  readonly agency: string
  readonly body: Buffer
  readonly byPerson?: string | undefined
  readonly at: Instant
}

export async function insertStep(trx: Trx, step: NewStep): Promise<void> {
  await trx.rows(
    `insert into desk.work_order_step (order_id, ordinal, act, agency, body, by_person, at)
     select $1, coalesce(max(ordinal) + 1, 1), $2, $3, $4, $5, to_timestamp($6::bigint / 1000.0)
     from desk.work_order_step where order_id = $1`,
    [step.orderId, step.act, step.agency, step.body, step.byPerson ?? null, step.at],
  )
}

/** 工单号：the day and a running number of it. */
export async function takeOrderNumber(trx: Trx, day: Day): Promise<string> {
  const prefix = day.replaceAll('-', '')
  await trx.rows('select pg_advisory_xact_lock(hashtextextended($1, 37))', [`work-order-number ${prefix}`])
  const [row] = await trx.rows<{ last: number | null }>(
    `select max(substr(number, 9)::int) as last from desk.work_order where number like $1`,
    [`${prefix}%`],
  )
  return `${prefix}${String((row?.last ?? 0) + 1).padStart(4, '0')}`
}

/** The order a call was given already: a call has one. */
export async function orderOfCall(trx: Trx, callId: string): Promise<string | undefined> {
  const rows = await trx.rows<{ number: string }>('select number from desk.work_order where call_id = $1', [callId])
  return rows[0]?.number
}
