import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { CloseState } from './contract.js'

/** 年度结息批次的存取。SQL of desk.close_run. */
export interface Run {
  readonly runId: string
  readonly year: number
  readonly agency: string
  readonly state: CloseState
  readonly proposedBy: string
  readonly proposedAt: Instant
  readonly approvedBy?: string | undefined
  readonly approvedAt?: Instant | undefined
  readonly businessDay?: Day | undefined
  readonly inputSize?: number | undefined
  readonly policyDigest?: string | undefined
  readonly lastPerson: string
  readonly personsDone: number
  readonly personsTotal?: number | undefined
  readonly rowsWritten: number
  readonly provisionalRows: number
  readonly leftOut: number
  readonly startedAt?: Instant | undefined
  readonly stretchAt?: Instant | undefined
  readonly stretchDone: number
  readonly finishedAt?: Instant | undefined
  readonly stoppedWhy?: string | undefined
}

const LISTED = 50

/** False where another one is open: there is one at a time. */
export async function insertRun(
  trx: Trx,
  run: Pick<Run, 'runId' | 'year' | 'agency' | 'proposedBy' | 'proposedAt'>,
): Promise<boolean> {
  const rows = await trx.rows(
    `insert into desk.close_run (run_id, year, agency, state, proposed_by, proposed_at)
     values ($1, $2, $3, 'proposed', $4, to_timestamp($5::float8 / 1000)) on conflict do nothing returning run_id`,
    [run.runId, run.year, run.agency, run.proposedBy, run.proposedAt],
  )
  return rows.length === 1
}

export async function listRuns(trx: Trx): Promise<Run[]> {
  return runs(trx, 'order by proposed_at desc, run_id desc limit $1', [LISTED])
}

export async function findRun(trx: Trx, runId: string, lock = false): Promise<Run | undefined> {
  return (await runs(trx, `where run_id = $1${lock ? ' for update' : ''}`, [runId]))[0]
}

/** 最近结息的年度; undefined where none was finished. */
export async function newestClosedYear(trx: Trx): Promise<number | undefined> {
  const rows = await trx.rows<{ year: number | null }>(
    `select max(year) as year from desk.close_run where state = 'done'`,
    [],
  )
  return rows[0]?.year ?? undefined
}

/** The one that is proposed, running or stopped. */
export async function openRun(trx: Trx): Promise<Run | undefined> {
  return (await runs(trx, `where state in ('proposed', 'running', 'stopped')`, []))[0]
}

export async function approveRun(trx: Trx, runId: string, by: string, at: Instant): Promise<void> {
  await trx.rows(
    `update desk.close_run set state = 'running', approved_by = $2, approved_at = to_timestamp($3::float8 / 1000)
     where run_id = $1`,
    [runId, by, at],
  )
}

export async function setState(trx: Trx, runId: string, state: CloseState, why?: string): Promise<void> {
  await trx.rows(`update desk.close_run set state = $2, stopped_why = $3 where run_id = $1`, [
    runId,
    state,
    why ?? null,
  ])
}

export type Beginning = Pick<Run, 'runId' | 'inputSize' | 'policyDigest' | 'businessDay' | 'personsTotal'>

/** 开工：what it rests on is fixed here, once; a later stretch only notes the time. */
export async function beginRun(trx: Trx, begun: Beginning, at: Instant): Promise<void> {
  await trx.rows(
    `update desk.close_run set input_size = $2, policy_digest = $3, business_day = $4, persons_total = $5,
       started_at = coalesce(started_at, to_timestamp($6::float8 / 1000)),
       stretch_at = to_timestamp($6::float8 / 1000), stretch_done = persons_done
     where run_id = $1`,
    [begun.runId, begun.inputSize, begun.policyDigest, begun.businessDay, begun.personsTotal, at],
  )
}

export interface Step {
  readonly lastPerson: string
  readonly persons: number
  readonly rows: number
  readonly provisional: number
  readonly leftOut: number
}

/** 进度。Answers the state as it now is: somebody may have stopped it meanwhile. */
export async function noteStep(trx: Trx, runId: string, step: Step): Promise<CloseState> {
  const rows = await trx.rows<{ state: CloseState }>(
    `update desk.close_run set last_person = $2, persons_done = persons_done + $3, rows_written = rows_written + $4,
       provisional_rows = provisional_rows + $5, left_out = left_out + $6 where run_id = $1 returning state`,
    [runId, step.lastPerson, step.persons, step.rows, step.provisional, step.leftOut],
  )
  return rows[0]!.state
}

export async function finishRun(trx: Trx, runId: string, at: Instant): Promise<void> {
  await trx.rows(
    `update desk.close_run set state = 'done', persons_total = persons_done, finished_at = to_timestamp($2::float8 / 1000)
     where run_id = $1 and state = 'running'`,
    [runId, at],
  )
}

interface RunRow {
  readonly run_id: string
  readonly year: number
  readonly agency: string
  readonly state: CloseState
  readonly proposed_by: string
  readonly proposed_at: Date
  readonly approved_by: string | null
  readonly approved_at: Date | null
  readonly business_day: Day | null
  readonly input_size: string | null
  readonly policy_digest: string | null
  readonly last_person: string
  readonly persons_done: number
  readonly persons_total: number | null
  readonly rows_written: number
  readonly provisional_rows: number
  readonly left_out: number
  readonly started_at: Date | null
  readonly stretch_at: Date | null
  readonly stretch_done: number
  readonly finished_at: Date | null
  readonly stopped_why: string | null
}

async function runs(trx: Trx, which: string, values: readonly unknown[]): Promise<Run[]> {
  return (await trx.rows<RunRow>(`select * from desk.close_run ${which}`, values)).map(runOf)
}

function runOf(row: RunRow): Run {
  return {
    ...{ runId: row.run_id, year: row.year, agency: row.agency, state: row.state },
    ...{ proposedBy: row.proposed_by, proposedAt: row.proposed_at.getTime() as Instant },
    ...{ approvedBy: row.approved_by ?? undefined, approvedAt: instant(row.approved_at) },
    businessDay: row.business_day ?? undefined,
    inputSize: row.input_size === null ? undefined : Number(row.input_size),
    policyDigest: row.policy_digest ?? undefined,
    ...{ lastPerson: row.last_person, personsDone: row.persons_done, personsTotal: row.persons_total ?? undefined },
    ...{ rowsWritten: row.rows_written, provisionalRows: row.provisional_rows, leftOut: row.left_out },
    ...{ startedAt: instant(row.started_at), stretchAt: instant(row.stretch_at), stretchDone: row.stretch_done },
    ...{ finishedAt: instant(row.finished_at), stoppedWhy: row.stopped_why ?? undefined },
  }
}

function instant(at: Date | null): Instant | undefined {
  return at === null ? undefined : (at.getTime() as Instant)
}
