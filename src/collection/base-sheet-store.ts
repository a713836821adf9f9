import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import { type Fen, fen } from '../kernel/money.js'

/** 年度申报表的存取：what an employer filled in and what each person answered, before anything is submitted. */
export interface SheetRow {
  readonly personId: string
  readonly employerId: string
  readonly payYear: number
  readonly key: string
  readonly declaredWage: Fen
  readonly enteredBy: string
  readonly enteredAt: Instant
  readonly verdict?: 'confirmed' | 'disputed' | undefined
  readonly verdictAt?: Instant | undefined
  readonly verdictDay?: Day | undefined
  readonly reason?: Buffer | undefined
  readonly vouched?: string | undefined
  readonly submissionId?: string | undefined
}

const SELECT = `select *, ((verdict_at at time zone 'Asia/Shanghai')::date)::text as verdict_day from desk.base_wage`

export type EnteredWage = Pick<SheetRow, 'personId' | 'key' | 'declaredWage'>

interface Entry {
  readonly employerId: string
  readonly payYear: number
  readonly by: string
  readonly at: Instant
}

/** Another wage than before takes back what the person answered and what was vouched for. */
export async function enterWages(trx: Trx, { employerId, payYear, by, at }: Entry, wages: readonly EnteredWage[]) {
  if (wages.length === 0) return
  await trx.rows(
    `insert into desk.base_wage as w (person_id, employer_id, pay_year, row_key, declared_wage, entered_by, entered_at)
     select p, $4::bigint, $5::int, k, d, $6::bigint, to_timestamp($7::float8 / 1000)
     from unnest($1::bigint[], $2::text[], $3::bigint[]) as t (p, k, d)
     on conflict (person_id, employer_id, pay_year) do update set declared_wage = excluded.declared_wage,
       entered_by = excluded.entered_by, entered_at = excluded.entered_at, verdict = null, verdict_at = null,
       verdict_reason = null, vouched = null, submission_id = null
     where w.declared_wage <> excluded.declared_wage`,
    [
      wages.map(({ personId }) => personId),
      wages.map(({ key }) => key),
      wages.map(({ declaredWage }) => declaredWage),
      ...[employerId, payYear, by, at],
    ],
  )
}

export async function sheetOf(trx: Trx, employerId: string, payYear: number): Promise<SheetRow[]> {
  const rows = await trx.rows<StoredRow>(`${SELECT} where employer_id = $1 and pay_year = $2`, [employerId, payYear])
  return rows.map(rowOf)
}

/** 本人的各份，newest year first. */
export async function sheetsOfPerson(trx: Trx, personId: string): Promise<SheetRow[]> {
  const rows = await trx.rows<StoredRow>(`${SELECT} where person_id = $1 order by pay_year desc, employer_id`, [
    personId,
  ])
  return rows.map(rowOf)
}

/** 职工的答复，only to the wage that was seen. False where it has changed meanwhile. */
export async function answerWage(
  trx: Trx,
  row: Pick<SheetRow, 'personId' | 'key' | 'payYear' | 'declaredWage'>,
  answer: { readonly verdict: 'confirmed' | 'disputed'; readonly reason: Buffer | undefined; readonly at: Instant },
): Promise<boolean> {
  const rows = await trx.rows(
    `update desk.base_wage set verdict = $5, verdict_reason = $6, verdict_at = to_timestamp($7::float8 / 1000)
     where person_id = $1 and row_key = $2 and pay_year = $3 and declared_wage = $4 returning person_id`,
    [row.personId, row.key, row.payYear, row.declaredWage, answer.verdict, answer.reason ?? null, answer.at],
  )
  return rows.length === 1
}

export async function vouchFor(
  trx: Trx,
  employerId: string,
  payYear: number,
  persons: readonly string[],
  paper: string,
) {
  await trx.rows(
    'update desk.base_wage set vouched = $4 where employer_id = $1 and pay_year = $2 and person_id = any ($3::bigint[])',
    [employerId, payYear, persons, paper],
  )
}

export async function markSent(trx: Trx, employerId: string, payYear: number, persons: readonly string[], id: string) {
  await trx.rows(
    `update desk.base_wage set submission_id = $4 where employer_id = $1 and pay_year = $2
       and person_id = any ($3::bigint[])`,
    [employerId, payYear, persons, id],
  )
}

interface StoredRow {
  person_id: string
  employer_id: string
  pay_year: number
  row_key: string
  declared_wage: string
  entered_by: string
  entered_at: Date
  verdict: 'confirmed' | 'disputed' | null
  verdict_at: Date | null
  verdict_day: string | null
  verdict_reason: Buffer | null
  vouched: string | null
  submission_id: string | null
}

function rowOf(row: StoredRow): SheetRow {
  return {
    personId: row.person_id,
    employerId: row.employer_id,
    payYear: row.pay_year,
    key: row.row_key,
    declaredWage: fen(Number(row.declared_wage)),
    enteredBy: row.entered_by,
    enteredAt: row.entered_at.getTime() as Instant,
    verdict: row.verdict ?? undefined,
    verdictAt: row.verdict_at?.getTime() as Instant | undefined,
    verdictDay: (row.verdict_day as Day | null) ?? undefined,
    reason: row.verdict_reason ?? undefined,
    vouched: row.vouched ?? undefined,
    submissionId: row.submission_id ?? undefined,
  }
}
