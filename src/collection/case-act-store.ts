import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { ActKind } from './act-kinds.js'
import type { CaseAct, Claim } from './case-acts.js'
import type { Stage } from './kinds.js'

/** 办理动作与认领的存取。Acts are only added. */
export async function insertActs(trx: Trx, acts: readonly (CaseAct & { readonly actId: string })[]): Promise<void> {
  for (const one of acts) {
    await trx.rows(
      `insert into desk.case_act (act_id, submission_id, revision, act, stage, by_person, account, organisation, to_person,
         to_agency, to_post, document_id, body, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, to_timestamp($14::float8 / 1000))`,
      [
        ...[one.actId, one.submissionId, one.revision, one.act, one.stage ?? null, one.by, one.account],
        ...[one.organisation, one.toPerson ?? null, one.toAgency ?? null, one.toPost ?? null, one.documentId ?? null],
        ...[one.body ?? null, one.at],
      ],
    )
  }
}

export async function actsOf(trx: Trx, submissionIds: readonly string[]): Promise<CaseAct[]> {
  const rows = await trx.rows<ActRow>(
    'select * from desk.case_act where submission_id = any ($1::uuid[]) order by submission_id, at, act_id',
    [submissionIds],
  )
  return rows.map((row) => ({
    ...{ submissionId: row.submission_id, revision: row.revision, act: row.act, stage: row.stage ?? undefined },
    ...{ by: row.by_person, account: row.account, organisation: row.organisation },
    ...{ toPerson: row.to_person ?? undefined, toAgency: row.to_agency ?? undefined, toPost: row.to_post ?? undefined },
    ...{ documentId: row.document_id ?? undefined, body: row.body ?? undefined, at: row.at.getTime() as Instant },
  }))
}

export async function claimsOf(trx: Trx, submissionIds: readonly string[]): Promise<Claim[]> {
  const rows = await trx.rows<ClaimRow>('select * from desk.claim where submission_id = any ($1::uuid[])', [
    submissionIds,
  ])
  return rows.map(claimOf)
}

/** 某人手上的认领。 */
export async function claimsHeldBy(trx: Trx, personId: string): Promise<Claim[]> {
  const rows = await trx.rows<ClaimRow>('select * from desk.claim where person_id = $1 for update', [personId])
  return rows.map(claimOf)
}

export async function putClaim(trx: Trx, { submissionId, ...claim }: Claim, at: Instant): Promise<void> {
  await trx.rows(
    `insert into desk.claim (submission_id, revision, stage, person_id, organisation, claimed_at, until)
     values ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000), to_timestamp($7::float8 / 1000))
     on conflict (submission_id) do update set revision = excluded.revision, stage = excluded.stage,
       person_id = excluded.person_id, organisation = excluded.organisation, claimed_at = excluded.claimed_at,
       until = excluded.until`,
    [submissionId, claim.revision, claim.stage, claim.personId, claim.organisation, at, claim.until],
  )
}

export async function deleteClaims(trx: Trx, submissionIds: readonly string[]): Promise<void> {
  if (submissionIds.length === 0) return
  await trx.rows('delete from desk.claim where submission_id = any ($1::uuid[])', [submissionIds])
}

/** 告知过的暂定期限. Told again it is the same promise. */
export async function keepPromise(
  trx: Trx,
  at: { readonly submissionId: string; readonly revision: number; readonly ordinal: number },
  due: Day,
  now: Instant,
): Promise<void> {
  await trx.rows(
    `insert into desk.promise (submission_id, revision, ordinal, due_day, told_at)
     values ($1, $2, $3, $4, to_timestamp($5::float8 / 1000)) on conflict do nothing`,
    [at.submissionId, at.revision, at.ordinal, due, now],
  )
}

export interface Promised {
  readonly submissionId: string
  readonly revision: number
  readonly ordinal: number
  readonly day: Day
  readonly toldAt: Instant
}

export async function promisesOf(trx: Trx, submissionIds: readonly string[]): Promise<Promised[]> {
  const rows = await trx.rows<{
    submission_id: string
    revision: number
    ordinal: number
    due_day: Day
    told_at: Date
  }>('select * from desk.promise where submission_id = any ($1::uuid[]) order by told_at', [submissionIds])
  return rows.map(({ submission_id, due_day, told_at, ...rest }) => ({
    ...rest,
    ...{ submissionId: submission_id, day: due_day, toldAt: told_at.getTime() as Instant },
  }))
}

interface ActRow {
  submission_id: string
  revision: number
  act: ActKind
  stage: Stage | null
  by_person: string
  account: string
  organisation: string
  to_person: string | null
  to_agency: string | null
  to_post: string | null
  document_id: string | null
  body: Buffer | null
  at: Date
}

interface ClaimRow {
  submission_id: string
  revision: number
  stage: Stage
  person_id: string
  organisation: string
  until: Date
}

function claimOf(row: ClaimRow): Claim {
  return {
    ...{ submissionId: row.submission_id, revision: row.revision, stage: row.stage, personId: row.person_id },
    ...{ organisation: row.organisation, until: row.until.getTime() as Instant },
  }
}
