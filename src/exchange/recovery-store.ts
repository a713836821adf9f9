import type { Trx } from '../db/database.js'
import { waitInLine } from '../ledger/lookup-store.js'
import type { RecoveryAct } from './recovery.js'

/** 追回案的存取。 */
export interface Recovery {
  readonly recoveryId: string
  readonly number: string
  readonly agency: string
  readonly personId: string
  readonly openedAt: number
  readonly cancelledAt?: number | undefined
}

export interface ActLine {
  readonly recoveryId: string
  readonly act: RecoveryAct
  readonly body: Buffer
  readonly documentId?: string | undefined
  readonly submissionId?: string | undefined
  readonly by?: string | undefined
  readonly organisation: string
  readonly at: number
}

/** 下一案号：agency, year, and the count within them. */
export async function nextNumber(trx: Trx, agency: string, year: string): Promise<string> {
  await waitInLine(trx, [`recovery:${agency}`])
  const rows = await trx.rows<{ n: number }>(
    'select count(*)::int as n from desk.recovery where agency = $1 and number like $2',
    [agency, `ZH-${agency}-${year}-%`],
  )
  return `ZH-${agency}-${year}-${String(rows[0]!.n + 1).padStart(5, '0')}`
}

export async function insertRecovery(trx: Trx, one: Omit<Recovery, 'cancelledAt'>): Promise<void> {
  await trx.rows(
    `insert into desk.recovery (recovery_id, number, agency, person_id, opened_at)
     values ($1, $2, $3, $4, to_timestamp($5::float8 / 1000))`,
    [one.recoveryId, one.number, one.agency, one.personId, one.openedAt],
  )
}

export async function findRecovery(trx: Trx, recoveryId: string, lock = false): Promise<Recovery | undefined> {
  const rows = await trx.rows<RecoveryRow>(`select * from desk.recovery where recovery_id = $1`, [recoveryId])
  if (lock && rows[0] !== undefined) await waitInLine(trx, [`recovery:${recoveryId}`])
  return rows[0] && recoveryOf(rows[0])
}

/** 在办的一件，of this person. */
export async function liveRecovery(trx: Trx, personId: string): Promise<Recovery | undefined> {
  const rows = await trx.rows<RecoveryRow>(
    'select * from desk.recovery where person_id = $1 and cancelled_at is null',
    [personId],
  )
  return rows[0] && recoveryOf(rows[0])
}

/** 各人在办的追回案。 */
export async function liveRecoveries(trx: Trx, persons: readonly string[]): Promise<Map<string, { recovery: string }>> {
  const rows = await trx.rows<RecoveryRow>(
    'select * from desk.recovery where person_id = any ($1::bigint[]) and cancelled_at is null',
    [persons],
  )
  return new Map(rows.map((row) => [row.person_id, { recovery: row.recovery_id }]))
}

/** Newest first. Which of them are over is known only once they are reckoned. */
export async function listRecoveries(trx: Trx, agencies: readonly string[], limit: number): Promise<Recovery[]> {
  const rows = await trx.rows<RecoveryRow>(
    'select * from desk.recovery where agency = any ($1::text[]) order by opened_at desc limit $2',
    [agencies, limit],
  )
  return rows.map(recoveryOf)
}

export async function cancelRecovery(trx: Trx, recoveryId: string, at: number): Promise<void> {
  await trx.rows(
    'update desk.recovery set cancelled_at = to_timestamp($2::float8 / 1000) where recovery_id = $1 and cancelled_at is null',
    [recoveryId, at],
  )
}

export async function insertAct(trx: Trx, one: ActLine): Promise<void> {
  await trx.rows(
    `insert into desk.recovery_act (recovery_id, ordinal, act, body, document_id, submission_id, by_person, organisation, at)
     select $1, coalesce(max(ordinal), 0) + 1, $2, $3, $4, $5, $6, $7, to_timestamp($8::float8 / 1000)
     from desk.recovery_act where recovery_id = $1`,
    [
      ...[one.recoveryId, one.act, one.body, one.documentId ?? null, one.submissionId ?? null, one.by ?? null],
      ...[one.organisation, one.at],
    ],
  )
}

export async function actsOf(trx: Trx, recoveryIds: readonly string[]): Promise<ActLine[]> {
  const rows = await trx.rows<Record<string, unknown>>(
    'select * from desk.recovery_act where recovery_id = any ($1::uuid[]) order by recovery_id, ordinal',
    [recoveryIds],
  )
  return rows.map((row) => ({
    ...{ recoveryId: row['recovery_id'] as string, act: row['act'] as RecoveryAct, body: row['body'] as Buffer },
    ...{ organisation: row['organisation'] as string, at: (row['at'] as Date).getTime() },
    by: (row['by_person'] as string | null) ?? undefined,
    documentId: (row['document_id'] as string | null) ?? undefined,
    submissionId: (row['submission_id'] as string | null) ?? undefined,
  }))
}

interface RecoveryRow {
  recovery_id: string
  number: string
  agency: string
  person_id: string
  opened_at: Date
  cancelled_at: Date | null
}

function recoveryOf(row: RecoveryRow): Recovery {
  return {
    ...{ recoveryId: row.recovery_id, number: row.number, agency: row.agency, personId: row.person_id },
    ...{ openedAt: row.opened_at.getTime(), cancelledAt: row.cancelled_at?.getTime() },
  }
}
