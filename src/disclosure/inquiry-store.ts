import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { Vault } from '../ledger/vault.js'
import type { Inquiry, InquiryContent, InquiryStep, StepChange } from './inquiry.js'
import type { InquiryAct, InquiryGround, InquiryState } from './words.js'

/** 查询案件的存取。What was applied for and every step are encrypted; nothing here is ever changed. */

export async function takeSerial(trx: Trx, agency: string, year: number, mark: string): Promise<string> {
  const [row] = await trx.rows<{ last: number }>(
    `insert into desk.inquiry_serial as s (agency, year, last) values ($1, $2, 1)
     on conflict (agency, year) do update set last = s.last + 1 returning last`,
    [agency, year],
  )
  return `${agency}-${mark}-${year}-${String(row!.last).padStart(6, '0')}`
}

export async function insertInquiry(trx: Trx, vault: Vault, one: Omit<Inquiry, 'steps'>): Promise<void> {
  await trx.rows(
    `insert into desk.inquiry (inquiry_id, serial, ground, agency, may_tell, body, received_by, received_at, received_on,
       due_on, due_provisional)
     values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::bigint / 1000.0), $9, $10, $11)`,
    [
      ...[one.id, one.serial, one.ground, one.agency, one.mayTell, sealed(vault, one.received), one.receivedBy],
      ...[one.receivedAt, one.receivedOn, one.dueOn ?? null, one.dueProvisional],
    ],
  )
}

export async function insertStep(
  trx: Trx,
  vault: Vault,
  inquiryId: string,
  step: Omit<InquiryStep, 'ordinal'>,
): Promise<void> {
  await trx.rows(
    `insert into desk.inquiry_step (inquiry_id, ordinal, act, state, by_person, agency, body, at)
     select $1, coalesce(max(ordinal), 0) + 1, $2, $3, $4, $5, $6, to_timestamp($7::bigint / 1000.0)
     from desk.inquiry_step where inquiry_id = $1`,
    [inquiryId, step.act, step.state, step.by, step.agency, sealed(vault, step.change), step.at],
  )
}

/** 锁住一案：no two steps of one case are taken at once. */
export async function lockInquiry(trx: Trx, inquiryId: string): Promise<void> {
  await trx.rows('select pg_advisory_xact_lock(hashtextextended($1, 7366))', [`inquiry:${inquiryId}`])
}

export async function findInquiry(trx: Trx, vault: Vault, inquiryId: string): Promise<Inquiry | undefined> {
  const [found] = await read(trx, vault, 'inquiry_id = $1', [inquiryId])
  return found
}

export function inquiriesOf(trx: Trx, vault: Vault, agencies: readonly string[], most: number): Promise<Inquiry[]> {
  return read(trx, vault, 'agency = any ($1) order by received_at desc limit $2', [agencies, most])
}

/** 有期限而未决定的，the one due first before the others. */
export function waitingWithTerm(trx: Trx, vault: Vault, most: number): Promise<Inquiry[]> {
  const undecided = `not exists (select 1 from desk.inquiry_step s where s.inquiry_id = desk.inquiry.inquiry_id
    and s.state <> 'received')`
  return read(trx, vault, `due_on is not null and ${undecided} order by due_on, inquiry_id limit $1`, [most])
}

async function read(trx: Trx, vault: Vault, where: string, values: readonly unknown[]): Promise<Inquiry[]> {
  const rows = await trx.rows<InquiryRow>(`select * from desk.inquiry where ${where}`, values)
  const steps = await trx.rows<StepRow>(
    'select * from desk.inquiry_step where inquiry_id = any ($1::uuid[]) order by inquiry_id, ordinal',
    [rows.map(({ inquiry_id }) => inquiry_id)],
  )
  return rows.map((row) => {
    const own = steps.filter(({ inquiry_id }) => inquiry_id === row.inquiry_id)
    return { ...inquiryOf(vault, row), steps: own.map((step) => stepOf(vault, step)) }
  })
}

export interface Output {
  readonly id: string
  readonly inquiryId: string
  readonly kind: 'result' | 'letter'
  readonly act: string
  readonly digest: Buffer
  readonly pdfDigest: Buffer
  readonly pdf: Buffer
  readonly persons: readonly string[]
  readonly by: string
  readonly at: Instant
}

export async function insertOutput(trx: Trx, one: Output): Promise<void> {
  await trx.rows(
    `insert into desk.inquiry_output (output_id, inquiry_id, kind, act, digest, pdf_digest, pdf, persons, by_person, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8::bigint[], $9, to_timestamp($10::bigint / 1000.0))`,
    [one.id, one.inquiryId, one.kind, one.act, one.digest, one.pdfDigest, one.pdf, one.persons, one.by, one.at],
  )
}

export async function outputsOf(trx: Trx, inquiryId: string): Promise<Omit<Output, 'pdf'>[]> {
  const rows = await trx.rows<OutputRow>(
    `select output_id, inquiry_id, kind, act, digest, pdf_digest, persons, by_person, at, null::bytea as pdf
     from desk.inquiry_output where inquiry_id = $1 order by at`,
    [inquiryId],
  )
  return rows.map(outputOf)
}

export async function findOutput(trx: Trx, inquiryId: string, outputId: string): Promise<Output | undefined> {
  const rows = await trx.rows<OutputRow>('select * from desk.inquiry_output where inquiry_id = $1 and output_id = $2', [
    inquiryId,
    outputId,
  ])
  return rows[0] && outputOf(rows[0])
}

interface InquiryRow {
  readonly inquiry_id: string
  readonly serial: string
  readonly ground: InquiryGround
  readonly agency: string
  readonly may_tell: boolean
  readonly body: Buffer
  readonly received_by: string
  readonly received_at: Date
  readonly received_on: Day
  readonly due_on: Day | null
  readonly due_provisional: boolean
}

interface StepRow {
  readonly inquiry_id: string
  readonly ordinal: number
  readonly act: InquiryAct
  readonly state: InquiryState
  readonly by_person: string
  readonly agency: string
  readonly body: Buffer
  readonly at: Date
}

interface OutputRow {
  readonly output_id: string
  readonly inquiry_id: string
  readonly kind: Output['kind']
  readonly act: string
  readonly digest: Buffer
  readonly pdf_digest: Buffer
  readonly pdf: Buffer
  readonly persons: readonly string[]
  readonly by_person: string
  readonly at: Date
}

function inquiryOf(vault: Vault, row: InquiryRow): Omit<Inquiry, 'steps'> {
  return {
    ...{ id: row.inquiry_id, serial: row.serial, ground: row.ground, agency: row.agency, mayTell: row.may_tell },
    ...{ received: opened<InquiryContent>(vault, row.body), receivedBy: row.received_by },
    ...{ receivedAt: row.received_at.getTime() as Instant, receivedOn: row.received_on },
    ...{ dueOn: row.due_on ?? undefined, dueProvisional: row.due_provisional },
  }
}

function stepOf(vault: Vault, row: StepRow): InquiryStep {
  return {
    ...{ ordinal: row.ordinal, act: row.act, state: row.state, by: row.by_person, agency: row.agency },
    ...{ at: row.at.getTime() as Instant, change: opened<StepChange>(vault, row.body) },
  }
}

function outputOf(row: OutputRow): Output {
  return {
    ...{ id: row.output_id, inquiryId: row.inquiry_id, kind: row.kind, act: row.act, digest: row.digest },
    ...{ pdfDigest: row.pdf_digest, pdf: row.pdf, persons: row.persons.map(String), by: row.by_person },
    at: row.at.getTime() as Instant,
  }
}

function sealed(vault: Vault, value: object): Buffer {
  return vault.sealBytes(Buffer.from(JSON.stringify(value)))
}

function opened<T>(vault: Vault, bytes: Buffer): T {
  return JSON.parse(vault.unsealBytes(undefined, bytes).toString()) as T
}
