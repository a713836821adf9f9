import type { Trx } from '../db/database.js'
import type { Instant } from '../kernel/day.js'
import type { LegacyState } from './legacy-words.js'

/** 数据包、其各行与各人的存取。 */
export interface LegacySum {
  readonly rows: number
  readonly amount: number
  readonly stored: number
  readonly storedAmount: number
  readonly listed: number
  readonly listedAmount: number
  /** What the sender says it sent. */
  readonly control?: { readonly rows: number; readonly amount: number } | undefined
  /** 记账之后：what the posted vouchers hold of it. */
  readonly posted?: { readonly rows: number; readonly amount: number } | undefined
}

export interface LegacyKinds {
  readonly persons: number
  readonly disputed: number
  readonly employers: number
  readonly differences: Readonly<Record<string, number>>
  readonly listed: Readonly<Record<string, number>>
}

export interface LegacyPackage {
  readonly packageId: string
  readonly agency: string
  readonly area: string
  readonly series: string
  readonly body: Buffer
  readonly paperDigest: Buffer
  readonly paperSize: number
  readonly mediaType: string
  readonly documentId: string
  readonly state: LegacyState
  readonly stoppedIn?: LegacyState | undefined
  readonly rowsDone: number
  readonly share: number
  readonly progress?: Buffer | undefined
  readonly tries: number
  readonly tables: Readonly<Record<string, LegacySum>>
  readonly kinds: Partial<LegacyKinds>
  readonly why?: Buffer | undefined
  readonly submissionId?: string | undefined
  readonly explanations?: Buffer | undefined
  readonly madeBy: string
  readonly madeAt: Instant
  readonly triedAt?: Instant | undefined
  readonly closedBy?: string | undefined
  readonly closedAt?: Instant | undefined
}

export type NewPackage = Pick<
  LegacyPackage,
  | 'packageId'
  | 'agency'
  | 'area'
  | 'series'
  | 'body'
  | 'paperDigest'
  | 'paperSize'
  | 'mediaType'
  | 'documentId'
  | 'madeBy'
  | 'madeAt'
>

export async function insertPackage(trx: Trx, made: NewPackage): Promise<void> {
  await trx.rows(
    `insert into desk.legacy_package (package_id, agency, area, series, body, paper_digest, paper_size, media_type,
       document_id, state, made_by, made_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'reading', $10, to_timestamp($11::float8 / 1000))`,
    [
      ...[made.packageId, made.agency, made.area, made.series, made.body, made.paperDigest, made.paperSize],
      ...[made.mediaType, made.documentId, made.madeBy, made.madeAt],
    ],
  )
}

export async function findPackage(trx: Trx, packageId: string, lock = false): Promise<LegacyPackage | undefined> {
  const rows = await trx.rows<Row>(
    `select * from desk.legacy_package where package_id = $1 ${lock ? 'for update' : ''}`,
    [packageId],
  )
  return rows[0] && packageOf(rows[0])
}

/** 同名而仍有效的一包，locked. */
export async function findCurrent(trx: Trx, agency: string, series: string): Promise<LegacyPackage | undefined> {
  const rows = await trx.rows<Row>(
    `select * from desk.legacy_package where agency = $1 and series = $2 and state not in ('replaced', 'refused') for update`,
    [agency, series],
  )
  return rows[0] && packageOf(rows[0])
}

export async function listPackages(trx: Trx, agencies: readonly string[], limit: number): Promise<LegacyPackage[]> {
  const rows = await trx.rows<Row>(
    'select * from desk.legacy_package where agency = any ($1::text[]) order by made_at desc, package_id limit $2',
    [agencies, limit],
  )
  return rows.map(packageOf)
}

/** 轮到的一包，oldest first. */
export async function nextPackage(trx: Trx): Promise<LegacyPackage | undefined> {
  const rows = await trx.rows<Row>(
    `select * from desk.legacy_package where state in ('reading', 'deriving', 'drafting') order by made_at, package_id limit 1`,
  )
  return rows[0] && packageOf(rows[0])
}

/** 某一报送所据的数据包。 */
export async function packageOfSubmission(trx: Trx, submissionId: string): Promise<LegacyPackage | undefined> {
  const rows = await trx.rows<Row>('select * from desk.legacy_package where submission_id = $1', [submissionId])
  return rows[0] && packageOf(rows[0])
}

export type PackageChange = Partial<
  Pick<
    LegacyPackage,
    | 'state'
    | 'body'
    | 'rowsDone'
    | 'share'
    | 'tries'
    | 'tables'
    | 'kinds'
    | 'submissionId'
    | 'explanations'
    | 'closedBy'
  >
> & {
  readonly stoppedIn?: LegacyState | null
  readonly progress?: Buffer | null
  readonly why?: Buffer | null
  readonly triedAt?: Instant
  readonly closedAt?: Instant
}

const COLUMNS: Readonly<Record<keyof PackageChange, string>> = {
  ...{
    state: 'state',
    body: 'body',
    rowsDone: 'rows_done',
    share: 'share',
    tries: 'tries',
    tables: 'tables',
    kinds: 'kinds',
  },
  ...{ submissionId: 'submission_id', explanations: 'explanations', closedBy: 'closed_by', stoppedIn: 'stopped_in' },
  ...{ progress: 'progress', why: 'why', triedAt: 'tried_at', closedAt: 'closed_at' },
}

export async function changePackage(trx: Trx, packageId: string, change: PackageChange): Promise<void> {
  const names = Object.keys(change) as (keyof PackageChange)[]
  const sets = names.map((name, i) => {
    const isTime = name === 'triedAt' || name === 'closedAt'
    return `${COLUMNS[name]} = ${isTime ? `to_timestamp($${i + 2}::float8 / 1000)` : `$${i + 2}`}`
  })
  await trx.rows(`update desk.legacy_package set ${sets.join(', ')} where package_id = $1`, [
    packageId,
    ...names.map((name) => change[name]),
  ])
}

export interface LegacyRow {
  readonly ordinal: number
  readonly table: string
  readonly row: number
  readonly who: Buffer
  readonly body: Buffer
  readonly amount: number
  readonly code?: string | undefined
  readonly says?: Buffer | undefined
}

export async function insertRows(trx: Trx, packageId: string, rows: readonly LegacyRow[]): Promise<void> {
  await trx.rows(
    `insert into desk.legacy_row (package_id, ordinal, source_table, source_row, who, body, amount, code, says)
     select $1, * from unnest($2::int[], $3::text[], $4::int[], $5::bytea[], $6::bytea[], $7::bigint[], $8::text[], $9::bytea[])`,
    [
      packageId,
      ...[rows.map(({ ordinal }) => ordinal), rows.map(({ table }) => table), rows.map(({ row }) => row)],
      ...[rows.map(({ who }) => who), rows.map(({ body }) => body), rows.map(({ amount }) => amount)],
      ...[rows.map(({ code }) => code ?? null), rows.map(({ says }) => says ?? null)],
    ],
  )
}

/** 其后的若干人，with all their rows, in the order of their digests. */
export async function nextWhos(trx: Trx, packageId: string, after: Buffer, limit: number): Promise<Buffer[]> {
  const rows = await trx.rows<{ who: Buffer }>(
    'select distinct who from desk.legacy_row where package_id = $1 and who > $2 order by who limit $3',
    [packageId, after, limit],
  )
  return rows.map(({ who }) => who)
}

export async function rowsOfWhos(trx: Trx, packageId: string, whos: readonly Buffer[]): Promise<LegacyRow[]> {
  const rows = await trx.rows<RowOfRow>(
    `select ordinal, source_table, source_row, who, body, amount::text, code, says from desk.legacy_row
     where package_id = $1 and who = any ($2::bytea[]) order by ordinal`,
    [packageId, whos],
  )
  return rows.map(rowOf)
}

export async function listRows(
  trx: Trx,
  packageId: string,
  listed: readonly { readonly ordinal: number; readonly code: string; readonly says: Buffer }[],
): Promise<void> {
  if (listed.length === 0) return
  await trx.rows(
    `update desk.legacy_row r set code = l.code, says = l.says
     from unnest($2::int[], $3::text[], $4::bytea[]) as l (ordinal, code, says)
     where r.package_id = $1 and r.ordinal = l.ordinal`,
    [packageId, listed.map((one) => one.ordinal), listed.map((one) => one.code), listed.map((one) => one.says)],
  )
}

/** 列出的各行，in their order, after an ordinal. */
export async function listedRows(trx: Trx, packageId: string, after: number, limit: number): Promise<LegacyRow[]> {
  const rows = await trx.rows<RowOfRow>(
    `select ordinal, source_table, source_row, who, body, amount::text, code, says from desk.legacy_row
     where package_id = $1 and code is not null and ordinal > $2 order by ordinal limit $3`,
    [packageId, after, limit],
  )
  return rows.map(rowOf)
}

/** 各表的合计：each row is stored or listed. */
export async function sumRows(trx: Trx, packageId: string) {
  return trx.rows<{ table: string; listed: boolean; rows: number; amount: string }>(
    `select source_table as table, code is not null as listed, count(*)::int as rows, sum(amount)::text as amount
     from desk.legacy_row where package_id = $1 group by 1, 2`,
    [packageId],
  )
}

export async function sumCodes(trx: Trx, packageId: string) {
  return trx.rows<{ code: string; rows: number }>(
    `select code, count(*)::int as rows from desk.legacy_row
     where package_id = $1 and code is not null group by code order by 2 desc, 1`,
    [packageId],
  )
}

export async function dropTrial(trx: Trx, packageId: string): Promise<void> {
  await trx.rows('delete from desk.legacy_subject where package_id = $1', [packageId])
  await trx.rows('delete from desk.legacy_row where package_id = $1', [packageId])
}

export interface LegacySubject {
  readonly who: Buffer
  readonly isEmployer: boolean
  readonly givenId?: string | undefined
  readonly body: Buffer
  readonly kinds: readonly string[]
  readonly stored: number
  readonly listed: number
}

export async function insertSubjects(trx: Trx, packageId: string, subjects: readonly LegacySubject[]): Promise<void> {
  for (const one of subjects) {
    await trx.rows(
      `insert into desk.legacy_subject (package_id, who, is_employer, given_id, body, kinds, stored, listed)
       values ($1, $2, $3, $4, $5, $6::text[], $7, $8)`,
      [
        packageId,
        one.who,
        one.isEmployer,
        one.givenId ?? null,
        one.body,
        `{${one.kinds.join(',')}}`,
        one.stored,
        one.listed,
      ],
    )
  }
}

export async function giveIds(
  trx: Trx,
  packageId: string,
  given: readonly { readonly who: Buffer; readonly id: string }[],
): Promise<void> {
  if (given.length === 0) return
  await trx.rows(
    `update desk.legacy_subject s set given_id = g.id from unnest($2::bytea[], $3::bigint[]) as g (who, id)
     where s.package_id = $1 and s.who = g.who`,
    [packageId, given.map(({ who }) => who), given.map(({ id }) => id)],
  )
}

export async function subjectsOf(trx: Trx, packageId: string, whos: readonly Buffer[]): Promise<LegacySubject[]> {
  const rows = await trx.rows<SubjectRow>(
    `select who, is_employer, given_id::text, body, kinds, stored, listed from desk.legacy_subject
     where package_id = $1 and who = any ($2::bytea[])`,
    [packageId, whos],
  )
  return rows.map(subjectOf)
}

/** 有差异或有列出行的人，a page at a time; of one kind, where one is named. */
export async function disputedSubjects(
  trx: Trx,
  packageId: string,
  { kind, after, limit }: { readonly kind?: string | undefined; readonly after: Buffer; readonly limit: number },
): Promise<LegacySubject[]> {
  const rows = await trx.rows<SubjectRow>(
    `select who, is_employer, given_id::text, body, kinds, stored, listed from desk.legacy_subject
     where package_id = $1 and who > $2 and not is_employer
       and (($3::text is null and (cardinality(kinds) > 0 or listed > 0)) or $3 = any (kinds)
         or ($3 = 'listed' and listed > 0))
     order by who limit $4`,
    [packageId, after, kind ?? null, limit],
  )
  return rows.map(subjectOf)
}

export async function sumSubjects(trx: Trx, packageId: string) {
  const [counts] = await trx.rows<{ persons: number; disputed: number; employers: number }>(
    `select count(*) filter (where not is_employer)::int as persons,
       count(*) filter (where not is_employer and cardinality(kinds) > 0)::int as disputed,
       count(*) filter (where is_employer)::int as employers from desk.legacy_subject where package_id = $1`,
    [packageId],
  )
  const kinds = await trx.rows<{ kind: string; persons: number }>(
    `select kind, count(*)::int as persons from desk.legacy_subject, unnest(kinds) as kind
     where package_id = $1 group by kind order by 2 desc, 1`,
    [packageId],
  )
  return { ...counts!, kinds }
}

type Row = Record<string, unknown>
interface RowOfRow {
  ordinal: number
  source_table: string
  source_row: number
  who: Buffer
  body: Buffer
  amount: string
  code: string | null
  says: Buffer | null
}
interface SubjectRow {
  who: Buffer
  is_employer: boolean
  given_id: string | null
  body: Buffer
  kinds: string[]
  stored: number
  listed: number
}

function rowOf(row: RowOfRow): LegacyRow {
  return {
    ...{ ordinal: row.ordinal, table: row.source_table, row: row.source_row, who: row.who, body: row.body },
    ...{ amount: Number(row.amount), code: row.code ?? undefined, says: row.says ?? undefined },
  }
}

function subjectOf(row: SubjectRow): LegacySubject {
  return {
    ...{ who: row.who, isEmployer: row.is_employer, givenId: row.given_id ?? undefined, body: row.body },
    ...{ kinds: row.kinds, stored: row.stored, listed: row.listed },
  }
}

function packageOf(row: Row): LegacyPackage {
  const at = (name: string) => (row[name] as Date | null)?.getTime() as Instant | undefined
  const some = <T>(name: string) => (row[name] as T | null) ?? undefined
  return {
    packageId: row['package_id'] as string,
    ...{ agency: row['agency'] as string, area: row['area'] as string, series: row['series'] as string },
    ...{ body: row['body'] as Buffer, paperDigest: row['paper_digest'] as Buffer },
    ...{ paperSize: Number(row['paper_size']), mediaType: row['media_type'] as string },
    ...{ documentId: row['document_id'] as string, state: row['state'] as LegacyState, stoppedIn: some('stopped_in') },
    ...{ rowsDone: row['rows_done'] as number, share: row['share'] as number, progress: some('progress') },
    ...{ tries: row['tries'] as number, tables: row['tables'] as LegacyPackage['tables'] },
    ...{ kinds: row['kinds'] as LegacyPackage['kinds'], why: some('why'), submissionId: some('submission_id') },
    ...{ explanations: some('explanations'), madeBy: row['made_by'] as string, madeAt: at('made_at')! },
    ...{ triedAt: at('tried_at'), closedBy: some('closed_by'), closedAt: at('closed_at') },
  }
}
