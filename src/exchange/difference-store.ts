import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { Matter } from './matters.js'
import type { Confidence, Decision, Field, Outcome } from './words.js'

/** 差异的存取。 */
export interface Difference {
  readonly differenceId: string
  readonly batchId: string
  readonly line: number
  readonly partner: string
  readonly matter: Matter
  readonly field: Field
  readonly outcome: Outcome
  readonly confidence: Confidence
  readonly agency: string
  readonly personId?: string | undefined
  readonly employerId?: string | undefined
  readonly about: Buffer
  readonly body: Buffer
  readonly receivedAt: number
  readonly dueDay: Day
  readonly dueProvisional: boolean
  readonly handler?: string | undefined
  readonly askedAt?: number | undefined
  readonly toFile: boolean
  readonly closedAt?: number | undefined
  readonly decision?: Decision | undefined
}

export type NewDifference = Omit<Difference, 'handler' | 'askedAt' | 'toFile' | 'closedAt' | 'decision'>

/** Answers those that are new: what is being handled already is not opened twice. */
export async function insertDifferences(trx: Trx, many: readonly NewDifference[]): Promise<Set<string>> {
  const added = new Set<string>()
  for (const one of many) {
    const rows = await trx.rows<{ id: string }>(
      `insert into desk.exchange_difference (difference_id, batch_id, line, partner, matter, field, outcome, confidence,
         agency, person_id, employer_id, about, body, received_at, due_day, due_provisional)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, to_timestamp($14::float8 / 1000), $15, $16)
       on conflict (about) where closed_at is null do nothing returning difference_id as id`,
      [
        ...[one.differenceId, one.batchId, one.line, one.partner, one.matter, one.field, one.outcome, one.confidence],
        ...[one.agency, one.personId ?? null, one.employerId ?? null, one.about, one.body, one.receivedAt],
        ...[one.dueDay, one.dueProvisional],
      ],
    )
    for (const { id } of rows) added.add(id)
  }
  return added
}

/** 早已定过的：decided that ours is right, or that both stay; told again, it is known. Digests in hex. */
export async function decidedAlready(trx: Trx, abouts: readonly Buffer[]): Promise<Set<string>> {
  if (abouts.length === 0) return new Set()
  const rows = await trx.rows<{ about: Buffer }>(
    `select about from desk.exchange_difference where about = any ($1::bytea[]) and decision in ('oursRight', 'keepBoth')`,
    [abouts],
  )
  return new Set(rows.map(({ about }) => about.toString('hex')))
}

export interface DifferenceFilter {
  readonly agencies: readonly string[]
  readonly state: 'open' | 'closed'
  readonly partner?: string | undefined
  readonly batchId?: string | undefined
  readonly limit: number
}

/** The earliest due first while open; the latest closed first after. */
export async function listDifferences(trx: Trx, filter: DifferenceFilter): Promise<Difference[]> {
  const { agencies, state, partner, batchId, limit } = filter
  const order = state === 'open' ? 'due_day, received_at, line' : 'closed_at desc'
  const rows = await trx.rows<DifferenceRow>(
    `select * from desk.exchange_difference where agency = any ($1::text[]) and (closed_at is null) = $2
       and ($3::text is null or partner = $3) and ($4::uuid is null or batch_id = $4) order by ${order} limit $5`,
    [agencies, state === 'open', partner ?? null, batchId ?? null, limit],
  )
  return rows.map(differenceOf)
}

/** All of a batch, by line: for its results. */
export async function differencesOfBatch(
  trx: Trx,
  batchId: string,
  after: number,
  limit: number,
): Promise<Difference[]> {
  const rows = await trx.rows<DifferenceRow>(
    'select * from desk.exchange_difference where batch_id = $1 and line > $2 order by line limit $3',
    [batchId, after, limit],
  )
  return rows.map(differenceOf)
}

export async function findDifference(trx: Trx, id: string, lock = false): Promise<Difference | undefined> {
  const rows = await trx.rows<DifferenceRow>(
    `select * from desk.exchange_difference where difference_id = $1 ${lock ? 'for update' : ''}`,
    [id],
  )
  return rows[0] && differenceOf(rows[0])
}

/** 某人或某单位未办结的某一项差异, of every source. */
export async function openDifferencesOf(
  trx: Trx,
  { personId, employerId }: Pick<Difference, 'personId' | 'employerId'>,
  field: Field,
): Promise<Difference[]> {
  const rows = await trx.rows<DifferenceRow>(
    `select * from desk.exchange_difference
     where (person_id = $1 or employer_id = $2) and field = $3 and closed_at is null order by received_at`,
    [personId ?? null, employerId ?? null, field],
  )
  return rows.map(differenceOf)
}

export interface Change {
  readonly handler: string
  readonly at: Instant
  readonly asked?: boolean
  readonly toFile?: boolean
  readonly closedWith?: Decision | undefined
}

export async function changeDifference(trx: Trx, id: string, change: Change): Promise<void> {
  await trx.rows(
    `update desk.exchange_difference set handler = $2,
       asked_at = case when $4 then to_timestamp($3::float8 / 1000) else asked_at end, to_file = $5,
       closed_at = case when $6::text is null then null else to_timestamp($3::float8 / 1000) end, decision = $6
     where difference_id = $1`,
    [id, change.handler, change.at, change.asked ?? false, change.toFile ?? false, change.closedWith ?? null],
  )
}

export interface DecisionLine {
  readonly matterId: string
  readonly decision: string
  readonly note: Buffer
  readonly documentId?: string | undefined
  readonly submissionId?: string | undefined
  readonly by: string
  readonly organisation: string
  readonly at: number
}

export async function insertDecision(trx: Trx, one: DecisionLine): Promise<void> {
  await trx.rows(
    `insert into desk.exchange_decision (matter_id, ordinal, decision, note, document_id, submission_id, by_person,
       organisation, at)
     select $1, coalesce(max(ordinal), 0) + 1, $2, $3, $4, $5, $6, $7, to_timestamp($8::float8 / 1000)
     from desk.exchange_decision where matter_id = $1`,
    [
      ...[one.matterId, one.decision, one.note, one.documentId ?? null, one.submissionId ?? null],
      ...[one.by, one.organisation, one.at],
    ],
  )
}

export async function decisionsOf(trx: Trx, matterIds: readonly string[]): Promise<DecisionLine[]> {
  const rows = await trx.rows<Record<string, unknown>>(
    'select * from desk.exchange_decision where matter_id = any ($1::uuid[]) order by matter_id, ordinal',
    [matterIds],
  )
  return rows.map((row) => ({
    ...{ matterId: row['matter_id'] as string, decision: row['decision'] as string, note: row['note'] as Buffer },
    ...{ by: row['by_person'] as string, organisation: row['organisation'] as string },
    at: (row['at'] as Date).getTime(),
    documentId: (row['document_id'] as string | null) ?? undefined,
    submissionId: (row['submission_id'] as string | null) ?? undefined,
  }))
}

interface DifferenceRow {
  difference_id: string
  batch_id: string
  line: number
  partner: string
  matter: Matter
  field: Field
  outcome: Outcome
  confidence: Confidence
  agency: string
  person_id: string | null
  employer_id: string | null
  about: Buffer
  body: Buffer
  received_at: Date
  due_day: Day
  due_provisional: boolean
  handler: string | null
  asked_at: Date | null
  to_file: boolean
  closed_at: Date | null
  decision: Decision | null
}

function differenceOf(row: DifferenceRow): Difference {
  return {
    ...{ differenceId: row.difference_id, batchId: row.batch_id, line: row.line, partner: row.partner },
    ...{ matter: row.matter, field: row.field, outcome: row.outcome, confidence: row.confidence, agency: row.agency },
    ...{ personId: row.person_id ?? undefined, employerId: row.employer_id ?? undefined, about: row.about },
    ...{ body: row.body, receivedAt: row.received_at.getTime(), dueDay: row.due_day },
    ...{ dueProvisional: row.due_provisional, handler: row.handler ?? undefined, toFile: row.to_file },
    ...{ askedAt: row.asked_at?.getTime(), closedAt: row.closed_at?.getTime(), decision: row.decision ?? undefined },
  }
}
