import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { Vault } from '../ledger/vault.js'
import type { RequestAdHoc } from './ad-hoc-contract.js'
import type { AdHocState } from './ad-hoc-words.js'
import type { Cell } from './cells.js'
import type { Topic } from './topics.js'

/** 临时统计的申请及其各步。 */
export interface AdHoc {
  readonly id: string
  readonly serial: string
  readonly agency: string
  readonly request: RequestAdHoc
  readonly requestedBy: string
  readonly requestedAt: Instant
  readonly steps: readonly AdHocStep[]
  readonly result?: AdHocResult | undefined
}

export interface AdHocStep {
  readonly state: Exclude<AdHocState, 'requested'>
  readonly note: string
  readonly by: string
  readonly account: string
  readonly at: Instant
}

export interface AdHocResult {
  readonly catalogue: string
  readonly cutoff: number
  readonly least: number
  /** 列出了哪几格. */
  readonly told: readonly string[]
  /** Nothing once it has expired. */
  readonly cells: readonly Cell[] | undefined
  readonly digest: string
  readonly madeAt: Instant
  readonly expiresOn: Day
}

export function adHocState({ steps }: Pick<AdHoc, 'steps'>): AdHocState {
  return steps.at(-1)?.state ?? 'requested'
}

export async function insertAdHoc(trx: Trx, vault: Vault, one: Omit<AdHoc, 'steps' | 'result'>): Promise<void> {
  const { measure, month } = one.request
  await trx.rows(
    `insert into desk.ad_hoc (ad_hoc_id, serial, agency, measure, month, body, requested_by, requested_at)
     values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::bigint / 1000.0))`,
    [
      ...[one.id, one.serial, one.agency, measure, month],
      ...[vault.sealBytes(Buffer.from(JSON.stringify(one.request))), one.requestedBy, one.requestedAt],
    ],
  )
}

export async function insertAdHocStep(trx: Trx, id: string, step: AdHocStep): Promise<void> {
  await trx.rows(
    `insert into desk.ad_hoc_step (ad_hoc_id, ordinal, state, note, by_person, by_account, at)
     select $1, coalesce(max(ordinal), 0) + 1, $2, $3, $4, $5, to_timestamp($6::bigint / 1000.0)
     from desk.ad_hoc_step where ad_hoc_id = $1`,
    [id, step.state, step.note, step.by, step.account, step.at],
  )
}

export async function lockAdHoc(trx: Trx, id: string): Promise<void> {
  await trx.rows('select pg_advisory_xact_lock(hashtextextended($1, 7374))', [id])
}

export async function insertResult(trx: Trx, id: string, result: AdHocResult): Promise<void> {
  await trx.rows(
    `insert into desk.ad_hoc_result (ad_hoc_id, catalogue, cutoff, least, told, cells, digest, made_at, expires_on)
     values ($1, $2, $3, $4, $5, $6, decode($7, 'hex'), to_timestamp($8::bigint / 1000.0), $9)`,
    [
      ...[id, result.catalogue, result.cutoff, result.least, JSON.stringify(result.told)],
      ...[JSON.stringify(result.cells), result.digest, result.madeAt, result.expiresOn],
    ],
  )
}

/** 到期清除各格；which cells were told stays, for what is asked later is audited beside them. */
export async function clearAdHoc(trx: Trx, today: Day): Promise<void> {
  await trx.rows('update desk.ad_hoc_result set cells = null where expires_on < $1 and cells is not null', [today])
}

export function adHocsOf(trx: Trx, vault: Vault, agencies: readonly string[], most: number): Promise<AdHoc[]> {
  const where = `agency = any ($1) order by requested_at desc, a.ad_hoc_id limit ${Math.trunc(most)}`
  return adHocsWhere(trx, vault, where, [agencies])
}

export async function findAdHoc(trx: Trx, vault: Vault, id: string): Promise<AdHoc | undefined> {
  return (await adHocsWhere(trx, vault, 'a.ad_hoc_id = $1', [id]))[0]
}

/** 同一指标同一月已经做成的，whoever asked. */
export function madeOf(trx: Trx, vault: Vault, measure: Topic, month: string): Promise<AdHoc[]> {
  const where = 'measure = $1 and month = $2 and r.ad_hoc_id is not null order by r.made_at, a.ad_hoc_id'
  return adHocsWhere(trx, vault, where, [measure, month])
}

async function adHocsWhere(trx: Trx, vault: Vault, where: string, values: readonly unknown[]): Promise<AdHoc[]> {
  const rows = await trx.rows<Row>(
    `select a.ad_hoc_id, serial, agency, body, requested_by, requested_at, catalogue, cutoff, least, told, cells,
       encode(digest, 'hex') as digest, made_at, expires_on
     from desk.ad_hoc a left join desk.ad_hoc_result r on r.ad_hoc_id = a.ad_hoc_id where ${where}`,
    values,
  )
  const steps = await trx.rows<StepRow>(
    'select * from desk.ad_hoc_step where ad_hoc_id = any ($1::uuid[]) order by ad_hoc_id, ordinal',
    [rows.map(({ ad_hoc_id }) => ad_hoc_id)],
  )
  return rows.map((row) => ({
    ...{ id: row.ad_hoc_id, serial: row.serial, agency: row.agency, requestedBy: row.requested_by },
    request: JSON.parse(vault.unseal(undefined, row.body)) as RequestAdHoc,
    requestedAt: row.requested_at.getTime() as Instant,
    steps: steps
      .filter(({ ad_hoc_id }) => ad_hoc_id === row.ad_hoc_id)
      .map((step) => ({
        ...{ state: step.state, note: step.note, by: step.by_person, account: step.by_account },
        at: step.at.getTime() as Instant,
      })),
    result: resultOf(row),
  }))
}

function resultOf(row: Row): AdHocResult | undefined {
  if (row.catalogue === null) return undefined
  return {
    ...{ catalogue: row.catalogue, cutoff: Number(row.cutoff), least: row.least!, told: row.told! },
    ...{ cells: row.cells ?? undefined, digest: row.digest!, expiresOn: row.expires_on! },
    madeAt: row.made_at!.getTime() as Instant,
  }
}

interface Row {
  readonly ad_hoc_id: string
  readonly serial: string
  readonly agency: string
  readonly body: Buffer
  readonly requested_by: string
  readonly requested_at: Date
  readonly catalogue: string | null
  readonly cutoff: string | null
  readonly least: number | null
  readonly told: string[] | null
  readonly cells: Cell[] | null
  readonly digest: string | null
  readonly made_at: Date | null
  readonly expires_on: Day | null
}

interface StepRow {
  readonly ad_hoc_id: string
  readonly state: AdHocStep['state']
  readonly note: string
  readonly by_person: string
  readonly by_account: string
  readonly at: Date
}
