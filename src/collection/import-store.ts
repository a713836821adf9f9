import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import type { ImportForm, ImportState } from './import-contract.js'

/** 大件读取的存取。 */
export interface ImportRow {
  readonly jobId: string
  readonly submissionId: string
  readonly revision: number
  readonly form: ImportForm
  readonly agency: string
  readonly employerId?: string | undefined
  readonly asked: Buffer
  readonly paperDigest: Buffer
  readonly paperSize: number
  readonly mediaType: string
  readonly contentDigest: Buffer
  readonly state: ImportState
  readonly rowsDone: number
  readonly accepted: number
  readonly refused: number
  /** Millionths. */
  readonly share: number
  readonly progress?: Buffer | undefined
  readonly tries: number
  readonly stretchAt?: Instant | undefined
  readonly stretchRows: number
  readonly stretchShare: number
  readonly why?: Buffer | undefined
  readonly madeBy: string
  readonly madeAt: Instant
  readonly finishedAt?: Instant | undefined
}

export type NewImport = Omit<
  ImportRow,
  'state' | 'rowsDone' | 'accepted' | 'refused' | 'share' | 'tries' | 'stretchRows' | 'stretchShare'
>

export async function insertImport(trx: Trx, made: NewImport): Promise<void> {
  await trx.rows(
    `insert into desk.import_job (job_id, submission_id, revision, form, agency, employer_id, asked, paper_digest,
       paper_size, media_type, content_digest, state, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting', $12, to_timestamp($13::float8 / 1000))`,
    [
      ...[made.jobId, made.submissionId, made.revision, made.form, made.agency, made.employerId ?? null, made.asked],
      ...[made.paperDigest, made.paperSize, made.mediaType, made.contentDigest, made.madeBy, made.madeAt],
    ],
  )
}

export async function findImport(trx: Trx, jobId: string, lock = false): Promise<ImportRow | undefined> {
  const rows = await trx.rows<Row>(`select * from desk.import_job where job_id = $1 ${lock ? 'for update' : ''}`, [
    jobId,
  ])
  return rows[0] && importOf(rows[0])
}

/** 某一报送最近的一次读取。 */
export async function findImportOf(trx: Trx, submissionId: string): Promise<ImportRow | undefined> {
  const rows = await trx.rows<Row>(
    'select * from desk.import_job where submission_id = $1 order by made_at desc, job_id desc limit 1',
    [submissionId],
  )
  return rows[0] && importOf(rows[0])
}

/** 轮到的一件：what was begun before, then what waits, oldest first. */
export async function nextImport(trx: Trx): Promise<ImportRow | undefined> {
  const rows = await trx.rows<Row>(
    `select * from desk.import_job where state in ('waiting', 'running') order by state, made_at, job_id limit 1`,
  )
  return rows[0] && importOf(rows[0])
}

/** 有无待读的大件。 */
export async function hasImports(trx: Trx): Promise<boolean> {
  return (await nextImport(trx)) !== undefined
}

export async function listImports(
  trx: Trx,
  of: { readonly agency?: string | undefined; readonly employerId?: string | undefined },
  limit: number,
): Promise<ImportRow[]> {
  const rows = await trx.rows<Row>(
    `select * from desk.import_job where ($1::text is null or agency = $1) and ($2::bigint is null or employer_id = $2)
     order by made_at desc, job_id desc limit $3`,
    [of.agency ?? null, of.employerId ?? null, limit],
  )
  return rows.map(importOf)
}

/** 开工。A try is counted before it is made: one that kills its maker is counted, too. */
export async function beginStretch(trx: Trx, { jobId }: ImportRow, at: Instant): Promise<void> {
  await trx.rows(
    `update desk.import_job set state = 'running', tries = tries + 1, stretch_at = to_timestamp($2::float8 / 1000),
       stretch_rows = rows_done, stretch_share = share where job_id = $1`,
    [jobId, at],
  )
}

export interface Progress {
  readonly rowsDone: number
  readonly accepted: number
  readonly refused: number
  readonly share: number
  readonly progress: Buffer
}

export async function noteProgress(trx: Trx, jobId: string, made: Progress): Promise<void> {
  await trx.rows(
    `update desk.import_job set rows_done = $2, accepted = $3, refused = $4, share = $5, progress = $6, tries = 0
     where job_id = $1`,
    [jobId, made.rowsDone, made.accepted, made.refused, made.share, made.progress],
  )
}

export async function setImportState(trx: Trx, jobId: string, state: ImportState, why?: Buffer): Promise<void> {
  await trx.rows('update desk.import_job set state = $2, why = $3, tries = 0 where job_id = $1', [
    jobId,
    state,
    why ?? null,
  ])
}

export async function finishImport(
  trx: Trx,
  jobId: string,
  state: 'done' | 'refused' | 'withdrawn',
  at: Instant,
  why?: Buffer,
): Promise<void> {
  await trx.rows(
    `update desk.import_job set state = $2, finished_at = to_timestamp($3::float8 / 1000), why = $4, progress = null,
       share = case when $2 = 'done' then 1000000 else share end where job_id = $1`,
    [jobId, state, at, why ?? null],
  )
}

type Row = Record<string, unknown>

function importOf(row: Row): ImportRow {
  const at = (name: string) => (row[name] as Date | null)?.getTime() as Instant | undefined
  const some = <T>(name: string) => (row[name] as T | null) ?? undefined
  return {
    jobId: row['job_id'] as string,
    submissionId: row['submission_id'] as string,
    revision: row['revision'] as number,
    form: row['form'] as ImportForm,
    agency: row['agency'] as string,
    employerId: some('employer_id'),
    asked: row['asked'] as Buffer,
    paperDigest: row['paper_digest'] as Buffer,
    paperSize: Number(row['paper_size']),
    mediaType: row['media_type'] as string,
    contentDigest: row['content_digest'] as Buffer,
    state: row['state'] as ImportState,
    rowsDone: row['rows_done'] as number,
    accepted: row['accepted'] as number,
    refused: row['refused'] as number,
    share: row['share'] as number,
    progress: some('progress'),
    tries: row['tries'] as number,
    stretchAt: at('stretch_at'),
    stretchRows: row['stretch_rows'] as number,
    stretchShare: row['stretch_share'] as number,
    why: some('why'),
    madeBy: row['made_by'] as string,
    madeAt: at('made_at')!,
    finishedAt: at('finished_at'),
  }
}
