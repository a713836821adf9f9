import type { Post } from '../access/posts.js'
import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { ProblemKind } from './problem.js'

/** 档案问题的存取。One is open per paper and kind, however often it is found. */
export interface StoredProblem {
  readonly problemId: string
  readonly agency: string
  readonly kind: ProblemKind
  readonly documentId?: string | undefined
  readonly found: string
  readonly ownerPost: Post
  readonly dueDay: Day
  readonly openedAt: Instant
  readonly closedAt?: Instant | undefined
  readonly outcome?: string | undefined
}

export async function insertProblem(trx: Trx, one: StoredProblem): Promise<void> {
  await trx.rows(
    `insert into archive.problem (problem_id, agency, kind, document_id, found, owner_post, due_day, opened_at)
     values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::float8 / 1000)) on conflict do nothing`,
    [one.problemId, one.agency, one.kind, one.documentId ?? null, one.found, one.ownerPost, one.dueDay, one.openedAt],
  )
}

export async function listProblems(
  trx: Trx,
  agencies: readonly string[],
  open: boolean,
  limit: number,
): Promise<StoredProblem[]> {
  const rows = await trx.rows<Row>(
    `select * from archive.problem where agency = any ($1::text[]) and (closed_at is null) = $2
     order by due_day, opened_at limit $3`,
    [agencies, open, limit],
  )
  return rows.map(problemOf)
}

/** False where it was closed already, or is not of these agencies. */
export async function closeProblem(
  trx: Trx,
  asked: { problemId: string; agencies: readonly string[]; by: string; outcome: string; at: Instant },
): Promise<boolean> {
  const rows = await trx.rows(
    `update archive.problem set closed_at = to_timestamp($5::float8 / 1000), closed_by = $3, outcome = $4
     where problem_id = $1 and agency = any ($2::text[]) and closed_at is null returning problem_id`,
    [asked.problemId, asked.agencies, asked.by, asked.outcome, asked.at],
  )
  return rows.length === 1
}

type Row = Record<string, unknown>

function problemOf(row: Row): StoredProblem {
  return {
    problemId: row['problem_id'] as string,
    agency: row['agency'] as string,
    kind: row['kind'] as ProblemKind,
    documentId: (row['document_id'] as string | null) ?? undefined,
    found: row['found'] as string,
    ownerPost: row['owner_post'] as Post,
    dueDay: row['due_day'] as Day,
    openedAt: (row['opened_at'] as Date).getTime() as Instant,
    closedAt: (row['closed_at'] as Date | null)?.getTime() as Instant | undefined,
    outcome: (row['outcome'] as string | null) ?? undefined,
  }
}
