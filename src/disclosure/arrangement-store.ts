import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { Vault } from '../ledger/vault.js'
import type { Arrangement, ArrangementStep, ArrangementTold } from './arrangement.js'
import type { ArrangementState, DisclosedSection } from './words.js'

/** 长期安排的存取。 */

export async function insertArrangement(
  trx: Trx,
  vault: Vault,
  one: Omit<Arrangement, 'steps'>,
  persons: readonly string[],
): Promise<void> {
  const body = vault.sealBytes(Buffer.from(JSON.stringify(one.told)))
  await trx.rows(
    `insert into desk.arrangement (arrangement_id, serial, recipient, agency, scope, sections, from_month, quota, quota_per,
       start_on, end_on, review_on, public_key, body, applied_by, applied_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, to_timestamp($16::bigint / 1000.0))`,
    [
      ...[one.id, one.serial, one.recipient, one.agency, one.scope, one.sections, one.fromMonth, one.quota],
      ...[one.quotaPer, one.startOn, one.endOn, one.reviewOn, one.publicKey, body, one.appliedBy, one.appliedAt],
    ],
  )
  await trx.rows(
    'insert into desk.arrangement_person (arrangement_id, person_id) select $1, p from unnest($2::bigint[]) as p',
    [one.id, persons],
  )
}

export async function insertArrangementStep(trx: Trx, id: string, step: ArrangementStep): Promise<void> {
  await trx.rows(
    `insert into desk.arrangement_step (arrangement_id, ordinal, act, state, note, by_person, at)
     select $1, coalesce(max(ordinal), 0) + 1, $2, $3, $4, $5, to_timestamp($6::bigint / 1000.0)
     from desk.arrangement_step where arrangement_id = $1`,
    [id, step.act, step.state, step.note, step.by, step.at],
  )
}

/** 锁住一项安排：calls are counted one after another, and a revocation stands before the next. */
export async function lockArrangement(trx: Trx, id: string): Promise<void> {
  await trx.rows('select pg_advisory_xact_lock(hashtextextended($1, 7368))', [`arrangement:${id}`])
}

export async function findArrangement(trx: Trx, vault: Vault, id: string): Promise<Arrangement | undefined> {
  return (await allArrangements(trx, vault, id))[0]
}

export async function allArrangements(trx: Trx, vault: Vault, only?: string): Promise<Arrangement[]> {
  const rows = await trx.rows<Row>(
    'select * from desk.arrangement where $1::uuid is null or arrangement_id = $1 order by applied_at desc, arrangement_id desc',
    [only ?? null],
  )
  const steps = await trx.rows<StepRow>(
    'select * from desk.arrangement_step where arrangement_id = any ($1::uuid[]) order by arrangement_id, ordinal',
    [rows.map(({ arrangement_id }) => arrangement_id)],
  )
  return rows.map((row) => ({
    ...arrangementOf(vault, row),
    steps: steps.filter(({ arrangement_id }) => arrangement_id === row.arrangement_id).map(stepOf),
  }))
}

export async function isListed(trx: Trx, id: string, personId: string): Promise<boolean> {
  const rows = await trx.rows('select 1 from desk.arrangement_person where arrangement_id = $1 and person_id = $2', [
    id,
    personId,
  ])
  return rows.length > 0
}

export interface Call {
  readonly arrangementId: string
  readonly nonce: string
  readonly callId: string
  /** Concealed. */
  readonly ownCase: string
  readonly outcome: string
  readonly resultHash: string
  readonly at: Instant
  readonly on: Day
}

/** 记下一次调用。False where the nonce was used before. */
export async function insertCall(trx: Trx, call: Call): Promise<boolean> {
  const rows = await trx.rows(
    `insert into desk.arrangement_call (arrangement_id, nonce, call_id, own_case, outcome, result_hash, at, on_day)
     values ($1, $2, $3, $4, $5, $6, to_timestamp($7::bigint / 1000.0), $8) on conflict do nothing returning call_id`,
    [...[call.arrangementId, call.nonce, call.callId, call.ownCase, call.outcome, call.resultHash, call.at], call.on],
  )
  return rows.length > 0
}

export async function isUsed(trx: Trx, id: string, nonce: string): Promise<boolean> {
  const rows = await trx.rows('select 1 from desk.arrangement_call where arrangement_id = $1 and nonce = $2', [
    id,
    nonce,
  ])
  return rows.length > 0
}

/** 本期用了几次，共几次。 */
export async function countCalls(
  trx: Trx,
  { id, quotaPer }: Pick<Arrangement, 'id' | 'quotaPer'>,
  today: Day,
): Promise<{ readonly used: number; readonly calls: number }> {
  const [row] = await trx.rows<{ used: string; calls: string }>(
    `select count(*) filter (where date_trunc($2, on_day) = date_trunc($2, $3::date)) as used, count(*) as calls
     from desk.arrangement_call where arrangement_id = $1`,
    [id, quotaPer, today],
  )
  return { used: Number(row!.used), calls: Number(row!.calls) }
}

interface Row {
  readonly arrangement_id: string
  readonly serial: string
  readonly recipient: string
  readonly agency: string
  readonly scope: Arrangement['scope']
  readonly sections: DisclosedSection[]
  readonly from_month: string
  readonly quota: number
  readonly quota_per: Arrangement['quotaPer']
  readonly start_on: Day
  readonly end_on: Day
  readonly review_on: Day
  readonly public_key: string
  readonly body: Buffer
  readonly applied_by: string
  readonly applied_at: Date
}

interface StepRow {
  readonly arrangement_id: string
  readonly act: ArrangementStep['act']
  readonly state: ArrangementState
  readonly note: string
  readonly by_person: string
  readonly at: Date
}

function arrangementOf(vault: Vault, row: Row): Omit<Arrangement, 'steps'> {
  return {
    ...{ id: row.arrangement_id, serial: row.serial, recipient: row.recipient, agency: row.agency, scope: row.scope },
    ...{ sections: row.sections, fromMonth: row.from_month, quota: row.quota, quotaPer: row.quota_per },
    ...{ startOn: row.start_on, endOn: row.end_on, reviewOn: row.review_on, publicKey: row.public_key },
    told: JSON.parse(vault.unsealBytes(undefined, row.body).toString()) as ArrangementTold,
    ...{ appliedBy: row.applied_by, appliedAt: row.applied_at.getTime() as Instant },
  }
}

function stepOf(row: StepRow): ArrangementStep {
  return { act: row.act, state: row.state, note: row.note, by: row.by_person, at: row.at.getTime() as Instant }
}
