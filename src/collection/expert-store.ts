import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import type { Vault } from '../ledger/vault.js'
import { openJson, sealJson } from './voucher-body.js'

/** 专家名册的存取。Names stand encrypted; nobody but the secretariat's service reads these two tables. */
export interface Expert {
  readonly expertId: string
  readonly agency: string
  readonly fullName: string
  readonly field: string
  readonly unit: string
  readonly identityDigest: Buffer
  readonly enteredBy: string
  readonly enteredAt: Instant
  readonly leftAt?: Instant | undefined
}

interface ExpertRow {
  expert_id: string
  agency: string
  identity_digest: Buffer
  body: Buffer
  entered_by: string
  entered_at: Date
  left_at: Date | null
}

/** False where this person is on the agency's register already. */
export async function insertExpert(trx: Trx, vault: Vault, one: Expert): Promise<boolean> {
  const { expertId, agency, identityDigest, fullName, field, unit, enteredBy, enteredAt } = one
  const rows = await trx.rows(
    `insert into desk.expert (expert_id, agency, identity_digest, body, entered_by, entered_at)
     values ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000)) on conflict do nothing returning expert_id`,
    [expertId, agency, identityDigest, sealJson(vault, { fullName, field, unit }), enteredBy, enteredAt],
  )
  return rows.length === 1
}

export async function expertsOf(trx: Trx, vault: Vault, agency: string): Promise<Expert[]> {
  const rows = await trx.rows<ExpertRow>('select * from desk.expert where agency = $1 order by entered_at, expert_id', [
    agency,
  ])
  return rows.map((row) => ({
    ...{ expertId: row.expert_id, agency: row.agency, identityDigest: row.identity_digest, enteredBy: row.entered_by },
    ...openJson<Pick<Expert, 'fullName' | 'field' | 'unit'>>(vault, row.body),
    enteredAt: row.entered_at.getTime() as Instant,
    leftAt: row.left_at?.getTime() as Instant | undefined,
  }))
}

export async function markLeft(trx: Trx, agency: string, expertId: string, by: string, at: Instant): Promise<boolean> {
  const rows = await trx.rows(
    `update desk.expert set left_at = to_timestamp($4::float8 / 1000), left_by = $3
     where expert_id = $1 and agency = $2 and left_at is null returning expert_id`,
    [expertId, agency, by, at],
  )
  return rows.length === 1
}

/** 一份签署的意见，and who signed it. */
export interface Signed {
  readonly submissionId: string
  readonly personId: string
  readonly documentId: string
  readonly opinionDigest: string
  readonly experts: readonly string[]
  readonly by: string
  readonly at: Instant
}

export async function insertSigned(trx: Trx, vault: Vault, one: Signed): Promise<void> {
  const { submissionId, personId, documentId, opinionDigest, experts, by, at } = one
  await trx.rows(
    `insert into desk.expert_signed (submission_id, person_id, document_id, opinion_digest, experts, by_person, at)
     values ($1, $2, $3, $4, $5, $6, to_timestamp($7::float8 / 1000)) on conflict (submission_id) do nothing`,
    [submissionId, personId, documentId, opinionDigest, sealJson(vault, experts), by, at],
  )
}

interface SignedRow {
  submission_id: string
  person_id: string
  document_id: string
  opinion_digest: string
  experts: Buffer
  by_person: string
  at: Date
}

export async function signedByDigest(trx: Trx, vault: Vault, digest: string): Promise<Signed | undefined> {
  const rows = await trx.rows<SignedRow>('select * from desk.expert_signed where opinion_digest = $1', [digest])
  return rows.map((row) => signedOf(vault, row))[0]
}

export async function signedAmong(trx: Trx, vault: Vault, submissionIds: readonly string[]): Promise<Signed[]> {
  const rows = await trx.rows<SignedRow>(
    'select * from desk.expert_signed where submission_id = any ($1::uuid[]) order by at desc',
    [submissionIds],
  )
  return rows.map((row) => signedOf(vault, row))
}

function signedOf(vault: Vault, row: SignedRow): Signed {
  return {
    ...{ submissionId: row.submission_id, personId: row.person_id, documentId: row.document_id },
    ...{ opinionDigest: row.opinion_digest, experts: openJson<string[]>(vault, row.experts), by: row.by_person },
    at: row.at.getTime() as Instant,
  }
}
