import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import { OVER, type TransferState } from './transfer-words.js'

/** 转移件与往来步骤的存取。 */
export interface TransferCase {
  readonly caseId: string
  readonly direction: 'in' | 'out'
  readonly agency: string
  readonly area: string
  readonly insurance: string
  readonly personId: string
  readonly partner: string
  readonly letterNumber: string
  readonly body: Buffer
  readonly openedBy: string
  readonly openedAt: Instant
}

export interface TransferStep {
  readonly caseId: string
  readonly ordinal: number
  readonly side: 'ours' | 'theirs'
  readonly state: TransferState
  readonly by?: string | undefined
  readonly note?: Buffer | undefined
  readonly documentId?: string | undefined
  readonly submissionId?: string | undefined
  readonly amount?: number | undefined
  readonly at: Instant
}

/** False where the letter was taken in before. */
export async function insertCase(trx: Trx, one: TransferCase): Promise<boolean> {
  const rows = await trx.rows(
    `insert into desk.transfer_case (case_id, direction, agency, area, insurance, person_id, partner, letter_number, body,
       opened_by, opened_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, to_timestamp($11::float8 / 1000)) on conflict do nothing returning 1`,
    [
      ...[one.caseId, one.direction, one.agency, one.area, one.insurance, one.personId, one.partner],
      ...[one.letterNumber, one.body, one.openedBy, one.openedAt],
    ],
  )
  return rows.length === 1
}

export async function setBody(trx: Trx, caseId: string, body: Buffer): Promise<void> {
  await trx.rows('update desk.transfer_case set body = $2 where case_id = $1', [caseId, body])
}

export async function insertStep(trx: Trx, step: Omit<TransferStep, 'ordinal'>): Promise<void> {
  await trx.rows(
    `insert into desk.transfer_step (case_id, ordinal, side, state, by_person, note, document_id, submission_id, amount, at)
     select $1, coalesce(max(ordinal), 0) + 1, $2, $3, $4, $5, $6, $7, $8, to_timestamp($9::float8 / 1000)
     from desk.transfer_step where case_id = $1`,
    [
      ...[step.caseId, step.side, step.state, step.by ?? null, step.note ?? null, step.documentId ?? null],
      ...[step.submissionId ?? null, step.amount ?? null, step.at],
    ],
  )
}

/** 记下已并入：by whoever looks first; for those who look at the same time it is noted already. */
export async function noteMerged(
  trx: Trx,
  { caseId, submissionId, at }: { readonly caseId: string; readonly submissionId: string; readonly at: Instant },
): Promise<void> {
  await trx.rows(
    `insert into desk.transfer_step (case_id, ordinal, side, state, submission_id, at)
     select $1, max(ordinal) + 1, 'ours', 'merged', $2, to_timestamp($3::float8 / 1000)
     from desk.transfer_step where case_id = $1
     having not bool_or(state = 'merged' and submission_id = $2) on conflict do nothing`,
    [caseId, submissionId, at],
  )
}

export async function findCase(trx: Trx, caseId: string, lock = false): Promise<TransferCase | undefined> {
  const rows = await trx.rows<CaseRow>(
    `select * from desk.transfer_case where case_id = $1 ${lock ? 'for update' : ''}`,
    [caseId],
  )
  return rows[0] && caseOf(rows[0])
}

export async function findByLetter(
  trx: Trx,
  direction: 'in' | 'out',
  letterNumber: string,
): Promise<TransferCase | undefined> {
  const rows = await trx.rows<CaseRow>(
    'select * from desk.transfer_case where direction = $1 and letter_number = $2 for update',
    [direction, letterNumber],
  )
  return rows[0] && caseOf(rows[0])
}

export async function casesOfPerson(trx: Trx, personId: string, insurance: string): Promise<TransferCase[]> {
  const rows = await trx.rows<CaseRow>(
    'select * from desk.transfer_case where person_id = $1 and insurance = $2 order by opened_at',
    [personId, insurance],
  )
  return rows.map(caseOf)
}

/** 此人的全部转移，newest first. */
export async function casesOf(trx: Trx, personId: string): Promise<TransferCase[]> {
  const rows = await trx.rows<CaseRow>(
    'select * from desk.transfer_case where person_id = $1 order by opened_at desc, case_id limit 100',
    [personId],
  )
  return rows.map(caseOf)
}

/** What is not over first, however old, then the rest; newest first in each. */
export async function listCases(trx: Trx, agencies: readonly string[], limit: number): Promise<TransferCase[]> {
  const rows = await trx.rows<CaseRow>(
    `select * from desk.transfer_case c where agency = any ($1::text[])
     order by coalesce((select s.state from desk.transfer_step s where s.case_id = c.case_id and s.side = 'ours'
       order by s.ordinal desc limit 1) = any ($3::text[]), false), opened_at desc, case_id limit $2`,
    [agencies, limit, [...OVER]],
  )
  return rows.map(caseOf)
}

/** All steps of these, in order. */
export async function stepsOf(trx: Trx, caseIds: readonly string[]): Promise<Map<string, TransferStep[]>> {
  const rows = await trx.rows<StepRow>(
    'select * from desk.transfer_step where case_id = any ($1::uuid[]) order by case_id, ordinal',
    [caseIds],
  )
  const steps = new Map<string, TransferStep[]>(caseIds.map((id) => [id, []]))
  for (const row of rows) steps.get(row.case_id)?.push(stepOf(row))
  return steps
}

interface CaseRow {
  case_id: string
  direction: 'in' | 'out'
  agency: string
  area: string
  insurance: string
  person_id: string
  partner: string
  letter_number: string
  body: Buffer
  opened_by: string
  opened_at: Date
}

interface StepRow {
  case_id: string
  ordinal: number
  side: 'ours' | 'theirs'
  state: TransferState
  by_person: string | null
  note: Buffer | null
  document_id: string | null
  submission_id: string | null
  amount: string | null
  at: Date
}

function caseOf(row: CaseRow): TransferCase {
  return {
    ...{ caseId: row.case_id, direction: row.direction, agency: row.agency, area: row.area },
    ...{ insurance: row.insurance, personId: row.person_id, partner: row.partner, letterNumber: row.letter_number },
    ...{ body: row.body, openedBy: row.opened_by, openedAt: row.opened_at.getTime() as Instant },
  }
}

function stepOf(row: StepRow): TransferStep {
  return {
    ...{ caseId: row.case_id, ordinal: row.ordinal, side: row.side, state: row.state, at: row.at.getTime() as Instant },
    ...{ by: row.by_person ?? undefined, note: row.note ?? undefined, documentId: row.document_id ?? undefined },
    submissionId: row.submission_id ?? undefined,
    amount: row.amount === null ? undefined : Number(row.amount),
  }
}
