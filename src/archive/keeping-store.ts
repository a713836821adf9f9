import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { KeepingKind } from './keeping.js'

/** 保管台账的存取。 */
export interface StoredKeeping {
  readonly keepingId: string
  readonly agency: string
  readonly kind: KeepingKind
  readonly name: string
  readonly number: string
  readonly fromDay: Day
  readonly keeper: string
  readonly keeperLogin: string
  readonly checkDays?: number | undefined
  readonly documentId?: string | undefined
  readonly madeAt: Instant
}

/** 连同最近一次检查与停用。 */
export interface KeptKeeping extends StoredKeeping {
  readonly lastCheck?: { readonly at: Instant; readonly fine: boolean; readonly outcome: string; readonly by: string }
  readonly retired?: { readonly at: Instant; readonly why: string; readonly by: string }
}

/** False where the same number of this kind is in use already. */
export async function insertKeeping(trx: Trx, one: StoredKeeping, by: string): Promise<boolean> {
  const made = await trx.rows(
    `insert into archive.keeping (keeping_id, agency, kind, name, number, from_day, keeper, keeper_login, check_days,
       document_id, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, to_timestamp($12::float8 / 1000))
     on conflict do nothing returning keeping_id`,
    [
      ...[one.keepingId, one.agency, one.kind, one.name, one.number, one.fromDay, one.keeper, one.keeperLogin],
      ...[one.checkDays ?? null, one.documentId ?? null, by, one.madeAt],
    ],
  )
  return made.length === 1
}

/** In use of these agencies; undefined where there is none of this id. */
export async function findInUse(trx: Trx, keepingId: string, agencies: readonly string[]): Promise<string | undefined> {
  const rows = await trx.rows<{ kind: string }>(
    `select kind from archive.keeping where keeping_id = $1 and agency = any ($2::text[]) and retired_at is null
     for update`,
    [keepingId, agencies],
  )
  return rows[0]?.kind
}

export async function insertCheck(
  trx: Trx,
  one: { keepingId: string; checkId: string; fine: boolean; outcome: string; by: string; at: Instant },
): Promise<void> {
  await trx.rows(
    `insert into archive.keeping_check (keeping_id, check_id, fine, outcome, by_person, at)
     values ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000))`,
    [one.keepingId, one.checkId, one.fine, one.outcome, one.by, one.at],
  )
}

export async function setRetired(
  trx: Trx,
  { keepingId, why, by, at }: { keepingId: string; why: string; by: string; at: Instant },
): Promise<void> {
  await trx.rows(
    `update archive.keeping set retired_at = to_timestamp($4::float8 / 1000), retired_by = $3, retired_why = $2
     where keeping_id = $1 and retired_at is null`,
    [keepingId, why, by, at],
  )
}

/** 在用的在先，停用的照列。 */
export async function listKeeping(trx: Trx, agencies: readonly string[], most: number): Promise<KeptKeeping[]> {
  const rows = await trx.rows<Record<string, unknown>>(
    `select k.*, c.at as checked_at, c.fine, c.outcome, c.by_person::text as checked_by
     from archive.keeping k left join lateral (select * from archive.keeping_check c
       where c.keeping_id = k.keeping_id order by c.at desc, c.check_id desc limit 1) c on true
     where k.agency = any ($1::text[]) order by k.retired_at is not null, k.kind, k.agency, k.number, k.made_at limit $2`,
    [agencies, most],
  )
  return rows.map(keepingOf)
}

function keepingOf(row: Record<string, unknown>): KeptKeeping {
  const text = (name: string) => row[name] as string
  const instant = (name: string) => (row[name] as Date).getTime() as Instant
  const [checkDays, documentId] = [row['check_days'] as number | null, row['document_id'] as string | null]
  return {
    ...{ keepingId: text('keeping_id'), agency: text('agency'), kind: text('kind') as KeepingKind, name: text('name') },
    ...{ number: text('number'), fromDay: text('from_day') as Day, madeAt: instant('made_at') },
    ...{ keeper: text('keeper'), keeperLogin: text('keeper_login') },
    ...(checkDays === null ? {} : { checkDays }),
    ...(documentId === null ? {} : { documentId }),
    ...(row['checked_at'] === null
      ? {}
      : {
          lastCheck: {
            ...{ at: instant('checked_at'), fine: row['fine'] as boolean },
            ...{ outcome: text('outcome'), by: text('checked_by') },
          },
        }),
    ...(row['retired_at'] === null
      ? {}
      : { retired: { at: instant('retired_at'), why: text('retired_why'), by: text('retired_by') } }),
  }
}
