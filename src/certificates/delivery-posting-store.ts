import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'

/** 每次交寄、每批名单与回执文件的存取。SQL of desk.delivery_posting, _batch, _handover and _result. */
export interface Posting {
  readonly personId: string
  readonly runId: string
  readonly attempt: number
  readonly batchId?: string | undefined
  readonly serial: string
  readonly paperSerial: string
  readonly addressed: Buffer
  readonly addressDigest: Buffer
  readonly pages: number
  readonly postedOn: Day
  readonly postedBy: string
  readonly outcome?: Outcome | undefined
  readonly outcomeOn?: Day | undefined
}

export type Outcome = 'received' | 'returned' | 'noReturn'

export async function insertPosting(trx: Trx, one: Omit<Posting, 'outcome' | 'outcomeOn'>): Promise<void> {
  await trx.rows(
    `insert into desk.delivery_posting (person_id, run_id, attempt, batch_id, serial, paper_serial, addressed,
       address_digest, pages, posted_on, posted_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[one.personId, one.runId, one.attempt, one.batchId ?? null, one.serial, one.paperSerial, one.addressed],
      ...[one.addressDigest, one.pages, one.postedOn, one.postedBy],
    ],
  )
}

export async function setOutcome(
  trx: Trx,
  one: Pick<Posting, 'personId' | 'runId' | 'attempt'>,
  { outcome, on, reason }: { readonly outcome: Outcome; readonly on: Day; readonly reason?: string | undefined },
): Promise<void> {
  await trx.rows(
    `update desk.delivery_posting set outcome = $4, outcome_on = $5, outcome_reason = $6
     where person_id = $1 and run_id = $2 and attempt = $3`,
    [one.personId, one.runId, one.attempt, outcome, on, reason ?? null],
  )
}

export function postingsOf(trx: Trx, runId: string, personId: string): Promise<Posting[]> {
  return postingsWhere(trx, 'where run_id = $1 and person_id = $2 order by attempt', [runId, personId])
}

export function postingsOfBatch(trx: Trx, batchId: string): Promise<Posting[]> {
  return postingsWhere(trx, 'where batch_id = $1 order by serial', [batchId])
}

/** 按件号：of what was handed to the firm only. */
export async function postingsBySerial(
  trx: Trx,
  runId: string,
  serials: readonly string[],
): Promise<ReadonlyMap<string, Posting>> {
  const found = await postingsWhere(trx, 'where run_id = $1 and serial = any ($2::text[]) and batch_id is not null', [
    runId,
    serials,
  ])
  return new Map(found.map((one) => [one.serial, one]))
}

/** 期满未退回的，so many at a time. */
export function unreturned(trx: Trx, today: Day, most: number): Promise<Posting[]> {
  return postingsWhere(
    trx,
    `p where outcome is null and posted_on + 1 + (select r.return_days from desk.delivery_run r where r.run_id = p.run_id)
       <= $1::date and exists (select 1 from desk.delivery_piece d where d.person_id = p.person_id
         and d.run_id = p.run_id and d.state = 'posted' and d.attempts = p.attempt)
     order by posted_on, serial limit $2`,
    [today, most],
  )
}

export interface Batch {
  readonly batchId: string
  readonly runId: string
  readonly number: number
  readonly agreementId: string
  readonly agreement: string
  readonly vendor: string
  readonly postedOn: Day
  readonly pieces: number
  readonly pages: number
  readonly madeBy: string
  readonly handovers: number
}

export async function insertBatch(
  trx: Trx,
  one: Omit<Batch, 'handovers' | 'number'> & { readonly at: Instant },
): Promise<void> {
  await trx.rows(
    `insert into desk.delivery_batch (batch_id, run_id, number, agreement_id, agreement_number, vendor, posted_on, pieces,
       pages, made_by, made_at)
     select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7, $8, $9, to_timestamp($10::float8 / 1000)
     from desk.delivery_batch where run_id = $2`,
    [
      ...[one.batchId, one.runId, one.agreementId, one.agreement, one.vendor, one.postedOn, one.pieces, one.pages],
      ...[one.madeBy, one.at],
    ],
  )
}

export async function batchesOf(trx: Trx, runId: string): Promise<Batch[]> {
  const rows = await trx.rows<{
    batch_id: string
    run_id: string
    number: number
    agreement_id: string
    agreement_number: string
    vendor: string
    posted_on: Day
    pieces: number
    pages: number
    made_by: string
    handovers: number
  }>(
    `select b.*, (select count(*)::int from desk.delivery_handover h where h.batch_id = b.batch_id) as handovers
     from desk.delivery_batch b where run_id = $1 order by number desc`,
    [runId],
  )
  return rows.map((row) => ({
    ...{ batchId: row.batch_id, runId: row.run_id, number: row.number, agreementId: row.agreement_id },
    ...{ agreement: row.agreement_number, vendor: row.vendor, postedOn: row.posted_on, pieces: row.pieces },
    ...{ pages: row.pages, madeBy: row.made_by, handovers: row.handovers },
  }))
}

/** 交接登记。 */
export async function insertHandover(
  trx: Trx,
  one: Pick<Batch, 'batchId' | 'agreement' | 'vendor'> & {
    readonly handoverId: string
    readonly rows: number
    readonly digest: Buffer
    readonly by: string
    readonly at: Instant
  },
): Promise<void> {
  await trx.rows(
    `insert into desk.delivery_handover (handover_id, batch_id, agreement_number, vendor, rows, digest, by_person, at)
     values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::float8 / 1000))`,
    [one.handoverId, one.batchId, one.agreement, one.vendor, one.rows, one.digest, one.by, one.at],
  )
}

export interface TakenFile {
  readonly at: Instant
  readonly rows: number
  readonly accepted: number
  readonly refused: number
}

export async function insertResult(
  trx: Trx,
  one: TakenFile & { readonly resultId: string; readonly runId: string; readonly digest: Buffer; readonly by: string },
): Promise<void> {
  await trx.rows(
    `insert into desk.delivery_result (result_id, run_id, digest, rows, accepted, refused, by_person, at)
     values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::float8 / 1000))`,
    [one.resultId, one.runId, one.digest, one.rows, one.accepted, one.refused, one.by, one.at],
  )
}

export async function resultsOf(trx: Trx, runId: string, most: number): Promise<TakenFile[]> {
  const rows = await trx.rows<{ at: Date; rows: number; accepted: number; refused: number }>(
    'select at, rows, accepted, refused from desk.delivery_result where run_id = $1 order by at desc limit $2',
    [runId, most],
  )
  return rows.map((row) => ({ ...row, at: row.at.getTime() as Instant }))
}

interface Row {
  readonly person_id: string
  readonly run_id: string
  readonly attempt: number
  readonly batch_id: string | null
  readonly serial: string
  readonly paper_serial: string
  readonly addressed: Buffer
  readonly address_digest: Buffer
  readonly pages: number
  readonly posted_on: Day
  readonly posted_by: string
  readonly outcome: Outcome | null
  readonly outcome_on: Day | null
}

async function postingsWhere(trx: Trx, where: string, values: readonly unknown[]): Promise<Posting[]> {
  const rows = await trx.rows<Row>(`select * from desk.delivery_posting ${where}`, values)
  return rows.map((row) => ({
    ...{ personId: row.person_id, runId: row.run_id, attempt: row.attempt, batchId: row.batch_id ?? undefined },
    ...{ serial: row.serial, paperSerial: row.paper_serial, addressed: row.addressed, pages: row.pages },
    ...{ addressDigest: row.address_digest, postedOn: row.posted_on, postedBy: row.posted_by },
    ...{ outcome: row.outcome ?? undefined, outcomeOn: row.outcome_on ?? undefined },
  }))
}
