import type { Actor } from '../access/actor.js'
import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import type { Vault } from '../ledger/vault.js'
import type { Both } from './catalogue.js'
import type { JobKind, JobState } from './job-words.js'

/** 统计任务。 */
export interface Job {
  readonly id: string
  readonly kind: JobKind
  readonly matter: string
  readonly title: Both
  readonly agency: string
  readonly by: string
  readonly state: JobState
  readonly done: number
  readonly total: number
  readonly askedAt: Instant
  readonly endedAt?: Instant | undefined
  readonly result?: string | undefined
  readonly why?: JobWhy | undefined
}

export interface JobWhy extends Both {
  readonly code: string
}

/** 所问与何人所问，kept concealed until the job ends. */
export interface JobBody {
  readonly asker: Pick<Actor, 'accountId' | 'sessionId' | 'channel'>
  readonly question: unknown
}

/** 任务已取消：what was being done for it is let go. */
export class Stopped extends Error {}

type NewJob = Pick<Job, 'id' | 'kind' | 'matter' | 'title' | 'agency' | 'askedAt'>

/** 排队。Answers the job; where the same is waiting or being done already, that one. */
export async function insertJob(trx: Trx, vault: Vault, job: NewJob, actor: Actor, question: unknown): Promise<string> {
  const { accountId, sessionId, channel, personId } = actor
  const body: JobBody = { asker: { accountId, sessionId, channel }, question }
  const rows = await trx.rows(
    `insert into desk.statistic_job (job_id, kind, matter, title, agency, body, by_person, state, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'waiting', to_timestamp($8::bigint / 1000.0))
     on conflict (kind, matter) where state in ('waiting', 'running') do nothing returning job_id`,
    [
      ...[job.id, job.kind, job.matter, JSON.stringify(job.title), job.agency],
      ...[vault.sealBytes(Buffer.from(JSON.stringify(body))), personId, job.askedAt],
    ],
  )
  return rows.length > 0 ? job.id : (await openJob(trx, job.kind, job.matter))!.id
}

/** 下一件：one that a stop interrupted is begun anew. */
export async function takeNext(trx: Trx, vault: Vault): Promise<{ job: Job; body: JobBody } | undefined> {
  const [row] = await trx.rows<{ job_id: string; body: Buffer }>(
    `update desk.statistic_job set state = 'running', done = 0 where job_id = (
       select job_id from desk.statistic_job where state in ('waiting', 'running') order by asked_at, job_id limit 1
       for update skip locked) returning job_id, body`,
  )
  if (row === undefined) return undefined
  const body = JSON.parse(vault.unseal(undefined, row.body)) as JobBody
  return { job: (await findJob(trx, row.job_id))!, body }
}

/** 记进度。False where the job was cancelled. */
export async function noteJob(trx: Trx, id: string, done: number, total: number): Promise<boolean> {
  const rows = await trx.rows(
    `update desk.statistic_job set done = $2, total = greatest($3::bigint, $2::bigint)
     where job_id = $1 and state = 'running' returning job_id`,
    [id, done, total],
  )
  return rows.length > 0
}

/** 结束，once: whoever is too late finds it cancelled. What was asked is wiped. */
export async function endJob(
  trx: Trx,
  id: string,
  to: { state: 'done' | 'failed' | 'cancelled'; at: Instant; result?: string; why?: JobWhy },
): Promise<boolean> {
  const from = to.state === 'cancelled' ? ['waiting', 'running'] : ['running']
  const rows = await trx.rows(
    `update desk.statistic_job set state = $2, ended_at = to_timestamp($3::bigint / 1000.0), result = $4, why = $5,
       body = '' where job_id = $1 and state = any ($6) returning job_id`,
    [id, to.state, to.at, to.result ?? null, to.why === undefined ? null : JSON.stringify(to.why), from],
  )
  return rows.length > 0
}

export async function findJob(trx: Trx, id: string): Promise<Job | undefined> {
  return (await jobsWhere(trx, 'job_id = $1', [id]))[0]
}

export async function openJob(trx: Trx, kind: JobKind, matter: string): Promise<Job | undefined> {
  return (await jobsWhere(trx, `kind = $1 and matter = $2 and state in ('waiting', 'running')`, [kind, matter]))[0]
}

/** 各件最近的一次任务，by what they are for. */
export async function latestJobs(trx: Trx, kind: JobKind, matters: readonly string[]): Promise<Map<string, Job>> {
  const jobs = await jobsWhere(trx, 'kind = $1 and matter = any ($2) order by asked_at, job_id', [kind, matters])
  return new Map(jobs.map((job) => [job.matter, job]))
}

export function jobsOf(trx: Trx, agencies: readonly string[], most: number): Promise<Job[]> {
  return jobsWhere(trx, `agency = any ($1) order by asked_at desc, job_id desc limit ${Math.trunc(most)}`, [agencies])
}

async function jobsWhere(trx: Trx, where: string, values: readonly unknown[]): Promise<Job[]> {
  const rows = await trx.rows<Row>(
    `select job_id, kind, matter, title, agency, by_person, state, done, total, asked_at, ended_at, result, why
     from desk.statistic_job where ${where}`,
    values,
  )
  return rows.map((row) => ({
    ...{ id: row.job_id, kind: row.kind, matter: row.matter, title: row.title, agency: row.agency },
    ...{ by: row.by_person, state: row.state, done: Number(row.done), total: Number(row.total) },
    askedAt: row.asked_at.getTime() as Instant,
    endedAt: row.ended_at === null ? undefined : (row.ended_at.getTime() as Instant),
    ...{ result: row.result ?? undefined, why: row.why ?? undefined },
  }))
}

interface Row {
  readonly job_id: string
  readonly kind: JobKind
  readonly matter: string
  readonly title: Both
  readonly agency: string
  readonly by_person: string
  readonly state: JobState
  readonly done: string
  readonly total: string
  readonly asked_at: Date
  readonly ended_at: Date | null
  readonly result: string | null
  readonly why: JobWhy | null
}
