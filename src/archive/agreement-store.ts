import type { BodyKind } from '../access/body-kinds.js'
import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'

/** 保密协议登记的存取。 */
export interface StoredAgreement {
  readonly agreementId: string
  readonly agency: string
  readonly kind: BodyKind
  readonly number: string
  readonly vendor: string
  readonly fromDay: Day
  readonly throughDay: Day
  /** 陪同外来人员的本机构人员；none where nobody from outside works here. */
  readonly companion?: string | undefined
  readonly workers: readonly string[]
  /** 协议扫描件. */
  readonly documentId?: string | undefined
  readonly endedAt?: Instant | undefined
}

export async function insertAgreement(
  trx: Trx,
  one: StoredAgreement & { readonly by: string; readonly at: Instant },
  workers: readonly { readonly login: string; readonly personId: string }[],
): Promise<void> {
  await trx.rows(
    `insert into archive.agreement (agreement_id, agency, number, vendor, from_day, through_day, companion, document_id, made_by, made_at,
       kind)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, to_timestamp($10::float8 / 1000), $11)`,
    [
      ...[one.agreementId, one.agency, one.number, one.vendor, one.fromDay, one.throughDay, one.companion ?? null],
      ...[one.documentId ?? null, one.by, one.at, one.kind],
    ],
  )
  await trx.rows(
    `insert into archive.agreement_worker (agreement_id, login, worker)
     select $1, w.* from unnest($2::text[], $3::bigint[]) as w`,
    [one.agreementId, workers.map(({ login }) => login), workers.map(({ personId }) => personId)],
  )
}

const SELECT = `select a.*, (select array_agg(w.worker::text) from archive.agreement_worker w
  where w.agreement_id = a.agreement_id) as workers from archive.agreement a`

export async function listAgreements(trx: Trx, agencies: readonly string[]): Promise<StoredAgreement[]> {
  const rows = await trx.rows<Row>(
    `${SELECT} where a.agency = any ($1::text[]) order by a.made_at desc, a.number limit 2000`,
    [agencies],
  )
  return rows.map(agreementOf)
}

/** 按编号：what a partner names as its agreement, of these agencies; the newest first. */
export async function agreementsByNumber(
  trx: Trx,
  numbers: readonly string[],
  agencies: readonly string[],
): Promise<StoredAgreement[]> {
  const rows = await trx.rows<Row>(
    `${SELECT} where a.number = any ($1::text[]) and a.agency = any ($2::text[]) order by a.made_at desc`,
    [numbers, agencies],
  )
  return rows.map(agreementOf)
}

/** Those under which this natural person works, whether in force or not. */
export async function agreementsOfWorker(trx: Trx, worker: string): Promise<StoredAgreement[]> {
  const rows = await trx.rows<Row>(
    `${SELECT} where exists (select 1 from archive.agreement_worker w
       where w.agreement_id = a.agreement_id and w.worker = $1)`,
    [worker],
  )
  return rows.map(agreementOf)
}

export async function endAgreement(
  trx: Trx,
  agreementId: string,
  agencies: readonly string[],
  at: Instant,
): Promise<boolean> {
  const rows = await trx.rows(
    `update archive.agreement set ended_at = to_timestamp($3::float8 / 1000)
     where agreement_id = $1 and agency = any ($2::text[]) and ended_at is null returning agreement_id`,
    [agreementId, agencies, at],
  )
  return rows.length === 1
}

/** 在期：begun, not run out, not ended. */
export function isInForce(
  { fromDay, throughDay, endedAt }: Pick<StoredAgreement, 'fromDay' | 'throughDay' | 'endedAt'>,
  today: Day,
): boolean {
  return endedAt === undefined && fromDay <= today && today <= throughDay
}

type Row = Record<string, unknown>

function agreementOf(row: Row): StoredAgreement {
  return {
    agreementId: row['agreement_id'] as string,
    agency: row['agency'] as string,
    number: row['number'] as string,
    vendor: row['vendor'] as string,
    fromDay: row['from_day'] as Day,
    throughDay: row['through_day'] as Day,
    kind: row['kind'] as BodyKind,
    companion: (row['companion'] as string | null) ?? undefined,
    workers: (row['workers'] as string[] | null) ?? [],
    documentId: (row['document_id'] as string | null) ?? undefined,
    endedAt: (row['ended_at'] as Date | null)?.getTime() as Instant | undefined,
  }
}
