import type { Trx } from '../db/database.js'
import type { Day, Instant } from '../kernel/day.js'
import type { Period } from '../kernel/period.js'
import { monthCell, periodOfCell } from '../ledger/rows.js'
import type { Stage, SubmissionKind } from './contract.js'
import type { ReviewStep } from './review.js'

/** 报送、版本与审核环节的存取。 */
export interface Submission {
  readonly submissionId: string
  readonly kind: SubmissionKind
  readonly agency: string
  readonly area: string
  readonly employerId?: string | undefined
  readonly settlementMonth?: Period | undefined
  readonly contentDigest: Buffer
  readonly madeAt: Instant
}

export interface Revision {
  readonly submissionId: string
  readonly revision: number
  readonly contentDigest: Buffer
  readonly documentId?: string | undefined
  readonly fileName?: Buffer | undefined
  readonly summary: Buffer
  readonly rowsIn: number
  readonly accepted: number
  readonly refused: number
  readonly vouchers: number
  readonly employerTotal: number
  readonly personTotal: number
  readonly businessDay: Day
  readonly enteredBy: string
  readonly enteredRealm: string
  readonly enteredAccount: string
  readonly enteredOrganisation: string
  readonly enteredPosts?: string | undefined
  readonly enteredTerminal?: string | undefined
  readonly enteredAt: Instant
  readonly submittedAt?: Instant | undefined
  /** 实际受理时刻与应急受理凭单号, where it was taken in while the system was down. */
  readonly receivedAt?: Instant | undefined
  readonly slip?: string | undefined
  /** 资料所载日期, where somebody stated it. */
  readonly documentDay?: Day | undefined
  /** 采集时所据的标准：its version and digest. */
  readonly standard?: string | undefined
  /** 起办时的路线，once it is submitted. */
  readonly route?: string | undefined
}

/** Undefined when the same content had been sent before: whoever is first has it. */
export async function insertSubmission(trx: Trx, made: Submission): Promise<boolean> {
  const rows = await trx.rows(
    `insert into desk.submission (submission_id, kind, agency, area, employer_id, settlement_month, content_digest, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::float8 / 1000)) on conflict do nothing returning submission_id`,
    [
      made.submissionId,
      made.kind,
      made.agency,
      made.area,
      made.employerId ?? null,
      made.settlementMonth === undefined ? null : monthCell(made.settlementMonth),
      made.contentDigest,
      made.madeAt,
    ],
  )
  return rows.length === 1
}

const SUBMISSION = `submission_id, kind, agency, area, employer_id, settlement_month, content_digest, made_at`

/** The submission that these very contents made earlier. */
export async function findSameContent(trx: Trx, made: Submission): Promise<Submission | undefined> {
  const rows = await trx.rows<SubmissionRow>(
    `select ${SUBMISSION} from desk.submission where agency = $1
       and coalesce(employer_id, 0) = $2 and coalesce(settlement_month, 0) = $3 and content_digest = $4`,
    [
      made.agency,
      made.employerId ?? 0,
      made.settlementMonth === undefined ? 0 : monthCell(made.settlementMonth),
      made.contentDigest,
    ],
  )
  return rows[0] && submissionOf(rows[0])
}

export async function findSubmission(trx: Trx, submissionId: string, lock = false): Promise<Submission | undefined> {
  const rows = await trx.rows<SubmissionRow>(
    `select ${SUBMISSION} from desk.submission where submission_id = $1 ${lock ? 'for update' : ''}`,
    [submissionId],
  )
  return rows[0] && submissionOf(rows[0])
}

/** 读到哪里：the last of a page. */
export interface ListedAt {
  readonly madeAt: Instant
  readonly submissionId: string
}

export interface SubmissionFilter {
  readonly agencies?: readonly string[] | undefined
  readonly employerId?: string | undefined
  readonly kind?: SubmissionKind | undefined
  /** 更早的，of this one. */
  readonly before?: ListedAt | undefined
  readonly limit: number
}

/** Those of these that there are. Locked in one order, so that two who lock the same ones do not wait for each other. */
export async function findSubmissions(trx: Trx, submissionIds: readonly string[], lock = false): Promise<Submission[]> {
  const rows = await trx.rows<SubmissionRow>(
    `select ${SUBMISSION} from desk.submission where submission_id = any ($1::uuid[])
     order by submission_id ${lock ? 'for update' : ''}`,
    [submissionIds],
  )
  return rows.map(submissionOf)
}

/** Newest first. */
export async function listSubmissions(trx: Trx, filter: SubmissionFilter): Promise<Submission[]> {
  const rows = await trx.rows<SubmissionRow>(
    `select ${SUBMISSION} from desk.submission
     where ($1::text[] is null or agency = any ($1)) and ($2::bigint is null or employer_id = $2)
       and ($4::text is null or kind = $4)
       and ($5::float8 is null or (made_at, submission_id) < (to_timestamp($5::float8 / 1000), $6::uuid))
     order by made_at desc, submission_id desc limit $3`,
    [
      ...[filter.agencies ?? null, filter.employerId ?? null, filter.limit, filter.kind ?? null],
      ...[filter.before?.madeAt ?? null, filter.before?.submissionId ?? null],
    ],
  )
  return rows.map(submissionOf)
}

/** 某段时间内提交的，of this agency or of all. Newest first. */
export async function submittedBetween(
  trx: Trx,
  agency: string | undefined,
  from: Day,
  through: Day,
  limit: number,
): Promise<Submission[]> {
  const rows = await trx.rows<SubmissionRow>(
    `select ${SUBMISSION} from desk.submission s where ($1::text is null or s.agency = $1) and exists (
       select 1 from desk.revision r where r.submission_id = s.submission_id
         and (r.submitted_at at time zone 'Asia/Shanghai')::date between $2 and $3)
     order by made_at desc, submission_id desc limit $4`,
    [agency ?? null, from, through, limit],
  )
  return rows.map(submissionOf)
}

/** 定其种类：a filing that turns out to hold earlier months takes the longer route. */
export async function setKind(trx: Trx, submissionId: string, kind: SubmissionKind): Promise<void> {
  await trx.rows('update desk.submission set kind = $2 where submission_id = $1', [submissionId, kind])
}

export async function insertRevision(trx: Trx, made: Revision): Promise<void> {
  await trx.rows(
    `insert into desk.revision (submission_id, revision, content_digest, document_id, file_name, summary, rows_in,
       accepted, refused, vouchers, employer_total, person_total, business_day, entered_by, entered_realm,
       entered_account, entered_organisation, entered_at, submitted_at, route, standard,
       entered_posts, entered_terminal)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
       to_timestamp($18::float8 / 1000), to_timestamp($19::float8 / 1000), $20, $21, $22, $23)`,
    [
      made.submissionId,
      made.revision,
      made.contentDigest,
      made.documentId ?? null,
      made.fileName ?? null,
      made.summary,
      made.rowsIn,
      made.accepted,
      made.refused,
      made.vouchers,
      made.employerTotal,
      made.personTotal,
      made.businessDay,
      made.enteredBy,
      made.enteredRealm,
      made.enteredAccount,
      made.enteredOrganisation,
      made.enteredAt,
      made.submittedAt ?? null,
      made.route ?? null,
      made.standard ?? null,
      made.enteredPosts ?? null,
      made.enteredTerminal ?? null,
    ],
  )
}

/** All revisions of these submissions, oldest first. */
export async function revisionsOf(trx: Trx, submissionIds: readonly string[]): Promise<Revision[]> {
  const rows = await trx.rows<RevisionRow>(
    'select * from desk.revision where submission_id = any ($1::uuid[]) order by submission_id, revision',
    [submissionIds],
  )
  return rows.map(revisionOf)
}

/** 提交：from now on it keeps this route, however routes change. */
export async function markSubmitted(
  trx: Trx,
  submissionId: string,
  revision: number,
  at: Instant,
  route: string,
): Promise<void> {
  await trx.rows(
    `update desk.revision set submitted_at = to_timestamp($3::float8 / 1000), route = $4
     where submission_id = $1 and revision = $2`,
    [submissionId, revision, at, route],
  )
}

/** 撤下预览。A draft that is made again leaves nothing behind; what was submitted is never deleted. */
export async function deleteDraft(trx: Trx, submissionId: string, revision: number): Promise<void> {
  const at = [submissionId, revision]
  await trx.rows('delete from desk.voucher where submission_id = $1 and revision = $2', at)
  await trx.rows('delete from desk.refused_part where submission_id = $1 and revision = $2', at)
  await trx.rows('delete from desk.levy_total where submission_id = $1 and revision = $2', at)
  await trx.rows('delete from desk.revision where submission_id = $1 and revision = $2 and submitted_at is null', at)
}

/** 未成之件：a submission whose file was refused before it had any revision leaves nothing behind. */
export async function dropEmpty(trx: Trx, submissionId: string): Promise<void> {
  await trx.rows(
    `delete from desk.submission s where submission_id = $1
       and not exists (select 1 from desk.revision r where r.submission_id = s.submission_id)`,
    [submissionId],
  )
}

export interface StoredStep extends ReviewStep {
  readonly submissionId: string
  readonly revision: number
  readonly ordinal: number
  /** Why it was returned, encrypted. */
  readonly reason?: Buffer | undefined
}

export async function insertSteps(trx: Trx, steps: readonly StoredStep[]): Promise<void> {
  await trx.rows(
    `insert into desk.review_step (submission_id, revision, ordinal, stage, verdict, reason, by_person, account,
       organisation, at, post, terminal)
     select submission_id, revision, ordinal, stage, verdict, reason, by_person, account, organisation,
       to_timestamp(at / 1000), post, terminal
     from unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::text[], $6::bytea[], $7::bigint[], $8::text[],
       $9::text[], $10::float8[], $11::text[], $12::text[]) as step (submission_id, revision, ordinal, stage, verdict,
       reason, by_person, account, organisation, at, post, terminal)`,
    [
      steps.map((step) => step.submissionId),
      steps.map((step) => step.revision),
      steps.map((step) => step.ordinal),
      steps.map((step) => step.stage),
      steps.map((step) => step.verdict),
      steps.map((step) => step.reason ?? null),
      steps.map((step) => step.by),
      steps.map((step) => step.account),
      steps.map((step) => step.organisation),
      steps.map((step) => step.at),
      steps.map((step) => step.post ?? null),
      steps.map((step) => step.terminal ?? null),
    ],
  )
}

export async function stepsOf(trx: Trx, submissionIds: readonly string[]): Promise<StoredStep[]> {
  const rows = await trx.rows<StepRow>(
    'select * from desk.review_step where submission_id = any ($1::uuid[]) order by submission_id, revision, ordinal',
    [submissionIds],
  )
  return rows.map((row) => ({
    submissionId: row.submission_id,
    revision: row.revision,
    ordinal: row.ordinal,
    stage: row.stage,
    verdict: row.verdict,
    reason: row.reason ?? undefined,
    by: row.by_person,
    account: row.account,
    organisation: row.organisation,
    at: row.at.getTime() as Instant,
    post: row.post ?? undefined,
    terminal: row.terminal ?? undefined,
  }))
}

interface SubmissionRow {
  submission_id: string
  kind: SubmissionKind
  agency: string
  area: string
  employer_id: string | null
  settlement_month: number | null
  content_digest: Buffer
  made_at: Date
}

interface StepRow {
  submission_id: string
  revision: number
  ordinal: number
  stage: Stage
  verdict: 'passed' | 'returned'
  reason: Buffer | null
  by_person: string
  account: string
  organisation: string
  at: Date
  post: string | null
  terminal: string | null
}

type RevisionRow = Record<string, unknown>

function submissionOf(row: SubmissionRow): Submission {
  return {
    submissionId: row.submission_id,
    kind: row.kind,
    agency: row.agency,
    area: row.area,
    employerId: row.employer_id ?? undefined,
    settlementMonth: row.settlement_month === null ? undefined : periodOfCell(row.settlement_month),
    contentDigest: row.content_digest,
    madeAt: row.made_at.getTime() as Instant,
  }
}

function revisionOf(row: RevisionRow): Revision {
  return {
    submissionId: row['submission_id'] as string,
    revision: row['revision'] as number,
    contentDigest: row['content_digest'] as Buffer,
    documentId: (row['document_id'] as string | null) ?? undefined,
    fileName: (row['file_name'] as Buffer | null) ?? undefined,
    summary: row['summary'] as Buffer,
    rowsIn: row['rows_in'] as number,
    accepted: row['accepted'] as number,
    refused: row['refused'] as number,
    vouchers: row['vouchers'] as number,
    employerTotal: Number(row['employer_total']),
    personTotal: Number(row['person_total']),
    businessDay: row['business_day'] as Day,
    enteredBy: row['entered_by'] as string,
    enteredRealm: row['entered_realm'] as string,
    enteredAccount: row['entered_account'] as string,
    enteredOrganisation: row['entered_organisation'] as string,
    enteredPosts: (row['entered_posts'] as string | null) ?? undefined,
    enteredTerminal: (row['entered_terminal'] as string | null) ?? undefined,
    enteredAt: (row['entered_at'] as Date).getTime() as Instant,
    submittedAt: (row['submitted_at'] as Date | null)?.getTime() as Instant | undefined,
    receivedAt: (row['received_at'] as Date | null)?.getTime() as Instant | undefined,
    slip: (row['slip'] as string | null) ?? undefined,
    documentDay: (row['document_day'] as Day | null) ?? undefined,
    route: (row['route'] as string | null) ?? undefined,
    standard: (row['standard'] as string | null) ?? undefined,
  }
}
