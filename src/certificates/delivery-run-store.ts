import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { DeliveryState, PieceState } from './delivery-words.js'

/** 寄送批次的存取。SQL of desk.delivery_run and of what is counted over it. */
export interface DeliveryRun {
  readonly runId: string
  readonly agency: string
  readonly year: number
  /** '' for all on one statement. */
  readonly insurance: string
  readonly formReason?: Buffer | undefined
  readonly start: Day
  readonly end: Day
  readonly deadline: Day
  readonly statementYear: number
  readonly cutOff: Day
  readonly inputSize: number
  readonly postage: number
  readonly returnDays: number
  readonly state: DeliveryState
  readonly lastPerson: string
  readonly personsDone: number
  readonly personsTotal: number
  readonly openedBy: string
  readonly openedAt: Instant
}

/** False where the agency has one of the year already. */
export async function insertRun(
  trx: Trx,
  run: Omit<DeliveryRun, 'state' | 'lastPerson' | 'personsDone'>,
): Promise<boolean> {
  const rows = await trx.rows(
    `insert into desk.delivery_run (run_id, agency, year, insurance, form_reason, year_start, year_end, deadline,
       statement_year, cut_off, input_size, postage, return_days, state, persons_total, opened_by, opened_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'gathering', $14, $15,
       to_timestamp($16::float8 / 1000)) on conflict do nothing returning run_id`,
    [
      ...[run.runId, run.agency, run.year, run.insurance, run.formReason ?? null, run.start, run.end, run.deadline],
      ...[run.statementYear, run.cutOff, run.inputSize, run.postage, run.returnDays, run.personsTotal],
      ...[run.openedBy, run.openedAt],
    ],
  )
  return rows.length === 1
}

export async function findRun(trx: Trx, runId: string, lock = false): Promise<DeliveryRun | undefined> {
  return (await runsWhere(trx, `where run_id = $1${lock ? ' for update' : ''}`, [runId]))[0]
}

export function runsOf(trx: Trx, agencies: readonly string[], most: number): Promise<DeliveryRun[]> {
  return runsWhere(trx, 'where agency = any ($1::text[]) order by year desc, agency, insurance limit $2', [
    agencies,
    most,
  ])
}

/** 同一机构同一年度的各批. */
export function runsOfYear(trx: Trx, agency: string, year: number): Promise<DeliveryRun[]> {
  return runsWhere(trx, 'where agency = $1 and year = $2', [agency, year])
}

/** 还在列入的，the oldest first. */
export async function gatheringRun(trx: Trx): Promise<DeliveryRun | undefined> {
  return (await runsWhere(trx, `where state = 'gathering' order by opened_at, run_id limit 1`, []))[0]
}

export async function noteGathered(trx: Trx, runId: string, to: { last: string; done: number }): Promise<void> {
  await trx.rows('update desk.delivery_run set last_person = $2, persons_done = persons_done + $3 where run_id = $1', [
    runId,
    to.last,
    to.done,
  ])
}

export async function endGathering(trx: Trx, runId: string, at: Instant): Promise<void> {
  await trx.rows(
    `update desk.delivery_run set state = 'gathered', gathered_at = to_timestamp($2::float8 / 1000),
       persons_total = persons_done where run_id = $1 and state = 'gathering'`,
    [runId, at],
  )
}

export interface StateCount {
  readonly state: PieceState
  readonly n: number
  /** 其中期限之后才有终局的. */
  readonly late: number
}

export async function countStates(trx: Trx, runId: string, deadline: Day): Promise<StateCount[]> {
  return trx.rows<StateCount>(
    `select state, count(*)::int as n, (count(*) filter (where ended_on > $2))::int as late
     from desk.delivery_piece where run_id = $1 group by state`,
    [runId, deadline],
  )
}

export interface Costs {
  readonly postings: number
  readonly pages: number
  readonly returns: number
}

export async function costsOf(trx: Trx, runId: string): Promise<Costs> {
  const [row] = await trx.rows<Costs>(
    `select count(*)::int as postings, coalesce(sum(pages), 0)::int as pages,
       (count(*) filter (where outcome = 'returned'))::int as returns
     from desk.delivery_posting where run_id = $1`,
    [runId],
  )
  return row!
}

interface Row {
  readonly run_id: string
  readonly agency: string
  readonly year: number
  readonly insurance: string
  readonly form_reason: Buffer | null
  readonly year_start: Day
  readonly year_end: Day
  readonly deadline: Day
  readonly statement_year: number
  readonly cut_off: Day
  readonly input_size: string
  readonly postage: number
  readonly return_days: number
  readonly state: DeliveryState
  readonly last_person: string
  readonly persons_done: number
  readonly persons_total: number
  readonly opened_by: string
  readonly opened_at: Date
}

async function runsWhere(trx: Trx, where: string, values: readonly unknown[]): Promise<DeliveryRun[]> {
  return (await trx.rows<Row>(`select * from desk.delivery_run ${where}`, values)).map((row) => ({
    ...{ runId: row.run_id, agency: row.agency, year: row.year, insurance: row.insurance },
    formReason: row.form_reason ?? undefined,
    ...{ start: row.year_start, end: row.year_end, deadline: row.deadline, statementYear: row.statement_year },
    ...{ cutOff: row.cut_off, inputSize: Number(row.input_size), postage: row.postage, returnDays: row.return_days },
    ...{ state: row.state, lastPerson: row.last_person, personsDone: row.persons_done },
    ...{ personsTotal: row.persons_total, openedBy: row.opened_by, openedAt: row.opened_at.getTime() as Instant },
  }))
}
