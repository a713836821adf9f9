import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import type { Rows } from './account-store.js'

/** 权限清单的一次签署。 */
export interface Signature {
  readonly signatureId: string
  readonly agency: string
  readonly digest: Buffer
  readonly accounts: number
  readonly body: Buffer
  readonly signedBy: string
  readonly at: Instant
}

export async function insertSignature(trx: Trx, one: Signature): Promise<void> {
  await trx.rows(
    `insert into desk.authority_signature (signature_id, agency, digest, accounts, body, signed_by, signed_at)
     values ($1, $2, $3, $4, $5, $6, to_timestamp($7::bigint / 1000.0))`,
    [one.signatureId, one.agency, one.digest, one.accounts, one.body, one.signedBy, one.at],
  )
}

/** Newest first. */
export async function signaturesAcross(db: Rows, agencies: readonly string[], most: number): Promise<Signature[]> {
  return signatures(db, 'agency = any ($1::text[]) order by signed_at desc, signature_id desc limit $2', [
    agencies,
    most,
  ])
}

export async function findSignature(db: Rows, signatureId: string): Promise<Signature | undefined> {
  return (await signatures(db, 'signature_id = $1', [signatureId]))[0]
}

async function signatures(db: Rows, where: string, values: readonly unknown[]): Promise<Signature[]> {
  const rows = await db.rows<Record<string, unknown>>(
    `select signature_id, agency, digest, accounts, body, signed_by, (extract(epoch from signed_at) * 1000)::bigint as at
     from desk.authority_signature where ${where}`,
    [...values],
  )
  return rows.map((row) => ({
    ...{ signatureId: row['signature_id'] as string, agency: row['agency'] as string, digest: row['digest'] as Buffer },
    ...{ accounts: row['accounts'] as number, body: row['body'] as Buffer, signedBy: row['signed_by'] as string },
    at: Number(row['at']) as Instant,
  }))
}
