import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { Vault } from '../ledger/vault.js'
import type { ExtractFacts, RequestExtract } from './extract-contract.js'
import type { ExtractState } from './words.js'

/** 提取申请及其各步。 */
export interface Extract {
  readonly id: string
  readonly serial: string
  readonly agency: string
  readonly request: RequestExtract
  readonly requestedBy: string
  readonly requestedAt: Instant
  readonly steps: readonly ExtractStep[]
  readonly file?: ExtractFile | undefined
}

export interface ExtractStep {
  readonly state: Exclude<ExtractState, 'requested'>
  readonly note: string
  readonly by: string
  readonly at: Instant
}

export interface ExtractFile {
  readonly digest: string
  readonly plainDigest: string
  readonly facts: ExtractFacts
  readonly expiresOn: Day
  readonly there: boolean
}

export function extractState({ steps }: Pick<Extract, 'steps'>): ExtractState {
  return steps.at(-1)?.state ?? 'requested'
}

export async function insertExtract(trx: Trx, vault: Vault, one: Omit<Extract, 'steps' | 'file'>): Promise<void> {
  await trx.rows(
    `insert into desk.extract (extract_id, serial, agency, body, identified, requested_by, requested_at)
     values ($1, $2, $3, $4, $5, $6, to_timestamp($7::bigint / 1000.0))`,
    [
      ...[one.id, one.serial, one.agency, vault.sealBytes(Buffer.from(JSON.stringify(one.request)))],
      ...[one.request.identified, one.requestedBy, one.requestedAt],
    ],
  )
}

export async function insertExtractStep(trx: Trx, id: string, { state, note, by, at }: ExtractStep): Promise<void> {
  await trx.rows(
    `insert into desk.extract_step (extract_id, ordinal, state, note, by_person, at)
     select $1, coalesce(max(ordinal), 0) + 1, $2, $3, $4, to_timestamp($5::bigint / 1000.0)
     from desk.extract_step where extract_id = $1`,
    [id, state, note, by, at],
  )
}

export async function lockExtract(trx: Trx, id: string): Promise<void> {
  await trx.rows('select pg_advisory_xact_lock(hashtextextended($1, 7372))', [id])
}

export async function insertFile(trx: Trx, id: string, file: Omit<ExtractFile, 'there'>, sealed: Buffer, at: Instant) {
  await trx.rows(
    `insert into desk.extract_file (extract_id, sealed, digest, plain_digest, facts, made_at, expires_on)
     values ($1, $2, decode($3, 'hex'), decode($4, 'hex'), $5, to_timestamp($6::bigint / 1000.0), $7)`,
    [id, sealed, file.digest, file.plainDigest, JSON.stringify(file.facts), at, file.expiresOn],
  )
}

export async function sealedFile(trx: Trx, id: string, today: Day): Promise<Buffer | undefined> {
  const [row] = await trx.rows<{ sealed: Buffer | null }>(
    'select sealed from desk.extract_file where extract_id = $1 and expires_on >= $2',
    [id, today],
  )
  return row?.sealed ?? undefined
}

/** 到期清除，the hashes stay. */
export async function clearExtracts(trx: Trx, today: Day): Promise<void> {
  await trx.rows('update desk.extract_file set sealed = null where expires_on < $1 and sealed is not null', [today])
}

export async function extractsOf(
  trx: Trx,
  vault: Vault,
  agencies: readonly string[],
  most: number,
): Promise<Extract[]> {
  return extractsWhere(trx, vault, `agency = any ($1) order by requested_at desc limit ${Math.trunc(most)}`, [agencies])
}

export async function findExtract(trx: Trx, vault: Vault, id: string): Promise<Extract | undefined> {
  return (await extractsWhere(trx, vault, 'extract_id = $1', [id]))[0]
}

async function extractsWhere(trx: Trx, vault: Vault, where: string, values: readonly unknown[]): Promise<Extract[]> {
  const rows = await trx.rows<Row>(`select * from desk.extract where ${where}`, values)
  const ids = rows.map(({ extract_id }) => extract_id)
  const steps = await trx.rows<StepRow>(
    'select * from desk.extract_step where extract_id = any ($1::uuid[]) order by extract_id, ordinal',
    [ids],
  )
  const files = await trx.rows<FileRow>(
    `select extract_id, encode(digest, 'hex') as digest, encode(plain_digest, 'hex') as plain_digest, facts, expires_on,
       sealed is not null as there from desk.extract_file where extract_id = any ($1::uuid[])`,
    [ids],
  )
  return rows.map((row) => {
    const file = files.find(({ extract_id }) => extract_id === row.extract_id)
    return {
      ...{ id: row.extract_id, serial: row.serial, agency: row.agency, requestedBy: row.requested_by },
      request: JSON.parse(vault.unseal(undefined, row.body)) as RequestExtract,
      requestedAt: row.requested_at.getTime() as Instant,
      steps: steps
        .filter(({ extract_id }) => extract_id === row.extract_id)
        .map(({ state, note, by_person, at }) => ({ state, note, by: by_person, at: at.getTime() as Instant })),
      file: file && {
        ...{ digest: file.digest, plainDigest: file.plain_digest, facts: file.facts, expiresOn: file.expires_on },
        there: file.there,
      },
    }
  })
}

interface Row {
  readonly extract_id: string
  readonly serial: string
  readonly agency: string
  readonly body: Buffer
  readonly requested_by: string
  readonly requested_at: Date
}

interface StepRow {
  readonly extract_id: string
  readonly state: ExtractStep['state']
  readonly note: string
  readonly by_person: string
  readonly at: Date
}

interface FileRow {
  readonly extract_id: string
  readonly digest: string
  readonly plain_digest: string
  readonly facts: ExtractFacts
  readonly expires_on: Day
  readonly there: boolean
}
