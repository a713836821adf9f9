import type { Instant } from '../kernel/day.js'
import type { Rows } from './account-store.js'

export interface StoredPasskey {
  readonly credential_id: string
  readonly account_id: string
  readonly public_key: Buffer
  readonly counter: string
  readonly transports: string[]
  readonly name: Buffer
  /** Milliseconds. */
  readonly created_at: string
  readonly used_at: string | null
}

const COLUMNS = `credential_id, account_id, public_key, counter, transports, name,
  (extract(epoch from created_at) * 1000)::bigint as created_at, (extract(epoch from used_at) * 1000)::bigint as used_at`

export async function findPasskey(db: Rows, credentialId: string): Promise<StoredPasskey | undefined> {
  const rows = await db.rows<StoredPasskey>(`select ${COLUMNS} from desk.passkey where credential_id = $1 for update`, [
    credentialId,
  ])
  return rows[0]
}

export function passkeysOf(db: Rows, accountId: string): Promise<StoredPasskey[]> {
  return db.rows<StoredPasskey>(
    `select ${COLUMNS} from desk.passkey where account_id = $1 order by created_at, credential_id`,
    [accountId],
  )
}

export interface NewPasskey {
  readonly credentialId: string
  readonly accountId: string
  readonly personId: string
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
  readonly name: Buffer
  readonly at: Instant
}

/** False when the credential is registered already, by whomever. */
export async function insertPasskey(db: Rows, key: NewPasskey): Promise<boolean> {
  const rows = await db.rows(
    `insert into desk.passkey (credential_id, account_id, person_id, public_key, counter, transports, name, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::bigint / 1000.0)) on conflict do nothing returning credential_id`,
    [
      ...[key.credentialId, key.accountId, key.personId, Buffer.from(key.publicKey), key.counter],
      ...[key.transports, key.name, key.at],
    ],
  )
  return rows.length === 1
}

export async function notePasskeyUse(db: Rows, credentialId: string, counter: number, at: Instant): Promise<void> {
  await db.rows(
    `update desk.passkey set counter = $2, used_at = to_timestamp($3::bigint / 1000.0) where credential_id = $1`,
    [credentialId, counter, at],
  )
}

export async function deletePasskey(db: Rows, accountId: string, credentialId: string): Promise<boolean> {
  const rows = await db.rows(
    `delete from desk.passkey where account_id = $1 and credential_id = $2 returning credential_id`,
    [accountId, credentialId],
  )
  return rows.length === 1
}

export async function deletePasskeysOf(db: Rows, accountId: string): Promise<void> {
  await db.rows(`delete from desk.passkey where account_id = $1`, [accountId])
}
