import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import type { TaskKind } from './levy-contract.js'

/** 任务的存取。 */
export interface StoredTask {
  readonly taskId: string
  readonly kind: TaskKind
  readonly agency: string
  readonly submissionId?: string | undefined
  readonly personId?: string | undefined
  readonly line?: number | undefined
  readonly says: Buffer
  readonly openedAt: Instant
  readonly closedAt?: Instant | undefined
  readonly outcome?: Buffer | undefined
}

/** A thousand at once; one task per kind, submission and line, however often it is asked for. */
export async function insertTasks(trx: Trx, tasks: readonly StoredTask[]): Promise<void> {
  if (tasks.length === 0) return
  await trx.rows(
    `insert into desk.task (task_id, kind, agency, submission_id, person_id, line, says, opened_at)
     select t.id, t.kind, t.agency, t.submission, t.person, t.line, t.says, to_timestamp(t.at::float8 / 1000)
     from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::bigint[], $6::int[], $7::bytea[], $8::bigint[])
       as t (id, kind, agency, submission, person, line, says, at) on conflict do nothing`,
    [
      tasks.map((task) => task.taskId),
      tasks.map((task) => task.kind),
      tasks.map((task) => task.agency),
      tasks.map((task) => task.submissionId ?? null),
      tasks.map((task) => task.personId ?? null),
      tasks.map((task) => task.line ?? null),
      tasks.map((task) => task.says),
      tasks.map((task) => task.openedAt),
    ],
  )
}

/** So many of each kind, lest one kind hide the others. The oldest of what is open first; of what is closed the newest. */
export async function listTasks(trx: Trx, agencies: readonly string[], open: boolean, limit: number) {
  const order = open ? 'opened_at, line, task_id' : 'closed_at desc, task_id'
  const rows = await trx.rows<TaskRow>(
    `select * from (select t.*, row_number() over (partition by kind order by ${order}) as nth from desk.task t
       where agency = any ($1::text[]) and (closed_at is null) = $2) ranked
     where nth <= $3 order by ${order}`,
    [agencies, open, limit],
  )
  return rows.map(taskOf)
}

export async function findTask(trx: Trx, taskId: string): Promise<StoredTask | undefined> {
  const rows = await trx.rows<TaskRow>('select * from desk.task where task_id = $1', [taskId])
  return rows[0] && taskOf(rows[0])
}

/** False where it was closed already. */
export async function closeTask(trx: Trx, taskId: string, by: string, outcome: Buffer, at: Instant): Promise<boolean> {
  const rows = await trx.rows(
    `update desk.task set closed_at = to_timestamp($4::float8 / 1000), closed_by = $2, outcome = $3
     where task_id = $1 and closed_at is null returning task_id`,
    [taskId, by, outcome, at],
  )
  return rows.length === 1
}

interface Closing {
  readonly by: string
  readonly outcome: Buffer
  readonly at: Instant
  /** 只办结这一行的, where it is named. */
  readonly line?: number | undefined
}

/** 某件的某类任务一并办结。 */
export async function closeTasksOf(
  trx: Trx,
  submissionId: string,
  kind: TaskKind,
  { by, outcome, at, line }: Closing,
): Promise<void> {
  await trx.rows(
    `update desk.task set closed_at = to_timestamp($5::float8 / 1000), closed_by = $3, outcome = $4
     where submission_id = $1 and kind = $2 and closed_at is null and ($6::int is null or line = $6)`,
    [submissionId, kind, by, outcome, at, line ?? null],
  )
}

interface TaskRow {
  task_id: string
  kind: TaskKind
  agency: string
  submission_id: string | null
  person_id: string | null
  line: number | null
  says: Buffer
  opened_at: Date
  closed_at: Date | null
  outcome: Buffer | null
}

function taskOf(row: TaskRow): StoredTask {
  return {
    taskId: row.task_id,
    kind: row.kind,
    agency: row.agency,
    submissionId: row.submission_id ?? undefined,
    personId: row.person_id ?? undefined,
    line: row.line ?? undefined,
    says: row.says,
    openedAt: row.opened_at.getTime() as Instant,
    closedAt: row.closed_at?.getTime() as Instant | undefined,
    outcome: row.outcome ?? undefined,
  }
}

/** 已有此类未办任务的人. */
export async function personsWithTask(trx: Trx, agency: string, kind: TaskKind): Promise<Set<string>> {
  const rows = await trx.rows<{ person_id: string }>(
    `select distinct person_id from desk.task
     where agency = $1 and kind = $2 and closed_at is null and person_id is not null`,
    [agency, kind],
  )
  return new Set(rows.map((row) => row.person_id))
}
