import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import type { At } from './intake-store.js'
import type { SubmissionKind } from './kinds.js'

/** 应急受理凭单的存取：books of consecutive slips, and where each slip went. */
export interface OutageBlock {
  readonly blockId: string
  readonly agency: string
  readonly kind: SubmissionKind
  readonly year: number
  readonly first: number
  readonly last: number
  readonly printedAt: Instant
  readonly printedBy: string
}

export interface OutageSlip {
  readonly serial: string
  readonly blockId: string
  readonly running: number
  readonly state: 'used' | 'void'
  readonly submissionId?: string | undefined
  readonly revision?: number | undefined
  readonly receivedAt?: Instant | undefined
  /** Sealed. */
  readonly reason?: Buffer | undefined
  readonly byPerson: string
  readonly at: Instant
}

export async function insertBlock(trx: Trx, made: OutageBlock): Promise<void> {
  await trx.rows(
    `insert into desk.outage_block (block_id, agency, kind, year, first, last, printed_at, printed_by)
     values ($1, $2, $3, $4, $5, $6, to_timestamp($7::float8 / 1000), $8)`,
    [...[made.blockId, made.agency, made.kind, made.year, made.first, made.last], ...[made.printedAt, made.printedBy]],
  )
}

const BLOCK = 'block_id, agency, kind, year, first, last, printed_at, printed_by'

/** Newest first; of this agency, or of all of these. */
export async function blocksOf(trx: Trx, agencies: readonly string[], limit: number): Promise<OutageBlock[]> {
  const rows = await trx.rows<BlockRow>(
    `select ${BLOCK} from desk.outage_block where agency = any ($1) order by printed_at desc, first desc limit $2`,
    [agencies, limit],
  )
  return rows.map(blockOf)
}

export async function findBlock(trx: Trx, blockId: string): Promise<OutageBlock | undefined> {
  const rows = await trx.rows<BlockRow>(`select ${BLOCK} from desk.outage_block where block_id = $1`, [blockId])
  return rows[0] && blockOf(rows[0])
}

/** 凭单所在的一本，locked so that two who enter it at once do so one after the other. */
export async function findBlockOf(
  trx: Trx,
  { agency, year, running }: { readonly agency: string; readonly year: number; readonly running: number },
): Promise<OutageBlock | undefined> {
  const rows = await trx.rows<BlockRow>(
    `select ${BLOCK} from desk.outage_block where agency = $1 and year = $2 and $3 between first and last`,
    [agency, year, running],
  )
  return rows[0] && blockOf(rows[0])
}

/** False where the slip went elsewhere before: it is used or made void once. */
export async function insertSlip(trx: Trx, made: OutageSlip): Promise<boolean> {
  const rows = await trx.rows(
    `insert into desk.outage_slip (serial, block_id, running, state, submission_id, revision, received_at, reason,
       by_person, at)
     values ($1, $2, $3, $4, $5, $6, to_timestamp($7::float8 / 1000), $8, $9, to_timestamp($10::float8 / 1000))
     on conflict do nothing returning serial`,
    [
      ...[made.serial, made.blockId, made.running, made.state, made.submissionId ?? null, made.revision ?? null],
      ...[made.receivedAt ?? null, made.reason ?? null, made.byPerson, made.at],
    ],
  )
  return rows.length === 1
}

export async function findSlip(trx: Trx, serial: string): Promise<(OutageSlip & At) | undefined> {
  const rows = await trx.rows<SlipRow>(`select ${SLIP} from desk.outage_slip where serial = $1`, [serial])
  return rows[0] && (slipOf(rows[0]) as OutageSlip & At)
}

/** Of these books, by their running numbers. */
export async function slipsOf(trx: Trx, blockIds: readonly string[]): Promise<OutageSlip[]> {
  const rows = await trx.rows<SlipRow>(
    `select ${SLIP} from desk.outage_slip where block_id = any ($1::uuid[]) order by block_id, running`,
    [blockIds],
  )
  return rows.map(slipOf)
}

const SLIP = 'serial, block_id, running, state, submission_id, revision, received_at, reason, by_person, at'

interface BlockRow {
  block_id: string
  agency: string
  kind: SubmissionKind
  year: number
  first: number
  last: number
  printed_at: Date
  printed_by: string
}

interface SlipRow {
  serial: string
  block_id: string
  running: number
  state: 'used' | 'void'
  submission_id: string | null
  revision: number | null
  received_at: Date | null
  reason: Buffer | null
  by_person: string
  at: Date
}

function blockOf({ block_id, printed_at, printed_by, ...row }: BlockRow): OutageBlock {
  return { ...row, blockId: block_id, printedAt: printed_at.getTime() as Instant, printedBy: printed_by }
}

function slipOf(row: SlipRow): OutageSlip {
  return {
    ...{ serial: row.serial, blockId: row.block_id, running: row.running, state: row.state },
    ...{ submissionId: row.submission_id ?? undefined, revision: row.revision ?? undefined },
    ...{ receivedAt: row.received_at?.getTime() as Instant | undefined, reason: row.reason ?? undefined },
    ...{ byPerson: row.by_person, at: row.at.getTime() as Instant },
  }
}
