import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { SubmissionKind } from './kinds.js'
import { placeOfSerial, type Series, serialText } from './receipt-serial.js'

/** 受理登记与受理单的存取。 */
export interface Intake {
  readonly intakeId: string
  readonly agency: string
  readonly kind: SubmissionKind
  readonly madeBy: string
  readonly madeAt: Instant
  /** Sealed. */
  readonly papers: Buffer
  readonly slip?: string | undefined
  readonly receivedAt: Instant
  /** 资料所载日期，as stated. */
  readonly documentDay?: Day | undefined
  readonly submissionId?: string | undefined
  readonly revision?: number | undefined
}

/** False where this id was taken before. */
export async function insertIntake(trx: Trx, made: Intake): Promise<boolean> {
  const rows = await trx.rows(
    `insert into desk.intake (intake_id, agency, kind, made_by, made_at, papers, slip, received_at,
       document_day)
     values ($1, $2, $3, $4, to_timestamp($5::float8 / 1000), $6, $7, to_timestamp($8::float8 / 1000), $9)
     on conflict do nothing returning intake_id`,
    [
      ...[made.intakeId, made.agency, made.kind, made.madeBy, made.madeAt, made.papers],
      ...[made.slip ?? null, made.receivedAt, made.documentDay ?? null],
    ],
  )
  return rows.length === 1
}

export async function findIntake(trx: Trx, intakeId: string, lock = false): Promise<Intake | undefined> {
  const rows = await trx.rows<IntakeRow>(
    `select intake_id, agency, kind, made_by, made_at, papers, slip, received_at, document_day::text as document_day,
       submission_id, revision
     from desk.intake where intake_id = $1 ${lock ? 'for update' : ''}`,
    [intakeId],
  )
  const row = rows[0]
  return (
    row && {
      ...{ intakeId: row.intake_id, agency: row.agency, kind: row.kind, madeBy: row.made_by, papers: row.papers },
      ...{ madeAt: row.made_at.getTime() as Instant, receivedAt: row.received_at.getTime() as Instant },
      ...{ slip: row.slip ?? undefined, submissionId: row.submission_id ?? undefined },
      ...{ documentDay: row.document_day ?? undefined, revision: row.revision ?? undefined },
    }
  )
}

export interface At {
  readonly submissionId: string
  readonly revision: number
}

export async function setIntakeUsed(trx: Trx, intakeId: string, { submissionId, revision }: At): Promise<void> {
  await trx.rows('update desk.intake set submission_id = $2, revision = $3 where intake_id = $1', [
    intakeId,
    submissionId,
    revision,
  ])
}

/** 实际受理时刻与凭单号，beside the time of entry. */
export async function setReceived(trx: Trx, at: At, receivedAt: Instant, slip: string): Promise<void> {
  await trx.rows(
    `update desk.revision set received_at = to_timestamp($3::float8 / 1000), slip = $4
     where submission_id = $1 and revision = $2`,
    [at.submissionId, at.revision, receivedAt, slip],
  )
}

/** 资料所载日期，as stated at the counter. */
export async function setDocumentDay(trx: Trx, at: At, day: Day): Promise<void> {
  await trx.rows('update desk.revision set document_day = $3 where submission_id = $1 and revision = $2', [
    at.submissionId,
    at.revision,
    day,
  ])
}

export async function setTyped(trx: Trx, at: At, typed: Buffer): Promise<void> {
  await trx.rows('update desk.revision set typed = $3 where submission_id = $1 and revision = $2', [
    at.submissionId,
    at.revision,
    typed,
  ])
}

/** 所录的内容，of the newest revision that kept it. */
export async function findTyped(trx: Trx, submissionId: string): Promise<Buffer | undefined> {
  const rows = await trx.rows<{ typed: Buffer }>(
    `select typed from desk.revision where submission_id = $1 and typed is not null order by revision desc limit 1`,
    [submissionId],
  )
  return rows[0]?.typed
}

/**
 * 取号。The next numbers of a series, of an agency, of a year: the row stays locked until the transaction ends, so that
 * what is undone gives its number back and none is ever missing. Answers the first of `count`.
 */
export async function takeNumbers(trx: Trx, series: Series, agency: string, year: number, count = 1): Promise<number> {
  const rows = await trx.rows<{ last: number }>(
    `insert into desk.serial_counter as c (series, agency, year, last) values ($1, $2, $3, $4)
     on conflict (series, agency, year) do update set last = c.last + $4 returning last`,
    [series, placeOfSerial(agency), year, count],
  )
  return rows[0]!.last - count + 1
}

export interface Receipt extends At {
  readonly serial: string
  readonly agency: string
  readonly year: number
  readonly running: number
  readonly secondFacts: readonly Buffer[]
  /** Sealed. */
  readonly body: Buffer
  readonly receivedAt: Instant
  readonly issuedAt: Instant
  readonly dueDay: Day
  readonly dueProvisional: boolean
}

export async function insertReceipt(trx: Trx, made: Omit<Receipt, 'serial'>): Promise<void> {
  await trx.rows(
    `insert into desk.receipt (serial, agency, year, running, submission_id, revision, second_facts, body, received_at,
       issued_at, due_day, due_provisional)
     values ($1, $2, $3, $4, $5, $6, $7, $8, to_timestamp($9::float8 / 1000), to_timestamp($10::float8 / 1000), $11, $12)`,
    [
      serialText('receipt', made.agency, made.year, made.running),
      ...[made.agency, made.year, made.running, made.submissionId, made.revision, made.secondFacts, made.body],
      ...[made.receivedAt, made.issuedAt, made.dueDay, made.dueProvisional],
    ],
  )
}

/** The newest of a submission, or that of a serial. */
export async function findReceipt(
  trx: Trx,
  by: { readonly submissionId: string } | { readonly serial: string },
): Promise<Receipt | undefined> {
  const [column, value] = 'serial' in by ? ['serial', by.serial] : ['submission_id', by.submissionId]
  const rows = await trx.rows<ReceiptRow>(
    `select serial, agency, year, running, submission_id, revision, second_facts, body, received_at, issued_at,
       due_day::text as due_day, due_provisional
     from desk.receipt where ${column} = $1 order by revision desc limit 1`,
    [value],
  )
  const row = rows[0]
  return (
    row && {
      ...{ serial: row.serial, agency: row.agency, year: row.year, running: row.running, body: row.body },
      ...{ submissionId: row.submission_id, revision: row.revision, secondFacts: row.second_facts },
      ...{ receivedAt: row.received_at.getTime() as Instant, issuedAt: row.issued_at.getTime() as Instant },
      ...{ dueDay: row.due_day, dueProvisional: row.due_provisional },
    }
  )
}

interface IntakeRow {
  intake_id: string
  agency: string
  kind: SubmissionKind
  made_by: string
  made_at: Date
  papers: Buffer
  slip: string | null
  received_at: Date
  document_day: Day | null
  submission_id: string | null
  revision: number | null
}

interface ReceiptRow {
  serial: string
  agency: string
  year: number
  running: number
  submission_id: string
  revision: number
  second_facts: Buffer[]
  body: Buffer
  received_at: Date
  issued_at: Date
  due_day: Day
  due_provisional: boolean
}
