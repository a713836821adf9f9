import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'

/** 借阅的存取。 */
export interface StoredLoan {
  readonly loanId: string
  readonly agency: string
  readonly archiveNumber: string
  readonly borrower: string
  readonly purpose: string
  readonly lentBy: string
  readonly lentAt: Instant
  readonly dueDay: Day
  readonly returnedAt?: Instant | undefined
  readonly returnedTo?: string | undefined
}

/** False where the file is out already. */
export async function insertLoan(trx: Trx, loan: StoredLoan): Promise<boolean> {
  const made = await trx.rows(
    `insert into archive.loan (loan_id, agency, archive_number, borrower, purpose, lent_by, lent_at, due_day)
     values ($1, $2, $3, $4, $5, $6, to_timestamp($7::float8 / 1000), $8) on conflict do nothing returning loan_id`,
    [
      ...[loan.loanId, loan.agency, loan.archiveNumber, loan.borrower],
      ...[loan.purpose, loan.lentBy, loan.lentAt, loan.dueDay],
    ],
  )
  return made.length === 1
}

/** The agency that holds this file, if one of these does. */
export async function findNumber(
  trx: Trx,
  agencies: readonly string[],
  archiveNumber: string,
): Promise<string | undefined> {
  const rows = await trx.rows<{ agency: string }>(
    `select d.agency from archive.holding h join archive.document d on d.document_id = h.document_id
     where h.archive_number = $2 and d.agency = any ($1::text[]) limit 1`,
    [agencies, archiveNumber],
  )
  return rows[0]?.agency
}

export async function setReturned(
  trx: Trx,
  { loanId, agencies, by, at }: { loanId: string; agencies: readonly string[]; by: string; at: Instant },
): Promise<boolean> {
  const rows = await trx.rows(
    `update archive.loan set returned_at = to_timestamp($4::float8 / 1000), returned_to = $3
     where loan_id = $1 and agency = any ($2::text[]) and returned_at is null returning loan_id`,
    [loanId, agencies, by, at],
  )
  return rows.length === 1
}

export async function listLoans(trx: Trx, agencies: readonly string[], limit: number): Promise<StoredLoan[]> {
  const rows = await trx.rows<Record<string, unknown>>(
    `select * from archive.loan where agency = any ($1::text[])
     order by returned_at is not null, due_day, lent_at desc limit $2`,
    [agencies, limit],
  )
  return rows.map((row) => ({
    loanId: row['loan_id'] as string,
    agency: row['agency'] as string,
    archiveNumber: row['archive_number'] as string,
    borrower: row['borrower'] as string,
    purpose: row['purpose'] as string,
    lentBy: row['lent_by'] as string,
    lentAt: (row['lent_at'] as Date).getTime() as Instant,
    dueDay: row['due_day'] as Day,
    returnedAt: (row['returned_at'] as Date | null)?.getTime() as Instant | undefined,
    returnedTo: (row['returned_to'] as string | null) ?? undefined,
  }))
}

export async function countOverdue(trx: Trx, agencies: readonly string[], today: Day): Promise<number> {
  const rows = await trx.rows<{ n: number }>(
    `select count(*)::int as n from archive.loan
     where agency = any ($1::text[]) and returned_at is null and due_day < $2::date`,
    [agencies, today],
  )
  return rows[0]?.n ?? 0
}
